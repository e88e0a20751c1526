"""Rankings for programs: `monitor.rank/2`, a line and a row per file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from textwrap import shorten

from monitor_cli.core.figures import percent
from monitor_cli.core.rating import BROKEN, RankedBody, Reason, UnrankedFile
from monitor_cli.core.register import Register, days_of
from monitor_cli.messages import KIND_TITLES, _
from monitor_cli.messages.visible import visible
from monitor_cli.output import Aside, sheet
from monitor_cli.output import program_parts as parts
from monitor_cli.output.attendance import term_meets_monitoring, workbook_notes
from monitor_cli.output.page import Paragraph
from monitor_cli.output.reports.rank import REASONS, Rankings, details_of, page, unlisted
from monitor_cli.output.wording import localized

FORMAT = "monitor.rank/2"


def data(rankings: Rankings) -> parts.Object:
    rating, register = rankings.ratings[0], rankings.register
    criteria_set = rating.criteria_set
    return {
        "criteria": parts.criteria_object(criteria_set) if criteria_set else None,
        "kind": rating.kind,
        "year": rating.year,
        "rule": parts.rule_object(criteria_set) if criteria_set else None,
        "ranking": parts.LazyList(_place(ranked, register) for ranked in rating.places),
        "unranked": list(map(_unranked, rating.unranked)),
        "unranked_counts": rating.counts,
    }


def lines(rankings: Rankings) -> Iterator[parts.Object]:
    """Yield a line per place, per file without one, whose `rank` is null, and per reason with `more` files."""
    rating = rankings.ratings[0]
    yield from (_place(ranked, rankings.register) for ranked in rating.places)
    yield from ({"rank": None, **_unranked(unranked)} for unranked in rating.unranked)
    for reason in rating.counts:
        if more := rating.unlisted(reason):
            yield {"rank": None, **_reason(reason), "more": more}


def rows(rankings: Rankings) -> Iterator[list[object]]:
    """Yield the places, the files left out, and how many more there are."""
    yield [
        *(_("place"), _("shared"), _("agency id"), _("agency"), _("state secretary"), _("year"), _("total")),
        *(_("maximum"), _("band"), _("best place"), _("worst place"), _("took office after the monitoring began")),
        *(_("criteria with an open objection"), _("total before corrections")),
        *(_("file"), _("left out: reason"), _("left out: particulars")),
    ]
    rating = rankings.ratings[0]
    for ranked in rating.places:
        body, criteria_set = ranked.body, ranked.criteria_set
        yield [
            *(ranked.rank, _("yes") if ranked.shared else None, body.id, localized(body.name)),
            *(localized(body.secretary), body.year, ranked.total, criteria_set.max_total),
            *(ranked.band.number, ranked.best, ranked.worst, _("yes") if ranked.took_office_late else None),
            *(", ".join(map(str, ranked.contested)) or None, ranked.row.former_total),
            visible(ranked.row.file),
        ]
    for unranked in rating.unranked:
        row = unranked.row
        who = [row.body.id, localized(row.body.name), None, row.body.year] if row.body else [None] * 4
        reason = (visible(row.file), _(REASONS[unranked.reason]), details_of(unranked))
        yield [None, None, *who, *[None] * 8, *reason]
    for name in rating.counts:
        if more := unlisted(rating, name):
            yield [*[None] * 15, _(REASONS[name]), more]


def workbook(rankings: Rankings, aside: Aside) -> bytes:
    """Return the page of each kind on a printable sheet, with the facts of `aside` below it."""
    pages = {}
    for one in rankings.ratings:
        notes = [Paragraph(line) for line in workbook_notes(aside, one.kind)]
        kind = shorten(_(KIND_TITLES[one.kind]), 26, placeholder="…")  # a sheet's name has at most 31 characters
        pages[f"{kind} {one.year or ''}".rstrip()] = chain(page(rankings._replace(ratings=[one])), [notes])
    return sheet.workbook(pages)


def _place(ranked: RankedBody, register: Register | None) -> parts.Object:
    """Return a place; `stability` has the places within one point, `in_office` the terms of the register."""
    terms = register.terms(ranked.body.id, *days_of(ranked.body.year)) if register else ()
    return {
        **parts.values_of(ranked, "rank", "shared", "total"),
        "max": ranked.criteria_set.max_total,
        "percent": percent(ranked.total, ranked.criteria_set.max_total),
        "band": parts.band_object(ranked.band),
        "stability": {"best": ranked.best, "worst": ranked.worst},
        **parts.body_object(ranked.body),
        "took_office_after_start": ranked.took_office_late,
        "contested": list(ranked.contested),
        "total_was": ranked.row.former_total,
        "in_office": [
            parts.record_object(term)
            | {"name": localized(term.name), "at_monitoring": term_meets_monitoring(term, ranked.body)}
            for term in terms
        ],
        **parts.values_of(ranked.row, "file", "sha256"),
    }


def _unranked(unranked: UnrankedFile) -> parts.Object:
    """Return a file without a place; `agency` and `year` are null if they cannot be read."""
    row = unranked.row
    return {
        **_reason(unranked.reason),
        **(parts.body_object(row.body) if row.body else {"agency": None, "year": None}),
        **parts.values_of(row, "file", "sha256"),
        "later_monitoring": row.later,
        "problems": parts.problem_objects(row.problems),
    }


def _reason(reason: Reason) -> parts.Object:
    return {"reason": reason, "message": _(REASONS[reason]), "broken": reason in BROKEN}
