"""Puts a problem into words, in the current language."""

from __future__ import annotations

from typing import NamedTuple

from monitor_cli.core.problems import WARNING_RULES, Problem, RuleId
from monitor_cli.messages import N_, _
from monitor_cli.messages.rules import ENTRY_FIX, ENTRY_KEYS, RULES, TYPE_FIXES
from monitor_cli.messages.system import REASONS
from monitor_cli.messages.visible import visible

_WORDS = {
    ("expected", "integer"): N_("a whole number"),
    ("expected", "text"): N_("a text"),
    ("expected", "mapping"): N_("a group of keys with values"),
    ("expected", "list"): N_("a list"),
    **{("reason", key): words for key, words in REASONS.items()},
    ("kind", "criteria-file"): N_("a criteria file"),
    ("kind", "register"): N_("a register of bodies"),
    ("kind", "follow-up"): N_("a follow-up file"),
    ("kind", "published-file"): N_("a published score file"),
    ("what", "row"): N_("row"),
    ("what", "column"): N_("column"),
    ("kind", "folder"): N_("folder"),
    ("kind", "pipe"): N_("pipe"),
    ("kind", "socket"): N_("socket"),
    ("kind", "device"): N_("device"),
    ("encoding", "damaged UTF-8"): N_("UTF-8 with damaged characters"),
    ("encoding", "?"): N_("a Western one, or it is not text at all"),
}
"""Parameters that are words of the code and not of the user."""

_SYNTAX = (
    ("cannot start any token", N_("a tab, or a character with a meaning in YAML (@, `, %), where a value begins")),
    ("mapping values are not allowed", N_("a colon where no key can stand; put a text with a colon in quotes")),
    ("could not find expected ':'", N_("a line without a colon and a space after its key")),
    ("unexpected end of stream", N_("a quotation mark or a bracket that is not closed")),
    ("did not find expected ',' or", N_("a bracket that is not closed, or a comma that is missing")),
    (
        "did not find expected key",
        N_("the indentation does not match the lines above, or text follows a closing quotation mark"),
    ),
    ("did not find expected '-' indicator", N_("the indentation does not match the list above")),
    ("did not find expected node content", N_("a value is missing between brackets or commas")),
    ("block sequence entries are not allowed", N_("a list item (-) where none can stand")),
    ("unknown escape character", N_("a backslash in double quotes; use single quotes")),
    ("found a tab character", N_("a tab in the indentation; use spaces")),
)
"""What libyaml says, by a part of its sentence, and what a person needs to know."""


def message(problem: Problem) -> str:
    """What is wrong, in one line that is safe to print."""
    return _filled(problem, RULES[problem.rule].message)


def message_in_cell(problem: Problem) -> str:
    """The same with sheet and cell before it, for formats that know lines and columns only."""
    cell = visible(problem.place.cell) + ": " if problem.place and problem.place.cell else ""
    return cell + message(problem)


def mend(problem: Problem) -> str:
    """What to do about it, in one line that is safe to print."""
    if nearest := problem.params.get("nearest"):
        return _("did you mean “{nearest}”?").format(nearest=visible(nearest))
    return _filled(problem, _special_fix(problem) or RULES[problem.rule].fix)


def _special_fix(problem: Problem) -> str | None:
    """Other advice than the rule's own, where the cell of a spreadsheet or the kind of value asks for it."""
    if problem.place and problem.place.cell:
        return RULES[problem.rule].cell_fix
    if problem.rule == "criterion-unknown" and problem.params.get("value") in ENTRY_KEYS:
        return ENTRY_FIX
    return TYPE_FIXES.get(str(problem.params.get("expected"))) if problem.rule == "value-wrong-type" else None


def _filled(problem: Problem, template: str) -> str:
    params = {name: _word(problem.rule, name, value) for name, value in problem.params.items()}
    return _(template).format_map(params)


def _word(rule: str, name: str, value: str | int) -> str:
    if rule == "yaml-syntax" and name == "reason":
        return _syntax_reason(str(value))
    word = _WORDS.get((name, str(value)))
    return _(word) if word else visible(value)


def _syntax_reason(said: str) -> str:
    for part, words in _SYNTAX:
        if part in said:
            return _(words)
    return _("the line cannot be understood")


class Explanation(NamedTuple):
    """A rule in the current language; `wrong` and `right` are YAML, empty where no part of a file shows the rule."""

    rule: RuleId
    severity: str
    means: str
    why: str
    mend: str
    wrong: str
    right: str


def explanation(rule: RuleId) -> Explanation:
    """All that there is to say about a rule."""
    entry = RULES[rule]
    severity = "warning" if rule in WARNING_RULES else "error"
    advice = mend(Problem(rule, entry.params))
    return Explanation(rule, severity, _(entry.means), _(entry.why), advice, entry.wrong, entry.right)
