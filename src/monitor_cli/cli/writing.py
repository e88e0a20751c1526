"""Writes a file whole or not at all, and overwrites only if asked."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import click

from monitor_cli.cli.terminal import UsageError, filled
from monitor_cli.messages import _
from monitor_cli.messages.system import reason
from monitor_cli.reading.interrupts import held_back, let_through

_ROWS = 1000
"""The pieces of a report that are written at once."""


class OutputError(click.ClickException):
    """A file that is not written, with a message and what fills it; nothing else is changed."""

    exit_code = 2

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(filled(message, **values))


def write_file(path: str, pieces: Iterable[bytes], *, force: bool, inputs: Iterable[str] = ()) -> None:
    """Write `pieces` to `path`: all of them, or nothing; to a device or a pipe directly.

    Raises OutputError where `check_target` does and where the system refuses; the old file stays whole then, and no
    temporary file is left.
    """
    old = check_target(path, force=force, inputs=statuses(inputs))
    if old and not stat.S_ISREG(old.st_mode):
        with errors_naming(path):
            descriptor = _open_stream(path)
        try:
            _fill(descriptor, pieces, path)
        finally:
            os.close(descriptor)
        return
    real = os.path.realpath(path)
    with held_back():
        _replace(real, old, pieces, path)
        with contextlib.suppress(OSError):  # not every system can, and the file is there already
            _sync_folder(os.path.dirname(real))


def check_target(path: str, *, force: bool, inputs: Iterable[os.stat_result]) -> os.stat_result | None:
    """Return the status of `path`, None if nothing is there; the system decides what a path means, not its letters.

    Raises OutputError if `path` is or looks like a folder, has no folder, is one of the `inputs`, exists without
    `force`, or is neither a file nor a device nor a pipe.
    """
    with errors_naming(path):
        _refuse_folder_name(path, path)
        try:
            old = os.stat(path)
        except FileNotFoundError:
            _check_new(path, path)
            return None
        if stat.S_ISDIR(old.st_mode):
            raise refusal(path, _("it is a folder; name a file"))
        if not stat.S_ISREG(old.st_mode):
            if not stat.S_ISCHR(old.st_mode) and not stat.S_ISFIFO(old.st_mode):
                raise refusal(path, _("it is not a file"))
            return old
        if any(os.path.samestat(status, old) for status in inputs):
            raise refusal(path, _("it is also an input"))
        if not force:
            raise FileExistsError
        if not os.path.lexists(os.path.realpath(path)):  # an open file that has lost its name
            raise refusal(path, _("it is not a file"))
        return old


def refuse_other_endings(target: str | None) -> None:
    """Raise UsageError for the name of a score file that is not found in a folder."""
    from monitor_cli.reading.discovery import YAML_SUFFIXES

    is_file = target and os.path.basename(target) and (os.path.isfile(target) or not os.path.lexists(target))
    if target and is_file and not target.lower().endswith(YAML_SUFFIXES):
        message = _("score files end in .yaml, so that they are found in a folder; name it, for example: {file}")
        raise UsageError(message, file=re.sub(r"(\.[A-Za-z]*)*$", "", target) + ".yaml")


def _check_new(path: str, link: str) -> None:
    """Raise OutputError if the folder of a new file does not exist; links are followed as the system follows them."""
    _refuse_folder_name(path, link)
    folder = os.path.dirname(link)
    if not os.path.isdir(folder or os.curdir):
        raise refusal(path, filled(_("there is no folder {folder}"), folder=folder))
    if os.path.islink(link):
        _check_new(path, os.path.join(folder, os.readlink(link)))


def _refuse_folder_name(path: str, link: str) -> None:
    if os.path.basename(link) in ("", os.curdir, os.pardir):
        raise refusal(path, _("it names a folder; name a file, without a slash at the end"))


def statuses(inputs: Iterable[str]) -> Iterator[os.stat_result]:
    """Yield the status of each input, standard input included; unreadable inputs are left out."""
    for name in inputs:
        with contextlib.suppress(OSError, ValueError):
            yield os.fstat(0) if name == "-" else os.stat(name)


def _replace(real: str, old: os.stat_result | None, pieces: Iterable[bytes], path: str) -> None:
    """Put a new file at `real`, in the place of `old` if there is one.

    On Linux the new file has a name only when it is whole, so that not even a killed run leaves anything.
    """
    name = os.path.join(os.path.dirname(real), f".monitor-{os.urandom(4).hex()}.tmp")
    descriptor = -1
    try:
        with errors_naming(path):
            mode = 0o600 if old else 0o666
            descriptor, is_nameless = _open_nameless(os.path.dirname(real), mode), True
            if descriptor < 0:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                descriptor, is_nameless = os.open(name, flags, mode), False
        _fill(descriptor, pieces, path)
        with errors_naming(path):
            if old:
                _take_over(descriptor, name, old)
            os.fsync(descriptor)
            if is_nameless:
                source = f"/proc/self/fd/{descriptor}"
                os.link(source, name if old else real, src_dir_fd=descriptor, follow_symlinks=True)
                if old:
                    os.replace(name, real)
            open_one, descriptor = descriptor, -1
            os.close(open_one)  # Windows moves no open file
            if not is_nameless:
                (os.replace if old else os.rename)(name, real)
    except BaseException:
        if descriptor >= 0:
            os.close(descriptor)
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _open_nameless(folder: str, mode: int) -> int:
    """Open a new file without a name in `folder`; -1 if the system has none."""
    if not hasattr(os, "O_TMPFILE") or not os.path.isdir("/proc/self/fd"):
        return -1
    try:
        return os.open(folder, os.O_TMPFILE | os.O_WRONLY, mode)
    except OSError:
        return -1  # creating a named file gives the error, if there is one


def _take_over(descriptor: int, name: str, old: os.stat_result) -> None:
    """Give the new file the owner, group and mode of the old one, as far as the system lets this user."""
    if not hasattr(os, "fchown"):
        os.chmod(name, stat.S_IMODE(old.st_mode))
        return
    for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, owner, group)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _sync_folder(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open_stream(path: str) -> int:
    """Open a device or a pipe without waiting for a reader."""
    flags = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise refusal(path, _("no program reads from it")) from error
        raise
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(descriptor, True)
    return descriptor


def _fill(descriptor: int, pieces: Iterable[bytes], path: str) -> None:
    """Write the pieces; an error in making them is not one of `path`."""
    pieces = iter(pieces)
    while True:
        with let_through():
            data = memoryview(b"".join(some := list(islice(pieces, _ROWS))))
        if not some:
            return
        with errors_naming(path):
            while data:
                data = data[os.write(descriptor, data) :]


def refusal(path: str, reason: str) -> OutputError:
    """Return the error that `path` cannot be written, for a `reason` in the current language."""
    return OutputError(_("cannot write {path}: {reason}"), path=path or '""', reason=reason)


@contextlib.contextmanager
def errors_naming(path: str) -> Iterator[None]:
    """Turn an error of the system into an error that names `path`; a closed pipe stays as it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except FileExistsError as error:
        raise OutputError(_("{path} exists already; --force overwrites it"), path=path) from error
    except (OSError, ValueError) as error:
        raise refusal(path, reason(error)) from error


def write_folder(path: str, files: Mapping[str, bytes], *, replaceable: bool) -> None:
    """Write a whole folder with these files, by their names in it, or nothing.

    Raises OutputError if `path` exists and is not `replaceable`; the old folder is removed when the new one is whole.
    """
    import shutil  # loads the modules of all compressions

    target = os.path.normpath(path)
    if os.path.lexists(target) and not replaceable:
        raise OutputError(_("{path} exists already; name a new folder"), path=path)
    mark = os.urandom(4).hex()
    new, old = (os.path.join(os.path.dirname(target), f".monitor-{mark}.{end}") for end in ("tmp", "old"))
    with held_back(), errors_naming(path):
        try:
            for name, data in files.items():
                os.makedirs(os.path.dirname(os.path.join(new, name)), exist_ok=True)
                with let_through(), open(os.path.join(new, name), "xb") as file:
                    file.write(data)
                    os.fsync(file)
            if os.path.lexists(target):
                os.rename(target, old)
            os.rename(new, target)
        finally:
            for left in (new, old):
                shutil.rmtree(left, ignore_errors=True)
