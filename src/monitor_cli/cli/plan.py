"""`monitor plan`: the cheapest way to the next band."""

from __future__ import annotations

import os

import click

from monitor_cli.cli.options import Command, Whole, format_option, option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _
from monitor_cli.messages.visible import visible
from monitor_cli.output import PLAN


@click.command(
    "plan",
    cls=Command,
    help=N_("The cheapest way to the next band, criterion by criterion, and how many points may be lost."),
)
@click.argument("file", type=click.Path(), metavar="FILE")
@format_option(PLAN.formats)
@output_option
@option("--band", type=Whole(1), metavar="N", help=N_("The band to reach (the next one)."))
@pass_session
def command(session: Session, file: str, band: int | None) -> int:
    """Plan for one file; a file without a total has no plan."""
    from monitor_cli.cli.outcome import exit_code, show_why_no_total
    from monitor_cli.core.plan import plan
    from monitor_cli.output.reports.plan import FilePlan

    if os.path.isdir(file):
        words = _("{path} is a folder; a plan is made for one file")
        raise click.UsageError(words.format(path=visible(file)))
    result = session.check(file)
    card = result.scorecard
    if card and band is not None and band > len(card.criteria_set.bands):
        words = _("band {number} cannot be reached: there is none; the bands are numbered 1 to {last}")
        raise click.UsageError(words.format(number=band, last=len(card.criteria_set.bands)))
    if card or session.format_of(PLAN) == "json":
        session.show(PLAN, FilePlan(result, plan(card, band) if card else None), inputs=[file])
    if card is None:
        show_why_no_total([result])
        click.echo(_("a plan needs a score for every criterion and no errors"), err=True)
    return exit_code([result]) or (0 if card else 1)
