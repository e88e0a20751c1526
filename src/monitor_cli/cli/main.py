"""The program: finds the command, and turns whatever happens into a message and an exit code."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from monitor_cli.cli.options import Group, group_options
from monitor_cli.cli.terminal import as_typed, help_width, prepare_streams
from monitor_cli.core.errors import NoFilesError, TemporaryFileError, UnusableError
from monitor_cli.core.texts import LANGUAGES
from monitor_cli.messages import N_, _, mistaken_language, preferred_language, use_language
from monitor_cli.reading.interrupts import ENDING

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

GROUPS = {"score": N_("A file"), "batch": N_("A year"), "form": N_("The forms"), "criteria": N_("Reference")}
"""What stands above a command and those behind it, up to the next one here."""

COMMANDS = {
    "score": N_("Breakdown of single files: areas, criteria, total and band."),
    "validate": N_("Check files and folders, for CI too."),
    "plan": N_("The cheapest way to the next band."),
    "new": N_("A score file to fill in."),
    "batch": N_("Score folders: one row per file, and a summary."),
    "rank": N_("Rank the state secretaries of a year."),
    "compare": N_("What rose and fell between files or folders."),
    "follow-up": N_("What became of the recommendations."),
    "report": N_("One page about one body or many."),
    "freeze": N_("Hashes of a closed year."),
    "publish": N_("What may be published of a year, as a folder."),
    "verify": N_("Compute a published folder anew."),
    "form": N_("The official form, as a spreadsheet and on paper."),
    "reconcile": N_("What several members gave, as one draft."),
    "memo": N_("Write the briefing memo for a monitoring exercise."),
    "criteria": N_("List, show and check criteria sets."),
    "schema": N_("JSON Schema of files, for editors."),
    "explain": N_("Explain a rule and how to fix a file that breaks it."),
}
"""The commands in the order in which they are listed, each a module of this package; `--help` loads none of them."""

LIBRARIES = {
    "jinja2": "Jinja2",
    "markupsafe": "MarkupSafe",
    "xlsxwriter": "XlsxWriter",
    "docx": "python-docx",
    "python_calamine": "python-calamine",
}
"""What only some commands need, by the name of the module: the package to install."""

INTERNAL_ERROR, INTERRUPTED, PIPE_CLOSED = 70, 130, 141


class Monitor(Group):
    """Loads the module of a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in their groups."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, None for an unknown one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"monitor_cli.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The groups of commands, from the tables alone."""
        title, widest, groups = _("Commands"), max(map(len, COMMANDS)), dict[str, list[tuple[str, str]]]()
        for name, words in COMMANDS.items():
            title = _(GROUPS[name]) if name in GROUPS else title
            groups.setdefault(title, []).append((name.ljust(widest), _(words)))
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def unknown(self, ctx: click.Context, args: list[str]) -> str:
        """A file or a folder in place of a command leads to the command for it."""
        from monitor_cli.reading.discovery import SUFFIXES

        if not COMMANDS.keys().isdisjoint(args):
            return super().unknown(ctx, args)
        path = as_typed(args)
        if os.path.isdir(args[0]):
            return _("{path} is a folder; score it with: monitor batch {path}").format(path=path)
        if args[0].lower().endswith((*SUFFIXES, ".xlsx", ".ods")) or os.path.isfile(args[0]):
            return _("a command is missing; to score a file: monitor score {path}").format(path=path)
        return super().unknown(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands, from the table alone; options as usual."""
        from click.shell_completion import CompletionItem

        named = {**COMMANDS, "help": N_("The help of a command.")}
        names = [CompletionItem(n, help=_(words)) for n, words in named.items() if n.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(
    cls=Monitor,
    params=group_options(),
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Scores compliance with the law on the civil and municipal service by order No. 158 (2018)."),
)
def monitor() -> None:
    """Every run begins here; the commands do the work."""


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
    """The exit code of one run; prints its report and its errors, and raises nothing.

    Printing an error can fail too, so what ends the output or the run is caught around everything else.
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
            words = _("MONITOR_LANG is “{value}”, but can only be {languages}; English is used")
            _say(words.format(value=value, languages=", ".join(LANGUAGES)))
        if "--traceback" in arguments:
            from monitor_cli.cli.tracebacks import show_failures

            show_failures()
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
        return _unusable(error)
    except TemporaryFileError as error:
        words = _("the temporary folder {path} cannot be used: {reason}")
        _say(words.format(path=error.folder, reason=error.reason))
        return 2
    except MemoryError:
        _say(_("there is not enough memory"))
        return 2
    except NoFilesError as error:
        _say(_("no score file found under {paths}").format(paths=", ".join(error.args)))
        return 2
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
    """Click's own message, in which a user's words may stand."""
    from monitor_cli.messages.visible import visible

    words = io.StringIO()
    error.show(file=words)
    for line in words.getvalue().splitlines():
        click.echo(visible(line), err=True)
    return error.exit_code


def _refused(error: OSError) -> int:
    """Names what the system refuses: an error without a file is one of the working folder, or of a stream."""
    from monitor_cli.messages.system import reason

    if error.errno in (errno.EMFILE, errno.ENFILE):
        words = _("the system lets this program open no more files; raise the limit, for example: ulimit -n 1024")
    elif error.filename is not None:
        words = _("{file} cannot be used: {reason}")
    elif isinstance(error, FileNotFoundError):
        words = _("the working folder is gone; change into another one")
    else:
        words = _("the output cannot be written: {reason}")
    _say(words.format(file=os.fsdecode(error.filename or ""), reason=reason(error)))
    return 2


def _unusable(error: UnusableError) -> int:
    from monitor_cli.cli.outcome import exit_code, show_problems
    from monitor_cli.core.result import Result

    results = [Result(error.file, tuple(error.problems))]
    show_problems(results)
    return exit_code(results)


def _own_failure(error: Exception, with_traceback: bool) -> int:
    """A library that is not installed, with the command that installs it; anything else is a defect of the tool."""
    if isinstance(error, ModuleNotFoundError) and (words := _of_missing(str(error.name))):
        _say(words)
        return 2
    if with_traceback:
        from monitor_cli.cli.tracebacks import print_traceback

        with contextlib.suppress(OSError):
            print_traceback(error)
    words = _("the tool itself failed ({error}); run it again with --traceback and report what it prints")
    _say(words.format(error=f"{type(error).__name__}: {error}"[:200]))
    return INTERNAL_ERROR


def _of_missing(module: str) -> str | None:
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    pip = f"{python} -m pip install "
    if module == "yaml._yaml":  # built where there was no wheel, and no libyaml
        words = _(
            "PyYAML was installed without libyaml; install its headers (in Debian: {headers}), and then: {command}"
        )
        return words.format(headers="libyaml-dev", command=pip + "--force-reinstall --no-cache-dir pyyaml")
    if package := LIBRARIES.get(module):
        words = _("this needs the library {name}, which is not installed; install it with: {command}")
        return words.format(name=package, command=pip + package)
    return None


def _say(words: str) -> None:
    """One line on standard error, safe to print; where even that is closed, the exit code has to do."""
    from monitor_cli.messages.visible import visible

    with contextlib.suppress(OSError, ValueError):
        click.echo(f"monitor: {visible(words)}", err=True)


def _leave(code: int) -> NoReturn:
    """Exit at once: taking the interpreter down first could only cost time, or change the exit code.

    Python writes a buffer once more that could not be written, and dies of a Ctrl-C that comes too late to matter.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
