"""The words that all reports of a batch for people have in common."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import CRITERIA_FILE, Row, row_percent
from monitor_cli.core.batch_summary import Group, Summary
from monitor_cli.core.criteria import Area, CriteriaSet
from monitor_cli.core.scorecard import OwnScores
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.score.words import KINDS, number, said

__all__ = ["number", "said"]

STATUSES = {
    "ok": N_("scored"),
    "incomplete": N_("incomplete"),
    "invalid": N_("invalid"),
    "unreadable": N_("unreadable"),
    "failed": N_("the tool failed"),
}


def status(row: Row) -> str:
    """What a file is."""
    return _(STATUSES[row.status])


KINDS_IN_SHORT = {"state": N_("st."), "municipal": N_("mun.")}


def short_kind(name: str) -> str:
    """What kind of body it is, for a narrow column."""
    return _(KINDS_IN_SHORT[name])


def kind(name: str) -> str:
    """What kind of body it is."""
    return _(KINDS[name])


def who(row: Row) -> str:
    """The body, or the file where its name cannot be read."""
    return said(row.body.name) if row.body else visible(row.file)


def place(report: BatchReport, row: Row) -> str:
    """The place with `=` where it is shared, a dash without a total."""
    found = report.place(row)
    return f"{found[0]}{'=' if found[1] else ''}" if found else "–"


def total(row: Row, criteria_set: CriteriaSet) -> str:
    """The total out of its maximum, and in percent."""
    percent = row_percent(row, criteria_set) or 0.0
    return _("{total} of {max} points ({percent} %)").format(
        total=row.total, max=criteria_set.max_total, percent=number(percent)
    )


def why(row: Row) -> str:
    """What a file without a total is, and its first problem with its line."""
    first = row.problems[0]
    line = _("line {line}: ").format(line=first.place.line) if first.place else ""
    more = len(row.problems) - 1
    rest = " " + ngettext("(and {count} more)", "(and {count} more)", more).format(count=more) if more else ""
    return f"{status(row)}: {line}{message(first)}{rest}"


def area(found: Area) -> str:
    """An area by number and title."""
    return f"{found.number}. {said(found.title)}"


def counts(summary: Summary) -> str:
    """How many files there are of each status; statuses without files are left out."""
    files = ngettext("{count} file", "{count} files", summary.files).format(count=summary.files)
    parts = [f"{_(word)}: {summary.statuses[name]}" for name, word in STATUSES.items() if summary.statuses[name]]
    if aside := summary.statuses[CRITERIA_FILE]:
        parts.append(_("criteria files, left out: {count}").format(count=aside))
    return f"{files} – {', '.join(parts)}"


def averages(group: Group, criteria_set: CriteriaSet) -> str:
    """Mean, median and the two ends of the totals."""
    return _("mean {mean}, median {median}, lowest {lowest}, highest {highest} of {max} points").format(
        mean=number(group.mean.rounded()),
        median=number(group.median),
        lowest=min(group.totals),
        highest=max(group.totals),
        max=criteria_set.max_total,
    )


def tie_rule(criteria_set: CriteriaSet) -> str:
    """How places are given, and whose rule that is."""
    return said(criteria_set.ranking.note)


def weakest(group: Group, criteria_set: CriteriaSet) -> Iterator[tuple[str, str, str]]:
    """Number, mean score and title of the weakest criteria over all files."""
    for found, mean in group.weakest(criteria_set):
        yield str(found), number(mean.rounded(2), 2), said(criteria_set.criteria[found].title)


def signed(value: int) -> str:
    """A difference with its sign."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def rates(difference: int) -> str:
    """What a difference between the own and the commission's scores means."""
    if not difference:
        return _("like the commission")
    return _("overrates itself") if difference > 0 else _("underrates itself")


def leaning(own: OwnScores) -> str:
    """How many bodies score one criterion above, like and below the commission."""
    words = _("{over} above, {equal} equal, {under} below the commission")
    return words.format(over=own.over, equal=own.equal, under=own.under)
