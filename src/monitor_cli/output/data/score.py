"""Breakdowns for programs: `monitor.score/1`, and a row a criterion."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import CriterionScore, Scorecard
from monitor_cli.core.texts import in_language
from monitor_cli.messages import _, current_language
from monitor_cli.messages.visible import visible
from monitor_cli.output import json_parts as parts
from monitor_cli.output import wording
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


def rows(found: Breakdowns) -> Iterator[list[object]]:
    """A row a criterion of each file; a file without a total has one row that says so."""
    yield [
        *(_("file"), _("agency id"), _("agency"), _("year"), _("status")),
        *(_("area"), _("criterion"), _("title"), _("score"), _("indicator"), _("own"), _("note"), _("evidence")),
        *(_("total"), _("band")),
    ]
    for result in found.results:
        yield from _rows(result)


def _own_scores(card: Scorecard | None) -> parts.Object:
    """The body's own scores against the final ones; nothing where it gave none."""
    found = card.own_scores if card else None
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
    file, status = visible(result.file), _(wording.STATUSES[result.status])
    if score_file is None:
        yield [file, None, None, None, status, *[None] * 10]
        return
    body = [file, score_file.agency.id, wording.localized(score_file.agency.name), score_file.year, status]
    if card is None:
        yield [*body, *[None] * 10]
        return
    for area in card.areas:
        for scored in area.criteria:
            yield [
                *body,
                area.area.number,
                scored.criterion.number,
                wording.localized(scored.criterion.title),
                scored.score,
                wording.localized(card.criteria_set.indicators[scored.score].text),
                scored.self_score,
                visible(scored.entry.note or ""),
                visible("; ".join(scored.entry.evidence)),
                card.total,
                card.band.number,
            ]
