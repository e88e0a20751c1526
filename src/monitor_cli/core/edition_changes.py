"""Changes between two editions of a criteria set, and those of them that can move a score, total, band or rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.texts import Text, in_language

Value = str | int
Key = tuple[str, str, str]
"""The part that a fact is about (`criterion.title`), its number and its language; empty where there is none."""

SCORING = frozenset({"scale.min", "scale.max", "ranking.ties", "area.kind", "criterion.area", "band.min", "band.max"})
"""Facts that decide totals, bands or ranks (R6 to R8); all others are texts."""

_OWNERS = ("area", "criterion", "band", "indicator")


@dataclass(frozen=True, slots=True)
class EditionChange:
    """A fact that differs; None on the side of a set without it."""

    part: str
    number: str
    language: str
    before: Value | None
    after: Value | None

    @property
    def is_scoring(self) -> bool:
        """True if the change can move a score, total, band or rank and so requires a new edition."""
        return self.part in SCORING


def edition_changes(old: CriteriaSet, new: CriteriaSet) -> list[EditionChange]:
    """Return all changes from `old` to `new`: those that can move scores first, then in the order of the file.

    Of a criterion, heading or band that only one of them has, only the facts that can move scores are listed.
    """
    before, after = dict(_facts(old)), dict(_facts(new))
    common = {_owner(key) for key in before} & {_owner(key) for key in after}
    changes = [
        EditionChange(*key, before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key) and (key[0] in SCORING or _owner(key) in common)
    ]
    return sorted(changes, key=lambda change: not change.is_scoring)


def _owner(key: Key) -> tuple[str, str]:
    kind = key[0].partition(".")[0]
    return (kind, key[1]) if kind in _OWNERS else ("", "")


def _facts(criteria_set: CriteriaSet) -> Iterator[tuple[Key, Value]]:
    for part, number, value in _values(criteria_set):
        texts = {"": value} if isinstance(value, str | int) else value or {}
        for language, text in texts.items():
            yield (part, str(number), language), text


def _values(criteria_set: CriteriaSet) -> Iterator[tuple[str, Value, Text | int | None]]:
    scale, ranking, source = criteria_set.scale, criteria_set.ranking, criteria_set.source
    yield from _keys("scale", "", scale, "min", "max")
    yield "ranking.ties", "", ranking.ties
    for area in criteria_set.areas:
        yield from _keys("area", area.number, area, "kind", "title", "short")
        for criterion in area.criteria:
            yield "criterion.area", criterion.number, area.number
            yield from _keys("criterion", criterion.number, criterion, "title", "short", "clause")
    for band in criteria_set.bands:
        yield from _keys("band", band.number, band, "min", "max", "label", "short", "clause")
    for indicator in scale.indicators:
        yield from _keys("indicator", indicator.score, indicator, "text", "short")
    yield "title", "", criteria_set.title
    yield "revision", "", criteria_set.revision
    yield "source.number", "", source.number
    yield "source.date", "", source.date.isoformat()
    yield from _keys("source", "", source, "act", "issuer", "title", "citation")
    for clause in source.clauses:
        yield "source.clause", clause.id, _joined(clause.where, clause.rule)
    for index, note in enumerate(source.notes, start=1):
        yield "source.note", index, note
    yield from _keys("ranking", "", ranking, "basis", "note")
    if repeated := ranking.repeated:
        yield "ranking.repeated", "", f"{repeated.counts} ({repeated.basis})"
        yield "ranking.repeated", "", repeated.note
    for index, document in enumerate(criteria_set.documents, start=1):
        yield "document.criteria", index, ", ".join(map(str, document.criteria))
        yield "document.title", index, document.title
    for index, correction in enumerate(criteria_set.corrections, start=1):
        yield "correction", index, f"{correction.copy} → {correction.reads}"
        yield "correction", index, _joined(correction.where, correction.reason)
    for comparable in criteria_set.comparable:
        yield "comparable", comparable.criteria, ", ".join(f"{old}: {new}" for old, new in comparable.numbers.items())


def _keys(owner: str, number: Value, record: object, *keys: str) -> Iterator[tuple[str, Value, Text | int | None]]:
    return ((f"{owner}.{key}", number, getattr(record, key)) for key in keys)


def _joined(first: Text, second: Text) -> Text:
    texts = {"": first} if isinstance(first, str) else first
    return {language: f"{text} – {in_language(second, language)}" for language, text in texts.items()}
