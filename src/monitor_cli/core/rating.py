"""The year's rating by total (R3): who has which place, how firm it is, and who was left out and why."""

from __future__ import annotations

import datetime
import os
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor_cli.core.batch_row import Body, Row, row_of
from monitor_cli.core.criteria import Band, CriteriaSet
from monitor_cli.core.problems import Problem
from monitor_cli.core.register import Register
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Agency
from monitor_cli.core.texts import LANGUAGES, name_key

BROKEN = ("failed", "unreadable", "same-body-twice", "invalid", "incomplete")
"""Reasons of files that may belong to the rating and cannot be judged as they are."""

COUNTED = ("other-year", "municipal", "state")
"""Reasons of files that are not named: a decade of both kinds has thousands of them."""

ELSEWHERE = ("earlier-monitoring", "no-state-secretary", "other-edition", *COUNTED, "criteria-file")
"""Reasons of files that are in order and belong to no rating or to another one."""

LISTED = 50
"""So many files of each other reason are named, the first by their paths; all are counted."""

_Rated = tuple[int, Row, Body, int | None]


@dataclass(frozen=True, slots=True)
class RankedBody:
    """A body with its place: 1 is the highest total; equal totals share a place (1, 2, 2, 4).

    `best` and `worst` bound the place that the body could have if any single one of its own
    criteria had been scored one point higher or lower, all other bodies unchanged.
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
        """Whether the state secretary took office after the monitoring began; False where a day is not known."""
        began = self.body.begin or self.body.end
        return bool(self.body.since and began and self.body.since > began)

    @property
    def contested(self) -> tuple[int, ...]:
        """The numbers of the criteria with an open objection."""
        return tuple(int(p.params["number"]) for p in self.row.problems if p.rule == "objection-open")


@dataclass(frozen=True, slots=True)
class UnrankedFile:
    """A file without a place; `reason` is one of `BROKEN` or of `ELSEWHERE`."""

    row: Row
    reason: str

    @property
    def errors(self) -> list[Problem]:
        """What keeps a broken file from having a place; where else its body is described comes first."""
        errors = [problem for problem in self.row.problems if problem.severity == "error"]
        return sorted(errors, key=lambda problem: problem.rule != "body-duplicate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The rating of one kind of body (`state` or `municipal`), one year and one edition.

    `year` is None where no file says one, `criteria_set` where no body has a place. `places` run from the best
    to the worst, equal totals by the name of the body, so that the order of the files decides nothing. `counts` has
    the number of files that each reason left out, the broken ones first; `unranked` names the first `LISTED` of each
    reason, and none of those `COUNTED`. The `register` says who else was in office. A workbook also shows the rating of
    the `other` kind.
    """

    kind: str
    year: int | None
    criteria_set: CriteriaSet | None
    places: tuple[RankedBody, ...]
    unranked: tuple[UnrankedFile, ...]
    counts: Mapping[str, int]
    register: Register | None = None
    other: Rating | None = None

    def unnamed(self, reason: str) -> int:
        """How many files of a reason are counted and not named."""
        return self.counts[reason] - sum(file.reason == reason for file in self.unranked)


def rate(
    results: Iterable[Result], *, kind: str, year: int | None, ref: str | None, language: str = LANGUAGES[0]
) -> Rating:
    """The rating of the bodies of `kind` in `year`, judged by the criteria set `ref` (R3), as `rate_rows` makes it."""
    rows, criteria_set = [], None
    for result in results:
        rows.append(row_of(result))
        if result.scorecard and result.scorecard.criteria_set.ref == ref:
            criteria_set = result.scorecard.criteria_set
    return rate_rows(rows, kind=kind, year=year, criteria_set=criteria_set, language=language)


def rate_rows(
    rows: Iterable[Row],
    *,
    kind: str,
    year: int | None,
    criteria_set: CriteriaSet | None,
    language: str = LANGUAGES[0],
    register: Register | None = None,
    listed: int = LISTED,
) -> Rating:
    """The rating of the bodies of `kind` in `year`, judged by `criteria_set` (R3); keeps only what it names.

    Of each reason to leave files out, the first `listed` are named, and none of those `COUNTED`.
    Bodies with equal totals are listed by their names in `language`.

    A file that is broken is left out for that reason whatever its kind and year: until it is
    mended, nobody can say that it does not belong here.
    """
    rated: list[tuple[int, Row, Body]] = []
    counts, named = Counter[str](), dict[str, list[Row]]()
    for row in rows:
        if row.status in ("register", "follow-up"):
            continue
        reason = reason_to_leave_out(row, kind=kind, year=year, ref=criteria_set.ref if criteria_set else None)
        row = row._replace(scores=(), self_scores=(), was=())
        if reason is None and row.total is not None and row.body:
            rated.append((row.total, row, row.body))
            continue
        counts[reason or "invalid"] += 1
        if reason not in COUNTED:
            files = named.setdefault(reason or "invalid", [])
            insort(files, row, key=lambda row: row.file)
            del files[listed:]
    reasons = [reason for reason in (*BROKEN, *ELSEWHERE) if counts[reason]]
    return Rating(
        kind=kind,
        year=year,
        criteria_set=criteria_set if rated else None,
        places=_places(rated, criteria_set, language) if criteria_set else (),
        unranked=tuple(UnrankedFile(row, reason) for reason in reasons for row in named.get(reason, ())),
        counts={reason: counts[reason] for reason in reasons},
        register=register,
    )


