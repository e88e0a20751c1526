"""A filled form (R10) as a located document: the values of a score file, and the sheet and cell of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.hashes import bytes_sha256
from monitor_cli.core.problems import Param, Place, Problem, RuleId
from monitor_cli.core.texts import shorten
from monitor_cli.forms.cells import (
    BLANK,
    Cell,
    HiddenSheet,
    Position,
    Rows,
    SheetCells,
    as_key,
    cell_name,
    column_name,
    position_of,
)
from monitor_cli.forms.layout import FORMATS, HIDDEN_SHEET, MOST_CHANGES, SECOND, Field, Form, Path, form_of
from monitor_cli.forms.values import is_mark, put, value_at, value_of
from monitor_cli.messages import speaking

EARLIER = frozenset(
    {
        "8b59c47bbaf1d7d43979b68102179e5c9178d0080fa31cb4283ecc5a4cb2e57a",
        "094fab92146a3224470437b8c0bbd3bf9c823a5c73d4763357de1e736101dc28",
        "6c41fb7dfbc4af6c64973fe6414e2d875c42a5bc06451a798a4ce907b5fd8bc1",
        "bf05cd072aa5c5dc1532008d9a2dadfa6c8d832400b9628e33f8b48c52e36986",
    }
)
"""Digests of the hidden sheets of earlier releases that are still read; a changed word adds those of the last one."""


class FormDocument:
    """A form in the place of a YAML document: `data` has its values, and `place` returns their cells.

    Until `fill` is called, `data` has only the name of the criteria set. `sheet` has the cells of all `sheets`,
    `hidden` the content of the hidden sheet; the sheets in `unread` have no values of the form.
    """

    def __init__(self, sheet: SheetCells, sheets: Sequence[str], unread: Sequence[str], hidden: HiddenSheet) -> None:
        self._sheets, self._unread = sheets, unread
        self.data: Any = {"criteria": hidden.about.get("criteria", "")}
        self._cells, self._remarks, self._merged = sheet.cells, sheet.remarks, sheet.merged
        self._locked, self._rows = hidden.copy, hidden.rows
        self._language, self._layout = hidden.about["language"], hidden.about["format"]
        self._fields: tuple[Field, ...] = ()
        self._filled: list[tuple[Field, Cell]] = []
        self._changed_rows: dict[Path, Path] = {}

    def problem(
        self, rule: RuleId, path: tuple[str | int, ...] = (), *, at_key: bool = False, **params: Param
    ) -> Problem:
        """Return a Problem at the cell of `path`."""
        return Problem(rule, params, self.place(path), path)

    def place(self, path: tuple[str | int, ...]) -> Place:
        """Return the cell of the value at `path`, of the first value below it, or of the nearest one above."""
        field = self._field(path)
        return self._place_at(field.position) if field else _place(HIDDEN_SHEET, (1, 1))

    def raw(self, path: tuple[str | int, ...]) -> str:
        """Return the content of the cell of `path`; a text in a cell for a number is in quotes."""
        field = self._field(path)
        if field is None:
            return shorten(self.data["criteria"])
        value = self._cell(field.position).value
        return shorten(f'"{value}"' if isinstance(value, str) and field.kind == "integer" else str(value))

    def label(self, path: tuple[str | int, ...]) -> str | None:
        """Return the form's label for the value at `path`, None if it has none."""
        field = self._field(path)
        return self._locked.get(field.label) if field else None

    def labels(self, values: list[str]) -> list[str]:
        """Return the form's words for values of a choice; a value without a word is returned as it is."""
        labels = {value: label for kind, value, label in self._rows if kind == "choice"}
        return [labels.get(value, value) for value in values]

    def texts(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield the path and the text of each input cell with a text."""
        for field, cell in self._filled:
            if isinstance(cell.value, str):
                yield field.path, cell.value

    def fill(self, criteria_set: CriteriaSet) -> list[Problem]:
        """Take the values of the input cells into `data`, unless the form was changed; return all problems."""
        form = form_of(criteria_set, self._layout)
        self._fields = form.fields
        self._filled = [(field, self._cells[at]) for field in form.fields if (at := field.position) in self._cells]
        if problems := [*self._changes(form)]:
            return problems
        self.data |= {"agency": {}, "scores": {str(number): None for number in criteria_set.criteria}}
        choices = {label: value for kind, value, label in self._rows if kind == "choice"}
        for field, cell in self._filled:
            if cell.kind != "typed":
                problems.append(self.problem("form-formula", field.path))
            value = value_of(field, cell.value, choices)
            if value is not None and not put(self.data, field.path, value):
                problems.append(self.problem("form-name-twice", field.path))
            if field.path[-1] == "evidence":
                several = (item for item in value or () if re.search(r"\S\s*;\s*\S", str(item)))
                problems += [self.problem("form-one-line", field.path, text=shorten(item)) for item in several]
        problems += [*self._marks(form), *self._signatures(form), *self._totals(form), *self._changes_of_scores()]
        for number, entry in self.data["scores"].items():
            if isinstance(entry, dict) and entry.keys() == {"score"}:
                self.data["scores"][number] = entry["score"]
        for name in self._unread:
            problems.append(Problem("form-sheet-unread", {"sheet": shorten(name)}, _place(name, (0, 0))))
        return problems

    def _marks(self, form: Form) -> Iterator[Problem]:
        """Take the score of each criterion that has an X in a column of the indicators instead of a number (R9)."""
        marked: dict[str, list[Position]] = {}
        for position, (number, _score) in form.marks.items():
            if position in self._cells and not (self._layout == FORMATS[0] and self._cell(position).kind == "formula"):
                marked.setdefault(number, []).append(position)
        for number, positions in marked.items():
            score, cell, path = form.marks[positions[0]][1], self._cell(positions[0]), ("scores", number, "score")
            given = value_at(self.data, path)
            is_clear = len(positions) == 1 and cell.kind == "typed" and is_mark(cell.value, score)
            if not is_clear or given not in (None, score):
                marks = ", ".join(f"{cell_name(*at)}: {self._cell(at).value}" for at in positions)
                score_given = "none" if given is None else self.raw(path)
                params = {"number": number, "marks": shorten(marks), "score": score_given}
                yield Problem("form-mark", params, self._place_at(positions[-1]), path)
                if given is None:
                    put(self.data, path, marks)  # neither a score nor empty
            elif given is None:
                put(self.data, path, score)

    def _changes_of_scores(self) -> Iterator[Problem]:
        """Move each row of the changes to the criterion in it."""
        for row, change in self.data.pop("changes", {}).items():
            number = str(change.pop("criterion", ""))
            path: Path = ("changes", row, "criterion")
            if number not in self.data["scores"]:
                numbers = [*self.data["scores"]]
                if number:
                    params = {"value": number, "first": numbers[0], "last": numbers[-1]}
                    yield self.problem("criterion-unknown", path, **params)
                else:
                    yield self.problem("form-cell-empty", path, key=self.label(path) or "")
                continue
            changes = value_at(self.data, ("scores", number, "changes")) or []
            self._changed_rows["scores", number, "changes", str(len(changes))] = ("changes", row)
            put(self.data, ("scores", number, "changes"), [*changes, change])

    def _signatures(self, form: Form) -> Iterator[Problem]:
        """Add the names on the signature lines to the members of the commission."""
        path = ("monitoring", "commission")
        for position in form.member_lines:
            cell = self._cell(position)
            if cell.kind == "typed" and (name := str(cell.value).strip()):
                members = value_at(self.data, path) or []
                if not re.search(r"[^\W\d_]", name):
                    yield self._outside_problem(position)
                elif name not in members:
                    put(self.data, path, [*members, name])
                    yield Problem("form-signature", {"name": shorten(name)}, self._place_at(position), path)

    def _totals(self, form: Form) -> Iterator[Problem]:
        """Yield a problem if another total or band was typed over the formula."""
        scores = [value_at(self.data, ("scores", number, "score")) for number in self.data["scores"]]
        scale = form.criteria_set.scale
        texts = "", ""
        if all(type(score) is int and scale.min <= score <= scale.max for score in scores):
            band = form.criteria_set.band(total := sum(scores)).number
            texts = str(total), self._locked[form.bands_row + band - 1, 4]
        for position, text in zip(form.formulas, texts, strict=True):
            cell = self._cell(position)
            if cell.kind != "formula" and (typed := as_key(str(cell.value))) and typed != as_key(text):
                yield self._changed_problem(position, text or form.formulas[position])

    def _changes(self, form: Form) -> Iterator[Problem]:
        """Yield changes of the hidden sheet and of locked texts, and entries outside of the input cells."""
        expected = form.hidden_rows(self._language)
        if self._rows != expected and digest(self._rows) not in EARLIER:
            yield self._hidden_change(form, expected)
            return
        locked, cells = self._locked, self._cells
        changed = [at for at, text in locked.items() if cells.get(at) != ("typed", text)]
        if wrong := [at for at in changed if not self._has_text(at, locked[at])]:
            yield from self._shift_problem(form, locked, min(wrong)) or [
                self._changed_problem(at, locked[at]) for at in wrong
            ]
            return
        for position in cells.keys() - form.open_cells - locked.keys() - form.formulas.keys() - form.mirrors.keys():
            yield self._outside_problem(position)
        for name, text in self._remarks.items():
            position = position_of(name) or (0, 0)
            yield Problem("form-remark", {"cell": _name(position), "text": shorten(text)}, self._place_at(position))
        for top, left, bottom, right in self._merged:
            last = form.signature_row if top < SECOND else form.changes_row + MOST_CHANGES
            rows, columns = range(top, min(bottom, last) + 1), range(left, min(right, form.last_column) + 1)
            inside = form.open_cells.intersection(product(rows, columns))
            if len(inside) > 1 and not cells.keys().isdisjoint(inside):
                corners = f"{_name((top, left))}:{_name((bottom, right))}"
                yield Problem("form-merged", {"cells": corners}, self._place_at((top, left)))

    def _shift_problem(self, form: Form, locked: Mapping[Position, str], first: Position) -> list[Problem]:
        """Return the single problem, if any, that explains why the locked texts from `first` on have moved."""
        is_second = first[0] >= SECOND
        table = [row for row, _column in form.mirrors] if is_second else [*form.rows]
        locked = {position: text for position, text in locked.items() if (position[0] >= SECOND) == is_second}
        columns = form.NUMBER, form.TITLE
        before = {row: tuple(as_key(locked.get((row, column), "")) for column in columns) for row in table}
        now = {row: tuple(as_key(str(self._cell((row, column)).value)) for column in columns) for row in table}
        if sorted(before.values()) == sorted(now.values()) and before != now:
            rows = [row for row in table if before[row] != now[row]]
            params: dict[str, str | int] = {"first": rows[0] % SECOND + 1, "last": rows[-1] % SECOND + 1}
            return [Problem("form-sorted", params, self._place_at((rows[0], form.NUMBER)))]
        for axis in (0, 1):
            texts_of: dict[int, dict[Position, str]] = {}
            for position, text in locked.items():
                texts_of.setdefault(position[axis], {})[position] = text
            start = min(position[axis] for position, text in locked.items() if not self._has_text(position, text))
            for step in range(1, 21):
                for shift, line in ((step, start), (-step, start + step)):
                    down, right = (shift, 0) if axis == 0 else (0, shift)
                    texts = texts_of.get(line, {})
                    if not texts or not all(
                        self._has_text((p[0] + down, p[1] + right), text) for p, text in texts.items()
                    ):
                        continue
                    rule: RuleId = "form-inserted" if shift > 0 else "form-deleted"
                    ends = dict.fromkeys((start, start + step - 1))
                    names = [str(end % SECOND + 1) if axis == 0 else column_name(end) for end in ends]
                    params = {"what": ("row", "column")[axis], "line": "–".join(names)}
                    place = (start, 0) if axis == 0 else (first[0] // SECOND * SECOND, start)
                    return [Problem(rule, params, self._place_at(place))]
        return []

    def _has_text(self, position: Position, text: str) -> bool:
        cell = self._cell(position)
        value = str(cell.value)
        return cell.kind == "typed" and (value == text or as_key(value) == as_key(text))

    def _hidden_change(self, form: Form, expected: Rows) -> Problem:
        """Return the problem of the first change in the hidden sheet: another revision of the method, or an edit."""
        with speaking(self._language):
            method = {cell_name(*position): position for position in form.method_texts()}
        row = len(self._rows) - 1
        for index, (now, before) in enumerate(zip(self._rows, expected, strict=False)):
            if now != before:
                if now[:2] == before[:2] and (position := method.get(now[1])):
                    return Problem("form-revision", {"name": form.criteria_set.ref}, self._place_at(position))
                row = index
                break
        return Problem("form-sheets", {}, _place(HIDDEN_SHEET, (row, 0)))

    def _changed_problem(self, position: Position, text: str) -> Problem:
        params = {"cell": _name(position), "text": shorten(text)}
        return Problem("form-text-changed", params, self._place_at(position))

    def _outside_problem(self, position: Position) -> Problem:
        params = {"cell": _name(position), "text": shorten(str(self._cells[position].value)) or "…"}
        return Problem("form-cell-outside", params, self._place_at(position))

    def _cell(self, position: Position) -> Cell:
        return self._cells.get(position, BLANK)

    def _place_at(self, position: Position) -> Place:
        return _place(self._sheets[position[0] // SECOND], (position[0] % SECOND, position[1]))

    def _field(self, path: tuple[str | int, ...]) -> Field | None:
        """Return the input cell for `path`, None for the name of the criteria set, which is in the hidden sheet."""
        steps = tuple(map(str, path))
        steps = (*self._changed_rows.get(steps[:4], steps[:4]), *steps[4:])
        for length in range(len(steps), 0, -1):
            for field in self._fields:
                if field.path[:length] == steps[:length]:
                    return field
        return None


def digest(rows: Rows) -> str:
    """Return the identity of a hidden sheet: SHA-256 in hexadecimal digits."""
    return bytes_sha256("\x1e".join(map("\x1f".join, rows)).encode())


def _name(position: Position) -> str:
    return cell_name(position[0] % SECOND, position[1])


def _place(sheet: str, position: Position) -> Place:
    row, column = position
    return Place(row + 1, column + 1, column + 2, cell=f"{sheet}!{cell_name(row, column)}")
