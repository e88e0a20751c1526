"""Checks many files; what is wrong with one never stops the others."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.discovery import find_files
from monitor_cli.reading.score_files import check_file, document_of, in_order
from monitor_cli.reading.source import MOST_BYTES


def check_all(
    paths: tuple[str, ...],
    library: CriteriaLibrary,
    *,
    most_bytes: int = MOST_BYTES,
    strict_on: datetime.date | None = None,
) -> list[Result]:
    """The results of all files under `paths`, a body that is described twice included.

    Raises NoFilesError where there is no file at all.
    """
    results = [check_file(f, library, most_bytes=most_bytes, strict_on=strict_on) for f in find_files(paths)]
    if not results:
        raise NoFilesError(*paths)
    return with_duplicates(results)


def with_duplicates(results: Iterable[Result]) -> list[Result]:
    """The same results; where two files describe one body and year, each says so and names the other."""
    found = list(results)
    bodies: dict[tuple[str, int], list[int]] = {}
    for index, result in enumerate(found):
        if result.score_file:
            bodies.setdefault((result.score_file.agency.id, result.score_file.year), []).append(index)
    for (agency, year), indexes in bodies.items():
        for index in indexes if len(indexes) > 1 else ():
            other = next(found[i].file for i in indexes if i != index)
            found[index] = _marked(found[index], agency, year, other)
    return found


def _marked(result: Result, agency: str, year: int, other: str) -> Result:
    problem = Problem("body-duplicate", {"agency": agency, "year": year, "other": other}, path=("agency", "id"))
    document = document_of(result)
    if document:
        problem = replace(problem, place=document.place(problem.path))
    return replace(result, problems=in_order([*result.problems, problem]))
