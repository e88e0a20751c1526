"""Rules of what the tool itself does not do."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

TOOL_RULES: dict[RuleId, Rule] = {
    "problems-more": Rule(
        means=N_("The file has more problems than are looked into."),
        message=N_("further problems that are not looked into: {count}"),
        fix=N_("mend the problems above first"),
        why=N_("A file with so many problems is most often of another kind."),
    ),
    "internal-error": Rule(
        means=N_("The tool failed at this file."),
        message=N_("the tool itself failed here: {error}"),
        fix=N_("run the command again with `--traceback` and report what it prints"),
        why=N_("This is a defect of the tool, not of the file; the file has no result."),
    ),
}
