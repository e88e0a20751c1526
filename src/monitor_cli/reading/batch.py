"""Checks many files, in one process or in several; what is wrong with one never stops the others."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.problems import PassedOver, Problem
from monitor_cli.core.rating import monitorings
from monitor_cli.core.result import Body, Result, body_of, failed
from monitor_cli.core.score_file import ScoreFile
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.discovery import find_files
from monitor_cli.reading.score_files import check_file, document_of, in_order
from monitor_cli.reading.source import FORM_SUFFIXES, MOST_BYTES, STANDARD_INPUT

Taken = TypeVar("Taken")
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
    """The same results; two files of one body and year name each other, or the earlier monitoring the later one.

    Forms that say the same as a score file are left out, and added to what is `passed` over.
    """
    found = list(results)
    bodies = {result.file: body_of(result.score_file) for result in found if result.score_file}
    score_files = {result.file: result.score_file for result in found}
    copies = copies_among(bodies.items(), score_files.get)
    if passed is not None:
        passed += [PassedOver(result.file, "form-copy") for result in found if result.file in copies]
    found = [result for result in found if result.file not in copies]
    named = ((result.file, bodies[result.file]) for result in found if result.score_file)
    twice, earlier = monitorings(named)
    for index, result in enumerate(found):
        if other := twice.get(result.file):
            problem = duplicate_problem(result, bodies[result.file], other)
            found[index] = replace(result, problems=in_order([*result.problems, problem]))
        elif later := earlier.get(result.file):
            found[index] = replace(result, later=later)
    return found


def copies_among(files: Iterable[tuple[str, Body]], read: Callable[[str], ScoreFile | None]) -> set[str]:
    """The forms that say the same as a file of their body and year which is no form."""
    bodies: dict[tuple[str, int], list[str]] = {}
    for file, body in files:
        bodies.setdefault((body.id, body.year), []).append(file)
    copies = set()
    for several in bodies.values():
        forms = [file for file in several if file.lower().endswith(FORM_SUFFIXES)]
        others = [read(file) for file in several if file not in forms] if forms else []
        copies |= {form for form in forms if others and (score_file := read(form)) and score_file in others}
    return copies


def duplicate_problem(result: Result, body: Body, other: str) -> Problem:
    """The problem of a body and year that an `other` file describes too."""
    problem = Problem("body-duplicate", {"agency": body.id, "year": body.year, "other": other}, path=("agency", "id"))
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
