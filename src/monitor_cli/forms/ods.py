"""The tables of an `.ods` file: their cells, formulas, merged cells and remarks.

The library that reads the values reports none of these, and knows elements by their prefixes.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from monitor_cli.forms.cells import CellKind, Position, SheetCells, cell_name
from monitor_cli.forms.package import MOST_AREA, MOST_CELLS, MOST_TAGS, RefusedError

_PREFIX = re.compile(rb'xmlns:(office|table|text|draw)="([^"]*)"')
_URN = b"urn:oasis:names:tc:opendocument:xmlns:%s:1.0"
_NAMESPACES = [(b"draw", b"drawing"), (b"office", b"office"), (b"table", b"table"), (b"text", b"text")]
MOST_LINES = 1_048_576
"""Rows of the largest sheet of any program; columns are fewer."""
_CELLS = ("table:table-cell", "table:covered-table-cell")


def tables_of(content: bytes) -> dict[str, SheetCells]:
    """Return the tables by their names, in their order.

    Raises RefusedError for content that is too large or that the library would misread, and ExpatError.
    """
    if content.count(b"<") > 3 * MOST_TAGS:
        raise RefusedError("workbook-too-large")
    if b"<!" in content or sorted(_PREFIX.findall(content)) != [(name, _URN % urn) for name, urn in _NAMESPACES]:
        raise RefusedError
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.text
    parser.Parse(content, True)
    return scan.tables


class _Scan:
    """The tables up to the current element; a repeated row or cell counts as many times."""

    def __init__(self) -> None:
        self.tables: dict[str, SheetCells] = {}
        self._table: SheetCells | None = None
        self._kinds: dict[Position, CellKind] = {}
        self._levels: list[str] = []
        self._row = self._column = self._next_row = self._next_column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._levels.append(name)
        if len(self._levels) > 50:
            raise RefusedError("workbook-too-large")
        if name == "table:table":
            if self._table is not None or attributes["table:name"] in self.tables:  # a table in a cell of another table
                raise RefusedError
            self._kinds = {}
            self._table = self.tables[attributes["table:name"]] = SheetCells(self._kinds, {}, [])
            self._row = self._column = self._next_row = 0
        elif name == "table:table-row":
            self._row, self._next_column = self._next_row, 0
            self._next_row += self._times(attributes.get("table:number-rows-repeated"))
        elif name in _CELLS and self._table:
            self._column = self._next_column
            self._next_column += self._times(attributes.get("table:number-columns-repeated"))
            self._cell(self._table, attributes)

    @staticmethod
    def _times(repeated: str | None) -> int:
        times = int(repeated or 1)
        if not 1 <= times <= MOST_LINES:
            raise RefusedError
        return times

    def _cell(self, table: SheetCells, attributes: dict[str, str]) -> None:
        if "office:value-type" in attributes or "table:formula" in attributes:
            rows, columns = range(self._row, self._next_row), range(self._column, self._next_column)
            area = self._next_row * self._next_column
            if len(rows) * len(columns) + len(self._kinds) > MOST_CELLS or area > MOST_AREA:
                raise RefusedError("workbook-too-large")
            kind: CellKind = "error" if attributes.get("calcext:value-type") == "error" else "typed"
            kind = "formula" if "table:formula" in attributes else kind
            self._kinds.update(dict.fromkeys([(row, column) for row in rows for column in columns], kind))
        down, right = (int(attributes.get(f"table:number-{lines}-spanned", 1)) - 1 for lines in ("rows", "columns"))
        if down or right:
            table.merged.append((self._row, self._column, self._row + down, self._column + right))

    def end(self, name: str) -> None:
        self._levels.pop()
        if name == "table:table":
            self._table = None

    def text(self, data: str) -> None:
        """Add the text of an annotation or a drawing to the remarks."""
        is_remark = any(level == "office:annotation" or level.startswith("draw:") for level in self._levels)
        if self._table and is_remark and self._levels[-1].startswith("text:"):
            cell = cell_name(self._row, self._column)
            self._table.remarks[cell] = self._table.remarks.get(cell, "") + data
