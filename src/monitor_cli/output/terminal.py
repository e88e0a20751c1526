"""Pages for a terminal, laid out for its width, in colour if it has any; the only module that imports Rich."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from monitor_cli.output import page as parts
from monitor_cli.output.text import fit_lines


def render(page: parts.Page, columns: int, colour: bool) -> Iterator[str]:
    """Yield all sections with an empty line between them.

    Rich never gets the stream itself: it would exit with code 1 if the pipe is closed.
    """
    text = io.StringIO()
    console = Console(
        file=text,
        width=columns,
        force_terminal=colour,
        color_system="auto" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for index, section in enumerate(page):
        if index:
            console.print("")
        for block in section:
            for part in _block(block, columns):
                console.print(part, soft_wrap=isinstance(block, parts.Verbatim))
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def _block(block: parts.Block, columns: int) -> Iterator[RenderableType]:
    match block:
        case parts.Heading():
            yield Text(block.text, block.style)
        case parts.Paragraph():
            yield Text(block.text, "dim" if block.note else block.style)
        case parts.Prose():
            yield Text.assemble((block.label, "bold"), " " if block.label else "", block.text)
        case parts.Facts():
            yield from (Text(f"{fact.sign} {fact.text}".lstrip(), fact.style) for fact in block.facts)
        case parts.Ruler():
            yield from _ruler(block, columns)
        case parts.Verbatim():
            yield Text("\n").join(Text.assemble(*line) for line in fit_lines(block.lines, columns))
        case parts.Code():
            yield _indented(block.text.rstrip("\n"), block.style)
        case parts.Items():
            yield from map(_indented, block.brief or block.lines)
        case parts.NumberedItems():
            yield from (_indented(f"{number}. {text}") for number, text in block.items)
        case parts.Table():
            yield _grid(block, columns)


def _indented(text: str, style: str = "") -> Padding:
    return Padding(Text(text, style), (0, 0, 0, 2))


def _ruler(ruler: parts.Ruler, columns: int) -> Iterator[Text]:
    """Yield the parts of a ruler side by side and to scale, with a mark at the value."""
    low, high, cells = ruler.spans[0].start, ruler.high, min(72, columns - 1)

    def cell(value: int) -> int:
        return (value - low) * (cells - 1) // (high - low)

    line = Text()
    ends = [*(cell(span.start) for span in ruler.spans[1:]), cells]
    for span, end in zip(ruler.spans, ends, strict=True):
        size = end - cell(span.start)
        line.append(
            span.name.center(size, "━" if span.has_mark else "─")[:size], span.style if span.has_mark else "dim"
        )
    yield line
    yield Text(" " * cell(ruler.value) + f"▲ {ruler.value}", "bold", no_wrap=True)


def _grid(table: parts.Table, width: int) -> Grid:
    """Return a table with the columns that fit into `width`."""
    shown = [width >= column.least for column in table.columns]
    grid = Grid(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    grid.expand = any(column.cut for column in table.columns)
    grid.show_header = any(column.title for column in table.columns)
    for column, is_shown in zip(table.columns, shown, strict=True):
        if is_shown:
            grid.add_column(
                column.title,
                justify="right" if column.right else "left",
                ratio=column.share or None,
                no_wrap=column.cut or not column.share,
                overflow="ellipsis" if column.cut else "fold",
            )
    for group in table.groups:
        if grid.row_count:
            grid.add_row("")
        if group.heading and isinstance(group.heading, str):
            grid.add_row(Text(group.heading, "bold"))
        for row in parts.rows_of(group):
            grid.add_row(*_cells(row, table.columns, shown))
    return grid


def _cells(row: parts.Row, columns: Sequence[parts.Column], shown: Sequence[bool]) -> list[Text]:
    """Return the cells that are shown, with the text of folding columns below them."""
    cells: list[Text] = []
    for cell, column, is_shown in zip(row.cells, columns, shown, strict=True):
        if is_shown:
            cells.append(Text.assemble((cell.text, cell.style), *(("\n" + line, "dim") for line in cell.under)))
        elif column.folds and cell.text:
            cells[-1] = Text.assemble(cells[-1], "\n– ", (cell.text, cell.style))
    return cells
