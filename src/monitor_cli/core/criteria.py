"""The criteria set: areas, criteria, scale and bands of one edition of a method (R5, R6, R8, R9)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Annotated, Literal

from pydantic_core import CoreSchema, PydanticCustomError

from monitor_cli.core import shapes
from monitor_cli.core.hashes import bytes_sha256, canonical_sha256
from monitor_cli.core.shapes import About, Day, Prose, Record, Size, Slug
from monitor_cli.core.texts import Text

EDITION = r"^[0-9A-Za-z][0-9A-Za-z.-]*$"


def _one_to_one(pairs: dict[str, int]) -> dict[int, int]:
    """Return the map from criterion numbers of an earlier edition to those of this one; each number occurs once."""
    numbers = {int(old): new for old, new in pairs.items() if re.fullmatch("[1-9][0-9]{0,3}", old)}
    if len(numbers) < len(pairs) or len(set(numbers.values())) < len(pairs):
        raise PydanticCustomError("comparable-numbers", "comparable-numbers")
    return numbers


Texts = Annotated[Text, shapes.named("texts")]
"""A text in every declared language."""
MOST_SHORT = 34
Short = Annotated[Text | None, shapes.named("short"), About("A label for tables and charts, at most 34 characters.")]
"""A label of at most `MOST_SHORT` characters in every declared language; it has no official standing."""
Number = Annotated[int, shapes.integer(1, 9_999)]
Points = Annotated[int, shapes.integer(0, 1_000)]
Total = Annotated[int, shapes.integer(0, 10_000_000)]
Language = Annotated[str, shapes.line(most=10)]
Reference = Annotated[str, shapes.line(most=200)]
Edition = Annotated[str, shapes.breaking("edition-invalid", shapes.text(most=50, pattern=EDITION))]
Numbers = Annotated[tuple[Number, ...], Size(1)]
Ties = Literal["competition"]
Basis = Annotated[Literal["source", "tool"], About("Origin of the rule: the act (`source`) or this file (`tool`).")]
Pairs = Annotated[Mapping[int, int], shapes.converted(shapes.any_keys(shapes.integer(1, 9_999)), _one_to_one)]


class Languages(Record):
    """The authoritative language and the languages of the translations."""

    authoritative: Annotated[Language, About("The authoritative language.")]
    translations: Annotated[tuple[Language, ...], About("The languages of the translations.")] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """All languages, the authoritative one first."""
        return (self.authoritative, *self.translations)


class Clause(Record):
    """A rule of the act with its place there."""

    id: Annotated[str, shapes.line(most=50), About("A short name for the rule, such as R6.")]
    where: Annotated[Texts, About("Place of the rule in the act.")]
    rule: Annotated[Texts, About("The rule in words.")]


class Source(Record):
    """The legal act that a criteria set follows."""

    act: Annotated[Texts, About("Kind of act.")]
    number: Annotated[str, shapes.line(most=100), About("Number of the act.")]
    date: Annotated[Day, About("Date of the act.")]
    issuer: Annotated[Texts, About("The body that issued the act.")]
    title: Annotated[Texts, About("Title of the act.")]
    citation: Annotated[Texts | None, About("The citation of the act; by default, its parts in sequence.")] = None
    clauses: Annotated[tuple[Clause, ...], About("The rules of the act that the method follows.")] = ()
    notes: Annotated[tuple[Texts, ...], About("Remarks on the text of the act.")] = ()


class Indicator(Record):
    """The meaning of a score (R9)."""

    score: Annotated[Points, About("The score.")]
    text: Annotated[Texts, About("Meaning of the score.")]
    short: Short = None


class Scale(Record):
    """The possible scores of a criterion: `min` to `max`, both included (R6)."""

    min: Annotated[Points, About("The lowest score.")]
    max: Annotated[Points, About("The highest score.")]
    indicators: Annotated[tuple[Indicator, ...], Size(2), About("The meaning of each score, best first (R9).")]


class Criterion(Record):
    """A row of the table; `number` is the act's own and unique in the set."""

    number: Annotated[Number, About("The act's own number, unique in the file. Score files use it.")]
    title: Annotated[Texts, About("The criterion.")]
    short: Short = None
    clause: Annotated[Texts | None, About("Place in the act.")] = None


class Area(Record):
    """A numbered heading of the table: a monitoring area (R5), or the follow-up to earlier recommendations."""

    number: Annotated[Number, About("The act's own number, unique.")]
    kind: Annotated[Literal["area", "follow_up"], About("`area`; `follow_up` for the follow-up to recommendations.")]
    title: Annotated[Texts, About("The heading.")]
    criteria: Annotated[tuple[Criterion, ...], Size(1), About("The criteria under this heading.")]
    short: Short = None


class Band(Record):
    """A category of totals, `min` to `max`, both included (R8); the lowest band has number 1."""

    number: Annotated[Number, About("1 for the lowest band, 2 for the next one, and so on.")]
    min: Annotated[Total, About("The lowest total of the band.")]
    max: Annotated[Total, About("The highest total of the band.")]
    label: Annotated[Texts, About("Meaning of the band.")]
    short: Short = None
    clause: Annotated[Texts | None, About("Place in the act.")] = None


class RepeatRule(Record):
    """The rule that decides which of several monitorings in a year gives a body its place."""

    counts: Annotated[Literal["later"], About("`later`: the later monitoring.")]
    basis: Basis
    note: Annotated[Texts, About("The rule in words.")]


