"""`monitor explain`: the meaning of a rule, and the fix for a file that breaks it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.options import Command, Completions, completions, report_options
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError
from monitor_cli.core.texts import nearest
from monitor_cli.messages import N_, _, did_you_mean
from monitor_cli.output import EXPLAIN, FORMATS

if TYPE_CHECKING:
    from monitor_cli.core.problems import RuleId


class RuleName(click.ParamType):  # type: ignore[type-arg] # generic only in newer versions of click
    """The id of a rule."""

    name = "rule"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from monitor_cli.messages.problems import RULES

        if value in RULES:
            return str(value)
        message = _("there is no rule “{rule}”; `monitor explain` lists them all").format(rule=value)
        close = nearest(str(value)[:60], RULES)
        raise UsageError(f"{message}; {did_you_mean(close)}" if close else message, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Completions:
        from monitor_cli.messages.problems import explanation

        return completions(((rule, explanation(rule).means) for rule in self.rules()), incomplete)

    def rules(self) -> Iterable[RuleId]:
        from monitor_cli.messages.problems import RULES

        return RULES


class WarningName(RuleName):
    """The id of a rule whose problems are warnings; errors cannot be ignored."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if (rule := super().convert(value, param, ctx)) not in (known := self.rules()):
            message = _("“{rule}” is an error, and only warnings can be left out: {rules}")
            raise UsageError(message, ctx, rule=rule, rules=", ".join(known))
        return rule

    def rules(self) -> list[RuleId]:
        from monitor_cli.core.problems import WARNING_RULES

        return [rule for rule in super().rules() if rule in WARNING_RULES]


@click.command(
    "explain",
    cls=Command,
    help=N_("Explain a rule: what it means, why it exists, and how to fix a file that breaks it."),
)
@click.argument("rule", required=False, type=RuleName(), metavar="[RULE]")
@report_options(EXPLAIN.formats)
@pass_session
def command(session: Session, rule: RuleId | None) -> int:
    from monitor_cli.messages.problems import RULES, explanation
    from monitor_cli.output.reports.explain import Rules

    explanations = [explanation(name) for name in ([rule] if rule else RULES)]
    session.show(EXPLAIN, Rules(explanations, in_full=FORMATS[session.format_of(EXPLAIN)].use != "screen"))
    return 0
