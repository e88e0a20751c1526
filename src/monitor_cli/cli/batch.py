"""`monitor batch`: folders of score files, one row per file, with bands and averages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.checking import gather, note_cost
from monitor_cli.cli.options import (
    Choice,
    Command,
    WholeNumber,
    kind_option,
    option,
    report_options,
    threshold_options,
    year_option,
)
from monitor_cli.cli.outcome import code_of, refuse_band, show_left_out, threshold_code
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.cli.years import expect, nothing_asked_for, use_register
from monitor_cli.messages import N_, _
from monitor_cli.output import BATCH, FORMATS

if TYPE_CHECKING:
    from monitor_cli.core.batch import Order
    from monitor_cli.core.score_file import Kind

SORTS = ("total", "name", "year")
SHEET_ROWS = 1_048_576
"""The rows of a sheet in Excel, the head included."""


class Jobs(click.ParamType):  # type: ignore[type-arg] # generic only in newer versions of click
    """A number of processes, or `auto`, which is None."""

    name = "jobs"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        return None if value == "auto" else WholeNumber(1, 256).convert(value, param, ctx)


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
@report_options(BATCH.formats, full=True, bodies=True)
@option(
    "--sort",
    type=Choice(SORTS),
    help=N_("Set the order of the rows (default: total; in jsonl, csv and long: as found)."),
)
@kind_option(N_("Include only bodies of this kind."))
@year_option(N_("Include only files of this year."))
@option("--band", type=WholeNumber(1), metavar="N", help=N_("List only band N; averages cover all files."))
@option(
    "--self",
    "own",
    is_flag=True,
    help=N_("Add the criteria on which bodies score themselves higher or lower than the commission."),
)
@threshold_options
@option(
    "--jobs", type=Jobs(), default="auto", metavar="N|auto", help=N_("Set the number of processes (default: auto).")
)
@pass_session
def command(
    session: Session,
    paths: tuple[str, ...],
    sort: Order | None,
    kind: Kind | None,
    year: int | None,
    band: int | None,
    own: bool,
    fail_under: int,
    min_band: int,
    jobs: int | None,
) -> int:
    from monitor_cli.core.batch import BatchReport, Selection, SortedRows
    from monitor_cli.core.criteria import by_ref
    from monitor_cli.messages import current_language
    from monitor_cli.output.reports.batch import status_counts
    from monitor_cli.reading.discovery import find_files

    refuse_band(band, *session.library.sets)
    chosen = session.format_of(BATCH)
    if chosen == "json":
        note_cost(paths, 2)
    use_register(session, paths)
    gathered = gather(session, paths, Selection(kind, year, band), jobs)
    if not gathered.summary.files:
        raise nothing_asked_for(gathered.settled(everything=True))
    scores = sum(group.scored * len(group.scores) for group in gathered.summary.groups.values())
    if chosen == "xlsx" and scores >= SHEET_ROWS:
        message = _("there are {count} scores, but a sheet of a workbook has {most} rows; use -f long")
        raise UsageError(message, count=scores, most=SHEET_ROWS)
    sort = sort or (None if FORMATS[chosen].use == "rows" else "total")
    language = current_language()
    in_order = SortedRows(gathered, sort, language) if sort else gathered
    report = BatchReport(in_order, gathered.summary, by_ref(session.library.sets), own, language)
    absent = expect(session, gathered.settled(everything=True), paths, year=year, kind=kind)
    session.show(BATCH, report, inputs=find_files(paths))
    missed = threshold_code(gathered, fail_under, min_band)
    if chosen == "long":
        show_left_out(gathered)
    note(status_counts(gathered.summary))
    return code_of(gathered.summary.statuses) or missed or absent
