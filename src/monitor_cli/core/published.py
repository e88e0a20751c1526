"""The published form of a year: score files without internal texts, and the manifest of the folder."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic_core import CoreSchema, core_schema

from monitor_cli.core import score_file as full
from monitor_cli.core import shapes
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.frozen import FrozenSet, Hashes, Path, Sha256, Tool
from monitor_cli.core.hashes import bytes_sha256
from monitor_cli.core.score_file import UNPUBLISHED, Agency, Days, Score, ScoreFile, StateSecretary, Year, entries_shape
from monitor_cli.core.shapes import Line, Record, Size, Slug

Version = Literal["monitor.publish/1"]
FORMAT: Version = "monitor.publish/1"
MANIFEST, PAGE, RATING, SCORES = "manifest.json", "index.html", "rating.csv", "scores.csv"
"""The files of each published folder, besides criteria sets and score files."""
FOLDER = "scores"
"""The folder of the score files in a published folder."""


class PublishedScore(Record):
    """The final score of one criterion (R7), the earlier scores and the outcome of an objection."""

    score: Score
    was: Annotated[tuple[Score, ...], Size(most=100)] = ()
    objection: full.Outcome | None = None


class PublishedFile(Record):
    """The published part of a score file: a list of what stays, so that no new key is published by accident."""

    published: Version
    criteria: full.Reference
    agency: Agency
    year: Year
    scores: Annotated[Mapping[int, PublishedScore], shapes.named("scores")]
    state_secretary: StateSecretary | None = None
    monitoring: Days = Days()


class PublishedSet(FrozenSet):
    """A criteria set with its file in the folder."""

    file: Path


class MissingBody(Record):
    """A body of the register that has not handed in."""

    id: Slug
    name: Line
    kind: full.Kind


class Manifest(Record):
    """The manifest of a published folder.

    `files` has the hash of each other file in the folder, `sources` the text hash of the full file behind each
    published score file. `closing` is the hash of the last closing of the year; `digest`, on the last line, is the hash
    of all lines before.
    """

    format: Version
    tool: Tool
    year: Year
    unfinished: Annotated[bool, shapes.Schema(core_schema.bool_schema(strict=True))]
    criteria: Annotated[tuple[PublishedSet, ...], Size(1)]
    missing: tuple[MissingBody, ...]
    files: Hashes
    sources: Hashes
    digest: Sha256
    publisher: Line | None = None
    closing: Sha256 | None = None


_DIGEST = b'  "digest": "'


def with_digest(manifest: bytes) -> tuple[bytes, str]:
    """Return the manifest, a JSON object of several lines, with its digest as the last key; and the digest."""
    lines = manifest.removesuffix(b"\n}\n") + b",\n"
    digest = bytes_sha256(lines)
    return lines + _DIGEST + digest.encode() + b'"\n}\n', digest


def has_digest(manifest: bytes) -> bool:
    """Return True if the manifest ends with its own digest."""
    lines, key, _digest = manifest.rpartition(_DIGEST)
    return bool(key) and with_digest(lines.removesuffix(b",\n") + b"\n}\n")[0] == manifest


def published(score_file: ScoreFile) -> PublishedFile:
    """Return the published part of a score file."""
    days = score_file.monitoring
    return PublishedFile(
        published=FORMAT,
        criteria=score_file.criteria,
        agency=score_file.agency,
        state_secretary=score_file.state_secretary,
        year=score_file.year,
        monitoring=Days(days.kind, days.from_, days.to),
        scores={
            number: PublishedScore(
                score=entry.score,
                was=tuple(change.was for change in entry.changes),
                objection=entry.objection.outcome if entry.objection else None,
            )
            for number, entry in score_file.scores.items()
        },
    )


def score_file_of(file: PublishedFile) -> ScoreFile:
    """Return a score file with the total, band and place of a published one (R3, R7, R8).

    Its texts are empty; the days of its objections and changes are `UNPUBLISHED`.
    """
    return ScoreFile(
        criteria=file.criteria,
        agency=file.agency,
        state_secretary=file.state_secretary,
        year=file.year,
        monitoring=full.Monitoring(kind=file.monitoring.kind, from_=file.monitoring.from_, to=file.monitoring.to),
        scores={
            number: full.Entry(
                score=entry.score,
                objection=entry.objection and full.Objection(UNPUBLISHED, "", outcome=entry.objection),
                changes=tuple(full.Change(was=was, date=UNPUBLISHED, reason="") for was in entry.was),
            )
            for number, entry in file.scores.items()
        },
    )


def file_names(score_files: Iterable[ScoreFile]) -> dict[str, ScoreFile]:
    """Return the score files of one year by their published names.

    If a body has several monitorings, only the first one has the body's id as its whole name.
    """
    names = dict[str, ScoreFile]()
    for file in sorted(score_files, key=lambda file: (file.agency.id, file.monitoring.from_ or UNPUBLISHED)):
        bare = f"{FOLDER}/{file.agency.id}"
        names[f"{bare}.{file.monitoring.from_}.yaml" if f"{bare}.yaml" in names else f"{bare}.yaml"] = file
    return names


def published_shape(criteria_set: CriteriaSet) -> CoreSchema:
    """Schema of published score files for `criteria_set`: every criterion has a score."""
    return shapes.shape(PublishedFile, **entries_shape(PublishedScore, criteria_set, required=True))
