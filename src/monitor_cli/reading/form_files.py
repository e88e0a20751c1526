"""From a filled form (R10) to the plain data of a score file, which is then judged as a YAML file is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from monitor_cli.core.errors import CriteriaError
from monitor_cli.core.form import FORMAT, HIDDEN_SHEET, Field, Form, Position, cell_name, fits, split, value_at
from monitor_cli.core.problems import Place, Problem, RuleId
from monitor_cli.core.result import Result
from monitor_cli.core.texts import LANGUAGES, shorten
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.decoding import PROSE, code_point, hidden_character
from monitor_cli.reading.failures import failed
from monitor_cli.reading.score_files import check_score_file, document_of, in_order, judged, named_criteria
from monitor_cli.reading.source import MOST_BYTES, read_source
from monitor_cli.reading.workbook import Cell, Workbook, position_of, read_workbook

KIND = "form"
_DAY_ZERO = datetime.date(1899, 12, 30)
_LAST_DAY = (datetime.date.max - _DAY_ZERO).days
_BLANK = Cell("text", "")


def check_form(
    path: str, library: CriteriaLibrary, *, most_bytes: int = MOST_BYTES
) -> tuple[Result, dict[str, Any] | None]:
    """The result of a filled form, and the data to write down when the result is in order or a draft.

    Raises CriteriaError where the library cannot be used.
    """
    try:
        return _checked(path, library, most_bytes)
    except CriteriaError:
        raise
    except Exception as error:
        return failed(path, error, KIND), None


def check_to_export(
    path: str, library: CriteriaLibrary, *, most_bytes: int = MOST_BYTES
) -> tuple[Result, dict[str, Any] | None]:
    """The result of a score file, and the data to put into a form when the result is in order or a draft.

    A value that no cell can hold and give back unchanged is an error here.

    Raises CriteriaError where the library cannot be used.
    """
    result = check_score_file(path, library, most_bytes=most_bytes)
    document = document_of(result) if result.is_ok_or_draft else None
    if result.criteria_set is None or document is None:
        return result, None
    problems = [
        document.problem("form-too-long", known.path, key=".".join(known.path))
        for known in Form(result.criteria_set).fields
        if not fits(known.kind, value_at(document.data, known.path))
    ]
    if problems:
        return replace(result, problems=in_order([*result.problems, *problems])), None
    return result, document.data


def _checked(path: str, library: CriteriaLibrary, most_bytes: int) -> tuple[Result, dict[str, Any] | None]:
    source = read_source(path, most_bytes)
    if isinstance(source, Problem):
        return Result(path, (source,), kind=KIND), None
    workbook = read_workbook(source.data)
    document = workbook if isinstance(workbook, Problem) else _opened(workbook)
    if isinstance(document, Problem):
        return Result(path, (document,), source.data, kind=KIND), None
    criteria_set, problems = named_criteria(document, library)
    score_file = None
    if criteria_set:
        problems += _changes(document, Form(criteria_set))
        if not problems:
            problems += document.fill(Form(criteria_set))
            score_file, others = judged(document, criteria_set)
            problems += _in_terms_of_cells(document, others, problems)
    result = Result(path, in_order(problems), source.data, score_file, criteria_set, KIND)
    return result, document.data if result.is_ok_or_draft else None


@dataclass
class FormDocument:
    """A form in the place of a YAML document: `data` holds its values, and `place` finds their cells.

    `copy` has each locked text by the name of its cell, as it was written; `choices` has the value for each
    word of a list; `first_day` is that of the workbook.
    """

    sheet: str
    cells: Mapping[Position, Cell]
    first_day: int
    language: str
    copy: Mapping[str, str]
    choices: Mapping[str, str]
    data: Any
    _fields: tuple[Field, ...] = field(default=())

    def problem(
        self, rule: RuleId, path: tuple[str | int, ...] = (), *, at_key: bool = False, **params: str | int
    ) -> Problem:
        """A Problem at the cell of `path`."""
        return Problem(rule, params, self.place(path), path)

    def place(self, path: tuple[str | int, ...]) -> Place:
        """The cell of the value at `path`, of the first value below it, or of the nearest one above."""
        known = self._field(path)
        return _place(self.sheet, known.position) if known else _place(HIDDEN_SHEET, (1, 1))

    def label(self, path: tuple[str | int, ...]) -> str | None:
        """What the form calls the value at `path`; None where it says nothing."""
        known = self._field(path)
        return self.copy.get(cell_name(*known.label)) if known else None

    def _field(self, path: tuple[str | int, ...]) -> Field | None:
        """The input cell for `path`; only the name of the criteria set has none, it stands in the hidden sheet."""
        for length in range(len(path), 0, -1):
            for known in self._fields:
                if known.path[:length] == path[:length]:
                    return known
        return None

    def raw(self, path: tuple[str | int, ...]) -> str:
        """What the cell of `path` holds, a text in quotes where a number belongs."""
        known = self._field(path)
        if known is None:
            return shorten(self.data["criteria"])
        cell = self.cells.get(known.position, _BLANK)
        return shorten(f'"{cell.value}"' if cell.kind == "text" and known.kind == "integer" else str(cell.value))

    def fill(self, form: Form) -> list[Problem]:
        """Take the values from the input cells into `data`; what no value can be is a problem."""
        self._fields = form.fields
        self.data["agency"], self.data["scores"] = {}, {str(number): None for number in form.criteria_set.criteria}
        problems: list[Problem] = []
        for known in form.fields:
            cell = self.cells.get(known.position, _BLANK)
            if problem := self._unusable(known, cell):
                problems.append(problem)
            if (value := self._value(known, cell)) is not None and not self._put(known.path, value):
                problems.append(self.problem("form-name-twice", known.path))
        for number, entry in self.data["scores"].items():
            if isinstance(entry, dict) and entry.keys() == {"score"}:
                self.data["scores"][number] = entry["score"]
        return problems

    def _unusable(self, known: Field, cell: Cell) -> Problem | None:
        if cell.kind in ("formula", "error"):
            return self.problem("form-formula", known.path)
        is_prose = not PROSE.isdisjoint(known.path)
        hidden = hidden_character(cell.value, is_prose=is_prose) if isinstance(cell.value, str) else None
        return self.problem(hidden[0], known.path, code=code_point(hidden[1])) if hidden else None

    def _value(self, known: Field, cell: Cell) -> Any:
        value = cell.value
        if isinstance(value, str) and not value.strip():
            return None
        if known.kind == "date" and cell.kind == "number":
            return _date(value, self.first_day) or value
        if known.kind == "lines":
            return split(value) if isinstance(value, str) else [value]
        if known.kind == "choice" and isinstance(value, str):
            return self.choices.get(value, value)
        return value

    def _put(self, path: tuple[str, ...], value: Any) -> bool:
        """Write `value` into the data; False where a text stands on the way."""
        target = self.data
        for step in path[:-1]:
            if target.get(step) is None:
                target[step] = {}
            target = target[step]
            if not isinstance(target, dict):
                return False
        target[path[-1]] = value
        return True


def _opened(workbook: Workbook) -> FormDocument | Problem:
    """The form in a workbook, known by its hidden sheet."""
    hidden = workbook.sheets.get(HIDDEN_SHEET, {})
    # The rows are written without gaps, so that there are no more of them than cells.
    rows = [tuple(str(hidden.get((row, column), _BLANK).value) for column in range(3)) for row in range(len(hidden))]
    about = {key: value for key, value, _ in rows if key in ("format", "criteria", "language")}
    if not about.get("format", "").startswith(FORMAT.partition("/")[0] + "/"):
        return Problem("form-foreign")
    if about["format"] != FORMAT:
        return Problem("form-version", {"value": shorten(about["format"])})
    others = [name for name in workbook.sheets if name != HIDDEN_SHEET]
    if len(others) != 1 or about.get("language") not in LANGUAGES:
        return Problem("form-sheets")
    choices = {key: key for kind, key, _ in rows if kind == "choice"}
    choices |= {word: key for kind, key, word in rows if kind == "choice"}
    return FormDocument(
        sheet=others[0],
        cells=workbook.sheets[others[0]],
        first_day=workbook.first_day,
        language=about["language"],
        copy={name: text for kind, name, text in rows if kind == "cell"},
        choices=choices,
        data={"criteria": about.get("criteria", "")},
    )


def _changes(document: FormDocument, form: Form) -> Iterator[Problem]:
    """What is not as it was written: the method's words, locked texts, live cells, cells beyond the form."""
    for position, text in form.texts(document.language).items():
        if document.copy.get(cell_name(*position)) != str(text):
            yield Problem("form-revision", {"name": form.criteria_set.ref}, _place(document.sheet, position))
            return
    inputs = {known.position for known in form.fields}
    locked = {position_of(name): text for name, text in document.copy.items()}
    for copied, text in locked.items():
        cell = document.cells.get(copied, _BLANK) if copied else _BLANK
        if str(cell.value) != text or cell.kind == "formula" or copied in inputs:
            yield _changed(document, copied or (0, 0), text)  # what is no name of a cell is shown at the first one
    for position, formula in form.formulas.items():
        if document.cells.get(position, _BLANK).kind != "formula":
            yield _changed(document, position, formula)
    for position in document.cells:
        if not (position in inputs or position in locked or position in form.formulas):
            yield Problem("form-cell-outside", {"cell": cell_name(*position)}, _place(document.sheet, position))


