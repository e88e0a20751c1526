"""Rules as `monitor.rules/1`."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.messages.explanations import Explanation
from monitor_cli.output.json_parts import document


def render(explanations: Sequence[Explanation]) -> bytes:
    """One object with a list of rules; examples are YAML, null where no part of a file shows the rule."""
    rules = [{**found._asdict(), "wrong": found.wrong or None, "right": found.right or None} for found in explanations]
    return document("monitor.rules/1", rules=rules)
