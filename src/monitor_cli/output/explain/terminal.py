"""Rules on a terminal: the same words, with lines that end between them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.text import Text

from monitor_cli.messages.explanations import Explanation
from monitor_cli.output.explain import text


def render(explanations: Sequence[Explanation]) -> Group:
    """The list of all rules, or one rule with its example."""
    return Group(*(Text.assemble(*line) for line in text.render(explanations)))
