"""Which recommendations are done, not yet due or overdue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from monitor_cli.core.follow_up import STATES, FollowUp, Standing, State, counted
from monitor_cli.core.score_file import KINDS, Agency
from monitor_cli.messages import KIND_TITLES, N_, _, ngettext
from monitor_cli.output import words
from monitor_cli.output.page import Cell, Column, Group, Heading, Page, Paragraph, Row, Section, Table

NAMES: dict[State, str] = {
    "done": N_("done"),
    "not-due": N_("not yet due"),
    "overdue": N_("overdue"),
    "no-date": N_("no date"),
}
COUNTS: dict[State, str] = {
    "done": N_("{count} done"),
    "not-due": N_("{count} not yet due"),
    "overdue": N_("{count} overdue"),
    "no-date": N_("{count} without a date"),
}
STYLES: dict[State, str] = {"done": "green", "not-due": "", "overdue": "red", "no-date": "yellow"}


def page(report: FollowUp) -> Page:
    """The states in all, by body and by criterion, then each recommendation, those that are overdue longest first."""
    yield _head(report)
    if found := report.standings:
        bodies = [
            Group([_counts(words.said(agency.name), own) for agency, own in bodies_of(report) if agency.kind == kind],
                  _(KIND_TITLES[kind]))
            for kind in KINDS
            if any(standing.score_file.agency.kind == kind for standing in found)
        ]  # fmt: skip
        yield [Table([Column(_("agency"), share=1), *_columns()], bodies)]
        rows = [_counts(words.labelled(one[0].criterion), one) for one in criteria_of(report)]
        yield [Table([Column(_("criterion"), share=1), *_columns()], [Group(rows)])]
        yield [_recommendations(report)]


def counts(found: Sequence[Standing]) -> str:
    """How many recommendations there are, and how many of them in each state."""
    tally = counted(found)
    parts = [_(COUNTS[state]).format(count=tally[state]) for state in STATES if state != "no-date" or tally[state]]
    return f"{len(found)}: {', '.join(parts)}"


def bodies_of(report: FollowUp) -> Iterator[tuple[Agency, list[Standing]]]:
    """The recommendations of each body, in the order of the files; the last file says its name."""
    for found in _grouped(report, lambda standing: standing.score_file.agency.id):
        yield found[-1].score_file.agency, found


def criteria_of(report: FollowUp) -> list[list[Standing]]:
    """The recommendations for each criterion of each set, in the order of the table."""
    return sorted(
        _grouped(report, lambda standing: (standing.criteria_set.ref, standing.criterion.number)),
        key=lambda found: (found[0].criteria_set.ref, found[0].criterion.number),
    )


def _grouped(report: FollowUp, key: Callable[[Standing], object]) -> list[list[Standing]]:
    groups: dict[object, list[Standing]] = {}
    for standing in report.standings:
        groups.setdefault(key(standing), []).append(standing)
    return list(groups.values())


def _head(report: FollowUp) -> Section:
    yield Heading(_("Recommendations as they stand on {day}").format(day=words.day(report.today)))
    yield Paragraph(counts(report.standings), "bold")
    files = ngettext("{count} follow-up file", "{count} follow-up files", len(report.files))
    yield Paragraph(files.format(count=len(report.files)), "dim")


def _columns() -> list[Column]:
    return [Column(_("all"), right=True), *(Column(_(NAMES[state]), right=True) for state in STATES)]


def _counts(name: str, found: Sequence[Standing]) -> Row:
    tally = counted(found)
    numbers = [Cell(str(tally[state]), STYLES[state] if tally[state] else "dim") for state in STATES]
    return Row([Cell(name), Cell(str(len(found))), *numbers], f"{name} – {counts(found)}")


def _recommendations(report: FollowUp) -> Table:
    columns = [Column(_("recommendation"), share=1), Column(_("due")), Column(_("state"))]
    return Table(columns, (Group(_rows(found), words.said(agency.name)) for agency, found in bodies_of(report)))


def _rows(found: Iterable[Standing]) -> Iterator[Row]:
    order: Sequence[State] = ("overdue", "not-due", "no-date", "done")
    for standing in sorted(found, key=lambda one: (order.index(one.state), one.days or 0)):
        told, number, year = standing.recommendation, standing.criterion.number, standing.score_file.year
        start, how = f"{year}, {number}.", state(standing)
        cells = [
            Cell(f"{start} {words.lines(told.text)}"),
            Cell(words.day(told.due) if told.due else ""),
            Cell(how, STYLES[standing.state]),
        ]
        yield Row(cells, f"{start} {words.recommendation(told)} – {how}")


def state(standing: Standing) -> str:
    """The state with its day or days."""
    days, latest = standing.days or 0, standing.latest
    if standing.state == "done":
        return _("done by {day}").format(day=words.day(latest.date)) if latest else _("done")
    if standing.state == "not-due" and not days:
        return _("due today")
    if standing.state == "not-due":
        return ngettext("due in {count} day", "due in {count} days", days).format(count=days)
    if standing.state == "overdue":
        return ngettext("overdue by {count} day", "overdue by {count} days", -days).format(count=-days)
    return _("no date")
