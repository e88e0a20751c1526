"""Rules as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.messages import _
from monitor_cli.messages.explanations import Explanation
from monitor_cli.output.markdown_parts import escaped, prose


def render(explanations: Sequence[Explanation]) -> str:
    """A heading for each rule, with its meaning, its reason and its example."""
    parts = [f"# {_('Rules')}", _("What `monitor validate` checks. `monitor explain RULE` shows the same.")]
    for found in explanations:
        parts += _rule(found)
    return "\n\n".join(parts) + "\n"


def _rule(found: Explanation) -> Iterator[str]:
    yield f"## {escaped(found.rule)}"
    yield prose(found.means) + ("" if found.severity == "error" else " " + _("Only `--strict` asks for it."))
    yield prose(found.why)
    yield _("How to mend it: {mend}.").format(mend=prose(found.mend).rstrip(".?"))
    if found.wrong:
        yield _("Wrong:")
        yield f"```yaml\n{found.wrong}```"
        yield _("Right:")
        yield f"```yaml\n{found.right}```"
