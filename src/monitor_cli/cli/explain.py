"""`monitor explain`: what a rule means and how to mend what breaks it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.options import Command, format_option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.core.texts import nearest
from monitor_cli.messages import N_, _, did_you_mean
from monitor_cli.output import EXPLAIN

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from monitor_cli.core.problems import RuleId


class RuleName(click.ParamType):  # type: ignore[type-arg] # generic only in newer versions of click
    """The id of a rule of the table."""

    name = "rule"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id itself; for an unknown one, click's error with the nearest that there are."""
        from monitor_cli.messages.rules import RULES

        if value in RULES:
            return str(value)
        words = _("there is no rule “{rule}”; `monitor explain` lists them all").format(rule=value)
        close = nearest(str(value)[:60], RULES)
        raise click.UsageError(f"{words}; {did_you_mean(close)}" if close else words, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The rules that begin with what was typed, with their meaning."""
        from click.shell_completion import CompletionItem

        from monitor_cli.messages.problems import explanation

        return [CompletionItem(r, help=explanation(r).means) for r in self.rules() if r.startswith(incomplete)]

    def rules(self) -> Iterable[RuleId]:
        """The rules that can be named."""
        from monitor_cli.messages.rules import RULES

        return RULES


class WarningName(RuleName):
    """The id of a rule that only warns."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id itself; click's error for a rule whose problems are errors too, which nobody may leave out."""
        if (rule := super().convert(value, param, ctx)) not in (known := self.rules()):
            words = _("“{rule}” is an error, and only warnings can be left out: {rules}")
            raise click.UsageError(words.format(rule=rule, rules=", ".join(known)), ctx)
        return rule

    def rules(self) -> list[RuleId]:
        """The rules whose problems are warnings."""
        from monitor_cli.core.problems import WARNING_RULES

        return [rule for rule in super().rules() if rule in WARNING_RULES]


@click.command(
    "explain",
    cls=Command,
    help=N_("Explain a rule: what it means, why it exists, and how to fix a file that breaks it."),
)
@click.argument("rule", required=False, type=RuleName(), metavar="[RULE]")
@format_option(EXPLAIN.formats)
@output_option
@pass_session
def command(session: Session, rule: RuleId | None) -> int:
    """One rule, or all of them."""
    from monitor_cli.messages.problems import explanation
    from monitor_cli.messages.rules import RULES
    from monitor_cli.output.reports.explain import Rules

    found = [explanation(name) for name in ([rule] if rule else RULES)]
    session.show(EXPLAIN, Rules(found, in_full=session.format_of(EXPLAIN) not in ("table", "text")))
    return 0
