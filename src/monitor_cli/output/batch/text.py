"""A batch as plain text that does not depend on the width of anything: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import Row, area_totals, weakest_area
from monitor_cli.core.batch_summary import Group
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.batch import words


def render(report: BatchReport) -> str:
    """A line for each file, then the summary."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: BatchReport) -> Iterator[str]:
    for row in report.rows:
        yield _row(report, row)
    yield ""
    yield words.counts(report.summary)
    for ref, group in report.summary.groups.items():
        yield from _summary(group, report.criteria_sets[ref], report.own)
    if report.own:
        yield from _self_rated(report)


def _row(report: BatchReport, row: Row) -> str:
    criteria_set = report.criteria_set(row)
    index = weakest_area(row, criteria_set) if criteria_set else None
    if criteria_set is None or index is None or row.body is None:
        return f"–  {visible(row.file)}: {words.why(row)}"
    area, points = criteria_set.areas[index], area_totals(row, criteria_set)[index]
    weakest = _("weakest: {area} {points}/{max}").format(
        area=words.area(area), points=points, max=criteria_set.scale.max * len(area.criteria)
    )
    facts = [words.kind(row.body.kind), str(row.body.year), words.total(row, criteria_set)]
    facts += [_("band {number}").format(number=row.band), weakest]
    return f"{words.place(report, row)}  {words.who(row)}, {', '.join(facts)}"


def _summary(group: Group, criteria_set: CriteriaSet, own: bool) -> Iterator[str]:
    yield f"\n{criteria_set.ref}"
    yield words.averages(group, criteria_set)
    for band in criteria_set.bands:
        share = words.number(group.band_share(band.number))
        limits = _("band {number} ({min}–{max})").format(number=band.number, min=band.min, max=band.max)
        yield f"{limits}: {group.bands[band.number]} ({share} %)"
    for area, mean in zip(criteria_set.areas, group.area_means(criteria_set), strict=True):
        most = criteria_set.scale.max * len(area.criteria)
        yield f"{words.area(area)}: {words.number(mean.rounded(2), 2)}/{most}"
    yield _("weakest criteria over all:")
    for number, mean_score, title in words.weakest(group, criteria_set):
        yield f"  {number}. {title}: {mean_score}/{criteria_set.scale.max}"
    if own and group.gaps:
        yield _("own scores by criterion:")
        for found, rated in group.own_scores(criteria_set):
            title = words.said(criteria_set.criteria[found].title)
            yield f"  {found}. {title}: {words.signed(rated.difference)} ({words.leaning(rated)})"
    yield words.tie_rule(criteria_set)


def _self_rated(report: BatchReport) -> Iterator[str]:
    rated = report.self_rated()
    yield "\n" + (_("own scores by body:") if rated else _("no file has own scores"))
    for row, gap in rated:
        yield f"  {words.who(row)}, {row.body.year if row.body else ''}: {words.signed(gap)} ({words.rates(gap)})"
