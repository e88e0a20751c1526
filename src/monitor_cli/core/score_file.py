"""The score file: a commission's assessment of one body in one year (R2, R7)."""

import datetime
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, Literal, get_args

from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import nullable_schema

from monitor_cli.core import shapes
from monitor_cli.core.criteria import EDITION, CriteriaSet
from monitor_cli.core.shapes import SLUG, About, Day, Line, Prose, Record, Size, Slug
from monitor_cli.core.texts import LANGUAGES, Text

CRITERIA_REFERENCE = SLUG.rstrip("$") + "@" + EDITION.lstrip("^")
FIRST_YEAR, LAST_YEAR = 2000, 2100
YEAR = "20[0-9]{2}|2100"
"""The pattern of such a year."""

Kind = Literal["state", "municipal"]
"""State bodies, and local self-government bodies (R1)."""
KINDS: tuple[Kind, ...] = get_args(Kind)
Status = Literal["open", "done"]
Outcome = Literal["open", "upheld", "rejected"]
MonitoringKind = Literal["planned", "unplanned"]
UNPUBLISHED = datetime.date.min
"""The value of each day of a score file that is not published."""


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
Members = Annotated[tuple[Line, ...], Size(most=100)]
Evidence = Annotated[tuple[Prose, ...], Size(most=200)]
Score = Annotated[int, shapes.named("score")]
"""A score on the scale of the criteria set (R6)."""


class Agency(Record):
    """The monitored body (R1); `id` is its identity over the years."""

    id: Annotated[Slug, About("Lowercase Latin letters, digits and hyphens; the same every year.")]
    name: Annotated[Name, About("The printed name, in one language or in several: {ky: …, ru: …, en: …}.")]
    kind: Annotated[Kind, About("state: state body; municipal: local self-government body.")]


class StateSecretary(Record):
    """The state secretary who is ranked (R3); `since` is the day of taking office."""

    name: Annotated[Name, About("The printed name.")]
    since: Annotated[Day | None, About("Day of taking office: year-month-day.")] = None


class Days(Record):
    """Kind and days of a monitoring, both days included."""

    kind: Annotated[MonitoringKind | None, About("planned or unplanned.")] = None
    from_: Annotated[Day | None, About("First day of the monitoring: year-month-day.")] = None
    to: Annotated[Day | None, About("Last day of the monitoring: year-month-day.")] = None


class Monitoring(Days):
    """The days of a monitoring and the members of the commission."""

    commission: Annotated[Members, About("Members of the working commission.")] = ()


class Recommendation(Record):
    """A recommendation to the body."""

    text: Annotated[Prose, About("Action required.")]
    due: Annotated[Day | None, About("Due date: year-month-day.")] = None
    status: Annotated[Status, About("open or done.")] = "open"


class Objection(Record):
    """The body's objection to a score, with its outcome."""

    date: Annotated[Day, About("Day of the objection: year-month-day.")]
    text: Annotated[Prose, About("The body's reasons.")]
    asks: Annotated[Score | None, About("The score that the body requests.")] = None
    evidence: Annotated[Evidence, About("Documents that support the objection.")] = ()
    outcome: Annotated[Outcome, About("open, upheld (the score was changed) or rejected (the score remains).")] = "open"
    decision: Annotated[Prose | None, About("The decision on the objection; required unless it is open.")] = None


class Change(Record):
    """A change of a score after it was announced: the earlier score, the day and the reason."""

    was: Annotated[Score, About("The score before the change.")]
    date: Annotated[Day, About("Day of the change: year-month-day.")]
    reason: Annotated[Prose, About("Grounds for the change.")]


class Details(Record):
    """What a score file contains about a criterion; in a draft, also about one without a score."""

    score: Annotated[Score | None, About("The commission's score.")] = None
    note: Annotated[Prose | None, About("The commission's findings.")] = None
    evidence: Annotated[Evidence, About("Documents that support the score.")] = ()
    recommendation: Annotated[Recommendation | None, About("Recommendation to the body.")] = None
    objection: Annotated[Objection | None, About("The body's objection to the score.")] = None
    changes: Annotated[
        tuple[Change, ...], Size(most=100), About("Changes since the score was announced, oldest first.")
    ] = ()


class Entry(Details):
    """The final score of one criterion (R7), with its evidence."""

    score: Annotated[Score, About("The commission's score.")] = field()

    @property
    def is_contested(self) -> bool:
        """True if an objection to the score is open."""
        return bool(self.objection and self.objection.outcome == "open")

    @property
    def was(self) -> int | None:
        """The score that was announced first; None if the score has not changed since."""
        return self.changes[0].was if self.changes else None


class ScoreFile(Record):
    """A score file with valid values; in a draft, `scores` lacks some criteria, and `unscored` has their details."""

    criteria: Annotated[Reference, About("Criteria set and edition under which the body is scored.")]
    agency: Annotated[Agency, About("The body that is monitored.")]
    year: Annotated[Year, About("Year of the monitoring.")]
    scores: Annotated[Mapping[int, Entry], shapes.named("scores"), About("The commission's score for each criterion.")]
    state_secretary: Annotated[
        StateSecretary | None, About("The state secretary who is ranked; state bodies only.")
    ] = None
    monitoring: Annotated[Monitoring, About("Dates and commission of the monitoring.")] = Monitoring()
    self_scores: Annotated[
        Mapping[int, int],
        shapes.named("self_scores"),
        About("The body's self-assessment, made before the monitoring; it never counts in the total."),
    ] = field(default_factory=dict)
    unscored: tuple[tuple[int, Details], ...] = field(default=(), metadata={"key": False})

    def details(self, number: int) -> Details | None:
        """Return the score of a criterion with its details, or the details alone; None without either."""
        return self.scores.get(number) or dict(self.unscored).get(number)

    @property
    def contested(self) -> tuple[int, ...]:
        """The numbers of the criteria with an open objection."""
        return tuple(number for number, entry in self.scores.items() if entry.is_contested)


def score_file_shape(criteria_set: CriteriaSet | None) -> CoreSchema:
    """Schema of score files for `criteria_set`; if it is None, of the parts that are the same for all sets.

    No criterion is required, so that a draft differs from an invalid file.
    """
    self_scores = scores_by_number(criteria_set, nullable_schema(shapes.named("score")))
    return shapes.shape(ScoreFile, **entries_shape(Entry, criteria_set), self_scores=self_scores)


def entries_shape(entry: type[Record], criteria_set: CriteriaSet | None, *, required: bool = False) -> dict[str, Any]:
    """Schemas of `scores`: of the mapping, of an `entry`, which is a score or a record with a score, and of a score."""
    low, high = (criteria_set.scale.min, criteria_set.scale.max) if criteria_set else (0, 1_000)
    plain = {score: entry(score=score) for score in range(low, high + 1)}
    return {
        "score": shapes.integer(low, high),
        "entry": shapes.either(shapes.converted(shapes.named("score"), plain.__getitem__), shapes.record(entry)),
        "scores": scores_by_number(criteria_set, shapes.named("entry"), required=required),
    }


def scores_by_number(criteria_set: CriteriaSet | None, value: Any, *, required: bool = False) -> Any:
    """Schema of a mapping from criterion numbers, as texts, to such values; empty values are left out."""
    if criteria_set is None:
        return shapes.converted(shapes.any_keys(value), lambda _: {})
    numbers = criteria_set.numbers

    def filled(values: dict[str, Any]) -> dict[int, Any]:
        return {numbers[key]: value for key, value in values.items() if value is not None}

    return shapes.converted(shapes.mapping(dict.fromkeys(numbers, value), required=required), filled)
