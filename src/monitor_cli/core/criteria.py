"""The criteria set: areas, criteria, scale and bands of one edition of a method (R5, R6, R8, R9)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pydantic_core import CoreSchema, PydanticCustomError

from monitor_cli.core.shapes import (
    breaking,
    choice,
    converted,
    date,
    integer,
    line,
    mapping,
    record,
    sequence,
    slug,
    text,
)
from monitor_cli.core.texts import Text

_NUMBER = re.compile("[1-9][0-9]{0,3}")
EDITION = r"^[0-9A-Za-z][0-9A-Za-z.-]*$"


class Languages(NamedTuple):
    """The language that decides, and those that it was translated into."""

    authoritative: str
    translations: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """The authoritative language first."""
        return (self.authoritative, *self.translations)


class Clause(NamedTuple):
    """A rule of the act, and where it stands there."""

    id: str
    where: Text
    rule: Text


class Source(NamedTuple):
    """The legal act that a criteria set renders."""

    act: Text
    number: str
    date: datetime.date
    issuer: Text
    title: Text
    clauses: tuple[Clause, ...] = ()
    notes: tuple[Text, ...] = ()


class Indicator(NamedTuple):
    """What one score means (R9)."""

    score: int
    text: Text


class Scale(NamedTuple):
    """The scores that a criterion can get, `min` to `max`, both included (R6)."""

    min: int
    max: int
    indicators: tuple[Indicator, ...]


class Criterion(NamedTuple):
    """A row of the table; `number` is the order's own and unique in the set."""

    number: int
    title: Text
    clause: Text | None = None


class Area(NamedTuple):
    """A numbered heading of the table; `kind` is `area` or, for a check of earlier recommendations, `follow_up`."""

    number: int
    kind: str
    title: Text
    criteria: tuple[Criterion, ...]


class Band(NamedTuple):
    """A category of totals, `min` to `max`, both included (R8); the lowest band has number 1."""

    number: int
    min: int
    max: int
    label: Text
    clause: Text | None = None


class Ranking(NamedTuple):
    """How equal totals are ranked, and whether the act (`source`) or this tool (`tool`) says so."""

    ties: str
    basis: str
    note: Text


class RequestedDocument(NamedTuple):
    """A document that a body hands over before the monitoring, and the criteria that name it (R4)."""

    criteria: tuple[int, ...]
    title: Text


class Correction(NamedTuple):
    """A slip in the copy of the act that was mended in this rendering."""

    where: Text
    copy: str
    reads: str
    reason: Text


class Comparable(NamedTuple):
    """Which criteria of an earlier edition mean the same: its number to the number here."""

    criteria: str
    numbers: Mapping[int, int]


@dataclass(frozen=True, kw_only=True, eq=False)
class CriteriaSet:
    """One edition of a method. Every text is given in all declared languages."""

    id: str
    edition: str
    revision: int
    languages: Languages
    title: Text
    source: Source
    scale: Scale
    areas: tuple[Area, ...]
    bands: tuple[Band, ...]
    ranking: Ranking
    documents: tuple[RequestedDocument, ...] = ()
    corrections: tuple[Correction, ...] = ()
    comparable: tuple[Comparable, ...] = ()
    raw: bytes = b""
    """The file that the set was read from; not one of its keys."""

    @cached_property
    def sha256(self) -> str:
        """The hash of the file, which locks a released edition."""
        import hashlib

        return hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def ref(self) -> str:
        """`<id>@<edition>`, as score files name it."""
        return f"{self.id}@{self.edition}"

    @cached_property
    def criteria(self) -> Mapping[int, Criterion]:
        """All criteria by number, in the order of the table."""
        return {criterion.number: criterion for area in self.areas for criterion in area.criteria}

    @cached_property
    def keys(self) -> frozenset[str]:
        """The numbers of all criteria as score files write them."""
        return frozenset(map(str, self.criteria))

    @cached_property
    def indicators(self) -> Mapping[int, Indicator]:
        """The meaning of each score, best first (R9)."""
        return {indicator.score: indicator for indicator in self.scale.indicators}

    @cached_property
    def min_total(self) -> int:
        """The least total: every criterion has the lowest score (24 in the order)."""
        return self.scale.min * len(self.criteria)

    @cached_property
    def max_total(self) -> int:
        """The greatest total (R6: 120 in the order)."""
        return self.scale.max * len(self.criteria)

    def band(self, total: int) -> Band:
        """The band of a total (R8).

        Raises ValueError for a total outside `min_total` to `max_total`.
        """
        for band in self.bands:
            if band.min <= total <= band.max:
                return band
        raise ValueError(f"no band holds a total of {total}")


def criteria_set_shape(languages: tuple[str, ...]) -> CoreSchema:
    """The shape of a criteria file whose texts are given in `languages`."""
    words = mapping({language: text() for language in languages}, required=True)
    number = integer(1, 9_999)
    clause = record(Clause, id=line(most=50), where=words, rule=words)
    source = record(
        Source,
        act=words,
        number=line(most=100),
        date=date(),
        issuer=words,
        title=words,
        clauses=sequence(clause),
        notes=sequence(words),
    )
    score = integer(0, 1_000)
    scale = record(
        Scale,
        min=score,
        max=score,
        indicators=sequence(record(Indicator, score=score, text=words), least=2),
    )
    criterion = record(Criterion, number=number, title=words, clause=words)
    area = record(
        Area,
        number=number,
        kind=choice("area", "follow_up"),
        title=words,
        criteria=sequence(criterion, least=1),
    )
    total = integer(0, 10_000_000)
    band = record(Band, number=number, min=total, max=total, label=words, clause=words)
    numbers = converted(mapping({}, anything_else=number), _one_to_one)
    return record(
        CriteriaSet,
        id=slug(),
        edition=breaking("edition-invalid", text(most=50, pattern=EDITION)),
        revision=integer(0, 9_999),
        languages=record(Languages, authoritative=line(most=10), translations=sequence(line(most=10))),
        title=words,
        source=source,
        scale=scale,
        areas=sequence(area, least=1),
        bands=sequence(band, least=1),
        ranking=record(Ranking, ties=choice("competition"), basis=choice("source", "tool"), note=words),
        documents=sequence(record(RequestedDocument, criteria=sequence(number, least=1), title=words)),
        corrections=sequence(record(Correction, where=words, copy=text(), reads=text(), reason=words)),
        comparable=sequence(record(Comparable, criteria=line(most=200), numbers=numbers)),
    )


def _one_to_one(pairs: dict[str, int]) -> dict[int, int]:
    """Criterion numbers of an earlier edition to those here, each of them once."""
    numbers = {int(old): new for old, new in pairs.items() if _NUMBER.fullmatch(old)}
    if len(numbers) < len(pairs) or len(set(numbers.values())) < len(pairs):
        raise PydanticCustomError("comparable-numbers", "comparable-numbers")
    return numbers
