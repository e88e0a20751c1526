"""Reads the files of `monitor publish`: a single score file, or the whole folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import Literal

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.frozen import PUBLISHED_REVISIONS
from monitor_cli.core.hashes import bytes_sha256, text_sha256
from monitor_cli.core.problems import Place, Problem
from monitor_cli.core.published import (
    FOLDER,
    MANIFEST,
    PAGE,
    RATING,
    SCORES,
    Manifest,
    PublishedFile,
    file_names,
    has_digest,
    published_shape,
    score_file_of,
)
from monitor_cli.core.result import Result
from monitor_cli.core.texts import nfc, shorten
from monitor_cli.reading.criteria_files import CriteriaLibrary, check_criteria_file, load_criteria, published_files
from monitor_cli.reading.document import Document, kind_of, read_as, read_document
from monitor_cli.reading.shape_check import Shape, shape_of
from monitor_cli.reading.source import read_source
from monitor_cli.reading.text_check import hidden_characters

KIND: Literal["published-file"] = "published-file"
_shape_for = cache(lambda criteria_set: Shape(published_shape(criteria_set)))
_MOST_BYTES = 64 << 20
"""The limit of every file in the folder; the page and the table of scores are the largest."""


def published_result(document: Document, file: str, criteria_set: CriteriaSet | None, known: Iterable[str]) -> Result:
    """Return the result of a published score file and its set, which is None unless it is `known`."""
    if criteria_set is None:
        ref = str(document.data.get("criteria"))
        problem = document.problem("criteria-unknown", ("criteria",), name=ref, known=", ".join(known))
        return Result(file, (problem,), document.raw_bytes, kind=KIND)
    value, problems = _shape_for(criteria_set).check(document)
    problems += hidden_characters(document)
    score_file = score_file_of(value) if isinstance(value, PublishedFile) and not problems else None
    return Result(file, tuple(problems), document.raw_bytes, score_file, criteria_set, KIND)


def read_publication(folder: str) -> tuple[Manifest | None, dict[str, Result]]:
    """Return the manifest of a published folder, None if it has problems, and the results of all files of the folder by
    their names in it, the manifest first.

    Nothing else is read. A file that does not belong there, or that has changed, is a problem.
    """
    result, manifest, document = _read_manifest(os.path.join(folder, MANIFEST))
    if manifest is None or document is None:
        return None, {MANIFEST: result}
    paths = {nfc(name): path for name, path in _all_files(folder)}
    missing = [
        document.problem("published-gone", ("files", name), at_key=True, file=name)
        for name in dict.fromkeys((PAGE, RATING, SCORES, *(one.file for one in manifest.criteria), *manifest.files))
        if name not in paths or name not in manifest.files
    ]
    files = {name: _listed(path, manifest.files.get(name)) for name, path in paths.items() if name != MANIFEST}
    files = {MANIFEST: replace(result, problems=tuple(missing)), **files}
    sets = {}
    for listed in manifest.criteria:
        if listed.file in files and not files[listed.file].problems:
            files[listed.file] = _checked_set(paths[listed.file], listed.ref)
            if criteria_set := files[listed.file].criteria_set:
                sets[listed.ref] = criteria_set
    for name, result in files.items():
        if name.startswith(f"{FOLDER}/") and not result.problems:
            document, problems = read_document(result.raw or b"")
            if document and not problems and kind_of(document.data) == KIND:
                ref = str(document.data.get("criteria"))
                files[name] = published_result(document, result.file, sets.get(ref), sets)
            else:
                files[name] = replace(result, problems=tuple(problems) or (Problem("published-foreign"),))
    names = file_names(result.score_file for result in files.values() if result.score_file)
    for name, result in files.items():
        file = result.score_file
        belongs = file is None or (file.year == manifest.year and names.get(name) is file)
        if not result.problems and (not belongs or (name in manifest.sources) != bool(file)):
            files[name] = replace(result, problems=(Problem("published-foreign"),), score_file=None)
    return manifest, files


def reread(name: str, data: bytes, library: CriteriaLibrary) -> Result:
    """Return the result of a score file that is to be published under a name, from its bytes alone.

    Raises ValueError if the file could not be read.
    """
    document, _problems = read_document(data)
    if document is None:
        raise ValueError(name)
    result = published_result(document, name, library.get(str(document.data.get("criteria"))), library.refs)
    if result.scorecard is None:
        raise ValueError(name)
    return result


def shown(result: Result) -> Result:
    """Return a result without the problem that its file is a published one."""
    if result.kind != KIND:
        return result
    return replace(result, problems=tuple(p for p in result.problems if p.rule != "criteria-file-here"))


def is_replaceable(folder: str) -> bool:
    """Return True if a folder contains an earlier publication and nothing else."""
    manifest, files = read_publication(folder) if os.path.isdir(folder) else (None, {})
    return manifest is not None and not any(p.rule == "published-foreign" for f in files.values() for p in f.problems)


def check_table(table: Result, expected: bytes) -> Result:
    """Return the result of a published table, with its first line that differs from the `expected` one."""
    both = (data.split(b"\n") for data in (table.raw or b"", expected))
    for number, (line, other) in enumerate(zip_longest(*both, fillvalue=b""), start=1):
        if line != other:
            params: dict[str, str | int] = {"line": number, "expected": shorten(other.decode(), 200)}
            return replace(table, problems=(Problem("published-table", params, Place(number, 1, 2)),))
    return table


def _read_manifest(path: str) -> tuple[Result, Manifest | None, Document | None]:
    source = read_source(path, _MOST_BYTES)
    if isinstance(source, Problem):
        return Result(path, (source,), kind=KIND), None, None
    document, problems = read_as("manifest", source.data)
    if document is None:
        return Result(path, tuple(problems), source.data, kind=KIND), None, None
    manifest, more = shape_of(Manifest).check(document)
    problems += [*more, *hidden_characters(document)]
    if not problems and not has_digest(source.data):
        problems.append(document.problem("published-digest", ("digest",)))
    return Result(path, tuple(problems), source.data, kind=KIND), None if problems else manifest, document


def _all_files(folder: str) -> Iterator[tuple[str, str]]:
    """Yield every file below a folder with its name in it, hidden files, links and empty folders too."""
    for top, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(top, name))]
        for name in sorted([*names, *links]):
            path = os.path.join(top, name)
            yield os.path.relpath(path, folder).replace(os.sep, "/"), path
        if top != folder and not folders and not names:
            yield os.path.relpath(top, folder).replace(os.sep, "/"), top


def _checked_set(path: str, ref: str) -> Result:
    """Check a criteria file of the folder; under the name of a published set, it must be a revision of that set."""
    result = check_criteria_file(path)
    criteria_set = result.criteria_set
    if criteria_set is None:
        return result
    own = load_criteria(published_files()[ref]) if ref in published_files() else None
    newer = own is not None and criteria_set.revision > own.revision
    known = text_sha256(criteria_set.raw) in PUBLISHED_REVISIONS.get(ref, ())
    if criteria_set.ref != ref or (own and (own.scoring_sha256 != criteria_set.scoring_sha256 or not (known or newer))):
        problem = Problem("criteria-taken", {"ref": criteria_set.ref, "other": ref})
        return replace(result, problems=(problem,), criteria_set=None)
    return replace(result, criteria_set=replace(criteria_set, is_published=known))


def _listed(path: str, sha256: str | None) -> Result:
    """Check a file of the folder against its hash in the manifest, None if the manifest does not list it."""
    source = Problem("published-foreign") if sha256 is None else read_source(path, _MOST_BYTES)
    if isinstance(source, Problem):
        return Result(path, (source,), kind=KIND)
    is_changed = bytes_sha256(source.data) != sha256
    return Result(path, (Problem("published-changed"),) if is_changed else (), source.data, kind=KIND)
