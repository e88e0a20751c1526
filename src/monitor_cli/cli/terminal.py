"""The two streams: reports go to standard output, summaries and errors to standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from monitor_cli.output import Look

NARROWEST, WIDEST, WIDEST_HELP = 20, 500, 100


def prepare_streams() -> None:
    """Make both streams carry every text, whatever the locale and however they are redirected.

    Kyrgyz letters are in no single-byte code page, so the streams are UTF-8 unless PYTHONIOENCODING
    asks for something else; what that cannot carry is written as an escape. A stream that is closed
    is an error when something is written to it, not a reason to be silent.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _ClosedStream())
        elif hasattr(stream, "reconfigure"):
            encoding = None if os.environ.get("PYTHONIOENCODING") else "utf-8"
            stream.reconfigure(encoding=encoding or stream.encoding, errors="backslashreplace")


class _ClosedStream(io.TextIOBase):
    """Stands for a stream that was closed before the program began."""

    encoding = "utf-8"

    @property
    def buffer(self) -> _ClosedStream:
        """Bytes cannot be written either."""
        return self

    def write(self, text: Any) -> int:
        raise OSError(9, os.strerror(9))


def width() -> int:
    """The columns of the terminal; COLUMNS counts where it is set, unless nobody could read such a line.

    `shutil` can say it too, but takes longer to load than a help text to print.
    """
    asked = os.environ.get("COLUMNS", "")
    columns = int(asked[:4]) if asked.isdecimal() else 0
    if not columns:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):
            columns = 80
    return min(max(NARROWEST, columns), WIDEST)


def help_width() -> int:
    """The columns of help texts, which are no easier to read where they are longer."""
    return max(min(width(), WIDEST_HELP) - 2, 50)


def wants_colour(asked: str, stream: TextIO | None = None) -> bool:
    """Whether to colour: as asked by `--color`, else where someone looks at it (and NO_COLOR is not set)."""
    if asked != "auto":
        return asked == "always"
    stream = sys.stdout if stream is None else stream
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns_of(stream: TextIO) -> int:
    """How wide what is printed may be: as the terminal, or as COLUMNS says; 0 for a pipe or a file."""
    return width() if stream.isatty() or "COLUMNS" in os.environ else 0


def aside(words: str) -> None:
    """Show a sentence on standard error, folded between words."""
    import textwrap

    columns = columns_of(sys.stderr)
    sys.stderr.write(
        (textwrap.fill(words, columns, break_long_words=False, break_on_hyphens=False) if columns else words) + "\n"
    )


def terminal_look(colour: bool) -> Look:
    """What is printed on standard output, which may be no terminal."""
    columns = columns_of(sys.stdout)
    return Look(columns, colour, measured=True) if columns else Look(colour=colour)


def as_typed(words: Iterable[str]) -> str:
    """Arguments as one would type them, on one line that is safe to print."""
    from monitor_cli.messages.visible import visible

    return visible(" ".join(f'"{word}"' if " " in word else word for word in words))


def write_out(pieces: Iterable[str | bytes]) -> None:
    """Print a report as it comes."""
    sys.stdout.flush()
    for piece in pieces:
        if isinstance(piece, str):
            sys.stdout.write(piece)
        else:
            sys.stdout.buffer.write(piece)
    sys.stdout.flush()
    sys.stdout.buffer.flush()


def as_bytes(piece: str | bytes) -> bytes:
    """A piece of a report as the content of a file: UTF-8."""
    return piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece
