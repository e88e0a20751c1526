"""What the memo says, whatever it is written with (R4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitor_cli.core.criteria import Area, CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import CriterionScore, Scorecard
from monitor_cli.messages import _, ngettext
from monitor_cli.output import words
from monitor_cli.output.paper.content import act, lines, recommendation
from monitor_cli.output.words import numbered, said


class Earlier(NamedTuple):
    """One earlier monitoring: its result, what was found, and what is still to be done."""

    heading: str
    result: str
    findings: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class Memo:
    """The memo for one body, or for any where no earlier file is given.

    `directions` are the areas that the act counts as main directions (R5), `follow_up` the headings that only
    check earlier recommendations; `earlier` has the newest year first.
    """

    title: str
    body: str
    act: str
    directions: tuple[Area, ...]
    follow_up: tuple[Area, ...]
    documents: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    note: str


def memo(criteria_set: CriteriaSet, results: Sequence[Result]) -> Memo:
    """The memo by `criteria_set` for the body of `results`, each of which has a scorecard."""
    cards = [result.scorecard for result in results if result.scorecard]
    cards.sort(key=lambda card: -card.score_file.year)
    return Memo(
        title=_("Memo before monitoring"),
        body=said(cards[0].score_file.agency.name) if cards else "",
        act=act(criteria_set),
        directions=tuple(area for area in criteria_set.areas if area.kind == "area"),
        follow_up=tuple(area for area in criteria_set.areas if area.kind != "area"),
        documents=tuple(_documents(criteria_set)),
        earlier=tuple(_earlier(card) for card in cards),
        note=words.translation_note(criteria_set),
    )


def _documents(criteria_set: CriteriaSet) -> Iterator[str]:
    """What is to be handed over, each with the criteria that name it."""
    for wanted in criteria_set.documents:
        template = ngettext("{document} (criterion {numbers})", "{document} (criteria {numbers})", len(wanted.criteria))
        yield template.format(document=said(wanted.title), numbers=", ".join(map(str, wanted.criteria)))


def _earlier(card: Scorecard) -> Earlier:
    enough = card.criteria_set.scale.max - 1  # in the order a 4, which has only minor remarks (R9)
    return Earlier(
        heading=_("Monitoring of {year}").format(year=card.score_file.year),
        result=f"{words.total(card)}; {words.band(card.band, card.criteria_set)}",
        findings=tuple(_finding(scored) for scored in card.criteria if scored.score < enough),
        open=tuple(
            f"{scored.criterion.number}. {recommendation(scored.entry)}"
            for scored in card.criteria
            if scored.entry.recommendation and scored.entry.recommendation.status == "open"
        ),
    )


def _finding(scored: CriterionScore) -> str:
    """A criterion with a low score, and the note that says why."""
    template = ngettext("{criterion}: {score} point", "{criterion}: {score} points", scored.score)
    found = template.format(criterion=numbered(scored.criterion), score=scored.score)
    return f"{found}. {lines(scored.entry.note)}" if scored.entry.note else found
