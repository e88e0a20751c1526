"""Checks many files, in one process or in several; an error in one file never stops the others."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.figures import grouped
from monitor_cli.core.problems import Problem, UnreadFile
from monitor_cli.core.result import Body, BrokenBody, Result, failed, monitorings
from monitor_cli.core.score_file import ScoreFile
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.discovery import find_files
from monitor_cli.reading.score_check import in_order
from monitor_cli.reading.score_files import check_file, document_of
from monitor_cli.reading.source import FORM_SUFFIXES, MOST_BYTES, STANDARD_INPUT

Extract = TypeVar("Extract")
WORTH_WORKERS = 400
"""The number of files from which workers save more time than their start takes."""


def check_each(
    paths: tuple[str, ...],
    library: CriteriaLibrary,
    take: Callable[[Result], Extract],
    *,
    jobs: int | None = 1,
    most_bytes: int = MOST_BYTES,
    strict: bool = False,
) -> Generator[Extract]:
    """Check each file under `paths` and return what `take` makes of its result, in the order of the files.

    At most a few hundred files are in memory. `jobs` is the number of processes, None for one per processor if there
    are enough files; the results do not depend on it. If `take` fails, the tool failed at that file.

    Raises NoFilesError if there is no file at all.
    """
    files = find_files(paths)
    first = list(islice(files, WORTH_WORKERS))
    if not first:
        raise NoFilesError(*paths)
    check = partial(_checked, library=library, take=take, most_bytes=most_bytes, strict=strict)
    if jobs is None:
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        jobs = processors if len(first) == WORTH_WORKERS else 1
    files = chain(first, files)
    library.prepare()
    if jobs > 1 and STANDARD_INPUT not in paths:  # only this process can read it
        from monitor_cli.reading.workers import each_of

        with contextlib.closing(each_of(check, files, jobs)) as done:
            yield from done
    else:
        yield from map(check, files)


def check_all(
    paths: tuple[str, ...], library: CriteriaLibrary, *, most_bytes: int = MOST_BYTES, strict: bool = False
) -> list[Result]:
    """Return the results of all files under `paths`, marked by `with_duplicates`.

    Raises NoFilesError if there is no file at all.
    """
    return with_duplicates(check_each(paths, library, whole, most_bytes=most_bytes, strict=strict)).results


def whole(result: Result) -> Result:
    """Return the whole result: the `take` of `check_each` that keeps everything."""
    return result


class Related(NamedTuple):
    """The results of files that know each other, and the `copies`: forms left out, as they equal a score file."""

    results: list[Result]
    copies: tuple[UnreadFile, ...]


def with_duplicates(results: Iterable[Result]) -> Related:
    """Relate the results: two files of one body and year name each other, or the earlier monitoring the later one."""
    results = list(results)
    bodies = {result.file: body for result in results if (body := result.body)}
    score_files = {result.file: result.score_file for result in results}
    copies = copies_among(bodies.items(), score_files.get)
    unread = tuple(UnreadFile(result.file, "form-copy") for result in results if result.file in copies)
    results = [result for result in results if result.file not in copies]
    twice, earlier = monitorings((file, body) for file, body in bodies.items() if file not in copies)
    for index, result in enumerate(results):
        if other := twice.get(result.file):
            problem = duplicate_problem(result, bodies[result.file], other)
            results[index] = replace(result, problems=in_order([*result.problems, problem]))
        elif later := earlier.get(result.file):
            results[index] = replace(result, later=later)
    return Related(results, unread)


def copies_among(files: Iterable[tuple[str, Body | BrokenBody]], read: Callable[[str], ScoreFile | None]) -> set[str]:
    """Return the forms that equal a score file of their body and year."""
    copies = set()
    for several in grouped(((body.id, body.year), file) for file, body in files).values():
        forms = [file for file in several if file.lower().endswith(FORM_SUFFIXES)]
        others = [read(file) for file in several if file not in forms] if forms else []
        copies |= {form for form in forms if others and (score_file := read(form)) and score_file in others}
    return copies


def duplicate_problem(result: Result, body: Body | BrokenBody, other: str) -> Problem:
    """Return the problem of a body and year with an `other` file."""
    params = {"agency": body.id, "year": body.year or "", "other": other}
    problem = Problem("body-duplicate", params, path=("agency", "id"))
    if document := document_of(result):
        return problem._replace(place=document.place(problem.path))
    from monitor_cli.reading.refusals import place_of_id  # files in order do not need it

    return problem._replace(place=place_of_id(result.raw or b""))


def _checked(
    file: str, *, library: CriteriaLibrary, take: Callable[[Result], Extract], most_bytes: int, strict: bool
) -> Extract:
    result = check_file(file, library, most_bytes=most_bytes, strict=strict)
    try:
        return take(result)
    except Exception as error:
        return take(failed(file, error))
