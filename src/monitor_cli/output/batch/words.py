"""The words that all reports of a batch for people have in common."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import CRITERIA_FILE, Row, area_totals
from monitor_cli.core.batch_row import weakest_area as weakest_index
from monitor_cli.core.batch_summary import Group, GroupKey, Summary
from monitor_cli.core.criteria import Area, CriteriaSet
from monitor_cli.core.figures import Mean
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.score.words import KINDS, STATUSES, number, said, signed, unpublished

KINDS_IN_SHORT = {"state": N_("st."), "municipal": N_("mun.")}


def status(row: Row) -> str:
    """What a file is."""
    return _(STATUSES[row.status])


def kind(row: Row) -> str:
    """What kind of body it is; empty where it cannot be read."""
    return _(KINDS[row.body.kind]) if row.body else ""


def short_kind(row: Row) -> str:
    """The same for a narrow column."""
    return _(KINDS_IN_SHORT[row.body.kind]) if row.body else ""


def year(row: Row) -> str:
    """The year; empty where it cannot be read."""
    return str(row.body.year) if row.body else ""


def who(row: Row) -> str:
    """The body, or the file where its name cannot be read."""
    return said(row.body.name) if row.body else visible(row.file)


def why(row: Row) -> str:
    """What a file without a total is, and its first problem with its line."""
    first = row.problems[0]
    line = _("line {line}: ").format(line=first.place.line) if first.place else ""
    more = len(row.problems) - 1
    rest = " " + ngettext("(and {count} more)", "(and {count} more)", more).format(count=more) if more else ""
    return f"{status(row)}: {line}{message(first)}{rest}"


def weakest_area(report: BatchReport, row: Row) -> tuple[Area, int, int] | None:
    """The area with the least share of its points, its points and how many there are; None without a total."""
    criteria_set = report.criteria_set(row)
    index = weakest_index(row, criteria_set) if criteria_set else None
    if criteria_set is None or index is None:
        return None
    area = criteria_set.areas[index]
    return area, area_totals(row, criteria_set)[index], criteria_set.scale.max * len(area.criteria)


def counts(summary: Summary) -> str:
    """How many files there are of each status; statuses without files are left out."""
    files = ngettext("{count} file", "{count} files", summary.files).format(count=summary.files)
    parts = [f"{_(word)}: {summary.statuses[name]}" for name, word in STATUSES.items() if summary.statuses[name]]
    if aside := summary.statuses[CRITERIA_FILE]:
        parts.append(_("criteria files, left out: {count}").format(count=aside))
    return f"{files} – {', '.join(parts)}"


def group(key: GroupKey, figures: Group) -> str:
    """Which files the figures are of, and how many these are."""
    files = ngettext("{count} file", "{count} files", figures.scored).format(count=figures.scored)
    return f"{_('State bodies') if key.kind == 'state' else _('Municipal bodies')}, {key.year}, {key.criteria}: {files}"


def averages(group: Group, criteria_set: CriteriaSet) -> str:
    """Mean, median and the two ends of the totals."""
    words = _("mean {mean}, median {median}, lowest {lowest}, highest {highest} of {max} points").format(
        mean=number(group.mean.rounded()),
        median=number(group.median.rounded()),
        lowest=group.lowest,
        highest=group.highest,
        max=criteria_set.max_total,
    )
    return ". ".join([words, *unpublished(criteria_set)])


def mean_of(mean: Mean, most: int) -> str:
    """A mean out of the most that there can be."""
    return f"{number(mean.rounded(2), 2)}/{most}"


def own_by_criterion(group: Group, criteria_set: CriteriaSet) -> Iterator[tuple[str, str, str, str]]:
    """For each criterion its number, the difference of own and final scores, its title, and how many bodies differ."""
    words = _("{over} above, {equal} equal, {under} below the commission")
    for found, own in group.own_scores(criteria_set):
        leaning = words.format(over=own.over, equal=own.equal, under=own.under)
        yield str(found), signed(own.difference), said(criteria_set.criteria[found].title), leaning


def own_by_body(report: BatchReport) -> Iterator[tuple[str, str, str, str]]:
    """For each file with own scores their difference to the final ones, the body, the year, and what that means."""
    for row, difference in report.self_rated():
        yield signed(difference), who(row), year(row), _rates(difference)


def _rates(difference: int) -> str:
    if not difference:
        return _("like the commission")
    return _("overrates itself") if difference > 0 else _("underrates itself")
