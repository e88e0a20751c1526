"""Rules of what the tool itself does not do."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

TOOL_RULES = {
    "problems-more": Rule(
        N_("further problems that are not looked into: {count}"),
        N_("mend the problems above first"),
        N_("A file with so many problems is most often of another kind."),
    ),
    "internal-error": Rule(
        N_("the tool itself failed here: {error}"),
        N_("run the command again with `--traceback` and report what it prints"),
        N_("This is a defect of the tool, not of the file; the file has no result."),
    ),
}
