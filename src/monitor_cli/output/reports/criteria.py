"""A criteria set: source, areas, criteria, scale and bands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.messages import _
from monitor_cli.output.page import Heading, NumberedItems, Page, Paragraph, Section
from monitor_cli.output.wording import criteria_counts, legal_act, localized, numbered_title, score_meanings


class CriteriaView(NamedTuple):
    """A criteria set, or its criterion `number` only."""

    criteria_set: CriteriaSet
    number: int | None = None


def page(view: CriteriaView) -> Page:
    return _set(view.criteria_set) if view.number is None else _criterion(view.criteria_set, view.number)


def _set(criteria_set: CriteriaSet) -> Iterator[Section]:
    yield [
        Heading(localized(criteria_set.title)),
        Paragraph(f"{criteria_set.ref} · {criteria_counts(criteria_set)}", "dim"),
        Paragraph(legal_act(criteria_set), "dim"),
    ]
    for area in criteria_set.areas:
        follow_up = "" if area.kind == "area" else f" ({_('follow-up')})"
        criteria = NumberedItems([(criterion.number, localized(criterion.title)) for criterion in area.criteria])
        yield [Heading(f"{numbered_title(area)}{follow_up}", level=3), criteria]
    yield score_meanings(criteria_set)
    bands = [(band.number, f"{band.min}–{band.max}: {localized(band.label)}") for band in criteria_set.bands]
    yield [Heading(_("Bands:"), level=3), NumberedItems(bands)]
    ranking = criteria_set.ranking
    notes = [*criteria_set.source.notes, ranking.note, *([ranking.repeated.note] if ranking.repeated else [])]
    yield [Paragraph(localized(note), note=True) for note in notes]


def _criterion(criteria_set: CriteriaSet, number: int) -> Iterator[Section]:
    criterion = criteria_set.criteria[number]
    area = next(area for area in criteria_set.areas if criterion in area.criteria)
    clause = [Paragraph(localized(criterion.clause), "dim")] if criterion.clause else []
    yield [Heading(numbered_title(criterion)), Paragraph(numbered_title(area), "dim"), *clause]
    yield score_meanings(criteria_set)
