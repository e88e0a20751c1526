"""Score files as YAML text: blank ones with areas and criteria as comments, and ones with given values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.score_file import KINDS, Kind, MonitoringKind, Outcome, Status
from monitor_cli.core.shapes import DATE
from monitor_cli.core.texts import LANGUAGES
from monitor_cli.messages import _, speaking
from monitor_cli.messages.visible import visible
from monitor_cli.output.wording import localized, numbered_title

if TYPE_CHECKING:
    from monitor_cli.core.joint_draft import JointDraft, Path

WIDTH = 100
Remarks = Mapping[tuple[str, ...], Sequence[str]]
_CHOICES = (*KINDS, *get_args(MonitoringKind), *get_args(Status), *get_args(Outcome))
_PLAIN = re.compile("|".join((r"[a-z]+(-[a-z0-9]+)+", DATE, *_CHOICES)))
"""Texts that need no quotes: slugs with a hyphen, days, and words of closed vocabularies."""
_HEAD = ("agency", "state_secretary", "year", "monitoring")
"""The keys that come first; the scores are last."""


@dataclass(frozen=True, kw_only=True)
class BlankFile:
    """Facts about the body before the monitoring; the inspector fills in those that are None."""

    id: str | None = None
    name: str | None = None
    kind: Kind = "state"
    secretary: str | None = None
    year: int
    schema: str = ""
    """The path of the JSON Schema, relative to the folder of the file."""


def render_blank(criteria_set: CriteriaSet, blank: BlankFile) -> str:
    """Return a blank, commented score file for `criteria_set` in the current language."""
    return "\n".join(_blank_lines(criteria_set, blank)) + "\n"


def own_comments(
    comments: Iterable[tuple[tuple[str, ...], str]], criteria_set: CriteriaSet, year: int
) -> list[tuple[tuple[str, ...], str]]:
    """Return those of the `comments` of a score file that a user wrote, without the leading #.

    The comments of a blank file, in any language, come from the tool.
    """
    tool_comments: set[str] = set()
    for language in LANGUAGES:
        with speaking(language):
            tool_comments.update(re.findall("#.*", render_blank(criteria_set, BlankFile(year=year))))
    written = [(path, comment.rstrip()) for path, comment in comments if comment.strip("# ")]
    return [(path, comment.lstrip("#").strip()) for path, comment in written if comment not in tool_comments]


def draft_comments(draft: JointDraft, member_comments: Iterable[tuple[Path, str]]) -> dict[Path, list[str]]:
    """Return the comments of the draft, each once: the values that differ, and the members' own comments.

    A comment belongs to the nearest key above its value that the draft has.
    """
    comments: dict[Path, dict[str, None]] = {}

    def add(path: Path, *texts: str) -> None:
        comments.setdefault(path, {}).update(dict.fromkeys(texts))

    def exists(path: Path) -> bool:
        value: Any = draft.data
        for key in path:
            value = value.get(key)
        return bool(value)

    for number, given in draft.alone.items():
        add(("scores", str(number)), _("only {file} gives a score").format(file=visible(given.file)))
    for path, values in (*draft.disputed.values(), *draft.others):
        above = path[:-1]
        while not exists(above):
            above = above[:-1]
        key = ".".join(path[len(above) :])
        add(above, *(f"{visible(file)}: {key}: {json.dumps(value, ensure_ascii=False)}" for file, value in values))
    for path, text in member_comments:
        add(path if exists(path) else (), text)
    return {path: list(texts) for path, texts in comments.items()}


def modeline(schema: str) -> str:
    """Return the first line of a file, with the path of its JSON Schema for editors."""
    return f"# yaml-language-server: $schema={schema}"


def _blank_lines(criteria_set: CriteriaSet, blank: BlankFile) -> Iterator[str]:
    if blank.schema:
        yield modeline(blank.schema)
    yield from comment(localized(criteria_set.title))
    yield from comment(_("Enter a score after each number under “scores”."))
    yield from comment(_("Check the file with: monitor validate FILE"))
    yield "#"
    yield from comment(_("What the scores mean:"))
    for score, indicator in criteria_set.indicators.items():
        yield from comment(f"{score} – {localized(indicator.text)}", "#   ")
    yield ""
    yield f"criteria: {criteria_set.ref}"
    yield "agency:"
    yield _hinted("  id", _quoted(blank.id), _("lowercase Latin letters, digits and hyphens; the same every year"))
    yield from _named(blank.name, _("as printed in documents"))
    yield _hinted("  kind", blank.kind, _("state or municipal"))
    if blank.kind == "state":
        yield "state_secretary:"
        yield from _named(blank.secretary, _("who is ranked"))
        yield _hinted("  # since", "2024-02-01", _("day of taking office, optional"))
    yield f"year: {blank.year}"
    yield "# monitoring:"
    yield "#   kind: planned"
    yield f"#   from: {blank.year}-03-03"
    yield f"#   to: {blank.year}-03-14"
    yield "#   commission: []"
    yield ""
    yield from comment(_("Write a note, evidence and a recommendation like this:"))
    yield "#   3:"
    yield "#     score: 3"
    yield f"#     note: {_('what was found')}"
    yield f"#     evidence: [{_quoted(_('Order No. 12, 2025-01-14'))}]"
    yield f"#     recommendation: {{text: {_('action required')}, due: {blank.year}-09-01, status: open}}"
    yield from comment(_("Add an objection by the body and a change of the score like this:"))
    yield f"#     objection: {{date: {blank.year}-10-01, text: {_('its reasons')}, asks: 4, outcome: open}}"
    yield f"#     changes: [{{was: 2, date: {blank.year}-10-15, reason: {_('the decision')}}}]"
    yield from under_titles(criteria_set, lambda number: [f"  {number}:"])


def under_titles(criteria_set: CriteriaSet, entry: Callable[[int], Iterable[str]]) -> Iterator[str]:
    """Yield the key `scores`: the lines of `entry` for each criterion, below comments with its area and title."""
    yield "scores:"
    for area in criteria_set.areas:
        yield ""
        yield from comment(numbered_title(area), "  ## ")
        for criterion in area.criteria:
            yield from comment(numbered_title(criterion), "  # ")
            yield from entry(criterion.number)


def _named(name: str | None, purpose: str) -> Iterator[str]:
    """Yield a name below its hint: a comment after text that is typed later would look like part of the text."""
    yield f"  # {purpose}"
    yield f"  name: {_quoted(name)}".rstrip()


def _hinted(key: str, value: str, purpose: str) -> str:
    return f"{key}:{value and ' '}{value}  # {purpose}"


def _quoted(value: str | None) -> str:
    """Return a text as a YAML value that reads back unchanged; empty if the inspector fills it in."""
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def comment(text: str, mark: str = "# ") -> Iterator[str]:
    """Yield a text as comment lines, each after `mark`, so that no part of it can be read as a value."""
    import textwrap

    yield from textwrap.wrap(
        text, WIDTH, initial_indent=mark, subsequent_indent=mark, break_on_hyphens=False, break_long_words=False
    )


def render(criteria_set: CriteriaSet, data: Mapping[str, Any], remarks: Remarks = MappingProxyType({})) -> str:
    """Return the score file for `data`, a mapping with the keys of the file; criteria without a score stay empty.

    `remarks` are comments by the path of the key above them; comments on the whole file have an empty path.
    """
    lines = [*comment(localized(criteria_set.title)), *(f"# {remark}" for remark in remarks.get((), ()))]
    lines += ["", f"criteria: {data['criteria']}"]
    for key, value in {**dict.fromkeys(_HEAD), **data}.items():
        if key not in ("criteria", "scores", "self_scores") and value not in (None, {}, []):
            lines += _pair((key,), value, remarks)
    scores = data["scores"]
    lines += under_titles(criteria_set, lambda n: _pair(("scores", str(n)), scores.get(str(n)), remarks))
    if own := data.get("self_scores"):
        lines += ["", *_pair(("self_scores",), own, remarks)]
    return "\n".join(lines) + "\n"


def render_plain(data: Mapping[str, Any]) -> str:
    """Return a mapping as YAML that reads back unchanged, without comments."""
    return "".join(f"{line}\n" for key, value in data.items() for line in _pair((key,), value, {}))


def _pair(path: tuple[str, ...], value: Any, remarks: Remarks) -> Iterator[str]:
    """Yield a key with its value: groups and lists below it, other values after it."""
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
    """Return a value that reads back unchanged; a text that does not need quotes has none."""
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
