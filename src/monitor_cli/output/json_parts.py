"""The parts that all JSON outputs share; their structure is versioned and no dump of internal values."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from monitor_cli import __version__
from monitor_cli.core.batch_row import Body, Row, body_of, row_band, row_of, row_percent
from monitor_cli.core.criteria import Band, CriteriaSet
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Recommendation, ScoreFile
from monitor_cli.core.shapes import Record
from monitor_cli.core.texts import in_language
from monitor_cli.messages import current_language
from monitor_cli.messages.problems import mend, message
from monitor_cli.messages.visible import COMMAND, INVISIBLE

if TYPE_CHECKING:
    from monitor_cli.core.comparison import Change, OpenRecommendation, Tally

Object = dict[str, Any]

TOGETHER = 1_000
"""So many texts and signs of a document are written at a time."""


class Lazy(list[Any]):
    """A list of a JSON document whose entries are made one by one, while they are written."""

    def __init__(self, entries: Iterable[Any]) -> None:
        self.entries = iter(entries)
        super().__init__(islice(self.entries, 1))  # so that it is empty where there are none

    def __iter__(self) -> Iterator[Any]:
        return chain(super().__iter__(), self.entries)


def document(format_name: str, **parts: Any) -> Iterator[bytes]:
    """A JSON document in UTF-8 piece by piece, with the name and version of its structure first."""
    tool = {"name": "monitor-cli", "version": __version__}
    texts = _ENCODERS[2].iterencode({"format": format_name, "tool": tool, **parts})
    while some := "".join(islice(texts, TOGETHER)):
        yield _HIDDEN.sub(_escape, some).encode()  # a text is never parted, nor is what one hides
    yield b"\n"


def encoded(value: Object | list[Object], indent: int | None = None) -> bytes:
    """`value` and a line end as UTF-8, with whatever is invisible as an escape, so that a log can show it.

    What is no character at all, as in file names that are not UTF-8, becomes U+FFFD.
    """
    return _HIDDEN.sub(_escape, _ENCODERS[indent].encode(value)).encode() + b"\n"


_ENCODERS = {
    indent: json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, indent=indent)
    for indent in (None, 2)
}
_HIDDEN = re.compile(rf"[{INVISIBLE}#](?:(?<!#)|(?={COMMAND[1:]}))")
"""Whatever is invisible, and the first sign of a command to a CI system; one set of characters is searched faster
than two choices."""


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"
    return "\\u0023" if character == "#" else json.dumps(character)[1:-1].replace("\x7f", "\\u007f")


def criteria_object(criteria_set: CriteriaSet) -> Object:
    """Which edition judged, to the byte."""
    return {
        "id": criteria_set.id,
        "edition": criteria_set.edition,
        "revision": criteria_set.revision,
        "sha256": criteria_set.sha256,
        "published": criteria_set.is_published,
    }


def result_object(result: Result) -> Object:
    """One file with its total and band, both null where it has no result."""
    return row_object(row_of(result), result.criteria_set)


def judged_object(result: Result) -> Object:
    """The same with the problems of the file, which say why it has no result."""
    return {**result_object(result), "problems": problem_objects(result.problems)}


def row_object(row: Row, criteria_set: CriteriaSet | None) -> Object:
    """One file from the row of a batch and the set that judged it."""
    body, band = row.body, row_band(row, criteria_set) if criteria_set else None
    found: Object = {"file": row.file, "sha256": row.sha256, "status": row.status, "criteria": row.criteria}
    found |= body_object(body) if body else {"agency": None, "year": None}
    found["total"] = row.total
    if criteria_set:
        found["max"] = criteria_set.max_total
    found["percent"] = row_percent(row, criteria_set) if criteria_set else None
    found["band"] = band_object(band) if band else None
    found["next_band"] = None
    if band and criteria_set and row.total is not None and band.number < len(criteria_set.bands):
        above = criteria_set.bands[band.number]
        found["next_band"] = {"number": above.number, "points": above.min - row.total}
    if possible := row.possible:
        found["possible"] = {
            "missing": list(possible.missing),
            "min": possible.lowest,
            "max": possible.highest,
            "bands": list(possible.bands),
        }
    return found


def agency_object(score_file: ScoreFile) -> Object:
    """The body and the year."""
    return body_object(body_of(score_file))


def body_object(body: Body) -> Object:
    """The body and the year, from the row of a batch."""
    language = current_language()
    found: Object = {"agency": {"id": body.id, "name": in_language(body.name, language), "kind": body.kind}}
    if body.secretary is not None:
        found["state_secretary"] = {
            "name": in_language(body.secretary, language),
            "since": body.since.isoformat() if body.since else None,
        }
    return {**found, "year": body.year}


def band_object(band: Band) -> Object:
    """A band with its limits, both included."""
    label = in_language(band.label, current_language())
    return {"number": band.number, "min": band.min, "max": band.max, "label": label}


def rule_object(criteria_set: CriteriaSet) -> Object:
    """How equal totals are ranked; by `basis` the rule is the act's (`source`) or this tool's (`tool`)."""
    ranking = criteria_set.ranking
    rule: Object = {"ties": ranking.ties, "basis": ranking.basis, "note": in_language(ranking.note, current_language())}
    if again := ranking.repeated:
        note = in_language(again.note, current_language())
        rule["repeated"] = {"counts": again.counts, "basis": again.basis, "note": note}
    return rule


def recommendation_object(told: Recommendation) -> Object:
    """What a body is told to mend; `due` is null where no day is set."""
    return {"text": told.text, "due": told.due.isoformat() if told.due else None, "status": told.status}


def record_object(value: Any) -> Any:
    """A part of a file as it would be written, without what is not given."""
    if isinstance(value, Record):
        keys = [one.name for one in fields(value) if one.metadata.get("key", True)]  # type: ignore[arg-type]
        given = {key: getattr(value, key) for key in keys}
        return {key.rstrip("_"): record_object(item) for key, item in given.items() if item not in (None, ())}
    if isinstance(value, datetime.date):
        return value.isoformat()
    return [record_object(item) for item in value] if isinstance(value, tuple) else value


def change_object(change: Change) -> Object:
    """A number before and after; `difference` is null where the two cannot be compared."""
    return {"old": change.old, "new": change.new, "difference": change.difference, "direction": change.direction}


def tally_object(tally: Tally) -> Object:
    """How many changes went which way; `points` is the sum of their differences."""
    return {
        "risen": tally.risen,
        "fallen": tally.fallen,
        "unchanged": tally.unchanged,
        "not_comparable": tally.not_comparable,
        "points": tally.points,
    }


def unanswered_object(unanswered: OpenRecommendation) -> Object:
    """A recommendation that no later file answers; `state` is `repeated`, `silent` or `no-counterpart`."""
    return {
        "year": unanswered.card.score_file.year,
        "criterion": unanswered.scored.criterion.number,
        "recommendation": recommendation_object(unanswered.recommendation),
        "state": unanswered.state,
    }


def problem_objects(problems: Iterable[Problem]) -> list[Object]:
    """Problems with positions that count from 1, in code points; null where a problem has no place."""
    return [
        {
            "rule": problem.rule,
            "severity": problem.severity,
            "line": problem.place.line if problem.place else None,
            "column": problem.place.column if problem.place else None,
            "end_column": problem.place.end_column if problem.place else None,
            "message": message(problem),
            "mend": mend(problem),
            **({"cell": problem.place.cell} if problem.place and problem.place.cell else {}),
        }
        for problem in problems
    ]
