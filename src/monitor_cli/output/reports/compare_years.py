"""Two years of many bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from monitor_cli.core.comparison import Change, Tally
from monitor_cli.core.criteria import Area, Criterion
from monitor_cli.core.result import Result
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import KIND_TITLES, N_, _, counted
from monitor_cli.output import trends, wording
from monitor_cli.output.page import (
    Block,
    Cell,
    Column,
    Group,
    Heading,
    Items,
    Page,
    Paragraph,
    Prose,
    Row,
    Table,
)

WIDE = 110
"""From this width on, there is room for ids and for how many criteria moved."""

NARROW = 60
"""Below this width, there is no room for the bands."""

FATES: dict[str, str] = {
    "new": N_("new: {names}"),
    "abolished": N_("abolished: {names}"),
    "not-monitored": N_("not monitored in the other year: {names}"),
    "not-handed-in": N_("not handed in for the other year: {names}"),
    "not-registered": N_("not in the register: {names}"),
}
"""Why a body is in one of the years only."""

REORGANISED = {"merged": N_("merged"), "divided": N_("divided"), "reorganised": N_("reorganised")}
"""What became of bodies that were made into others."""


def page(years: YearComparison) -> Page:
    """Bodies, areas and criteria, who came and went, and the recommendations without an answer."""
    yield _head(years)
    if years.bodies:
        yield [_bodies(years), *_place_notes(years)]
        yield [_parts(years)]
    for title, results in ((_("came: {count}"), years.new_bodies), (_("went: {count}"), years.gone_bodies)):
        if results:
            yield [Heading(title.format(count=len(results)), level=4), *_explained(years, results)]
    if years.reorganised:
        yield _reorganised(years)
    if years.left_out:
        yield trends.broken_files_section(years.left_out)
    if years.bodies:
        listed = _("`monitor follow-up` lists every recommendation with what became of it.")
        yield trends.unanswered_section(sum(len(body.unanswered) for body in years.bodies), Prose(listed))


def _head(years: YearComparison) -> Iterator[Block]:
    """The two years and how many bodies are in both, by which editions they are judged, and what they did."""
    parts = [counted("{count} body compared", "{count} bodies compared", len(years.bodies))]
    for found in (body.comparison for body in years.bodies[:1]):
        parts.insert(0, f"{found.old.score_file.year} → {found.new.score_file.year}")
    yield Heading(" · ".join(parts))
    yield from (
        Paragraph(line, "yellow") for body in years.bodies[:1] for line in trends.edition_notes(body.comparison)
    )
    if years.bodies:
        tally, mean = trends.tally_counts(years.total), _mean(years.total)
        yield Paragraph(_("totals: {tally}; mean change {mean}").format(tally=tally, mean=mean))


def _bodies(years: YearComparison) -> Table:
    """The bodies of each kind under its name, because a place is one among the bodies of a kind (R3)."""
    columns = [
        Column(_("agency"), share=1),
        Column("id", share=1, least=WIDE),
        Column(_("points"), right=True),
        Column("±", right=True),
        Column(_("band"), right=True, least=NARROW),
        Column(_("place"), right=True),
        Column(_("criteria"), right=True, least=WIDE),
    ]
    groups = []
    for kind, bodies in groupby(years.bodies, key=lambda body: body.agency.kind):
        groups.append(Group([_body(body) for body in bodies], _(KIND_TITLES[kind])))
    return Table(columns, groups)


def _body(body: BodyChange) -> Row:
    total, band, tally = body.comparison.total, body.comparison.band, body.comparison.tally
    name, place, moved = wording.localized(body.agency.name), _place(body), f"↑ {tally.risen} ↓ {tally.fallen}"
    bands = f"{_pair(band)} {trends.arrow(band)}"
    cells = [
        Cell(name),
        Cell(body.agency.id, "dim"),
        Cell(_pair(total)),
        # The spaces keep signs apart that would stand close in a terminal; other formats leave them out.
        Cell(f" {trends.arrow(total)}", trends.DIRECTIONS[total.direction].style),
        Cell(f" {band.new if band.direction == 'unchanged' else bands}", trends.DIRECTIONS[band.direction].style),
        Cell(f" {place}"),
        Cell(moved, "dim"),
    ]
    facts = [
        f"{_pair(total)} {trends.arrow(total)}",
        _("band: {bands}").format(bands=bands),
        _("place: {places}").format(places=place),
        _("criteria: {tally}").format(tally=moved),
    ]
    return Row(cells, f"{name} ({body.agency.id}): {', '.join(facts)}")


def _pair(change: Change) -> str:
    return f"{trends.number_or_dash(change.old)} → {trends.number_or_dash(change.new)}"


def _place(body: BodyChange) -> str:
    """The places in the two ratings, and how many the body went up (↑) or down (↓)."""
    if body.place.old is None and body.place.new is None:
        return "–"
    gained = body.places_gained
    if gained is None:
        return f"{_pair(body.place)} ≠"
    sign = f"↑ {gained}" if gained > 0 else f"↓ {-gained}" if gained else "="
    return f"{_pair(body.place)} {sign}"


def _place_notes(years: YearComparison) -> Iterator[Paragraph]:
    """Which rating the places are from, and how equal totals are ranked."""
    yield Paragraph(_("Places are those in the year's rating of the bodies of the same kind."), note=True)
    for line in wording.tie_rule(years.bodies[0].comparison.new.criteria_set):
        yield Paragraph(line, note=True)


def _parts(years: YearComparison) -> Table:
    """Areas, then criteria: how many bodies rose, fell and stayed, and the mean change."""
    signs = [Column(title, right=True) for title in ("↑", "↓", "=", "≠", _("mean"))]
    columns = [Column("№", right=True), Column(_("criterion"), share=1), *signs]
    areas = [_part(row.part, tally, "bold") for row, tally in years.areas]
    return Table(columns, [Group(areas), Group([_part(row.part, tally) for row, tally in years.criteria])])


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
    """The mean change in points with its sign, to one decimal; a dash where nothing can be compared."""
    if tally.mean is None:
        return "–"
    rounded = tally.mean.rounded()
    return ("+" if rounded > 0 else "−" if rounded < 0 else "") + wording.format_number(abs(rounded))


def _explained(years: YearComparison, results: Sequence[Result]) -> Iterator[Block]:
    """The names, with a register for each reason by itself."""
    reasons: dict[str, list[Result]] = {}
    for result in results:
        if result.score_file:
            reasons.setdefault(_(FATES.get(years.fates.get(result.score_file.agency.id, ""), "{names}")), []).append(
                result
            )
    yield Items([words.format(names=_names(found)) for words, found in reasons.items()])


def _reorganised(years: YearComparison) -> Iterator[Block]:
    """Bodies before and after, each with its own total."""
    yield Heading(_("merged or divided: {count}").format(count=len(years.reorganised)), level=4)
    sides = [
        " → ".join(
            " + ".join(
                f"{wording.localized(body.name)} ({body.id}) {trends.number_or_dash(years.totals[body.id][at])}"
                for body in bodies
            )
            for at, bodies in enumerate((each.before, each.after))
        )
        for each in years.reorganised
    ]
    yield Items(sides)
    yield Paragraph(_("They stand side by side: the scores of different bodies are not computed with."), note=True)


def _names(results: Sequence[Result]) -> str:
    agencies = [result.score_file.agency for result in results if result.score_file]
    return ", ".join(f"{wording.localized(agency.name)} ({agency.id})" for agency in agencies)
