"""Pages as Markdown, for pages, issues and chats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor_cli.output import page as parts
from monitor_cli.output.text import plain

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~!]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_NO_MENTION = "@<!-- -->"
"""Some pages turn addresses and names into links by themselves; this keeps the sign from being read as one."""


def render(page: parts.Page) -> Iterator[str]:
    """All blocks, an empty line between them."""
    gap = ""
    for section in page:
        for block in section:
            for line in _block(block):
                yield f"{gap}{line}\n"
                gap = ""
            gap = "\n"


def escaped(text: str) -> str:
    """Markdown that shows `text` unchanged, without any link."""
    return _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("@", _NO_MENTION)


def prose(text: str) -> str:
    """A text of the tool's own as Markdown, in which `code` stays code."""
    return "`".join(part if index % 2 else escaped(part) for index, part in enumerate(text.split("`")))


def row(*cells: str) -> str:
    """A row of a table."""
    return "| " + " | ".join(cells) + " |"


def code_block(text: str, language: str = "text") -> str:
    """`text` in a fence longer than any run of backticks inside."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text}{fence}"


def _block(block: parts.Block) -> Iterator[str]:
    match block:
        case parts.Heading(level=4):
            yield f"**{escaped(block.text)}**"
        case parts.Heading():
            yield f"{'#' * block.level} {escaped(block.text)}"
        case parts.Paragraph():
            mark = "*" if block.note else "**" if parts.is_bold(block.style) else ""
            yield f"{mark}{escaped(block.text)}{mark}"
        case parts.Prose():
            yield (f"**{escaped(block.label)}** " if block.label else "") + prose(block.text)
        case parts.Facts():
            yield from (f"- {escaped(fact.text)}" for fact in block.facts)
        case parts.Verbatim():
            yield code_block(plain(block.lines))
        case parts.Code():
            yield code_block(block.text, block.language)
        case parts.Items():
            yield from (f"- {_item(line)}" for line in block.lines)
        case parts.Numbered():
            yield from (f"{number}. {_item(text)}" for number, text in block.items)
        case parts.Table():
            yield from _table(block)


def _item(text: str) -> str:
    """A text that stays one item: its number starts no list of its own, its lines stay below it."""
    number, point, rest = text.partition(". ")
    safe = f"{number}\\. {escaped(rest)}" if point and number.isdigit() else escaped(text)
    return safe.replace("\n", "\\\n  ")


def _table(table: parts.Table) -> Iterator[str]:
    """One table, or one under each title."""
    columns = [column for column in table.columns if not column.terminal_only]
    for index, group in enumerate(table.groups):
        rows = group.rows
        if isinstance(group.heading, str):
            if group.heading:
                yield from [*[""] * bool(index), f"### {escaped(group.heading)}", ""]
        else:
            rows = [group.heading, *rows]
        if not index or (group.heading and isinstance(group.heading, str)):
            yield row(*(column.title for column in columns))
            yield row(*("--:" if column.right else "---" for column in columns))
        yield from (row(*_cells(found.cells, table.columns)) for found in rows)


def _cells(cells: Sequence[parts.Cell], columns: Sequence[parts.Column]) -> Iterator[str]:
    for cell, column in zip(cells, columns, strict=True):
        if not column.terminal_only:
            text = escaped(cell.text.strip())
            yield "<br>".join(
                [f"**{text}**" if text and parts.is_bold(cell.style) else text, *map(escaped, cell.under)]
            )
