"""`monitor rank`: the year's rating (R3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.checking import gather
from monitor_cli.cli.options import Command, kind_option, option, report_options, year_option
from monitor_cli.cli.outcome import code_of
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.cli.years import expect, note_strays, one_year, use_register
from monitor_cli.messages import KIND_TITLES, KINDS, N_, _, current_language
from monitor_cli.output import FORMATS, RANK

if TYPE_CHECKING:
    from monitor_cli.core.result import Row
    from monitor_cli.core.score_file import Kind


@click.command(
    "rank",
    cls=Command,
    help=N_(
        "Rank the state secretaries of one year by total, with shared ranks, the stability of each rank, "
        "and everything that was left out. A file with errors gives exit code 1, whatever its kind and "
        "year."
    ),
)
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@report_options(RANK.formats, bodies=True)
@year_option(N_("Choose the year, if there are several."))
@kind_option(N_("Rank bodies of this kind (default: state; a workbook has one sheet per kind)."))
@option(
    "--edition", metavar="ID@EDITION", help=N_("Choose the criteria of the ranking (default: those of most bodies).")
)
@pass_session
def command(session: Session, paths: tuple[str, ...], year: int | None, kind: Kind | None, edition: str | None) -> int:
    """Rank the complete files; the exit code says whether a broken file was left out."""
    from monitor_cli.core.rating import Rating, prevailing_ref, rate_rows
    from monitor_cli.output.reports.rank import Rankings, summary
    from monitor_cli.output.wording import repeated_monitoring_rule, tie_rule
    from monitor_cli.reading.discovery import find_files

    library = session.library
    if edition is not None and edition not in library.refs:
        message = _("there is no criteria set “{ref}”; available: {known}")
        raise UsageError(message, ref=edition, known=", ".join(library.refs))
    use_register(session, paths)
    gathered = gather(session, paths)
    year = one_year(gathered, year)
    format_name = session.format_of(RANK)
    by_kind = kind is None and format_name == "xlsx"

    def rating_of(kind: Kind) -> Rating:
        ref = edition or prevailing_ref(gathered, kind=kind, year=year, refs=library.refs)
        used = next((criteria_set for criteria_set in library.sets if criteria_set.ref == ref), None)
        rows = gathered.settled()
        if by_kind:  # a file of unknown kind is on every sheet
            rows = (row for row in rows if getattr(row.body or row.about, "kind", None) in (None, kind))
        return rate_rows(rows, kind=kind, year=year, criteria_set=used, language=current_language())

    ratings = [rating_of(one) for one in (_kinds(gathered, year) if by_kind else [kind or "state"])]
    absent = expect(session, gathered.settled(), paths, year=year, kind=None if by_kind else ratings[0].kind)
    session.show(RANK, Rankings(ratings, library.register), inputs=find_files(paths))
    for rating in ratings:
        kind_title = f"{_(KIND_TITLES[rating.kind])}: " if len(ratings) > 1 else ""
        note(kind_title + summary(rating))
    note_strays(gathered)
    if rating.criteria_set and FORMATS[format_name].use == "rows":  # which have no place for it
        for line in (*tie_rule(rating.criteria_set), *repeated_monitoring_rule(rating.criteria_set)):
            note(line)
    has_places = any(rating.places for rating in ratings)
    if not has_places:
        note(_("there is no body to rank"))
    return code_of(gathered.summary.statuses) or absent or int(not has_places)


def _kinds(rows: Iterable[Row], year: int | None) -> list[Kind]:
    """Return the kinds of bodies with a file of the year, state bodies first; `state` if there are none."""
    kinds = {row.body.kind for row in rows if row.body and row.body.year == year}
    return [kind for kind in KINDS if kind in kinds] or ["state"]
