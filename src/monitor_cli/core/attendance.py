"""Attendance by the register: the bodies expected in a year, with complete files, drafts, broken files or none."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from monitor_cli.core.problems import ASIDE
from monitor_cli.core.rating import main_year
from monitor_cli.core.register import Register, RegisteredBody
from monitor_cli.core.result import Row
from monitor_cli.core.score_file import KINDS, Kind

_BEST = ("ok", "incomplete")
"""Statuses from best to worst; any other one is a broken file. Of several files of a body, the best counts."""


@dataclass(frozen=True)
class Turnout:
    """The number of bodies of one kind expected in one year, and of those with complete, draft and broken files.

    `missing` are the expected bodies without any file; `unexpected` have a file of the year and are not expected.
    """

    year: int
    kind: Kind
    expected: int
    complete: int
    drafts: int
    broken: int
    missing: tuple[RegisteredBody, ...]
    unexpected: tuple[RegisteredBody, ...]


@dataclass(frozen=True)
class Attendance:
    """The register of a run, and the turnouts; none if no body is expected or no turnout is requested."""

    register: Register
    turnouts: tuple[Turnout, ...] = ()

    @property
    def missing(self) -> list[tuple[int, RegisteredBody]]:
        """The bodies that have not handed in, each with the year."""
        return [(turnout.year, body) for turnout in self.turnouts for body in turnout.missing]


def attendance(
    register: Register, rows: Iterable[Row], folders: Sequence[str], year: int | None = None, kind: Kind | None = None
) -> Attendance:
    """Return the turnout of the bodies that the register expects.

    Each of the `folders` expects the years and kinds found in it, without strays; `year` and `kind` narrow that. Files
    outside the folders count, but expect no body.
    """
    seen: dict[tuple[str, int | None], int] = {}
    counts: dict[str, Counter[tuple[int, Kind]]] = {}
    for row in rows:
        body = row.body or row.about
        if body is None or row.status in ASIDE or row.later:  # of two monitorings, only the later one counts
            continue
        status = _BEST.index(row.status) if row.status in _BEST else len(_BEST)
        seen[body.id, body.year] = min(status, seen.get((body.id, body.year), status))
        body_kind = body.kind or getattr(register.by_id.get(body.id), "kind", None)
        if body.year and body_kind:
            counts.setdefault(os.path.dirname(row.file), Counter())[body.year, body_kind] += 1
    main = {name: main_year(name, (each for each, _ in pairs.elements())) for name, pairs in counts.items()}
    expecting: set[tuple[int, Kind]] = set()
    for folder in folders:
        pairs = {pair for name in counts if _is_below(name, folder) for pair in counts[name] if pair[0] == main[name]}
        years = {each for each, _ in pairs if year in (None, each)}
        expecting.update(product(years, {kind} if kind else {each for _, each in pairs}))
    order = sorted(expecting, key=lambda pair: (-pair[0], KINDS.index(pair[1])))
    return Attendance(register, tuple(_turnout(register, seen, *pair) for pair in order))


def _is_below(name: str, folder: str) -> bool:
    """Return True if the folder `name` is `folder` or below it, by the paths of its files."""
    name, folder = os.path.normpath(name), os.path.normpath(folder)
    if folder == os.curdir:
        return not os.path.isabs(name) and name.split(os.sep)[0] != os.pardir
    return os.path.join(name, "").startswith(os.path.join(folder, ""))


def _turnout(register: Register, seen: dict[tuple[str, int | None], int], year: int, kind: Kind) -> Turnout:
    expected, statuses, missing = register.expected(year, kind), Counter[int](), list[RegisteredBody]()
    for body in expected:
        if files := [seen[key] for key in ((body.id, year), (body.id, None)) if key in seen]:
            statuses[min(files)] += 1
        else:
            missing.append(body)
    ids = {agency for agency, of_year in seen if of_year == year} - {body.id for body in expected}
    unexpected = tuple(body for body in register.bodies if body.kind == kind and body.id in ids)
    return Turnout(year, kind, len(expected), statuses[0], statuses[1], statuses[2], tuple(missing), unexpected)
