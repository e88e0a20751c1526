"""A filled form (R10) as a located document: the values of a score file, and the sheet and cell of each."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from typing import Any

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.problems import Place, Problem, RuleId
from monitor_cli.core.texts import LANGUAGES, shorten
from monitor_cli.forms.cells import BLANK, FIRST_DATE, Cell, Position, as_typed, cell_name, position_of, split
from monitor_cli.forms.layout import FORMATS, HIDDEN_SHEET, Field, Form, form_of
from monitor_cli.forms.workbook import Workbook, read_workbook
from monitor_cli.messages import speaking

EARLIER = frozenset(
    {
        "8b59c47bbaf1d7d43979b68102179e5c9178d0080fa31cb4283ecc5a4cb2e57a",
        "094fab92146a3224470437b8c0bbd3bf9c823a5c73d4763357de1e736101dc28",
        "6c41fb7dfbc4af6c64973fe6414e2d875c42a5bc06451a798a4ce907b5fd8bc1",
    }
)
"""The hidden sheets of forms with other words than today's that are still read, as `digest` has them: those of
version 1.0 for order-158@1. When a word of the form changes, the digests of the last release go here."""


Rows = tuple[tuple[str, ...], ...]
"""The texts of the hidden sheet."""


class FormDocument:
    """A form in the place of a YAML document: `data` holds its values, and `place` finds their cells.

    `data` has the name of the criteria set alone until `fill` takes the other values.
    """

    def __init__(self, workbook: Workbook, sheet: str, rows: Rows, about: dict[str, str]) -> None:
        self.sheet = sheet
        self.data: Any = {"criteria": about.get("criteria", "")}
        self._cells, self._remarks = workbook.sheets[sheet], workbook.remarks
        self._rows, self._language, self._layout = rows, about["language"], about["format"]
        self._copy = {name: text for kind, name, text in rows if kind == "cell"}
        self._fields: tuple[Field, ...] = ()

    def problem(
        self, rule: RuleId, path: tuple[str | int, ...] = (), *, at_key: bool = False, **params: str | int
    ) -> Problem:
        """A Problem at the cell of `path`."""
        return Problem(rule, params, self.place(path), path)

    def place(self, path: tuple[str | int, ...]) -> Place:
        """The cell of the value at `path`, of the first value below it, or of the nearest one above."""
        field = self._field(path)
        return _place(self.sheet, field.position) if field else _place(HIDDEN_SHEET, (1, 1))

    def raw(self, path: tuple[str | int, ...]) -> str:
        """What the cell of `path` holds, a text in quotes where a number belongs."""
        field = self._field(path)
        if field is None:
            return shorten(self.data["criteria"])
        value = self._cell(field).value
        return shorten(f'"{value}"' if isinstance(value, str) and field.kind == "integer" else str(value))

    def label(self, path: tuple[str | int, ...]) -> str | None:
        """What the form calls the value at `path`; None where it says nothing."""
        field = self._field(path)
        return self._copy.get(cell_name(*field.label)) if field else None

    def words(self, values: list[str]) -> list[str]:
        """The words that the form has for these values of a choice; a value itself where it has none."""
        words = {value: word for kind, value, word in self._rows if kind == "choice"}
        return [words.get(value, value) for value in values]

    def texts(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Each text that was typed into an input cell, with the path of its value."""
        for field in self._fields:
            if isinstance(value := self._cell(field).value, str):
                yield field.path, value

    def fill(self, criteria_set: CriteriaSet) -> list[Problem]:
        """Take the values of the input cells into `data`; what is not as it was written is a problem, and stops it."""
        form = form_of(criteria_set, self._layout)
        self._fields = form.fields
        if problems := [*self._changes(form)]:
            return problems
        codes = {code: code for kind, code, _word in self._rows if kind == "choice"}
        codes |= {word: code for kind, code, word in self._rows if kind == "choice"}
        self.data |= {"agency": {}, "scores": {str(number): None for number in criteria_set.criteria}}
        for field in form.fields:
            cell = self._cell(field)
            if cell.kind != "typed":
                problems.append(self.problem("form-formula", field.path))
            value = _value(field, cell.value)
            if field.kind == "choice" and isinstance(value, str):
                value = codes.get(value, value)
            if value is not None and not _put(self.data, field.path, value):
                problems.append(self.problem("form-name-twice", field.path))
        for number, entry in self.data["scores"].items():
            if isinstance(entry, dict) and entry.keys() == {"score"}:
                self.data["scores"][number] = entry["score"]
        return problems

    def _changes(self, form: Form) -> Iterator[Problem]:
        """What is not as it was written: the hidden sheet, locked texts, live cells, and what stands beside them."""
        known = form.hidden_rows(self._language)
        if self._rows != _without_hash(known) and digest(self._rows) not in EARLIER:
            yield self._hidden_change(form, known)
            return
        inputs = {field.position for field in form.fields}
        locked = {position_of(name) or (0, 0): text for name, text in self._copy.items()}
        for position, text in locked.items():
            cell = self._cells.get(position, BLANK)
            if str(cell.value) != text or cell.kind != "typed":
                yield self._changed(position, text)
        for position, formula in form.formulas.items():
            if self._cells.get(position, BLANK).kind != "formula":
                yield self._changed(position, formula)
        own = "formula" if self._layout == FORMATS[0] else ""
        for position in form.marks.keys() & self._cells.keys():
            if self._cells[position].kind != own:
                yield self._changed(position, "")
        for position in self._cells.keys() - inputs - locked.keys() - form.formulas.keys() - form.marks.keys():
            yield Problem("form-cell-outside", {"cell": cell_name(*position)}, _place(self.sheet, position))
        for name, text in self._remarks.items():
            params = {"cell": name, "text": shorten(text)}
            yield Problem("form-remark", params, _place(self.sheet, position_of(name) or (0, 0)))

    def _hidden_change(self, form: Form, known: Rows) -> Problem:
        """The first row of the hidden sheet that is not as written: another text of the method, or another's change."""
        with speaking(self._language):
            method = {cell_name(*position): position for position in form.method_texts()}
        for row, (now, then) in enumerate(zip(self._rows, _without_hash(known), strict=False)):
            if now != then and now[:2] == then[:2] and (position := method.get(now[1])):
                return Problem("form-revision", {"name": form.criteria_set.ref}, _place(self.sheet, position))
            if now != then:
                return Problem("form-sheets", {}, _place(HIDDEN_SHEET, (row, 0)))
        return Problem("form-sheets", {}, _place(HIDDEN_SHEET, (len(self._rows) - 1, 0)))

    def _changed(self, position: Position, text: str) -> Problem:
        params = {"cell": cell_name(*position), "text": shorten(text)}
        return Problem("form-text-changed", params, _place(self.sheet, position))

    def _cell(self, field: Field) -> Cell:
        return self._cells.get(field.position, BLANK)

    def _field(self, path: tuple[str | int, ...]) -> Field | None:
        """The input cell for `path`; only the name of the criteria set has none, it stands in the hidden sheet."""
        for length in range(len(path), 0, -1):
            for field in self._fields:
                if field.path[:length] == path[:length]:
                    return field
        return None


