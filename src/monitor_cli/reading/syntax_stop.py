"""The place where libyaml stops in a text, the reason, and the place if one line were different."""

from __future__ import annotations

import yaml
from yaml._yaml import CParser

from monitor_cli.reading.decoding import lines_of

MOST_TRIED = 64 * 1024
"""The longest text, in characters, in which corrections are tried."""


class SyntaxStop:
    """An error of libyaml and the lines around it."""

    def __init__(self, text: str, error: yaml.YAMLError) -> None:
        self.text, self.lines = text, lines_of(text)
        self.reason: str = getattr(error, "problem", None) or ""
        self.context: str = getattr(error, "context", None) or ""
        start, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
        self.index: int = mark.index if mark else 0
        self.line: int = mark.line if mark else 0
        self.column: int = mark.column if mark else 0
        begins = start if start and "parsing a block" not in self.context else mark
        self.start = (begins.line, begins.column) if begins else (0, 0)
        """Line and column where the part begins that libyaml was reading; in a block of keys, where it stopped."""
        self.last = min(self.line, len(self.lines) - 1)
        """The last line that libyaml read, which may be blank."""
        if self.start[0] >= len(self.lines):
            self.start = (self.above(self.start[0]), 0)
        if self.line >= len(self.lines) or not self.lines[self.line].strip():
            self.line, self.column = max(self.start[0], self.above(self.line)), 0
        self.before, self.rest = self.lines[self.line][: self.column], self.lines[self.line][self.column :]

    def above(self, line: int) -> int:
        """Return the nearest line above that is neither blank nor a comment, 0 if there is none."""
        return next((up for up in range(line)[::-1] if self._is_filled(up)), 0)

    def around(self) -> list[int]:
        """Return the eight lines on either side of the stop, without blank lines and comments."""
        filled = list(filter(self._is_filled, range(len(self.lines))))
        middle = sum(line < self.line for line in filled)
        return filled[max(0, middle - 8) : middle + 8]

    def indent(self, line: int) -> int:
        """Return the number of spaces at the beginning of a line."""
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))

    def with_line(self, line: int, instead: str) -> int:
        """Return the line where libyaml would stop if one line were different; past the end if it would not stop."""
        return self.with_lines([*self.lines[:line], instead, *self.lines[line + 1 :]])

    def with_lines(self, lines: list[str]) -> int:
        """Return the line where libyaml would stop in other lines; 0 if the text is too long to try."""
        if len(self.text) > MOST_TRIED:
            return 0
        error = syntax_error("\n".join(lines))
        return getattr(error, "problem_mark", None).line if error else len(self.lines) + 1  # type: ignore[union-attr]

    def _is_filled(self, line: int) -> bool:
        return self.lines[line].lstrip()[:1] not in ("", "#")


def syntax_error(text: str) -> yaml.YAMLError | None:
    """Return the error at which libyaml stops in a text."""
    parser = CParser(text)
    try:
        while parser.get_event() is not None:
            pass
    except yaml.YAMLError as error:
        return error.with_traceback(None)  # a traceback would keep the text in memory
    finally:
        parser.dispose()
    return None
