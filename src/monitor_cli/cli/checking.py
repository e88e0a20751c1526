"""Runs over many files: all are checked, with a bar on a terminal and a note about the memory that they take."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import click

from monitor_cli.cli.session import Session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.core.problems import ASIDE, AsideKind, UnreadFile
from monitor_cli.messages import FILE_KINDS, _, first_named

if TYPE_CHECKING:
    from monitor_cli.core.batch import Selection
    from monitor_cli.core.result import Result, RowStatus
    from monitor_cli.reading.gather import BatchRows

Thing = TypeVar("Thing")

MOMENT = 0.5
"""Seconds before the bar appears."""
STEP = 0.1
"""Seconds between two changes of the bar."""
MANY = 10_000
"""The number of files from which on a format that keeps all of them in memory says what that takes."""


def check_all(
    session: Session, paths: tuple[str, ...], strict: bool = False, *, of_any_kind: bool = False
) -> list[Result]:
    """Check all files under `paths`, with the warnings of `strict`, while a bar shows the progress.

    Raises NoFilesError without any file and, unless files may be `of_any_kind`, UsageError without any score file.
    """
    from monitor_cli.reading.batch import check_each, whole

    session.note_folders(paths)
    checked = check_each(paths, session.library, whole, most_bytes=session.most_bytes, strict=strict)
    results = related(session, session.traced(watched(checked, lambda: _count(paths))))
    note_kinds(session, ((one.file, one.row_status) for one in results), of_any_kind=of_any_kind)
    return results


def related(session: Session, results: Iterable[Result]) -> list[Result]:
    """Return results that know each other, without the forms that equal a score file: those are noted as not read."""
    from monitor_cli.reading.batch import with_duplicates

    others, copies = with_duplicates(results)
    session.note_unread(copies)
    return others


def gather(
    session: Session, paths: tuple[str, ...], selection: Selection | None = None, jobs: int | None = 1
) -> BatchRows:
    """Gather a row for each file under `paths` that counts, in a temporary file until the command ends.

    Raises NoFilesError without any file, and UsageError without any score file.
    """
    from monitor_cli.core.batch import Selection
    from monitor_cli.core.result import row_of
    from monitor_cli.reading.batch import check_each
    from monitor_cli.reading.gather import BatchRows
    from monitor_cli.reading.score_files import check_file

    session.note_folders(paths)
    check = partial(check_file, library=session.library, most_bytes=session.most_bytes)
    rows = check_each(paths, session.library, row_of, jobs=jobs, most_bytes=session.most_bytes)
    with closing(rows):
        gathered = BatchRows(session.traced(watched(rows, lambda: _count(paths))), selection or Selection(), check)
    click.get_current_context().call_on_close(gathered.close)
    session.note_unread(gathered.copies)
    if not gathered.summary.files or gathered.summary.statuses["register"]:
        note_kinds(session, ((row.file, row.status) for row in gathered.settled(everything=True)))
    return gathered


def note_kinds(session: Session, files: Iterable[tuple[str, RowStatus]], *, of_any_kind: bool = False) -> None:
    """Note each register of bodies among the files that is not in use.

    Raises UsageError without any score file, unless files may be `of_any_kind`.
    """
    others, register = dict[str, AsideKind](), session.library.register
    for file, status in files:
        if status in ASIDE:
            others[file] = status
        else:
            of_any_kind = True
    if not of_any_kind:
        message = _("there is no score file, but: {files}; give score files or their folder, for example: 2025")
        named = [f"{file} ({_(FILE_KINDS[kind])})" for file, kind in others.items()]
        raise UsageError(message, files=first_named(named))
    used = register and os.path.realpath(register.file)
    registers = (file for file, kind in others.items() if kind == "register")
    session.note_unread(UnreadFile(file, "other-register") for file in registers if os.path.realpath(file) != used)


def watched(things: Iterable[Thing], count: Callable[[], int], title: str = "") -> Iterator[Thing]:
    """Yield the same things, with a bar after a moment that shows how many of `count()` are done."""
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=False, auto_refresh=False) as bar:
        task = None
        due = time.monotonic() + MOMENT
        for done, thing in enumerate(things, start=1):
            yield thing
            if (now := time.monotonic()) < due:
                continue
            due = now + STEP
            if task is None:
                task = bar.add_task(title or _("checking"), total=count())
            bar.update(task, completed=done, refresh=True)


def _count(paths: tuple[str, ...]) -> int:
    from monitor_cli.reading.discovery import find_files

    return sum(1 for _file in find_files(paths))


def note_cost(paths: tuple[str, ...], kib: int) -> None:
    """Note how much memory very many files take at once, at `kib` KiB per file."""
    if (count := _count(paths)) >= MANY:
        message = _(
            "{count} files take about {size} MiB of memory in this format; `monitor batch -f jsonl` writes "
            "one line per file and keeps none"
        )
        note(message, count=count, size=count * kib // 1024)
