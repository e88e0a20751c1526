"""What all commands need to know of a run: the common options, and where its report goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.options import META
from monitor_cli.cli.terminal import as_bytes, show, wants_colour
from monitor_cli.cli.writing import replacing, write_file

if TYPE_CHECKING:
    from monitor_cli.reading.criteria_files import CriteriaLibrary

STANDARD_OUTPUT = ("-", "/dev/stdout")


@dataclass(frozen=True)
class Session:
    """The common options of one run."""

    criteria: tuple[str, ...] = ()
    color: str = "auto"
    format: str | None = None
    output: str | None = None
    force: bool = False
    traceback: bool = False
    max_size: int = 256

    @cached_property
    def library(self) -> CriteriaLibrary:
        """The criteria sets of this run.

        Raises CriteriaError for a `--criteria` file that cannot be used.
        """
        from monitor_cli.reading.criteria_files import CriteriaLibrary

        return CriteriaLibrary(*self.criteria)

    @property
    def most_bytes(self) -> int:
        """The largest file that is read."""
        return self.max_size * 1024

    @property
    def colour(self) -> bool:
        """Whether the report is coloured."""
        return wants_colour(self.color)

    @property
    def is_looked_at(self) -> bool:
        """Whether the report goes to a terminal, or was asked for in colour."""
        return self.output is None and (sys.stdout.isatty() or self.color == "always")

    def report(self, report: Any, *, inputs: Iterable[str] = ()) -> None:
        """Show a report, or write it to the file of `--output`."""
        if self.output is None or self.output in STANDARD_OUTPUT:
            show(report, self.colour)
            return
        inputs = chain(inputs, self.criteria)
        if isinstance(report, Iterator):
            with replacing(self.output, force=self.force, inputs=inputs) as file:
                file.writelines(report)
        else:
            write_file(self.output, as_bytes(report), force=self.force, inputs=inputs)


def pass_session(function: Callable[..., int]) -> Callable[..., int]:
    """Gives the command its Session as the first argument."""

    @wraps(function)
    @click.pass_context
    def with_session(context: click.Context, /, *args: Any, **kwargs: Any) -> int:
        return function(session_of(context), *args, **kwargs)

    return with_session


def session_of(context: click.Context) -> Session:
    """The Session of the options that were given so far."""
    known = {k.removeprefix(META): v for k, v in context.meta.items() if k.startswith(META) and k != META + "lang"}
    return Session(**known)
