"""A batch as a workbook: the rows, scores as a heat map, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import Row, row_own_scores, row_percent
from monitor_cli.core.batch_summary import Group
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.forms.xlsx import FONT, lines_of, workbook_bytes, write_value
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.batch import words
from monitor_cli.output.score.words import numbered, said

LOW, MIDDLE, HIGH = "#F4B183", "#FFF2CC", "#9DC3A8"
"""The colours of the heat map; each cell also shows its score."""
_WIDTHS = (40, 22, 16, 8, 26, 14, 8, 11, 38, 14, 38, 26, 14)


def render(report: BatchReport) -> bytes:
    """Three sheets, and a heat map of its own for each further criteria set; no text in them is a formula or a link."""
    return workbook_bytes(partial(_fill, report=report), _("Results"))


class _Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, book: Any, name: str, widths: Iterable[float]) -> None:
        self.sheet, self.row, self.book, self.widths = book.add_worksheet(name), 0, book, tuple(widths)
        self.plain = self.style()
        self.head = self.style(bold=True, valign="vcenter", bottom=1, bg_color="#E7EDF3")
        self.strong = self.style(bold=True, font_size=12, text_wrap=False)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P / &N")

    def style(self, **settings: Any) -> Any:
        """A format of its cells."""
        shared = {"font_name": FONT, "font_size": 10, "text_wrap": True, "valign": "top"}
        return self.book.add_format({**shared, **settings})

    def add(self, values: Sequence[object], style: Any = None, styles: dict[int, Any] | None = None) -> None:
        """Write a row; `styles` of single columns count more than `style`."""
        for column, value in enumerate(values):
            write_value(self.sheet, self.row, column, value, (styles or {}).get(column, style or self.plain))
        if style is not self.strong:
            pairs = zip(values, self.widths, strict=False)
            self.sheet.set_row(self.row, 3 + 13 * max(lines_of(str(value), width) for value, width in pairs))
        self.row += 1

    def keep_head(self, columns: int) -> None:
        """The head stays in sight and stands on each page; so do the first columns on the screen."""
        self.sheet.freeze_panes(self.row, columns)
        self.sheet.repeat_rows(0, self.row - 1)


def _fill(book: Any, report: BatchReport) -> None:
    _results(book, report)
    sets = {criteria_set.ref: criteria_set for _key, _group, criteria_set in report.groups}
    for number, (ref, criteria_set) in enumerate(sets.items(), start=1):
        name = _("Heat map") if len(sets) == 1 else f"{number} {ref}"[:31]
        _heat_map(book, name, criteria_set, [row for row in report.rows if row.criteria == ref])
    _summary(book, report)


def _results(book: Any, report: BatchReport) -> None:
    sheet = _Sheet(book, _("Results"), _WIDTHS)
    head = [_("agency"), _("agency id"), _("kind"), _("year"), _("state secretary"), _("total"), "%"]
    head += [_("band"), _("weakest area"), _("status"), _("first problem"), _("file")]
    head += [_("own difference")] * report.own
    sheet.add(head, sheet.head)
    sheet.keep_head(1)
    percent, centred = sheet.style(num_format="0.0"), sheet.style(align="center")
    for row in report.rows:
        sheet.add(_cells(report, row), styles={3: centred, 6: percent, 7: centred})
    sheet.sheet.autofilter(0, 0, max(1, sheet.row - 1), len(head) - 1)


def _cells(report: BatchReport, row: Row) -> list[object]:
    body, criteria_set = row.body, report.criteria_set(row)
    weakest, own = words.weakest_area(report, row), row_own_scores(row)
    return [
        words.who(row),
        body.id if body else None,
        words.kind(row),
        body.year if body else None,
        said(body.secretary) if body and body.secretary else None,
        row.total,
        row_percent(row, criteria_set) if criteria_set else None,
        row.band,
        numbered(weakest[0]) if weakest else None,
        words.status(row),
        words.why(row) if row.problems else None,
        visible(row.file),
        *[own.difference if own else None] * report.own,
    ]


def _heat_map(book: Any, name: str, criteria_set: CriteriaSet, rows: Sequence[Row]) -> None:
    """Bodies by criteria; a colour scale from the lowest to the highest score."""
    count = len(criteria_set.criteria)
    sheet = _Sheet(book, name, (46, 8, 14, *[5] * count))
    sheet.add([_("agency"), _("year"), _("total"), *criteria_set.criteria], sheet.head)
    sheet.keep_head(3)
    score = sheet.style(align="center", border=1, border_color="#FFFFFF")
    first = sheet.row
    for row in rows:
        if row.scores and row.body:
            styles = dict.fromkeys(range(3, 3 + count), score)
            sheet.add([words.who(row), row.body.year, row.total, *row.scores], styles=styles)
    scale: dict[str, Any] = {"type": "3_color_scale", "min_color": LOW, "mid_color": MIDDLE, "max_color": HIGH}
    for end, value in (("min", criteria_set.scale.min), ("max", criteria_set.scale.max)):
        scale |= {f"{end}_type": "num", f"{end}_value": value}
    scale |= {"mid_type": "num", "mid_value": (criteria_set.scale.min + criteria_set.scale.max) / 2}
    sheet.sheet.conditional_format(first, 3, max(first, sheet.row - 1), 2 + count, scale)
    sheet.row += 1
    for text in map(numbered, criteria_set.criteria.values()):
        sheet.sheet.merge_range(sheet.row, 0, sheet.row, 2 + count, "", sheet.plain)
        sheet.add([text])
        sheet.sheet.set_row(sheet.row - 1, 3 + 13 * lines_of(text, sum(sheet.widths)))


def _summary(book: Any, report: BatchReport) -> None:
    sheet = _Sheet(book, _("Summary"), (90, 14, 14, 14))
    sheet.add([words.counts(report.summary)], sheet.strong)
    for key, group, criteria_set in report.groups:
        sheet.row += 1
        sheet.add([words.group(key, group)], sheet.strong)
        for line in _figures(sheet, group, criteria_set):
            sheet.add(line)


def _figures(sheet: _Sheet, group: Group, criteria_set: CriteriaSet) -> Iterator[list[object]]:
    """The lines about one group; headings are written on the way."""
    yield [words.averages(group, criteria_set)]
    sheet.add([_("band"), _("from"), _("to"), _("files")], sheet.head)
    for band in criteria_set.bands:
        yield [f"{band.number}. {said(band.label)}", band.min, band.max, group.bands[band.number]]
    sheet.add([_("area"), _("mean"), _("maximum")], sheet.head)
    for area, mean, most in group.area_means(criteria_set):
        yield [numbered(area), mean.rounded(2), most]
    sheet.add([_("weakest criteria"), _("mean"), _("maximum")], sheet.head)
    for criterion, mean in group.weakest(criteria_set):
        yield [numbered(criterion), mean.rounded(2), criteria_set.scale.max]
