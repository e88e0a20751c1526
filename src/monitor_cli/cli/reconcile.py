"""`monitor reconcile`: the scores of several members as one draft, for the commission to decide."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, report_options
from monitor_cli.cli.outcome import exit_code, show_problems
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.cli.writing import refuse_other_endings
from monitor_cli.messages import N_, _
from monitor_cli.output import FORMATS, RECONCILE

if TYPE_CHECKING:
    from monitor_cli.core.joint_draft import Path
    from monitor_cli.core.result import Result
    from monitor_cli.output.reports.reconcile import Reconciliation


@click.command(
    "reconcile",
    cls=Command,
    help=N_(
        "Join the forms or files of several members into one draft. A score on which they agree is "
        "filled in; one on which they differ stays empty, with each member's score beside it."
    ),
)
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE FILE...")
@report_options([name for name in RECONCILE.formats if not FORMATS[name].is_binary], of_output=False, full=True)
@pass_session
def command(session: Session, files: tuple[str, ...]) -> int:
    """Write the draft to `--output`, and show the scores to decide on standard output."""
    session.named_output("draft.yaml")
    refuse_other_endings(session.target)
    if len(files) < 2:
        raise UsageError(_("give the files of two members or more"))
    given: dict[str, str] = {}
    for file in files:
        if other := given.get(real := os.path.realpath(file)):
            raise UsageError(_("{other} and {file} are one file; give the file of each member"), other=other, file=file)
        given[real] = file
    session.refuse_target(files)
    results = sorted(map(session.check, files), key=lambda result: result.file)
    if broken := [result for result in results if not result.is_ok_or_draft]:
        show_problems(broken)
        note(_("nothing is written: every file must be free of errors, or a draft"))
        return exit_code(broken)
    _refuse_others(results)
    text, reconciliation = _draft(session, results)
    session.write([text], inputs=files)
    if session.target:
        session.print_report(RECONCILE, reconciliation, session.format or "")
    return 0


def _refuse_others(results: Sequence[Result]) -> None:
    """Raise UsageError, with the value of each file, unless body, year and criteria are the same in all."""
    files = [(result.file, result.score_file) for result in results if result.score_file]
    for message, values in (
        (_("the files are about different bodies: {values}"), [file.agency.id for _name, file in files]),
        (_("the files are about different kinds of bodies: {values}"), [file.agency.kind for _name, file in files]),
        (_("the files are of different years: {values}"), [str(file.year) for _name, file in files]),
        (_("the files are scored under different criteria: {values}"), [file.criteria for _name, file in files]),
    ):
        if len(set(values)) > 1:
            each = (f"{name}: {value}" for (name, _file), value in zip(files, values, strict=True))
            raise UsageError(message, values=", ".join(each))


def _draft(session: Session, results: Sequence[Result]) -> tuple[str, Reconciliation]:
    """Return the draft, which is read again: values that no file may combine stay apart, until the draft is valid."""
    from monitor_cli.core.joint_draft import MemberValue, reconcile
    from monitor_cli.core.problems import INCOMPLETE_RULES
    from monitor_cli.output.reports.reconcile import Reconciliation
    from monitor_cli.output.score_file_schema import identity
    from monitor_cli.output.score_yaml import draft_comments, modeline, own_comments, render
    from monitor_cli.reading.discovery import schema_for
    from monitor_cli.reading.document import Document
    from monitor_cli.reading.score_files import check_source, document_of
    from monitor_cli.reading.source import Source
    from monitor_cli.reading.text_check import comments

    apart: set[Path] = set()
    documents = [document for result in results if (document := document_of(result))]
    given = [MemberValue(result.file, document.data) for result, document in zip(results, documents, strict=True)]
    remarks_of_members = [one for doc in documents if isinstance(doc, Document) for one in comments(doc)]
    criteria_set, year = next((r.criteria_set, r.score_file.year) for r in results if r.criteria_set and r.score_file)
    own = own_comments(remarks_of_members, criteria_set, year)
    written = [(path, text) for path, text in own if not text.startswith(modeline("").lstrip("# "))]
    schema = schema_for(session.target, identity(criteria_set)) if session.target else ""
    head = f"{modeline(schema)}\n" if schema else ""
    while True:
        draft = reconcile(given, apart)
        text = head + render(criteria_set, draft.data, draft_comments(draft, written))
        if len(text.encode()) > session.most_bytes:
            message = _("the draft would have more than {most} KiB; --max-size raises the limit")
            raise UsageError(message, most=session.max_size)
        result = check_source(Source(session.output or "", text.encode()), session.library)
        invalid = {_place(p.path, apart) for p in result.errors if p.rule not in INCOMPLETE_RULES}
        if not invalid:
            return text, Reconciliation(draft, result)
        if () in invalid:
            raise ValueError("the draft is not read as a score file")
        apart |= invalid


def _place(path: Sequence[str | int], apart: set[Path]) -> Path:
    """Return the path of the joined value that contains a problem."""
    place = tuple(map(str, path[: 3 if path[:1] == ("scores",) else 2]))
    while place in apart:
        place = place[:-1]
    return place
