"""The two streams: reports go to standard output, summaries and errors to standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from monitor_cli.core.problems import Problem
    from monitor_cli.output import Look

NARROWEST, WIDEST, WIDEST_HELP = 20, 500, 100


class UsageError(click.UsageError):
    """Wrong usage (exit code 2), with a message and what fills it."""

    def __init__(self, message: str, context: click.Context | None = None, /, **values: object) -> None:
        super().__init__(filled(message, **values), context)


def filled(message: str, /, **values: object) -> str:
    """Return a message with its values, in which every text is safe to print; without values as it is."""
    from monitor_cli.messages.visible import visible

    shown = {name: visible(value) if isinstance(value, str) else value for name, value in values.items()}
    return message.format(**shown) if shown else message


def note(message: str, /, **values: object) -> None:
    """Show a message on standard error."""
    click.echo(filled(message, **values), err=True)


def aside(message: str, /, **values: object) -> None:
    """Show a message on standard error, folded between words."""
    text, columns = filled(message, **values), columns_of(sys.stderr)
    if columns:
        import textwrap

        text = textwrap.fill(text, columns, break_long_words=False, break_on_hyphens=False)
    sys.stderr.write(text + "\n")


def prepare_streams() -> None:
    """Make both streams carry every text, whatever the locale and however they are redirected.

    Kyrgyz letters are in no single-byte code page, so the streams are UTF-8 unless PYTHONIOENCODING
    asks for another encoding; what that cannot carry is written as an escape. Writing to a closed stream is an error.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _ClosedStream())
        elif hasattr(stream, "reconfigure"):
            encoding = None if os.environ.get("PYTHONIOENCODING") else "utf-8"
            stream.reconfigure(encoding=encoding or stream.encoding, errors="backslashreplace")


class _ClosedStream(io.TextIOBase):
    """A stream that was closed before the program began."""

    encoding = "utf-8"

    @property
    def buffer(self) -> _ClosedStream:
        return self

    def write(self, text: Any) -> int:
        raise OSError(9, os.strerror(9))


def width() -> int:
    """Return the columns of the terminal: COLUMNS if it is set, within sensible limits.

    `shutil` takes longer to load than a help text to print.
    """
    setting = os.environ.get("COLUMNS", "")
    columns = int(setting[:4]) if setting.isdecimal() else 0
    if not columns:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):
            columns = 80
    return min(max(NARROWEST, columns), WIDEST)


def help_width() -> int:
    """Return the columns of help texts; longer lines are no easier to read."""
    return max(min(width(), WIDEST_HELP) - 2, 50)


def columns_of(stream: TextIO) -> int:
    """Return the width of a terminal in columns, COLUMNS if it is set; 0 for a pipe or a file."""
    return width() if stream.isatty() or "COLUMNS" in os.environ else 0


def terminal_look(colour_option: str) -> Look:
    """Return the look of standard output; the colour as `--color` says, else on a terminal unless NO_COLOR is set."""
    from monitor_cli.output import Look  # no help needs the reports

    colour, columns = colour_option == "always", columns_of(sys.stdout)
    if colour_option == "auto":
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Look(columns, colour, measured=True) if columns else Look(colour=colour)


def as_typed(arguments: Iterable[str]) -> str:
    """Return arguments as a user types them, on one line that is safe to print."""
    from monitor_cli.messages.visible import visible

    return visible(" ".join(f'"{argument}"' if " " in argument else argument for argument in arguments))


def write_out(pieces: Iterable[str | bytes]) -> None:
    """Print a report piece by piece."""
    sys.stdout.flush()
    for piece in pieces:
        if isinstance(piece, str):
            sys.stdout.write(piece)
        else:
            sys.stdout.buffer.write(piece)
    sys.stdout.flush()
    sys.stdout.buffer.flush()


def as_bytes(piece: str | bytes) -> bytes:
    """Return a piece of a report as UTF-8, for a file."""
    return piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece


def note_lines(text: str) -> None:
    """Show a text on standard error, each of its lines safe to print."""
    for line in text.splitlines():
        note("{line}", line=line)


def note_tracebacks(problems: Iterable[Problem]) -> None:
    """Show the tracebacks of problems at which the tool failed."""
    for problem in problems:
        note_lines(str(problem.params.get("traceback", "")))
