"""`monitor verify`: the recomputation of a published year."""

from __future__ import annotations

import os
from dataclasses import replace

import click

from monitor_cli.cli.options import Command, option, report_options
from monitor_cli.cli.outcome import exit_code
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.output import VALIDATE


@click.command(
    "verify",
    cls=Command,
    help=N_(
        "Recompute a published folder from its contents alone: hashes, totals, bands, ranks and tables. "
        "If anything differs, the command reports it and exits with code 1."
    ),
)
@click.argument("folder", type=click.Path(), metavar="FOLDER")
@report_options(VALIDATE.formats)
@option("--digest", metavar="SHA256", help=N_("Require this digest, as announced."))
@pass_session
def command(session: Session, folder: str, digest: str | None) -> int:
    """Compare the tables of the folder with tables computed from its scores."""
    from monitor_cli.core.problems import Problem
    from monitor_cli.core.published import FOLDER, MANIFEST, RATING
    from monitor_cli.output.publication import tables
    from monitor_cli.output.reports.validate import Validation
    from monitor_cli.output.wording import unpublished_set_notes
    from monitor_cli.reading.batch import with_duplicates
    from monitor_cli.reading.published import check_table, read_publication

    if not any(os.path.lexists(os.path.join(folder, name)) for name in (MANIFEST, FOLDER, RATING)):
        raise UsageError(_("`monitor publish` did not write {path}; give the folder that it wrote"), path=folder)
    manifest, files = read_publication(folder)
    if manifest and digest and digest.strip().lower() != manifest.digest:
        params = {"cause": "other-digest", "digest": str(manifest.digest)}
        files[MANIFEST] = replace(files[MANIFEST], problems=(Problem("published-digest", params),))
    scores = (replace(result, file=name) for name, result in files.items() if result.score_file)
    scored = with_duplicates(scores).results
    if not exit_code(files.values()):
        for name, table in tables(scored).items():
            files[name] = check_table(files[name], table)
    results = list(files.values())
    session.show(VALIDATE, Validation(results), inputs=[result.file for result in results])
    if code := exit_code(results):
        first = next(result.file for result in results if result.errors)
        note(_("this is not as it was published; the first difference is in {file}"), file=first)
        return code
    if manifest:
        message = ngettext(
            "{year}: the result of {count} body was recomputed, and nothing differs",
            "{year}: the results of {count} bodies were recomputed, and nothing differs",
            len(scored),
        )
        note(message, year=manifest.year, count=len(scored))
        note(_("digest: {digest}"), digest=manifest.digest)
        if manifest.unfinished:
            note(_("this is not a final result: it was published before the year was complete"))
        for line in unpublished_set_notes(*(result.criteria_set for result in results if result.criteria_set)):
            note(line)
    return 0
