"""Reads one file without hanging, crashing or exceeding a limit."""

from __future__ import annotations

import os
import stat
import sys
from typing import NamedTuple

from monitor_cli.core.problems import Place, Problem

STANDARD_INPUT = "-"
MOST_BYTES = 256 * 1024
"""The default limit of a file, in bytes; a full score file has 2 to 8 KB."""

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Opening never blocks: a file that was regular a moment ago may be a FIFO now."""
_KINDS = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
FORM_SUFFIXES = (".xlsx", ".ods")
"""Endings of the official form."""
TABLE_SUFFIXES = (".csv", ".fods")
"""Endings of text formats that a spreadsheet program offers, in which a form is no form any more."""


class Source(NamedTuple):
    """The bytes of one file at one moment."""

    name: str
    data: bytes

    @property
    def is_workbook(self) -> bool:
        """True if the file is a spreadsheet, by its ending or, on standard input, by its first bytes."""
        if self.name == STANDARD_INPUT:
            return self.data.startswith(b"PK\x03\x04")
        return self.name.lower().endswith(FORM_SUFFIXES)


def read_source(path: str, most_bytes: int = MOST_BYTES) -> Source | Problem:
    """Return the content of a regular file, or of standard input for `-`; a Problem if it cannot be read whole."""
    try:
        if path == STANDARD_INPUT:
            data = _standard_input(most_bytes + 1)
        else:
            status = os.stat(path)
            if stat.S_ISDIR(status.st_mode):
                os.listdir(path)  # only a folder that cannot be listed comes here: the error names the reason
            if not stat.S_ISREG(status.st_mode):
                kind = _KINDS.get(stat.S_IFMT(status.st_mode), "device")
                return Problem("file-not-regular", {"kind": kind})
            data, changed = _regular_file(path, most_bytes + 1)
            if changed:
                return Problem("file-changed")
    except (OSError, ValueError) as error:
        from monitor_cli.messages.system import reason_key

        return Problem("file-unreadable", {"reason": reason_key(error)})
    if len(data) > most_bytes:
        return Problem("file-too-large", {"most": most_bytes // 1024}, Place(1, 1, 2))
    return Source(path, data)


def _standard_input(most: int) -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(9, "standard input is closed")
    data = sys.stdin.buffer.read(most)
    if data is None:  # a non-blocking stream that has nothing yet
        raise BlockingIOError(11, os.strerror(11))
    return data


def _regular_file(path: str, most: int) -> tuple[bytes, bool]:
    """Return at most `most` bytes, and True if the file changed meanwhile."""
    descriptor = os.open(path, _READ)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            return b"", True
        data = os.read(descriptor, min(before.st_size + 1, most) if before.st_size else most)
        while len(data) < min(before.st_size, most):
            more = os.read(descriptor, most - len(data))
            if not more:
                break
            data += more
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    changed = (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size)
    return data, changed or len(data) < min(after.st_size, most)
