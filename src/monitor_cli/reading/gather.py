"""Gathers the rows of a batch: kept in a temporary file, so that memory stays flat however many there are."""

from __future__ import annotations

import contextlib
import io
import pickle
import sys
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import BinaryIO

from monitor_cli.core.batch import Selection, Summary
from monitor_cli.core.errors import TemporaryFileError
from monitor_cli.core.problems import PassedOver, Problem
from monitor_cli.core.rating import monitorings
from monitor_cli.core.result import ASIDE, Body, Result, Row, without_total
from monitor_cli.messages.system import reason
from monitor_cli.reading.batch import copies_among, duplicate_problem
from monitor_cli.reading.source import STANDARD_INPUT

IN_MEMORY = 256 * 1024
"""Rows of so many bytes, some thousand files, need no temporary file on disk."""
TOGETHER = 200
"""So many rows are written at a time."""
_ALL_BITS = 2**64 - 1
_PARTS = 8


class BatchRows:
    """The rows that count, and their summary. A body that is described twice has no total in any of its files; of its
    monitorings in a year, the latest one enters the figures.

    Whether it is shows only when all files were read. Until then a hash of 8 bytes is kept for each
    file, and the rows wait in an unnamed temporary file; in memory where the system has none to give.

    Raises TemporaryFileError, when rows are added or gone through, where the temporary file fails later.
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
    def passed(self) -> tuple[PassedOver, ...]:
        """The forms that say the same as the score file of their body and year."""
        return tuple(PassedOver(file, "form-copy") for file in sorted(self._copies))

    def close(self) -> None:
        """Ends the temporary file; there are no rows from then on."""
        with contextlib.suppress(OSError):  # what could not be written is not wanted any more
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
                if row.body:
                    hashes.append(_hash(row.body))
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
        """Note which files are of one body and year, and count again: of its monitorings, only the latest has figures.

        Forms that say the same as a score file are passed over.
        """
        files = [(row.file, row.body) for row in self._kept() if row.body and _hash(row.body) in repeated]
        self._copies = copies_among(files, lambda file: self._again(file).score_file)
        self._twice, self._earlier = monitorings(pair for pair in files if pair[0] not in self._copies)
        self.summary, duplicate = Summary(), Problem("body-duplicate")
        for row in self._kept():
            if self._selection.counts(row) and row.file not in self._copies:
                later = self._earlier.get(row.file)
                self.summary.add(
                    without_total(row, duplicate) if row.file in self._twice else row._replace(later=later)
                )

    def settled(self, *, everything: bool = False) -> Iterator[Row]:
        """All rows that count, criteria files among them, or `everything`."""
        for row in self._kept():
            if row.file in self._copies or not (everything or self._selection.counts(row)):
                continue
            if row.body and row.file in self._twice:
                yield self._marked(row, row.body)
            else:
                yield row._replace(later=self._earlier[row.file]) if row.file in self._earlier else row

    def _marked(self, row: Row, body: Body) -> Row:
        again = self._again(row.file)
        if again.sha256 != row.sha256:  # changed since: its lines may be others now
            again = Result(row.file)
        return without_total(row, duplicate_problem(again, body, self._twice[row.file]))

    def _again(self, file: str) -> Result:
        return Result(file) if file == STANDARD_INPUT else self._check(file)


def _hash(body: Body) -> int:
    return hash((body.id, body.year)) & _ALL_BITS


def _on_disk(memory: io.BytesIO) -> BinaryIO:
    """A temporary file with the same content; what is given where none can be had."""
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the rows
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
        raise TemporaryFileError(tempfile.gettempdir(), reason(error)) from error


def _repeated(hashes: array[int]) -> set[int]:
    """The hashes that occur more than once; two bodies may share one, so it is only a first sieve.

    Sorted in parts: all of them as Python's integers would take more room than the rest of the run.
    """
    found: set[int] = set()
    for part in range(_PARTS):
        found.update(a for a, b in pairwise(sorted(body for body in hashes if body % _PARTS == part)) if a == b)
    return found
