"""The table of rules: what each one says, how to fix what breaks it, and why it is there."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages.rules.closed_years import CLOSED_YEAR_RULES
from monitor_cli.messages.rules.criteria_files import CRITERIA_FILE_RULES
from monitor_cli.messages.rules.files import FILE_RULES
from monitor_cli.messages.rules.forms import FORM_RULES
from monitor_cli.messages.rules.rule import Rule
from monitor_cli.messages.rules.scores import ENTRY_FIX, ENTRY_KEYS, SCORE_RULES
from monitor_cli.messages.rules.tool import TOOL_RULES
from monitor_cli.messages.rules.values import TYPE_FIXES, VALUE_RULES

__all__ = ["ENTRY_FIX", "ENTRY_KEYS", "RULES", "TYPE_FIXES", "Rule"]

RULES: dict[RuleId, Rule] = {
    **FILE_RULES,
    **VALUE_RULES,
    **SCORE_RULES,
    **CRITERIA_FILE_RULES,
    **CLOSED_YEAR_RULES,
    **FORM_RULES,
    **TOOL_RULES,
}
