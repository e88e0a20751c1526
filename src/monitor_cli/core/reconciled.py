"""Several members' files about one body and year as one draft; what they do not agree on is left to the commission."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Path = tuple[str, ...]
"""The keys that lead to a value of a score file; criteria are keys by their numbers."""


class Given(NamedTuple):
    """What one member's file has at a place."""

    file: str
    value: Any


class Difference(NamedTuple):
    """What the members gave at `path`, which the draft does not have because it cannot have all of it."""

    path: Path
    given: tuple[Given, ...]


class Reconciled(NamedTuple):
    """A draft as the plain values of a score file; a score on which the members differ is None in it.

    `alone` are the scores that one member gave and no other, by their criteria.
    """

    files: tuple[str, ...]
    data: dict[str, Any]
    differences: tuple[Difference, ...]
    alone: Mapping[int, Given]

    @property
    def disputed(self) -> dict[int, Difference]:
        """The scores that differ, by their criteria."""
        return {int(one.path[1]): one for one in self.differences if one.path[::2] == ("scores", "score")}

    @property
    def others(self) -> tuple[Difference, ...]:
        """All further values that differ, and so are not in the draft."""
        return tuple(one for one in self.differences if one.path[::2] != ("scores", "score"))

    @property
    def agreed(self) -> tuple[int, ...]:
        """The criteria whose score several members gave, all of them the same."""
        scores = self.data["scores"]
        return tuple(sorted(int(n) for n in scores if scores[n]["score"] is not None and int(n) not in self.alone))


def reconcile(members: Iterable[Given], apart: Container[Path] = ()) -> Reconciled:
    """The draft of the files of several members, whatever their order; each is checked, or a draft without errors.

    Equal values are taken, and a value that only some gave. Texts of a list and notes are joined, each once. Values
    that differ are left out: no mean and no median is taken, and nobody's score counts more (R7). The paths `apart`
    are left out too, because a rule forbids what the members gave there together.
    """
    given = sorted((Given(file, _plain(data)) for file, data in members), key=lambda one: one.file)
    differences: list[Difference] = []
    data = _joined((), given, apart, differences)
    alone = {}
    for number in sorted(map(int, data["scores"])):
        scores = [Given(file, values["scores"].get(str(number), {}).get("score")) for file, values in given]
        if len(who := [one for one in scores if one.value is not None]) == 1 < len(given):
            alone[number] = who[0]
    return Reconciled(tuple(one.file for one in given), data, tuple(differences), alone)


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The values with every entry as a group of keys, the score first, and with the status that is left out."""
    entries = {n: {"score": None, **(v if isinstance(v, Mapping) else {"score": v})} for n, v in data["scores"].items()}
    for entry in entries.values():
        if told := entry.get("recommendation"):
            entry["recommendation"] = {**told, "status": told.get("status", "open")}
    return {**data, "scores": entries}


def _joined(path: Path, given: Sequence[Given], apart: Container[Path], differences: list[Difference]) -> Any:
    """The value of all; None for one that is left out."""
    values = [value for _file, value in given]
    if path not in apart:
        if len(path) < 3 and all(isinstance(value, Mapping) for value in values):
            return _by_key(path, given, apart, differences)
        if all(value == values[0] for value in values):
            return values[0]
        if path[2:] == ("note",):
            return "\n".join(_each_once(values))
        if all(isinstance(value, list) and all(isinstance(item, str) for item in value) for value in values):
            return list(dict.fromkeys(item for value in values for item in value))
    differences.append(Difference(path, tuple(given)))
    return values[0] if path[:2] == ("agency", "name") else None  # a body has to have a name


def _by_key(
    path: Path, given: Sequence[Given], apart: Container[Path], differences: list[Difference]
) -> dict[str, Any]:
    joined = {}
    for key in dict.fromkeys(key for _file, value in given for key in value):
        have = [Given(file, value[key]) for file, value in given if value.get(key) is not None]
        value = _joined((*path, key), have, apart, differences) if have else None
        if value is not None or key == "score" or path == ("self_scores",):
            joined[key] = value
    return joined


def _each_once(notes: Sequence[str]) -> list[str]:
    """The notes without those that stand, line by line, in another one."""
    different = list(dict.fromkeys(notes))
    return [one for one in different if not any(one != other and f"\n{one}\n" in f"\n{other}\n" for other in different)]
