"""Rules for programs: `monitor.rules/1`."""

from __future__ import annotations

from monitor_cli.output.json_parts import Object
from monitor_cli.output.reports.explain import Rules

FORMAT = "monitor.rules/1"


def data(found: Rules) -> Object:
    """Examples are YAML, null where no part of a file shows the rule."""
    rules = [{**one._asdict(), "wrong": one.wrong or None, "right": one.right or None} for one in found.explanations]
    return {"rules": rules}
