"""Pages as plain text for pipes, logs and diffs, the same at every width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor_cli.output import page as parts
from monitor_cli.output.problem_lines import fit_lines


def render(page: parts.Page, columns: int = 0) -> Iterator[str]:
    """Yield all sections with an empty line between them, a row as a sentence; problems are folded to `columns`."""
    for index, section in enumerate(page):
        if index:
            yield "\n"
        for block in section:
            yield from (f"{line}\n" for line in _block(block, columns))


def plain(lines: Iterable[parts.Line], columns: int = 0) -> str:
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
