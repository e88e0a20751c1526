"""The score file: what a commission writes down about one body and one year (R2, R7)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic_core import CoreSchema, PydanticCustomError

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.shapes import (
    breaking,
    choice,
    converted,
    date,
    either,
    integer,
    line,
    mapping,
    record,
    sequence,
    slug,
    text,
)
from monitor_cli.core.texts import LANGUAGES, Text

CRITERIA_REFERENCE = r"^[a-z0-9]+(-[a-z0-9]+)*@[0-9A-Za-z][0-9A-Za-z.-]*$"
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Agency(NamedTuple):
    """The body that is monitored (R1); `id` is its identity over the years, `kind` is `state` or `municipal`."""

    id: str
    name: Text
    kind: str


class StateSecretary(NamedTuple):
    """Who is rated (R3); `since` is the day of taking office."""

    name: Text
    since: datetime.date | None = None


class Monitoring(NamedTuple):
    """The days of the monitoring, both included, and the members of the commission."""

    from_: datetime.date | None = None
    to: datetime.date | None = None
    commission: tuple[str, ...] = ()


class Recommendation(NamedTuple):
    """What the body is told to mend; `status` is `open` or `done`."""

    text: str
    due: datetime.date | None = None
    status: str = "open"


class Entry(NamedTuple):
    """The final score of one criterion (R7), with what it rests on."""

    score: int
    note: str | None = None
    evidence: tuple[str, ...] = ()
    recommendation: Recommendation | None = None


class ScoreFile(NamedTuple):
    """A file whose every value is well formed; `scores` may lack criteria while it is a draft."""

    criteria: str
    agency: Agency
    year: int
    scores: Mapping[int, Entry]
    state_secretary: StateSecretary | None = None
    monitoring: Monitoring = Monitoring()
    self_scores: Mapping[int, int] = MappingProxyType({})


def score_file_shape(criteria_set: CriteriaSet | None) -> CoreSchema:
    """The shape of a score file for `criteria_set`; without one, of its parts that no set decides.

    A criterion may be absent here, so that a draft can be told from a file that is wrong.
    """
    low, high = (criteria_set.scale.min, criteria_set.scale.max) if criteria_set else (0, 1_000)
    plain_entries = {score: Entry(score=score) for score in range(low, high + 1)}
    score = integer(low, high)
    recommendation = record(Recommendation, text=text(), due=date(), status=choice("open", "done"))
    entry = either(
        converted(score, plain_entries.__getitem__),
        record(
            Entry,
            score=score,
            note=text(),
            evidence=sequence(text(), most=200),
            recommendation=recommendation,
        ),
    )
    words = either(line(), converted(mapping({language: line() for language in LANGUAGES}), _not_empty))
    optional_score: CoreSchema = {"type": "nullable", "schema": score}
    return record(
        ScoreFile,
        criteria=breaking("criteria-reference", text(most=200, pattern=CRITERIA_REFERENCE)),
        agency=record(Agency, id=slug(), name=words, kind=choice("state", "municipal")),
        year=integer(FIRST_YEAR, LAST_YEAR),
        scores=_by_number(criteria_set, entry),
        state_secretary=record(StateSecretary, name=words, since=date()),
        monitoring=record(Monitoring, from_=date(), to=date(), commission=sequence(line(), most=100)),
        self_scores=_by_number(criteria_set, optional_score),
    )


def _by_number(criteria_set: CriteriaSet | None, value: CoreSchema) -> CoreSchema:
    if criteria_set is None:
        return converted(mapping({}, anything_else=value), lambda _: {})
    numbers = {str(number): number for number in criteria_set.criteria}

    def filled(values: dict[str, Any]) -> dict[int, Any]:
        return {numbers[key]: value for key, value in values.items() if value is not None}

    return converted(mapping(dict.fromkeys(numbers, value)), filled)


def _not_empty(words: dict[str, str]) -> dict[str, str]:
    if not words:
        raise PydanticCustomError("text-empty", "text-empty")
    return words
