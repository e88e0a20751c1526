"""Parts of the outputs for programs: JSON objects, whose structure is versioned, and the lines of CSV files.

A Russian or Kyrgyz Excel opens the CSV files correctly on a double click, and no cell of them is a formula.
"""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from monitor_cli import __version__
from monitor_cli.core.criteria import Area, Band, CriteriaSet, Criterion
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Body, Result, Row, row_band, row_of, row_percent
from monitor_cli.core.score_file import Agency, Recommendation
from monitor_cli.core.shapes import Record
from monitor_cli.messages import in_current_language
from monitor_cli.messages.problems import fix, message
from monitor_cli.messages.visible import COMMAND, INVISIBLE, could_hide

if TYPE_CHECKING:
    from monitor_cli.core.comparison import Change, OpenRecommendation

Object = dict[str, Any]

TOGETHER = 1_000
"""The number of JSON tokens written at a time."""


class LazyList(list[Any]):
    """A list in a JSON document whose entries are computed one by one, while they are written."""

    def __init__(self, entries: Iterable[Any]) -> None:
        self.entries = iter(entries)
        super().__init__(islice(self.entries, 1))  # without entries, the list is empty

    def __iter__(self) -> Iterator[Any]:
        return chain(super().__iter__(), self.entries)


def document(format_name: str, **parts: Any) -> Iterator[bytes]:
    """Yield a JSON document in UTF-8 piece by piece, its format and version first."""
    tool = {"name": "monitor-cli", "version": __version__}
    tokens = _ENCODERS[2].iterencode({"format": format_name, "tool": tool, **parts})
    while piece := "".join(islice(tokens, TOGETHER)):
        yield _utf8(piece)  # a text is one token, so nothing hidden is split
    yield b"\n"


def encoded(value: Object | list[Object], indent: int | None = None) -> bytes:
    """Return `value` and a line end as UTF-8, with invisible characters escaped, so that a log can show them.

    Bytes that are not UTF-8, as in file names, become U+FFFD.
    """
    return _utf8(_ENCODERS[indent].encode(value)) + b"\n"


def _utf8(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    if b"#" in data or b"\x7f" in data or b"\xed" in data or could_hide(data):  # \xed begins surrogates
        return _HIDDEN.sub(_escape, text).encode()
    return data


_ENCODERS = {
    indent: json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, indent=indent)
    for indent in (None, 2)
}
_HIDDEN = re.compile(rf"[{INVISIBLE}#](?:(?<!#)|(?={COMMAND[1:]}))")
"""Invisible characters, and the first character of a command to a CI system; one character set is faster to search
than two alternatives."""


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if "\ud800" <= character <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"
    return "\\u0023" if character == "#" else json.dumps(character)[1:-1].replace("\x7f", "\\u007f")


def values_of(value: object, *names: str) -> Object:
    """Return some attributes of a value by their names."""
    return {name: getattr(value, name) for name in names}


def criteria_object(criteria_set: CriteriaSet) -> Object:
    """Return the identity of a criteria set; `sha256` is the hash of its file."""
    own = values_of(criteria_set, "id", "edition", "revision", "sha256")
    return {**own, "published": criteria_set.is_published}


def scoring_object(criteria_set: CriteriaSet) -> Object:
    """Return the edition, and the hash of everything that can move a score, for a closing or a publication."""
    return values_of(criteria_set, "ref", "revision", "scoring_sha256")


def result_object(result: Result) -> Object:
    """Return a file with its total and band, both null without a result."""
    return row_object(row_of(result), result.criteria_set)


def result_with_problems(result: Result) -> Object:
    """Return `result_object` with the problems of the file."""
    return {**result_object(result), "problems": problem_objects(result.problems)}


def row_object(row: Row, criteria_set: CriteriaSet | None) -> Object:
    """Return a file from its row of a batch and its criteria set."""
    body, band = row.body, row_band(row, criteria_set) if criteria_set else None
    entry: Object = {"file": row.file, "sha256": row.sha256, "status": row.status, "criteria": row.criteria}
    entry |= body_object(body) if body else {"agency": None, "year": None}
    entry["total"] = row.total
    if criteria_set:
        entry["max"] = criteria_set.max_total
    entry["percent"] = row_percent(row, criteria_set) if criteria_set else None
    entry["band"] = band_object(band) if band else None
    entry["next_band"] = None
    if band and criteria_set and row.total is not None and (above := criteria_set.next_band(band)):
        entry["next_band"] = {"number": above.number, "points": above.min - row.total}
    if prospect := row.prospect:
        entry["possible"] = {
            "missing": list(prospect.missing),
            "min": prospect.lowest,
            "max": prospect.highest,
            "bands": list(prospect.bands),
        }
    return entry


