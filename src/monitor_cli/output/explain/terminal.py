"""Rules for a terminal: no line breaks inside a word, and the meanings stay beside the names of their rules."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from monitor_cli.messages.explanations import Explanation
from monitor_cli.output.explain import text
from monitor_cli.output.spans import coloured


def render(explanations: Sequence[Explanation]) -> RenderableType:
    """The list of all rules, or one rule with its example."""
    if len(explanations) == 1:
        return coloured(text.render(explanations))
    rules = Table.grid(padding=(0, 2, 0, 0))
    rules.add_column(style="bold", no_wrap=True)
    for found in explanations:
        rules.add_row(Text(found.rule), Text(found.means))
    return rules
