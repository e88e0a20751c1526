"""Pages as plain text for pipes, logs and diffs, the same at every width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from monitor_cli.output import page as parts
from monitor_cli.output.page import Excerpt, Line

MOST_WIDTH = 100
"""The width of an excerpt outside a terminal, in columns."""


def render(page: parts.Page, columns: int = 0) -> Iterator[str]:
    """Yield all sections with an empty line between them, a row as a sentence; problems are folded to `columns`."""
    for index, section in enumerate(page):
        if index:
            yield "\n"
        for block in section:
            yield from (f"{line}\n" for line in _block(block, columns))


def plain(lines: Iterable[Line | Excerpt], columns: int = 0) -> str:
    """Return lines without styles and trailing spaces, folded to `columns`."""
    return "".join("".join(part for part, _style in line).rstrip() + "\n" for line in fit_lines(lines, columns))


def _block(block: parts.Block, columns: int) -> Iterator[str]:
    match block:
        case parts.Heading() | parts.Paragraph():
            yield block.text
        case parts.Prose():
            yield f"{block.label} {block.text}".lstrip()
        case parts.Facts():
            yield from (fact.text for fact in block.facts)
        case parts.Verbatim():
            yield plain(block.lines, columns).removesuffix("\n")
        case parts.Code():
            yield from (f"  {line}".rstrip() for line in block.text.splitlines())
        case parts.Items():
            yield from (_indented(line) for line in block.lines)
        case parts.NumberedItems():
            yield from (_indented(f"{number}. {text}") for number, text in block.items)
        case parts.Table():
            yield from _table(block)


def _table(table: parts.Table) -> Iterator[str]:
    for index, group in enumerate(table.groups):
        if index:
            yield ""
        if group.heading:
            yield group.heading if isinstance(group.heading, str) else group.heading.sentence
        yield from (_indented(row.sentence) if group.heading else row.sentence for row in group.rows)


def _indented(text: str) -> str:
    return "  " + text.replace("\n", "\n  ")


def fit_lines(lines: Iterable[Line | Excerpt], columns: int = 0) -> Iterator[Line]:
    """Yield lines that fit a terminal of `columns`: folded between words, and excerpts cut around their marks.

    Without `columns` nothing is folded, and excerpts are cut to `MOST_WIDTH`.
    """
    for line in lines:
        yield from _excerpt(line, columns or MOST_WIDTH) if isinstance(line, Excerpt) else _fold(line, columns)


def _fold(line: Line, columns: int) -> Iterator[Line]:
    folded: Line = []
    used = 0
    for word, style in ((word, style) for text, style in line for word in re.findall(r"\s+|\S+\s*", text)):
        if columns and folded and used + display_width(word.rstrip()) > columns:
            last, last_style = folded.pop()
            yield [*folded, (last.rstrip(), last_style)]
            folded, used = [("    ", "")], 4
        folded.append((word, style))
        used += display_width(word)
    yield folded


def _excerpt(excerpt: Excerpt, columns: int) -> Iterator[Line]:
    """Yield a source line and its marks, cut to `columns` around the marked part, most of the room on its right."""
    number, before, marked, after, style = excerpt
    gutter = f"{number} | "
    room = max(columns - len(gutter), 20)
    text, start, end = before + marked + after, len(before), len(before + marked)
    if display_width(text) > room:
        first = max(0, min(start - room // 3, len(text) - room + 1))
        first = text.find(" ", first, start) + 1 or first if first else 0
        left = "…" if first else ""
        last = len(text)
        while display_width(left + text[first:last]) > room - (last < len(text)):
            last -= 1
        last = max(text.rfind(" ", end, last) if last < len(text) else last, min(end, last), start + 1)
        right = "…" if last < len(text) else ""
        before, marked, after = left + text[first:start], text[start : min(end, last)], text[end:last] + right
    yield [(gutter, "cyan"), (before, ""), (marked, style), (after, "")]
    indent = " " * (len(gutter) - 2) + "| " + " " * display_width(before)
    yield [(indent, "cyan"), ("^" * max(1, display_width(marked)), style)]


def display_width(text: str) -> int:
    """Return the width of a text in terminal cells: 0 for a combining character, 2 for a wide one."""
    return len(text) if text.isascii() else sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
