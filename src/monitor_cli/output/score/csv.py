"""Breakdowns as CSV: a row a criterion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.csv_parts import csv_bytes
from monitor_cli.output.score import words


def render(results: Sequence[Result], criteria_set: CriteriaSet) -> bytes:
    """A table of all criteria of all files; a file without a total has one row that says so."""
    header = [
        *(_("file"), _("agency id"), _("agency"), _("year"), _("status")),
        *(_("area"), _("criterion"), _("title"), _("score"), _("indicator"), _("own"), _("note"), _("evidence")),
        *(_("total"), _("band")),
    ]
    return csv_bytes([header, *(row for result in results for row in _rows(result))])


def _rows(result: Result) -> Iterator[list[object]]:
    card, score_file = result.scorecard, result.score_file
    file, status = visible(result.file), _(words.STATUSES[result.status])
    if score_file is None:
        yield [file, None, None, None, status, *[None] * 10]
        return
    body = [file, score_file.agency.id, words.said(score_file.agency.name), score_file.year, status]
    if card is None:
        yield [*body, *[None] * 10]
        return
    for area in card.areas:
        for scored in area.criteria:
            yield [
                *body,
                area.area.number,
                scored.criterion.number,
                words.said(scored.criterion.title),
                scored.score,
                words.indicator(card, scored),
                scored.self_score,
                visible(scored.entry.note or ""),
                visible("; ".join(scored.entry.evidence)),
                card.total,
                card.band.number,
            ]
