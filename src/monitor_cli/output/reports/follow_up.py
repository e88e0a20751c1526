"""The recommendations that are done, not yet due or overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from monitor_cli.core.figures import grouped
from monitor_cli.core.follow_up import STATES, FollowUp, Standing, State
from monitor_cli.core.score_file import KINDS, Agency
from monitor_cli.messages import KIND_TITLES, N_, _, counted
from monitor_cli.messages.clock import day
from monitor_cli.output import wording
from monitor_cli.output.page import Cell, Column, Group, Heading, Page, Paragraph, Row, Table

NARROW = 80
"""The width below which there is room only for the done and the overdue recommendations."""


class StateTexts(NamedTuple):
    """The name and the style of a state; `several` is a number of recommendations in it."""

    name: str
    several: str
    style: str


TEXTS: dict[State, StateTexts] = {
    "done": StateTexts(N_("done"), N_("{count} done"), "green"),
    "not-due": StateTexts(N_("not yet due"), N_("{count} not yet due"), ""),
    "overdue": StateTexts(N_("overdue"), N_("{count} overdue"), "red"),
    "no-date": StateTexts(N_("no date"), N_("{count} without a date"), "yellow"),
}


def page(report: FollowUp) -> Page:
    """Yield the counts in all, by body and by criterion, then each recommendation, the longest overdue first."""
    files = counted("{count} follow-up file", "{count} follow-up files", len(report.files))
    yield [
        Heading(_("Status of the recommendations on {day}").format(day=day(report.today))),
        Paragraph(_counts(report.standings), "bold"),
        Paragraph(files, "dim"),
    ]
    if report.standings:
        bodies = list(by_body(report))
        counts = grouped((body.kind, _count_row(wording.localized(body.name), own)) for body, own in bodies)
        groups = [Group(counts[kind], _(KIND_TITLES[kind])) for kind in KINDS if kind in counts]
        yield [_count_table(_("body"), groups)]
        criteria = [_count_row(wording.numbered_label(group[0].criterion), group) for group in by_criterion(report)]
        yield [_count_table(_("criterion"), [Group(criteria)])]
        columns = [Column(_("recommendation"), share=1), Column(_("due")), Column(_("state"))]
        yield [Table(columns, (Group(_rows(own), wording.localized(body.name)) for body, own in bodies))]


def by_body(report: FollowUp) -> Iterator[tuple[Agency, list[Standing]]]:
    """Yield the recommendations of each body, in the order of the files, with the body as in its last file."""
    for standings in grouped((standing.score_file.agency.id, standing) for standing in report.standings).values():
        yield standings[-1].score_file.agency, standings


def by_criterion(report: FollowUp) -> list[list[Standing]]:
    """Return the recommendations for each criterion of each set, in the order of the table."""
    groups = grouped(((each.criteria_set.ref, each.criterion.number), each) for each in report.standings)
    return [standings for _place, standings in sorted(groups.items(), key=lambda group: group[0])]


def _counts(standings: Sequence[Standing]) -> str:
    tally = Counter(standing.state for standing in standings)
    shown = [state for state in STATES if state != "no-date" or tally[state]]
    return f"{len(standings)}: " + ", ".join(_(TEXTS[state].several).format(count=tally[state]) for state in shown)


def _count_table(title: str, groups: Iterable[Group]) -> Table:
    least = {"not-due": NARROW, "no-date": NARROW}
    states = [Column(_(TEXTS[state].name), right=True, least=least.get(state, 0)) for state in STATES]
    return Table([Column(title, share=1), Column(_("all"), right=True), *states], groups)


def _count_row(name: str, standings: Sequence[Standing]) -> Row:
    tally = Counter(standing.state for standing in standings)
    numbers = [Cell(str(tally[state]), TEXTS[state].style if tally[state] else "dim") for state in STATES]
    return Row([Cell(name), Cell(str(len(standings))), *numbers], f"{name} – {_counts(standings)}")


def _rows(standings: Iterable[Standing]) -> Iterator[Row]:
    order: Sequence[State] = ("overdue", "not-due", "no-date", "done")
    for standing in sorted(standings, key=lambda one: (order.index(one.state), one.days or 0)):
        recommendation, state = standing.recommendation, _state(standing)
        start = f"{standing.score_file.year}, {standing.criterion.number}."
        first, *rest = wording.visible_lines(recommendation.text).splitlines()
        cells = [
            Cell(f"{start} {first}", under=rest),
            Cell(day(recommendation.due) if recommendation.due else ""),
            Cell(state, TEXTS[standing.state].style),
        ]
        yield Row(cells, f"{start} {wording.recommendation_with_due_day(recommendation)} – {state}")


def _state(standing: Standing) -> str:
    """Return the state with its day or its number of days."""
    days, latest = standing.days or 0, standing.latest
    if standing.state == "done":
        return _("done by {day}").format(day=day(latest.date)) if latest else _("done")
    if standing.state == "not-due":
        return counted("due in {count} day", "due in {count} days", days) if days else _("due today")
    if standing.state == "overdue":
        return counted("overdue by {count} day", "overdue by {count} days", -days)
    return _("no date")
