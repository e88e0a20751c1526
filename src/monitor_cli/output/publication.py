"""A published year (`monitor.publish/1`): score files, manifest, and the tables, which follow from the scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from monitor_cli.core.batch import BatchReport, Summary
from monitor_cli.core.batch_row import row_of
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.hashes import bytes_sha256
from monitor_cli.core.published import FORMAT, RATING, SCORES, published, with_digest
from monitor_cli.core.rating import RankedBody, UnrankedFile, rate_rows
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import KINDS, ScoreFile
from monitor_cli.core.texts import in_language
from monitor_cli.output.csv_parts import csv_lines
from monitor_cli.output.data.batch import long
from monitor_cli.output.json_parts import document, record_object
from monitor_cli.output.score_yaml import render_plain

COLUMNS = (
    *("year", "kind", "criteria", "rank", "shared", "agency_id", "agency_name", "state_secretary", "total", "max"),
    *("band", "best", "worst", "left_out", "file"),
)
"""The columns of the rating, whatever the language."""


def score_text(score_file: ScoreFile) -> bytes:
    """A score file as it is published: what `core.published` lets through, and nothing else."""
    data = record_object(published(score_file))
    data["scores"] = {str(number): record_object(entry) for number, entry in data["scores"].items()}
    return render_plain({"published": data.pop("published"), **data}).encode()


def tables(results: Sequence[Result]) -> dict[str, bytes]:
    """The rating and the table of scores, from the results of the published score files by their names there."""
    sets = {result.criteria_set.ref: result.criteria_set for result in results if result.criteria_set}
    rows = [row_of(result) for result in sorted(results, key=lambda result: result.file)]
    scores = long(BatchReport(rows, Summary(), sets))
    return {
        RATING: b"".join(csv_lines(_rating(results, sets), plain=True)),
        SCORES: b"".join(csv_lines(scores, plain=True)),
    }


def manifest(
    year: int,
    sets: Mapping[str, CriteriaSet],
    files: Mapping[str, bytes],
    sources: Mapping[str, str],
    **about: object,
) -> tuple[bytes, str]:
    """The manifest of a folder with these `files` and its digest; `sets` are the criteria sets by the names of their
    files, `about` what else there is to say.
    """
    criteria = [
        {"ref": one.ref, "revision": one.revision, "scoring_sha256": one.scoring_sha256, "file": name}
        for name, one in sorted(sets.items())
    ]
    given = {key: value for key, value in about.items() if value is not None}
    hashes = {name: bytes_sha256(data) for name, data in sorted(files.items())}
    parts = document(FORMAT, year=year, criteria=criteria, **given, files=hashes, sources=dict(sorted(sources.items())))
    return with_digest(b"".join(parts))


def _rating(results: Sequence[Result], sets: Mapping[str, CriteriaSet]) -> Iterator[Sequence[object]]:
    """The places of each kind and edition, then the bodies without one and why."""
    yield COLUMNS
    groups: dict[tuple[int, str], list[Result]] = {}
    for result in results:
        if file := result.score_file:
            groups.setdefault((KINDS.index(file.agency.kind), file.criteria), []).append(result)
    for (_kind, ref), group in sorted(groups.items()):
        first = group[0].score_file
        if first is None:
            continue
        criteria_set = sets[ref]
        language = criteria_set.languages.authoritative
        rating = rate_rows(
            map(row_of, group),
            kind=first.agency.kind,
            year=first.year,
            criteria_set=criteria_set,
            language=language,
            listed=len(group),
        )
        yield from (_row(place, language) for place in rating.places)
        yield from (_row(unranked, language, ref) for unranked in rating.unranked)


def _row(one: RankedBody | UnrankedFile, language: str, ref: str = "") -> Sequence[object]:
    body = one.row.body
    if body is None:
        return ()
    name = in_language(body.name, language)
    secretary = in_language(body.secretary, language) if body.secretary else None
    if isinstance(one, UnrankedFile):
        who = (body.id, name, secretary)
        return (body.year, body.kind, ref, None, None, *who, *[None] * 5, one.reason, one.row.file)
    return (
        *(body.year, body.kind, one.criteria_set.ref, one.rank, int(one.shared), body.id, name, secretary),
        *(one.total, one.criteria_set.max_total, one.band.number, one.best, one.worst, None, one.row.file),
    )
