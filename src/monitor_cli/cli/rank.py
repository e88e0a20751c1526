"""`monitor rank`: the year's rating (R3)."""

from __future__ import annotations

import click

from monitor_cli.cli.beside import expect, use_register
from monitor_cli.cli.options import (
    Command,
    bodies_option,
    format_option,
    kind_option,
    option,
    output_option,
    year_option,
)
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _, current_language
from monitor_cli.output import RANK


@click.command(
    "rank",
    cls=Command,
    help=N_(
        "Rate the state secretaries of one year by total: shared places, how firm each place is, and everything "
        "that was left out. A broken file gives exit code 1, whatever its kind and year."
    ),
)
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@format_option(RANK.formats)
@output_option
@bodies_option
@year_option(N_("The year, where there are several."))
@kind_option(N_("Rate bodies of this kind (state)."), default="state")
@option("--edition", metavar="ID@EDITION", help=N_("The criteria of the rating (those of most bodies)."))
@pass_session
def command(session: Session, paths: tuple[str, ...], year: int | None, kind: str, edition: str | None) -> int:
    """Rate what is complete, show the rating and say by the exit code whether anything broken was left out."""
    from monitor_cli.cli.outcome import batch_exit_code
    from monitor_cli.cli.years import note_strays, one_year
    from monitor_cli.core.rating import prevailing_ref, rate_rows
    from monitor_cli.output.reports.rank import summary
    from monitor_cli.output.wording import repeated_monitoring_rule, tie_rule
    from monitor_cli.reading.discovery import find_files

    library = session.library
    if edition is not None and edition not in library.refs:
        words = _("there is no criteria set “{ref}”; known are: {known}")
        raise click.UsageError(words.format(ref=edition, known=", ".join(library.refs)))
    register = use_register(session, paths)
    rows = session.gather(paths)
    year = one_year(rows, year)
    ref = edition or prevailing_ref(rows, kind=kind, year=year, refs=library.refs)
    judging = next((found for found in library.sets if found.ref == ref), None)
    language = current_language()
    rating = rate_rows(rows.settled(), kind=kind, year=year, criteria_set=judging, language=language, register=register)
    absent = expect(session, rows.settled(), paths, year=year, kind=kind)
    session.show(RANK, rating, inputs=find_files(paths))
    click.echo(summary(rating), err=True)
    note_strays(rows)
    if rating.criteria_set and session.format_of(RANK) in ("csv", "jsonl"):  # which have no place for it
        for line in (*tie_rule(rating.criteria_set), *repeated_monitoring_rule(rating.criteria_set)):
            click.echo(line, err=True)
    if not rating.places:
        click.echo(_("there is no body that could be rated"), err=True)
    return batch_exit_code(rows.summary) or absent or (0 if rating.places else 1)
