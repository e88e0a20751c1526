"""A closed year (R3): its chain of closings as `monitor.freeze/2` and in sentences."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.frozen import FORMAT, ClosedYear, Scope, digest_of
from monitor_cli.core.hashes import canonical_sha256
from monitor_cli.core.register import Register
from monitor_cli.messages import _, first_named, ngettext
from monitor_cli.messages.clock import day
from monitor_cli.messages.visible import visible
from monitor_cli.output.program_parts import Object, document, record_object, scoring_object

MOST_NAMED = 3
"""The number of files listed per kind of difference between two closings."""


def render(year: int, links: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the closing file of a year; `links` are its closings, oldest first, and its digest is the last key."""
    written = json.loads(b"".join(document(FORMAT, year=year, closings=links)))
    return b"".join(document(FORMAT, year=year, closings=links, digest=digest_of(written)))


def closing_object(
    date: datetime.date,
    scope: Scope,
    paths: Sequence[str],
    sets: Mapping[str, CriteriaSet],
    files: Mapping[str, str],
    register: Register | None = None,
    *,
    before: ClosedYear | None = None,
    reason: str | None = None,
) -> Object:
    """Return the closing of a year on `date`: `files` has the SHA-256 of each text by its name, `register` the extract
    of the register for the year.

    After an earlier closing (`before`) it lists the differences, with their `reason`.
    """
    known = {name: listed.sha256 for name, listed in before.files.items()} if before else {}
    amendment = {"reason": reason, "previous": canonical_sha256(before.links[-1])} if before else {}
    return {
        "day": date.isoformat(),
        **amendment,
        "scope": scope,
        "paths": sorted(paths),
        "criteria": [scoring_object(sets[ref]) for ref in sorted(sets)],
        "added": {name: files[name] for name in sorted(files.keys() - known.keys())},
        "changed": {name: files[name] for name in sorted(files.keys() & known.keys()) if files[name] != known[name]},
        "removed": sorted(known.keys() - files.keys()),
        **({"register": record_object(register)} if register else {}),
    }


def closing_lines(year: ClosedYear) -> Iterator[str]:
    """Yield one line per closing: its day, its reason and the files changed, added and removed."""
    for number, (date, closing) in enumerate(zip(map(day, year.days), year.links, strict=True)):
        if number == 0:
            count = len(closing["added"])
            sentence = ngettext(
                "{year} was closed on {day} with {count} file", "{year} was closed on {day} with {count} files", count
            )
            yield sentence.format(year=year.year, day=date, count=count)
            continue
        reason = visible(closing.get("reason") or "–")
        line = _("{year} was closed again on {day}: {reason}").format(year=year.year, day=date, reason=reason)
        kinds = {"changed": _("changed: {files}"), "added": _("added: {files}"), "removed": _("removed: {files}")}
        for key, template in kinds.items():
            if files := sorted(closing[key]):
                line += "; " + template.format(files=first_named([*map(visible, files)], MOST_NAMED))
        yield line
