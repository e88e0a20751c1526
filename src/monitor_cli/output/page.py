"""A report for people: what it shows, and nothing of how. Each format shows every page.

A page is made of sections, none of them empty, and a section of blocks; a line is left empty between sections.
Sections, groups and rows may be iterators: each format goes through them once. All parts are named tuples: a dataclass
takes fifteen times as long to define, at each start.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Line = list[tuple[str, str]]
"""The parts of one line, each with the name of its style, empty for none."""


def is_bold(style: str) -> bool:
    """Whether a text is bold in each format: a style that begins with a colour is for those that have colours."""
    return style.startswith("bold")


class Cell(NamedTuple):
    """A text with the name of its style, and lines that explain it."""

    text: str
    style: str = ""
    under: Sequence[str] = ()


class Heading(NamedTuple):
    """The name of a document (1), a report (2), a part of one (3) or of what stands right below (4)."""

    text: str
    level: int = 2
    style: str = "bold"


class Paragraph(NamedTuple):
    """A sentence or several; a `note` stands back behind the rest."""

    text: str
    style: str = ""
    note: bool = False


class Prose(NamedTuple):
    """Sentences of the tool's own, in which `code` is code, behind the word that they answer to."""

    text: str
    label: str = ""


class Fact(NamedTuple):
    """A line among several; `sign` stands in front of it where there is no other mark."""

    sign: str
    text: str
    style: str = ""


class Facts(NamedTuple):
    """Short sentences, one below the other."""

    facts: Sequence[Fact]


class Span(NamedTuple):
    """A part of a ruler, from `start` up to the next one; the mark stands in the one that `holds` it."""

    name: str
    start: int
    style: str
    holds: bool


class Ruler(NamedTuple):
    """Parts of a scale side by side with a mark at `value`; only terminals draw it, for words say the same."""

    spans: Sequence[Span]
    high: int
    value: int


class Verbatim(NamedTuple):
    """Lines of styled text; under some stands one of ^ marks, which belongs there however they are laid out."""

    lines: Sequence[Line]


class Code(NamedTuple):
    """A part of a file, in a language that Markdown knows."""

    text: str
    language: str
    style: str = ""


class Items(NamedTuple):
    """A list, an item a line; a terminal shows the first `most` of them and counts the others, 0 for all."""

    lines: Sequence[str]
    most: int = 0


class Numbered(NamedTuple):
    """A list in which each item has a number of its own."""

    items: Iterable[tuple[int, str]]


class Column(NamedTuple):
    """`share` is the part of the free width on paper that its texts wrap in, 0 for one as wide as its widest cell.

    A terminal leaves it out below `least` columns, and puts its text under the one before where it `folds`. There,
    texts wrap only if the table is too wide; a text that is `cut` ends with its line, and has its share there too.
    """

    title: str
    right: bool = False
    share: int = 0
    least: int = 0
    folds: bool = False
    cut: bool = False
    terminal_only: bool = False


class Row(NamedTuple):
    """A cell for each column, and the same as a sentence for formats without columns."""

    cells: Sequence[Cell]
    sentence: str


class Group(NamedTuple):
    """Rows that belong together; `heading` is a title, or a row that stands for them all."""

    rows: Iterable[Row]
    heading: Row | str = ""


class Table(NamedTuple):
    """Columns, and their rows in groups; columns without any title have no head."""

    columns: Sequence[Column]
    groups: Iterable[Group]


Block = Heading | Paragraph | Prose | Facts | Ruler | Verbatim | Code | Items | Numbered | Table
Section = Iterable[Block]
Page = Iterable[Section]
