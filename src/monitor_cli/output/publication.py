"""A published year (`monitor.publish/1`): score files, manifest, and tables computed from the scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from monitor_cli.core.batch import BatchReport, Summary
from monitor_cli.core.criteria import CriteriaSet, by_ref
from monitor_cli.core.figures import grouped
from monitor_cli.core.hashes import bytes_sha256, canonical_sha256
from monitor_cli.core.published import FORMAT, MANIFEST, PAGE, RATING, SCORES, published, with_digest
from monitor_cli.core.rating import RankedBody, UnrankedFile, rate_rows
from monitor_cli.core.result import Result, row_of
from monitor_cli.core.score_file import KINDS, ScoreFile
from monitor_cli.core.texts import LANGUAGES, in_language
from monitor_cli.output.data.batch import long
from monitor_cli.output.program_parts import csv_lines, document, record_object, scoring_object
from monitor_cli.output.score_yaml import render_plain

if TYPE_CHECKING:
    from monitor_cli.core.attendance import Attendance
    from monitor_cli.output.report import PageFacts

COLUMNS = (
    *("year", "kind", "criteria", "rank", "shared", "agency_id", "agency_name", "state_secretary", "total", "max"),
    *("band", "best", "worst", "left_out", "file"),
)
"""The columns of the ranking, in every language."""


def score_text(score_file: ScoreFile) -> bytes:
    """Return the published text of a score file, only with what `core.published` lets through."""
    data = record_object(published(score_file))
    data["scores"] = {str(number): record_object(entry) for number, entry in data["scores"].items()}
    return render_plain({"published": data.pop("published"), **data}).encode()


def tables(results: Sequence[Result]) -> dict[str, bytes]:
    """Return the ranking and the table of scores by file name, from the results of the published score files."""
    sets = by_ref(result.criteria_set for result in results)
    rows = [row_of(result) for result in sorted(results, key=lambda result: result.file)]
    scores = long(BatchReport(rows, Summary(), sets))
    return {
        RATING: b"".join(csv_lines(_rating(results, sets), plain=True)),
        SCORES: b"".join(csv_lines(scores, plain=True)),
    }


def folder(
    year: int,
    results: Sequence[Result],
    scores: Mapping[str, bytes],
    sources: Mapping[str, str],
    about: PageFacts,
    attendance: Attendance | None,
) -> tuple[dict[str, bytes], str]:
    """Return all files of a published year by name, and the digest of its manifest.

    `results` are those of the published `scores`; `sources` are the hashes of the full files behind them.
    """
    from monitor_cli.output.report import render

    used = by_ref(result.criteria_set for result in results)
    sets = {f"criteria/{ref}.yaml": criteria_set for ref, criteria_set in used.items()}
    files = {**scores, **{name: criteria_set.raw for name, criteria_set in sets.items()}, **tables(results)}
    files[PAGE] = render(results, next(iter(sets.values())), attendance=attendance, about=about)
    manifest = document(
        FORMAT,
        year=year,
        criteria=[{**scoring_object(criteria_set), "file": name} for name, criteria_set in sorted(sets.items())],
        unfinished=about.unfinished,
        missing=[
            {"id": body.id, "name": in_language(body.name, LANGUAGES[0]), "kind": body.kind}
            for missing_in, body in (attendance.missing if attendance else ())
            if missing_in == year
        ],
        **({"publisher": about.publisher} if about.publisher else {}),
        **({"closing": canonical_sha256(about.closing.links[-1])} if about.closing else {}),
        files={name: bytes_sha256(data) for name, data in sorted(files.items())},
        sources=dict(sorted(sources.items())),
    )
    files[MANIFEST], digest = with_digest(b"".join(manifest))
    return files, digest


def _rating(results: Sequence[Result], sets: Mapping[str, CriteriaSet]) -> Iterator[Sequence[object]]:
    """Yield the ranks of each kind and edition, then the unranked bodies with the reason."""
    yield COLUMNS
    groups = grouped(
        ((file.year, KINDS.index(file.agency.kind), file.criteria), result)
        for result in results
        if (file := result.score_file)
    )
    for (year, kind, ref), group in sorted(groups.items()):
        language = sets[ref].languages.authoritative
        rating = rate_rows(
            map(row_of, group),
            kind=KINDS[kind],
            year=year,
            criteria_set=sets[ref],
            language=language,
            listed=len(group),
        )
        yield from (_row(place, language, ref) for place in rating.places)
        yield from (_row(unranked, language, ref) for unranked in rating.unranked)


def _row(entry: RankedBody | UnrankedFile, language: str, ref: str) -> Sequence[object]:
    body = entry.row.body
    if body is None:
        return ()
    names = (body.id, in_language(body.name, language), in_language(body.secretary, language))
    start = (body.year, body.kind, ref)
    if isinstance(entry, UnrankedFile):
        return (*start, None, None, *names, *[None] * 5, entry.reason, entry.row.file)
    figures = (entry.total, entry.criteria_set.max_total, entry.band.number, entry.best, entry.worst)
    return (*start, entry.rank, int(entry.shared), *names, *figures, None, entry.row.file)
