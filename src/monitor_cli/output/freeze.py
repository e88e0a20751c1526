"""A closed year (R3) as `monitor.freeze/2`: the first link of its chain."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.frozen import FORMAT
from monitor_cli.core.register import Register
from monitor_cli.output.json_parts import Object, document, record_object


def render(
    year: int,
    day: datetime.date,
    scope: str,
    paths: Sequence[str],
    sets: Mapping[str, CriteriaSet],
    files: Mapping[str, str],
    register: Register | None = None,
) -> bytes:
    """The year that is closed on `day` with these `files`: the hash of each text by its name.

    `register` is what the register of bodies says of the year.
    """
    closing: Object = {
        "day": day.isoformat(),
        "scope": scope,
        "paths": sorted(paths),
        "criteria": [
            {"ref": ref, "revision": sets[ref].revision, "scoring_sha256": sets[ref].scoring_sha256}
            for ref in sorted(sets)
        ],
        "added": dict(sorted(files.items())),
        "changed": {},
        "removed": [],
    }
    if register:
        closing["register"] = record_object(register)
    return b"".join(document(FORMAT, year=year, closings=[closing]))
