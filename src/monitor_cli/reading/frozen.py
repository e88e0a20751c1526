"""Checks files against closed years: changed, added and deleted files."""

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
)
from monitor_cli.core.problems import Problem, RuleId
from monitor_cli.core.register import judges_alike, of_year
from monitor_cli.core.result import Result
from monitor_cli.core.texts import nfc
from monitor_cli.reading.batch import Related, check_each, whole, with_duplicates
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.discovery import find_files
from monitor_cli.reading.document import Document, read_as
from monitor_cli.reading.score_check import in_order
from monitor_cli.reading.shape_check import shape_of
from monitor_cli.reading.source import MOST_BYTES, read_source
from monitor_cli.reading.text_check import hidden_characters

MOST_CLOSING_BYTES = 4 * 1024 * 1024
"""The limit of a closing in bytes; it may be larger than a score file."""

Entry = tuple[str, str]
"""The real path of a folder and a name in it: the same for every path to a file, but not for two links to it."""


@dataclass
class OpenedClosing:
    """A closing with its own problems; `year` is None if no file can be checked against it.

    `files` are those under its paths, by their names; those in `beyond` are outside its folder and are not opened. The
    `empty` paths have no files any more. `folders` are the places of its paths.
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
        """The files under the paths that may be opened."""
        return [file for files in self.files.values() for file in files if file not in self.beyond]

    @property
    def gone(self) -> list[str]:
        """The names of listed files that no longer exist under the paths, else the empty paths."""
        return [name for name in self.year.files if name not in self.files] or self.empty if self.year else []


def read_closings(files: Iterable[str]) -> list[OpenedClosing]:
    """Read closings, and list the files under their paths."""
    return [_read(file) for file in files]


def check_frozen(
    closings: Sequence[OpenedClosing],
    paths: tuple[str, ...],
    library: CriteriaLibrary,
    *,
    most_bytes: int = MOST_BYTES,
    strict: bool = False,
) -> tuple[Related, tuple[ClosedYear, ...]]:
    """Check all files under `paths` and those of the closed years; return also the closed years that could be read.

    The results of the closings come first and list the files that are gone. Raises NoFilesError for one of the `paths`
    without any file, unless a closing lists a file that is gone.
    """
    named: list[str] = []
    try:
        named += find_files(paths)
    except NoFilesError:
        if not any(closing.gone for closing in closings):
            raise
    by_name = {_entry(file): file for file in (*named, *(file for closing in closings for file in closing.readable))}
    files = tuple(by_name.values())
    results = check_each(files, library, whole, most_bytes=most_bytes, strict=strict) if files else ()
    related = with_duplicates(results)
    by_entry = {_entry(result.file): result for result in related.results}
    own = [
        replace(closing.result, problems=in_order([*closing.result.problems, *_checked(closing, by_entry, library)]))
        for closing in closings
    ]
    years = tuple(closing.year for closing in closings if closing.year)
    return related._replace(results=[*own, *by_entry.values()]), years


def read_closing(file: str) -> tuple[Result, ClosedYear | None]:
    """Return the result of a closing without its files, and its content, None if it has problems."""
    closing = _opened(file)
    return closing.result, closing.year


def outside(paths: Iterable[str], closing: str) -> Iterator[str]:
    """Return the paths that are neither in the folder of a closing nor in its git repository, with links resolved."""
    top = _repository(os.path.realpath(_folder(closing)))
    for path in paths:
        if not (os.path.realpath(path) + os.sep).startswith(os.path.join(top, "")):
            yield path


def name_in(closing: str, path: str) -> str:
    """Return a path as a closing names it: relative to the closing, with `/` and in NFC.

    Raises ValueError for a path on another drive.
    """
    here = os.path.abspath(path)
    if not os.path.exists(here) or not os.path.samefile(here, path):  # after a link, `..` is another folder
        here = os.path.realpath(path)
    return nfc(os.path.relpath(here, _folder(closing)).replace(os.sep, "/"))


def read_back(data: bytes, paths: Iterable[str], files: Mapping[str, str]) -> ClosedYear | None:
    """Return the content of a closing; None unless it is read with these paths and hashes of files."""
    year = _parsed("", data).year if len(data) <= MOST_CLOSING_BYTES else None
    is_meant = year and {*year.paths} == {*paths} and {n: f.sha256 for n, f in year.files.items()} == files
    return year if is_meant else None


def _entry(file: str) -> Entry:
    folder, name = os.path.split(file)
    return os.path.realpath(folder or os.curdir), name


def _folder(closing: str) -> str:
    """Return the folder to which names in a closing are relative: that of the file, not of a link to the file."""
    return os.path.dirname(os.path.realpath(closing) if os.path.islink(closing) else closing) or os.curdir


def _repository(folder: str) -> str:
    """Return the root of the git repository of a folder, else the folder itself."""
    top = folder
    while not os.path.lexists(os.path.join(top, ".git")):
        if top == (top := os.path.dirname(top)):
            return folder
    return top


def _opened(file: str) -> OpenedClosing:
    source = read_source(file, MOST_CLOSING_BYTES)
    if isinstance(source, Problem):
        return OpenedClosing(Result(file, (source,), kind="frozen-year"))
    return _parsed(file, source.data)


def _read(file: str) -> OpenedClosing:
    closing = _opened(file)
    if closing.year is None or closing.document is None:
        return closing
    searched = {path: _on_disk(_folder(file), path) for path in closing.year.paths}
    if beyond := set(outside(searched.values(), file)):
        at = [closing.year.paths[path] for path, where in searched.items() if where in beyond]
        problems = [closing.document.problem("frozen-outside", place, year=closing.year.year) for place in at]
        return OpenedClosing(replace(closing.result, problems=in_order(problems)))
    closing.folders = tuple(searched.values())
    for path, where in searched.items():
        try:
            for each in find_files((where,) if os.path.lexists(where) else ()):
                below = each if where == os.curdir else each.removeprefix(where).lstrip(os.sep)
                name = nfc(os.path.normpath(os.path.join(path, below)).replace(os.sep, "/"))
                if each not in (files := closing.files.setdefault(name, [])):  # one path can contain another
                    files.append(each)
        except NoFilesError:
            closing.empty.append(path)
    closing.beyond = frozenset(outside(closing.readable, file))
    return closing


def _checked(closing: OpenedClosing, results: dict[Entry, Result], library: CriteriaLibrary) -> Iterator[Problem]:
    """Report listed files that no longer exist, and add the problems of each other file to its result."""
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
        for file in sorted(files, key=lambda file: not _is_unchanged(year, results.get(_entry(file)), listed_file)):
            result = results.setdefault(_entry(file), Result(file))
            rule: RuleId | None = "frozen-outside" if file in closing.beyond else _broken(year, result, listed_file)
            if rule:
                problem = Problem(rule, {"year": year.year})
                results[_entry(file)] = replace(result, problems=(problem, *result.problems))
            elif listed_file and result.score_file and result.score_file.year != year.year:
                other = result.score_file.year  # the file is unchanged, so the closing was edited
                at = listed_file.at
                yield document.problem("frozen-other-year", at, at_key=True, file=name, year=year.year, other=other)
            listed_file = None  # a second file with this name was added


def _is_unchanged(year: ClosedYear, result: Result | None, listed: Listing | None) -> bool:
    return bool(result and result.raw is not None and listed and year.is_unchanged(result.raw, listed))


def _broken(year: ClosedYear, result: Result, listed: Listing | None) -> RuleId | None:
    """Return the rule that a file breaks; `listed` is None if the year does not list the file."""
    if listed is None:
        belongs = result.score_file and (year.scope == "folder" or result.score_file.year == year.year)
        return "frozen-added" if belongs else None
    if result.status == "unreadable":
        return None
    if not _is_unchanged(year, result, listed):
        return "frozen-changed"
    return "frozen-line-ends" if year.is_first and result.sha256 != listed.sha256 else None


def _parsed(file: str, data: bytes) -> OpenedClosing:
    """Read a closing as YAML, which JSON is too, so that its problems have line and column."""
    document, problems = read_as("frozen-year", data)
    if document is None:
        return OpenedClosing(Result(file, in_order(problems), data, kind="frozen-year"))
    version = document.data.get("format") if isinstance(document.data, dict) else None
    frozen, more = shape_of(FirstFrozenYear if version == FIRST_FORMAT else FrozenYear).check(document)
    problems += [*more, *hidden_characters(document)]
    if not problems and version == FORMAT:
        for number in broken_links(frozen.closings, document.data["closings"]):
            problems.append(document.problem("frozen-chain", ("closings", number - 1, "day"), number=number))
        if not problems and frozen.digest not in (None, digest_of(document.data)):
            problems.append(document.problem("frozen-digest", ("digest",)))
    result = Result(file, in_order(problems), data, kind="frozen-year")
    year = None if problems else closed_year(frozen, document.data.get("closings", ()))
    return OpenedClosing(result, document, year)


def _on_disk(folder: str, path: str) -> str:
    """Return the path on disk of a path in NFC, whatever the Unicode form of names in the file system."""
    here = folder
    for part in os.path.normpath(path).split(os.sep):
        there = os.path.join(here, part)
        if not os.path.lexists(there) and os.path.isdir(here):
            there = next((os.path.join(here, name) for name in os.listdir(here) if nfc(name) == part), there)
        here = there
    return os.path.normpath(here)
