"""`monitor reconcile`: what several members gave, as one draft for the commission to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, format_option, full_option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.writing import refuse_other_endings
from monitor_cli.messages import N_, _
from monitor_cli.messages.visible import visible
from monitor_cli.output import BINARY, RECONCILE

if TYPE_CHECKING:
    from monitor_cli.core.reconciled import Path
    from monitor_cli.core.result import Result
    from monitor_cli.output.reports.reconcile import Reconciliation


@click.command(
    "reconcile",
    cls=Command,
    help=N_(
        "Write one draft of the forms or files of several members: what they agree on is filled in, a score on which "
        "they differ stays empty, with who gave what beside it."
    ),
)
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE FILE...")
@format_option([name for name in RECONCILE.formats if name not in BINARY], of_output=False)
@output_option
@full_option(expose_value=False)
@pass_session
def command(session: Session, files: tuple[str, ...]) -> int:
    """The draft goes to `--output`, and what it lacks to standard output."""
    from monitor_cli.cli.outcome import exit_code, show_problems

    draft = replace(session, format=None)  # which is that of what is shown
    draft.named_output("draft.yaml")
    refuse_other_endings(session.target)
    if len(files) < 2:
        raise click.UsageError(_("give the files of two members or more"))
    session.refuse_target(files)
    results = sorted(map(session.check, files), key=lambda result: result.file)
    if broken := [result for result in results if not result.is_ok_or_draft]:
        show_problems(broken)
        click.echo(_("nothing is written: every file has to be in order, or a draft"), err=True)
        return exit_code(broken)
    _refuse_others(results)
    text, found = _draft(session, results)
    draft.put([text], inputs=files)
    if session.target:
        session.say(RECONCILE, found, session.format or "")
    return 0


def _refuse_others(results: Sequence[Result]) -> None:
    """Raises click.UsageError, with what each file says, where they are not all about the same."""
    files = [(visible(result.file), result.score_file) for result in results if result.score_file]
    for words, values in (
        (_("the files are about different bodies: {values}"), [file.agency.id for _name, file in files]),
        (_("the files are about different kinds of bodies: {values}"), [file.agency.kind for _name, file in files]),
        (_("the files are of different years: {values}"), [str(file.year) for _name, file in files]),
        (_("the files are scored by different criteria: {values}"), [file.criteria for _name, file in files]),
    ):
        if len(set(values)) > 1:
            each = (f"{name}: {value}" for (name, _file), value in zip(files, values, strict=True))
            raise click.UsageError(words.format(values=", ".join(each)))


def _draft(session: Session, results: Sequence[Result]) -> tuple[str, Reconciliation]:
    """The text of the draft, which is read again: what no file may hold together is kept apart until it holds none."""
    from monitor_cli.core.problems import INCOMPLETE_RULES
    from monitor_cli.core.reconciled import Given, reconcile
    from monitor_cli.output.reports.reconcile import Reconciliation, draft_comments
    from monitor_cli.output.score_file_schema import identity
    from monitor_cli.output.score_yaml import modeline, own_comments, render
    from monitor_cli.reading.discovery import schema_for
    from monitor_cli.reading.document import Document, comments
    from monitor_cli.reading.score_files import check_source, document_of
    from monitor_cli.reading.source import Source

    apart: set[Path] = set()
    documents = [document for result in results if (document := document_of(result))]
    given = [Given(result.file, document.data) for result, document in zip(results, documents, strict=True)]
    found = [one for document in documents if isinstance(document, Document) for one in comments(document)]
    while (criteria_set := results[0].criteria_set) and results[0].score_file:
        draft = reconcile(given, apart)
        own = own_comments(found, criteria_set, results[0].score_file.year)
        written = [(path, text) for path, text in own if not text.startswith(modeline("").lstrip("# "))]
        schema = schema_for(session.target, identity(criteria_set)) if session.target else ""
        head = f"{modeline(schema)}\n" if schema else ""
        text = head + render(criteria_set, draft.data, draft_comments(draft, written))
        if len(text.encode()) > session.most_bytes:
            words = _("the draft would have more than {most} KiB; --max-size raises the limit")
            raise click.UsageError(words.format(most=session.max_size))
        result = check_source(Source(session.output or "", text.encode()), session.library)
        wrong = {_place(p.path, apart) for p in result.errors if p.rule not in INCOMPLETE_RULES}
        if not wrong:
            return text, Reconciliation(draft, result)
        if () in wrong:
            break
        apart |= wrong
    raise ValueError("the draft is not read as a score file")


def _place(path: Sequence[str | int], apart: set[Path]) -> Path:
    """The value at which a problem stands, as far down as members' values are joined."""
    place = tuple(map(str, path[: 3 if path[:1] == ("scores",) else 2]))
    while place in apart:
        place = place[:-1]
    return place
