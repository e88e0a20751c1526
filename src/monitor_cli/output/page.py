"""The parts of a report for people: its content without layout. Each format shows every page.

A page consists of non-empty sections, a section of blocks; an empty line separates sections. Sections, groups and rows
may be iterators: each format reads them once. All parts are named tuples: a dataclass takes five times as long to
define at each start. Hints are no texts (`annotations` from the future), which would take a quarter longer.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from monitor_cli.core.criteria import Band, CriteriaSet


Line = list[tuple[str, str]]
"""The parts of a line, each with the name of its style, empty for none."""


SCALE_STYLES = ("red bold", "red", "yellow", "green", "green bold")
"""The styles of bands and scores; a number, a word or a bar always says the same.

Each begins with a colour, so that formats without colours ignore it."""


def share_style(value: int, low: int, high: int) -> str:
    """Return the style of `value` between `low` and `high`."""
    return SCALE_STYLES[share_step(value, low, high)]


def share_step(value: int, low: int, high: int) -> int:
    """Return the step of `value` between `low` and `high`, 0 to 4."""
    steps = len(SCALE_STYLES) - 1
    return max(0, min(steps, (value - low) * steps // max(1, high - low)))


def band_style(band: "Band", criteria_set: "CriteriaSet") -> str:
    return share_style(band.number, 1, len(criteria_set.bands))


def bar(value: int, most: int, width: int) -> str:
    """Draw `value` out of `most` as a bar of `width` cells: all full only for `most`, none only for 0."""
    full = (2 * value * width + most) // (2 * most) if most else 0
    if 0 < value < most:
        full = min(max(1, full), width - 1)
    return "█" * full + "░" * (width - full)


def is_bold(style: str) -> bool:
    """Return True if `style` is bold in every format; a style that begins with a colour is for formats with colours."""
    return style.startswith("bold")


class Cell(NamedTuple):
    """A text with the name of its style, and explanatory lines."""

    text: str
    style: str = ""
    under: Sequence[str] = ()

    @property
    def full_text(self) -> str:
        """The text and the lines below it, without the spaces that align it on a terminal."""
        return "\n".join([self.text.strip(), *self.under])


class Heading(NamedTuple):
    """The name of a document (level 1), a report (2), a part of a report (3) or the next block (4)."""

    text: str
    level: int = 2
    style: str = "bold"


class Paragraph(NamedTuple):
    """One or more sentences; a `note` is less prominent."""

    text: str
    style: str = ""
    note: bool = False


class Prose(NamedTuple):
    """Sentences of the tool itself after a label; text in backticks is code."""

    text: str
    label: str = ""


class Fact(NamedTuple):
    """A line of `Facts`; a terminal shows `sign` before it, as other formats have list marks."""

    sign: str
    text: str
    style: str = ""


class Facts(NamedTuple):
    """Short sentences, one per line."""

    facts: Sequence[Fact]


class Span(NamedTuple):
    """A part of a ruler from `start` to the next part; `has_mark` for the part of the mark."""

    name: str
    start: int
    style: str
    has_mark: bool


class Ruler(NamedTuple):
    """Parts of a scale with a mark at `value`; only terminals draw it, as the text beside it says the same."""

    spans: Sequence[Span]
    high: int
    value: int


class Excerpt(NamedTuple):
    """The line of a file with this `number`; every layout sets ^ marks below its `marked` part, in a `style`."""

    number: int
    before: str
    marked: str
    after: str
    style: str


class Verbatim(NamedTuple):
    """Lines of styled text, and excerpts of files."""

    lines: Sequence[Line | Excerpt]


class Code(NamedTuple):
    """Part of a file, in a `language` that Markdown recognises."""

    text: str
    language: str
    style: str = ""


class Items(NamedTuple):
    """A list with one item per line; a terminal shows the `brief` list instead if there is one."""

    lines: Sequence[str]
    brief: Sequence[str] = ()


class NumberedItems(NamedTuple):
    """A list whose items have numbers of their own."""

    items: Iterable[tuple[int, str]]


class Column(NamedTuple):
    """A column; `share` is its part of the free width on paper, 0 for a column as wide as its widest cell.

    A terminal narrower than `least` omits the column, or, if it `folds`, moves its text below the cell before it. On a
    terminal, texts wrap only if the table is too wide; `cut` truncates them at the share of the column instead.
    """

    title: str
    right: bool = False
    share: int = 0
    least: int = 0
    folds: bool = False
    cut: bool = False
    terminal_only: bool = False


class Row(NamedTuple):
    """A cell per column, and the row as a sentence for formats without columns."""

    cells: Sequence[Cell]
    sentence: str


class Group(NamedTuple):
    """Rows that belong together; `heading` is a title or a summary row."""

    rows: Iterable[Row]
    heading: Row | str = ""


class Table(NamedTuple):
    """Columns, and rows in groups; a table has a head if any column has a title."""

    columns: Sequence[Column]
    groups: Iterable[Group]


def on_paper(table: Table) -> Table:
    """Return a table without the columns that only a terminal shows."""
    kept = [not column.terminal_only for column in table.columns]

    def shown(row: Row) -> Row:
        return row._replace(cells=[*compress(row.cells, kept)])

    groups = (
        Group(map(shown, g.rows), g.heading if isinstance(g.heading, str) else shown(g.heading)) for g in table.groups
    )
    return Table([*compress(table.columns, kept)], groups)


def lines_of(table: Table) -> Iterator[str | Row]:
    """Yield the title of each group, if it has one, and its rows, a summary row first."""
    for group in table.groups:
        if group.heading and isinstance(group.heading, str):
            yield group.heading
        yield from rows_of(group)


def rows_of(group: Group) -> Iterable[Row]:
    """Return the rows of a group, a summary row first."""
    return group.rows if isinstance(group.heading, str) else [group.heading, *group.rows]


Block = Heading | Paragraph | Prose | Facts | Ruler | Verbatim | Code | Items | NumberedItems | Table
Section = Iterable[Block]
Page = Iterable[Section]
