"""The progress of long runs: a bar on a terminal, and a note about the memory that very many files take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from monitor_cli.cli.terminal import note
from monitor_cli.messages import _

Thing = TypeVar("Thing")

MOMENT = 0.5
"""Seconds before the bar appears."""
STEP = 0.1
"""Seconds between two changes of the bar."""
MANY = 10_000
"""The number of files from which on a format that keeps all of them in memory says what that takes."""


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


def watched_files(things: Iterable[Thing], paths: tuple[str, ...]) -> Iterator[Thing]:
    """Yield the same things, one for each file under `paths`, with a bar."""
    from monitor_cli.reading.discovery import find_files

    return watched(things, lambda: sum(1 for _file in find_files(paths)))


def note_cost(paths: tuple[str, ...], kib: int) -> None:
    """Note how much memory very many files take at once, at `kib` KiB per file."""
    from monitor_cli.reading.discovery import find_files

    count = sum(1 for _file in find_files(paths))
    if count >= MANY:
        message = _(
            "{count} files take about {size} MiB of memory in this format; `monitor batch -f jsonl` writes "
            "one line per file and keeps none"
        )
        note(message, count=count, size=count * kib // 1024)
