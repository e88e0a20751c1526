"""What all DOCX documents share: paper, a typeface with ң, ө and ү, language, tables, bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as Xml

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from monitor_cli.messages import current_language
from monitor_cli.messages.clock import document_time

FONT = "Times New Roman"
CENTRED = WD_ALIGN_PARAGRAPH.CENTER
_LANGUAGE_TAGS = {"ky": "ky-KG", "ru": "ru-RU", "en": "en-GB"}
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def new_document(title: str, *, landscape: bool = False, size: float = 11) -> Any:
    """An empty A4 document with page numbers at the foot; `size` is that of its text, in points."""
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
    """The document as the bytes of a DOCX file, the same ones for the same document.

    `document.save` would write the time of day into them, and fail where the clock is not set.
    """
    package, file = document.part.package, io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:

        def add(name: str, content: bytes) -> None:
            member = zipfile.ZipInfo(name.removeprefix("/"), document_time().timetuple()[:6])
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)

        parts = list(package.iter_parts())
        types = Xml.Element("Types", xmlns=_TYPES)
        Xml.SubElement(types, "Default", Extension="rels", ContentType=_RELATIONS)
        for part in parts:
            Xml.SubElement(types, "Override", PartName=part.partname, ContentType=part.content_type)
        add("[Content_Types].xml", Xml.tostring(types, encoding="utf-8", xml_declaration=True))
        add("_rels/.rels", package.rels.xml)
        for part in parts:
            add(part.partname, part.blob)
            if part.rels:
                add(part.partname.rels_uri, part.rels.xml)
    return file.getvalue()


def add_table(document: Any, head: Sequence[str], widths: Sequence[float]) -> Any:
    """A table with borders and a head that stands on each page; `widths` are in millimetres."""
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
    """Write a text into each cell of a row that is kept on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for index, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        fill_cell(cell, text, bold=bold, centred=index in centred, shade=shade, size=size)


def fill_cell(
    cell: Any, text: str, *, bold: bool = False, centred: bool = False, shade: str = "", size: float = 0
) -> None:
    """Write a text into a cell; its line breaks stay."""
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
    """The typeface for every script, black, and the language that the spelling is checked by."""
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
