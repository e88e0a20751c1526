"""What each rule means beyond its message, in the current language."""

from __future__ import annotations

from typing import NamedTuple

from monitor_cli.core.problems import WARNING_RULES, Problem, RuleId
from monitor_cli.messages import _
from monitor_cli.messages.problems import mend
from monitor_cli.messages.rules import RULES


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
