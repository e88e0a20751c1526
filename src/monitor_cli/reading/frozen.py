"""Holds files against closed years: what changed, what was added, what is gone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.frozen import (
    FIRST_FORMAT,
    FORMAT,
    ClosedYear,
    FirstFrozenYear,
    FrozenYear,
    Listing,
    broken_links,
    closed_year,
    digest_of,
    nfc,
)
from monitor_cli.core.problems import PassedOver, Problem, RuleId
from monitor_cli.core.register import judges_alike, of_year
from monitor_cli.core.result import Result
from monitor_cli.core.shapes import shape
from monitor_cli.reading.batch import check_all
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.discovery import find_files
from monitor_cli.reading.document import Document, of_other_kind, read_document
from monitor_cli.reading.score_files import in_order
from monitor_cli.reading.shape_check import Shape
from monitor_cli.reading.source import MOST_BYTES, read_source
from monitor_cli.reading.text_check import hidden_characters

MOST_CLOSING_BYTES = 4 * 1024 * 1024
"""The largest closing that is written and read; it may be larger than a score file."""

Entry = tuple[str, str]
"""A folder as it really is and a name in it: one for each file, however it is named, and not one for two links."""


@dataclass
class Closing:
    """A closing with its own problems; `year` is None where nothing can be held against it.

    `files` are those under its paths, by their names; those `beyond` lie outside of it, and are not opened. Under
    the `empty` paths there is none any more. `folders` are where its paths lie.
    """

    result: Result
    document: Document | None = None
    year: ClosedYear | None = None
    files: dict[str, list[str]] = field(default_factory=dict)
    beyond: frozenset[str] = frozenset()
    empty: list[str] = field(default_factory=list)
    folders: tuple[str, ...] = ()

    @property
    def readable(self) -> list[str]:
        """The files under its paths that are opened."""
        return [file for files in self.files.values() for file in files if file not in self.beyond]

    @property
    def gone(self) -> list[str]:
        """The names of listed files that are not under the paths any more, else those of paths that are empty."""
        return [name for name in self.year.files if name not in self.files] or self.empty if self.year else []


def read_closings(files: Iterable[str]) -> list[Closing]:
    """Read closings, and list the files under their paths."""
    return [_read(file) for file in files]


def check_frozen(
    closings: Sequence[Closing],
    paths: tuple[str, ...],
    library: CriteriaLibrary,
    *,
    most_bytes: int = MOST_BYTES,
    strict: bool = False,
    passed: list[PassedOver] | None = None,
) -> tuple[list[Result], tuple[ClosedYear, ...]]:
    """Return the results of all files under `paths` and of those of the closed years, as these years demand, and the
    closed years that could be read.

    First come the results of the closings themselves, which list the files that are gone. Raises NoFilesError for one
    of the `paths` without any file, unless a closing lists one that is gone.
    """
    named: list[str] = []
    try:
        named += find_files(paths)
    except NoFilesError:
        if not any(closing.gone for closing in closings):
            raise
    by_name = {_entry(file): file for file in (*named, *(file for closing in closings for file in closing.readable))}
    files = tuple(by_name.values())
    results = check_all(files, library, most_bytes=most_bytes, strict=strict, passed=passed) if files else []
    by_entry = {_entry(result.file): result for result in results}
    own = [
        replace(one.result, problems=in_order([*one.result.problems, *_held_against(one, by_entry, library)]))
        for one in closings
    ]
    return [*own, *by_entry.values()], tuple(closing.year for closing in closings if closing.year)


def read_closing(file: str) -> tuple[Result, ClosedYear | None]:
    """The result of a closing, whatever became of its files, and what it says; None where that is not in order."""
    source = read_source(file, MOST_CLOSING_BYTES)
    if isinstance(source, Problem):
        return Result(file, (source,), kind="frozen-year"), None
    closing = _parsed(file, source.data)
    return closing.result, closing.year


def outside(paths: Iterable[str], closing: str) -> Iterator[str]:
    """Those of the paths that lie neither in the folder of a closing nor in its git repository, wherever links lead."""
    top = _repository(os.path.realpath(_folder(closing)))
    for path in paths:
        if not (os.path.realpath(path) + os.sep).startswith(os.path.join(top, "")):
            yield path


def name_in(closing: str, path: str) -> str:
    """The path as a closing names it: relative to it, with `/` and in NFC.

    Raises ValueError for a path on another drive.
    """
    here = os.path.abspath(path)
    if not os.path.exists(here) or not os.path.samefile(here, path):  # behind a link, `..` is not what it seems
        here = os.path.realpath(path)
    return nfc(os.path.relpath(here, _folder(closing)).replace(os.sep, "/"))


def read_back(data: bytes, paths: Iterable[str], files: Mapping[str, str]) -> ClosedYear | None:
    """The content of a closing; None where it is not read as it was meant, with these paths and hashes of files."""
    year = _parsed("", data).year if len(data) <= MOST_CLOSING_BYTES else None
    is_meant = year and {*year.paths} == {*paths} and {n: f.sha256 for n, f in year.files.items()} == files
    return year if is_meant else None


def _entry(file: str) -> Entry:
    """What tells a file from all others."""
    folder, name = os.path.split(file)
    return os.path.realpath(folder or os.curdir), name


def _folder(closing: str) -> str:
    """The folder that names in a closing are relative to: its own, not that of a link to it."""
    return os.path.dirname(os.path.realpath(closing) if os.path.islink(closing) else closing) or os.curdir


def _repository(folder: str) -> str:
    """The top of the git repository in which a folder lies, else the folder itself."""
    top = folder
    while not os.path.lexists(os.path.join(top, ".git")):
        if top == (top := os.path.dirname(top)):
            return folder
    return top


def _read(file: str) -> Closing:
    source = read_source(file, MOST_CLOSING_BYTES)
    if isinstance(source, Problem):
        return Closing(Result(file, (source,), kind="frozen-year"))
    closing = _parsed(file, source.data)
    if closing.year is None or closing.document is None:
        return closing
    searched = {path: _on_disk(_folder(file), path) for path in closing.year.paths}
    if beyond := set(outside(searched.values(), file)):
        at = [closing.year.paths[path] for path, where in searched.items() if where in beyond]
        problems = [closing.document.problem("frozen-outside", place, year=closing.year.year) for place in at]
        return Closing(replace(closing.result, problems=in_order(problems)))
    closing.folders = tuple(searched.values())
    for path, where in searched.items():
        try:
            for found in find_files((where,) if os.path.lexists(where) else ()):
                below = found if where == os.curdir else found.removeprefix(where).lstrip(os.sep)
                name = nfc(os.path.normpath(os.path.join(path, below)).replace(os.sep, "/"))
                if found not in (files := closing.files.setdefault(name, [])):  # paths may lie in one another
                    files.append(found)
        except NoFilesError:
            closing.empty.append(path)
    closing.beyond = frozenset(outside(closing.readable, file))
    return closing


def _held_against(closing: Closing, results: dict[Entry, Result], library: CriteriaLibrary) -> Iterator[Problem]:
    """What the closing says and is not so; what is wrong with a file is added to its result."""
    year, document, register = closing.year, closing.document, library.register
    if year is None or document is None:
        return
    if (kept := year.register) and register and not judges_alike(kept, of_year(register, year.year, kept.by_id)):
        yield document.problem("frozen-register", ("closings",), at_key=True, file=register.file, year=year.year)
    for ref, listed in year.sets.items():
        criteria_set = library.get(ref)
        if criteria_set is None or not year.is_same_scoring(ref, criteria_set):
            yield document.problem("frozen-criteria", listed.at, ref=ref, year=year.year)
        elif (old := year.revisions.get(ref, criteria_set.revision)) != criteria_set.revision:
            yield document.problem("frozen-revision", listed.at, ref=ref, old=old, new=criteria_set.revision)
    for name in closing.gone:
        at = year.files[name].at if name in year.files else year.paths[name]
        yield document.problem("frozen-gone", at, at_key=True, file=name, year=year.year)
    for name, files in closing.files.items():
        listed_file = year.files.get(name)
        for file in sorted(files, key=lambda file: not _holds(year, results.get(_entry(file)), listed_file)):
            result = results.setdefault(_entry(file), Result(file))
            rule: RuleId | None = "frozen-outside" if file in closing.beyond else _broken(year, result, listed_file)
            if rule:
                problem = Problem(rule, {"year": year.year})
                results[_entry(file)] = replace(result, problems=(problem, *result.problems))
            elif listed_file and result.score_file and result.score_file.year != year.year:
                other = result.score_file.year  # the file is what it was, so the closing is not
                at = listed_file.at
                yield document.problem("frozen-other-year", at, at_key=True, file=name, year=year.year, other=other)
            listed_file = None  # a second file of this name was added


def _holds(year: ClosedYear, result: Result | None, listed: Listing | None) -> bool:
    return bool(result and result.raw is not None and listed and year.is_unchanged(result.raw, listed))


def _broken(year: ClosedYear, result: Result, listed: Listing | None) -> RuleId | None:
    """The rule that a file breaks which is listed in the year or, for None, is not."""
    if listed is None:
        belongs = result.score_file and (year.scope == "folder" or result.score_file.year == year.year)
        return "frozen-added" if belongs else None
    if result.status == "unreadable":
        return None
    if not _holds(year, result, listed):
        return "frozen-changed"
    return "frozen-line-ends" if year.is_first and result.sha256 != listed.sha256 else None


def _parsed(file: str, data: bytes) -> Closing:
    """JSON is YAML too, so what is wrong with the file gets its line and column."""
    document, problems = read_document(data)
    if document is None:
        return Closing(Result(file, in_order(problems), data, kind="frozen-year"))
    if other := of_other_kind(document, "frozen-year"):
        return Closing(Result(file, tuple(other), data, kind="frozen-year"))
    version = document.data.get("format") if isinstance(document.data, dict) else None
    frozen, more = Shape(shape(FirstFrozenYear if version == FIRST_FORMAT else FrozenYear)).check(document)
    problems += [*more, *hidden_characters(document)]
    if not problems and version == FORMAT:
        for number in broken_links(frozen.closings, document.data["closings"]):
            problems.append(document.problem("frozen-chain", ("closings", number - 1, "day"), number=number))
        if not problems and frozen.digest not in (None, digest_of(document.data)):
            problems.append(document.problem("frozen-digest", ("digest",)))
    result = Result(file, in_order(problems), data, kind="frozen-year")
    year = None if problems else closed_year(frozen, document.data.get("closings", ()))
    return Closing(result, document, year)


def _on_disk(folder: str, path: str) -> str:
    """Where a path in NFC lies, whatever the Unicode form in which the system keeps the names."""
    here = folder
    for part in os.path.normpath(path).split(os.sep):
        there = os.path.join(here, part)
        if not os.path.lexists(there) and os.path.isdir(here):
            there = next((os.path.join(here, name) for name in os.listdir(here) if nfc(name) == part), there)
        here = there
    return os.path.normpath(here)
