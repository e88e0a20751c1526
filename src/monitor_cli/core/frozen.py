"""A closed year: its files, the criteria sets used to check them, and the changes since."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

from pydantic_core import core_schema

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.hashes import canonical_sha256, is_text_of, text_sha256
from monitor_cli.core.register import Register
from monitor_cli.core.score_file import CRITERIA_REFERENCE, Year
from monitor_cli.core.shapes import Day, Line, Prose, Record, Schema, Size, Slug, integer, line, text
from monitor_cli.core.texts import nfc

FORMAT, FIRST_FORMAT = "monitor.freeze/2", "monitor.freeze/1"
MOST_FILES = 4_000
"""The most files of a closing, more than the country has bodies."""
PUBLISHED_REVISIONS = {
    "order-158@1": (
        "f76982919b580aecaa2d073ac144318f94fefa0b3dbcc796514fe1c6e324ce8f",
        "0e39b728642d09925ec10cdf2dba04b9bae10d133cf1538c7b171525ff6c353f",
    )
}
"""File hashes of the published sets by revision: a closing of version 1 identifies a set by the hash of its file."""

Scope = Literal["folder", "year"]
At = tuple[str | int, ...]
"""A place in the closing."""


Sha256 = Annotated[str, text(pattern="^[0-9a-f]{64}$")]
Path = Annotated[str, line(most=4_096, trimmed=False)]
Ref = Annotated[str, text(pattern=CRITERIA_REFERENCE)]
_hashes = core_schema.dict_schema(values_schema=text(pattern="^[0-9a-f]{64}$"), max_length=MOST_FILES, strict=True)
Hashes = Annotated[Mapping[str, str], Schema(_hashes)]


class Tool(Record):
    """The program that wrote the file."""

    name: Line
    version: Line


class FrozenSet(Record):
    """A criteria set by its `<id>@<edition>`, with its revision and its scoring hash."""

    ref: Ref
    revision: Annotated[int, integer(0, 9_999)]
    scoring_sha256: Sha256


class Closing(Record):
    """A link of the chain: the files of the year since `day`, as the difference from the previous closing.

    `paths` are the folders that are searched. If `scope` is `folder`, every file in them belongs to the year; if it is
    `year`, files of other years may be added and removed. Names are relative to the closing, with `/` and in NFC; the
    hash of a file is that of its text. `previous` is the hash of the previous closing as canonical JSON. `register` is
    the extract of the register of bodies for the year.
    """

    day: Day
    scope: Scope
    paths: Annotated[tuple[Path, ...], Size(1)]
    criteria: Annotated[tuple[FrozenSet, ...], Size(1)]
    added: Hashes
    changed: Hashes
    removed: Annotated[tuple[Path, ...], Size(most=MOST_FILES)]
    reason: Prose | None = None
    previous: Sha256 | None = None
    register: Register | None = None


class FrozenYear(Record):
    """The file of a closed year (R3), with its closings, oldest first, and its digest."""

    format: Literal["monitor.freeze/2"]
    tool: Tool
    year: Year
    closings: Annotated[tuple[Closing, ...], Size(1)]
    digest: Sha256 | None = None


class FirstSet(Record):
    """A criteria set in version 1, with the hash of its file."""

    ref: Ref
    sha256: Sha256


class FirstFile(Record):
    """A file in version 1, with the hash of its bytes."""

    file: Path
    sha256: Sha256
    agency: Slug


class FirstFrozenYear(Record):
    """The file of a year closed in version 1; its `paths` may be files too."""

    format: Literal["monitor.freeze/1"]
    tool: Tool
    year: Year
    paths: Annotated[tuple[Path, ...], Size(1)]
    criteria: Annotated[tuple[FirstSet, ...], Size(1)]
    files: Annotated[tuple[FirstFile, ...], Size(1, MOST_FILES)]


class Listing(NamedTuple):
    """A file or a criteria set of a closed year: its hash and its place in the closing."""

    sha256: str
    at: At


@dataclass(frozen=True)
class ClosedYear:
    """A closed year of any version: paths and files by name in NFC, criteria sets by their ref."""

    year: int
    scope: Scope
    paths: Mapping[str, At]
    files: Mapping[str, Listing]
    sets: Mapping[str, Listing]
    revisions: Mapping[str, int]
    register: Register | None = None
    links: Sequence[Mapping[str, Any]] = ()
    """The closings of the chain as written in the file; none in version 1."""
    is_first: bool = False
    """True if the hashes are those of version 1: of the bytes of files and of criteria files."""

    @property
    def days(self) -> list[datetime.date]:
        """The days of the closings."""
        return [datetime.date.fromisoformat(link["day"]) for link in self.links]

    def is_unchanged(self, raw: bytes, listed: Listing) -> bool:
        """Return True if a file still has the listed text; in version 1, True if it may have that text."""
        return is_text_of(raw, listed.sha256) if self.is_first else text_sha256(raw) == listed.sha256

    def is_same_scoring(self, ref: str, criteria_set: CriteriaSet | None) -> bool:
        """Return True if the set gives the same totals, bands and places as when the year was closed."""
        sha256 = self.sets[ref].sha256
        if criteria_set is None:
            return False
        if not self.is_first:
            return criteria_set.scoring_sha256 == sha256
        return is_text_of(criteria_set.raw, sha256) or sha256 in PUBLISHED_REVISIONS.get(ref, ())


def closed_year(frozen: FrozenYear | FirstFrozenYear, written: Sequence[Any] = ()) -> ClosedYear:
    """Return the closed year of a file: of version 1, or the end of a chain whose closings are `written` there."""
    if isinstance(frozen, FirstFrozenYear):
        paths: dict[str, At] = {nfc(path): ("paths", i) for i, path in enumerate(frozen.paths)}
        files = {nfc(f.file): Listing(f.sha256, ("files", i, "file")) for i, f in enumerate(frozen.files)}
        sets = {s.ref: Listing(s.sha256, ("criteria", i, "ref")) for i, s in enumerate(frozen.criteria)}
        revisions = {
            ref: PUBLISHED_REVISIONS[ref].index(listed.sha256)
            for ref, listed in sets.items()
            if listed.sha256 in PUBLISHED_REVISIONS.get(ref, ())
        }
        return ClosedYear(frozen.year, "year", paths, files, sets, revisions, is_first=True)
    files = {}
    for number, closing in enumerate(frozen.closings):
        for key, hashes in (("added", closing.added), ("changed", closing.changed)):
            files |= {name: Listing(sha256, ("closings", number, key, name)) for name, sha256 in hashes.items()}
        files = {name: listed for name, listed in files.items() if name not in closing.removed}
    last, at = frozen.closings[-1], ("closings", len(frozen.closings) - 1)
    return ClosedYear(
        frozen.year,
        last.scope,
        {path: (*at, "paths", i) for i, path in enumerate(last.paths)},
        files,
        {s.ref: Listing(s.scoring_sha256, (*at, "criteria", i, "ref")) for i, s in enumerate(last.criteria)},
        {s.ref: s.revision for s in last.criteria},
        last.register,
        written,
    )


def broken_links(closings: Sequence[Closing], written: Sequence[Any]) -> Iterator[int]:
    """Yield the number, from 1, of each closing that does not follow the previous one as `written`."""
    known: set[str] = set()
    for index, closing in enumerate(closings):
        before = canonical_sha256(written[index - 1]) if index else None
        if closing.previous != before or known & {*closing.added} or not {*closing.changed, *closing.removed} <= known:
            yield index + 1
        known = (known | {*closing.added}) - {*closing.removed}


def digest_of(written: Mapping[str, Any]) -> str:
    """Return the digest of a closed year: the hash of everything else in its file, as canonical JSON."""
    return canonical_sha256({key: value for key, value in written.items() if key != "digest"})
