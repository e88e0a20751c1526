"""The score file to fill in: every area and criterion as a comment, the scores left empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.messages import _
from monitor_cli.output.words import numbered, said

WIDTH = 100


@dataclass(frozen=True, kw_only=True)
class Blank:
    """What is known of the body before the monitoring; what is None is left for the inspector."""

    id: str | None = None
    name: str | None = None
    kind: str = "state"
    secretary: str | None = None
    year: int
    schema: str = ""
    """Where editors find the JSON Schema, from the folder of the file."""


def render(criteria_set: CriteriaSet, blank: Blank) -> str:
    """A commented score file for `criteria_set` in the current language."""
    return "\n".join(_lines(criteria_set, blank)) + "\n"


def modeline(schema: str) -> str:
    """The line at the top of a file by which editors find its JSON Schema."""
    return f"# yaml-language-server: $schema={schema}"


def _lines(criteria_set: CriteriaSet, blank: Blank) -> Iterator[str]:
    if blank.schema:
        yield modeline(blank.schema)
    yield from comment(said(criteria_set.title))
    yield from comment(_("Write a score behind each number under “scores”."))
    yield from comment(_("Check the file with: monitor validate FILE"))
    yield "#"
    yield from comment(_("What the scores mean:"))
    for score, indicator in criteria_set.indicators.items():
        yield from comment(f"{score} – {said(indicator.text)}", "#   ")
    yield ""
    yield f"criteria: {criteria_set.ref}"
    yield "agency:"
    yield _pair("  id", _quoted(blank.id), _("small Latin letters, digits and hyphens; the same every year"))
    yield _pair("  name", _quoted(blank.name), _("as it is printed"))
    yield _pair("  kind", blank.kind, _("state or municipal"))
    if blank.kind == "state":
        yield "state_secretary:"
        yield _pair("  name", _quoted(blank.secretary), _("who is rated"))
        yield _pair("  # since", "2024-02-01", _("day of taking office, may be left out"))
    yield f"year: {blank.year}"
    yield "# monitoring:"
    yield f"#   from: {blank.year}-03-03"
    yield f"#   to: {blank.year}-03-14"
    yield "#   commission: []"
    yield ""
    yield from comment(_("Note, evidence and recommendation are written like this:"))
    yield "#   3:"
    yield "#     score: 3"
    yield f"#     note: {_('what was found')}"
    yield f"#     evidence: [{_quoted(_('Order No. 12, 2025-01-14'))}]"
    yield f"#     recommendation: {{text: {_('what is to be mended')}, due: {blank.year}-09-01, status: open}}"
    yield from under_titles(criteria_set, lambda number: [f"  {number}:"])


def under_titles(criteria_set: CriteriaSet, entry: Callable[[int], Iterable[str]]) -> Iterator[str]:
    """The table of scores: the entry of each criterion below its title, and each area below its heading."""
    yield "scores:"
    for area in criteria_set.areas:
        yield ""
        yield from comment(numbered(area), "  ## ")
        for criterion in area.criteria:
            yield from comment(numbered(criterion), "  # ")
            yield from entry(criterion.number)


def _pair(key: str, value: str, purpose: str) -> str:
    return f"{key}:{value and ' '}{value}  # {purpose}"


def _quoted(value: str | None) -> str:
    """A text as a YAML value that reads back unchanged; nothing where it is left for the inspector."""
    import json

    return "" if value is None else json.dumps(value, ensure_ascii=False)


def comment(text: str, mark: str = "# ") -> Iterator[str]:
    """A text as comment lines, each with the mark in front, so that no part of it can be taken for a value."""
    import textwrap

    yield from textwrap.wrap(
        text, WIDTH, initial_indent=mark, subsequent_indent=mark, break_on_hyphens=False, break_long_words=False
    )
