"""Reads criteria files, and keeps the criteria sets of a run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from monitor_cli.core.criteria import CriteriaSet, criteria_set_shape
from monitor_cli.core.errors import CriteriaError
from monitor_cli.core.hashes import text_sha256
from monitor_cli.core.problems import Problem, RuleId
from monitor_cli.core.result import Result, failed
from monitor_cli.core.score_file import score_file_shape
from monitor_cli.reading.document import Document, Path, read_as
from monitor_cli.reading.shape_check import Shape
from monitor_cli.reading.source import read_source
from monitor_cli.reading.text_check import hidden_characters

if TYPE_CHECKING:
    from monitor_cli.core.register import Register

_PUBLISHED = re.compile(r".+@.+\.yaml")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class CriteriaLibrary:
    """The published criteria sets and those of `--criteria`, with the register of bodies if the run has one.

    Raises CriteriaError for a given file that cannot be used, or whose set has or imitates the name of another set.
    """

    def __init__(self, *files: str) -> None:
        self.register: Register | None = None
        self._files = dict(published_files())
        for file in files:
            given = load_criteria(file)
            for ref, known in self._files.items():
                if _skeleton(ref) == _skeleton(given.ref) and not _is_same(given, load_criteria(known)):
                    raise CriteriaError(file, [Problem("criteria-taken", {"ref": given.ref, "other": ref})])
            self._files[given.ref] = self._files.pop(given.ref, file)

    @property
    def refs(self) -> tuple[str, ...]:
        """The `<id>@<edition>` of every set, published ones first."""
        return tuple(self._files)

    @property
    def sets(self) -> tuple[CriteriaSet, ...]:
        """The sets in the order of `refs`."""
        return tuple(map(load_criteria, self._files.values()))

    def get(self, ref: str) -> CriteriaSet | None:
        """Return the set with this `<id>@<edition>`; None for an unknown set."""
        return load_criteria(self._files[ref]) if ref in self._files else None

    def prepare(self) -> None:
        """Read the default set before workers start, as each of them would read it again."""
        shape_for(self.default)

    @property
    def default(self) -> CriteriaSet:
        """The last set of `--criteria`, else the newest published set."""
        return load_criteria(self._files[self.refs[-1]])


def _skeleton(ref: str) -> tuple[str, ...]:
    """Return the part of a name that differs between names that do not look alike: `O1der@1.0` equals `o-ider@01`."""
    ref = ref.lower().translate(_LOOKALIKES).replace("rn", "m").replace("vv", "w").replace("c1", "d")
    name, _, edition = ref.partition("@")
    parts = ".".join(part.lstrip("0") for part in re.split("[.-]", edition)).rstrip(".")
    return name.replace("-", ""), parts


_LOOKALIKES = str.maketrans("oilzsb", "011258")
"""Letters that look like a digit, so that `cl`, which looks like `d`, is `c1`; names have Latin letters only."""


def _is_same(one: CriteriaSet, other: CriteriaSet) -> bool:
    """Return True if two sets have the same text, apart from line endings, which differ in a checkout on Windows."""
    return text_sha256(one.raw) == text_sha256(other.raw)


@cache
def published_files() -> dict[str, str]:
    """Return the published files by `<id>@<edition>`: those of the installed package or of the repository."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    for folder in (package, os.path.dirname(os.path.dirname(package))):
        criteria = os.path.join(folder, "criteria")
        names = sorted(os.listdir(criteria)) if os.path.isdir(criteria) else ()
        if files := {n.removesuffix(".yaml"): os.path.join(criteria, n) for n in names if _PUBLISHED.fullmatch(n)}:
            return files
    return {}


@cache
def load_criteria(file: str) -> CriteriaSet:
    """Read the criteria set in `file`.

    Raises CriteriaError if the file cannot be read, is no criteria file or has problems.
    """
    result = check_criteria_file(file)
    criteria_set = result.criteria_set
    if criteria_set is None or result.problems:
        raise CriteriaError(file, result.problems)
    published = published_files().get(criteria_set.ref)
    is_published = file == published or bool(published and _is_same(criteria_set, load_criteria(published)))
    return replace(criteria_set, is_published=is_published)


def check_criteria_file(file: str) -> Result:
    """Read `file` as a criteria file, whatever it contains; an error of the tool itself is a problem too."""
    try:
        return _checked(file)
    except Exception as error:
        return failed(file, error, "criteria-file")


