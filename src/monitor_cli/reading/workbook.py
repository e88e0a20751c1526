"""The cells of a spreadsheet file as they are stored, read without trusting anything that the file says of itself.

The libraries for this follow the file: they allocate what its dimension record claims, keep a cached value
or a formula but not both, and rewrite texts that look like escapes. A form has some 800 cells, so the few
elements that hold them are read here, with limits, by the XML parser alone.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from monitor_cli.core.form import Position
from monitor_cli.core.problems import Problem, RuleId

MOST_MEMBERS = 200
"""Files inside the workbook; a form has 11."""
MOST_UNPACKED = 4 * 1024 * 1024
"""Bytes that are unpacked in all; a full form has some 200 KB."""
MOST_CELLS = 20_000
MOST_ELEMENTS = 100_000
"""XML elements in one member; the sheet of a form has some 1,500."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WORKBOOK, _RELATIONS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"


_ZIP_FEATURES = (RuntimeError, OSError, OverflowError)
"""What zipfile raises where a file uses what it does not know."""


class Cell(NamedTuple):
    """What a cell holds; `kind` is `text`, `number`, `boolean`, `error` or `formula` (then `value` is its result)."""

    kind: str
    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets by name, in their order, each with its cells that are not blank."""

    sheets: Mapping[str, Mapping[Position, Cell]]
    first_day: int = 0
    """To be added to the number of a day: 1462 where days are counted from 1904, else 0."""


def position_of(name: str) -> Position | None:
    """Row and column of a cell such as `B7`; None for what is no name of a cell."""
    found = _REFERENCE.fullmatch(name)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]) - 1, column - 1


class _RefusedError(Exception):
    """The file breaks the rule that this carries."""

    def __init__(self, rule: RuleId) -> None:
        super().__init__(rule)
        self.rule = rule


def read_workbook(data: bytes) -> Workbook | Problem:
    """The workbook in `data`, or the Problem that keeps it from being read; never more than the limits is unpacked."""
    if data.startswith(_OLE):
        return Problem("workbook-encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Package(archive).workbook()
    except _RefusedError as refused:
        return Problem(refused.rule)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, LookupError, ValueError, *_ZIP_FEATURES):
        return Problem("workbook-unreadable")


class _Package:
    """The zip file, with a budget of bytes that may be unpacked."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        members = archive.infolist()
        names = {member.filename for member in members}
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > 8 * MOST_UNPACKED:
            raise _RefusedError("workbook-too-large")
        if any(member.flag_bits & 1 for member in members):
            raise _RefusedError("workbook-encrypted")
        if len(names) != len(members) or _WORKBOOK not in names:
            raise _RefusedError("workbook-unreadable")
        self._archive, self._names, self._left = archive, names, MOST_UNPACKED

    def workbook(self) -> Workbook:
        strings = _strings(self._read(_STRINGS)) if _STRINGS in self._names else []
        targets = _relations(self._read(_RELATIONS))
        names, first_day = _sheets(self._read(_WORKBOOK))
        sheets = {}
        for name, relation in names:
            target = targets[relation].removeprefix("/").removeprefix("xl/")
            sheets[name] = _cells(self._read(f"xl/{target}"), strings)
        if len(sheets) != len(names):
            raise _RefusedError("workbook-unreadable")
        return Workbook(sheets, first_day)

    def _read(self, name: str) -> bytes:
        member = self._archive.getinfo(name)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _RefusedError("workbook-unreadable")
        with self._archive.open(member) as file:
            data = file.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise _RefusedError("workbook-too-large")
        return data


def _parse(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run through an XML file that declares no types and entities; names are given without their prefixes."""

    def refuse(*declaration: object) -> None:
        raise _RefusedError("workbook-unreadable")

    left = MOST_ELEMENTS

    def counted(name: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise _RefusedError("workbook-too-large")
        start(_local(name), attributes)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = counted
    parser.EndElementHandler = lambda name: end(_local(name))
    if text:
        parser.CharacterDataHandler = text
    parser.Parse(data, True)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _relations(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            found[attributes["Id"]] = attributes["Target"]

    _parse(data, start)
    return found


def _sheets(data: bytes) -> tuple[list[tuple[str, str]], int]:
    names: list[tuple[str, str]] = []
    first_day = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal first_day
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            names.append((attributes["name"], relation))
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            first_day = 1462

    _parse(data, start)
    return names, first_day


@dataclass
class _Text:
    """Collects the character data of `<t>`, apart from readings (`<rPh>`)."""

    parts: list[str] = field(default_factory=list)
    inside: bool = False
    reading: int = 0

    def start(self, name: str) -> None:
        self.reading += name == "rPh"
        self.inside = name == "t" and not self.reading

    def end(self, name: str) -> None:
        self.reading -= name == "rPh"
        self.inside = False

    def data(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)

    def take(self) -> str:
        found = _unescaped("".join(self.parts))
        self.parts.clear()
        return found


def _unescaped(text: str) -> str:
    """A stored text as it was typed: `_x000D_` and the like stand for characters that XML cannot hold."""
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)


def _strings(data: bytes) -> list[str]:
    """The texts that cells refer to by number."""
    found: list[str] = []
    text = _Text()

    def end(name: str) -> None:
        text.end(name)
        if name == "si":
            found.append(text.take())
            if len(found) > MOST_CELLS:
                raise _RefusedError("workbook-too-large")

    _parse(data, lambda name, attributes: text.start(name), end, text.data)
    return found


class _CellReader:
    """Takes in the elements of a sheet; whatever is not a cell is passed over."""

    def __init__(self, strings: list[str]) -> None:
        self.cells: dict[Position, Cell] = {}
        self._strings = strings
        self._inline = _Text()
        self._attributes: dict[str, str] = {}
        self._value: list[str] = []
        self._in_value = self._has_value = self._has_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._attributes = attributes
            self._value.clear()
            self._inline.parts.clear()
            self._has_value = self._has_formula = False
        elif name == "f":
            self._has_formula = True
        elif name in ("v", "is"):
            self._has_value = True
        self._in_value = name == "v"
        self._inline.start(name)

    def text(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)
        else:
            self._inline.data(text)

    def end(self, name: str) -> None:
        self._in_value = False
        self._inline.end(name)
        if name != "c" or not (self._has_value or self._has_formula):
            return
        position = position_of(self._attributes["r"])
        if position is None or position in self.cells:
            raise _RefusedError("workbook-unreadable")
        if len(self.cells) >= MOST_CELLS:
            raise _RefusedError("workbook-too-large")
        self.cells[position] = self._cell()

    def _cell(self) -> Cell:
        kind, value = self._attributes.get("t", "n"), "".join(self._value)
        if self._has_formula:
            return Cell("formula", value)
        if kind == "s":
            index = int(value)
            if index < 0:
                raise _RefusedError("workbook-unreadable")
            return Cell("text", self._strings[index])
        if kind == "inlineStr":
            return Cell("text", self._inline.take())
        if kind in ("str", "d"):
            return Cell("text", _unescaped(value))
        if kind == "b":
            return Cell("boolean", value == "1")
        if kind == "e":
            return Cell("error", value)
        return Cell("number", _number(value))


def _cells(data: bytes, strings: list[str]) -> dict[Position, Cell]:
    reader = _CellReader(strings)
    _parse(data, reader.start, reader.end, reader.text)
    return {position: cell for position, cell in reader.cells.items() if cell.value != "" or cell.kind == "formula"}


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
