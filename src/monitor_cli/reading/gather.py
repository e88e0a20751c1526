"""Gathers the rows of a batch in a temporary file, so that memory does not grow with their number."""

from __future__ import annotations

import contextlib
import io
import pickle
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import BinaryIO

from monitor_cli.core.batch import Selection, Summary
from monitor_cli.core.errors import TemporaryFileError
from monitor_cli.core.problems import ASIDE, Problem, UnreadFile
from monitor_cli.core.result import Body, BrokenBody, Result, Row, monitorings, without_total
from monitor_cli.reading.batch import copies_among, duplicate_problem
from monitor_cli.reading.source import STANDARD_INPUT

IN_MEMORY = 256 * 1024
"""Up to this size in bytes, some thousand files, rows need no temporary file on disk."""
TOGETHER = 200
"""The number of rows that are written at a time."""
_ALL_BITS = 2**64 - 1
_PARTS = 8


class BatchRows:
    """The rows that count, and their summary.

    If a body has two files for the same year, neither has a total; of two monitorings in a year, the later one enters
    the figures. That is known only when all files are read. Until then a hash of 8 bytes is kept per file, and the rows
    are in an unnamed temporary file, or in memory if the system has no room for one.

    Raises TemporaryFileError, when rows are added or read, if the temporary file fails later.
    """

    def __init__(self, rows: Iterable[Row], selection: Selection, check: Callable[[str], Result] = Result) -> None:
        self._selection = selection
        self._check = check
        self._twice: dict[str, str] = {}
        self._earlier: dict[str, str] = {}
        self._copies: set[str] = set()
        self.summary = Summary()
        hashes = self._keep(iter(rows))
        if repeated := _repeated(hashes):
            self._find_described_twice(repeated)

    def __iter__(self) -> Iterator[Row]:
        return (row for row in self.settled() if row.status not in ASIDE and self._selection.lists(row))

    @property
    def copies(self) -> tuple[UnreadFile, ...]:
        """The forms that equal the score file of their body and year."""
        return tuple(UnreadFile(file, "form-copy") for file in sorted(self._copies))

    def close(self) -> None:
        """Close the temporary file; no rows can be read afterwards."""
        with contextlib.suppress(OSError):  # rows that are not written yet are not needed
            self._file.close()

    def _keep(self, rows: Iterator[Row]) -> array[int]:
        hashes = array("Q")
        memory = io.BytesIO()
        self._file: BinaryIO = memory
        limit = IN_MEMORY
        while chunk := list(islice(rows, TOGETHER)):
            with _temporary_folder():
                pickle.dump(chunk, self._file, pickle.HIGHEST_PROTOCOL)
            if self._file is memory and memory.tell() > limit:
                self._file, limit = _on_disk(memory), sys.maxsize
            for row in chunk:
                if body := row.body or row.about:
                    hashes.append(_hash(body))
                if self._selection.counts(row):
                    self.summary.add(row)
        self._end = self._file.tell()
        return hashes

    def _kept(self) -> Iterator[Row]:
        at = 0
        while at < self._end:
            with _temporary_folder():
                self._file.seek(at)
                chunk = pickle.load(self._file)
                at = self._file.tell()
            yield from chunk

    def _find_described_twice(self, repeated: set[int]) -> None:
        """Record the files of each duplicated body and year, and count again: only its latest monitoring has figures.

        A form that equals a score file is passed over.
        """
        files = [
            (row.file, body) for row in self._kept() if (body := row.body or row.about) and _hash(body) in repeated
        ]
        self._copies = copies_among(files, lambda file: self._again(file).score_file)
        self._twice, self._earlier = monitorings(pair for pair in files if pair[0] not in self._copies)
        self.summary, duplicate = Summary(), Problem("body-duplicate")
        for row in self._kept():
            if self._selection.counts(row) and row.file not in self._copies:
                self.summary.add(without_total(row, duplicate) if row.file in self._twice else self._with_later(row))

    def settled(self, *, everything: bool = False) -> Iterator[Row]:
        """Return all rows that count, those of criteria files too, or `everything`."""
        for row in self._kept():
            if row.file in self._copies or not (everything or self._selection.counts(row)):
                continue
            if (body := row.body or row.about) and row.file in self._twice:
                yield self._marked(row, body)
            else:
                yield self._with_later(row)

    def _with_later(self, row: Row) -> Row:
        return row._replace(later=self._earlier[row.file]) if row.file in self._earlier else row

    def _marked(self, row: Row, body: Body | BrokenBody) -> Row:
        result = self._again(row.file)
        if result.sha256 != row.sha256:  # the file has changed, and its lines may have too
            result = Result(row.file)
        return without_total(row, duplicate_problem(result, body, self._twice[row.file]))

    def _again(self, file: str) -> Result:
        return Result(file) if file == STANDARD_INPUT else self._check(file)


def _hash(body: Body | BrokenBody) -> int:
    return hash((body.id, body.year)) & _ALL_BITS


def _on_disk(memory: io.BytesIO) -> BinaryIO:
    """Return a temporary file with the same content; the memory itself if the system has no room for a file."""
    import tempfile  # loads the modules of all compressions

    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the rows are needed
        file.write(memory.getbuffer())
        file.flush()
    except OSError:
        return memory
    return file


@contextlib.contextmanager
def _temporary_folder() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        import tempfile

        from monitor_cli.messages.system import reason

        raise TemporaryFileError(tempfile.gettempdir(), reason(error)) from error


def _repeated(hashes: array[int]) -> set[int]:
    """Return the hashes that occur more than once; two bodies can share one, so this is only a first filter.

    Sorted in parts: all hashes as Python integers would take more memory than the rest of the run.
    """
    parts = (sorted(body for body in hashes if body % _PARTS == part) for part in range(_PARTS))
    return {a for part in parts for a, b in pairwise(part) if a == b}
