"""Scores compliance with the law on the civil and municipal service by order No. 158 (2018).

The same functions that the commands use, for programs. Whatever is wrong with a file comes back
as problems of its result and is never raised.

>>> from monitor_cli import CriteriaLibrary, check_file
>>> library = CriteriaLibrary()
>>> result = check_file("examples/valid/mayors-office.yaml", library)
>>> result.status, result.scorecard.total, result.scorecard.band.number
('ok', 97, 3)

A draft has no total, but the totals and bands that it can still get:

>>> draft = check_file("examples/draft/incomplete-draft.yaml", library)
>>> draft.status, draft.scorecard, len(draft.prospect.missing) > 0
('incomplete', None, True)

A folder, with bodies that are described twice found out:

>>> from monitor_cli import check_all
>>> sorted(found.scorecard.total for found in check_all(("examples/valid",), library))
[59, 84, 97, 102, 117]

Problems carry a rule, a place and parameters; `describe` puts them into words:

>>> from monitor_cli import describe
>>> missing = check_file("no-such-file.yaml", library).problems[0]
>>> missing.rule, describe(missing)
('file-unreadable', 'the file cannot be read: there is no such file or folder')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from monitor_cli.core.criteria import CriteriaSet
    from monitor_cli.core.errors import CriteriaError, NoFilesError
    from monitor_cli.core.problems import Place, Problem
    from monitor_cli.core.result import Result
    from monitor_cli.core.score_file import ScoreFile
    from monitor_cli.core.scorecard import Scorecard, scorecard
    from monitor_cli.messages.problems import message as describe
    from monitor_cli.reading.batch import check_all
    from monitor_cli.reading.criteria_files import CriteriaLibrary, load_criteria
    from monitor_cli.reading.score_files import check_file

__version__ = "0.1.0"

_HOMES = {
    "CriteriaSet": "core.criteria",
    "CriteriaError": "core.errors",
    "NoFilesError": "core.errors",
    "Place": "core.problems",
    "Problem": "core.problems",
    "Result": "core.result",
    "ScoreFile": "core.score_file",
    "Scorecard": "core.scorecard",
    "scorecard": "core.scorecard",
    "check_all": "reading.batch",
    "CriteriaLibrary": "reading.criteria_files",
    "load_criteria": "reading.criteria_files",
    "check_file": "reading.score_files",
}
"""Where each public name lives; it is loaded when it is used, so that `monitor --help` loads none of them."""

__all__ = [
    "CriteriaError",
    "CriteriaLibrary",
    "CriteriaSet",
    "NoFilesError",
    "Place",
    "Problem",
    "Result",
    "ScoreFile",
    "Scorecard",
    "check_all",
    "check_file",
    "describe",
    "load_criteria",
    "scorecard",
]


def __getattr__(name: str) -> Any:
    if name == "describe":
        return import_module("monitor_cli.messages.problems").message
    if name in _HOMES:
        return getattr(import_module(f"monitor_cli.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'monitor_cli' has no attribute {name!r}")
