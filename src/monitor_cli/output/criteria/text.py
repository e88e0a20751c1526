"""A criteria set as text: where it comes from, its areas and criteria, its scale and its bands."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.messages import _, ngettext
from monitor_cli.output.paper.content import act
from monitor_cli.output.spans import Line
from monitor_cli.output.words import numbered, said


def render(criteria_set: CriteriaSet, number: int | None = None) -> list[Line]:
    """The whole set, or criterion `number` of it."""
    if number is None:
        return list(_set(criteria_set))
    area = next(a for a in criteria_set.areas if any(c.number == number for c in a.criteria))
    return list(_criterion(criteria_set, area, criteria_set.criteria[number]))


def line(criteria_set: CriteriaSet) -> Line:
    """The set in one line."""
    return [(criteria_set.ref, "bold"), (f"  {counts(criteria_set)}  {said(criteria_set.title)}", "")]


def counts(criteria_set: CriteriaSet) -> str:
    """Areas and criteria, and the headings that are no areas (R5: 11 areas, 24 criteria)."""
    areas = sum(area.kind == "area" for area in criteria_set.areas)
    criteria = len(criteria_set.criteria)
    parts = [
        ngettext("{count} area", "{count} areas", areas).format(count=areas),
        ngettext("{count} criterion", "{count} criteria", criteria).format(count=criteria),
    ]
    if follow_up := len(criteria_set.areas) - areas:
        words = ngettext("{count} follow-up heading", "{count} follow-up headings", follow_up)
        parts.insert(1, words.format(count=follow_up))
    return ", ".join(parts)


def _set(criteria_set: CriteriaSet) -> Iterator[Line]:
    yield [(said(criteria_set.title), "bold")]
    yield [(f"{criteria_set.ref} · {counts(criteria_set)}", "dim")]
    yield [(act(criteria_set), "dim")]
    for area in criteria_set.areas:
        follow_up = "" if area.kind == "area" else f" ({_('follow-up')})"
        yield [("", "")]
        yield [(f"{numbered(area)}{follow_up}", "bold")]
        for criterion in area.criteria:
            yield [(f"  {numbered(criterion)}", "")]
    yield [("", "")]
    yield from _scale(criteria_set)
    yield [("", "")]
    yield [(_("Bands:"), "bold")]
    for band in criteria_set.bands:
        yield [(f"  {band.number}. {band.min}–{band.max}: {said(band.label)}", "")]
    yield [("", "")]
    for note in (*criteria_set.source.notes, criteria_set.ranking.note):
        yield [(said(note), "dim")]


def _criterion(criteria_set: CriteriaSet, area: Area, criterion: Criterion) -> Iterator[Line]:
    yield [(numbered(criterion), "bold")]
    yield [(numbered(area), "dim")]
    if criterion.clause:
        yield [(said(criterion.clause), "dim")]
    yield [("", "")]
    yield from _scale(criteria_set)


def _scale(criteria_set: CriteriaSet) -> Iterator[Line]:
    yield [(_("Scores:"), "bold")]
    for score, indicator in criteria_set.indicators.items():
        yield [(f"  {score}: {said(indicator.text)}", "")]
