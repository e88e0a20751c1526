"""The parts that all JSON outputs share; their structure is versioned and no dump of internal values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from monitor_cli import __version__
from monitor_cli.core.criteria import Band, CriteriaSet
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Recommendation, ScoreFile
from monitor_cli.core.texts import in_language
from monitor_cli.messages import current_language
from monitor_cli.messages.problems import mend, message
from monitor_cli.messages.visible import INVISIBLE

Object = dict[str, Any]


def document(format_name: str, **parts: Any) -> bytes:
    """A whole JSON document in UTF-8, with the name and version of its structure first."""
    tool = {"name": "monitor-cli", "version": __version__}
    return encoded({"format": format_name, "tool": tool, **parts}, indent=2)


def encoded(value: Object | list[Object], indent: int | None = None) -> bytes:
    """`value` and a line end as UTF-8, with whatever is invisible as an escape, so that a log can show it.

    What is no character at all, as in file names that are not UTF-8, becomes U+FFFD.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _HIDDEN.sub(_escape, text).encode() + b"\n"


_HIDDEN = re.compile(rf"[{INVISIBLE}]|(?<=##)\[")


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"
    return "\\u005b" if character == "[" else json.dumps(character)[1:-1].replace("\x7f", "\\u007f")


def criteria_object(criteria_set: CriteriaSet) -> Object:
    """Which edition judged, to the byte."""
    return {
        "id": criteria_set.id,
        "edition": criteria_set.edition,
        "revision": criteria_set.revision,
        "sha256": criteria_set.sha256,
    }


def result_object(result: Result) -> Object:
    """One file with its total and band, both null where it has no result."""
    card, score_file = result.scorecard, result.score_file
    found: Object = {"file": result.file, "sha256": result.sha256, "status": result.status}
    if score_file:
        found |= {"criteria": score_file.criteria, **agency_object(score_file)}
    else:
        found |= {"criteria": None, "agency": None, "year": None}
    found["total"] = card.total if card else None
    if result.criteria_set:
        found["max"] = result.criteria_set.max_total
    found["percent"] = card.percent if card else None
    found["band"] = band_object(card.band) if card else None
    found["next_band"] = None
    if card and card.next_band:
        found["next_band"] = {"number": card.next_band.number, "points": card.points_to_next}
    if prospect := result.prospect:
        found["possible"] = {
            "missing": [criterion.number for criterion in prospect.missing],
            "min": prospect.lowest,
            "max": prospect.highest,
            "bands": [band.number for band in prospect.bands],
        }
    return found


def agency_object(score_file: ScoreFile) -> Object:
    """The body and the year."""
    language = current_language()
    agency, secretary = score_file.agency, score_file.state_secretary
    found: Object = {"agency": {"id": agency.id, "name": in_language(agency.name, language), "kind": agency.kind}}
    if secretary:
        since = secretary.since.isoformat() if secretary.since else None
        found["state_secretary"] = {"name": in_language(secretary.name, language), "since": since}
    return {**found, "year": score_file.year}


def band_object(band: Band) -> Object:
    """A band with its limits, both included."""
    label = in_language(band.label, current_language())
    return {"number": band.number, "min": band.min, "max": band.max, "label": label}


def recommendation_object(told: Recommendation) -> Object:
    """What a body is told to mend; `due` is null where no day is set."""
    return {"text": told.text, "due": told.due.isoformat() if told.due else None, "status": told.status}


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
        }
        for problem in problems
    ]
