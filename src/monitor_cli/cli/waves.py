"""Forms that come in over weeks: what is new is written, what is unchanged stays, what differs is named."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.session import Session
from monitor_cli.messages import KINDS, _, ngettext
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
    known = {old.file: (old, old.score_file) for old in _score_files(session, output) if old.score_file}
    folders: dict[str, set[str]] = {}
    for path, (_old, old_file) in known.items():
        folders.setdefault(_folder(path), set()).add(old_file.agency.kind)
    writing, new, unchanged, code = list[Any](), list[tuple[str, str]](), 0, 0
    for (name, target), result, values in forms:
        file = result.score_file
        there = [path for path, (_old, old_file) in known.items() if file and _are_one(file, old_file)]
        path, keys = there[0] if there else target, ""
        words = ""
        if file and not there and not os.path.lexists(path):
            writing.append(((name, path), result, values))
            new.append((path, file.agency.kind))
        elif len(there) == 1 and file == known[path][1]:
            unchanged += 1
        elif len(there) == 1 and file:
            keys = ", ".join(_differing(known[path][1], file))
            words = _("{path} stays as it is: it differs from {file} in {keys}; --force overwrites it")
            if session.force:
                words = _("{path} is overwritten: it differs from {file} in {keys}")
                writing.append(((name, path), result, (*values, kept_comments(known[path][0]))))
        elif there:
            words = _("{file} is not written: several files are about {agency}, {year}: {files}")
        else:
            words = _("{file} is not written: {path} is there and is not about {agency}, {year}")
        if words and file:
            shown = {"path": visible(path), "file": visible(name), "files": ", ".join(map(visible, there))}
            click.echo(words.format(**shown, keys=keys, agency=file.agency.id, year=file.year), err=True)
            code = max(code, not (keys and session.force))
    for line in _misplaced(new, folders):
        click.echo(line, err=True)
    if unchanged:
        words = ngettext("{count} file is unchanged", "{count} files are unchanged", unchanged)
        click.echo(words.format(count=unchanged), err=True)
    return writing, code


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


def _are_one(form: ScoreFile, old: ScoreFile) -> bool:
    """Whether the two are about one body and year, and their days do not tell two monitorings apart."""
    from monitor_cli.core.batch_row import body_of
    from monitor_cli.core.rating import monitorings

    return bool(monitorings([("form", body_of(form)), ("old", body_of(old))])[0])


def _differing(old: ScoreFile, new: ScoreFile) -> Iterator[str]:
    """The keys whose values differ, of scores with their numbers."""
    from monitor_cli.core.figures import ranges

    for key, value in vars(new).items():
        before = getattr(old, key)
        if key in ("scores", "self_scores") and before != value:
            yield f"{key} {ranges(n for n in {*before, *value} if before.get(n) != value.get(n))}"
        elif before != value:
            yield key


def _misplaced(new: Sequence[tuple[str, str]], folders: dict[str, set[str]]) -> Iterator[str]:
    """A line for each new file that has neighbours, none of which is of its kind."""
    for path, kind in new:
        others = {other for near, other in new if near != path and _folder(near) == _folder(path)}
        if (kinds := folders.get(_folder(path), others)) and kind not in kinds:
            words = _("{path} is of another kind than the other files of its folder: {kind}")
            yield words.format(path=visible(path), kind=_(KINDS[kind]))
