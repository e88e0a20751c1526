"""A criteria set: where it comes from, its areas and criteria, its scale and its bands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.messages import _
from monitor_cli.output.page import Heading, Numbered, Page, Paragraph, Section
from monitor_cli.output.words import act, counts, numbered, said, scale


class CriteriaView(NamedTuple):
    """A criteria set, or only criterion `number` of it."""

    criteria_set: CriteriaSet
    number: int | None = None


def page(found: CriteriaView) -> Page:
    """The whole set, or one criterion of it."""
    if found.number is None:
        return _set(found.criteria_set)
    return _criterion(found.criteria_set, found.number)


def _set(criteria_set: CriteriaSet) -> Iterator[Section]:
    yield [
        Heading(said(criteria_set.title)),
        Paragraph(f"{criteria_set.ref} · {counts(criteria_set)}", "dim"),
        Paragraph(act(criteria_set), "dim"),
    ]
    for area in criteria_set.areas:
        follow_up = "" if area.kind == "area" else f" ({_('follow-up')})"
        criteria = Numbered([(criterion.number, said(criterion.title)) for criterion in area.criteria])
        yield [Heading(f"{numbered(area)}{follow_up}", level=3), criteria]
    yield scale(criteria_set)
    bands = [(band.number, f"{band.min}–{band.max}: {said(band.label)}") for band in criteria_set.bands]
    yield [Heading(_("Bands:"), level=3), Numbered(bands)]
    ranking = criteria_set.ranking
    notes = [*criteria_set.source.notes, ranking.note, *([ranking.repeated.note] if ranking.repeated else [])]
    yield [Paragraph(said(note), note=True) for note in notes]


def _criterion(criteria_set: CriteriaSet, number: int) -> Iterator[Section]:
    criterion = criteria_set.criteria[number]
    area = next(area for area in criteria_set.areas if criterion in area.criteria)
    clause = [Paragraph(said(criterion.clause), "dim")] if criterion.clause else []
    yield [Heading(numbered(criterion)), Paragraph(numbered(area), "dim"), *clause]
    yield scale(criteria_set)