class Ranking(Record):
    """The tie rule of the ranking (R3)."""

    ties: Annotated[
        Ties, About("`competition`: tied bodies share a rank; the next rank counts all bodies above it (1, 2, 2, 4).")
    ]
    basis: Basis
    note: Annotated[Texts, About("The rule in words; it is printed below every ranking.")]
    repeated: Annotated[RepeatRule | None, About("The rule for bodies that are monitored twice in a year.")] = None


class RequestedDocument(Record):
    """A document that a body hands over before the monitoring, with the criteria that require it (R4)."""

    criteria: Annotated[Numbers, About("The numbers of the criteria that require the document.")]
    title: Annotated[Texts, About("Name of the document.")]


class Correction(Record):
    """A correction of a slip in the copy of the act."""

    where: Annotated[Texts, About("Place in the act.")]
    copy: Annotated[Prose, About("Text of the copy.")]
    reads: Annotated[Prose, About("Corrected text.")]
    reason: Annotated[Texts, About("Reason why the text is clearly a slip.")]


class Comparable(Record):
    """The criteria of an earlier edition that mean the same as criteria here, by their numbers."""

    criteria: Annotated[Reference, About("The earlier edition, as `<id>@<edition>`.")]
    numbers: Annotated[Pairs, About("For each criterion, its number there and its number here.")]


class CriteriaSet(Record):
    """One edition of a method. Every text is given in all declared languages."""

    id: Annotated[Slug, About("Id of the method; score files refer to it.")]
    edition: Annotated[
        Edition, About("Id of the edition; a change that can affect a score, total, band or rank requires a new one.")
    ]
    revision: Annotated[int, shapes.integer(0, 9_999), About("Number of corrections of the texts.")]
    languages: Annotated[Languages, About("The languages of every text.")]
    title: Annotated[Texts, About("Name of the method.")]
    source: Annotated[Source, About("The legal act that the method follows.")]
    scale: Annotated[Scale, About("The possible scores of a criterion (R6).")]
    areas: Annotated[tuple[Area, ...], Size(1), About("The numbered headings of the table, in its order (R5).")]
    bands: Annotated[tuple[Band, ...], Size(1), About("The bands, lowest first; they cover every possible total (R8).")]
    ranking: Annotated[Ranking, About("The tie rule of the ranking (R3).")]
    documents: Annotated[tuple[RequestedDocument, ...], About("The documents that a body hands over (R4).")] = ()
    corrections: Annotated[tuple[Correction, ...], About("Corrections of slips in the copy.")] = ()
    comparable: Annotated[
        tuple[Comparable, ...], About("The same criteria in earlier editions (`monitor compare`).")
    ] = ()
    raw: bytes = field(default=b"", metadata={"key": False})
    """The content of the file; not one of its keys."""
    is_published: bool = field(default=False, metadata={"key": False})
    """True if the set comes with the tool; not one of the keys of the file."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def sha256(self) -> str:
        """The hash of the file, which locks a released edition."""
        return bytes_sha256(self.raw)

    @cached_property
    def scoring_sha256(self) -> str:
        """The hash of everything that can move a score, total, band or place: numbers, scale, bands and tie rule."""
        areas = [[area.number, area.kind, [criterion.number for criterion in area.criteria]] for area in self.areas]
        bands = [[band.number, band.min, band.max] for band in self.bands]
        scale = [self.scale.min, self.scale.max]
        return canonical_sha256({"areas": areas, "bands": bands, "scale": scale, "ties": self.ranking.ties})

    @cached_property
    def ref(self) -> str:
        """`<id>@<edition>`, the reference in score files."""
        return f"{self.id}@{self.edition}"

    @cached_property
    def criteria(self) -> Mapping[int, Criterion]:
        """All criteria by number, in the order of the table."""
        return {criterion.number: criterion for area in self.areas for criterion in area.criteria}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The numbers of all criteria by their keys in a score file, in the order of the table."""
        return {str(number): number for number in self.criteria}

    @cached_property
    def indicators(self) -> Mapping[int, Indicator]:
        """The meaning of each score, best first (R9)."""
        return {indicator.score: indicator for indicator in self.scale.indicators}

    @cached_property
    def min_total(self) -> int:
        """The lowest possible total, in points (24 in the order)."""
        return self.scale.min * len(self.criteria)

    @cached_property
    def max_total(self) -> int:
        """The highest possible total, in points (120 in the order, R6)."""
        return self.scale.max * len(self.criteria)

    def band(self, total: int) -> Band:
        """Return the band of a total (R8); raise ValueError for a total outside `min_total` to `max_total`."""
        for band in self.bands:
            if band.min <= total <= band.max:
                return band
        raise ValueError(f"no band contains a total of {total}")

    def next_band(self, band: Band) -> Band | None:
        """Return the band above `band`; None for the highest."""
        return self.bands[band.number] if band.number < len(self.bands) else None


def by_ref(sets: Iterable[CriteriaSet | None]) -> dict[str, CriteriaSet]:
    """Return criteria sets by their references, each once."""
    return {criteria_set.ref: criteria_set for criteria_set in sets if criteria_set}


def criteria_set_shape(languages: tuple[str, ...]) -> CoreSchema:
    """Schema of criteria files with every text in `languages`."""
    kinds = {"texts": shapes.text(), "short": shapes.line(most=MOST_SHORT)}
    mappings = {name: shapes.mapping(dict.fromkeys(languages, kind), required=True) for name, kind in kinds.items()}
    return shapes.shape(CriteriaSet, **mappings)
