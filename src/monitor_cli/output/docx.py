"""Pages for Word and LibreOffice, A4 upright."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx.shared import Pt

from monitor_cli.output import page as parts
from monitor_cli.output.docx_parts import CENTRED, add_table, document_bytes, fill_cell, fill_row, new_document
from monitor_cli.output.text import plain

_WIDTH = 160
"""Of a line, in millimetres."""
_SHADE = "F3F5F7"
_SIZE = 9


def render(page: parts.Page) -> Iterator[bytes]:
    """One document; its title is the first heading."""
    blocks = [block for section in page for block in section]
    title = next((block.text for block in blocks if isinstance(block, parts.Heading)), "")
    document = new_document(title)
    for block in blocks:
        _add(document, block)
    yield document_bytes(document)


def _add(document: Any, block: parts.Block) -> None:
    match block:
        case parts.Heading(level=4):
            document.add_paragraph().add_run(block.text).bold = True
            document.paragraphs[-1].paragraph_format.keep_with_next = True
        case parts.Heading():
            heading = document.add_heading(block.text, block.level)
            heading.alignment = CENTRED if block.level == 1 else None
        case parts.Paragraph():
            run = document.add_paragraph().add_run(block.text)
            run.bold, run.italic = parts.is_bold(block.style), block.note
        case parts.Prose():
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{block.label} ".lstrip()).bold = True
            paragraph.add_run(block.text)
        case parts.Facts():
            _add_items(document, (fact.text for fact in block.facts))
        case parts.Verbatim():
            _add_code(document, plain(block.lines))
        case parts.Code():
            _add_code(document, block.text)
        case parts.Items():
            _add_items(document, block.lines)
        case parts.Numbered():
            for number, text in block.items:
                document.add_paragraph(f"{number}. {text}")
        case parts.Table():
            _add_table(document, block)


def _add_code(document: Any, text: str) -> None:
    run = document.add_paragraph().add_run(text.rstrip("\n"))
    run.font.name, run.font.size = "Consolas", Pt(9)


def _add_items(document: Any, texts: Iterable[str]) -> None:
    for text in texts:
        document.add_paragraph(text, style="List Bullet")


def _add_table(document: Any, table: parts.Table) -> None:
    """The title of a group goes across all columns."""
    kept = [index for index, column in enumerate(table.columns) if not column.terminal_only]
    columns, rows = [table.columns[index] for index in kept], list(_rows(table, kept))
    widths = _widths(columns, rows)
    centred = [index for index, column in enumerate(columns) if column.right]
    grid = add_table(document, [column.title for column in columns], widths)
    for row in rows:
        added = grid.add_row()
        if isinstance(row, str):
            fill_cell(added.cells[0].merge(added.cells[-1]), row, bold=True, shade=_SHADE, size=_SIZE)
        else:
            texts = ["\n".join([cell.text.strip(), *cell.under]) for cell in row]
            fill_row(added, texts, widths, centred=centred, size=_SIZE)
            for cell, written in zip(row, added.cells, strict=True):
                written.paragraphs[0].runs[0].bold = parts.is_bold(cell.style)
    document.add_paragraph()


def _rows(table: parts.Table, kept: Sequence[int]) -> Iterator[list[parts.Cell] | str]:
    """Titles of groups, and the cells of the columns that are `kept`."""
    for group in table.groups:
        if isinstance(group.heading, str):
            yield from [group.heading] * bool(group.heading)
        else:
            yield [group.heading.cells[index] for index in kept]
        yield from ([row.cells[index] for index in kept] for row in group.rows)


def _widths(columns: Sequence[parts.Column], rows: Sequence[list[parts.Cell] | str]) -> list[float]:
    """In millimetres: a column without a share is as wide as its longest text, the others have what is left."""
    cells = [row for row in rows if not isinstance(row, str)]
    longest = [
        max(len(column.title), *(len(row[index].text) for row in cells), 3) for index, column in enumerate(columns)
    ]
    fixed = [0 if column.share else 4 + 1.7 * min(size, 16) for column, size in zip(columns, longest, strict=True)]
    rest, shares = max(_WIDTH - sum(fixed), _WIDTH / 3), sum(column.share for column in columns)
    return [width or rest * column.share / shares for column, width in zip(columns, fixed, strict=True)]