def read_form(data: bytes) -> FormDocument | Problem:
    """The form in the bytes of a workbook, known by its hidden sheet, or the Problem that keeps it from being read."""
    workbook = read_workbook(data)
    if isinstance(workbook, Problem):
        return workbook
    hidden = workbook.sheets.get(HIDDEN_SHEET, {})
    height, width = (max((position[axis] for position in hidden), default=-1) + 1 for axis in (0, 1))
    rows = tuple(
        tuple(str(hidden.get((row, column), BLANK).value) for column in range(max(3, width)))
        for row in range(min(height, len(hidden)))
    )
    about = {row[0]: row[1] for row in rows if row[0] in ("format", "criteria", "language")}
    if not about.get("format", "").startswith(FORMATS[0].partition("/")[0] + "/"):
        return Problem("form-foreign")
    if about["format"] not in FORMATS:
        return Problem("form-version", {"value": shorten(about["format"])})
    others = [name for name in workbook.sheets if name != HIDDEN_SHEET]
    is_typed = width == 3 and all(cell.kind == "typed" for cell in hidden.values())
    if len(others) != 1 or about.get("language") not in LANGUAGES or not is_typed:
        return Problem("form-sheets")
    return FormDocument(workbook, others[0], _without_hash(rows), about)


def digest(rows: Rows) -> str:
    """What identifies a hidden sheet."""
    return hashlib.sha256("\x1e".join(map("\x1f".join, rows)).encode()).hexdigest()


def _without_hash(rows: Rows) -> Rows:
    """The rows of a hidden sheet without the hash of the criteria file, which changes with words that no form has."""
    return tuple(("sha256", "", "") if row[0] == "sha256" else row for row in rows)


def _value(field: Field, value: Any) -> Any:
    """The value of a cell as a score file has it; what cannot be one stays as it is."""
    if isinstance(value, str):
        value = as_typed(value)
        if not value.strip():
            return None
    if field.kind == "lines":
        return split(value) if isinstance(value, str) else [value]
    if field.kind == "date" and isinstance(value, datetime.date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        return day.isoformat() if day >= FIRST_DATE else value
    return value


def _put(data: Any, path: tuple[str, ...], value: Any) -> bool:
    """Write `value` into the data; False where a text stands on the way."""
    for step in path[:-1]:
        if data.get(step) is None:
            data[step] = {}
        data = data[step]
        if not isinstance(data, dict):
            return False
    data[path[-1]] = value
    return True


def _place(sheet: str, position: Position) -> Place:
    row, column = position
    return Place(row + 1, column + 1, column + 2, cell=f"{sheet}!{cell_name(row, column)}")
