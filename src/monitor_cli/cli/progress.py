"""What long runs say on standard error: a bar where someone looks at it, and what very many files cost."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

from monitor_cli.messages import _

Thing = TypeVar("Thing")

MOMENT = 0.5
"""Seconds before anything is shown."""
STEP = 0.1
"""Seconds between two changes of the bar."""
MANY = 10_000
"""From so many files on, a format that holds all of them says what that costs."""


def watched(things: Iterable[Thing], count: Callable[[], int], words: str = "") -> Iterator[Thing]:
    """The same things; after a moment a bar shows how many of `count()` went by, and `words` for what is done."""
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
                task = bar.add_task(words or _("checking"), total=count())
            bar.update(task, completed=done, refresh=True)


def watched_files(things: Iterable[Thing], paths: tuple[str, ...]) -> Iterator[Thing]:
    """The same for what is made of each file under `paths`."""
    from monitor_cli.reading.discovery import find_files

    return watched(things, lambda: sum(1 for _file in find_files(paths)))


def note_cost(paths: tuple[str, ...], kib: int) -> None:
    """Say on standard error how much memory it takes to hold very many files at once, at `kib` for each."""
    from monitor_cli.reading.discovery import find_files

    count = sum(1 for _file in find_files(paths))
    if count >= MANY:
        words = _(
            "{count} files take some {size} MiB of memory in this format; `monitor batch -f jsonl` writes a line for "
            "each and keeps none"
        )
        click.echo(words.format(count=count, size=count * kib // 1024), err=True)
