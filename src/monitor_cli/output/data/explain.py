"""Rules for programs: `monitor.rules/1`."""

from __future__ import annotations

from monitor_cli.output.program_parts import Object
from monitor_cli.output.reports.explain import Rules

FORMAT = "monitor.rules/1"


def data(rules: Rules) -> Object:
    """Return the rules; their examples are YAML, null if no part of a file shows the rule."""
    return {
        "rules": [
            {**rule._asdict(), "wrong": rule.wrong or None, "right": rule.right or None} for rule in rules.explanations
        ]
    }
