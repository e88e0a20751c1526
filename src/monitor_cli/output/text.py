"""Pages as plain text that does not depend on the width of anything: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor_cli.output import page as parts


def render(page: parts.Page) -> Iterator[str]:
    """All sections, an empty line between them; a row of a table is a sentence."""
    for index, section in enumerate(page):
        if index:
            yield "\n"
        for block in section:
            yield from (f"{line}\n" for line in _block(block))


def plain(lines: Iterable[parts.Line]) -> str:
    """Styled lines without their styles, and without spaces at their ends."""
    return "".join("".join(part for part, _style in line).rstrip() + "\n" for line in lines)


def _block(block: parts.Block) -> Iterator[str]:
    match block:
        case parts.Heading() | parts.Paragraph():
            yield block.text
        case parts.Prose():
            yield f"{block.label} {block.text}".lstrip()
        case parts.Facts():
            yield from (fact.text for fact in block.facts)
        case parts.Verbatim():
            yield plain(block.lines).removesuffix("\n")
        case parts.Code():
            yield from (f"  {line}".rstrip() for line in block.text.splitlines())
        case parts.Items():
            yield from (_indented(line) for line in block.lines)
        case parts.Numbered():
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
