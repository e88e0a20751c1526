"""The printed form for Word and LibreOffice, A4 landscape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.shared import Pt

from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.output.docx import CENTRED, add_table, document_bytes, fill_cell, fill_row, keep_whole, new_document
from monitor_cli.output.paper.content import Paper, paper

TITLE_WIDTH, SCORE_WIDTH, PAGE_WIDTH = 76.0, 31.0, 267.0
"""Millimetres; the indicators share the rest."""


def render(result: Result) -> bytes:
    """The document of one file; a draft has no total and says so."""
    found = paper(result)
    document = new_document(f"{found.body} – {found.title}", landscape=True, size=9.5)
    _centred(document, found.title, size=13, bold=True)
    _centred(document, found.act)
    if found.draft:
        _centred(document, f"{_('Draft')}: {found.draft}", bold=True)
    for label, value in found.facts:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        line.add_run(f"{label}: ")
        line.add_run(value).bold = True
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)
    _table(document, found)
    heads = ["№", _("Note"), _("Evidence"), _("Recommendation")]
    _details(document, _("Findings and recommendations"), heads, [12.0, 95.0, 70.0, 90.0], found.findings)
    heads = ["№", _("Was"), _("Is"), _("Objection"), _("Decision and changes")]
    _details(document, _("Objections and changes"), heads, [12.0, 18.0, 18.0, 112.0, 107.0], found.disputes)
    _signatures(document, found)
    if found.note:
        document.add_paragraph().add_run(found.note).italic = True
    return document_bytes(document)


def _centred(document: Any, text: str, *, size: float | None = None, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRED
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)


def _table(document: Any, found: Paper) -> None:
    """The order's table, the total and the band at its foot (R7, R8)."""
    marks = len(found.head) - 2
    widths = [TITLE_WIDTH, *[(PAGE_WIDTH - TITLE_WIDTH - SCORE_WIDTH) / marks] * marks, SCORE_WIDTH]
    table = add_table(document, found.head, widths)
    last = len(found.head) - 1
    for item in found.rows:
        row = table.add_row()
        if item.is_area:
            whole = row.cells[0].merge(row.cells[last])
            fill_cell(whole, item.title, bold=True, shade="F3F5F7")
            whole.paragraphs[0].paragraph_format.keep_with_next = True
        else:
            fill_row(row, [item.title, *item.marks, item.score], widths, centred=range(1, last + 1))
    foot = keep_whole(table.add_row()).cells
    fill_cell(foot[0].merge(foot[last - 1]), _("Final score"), bold=True)
    fill_cell(foot[last], found.total, bold=True, centred=True)
    foot = keep_whole(table.add_row()).cells
    fill_cell(foot[0], _("Category"), bold=True)
    fill_cell(foot[1].merge(foot[last]), found.band, bold=True)


def _details(document: Any, title: str, heads: list[str], widths: list[float], rows: Sequence[tuple[str, ...]]) -> None:
    """A table of what is said of single criteria, below its title; nothing where there is nothing to say."""
    if not rows:
        return
    heading = document.add_paragraph()
    heading.paragraph_format.space_before = Pt(10)
    heading.paragraph_format.keep_with_next = True
    heading.add_run(title).bold = True
    table = add_table(document, heads, widths)
    for row in rows:
        fill_row(table.add_row(), row, widths, centred=[column for column, width in enumerate(widths) if width < 20])


def _signatures(document: Any, found: Paper) -> None:
    """Who signs, and what: they stand on one page together."""
    names = found.commission or ("", "", "")
    lines = [(_("Members of the commission:") if not index else "", name) for index, name in enumerate(names)]
    lines += [(_("For the body:"), ""), (_("Date:"), "")]
    for cell in document.tables[-1].rows[-1].cells:  # and with the row above, where the program can
        cell.paragraphs[-1].paragraph_format.keep_with_next = True
    what = document.add_paragraph()
    what.paragraph_format.space_before, what.paragraph_format.keep_with_next = Pt(10), True
    what.add_run(found.signed).bold = True
    table = document.add_table(0, 3)
    for who, name in lines:
        row = table.add_row()
        fill_row(row, [f"\n{who}", "\n" + "_" * 40, f"\n{name}"], [70, 90, 107])
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
