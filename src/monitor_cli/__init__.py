"""Scores compliance with the law on the civil and municipal service by order No. 158 (2018).

Programs use the functions that the commands use. Errors in a file are problems of its result and are never raised.

>>> from monitor_cli import CriteriaLibrary, check_file
>>> library = CriteriaLibrary()
>>> result = check_file("examples/valid/mayors-office.yaml", library)
>>> result.status, result.scorecard.total, result.scorecard.band.number
('ok', 97, 3)

A draft has no total, but totals and bands that are still possible:

>>> draft = check_file("examples/draft/incomplete-draft.yaml", library)
>>> draft.status, draft.scorecard, len(draft.prospect.missing) > 0
('incomplete', None, True)

A folder; a body with two files of one year has no total:

>>> from monitor_cli import check_all
>>> sorted(result.scorecard.total for result in check_all(("examples/valid",), library))
[59, 84, 97, 102, 117]

The ranking of a year (R3), with the best and the worst place that one point could have made:

>>> from monitor_cli import rate
>>> rating = rate(check_all(("examples/valid",), library), kind="state", year=2025, ref="order-158@1")
>>> [(place.rank, place.total, place.best, place.worst) for place in rating.places]
[(1, 117, 1, 1), (2, 102, 2, 2), (3, 59, 3, 3)]
>>> rating.counts
{'other-year': 1, 'municipal': 1}

The change between two files of a body, and the shortest way to the next band:

>>> from monitor_cli import compare, plan
>>> old, new = (check_file(f"examples/valid/two-years-{year}.yaml", library).scorecard for year in (2024, 2025))
>>> compare(old, new).total.difference
18
>>> plan(new).missing, [step.scored.criterion.number for step in plan(new).steps]
(5, [5, 13, 23])

A problem has a rule, a place and parameters; `describe` returns its message:

>>> from monitor_cli import describe
>>> missing = check_file("no-such-file.yaml", library).problems[0]
>>> missing.rule, describe(missing)
('file-unreadable', 'the file cannot be read: there is no such file or folder')
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # true for type checkers; importing `typing` would take a third of this package's start
if TYPE_CHECKING:
    from monitor_cli.core.comparison import Comparison as Comparison
    from monitor_cli.core.comparison import compare as compare
    from monitor_cli.core.criteria import CriteriaSet as CriteriaSet
    from monitor_cli.core.errors import CriteriaError as CriteriaError
    from monitor_cli.core.errors import NoFilesError as NoFilesError
    from monitor_cli.core.errors import NotComparableError as NotComparableError
    from monitor_cli.core.plan import Plan as Plan
    from monitor_cli.core.plan import plan as plan
    from monitor_cli.core.problems import Place as Place
    from monitor_cli.core.problems import Problem as Problem
    from monitor_cli.core.rating import Rating as Rating
    from monitor_cli.core.rating import rate as rate
    from monitor_cli.core.result import Result as Result
    from monitor_cli.core.score_file import ScoreFile as ScoreFile
    from monitor_cli.core.scorecard import Scorecard as Scorecard
    from monitor_cli.core.scorecard import scorecard as scorecard
    from monitor_cli.messages.problems import describe as describe
    from monitor_cli.reading.batch import check_all as check_all
    from monitor_cli.reading.criteria_files import CriteriaLibrary as CriteriaLibrary
    from monitor_cli.reading.criteria_files import load_criteria as load_criteria
    from monitor_cli.reading.score_files import check_file as check_file

__version__ = "0.1.0"

_NAMES = {
    "core.comparison": ("Comparison", "compare"),
    "core.criteria": ("CriteriaSet",),
    "core.errors": ("CriteriaError", "NoFilesError", "NotComparableError"),
    "core.plan": ("Plan", "plan"),
    "core.problems": ("Place", "Problem"),
    "core.rating": ("Rating", "rate"),
    "core.result": ("Result",),
    "core.score_file": ("ScoreFile",),
    "core.scorecard": ("Scorecard", "scorecard"),
    "messages.problems": ("describe",),
    "reading.batch": ("check_all",),
    "reading.criteria_files": ("CriteriaLibrary", "load_criteria"),
    "reading.score_files": ("check_file",),
}
"""The public names by the module that has them, which is loaded on first use: `monitor --help` loads none."""

_HOMES = {name: module for module, names in _NAMES.items() for name in names}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'monitor_cli' has no attribute {name!r}")
    return getattr(import_module(f"monitor_cli.{_HOMES[name]}"), name)
