"""Where something stands in a text: line, column and the line itself, shortened when it is long."""

from __future__ import annotations

from monitor_cli.core.problems import Place

WINDOW = 160
"""So much of a long line is kept around the place that a problem points to."""


def lines_of(text: str) -> list[str]:
    """The lines of a text, whichever way they end: as libyaml counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def place_at(text: str, index: int) -> Place:
    """The Place of the character at `index` of the text."""
    before = lines_of(text[:index])
    return place_on(lines_of(text), len(before) - 1, len(before[-1]))


def place_on(lines: list[str], line: int, column: int, length: int = 1) -> Place:
    """The Place of `length` characters at a line and column that count from 0; it ends with its line.

    What is missing at the end of a file is shown at its last character.
    """
    if line >= len(lines) - 1 and not any(lines[line:]):
        line = max((index for index, source in enumerate(lines) if source.strip()), default=0)
        column = max(0, len(lines[line]) - 1)
    source = lines[line]
    end = min(column + max(length, 1), max(len(source), column + 1))
    first = 0
    if len(source) > 2 * WINDOW:
        first = max(0, column - WINDOW // 2)
        source = source[first : first + WINDOW]
    return Place(line + 1, column + 1, end + 1, source, first + 1)
