"""The printed form for Word and LibreOffice, A4 landscape."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from monitor_cli.messages import _
from monitor_cli.output.docx import CENTRED, add_table, document_bytes, fill_cell, fill_row, keep_whole, new_document
from monitor_cli.output.paper import Paper

TITLE_WIDTH, SCORE_WIDTH, PAGE_WIDTH = 62.0, 34.0, 267.0
"""Millimetres; the indicators share the rest."""


def render(form: Paper) -> bytes:
    """Return the document of one file; a draft has no total and says so."""
    document = new_document(f"{form.body} – {form.title}", landscape=True, size=9.5)
    _centred(document, form.title, size=13, bold=True)
    _centred(document, form.act)
    if form.draft:
        _centred(document, f"{_('Draft')}: {form.draft}", bold=True)
    for label, value in form.facts:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        line.add_run(f"{label}: ")
        line.add_run(value).bold = True
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)
    _table(document, form)
    for details in form.details:
        heading = _paragraph(document, before=10, keep=True)
        heading.add_run(details.title).bold = True
        table = add_table(document, details.heads, details.widths)
        centred = [column for column, width in enumerate(details.widths) if width < 20]
        for row in details.rows:
            fill_row(table.add_row(), row, details.widths, centred=centred)
    _signatures(document.tables[-1], form)
    return document_bytes(document)


def _centred(document: Any, text: str, *, size: float | None = None, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRED
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)


def _table(document: Any, form: Paper) -> None:
    """Add the order's table, with the total and the band at its foot (R7, R8)."""
    marks = len(form.head) - 2
    widths = [TITLE_WIDTH, *[(PAGE_WIDTH - TITLE_WIDTH - SCORE_WIDTH) / marks] * marks, SCORE_WIDTH]
    table = add_table(document, form.head, widths)
    last = len(form.head) - 1
    for item in form.rows:
        row = table.add_row()
        if item.is_area:
            whole = keep_whole(row).cells[0].merge(row.cells[last])
            fill_cell(whole, item.title, bold=True, shade="F3F5F7")
            whole.paragraphs[0].paragraph_format.keep_with_next = True
        else:
            fill_row(row, [item.title, *item.marks, item.score], widths, centred=range(1, last + 1))
    foot = keep_whole(table.add_row()).cells
    fill_cell(foot[0].merge(foot[last - 1]), _("Final score"), bold=True)
    fill_cell(foot[last], form.total, bold=True, centred=True)
    foot[0].paragraphs[0].paragraph_format.keep_with_next = True
    foot = keep_whole(table.add_row()).cells
    fill_cell(foot[0], _("Band"), bold=True)
    fill_cell(foot[1].merge(foot[last]), form.band, bold=True)


def _signatures(table: Any, form: Paper) -> None:
    """Write the result and the lines to sign on as the last row of a table, which programs keep with the row above."""
    for cell in table.rows[-1].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    cells = keep_whole(table.add_row()).cells
    cell = cells[0].merge(cells[-1])
    borders = OxmlElement("w:tcBorders")
    for side in ("left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)
    fill_cell(cell, form.signed, bold=True)
    cell.paragraphs[0].paragraph_format.space_before = Pt(10)
    names = form.commission or ("", "", "")
    labels = [_("Members of the commission:"), *[""] * (len(names) - 1), _("For the body:"), _("Date:")]
    for label, name in zip(labels, [*names, "", ""], strict=True):
        paragraph = _paragraph(cell, f"{label}\t{'_' * 40}  {name}", before=12)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TITLE_WIDTH))
    if form.note:
        _paragraph(cell, before=12).add_run(form.note).italic = True


def _paragraph(parent: Any, text: str = "", *, before: float, keep: bool = False) -> Any:
    """Add a paragraph with points of space before it; `keep` it on the page of the next one."""
    paragraph = parent.add_paragraph(text)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(before), keep
    return paragraph