def _checked(file: str) -> Result:
    source = read_source(file)
    if isinstance(source, Problem):
        return Result(file, (source,), kind="criteria-file")
    document, problems = read_as("criteria-file", source.data)
    criteria_set, more = check_criteria(document) if document else (None, [])
    problems += more
    return Result(file, tuple(problems), source.data, None, None if problems else criteria_set, "criteria-file")


@cache
def shape_for(criteria_set: CriteriaSet | None) -> Shape:
    """Return the shape of the score files of `criteria_set`; for None, the shape common to all sets."""
    return Shape(score_file_shape(criteria_set))


def check_criteria(document: Document) -> tuple[CriteriaSet | None, list[Problem]]:
    """Return the criteria set of a document and its problems; the set is None if there are any (R5, R6, R8, R9)."""
    criteria_set, problems = Shape(criteria_set_shape(_declared_languages(document.data))).check(document)
    problems = [*hidden_characters(document), *problems]
    if criteria_set is None:
        return None, problems
    for check in (_language_problems, _scale_problems, _number_problems, _band_problems):
        problems += check(document, criteria_set)
    return (None if problems else replace(criteria_set, raw=document.raw_bytes)), problems


def _declared_languages(data: Any) -> tuple[str, ...]:
    """Return the languages that a file declares, before it is checked."""
    declared = data.get("languages") if isinstance(data, dict) else None
    if not isinstance(declared, dict):
        return ("ky",)
    others = declared.get("translations")
    names = [declared.get("authoritative"), *(others if isinstance(others, list) else ())]
    return tuple(dict.fromkeys(n for n in names if isinstance(n, str) and _LANGUAGE.fullmatch(n))) or ("ky",)


def _language_problems(document: Document, criteria_set: CriteriaSet) -> Iterator[Problem]:
    for index, name in enumerate(names := criteria_set.languages.all):
        if not _LANGUAGE.fullmatch(name) or name in names[:index]:
            path = ("languages", "translations", index - 1) if index else ("languages", "authoritative")
            yield document.problem("language-name", path, value=name)


def _scale_problems(document: Document, criteria_set: CriteriaSet) -> Iterator[Problem]:
    scale = criteria_set.scale
    if scale.min >= scale.max:
        yield document.problem("scale-order", ("scale", "max"), low=scale.min, high=scale.max)
        return
    scores = [indicator.score for indicator in scale.indicators]
    expected = list(range(scale.max, scale.min - 1, -1))
    if scores != expected:
        listed = ", ".join(map(str, expected[:20]))
        yield document.problem("scale-indicators", ("scale", "indicators"), at_key=True, expected=listed)


def _number_problems(document: Document, criteria_set: CriteriaSet) -> Iterator[Problem]:
    areas: set[int] = set()
    criteria: set[int] = set()
    for i, area in enumerate(criteria_set.areas):
        if area.number in areas:
            yield document.problem("number-twice", ("areas", i, "number"), value=area.number)
        areas.add(area.number)
        for j, criterion in enumerate(area.criteria):
            if criterion.number in criteria:
                yield document.problem("number-twice", ("areas", i, "criteria", j, "number"), value=criterion.number)
            criteria.add(criterion.number)
    uses: dict[Path, int] = {}
    for i, memo in enumerate(criteria_set.documents):
        uses |= {("documents", i, "criteria", j): number for j, number in enumerate(memo.criteria)}
    for i, earlier in enumerate(criteria_set.comparable):
        uses |= {("comparable", i, "numbers", old): number for old, number in earlier.numbers.items()}
    for path, number in uses.items():
        if number not in criteria:
            yield document.problem("number-unknown", path, value=number)


def _band_problems(document: Document, criteria_set: CriteriaSet) -> Iterator[Problem]:
    """Report bands that are not numbered from 1, or that do not cover every total once (R8)."""
    bands = criteria_set.bands
    for index, band in enumerate(bands):
        if band.number != index + 1:
            yield document.problem("band-number", ("bands", index, "number"), expected=index + 1)
        if band.min > band.max:
            yield document.problem("band-order", ("bands", index, "max"), low=band.min, high=band.max)
    for index, (below, above) in enumerate(pairwise(bands), start=1):
        if above.min != below.max + 1:
            rule: RuleId = "band-gap" if above.min > below.max + 1 else "band-overlap"
            path, expected = ("bands", index, "min"), below.max + 1
            yield document.problem(rule, path, below=below.max, value=above.min, expected=expected)
    ends = ((0, "min", bands[0].min, criteria_set.min_total), (-1, "max", bands[-1].max, criteria_set.max_total))
    for index, key, value, expected in ends:
        if value != expected:
            path = ("bands", index % len(bands), key)
            yield document.problem("band-range", path, value=value, expected=expected)
