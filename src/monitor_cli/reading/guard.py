"""Stops YAML that this format has no use for, or that could harm libyaml's composer, before anything is composed; and
the place where libyaml stops in a text.

Cheap checks come before the costly one: the events are read only if the bytes could contain such YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml._yaml import CParser  # libyaml is required: the Python parser differs on valid documents

from monitor_cli.core.problems import Problem, RuleId
from monitor_cli.reading.decoding import decode, lines_of, place_on

MOST_DEPTH = 32
"""Levels of nesting; a score file has 5."""
MOST_EVENTS = 50_000
"""Parts of one document; a full score file has about 300."""
MOST_TRIED = 64 * 1024
"""The longest text, in characters, in which corrections are tried."""

_COULD_BE_DEEP = 1_500
"""No document is deeper than its number of brackets, dashes, colons and question marks. libyaml's composer
overflows a stack of 1 MB at 3,000 levels, so documents with fewer marks than this, such as a criteria file, need no
guard."""
_NESTING_MARKS = b"[{-?:"
_COULD_HAVE_PROPERTIES = re.compile(rb"[&*!%](?<![\w\x80-\xff].)")
"""A mark inside a word, as in "80%", starts no anchor, alias, tag or directive."""


def unsafe(data: bytes, hides: bool) -> Problem | None:
    """Return the first part of a file that must not reach libyaml's composer; `hides` if it may hide characters."""
    needs_guard = _could_be_deep(data) or _could_have_properties(data)
    if not needs_guard and not hides:
        return None
    text = decode(data)
    if isinstance(text, Problem):
        return text
    return _first_unsafe_event(text) if needs_guard else None


def _could_be_deep(data: bytes) -> bool:
    return len(data) - len(data.translate(None, _NESTING_MARKS)) >= _COULD_BE_DEEP


def _could_have_properties(data: bytes) -> bool:
    has_mark = b"&" in data or b"*" in data or b"!" in data or b"%" in data  # faster than the pattern
    return has_mark and _COULD_HAVE_PROPERTIES.search(data) is not None


def refused(data: bytes, error: yaml.YAMLError) -> Problem:
    """Return the reason why libyaml refuses a file: its characters, else an unsafe part, else its syntax."""
    text = decode(data)
    return text if isinstance(text, Problem) else _first_unsafe_event(text) or _syntax_problem(text, _marked(error))


def _first_unsafe_event(text: str) -> Problem | None:
    """Return the first event that the format has no use for, else the syntax error at which libyaml stops.

    libyaml looks ahead for the colon of a key before it returns the brackets in between, and some versions stop there
    at a depth of their own. The text ahead of an error is therefore checked again without the error.
    """
    syntax: Problem | None = None
    part = text
    for _ in range(4):  # an open quotation mark, in a key without a colon, after 1,000 brackets
        parser = CParser(part)
        try:
            if problem := _first_unsafe(text, iter(parser.get_event, None)):
                return problem
            break
        except yaml.YAMLError as error:
            syntax = syntax or _syntax_problem(text, _marked(error))  # a kept error would keep the file in memory
            part = _ahead_of(part, _marked(error))
        finally:
            parser.dispose()
    return syntax


def _ahead_of(text: str, error: yaml.MarkedYAMLError) -> str:
    """Return the text that libyaml took before an error; for a key without a colon, only the key, at its place."""
    start, stop = error.context_mark, error.problem_mark
    if start and stop and (error.context or "").endswith("key"):
        return "\n" * start.line + " " * start.column + text[start.index : stop.index]
    mark = start or stop
    return text[: mark.index] if mark else ""


def _first_unsafe(text: str, events: Iterator[yaml.Event]) -> Problem | None:
    depth = documents = 0
    for count, event in enumerate(events):
        rule: RuleId | None = None
        if getattr(event, "anchor", None) is not None:  # an alias always has one
            rule = "yaml-anchor"
        elif getattr(event, "tag", None) is not None:
            rule = "yaml-tag"
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            rule = "yaml-too-deep" if depth > MOST_DEPTH else None
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            rule = "yaml-directive" if event.version or event.tags else None
            rule = "yaml-several-documents" if documents > 1 else rule
        if count > MOST_EVENTS:
            rule = "yaml-too-many"
        if rule:
            most = MOST_DEPTH if rule == "yaml-too-deep" else MOST_EVENTS
            return _problem_at(text, event.start_mark, rule, most=most)
    return None


def _syntax_problem(text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark, start, reason = error.problem_mark, error.context_mark, error.problem or ""
    if start and (mark is None or re.search(_BEGINS_EARLIER, error.context or "")):
        mark = start
    rule: RuleId = "yaml-several-documents" if "but found another document" in reason else "yaml-syntax"
    return _problem_at(text, mark, rule, reason=reason)


_BEGINS_EARLIER = "quoted scalar|flow sequence|flow mapping|simple key"
"""A context of libyaml whose beginning is the place of the mistake: an open quotation mark or bracket shows only
lines later."""


def _problem_at(text: str, mark: Any, rule: RuleId, **params: str | int) -> Problem:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return Problem(rule, params, place_on(lines_of(text), line, column))


def _marked(error: yaml.YAMLError) -> yaml.MarkedYAMLError:
    return error if isinstance(error, yaml.MarkedYAMLError) else yaml.MarkedYAMLError()


class SyntaxStop:
    """An error of libyaml and the lines around it."""

    def __init__(self, text: str, error: yaml.MarkedYAMLError) -> None:
        self.text, self.lines = text, lines_of(text)
        self.reason, self.context = error.problem or "", error.context or ""
        start, mark = error.context_mark, error.problem_mark
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
        return error.problem_mark.line if error and error.problem_mark else len(self.lines) + 1

    def _is_filled(self, line: int) -> bool:
        return self.lines[line].lstrip()[:1] not in ("", "#")


def syntax_error(text: str) -> yaml.MarkedYAMLError | None:
    """Return the error at which libyaml stops in a text."""
    parser = CParser(text)
    try:
        while parser.get_event() is not None:
            pass
    except yaml.YAMLError as error:
        return _marked(error).with_traceback(None)  # a traceback would keep the text in memory
    finally:
        parser.dispose()
    return None
