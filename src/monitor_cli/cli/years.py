"""Which year a command is about that is about one year only, and which files are of another one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

import click

from monitor_cli.messages import KINDS, _, counted
from monitor_cli.messages.visible import visible

if TYPE_CHECKING:
    from monitor_cli.core.result import Result, Row

MOST_NAMED = 10


def one_year(rows: Iterable[Row], asked: int | None) -> int | None:
    """The year that was asked for, else the only one that the files say; None where no file says any.

    Raises click.UsageError where no file is of the year that was asked for, and where there are several to choose from.
    """
    from monitor_cli.core.rating import years_of

    years = years_of(rows)
    known = ", ".join(map(str, years))
    if asked is not None and years and asked not in years:
        words = _("no file is of the year {year}; the years found are: {years}")
        raise click.UsageError(words.format(year=asked, years=known))
    if asked is None and len(years) > 1:
        words = _("the files are of several years; choose one with --year. The years found are: {years}")
        raise click.UsageError("\n".join([words.format(years=known), *stray_lines(rows)]))
    return asked if asked is not None else next(iter(years), None)


def nothing_asked_for(rows: Iterable[Row]) -> click.UsageError:
    """Return the error that no score file is of the kind and year that were asked for, with those that there are."""
    pairs = sorted({(row.body.year, row.body.kind) for row in rows if row.body})
    message = _("no score file is of the kind and year that were asked for; there are: {found}")
    found = ", ".join(f"{year} ({_(KINDS[kind])})" for year, kind in pairs)
    return click.UsageError(message.format(found=found))


def note_strays(rows: Iterable[Row]) -> None:
    """Name on standard error the files of another year than the other files of their folder."""
    for line in stray_lines(rows):
        click.echo(line, err=True)


def note_monitorings(results: Iterable[Result]) -> None:
    """Name on standard error the files of earlier monitorings, which do not count where a year is judged."""
    words = _("{file} is an earlier monitoring exercise of {agency} in {year}; {other} counts")
    for result in results:
        if result.later and (found := result.score_file):
            names = {"file": visible(result.file), "other": visible(result.later)}
            click.echo(words.format(agency=found.agency.id, year=found.year, **names), err=True)


def stray_lines(rows: Iterable[Row]) -> list[str]:
    """A line for each file of another year than most files of its folder; of very many, the first and a count."""
    from monitor_cli.core.rating import strays

    words = _("{file} is of {year}, other files of its folder are of {other}")
    found = strays(rows)
    lines = [
        words.format(file=visible(row.file), year=row.body.year, other=other)
        for row, other in islice(found, MOST_NAMED)
        if row.body
    ]
    if more := sum(1 for _row in found):
        lines.append(counted("… and {count} more file", "… and {count} more files", more))
    return lines
