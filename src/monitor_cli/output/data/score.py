"""Breakdowns for programs: `monitor.score/1`, and a row a criterion."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import CriterionScore, Scorecard
from monitor_cli.core.texts import in_language
from monitor_cli.messages import _, current_language
from monitor_cli.messages.visible import visible
from monitor_cli.output import json_parts as parts
from monitor_cli.output import objections, wording
from monitor_cli.output.reports.score import Breakdowns

FORMAT = "monitor.score/1"


def data(found: Breakdowns) -> parts.Object:
    """`criteria` is the set of the first file that has one."""
    used = next((result.criteria_set for result in found.results if result.criteria_set), found.criteria_set)
    return {
        "criteria": parts.criteria_object(used),
        "results": [
            {
                **parts.result_object(result),
                **_own_scores(result.scorecard),
                "areas": _areas(result.scorecard) if result.scorecard else [],
                "problems": parts.problem_objects(result.problems),
            }
            for result in found.results
        ],
    }


def rows(breakdowns: Breakdowns) -> Iterator[list[object]]:
    """Yield a row per criterion of each file; a file without a total has one row with its status."""
    titles: list[object] = [
        *(_("file"), _("agency id"), _("agency"), _("year"), _("status")),
        *(_("area"), _("criterion"), _("title"), _("score"), _("indicator"), _("own"), _("note"), _("evidence")),
        *(_("total"), _("band"), _("recommendation"), _("objection"), _("outcome"), _("changes")),
    ]
    yield titles
    for result in breakdowns.results:
        yield from (row + [None] * (len(titles) - len(row)) for row in _rows(result))


def _own_scores(card: Scorecard | None) -> parts.Object:
    """The body's own scores against the final ones; nothing where it gave none."""
    found = card.self_assessment if card else None
    return {"self_assessment": found._asdict()} if found else {}


def _areas(card: Scorecard) -> list[parts.Object]:
    language = current_language()
    return [
        {
            "number": area.area.number,
            "title": in_language(area.area.title, language),
            "kind": area.area.kind,
            "total": area.total,
            "max": area.max,
            "criteria": [_criterion(card, criterion) for criterion in area.criteria],
        }
        for area in card.areas
    ]


def _criterion(card: Scorecard, scored: CriterionScore) -> parts.Object:
    language = current_language()
    entry, indicators = scored.entry, card.criteria_set.indicators
    found: parts.Object = {
        "number": scored.criterion.number,
        "title": in_language(scored.criterion.title, language),
        "score": scored.score,
        "indicator": in_language(indicators[scored.score].text, language),
    }
    if scored.self_score is not None:
        found |= {"self_score": scored.self_score, "self_difference": scored.self_score - scored.score}
    if entry.note:
        found["note"] = entry.note
    if entry.evidence:
        found["evidence"] = list(entry.evidence)
    if todo := entry.recommendation:
        found["recommendation"] = parts.recommendation_object(todo)
    for key, dispute in (("objection", entry.objection), ("changes", entry.changes)):
        if dispute:
            found[key] = parts.record_object(dispute)
    return found


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
