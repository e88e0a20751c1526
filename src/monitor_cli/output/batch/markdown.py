"""A batch as Markdown, for pages, issues and chats."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import Row
from monitor_cli.core.batch_summary import Group
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.figures import percent
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.batch import words
from monitor_cli.output.markdown_parts import escaped
from monitor_cli.output.markdown_parts import row as table_row
from monitor_cli.output.score.words import number, numbered
from monitor_cli.output.styles import bar

BAR = 20


def render(report: BatchReport) -> str:
    """The table of the files, then the summary."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: BatchReport) -> Iterator[str]:
    yield from _table(_("agency"), _("kind"), _("year"), _("total"), "%", _("band"), _("weakest area"))
    for row in report.rows:
        yield table_row(*_cells(report, row))
    yield f"\n{escaped(words.counts(report.summary))}"
    for key, group, criteria_set in report.groups:
        yield f"\n## {escaped(words.group(key, group))}\n"
        yield from _summary(group, criteria_set, report.own)
    if report.own:
        yield from _self_rated(report)


def _table(*header: str) -> Iterator[str]:
    yield table_row(*header)
    yield table_row(*["---"] * len(header))


def _cells(report: BatchReport, row: Row) -> list[str]:
    criteria_set, weakest = report.criteria_set(row), words.weakest_area(report, row)
    who = [escaped(words.who(row)), words.kind(row), words.year(row)]
    if criteria_set is None or weakest is None or row.total is None:
        return [*who, "–", "–", "–", escaped(f"{visible(row.file)}: {words.why(row)}")]
    area, points, most = weakest
    result = [str(row.total), number(percent(row.total, criteria_set.max_total)), str(row.band)]
    return [*who, *result, escaped(f"{numbered(area)} {points}/{most}")]


def _summary(group: Group, criteria_set: CriteriaSet, own: bool) -> Iterator[str]:
    yield escaped(words.averages(group, criteria_set)) + "\n"
    yield from _table(_("band"), _("points"), _("files"), "%", "")
    for band in criteria_set.bands:
        count = group.bands[band.number]
        share = number(group.band_share(band.number))
        yield table_row(str(band.number), f"{band.min}–{band.max}", str(count), share, bar(count, group.scored, BAR))
    yield ""
    yield from _table(_("area"), _("mean"), "")
    for area, mean, most in group.area_means(criteria_set):
        shown = bar(mean.points, most * mean.things, BAR)
        yield table_row(escaped(numbered(area)), words.mean_of(mean, most), shown)
    if weakest := group.weakest(criteria_set):
        yield f"\n{_('weakest criteria over all:')}\n"
    for criterion, mean in weakest:
        yield f"- {escaped(numbered(criterion))}: {words.mean_of(mean, criteria_set.scale.max)}"
    if own and group.gaps:
        yield f"\n{_('own scores by criterion:')}\n"
        for label, difference, title, leaning in words.own_by_criterion(group, criteria_set):
            yield f"- {label}. {escaped(title)}: {difference} ({leaning})"


def _self_rated(report: BatchReport) -> Iterator[str]:
    rated = list(words.own_by_body(report))
    yield f"\n{_('own scores by body:') if rated else _('no file has own scores')}\n"
    for difference, body, year, meaning in rated:
        yield f"- {escaped(body)}, {year}: {difference} ({meaning})"
