"""Ratings for programs: `monitor.rank/1`, a line a file, and a row a file."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.rating import RankedBody, Rating, UnrankedFile
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output import json_parts as parts
from monitor_cli.output.reports.rank import REASONS, detail
from monitor_cli.output.words import said

FORMAT = "monitor.rank/1"


def data(rating: Rating) -> parts.Object:
    """What is rated and by which rule, the places, and the files without one."""
    found = rating.criteria_set
    return {
        "criteria": parts.criteria_object(found) if found else None,
        "kind": rating.kind,
        "year": rating.year,
        "rule": parts.rule_object(found) if found else None,
        "ranking": [_place_object(rated) for rated in rating.places],
        "unranked": [_unranked_object(unranked) for unranked in rating.unranked],
    }


def lines(rating: Rating) -> Iterator[parts.Object]:
    """A body with its place a line, then the files without one, whose `rank` is null."""
    yield from map(_place_object, rating.places)
    yield from ({"rank": None, **_unranked_object(unranked)} for unranked in rating.unranked)


def rows(rating: Rating) -> Iterator[list[object]]:
    """The places with their stability, then what was left out with its reason."""
    yield [
        *(_("place"), _("shared"), _("agency id"), _("agency"), _("state secretary"), _("year"), _("total")),
        *(_("maximum"), _("band"), _("best place"), _("worst place"), _("took office after the monitoring began")),
        *(_("file"), _("left out: reason"), _("left out: particulars")),
    ]
    yield from map(_place, rating.places)
    yield from map(_left_out, rating.unranked)


def _place_object(rated: RankedBody) -> parts.Object:
    """A body with its place; `stability` holds the places within one point."""
    return {
        "rank": rated.rank,
        "shared": rated.shared,
        "total": rated.card.total,
        "max": rated.card.criteria_set.max_total,
        "percent": rated.card.percent,
        "band": parts.band_object(rated.card.band),
        "stability": {"best": rated.best, "worst": rated.worst},
        **parts.agency_object(rated.score_file),
        "took_office_after_start": rated.took_office_late,
        "file": rated.result.file,
        "sha256": rated.result.sha256,
    }


def _unranked_object(unranked: UnrankedFile) -> parts.Object:
    """A file without a place; `agency` and `year` are null where the file does not say them."""
    result = unranked.result
    body = parts.agency_object(result.score_file) if result.score_file else {"agency": None, "year": None}
    return {
        "reason": unranked.reason,
        "message": _(REASONS[unranked.reason]),
        "broken": unranked.is_broken,
        **body,
        "file": result.file,
        "sha256": result.sha256,
        "problems": parts.problem_objects(result.problems),
    }


def _place(rated: RankedBody) -> list[object]:
    score_file, card = rated.score_file, rated.card
    secretary = score_file.state_secretary
    return [
        *(rated.rank, _("yes") if rated.shared else None, score_file.agency.id, said(score_file.agency.name)),
        *(said(secretary.name) if secretary else None, score_file.year, card.total, card.criteria_set.max_total),
        *(card.band.number, rated.best, rated.worst, _("yes") if rated.took_office_late else None),
        *(visible(rated.result.file), None, None),
    ]


def _left_out(unranked: UnrankedFile) -> list[object]:
    score_file = unranked.result.score_file
    body = [score_file.agency.id, said(score_file.agency.name)] if score_file else [None, None]
    year = score_file.year if score_file else None
    reason = _(REASONS[unranked.reason])
    return [None, None, *body, None, year, *[None] * 6, visible(unranked.result.file), reason, detail(unranked)]
