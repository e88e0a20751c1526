"""The table of rules: what each one says, how to mend what breaks it, and why it is there.

The ids are stable: people write them into scripts and CI settings.
"""

from __future__ import annotations

from monitor_cli.messages.rules.closed_years import CLOSED_YEAR_RULES
from monitor_cli.messages.rules.criteria_files import CRITERIA_FILE_RULES
from monitor_cli.messages.rules.files import FILE_RULES
from monitor_cli.messages.rules.forms import CELL_MENDS, FORM_RULES
from monitor_cli.messages.rules.rule import Rule
from monitor_cli.messages.rules.scores import ENTRY_KEYS, ENTRY_MEND, SCORE_RULES
from monitor_cli.messages.rules.tool import TOOL_RULES
from monitor_cli.messages.rules.values import TYPE_MENDS, VALUE_RULES

__all__ = ["CELL_MENDS", "ENTRY_KEYS", "ENTRY_MEND", "RULES", "TYPE_MENDS", "Rule"]

RULES: dict[str, Rule] = {
    **FILE_RULES,
    **VALUE_RULES,
    **SCORE_RULES,
    **CRITERIA_FILE_RULES,
    **CLOSED_YEAR_RULES,
    **FORM_RULES,
    **TOOL_RULES,
}