def _changed(document: FormDocument, position: Position, text: str) -> Problem:
    params = {"cell": cell_name(*position), "text": shorten(text)}
    return Problem("form-text-changed", params, _place(document.sheet, position))


def _in_terms_of_cells(document: FormDocument, found: list[Problem], known: list[Problem]) -> Iterator[Problem]:
    """Problems of the shape in the words of a form, without those of cells that have one already."""
    taken = {problem.place for problem in known}
    for problem in found:
        if problem.place in taken:
            continue
        params = dict(problem.params)
        if "key" in params and (label := document.label(problem.path)):
            params["key"] = shorten(label)
        if problem.rule == "value-not-allowed":
            codes = str(params["allowed"]).split(", ")
            words = [word for word, code in document.choices.items() if code in codes and word != code]
            params["allowed"] = ", ".join(words or codes)
        rule = "form-cell-empty" if problem.rule == "key-missing" else problem.rule
        yield replace(problem, rule=rule, params=params)


def _place(sheet: str, position: Position) -> Place:
    row, column = position
    return Place(row + 1, column + 1, column + 2, cell=f"{sheet}!{cell_name(row, column)}")


def _date(value: Any, first_day: int) -> str | None:
    """The date of a day's number, as a score file writes it; None for what is no whole day."""
    if not isinstance(value, int) or not 60 < value + first_day <= _LAST_DAY:
        return None
    return (_DAY_ZERO + datetime.timedelta(days=value + first_day)).isoformat()
