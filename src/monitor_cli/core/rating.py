"""The year's rating by total (R3): who has which place, how firm it is, and who was left out and why."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import ScoreFile
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.core.texts import LANGUAGES, name_key

BROKEN = ("failed", "unreadable", "same-body-twice", "invalid", "incomplete")
"""Reasons of files that may belong to the rating and cannot be judged as they are."""

ELSEWHERE = ("no-state-secretary", "other-edition", "other-year", "municipal", "state", "criteria-file")
"""Reasons of files that are in order and belong to no rating or to another one."""


@dataclass(frozen=True, slots=True)
class RankedBody:
    """A body with its place: 1 is the highest total; equal totals share a place (1, 2, 2, 4).

    `best` and `worst` bound the place that the body could have if any single one of its own
    criteria had been scored one point higher or lower, all other bodies unchanged.
    """

    result: Result
    card: Scorecard
    rank: int
    shared: bool
    best: int
    worst: int

    @property
    def score_file(self) -> ScoreFile:
        """The body, its year and who is rated."""
        return self.card.score_file

    @property
    def took_office_late(self) -> bool:
        """Whether the state secretary took office after the monitoring began; False where a day is not known."""
        secretary, period = self.score_file.state_secretary, self.score_file.monitoring
        began = period.from_ or period.to
        return bool(secretary and secretary.since and began and secretary.since > began)


@dataclass(frozen=True, slots=True)
class UnrankedFile:
    """A file without a place; `reason` is one of `BROKEN` or of `ELSEWHERE`."""

    result: Result
    reason: str

    @property
    def is_broken(self) -> bool:
        """Whether the file has to be mended before the rating is whole."""
        return self.reason in BROKEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The rating of one kind of body (`state` or `municipal`), one year and one edition.

    `year` is None where no file says one, `criteria_set` where no body has a place. `places` run from the best
    to the worst, equal totals by the name of the body, so that the order of the files decides nothing; `unranked`
    begins with the broken files.
    """

    kind: str
    year: int | None
    criteria_set: CriteriaSet | None
    places: tuple[RankedBody, ...]
    unranked: tuple[UnrankedFile, ...]


def rate(
    results: Iterable[Result], *, kind: str, year: int | None, ref: str | None, language: str = LANGUAGES[0]
) -> Rating:
    """The rating of the bodies of `kind` in `year`, judged by the criteria set `ref` (R3).

    Bodies with equal totals are listed by their names in `language`.

    A file that is broken is left out for that reason whatever its kind and year: until it is
    mended, nobody can say that it does not belong here.
    """
    rated: list[tuple[Result, Scorecard]] = []
    unranked: list[UnrankedFile] = []
    for result in results:
        if result.kind == "register" and result.status == "ok":
            continue
        reason = reason_to_leave_out(result, kind=kind, year=year, ref=ref)
        if reason is None and result.scorecard:
            rated.append((result, result.scorecard))
        else:
            unranked.append(UnrankedFile(result, reason or "invalid"))
    reasons = (*BROKEN, *ELSEWHERE)
    return Rating(
        kind=kind,
        year=year,
        criteria_set=rated[0][1].criteria_set if rated else None,
        places=_places(rated, language),
        unranked=tuple(sorted(unranked, key=lambda found: (reasons.index(found.reason), found.result.file))),
    )


def reason_to_leave_out(result: Result, *, kind: str, year: int | None, ref: str | None) -> str | None:
    """Why a file has no place, one of `BROKEN` and `ELSEWHERE`; None for a file that has a place."""
    if result.status != "ok":
        twice = any(problem.rule == "body-duplicate" for problem in result.errors)
        return "same-body-twice" if twice else result.status
    score_file = result.score_file
    if score_file is None:
        return result.kind
    if score_file.agency.kind != kind:
        return score_file.agency.kind
    if score_file.year != year:
        return "other-year"
    if score_file.criteria != ref:
        return "other-edition"
    if kind == "state" and score_file.state_secretary is None:
        return "no-state-secretary"
    return None


def by_total_and_name(card: Scorecard, language: str) -> tuple[int, str, str]:
    """What every list of results is sorted by: the highest total first, equal ones by name and then by id."""
    agency = card.score_file.agency
    return -card.total, name_key(agency.name, language), agency.id


def years_of(results: Iterable[Result]) -> tuple[int, ...]:
    """The years of all files that say one, the earliest first."""
    return tuple(sorted({result.score_file.year for result in results if result.score_file}))


def strays(results: Iterable[Result]) -> list[tuple[Result, int]]:
    """The files of another year than most files of their folder, with that year.

    Of equal numbers, the year counts that the folder is named by, else the later one.
    """
    folders: dict[str, list[Result]] = {}
    for result in results:
        if result.score_file:
            folders.setdefault(os.path.dirname(result.file), []).append(result)
    found: list[tuple[Result, int]] = []
    for folder, several in folders.items():
        counts = Counter(result.score_file.year for result in several if result.score_file)
        main = max((count, str(year) in folder, year) for year, count in counts.items())[-1]
        found += [(result, main) for result in several if result.score_file and result.score_file.year != main]
    return found


def prevailing_ref(results: Iterable[Result], *, kind: str, year: int | None, refs: Sequence[str]) -> str | None:
    """The criteria set by which most complete files of this kind and year are judged, of equals the last of `refs`.

    None where there is no such file.
    """
    counts = Counter(
        found.criteria
        for result in results
        if result.status == "ok" and (found := result.score_file) and (found.agency.kind, found.year) == (kind, year)
    )
    known = list(refs)
    return max(counts, key=lambda ref: (counts[ref], known.index(ref) if ref in known else -1, ref), default=None)


def _places(rated: list[tuple[Result, Scorecard]], language: str) -> tuple[RankedBody, ...]:
    """Standard competition ranking, with the place after one point more and after one point less."""
    totals = sorted(card.total for _, card in rated)
    counts = Counter(totals)

    def place(total: int, own: int) -> int:
        """The place with `total` instead of `own` among the others."""
        above = len(totals) - bisect_right(totals, total)
        return 1 + above - (own > total)

    places = []
    for result, card in sorted(rated, key=lambda pair: by_total_and_name(pair[1], language)):
        own, criteria_set = card.total, card.criteria_set
        places.append(
            RankedBody(
                result,
                card,
                rank=place(own, own),
                shared=counts[own] > 1,
                best=place(min(own + 1, criteria_set.max_total), own),
                worst=place(max(own - 1, criteria_set.min_total), own),
            )
        )
    return tuple(places)
