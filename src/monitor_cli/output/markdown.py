"""Pages as Markdown, for wikis, issues and chats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor_cli.output import page as parts
from monitor_cli.output.text import plain

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~!]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_NO_MENTION = "@<!-- -->"
"""An @ that is shown but never turned into a link to an address or a user."""


def render(page: parts.Page) -> Iterator[str]:
    """Yield all blocks with an empty line between them."""
    gap = ""
    for section in page:
        for block in section:
            for line in _block(block):
                yield f"{gap}{line}\n"
                gap = ""
            gap = "\n"


def escaped(text: str) -> str:
    """Return Markdown that shows `text` unchanged, without a link."""
    return _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("@", _NO_MENTION)


def prose(text: str) -> str:
    """Return a text of the tool itself as Markdown, in which `code` stays code."""
    return "`".join(part if index % 2 else escaped(part) for index, part in enumerate(text.split("`")))


def row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def code_block(text: str, language: str = "text") -> str:
    """Return `text` in a fence longer than any run of backticks in it."""
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
        case parts.NumberedItems():
            yield from (f"{number}. {_item(text)}" for number, text in block.items)
        case parts.Table():
            yield from _table(block)


def _item(text: str) -> str:
    """Return a text as one list item; a number at its start begins no nested list, and line breaks end no item."""
    number, point, rest = text.partition(". ")
    safe = f"{number}\\. {escaped(rest)}" if point and number.isdigit() else escaped(text)
    return safe.replace("\n", "\\\n  ")


def _table(table: parts.Table) -> Iterator[str]:
    """Yield one table, or one per group with a title."""
    columns, groups = parts.on_paper(table)
    for index, group in enumerate(groups):
        title = group.heading if isinstance(group.heading, str) else ""
        if title:
            yield from [*[""] * bool(index), f"### {escaped(title)}", ""]
        if title or not index:
            yield row(*(column.title for column in columns))
            yield row(*("--:" if column.right else "---" for column in columns))
        yield from (row(*map(_cell, each.cells)) for each in parts.rows_of(group))


def _cell(cell: parts.Cell) -> str:
    text = escaped(cell.text.strip())
    return "<br>".join([f"**{text}**" if text and parts.is_bold(cell.style) else text, *map(escaped, cell.under)])
