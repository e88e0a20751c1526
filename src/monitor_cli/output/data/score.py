"""Breakdowns for programs: `monitor.score/1`, and a row per criterion."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import CriterionScore
from monitor_cli.core.texts import Text
from monitor_cli.messages import _, in_current_language
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, wording
from monitor_cli.output import program_parts as parts
from monitor_cli.output.reports.score import Breakdowns

FORMAT = "monitor.score/1"


def data(breakdowns: Breakdowns) -> parts.Object:
    """Return all files; `criteria` is the set of the first file that has one."""
    used = next((result.criteria_set for result in breakdowns.results if result.criteria_set), breakdowns.criteria_set)
    return {"criteria": parts.criteria_object(used), "results": list(map(_result, breakdowns.results))}


def rows(breakdowns: Breakdowns) -> Iterator[list[object]]:
    """Yield a row per criterion of each file; a file without a total has one row with its status."""
    yield [
        *(_("file"), _("agency id"), _("agency"), _("year"), _("status")),
        *(_("area"), _("criterion"), _("title"), _("score"), _("indicator"), _("own"), _("note"), _("evidence")),
        *(_("total"), _("band"), _("recommendation"), _("objection"), _("outcome"), _("changes")),
    ]
    for result in breakdowns.results:
        yield from _rows(result)


def _result(result: Result) -> parts.Object:
    card = result.scorecard
    own, indicators = (card.self_assessment, card.criteria_set.indicators) if card else (None, {})
    return {
        **parts.result_object(result),
        **({"self_assessment": own._asdict()} if own else {}),
        "areas": [
            {
                **parts.part_object(area.area),
                "kind": area.area.kind,
                "total": area.total,
                "max": area.max,
                "criteria": [_criterion(scored, indicators[scored.score].text) for scored in area.criteria],
            }
            for area in (card.areas if card else ())
        ],
        "problems": parts.problem_objects(result.problems),
    }


def _criterion(scored: CriterionScore, indicator: Text) -> parts.Object:
    entry = scored.entry
    optional = {
        "self_score": scored.self_score,
        "self_difference": scored.self_difference,
        "note": entry.note,
        "evidence": list(entry.evidence),
        "recommendation": parts.recommendation_object(entry.recommendation) if entry.recommendation else None,
        "objection": parts.record_object(entry.objection),
        "changes": parts.record_object(entry.changes),
    }
    return {
        **parts.part_object(scored.criterion),
        "score": scored.score,
        "indicator": in_current_language(indicator),
        **{key: value for key, value in optional.items() if value not in (None, "", [])},
    }


def _rows(result: Result) -> Iterator[list[object]]:
    card, score_file = result.scorecard, result.score_file
    agency = score_file.agency if score_file else None
    body = [agency.id, wording.localized(agency.name), score_file.year] if score_file and agency else [None] * 3
    start = [visible(result.file), *body, _(wording.STATUSES[result.status])]
    if card is None:
        yield start
        return
    for area in card.areas:
        for scored in area.criteria:
            entry = scored.entry
            yield [
                *start,
                *(area.area.number, scored.criterion.number, wording.localized(scored.criterion.title), scored.score),
                *(wording.localized(card.criteria_set.indicators[scored.score].text), scored.self_score),
                *(visible(entry.note or ""), visible("; ".join(entry.evidence)), card.total, card.band.number),
                *map(
                    _one_line,
                    (wording.recommendation_with_state(entry.recommendation), objections.objection_text(entry)),
                ),
                *(_one_line(objections.outcome(entry)), "; ".join(map(_one_line, objections.changes(entry)))),
            ]


def _one_line(text: str) -> str:
    return "; ".join(text.splitlines())
