"""Ratings as CSV: a row a file, those without a place last."""

from __future__ import annotations

from monitor_cli.core.rating import Rated, Rating, Unranked
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.csv_parts import csv_bytes
from monitor_cli.output.rank import words
from monitor_cli.output.words import said


def render(rating: Rating) -> bytes:
    """The places with their stability, then what was left out with its reason."""
    header = [
        *(_("place"), _("shared"), _("agency id"), _("agency"), _("state secretary"), _("year"), _("total")),
        *(_("maximum"), _("band"), _("best place"), _("worst place"), _("took office after the monitoring began")),
        *(_("file"), _("left out: reason"), _("left out: particulars")),
    ]
    places = (_place(rated) for rated in rating.places)
    return csv_bytes([header, *places, *(_left_out(unranked) for unranked in rating.unranked)])


def _place(rated: Rated) -> list[object]:
    score_file, card = rated.score_file, rated.card
    secretary = score_file.state_secretary
    return [
        *(rated.rank, _("yes") if rated.shared else None, score_file.agency.id, said(score_file.agency.name)),
        *(said(secretary.name) if secretary else None, score_file.year, card.total, card.criteria_set.max_total),
        *(card.band.number, rated.best, rated.worst, _("yes") if rated.took_office_late else None),
        *(visible(rated.result.file), None, None),
    ]


def _left_out(unranked: Unranked) -> list[object]:
    score_file = unranked.result.score_file
    body = [score_file.agency.id, said(score_file.agency.name)] if score_file else [None, None]
    year = score_file.year if score_file else None
    reason = _(words.REASONS[unranked.reason])
    return [None, None, *body, None, year, *[None] * 6, visible(unranked.result.file), reason, words.detail(unranked)]
