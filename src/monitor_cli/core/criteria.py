"""The criteria set: areas, criteria, scale and bands of one edition of a method (R5, R6, R8, R9)."""

import re
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Annotated, Literal

from pydantic_core import CoreSchema, PydanticCustomError

from monitor_cli.core import shapes
from monitor_cli.core.shapes import About, Day, Prose, Record, Slug
from monitor_cli.core.texts import Text

EDITION = r"^[0-9A-Za-z][0-9A-Za-z.-]*$"
_DIGITS = re.compile("[1-9][0-9]{0,3}")


def _one_to_one(pairs: dict[str, int]) -> dict[int, int]:
    """Criterion numbers of an earlier edition to those here, each of them once."""
    numbers = {int(old): new for old, new in pairs.items() if _DIGITS.fullmatch(old)}
    if len(numbers) < len(pairs) or len(set(numbers.values())) < len(pairs):
        raise PydanticCustomError("comparable-numbers", "comparable-numbers")
    return numbers


Words = Annotated[Text, shapes.named("words")]
"""A text in every declared language."""
MOST_SHORT = 34
Short = Annotated[Text | None, shapes.named("short"), About("A label for tables and charts, at most 34 characters.")]
"""A label of at most `MOST_SHORT` characters in every declared language, without official standing."""
Number = Annotated[int, shapes.integer(1, 9_999)]
Points = Annotated[int, shapes.integer(0, 1_000)]
Total = Annotated[int, shapes.integer(0, 10_000_000)]
Language = Annotated[str, shapes.line(most=10)]
Reference = Annotated[str, shapes.line(most=200)]
Edition = Annotated[str, shapes.breaking("edition-invalid", shapes.text(most=50, pattern=EDITION))]
Numbers = Annotated[tuple[int, ...], shapes.sequence(Number, least=1)]
Pairs = Annotated[Mapping[int, int], shapes.converted(shapes.any_keys(shapes.integer(1, 9_999)), _one_to_one)]


class Languages(Record):
    """The language that decides, and those that it was translated into."""

    authoritative: Annotated[Language, About("The language that decides.")]
    translations: Annotated[
        tuple[str, ...], shapes.sequence(Language), About("The languages that it was translated into.")
    ] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """The authoritative language first."""
        return (self.authoritative, *self.translations)


class Clause(Record):
    """A rule of the act, and where it stands there."""

    id: Annotated[str, shapes.line(most=50), About("A short name for the rule, such as R6.")]
    where: Annotated[Words, About("Where in the act it stands.")]
    rule: Annotated[Words, About("What it says.")]


class Source(Record):
    """The legal act that a criteria set renders."""

    act: Annotated[Words, About("What kind of act it is.")]
    number: Annotated[str, shapes.line(most=100), About("Its number.")]
    date: Annotated[Day, About("Its date.")]
    issuer: Annotated[Words, About("The body that issued it.")]
    title: Annotated[Words, About("Its title.")]
    citation: Annotated[Words | None, About("The act as one cites it; without it, its parts in a row.")] = None
    clauses: Annotated[tuple[Clause, ...], About("The rules of the act that the method follows.")] = ()
    notes: Annotated[tuple[Words, ...], About("What a reader has to know about the text of the act.")] = ()


class Indicator(Record):
    """What one score means (R9)."""

    score: Annotated[Points, About("The score.")]
    text: Annotated[Words, About("What it means.")]
    short: Short = None


class Scale(Record):
    """The scores that a criterion can get, `min` to `max`, both included (R6)."""

    min: Annotated[Points, About("The lowest score.")]
    max: Annotated[Points, About("The highest score.")]
    indicators: Annotated[
        tuple[Indicator, ...],
        shapes.sequence(Indicator, least=2),
        About("Each score of the scale with what it means, best first (R9)."),
    ]


class Criterion(Record):
    """A row of the table; `number` is the order's own and unique in the set."""

    number: Annotated[Number, About("The act's own number; unique in the whole file. Score files use it.")]
    title: Annotated[Words, About("The criterion.")]
    short: Short = None
    clause: Annotated[Words | None, About("Where in the act it stands.")] = None


class Area(Record):
    """A numbered heading of the table, or a check of earlier recommendations."""

    number: Annotated[Number, About("The act's own number; unique.")]
    kind: Annotated[
        Literal["area", "follow_up"],
        About("`area`, or `follow_up` for a heading that checks what was recommended earlier."),
    ]
    title: Annotated[Words, About("The heading.")]
    criteria: Annotated[
        tuple[Criterion, ...], shapes.sequence(Criterion, least=1), About("The criteria under this heading.")
    ]
    short: Short = None


