"""The year's rating (R3)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.figures import percent
from monitor_cli.core.rating import BROKEN, RankedBody, Rating, UnrankedFile
from monitor_cli.messages import N_, _, counted
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, wording
from monitor_cli.output.attendance import secretaries_in_office
from monitor_cli.output.page import Block, Cell, Column, Group, Heading, Items, Page, Paragraph, Row, Table
from monitor_cli.output.styles import band_style, bar

WIDE = 110
"""From this width on, there is room for ids, percents and bars."""

NARROW = 66
"""Below this width, the state secretary stands under the body."""

FEW = 10
"""So many files of another rating a terminal names; a year has hundreds of municipal bodies."""

REASONS = {
    "failed": N_("the tool itself failed at this file"),
    "unreadable": N_("cannot be read"),
    "same-body-twice": N_("the same body and year in several files"),
    "invalid": N_("invalid"),
    "incomplete": N_("incomplete: no total, no place"),
    "earlier-monitoring": N_("an earlier monitoring of a body in this year"),
    "no-state-secretary": N_("names no state secretary, who is rated"),
    "other-edition": N_("judged by another edition of the criteria"),
    "other-year": N_("another year"),
    "municipal": N_("municipal body"),
    "state": N_("state body"),
    "criteria-file": N_("a criteria file and no score file"),
}
"""Why a file has no place."""


def page(rating: Rating) -> Page:
    """The places, what they mean, and everything left out."""
    ref = [_("criteria: {ref}").format(ref=rating.criteria_set.ref)] if rating.criteria_set else []
    yield [Heading(_title(rating)), Paragraph(" · ".join([*ref, summary(rating)]), "dim")]
    if rating.places:
        yield [_places(rating)]
        yield [Paragraph(note, note=True) for note in _notes(rating)]
        offices = [(rated.body.name, secretaries_in_office(rating.register, rated.body)) for rated in rating.places]
        if others := [f"{wording.localized(name)}: {office}" for name, office in offices if office]:
            yield [Heading(_("state secretaries who changed:"), level=4), Items(others)]
    for reason in rating.counts:
        yield list(_left_out(rating, reason))


def summary(rating: Rating) -> str:
    """How many bodies have a place, and how many files have none."""
    rated = counted("{count} body rated", "{count} bodies rated", len(rating.places))
    if not (files := sum(rating.counts.values())):
        return rated
    return f"{rated} · {counted('{count} file left out', '{count} files left out', files)}"


def detail(unranked: UnrankedFile) -> str:
    """What is particular to one file: its first problem, else the body and what sets it apart."""
    if unranked.errors:
        return message(unranked.errors[0])
    row = unranked.row
    apart = {"earlier-monitoring": wording.counted_file_note(row.later), "other-edition": row.criteria}.get(
        unranked.reason
    )
    return "" if row.body is None else f"{row.body.id} ({visible(apart)})" if apart else row.body.id


def unnamed(rating: Rating, reason: str) -> str:
    """How many files of a reason are not named; empty where all are."""
    more = rating.unnamed(reason)
    if more == rating.counts[reason]:
        return counted("{count} file", "{count} files", more)
    return counted("… and {count} more file", "… and {count} more files", more) if more else ""


def _title(rating: Rating) -> str:
    """Who is rated, and the year."""
    title = _("Rating of the state secretaries") if rating.kind == "state" else _("Rating of the municipal bodies")
    return title if rating.year is None else f"{title}, {rating.year}"


def _places(rating: Rating) -> Table:
    secretaries = rating.kind == "state"
    columns = [
        Column(_("place")),
        Column(_("agency"), share=3),
        *([Column(_("state secretary"), share=2, least=NARROW, folds=True)] if secretaries else []),
        Column("id", share=2, least=WIDE),
        Column("", least=WIDE, terminal_only=True),
        Column("%", right=True, least=WIDE),
        Column(_("points"), right=True),
        Column(_("band"), right=True),
        Column(_("stability"), right=True),
    ]
    return Table(columns, [Group(_place(rated, secretaries) for rated in rating.places)])


def _place(rated: RankedBody, secretaries: bool) -> Row:
    agency, criteria_set, secretary = rated.body, rated.criteria_set, _secretary(rated)
    style, name = band_style(rated.band, criteria_set), wording.localized(agency.name)
    rank, band, stability = f"{rated.rank}{objections.place_marks(rated)}", rated.band.number, wording.stability(rated)
    cells = [
        # Not justified to the right, where the sign of a shared place would push the number out of line.
        Cell(f"{rated.rank:>3}{objections.place_marks(rated)}", "bold"),
        Cell(name),
        *([Cell(secretary)] if secretaries else []),
        Cell(agency.id, "dim"),
        Cell(bar(rated.total, criteria_set.max_total, 10), style),
        Cell(wording.format_number(percent(rated.total, criteria_set.max_total)), "dim"),
        Cell(str(rated.total), "bold"),
        Cell(str(band), style),
        Cell(stability),
    ]
    body = f"{name} ({agency.id})" + (f", {secretary}" if secretary else "")
    facts = [
        wording.points_out_of(rated.total, criteria_set.max_total),
        _("band {number}").format(number=band),
        _("stability {places}").format(places=stability),
    ]
    return Row(cells, f"{rank:<5} {body}: {', '.join(facts)}")


def _secretary(rated: RankedBody) -> str:
    """Who is rated, with a star where the office was taken after the monitoring began; empty for a municipal body."""
    name = rated.body.secretary
    return f"{wording.localized(name)}{' *' if rated.took_office_late else ''}" if name else ""


def _notes(rating: Rating) -> Iterator[str]:
    """What a reader must know to read the places right."""
    if any(rated.shared for rated in rating.places):
        yield _("= A place that several bodies share.")
    yield from wording.tie_rule(rating.places[0].criteria_set)
    if "earlier-monitoring" in rating.counts:
        yield from wording.repeated_monitoring_rule(rating.places[0].criteria_set)
    yield from wording.unpublished_set_notes(rating.places[0].criteria_set)
    yield _(
        "Stability: the best and the worst rank the body could have if any single score of its own were "
        "one point higher or lower, all others unchanged."
    )
    yield from filter(None, map(wording.late_secretary_note, rating.places))
    for rated in rating.places:
        yield from objections.objection_notes(rated.body.id, rated.contested, rated.row.former_total)


def _left_out(rating: Rating, reason: str) -> Iterator[Block]:
    """The files of one reason; somebody has to fix the broken ones."""
    title, is_broken = _("left out: {reason}"), reason in BROKEN
    reason_and_count = f"{_(REASONS[reason])} ({rating.counts[reason]})"
    yield Heading(title.format(reason=reason_and_count), level=4, style="bold red" if is_broken else "bold")
    if files := [_file(unranked) for unranked in rating.unranked if unranked.reason == reason]:
        yield Items(files, most=0 if is_broken else FEW)
        if more := unnamed(rating, reason):
            yield Paragraph(more)


def _file(unranked: UnrankedFile) -> str:
    """One file without a place: which it is and, where it is broken, its first problem and how many more there are."""
    file, particular, errors = visible(unranked.row.file), detail(unranked), unranked.errors
    if more := len(errors[1:]):
        particular += " " + counted("(and {count} more problem)", "(and {count} more problems)", more)
    place = errors[0].place if errors else None
    return ": ".join(filter(None, (f"{file}:{visible(place.cell) or place.line}" if place else file, particular)))
