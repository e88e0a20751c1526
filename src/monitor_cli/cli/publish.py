"""`monitor publish`: the publishable part of a year, as a folder that anyone can recompute."""

from __future__ import annotations

import datetime
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
from monitor_cli.core.texts import LANGUAGES, in_language
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
    from monitor_cli.core.criteria import by_ref
    from monitor_cli.core.hashes import canonical_sha256, text_sha256
    from monitor_cli.core.published import MANIFEST, PAGE, file_names
    from monitor_cli.core.shapes import MOST_LINE
    from monitor_cli.messages.clock import today
    from monitor_cli.output.publication import manifest, score_text, tables
    from monitor_cli.output.report import PageFacts, render
    from monitor_cli.reading.batch import with_duplicates
    from monitor_cli.reading.published import is_replaceable, reread

    target = session.named_folder(f"published-{year or 2025}")
    if os.path.lexists(target) and not (session.force and is_replaceable(target)):
        message = _("{path} exists already; name a new folder, or replace an earlier publication with --force")
        raise UsageError(message, path=target)
    if publisher is not None:
        refuse_hidden("--publisher", publisher)
        if not 0 < len(publisher.strip()) <= MOST_LINE or len(publisher.splitlines()) > 1:
            raise UsageError(_("--publisher is a name on one line, of at most {most} characters"), most=MOST_LINE)
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
    files = {name: score_text(score_file) for name, score_file in full.items()}
    results = with_duplicates(reread(name, data, session.library) for name, data in files.items()).results
    used = by_ref(result.criteria_set for result in results)
    sets = {f"criteria/{ref}.yaml": criteria_set for ref, criteria_set in used.items()}
    files |= {name: criteria_set.raw for name, criteria_set in sets.items()}
    files |= tables(results)
    days = [datetime.date.fromisoformat(link["day"]) for link in closing.links] if closing else []
    about = PageFacts(publisher or "", today(), is_folder=True, unfinished=unfinished, closed_on=days)
    attendance = session.aside.attendance
    files[PAGE] = render(results, session.library.default, attendance=attendance, about=about)
    missing = [
        {"id": body.id, "name": in_language(body.name, LANGUAGES[0]), "kind": body.kind}
        for year, body in (attendance.missing if attendance else ())
        if year == whole.year
    ]
    files[MANIFEST], digest = manifest(
        whole.year,
        sets,
        files,
        {name: text_sha256(raws[id(score_file)]) for name, score_file in full.items()},
        unfinished=unfinished,
        missing=missing,
        publisher=publisher,
        closing=canonical_sha256(closing.links[-1]) if closing else None,
    )
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