def agency_object(agency: Agency | Body) -> Object:
    """Return the id, the name and the kind of a body."""
    return {"id": agency.id, "name": in_current_language(agency.name), "kind": agency.kind}


def body_object(body: Body) -> Object:
    """Return the body and the year of a row of a batch."""
    agency: Object = {"agency": agency_object(body)}
    if body.secretary is not None:
        agency["state_secretary"] = {
            "name": in_current_language(body.secretary),
            "since": body.since.isoformat() if body.since else None,
        }
    return {**agency, "year": body.year}


def part_object(part: Area | Criterion) -> Object:
    """Return the number and the title of an area or a criterion."""
    return {"number": part.number, "title": in_current_language(part.title)}


def band_object(band: Band) -> Object:
    """Return a band; `min` and `max` are included."""
    label = in_current_language(band.label)
    return {"number": band.number, "min": band.min, "max": band.max, "label": label}


def rule_object(criteria_set: CriteriaSet) -> Object:
    """Return the tie rule; its `basis` is the act (`source`) or this tool (`tool`)."""
    ranking = criteria_set.ranking
    rule: Object = {"ties": ranking.ties, "basis": ranking.basis, "note": in_current_language(ranking.note)}
    if again := ranking.repeated:
        note = in_current_language(again.note)
        rule["repeated"] = {"counts": again.counts, "basis": again.basis, "note": note}
    return rule


def recommendation_object(recommendation: Recommendation) -> Object:
    """Return a recommendation; `due` is null if no day is set."""
    due = recommendation.due.isoformat() if recommendation.due else None
    return {"text": recommendation.text, "due": due, "status": recommendation.status}


def record_object(value: Any) -> Any:
    """Return a part of a score file or register as it would be written, without keys that are not given."""
    if isinstance(value, Record):
        keys = (key.name for key in fields(value) if key.metadata.get("key", True))  # type: ignore[arg-type]
        given = values_of(value, *keys)
        return {key.rstrip("_"): record_object(item) for key, item in given.items() if item not in (None, ())}
    if isinstance(value, datetime.date):
        return value.isoformat()
    return [record_object(item) for item in value] if isinstance(value, tuple) else value


def change_object(change: Change) -> Object:
    """Return a number before and after; `difference` is null if the two cannot be compared."""
    return values_of(change, "old", "new", "difference", "direction")


def unanswered_object(unanswered: OpenRecommendation) -> Object:
    """Return a recommendation without a recorded follow-up; `state` is `repeated`, `silent` or `no-counterpart`."""
    return {
        "year": unanswered.card.score_file.year,
        "criterion": unanswered.scored.criterion.number,
        "recommendation": recommendation_object(unanswered.recommendation),
        "state": unanswered.state,
    }


def problem_objects(problems: Iterable[Problem]) -> list[Object]:
    """Return problems; positions count code points from 1, null if a problem has no place."""
    return [
        {
            "rule": problem.rule,
            "severity": problem.severity,
            "line": problem.place.line if problem.place else None,
            "column": problem.place.column if problem.place else None,
            "end_column": problem.place.end_column if problem.place else None,
            "message": message(problem),
            "mend": fix(problem),
            **({"cell": problem.place.cell} if problem.place and problem.place.cell else {}),
        }
        for problem in problems
    ]


BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = re.compile(r"""[\s'"`‘’“”„«]*[=+\-@＝＋－＠﹢﹣﹦﹫]""")
"""Spreadsheets also recognise a formula after spaces and quotation marks, and by full-width signs."""


def csv_lines(rows: Iterable[Iterable[object]], *, plain: bool = False) -> Iterator[bytes]:
    """Yield rows as UTF-8: for people with a byte order mark, semicolons (the list separator of those locales) and
    CRLF; `plain`, for programs, with commas and LF. A row shorter than the first one ends in empty cells.
    """
    import csv  # imported here, as for JSON it is not needed

    delimiter, end = (",", "\n") if plain else (";", "\r\n")
    width = 0
    for index, row in enumerate(rows):
        text, cells = io.StringIO(), list(map(cell, row))
        width = width or len(cells)
        csv.writer(text, delimiter=delimiter, lineterminator=end).writerow(cells + [""] * (width - len(cells)))
        yield (BOM * (not plain and not index) + text.getvalue()).encode("utf-8", "replace")


def cell(value: object) -> object:
    """Return `value` for a cell, with an apostrophe before text that a spreadsheet would take for a formula.

    Numbers have a decimal comma in every language: a Russian or Kyrgyz Excel takes 30.8 for 30 August.
    """
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return "" if value is None else value
