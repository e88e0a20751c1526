"""What became of recommendations after the year was closed: the follow-up file, and each recommendation by it."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal, NamedTuple, get_args

from monitor_cli.core.criteria import CriteriaSet, Criterion
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Evidence, Recommendation, ScoreFile, Status, Year
from monitor_cli.core.shapes import About, Day, Prose, Record, Slug, integer, sequence

FOLDER = "follow-up"
"""The name of the folder beside the years."""

State = Literal["done", "not-due", "overdue", "no-date"]
STATES: tuple[State, ...] = get_args(State)


class FollowUpEntry(Record):
    """What became of a recommendation by a day."""

    year: Annotated[Year, About("Year of the score file with the recommendation.")]
    criterion: Annotated[int, integer(1, 999), About("Number of the criterion that it belongs to.")]
    date: Annotated[Day, About("The day on which this was found: year-month-day.")]
    status: Annotated[Status, About("open or done.")]
    text: Annotated[Prose | None, About("What was done, or why it is still open.")] = None
    evidence: Annotated[Evidence, About("Documents that show it.")] = ()


class FollowUpFile(Record):
    """What became of the recommendations to one body."""

    follow_up: Annotated[Slug, About("The `agency.id` of the body's score files.")]
    entries: Annotated[
        tuple[FollowUpEntry, ...], sequence(FollowUpEntry, most=10_000), About("In any order; the latest day counts.")
    ]


class Standing(NamedTuple):
    """A recommendation of `score_file` as it stands on a day; `latest` is the last that was found of it until then.

    `days` are those from that day to the one by which it is due, below 0 once it is overdue; None without such a day.
    """

    score_file: ScoreFile
    criteria_set: CriteriaSet
    criterion: Criterion
    recommendation: Recommendation
    latest: FollowUpEntry | None
    days: int | None

    @property
    def state(self) -> State:
        """What the latest entry says, else the score file; the day by which it is due is not overdue yet."""
        if (self.latest or self.recommendation).status == "done":
            return "done"
        return "no-date" if self.days is None else "overdue" if self.days < 0 else "not-due"


class FollowUp(NamedTuple):
    """All recommendations of some files as they stand on the day `today`; `files` say what became of them.

    Those of a body are together, bodies in the order of their files; `left_out` are the files that are not in order.
    """

    today: datetime.date
    files: tuple[str, ...]
    standings: tuple[Standing, ...]
    left_out: tuple[Result, ...]


class Stray(NamedTuple):
    """An entry that answers nothing: its place in the file, from 0, and the nearest recommendation or body, if any.

    `began` is the first day of the monitoring, for an entry that is older.
    """

    number: int
    entry: FollowUpEntry
    nearest: str
    began: datetime.date | None = None


def standings(results: Iterable[Result], files: Iterable[FollowUpFile], today: datetime.date) -> Iterator[Standing]:
    """Each recommendation of the results that are in order or drafts, in the order of the files and of the table.

    Entries later than `today` do not count.
    """
    entries = [(file.follow_up, entry) for file in files for entry in file.entries if entry.date <= today]
    by_body: dict[tuple[str, int, int], list[FollowUpEntry]] = {}
    for agency, entry in sorted(entries, key=lambda one: one[1].date):
        by_body.setdefault((agency, entry.year, entry.criterion), []).append(entry)
    for result in results:
        if not (result.is_ok_or_draft and (file := result.score_file) and result.criteria_set):
            continue
        for number, scored in sorted(file.scores.items()):
            if told := scored.recommendation:
                found = by_body.get((file.agency.id, file.year, number), ())
                latest = next((entry for entry in reversed(found) if entry.date >= _began(file)), None)
                days = (told.due - today).days if told.due else None
                criterion = result.criteria_set.criteria[number]
                yield Standing(file, result.criteria_set, criterion, told, latest, days)


def counted(found: Iterable[Standing]) -> Counter[State]:
    """How many are in which state."""
    return Counter(standing.state for standing in found)


def followed_up(results: Iterable[Result], files: Sequence[FollowUpFile], today: datetime.date) -> Iterator[Result]:
    """The same results, in which what was recommended has the status that the latest entry gives it."""
    for result in results:
        if file := result.score_file:
            scores = dict(file.scores)
            for standing in standings([result], files, today):
                if standing.latest:
                    entry, told = scores[standing.criterion.number], standing.recommendation
                    told = replace(told, status=standing.latest.status)
                    scores[standing.criterion.number] = replace(entry, recommendation=told)
            if scores != file.scores:
                yield replace(result, score_file=replace(file, scores=scores))
                continue
        yield result


def strays(file: FollowUpFile, results: Sequence[Result], today: datetime.date, *, whole: bool) -> Iterator[Stray]:
    """The entries of a file that answer nothing of what was recommended in the results.

    Entries later than `today`, and of years that are not among the results, are not judged. Unless the results are the
    `whole` of what the file is about, neither are those of a body that is not among them and resembles none that is.
    """
    known = [result.score_file for result in results if result.score_file]
    unread = any(result.kind != "follow-up" and result.errors and not result.score_file for result in results)
    own = [one for one in known if one.agency.id == file.follow_up]
    kinds = {one.agency.kind for one in own or known}
    years = {one.year for one in known if one.agency.kind in kinds}
    alike = "" if own else _alike(file.follow_up, {one.agency.id for one in known})
    for number, entry in enumerate(file.entries):
        same = [one for one in own if one.year == entry.year]
        if entry.date > today or entry.year not in years or (not same and (unread or not (own or alike or whole))):
            continue
        told = [one for one in same if (at := one.scores.get(entry.criterion)) and at.recommendation]
        if not told:
            yield Stray(number, entry, alike or _nearest(entry, own))
        elif (began := min(map(_began, told))) > entry.date:
            yield Stray(number, entry, "", began)


def _began(file: ScoreFile) -> datetime.date:
    """The first day on which somebody can have been told something."""
    return file.monitoring.from_ or file.monitoring.to or datetime.date.min


def _alike(agency: str, known: Iterable[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(agency, known, n=1, cutoff=0.85)), "")


def _nearest(entry: FollowUpEntry, files: Iterable[ScoreFile]) -> str:
    """The year and the criterion of the recommendation that is most like that of an entry; empty without any."""
    told = [(one.year, number) for one in files for number, scored in one.scores.items() if scored.recommendation]
    near = min(told, key=lambda one: (abs(one[0] - entry.year), abs(one[1] - entry.criterion), one), default=None)
    return f"year: {near[0]}, criterion: {near[1]}" if near else ""
