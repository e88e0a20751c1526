"""The official form as cells of a sheet (R10): which value of a score file stands where, in every language alike.

Rows and columns count from 0. Writing and reading a form both follow this plan, so neither can drift.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.core.texts import LANGUAGES, in_language

FORMAT = "monitor.form/1"
"""What the hidden sheet says of a form; another plan of cells gets another number."""
HIDDEN_SHEET = "monitor"
MOST_IN_A_CELL = 32_767
"""UTF-16 units that a cell of a spreadsheet holds."""

Position = tuple[int, int]
Path = tuple[str, ...]


class Field(NamedTuple):
    """An input cell: the value at `path`, of kind `text`, `lines` (a list, one a line), `integer`, `date`, `choice`.

    `label` is the locked cell that says what belongs into it.
    """

    path: Path
    kind: str
    row: int
    column: int
    label: Position

    @property
    def position(self) -> Position:
        """The cell."""
        return self.row, self.column


_LEFT: tuple[tuple[Path, str], ...] = (
    (("agency", "id"), "text"),
    (("agency", "name"), "text"),
    *((("agency", "name", language), "text") for language in LANGUAGES),
    (("agency", "kind"), "choice"),
    (("year",), "integer"),
)
_RIGHT: tuple[tuple[Path, str], ...] = (
    (("state_secretary", "name"), "text"),
    *((("state_secretary", "name", language), "text") for language in LANGUAGES),
    (("state_secretary", "since"), "date"),
    (("monitoring", "from"), "date"),
    (("monitoring", "to"), "date"),
    (("monitoring", "commission"), "lines"),
)
_ENTRY: tuple[tuple[Path, str], ...] = (
    (("score",), "integer"),
    (("note",), "text"),
    (("evidence",), "lines"),
    (("recommendation", "text"), "text"),
    (("recommendation", "due"), "date"),
    (("recommendation", "status"), "choice"),
)
CHOICES: Mapping[Path, tuple[str, ...]] = {
    ("agency", "kind"): ("state", "municipal"),
    ("recommendation", "status"): ("open", "done"),
}
"""The values of the fields of kind `choice`, by the last two steps of their paths."""


@dataclass(frozen=True, eq=False)
class Form:
    """The plan of the form of one criteria set."""

    criteria_set: CriteriaSet

    TITLE_ROW = 0
    HINT_ROW = 1
    BODY_ROW = 2
    HEAD_ROW = BODY_ROW + max(len(_LEFT), len(_RIGHT)) + 1
    NUMBER, TITLE, FIRST_MARK = 0, 1, 2

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """The scores of the indicator columns, best first (R9)."""
        return tuple(self.criteria_set.indicators)

    @property
    def score_column(self) -> int:
        """The column of the final score (R7), right of the indicators."""
        return self.FIRST_MARK + len(self.scores)

    @property
    def last_column(self) -> int:
        """The column of the body's own score."""
        return self.score_column + len(_ENTRY)

    @cached_property
    def rows(self) -> Mapping[int, Area | Criterion]:
        """The rows of the table: each heading above its criteria."""
        found: list[Area | Criterion] = []
        for area in self.criteria_set.areas:
            found += [area, *area.criteria]
        return dict(enumerate(found, self.HEAD_ROW + 1))

    @property
    def total_row(self) -> int:
        """The row of the total at the foot (R7)."""
        return self.HEAD_ROW + 1 + len(self.rows)

    @property
    def band_row(self) -> int:
        """The row of the band (R8)."""
        return self.total_row + 1

    @property
    def bands_row(self) -> int:
        """The first row of the table of bands, below its heading."""
        return self.band_row + 3

    @property
    def signature_row(self) -> int:
        """The first row below the table of bands."""
        return self.bands_row + len(self.criteria_set.bands) + 1

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All input cells, in the order of the rows."""
        found: list[Field] = []
        for block, label, column in ((_LEFT, 0, self.FIRST_MARK), (_RIGHT, self.score_column, self.score_column + 2)):
            for row, (path, kind) in enumerate(block, self.BODY_ROW):
                found.append(Field(path, kind, row, column, (row, label)))
        for row, item in self.rows.items():
            if isinstance(item, Criterion):
                found += self._entry(row, str(item.number))
        return tuple(found)

    def _entry(self, row: int, number: str) -> Iterator[Field]:
        for column, (path, kind) in enumerate(_ENTRY, self.score_column):
            yield Field(("scores", number, *path), kind, row, column, (self.HEAD_ROW, column))
        yield Field(("self_scores", number), "integer", row, self.last_column, (self.HEAD_ROW, self.last_column))

    @cached_property
    def formulas(self) -> Mapping[Position, str]:
        """The live cells: the mark in the column of the score, the total (only when all are scored) and its band."""
        column, first, last = column_name(self.score_column), self.HEAD_ROW + 2, self.total_row
        found: dict[Position, str] = {}
        for row, item in self.rows.items():
            if isinstance(item, Criterion):
                for index, score in enumerate(self.scores):
                    found[row, self.FIRST_MARK + index] = (
                        f'=IF(AND(ISNUMBER(${column}{row + 1}),${column}{row + 1}={score}),"X","")'
                    )
        marks = f"{column_name(self.FIRST_MARK)}{first}:{column_name(self.score_column - 1)}{last}"
        given, count = f"{column}{first}:{column}{last}", len(self.criteria_set.criteria)
        complete = f'AND(COUNT({given})={count},COUNTIF({marks},"X")={count})'
        found[self.total_row, self.score_column] = f'=IF({complete},SUM({given}),"")'
        total, low = cell_name(self.total_row, self.score_column), self.bands_row + 1
        high = self.bands_row + len(self.criteria_set.bands)
        limits, labels = f"$C${low}:$C${high}", f"$E${low}:$E${high}"
        found[self.band_row, self.FIRST_MARK] = f'=IF({total}="","",LOOKUP({total},{limits},{labels}))'
        return found

    def texts(self, language: str) -> dict[Position, str | int]:
        """The method's own words and numbers, in `language`; nobody changes them."""
        found: dict[Position, str | int] = {(self.TITLE_ROW, 0): in_language(self.criteria_set.title, language)}
        for row, item in self.rows.items():
            words = in_language(item.title, language)
            if isinstance(item, Criterion):
                found[row, self.NUMBER], found[row, self.TITLE] = item.number, words
            else:
                found[row, self.NUMBER] = f"{item.number}. {words}"
        for row, band in enumerate(self.criteria_set.bands, self.bands_row):
            found |= {(row, 1): band.number, (row, 2): band.min, (row, 3): band.max}
            found[row, 4] = in_language(band.label, language)
        return found


def value_at(data: Mapping[str, Any], path: Path) -> Any:
    """The value at `path`, None where there is none; a plain score counts as the `score` of its entry."""
    value: Any = data
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif step != "score":
            return None
    return None if isinstance(value, Mapping) else value


def column_name(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name = chr(65 + rest) + name
        column -= 1
    return name


def cell_name(row: int, column: int) -> str:
    """`A1` for the first cell."""
    return f"{column_name(column)}{row + 1}"


_GOES_ON = "↳ "


def joined(items: list[str]) -> str:
    """A list in one cell: an item a line; a further line of the same item begins with an arrow."""
    return "\n".join(item.replace("\n", "\n" + _GOES_ON) for item in items)


def split(text: str) -> list[str]:
    """The items of a cell; blank lines between them are left out."""
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_GOES_ON) and items:
            items[-1] += "\n" + line.removeprefix(_GOES_ON)
        else:
            items.append(line)
    return [item for item in items if item.strip()]


def fits(kind: str, value: object) -> bool:
    """Whether a cell holds `value` and gives it back unchanged."""
    if kind == "lines" and isinstance(value, list):
        return split(text := joined(value)) == value and fits("text", text)
    return not isinstance(value, str) or len(value.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL
