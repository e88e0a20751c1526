"""Explanations of rules: one in full, several as a list, or all in full for the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor_cli.core.problems import STRICT_RULES
from monitor_cli.messages import _
from monitor_cli.messages.problems import Explanation
from monitor_cli.output.page import Cell, Code, Column, Group, Heading, Page, Prose, Row, Section, Table


class Rules(NamedTuple):
    """The rules to explain; several of them are listed, unless `in_full`."""

    explanations: Sequence[Explanation]
    in_full: bool = False


def page(rules: Rules) -> Page:
    if len(rules.explanations) == 1:
        return _rule(rules.explanations[0])
    if rules.in_full:
        return _in_full(rules.explanations)
    width = max(len(one.rule) for one in rules.explanations)
    rows = (
        Row([Cell(one.rule, "bold"), Cell(one.means)], f"{one.rule:{width}}  {one.means}") for one in rules.explanations
    )
    return [[Table([Column(""), Column("", share=1)], [Group(rows)])]]


def _in_full(explanations: Sequence[Explanation]) -> Iterator[Section]:
    yield [Heading(_("Rules"), level=1)]
    yield [Prose(_("The rules that `monitor validate` checks. `monitor explain RULE` shows the same."))]
    for explanation in explanations:
        only_strict = " " + _("Checked only with `--strict`.") if explanation.rule in STRICT_RULES else ""
        yield [Heading(explanation.rule), Prose(explanation.means + only_strict)]
        yield from _advice(explanation)


def _rule(explanation: Explanation) -> Iterator[Section]:
    severity, style = _("error"), "bold red"
    if explanation.severity != "error":
        is_strict = explanation.rule in STRICT_RULES
        severity, style = _("warning with --strict") if is_strict else _("warning"), "bold yellow"
    yield [Heading(f"{explanation.rule} ({severity})", style=style), Prose(explanation.means)]
    yield from _advice(explanation)


def _advice(explanation: Explanation) -> Iterator[Section]:
    """Yield the reason for a rule, the fix, and an example of both."""
    yield [Prose(explanation.why, _("Why:")), Prose(explanation.mend, _("How to fix it:"))]
    if explanation.wrong:
        yield [Heading(_("Wrong:"), level=4), Code(explanation.wrong, "yaml", "red")]
    if explanation.right:
        yield [Heading(_("Right:"), level=4), Code(explanation.right, "yaml", "green")]
