"""Comparisons of two years as CSV: a row a body, those that came and went included."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Agency
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.messages.words import KINDS
from monitor_cli.output.compare.csv import DIRECTIONS
from monitor_cli.output.csv_parts import csv_bytes
from monitor_cli.output.score.words import said


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
    for results, words in ((years.came, _("came")), (years.went, _("went")), (years.left_out, _("left out"))):
        yield from (_alone(result, words) for result in results)


def _compared(body: BodyChange) -> list[object]:
    found = body.comparison
    tally = found.tally
    return [
        *_agency(body.agency),
        _(DIRECTIONS[found.total.direction]),
        *(found.total.old, found.total.new, found.total.difference, found.band.old, found.band.new),
        *(body.place.old, body.place.new, tally.risen, tally.fallen, len(body.unanswered), None),
    ]


def _alone(result: Result, words: str) -> list[object]:
    score_file = result.score_file
    return [*_agency(score_file.agency if score_file else None), words, *[None] * 10, visible(result.file)]


def _agency(agency: Agency | None) -> tuple[object, ...]:
    return (agency.id, said(agency.name), _(KINDS[agency.kind])) if agency else (None, None, None)
