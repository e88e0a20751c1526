"""The follow-up to recommendations after the year was closed: the follow-up file and the state of each one."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal, NamedTuple, get_args

from monitor_cli.core.criteria import CriteriaSet, Criterion, Number
from monitor_cli.core.figures import grouped
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Evidence, Recommendation, ScoreFile, Status, Year
from monitor_cli.core.shapes import About, Day, Prose, Record, Size, Slug

FOLDER = "follow-up"
"""The name of the folder beside the years."""

State = Literal["done", "not-due", "overdue", "no-date"]
STATES: tuple[State, ...] = get_args(State)


class FollowUpEntry(Record):
    """The status of a recommendation on a day."""

    year: Annotated[Year, About("Year of the score file with the recommendation.")]
    criterion: Annotated[Number, About("Number of the criterion.")]
    date: Annotated[Day, About("Day on which the status was established: year-month-day.")]
    status: Annotated[Status, About("open or done.")]
    text: Annotated[Prose | None, About("Action taken, or the reason why it is still open.")] = None
    evidence: Annotated[Evidence, About("Supporting documents.")] = ()


class FollowUpFile(Record):
    """The follow-up to the recommendations to one body."""

    follow_up: Annotated[Slug, About("The `agency.id` of the body's score files.")]
    entries: Annotated[
        tuple[FollowUpEntry, ...],
        Size(most=10_000),
        About("Entries in any order; the latest day counts, and of one day the last entry."),
    ]


class Standing(NamedTuple):
    """The state of a recommendation of `score_file` on a day; `latest` is the last follow-up entry until then.

    `days` is the number of days from that day to the due date, below 0 if it is overdue; None without a due date.
    """

    score_file: ScoreFile
    criteria_set: CriteriaSet
    criterion: Criterion
    recommendation: Recommendation
    latest: FollowUpEntry | None
    days: int | None

    @property
    def state(self) -> State:
        """The state by the latest entry, otherwise by the score file; on the due date it is not overdue yet."""
        if (self.latest or self.recommendation).status == "done":
            return "done"
        return "no-date" if self.days is None else "overdue" if self.days < 0 else "not-due"


class FollowUp(NamedTuple):
    """The states of all recommendations of some score files on the day `today`, by the follow-up `files`.

    Those of one body are together, bodies in the order of their files; `left_out` are the files with errors.
    """

    today: datetime.date
    files: tuple[str, ...]
    standings: tuple[Standing, ...]
    left_out: tuple[Result, ...]


def standings(results: Iterable[Result], files: Iterable[FollowUpFile], today: datetime.date) -> Iterator[Standing]:
    """Yield each recommendation of the valid files and drafts, in the order of the files and of the table.

    Entries later than `today` do not count.
    """
    dated = [(file.follow_up, entry) for file in files for entry in file.entries if entry.date <= today]
    dated.sort(key=lambda pair: pair[1].date)
    entries = grouped(((agency, entry.year, entry.criterion), entry) for agency, entry in dated)
    for result in results:
        if not (result.is_ok_or_draft and (file := result.score_file) and result.criteria_set):
            continue
        for number, scored in sorted(file.scores.items()):
            if recommendation := scored.recommendation:
                own = entries.get((file.agency.id, file.year, number), ())
                latest = next((entry for entry in reversed(own) if entry.date >= began(file)), None)
                days = (recommendation.due - today).days if recommendation.due else None
                criterion = result.criteria_set.criteria[number]
                yield Standing(file, result.criteria_set, criterion, recommendation, latest, days)


def followed_up(results: Sequence[Result], files: Iterable[FollowUpFile], today: datetime.date) -> Iterator[Result]:
    """Yield the results with the status of each recommendation by its latest follow-up entry."""
    updates: dict[int, dict[int, Recommendation]] = {}
    for standing in standings(results, files, today):
        if latest := standing.latest:
            recommendation = replace(standing.recommendation, status=latest.status)
            updates.setdefault(id(standing.score_file), {})[standing.criterion.number] = recommendation
    for result in results:
        if (file := result.score_file) and (updated := updates.get(id(file))):
            scores = {n: replace(e, recommendation=updated.get(n, e.recommendation)) for n, e in file.scores.items()}
            yield replace(result, score_file=replace(file, scores=scores))
        else:
            yield result


def began(file: ScoreFile) -> datetime.date:
    """Return the first day of the monitoring, on which the body can first get a recommendation."""
    return file.monitoring.from_ or file.monitoring.to or datetime.date.min
