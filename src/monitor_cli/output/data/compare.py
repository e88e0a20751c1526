"""Comparisons of one body for programs: `monitor.compare/1`, and a row per area, criterion, total and band."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.comparison import Trend
from monitor_cli.messages import _
from monitor_cli.output import program_parts as parts
from monitor_cli.output.reports.compare import LEVELS, FileComparison, lines_of
from monitor_cli.output.trends import DIRECTIONS
from monitor_cli.output.wording import localized

FORMAT = "monitor.compare/1"


def data(compared: FileComparison) -> parts.Object:
    """Return the files and their comparison; `comparison` is null if a file has no total."""
    return {
        "kind": "body",
        "results": [parts.result_with_problems(result) for result in compared.results],
        "comparison": _trend(compared.trend) if compared.trend else None,
    }


def rows(compared: FileComparison) -> Iterator[list[object]]:
    """Yield a row per line; a cell is empty if its value cannot be compared."""
    if trend := compared.trend:
        years = [card.score_file.year for card in trend.cards]
        yield [_("level"), _("number"), _("title"), *years, _("difference"), _("direction")]
        for line in lines_of(trend):
            number, title = (line.part.number, localized(line.part.title)) if line.part else (None, "")
            direction = _(DIRECTIONS[line.change.direction].name)
            yield [_(LEVELS[line.level]), number, title, *line.values, line.change.difference, direction]


def _trend(trend: Trend) -> parts.Object:
    objects: dict[str, list[parts.Object]] = {"area": [], "criterion": []}
    for line in lines_of(trend):
        if line.part:
            values = {"values": list(line.values), **parts.change_object(line.change)}
            objects[line.level].append({**parts.part_object(line.part), **values})
    return {
        "years": [card.score_file.year for card in trend.cards],
        "total": parts.change_object(trend.latest.total),
        "band": parts.change_object(trend.latest.band),
        "common": parts.change_object(trend.latest.common),
        "tally": trend.latest.tally._asdict(),
        "areas": objects["area"],
        "criteria": objects["criterion"],
        "unanswered": list(map(parts.unanswered_object, trend.unanswered)),
    }
