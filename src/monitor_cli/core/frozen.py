"""A closed year: which files it consists of, to the byte, and by which criteria sets they were scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic_core import CoreSchema

from monitor_cli.core.score_file import CRITERIA_REFERENCE, Year
from monitor_cli.core.shapes import Line, Slug, line, record, sequence, text

FORMAT = "monitor.freeze/1"
SHA256 = r"^[0-9a-f]{64}$"
MOST_FILES = 4_000
"""More than the country has bodies; a file that lists more is not read back."""

Sha256 = Annotated[str, text(pattern=SHA256)]
FilePath = Annotated[str, line(most=4_096)]


@dataclass(frozen=True, slots=True)
class Tool:
    """What wrote the file."""

    name: Line
    version: Line


@dataclass(frozen=True, slots=True)
class FrozenSet:
    """A criteria set by its `<id>@<edition>` and the hash of its file."""

    ref: Annotated[str, text(pattern=CRITERIA_REFERENCE)]
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """A score file by its path (relative to the file that freezes it, with `/`), its hash and its body."""

    file: FilePath
    sha256: Sha256
    agency: Slug


@dataclass(frozen=True, slots=True)
class FrozenYear:
    """A year that was closed (R3); `paths` are the files and folders that were searched for its score files."""

    format: Literal["monitor.freeze/1"]
    tool: Tool
    year: Year
    paths: Annotated[tuple[str, ...], sequence(FilePath, least=1)]
    criteria: Annotated[tuple[FrozenSet, ...], sequence(FrozenSet, least=1)]
    files: Annotated[tuple[FrozenFile, ...], sequence(FrozenFile, least=1, most=MOST_FILES)]


def frozen_year_shape() -> CoreSchema:
    """The shape of the file that `monitor freeze` writes."""
    return record(FrozenYear)
