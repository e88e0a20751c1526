"""What the rules mean: one in full, several as a list or, for the documentation, all in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor_cli.core.problems import STRICT_RULES
from monitor_cli.messages import _
from monitor_cli.messages.problems import Explanation
from monitor_cli.output.page import Block, Cell, Code, Column, Group, Heading, Page, Prose, Row, Section, Table


class Rules(NamedTuple):
    """The rules to explain; several of them are a list, unless all are to be said of each."""

    explanations: Sequence[Explanation]
    in_full: bool = False


def page(found: Rules) -> Page:
    """The list of all rules, or a rule with its example."""
    if len(found.explanations) == 1:
        return _rule(found.explanations[0])
    return _in_full(found.explanations) if found.in_full else [[_list(found.explanations)]]


def _list(explanations: Sequence[Explanation]) -> Table:
    width = max(len(found.rule) for found in explanations)
    rows = (
        Row([Cell(found.rule, "bold"), Cell(found.means)], f"{found.rule:{width}}  {found.means}")
        for found in explanations
    )
    return Table([Column(""), Column("", share=1)], [Group(rows)])


def _in_full(explanations: Sequence[Explanation]) -> Iterator[Section]:
    yield [Heading(_("Rules"), level=1)]
    yield [Prose(_("What `monitor validate` checks. `monitor explain RULE` shows the same."))]
    for found in explanations:
        only_strict = " " + _("Only `--strict` asks for it.") if found.rule in STRICT_RULES else ""
        yield [Heading(found.rule), Prose(found.means + only_strict)]
        yield from _advice(found)


def _rule(found: Explanation) -> Iterator[Section]:
    if found.severity == "error":
        severity, style = _("error"), "bold red"
    else:
        severity, style = _("warning of --strict") if found.rule in STRICT_RULES else _("warning"), "bold yellow"
    yield [Heading(f"{found.rule} ({severity})", style=style), Prose(found.means)]
    yield from _advice(found)


def _advice(found: Explanation) -> Iterator[Section]:
    """Why the rule is there, how to fix what breaks it, and an example of both."""
    yield [Prose(found.why, _("Why:")), Prose(found.mend, _("How to fix it:"))]
    for heading, example, style in ((_("Wrong:"), found.wrong, "red"), (_("Right:"), found.right, "green")):
        if example:
            shown: list[Block] = [Heading(heading, level=4), Code(example, "yaml", style)]
            yield shown
