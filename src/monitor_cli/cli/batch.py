"""`monitor batch`: folders of score files, a row a file, and what they amount to."""

from __future__ import annotations

from typing import Any

import click

from monitor_cli.cli.beside import expect, use_register
from monitor_cli.cli.options import (
    Choice,
    Command,
    Whole,
    bodies_option,
    format_option,
    full_option,
    kind_option,
    option,
    output_option,
    threshold_options,
    year_option,
)
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _
from monitor_cli.output import BATCH

SORTS = ("total", "name", "year")
STREAMING = ("jsonl", "csv", "long")
"""The formats that list the files as they are found."""
SHEET_ROWS = 1_048_576
"""So many rows a sheet of Excel has, the head included."""


class Jobs(click.ParamType):  # type: ignore[type-arg] # generic only in newer versions of click
    """A number of processes, or `auto`, which is None."""

    name = "jobs"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """The number; fails for anything else."""
        if value == "auto":
            return None
        return Whole(1, 256).convert(value, param, ctx)


@click.command(
    "batch",
    cls=Command,
    help=N_(
        "Score all files in folders: one row per file, then bands and averages of each kind and year. If "
        "a body has two files for the same year, neither gets a total. The formats jsonl, csv and long "
        "list the files in the order in which they are found and keep none in memory, unless they are "
        "sorted."
    ),
)
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@format_option(BATCH.formats)
@output_option
@full_option(expose_value=False)
@bodies_option
@option("--sort", type=Choice(SORTS), help=N_("Order of the rows (total; jsonl, csv and long: as found)."))
@kind_option(N_("Only bodies of this kind."))
@year_option(N_("Only files of this year."))
@option("--band", type=Whole(1), metavar="N", help=N_("List only band N; averages are of all."))
@option("--self", "own", is_flag=True, help=N_("Add the criteria on which bodies rate themselves too high or too low."))
@threshold_options
@option("--jobs", type=Jobs(), default="auto", metavar="N|auto", help=N_("Processes at work (auto)."))
@pass_session
def command(
    session: Session,
    paths: tuple[str, ...],
    sort: str | None,
    kind: str | None,
    year: int | None,
    band: int | None,
    own: bool,
    fail_under: int,
    min_band: int,
    jobs: int | None,
) -> int:
    """Check every file, show the report and say by the exit code how it ended."""
    from monitor_cli.cli.outcome import batch_exit_code, refuse_band, show_left_out, threshold_code
    from monitor_cli.cli.progress import note_cost
    from monitor_cli.cli.years import nothing_asked_for
    from monitor_cli.core.batch import BatchReport, Selection, SortedRows
    from monitor_cli.messages import current_language
    from monitor_cli.output.reports.batch import status_counts
    from monitor_cli.reading.discovery import find_files

    refuse_band(band, *session.library.sets)
    chosen = session.format_of(BATCH)
    if chosen == "json":
        note_cost(paths, 2)
    use_register(session, paths)
    gathered = session.gather(paths, Selection(kind, year, band), jobs)
    if not gathered.summary.files:
        raise nothing_asked_for(gathered.settled(everything=True))
    scores = sum(group.scored * len(group.scores) for group in gathered.summary.groups.values())
    if chosen == "xlsx" and scores >= SHEET_ROWS:
        words = _("there are {count} scores, and a sheet of a workbook holds {most} rows; use -f long")
        raise click.UsageError(words.format(count=scores, most=SHEET_ROWS))
    sort = sort or (None if chosen in STREAMING else "total")
    language = current_language()
    in_order = SortedRows(gathered, sort, language) if sort else gathered
    sets = {found.ref: found for found in session.library.sets}
    report = BatchReport(in_order, gathered.summary, sets, own, language)
    absent = expect(session, gathered.settled(everything=True), paths, year=year, kind=kind)
    session.show(BATCH, report, inputs=find_files(paths))
    missed = threshold_code(gathered, fail_under, min_band)
    if chosen == "long":
        show_left_out(gathered)
    click.echo(status_counts(gathered.summary), err=True)
    return batch_exit_code(gathered.summary) or missed or absent
