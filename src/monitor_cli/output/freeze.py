"""A closed year (R3) as `monitor.freeze/1`."""

from __future__ import annotations

import os
from collections.abc import Sequence

from monitor_cli.core.frozen import FORMAT
from monitor_cli.core.result import Result
from monitor_cli.output.json_parts import Object, document


def render(results: Sequence[Result], year: int, paths: Sequence[str], folder: str) -> bytes:
    """The hashes of score files without problems and of their criteria sets; paths are relative to `folder`."""
    sets = {result.criteria_set.ref: result.criteria_set.sha256 for result in results if result.criteria_set}
    files: list[Object] = [
        {"file": _relative(result.file, folder), "sha256": result.sha256, "agency": result.score_file.agency.id}
        for result in results
        if result.score_file
    ]
    return document(
        FORMAT,
        year=year,
        paths=sorted({_relative(path, folder) for path in paths}),
        criteria=[{"ref": ref, "sha256": sha256} for ref, sha256 in sorted(sets.items())],
        files=sorted(files, key=lambda entry: str(entry["file"])),
    )


def _relative(path: str, folder: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")
