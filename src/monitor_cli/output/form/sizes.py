"""How wide the columns of the form are, which cells span several, and how high the rows must be for their texts."""

from __future__ import annotations

from collections.abc import Mapping

from monitor_cli.core.criteria import Criterion
from monitor_cli.core.form import Form, Position
from monitor_cli.output.form.words import signatures
from monitor_cli.output.xlsx_parts import lines_of

POINTS = 12.5
"""The height of one line, in points."""
HIGHEST = 409
"""The highest row that spreadsheets allow, in points."""


def widths(form: Form) -> list[int]:
    """The columns from the left, in characters."""
    return [5, 56, *[15] * len(form.scores), 13, 34, 32, 32, 11, 12, 10]


def spans(form: Form) -> dict[Position, int]:
    """The merged cells, by their first cell: the last column of each."""
    last, score = form.last_column, form.score_column
    found = {(form.TITLE_ROW, 0): last, (form.HINT_ROW, 0): last}
    found |= {(row, 0): last for row, item in form.rows.items() if not isinstance(item, Criterion)}
    for field in form.fields:
        if field.row < form.HEAD_ROW:
            found[field.label] = field.column - 1
            found[field.position] = score - 1 if field.column == form.FIRST_MARK else last
    found |= {(form.total_row, 0): score - 1, (form.band_row, 0): 1, (form.band_row, form.FIRST_MARK): last}
    found |= {(form.bands_row + index, 4): last for index in range(len(form.criteria_set.bands))}
    found |= {(form.signature_row + 2 * index, form.FIRST_MARK): score for index in range(len(signatures()))}
    return found


def heights(form: Form, texts: Mapping[Position, str], least: int = 2) -> dict[int, float]:
    """The height of each row that has texts, in points; a merged cell does not grow by itself.

    Rows of criteria have room for `least` lines, because a row of a fixed height does not grow with what is typed.
    """
    columns, merged = widths(form), spans(form)
    lines = {row: least if isinstance(item, Criterion) else 1 for row, item in form.rows.items()}
    for (row, column), text in texts.items():
        end = merged.get((row, column), column)
        lines[row] = max(lines.get(row, 1), lines_of(text, 1.1 * sum(columns[column : end + 1])))
    return {row: min(HIGHEST, POINTS * count + 4) for row, count in lines.items()}
