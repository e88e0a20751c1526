"""Score files as text: one to fill in, with every area and criterion as a comment, and one from plain values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.texts import LANGUAGES
from monitor_cli.messages import _, speaking
from monitor_cli.output.wording import localized, numbered_title

WIDTH = 100
Remarks = Mapping[tuple[str, ...], Sequence[str]]
_PLAIN = re.compile(
    r"[a-z]+(-[a-z0-9]+)+|[0-9]{4}-[0-9]{2}-[0-9]{2}|state|municipal|open|done|planned|unplanned|upheld|rejected"
)
"""Texts that need no quotes: slugs with a hyphen, days, and the words of `kind`, `status` and `outcome`."""
_HEAD = ("agency", "state_secretary", "year", "monitoring")


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


def render_blank(criteria_set: CriteriaSet, blank: Blank) -> str:
    """A commented score file for `criteria_set` in the current language."""
    return "\n".join(_blank_lines(criteria_set, blank)) + "\n"


def blank_comments(criteria_set: CriteriaSet, year: int) -> frozenset[str]:
    """The comments that every score file has which the tool wrote, in all languages."""
    blanks = []
    for language in LANGUAGES:
        with speaking(language):
            blanks.append(render_blank(criteria_set, Blank(year=year)))
    return frozenset(re.findall("#.*", "\n".join(blanks)))


def own_comments(
    written: Iterable[tuple[tuple[str, ...], str]], criteria_set: CriteriaSet, year: int
) -> list[tuple[tuple[str, ...], str]]:
    """Those of the comments `written` in a score file that the tool did not write, without the sign in front."""
    blank = blank_comments(criteria_set, year)
    own = [(path, comment.rstrip()) for path, comment in written if comment.strip("# ")]
    return [(path, comment.lstrip("#").strip()) for path, comment in own if comment not in blank]


def modeline(schema: str) -> str:
    """The line at the top of a file by which editors find its JSON Schema."""
    return f"# yaml-language-server: $schema={schema}"


def _blank_lines(criteria_set: CriteriaSet, blank: Blank) -> Iterator[str]:
    if blank.schema:
        yield modeline(blank.schema)
    yield from comment(localized(criteria_set.title))
    yield from comment(_("Write a score behind each number under “scores”."))
    yield from comment(_("Check the file with: monitor validate FILE"))
    yield "#"
    yield from comment(_("What the scores mean:"))
    for score, indicator in criteria_set.indicators.items():
        yield from comment(f"{score} – {localized(indicator.text)}", "#   ")
    yield ""
    yield f"criteria: {criteria_set.ref}"
    yield "agency:"
    yield _hinted("  id", _quoted(blank.id), _("small Latin letters, digits and hyphens; the same every year"))
    yield from _named(blank.name, _("as it is printed"))
    yield _hinted("  kind", blank.kind, _("state or municipal"))
    if blank.kind == "state":
        yield "state_secretary:"
        yield from _named(blank.secretary, _("who is rated"))
        yield _hinted("  # since", "2024-02-01", _("day of taking office, may be left out"))
    yield f"year: {blank.year}"
    yield "# monitoring:"
    yield "#   kind: planned"
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
    yield from comment(_("An objection of the body and a change of the score are added to it like this:"))
    yield f"#     objection: {{date: {blank.year}-10-01, text: {_('its reasons')}, asks: 4, outcome: open}}"
    yield f"#     changes: [{{was: 2, date: {blank.year}-10-15, reason: {_('the decision')}}}]"
    yield from under_titles(criteria_set, lambda number: [f"  {number}:"])


def under_titles(criteria_set: CriteriaSet, entry: Callable[[int], Iterable[str]]) -> Iterator[str]:
    """The table of scores: the entry of each criterion below its title, and each area below its heading."""
    yield "scores:"
    for area in criteria_set.areas:
        yield ""
        yield from comment(numbered_title(area), "  ## ")
        for criterion in area.criteria:
            yield from comment(numbered_title(criterion), "  # ")
            yield from entry(criterion.number)


def _named(name: str | None, purpose: str) -> Iterator[str]:
    """A name below its hint: behind a text that is typed there, a comment would look like a part of it."""
    yield f"  # {purpose}"
    yield f"  name: {_quoted(name)}".rstrip()


def _hinted(key: str, value: str, purpose: str) -> str:
    return f"{key}:{value and ' '}{value}  # {purpose}"


def _quoted(value: str | None) -> str:
    """A text as a YAML value that reads back unchanged; nothing where it is left for the inspector."""
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def comment(text: str, mark: str = "# ") -> Iterator[str]:
    """A text as comment lines, each with the mark in front, so that no part of it can be taken for a value."""
    import textwrap

    yield from textwrap.wrap(
        text, WIDTH, initial_indent=mark, subsequent_indent=mark, break_on_hyphens=False, break_long_words=False
    )


def render(criteria_set: CriteriaSet, data: Mapping[str, Any], remarks: Remarks = MappingProxyType({})) -> str:
    """The score file for `data`, in which the keys are those of the file; criteria without a score stay empty.

    `remarks` are comments by the path of the key below which they stand; what is about the whole file has none.
    """
    return "\n".join(_lines(criteria_set, data, remarks)) + "\n"


def render_plain(data: Mapping[str, Any]) -> str:
    """A mapping as YAML that reads back unchanged, without a comment."""
    return "".join(f"{line}\n" for key, value in data.items() for line in _pair((key,), value, {}))


def _lines(criteria_set: CriteriaSet, data: Mapping[str, Any], remarks: Remarks) -> Iterator[str]:
    yield from comment(localized(criteria_set.title))
    yield from (f"# {remark}" for remark in remarks.get((), ()))
    yield ""
    yield f"criteria: {data['criteria']}"
    for key in _HEAD:
        if data.get(key):
            yield from _pair((key,), data[key], remarks)
    scores = data["scores"]
    yield from under_titles(criteria_set, lambda n: _pair(("scores", str(n)), scores.get(str(n)), remarks))
    if own := data.get("self_scores"):
        yield ""
        yield from _pair(("self_scores",), own, remarks)


def _pair(path: tuple[str, ...], value: Any, remarks: Remarks) -> Iterator[str]:
    """A key with its value: groups and lists below it, everything else behind it."""
    if isinstance(value, Mapping) and value.keys() == {"score"} and path not in remarks:
        value = value["score"]
    indent, is_below = "  " * (len(path) - 1), isinstance(value, (Mapping, list)) and value
    yield f"{indent}{path[-1]}:" + ("" if value is None or is_below else f" {_scalar(value)}")
    yield from (f"{indent}  # {remark}" for remark in remarks.get(path, ()))
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _pair((*path, key), inner, remarks)
    elif is_below:
        yield from (f"{indent}  - {_scalar(item)}" for item in value)


def _scalar(value: Any) -> str:
    """A number as it is; a text in quotes unless it needs none, so that it reads back unchanged."""
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
