"""The memo that precedes monitoring: directions, documents, and what earlier monitorings left open (R4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monitor_cli.core.criteria import Area, CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import CriterionScore, Scorecard
from monitor_cli.messages import _, ngettext
from monitor_cli.output import wording
from monitor_cli.output.page import Heading, Items, Numbered, Page, Paragraph, Section


class Memo(NamedTuple):
    """The memo by a criteria set, for the body of `results`, each of which has a scorecard; for any without them."""

    criteria_set: CriteriaSet
    results: Sequence[Result]


def page(memo: Memo) -> Page:
    """The main directions (R5), what to hand over, and the earlier monitorings, the newest first."""
    criteria_set = memo.criteria_set
    cards = sorted((card for result in memo.results if (card := result.scorecard)), key=lambda c: -c.score_file.year)
    body = [Paragraph(wording.localized(cards[0].score_file.agency.name), "bold")] if cards else []
    yield [Heading(_("Memo before monitoring"), level=1), *body, Paragraph(wording.legal_act(criteria_set))]
    yield _directions(criteria_set)
    yield _documents(criteria_set)
    none = [] if cards else [Paragraph(_("No file of an earlier monitoring was given."))]
    yield [Heading(_("Results of earlier monitorings")), *none]
    yield from map(_earlier, cards)
    if note := wording.translation_note(criteria_set):
        yield [Paragraph(note, note=True)]


def _directions(criteria_set: CriteriaSet) -> Section:
    """The areas that the act counts as directions, then the headings that only check earlier recommendations."""
    yield Heading(_("Main directions of the monitoring"))
    yield _numbered([area for area in criteria_set.areas if area.kind == "area"])
    if follow_up := [area for area in criteria_set.areas if area.kind != "area"]:
        yield Paragraph(_("Besides these directions, it is checked what became of earlier recommendations:"))
        yield _numbered(follow_up)


def _numbered(areas: Sequence[Area]) -> Numbered:
    return Numbered([(area.number, wording.localized(area.title)) for area in areas])


def _documents(criteria_set: CriteriaSet) -> Section:
    """What is to be handed over, each document with the criteria that name it, then the criteria that name none."""
    yield Heading(_("Documents to be handed over to the working commission"))
    documents: list[str] = []
    for wanted in criteria_set.documents:
        template = ngettext("{document} (criterion {numbers})", "{document} (criteria {numbers})", len(wanted.criteria))
        numbers = ", ".join(map(str, wanted.criteria))
        documents.append(template.format(document=wording.localized(wanted.title), numbers=numbers))
    yield Numbered(enumerate(documents, start=1))
    named = {number for wanted in criteria_set.documents for number in wanted.criteria}
    if rest := [
        (c.number, wording.localized(c.title)) for c in criteria_set.criteria.values() if c.number not in named
    ]:
        yield Paragraph(_("For these criteria the act names no document:"))
        yield Numbered(rest)


def _earlier(card: Scorecard) -> Section:
    """One earlier monitoring: its result, what was found, and what is still to be done."""
    enough = card.criteria_set.scale.max - 1  # in the order a 4, which has only minor remarks (R9)
    yield Heading(_("Monitoring of {year}").format(year=card.score_file.year), level=3)
    yield Paragraph(f"{wording.total_points(card)}; {wording.band_description(card.band, card.criteria_set)}")
    yield Heading(_("Findings"), level=4)
    findings = [_finding(scored) for scored in card.criteria if scored.score < enough]
    yield Items(findings or [_("no criterion with a low score")])
    yield Heading(_("Open recommendations"), level=4)
    told = ((scored.criterion.number, scored.entry.recommendation) for scored in card.criteria)
    todo = [
        f"{number}. {wording.recommendation_with_state(one)}" for number, one in told if one and one.status == "open"
    ]
    yield Items(todo or [_("none")])


def _finding(scored: CriterionScore) -> str:
    """A criterion with a low score, and the note that says why."""
    template = ngettext("{criterion}: {score} point", "{criterion}: {score} points", scored.score)
    found = template.format(criterion=wording.numbered_title(scored.criterion), score=scored.score)
    return f"{found}. {wording.visible_lines(scored.entry.note)}" if scored.entry.note else found
