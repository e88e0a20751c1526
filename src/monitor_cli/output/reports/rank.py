"""The ranking of a year (R3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor_cli.core.figures import percent
from monitor_cli.core.rating import BROKEN, RankedBody, Rating, Reason, UnrankedFile
from monitor_cli.core.register import Register
from monitor_cli.messages import N_, _, counted
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, wording
from monitor_cli.output import page as parts
from monitor_cli.output.attendance import secretaries_in_office
from monitor_cli.output.page import Cell, Column, Group, Heading, Items, Paragraph, Row, Table, band_style, bar

WIDE = 110
"""The width from which there is room for ids, percents and bars."""

NARROW = 66
"""The width below which the state secretary is listed under the body."""

FEW = 10
"""The number of files in order that a terminal lists per reason; a year has hundreds of municipal bodies."""

REASONS: dict[Reason, str] = {
    "failed": N_("the tool failed on this file"),
    "unreadable": N_("cannot be read"),
    "same-body-twice": N_("the same body and year in several files"),
    "invalid": N_("invalid"),
    "incomplete": N_("incomplete: no total, no rank"),
    "earlier-monitoring": N_("an earlier monitoring exercise of a body in this year"),
    "no-state-secretary": N_("no state secretary to rank is named"),
    "other-edition": N_("assessed under another edition of the criteria"),
    "other-year": N_("another year"),
    "municipal": N_("municipal body"),
    "state": N_("state body"),
    "criteria-file": N_("a criteria file, not a score file"),
}
"""Why a file has no place."""


class Rankings(NamedTuple):
    """The rankings of one year, of one kind of body or of each; the `register` has all state secretaries of the year.

    Only a workbook shows several kinds.
    """

    ratings: Sequence[Rating]
    register: Register | None = None


def page(rankings: Rankings) -> parts.Page:
    for rating in rankings.ratings:
        yield from _ranking(rating, rankings.register)


def _ranking(rating: Rating, register: Register | None) -> parts.Page:
    is_state = rating.kind == "state"
    title = _("Ranking of state secretaries") if is_state else _("Ranking of municipal bodies")
    edition = [_("criteria: {ref}").format(ref=rating.criteria_set.ref)] if rating.criteria_set else []
    yield [
        Heading(title if rating.year is None else f"{title}, {rating.year}"),
        Paragraph(" · ".join([*edition, summary(rating)]), "dim"),
    ]
    if rating.places:
        columns = [
            *(Column(_("rank")), Column(_("body"), share=3)),
            *([Column(_("state secretary"), share=2, least=NARROW, folds=True)] if is_state else []),
            *(Column("id", share=2, least=WIDE), Column("", least=WIDE, terminal_only=True)),
            *(Column("%", right=True, least=WIDE), Column(_("points"), right=True)),
            *(Column(_("band"), right=True), Column(_("stability"), right=True)),
        ]
        yield [Table(columns, [Group(_place(ranked, is_state) for ranked in rating.places)])]
        yield [Paragraph(note, note=True) for note in _notes(rating)]
        changed = [
            f"{wording.localized(ranked.body.name)}: {secretaries}"
            for ranked in rating.places
            if (secretaries := secretaries_in_office(register, ranked.body))
        ]
        if changed:
            yield [Heading(_("changes of state secretary:"), level=4), Items(changed)]
    for reason, count in rating.counts.items():
        is_broken = reason in BROKEN
        title = _("left out: {reason}").format(reason=f"{_(REASONS[reason])} ({count})")
        files = [_unranked_line(unranked) for unranked in rating.unranked if unranked.reason == reason]
        brief = [*files[:FEW], _("and {count} more (`-f text` lists all)").format(count=len(files) - FEW)]
        listed = [Items(files, () if is_broken or len(files) <= FEW else brief)] if files else []
        more = [Paragraph(unlisted(rating, reason))] if files and rating.unlisted(reason) else []
        yield [Heading(title, level=4, style="bold red" if is_broken else "bold"), *listed, *more]


def summary(rating: Rating) -> str:
    """Return the number of bodies with a place, and of files left out."""
    ranked = counted("{count} body ranked", "{count} bodies ranked", len(rating.places))
    left_out = sum(rating.counts.values())
    return f"{ranked} · {counted('{count} file left out', '{count} files left out', left_out)}" if left_out else ranked


def details_of(unranked: UnrankedFile) -> str:
    """Return the first error of a file, else its body, with the later file or the edition if that is the reason."""
    if unranked.errors:
        return message(unranked.errors[0])
    row = unranked.row
    if row.body is None:
        return ""
    notes = {"earlier-monitoring": wording.counted_file_note(row.later), "other-edition": row.criteria}
    return f"{row.body.id} ({visible(note)})" if (note := notes.get(unranked.reason)) else row.body.id


def unlisted(rating: Rating, reason: Reason) -> str:
    """Return the number of files of a reason that are not listed; empty if all are listed."""
    more = rating.unlisted(reason)
    if more == rating.counts[reason]:
        return counted("{count} file", "{count} files", more)
    return counted("… and {count} more file", "… and {count} more files", more) if more else ""


def _place(ranked: RankedBody, has_secretaries: bool) -> Row:
    body, criteria_set, marks = ranked.body, ranked.criteria_set, objections.place_marks(ranked)
    name, stability = wording.localized(body.name), wording.stability(ranked)
    style = band_style(ranked.band, criteria_set)
    secretary = wording.localized(body.secretary) + " *" * ranked.took_office_late
    cells = [
        # Padded, not right-aligned: a mark would push the number out of line.
        Cell(f"{ranked.rank:>3}{marks}", "bold"),
        Cell(name),
        *([Cell(secretary)] if has_secretaries else []),
        Cell(body.id, "dim"),
        Cell(bar(ranked.total, criteria_set.max_total, 10), style),
        Cell(wording.format_number(percent(ranked.total, criteria_set.max_total)), "dim"),
        Cell(str(ranked.total), "bold"),
        Cell(str(ranked.band.number), style),
        Cell(stability),
    ]
    facts = [
        wording.points_out_of(ranked.total, criteria_set.max_total),
        _("band {number}").format(number=ranked.band.number),
        _("stability {places}").format(places=stability),
    ]
    who = ", ".join(filter(None, [f"{name} ({body.id})", secretary]))
    return Row(cells, f"{f'{ranked.rank}{marks}':<5} {who}: {', '.join(facts)}")


def _notes(rating: Rating) -> Iterator[str]:
    """Yield the rules and marks that a reader needs to understand the places."""
    criteria_set = rating.places[0].criteria_set
    if any(ranked.shared for ranked in rating.places):
        yield _("= A rank that several bodies share.")
    yield from wording.tie_rule(criteria_set)
    if "earlier-monitoring" in rating.counts:
        yield from wording.repeated_monitoring_rule(criteria_set)
    yield from wording.unpublished_set_notes(criteria_set)
    yield _(
        "Stability: the best and the worst rank the body could have if any single score of its own were "
        "one point higher or lower, all others unchanged."
    )
    yield from filter(None, map(wording.late_secretary_note, rating.places))
    for ranked in rating.places:
        yield from objections.objection_notes(ranked.body.id, ranked.contested, ranked.row.former_total)


def _unranked_line(unranked: UnrankedFile) -> str:
    file, details, errors = visible(unranked.row.file), details_of(unranked), unranked.errors
    if more := len(errors[1:]):
        details += " " + counted("(and {count} more problem)", "(and {count} more problems)", more)
    if place := errors[0].place if errors else None:
        file += f":{visible(place.cell) or place.line}"
    return ": ".join(filter(None, (file, details)))
