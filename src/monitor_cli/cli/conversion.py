"""Files that become other files: the target of each, repeated imports of forms, and the list of what is written.

A repeated import writes new files, leaves unchanged files alone, and reports files that differ.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from monitor_cli.cli.checking import watched
from monitor_cli.cli.session import Session
from monitor_cli.cli.terminal import UsageError, filled, note
from monitor_cli.cli.writing import OutputError, check_target, errors_naming, refusal, statuses
from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.texts import nfc
from monitor_cli.messages import KINDS, _, counted, ranges
from monitor_cli.messages.visible import visible
from monitor_cli.reading.interrupts import held_back

if TYPE_CHECKING:
    from monitor_cli.core.criteria import CriteriaSet
    from monitor_cli.core.result import Result
    from monitor_cli.core.score_file import Kind, ScoreFile
    from monitor_cli.output.score_yaml import Remarks


class Conversion(NamedTuple):
    """A file that becomes a `target`: its `values` have the keys of a score file; `remarks` are comments to keep."""

    file: str
    target: str
    result: Result
    criteria_set: CriteriaSet
    values: Mapping[str, Any]
    remarks: Remarks = MappingProxyType({})


def targets(session: Session, path: str, before: tuple[str, ...], after: str) -> list[tuple[str, str]]:
    """Return each file at `path` with the file to write; the files of a folder go to the folder of `--output`.

    `before` are the suffixes of the files to read from a folder, `after` is that of the files to write. Raises
    UsageError if `-o` does not say where to write, and without any file.
    """
    from monitor_cli.reading.discovery import find_files

    if not os.path.isdir(path):
        return [(path, session.named_output("form" + after, after[1:]))]
    output = session.named_folder("forms")
    pairs = []
    with contextlib.suppress(NoFilesError):
        for file in find_files((path,), before):
            name = os.path.splitext(os.path.relpath(file, path))[0]
            pairs.append((file, os.path.join(output, name + after)))
    session.note_folders((path,))
    if not pairs:
        raise UsageError(_("no {suffix} file found under {path}"), suffix="/".join(before), path=path)
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


def write_each(session: Session, ready: Sequence[Conversion], content: Callable[[Conversion], str | bytes]) -> None:
    """Write the `content` of each conversion to its target, with the folders of the target.

    An error or a signal half way lists the files that are written and those that are not.
    """
    done = 0
    try:
        for one in watched(ready, lambda: len(ready), _("writing")):
            report = content(one)
            with held_back():  # so that what is written is counted
                with errors_naming(one.target):
                    os.makedirs(os.path.dirname(one.target) or os.curdir, exist_ok=True)
                session.write([report], inputs=[one.file], to=one.target)
                done += 1
    except BaseException:
        for index, one in enumerate(ready):
            note(_("written: {path}") if index < done else _("not written: {path}"), path=one.target)
        raise


def in_waves(session: Session, path: str, forms: list[Conversion]) -> tuple[list[Conversion], int]:
    """Return the forms to write, and 1 if one is held back: each goes to the file of its body or to a new one.

    Only a file of the same body, year and monitoring is ever overwritten, with `--force`, and its comments are kept.
    """
    target = session.target or ""
    if not os.path.isdir(path):
        if forms and session.force and os.path.isfile(target):
            remarks = kept_comments(session.check(target))
            return [form._replace(remarks=remarks) for form in forms], 0
        return forms, 0
    bodies: dict[str, list[Result]] = {}
    folders: dict[str, set[str | None]] = {}
    for old in _score_files(session, target):
        if body := old.score_file.agency if old.score_file else old.about:
            bodies.setdefault(body.id, []).append(old)
            folders.setdefault(_folder(old.file), set()).add(body.kind)
    new: list[tuple[str, Kind]] = []
    writing, unchanged, code = list[Conversion](), 0, 0
    for conversion in forms:
        name, new_file = conversion.file, conversion.target
        if (form := conversion.result.score_file) is None:
            continue
        there = [old for old in bodies.get(form.agency.id, ()) if _are_one(form, old)]
        if not there and not os.path.lexists(new_file):
            writing.append(conversion)
            new.append((new_file, form.agency.kind))
            continue
        old_file = there[0].score_file if len(there) == 1 else None
        if old_file == form:
            unchanged += 1
            continue
        keys = ", ".join(_differing(old_file, form)) if old_file else ""
        if overwrites := bool(keys and session.force):
            writing.append(conversion._replace(target=there[0].file, remarks=kept_comments(there[0])))
        files = ", ".join(old.file for old in there) or new_file
        about = {"agency": form.agency.id, "year": form.year, "keys": keys}
        note(_message(there, keys, overwrites), file=name, path=files, files=files, **about)
        code = max(code, not overwrites)
    for line in _misplaced(new, folders):
        note(line)
    if unchanged:
        note(counted("{count} file is unchanged", "{count} files are unchanged", unchanged))
    return writing, code


def _message(there: Sequence[Result], keys: str, overwrites: bool) -> str:
    """Return the message about a form whose file is neither new nor unchanged."""
    if overwrites:
        return _("{path} is overwritten: it differs from {file} in {keys}")
    if keys:
        return _("{path} stays as it is: it differs from {file} in {keys}; --force overwrites it")
    if len(there) > 1:
        return _("{file} is not written: several files are about {agency}, {year}: {files}")
    if there:
        return _("{file} is not written: {path} is about {agency}, {year} and has errors; fix them first")
    return _("{file} is not written: {path} exists and is not about {agency}, {year}")


def kept_comments(old: Result) -> Remarks:
    """Return the comments of a file to be overwritten, for the new one; those without a place are shown."""
    from monitor_cli.core.figures import grouped
    from monitor_cli.output.score_yaml import own_comments
    from monitor_cli.reading.document import Document
    from monitor_cli.reading.score_files import document_of
    from monitor_cli.reading.text_check import comments

    document = document_of(old) if old.score_file else None
    if old.score_file and old.criteria_set and isinstance(document, Document):
        return grouped(own_comments(comments(document), old.criteria_set, old.score_file.year))
    if lost := re.findall(r"(?:^|\s)(#.*\S)", (old.raw or b"").decode("utf-8", "replace")):
        message = _("{path} is overwritten, and with it these comments: {comments}")
        note(message, path=old.file, comments=" ".join(map(visible, lost)))
    return {}


def _score_files(session: Session, folder: str) -> Iterator[Result]:
    from monitor_cli.reading.discovery import YAML_SUFFIXES, find_files

    if os.path.isdir(folder):
        with contextlib.suppress(NoFilesError):
            yield from map(session.check, find_files((folder,), YAML_SUFFIXES))


def _folder(path: str) -> str:
    return os.path.dirname(os.path.normpath(path))


def _are_one(form: ScoreFile, old: Result) -> bool:
    """Return True if a file and a form are about one body, year and monitoring."""
    from monitor_cli.core.result import body_of, monitorings

    if old.score_file is None:
        return old.about is not None and old.about.year in (form.year, None)
    return bool(monitorings([("form", body_of(form)), ("old", body_of(old.score_file))])[0])


def _differing(old: ScoreFile, new: ScoreFile) -> Iterator[str]:
    """Yield the keys whose values differ, for scores with their numbers."""
    before_and_now = [
        {**vars(file), "scores": {**dict(file.unscored), **file.scores}, "unscored": None} for file in (old, new)
    ]
    for key, value in before_and_now[1].items():
        before = before_and_now[0][key]
        if key in ("scores", "self_scores") and before != value:
            yield f"{key} {ranges(n for n in {*before, *value} if before.get(n) != value.get(n))}"
        elif before != value:
            yield key


def _misplaced(new: Sequence[tuple[str, Kind]], folders: dict[str, set[str | None]]) -> Iterator[str]:
    """Yield a line for each new file of another kind than its neighbours."""
    for path, kind in new:
        others: set[str | None] = {other for near, other in new if near != path and _folder(near) == _folder(path)}
        if (kinds := folders.get(_folder(path), others)) and kind not in kinds:
            message = _("{path} is of a different kind from the other files in its folder: {kind}")
            yield filled(message, path=path, kind=_(KINDS[kind]))
