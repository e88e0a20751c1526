"""A batch for a terminal, in colour where there is any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group as Stack
from rich.console import JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import Row, row_band
from monitor_cli.core.batch_summary import Group
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.figures import percent
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.batch import words
from monitor_cli.output.score.words import number, numbered
from monitor_cli.output.styles import band_style, bar, share_style

STATUS_STYLES = {"incomplete": "yellow"}


def render(report: BatchReport) -> RenderableType:
    """The rows and the summary below them."""
    parts: list[RenderableType] = [_files(report), *_without_total(report), ""]
    parts.append(Text(words.counts(report.summary), "bold"))
    for key, group, criteria_set in report.groups:
        parts += ["", Text(words.group(key, group), "bold"), *_summary(group, criteria_set, report.own)]
    if report.own:
        parts += _self_rated(report)
    return Stack(*parts)


def _files(report: BatchReport) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim", expand=True)
    table.add_column(_("agency"), ratio=5)
    table.add_column("", no_wrap=True)
    table.add_column(_("year"), no_wrap=True)
    table.add_column(_("points"), justify="right", no_wrap=True)
    table.add_column("%", justify="right", no_wrap=True)
    table.add_column(_("band"), justify="center", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(_("weakest area"), ratio=4, no_wrap=True, overflow="ellipsis")
    for row in report.rows:
        table.add_row(*_cells(report, row))
    return table


def _cells(report: BatchReport, row: Row) -> list[Text]:
    criteria_set, weakest = report.criteria_set(row), words.weakest_area(report, row)
    who = [Text(words.who(row)), Text(words.short_kind(row), "dim"), Text(words.year(row))]
    band = row_band(row, criteria_set) if criteria_set else None
    if criteria_set is None or weakest is None or band is None or row.total is None:
        status = Text(words.status(row), STATUS_STYLES.get(row.status, "red"))
        return [*who, *[Text("–", "dim")] * 4, status]
    area, points, most = weakest
    style = band_style(band, criteria_set)
    return [
        *who,
        Text(f"{row.total}/{criteria_set.max_total}", style),
        Text(number(percent(row.total, criteria_set.max_total))),
        Text(str(band.number), style),
        Text(f"{points}/{most}", "dim"),
        Text(numbered(area), "dim"),
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
    yield Text(words.averages(group, criteria_set))
    bands = _columns("left", "left", "right", "right")
    for band in criteria_set.bands:
        count, style = group.bands[band.number], band_style(band, criteria_set)
        limits = _("band {number} ({min}–{max})").format(number=band.number, min=band.min, max=band.max)
        share = f"{number(group.band_share(band.number))} %"
        bands.add_row(Text(limits), Text(bar(count, group.scored, 20), style), Text(str(count)), Text(share, "dim"))
    yield bands
    yield ""
    yield Text(_("mean of each area:"), "bold")
    areas = _columns("left", "right", "left")
    for area, mean, most in group.area_means(criteria_set):
        style = share_style(mean.points, criteria_set.scale.min * len(area.criteria) * mean.things, most * mean.things)
        shown = Text(bar(mean.points, most * mean.things, 10), style)
        areas.add_row(shown, Text(words.mean_of(mean, most), style), Text(numbered(area)))
    yield areas
    if weakest := group.weakest(criteria_set):
        yield ""
        yield Text(_("weakest criteria over all:"), "bold")
        best = criteria_set.scale.max
        yield _rows([(words.mean_of(mean, best), numbered(criterion)) for criterion, mean in weakest], "left", "left")
    if own and group.gaps:
        yield ""
        yield Text(_("own scores by criterion:"), "bold")
        yield _rows(words.own_by_criterion(group, criteria_set), "right", "right", "left", "left")


def _self_rated(report: BatchReport) -> Iterator[RenderableType]:
    rated = list(words.own_by_body(report))
    yield ""
    yield Text(_("own scores by body:") if rated else _("no file has own scores"), "bold")
    yield _rows(rated, "right", "left", "left", "left")


def _rows(rows: Iterable[Sequence[str]], *justify: JustifyMethod) -> Table:
    table = _columns(*justify)
    for cells in rows:
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _columns(*justify: JustifyMethod) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    for side in justify:
        table.add_column(justify=side)
    return table
