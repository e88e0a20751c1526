"""The table of rules: meaning, message, fix and reason of each, by its id."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules.bodies import BODY_RULES, FOLLOW_UP_RULES
from monitor_cli.messages.rules.causes import CAUSES
from monitor_cli.messages.rules.closed_years import CLOSED_YEAR_RULES
from monitor_cli.messages.rules.criteria_files import CRITERIA_FILE_RULES
from monitor_cli.messages.rules.files import FILE_RULES
from monitor_cli.messages.rules.forms import FORM_RULES
from monitor_cli.messages.rules.rule import Rule
from monitor_cli.messages.rules.scores import SCORE_RULES
from monitor_cli.messages.rules.values import VALUE_RULES

__all__ = ["CAUSES", "RULES", "Rule"]

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
