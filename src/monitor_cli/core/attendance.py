"""Who is expected in a year by the register, and what came of each: handed in, a draft, a broken file, or nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor_cli.core.batch_row import ASIDE, Row
from monitor_cli.core.rating import main_year
from monitor_cli.core.register import Register, RegisteredBody

_BEST = ("ok", "incomplete")
"""Of several files of one body and year, the best one counts; any other status is a broken file."""


@dataclass(frozen=True)
class Turnout:
    """The bodies of one kind in one year: how many are expected, and how many of them are complete, drafts or broken.

    `missing` are those of which there is no file at all; `others` are the ids of complete files that nobody expects.
    """

    year: int
    kind: str
    expected: int
    complete: int
    drafts: int
    broken: int
    missing: tuple[RegisteredBody, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Attendance:
    """Which register a run used, and who handed in; no `turnouts` where nobody is expected or nobody asked."""

    register: Register
    turnouts: tuple[Turnout, ...] = ()

    @property
    def missing(self) -> list[tuple[int, RegisteredBody]]:
        """Who has not handed in, with the year."""
        return [(turnout.year, body) for turnout in self.turnouts for body in turnout.missing]


def attendance(
    register: Register, rows: Iterable[Row], folders: Sequence[str], year: int | None = None, kind: str | None = None
) -> Attendance:
    """Who handed in of those that the register expects.

    Each of the `folders` expects the years that are found in it, strays apart, of the kinds that are found in it;
    `year` and `kind` narrow that. Files that lie in none of them expect nobody, but count.
    """
    seen: dict[tuple[str, int | None], int] = {}
    counts: dict[str, Counter[tuple[int, str]]] = {}
    for row in rows:
        whom = row.body or row.about
        if whom is None or row.status in ASIDE:
            continue
        status = _BEST.index(row.status) if row.status in _BEST else len(_BEST)
        seen[whom.id, whom.year] = min(status, seen.get((whom.id, whom.year), status))
        of_kind = whom.kind or getattr(register.by_id.get(whom.id), "kind", None)
        if whom.year and of_kind:
            counts.setdefault(os.path.dirname(row.file), Counter())[whom.year, of_kind] += 1
    pairs: set[tuple[int, str]] = set()
    for folder in folders:
        found = _expecting({name: count for name, count in counts.items() if _lies_in(name, folder)})
        years, kinds = {one for one, _ in found}, {one for _, one in found}
        pairs |= {(y, k) for y in years if year in (None, y) for k in ({kind} if kind else kinds)}
    order = sorted(pairs, key=lambda pair: (-pair[0], pair[1] != "state"))
    return Attendance(register, tuple(_turnout(register, seen, *pair) for pair in order))


def _expecting(counts: dict[str, Counter[tuple[int, str]]]) -> set[tuple[int, str]]:
    """The years and kinds that are found, without those of strays."""
    found = set()
    for folder, pairs in counts.items():
        years = Counter[int]()
        for (year, _), count in pairs.items():
            years[year] += count
        found |= {pair for pair in pairs if pair[0] == main_year(folder, years)}
    return found


def _lies_in(name: str, folder: str) -> bool:
    """Whether a folder is the given one or lies below it, by the paths of the files that were found in it."""
    return folder == os.curdir or os.path.join(name, "").startswith(os.path.join(folder, ""))


def _turnout(register: Register, seen: dict[tuple[str, int | None], int], year: int, kind: str) -> Turnout:
    expected = register.expected(year, kind)
    ids = {body.id for body in expected}
    statuses = Counter[int]()
    missing = []
    for body in expected:
        files = [seen[key] for key in ((body.id, year), (body.id, None)) if key in seen]
        if files:
            statuses[min(files)] += 1
        else:
            missing.append(body)
    others = sorted(
        agency
        for (agency, of_year), status in seen.items()
        if of_year == year
        and not status
        and agency not in ids
        and agency in register.by_id
        and register.by_id[agency].kind == kind
    )
    return Turnout(year, kind, len(expected), statuses[0], statuses[1], statuses[2], tuple(missing), tuple(others))
