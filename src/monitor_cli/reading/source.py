"""Opens one file without hanging, crashing or reading more than it may."""

from __future__ import annotations

import os
import stat
import sys
from typing import NamedTuple

from monitor_cli.core.problems import Place, Problem
from monitor_cli.messages.system import reason_key

STANDARD_INPUT = "-"
MOST_BYTES = 256 * 1024
"""The largest file that is read unless the caller says otherwise; a full score file has 2 to 8 KB."""


_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""What was a regular file a moment ago may be a FIFO now, so opening never blocks."""


FORM_SUFFIXES = (".xlsx", ".ods")
"""Endings of the official form as a spreadsheet."""


class Source(NamedTuple):
    """The bytes of one file, as they were at one moment."""

    name: str
    data: bytes

    @property
    def is_workbook(self) -> bool:
        """Whether it is a spreadsheet: by its ending, and on standard input by its first bytes."""
        if self.name == STANDARD_INPUT:
            return self.data.startswith(b"PK\x03\x04")
        return self.name.lower().endswith(FORM_SUFFIXES)


def read_source(path: str, most_bytes: int = MOST_BYTES) -> Source | Problem:
    """The content of a regular file, or of standard input for `-`; a Problem where it cannot be had whole."""
    try:
        if path == STANDARD_INPUT:
            data = _standard_input(most_bytes + 1)
        else:
            status = os.stat(path)
            if stat.S_ISDIR(status.st_mode):
                os.listdir(path)  # a folder comes here when it could not be listed: let the system say why
            if not stat.S_ISREG(status.st_mode):
                return Problem("file-not-regular", {"kind": _kind(status.st_mode)})
            data, changed = _regular_file(path, most_bytes + 1)
            if changed:
                return Problem("file-changed")
    except (OSError, ValueError) as error:
        return Problem("file-unreadable", {"reason": reason_key(error)})
    if len(data) > most_bytes:
        return Problem("file-too-large", {"most": most_bytes // 1024}, Place(1, 1, 2))
    return Source(path, data)


def _standard_input(most: int) -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(9, "standard input is closed")
    data = sys.stdin.buffer.read(most)
    if data is None:  # a stream that does not wait and holds nothing yet
        raise BlockingIOError(11, os.strerror(11))
    return data


def _regular_file(path: str, most: int) -> tuple[bytes, bool]:
    """At most `most` bytes, and whether the file changed while they were read."""
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


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
    return kinds.get(stat.S_IFMT(mode), "device")