def reason_to_leave_out(row: Row, *, kind: str, year: int | None, ref: str | None) -> str | None:
    """Why a file has no place, one of `BROKEN` and `ELSEWHERE`; None for a file that has a place."""
    if row.status != "ok" or row.body is None:
        twice = any(problem.rule == "body-duplicate" for problem in row.problems)
        return "same-body-twice" if twice else row.status
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


def monitorings(files: Iterable[tuple[str, Body]]) -> tuple[dict[str, str], dict[str, str]]:
    """What several files of one body and year are to each other, by the file.

    First the files whose days meet those of another, each with that one: nobody could say which counts; a day that is
    not given could be any. Then the others that are no body's latest, each with the file of the latest monitoring.
    """
    bodies: dict[tuple[str, int], list[tuple[datetime.date, datetime.date, str]]] = {}
    for file, body in files:
        days = (body.begin or datetime.date.min, body.end or datetime.date.max)
        bodies.setdefault((body.id, body.year), []).append((*days, file))
    meeting, earlier = dict[str, str](), dict[str, str]()
    for several in bodies.values():
        several.sort(key=lambda one: one[:2])
        _begin, last, longest = several[0]
        for begin, end, file in several[1:]:
            if begin <= last:
                meeting[file] = longest
                meeting.setdefault(longest, file)
            if end > last:
                last, longest = end, file
        latest = several[-1][2]
        earlier |= {file: latest for *_days, file in several[:-1] if file not in meeting}
    return meeting, earlier


def by_total_and_name(total: int, body: Body | Agency, language: str) -> tuple[int, str, str]:
    """What every list of results is sorted by: the highest total first, equal ones by name and then by id."""
    return -total, name_key(body.name, language), body.id


def years_of(rows: Iterable[Row]) -> tuple[int, ...]:
    """The years of all files that say one, the earliest first."""
    return tuple(sorted({row.body.year for row in rows if row.body}))


def strays(rows: Iterable[Row]) -> Iterator[tuple[Row, int]]:
    """The files of another year than most files of their folder, with that year; goes through `rows` twice."""
    folders: dict[str, Counter[int]] = {}
    for row in rows:
        if row.body:
            folders.setdefault(os.path.dirname(row.file), Counter())[row.body.year] += 1
    main = {folder: main_year(folder, counts) for folder, counts in folders.items()}
    for row in rows:
        if row.body and row.body.year != (year := main[os.path.dirname(row.file)]):
            yield row, year


def main_year(folder: str, counts: Mapping[int, int]) -> int:
    """The year of most files of a folder; of equal numbers, the one that the folder is named by, else the later one."""
    return max((count, str(year) in folder, year) for year, count in counts.items())[-1]


def prevailing_ref(rows: Iterable[Row], *, kind: str, year: int | None, refs: Sequence[str]) -> str | None:
    """The criteria set by which most complete files of this kind and year are judged, of equals the last of `refs`.

    None where there is no such file.
    """
    wanted = (kind, year, None)
    counts = Counter(
        row.criteria
        for row in rows
        if row.status == "ok" and row.criteria and row.body and (row.body.kind, row.body.year, row.later) == wanted
    )
    known = list(refs)
    return max(counts, key=lambda ref: (counts[ref], known.index(ref) if ref in known else -1, ref), default=None)


def _places(rated: list[tuple[int, Row, Body]], criteria_set: CriteriaSet, language: str) -> tuple[RankedBody, ...]:
    """Standard competition ranking, with the place after one point more and after one point less."""
    totals = sorted(total for total, *_ in rated)
    counts = Counter(totals)

    def place(total: int, own: int) -> int:
        """The place with `total` instead of `own` among the others."""
        above = len(totals) - bisect_right(totals, total)
        return 1 + above - (own > total)

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
        for total, row, body in sorted(rated, key=lambda one: by_total_and_name(one[0], one[2], language))
    )
