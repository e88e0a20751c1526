"""What each rule means beyond its message, with an example that breaks it and the mended one.

Examples are the part of a file that matters; the rest of the file is left out. A key in a
comment (`# 24:`) stands for one that the file does not have.
"""

from __future__ import annotations

from typing import NamedTuple

from monitor_cli.core.problems import WARNING_RULES, Problem
from monitor_cli.messages import _
from monitor_cli.messages.explanations.criteria_files import CRITERIA_FILE_EXAMPLES
from monitor_cli.messages.explanations.example import Example
from monitor_cli.messages.explanations.files import FILE_EXAMPLES
from monitor_cli.messages.explanations.forms import FORM_EXAMPLES
from monitor_cli.messages.explanations.values import VALUE_EXAMPLES
from monitor_cli.messages.problems import mend
from monitor_cli.messages.rules import RULES

EXAMPLES: dict[str, Example] = {**FILE_EXAMPLES, **VALUE_EXAMPLES, **CRITERIA_FILE_EXAMPLES, **FORM_EXAMPLES}


class Explanation(NamedTuple):
    """A rule in the current language; `wrong` and `right` are YAML, empty where no part of a file shows the rule."""

    rule: str
    severity: str
    means: str
    why: str
    mend: str
    wrong: str
    right: str


def explanation(rule: str) -> Explanation:
    """All that there is to say about a rule.

    Raises KeyError for a rule that is not in the table.
    """
    words, example = RULES[rule], EXAMPLES[rule]
    severity = "warning" if rule in WARNING_RULES else "error"
    advice = mend(Problem(rule, example.params))
    return Explanation(rule, severity, _(example.means), _(words.why), advice, example.wrong, example.right)
