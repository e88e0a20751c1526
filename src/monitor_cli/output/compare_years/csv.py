"""Comparisons of two years as CSV: a row a body, those that came and went included."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.result import Result
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import N_, _
from monitor_cli.messages.visible import visible
from monitor_cli.output.compare.csv import DIRECTIONS
from monitor_cli.output.csv_parts import csv_bytes
from monitor_cli.output.score.words import said

CAME, WENT, LEFT_OUT = N_("came"), N_("went"), N_("left out")


def render(years: YearComparison) -> bytes:
    """All bodies, then who came and went and which files are broken."""
    header = [
        *(_("agency id"), _("agency"), _("kind"), _("direction"), _("earlier total"), _("later total")),
        *(_("difference"), _("earlier band"), _("later band"), _("earlier place"), _("later place")),
        *(_("criteria risen"), _("criteria fallen"), _("recommendations without an answer"), _("file")),
    ]
    return csv_bytes([header, *_rows(years)])


def _rows(years: YearComparison) -> Iterator[list[object]]:
    yield from (_compared(body) for body in years.bodies)
    for results, words in ((years.came, CAME), (years.went, WENT), (years.left_out, LEFT_OUT)):
        yield from (_alone(result, _(words)) for result in results)


def _compared(body: BodyChange) -> list[object]:
    found = body.comparison
    agency, tally = body.agency, found.tally
    return [
        *(agency.id, said(agency.name), agency.kind, _(DIRECTIONS[found.total.direction])),
        *(found.total.old, found.total.new, found.total.difference, found.band.old, found.band.new),
        *(body.place.old, body.place.new, tally.risen, tally.fallen, len(body.unanswered), None),
    ]


def _alone(result: Result, words: str) -> list[object]:
    score_file = result.score_file
    body: list[object] = [None, None, None]
    if score_file:
        body = [score_file.agency.id, said(score_file.agency.name), score_file.agency.kind]
    return [*body, words, *[None] * 10, visible(result.file)]
