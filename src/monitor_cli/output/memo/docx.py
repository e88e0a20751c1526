"""The memo for Word and LibreOffice, A4 upright."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.output.docx_parts import CENTRED, document_bytes, new_document
from monitor_cli.output.memo import headings
from monitor_cli.output.memo.content import Earlier, memo
from monitor_cli.output.words import numbered


def render(criteria_set: CriteriaSet, results: Sequence[Result]) -> bytes:
    """The memo for the body of `results`."""
    found = memo(criteria_set, results)
    document = new_document(" – ".join(filter(None, (found.title, found.body))))
    document.add_heading(found.title, 1).alignment = CENTRED
    for text, bold in ((found.body, True), (found.act, False)):
        if text:
            paragraph = document.add_paragraph()
            paragraph.alignment = CENTRED
            paragraph.add_run(text).bold = bold
    document.add_heading(_(headings.DIRECTIONS), 2)
    _items(document, map(numbered, found.directions))
    if found.follow_up:
        document.add_paragraph(_(headings.FOLLOW_UP))
        _items(document, map(numbered, found.follow_up))
    document.add_heading(_(headings.DOCUMENTS), 2)
    _items(document, (f"{number}. {text}" for number, text in enumerate(found.documents, start=1)))
    document.add_heading(_(headings.EARLIER), 2)
    if not found.earlier:
        document.add_paragraph(_(headings.NO_EARLIER))
    for year in found.earlier:
        _year(document, year)
    if found.note:
        document.add_paragraph().add_run(found.note).italic = True
    return document_bytes(document)


def _year(document: Any, year: Earlier) -> None:
    for text, bold in ((year.heading, True), (year.result, False), (_(headings.FINDINGS), True)):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(text).bold = bold
    _items(document, year.findings or (_(headings.NO_FINDINGS),), bullets=True)
    document.add_paragraph().add_run(_(headings.OPEN_RECOMMENDATIONS)).bold = True
    _items(document, year.open or (_(headings.NONE_OPEN),), bullets=True)


def _items(document: Any, texts: Iterable[str], *, bullets: bool = False) -> None:
    for text in texts:
        document.add_paragraph(text, style="List Bullet" if bullets else None)
