"""The memo before a monitoring: areas, documents, and what earlier monitorings left open (R4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monitor_cli.core.criteria import Area, CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.messages import _, ngettext
from monitor_cli.output import wording
from monitor_cli.output.page import Heading, Items, NumberedItems, Page, Paragraph, Section


class Memo(NamedTuple):
    """A memo by a criteria set; `results`, each with a scorecard, are earlier monitorings of the body."""

    criteria_set: CriteriaSet
    results: Sequence[Result]


def page(memo: Memo) -> Page:
    """Yield the main areas (R5), the documents to hand over, and the earlier monitorings, the newest first."""
    criteria_set = memo.criteria_set
    cards = sorted((card for result in memo.results if (card := result.scorecard)), key=lambda c: -c.score_file.year)
    body = [Paragraph(wording.localized(cards[0].score_file.agency.name), "bold")] if cards else []
    yield [Heading(_("Pre-monitoring memo"), level=1), *body, Paragraph(wording.legal_act(criteria_set))]
    yield _areas(criteria_set)
    yield _documents(criteria_set)
    none = [] if cards else [Paragraph(_("No file of a previous monitoring exercise was given."))]
    yield [Heading(_("Results of previous monitoring exercises")), *none]
    yield from map(_earlier, cards)
    if note := wording.translation_note(criteria_set):
        yield [Paragraph(note, note=True)]


def _areas(criteria_set: CriteriaSet) -> Section:
    """Yield the areas, then the headings that only follow up earlier recommendations."""

    def numbered(areas: Sequence[Area]) -> NumberedItems:
        return NumberedItems([(area.number, wording.localized(area.title)) for area in areas])

    yield Heading(_("Main areas of monitoring"))
    yield numbered([area for area in criteria_set.areas if area.kind == "area"])
    if follow_up := [area for area in criteria_set.areas if area.kind != "area"]:
        yield Paragraph(_("In addition to these areas, the follow-up to earlier recommendations is examined:"))
        yield numbered(follow_up)


def _documents(criteria_set: CriteriaSet) -> Section:
    """Yield the documents, each with its criteria, then the criteria without a document."""
    yield Heading(_("Documents to be handed over to the working commission"))
    titles: list[str] = []
    for document in criteria_set.documents:
        template = ngettext(
            "{document} (criterion {numbers})", "{document} (criteria {numbers})", len(document.criteria)
        )
        numbers = ", ".join(map(str, document.criteria))
        titles.append(template.format(document=wording.localized(document.title), numbers=numbers))
    yield NumberedItems(enumerate(titles, start=1))
    named = {number for document in criteria_set.documents for number in document.criteria}
    if rest := [
        (c.number, wording.localized(c.title)) for c in criteria_set.criteria.values() if c.number not in named
    ]:
        yield Paragraph(_("The act lists no document for these criteria:"))
        yield NumberedItems(rest)


def _earlier(card: Scorecard) -> Section:
    """Yield the result, the findings and the open recommendations of an earlier monitoring."""
    enough = card.criteria_set.scale.max - 1  # in the order a 4: minor remarks only (R9)
    yield Heading(_("Monitoring of {year}").format(year=card.score_file.year), level=3)
    yield Paragraph(f"{wording.total_points(card)}; {wording.band_description(card.band, card.criteria_set)}")
    yield Heading(_("Findings"), level=4)
    findings = []
    for scored in card.criteria:
        if scored.score < enough:
            template = ngettext("{criterion}: {score} point", "{criterion}: {score} points", scored.score)
            finding = template.format(criterion=wording.numbered_title(scored.criterion), score=scored.score)
            note = scored.entry.note
            findings.append(f"{finding}. {wording.visible_lines(note)}" if note else finding)
    yield Items(findings or [_("no criterion with a low score")])
    yield Heading(_("Open recommendations"), level=4)
    recommendations = ((scored.criterion.number, scored.entry.recommendation) for scored in card.criteria)
    todo = [f"{n}. {wording.recommendation_with_state(r)}" for n, r in recommendations if r and r.status == "open"]
    yield Items(todo or [_("none")])
