"""Forms that come in over weeks: what is new is written, what is unchanged stays, what differs is named."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.session import Session
from monitor_cli.messages import KINDS, _, counted
from monitor_cli.messages.visible import visible

if TYPE_CHECKING:
    from monitor_cli.cli.form import Ready
    from monitor_cli.core.result import Result
    from monitor_cli.core.score_file import ScoreFile
    from monitor_cli.output.score_yaml import Remarks


def in_waves(session: Session, output: str, forms: Ready) -> tuple[Ready, int]:
    """The forms to write, each to the file of its body below `output` or to a new one; and 1 where one is held back.

    Only a file of the same body, year and monitoring is ever overwritten, with `--force`, and its comments are kept.
    """
    bodies: dict[str, list[Result]] = {}
    folders: dict[str, set[str | None]] = {}
    for old in _score_files(session, output):
        if whom := old.score_file.agency if old.score_file else old.about:
            bodies.setdefault(whom.id, []).append(old)
            folders.setdefault(_folder(old.file), set()).add(whom.kind)
    writing, new, unchanged, code = list[Any](), list[tuple[str, str]](), 0, 0
    for (name, target), result, values in forms:
        if (file := result.score_file) is None:
            continue
        there = [old for old in bodies.get(file.agency.id, ()) if _are_one(file, old)]
        if not there and not os.path.lexists(target):
            writing.append(((name, target), result, values))
            new.append((target, file.agency.kind))
            continue
        old_file = there[0].score_file if len(there) == 1 else None
        if old_file == file:
            unchanged += 1
            continue
        keys = ", ".join(_differing(old_file, file)) if old_file else ""
        if overwrites := bool(keys and session.force):
            writing.append(((name, there[0].file), result, (*values, kept_comments(there[0]))))
        files = ", ".join(visible(old.file) for old in there) or visible(target)
        words = _words(there, keys, overwrites)
        about = {"agency": file.agency.id, "year": file.year}
        click.echo(words.format(file=visible(name), path=files, files=files, keys=keys, **about), err=True)
        code = max(code, not overwrites)
    for line in _misplaced(new, folders):
        click.echo(line, err=True)
    if unchanged:
        click.echo(counted("{count} file is unchanged", "{count} files are unchanged", unchanged), err=True)
    return writing, code


def _words(there: Sequence[Result], keys: str, overwrites: bool) -> str:
    """What is said of a form whose file is neither new nor unchanged."""
    if overwrites:
        return _("{path} is overwritten: it differs from {file} in {keys}")
    if keys:
        return _("{path} stays as it is: it differs from {file} in {keys}; --force overwrites it")
    if len(there) > 1:
        return _("{file} is not written: several files are about {agency}, {year}: {files}")
    if there:
        return _("{file} is not written: {path} is about {agency}, {year} and has errors; fix them first")
    return _("{file} is not written: {path} is there and is not about {agency}, {year}")


def kept_comments(old: Result) -> Remarks:
    """The comments of a file that is overwritten, to stand in the new one; those that cannot be placed are named."""
    from monitor_cli.output.score_yaml import own_comments
    from monitor_cli.reading.document import Document, comments
    from monitor_cli.reading.score_files import document_of

    document = document_of(old) if old.score_file else None
    if old.score_file and old.criteria_set and isinstance(document, Document):
        remarks: dict[tuple[str, ...], list[str]] = {}
        for path, comment in own_comments(comments(document), old.criteria_set, old.score_file.year):
            remarks.setdefault(path, []).append(comment)
        return remarks
    if lost := re.findall(r"(?:^|\s)(#.*\S)", (old.raw or b"").decode("utf-8", "replace")):
        words = _("{path} is overwritten, and with it these comments: {comments}")
        click.echo(words.format(path=visible(old.file), comments=" ".join(map(visible, lost))), err=True)
    return {}


def _score_files(session: Session, folder: str) -> Iterator[Result]:
    from monitor_cli.core.errors import NoFilesError
    from monitor_cli.reading.discovery import find_files

    if os.path.isdir(folder):
        with contextlib.suppress(NoFilesError):
            yield from map(session.check, find_files((folder,), (".yaml", ".yml")))


def _folder(path: str) -> str:
    return os.path.dirname(os.path.normpath(path))


def _are_one(form: ScoreFile, old: Result) -> bool:
    """Whether a file is about the body and the year of a form, and no days tell two monitorings apart."""
    from monitor_cli.core.rating import monitorings
    from monitor_cli.core.result import body_of

    if old.score_file is None:
        return old.about is not None and old.about.year in (form.year, None)
    return bool(monitorings([("form", body_of(form)), ("old", body_of(old.score_file))])[0])


def _differing(old: ScoreFile, new: ScoreFile) -> Iterator[str]:
    """The keys whose values differ, of scores with their numbers."""
    from monitor_cli.core.figures import ranges

    for key, value in vars(new).items():
        before = getattr(old, key)
        if key in ("scores", "self_scores") and before != value:
            yield f"{key} {ranges(n for n in {*before, *value} if before.get(n) != value.get(n))}"
        elif before != value:
            yield key


def _misplaced(new: Sequence[tuple[str, str]], folders: dict[str, set[str | None]]) -> Iterator[str]:
    """A line for each new file that has neighbours, none of which is of its kind."""
    for path, kind in new:
        others: set[str | None] = {other for near, other in new if near != path and _folder(near) == _folder(path)}
        if (kinds := folders.get(_folder(path), others)) and kind not in kinds:
            words = _("{path} is of another kind than the other files of its folder: {kind}")
            yield words.format(path=visible(path), kind=_(KINDS[kind]))
