"""Writes a file whole or not at all, and never over something that a user wrote unless asked."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import click

from monitor_cli.messages import _
from monitor_cli.messages.visible import visible


class OutputError(click.ClickException):
    """What should have been written was not; nothing else was changed."""

    exit_code = 2


def write_file(path: str, data: bytes, *, force: bool, inputs: Iterable[str] = ()) -> None:
    """Write `data` to `path`; see `replacing`."""
    with replacing(path, force=force, inputs=inputs) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: str, *, force: bool, inputs: Iterable[str] = ()) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when the block ends without an error.

    A device is written to as it is. Raises OutputError where `path` exists and `force` is not given, where it
    is a folder or one of the `inputs`, and where the system refuses; the old file is whole then, and no
    temporary one is left.
    """
    try:
        old = _status(path)
        if old and not stat.S_ISREG(old.st_mode):
            if stat.S_ISDIR(old.st_mode):
                raise OutputError(_("cannot write {path}: it is a folder").format(path=visible(path)))
            with open(path, "wb") as device:
                yield device
            return
        _refuse(path, old, force, inputs)
        with _temporary(os.path.realpath(path), old) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = visible(error.strerror or error)
        raise OutputError(_("cannot write {path}: {reason}").format(path=visible(path), reason=reason)) from error


@contextlib.contextmanager
def _temporary(path: str, old: os.stat_result | None) -> Iterator[BinaryIO]:
    name = os.path.join(os.path.dirname(path), f".monitor-{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(name, flags, 0o600 if old else 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if old:
            os.chmod(name, stat.S_IMODE(old.st_mode))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _refuse(path: str, old: os.stat_result | None, force: bool, inputs: Iterable[str]) -> None:
    if old is None:
        return
    for name in inputs:
        if (status := _input_status(name)) and os.path.samestat(status, old):
            words = _("cannot write {path}: it is also an input")
            raise OutputError(words.format(path=visible(path)))
    if not force:
        words = _("{path} exists already; --force overwrites it")
        raise OutputError(words.format(path=visible(path)))


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _input_status(name: str) -> os.stat_result | None:
    """What an input is, standard input included; None where it cannot be told, since it was not read then."""
    try:
        return os.fstat(0) if name == "-" else os.stat(name)
    except (OSError, ValueError):
        return None
