"""The ranking of a year by total (R3): places, their stability, and the files left out with the reasons."""

from __future__ import annotations

import os
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from monitor_cli.core.criteria import Band, CriteriaSet
from monitor_cli.core.figures import grouped
from monitor_cli.core.problems import ASIDE, Problem
from monitor_cli.core.result import Body, Result, Row, row_of
from monitor_cli.core.score_file import Agency, Kind
from monitor_cli.core.texts import LANGUAGES, name_key

BrokenReason = Literal["failed", "unreadable", "same-body-twice", "invalid", "incomplete"]
BROKEN: tuple[BrokenReason, ...] = get_args(BrokenReason)
"""Reasons for leaving out a file that may belong to the ranking but cannot be judged as it is."""

CountedReason = Literal["other-year", "municipal", "state"]
COUNTED: tuple[CountedReason, ...] = get_args(CountedReason)
"""Reasons whose files are only counted: a decade of both kinds has thousands of them."""

OtherReason = Literal["earlier-monitoring", "no-state-secretary", "other-edition", CountedReason, "criteria-file"]
ELSEWHERE: tuple[OtherReason, ...] = get_args(OtherReason)
"""Reasons for leaving out a valid file that belongs to another ranking or to none."""

Reason = Literal[BrokenReason, OtherReason]
LISTED = 50
"""The most files that are listed per reason, the first by path; all files are counted."""


@dataclass(frozen=True, slots=True)
class RankedBody:
    """A body with its place: 1 is the highest total, ties share a place (1, 2, 2, 4).

    `best` and `worst` are the places of the body if one of its criteria were scored one point higher or lower and all
    other bodies stayed the same.
    """

    row: Row
    body: Body
    total: int
    band: Band
    criteria_set: CriteriaSet
    rank: int
    shared: bool
    best: int
    worst: int

    @property
    def took_office_late(self) -> bool:
        """True if the state secretary took office after the monitoring began; False if a day is unknown."""
        since, days = self.body.since, self.body.days
        return bool(since and days and since > days[0])

    @property
    def contested(self) -> tuple[int, ...]:
        """The numbers of the criteria with an open objection."""
        return tuple(int(str(p.params["number"])) for p in self.row.problems if p.rule == "objection-open")


