"""Who is expected in a year by the register, and what came of each: handed in, a draft, a broken file, or nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from monitor_cli.core.batch_row import ASIDE, Row
from monitor_cli.core.rating import main_year
from monitor_cli.core.register import Register, RegisteredBody

_BEST = ("ok", "incomplete")
"""Of several files of one body and year, the best one counts; any other status is a broken file."""


@dataclass(frozen=True)
class Turnout:
    """The bodies of one kind in one year: how many are expected, and how many of them are complete, drafts or broken.

    `missing` are the expected bodies without any file; `unexpected` have a file of the year and are not expected.
    """

    year: int
    kind: str
    expected: int
    complete: int
    drafts: int
    broken: int
    missing: tuple[RegisteredBody, ...]
    unexpected: tuple[RegisteredBody, ...]


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
        if whom is None or row.status in ASIDE or row.later:  # of two monitorings, the later one counts
            continue
        status = _BEST.index(row.status) if row.status in _BEST else len(_BEST)
        seen[whom.id, whom.year] = min(status, seen.get((whom.id, whom.year), status))
        of_kind = whom.kind or getattr(register.by_id.get(whom.id), "kind", None)
        if whom.year and of_kind:
            counts.setdefault(os.path.dirname(row.file), Counter())[whom.year, of_kind] += 1
    main = {name: main_year(name, Counter(one for one, _ in pairs.elements())) for name, pairs in counts.items()}
    expecting: set[tuple[int, str]] = set()
    for folder in folders:
        found = {pair for name in counts if _lies_in(name, folder) for pair in counts[name] if pair[0] == main[name]}
        years = {one for one, _ in found if year in (None, one)}
        expecting.update(product(years, {kind} if kind else {one for _, one in found}))
    order = sorted(expecting, key=lambda pair: (-pair[0], pair[1] != "state"))
    return Attendance(register, tuple(_turnout(register, seen, *pair) for pair in order))


def _lies_in(name: str, folder: str) -> bool:
    """Whether a folder is the given one or lies below it, by the paths of the files that were found in it."""
    name, folder = os.path.normpath(name), os.path.normpath(folder)
    if folder == os.curdir:
        return not os.path.isabs(name) and name.split(os.sep)[0] != os.pardir
    return os.path.join(name, "").startswith(os.path.join(folder, ""))


def _turnout(register: Register, seen: dict[tuple[str, int | None], int], year: int, kind: str) -> Turnout:
    expected, statuses, missing = register.expected(year, kind), Counter[int](), list[RegisteredBody]()
    for body in expected:
        if files := [seen[key] for key in ((body.id, year), (body.id, None)) if key in seen]:
            statuses[min(files)] += 1
        else:
            missing.append(body)
    ids = {agency for agency, of_year in seen if of_year == year} - {body.id for body in expected}
    unexpected = tuple(body for body in register.bodies if body.kind == kind and body.id in ids)
    return Turnout(year, kind, len(expected), statuses[0], statuses[1], statuses[2], tuple(missing), unexpected)
