"""Two years of many bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from monitor_cli.core.comparison import Change, Tally
from monitor_cli.core.criteria import Area, Criterion
from monitor_cli.core.register import Fate, RegisteredBody
from monitor_cli.core.result import Result
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import KIND_TITLES, N_, _, counted
from monitor_cli.output import trends, wording
from monitor_cli.output.page import Block, Cell, Column, Group, Heading, Items, Page, Paragraph, Prose, Row, Table

WIDE = 110
"""The width from which there is room for ids and for the number of criteria that changed."""

NARROW = 60
"""The width below which there is no room for the bands."""

FATES: dict[Fate, str] = {
    "new": N_("new: {names}"),
    "abolished": N_("abolished: {names}"),
    "not-monitored": N_("not monitored in the other year: {names}"),
    "not-handed-in": N_("not handed in for the other year: {names}"),
    "not-registered": N_("not in the register: {names}"),
}
"""The reasons why a body is in only one of the years."""

REORGANISED = {"merged": N_("merged"), "divided": N_("divided"), "reorganised": N_("reorganised")}
"""The kinds of succession between bodies."""


def page(years: YearComparison) -> Page:
    bodies = years.bodies
    yield _head(years)
    if bodies:
        notes = [
            _("Each rank is that in the year's ranking of bodies of the same kind."),
            *wording.tie_rule(bodies[0].comparison.new.criteria_set),
        ]
        yield [_bodies(years), *(Paragraph(note, note=True) for note in notes)]
        signs = [Column(title, right=True) for title in ("↑", "↓", "=", "≠", _("mean"))]
        areas = Group([_part(row.part, tally, "bold") for row, tally in years.areas])
        criteria = Group([_part(row.part, tally) for row, tally in years.criteria])
        yield [Table([Column("№", right=True), Column(_("criterion"), share=1), *signs], [areas, criteria])]
    for title, results in ((_("new: {count}"), years.new_bodies), (_("no longer present: {count}"), years.gone_bodies)):
        if results:
            yield [Heading(title.format(count=len(results)), level=4), _by_fate(years, results)]
    if years.reorganised:
        yield _reorganised(years)
    if years.left_out:
        yield trends.broken_files_section(years.left_out)
    if bodies:
        listed = _("`monitor follow-up` lists every recommendation with its state.")
        yield trends.unanswered_section(sum(len(body.unanswered) for body in bodies), Prose(listed))


def _head(years: YearComparison) -> Iterator[Block]:
    """Yield the years, the number of bodies in both, the editions, and how the totals changed."""
    count = counted("{count} body compared", "{count} bodies compared", len(years.bodies))
    if not years.bodies:
        yield Heading(count)
        return
    comparison = years.bodies[0].comparison
    yield Heading(f"{comparison.old.score_file.year} → {comparison.new.score_file.year} · {count}")
    yield from (Paragraph(note, "yellow") for note in trends.edition_notes(comparison))
    template, total = _("totals: {tally}; mean change {mean}"), years.total
    yield Paragraph(template.format(tally=trends.tally_counts(total), mean=_mean(total)))


def _bodies(years: YearComparison) -> Table:
    """Return the bodies grouped by kind, because a place is one among the bodies of a kind (R3)."""
    columns = [
        *(Column(_("body"), share=1), Column("id", share=1, least=WIDE)),
        *(Column(_("points"), right=True), Column("±", right=True), Column(_("band"), right=True, least=NARROW)),
        *(Column(_("rank"), right=True), Column(_("criteria"), right=True, least=WIDE)),
    ]
    kinds = groupby(years.bodies, key=lambda body: body.agency.kind)
    return Table(columns, [Group(list(map(_body, bodies)), _(KIND_TITLES[kind])) for kind, bodies in kinds])


def _body(body: BodyChange) -> Row:
    total, band, tally = body.comparison.total, body.comparison.band, body.comparison.tally
    name, place = wording.localized(body.agency.name), _place(body)
    formerly = ""
    if old := body.formerly:
        formerly = ", " + _("formerly {name} ({id})").format(name=wording.localized(old.name), id=old.id)
    changed, bands = f"↑ {tally.risen} ↓ {tally.fallen}", f"{_pair(band)} {trends.arrow(band)}"
    cells = [
        Cell(name + formerly),
        Cell(body.agency.id, "dim"),
        Cell(_pair(total)),
        # The spaces separate signs in a terminal; other formats strip them.
        Cell(f" {trends.arrow(total)}", trends.DIRECTIONS[total.direction].style),
        Cell(f" {band.new if band.direction == 'unchanged' else bands}", trends.DIRECTIONS[band.direction].style),
        Cell(f" {place}"),
        Cell(changed, "dim"),
    ]
    facts = [
        f"{_pair(total)} {trends.arrow(total)}",
        _("band: {bands}").format(bands=bands),
        _("rank: {places}").format(places=place),
        _("criteria: {tally}").format(tally=changed),
    ]
    return Row(cells, f"{name} ({body.agency.id}){formerly}: {', '.join(facts)}")


def _pair(change: Change) -> str:
    return f"{trends.number_or_dash(change.old)} → {trends.number_or_dash(change.new)}"


def _place(body: BodyChange) -> str:
    """Return the places in the two rankings, and by how many the body rose (↑) or fell (↓)."""
    if body.place.old is None and body.place.new is None:
        return "–"
    gained = body.places_gained
    sign = "≠" if gained is None else f"↑ {gained}" if gained > 0 else f"↓ {-gained}" if gained else "="
    return f"{_pair(body.place)} {sign}"


def _part(part: Area | Criterion, tally: Tally, style: str = "") -> Row:
    mean = _mean(tally)
    cells = [
        Cell(f"{part.number}." if style else str(part.number), style),
        Cell(wording.display_title(part), style),
        *(Cell(str(n), colour if n else "dim") for n, colour in zip(tally, ("green", "red", "dim"), strict=False)),
        Cell(str(tally.not_comparable or ""), "yellow"),
        Cell(mean, style),
    ]
    return Row(cells, f"{wording.numbered_label(part)}: {trends.tally_counts(tally)} ({mean})")


def _mean(tally: Tally) -> str:
    """Return the signed mean change in points; a dash if nothing can be compared."""
    if tally.mean is None:
        return "–"
    rounded = tally.mean.rounded()
    return ("+" if rounded > 0 else "−" if rounded < 0 else "") + wording.format_number(abs(rounded))


def _by_fate(years: YearComparison, results: Sequence[Result]) -> Items:
    """Return the names of bodies that are in one year only; with a register, grouped by the reason."""
    names: dict[str, list[str]] = {}
    for result in results:
        if result.score_file:
            agency = result.score_file.agency
            fate = years.fates.get(agency.id)
            template = _(FATES[fate]) if fate else "{names}"
            names.setdefault(template, []).append(f"{wording.localized(agency.name)} ({agency.id})")
    return Items([template.format(names=", ".join(group)) for template, group in names.items()])


def _reorganised(years: YearComparison) -> Iterator[Block]:
    """Yield the bodies before and after a reorganisation, each with its own total."""

    def side(index: int, bodies: Sequence[RegisteredBody]) -> str:
        totals = (trends.number_or_dash(years.totals[body.id][index]) for body in bodies)
        names = (f"{wording.localized(body.name)} ({body.id})" for body in bodies)
        return " + ".join(map(" ".join, zip(names, totals, strict=True)))

    yield Heading(_("merged or divided: {count}").format(count=len(years.reorganised)), level=4)
    yield Items([f"{side(0, event.before)} → {side(1, event.after)}" for event in years.reorganised])
    yield Paragraph(_("They are shown side by side: scores of different bodies are never combined."), note=True)
