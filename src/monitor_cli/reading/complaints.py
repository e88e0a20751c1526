"""What libyaml says of a text that it does not take, and what it would say of the same text with another line."""

from __future__ import annotations

import yaml
from yaml._yaml import CParser

from monitor_cli.reading.decoding import lines_of

MOST_TRIED = 64 * 1024
"""Only in a text of so many characters is it tried what would be right."""


class Complaint:
    """What libyaml says of a text, and the lines around."""

    def __init__(self, text: str, error: yaml.YAMLError) -> None:
        self.text, self.lines = text, lines_of(text)
        self.said: str = getattr(error, "problem", None) or ""
        self.context: str = getattr(error, "context", None) or ""
        start, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
        self.index: int = mark.index if mark else 0
        self.line: int = mark.line if mark else 0
        self.column: int = mark.column if mark else 0
        begins = start if start and "parsing a block" not in self.context else mark
        self.start = (begins.line, begins.column) if begins else (0, 0)
        """Where it began to read what it stopped in; of keys below one another, only where it stopped."""
        self.last = min(self.line, len(self.lines) - 1)
        """The last line that it looked at, which may be blank."""
        if self.start[0] >= len(self.lines):
            self.start = (self.above(self.start[0]), 0)
        if self.line >= len(self.lines) or not self.lines[self.line].strip():
            self.line, self.column = max(self.start[0], self.above(self.line)), 0
        self.before, self.rest = self.lines[self.line][: self.column], self.lines[self.line][self.column :]

    def above(self, line: int) -> int:
        """The nearest line above that is neither blank nor a comment, 0 where there is none."""
        above = reversed(self.lines[:line])
        return next((line - 1 - up for up, text in enumerate(above) if text.lstrip()[:1] not in ("", "#")), 0)

    def around(self) -> list[int]:
        """Some lines before and behind the place where it stopped, without blank ones and comments."""
        filled = [at for at, text in enumerate(self.lines) if text.lstrip()[:1] not in ("", "#")]
        middle = sum(at < self.line for at in filled)
        return filled[max(0, middle - 8) : middle + 8]

    def indent(self, line: int) -> int:
        """How many spaces a line begins with."""
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))

    def stops_at(self, line: int, instead: str) -> int:
        """In which line libyaml would stop if one line were another; behind the last one where it would not."""
        if len(self.text) > MOST_TRIED:
            return 0
        error = complaint("\n".join([*self.lines[:line], instead, *self.lines[line + 1 :]]))
        return getattr(error, "problem_mark", None).line if error else len(self.lines) + 1  # type: ignore[union-attr]


def complaint(text: str) -> yaml.YAMLError | None:
    """What libyaml has against a text."""
    parser = CParser(text)
    try:
        while parser.get_event() is not None:
            pass
    except yaml.YAMLError as error:
        return error.with_traceback(None)  # which would keep the text in memory
    finally:
        parser.dispose()
    return None
