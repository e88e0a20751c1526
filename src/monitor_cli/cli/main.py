"""The program: finds the command, and turns every outcome into a message and an exit code."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import sys
from importlib import import_module
from typing import NoReturn

import click

from monitor_cli.cli.options import Completions, Group, completions, group_options
from monitor_cli.cli.terminal import as_typed, filled, help_width, note, note_lines, note_tracebacks, prepare_streams
from monitor_cli.core.errors import NoFilesError, TemporaryFileError, UnusableError
from monitor_cli.core.texts import LANGUAGES
from monitor_cli.messages import N_, _, mistaken_language, preferred_language, use_language
from monitor_cli.reading.interrupts import ENDING

GROUPS = {"score": N_("A file"), "batch": N_("A year"), "form": N_("The forms"), "criteria": N_("Reference")}
"""The titles of the groups, each by the first command of its group."""

COMMANDS = {
    "score": N_("Score single files: areas, criteria, total and band."),
    "validate": N_("Check files and folders, also in CI."),
    "plan": N_("Find the shortest way to the next band."),
    "new": N_("Create a score file to fill in."),
    "batch": N_("Score folders: one row per file, and a summary."),
    "rank": N_("Rank the state secretaries of a year."),
    "compare": N_("Show what rose and fell between files or folders."),
    "follow-up": N_("Show the follow-up to the recommendations."),
    "report": N_("Write one page about one body or many."),
    "freeze": N_("Close a year: write the hashes of its files."),
    "publish": N_("Write the publishable part of a year to a folder."),
    "verify": N_("Recompute a published folder."),
    "form": N_("Write and read the official form: as a spreadsheet, on paper."),
    "reconcile": N_("Join the scores of several members into one draft."),
    "memo": N_("Write the briefing memo for a monitoring exercise."),
    "criteria": N_("List, show and check criteria sets."),
    "schema": N_("Write the JSON Schema of files, for editors."),
    "explain": N_("Explain a rule and how to fix a file that breaks it."),
}
"""The commands in the order of the help, each a module of this package; `--help` loads none of them."""

LIBRARIES = {
    "jinja2": "Jinja2",
    "markupsafe": "MarkupSafe",
    "xlsxwriter": "XlsxWriter",
    "docx": "python-docx",
    "python_calamine": "python-calamine",
}
"""The packages that only some commands need, by the name of the module."""

INTERNAL_ERROR, INTERRUPTED, PIPE_CLOSED = 70, 130, 141


class Monitor(Group):
    """Loads the module of a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"monitor_cli.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        title, widest, groups = _("Commands"), max(map(len, COMMANDS)), dict[str, list[tuple[str, str]]]()
        for name, summary in COMMANDS.items():
            title = _(GROUPS[name]) if name in GROUPS else title
            groups.setdefault(title, []).append((name.ljust(widest), _(summary)))
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def unknown(self, ctx: click.Context, args: list[str]) -> str:
        """Return the message about an unknown command; for a file or a folder, it gives the command to type."""
        from monitor_cli.reading.discovery import SUFFIXES

        if not COMMANDS.keys().isdisjoint(args):
            return super().unknown(ctx, args)
        path = as_typed(args)
        if os.path.isdir(args[0]):
            return _("{path} is a folder; score it with: monitor batch {path}").format(path=path)
        if args[0].lower().endswith(SUFFIXES) or os.path.isfile(args[0]):
            return _("a command is missing; to score a file: monitor score {path}").format(path=path)
        return super().unknown(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> Completions:
        commands = {**COMMANDS, "help": N_("Show the help of a command.")}
        names = ((name, _(summary)) for name, summary in commands.items())
        return [*completions(names, incomplete), *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(
    cls=Monitor,
    params=group_options(),
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Score compliance with the legislation on the civil and municipal service under Order No. 158 (2018)."),
)
def monitor() -> None:
    """Run a command."""


def main() -> NoReturn:
    """Run the program with the arguments of the command line and exit."""
    try:
        prepare_streams()
        for number in ENDING:
            if number != signal.SIGINT and signal.getsignal(number) != signal.SIG_IGN:  # as `nohup` leaves a hang-up
                signal.signal(number, _end)
        _leave(run(sys.argv[1:]))
    except (KeyboardInterrupt, EndSignal) as late:  # a signal that came when the run was over
        os._exit(_code_of(late))


def run(arguments: list[str]) -> int:
    """Run once: print the report and the errors, and return the exit code; raises nothing.

    Printing an error can fail too, so the handler for a closed output or an interrupted run encloses everything else.
    """
    try:
        return _attempt(arguments)
    except (KeyboardInterrupt, EndSignal) as ended:
        return _code_of(ended)
    except BrokenPipeError:
        return PIPE_CLOSED
    except OSError as error:
        return _refused(error)


def _attempt(arguments: list[str]) -> int:
    try:
        use_language(preferred_language(arguments))
        if (value := mistaken_language(arguments)) and "_MONITOR_COMPLETE" not in os.environ:
            message = _("MONITOR_LANG is “{value}”, but can only be {languages}; English is used")
            _say(message, value=value, languages=", ".join(LANGUAGES))
        code = _invoke(arguments)
        sys.stdout.flush()
        return code
    except click.exceptions.Exit as stop:
        sys.stdout.flush()
        return stop.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        return _shown(error)
    except OSError:
        raise
    except UnusableError as error:
        return _unusable(error, "--traceback" in arguments)
    except TemporaryFileError as error:
        message = _("the temporary folder {path} cannot be used: {reason}")
        return _say(message, path=error.folder, reason=error.reason)
    except MemoryError:
        return _say(_("there is not enough memory"))
    except NoFilesError as error:
        return _say(_("no score file found under {paths}"), paths=", ".join(error.args))
    except Exception as error:
        return _own_failure(error, "--traceback" in arguments)


class EndSignal(BaseException):
    """The program was asked to end (SIGTERM: 143), or its terminal was closed (SIGHUP: 129)."""


def _end(number: int, frame: object) -> NoReturn:
    raise EndSignal(number)


def _code_of(ended: BaseException) -> int:
    return 128 + int(ended.args[0]) if isinstance(ended, EndSignal) else INTERRUPTED


def _invoke(arguments: list[str]) -> int:
    if "_MONITOR_COMPLETE" in os.environ:
        return int(monitor.main(arguments, prog_name="monitor", standalone_mode=False) or 0)
    with monitor.make_context("monitor", list(arguments), terminal_width=help_width()) as context:
        return int(monitor.invoke(context) or 0)


def _shown(error: click.ClickException) -> int:
    """Show click's message, which can contain a user's words."""
    shown = io.StringIO()
    error.show(file=shown)
    note_lines(shown.getvalue())
    return error.exit_code


def _refused(error: OSError) -> int:
    """Show what the system refuses; an error without a file is about the working folder or a stream."""
    from monitor_cli.messages.system import reason

    if error.errno in (errno.EMFILE, errno.ENFILE):
        message = _(
            "the system does not let this program open more files; raise the limit, for example: ulimit -n 1024"
        )
    elif error.filename is not None:
        message = _("{file} cannot be used: {reason}")
    elif isinstance(error, FileNotFoundError):
        message = _("the working folder no longer exists; change to another one")
    else:
        message = _("the output cannot be written: {reason}")
    return _say(message, file=os.fsdecode(error.filename or ""), reason=reason(error))


def _unusable(error: UnusableError, with_traceback: bool) -> int:
    from monitor_cli.cli.outcome import exit_code, show_problems
    from monitor_cli.core.result import Result

    results = [Result(error.file, tuple(error.problems))]
    show_problems(results)
    note_tracebacks(error.problems if with_traceback else ())
    return exit_code(results)


def _own_failure(error: Exception, with_traceback: bool) -> int:
    """Show the command that installs a missing library; any other error is a defect of the tool."""
    if isinstance(error, ModuleNotFoundError) and (remedy := _remedy_for_missing(str(error.name))):
        return _say(remedy)
    if with_traceback:
        import traceback

        with contextlib.suppress(OSError):
            note_lines("".join(traceback.format_exception(error)))
    message = _("the tool itself failed ({error}); run it again with --traceback and report what it prints")
    _say(message, error=f"{type(error).__name__}: {error}"[:200])
    return INTERNAL_ERROR


def _remedy_for_missing(module: str) -> str | None:
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    pip = f"{python} -m pip install "
    if module == "yaml._yaml":  # built where there was no wheel, and no libyaml
        message = _(
            "PyYAML was installed without libyaml; install its headers (in Debian: {headers}), and then: {command}"
        )
        return message.format(headers="libyaml-dev", command=pip + "--force-reinstall --no-cache-dir pyyaml")
    if package := LIBRARIES.get(module):
        message = _("this command needs the library {name}, which is not installed; install it with: {command}")
        return message.format(name=package, command=pip + package)
    return None


def _say(message: str, /, **values: object) -> int:
    """Show one line on standard error, unless even that is closed; return the exit code 2."""
    with contextlib.suppress(OSError, ValueError):
        note("monitor: {line}", line=filled(message, **values))
    return 2


def _leave(code: int) -> NoReturn:
    """Exit at once: shutting the interpreter down costs time and can change the exit code.

    It writes a buffer that could not be written once more, and dies of a Ctrl-C that comes too late to matter.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
