"""Days as people write them; the time that documents carry, which is not that of the clock: same input, same bytes."""

from __future__ import annotations

import datetime
import os
import re

from monitor_cli.messages import current_language

_FIRST, _LAST = 315_532_800, 4_354_819_198
"""1 January 1980 and 31 December 2107 in seconds since 1970: what DOCX and XLSX, which are ZIP archives, can hold."""


def document_time() -> datetime.datetime:
    """`SOURCE_DATE_EPOCH` in UTC, as near as a ZIP archive comes to it; 1 January 1980 where it is not set."""
    asked = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(asked) if re.fullmatch("[0-9]{1,12}", asked) else _FIRST
    return datetime.datetime.fromtimestamp(min(max(seconds, _FIRST), _LAST), datetime.UTC).replace(tzinfo=None)


def day(date: datetime.date) -> str:
    """A date as the current language writes it."""
    return date.isoformat() if current_language() == "en" else f"{date:%d.%m.}{date.year:04d}"


def today() -> datetime.date:
    """The day by `SOURCE_DATE_EPOCH` in UTC; by the clock where it is not set."""
    return document_time().date() if os.environ.get("SOURCE_DATE_EPOCH") else datetime.date.today()
