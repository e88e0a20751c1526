"""Dates as people write them, and the fixed time of documents: the same input gives the same bytes."""

from __future__ import annotations

import datetime
import os
import re

from monitor_cli.messages import current_language

_FIRST, _LAST = 315_532_800, 4_354_819_198
"""1 January 1980 and 31 December 2107 in seconds since 1970: the range of ZIP archives, such as DOCX and XLSX."""


def document_time() -> datetime.datetime:
    """Return `SOURCE_DATE_EPOCH` in UTC, within the range of ZIP archives; 1 January 1980 if it is not set."""
    seconds = int(_epoch() or _FIRST)
    return datetime.datetime.fromtimestamp(min(max(seconds, _FIRST), _LAST), datetime.UTC).replace(tzinfo=None)


def day(date: datetime.date) -> str:
    """Return a date in the form of the current language: 14.03.2025, in English 2025-03-14."""
    return date.isoformat() if current_language() == "en" else f"{date:%d.%m.}{date.year:04d}"


def span(*ends: datetime.date | None) -> str:
    """Return a day, or the days from a first to a last one; an open end is `…`."""
    return " – ".join(day(end) if end else "…" for end in ends)


def today() -> datetime.date:
    """Return the date of `SOURCE_DATE_EPOCH` in UTC, or of the clock if it is not set or no number of seconds."""
    return document_time().date() if _epoch() else datetime.date.today()


def _epoch() -> str:
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return value if re.fullmatch("[0-9]{1,12}", value) else ""
