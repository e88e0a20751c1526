"""A closed year: which files it consists of, to the byte, and by which criteria sets they were scored."""

from __future__ import annotations

from typing import NamedTuple

from pydantic_core import CoreSchema

from monitor_cli.core.score_file import CRITERIA_REFERENCE, FIRST_YEAR, LAST_YEAR
from monitor_cli.core.shapes import choice, integer, line, record, sequence, slug, text

FORMAT = "monitor.freeze/1"
SHA256 = r"^[0-9a-f]{64}$"
MOST_FILES = 4_000
"""More than the country has bodies; a file that lists more is not read back."""


class Tool(NamedTuple):
    """What wrote the file."""

    name: str
    version: str


class FrozenSet(NamedTuple):
    """A criteria set by its `<id>@<edition>` and the hash of its file."""

    ref: str
    sha256: str


class FrozenFile(NamedTuple):
    """A score file by its path (relative to the file that freezes it, with `/`), its hash and its body."""

    file: str
    sha256: str
    agency: str


class FrozenYear(NamedTuple):
    """A year that was closed (R3); `paths` are the files and folders that were searched for its score files."""

    format: str
    tool: Tool
    year: int
    paths: tuple[str, ...]
    criteria: tuple[FrozenSet, ...]
    files: tuple[FrozenFile, ...]


def frozen_year_shape() -> CoreSchema:
    """The shape of the file that `monitor freeze` writes."""
    sha256, path = text(pattern=SHA256), line(most=4_096)
    return record(
        FrozenYear,
        format=choice(FORMAT),
        tool=record(Tool, name=line(), version=line()),
        year=integer(FIRST_YEAR, LAST_YEAR),
        paths=sequence(path, least=1),
        criteria=sequence(record(FrozenSet, ref=text(pattern=CRITERIA_REFERENCE), sha256=sha256), least=1),
        files=sequence(record(FrozenFile, file=path, sha256=sha256, agency=slug()), least=1, most=MOST_FILES),
    )
