"""What changed between two editions of a criteria set, and what of it can move a score, total, band or rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.texts import Text, in_language

Value = str | int
Key = tuple[str, str, str]
"""What a fact is about (`criterion.title`), its number and its language; empty where there is none."""

SCORING = frozenset({"scale.min", "scale.max", "ranking.ties", "area.kind", "criterion.area", "band.min", "band.max"})
"""Facts that decide totals, bands or ranks (R6 to R8); all others are words."""

_OWNERS = ("area", "criterion", "band", "indicator")


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that differs; None stands for one that a set does not have."""

    part: str
    number: str
    language: str
    before: Value | None
    after: Value | None

    @property
    def is_scoring(self) -> bool:
        """Whether it can move a score, total, band or rank, which asks for a new edition."""
        return self.part in SCORING


def edition_changes(old: CriteriaSet, new: CriteriaSet) -> list[Change]:
    """All changes from `old` to `new`, those that can move scores first, else in the order of the file.

    Of a criterion, area or band that only one of them has, only the facts that can move scores are listed.
    """
    before, after = dict(_facts(old)), dict(_facts(new))
    common = {_owner(key) for key in before} & {_owner(key) for key in after}
    changes = [
        Change(*key, before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key) and (key[0] in SCORING or _owner(key) in common)
    ]
    return sorted(changes, key=lambda change: not change.is_scoring)


def _owner(key: Key) -> tuple[str, str]:
    kind = key[0].partition(".")[0]
    return (kind, key[1]) if kind in _OWNERS else ("", "")


def _facts(criteria_set: CriteriaSet) -> Iterator[tuple[Key, Value]]:
    scale, ranking, source = criteria_set.scale, criteria_set.ranking, criteria_set.source
    yield ("scale.min", "", ""), scale.min
    yield ("scale.max", "", ""), scale.max
    yield ("ranking.ties", "", ""), ranking.ties
    for area in criteria_set.areas:
        yield ("area.kind", str(area.number), ""), area.kind
        yield from _texts("area", area.number, area, "title", "short")
        for criterion in area.criteria:
            yield ("criterion.area", str(criterion.number), ""), area.number
            yield from _texts("criterion", criterion.number, criterion, "title", "short", "clause")
    for band in criteria_set.bands:
        yield ("band.min", str(band.number), ""), band.min
        yield ("band.max", str(band.number), ""), band.max
        yield from _texts("band", band.number, band, "label", "short", "clause")
    for indicator in scale.indicators:
        yield from _texts("indicator", indicator.score, indicator, "text", "short")
    yield from _text("title", "", criteria_set.title)
    yield ("revision", "", ""), criteria_set.revision
    yield ("source.number", "", ""), source.number
    yield ("source.date", "", ""), source.date.isoformat()
    yield from _texts("source", "", source, "act", "issuer", "title", "citation")
    for clause in source.clauses:
        yield from _text("source.clause", clause.id, clause.where, clause.rule)
    for index, note in enumerate(source.notes, start=1):
        yield from _text("source.note", index, note)
    yield ("ranking.basis", "", ""), ranking.basis
    yield from _text("ranking.note", "", ranking.note)
    if repeated := ranking.repeated:
        yield ("ranking.repeated", "", ""), f"{repeated.counts} ({repeated.basis})"
        yield from _text("ranking.repeated", "", repeated.note)
    for index, document in enumerate(criteria_set.documents, start=1):
        yield ("document.criteria", str(index), ""), ", ".join(map(str, document.criteria))
        yield from _text("document.title", index, document.title)
    for index, correction in enumerate(criteria_set.corrections, start=1):
        yield ("correction", str(index), ""), f"{correction.copy} → {correction.reads}"
        yield from _text("correction", index, correction.where, correction.reason)
    for comparable in criteria_set.comparable:
        pairs = ", ".join(f"{old}: {new}" for old, new in comparable.numbers.items())
        yield ("comparable", comparable.criteria, ""), pairs


def _texts(owner: str, number: int | str, thing: object, *keys: str) -> Iterator[tuple[Key, Value]]:
    for key in keys:
        yield from _text(f"{owner}.{key}", number, getattr(thing, key))


def _text(part: str, number: int | str, text: Text | None, *more: Text) -> Iterator[tuple[Key, Value]]:
    texts = {"": text} if isinstance(text, str) else text or {}
    for language, words in texts.items():
        yield (part, str(number), language), " – ".join([words, *(in_language(one, language) for one in more)])
