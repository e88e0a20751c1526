"""Rules for people: one in full, several as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.messages import _
from monitor_cli.messages.explanations import Explanation
from monitor_cli.output.spans import Line


def render(explanations: Sequence[Explanation]) -> list[Line]:
    """The list of all rules, or one rule with its example."""
    if len(explanations) == 1:
        return list(_in_full(explanations[0]))
    width = max(len(found.rule) for found in explanations)
    return [[(found.rule.ljust(width), "bold"), (f"  {found.means}", "")] for found in explanations]


def _in_full(found: Explanation) -> Iterator[Line]:
    is_error = found.severity == "error"
    severity, style = (_("error"), "bold red") if is_error else (_("warning of --strict"), "bold yellow")
    yield [(found.rule, "bold"), (f" ({severity})", style)]
    yield [(found.means, "")]
    yield [("", "")]
    yield [(_("Why:"), "bold"), (f" {found.why}", "")]
    yield [(_("How to mend it:"), "bold"), (f" {found.mend}", "")]
    for heading, example, colour in ((_("Wrong:"), found.wrong, "red"), (_("Right:"), found.right, "green")):
        if example:
            yield [("", "")]
            yield [(heading, "bold")]
            yield from ([("  " + line, colour)] for line in example.splitlines())
