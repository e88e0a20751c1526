"""Rules of follow-up files."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule


def _entry(criterion: int, date: str) -> str:
    told = "# 2025/ulgu-ministrligi.yaml\nmonitoring: {from: 2025-03-03}\nscores:\n  7:\n    score: 3\n"
    told += "    recommendation: {text: Окуу өткөрүлсүн.}\n\n# follow-up/1.yaml\nfollow_up: ulgu-ministrligi\n"
    return f"{told}entries:\n  - {{year: 2025, criterion: {criterion}, date: {date}, status: done}}\n"


FOLLOW_UP_RULES: dict[RuleId, Rule] = {
    "follow-up-unmatched": Rule(
        means=N_("An entry of a follow-up file matches no recommendation."),
        message=N_("nothing was recommended to {agency} in {year} for criterion {criterion}"),
        fix=N_("correct the id, the year or the criterion, or remove the entry"),
        why=N_("The recommendation that was meant would stay open for no visible reason."),
        wrong=_entry(8, "2025-09-01"),
        right=_entry(7, "2025-09-01"),
        params={"nearest": "year: 2025, criterion: 7"},
    ),
    "follow-up-early": Rule(
        means=N_("The date of an entry in a follow-up file is before the monitoring."),
        message=N_("{day} is before {start}, when nothing had been recommended yet"),
        fix=N_("correct the date"),
        why=N_("Follow-up to a recommendation comes after the recommendation."),
        wrong=_entry(7, "2024-09-01"),
        right=_entry(7, "2025-09-01"),
    ),
}
