"""A batch as plain text that does not depend on the width of anything: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import Row
from monitor_cli.core.batch_summary import Group
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.batch import words
from monitor_cli.output.score.words import number, numbered, out_of


def render(report: BatchReport) -> str:
    """A line for each file, then the summary."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: BatchReport) -> Iterator[str]:
    for row in report.rows:
        yield _row(report, row)
    yield ""
    yield words.counts(report.summary)
    for key, group, criteria_set in report.groups:
        yield f"\n{words.group(key, group)}"
        yield from _summary(group, criteria_set, report.own)
    if report.own:
        yield from _self_rated(report)


def _row(report: BatchReport, row: Row) -> str:
    criteria_set, weakest = report.criteria_set(row), words.weakest_area(report, row)
    if criteria_set is None or weakest is None or row.total is None:
        return f"{visible(row.file)}: {words.why(row)}"
    area, points, most = weakest
    facts = [words.who(row), words.kind(row), words.year(row), out_of(row.total, criteria_set.max_total)]
    facts.append(_("band {number}").format(number=row.band))
    facts.append(_("weakest: {area} {points}/{max}").format(area=numbered(area), points=points, max=most))
    return ", ".join(facts)


def _summary(group: Group, criteria_set: CriteriaSet, own: bool) -> Iterator[str]:
    yield words.averages(group, criteria_set)
    for band in criteria_set.bands:
        share = number(group.band_share(band.number))
        limits = _("band {number} ({min}–{max})").format(number=band.number, min=band.min, max=band.max)
        yield f"{limits}: {group.bands[band.number]} ({share} %)"
    for area, mean, most in group.area_means(criteria_set):
        yield f"{numbered(area)}: {words.mean_of(mean, most)}"
    if weakest := group.weakest(criteria_set):
        yield _("weakest criteria over all:")
    for criterion, mean in weakest:
        yield f"  {numbered(criterion)}: {words.mean_of(mean, criteria_set.scale.max)}"
    if own and group.gaps:
        yield _("own scores by criterion:")
        for label, difference, title, leaning in words.own_by_criterion(group, criteria_set):
            yield f"  {label}. {title}: {difference} ({leaning})"


def _self_rated(report: BatchReport) -> Iterator[str]:
    rated = list(words.own_by_body(report))
    yield "\n" + (_("own scores by body:") if rated else _("no file has own scores"))
    for difference, body, year, meaning in rated:
        yield f"  {body}, {year}: {difference} ({meaning})"
