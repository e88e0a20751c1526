"""A batch as Markdown, for pages, issues and chats."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import Row, area_totals, row_percent, weakest_area
from monitor_cli.core.batch_summary import Group
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.batch import words
from monitor_cli.output.markdown_parts import escaped
from monitor_cli.output.markdown_parts import row as table_row
from monitor_cli.output.styles import bar

BAR = 20


def render(report: BatchReport) -> str:
    """The table of the files, then the summary."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: BatchReport) -> Iterator[str]:
    yield from _table(_("place"), _("agency"), _("kind"), _("year"), _("total"), "%", _("band"), _("weakest area"))
    for row in report.rows:
        yield table_row(*_cells(report, row))
    yield f"\n{escaped(words.counts(report.summary))}"
    for ref, group in report.summary.groups.items():
        yield from _summary(group, report.criteria_sets[ref], report.own)
    if report.own:
        yield from _self_rated(report)


def _table(*header: str) -> Iterator[str]:
    yield table_row(*header)
    yield table_row(*["---"] * len(header))


def _cells(report: BatchReport, row: Row) -> list[str]:
    body, criteria_set = row.body, report.criteria_set(row)
    index = weakest_area(row, criteria_set) if criteria_set else None
    who = [escaped(words.who(row)), words.kind(body.kind) if body else "", str(body.year) if body else ""]
    if criteria_set is None or index is None:
        return ["–", *who, "–", "–", "–", escaped(f"{visible(row.file)}: {words.why(row)}")]
    area, points = criteria_set.areas[index], area_totals(row, criteria_set)[index]
    weakest = f"{words.area(area)} {points}/{criteria_set.scale.max * len(area.criteria)}"
    percent = words.number(row_percent(row, criteria_set) or 0.0)
    return [words.place(report, row), *who, str(row.total), percent, str(row.band), escaped(weakest)]


def _summary(group: Group, criteria_set: CriteriaSet, own: bool) -> Iterator[str]:
    yield f"\n## {escaped(criteria_set.ref)}\n"
    yield escaped(words.averages(group, criteria_set)) + "\n"
    yield from _table(_("band"), _("points"), _("files"), "%", "")
    for band in criteria_set.bands:
        count = group.bands[band.number]
        share = words.number(group.band_share(band.number))
        yield table_row(str(band.number), f"{band.min}–{band.max}", str(count), share, bar(count, group.scored, BAR))
    yield ""
    yield from _table(_("area"), _("mean"), "")
    for area, mean in zip(criteria_set.areas, group.area_means(criteria_set), strict=True):
        most = criteria_set.scale.max * len(area.criteria)
        points = f"{words.number(mean.rounded(2), 2)}/{most}"
        yield table_row(escaped(words.area(area)), points, bar(mean.points, most * mean.things, BAR))
    yield f"\n{_('weakest criteria over all:')}\n"
    for number, mean_score, title in words.weakest(group, criteria_set):
        yield f"- {number}. {escaped(title)}: {mean_score}/{criteria_set.scale.max}"
    if own and group.gaps:
        yield f"\n{_('own scores by criterion:')}\n"
        for found, rated in group.own_scores(criteria_set):
            title = escaped(words.said(criteria_set.criteria[found].title))
            yield f"- {found}. {title}: {words.signed(rated.difference)} ({words.leaning(rated)})"
    yield f"\n*{escaped(words.tie_rule(criteria_set))}*"


def _self_rated(report: BatchReport) -> Iterator[str]:
    rated = report.self_rated()
    yield f"\n{_('own scores by body:') if rated else _('no file has own scores')}\n"
    for row, gap in rated:
        year = row.body.year if row.body else ""
        yield f"- {escaped(words.who(row))}, {year}: {words.signed(gap)} ({words.rates(gap)})"