@dataclass(frozen=True, slots=True)
class UnrankedFile:
    """A file without a place; `reason` is one of `BROKEN` or `ELSEWHERE`."""

    row: Row
    reason: Reason

    @property
    def errors(self) -> list[Problem]:
        """The errors of a broken file, another file of the same body and year first."""
        errors = [problem for problem in self.row.problems if problem.severity == "error"]
        return sorted(errors, key=lambda problem: problem.rule != "body-duplicate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The ranking of one kind of body (`state` or `municipal`), one year and one edition (R3).

    `year` is None if no file gives one, `criteria_set` if no body has a place. `places` are sorted from best to worst,
    ties by the name of the body, so that the order of the files has no effect. `counts` has the number of files left
    out per reason, broken files first. `unranked` lists the first `LISTED` of each reason that is not one of `COUNTED`.
    """

    kind: Kind
    year: int | None
    criteria_set: CriteriaSet | None
    places: tuple[RankedBody, ...]
    unranked: tuple[UnrankedFile, ...]
    counts: Mapping[Reason, int]

    def unlisted(self, reason: Reason) -> int:
        """Return the number of files of a reason that are not listed."""
        return self.counts[reason] - sum(file.reason == reason for file in self.unranked)


def rate(
    results: Iterable[Result], *, kind: Kind, year: int | None, ref: str | None, language: str = LANGUAGES[0]
) -> Rating:
    """Rank the bodies of `kind` in `year` that are assessed under the criteria set `ref` (R3), as `rate_rows` does."""
    rows, criteria_set = [], None
    for result in results:
        rows.append(row_of(result))
        if result.scorecard and result.scorecard.criteria_set.ref == ref:
            criteria_set = result.scorecard.criteria_set
    return rate_rows(rows, kind=kind, year=year, criteria_set=criteria_set, language=language)


def rate_rows(
    rows: Iterable[Row],
    *,
    kind: Kind,
    year: int | None,
    criteria_set: CriteriaSet | None,
    language: str = LANGUAGES[0],
    listed: int = LISTED,
) -> Rating:
    """Rank the bodies of `kind` in `year` that are assessed under `criteria_set` (R3); keep only the rows shown.

    Of each reason to leave files out that is not one of `COUNTED`, the first `listed` files are kept. Ties are sorted
    by name in `language`.

    A broken file is left out as broken whatever its kind and year: until it is fixed, nobody can say that it does not
    belong here.
    """
    ranked: list[tuple[int, Row, Body]] = []
    counts, unranked = Counter[Reason](), dict[Reason, list[Row]]()
    for row in rows:
        if row.status in ASIDE and row.status != "criteria-file":
            continue
        reason = reason_to_leave_out(row, kind=kind, year=year, ref=criteria_set.ref if criteria_set else None)
        row = row._replace(scores=(), self_scores=(), was=())
        if reason is None and row.total is not None and row.body:
            ranked.append((row.total, row, row.body))
            continue
        counts[reason or "invalid"] += 1
        if reason not in COUNTED:
            files = unranked.setdefault(reason or "invalid", [])
            insort(files, row, key=lambda row: row.file)
            del files[listed:]
    reasons = [reason for reason in (*BROKEN, *ELSEWHERE) if counts[reason]]
    return Rating(
        kind=kind,
        year=year,
        criteria_set=criteria_set if ranked else None,
        places=_places(ranked, criteria_set, language) if criteria_set else (),
        unranked=tuple(UnrankedFile(row, reason) for reason in reasons for row in unranked.get(reason, ())),
        counts={reason: counts[reason] for reason in reasons},
    )


def reason_to_leave_out(row: Row, *, kind: Kind, year: int | None, ref: str | None) -> Reason | None:
    """Return the reason why a file has no place, one of `BROKEN` or `ELSEWHERE`; None for a file with a place."""
    if row.status != "ok" or row.body is None:
        is_duplicate = any(problem.rule == "body-duplicate" for problem in row.problems)
        return "same-body-twice" if is_duplicate else cast(Reason, row.status)
    if row.body.kind != kind:
        return row.body.kind
    if row.body.year != year:
        return "other-year"
    if row.later:
        return "earlier-monitoring"
    if row.criteria != ref:
        return "other-edition"
    if kind == "state" and row.body.secretary is None:
        return "no-state-secretary"
    return None


def by_total_and_name(total: int, body: Body | Agency, language: str) -> tuple[int, str, str]:
    """Return the sort key of every list of results: the highest total first, ties by name and then by id."""
    return -total, name_key(body.name, language), body.id


def years_of(rows: Iterable[Row]) -> tuple[int, ...]:
    """Return the years of all files that give one, the earliest first."""
    return tuple(sorted({row.body.year for row in rows if row.body}))


def strays(rows: Iterable[Row]) -> Iterator[tuple[Row, int]]:
    """Yield each file whose year is not the main year of its folder, with that main year; `rows` are iterated twice."""
    folders = grouped((os.path.dirname(row.file), row.body.year) for row in rows if row.body)
    main_years = {folder: main_year(folder, years) for folder, years in folders.items()}
    for row in rows:
        if row.body and row.body.year != (year := main_years[os.path.dirname(row.file)]):
            yield row, year


def main_year(folder: str, years: Iterable[int]) -> int:
    """Return the most frequent year of the files of a folder; on a tie, that in its name, otherwise the latest."""
    return max((count, str(year) in folder, year) for year, count in Counter(years).items())[-1]


def prevailing_ref(rows: Iterable[Row], *, kind: Kind, year: int | None, refs: Sequence[str]) -> str | None:
    """Return the criteria set of most complete files of this kind and year; None if there are no such files.

    On a tie, it is the set that comes last in `refs`.
    """
    wanted = (kind, year, None)
    counts = Counter(
        row.criteria
        for row in rows
        if row.status == "ok" and row.criteria and row.body and (row.body.kind, row.body.year, row.later) == wanted
    )
    known = list(refs)
    return max(counts, key=lambda ref: (counts[ref], known.index(ref) if ref in known else -1, ref), default=None)


def _places(ranked: list[tuple[int, Row, Body]], criteria_set: CriteriaSet, language: str) -> tuple[RankedBody, ...]:
    """Return the standard competition ranking, with the places for one point more and one point less."""
    totals = sorted(total for total, *_ in ranked)
    counts = Counter(totals)

    def place(total: int, present: int) -> int:
        """Return the place of a body with the total `present` if it had `total` instead."""
        above = len(totals) - bisect_right(totals, total)
        return 1 + above - (present > total)

    return tuple(
        RankedBody(
            row,
            body,
            total,
            criteria_set.band(total),
            criteria_set,
            rank=place(total, total),
            shared=counts[total] > 1,
            best=place(min(total + 1, criteria_set.max_total), total),
            worst=place(max(total - 1, criteria_set.min_total), total),
        )
        for total, row, body in sorted(ranked, key=lambda each: by_total_and_name(each[0], each[2], language))
    )
