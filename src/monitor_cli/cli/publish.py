"""`monitor publish`: the publishable part of a year, as a folder that anyone can recompute."""

from __future__ import annotations

import os

import click

from monitor_cli.cli.options import Command, bodies_option, folder_option, option, year_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.cli.writing import write_folder
from monitor_cli.cli.years import (
    check_closings,
    one_closing,
    refuse_hidden,
    refuse_other_files,
    refuse_other_year,
    whole_year,
)
from monitor_cli.messages import N_, _, ngettext


@click.command(
    "publish",
    cls=Command,
    help=N_(
        "Write the publishable part of a year to a new folder: the scores without notes, evidence, "
        "recommendations and names of members, the ranking, a table, a page and a manifest. `monitor "
        "verify` recomputes it."
    ),
)
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@folder_option
@bodies_option
@year_option(N_("Choose the year, if there are several."))
@option("--publisher", metavar="NAME", help=N_("Show the publisher on the page and in the manifest."))
@option(
    "--frozen",
    type=click.Path(),
    metavar="FILE",
    help=N_("Require that the year has not changed since this file closed it."),
)
@option(
    "--unfinished", is_flag=True, help=N_("Publish the complete files of an incomplete year, marked as unfinished.")
)
@pass_session
def command(
    session: Session,
    paths: tuple[str, ...],
    year: int | None,
    publisher: str | None,
    frozen: str | None,
    unfinished: bool,
) -> int:
    from monitor_cli.core.hashes import text_sha256
    from monitor_cli.core.published import file_names
    from monitor_cli.messages.clock import today
    from monitor_cli.output.publication import folder, score_text
    from monitor_cli.output.report import PageFacts
    from monitor_cli.reading.batch import with_duplicates
    from monitor_cli.reading.published import reread

    target = session.named_folder(f"published-{year or 2025}")
    _refuse(target, publisher, replace=session.force)
    closing = None
    if frozen:
        checked, years = check_closings(session, [frozen])
        why = _("nothing is written: the year has changed since it was closed")
        closing = one_closing(session, checked, next(iter(years), None), why)
    whole = whole_year(session, paths, year, unfinished=unfinished)
    if closing:
        refuse_other_year(frozen or "", closing, whole.year)
        refuse_other_files(frozen or "", closing, whole.results, whole=True)
    raws = {id(result.score_file): result.raw or b"" for result in whole.results}
    full = file_names(result.score_file for result in whole.results if result.score_file)
    scores = {name: score_text(score_file) for name, score_file in full.items()}
    results = with_duplicates(reread(name, data, session.library) for name, data in scores.items()).results
    sources = {name: text_sha256(raws[id(score_file)]) for name, score_file in full.items()}
    about = PageFacts(publisher or "", today(), is_folder=True, unfinished=unfinished, closing=closing)
    files, digest = folder(whole.year, results, scores, sources, about, session.aside.attendance)
    write_folder(target, files, replaceable=session.force)
    message = ngettext(
        "{path}: the result of {count} body in {year} is published",
        "{path}: the results of {count} bodies in {year} are published",
        len(full),
    )
    note(message, path=target, count=len(full), year=whole.year)
    whole.note_others()
    note(_("digest: {digest}"), digest=digest)
    return 0


def _refuse(target: str, publisher: str | None, *, replace: bool) -> None:
    """Raise UsageError for a folder that is no publication to `replace`, and for a name that no page can show."""
    from monitor_cli.core.shapes import MOST_LINE
    from monitor_cli.reading.published import is_replaceable

    if os.path.lexists(target) and not (replace and is_replaceable(target)):
        message = _("{path} exists already; name a new folder, or replace an earlier publication with --force")
        raise UsageError(message, path=target)
    if publisher is not None:
        refuse_hidden("--publisher", publisher)
        if not 0 < len(publisher.strip()) <= MOST_LINE or len(publisher.splitlines()) > 1:
            raise UsageError(_("--publisher is a name on one line, of at most {most} characters"), most=MOST_LINE)
