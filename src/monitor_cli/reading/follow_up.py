"""From follow-up files to what they say, or to located problems; those of a run lie below or beside its paths."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.follow_up import FOLDER, FollowUpFile, began
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.core.shapes import shape
from monitor_cli.core.texts import nearest
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.decoding import PROSE
from monitor_cli.reading.discovery import YAML_SUFFIXES, beside, find_files
from monitor_cli.reading.document import Document
from monitor_cli.reading.shape_check import Located, Shape
from monitor_cli.reading.text_check import hidden_characters


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
) -> tuple[list[Result], list[FollowUpFile], list[str]]:
    """All `results` and those of the follow-up files beside the paths, what the files say, and the names of those
    about a body that neither the results nor the register know.

    An entry that answers nothing of the results is a problem of its file, which still counts with the others.
    """
    from monitor_cli.reading.score_files import check_file, document_of, in_order

    below = {os.path.realpath(result.file) for result in results}
    every = list(results)
    with suppress(NoFilesError):
        for path in find_files(beside(paths, FOLDER), YAML_SUFFIXES):
            if os.path.realpath(path) not in below:
                every.append(check_file(path, library, most_bytes=most_bytes))
    files, alone = [], []
    known = {result.score_file.agency.id for result in results if result.score_file}
    known |= library.register.by_id.keys() if library.register else set()
    for index, result in enumerate(every):
        document = document_of(result) if result.kind == FOLDER else None
        file = check_follow_up(document)[0] if isinstance(document, Document) else None
        if document and file:
            files.append(file)
            alone += [] if file.follow_up in known else [result.file]
            strays = _strays(document, file, results, today, whole=os.path.realpath(result.file) in below)
            every[index] = replace(result, problems=in_order([*result.problems, *strays]))
    return every, files, alone


def _strays(
    document: Located, file: FollowUpFile, results: Sequence[Result], today: datetime.date, *, whole: bool
) -> Iterator[Problem]:
    """The entries that answer nothing of what was recommended in the results, with the nearest that there is.

    Entries later than `today`, and of years that are not among the results, are not judged. Unless the results are the
    `whole` of what the file is about, neither are those of a body that is not among them and resembles none that is.
    """
    known = [result.score_file for result in results if result.score_file]
    unread = any(result.kind != FOLDER and result.errors and not result.score_file for result in results)
    own = [one for one in known if one.agency.id == file.follow_up]
    kinds = {one.agency.kind for one in own or known}
    years = {one.year for one in known if one.agency.kind in kinds}
    alike = "" if own else nearest(file.follow_up, {one.agency.id for one in known}, like=0.85)
    told = [(one, number) for one in own for number, scored in one.scores.items() if scored.recommendation]
    for index, entry in enumerate(file.entries):
        is_read = any(one.year == entry.year for one in own)
        if entry.date > today or entry.year not in years or not (is_read or (not unread and (own or alike or whole))):
            continue
        at, year, number = ("entries", index), entry.year, entry.criterion
        if days := [began(one) for one, criterion in told if (one.year, criterion) == (year, number)]:
            if min(days) > entry.date:
                day, start = entry.date.isoformat(), min(days).isoformat()
                yield document.problem("follow-up-early", (*at, "date"), day=day, start=start)
            continue
        near = sorted((abs(one.year - year), abs(n - number), f"year: {one.year}, criterion: {n}") for one, n in told)
        agency, known_one = file.follow_up, alike or (near[0][2] if near else "")
        yield document.problem("follow-up-unmatched", at, agency=agency, year=year, criterion=number, nearest=known_one)
