"""What became of recommendations after the year was closed: the follow-up file, and each recommendation by it."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal, NamedTuple, get_args

from monitor_cli.core.criteria import CriteriaSet, Criterion
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Evidence, Recommendation, ScoreFile, Status, Year
from monitor_cli.core.shapes import About, Day, Prose, Record, Size, Slug, integer

FOLDER = "follow-up"
"""The name of the folder beside the years."""

State = Literal["done", "not-due", "overdue", "no-date"]
STATES: tuple[State, ...] = get_args(State)


class FollowUpEntry(Record):
    """What became of a recommendation by a day."""

    year: Annotated[Year, About("Year of the score file with the recommendation.")]
    criterion: Annotated[int, integer(1, 999), About("Number of the criterion.")]
    date: Annotated[Day, About("Day on which the status was established: year-month-day.")]
    status: Annotated[Status, About("open or done.")]
    text: Annotated[Prose | None, About("Action taken, or the reason why it is still open.")] = None
    evidence: Annotated[Evidence, About("Supporting documents.")] = ()


class FollowUpFile(Record):
    """What became of the recommendations to one body."""

    follow_up: Annotated[Slug, About("The `agency.id` of the body's score files.")]
    entries: Annotated[
        tuple[FollowUpEntry, ...], Size(most=10_000), About("Entries in any order; the latest day counts.")
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
                latest = next((entry for entry in reversed(found) if entry.date >= began(file)), None)
                days = (told.due - today).days if told.due else None
                criterion = result.criteria_set.criteria[number]
                yield Standing(file, result.criteria_set, criterion, told, latest, days)


def followed_up(results: Sequence[Result], files: Iterable[FollowUpFile], today: datetime.date) -> Iterator[Result]:
    """The same results, in which what was recommended has the status that the latest entry gives it."""
    found: dict[int, dict[int, Recommendation]] = {}
    for standing in standings(results, files, today):
        if latest := standing.latest:
            told = replace(standing.recommendation, status=latest.status)
            found.setdefault(id(standing.score_file), {})[standing.criterion.number] = told
    for result in results:
        if (file := result.score_file) and (answered := found.get(id(file))):
            scores = {n: replace(e, recommendation=answered.get(n, e.recommendation)) for n, e in file.scores.items()}
            yield replace(result, score_file=replace(file, scores=scores))
        else:
            yield result


def began(file: ScoreFile) -> datetime.date:
    """The first day on which the body can have been told something."""
    return file.monitoring.from_ or file.monitoring.to or datetime.date.min
