"""Ratings for programs: `monitor.rank/2`, a line a file, and a row a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from monitor_cli.core.figures import percent
from monitor_cli.core.rating import BROKEN, RankedBody, Rating, UnrankedFile
from monitor_cli.core.register import Register, days_of
from monitor_cli.messages import KIND_TITLES, _
from monitor_cli.messages.visible import visible
from monitor_cli.output import json_parts as parts
from monitor_cli.output import sheet
from monitor_cli.output.attendance import term_meets_monitoring, workbook_notes
from monitor_cli.output.page import Paragraph
from monitor_cli.output.reports.rank import REASONS, detail, page, unnamed
from monitor_cli.output.wording import localized

FORMAT = "monitor.rank/2"


def data(rating: Rating) -> parts.Object:
    """What is rated and by which rule, the places, and the files without one."""
    found = rating.criteria_set
    return {
        "criteria": parts.criteria_object(found) if found else None,
        "kind": rating.kind,
        "year": rating.year,
        "rule": parts.rule_object(found) if found else None,
        "ranking": parts.Lazy(_place_object(rated, rating.register) for rated in rating.places),
        "unranked": [_unranked_object(unranked) for unranked in rating.unranked],
        "unranked_counts": rating.counts,
    }


def lines(rating: Rating) -> Iterator[parts.Object]:
    """A body with its place a line, then the files without one, whose `rank` is null, then `more` of each reason."""
    yield from (_place_object(rated, rating.register) for rated in rating.places)
    yield from ({"rank": None, **_unranked_object(unranked)} for unranked in rating.unranked)
    for reason in rating.counts:
        if more := rating.unnamed(reason):
            yield {"rank": None, **_reason_object(reason), "more": more}


def rows(rating: Rating) -> Iterator[list[object]]:
    """The places with their stability, then what was left out with its reason."""
    yield [
        *(_("place"), _("shared"), _("agency id"), _("agency"), _("state secretary"), _("year"), _("total")),
        *(_("maximum"), _("band"), _("best place"), _("worst place"), _("took office after the monitoring began")),
        *(_("criteria with an open objection"), _("total before corrections")),
        *(_("file"), _("left out: reason"), _("left out: particulars")),
    ]
    yield from map(_place, rating.places)
    yield from map(_left_out, rating.unranked)
    for reason in rating.counts:
        if more := unnamed(rating, reason):
            yield [*[None] * 15, _(REASONS[reason]), more]


def workbook(rating: Rating, aside: Mapping[str, Any]) -> bytes:
    """Return the page of each kind on a printable sheet, with the facts of `aside` below it."""
    return sheet.workbook(
        {
            f"{_(KIND_TITLES[one.kind])} {one.year or ''}".strip(): chain(
                page(one), [[Paragraph(line) for line in workbook_notes(aside, one.kind)]]
            )
            for one in (rating, rating.other)
            if one
        }
    )


def _place_object(rated: RankedBody, register: Register | None) -> parts.Object:
    """A body with its place; `stability` holds the places within one point, `in_office` the terms of the register."""
    terms = register.terms(rated.body.id, *days_of(rated.body.year)) if register else ()
    return {
        "rank": rated.rank,
        "shared": rated.shared,
        "total": rated.total,
        "max": rated.criteria_set.max_total,
        "percent": percent(rated.total, rated.criteria_set.max_total),
        "band": parts.band_object(rated.band),
        "stability": {"best": rated.best, "worst": rated.worst},
        **parts.body_object(rated.body),
        "took_office_after_start": rated.took_office_late,
        "contested": list(rated.contested),
        "total_was": rated.row.former_total,
        "in_office": [
            {
                **parts.record_object(term),
                "name": localized(term.name),
                "at_monitoring": term_meets_monitoring(term, rated.body),
            }
            for term in terms
        ],
        "file": rated.row.file,
        "sha256": rated.row.sha256,
    }


def _unranked_object(unranked: UnrankedFile) -> parts.Object:
    """A file without a place; `agency` and `year` are null where the file does not say them."""
    row = unranked.row
    return {
        **_reason_object(unranked.reason),
        **(parts.body_object(row.body) if row.body else {"agency": None, "year": None}),
        "file": row.file,
        "sha256": row.sha256,
        "later_monitoring": row.later,
        "problems": parts.problem_objects(row.problems),
    }


def _reason_object(reason: str) -> parts.Object:
    return {"reason": reason, "message": _(REASONS[reason]), "broken": reason in BROKEN}


def _place(rated: RankedBody) -> list[object]:
    body = rated.body
    return [
        *(rated.rank, _("yes") if rated.shared else None, body.id, localized(body.name)),
        *(localized(body.secretary) if body.secretary else None, body.year, rated.total, rated.criteria_set.max_total),
        *(rated.band.number, rated.best, rated.worst, _("yes") if rated.took_office_late else None),
        *(", ".join(map(str, rated.contested)) or None, rated.row.former_total),
        *(visible(rated.row.file), None, None),
    ]


def _left_out(unranked: UnrankedFile) -> list[object]:
    body = unranked.row.body
    who = [body.id, localized(body.name), None, body.year] if body else [None] * 4
    return [None, None, *who, *[None] * 8, visible(unranked.row.file), _(REASONS[unranked.reason]), detail(unranked)]
