"""Reads and checks files of every kind, above all score files: a path in, a Result with value and problems out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.errors import CriteriaError
from monitor_cli.core.problems import ASIDE, Place, Problem
from monitor_cli.core.result import Result, failed
from monitor_cli.reading.criteria_files import CriteriaLibrary, check_criteria
from monitor_cli.reading.decoding import PROSE
from monitor_cli.reading.document import Document, kind_of, read_document
from monitor_cli.reading.score_check import about_of, check_scores, in_order, named_criteria, strict_problems
from monitor_cli.reading.shape_check import LocatedDocument, shape_of
from monitor_cli.reading.source import MOST_BYTES, TABLE_SUFFIXES, Source, read_source
from monitor_cli.reading.text_check import hidden_characters, lost_texts

if TYPE_CHECKING:
    from monitor_cli.core.follow_up import FollowUpFile
    from monitor_cli.core.register import Register


def check_file(path: str, library: CriteriaLibrary, *, most_bytes: int = MOST_BYTES, strict: bool = False) -> Result:
    """Read and check the file at `path` (`-` for standard input) against the criteria set that it names.

    With `strict`, warnings are added. Every error becomes a problem of the Result, an error of the tool itself too
    (`internal-error`).

    Raises CriteriaError if the library cannot be used, and ModuleNotFoundError if the reader of spreadsheets is not
    installed: neither concerns one file alone.
    """
    try:
        source = read_source(path, most_bytes)
        if isinstance(source, Problem):
            return Result(path, (source,))
        return check_source(source, library, strict=strict)
    except (CriteriaError, ModuleNotFoundError):
        raise
    except Exception as error:
        return failed(path, error)


def check_source(source: Source, library: CriteriaLibrary, *, strict: bool = False) -> Result:
    """Check the bytes of a file like `check_file`."""
    path = source.name
    if source.is_workbook:
        from monitor_cli.reading.form_files import form_result

        return form_result(source, library, strict=strict)
    if path.lower().endswith(TABLE_SUFFIXES):
        return Result(path, (Problem("file-not-text", place=Place(1, 1, 2)),), source.data)
    document, problems = read_document(source.data)
    if document is None:
        from monitor_cli.reading.refusals import body_in  # files in order do not need it

        return Result(path, in_order(problems), source.data, about=body_in(source.data))
    kind = kind_of(document.data) or "score-file"
    if kind in ASIDE:
        criteria_set, content_problems = _check_aside(document, kind, library)
        problems += content_problems
        criteria_set = None if problems else criteria_set
        return Result(path, in_order([*problems, *lost_texts(document)]), source.data, None, criteria_set, kind)
    criteria_set, set_problems = named_criteria(document, library)
    if kind == "published-file":
        from monitor_cli.reading.published import published_result

        result = _with_kind_problem(published_result(document, path, criteria_set, library.refs))
        return replace(result, problems=(result.problems[0], *problems, *result.problems[1:]))
    score_file, score_problems = check_scores(document, criteria_set)
    problems += [*hidden_characters(document, PROSE), *lost_texts(document), *score_problems]
    if all(problem.path != ("criteria",) for problem in score_problems):
        problems += set_problems
    if strict and score_file and criteria_set:
        problems += strict_problems(document, score_file, criteria_set)
    if score_file and library.register:
        from monitor_cli.reading.register import against_register

        problems += against_register(document, score_file, library.register)
    about = None if score_file else about_of(document.data)
    return Result(path, in_order(problems), source.data, score_file, criteria_set, about=about)


def _check_aside(document: Document, kind: str, library: CriteriaLibrary) -> tuple[CriteriaSet | None, list[Problem]]:
    """Return the problems of a file without scores and, of a criteria file, its set."""
    if kind == "criteria-file":
        return check_criteria(document)
    if kind == "register":
        from monitor_cli.reading.register import check_register

        return None, check_register(document)[1]
    return None, check_follow_up(document, library.register)[1]


def check_follow_up(document: Document, register: Register | None = None) -> tuple[FollowUpFile | None, list[Problem]]:
    """Return the follow-up file of a document and its problems; the file is None if there are any."""
    from monitor_cli.core.follow_up import FollowUpFile
    from monitor_cli.reading.register import unregistered

    file, problems = shape_of(FollowUpFile).check(document)
    problems += hidden_characters(document, PROSE)
    if file and register and not problems:
        problems += unregistered(document, ("follow_up",), file.follow_up, register)
    return None if problems else file, problems


def check_score_file(path: str, library: CriteriaLibrary, *, most_bytes: int = MOST_BYTES) -> Result:
    """Read and check a file like `check_file`; a file that is no score file is an error."""
    result = check_file(path, library, most_bytes=most_bytes)
    if result.kind in ("score-file", "published-file"):
        return result
    return replace(_with_kind_problem(result), criteria_set=None)


def _with_kind_problem(result: Result) -> Result:
    problem = Problem("criteria-file-here", {"kind": result.kind}, place=Place(1, 1, 2))
    return replace(result, problems=(problem, *result.problems))


def document_of(result: Result) -> LocatedDocument | None:
    """Return the document of a checked file, for the places of further problems."""
    if result.raw is None:
        return None
    if (source := Source(result.file, result.raw)).is_workbook:
        from monitor_cli.reading.form_files import form_of_result

        return form_of_result(result)
    return read_document(source.data)[0]
