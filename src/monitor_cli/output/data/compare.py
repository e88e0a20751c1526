"""Comparisons of one body for programs: `monitor.compare/1`, and a row an area or criterion, the total and the band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.comparison import Trend
from monitor_cli.core.texts import in_language
from monitor_cli.messages import _, current_language
from monitor_cli.output import json_parts as parts
from monitor_cli.output.reports.compare import LEVELS, FileComparison, Line, lines_of
from monitor_cli.output.trends import DIRECTIONS
from monitor_cli.output.wording import localized

FORMAT = "monitor.compare/1"


def data(compared: FileComparison) -> parts.Object:
    """`comparison` is null where a file has no total, and the problems say why."""
    return {
        "kind": "body",
        "results": [parts.judged_object(result) for result in compared.results],
        "comparison": _trend(compared.trend) if compared.trend else None,
    }


def rows(compared: FileComparison) -> Iterator[list[object]]:
    """A cell is empty where a value cannot be compared."""
    if trend := compared.trend:
        years = [card.score_file.year for card in trend.cards]
        yield [_("level"), _("number"), _("title"), *years, _("difference"), _("direction")]
        for line in lines_of(trend):
            number, title = (line.part.number, localized(line.part.title)) if line.part else (None, "")
            direction = _(DIRECTIONS[line.change.direction].name)
            yield [_(LEVELS[line.level]), number, title, *line.values, line.change.difference, direction]


def _trend(trend: Trend) -> parts.Object:
    found = list(lines_of(trend))
    return {
        "years": [card.score_file.year for card in trend.cards],
        "total": parts.change_object(trend.latest.total),
        "band": parts.change_object(trend.latest.band),
        "common": parts.change_object(trend.latest.common),
        "tally": parts.tally_object(trend.latest.tally),
        "areas": _lines(found, "area"),
        "criteria": _lines(found, "criterion"),
        "unanswered": [parts.unanswered_object(one) for one in trend.unanswered],
    }


def _lines(found: Sequence[Line], level: str) -> list[parts.Object]:
    language = current_language()
    return [
        {
            "number": line.part.number,
            "title": in_language(line.part.title, language),
            "values": list(line.values),
            **parts.change_object(line.change),
        }
        for line in found
        if line.part and line.level == level
    ]
