"""A closed year (R3) as `monitor.freeze/2`: its chain of closings, for programs and in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.frozen import FORMAT, ClosedYear
from monitor_cli.core.hashes import canonical_sha256
from monitor_cli.core.register import Register
from monitor_cli.messages import _, first_named, ngettext
from monitor_cli.messages.visible import visible
from monitor_cli.output.json_parts import Object, document, record_object
from monitor_cli.output.wording import day as said_day

MOST_NAMED = 3
"""So many files are named for each way in which a closing differs from the one before."""


def render(year: int, links: Sequence[Mapping[str, Any]]) -> bytes:
    """The file of a year with these closings, the first one first."""
    return b"".join(document(FORMAT, year=year, closings=links))


def closing_object(
    day: datetime.date,
    scope: str,
    paths: Sequence[str],
    sets: Mapping[str, CriteriaSet],
    files: Mapping[str, str],
    register: Register | None = None,
    *,
    before: ClosedYear | None = None,
    reason: str | None = None,
) -> Object:
    """The closing of a year on `day` with these `files`: the hash of each text by its name.

    `register` is what the register of bodies says of the year. The rest is the difference to what was closed
    `before`, with its `reason`.
    """
    known = {name: listed.sha256 for name, listed in before.files.items()} if before else {}
    behind = {"reason": reason, "previous": canonical_sha256(before.links[-1])} if before else {}
    return {
        "day": day.isoformat(),
        **behind,
        "scope": scope,
        "paths": sorted(paths),
        "criteria": [
            {"ref": ref, "revision": sets[ref].revision, "scoring_sha256": sets[ref].scoring_sha256}
            for ref in sorted(sets)
        ],
        "added": {name: files[name] for name in sorted(files.keys() - known.keys())},
        "changed": {name: files[name] for name in sorted(files.keys() & known.keys()) if files[name] != known[name]},
        "removed": sorted(known.keys() - files.keys()),
        **({"register": record_object(register)} if register else {}),
    }


def closing_lines(year: ClosedYear) -> Iterator[str]:
    """A line for each closing of the chain: its day, its reason and the files that it changed, added and removed."""
    for number, closing in enumerate(year.links):
        words, count = _("{year} was closed again on {day}: {reason}"), len(closing["added"])
        if number == 0:
            words = ngettext(
                "{year} was closed on {day} with {count} file", "{year} was closed on {day} with {count} files", count
            )
        day = said_day(datetime.date.fromisoformat(closing["day"]))
        told = words.format(year=year.year, day=day, count=count, reason=visible(closing.get("reason") or "–"))
        ways = {"changed": _("changed: {files}"), "added": _("added: {files}"), "removed": _("removed: {files}")}
        for key, way in ways.items():
            if number and closing[key]:
                told += "; " + way.format(files=first_named([*map(visible, sorted(closing[key]))], MOST_NAMED))
        yield told
