"""One file of a batch as a small tuple: what a row shows, and nothing that keeps the file in memory."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from monitor_cli.core.criteria import Band, CriteriaSet
from monitor_cli.core.figures import percent
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import About, Result
from monitor_cli.core.score_file import ScoreFile
from monitor_cli.core.scorecard import OwnScores, Prospect, Scorecard, own_scores
from monitor_cli.core.texts import Text

CRITERIA_FILE = "criteria-file"
"""The status of a criteria set that lies among the score files: it was never meant to have a total."""
ASIDE = (CRITERIA_FILE, "register", "follow-up")
"""The kinds of such files, each of which is a status too."""


class Body(NamedTuple):
    """Who a score file is about, the year, and the days of the monitoring (`begin` and `end`, both included)."""

    id: str
    name: Text
    kind: str
    year: int
    secretary: Text | None = None
    since: datetime.date | None = None
    begin: datetime.date | None = None
    end: datetime.date | None = None


class Possible(NamedTuple):
    """What a draft can still reach: the missing ones of its `criteria`, the totals and the bands by number."""

    criteria: int
    missing: tuple[int, ...]
    lowest: int
    highest: int
    bands: tuple[int, ...]


class Row(NamedTuple):
    """One file of a batch; `total` and `band` are None unless its `status` is `ok` (R6: all criteria or no total).

    `scores`, `self_scores` and `was` (what was made known first, where a score was changed since) are in the order of
    the table, empty without a total, without own scores or without changes. `former_total` is None where the total is
    still the same. `later` is the file of a later monitoring of the body in the same year, which counts in place of
    this one.
    """

    file: str
    status: str
    sha256: str | None
    criteria: str | None
    body: Body | None
    total: int | None
    band: int | None
    scores: tuple[int, ...]
    self_scores: tuple[int | None, ...]
    was: tuple[int | None, ...]
    former_total: int | None
    possible: Possible | None
    problems: tuple[Problem, ...]
    later: str | None = None
    about: About | None = None


def row_of(result: Result) -> Row:
    """The row of one file."""
    score_file, card = result.score_file, result.scorecard
    prospect = None if card else result.prospect
    scores, own, was = _scores(card) if card else ((), (), ())
    return Row(
        result.file,
        result.kind if result.kind in ASIDE and result.status == "ok" else result.status,
        result.sha256,
        _ref(result),
        body_of(score_file) if score_file else None,
        card.total if card else None,
        card.band.number if card else None,
        scores,
        own,
        was,
        card.former_total if card else None,
        _possible(prospect, len(result.criteria_set.criteria)) if prospect and result.criteria_set else None,
        result.problems,
        result.later,
        result.about,
    )


def body_of(score_file: ScoreFile) -> Body:
    """The body and the year that a score file is about."""
    agency, secretary, days = score_file.agency, score_file.state_secretary, score_file.monitoring
    name, since = (secretary.name, secretary.since) if secretary else (None, None)
    return Body(agency.id, agency.name, agency.kind, score_file.year, name, since, days.from_, days.to)


def _ref(result: Result) -> str | None:
    """The set that judged a file, else the one that it names, where it could be read so far."""
    if result.criteria_set:
        return result.criteria_set.ref
    return result.score_file.criteria if result.score_file else None


def _scores(card: Scorecard) -> tuple[tuple[int, ...], tuple[int | None, ...], tuple[int | None, ...]]:
    own, numbers = card.score_file.self_scores, card.criteria_set.criteria
    entries = [card.score_file.scores[number] for number in numbers]
    was = [entry.was for entry in entries]
    return (
        tuple([entry.score for entry in entries]),
        tuple([own.get(number) for number in numbers]) if own else (),
        tuple(was) if any(was) else (),
    )


def _possible(found: Prospect, criteria: int) -> Possible:
    missing = tuple(criterion.number for criterion in found.missing)
    return Possible(criteria, missing, found.lowest, found.highest, tuple(band.number for band in found.bands))


def without_total(row: Row, problem: Problem) -> Row:
    """The same file with one more problem, which takes its total away."""
    nothing = row._replace(status="invalid", total=None, band=None, former_total=None, possible=None)
    return nothing._replace(scores=(), self_scores=(), was=(), problems=(problem, *row.problems))


def row_percent(row: Row, criteria_set: CriteriaSet) -> float | None:
    """The total in percent of the greatest total, with one decimal."""
    return None if row.total is None else percent(row.total, criteria_set.max_total)


def row_band(row: Row, criteria_set: CriteriaSet) -> Band | None:
    """The band of a row (R8)."""
    return None if row.band is None else criteria_set.bands[row.band - 1]


def area_totals(row: Row, criteria_set: CriteriaSet) -> list[int]:
    """The points of each area, in the order of the table; none without a total."""
    scores = iter(row.scores)
    if not row.scores:
        return []
    return [sum(next(scores) for _ in area.criteria) for area in criteria_set.areas]


def weakest_area(row: Row, criteria_set: CriteriaSet) -> int | None:
    """The index of the area with the least share of its points, the first of several; None without a total."""
    totals = area_totals(row, criteria_set)
    if not totals:
        return None
    return min(range(len(totals)), key=lambda index: totals[index] / len(criteria_set.areas[index].criteria))


def row_own_scores(row: Row) -> OwnScores | None:
    """The body's own scores against the final ones, None where it gave none."""
    pairs = zip(row.self_scores, row.scores, strict=True) if row.self_scores else ()
    return own_scores([own - score for own, score in pairs if own is not None])
