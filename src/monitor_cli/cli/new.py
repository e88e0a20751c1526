"""`monitor new`: a commented score file to fill in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, Completions, completions, kind_option, option, output_option, year_option
from monitor_cli.cli.session import STANDARD_OUTPUT, Session, pass_session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.cli.writing import refuse_other_endings
from monitor_cli.messages import N_, _

if TYPE_CHECKING:
    from monitor_cli.core.score_file import Kind


class BodyId(click.ParamType):  # type: ignore[type-arg] # generic only in newer versions of click
    """The id of a body; a shell completes the ids of the register in the working folder or above it."""

    name = "id"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Completions:
        from monitor_cli.core.errors import RegisterError
        from monitor_cli.output.wording import localized
        from monitor_cli.reading.discovery import REGISTERS, beside
        from monitor_cli.reading.register import load_register

        try:
            bodies = [body for file in beside(["."], *REGISTERS) for body in load_register(file).bodies]
        except RegisterError:
            return []
        return completions(((body.id, localized(body.name)) for body in bodies), incomplete)


@click.command("new", cls=Command, help=N_("Create a commented score file to fill in."))
@click.argument("file", type=click.Path(), required=False, metavar="[FILE]")
@output_option
@option(
    "--id",
    "agency_id",
    type=BodyId(),
    metavar="SLUG",
    help=N_("Set the id of the body: lowercase Latin letters, digits, hyphens."),
)
@option("--name", metavar="NAME", help=N_("Set the name of the body, as it is printed."))
@kind_option(N_("Set the kind of the body (default: state)."), default="state")
@option("--secretary", metavar="NAME", help=N_("Set the state secretary of a state body."))
@year_option(N_("Set the year of the monitoring (default: this year)."))
@pass_session
def command(
    session: Session,
    file: str | None,
    agency_id: str | None,
    name: str | None,
    kind: Kind,
    secretary: str | None,
    year: int | None,
) -> int:
    from monitor_cli.messages.clock import today
    from monitor_cli.output.score_file_schema import identity
    from monitor_cli.output.score_yaml import BlankFile, render_blank
    from monitor_cli.reading.discovery import schema_for

    if file and session.output:
        raise UsageError(_("name the file once: as an argument or with -o"))
    if kind == "municipal" and secretary:
        raise UsageError(_("a municipal body has no state secretary"))
    target = session.target if file in STANDARD_OUTPUT else file
    refuse_other_endings(target)
    criteria_set = session.library.default
    schema = schema_for(target, identity(criteria_set)) if target else ""
    year = year or today().year
    blank = BlankFile(id=agency_id, name=name, kind=kind, secretary=secretary, year=year, schema=schema)
    text = render_blank(criteria_set, blank)
    _refuse_invalid(session, text)
    session.write([text], to=target)
    if target:
        note(_("{file} is written; fill in the scores and check it with: monitor validate {file}"), file=target)
        if not schema:
            _note_schema(criteria_set.ref, target)
    return 0


def _refuse_invalid(session: Session, text: str) -> None:
    """Raise UsageError for a name or an id that `monitor validate` would not accept."""
    from monitor_cli.messages.problems import message
    from monitor_cli.reading.score_files import check_source
    from monitor_cli.reading.source import Source

    result = check_source(Source("-", text.encode("utf-8", "backslashreplace")), session.library)
    for problem in result.problems:
        if problem.rule not in ("score-empty", "value-empty"):
            raise UsageError(message(problem))


def _note_schema(ref: str, file: str) -> None:
    """Tell how to enable the schema in editors."""
    from monitor_cli.output.score_yaml import modeline

    name = f"{ref}.schema.json"
    note(_("to let editors check and explain the file while you type, begin it with: {line}"), line=modeline(name))
    schema = os.path.join(os.path.dirname(file), name)
    note(_("and write the schema with: monitor schema -o {file}"), file=schema)
