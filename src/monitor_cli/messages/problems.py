"""The table of rules, and the text of a problem in the current language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple, cast

from monitor_cli.core.problems import Param, Problem, RuleId, Severity
from monitor_cli.messages import FILE_KINDS, N_, _, did_you_mean, in_current_language
from monitor_cli.messages.clock import span
from monitor_cli.messages.rules import Rule
from monitor_cli.messages.rules.bodies import BODY_RULES, FOLLOW_UP_RULES
from monitor_cli.messages.rules.causes import CAUSES, CauseId
from monitor_cli.messages.rules.closed_years import CLOSED_YEAR_RULES
from monitor_cli.messages.rules.criteria_files import CRITERIA_FILE_RULES
from monitor_cli.messages.rules.files import FILE_RULES
from monitor_cli.messages.rules.forms import FORM_RULES
from monitor_cli.messages.rules.scores import SCORE_RULES
from monitor_cli.messages.rules.values import VALUE_RULES
from monitor_cli.messages.system import REASONS
from monitor_cli.messages.visible import visible

RULES: dict[RuleId, Rule] = {
    **FILE_RULES,
    **VALUE_RULES,
    **SCORE_RULES,
    **CRITERIA_FILE_RULES,
    **BODY_RULES,
    **FOLLOW_UP_RULES,
    **CLOSED_YEAR_RULES,
    **FORM_RULES,
    # --- what the tool does not do
    "problems-more": Rule(
        means=N_("The file has more problems than are reported."),
        message=N_("further problems that are not reported: {count}"),
        fix=N_("fix the problems above first"),
        why=N_("A file with so many problems is usually of another kind."),
    ),
    "internal-error": Rule(
        means=N_("The tool failed on this file."),
        message=N_("the tool itself failed: {error}"),
        fix=N_("run the command again with `--traceback` and report what it prints"),
        why=N_("This is a defect of the tool, not of the file, which gets no result."),
    ),
}

_WORDS: dict[tuple[str, str], str] = {
    ("expected", "integer"): N_("a whole number"),
    ("expected", "text"): N_("a text"),
    ("expected", "mapping"): N_("a group of keys with values"),
    ("expected", "list"): N_("a list"),
    **{("reason", key): words for key, words in REASONS.items()},
    **{(name, kind): words for name in ("kind", "wanted") for kind, words in FILE_KINDS.items()},
    ("wanted", "manifest"): N_("the manifest of a publication"),
    ("what", "row"): N_("row"),
    ("what", "column"): N_("column"),
    ("what", "sheet"): N_("sheet"),
    ("score", "none"): N_("not given"),
    ("kind", "folder"): N_("folder"),
    ("kind", "pipe"): N_("pipe"),
    ("kind", "socket"): N_("socket"),
    ("kind", "device"): N_("device"),
    ("encoding", "damaged UTF-8"): N_("UTF-8 with damaged characters"),
    ("encoding", "?"): N_("a Western one, or the file is not text at all"),
}
"""Parameters of problems that are words of the code, not of the user."""

_DAYS = frozenset({"day", "start", "end", "before", "days"})
"""Parameters that are dates; a message shows them in the form of the language, a fix in that of files."""


def message(problem: Problem) -> str:
    """Return the fact in one line, safe to print: the message of the rule, or of the cause where it is known."""
    days = {name: _dated(str(problem.params[name])) for name in _DAYS & problem.params.keys()}
    return _filled({**problem.params, **days}, _cause(problem)[0] or RULES[problem.rule].message)


describe = message
"""The name of `message` outside this package."""


def message_in_cell(problem: Problem) -> str:
    """Return `message` with sheet and cell before it, for formats that have lines and columns only."""
    cell = visible(problem.place.cell) + ": " if problem.place and problem.place.cell else ""
    return cell + message(problem)


def fix(problem: Problem) -> str:
    """Return what to type, in one line, safe to print: the nearest known word, or the fix of cell, cause or rule."""
    if nearest := problem.params.get("nearest"):
        return did_you_mean(visible(nearest))
    in_cell = RULES[problem.rule].cell_fix if problem.place and problem.place.cell else ""
    return _filled(problem.params, in_cell or _cause(problem)[1] or RULES[problem.rule].fix)


def _cause(problem: Problem) -> tuple[str, str]:
    kind = problem.params.get("expected") if problem.rule == "value-wrong-type" else None
    return CAUSES.get(cast(CauseId, problem.params.get("cause") or kind), ("", ""))


def _filled(params: Mapping[str, Param], template: str) -> str:
    return _(template).format_map({name: _word(name, value) for name, value in params.items()})


def _word(name: str, value: Param) -> str:
    word = _WORDS.get((name, str(value)))
    return _(word) if word else visible(value if isinstance(value, int) else in_current_language(value))


def _dated(days: str) -> str:
    """Return a day, or spans of days, in the form of the current language."""
    spans = (each.split("/") for each in days.split())
    return "; ".join(
        span(*(None if end == ".." else datetime.date.fromisoformat(end) for end in ends)) for ends in spans
    )


class Explanation(NamedTuple):
    """A rule in the current language, with the keys of its JSON; `wrong` and `right` are YAML, or empty."""

    rule: RuleId
    severity: Severity
    means: str
    why: str
    mend: str
    wrong: str
    right: str


def explanation(rule: RuleId) -> Explanation:
    """Return a rule with the fix of its example."""
    entry = RULES[rule]
    problem = Problem(rule, entry.params)
    return Explanation(rule, problem.severity, _(entry.means), _(entry.why), fix(problem), entry.wrong, entry.right)
