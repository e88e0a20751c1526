"""What is wrong with a file: a rule that it breaks, where, and the particulars; the wording comes later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

RuleId = Literal[
    "file-unreadable",
    "file-not-regular",
    "file-changed",
    "file-too-large",
    "file-empty",
    "file-not-text",
    "encoding-not-utf8",
    "character-forbidden",
    "character-unseen",
    "yaml-syntax",
    "text-cut",
    "quotes-typographic",
    "yaml-several-documents",
    "yaml-anchor",
    "yaml-tag",
    "yaml-directive",
    "yaml-too-deep",
    "yaml-too-many",
    "document-foreign",
    "document-not-mapping",
    "key-duplicate",
    "key-not-text",
    "key-unknown",
    "key-lookalike",
    "keys-not-indented",
    "key-missing",
    "value-empty",
    "value-wrong-type",
    "value-not-allowed",
    "value-lookalike",
    "value-out-of-range",
    "value-length",
    "text-empty",
    "date-invalid",
    "slug-invalid",
    "criteria-reference",
    "criteria-unknown",
    "edition-unknown",
    "criterion-missing",
    "score-empty",
    "criterion-unknown",
    "score-not-integer",
    "score-out-of-range",
    "secretary-on-municipal",
    "period-reversed",
    "objection-open",
    "objection-early",
    "decision-missing",
    "change-missing",
    "change-same",
    "changes-reversed",
    "body-duplicate",
    "evidence-missing",
    "note-missing",
    "period-outside-year",
    "secretary-missing",
    "criteria-taken",
    "edition-invalid",
    "language-name",
    "scale-order",
    "scale-indicators",
    "comparable-numbers",
    "number-twice",
    "number-unknown",
    "band-number",
    "band-order",
    "band-gap",
    "band-overlap",
    "band-range",
    "criteria-file-here",
    "body-twice",
    "body-unknown",
    "body-not-then",
    "body-circle",
    "days-reversed",
    "terms-overlap",
    "body-kind",
    "body-name",
    "secretary-term",
    "secretary-unknown",
    "follow-up-unmatched",
    "follow-up-early",
    "frozen-changed",
    "frozen-added",
    "frozen-gone",
    "frozen-other-year",
    "frozen-criteria",
    "frozen-revision",
    "frozen-register",
    "frozen-line-ends",
    "frozen-outside",
    "frozen-chain",
    "frozen-digest",
    "published-gone",
    "published-foreign",
    "published-changed",
    "published-digest",
    "published-table",
    "workbook-unreadable",
    "workbook-encrypted",
    "workbook-too-large",
    "form-foreign",
    "form-version",
    "form-sheets",
    "form-revision",
    "form-text-changed",
    "form-cell-outside",
    "form-remark",
    "form-inserted",
    "form-deleted",
    "form-sorted",
    "form-merged",
    "form-mark",
    "form-one-line",
    "form-signature",
    "form-sheet-unread",
    "form-formula",
    "form-cell-empty",
    "form-name-twice",
    "form-too-long",
    "form-many-changes",
    "form-too-much",
    "problems-more",
    "internal-error",
]
"""The ids of all rules. They are stable: people write them into scripts and CI settings."""

INCOMPLETE_RULES: frozenset[RuleId] = frozenset({"criterion-missing", "score-empty"})
"""A file that breaks only these is a draft: not wrong, but without a total (R6: all criteria are scored)."""

NOTES: frozenset[RuleId] = frozenset(
    {"body-name", "frozen-line-ends", "frozen-revision", "objection-open", "form-signature", "form-sheet-unread"}
)
"""What is told and is no fault of the file: `--strict` lets it pass, too."""

STRICT_RULES: frozenset[RuleId] = frozenset(
    {"evidence-missing", "note-missing", "period-outside-year", "secretary-missing"}
)
"""Rules that only `--strict` applies."""

WARNING_RULES = (
    NOTES
    | STRICT_RULES
    | {"character-unseen", "text-cut", "quotes-typographic", "secretary-unknown", "objection-early", "form-one-line"}
)
"""A file that breaks only these still has a total."""

UNREADABLE_RULES: frozenset[RuleId] = frozenset({"file-unreadable", "file-not-regular", "file-changed"})
"""The path could not be read at all, which is exit code 2 and not 1."""


PassedReason = Literal[
    "linked-folder",
    "text-ending",
    "no-ending",
    "old-workbook",
    "published-folder",
    "no-form",
    "form-copy",
    "other-register",
]
"""Why something in a folder is not read."""

HARMLESS: frozenset[PassedReason] = frozenset({"published-folder", "form-copy"})
"""Reasons of what is surely no score file that somebody left out."""


class PassedOver(NamedTuple):
    """Something in a folder that is not read, and why."""

    file: str
    reason: PassedReason


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

    rule: RuleId
    params: Mapping[str, str | int] = field(default_factory=dict)
    place: Place | None = None
    path: tuple[str | int, ...] = ()
    allowed: bool = False
    """Whether it is told and let pass, as what a draft lacks with `--allow-draft`."""

    @property
    def severity(self) -> Literal["error", "warning"]:
        """`error` or `warning`."""
        return "warning" if self.allowed or self.rule in WARNING_RULES else "error"
