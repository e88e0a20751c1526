"""A batch for a terminal, in colour where there is any."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.console import Group as Stack
from rich.table import Table
from rich.text import Text

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import Row, area_totals, row_band, row_percent, weakest_area
from monitor_cli.core.batch_summary import Group
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.batch import words
from monitor_cli.output.styles import band_style, bar, share_style

STATUS_STYLES = {"incomplete": "yellow"}


def render(report: BatchReport) -> RenderableType:
    """The rows and the summary below them."""
    parts: list[RenderableType] = [_Rows(report), *_without_total(report), ""]
    parts.append(Text(words.counts(report.summary), "bold"))
    for ref, group in report.summary.groups.items():
        parts += _summary(group, report.criteria_sets[ref], report.own)
    if report.own:
        parts += _self_rated(report)
    return Stack(*parts)


class _Rows:
    """The table of files, laid out for the width that it gets."""

    def __init__(self, report: BatchReport) -> None:
        self.report = report

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        table = _plain_table(expand=True)
        table.add_column("№", justify="right", no_wrap=True)
        table.add_column(_("agency"), ratio=5)
        table.add_column("", no_wrap=True)
        table.add_column(_("year"), no_wrap=True)
        table.add_column(_("points"), justify="right", no_wrap=True)
        table.add_column("%", justify="right", no_wrap=True)
        table.add_column(_("band"), justify="center", no_wrap=True)
        table.add_column(_("weakest area"), ratio=4, no_wrap=True, overflow="ellipsis")
        for row in self.report.rows:
            table.add_row(*self._cells(row))
        yield table

    def _cells(self, row: Row) -> list[Text]:
        body, criteria_set = row.body, self.report.criteria_set(row)
        who = [Text(words.who(row)), Text(words.short_kind(body.kind) if body else "", "dim")]
        who.append(Text(str(body.year) if body else ""))
        index = weakest_area(row, criteria_set) if criteria_set else None
        band = row_band(row, criteria_set) if criteria_set else None
        if criteria_set is None or index is None or band is None:
            status = Text(words.status(row), STATUS_STYLES.get(row.status, "red"))
            return [Text("–", "dim"), *who, *[Text("–", "dim")] * 3, status]
        area, points = criteria_set.areas[index], area_totals(row, criteria_set)[index]
        most = criteria_set.scale.max * len(area.criteria)
        style = band_style(band, criteria_set)
        return [
            Text(words.place(self.report, row), "bold"),
            *who,
            Text(f"{row.total}/{criteria_set.max_total}", style),
            Text(words.number(row_percent(row, criteria_set) or 0.0)),
            Text(str(band.number), style),
            Text(f"{points}/{most}  {words.area(area)}", "dim"),
        ]


def _without_total(report: BatchReport) -> Iterator[RenderableType]:
    broken = [row for row in report.rows if row.total is None]
    if broken:
        yield ""
        yield Text(_("files without a total:"), "bold")
    for row in broken:
        style = STATUS_STYLES.get(row.status, "red")
        yield Text.assemble(f"{visible(row.file)}: ", (words.why(row), style))


def _summary(group: Group, criteria_set: CriteriaSet, own: bool) -> Iterator[RenderableType]:
    yield ""
    yield Text(words.averages(group, criteria_set))
    bands = _plain_table(show_header=False)
    for band in criteria_set.bands:
        count, style = group.bands[band.number], band_style(band, criteria_set)
        limits = _("band {number} ({min}–{max})").format(number=band.number, min=band.min, max=band.max)
        share = f"{words.number(group.band_share(band.number))} %"
        bands.add_row(Text(limits), Text(bar(count, group.scored, 20), style), Text(str(count)), Text(share, "dim"))
    yield bands
    yield ""
    yield Text(_("mean of each area:"), "bold")
    areas = _plain_table(show_header=False)
    for area, mean in zip(criteria_set.areas, group.area_means(criteria_set), strict=True):
        most = criteria_set.scale.max * len(area.criteria)
        style = share_style(mean.points, criteria_set.scale.min * len(area.criteria) * mean.things, most * mean.things)
        value = Text(f"{words.number(mean.rounded(2), 2)}/{most}", style)
        areas.add_row(Text(bar(mean.points, most * mean.things, 10), style), value, Text(words.area(area)))
    yield areas
    yield ""
    yield Text(_("weakest criteria over all:"), "bold")
    weakest = _plain_table(show_header=False)
    for number, mean_score, title in words.weakest(group, criteria_set):
        weakest.add_row(Text(number), Text(f"{mean_score}/{criteria_set.scale.max}"), Text(title))
    yield weakest
    if own and group.gaps:
        yield from _by_criterion(group, criteria_set)
    yield ""
    yield Text(words.tie_rule(criteria_set), "dim")


def _by_criterion(group: Group, criteria_set: CriteriaSet) -> Iterator[RenderableType]:
    yield ""
    yield Text(_("own scores by criterion:"), "bold")
    table = _plain_table(show_header=False)
    for number, rated in group.own_scores(criteria_set):
        title = words.said(criteria_set.criteria[number].title)
        cells = [str(number), words.signed(rated.difference), title, words.leaning(rated)]
        table.add_row(*(Text(cell) for cell in cells))
    yield table


def _self_rated(report: BatchReport) -> Iterator[RenderableType]:
    rated = report.self_rated()
    yield ""
    yield Text(_("own scores by body:") if rated else _("no file has own scores"), "bold")
    table = _plain_table(show_header=False)
    for row, gap in rated:
        year = str(row.body.year) if row.body else ""
        cells = [words.signed(gap), words.who(row), year, words.rates(gap)]
        table.add_row(*(Text(cell) for cell in cells))
    yield table


def _plain_table(*, show_header: bool = True, expand: bool = False) -> Table:
    return Table(
        box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim", show_header=show_header, expand=expand
    )
