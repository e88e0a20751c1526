"""`monitor publish`: what may be published of a year, as a folder that anyone can compute anew."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, bodies_option, option, output_option, year_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.core.texts import LANGUAGES, in_language
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.messages.visible import visible

if TYPE_CHECKING:
    from monitor_cli.core.frozen import ClosedYear
    from monitor_cli.core.register import RegisteredBody

MOST_NAME = 500
"""So many characters a publisher's name has at most."""


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
@output_option
@bodies_option
@year_option(N_("The year, where there are several."))
@option("--publisher", metavar="NAME", help=N_("Who publishes; it stands on the page and in the manifest."))
@option("--frozen", type=click.Path(), metavar="FILE", help=N_("The closing of the year, which has to hold."))
@option("--unfinished", is_flag=True, help=N_("Publish what is complete of a year that is not, marked as unfinished."))
@pass_session
def command(
    session: Session,
    paths: tuple[str, ...],
    year: int | None,
    publisher: str | None,
    frozen: str | None,
    unfinished: bool,
) -> int:
    """Publish a whole year, or with `--unfinished` what is complete of it."""
    from monitor_cli.cli.whole_year import refuse_hidden, whole_year
    from monitor_cli.cli.writing import write_folder
    from monitor_cli.cli.years import note_monitorings, note_strays
    from monitor_cli.core.hashes import canonical_sha256, text_sha256
    from monitor_cli.core.published import MANIFEST, PAGE, file_names
    from monitor_cli.core.result import row_of
    from monitor_cli.messages.clock import today
    from monitor_cli.output.publication import manifest, score_text, tables
    from monitor_cli.output.report import About, render
    from monitor_cli.reading.batch import with_duplicates
    from monitor_cli.reading.published import is_replaceable, reread

    target = session.named_folder(f"published-{year or 2025}")
    if os.path.lexists(target) and not (session.force and is_replaceable(target)):
        words = _("{path} exists already; name a new folder, or replace what was published there before with --force")
        raise click.UsageError(words.format(path=visible(target)))
    if publisher is not None:
        refuse_hidden("--publisher", publisher)
        if not 0 < len(publisher.strip()) <= MOST_NAME or len(publisher.splitlines()) > 1:
            words = _("--publisher is a name on one line, of at most {most} characters")
            raise click.UsageError(words.format(most=MOST_NAME))
    closing = _closing(session, frozen) if frozen else None
    if isinstance(closing, int):
        return closing
    whole = whole_year(session, paths, year, unfinished=unfinished)
    if isinstance(whole, int):
        return whole
    if closing and closing.year != whole.year:
        words = _("{file} closes the year {year}, and these files are of {other}")
        raise click.UsageError(words.format(file=visible(frozen or ""), year=closing.year, other=whole.year))
    raws = {id(result.score_file): result.raw or b"" for result in whole.results}
    full = file_names(result.score_file for result in whole.results if result.score_file)
    files = {name: score_text(score_file) for name, score_file in full.items()}
    results = with_duplicates(reread(name, data, session.library) for name, data in files.items())
    sets = {f"criteria/{one.ref}.yaml": one for one in (result.criteria_set for result in results) if one}
    files |= {name: criteria_set.raw for name, criteria_set in sets.items()}
    files |= tables(results)
    days = [datetime.date.fromisoformat(link["day"]) for link in closing.links] if closing else []
    about = About(publisher or "", today(), is_folder=True, unfinished=unfinished, closed_on=days)
    attendance = session.aside.get("register")
    files[PAGE] = render(results, session.library.default, attendance=attendance, about=about)
    files[MANIFEST], digest = manifest(
        whole.year,
        sets,
        files,
        {name: text_sha256(raws[id(score_file)]) for name, score_file in full.items()},
        unfinished=unfinished,
        missing=[_missing(body) for year, body in attendance.missing if year == whole.year] if attendance else [],
        publisher=publisher,
        closing=canonical_sha256(closing.links[-1]) if closing else None,
    )
    write_folder(target, files, replaceable=session.force)
    words = ngettext(
        "{path}: the result of {count} body in {year} is published",
        "{path}: the results of {count} bodies in {year} are published",
        len(full),
    )
    click.echo(words.format(path=visible(target), count=len(full), year=whole.year), err=True)
    note_monitorings(whole.every)
    note_strays(list(map(row_of, whole.every)))
    click.echo(_("digest: {digest}").format(digest=digest), err=True)
    return 0


def _missing(body: RegisteredBody) -> dict[str, str]:
    return {"id": body.id, "name": in_language(body.name, LANGUAGES[0]), "kind": body.kind}


def _closing(session: Session, file: str) -> ClosedYear | int:
    """The closed year, or the exit code where the year is not what was closed."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.cli.whole_year import check_closings, not_written

    results, years = check_closings(session, [file])
    if exit_code(results) or not years:
        return not_written(session, results, _("nothing is written: the year is not what was closed"))
    if years[0].is_first:
        raise click.UsageError(_("a closing of version 1 has no chain; close the year in a new file"))
    return years[0]
