"""From follow-up files to what they say, or to located problems; those of a run lie below or beside its paths."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.follow_up import FOLDER, FollowUpFile, strays
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.core.shapes import shape
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.decoding import PROSE
from monitor_cli.reading.discovery import beside, find_files
from monitor_cli.reading.document import Document, hidden_characters
from monitor_cli.reading.shape_check import Shape


def is_follow_up_document(document: Document) -> bool:
    """Whether a document was meant as a follow-up file."""
    return isinstance(document.data, dict) and "follow_up" in document.data


def check_follow_up(document: Document) -> tuple[FollowUpFile | None, list[Problem]]:
    """The file that a document describes, None where it has problems, and all of them."""
    file, problems = _shape().check(document)
    problems += hidden_characters(document, PROSE)
    return None if problems else file, problems


@cache
def _shape() -> Shape:
    return Shape(shape(FollowUpFile))


def read_follow_up(
    paths: Sequence[str], results: Sequence[Result], library: CriteriaLibrary, today: datetime.date, most_bytes: int
) -> tuple[list[Result], list[FollowUpFile]]:
    """All `results` and those of the follow-up files beside the paths, and what the files say.

    An entry that answers nothing of the results is a problem of its file, which still counts with the others.
    """
    from monitor_cli.reading.score_files import check_file, document_of, in_order

    below = {os.path.realpath(result.file) for result in results}
    every = list(results)
    with suppress(NoFilesError):
        for path in find_files(beside(paths, FOLDER)):
            if os.path.realpath(path) not in below:
                every.append(check_file(path, library, most_bytes=most_bytes))
    files = []
    for index, result in enumerate(every):
        document = document_of(result) if result.kind == FOLDER else None
        file = check_follow_up(document)[0] if isinstance(document, Document) else None
        if document is None or file is None:
            continue
        files.append(file)
        problems = []
        for stray in strays(file, results, today, whole=os.path.realpath(result.file) in below):
            at, entry = ("entries", stray.number), stray.entry
            if stray.began:
                day, start = entry.date.isoformat(), stray.began.isoformat()
                problems.append(document.problem("follow-up-early", (*at, "date"), day=day, start=start))
                continue
            agency, year, criterion, nearest = file.follow_up, entry.year, entry.criterion, stray.nearest
            problems.append(
                document.problem(
                    "follow-up-unmatched", at, agency=agency, year=year, criterion=criterion, nearest=nearest
                )
            )
        every[index] = replace(result, problems=in_order([*result.problems, *problems]))
    return every, files
