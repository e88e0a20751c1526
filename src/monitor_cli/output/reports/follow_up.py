"""Which recommendations are done, not yet due or overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from monitor_cli.core.follow_up import STATES, FollowUp, Standing, State
from monitor_cli.core.score_file import KINDS, Agency
from monitor_cli.messages import KIND_TITLES, N_, _, counted
from monitor_cli.output import wording
from monitor_cli.output.page import Cell, Column, Group, Heading, Page, Paragraph, Row, Table

NARROW = 80
"""Below this width, there is room only for what is done and what is overdue."""


class Words(NamedTuple):
    """How a state is called and shown; `several` says how many recommendations are in it."""

    name: str
    several: str
    style: str


WORDS: dict[State, Words] = {
    "done": Words(N_("done"), N_("{count} done"), "green"),
    "not-due": Words(N_("not yet due"), N_("{count} not yet due"), ""),
    "overdue": Words(N_("overdue"), N_("{count} overdue"), "red"),
    "no-date": Words(N_("no date"), N_("{count} without a date"), "yellow"),
}


def page(report: FollowUp) -> Page:
    """The states in all, by body and by criterion, then each recommendation, those that are overdue longest first."""
    files = counted("{count} follow-up file", "{count} follow-up files", len(report.files))
    yield [
        Heading(_("Recommendations as they stand on {day}").format(day=wording.day(report.today))),
        Paragraph(counts(report.standings), "bold"),
        Paragraph(files, "dim"),
    ]
    if report.standings:
        bodies = list(bodies_of(report))
        by_kind = {
            kind: [_counts(wording.localized(a.name), own) for a, own in bodies if a.kind == kind] for kind in KINDS
        }
        yield [_table(_("agency"), [Group(rows, _(KIND_TITLES[kind])) for kind, rows in by_kind.items() if rows])]
        criteria = [_counts(wording.numbered_label(one[0].criterion), one) for one in criteria_of(report)]
        yield [_table(_("criterion"), [Group(criteria)])]
        columns = [Column(_("recommendation"), share=1), Column(_("due")), Column(_("state"))]
        yield [Table(columns, (Group(_rows(found), wording.localized(agency.name)) for agency, found in bodies))]


def counts(found: Sequence[Standing]) -> str:
    """How many recommendations there are, and how many of them in each state."""
    tally = Counter(standing.state for standing in found)
    named = [state for state in STATES if state != "no-date" or tally[state]]
    return f"{len(found)}: " + ", ".join(_(WORDS[state].several).format(count=tally[state]) for state in named)


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


def _table(title: str, groups: Iterable[Group]) -> Table:
    least = {"not-due": NARROW, "no-date": NARROW}
    states = [Column(_(WORDS[state].name), right=True, least=least.get(state, 0)) for state in STATES]
    return Table([Column(title, share=1), Column(_("all"), right=True), *states], groups)


def _counts(name: str, found: Sequence[Standing]) -> Row:
    tally = Counter(standing.state for standing in found)
    numbers = [Cell(str(tally[state]), WORDS[state].style if tally[state] else "dim") for state in STATES]
    return Row([Cell(name), Cell(str(len(found))), *numbers], f"{name} – {counts(found)}")


def _rows(found: Iterable[Standing]) -> Iterator[Row]:
    order: Sequence[State] = ("overdue", "not-due", "no-date", "done")
    for standing in sorted(found, key=lambda one: (order.index(one.state), one.days or 0)):
        told, number, year = standing.recommendation, standing.criterion.number, standing.score_file.year
        start, how, due = f"{year}, {number}.", state(standing), wording.day(told.due) if told.due else ""
        first, *rest = wording.visible_lines(told.text).splitlines()
        cells = [Cell(f"{start} {first}", under=rest), Cell(due), Cell(how, WORDS[standing.state].style)]
        yield Row(cells, f"{start} {wording.recommendation_with_due_day(told)} – {how}")


def state(standing: Standing) -> str:
    """The state with its day or days."""
    days, latest = standing.days or 0, standing.latest
    if standing.state == "done":
        return _("done by {day}").format(day=wording.day(latest.date)) if latest else _("done")
    if standing.state == "not-due" and not days:
        return _("due today")
    if standing.state == "not-due":
        return counted("due in {count} day", "due in {count} days", days)
    if standing.state == "overdue":
        return counted("overdue by {count} day", "overdue by {count} days", -days)
    return _("no date")
