"""What lies beside the files of a run: the register of bodies that they are held against, and follow-up files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.session import STANDARD_OUTPUT, Session
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible

if TYPE_CHECKING:
    import datetime

    from monitor_cli.core.follow_up import FollowUpFile
    from monitor_cli.core.register import Register
    from monitor_cli.core.result import Result, Row


def use_register(session: Session, paths: Iterable[str]) -> Register | None:
    """The register of bodies that `--bodies` names, else the one beside the `paths`, where there is one. From now on,
    files are held against it.

    Raises RegisterError for one that cannot be used, and click.UsageError where there are two.
    """
    from monitor_cli.core.attendance import Attendance
    from monitor_cli.core.register import FILES
    from monitor_cli.reading.discovery import beside
    from monitor_cli.reading.register import load_register

    found, library = (session.bodies,) if session.bodies else beside(paths, *FILES), session.library
    if len(found) > 1:
        words = _("there are several registers of bodies: {files}; name one with --bodies")
        raise click.UsageError(words.format(files=", ".join(map(visible, found))))
    known = library.register
    if found and (known is None or os.path.abspath(known.file) != os.path.abspath(found[0])):
        library.register = load_register(found[0], session.most_bytes)
        session.aside["register"] = Attendance(library.register)
    return library.register


def expect(
    session: Session, rows: Iterable[Row], paths: Iterable[str], *, year: int | None = None, kind: str | None = None
) -> int:
    """Note who has handed in of those that the register expects, to be shown with the report; return the exit code."""
    from monitor_cli.core.attendance import attendance

    if (register := session.library.register) is None:
        return 0
    folders = [path for path in paths if path not in STANDARD_OUTPUT and os.path.isdir(path)]
    session.aside["register"] = attendance(register, rows, folders, year, kind)
    return int(bool(session.aside["register"].missing))


def follow_up(
    session: Session, paths: Sequence[str], results: Sequence[Result], today: datetime.date
) -> tuple[list[Result], list[FollowUpFile]]:
    """The results, with those of the follow-up files below and beside the paths, and what the files say."""
    from monitor_cli.core.problems import PassedOver
    from monitor_cli.reading.follow_up import read_follow_up

    every, files, alone = read_follow_up(paths, results, session.library, today, session.most_bytes)
    if not paths or any(map(os.path.isdir, paths)):  # of single files, it is no wonder that other bodies are missing
        session.pass_over(PassedOver(file, "follow-up-alone") for file in alone)
    session.beside.extend(result.file for result in every[len(results) :])
    return every, files


def followed_up(session: Session, paths: Sequence[str], results: Sequence[Result]) -> list[Result]:
    """The results with each recommendation as it stands today, and the follow-up files that are not in order."""
    from monitor_cli.core.follow_up import followed_up
    from monitor_cli.messages.clock import today

    every, files = follow_up(session, paths, results, today())
    return [one for one in followed_up(every, files, today()) if one.kind != "follow-up" or one.errors]
