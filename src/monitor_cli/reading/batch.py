"""Checks many files, in one process or in several; what is wrong with one never stops the others."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.problems import PassedOver, Problem
from monitor_cli.core.result import Result, failed
from monitor_cli.core.score_file import ScoreFile
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.discovery import find_files
from monitor_cli.reading.score_files import check_file, document_of, in_order
from monitor_cli.reading.source import FORM_SUFFIXES, MOST_BYTES, STANDARD_INPUT

Taken = TypeVar("Taken")
Body = tuple[str, int]
"""A body by its id, and the year."""

WORTH_WORKERS = 400
"""With fewer files than this, starting workers takes longer than it saves."""


def check_each(
    paths: tuple[str, ...],
    library: CriteriaLibrary,
    take: Callable[[Result], Taken],
    *,
    jobs: int | None = 1,
    most_bytes: int = MOST_BYTES,
    strict: bool = False,
    in_each_process: Callable[[], object] | None = None,
) -> Generator[Taken]:
    """What `take` keeps of the result of each file under `paths`, in the order of the files.

    Holds no more than a few hundred files in memory. `jobs` is the number of processes, None for as many
    as there are processors where there are enough files; the results do not depend on it. Each process
    that is started calls `in_each_process` first. Where `take` fails, the tool failed at that file.

    Raises NoFilesError where there is no file at all.
    """
    files = find_files(paths)
    first = list(islice(files, WORTH_WORKERS))
    if not first:
        raise NoFilesError(*paths)
    check = partial(_checked, library=library, take=take, most_bytes=most_bytes, strict=strict)
    jobs = jobs or (_processors() if len(first) == WORTH_WORKERS else 1)
    files = chain(first, files)
    library.prepare()
    if jobs > 1 and STANDARD_INPUT not in paths:  # which is this process's alone
        from monitor_cli.reading.workers import each_of

        with contextlib.closing(each_of(check, files, jobs, in_each_process)) as done:
            yield from done
    else:
        yield from map(check, files)


def check_all(
    paths: tuple[str, ...],
    library: CriteriaLibrary,
    *,
    most_bytes: int = MOST_BYTES,
    strict: bool = False,
    passed: list[PassedOver] | None = None,
) -> list[Result]:
    """The results of all files under `paths`, a body that is described twice included; see `with_duplicates`.

    Raises NoFilesError where there is no file at all.
    """
    return with_duplicates(check_each(paths, library, whole, most_bytes=most_bytes, strict=strict), passed)


def whole(result: Result) -> Result:
    """What `check_each` takes of a result to keep all of it."""
    return result


def with_duplicates(results: Iterable[Result], passed: list[PassedOver] | None = None) -> list[Result]:
    """The same results; where two files describe one body and year, each says so and names the other.

    Forms that say the same as a score file are left out, and added to what is `passed` over.
    """
    found = list(results)
    files: dict[Body, list[str]] = {}
    for result in found:
        if file := result.score_file:
            files.setdefault((file.agency.id, file.year), []).append(result.file)
    score_files = {result.file: result.score_file for result in found}
    copies = {copy for some in files.values() for copy in copies_among(some, score_files.get)}
    if passed is not None:
        passed += [PassedOver(result.file, "form-copy") for result in found if result.file in copies]
    found = [result for result in found if result.file not in copies]
    bodies = [(file.agency.id, file.year) if (file := result.score_file) else None for result in found]
    twice = described_twice((body, result.file) for body, result in zip(bodies, found, strict=True) if body)
    for index, body in enumerate(bodies):
        if body in twice:
            problem = duplicate_problem(found[index], body, twice[body])
            found[index] = replace(found[index], problems=in_order([*found[index].problems, problem]))
    return found


def copies_among(files: Sequence[str], read: Callable[[str], ScoreFile | None]) -> Iterator[str]:
    """The forms among the files of one body and year that say the same as one of them which is no form."""
    forms = [file for file in files if file.lower().endswith(FORM_SUFFIXES)]
    others = [read(file) for file in files if file not in forms] if forms else []
    for form in forms if others else ():
        if (score_file := read(form)) and score_file in others:
            yield form


def described_twice(files: Iterable[tuple[Body, str]]) -> dict[Body, tuple[str, str]]:
    """The first two files of each body and year that has more than one."""
    first: dict[Body, str] = {}
    twice: dict[Body, tuple[str, str]] = {}
    for body, file in files:
        if body in first:
            twice.setdefault(body, (first[body], file))
        else:
            first[body] = file
    return twice


def duplicate_problem(result: Result, body: Body, files: tuple[str, str]) -> Problem:
    """The problem of a body and year that several files describe; it names the first other one of `files`."""
    agency, year = body
    other = files[1] if result.file == files[0] else files[0]
    problem = Problem("body-duplicate", {"agency": agency, "year": year, "other": other}, path=("agency", "id"))
    document = document_of(result)
    return replace(problem, place=document.place(problem.path)) if document else problem


def _checked(
    file: str, *, library: CriteriaLibrary, take: Callable[[Result], Taken], most_bytes: int, strict: bool
) -> Taken:
    result = check_file(file, library, most_bytes=most_bytes, strict=strict)
    try:
        return take(result)
    except Exception as error:
        return take(failed(file, error))


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
