"""Holds files against a closed year: what changed, what was added, what is gone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.frozen import FrozenYear, frozen_year_shape
from monitor_cli.core.problems import Problem, RuleId
from monitor_cli.core.result import Result
from monitor_cli.reading.batch import check_all
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.document import Document, read_document
from monitor_cli.reading.score_files import check_file, in_order
from monitor_cli.reading.shape_check import Shape
from monitor_cli.reading.source import MOST_BYTES, read_source

_MOST_BYTES = 4 * 1024 * 1024
"""A file that freezes a year may be larger than a score file."""


def check_frozen(
    file: str,
    paths: tuple[str, ...],
    library: CriteriaLibrary,
    *,
    most_bytes: int = MOST_BYTES,
    strict: bool = False,
) -> list[Result]:
    """The results of all files under `paths` (those of the closed year where none is given), as that year demands.

    The first result is that of `file` itself: it carries what is gone. A file of the year that does not
    lie under `paths` is looked at too. Raises NoFilesError where there is no file under `paths` and none is gone.
    """
    own, year, document = _read_frozen_year(file)
    if year is None or document is None:
        return [own, *(check_all(paths, library, most_bytes=most_bytes, strict=strict) if paths else ())]
    folder = os.path.dirname(file)
    listed = {os.path.realpath(_below(folder, frozen.file)): frozen for frozen in year.files}
    searched = paths or tuple(p for path in year.paths if os.path.lexists(p := _below(folder, path)))
    try:
        results = check_all(searched, library, most_bytes=most_bytes, strict=strict)
    except NoFilesError:
        if all(map(os.path.lexists, listed)):
            raise
        results = []  # what is gone says more
    by_path = {os.path.realpath(result.file): index for index, result in enumerate(results)}
    for path, frozen in listed.items():
        if path not in by_path and os.path.lexists(path):
            by_path[path] = len(results)
            results.append(check_file(_below(folder, frozen.file), library, most_bytes=most_bytes, strict=strict))
    for path, index in by_path.items():
        results[index] = _held_against(results[index], year, listed[path].sha256 if path in listed else None)
    about = {frozen.file: results[by_path[path]] if path in by_path else None for path, frozen in listed.items()}
    return [replace(own, problems=(*_own_problems(document, year, about, library),)), *results]


def _below(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))


def _read_frozen_year(file: str) -> tuple[Result, FrozenYear | None, Document | None]:
    """JSON is YAML too, so what is wrong with the file gets its line and column."""
    source = read_source(file, _MOST_BYTES)
    if isinstance(source, Problem):
        return Result(file, (source,), kind="frozen-year"), None, None
    document, problems = read_document(source.data)
    year, more = Shape(frozen_year_shape()).check(document) if document else (None, [])
    result = Result(file, in_order([*problems, *more]), source.data, kind="frozen-year")
    return result, None if result.problems else year, document


def _held_against(result: Result, year: FrozenYear, sha256: str | None) -> Result:
    """`result` with the problem that its file changed or, where it is not listed (None), was added."""
    rule: RuleId | None
    if sha256 is None:
        rule = "frozen-added" if result.score_file and result.score_file.year == year.year else None
    else:
        rule = "frozen-changed" if result.sha256 != sha256 and result.status != "unreadable" else None
    if rule is None:
        return result
    return replace(result, problems=(Problem(rule, {"year": year.year}), *result.problems))


def _own_problems(
    document: Document, year: FrozenYear, about: Mapping[str, Result | None], library: CriteriaLibrary
) -> Iterator[Problem]:
    """What the closing says and is not so; `about` has the result of each listed file, None where it is gone."""
    for index, frozen in enumerate(year.criteria):
        criteria_set = library.get(frozen.ref)
        if criteria_set is None or criteria_set.sha256 != frozen.sha256:
            path: tuple[str | int, ...] = ("criteria", index, "ref")
            yield document.problem("frozen-criteria", path, ref=frozen.ref, year=year.year)
    for index, file in enumerate(year.files):
        path, result = ("files", index, "file"), about[file.file]
        if result is None:
            yield document.problem("frozen-gone", path, file=file.file, year=year.year)
        elif result.sha256 == file.sha256 and result.score_file and result.score_file.year != year.year:
            other = result.score_file.year  # the file is what it was, so the closing is not
            yield document.problem("frozen-other-year", path, file=file.file, year=year.year, other=other)
