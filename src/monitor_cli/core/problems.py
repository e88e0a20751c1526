"""What is wrong with a file: a rule that it breaks, where, and the particulars; the wording comes later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

INCOMPLETE_RULES = frozenset({"criterion-missing", "score-empty"})
"""A file that breaks only these is a draft: not wrong, but without a total (R6: all criteria are scored)."""

WARNING_RULES = frozenset({"evidence-missing", "note-missing", "period-outside-year", "secretary-missing"})
"""Rules that only `--strict` applies; a file that breaks them still has a total."""

UNREADABLE_RULES = frozenset({"file-unreadable", "file-not-regular", "file-changed"})
"""The path could not be read at all, which is exit code 2 and not 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line: `line` and `column` count from 1, in code points; `end_column` is exclusive.

    `source` is the text of the line, or the part of a long line that starts at column `source_column`.
    In a spreadsheet, `cell` names sheet and cell (`Form!H12`); line and column are its row and column.
    """

    line: int
    column: int
    end_column: int
    source: str = ""
    source_column: int = 1
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule in one file; `path` leads to the value inside the document, `params` fill the message."""

    rule: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    place: Place | None = None
    path: tuple[str | int, ...] = ()

    @property
    def severity(self) -> str:
        """`error` or `warning`."""
        return "warning" if self.rule in WARNING_RULES else "error"
