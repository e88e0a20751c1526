"""What commands that turn files into other files share: which files they convert, and where each one goes."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from monitor_cli.cli.writing import OutputError
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible


def targets(
    path: str, output: str, suffixes: tuple[tuple[str, ...], str], *, force: bool = False
) -> list[tuple[str, str]]:
    """Each file at `path` with the file to write; those of a folder go into the folder `output`, which is made.

    `suffixes` are those of the files that are looked for in a folder, and the one of the files to write.

    Raises OutputError, before anything is written, where a target in the folder exists and `force` is not
    given, and where two files would go into one; click.UsageError for a folder that is to go to standard output.
    """
    from monitor_cli.reading.discovery import find_files

    if not os.path.isdir(path):
        return [(path, output)]
    if output == "-":
        raise click.UsageError(_("{path} is a folder; name a folder to write to with -o").format(path=visible(path)))
    before, after = suffixes
    pairs = []
    for file in find_files((path,), before):
        name = os.path.splitext(os.path.relpath(file, path))[0]
        pairs.append((file, os.path.join(output, name + after)))
    _refuse_clashes(pairs, force)
    for _file, target in pairs:
        os.makedirs(os.path.dirname(target) or os.curdir, exist_ok=True)
    return pairs


def _refuse_clashes(pairs: Sequence[tuple[str, str]], force: bool) -> None:
    taken: dict[str, str] = {}
    for file, target in pairs:
        if other := taken.get(os.path.normcase(target)):
            words = _("{file} and {other} would both be written to {path}")
            raise OutputError(words.format(file=visible(file), other=visible(other), path=visible(target)))
        taken[os.path.normcase(target)] = file
        if not force and os.path.lexists(target):
            raise OutputError(_("{path} exists already; --force overwrites it").format(path=visible(target)))
