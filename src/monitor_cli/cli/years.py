"""Which year a command is about that is about one year only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from monitor_cli.messages import _

if TYPE_CHECKING:
    from monitor_cli.core.result import Result


def one_year(results: Iterable[Result], asked: int | None) -> int | None:
    """The year that was asked for, else the only one that the files say; None where no file says any.

    Raises click.UsageError where no file is of the year that was asked for, and where there are several to choose from.
    """
    from monitor_cli.core.rating import years_of

    years = years_of(results)
    known = ", ".join(map(str, years))
    if asked is not None and years and asked not in years:
        words = _("no file is of the year {year}; the years found are: {years}")
        raise click.UsageError(words.format(year=asked, years=known))
    if asked is None and len(years) > 1:
        words = _("the files are of several years; choose one with --year. The years found are: {years}")
        raise click.UsageError(words.format(years=known))
    return asked if asked is not None else next(iter(years), None)
