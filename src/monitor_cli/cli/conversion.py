"""Files that become other files: the target of each, and the list of what is written if a run ends half way."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Sequence
from typing import Any

from monitor_cli.cli.session import Session
from monitor_cli.cli.terminal import filled, note
from monitor_cli.cli.writing import OutputError, check_target, errors_naming, refusal, statuses
from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.texts import nfc
from monitor_cli.messages import _
from monitor_cli.reading.interrupts import held_back


def targets(session: Session, path: str, suffixes: tuple[tuple[str, ...], str]) -> list[tuple[str, str]]:
    """Return each file at `path` with the file to write; the files of a folder go to the folder of `--output`.

    `suffixes` are those of the files to read from a folder, and that of the files to write. Raises UsageError if `-o`
    does not say where to write.
    """
    from monitor_cli.reading.discovery import find_files

    before, after = suffixes
    if not os.path.isdir(path):
        return [(path, session.named_output("form" + after, after[1:]))]
    output = session.named_folder("forms")
    pairs = []
    with contextlib.suppress(NoFilesError):  # no pairs, then
        for file in find_files((path,), before):
            name = os.path.splitext(os.path.relpath(file, path))[0]
            pairs.append((file, os.path.join(output, name + after)))
    return pairs


def refuse_targets(session: Session, pairs: Sequence[tuple[str, str]]) -> None:
    """Raise OutputError, before anything is written, for a target that cannot be written, is an input or clashes."""
    _refuse_clashes(pairs)
    inputs = list(statuses([*(file for file, _target in pairs), *session.implicit_inputs()]))
    for _file, target in pairs:
        if _is_folder_there(target):
            old = check_target(target, force=session.force, inputs=inputs)
            if old and not stat.S_ISREG(old.st_mode):
                raise refusal(target, _("it is not a file"))


def _refuse_clashes(pairs: Sequence[tuple[str, str]]) -> None:
    """Raise OutputError for two targets that are one by a link, case or form of letters, or one inside the other."""
    keys = [nfc(os.path.realpath(target)).casefold() for _file, target in pairs]
    taken: dict[str, str] = {}
    for (file, target), key in zip(pairs, keys, strict=True):
        _refuse_second(file, target, taken.get(key))
        taken[key] = file
    for (file, target), key in zip(pairs, keys, strict=True):
        while key != (key := os.path.dirname(key)):
            _refuse_second(file, target, taken.get(key))


def _refuse_second(file: str, target: str, other: str | None) -> None:
    if other:
        message = _("{file} and {other} would both be written to {path}")
        raise OutputError(message, file=file, other=other, path=target)


def _is_folder_there(target: str) -> bool:
    """Return True if the folder of `target` exists; raises OutputError if something else is in its place."""
    folder = own = os.path.dirname(target) or os.curdir
    while not os.path.lexists(folder) and (above := os.path.dirname(folder)):
        folder = above
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise refusal(target, filled(_("{folder} is not a folder"), folder=folder))
    return folder == own and os.path.lexists(own)


def write_each(session: Session, work: Iterable[tuple[tuple[str, str], Any]], pairs: Sequence[tuple[str, str]]) -> None:
    """Write each report of `work`, with its folders, in the order of the `pairs` of an input and a file to write.

    An error or a signal half way lists the files that are written and those that are not.
    """
    done = 0
    try:
        for (file, target), report in work:
            with held_back():  # so that what is written is counted
                with errors_naming(target):
                    os.makedirs(os.path.dirname(target) or os.curdir, exist_ok=True)
                session.write([report], inputs=[file], to=target)
                done += 1
    except BaseException:
        for index, (_file, target) in enumerate(pairs):
            note(_("written: {path}") if index < done else _("not written: {path}"), path=target)
        raise