class Band(Record):
    """A category of totals, `min` to `max`, both included (R8); the lowest band has number 1."""

    number: Annotated[Number, About("1 for the lowest band, then one more each.")]
    min: Annotated[Total, About("The lowest total of the band, included.")]
    max: Annotated[Total, About("The highest total of the band, included.")]
    label: Annotated[Words, About("What the band means.")]
    short: Short = None
    clause: Annotated[Words | None, About("Where in the act it stands.")] = None


class Repeated(Record):
    """Which of two monitorings of a body in one year counts for its place, and who says so."""

    counts: Annotated[Literal["later"], About("`later`: the monitoring that was later.")]
    basis: Annotated[Literal["source", "tool"], About("Who says so: the act (`source`) or this file (`tool`).")]
    note: Annotated[Words, About("The rule in words.")]


class Ranking(Record):
    """How equal totals are ranked, and whether the act (`source`) or this tool (`tool`) says so."""

    ties: Annotated[
        Literal["competition"],
        About("`competition`: equal totals share a place, and the next place counts all bodies above it (1, 2, 2, 4)."),
    ]
    basis: Annotated[Literal["source", "tool"], About("Who says so: the act (`source`) or this file (`tool`).")]
    note: Annotated[Words, About("The rule in words; it is printed below every rating.")]
    repeated: Annotated[
        Repeated | None, About("What counts where a body is monitored twice in a year; it moves no score and no total.")
    ] = None


class RequestedDocument(Record):
    """A document that a body hands over before the monitoring, and the criteria that name it (R4)."""

    criteria: Annotated[Numbers, About("The numbers of the criteria that name the document.")]
    title: Annotated[Words, About("The document.")]


class Correction(Record):
    """A slip in the copy of the act that was corrected in this rendering."""

    where: Annotated[Words, About("Where in the act.")]
    copy: Annotated[Prose, About("What the copy says.")]
    reads: Annotated[Prose, About("What it should say.")]
    reason: Annotated[Words, About("Why it is plainly a slip.")]


class Comparable(Record):
    """Which criteria of an earlier edition mean the same: its number to the number here."""

    criteria: Annotated[Reference, About("The earlier edition, as `<id>@<edition>`.")]
    numbers: Annotated[Pairs, About("The number of each such criterion there, and its number here.")]


class CriteriaSet(Record):
    """One edition of a method. Every text is given in all declared languages."""

    id: Annotated[Slug, About("Identity of the method; score files name it.")]
    edition: Annotated[Edition, About("Grows with every change that can move a score, a total, a band or a rank.")]
    revision: Annotated[int, shapes.integer(0, 9_999), About("Grows with every correction of words.")]
    languages: Annotated[Languages, About("The languages in which every text is given.")]
    title: Annotated[Words, About("What the method is called.")]
    source: Annotated[Source, About("The legal act that the file renders.")]
    scale: Annotated[Scale, About("The scores that a criterion can get (R6).")]
    areas: Annotated[
        tuple[Area, ...],
        shapes.sequence(Area, least=1),
        About("The numbered headings of the table, in its order (R5)."),
    ]
    bands: Annotated[
        tuple[Band, ...],
        shapes.sequence(Band, least=1),
        About("The categories of totals, the lowest first; together they hold every total that is possible (R8)."),
    ]
    ranking: Annotated[Ranking, About("How bodies are put in order by their totals (R3).")]
    documents: Annotated[
        tuple[RequestedDocument, ...], About("What a body hands over before the monitoring (R4).")
    ] = ()
    corrections: Annotated[tuple[Correction, ...], About("Slips of the copy that this file mends.")] = ()
    comparable: Annotated[
        tuple[Comparable, ...],
        About("Which criteria of earlier editions mean the same as criteria here, for `monitor compare`."),
    ] = ()
    raw: bytes = field(default=b"", metadata={"key": False})
    """The file that the set was read from; not one of its keys."""
    is_published: bool = field(default=False, metadata={"key": False})
    """Whether the set comes with the tool; not one of its keys either."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def sha256(self) -> str:
        """The hash of the file, which locks a released edition."""
        import hashlib

        return hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def scoring_sha256(self) -> str:
        """The hash of what can move a score, a total, a band or a place: numbers, scale, bands, tie rule; no words."""
        from monitor_cli.core.hashes import canonical_sha256

        areas = [[area.number, area.kind, [criterion.number for criterion in area.criteria]] for area in self.areas]
        bands = [[band.number, band.min, band.max] for band in self.bands]
        scale = [self.scale.min, self.scale.max]
        return canonical_sha256({"areas": areas, "bands": bands, "scale": scale, "ties": self.ranking.ties})

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
    words, short = (dict.fromkeys(languages, text) for text in (shapes.text(), shapes.line(most=MOST_SHORT)))
    return shapes.shape(
        CriteriaSet, words=shapes.mapping(words, required=True), short=shapes.mapping(short, required=True)
    )
