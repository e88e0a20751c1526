"""Problems of files: the rule that a file breaks, the place and the parameters of the message."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

RuleId = Literal[
    "file-unreadable", "file-not-regular", "file-changed", "file-too-large", "file-empty",
    "file-not-text", "encoding-not-utf8", "character-forbidden", "character-unseen", "text-cut",
    "yaml-syntax", "yaml-anchor", "yaml-tag", "yaml-directive", "yaml-too-deep", "yaml-too-many",
    "yaml-several-documents", "document-foreign", "document-not-mapping", "quotes-typographic",
    "key-duplicate", "key-not-text", "key-unknown", "key-lookalike", "key-missing", "keys-not-indented",
    "value-empty", "value-wrong-type", "value-not-allowed", "value-lookalike", "value-out-of-range",
    "value-length", "text-empty", "slug-invalid", "date-invalid", "criteria-reference",
    "criterion-missing", "criterion-unknown", "score-empty", "score-not-integer", "score-out-of-range",
    "criteria-unknown", "edition-unknown", "evidence-missing", "note-missing", "body-duplicate",
    "period-reversed", "period-outside-year", "days-reversed", "terms-overlap",
    "objection-open", "objection-early", "decision-missing",
    "change-missing", "change-same", "changes-reversed",
    "criteria-taken", "criteria-file-here", "edition-invalid", "language-name",
    "scale-order", "scale-indicators", "comparable-numbers", "number-twice", "number-unknown",
    "band-number", "band-order", "band-gap", "band-overlap", "band-range",
    "body-twice", "body-unknown", "body-not-then", "body-circle", "body-kind", "body-name",
    "secretary-on-municipal", "secretary-missing", "secretary-term", "secretary-unknown",
    "follow-up-unmatched", "follow-up-early",
    "frozen-changed", "frozen-added", "frozen-gone", "frozen-line-ends", "frozen-outside",
    "frozen-other-year", "frozen-criteria", "frozen-revision", "frozen-register",
    "frozen-chain", "frozen-digest",
    "published-gone", "published-foreign", "published-changed", "published-digest", "published-table",
    "workbook-unreadable", "workbook-encrypted", "workbook-old", "workbook-too-large",
    "form-foreign", "form-version", "form-sheets", "form-revision", "form-text-changed", "form-too-much",
    "form-inserted", "form-deleted", "form-sorted", "form-merged", "form-many-changes",
    "form-cell-outside", "form-cell-empty", "form-formula", "form-mark", "form-too-long", "form-no-cell",
    "form-one-line", "form-remark", "form-signature", "form-name-twice", "form-sheet-unread",
    "problems-more", "internal-error",
]  # fmt: skip
"""The ids of all rules. They are stable: people write them into scripts and CI settings."""

INCOMPLETE_RULES: frozenset[RuleId] = frozenset({"criterion-missing", "score-empty"})
"""A file that breaks only these is a draft: it is not wrong and has no total (R6: all criteria are scored)."""

NOTES = frozenset[RuleId](
    {"body-name", "frozen-line-ends", "frozen-revision", "objection-open", "form-signature", "form-sheet-unread"}
)
"""Remarks that are no fault of the file: it passes `--strict`, too."""

STRICT_RULES = frozenset[RuleId]({"evidence-missing", "note-missing", "period-outside-year", "secretary-missing"})
"""Rules that only `--strict` applies."""

WARNING_RULES = (
    NOTES
    | STRICT_RULES
    | {"character-unseen", "text-cut", "quotes-typographic", "secretary-unknown", "objection-early", "form-one-line"}
)
"""A file that breaks only these still has a total."""

UNREADABLE_RULES: frozenset[RuleId] = frozenset({"file-unreadable", "file-not-regular", "file-changed"})
"""The path cannot be read at all: exit code 2, not 1."""

AsideKind = Literal["criteria-file", "register", "follow-up"]
ASIDE: tuple[AsideKind, ...] = get_args(AsideKind)
"""The kinds of files among the score files that never have a total; each kind is a status too."""

Severity = Literal["error", "warning"]

_UnreadFileReason = Literal["text-ending", "no-ending", "old-workbook", "no-form", "form-copy"]
UnreadReason = Literal[_UnreadFileReason, "other-register", "follow-up-alone", "linked-folder", "published-folder"]
"""The reason why a file or folder in a given folder is not read."""

HARMLESS: frozenset[UnreadReason] = frozenset({"published-folder", "form-copy", "follow-up-alone"})
"""Reasons under which no score file can be left out by mistake."""


class UnreadFile(NamedTuple):
    """A file or folder in a given folder that is not read, and the reason."""

    file: str
    reason: UnreadReason


class Place(NamedTuple):
    """A stretch of one line: `line` and `column` count from 1, in code points; `end_column` is exclusive.

    `source` is the text of the line, or the part of a long line that starts at column `source_column`.
    In a spreadsheet, `cell` gives sheet and cell (`Form!H12`); `line` and `column` are its row and column.
    """

    line: int
    column: int
    end_column: int
    source: str = ""
    source_column: int = 1
    cell: str = ""


Param = Mapping[str, str] | str | int
"""A value in a message: days are in ISO 8601, a span of days is `2025-02-01/..`, a name can be in several languages."""


class Problem(NamedTuple):
    """One broken rule in one file; `path` leads to the value in the document, `params` fill in the message.

    It is a named tuple, as a dataclass would take five times as long to define at each start.
    """

    rule: RuleId
    params: Mapping[str, Param] = {}
    place: Place | None = None
    path: tuple[str | int, ...] = ()
    allowed: bool = False
    """True if the problem is shown and let pass, as the missing scores of a draft with `--allow-draft`."""

    @property
    def severity(self) -> Severity:
        """`error` or `warning`."""
        return "warning" if self.allowed or self.rule in WARNING_RULES else "error"
