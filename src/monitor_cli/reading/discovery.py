"""Which files are meant by the paths that a user gave."""

from __future__ import annotations

import os
from collections.abc import Iterator

from monitor_cli.reading.source import STANDARD_INPUT

SUFFIXES = (".yaml", ".yml")


def find_files(paths: tuple[str, ...]) -> Iterator[str]:
    """Every file that was named, and every YAML file below the folders, in a stable order and each once.

    Hidden files and folders below a named folder are left out, and so are links to folders,
    so that no loop of links is walked. A path that is not there is passed on: reading it says so.
    """
    seen: set[str] = set()
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):
            found: Iterator[str] = _listed(path)
        else:
            found = iter((path,))
        if len(paths) == 1:
            yield from found
            continue
        for file in found:
            if (key := os.path.normpath(file)) not in seen:
                seen.add(key)
                yield file


def _listed(folder: str) -> Iterator[str]:
    """What is below a folder; a folder that cannot be listed is passed on as a path, and reading it says so."""
    try:
        yield from _below(folder)
    except OSError:
        yield folder


def _below(folder: str) -> Iterator[str]:
    """The YAML files of a folder and then those of its folders; names in the order of their code points."""
    files, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif entry.name.lower().endswith(SUFFIXES) and not (entry.is_symlink() and entry.is_dir()):
                files.append(entry.name)
    for name in sorted(files):
        yield _joined(folder, name)
    del files
    for name in sorted(folders):
        yield from _listed(_joined(folder, name))


def _joined(folder: str, name: str) -> str:
    """The path below `folder`, without the `./` of the current one."""
    return name if folder == os.curdir else os.path.join(folder, name)
