"""One draft from several members' files about one body and year; differences are left to the commission."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Path = tuple[str, ...]
"""The keys that lead to a value of a score file; the keys of criteria are their numbers."""

_DEFAULTS = {"recommendation": ("status", "open"), "objection": ("outcome", "open")}
"""For keys of an entry, a key below that may be left out, and the value that it has then."""


class MemberValue(NamedTuple):
    """The value of one member's file at a place."""

    file: str
    value: Any


class Difference(NamedTuple):
    """The values of the members at `path`, which differ and are therefore not in the draft."""

    path: Path
    given: tuple[MemberValue, ...]


class JointDraft(NamedTuple):
    """A draft as the plain values of a score file; a score on which the members differ is None.

    `disputed` are the differing scores and `alone` the scores of a single member, by their criteria; `others` are the
    other differences.
    """

    files: tuple[str, ...]
    data: dict[str, Any]
    disputed: Mapping[int, Difference]
    others: tuple[Difference, ...]
    alone: Mapping[int, MemberValue]

    @property
    def agreed(self) -> tuple[int, ...]:
        """The criteria with the same score from several members."""
        scores = self.data["scores"]
        return tuple(sorted(int(n) for n in scores if scores[n]["score"] is not None and int(n) not in self.alone))


def reconcile(members: Iterable[MemberValue], apart: Container[Path] = ()) -> JointDraft:
    """Join the files of several members, each valid or a draft, to one draft that does not depend on their order.

    A value that all or only some members give is taken. Items of lists and notes are joined, each once. Values that
    differ are left out: there is no mean and no median, and nobody's score counts more (R7). The paths `apart` are left
    out too, because the joined values would break a rule there.
    """
    given = sorted((MemberValue(file, _plain(data)) for file, data in members), key=lambda each: each.file)
    data, differences = _joined((), given, apart)
    disputed = {int(each.path[1]): each for each in differences if each.path[::2] == ("scores", "score")}
    others = tuple(each for each in differences if each.path[::2] != ("scores", "score"))
    alone = {}
    for number in sorted(map(int, data["scores"])):
        scores = [MemberValue(file, values["scores"].get(str(number), {}).get("score")) for file, values in given]
        if len(filled := [each for each in scores if each.value is not None]) == 1 < len(given):
            alone[number] = filled[0]
    return JointDraft(tuple(each.file for each in given), data, disputed, others, alone)


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with each entry as a mapping, the score first, and with defaults written out."""
    entries = {n: {"score": None, **(v if isinstance(v, Mapping) else {"score": v})} for n, v in data["scores"].items()}
    for entry in entries.values():
        for key, (below, default) in _DEFAULTS.items():
            if value := entry.get(key):
                entry[key] = {**value, below: value.get(below, default)}
    return {**data, "scores": entries}


def _joined(path: Path, given: Sequence[MemberValue], apart: Container[Path]) -> tuple[Any, list[Difference]]:
    """Return the joined value, None if it is left out of the draft, and the differences in it."""
    values = [value for _file, value in given]
    if path not in apart:
        if len(path) < 3 and all(isinstance(value, Mapping) for value in values):
            return _by_key(path, given, apart)
        if all(value == values[0] for value in values):
            return values[0], []
        if path[2:] == ("note",):
            notes = list(dict.fromkeys(values))  # without those whose lines are all in another one
            own = (n for n in notes if not any(n != other and f"\n{n}\n" in f"\n{other}\n" for other in notes))
            return "\n".join(own), []
        if all(isinstance(value, list) and all(isinstance(item, str) for item in value) for value in values):
            return list(dict.fromkeys(item for value in values for item in value)), []
    value = values[0] if path[:2] == ("agency", "name") else None  # a body has to have a name
    return value, [Difference(path, tuple(given))]


def _by_key(
    path: Path, given: Sequence[MemberValue], apart: Container[Path]
) -> tuple[dict[str, Any], list[Difference]]:
    joined, differences = dict[str, Any](), list[Difference]()
    for key in dict.fromkeys(key for _file, value in given for key in value):
        have = [MemberValue(file, value[key]) for file, value in given if value.get(key) is not None]
        value, differing = _joined((*path, key), have, apart) if have else (None, [])
        differences += differing
        if value is not None or key == "score" or path == ("self_scores",):
            joined[key] = value
    return joined, differences
