"""How much a page tells of each body, so that one of 500 bodies still opens at once: it stays under 1 MB."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.core.score_file import Entry
from monitor_cli.output.report.sheets import Sheet

MOST_BYTES = 950_000
"""What the estimates may add up to."""

FULL, TEXTS, SCORES = "full", "texts", "scores"
"""Everything; the titles of the criteria only once; neither notes nor evidence nor recommendations."""

FRAME = 110_000
"""Bytes of styles, script, texts of the criteria in three languages and overview."""

TITLED_ROW, ROW, BODY, FINDING = 1_020, 100, 1_900, 120
"""Bytes of a row of a criterion with and without its texts, of the rest of a body, and around a finding.

They were measured on pages in Kyrgyz, the longest of the three languages.
"""


def extent(sheets: Sequence[Sheet]) -> str:
    """The fullest of the three that keeps the page small."""
    rows = sum(len(sheet.card.criteria) for sheet in sheets)
    base = FRAME + BODY * len(sheets) + sum(_size(e) for s in sheets for e in s.card.score_file.scores.values())
    if base + TITLED_ROW * rows <= MOST_BYTES:
        return FULL
    return TEXTS if base + ROW * rows <= MOST_BYTES else SCORES


def _size(entry: Entry) -> int:
    texts = [*([entry.note] if entry.note else []), *entry.evidence]
    if entry.recommendation:
        texts.append(entry.recommendation.text)
    return sum(len(text.encode()) + FINDING for text in texts)
