"""How the values of a score file stand in the cells of the form."""

from __future__ import annotations

import datetime
from typing import Any

from monitor_cli.core.form import Field, joined
from monitor_cli.output.form.words import choices

FIRST_DATE = datetime.date(1900, 3, 1)
"""From here on, all spreadsheets count the days alike; an earlier date is written as a text."""


def shown(field: Field, value: Any) -> Any:
    """A value as it stands in its cell: lists a line each, the words of choices, dates as dates."""
    if field.kind == "choice":
        return choices(field.path).get(value)
    if field.kind == "lines":
        return joined(value or [])
    if field.kind == "date" and value and (day := datetime.date.fromisoformat(value)) >= FIRST_DATE:
        return day
    return value
