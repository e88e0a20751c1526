"""Results of filled forms (R10), checked like YAML files, and of score files for forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from monitor_cli.core.problems import Problem, RuleId
from monitor_cli.core.result import Result, failed
from monitor_cli.core.texts import shorten
from monitor_cli.forms.cells import fits
from monitor_cli.forms.layout import MOST_CHANGES, Path, form_of
from monitor_cli.forms.opening import read_form
from monitor_cli.forms.reading import FormDocument
from monitor_cli.forms.values import changes_in, with_rows_of_changes
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.decoding import PROSE, code_point, hidden_character
from monitor_cli.reading.register import against_register
from monitor_cli.reading.score_check import about_of, check_scores, in_order, named_criteria, strict_problems
from monitor_cli.reading.shape_check import LocatedDocument
from monitor_cli.reading.source import MOST_BYTES, Source, read_source


def form_result(source: Source, library: CriteriaLibrary, *, strict: bool = False) -> Result:
    """Return the result of a filled form; `strict` adds warnings.

    Raises CriteriaError if the library cannot be used, and ModuleNotFoundError if python-calamine is not installed.
    """
    document = read_form(source.data)
    if isinstance(document, Problem):
        return Result(source.name, (document,), source.data)
    criteria_set, problems = named_criteria(document, library)
    score_file = None
    if criteria_set:
        problems += document.fill(criteria_set)
        if "scores" in document.data:
            problems += _hidden_characters(document)
            score_file, of_shape = check_scores(document, criteria_set)
            problems += _in_terms_of_cells(document, of_shape, problems)
        if strict and score_file:
            problems += strict_problems(document, score_file, criteria_set)
    if library.register and score_file:
        problems += against_register(document, score_file, library.register)
    if score_file is None and not any(problem.severity == "error" for problem in problems):
        return failed(source.name, ValueError("the form has neither values nor errors"))
    body = None if score_file else about_of(document.data)
    return Result(source.name, in_order(problems), source.data, score_file, criteria_set, about=body)


def form_of_result(result: Result) -> FormDocument | None:
    """Return the form of a result; None if the form cannot be read."""
    document = read_form(result.raw or b"")
    if isinstance(document, Problem) or result.criteria_set is None:
        return None
    document.fill(result.criteria_set)
    return document


def check_form(
    path: str, library: CriteriaLibrary, *, most_bytes: int = MOST_BYTES
) -> tuple[Result, FormDocument | None]:
    """Return the result of a filled form, and the form itself unless the result has other errors than missing scores.

    Raises CriteriaError if the library cannot be used, and ModuleNotFoundError if python-calamine is not installed.
    """
    source = read_source(path, most_bytes)
    if isinstance(source, Problem):
        return Result(path, (source,)), None
    result = form_result(source, library)
    return result, form_of_result(result) if result.is_ok_or_draft else None


def to_export(result: Result, document: LocatedDocument | None) -> tuple[Result, dict[str, Any] | None]:
    """Return the result of a score file, and the data for a form unless it has other errors than missing scores.

    A value that no cell can give back unchanged is an error here, also one of a key without a cell.
    """
    if result.criteria_set is None or document is None or not result.is_ok_or_draft:
        return result, None
    problems: list[Problem] = []
    changes = [path for path, _change in changes_in(document.data)]
    cells = {field.path: field.kind for field in form_of(result.criteria_set).fields}
    for keys, value in _values(with_rows_of_changes(document.data)):
        row = int(keys[1]) if keys[0] == "changes" else -1
        if row == MOST_CHANGES:  # the rows come last
            problems.append(document.problem("form-many-changes", changes[row], most=row, count=len(changes)))
            break
        if keys not in cells or not fits(cells[keys], value):
            at = keys if row < 0 else (*changes[row], *keys[2:])
            rule: RuleId = "form-too-long" if keys in cells else "form-no-cell"
            problems.append(document.problem(rule, at, key=".".join(at)))
    if problems:
        return replace(result, problems=in_order([*result.problems, *problems])), None
    return result, document.data


def _values(data: Mapping[str, Any], above: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the values for cells, each with its path, without the changes of an entry, which have rows of their own."""
    for key, value in data.items():
        path = (*above, key)
        if isinstance(value, dict):
            yield from _values(value, path)
        elif value not in (None, []) and path != ("criteria",) and path[2:] != ("changes",):
            yield (*path, "score") if above == ("scores",) else path, value


def read_back(result: Result, document: FormDocument, again: Result) -> Result:
    """Return the result of a form that becomes the score file read `again`, failed if that does not say the same."""
    if len(again.raw or b"") > MOST_BYTES:
        longest = max(document.texts(), key=lambda item: len(item[1].encode()))[0]
        size, most = -(-len(again.raw or b"") // 1024), MOST_BYTES // 1024
        problem = document.problem("form-too-much", longest, size=size, most=most)
        return replace(result, problems=in_order([*result.problems, problem]))
    if (again.status, again.score_file) != (result.status, result.score_file):
        return failed(result.file, ValueError("the score file is not read as the form was"))
    return result


def _hidden_characters(document: FormDocument) -> Iterator[Problem]:
    for path, text in document.texts():
        if hidden := hidden_character(text, is_prose=not PROSE.isdisjoint(path)):
            yield document.problem(hidden[0], path, code=code_point(hidden[1]))


def _in_terms_of_cells(document: FormDocument, of_shape: list[Problem], known: list[Problem]) -> Iterator[Problem]:
    """Yield problems of the shape with the labels of the form, without those of cells with a known error."""
    errors = [problem for problem in known if problem.severity == "error"]
    taken = {place for problem in errors for place in (problem.place, document.place(problem.path))}
    for problem in of_shape:
        if problem.place in taken:
            continue
        params = dict(problem.params)
        if "key" in params and (label := document.label(problem.path)):
            params["key"] = shorten(label)
        if problem.rule == "value-not-allowed":
            params["allowed"] = ", ".join(document.labels(str(params["allowed"]).split(", ")))
            params["nearest"] = ", ".join(document.labels([str(params["nearest"])])) if params["nearest"] else ""
        rule = "form-cell-empty" if problem.rule == "key-missing" else problem.rule
        yield problem._replace(rule=rule, params=params)
