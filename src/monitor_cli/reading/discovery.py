"""Finds the files that the paths of a user refer to."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.problems import UnreadFile, UnreadReason
from monitor_cli.reading.source import FORM_SUFFIXES, STANDARD_INPUT, Source, read_source

_Other = tuple[bytes, UnreadReason]
_LEFTOVER = (b"~", b"#", b".bak", b".swp", b".tmp", b".orig")
_OTHER_ENDINGS: dict[tuple[bytes, ...], UnreadReason] = {
    (b".yaml.txt", b".yml.txt"): "text-ending",
    (b".xls", b".xlsm", b".xlsb", b".fods"): "old-workbook",
}
_NO_TEXT = re.compile(rb"(?!.*(\.txt$|\.ya?ml)).*\.[a-z][a-z0-9]{1,7}", re.DOTALL)
"""A lowercase name with an ending that a score file would not get by mistake."""
_SCORE_FILE = [re.compile(rb"(?m)^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?%s\s*:" % key) for key in (b"criteria", b"scores")]
_SCHEMA = re.compile(r"[^\s\0-\x1f]+\.schema\.json")
"""The name of a schema that the first line of a file can point to."""
YAML_SUFFIXES = (".yaml", ".yml")
SUFFIXES = (*YAML_SUFFIXES, *FORM_SUFFIXES)
"""Endings of score files."""
REGISTERS = ("bodies.yaml", "bodies.yml")
"""The file names of the register of bodies."""
_MOST_WORKBOOK = 16 * 1024 * 1024
"""The largest spreadsheet, in bytes, that is opened to find out whether it is a form."""
_MOST_MANIFEST = 4 * 1024 * 1024


def find_files(paths: tuple[str, ...], suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[str]:
    """Find every file among the paths, and every file with one of the `suffixes` below the folders.

    The order is stable, and each file comes once.

    Below a folder, hidden files and folders are left out, also those that a spreadsheet program creates while it has a
    file open; so are links to folders, because links can form loops, and published folders. A path that does not exist
    is returned: reading it gives the error.

    Raises NoFilesError for a folder without any such file, which must not look like a folder without errors.
    """
    seen: set[str] = set()
    for path in paths:
        files: Iterator[str] = iter((path,))
        if path != STANDARD_INPUT and os.path.isdir(path):
            files = (file for file in _below(path, suffixes) if isinstance(file, str))
        if (first := next(files, None)) is None:
            raise NoFilesError(path)
        files = chain((first,), files)
        if len(paths) == 1:
            yield from files
            continue
        for file in files:
            if (key := os.path.normpath(file)) not in seen:
                seen.add(key)
                yield file


def passed_over(paths: Iterable[str]) -> tuple[UnreadFile, ...]:
    """Return the files that `find_files` leaves out of folders, with the reasons; hidden files are not named."""
    folders = (path for path in paths if path != STANDARD_INPUT and os.path.isdir(path))
    entries = (entry for folder in folders for entry in _below(folder, SUFFIXES, explain=True))
    return tuple(dict.fromkeys(entry for entry in entries if isinstance(entry, UnreadFile)))


def _below(top: str, suffixes: tuple[str, ...], *, explain: bool = False) -> Iterator[str | UnreadFile]:
    """Yield the files of a folder and then those of its folders, by the code points of their names.

    A folder that cannot be listed is returned as a path: reading it gives the error. Of the files that are not read,
    `explain` finds more.
    """
    waiting = [top]  # no recursion: folders can be nested deeper than the interpreter's stack
    while waiting:
        folder = waiting.pop(0)
        if folder != top and _is_published(folder):
            yield UnreadFile(folder, "published-folder")
            continue
        try:
            files, folders, others = _listed(folder, suffixes, explain)
        except OSError:
            yield folder
            continue
        start = "" if folder == os.curdir else os.path.join(folder, "")
        yield from (start + os.fsdecode(name) for name in files)
        waiting[:0] = [start + os.fsdecode(name) for name in folders]
        yield from (UnreadFile(start + os.fsdecode(name), reason) for name, reason in others)


def _listed(folder: str, suffixes: tuple[str, ...], explain: bool) -> tuple[list[bytes], list[bytes], list[_Other]]:
    """Return the names of files, folders and passed-over entries, as bytes to save memory; `explain` finds more."""
    files, folders, endings = [], [], tuple(map(os.fsencode, suffixes))
    others: list[_Other] = []
    with os.scandir(os.fsencode(folder)) as entries:
        for entry in entries:
            if entry.name.startswith((b".", b"~$")):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif entry.is_symlink() and os.path.isdir(entry.path):
                others.append((entry.name, "linked-folder"))
            elif _is_foreign(entry):
                others.append((entry.name, "no-form"))
            elif entry.name.lower().endswith(endings):
                files.append(entry.name)
            elif explain and (reason := _reason(entry)):
                others.append((entry.name, reason))
    return sorted(files), sorted(folders), sorted(others)


def _reason(entry: os.DirEntry[bytes]) -> UnreadReason | None:
    """Return the reason why a possible score file is passed over, by its name or its content."""
    name = entry.name.lower()
    if name.endswith(_LEFTOVER):
        return None
    if reason := next((reason for endings, reason in _OTHER_ENDINGS.items() if name.endswith(endings)), None):
        return reason
    source = None if _NO_TEXT.fullmatch(name) else read_source(os.fsdecode(entry.path))
    if not isinstance(source, Source):
        return None
    data = source.data.replace(b"\0", b"")  # Notepad's “Unicode” has two bytes per letter
    return "no-ending" if all(key.search(data) for key in _SCORE_FILE) else None


def _is_published(folder: str) -> bool:
    """Return True if `monitor publish` wrote the folder, according to its manifest."""
    source = read_source(os.path.join(folder, "manifest.json"), _MOST_MANIFEST)
    return isinstance(source, Source) and str(_value(source.data, "format")).startswith("monitor.publish/")


def _is_foreign(entry: os.DirEntry[bytes]) -> bool:
    """Return True if a file is certainly a spreadsheet without a form."""
    if not os.fsdecode(entry.name).lower().endswith(FORM_SUFFIXES):
        return False
    status = entry.stat()
    return _has_no_form(os.fsdecode(entry.path), status.st_mtime_ns, status.st_size)


@lru_cache(8_192)
def _has_no_form(path: str, _changed: int, _size: int) -> bool:
    from monitor_cli.forms.package import is_foreign

    source = read_source(path, _MOST_WORKBOOK)
    return isinstance(source, Source) and is_foreign(source.data)


def schema_for(file: str, identity: str) -> str:
    """Return the relative path from the folder of `file` to a JSON Schema with this `$id`; empty if there is none.

    The schema is in that folder or above it, up to the root of the git repository or the working folder.
    """
    with contextlib.suppress(OSError):  # a folder that does not exist or cannot be read has no schema either
        folder = os.path.dirname(os.path.abspath(file))
        for above in _and_above(folder):
            for name in sorted(filter(_SCHEMA.fullmatch, os.listdir(above))):
                source = read_source(os.path.join(above, name))
                if isinstance(source, Source) and _value(source.data, "$id") == identity:
                    return os.path.relpath(source.name, folder).replace(os.sep, "/")
    return ""


def beside(paths: Iterable[str], *names: str) -> tuple[str, ...]:
    """Return the nearest file or folder with one of these names, in any case, for each path, each once.

    The search goes from the folder, or the folder of the file, up to the root of the git repository or the working
    folder.
    """
    folders = (path if os.path.isdir(path) else os.path.dirname(path) for path in paths if path != STANDARD_INPUT)
    nearest = dict[str, str]()
    for folder in dict.fromkeys(folders):
        if place := next(
            chain.from_iterable(_named(above, names) for above in _and_above(os.path.abspath(folder))), None
        ):
            nearest.setdefault(place, place if os.path.isabs(folder) else os.path.relpath(place))
    return tuple(nearest.values())


def _named(folder: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the paths of these names in a folder, then of those in another case, as Windows and macOS find them."""
    yield from filter(os.path.lexists, (os.path.join(folder, name) for name in names))
    with contextlib.suppress(OSError):
        yield from (os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.lower() in names)


def _and_above(folder: str) -> list[str]:
    """Return a folder and its parents up to the git root, else up to the working folder, else only the folder."""
    folders, most, above = list[str](), 1, ""
    while above != folder:
        above, folder = folder, os.path.dirname(folder)
        if os.path.isdir(above):
            folders.append(above)
        if os.path.lexists(os.path.join(above, ".git")):
            return folders
        if folders[-1:] == [above] and os.path.samefile(above, os.curdir):  # a deleted working folder has no path
            most = len(folders)
    return folders[:most]


def _value(data: bytes, key: str) -> object:
    """Return the value of a key in a JSON object; None without the key."""
    import json

    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return content.get(key) if isinstance(content, dict) else None
