"""Pages for Word and LibreOffice, A4 portrait, and the paper, typeface and tables of all DOCX documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from monitor_cli.messages import current_language
from monitor_cli.messages.clock import document_time
from monitor_cli.output import page as parts
from monitor_cli.output.text import plain

FONT = "Times New Roman"
"""It has ң, ө and ү."""
CENTRED = WD_ALIGN_PARAGRAPH.CENTER
_LANGUAGE_TAGS = {"ky": "ky-KG", "ru": "ru-RU", "en": "en-GB"}
_WIDTH = 160
"""Millimetres of a line."""
_SHADE = "F3F5F7"
_SIZE = 9


def render(page: parts.Page) -> Iterator[bytes]:
    """Yield the document; its title is the first heading."""
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
        case parts.NumberedItems():
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
    """Add a table; the title of a group spans all columns."""
    columns, groups = parts.on_paper(table)
    rows = list(parts.lines_of(parts.Table(columns, groups)))
    widths = _widths(columns, [row for row in rows if not isinstance(row, str)])
    centred = [index for index, column in enumerate(columns) if column.right]
    grid = add_table(document, [column.title for column in columns], widths)
    for row in rows:
        added = grid.add_row()
        if isinstance(row, str):
            fill_cell(added.cells[0].merge(added.cells[-1]), row, bold=True, shade=_SHADE, size=_SIZE)
        else:
            fill_row(added, [cell.full_text for cell in row.cells], widths, centred=centred, size=_SIZE)
            for cell, written in zip(row.cells, added.cells, strict=True):
                written.paragraphs[0].runs[0].bold = parts.is_bold(cell.style)
    document.add_paragraph()


def _widths(columns: Sequence[parts.Column], rows: Sequence[parts.Row]) -> list[float]:
    """Return widths in millimetres: a column without a share fits its longest text, the others share the rest."""
    longest = [
        max(len(column.title), *(len(row.cells[index].text) for row in rows), 3) for index, column in enumerate(columns)
    ]
    fixed = [0 if column.share else 4 + 1.7 * min(size, 16) for column, size in zip(columns, longest, strict=True)]
    rest, shares = max(_WIDTH - sum(fixed), _WIDTH / 3), sum(column.share for column in columns)
    return [width or rest * column.share / shares for column, width in zip(columns, fixed, strict=True)]


def new_document(title: str, *, landscape: bool = False, size: float = 11) -> Any:
    """Return an empty A4 document with page numbers at the foot; `size` is that of its text in points."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Mm(15 if landscape else 25)
    section.top_margin = section.bottom_margin = Mm(15)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet"):
        _set_font(document.styles[name])
    document.styles["Normal"].font.size = Pt(size)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    _page_number(section.footer.paragraphs[0])
    about = document.core_properties
    about.title, about.author, about.comments, about.language = title[:255], "", "", current_language()
    about.created = about.modified = document_time()
    return document


def document_bytes(document: Any) -> bytes:
    """Return the bytes of a DOCX file, the same for the same document.

    `document.save` would write the time of day into them, and fail if the clock is not set.
    """
    package, file = document.part.package, io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:

        def write(uri: Any, content: bytes) -> None:
            member = zipfile.ZipInfo(uri.membername, document_time().timetuple()[:6])
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)

        packer: Any = PackageWriter
        writer, members = SimpleNamespace(write=write), list(package.iter_parts())
        packer._write_content_types_stream(writer, members)
        packer._write_pkg_rels(writer, package.rels)
        packer._write_parts(writer, members)
    return file.getvalue()


def add_table(document: Any, head: Sequence[str], widths: Sequence[float]) -> Any:
    """Add a table with borders and a head on each page; `widths` are in millimetres."""
    table = document.add_table(1, len(head))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    fill_row(table.rows[0], head, widths, bold=True, centred=range(len(head)), shade="E7EDF3", size=8.5)
    return table


def fill_row(
    row: Any,
    texts: Sequence[str],
    widths: Sequence[float],
    *,
    bold: bool = False,
    centred: Sequence[int] = (),
    shade: str = "",
    size: float = 0,
) -> None:
    """Write a text into each cell of a row, which no page break divides."""
    for index, (cell, text, width) in enumerate(zip(keep_whole(row).cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        fill_cell(cell, text, bold=bold, centred=index in centred, shade=shade, size=size)


def keep_whole(row: Any) -> Any:
    """Return the row, which no page break divides from now on."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def fill_cell(
    cell: Any, text: str, *, bold: bool = False, centred: bool = False, shade: str = "", size: float = 0
) -> None:
    """Write a text with its line breaks into a cell."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.alignment = CENTRED if centred else None
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if shade:
        colour = OxmlElement("w:shd")
        colour.set(qn("w:val"), "clear")
        colour.set(qn("w:fill"), shade)
        cell._tc.get_or_add_tcPr().append(colour)


def _set_font(style: Any) -> None:
    """Set the typeface for every script, the colour black, and the language of the spelling checker."""
    style.font.name = FONT
    style.font.color.rgb = None
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.lower().endswith("theme"):
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGE_TAGS[current_language()])
    properties.append(language)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTRED
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
