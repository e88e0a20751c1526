"""Pages as plain text that does not depend on the width of anything: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor_cli.output.page import (
    Block,
    Code,
    Facts,
    Heading,
    Items,
    Line,
    Numbered,
    Page,
    Paragraph,
    Prose,
    Table,
    Verbatim,
)


def render(page: Page) -> Iterator[str]:
    """All sections, an empty line between them; a row of a table is a sentence."""
    for index, section in enumerate(page):
        if index:
            yield "\n"
        for block in section:
            yield from (f"{line}\n" for line in _block(block))


def plain(lines: Iterable[Line]) -> str:
    """Styled lines without their styles, and without spaces at their ends."""
    return "".join("".join(part for part, _style in line).rstrip() + "\n" for line in lines)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Prose():
            yield f"{block.label} {block.text}".lstrip()
        case Facts():
            yield from (fact.text for fact in block.facts)
        case Verbatim():
            yield plain(block.lines).removesuffix("\n")
        case Code():
            yield from (f"  {line}".rstrip() for line in block.text.splitlines())
        case Items():
            yield from (_indented(line) for line in block.lines)
        case Numbered():
            yield from (_indented(f"{number}. {text}") for number, text in block.items)
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    for index, group in enumerate(table.groups):
        if index:
            yield ""
        if group.heading:
            yield group.heading if isinstance(group.heading, str) else group.heading.sentence
        yield from (_indented(row.sentence) if group.heading else row.sentence for row in group.rows)


def _indented(text: str) -> str:
    return "  " + text.replace("\n", "\n  ")
