"""The session of a run: the common options, the notes beside the report, and its destination."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, wraps
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click

from monitor_cli.cli.options import META
from monitor_cli.cli.terminal import UsageError, as_bytes, aside, note, note_tracebacks, terminal_look, write_out
from monitor_cli.core.problems import UnreadFile
from monitor_cli.messages import _
from monitor_cli.output import FORMATS, Aside, Look, Report, Value, fitting, show

if TYPE_CHECKING:
    from monitor_cli.core.result import Result, Row
    from monitor_cli.reading.criteria_files import CriteriaLibrary

    Checked = TypeVar("Checked", Result, Row)

STANDARD_OUTPUT = (None, "-", "/dev/stdout")


@dataclass
class Session:
    """The common options of one run; `max_size` is in KiB, and `formats` are those of `-f` in this command."""

    criteria: tuple[str, ...] = ()
    color: str = "auto"
    format: str | None = None
    output: str | None = None
    force: bool = False
    traceback: bool = False
    max_size: int = 256
    formats: tuple[str, ...] = ()
    bodies: str | None = None
    beside: list[str] = field(default_factory=list)
    """The files that are read although no argument refers to them; none of them is written to."""
    aside: Aside = field(default_factory=Aside)
    """The facts beside the report, as they become known."""

    @cached_property
    def library(self) -> CriteriaLibrary:
        """The criteria sets of this run.

        Raises CriteriaError for a `--criteria` file that cannot be used.
        """
        from monitor_cli.reading.criteria_files import CriteriaLibrary

        return CriteriaLibrary(*self.criteria)

    @property
    def most_bytes(self) -> int:
        """The size of the largest file that is read, in bytes."""
        return self.max_size * 1024

    @property
    def target(self) -> str | None:
        """The file for the report; None for standard output."""
        return None if self.output in STANDARD_OUTPUT else self.output

    @property
    def has_terminal(self) -> bool:
        """True if standard output is a terminal or is coloured like one."""
        return sys.stdout.isatty() or self.color == "always"

    @property
    def goes_to_terminal(self) -> bool:
        """True if the report goes to a terminal."""
        return self.output is None and self.has_terminal

    def named_output(self, example: str, *formats: str) -> str:
        """Return the file of `-o`, required for reports that no terminal can show; its ending fits the `formats`.

        Raises UsageError, with the name of an `example`, without `-o` and for another ending.
        """
        if self.output is None:
            raise UsageError(_("name the file to write with -o, for example: -o {file}"), file=example)
        if formats:
            self.format_by_ending(*formats)
        return self.output

    def named_folder(self, example: str) -> str:
        """Return the folder of `-o`.

        Raises UsageError, with the name of an `example`, without `-o` and for the name of a file.
        """
        if self.target is None:
            raise UsageError(_("name the folder to write with -o, for example: -o {folder}"), folder=example)
        stem, ending = os.path.splitext(self.target)
        if ending and fitting(ending.lower()) and not os.path.isdir(self.target):
            message = _("{file} is the name of a file, and a folder is written; name it, for example: -o {folder}")
            raise UsageError(message, file=self.target, folder=stem)
        return self.target

    def check(self, file: str) -> Result:
        """Check a file given as a score file; a file of another kind is an error."""
        from monitor_cli.reading.score_files import check_score_file

        return next(self.traced([check_score_file(file, self.library, most_bytes=self.most_bytes)]))

    def traced(self, checked: Iterable[Checked]) -> Iterator[Checked]:
        """Yield results or rows; with `--traceback`, show the traceback of each file at which the tool failed."""
        for one in checked:
            if self.traceback:
                note_tracebacks(one.problems)
            yield one

    def note_folders(self, paths: tuple[str, ...]) -> None:
        """Note the files in the folders among the paths that are not read."""
        from monitor_cli.reading.discovery import passed_over

        self.aside = self.aside._replace(unread=self.aside.unread or ())
        self.note_unread(passed_over(paths))

    def note_unread(self, files: Iterable[UnreadFile]) -> None:
        """Note files that are not read, to be shown at the end."""
        if every := tuple(dict.fromkeys((*(self.aside.unread or ()), *files))):
            self.aside = self.aside._replace(unread=every)

    def format_by_ending(self, *formats: str) -> str:
        """Return the format of `-f`, else the first of `formats` that fits the ending of `--output`, else "".

        Raises UsageError, which lists what can be written, for an ending that fits none of them or not `-f`.
        """
        ending = os.path.splitext(self.target or "")[1].lower()
        fit = fitting(ending, [name for name in formats if self.format in (None, name)])
        if ending and not fit:
            endings = ", ".join(dict.fromkeys(end for name in formats for end in FORMATS[name].endings if end))
            message = _("the ending of {file} does not fit the format {format}; this command writes: {endings}")
            if not self.format:
                message = _("the ending of {file} fits no format of this command; it writes: {endings}")
            raise UsageError(message, file=self.output, format=self.format, endings=endings)
        return self.format or (fit[0] if ending else "")

    def format_of(self, report: Report[Any], default: str = "") -> str:
        """Return the format of `-f` or of the ending of `--output`, else the `default`, else the table for a terminal
        and the text for a pipe.

        Raises UsageError for an ending of no format that the report has, and for a binary format on a terminal.
        """
        chosen = self.format_by_ending(*report.formats) or default or ("table" if self.goes_to_terminal else "text")
        if FORMATS[chosen].is_binary and self.goes_to_terminal:
            self.named_output(f"{report.name}.{chosen}")
        return chosen

    def show(self, report: Report[Value], value: Value, *, default: str = "", inputs: Iterable[str] = ()) -> None:
        """Show a report of `value`, or write it to the file of `--output`, which may be none of the `inputs`."""
        look = terminal_look(self.color) if self.target is None else Look()
        self.write(show(report, value, self.format_of(report, default), look, self.aside), inputs=inputs)

    def print_report(self, report: Report[Value], value: Value, format_name: str = "") -> None:
        """Show a report on standard output while another report goes to a file."""
        chosen = format_name or ("table" if self.has_terminal else "text")
        write_out(show(report, value, chosen, terminal_look(self.color), self.aside))

    def write(
        self, pieces: Iterable[str | bytes], *, inputs: Iterable[str] = (), to: str | None = None, force: bool = False
    ) -> None:
        """Print `pieces`, or write them `to` a file, else that of `--output`; it may be none of the `inputs`.

        With `force`, an existing file is overwritten also without `--force`.
        """
        target = to or self.target
        if target in STANDARD_OUTPUT:
            write_out(pieces)
            return
        from monitor_cli.cli.writing import write_file

        inputs = chain(inputs, self.implicit_inputs())
        write_file(target, map(as_bytes, pieces), force=force or self.force, inputs=inputs)
        if to is None and os.path.isfile(target):  # not a device
            note(_("{file} is written"), file=target)

    def refuse_target(self, inputs: Iterable[str], *, force: bool = False) -> None:
        """Raise the OutputError now that writing to `--output` would raise at the end."""
        if self.target is not None:
            from monitor_cli.cli.writing import check_target, statuses

            input_statuses = statuses(chain(inputs, self.implicit_inputs()))
            check_target(self.target, force=force or self.force, inputs=input_statuses)

    def implicit_inputs(self) -> Iterator[str]:
        """Yield the files that are read although no argument refers to them; none of them is written to."""
        from monitor_cli.reading.criteria_files import published_files

        yield from self.criteria
        yield from filter(None, (self.bodies, self.library.register and self.library.register.file))
        yield from published_files().values()
        yield from self.beside


def pass_session(function: Callable[..., int]) -> Callable[..., int]:
    """Give the command its Session as the first argument; at the end, show the notes that belong to its report."""

    @wraps(function)
    @click.pass_context
    def with_session(context: click.Context, /, *args: Any, **kwargs: Any) -> int:
        session = session_of(context)
        if session.formats:
            session.format_by_ending(*session.formats)
        try:
            code = function(session, *args, **kwargs)
        except click.exceptions.Exit as end:
            code = end.exit_code
        finally:
            if session.aside.unread:
                from monitor_cli.messages.system import unread_notes

                for line in unread_notes(session.aside.unread):
                    aside(line)
        for line in _notes(session, code):
            note(line)
        return code

    return with_session


def _notes(session: Session, code: int) -> Iterator[str]:
    """Yield the turnout, and for tables the notes about criteria sets that a table has no place for."""
    chosen = session.format or next(iter(fitting(os.path.splitext(session.output or "")[1].lower())), "")
    is_table = chosen in FORMATS and FORMATS[chosen].use in ("rows", "workbook")
    if session.aside.attendance:
        from monitor_cli.output.attendance import turnout_lines

        yield from turnout_lines(session.aside.attendance, names=is_table or not (session.formats or code))
    if session.criteria and is_table:
        from monitor_cli.output.wording import unpublished_set_notes

        yield from unpublished_set_notes(*session.library.sets)


def session_of(context: click.Context) -> Session:
    """Return a Session with the common options parsed so far."""
    known = {k.removeprefix(META): v for k, v in context.meta.items() if k.startswith(META) and k != META + "lang"}
    return Session(**known)
