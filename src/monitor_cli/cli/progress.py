"""A bar on standard error for runs that take longer than a moment, where someone looks at it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from monitor_cli.messages import _

Thing = TypeVar("Thing")

MOMENT = 0.5
"""Seconds before anything is shown."""
STEP = 100
"""Things between two looks at the clock."""


def watched(things: Iterable[Thing], count: Callable[[], int]) -> Iterator[Thing]:
    """The same things; after a moment a bar shows how many of `count()` went by."""
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    begin = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=False, auto_refresh=False) as bar:
        task = None
        for done, thing in enumerate(things, start=1):
            yield thing
            if done % STEP == 0 and time.monotonic() - begin > MOMENT:
                if task is None:
                    task = bar.add_task(_("checking"), total=count())
                bar.update(task, completed=done, refresh=True)
