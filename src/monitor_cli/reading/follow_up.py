"""Reads follow-up files, and finds the follow-up files below or beside the paths of a run."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from monitor_cli.core.errors import NoFilesError
from monitor_cli.core.follow_up import FOLDER, FollowUpFile, began
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.core.texts import nearest
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.discovery import YAML_SUFFIXES, beside, find_files
from monitor_cli.reading.document import Document
from monitor_cli.reading.score_check import in_order
from monitor_cli.reading.score_files import check_file, check_follow_up, document_of
from monitor_cli.reading.shape_check import LocatedDocument


def read_follow_up(
    paths: Sequence[str], results: Sequence[Result], library: CriteriaLibrary, today: datetime.date, most_bytes: int
) -> tuple[list[Result], list[FollowUpFile], list[str]]:
    """Return the `results` with those of the follow-up files beside the paths, the content of the follow-up files, and
    the names of those about a body that neither the results nor the register know.

    An entry without a recommendation in the results is a problem of its file, which still counts.
    """
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
    document: LocatedDocument, file: FollowUpFile, results: Sequence[Result], today: datetime.date, *, whole: bool
) -> Iterator[Problem]:
    """Report entries without a recommendation in the results, with the nearest recommendation.

    Entries later than `today`, and of years that the results do not have, are not judged. Unless the results are the
    `whole` that the file is about, neither are entries of a body that they do not have and that resembles none of
    theirs.
    """
    score_files = [result.score_file for result in results if result.score_file]
    unread = any(result.kind != FOLDER and result.errors and not result.score_file for result in results)
    own = [score_file for score_file in score_files if score_file.agency.id == file.follow_up]
    kinds = {score_file.agency.kind for score_file in own or score_files}
    years = {score_file.year for score_file in score_files if score_file.agency.kind in kinds}
    alike = "" if own else nearest(file.follow_up, {score_file.agency.id for score_file in score_files}, like=0.85)
    recommended = [(one, number) for one in own for number, entry in one.scores.items() if entry.recommendation]
    for index, entry in enumerate(file.entries):
        is_read = any(score_file.year == entry.year for score_file in own)
        if entry.date > today or entry.year not in years or not (is_read or (not unread and (own or alike or whole))):
            continue
        at, year, number = ("entries", index), entry.year, entry.criterion
        if days := [began(one) for one, criterion in recommended if (one.year, criterion) == (year, number)]:
            if min(days) > entry.date:
                day, start = entry.date.isoformat(), min(days).isoformat()
                yield document.problem("follow-up-early", (*at, "date"), day=day, start=start)
            continue
        near = [(abs(one.year - year), abs(n - number), f"year: {one.year}, criterion: {n}") for one, n in recommended]
        close, agency = alike or min(near, default=(0, 0, ""))[2], file.follow_up
        yield document.problem("follow-up-unmatched", at, agency=agency, year=year, criterion=number, nearest=close)
