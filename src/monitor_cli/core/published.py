"""What is published of a year: score files without what is not for the public, and the manifest of the folder."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic_core import CoreSchema, core_schema

from monitor_cli.core import shapes
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.frozen import FrozenSet, Hashes, Path, Sha256, Tool
from monitor_cli.core.hashes import bytes_sha256
from monitor_cli.core.score_file import (
    UNTOLD,
    Agency,
    Change,
    Entry,
    Kind,
    Monitoring,
    MonitoringKind,
    Objection,
    Outcome,
    Reference,
    Score,
    ScoreFile,
    StateSecretary,
    Year,
    scores_by_number,
)
from monitor_cli.core.shapes import Day, Line, Record, Slug

Version = Literal["monitor.publish/1"]
FORMAT: Version = "monitor.publish/1"
MANIFEST, PAGE, RATING, SCORES = "manifest.json", "index.html", "rating.csv", "scores.csv"
"""What each published folder holds, besides criteria sets and score files."""
FOLDER = "scores"
"""Where the score files lie in a published folder."""


class PublishedScore(Record):
    """The final score of one criterion (R7), what it was before each change, and what became of an objection."""

    score: Score
    was: Annotated[tuple[int, ...], shapes.sequence(Score, most=100)] = ()
    objection: Outcome | None = None


class Days(Record):
    """Why and when the body was monitored."""

    kind: MonitoringKind | None = None
    from_: Day | None = None
    to: Day | None = None


class PublishedFile(Record):
    """All that is published of a score file: a list of what stays, so that nothing new is published by accident."""

    published: Version
    criteria: Reference
    agency: Agency
    year: Year
    scores: Annotated[Mapping[int, PublishedScore], shapes.named("scores")]
    state_secretary: StateSecretary | None = None
    monitoring: Days = Days()


class PublishedSet(FrozenSet):
    """A criteria set, and its file in the folder."""

    file: Path


class Missing(Record):
    """A body of the register that has not handed in."""

    id: Slug
    name: Line
    kind: Kind


class Manifest(Record):
    """What a published folder holds: `files` has the hash of each other file in it, `sources` that of the text of the
    full file behind each published one. `closing` is the hash of the last closing of the year, and `digest`, on the
    last line, that of all lines before.
    """

    format: Version
    tool: Tool
    year: Year
    unfinished: Annotated[bool, shapes.Schema(core_schema.bool_schema(strict=True))]
    criteria: Annotated[tuple[PublishedSet, ...], shapes.sequence(PublishedSet, least=1)]
    missing: tuple[Missing, ...]
    files: Hashes
    sources: Hashes
    digest: Sha256
    publisher: Line | None = None
    closing: Sha256 | None = None


_DIGEST = b'  "digest": "'


def with_digest(manifest: bytes) -> tuple[bytes, str]:
    """The manifest, a JSON object of several lines, with its digest as the last key; and the digest."""
    lines = manifest.removesuffix(b"\n}\n") + b",\n"
    digest = bytes_sha256(lines)
    return lines + _DIGEST + digest.encode() + b'"\n}\n', digest


def has_digest(manifest: bytes) -> bool:
    """Whether the manifest ends with its own digest."""
    lines, found, _digest = manifest.rpartition(_DIGEST)
    return bool(found) and with_digest(lines.removesuffix(b",\n") + b"\n}\n")[0] == manifest


def published(score_file: ScoreFile) -> PublishedFile:
    """What is published of a score file."""
    days = score_file.monitoring
    return PublishedFile(
        published=FORMAT,
        criteria=score_file.criteria,
        agency=score_file.agency,
        state_secretary=score_file.state_secretary,
        year=score_file.year,
        monitoring=Days(kind=days.kind, from_=days.from_, to=days.to),
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
    """The score file that a published one stands for, with the same total, band and place (R3, R7, R8).

    Texts are empty, and days of objections and changes are `UNTOLD`.
    """
    return ScoreFile(
        criteria=file.criteria,
        agency=file.agency,
        state_secretary=file.state_secretary,
        year=file.year,
        monitoring=Monitoring(kind=file.monitoring.kind, from_=file.monitoring.from_, to=file.monitoring.to),
        scores={
            number: Entry(
                score=entry.score,
                objection=Objection(date=UNTOLD, text="", outcome=entry.objection) if entry.objection else None,
                changes=tuple(Change(was=was, date=UNTOLD, reason="") for was in entry.was),
            )
            for number, entry in file.scores.items()
        },
    )


def file_names(score_files: Iterable[ScoreFile]) -> dict[str, ScoreFile]:
    """The names under which the files of one year are published; of several monitorings of a body, only the first
    has the body's bare name.
    """
    names = dict[str, ScoreFile]()
    for file in sorted(score_files, key=lambda file: (file.agency.id, file.monitoring.from_ or UNTOLD)):
        bare = f"{FOLDER}/{file.agency.id}"
        names[f"{bare}.{file.monitoring.from_}.yaml" if f"{bare}.yaml" in names else f"{bare}.yaml"] = file
    return names


def published_shape(criteria_set: CriteriaSet) -> CoreSchema:
    """The shape of the published score files that a set judges: each criterion has its score."""
    low, high = criteria_set.scale.min, criteria_set.scale.max
    plain = {score: PublishedScore(score=score) for score in range(low, high + 1)}
    return shapes.shape(
        PublishedFile,
        score=shapes.integer(low, high),
        entry=shapes.either(shapes.converted(shapes.named("score"), plain.__getitem__), shapes.record(PublishedScore)),
        scores=scores_by_number(criteria_set, shapes.named("entry"), required=True),
    )


def manifest_shape() -> CoreSchema:
    """The shape of the manifest."""
    return shapes.shape(Manifest)
