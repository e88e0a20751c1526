"""The score file: what a commission writes down about one body and one year (R2, R7)."""

import datetime
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, Literal, get_args

from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import nullable_schema

from monitor_cli.core import shapes
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.shapes import About, Day, Line, Prose, Record, Slug
from monitor_cli.core.texts import LANGUAGES, Text

CRITERIA_REFERENCE = r"^[a-z0-9]+(-[a-z0-9]+)*@[0-9A-Za-z][0-9A-Za-z.-]*$"
FIRST_YEAR, LAST_YEAR = 2000, 2100

Kind = Literal["state", "municipal"]
"""State bodies, and local self-government bodies (R1)."""
KINDS: tuple[Kind, ...] = get_args(Kind)
Status = Literal["open", "done"]
Outcome = Literal["open", "upheld", "rejected"]
MonitoringKind = Literal["planned", "unplanned"]
UNTOLD = datetime.date.min
"""Stands for each day of a published score file that is not published."""


def _not_empty(languages: dict[str, str]) -> dict[str, str]:
    if not languages:
        raise PydanticCustomError("text-empty", "text-empty")
    return languages


Name = Annotated[
    Text,
    shapes.either(shapes.line(), shapes.converted(shapes.mapping(dict.fromkeys(LANGUAGES, shapes.line())), _not_empty)),
]
Reference = Annotated[str, shapes.breaking("criteria-reference", shapes.text(most=200, pattern=CRITERIA_REFERENCE))]
Year = Annotated[int, shapes.integer(FIRST_YEAR, LAST_YEAR)]
Members = Annotated[tuple[str, ...], shapes.sequence(Line, most=100)]
Evidence = Annotated[tuple[str, ...], shapes.sequence(Prose, most=200)]
Score = Annotated[int, shapes.named("score")]
"""A score on the scale of the criteria set (R6)."""


class Agency(Record):
    """The body that is monitored (R1); `id` is its identity over the years."""

    id: Annotated[Slug, About("Small Latin letters, digits and hyphens; the same every year.")]
    name: Annotated[Name, About("The name as it is printed; in one language, or in several: {ky: …, ru: …, en: …}.")]
    kind: Annotated[Kind, About("state: state body; municipal: local self-government body.")]


class StateSecretary(Record):
    """Who is rated (R3); `since` is the day of taking office."""

    name: Annotated[Name, About("The name as it is printed.")]
    since: Annotated[Day | None, About("Day of taking office: year-month-day.")] = None


class Monitoring(Record):
    """Why and when the body was monitored, both days included, and the members of the commission."""

    kind: Annotated[MonitoringKind | None, About("planned or unplanned.")] = None
    from_: Annotated[Day | None, About("First day of the monitoring: year-month-day.")] = None
    to: Annotated[Day | None, About("Last day of the monitoring: year-month-day.")] = None
    commission: Annotated[Members, About("Members of the working commission.")] = ()


class Recommendation(Record):
    """What the body is told to do."""

    text: Annotated[Prose, About("What is to be done.")]
    due: Annotated[Day | None, About("The day by which it is to be done: year-month-day.")] = None
    status: Annotated[Status, About("open or done.")] = "open"


class Objection(Record):
    """What the body has against a score, and what became of it."""

    date: Annotated[Day, About("Day of the objection: year-month-day.")]
    text: Annotated[Prose, About("The body's reasons.")]
    asks: Annotated[Score | None, About("The score that the body asks for.")] = None
    evidence: Annotated[Evidence, About("Documents that the objection rests on.")] = ()
    outcome: Annotated[Outcome, About("open, upheld (the score changed) or rejected (the score stands).")] = "open"
    decision: Annotated[Prose | None, About("The decision on it; required unless it is open.")] = None


class Change(Record):
    """A change of a score that was made known: the score before it, its day, and why."""

    was: Annotated[Score, About("The score before the change.")]
    date: Annotated[Day, About("Day of the change: year-month-day.")]
    reason: Annotated[Prose, About("What the change rests on.")]


class Entry(Record):
    """The final score of one criterion (R7), with what it rests on."""

    score: Annotated[Score, About("The commission's score.")]
    note: Annotated[Prose | None, About("What was found.")] = None
    evidence: Annotated[Evidence, About("Documents that the score rests on.")] = ()
    recommendation: Annotated[Recommendation | None, About("What the body is told to mend.")] = None
    objection: Annotated[Objection | None, About("What the body has against the score.")] = None
    changes: Annotated[
        tuple[Change, ...],
        shapes.sequence(Change, most=100),
        About("Each change since the score was made known, the oldest first."),
    ] = ()

    @property
    def is_contested(self) -> bool:
        """Whether an objection to the score is open."""
        return bool(self.objection and self.objection.outcome == "open")

    @property
    def was(self) -> int | None:
        """The score as it was made known first; None where it has not changed since."""
        return self.changes[0].was if self.changes else None


class ScoreFile(Record):
    """A file whose every value is well formed; `scores` may lack criteria while it is a draft."""

    criteria: Annotated[Reference, About("Criteria set and edition by which the file is scored.")]
    agency: Annotated[Agency, About("The body that is monitored.")]
    year: Annotated[Year, About("Year of the monitoring.")]
    scores: Annotated[Mapping[int, Entry], shapes.named("scores"), About("The commission's score for each criterion.")]
    state_secretary: Annotated[StateSecretary | None, About("Who is rated; state bodies only.")] = None
    monitoring: Annotated[Monitoring, About("Days and members of the monitoring.")] = Monitoring()
    self_scores: Annotated[
        Mapping[int, int],
        shapes.named("self_scores"),
        About("The body's own scores, given before the commission came; they never enter the total."),
    ] = field(default_factory=dict)

    @property
    def contested(self) -> tuple[int, ...]:
        """The criteria with an open objection, by their numbers."""
        return tuple(number for number, entry in self.scores.items() if entry.is_contested)


def score_file_shape(criteria_set: CriteriaSet | None) -> CoreSchema:
    """The shape of a score file for `criteria_set`; without one, of its parts that no set decides.

    A criterion may be absent here, so that a draft can be told from a file that is wrong.
    """
    low, high = (criteria_set.scale.min, criteria_set.scale.max) if criteria_set else (0, 1_000)
    plain_entries = {score: Entry(score=score) for score in range(low, high + 1)}
    return shapes.shape(
        ScoreFile,
        score=shapes.integer(low, high),
        entry=shapes.either(shapes.converted(shapes.named("score"), plain_entries.__getitem__), shapes.record(Entry)),
        scores=scores_by_number(criteria_set, shapes.named("entry")),
        self_scores=scores_by_number(criteria_set, nullable_schema(shapes.named("score"))),
    )


def scores_by_number(criteria_set: CriteriaSet | None, value: Any, *, required: bool = False) -> Any:
    """A mapping from the numbers of the criteria, as texts, to such values; empty ones are left out."""
    if criteria_set is None:
        return shapes.converted(shapes.any_keys(value), lambda _: {})
    numbers = {str(number): number for number in criteria_set.criteria}

    def filled(values: dict[str, Any]) -> dict[int, Any]:
        return {numbers[key]: value for key, value in values.items() if value is not None}

    return shapes.converted(shapes.mapping(dict.fromkeys(numbers, value), required=required), filled)
