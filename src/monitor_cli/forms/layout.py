"""The official form as cells of a sheet (R10): the cell of each value of a score file, and every locked text.

Rows and columns count from 0. Writing and reading both follow this layout, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple

from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.core.texts import LANGUAGES
from monitor_cli.forms.cells import FieldKind, Position, as_key, cell_name, column_name
from monitor_cli.messages import (
    KINDS,
    MONITORINGS,
    N_,
    OUTCOMES,
    _,
    in_current_language,
    ngettext,
    speaking,
)

FORMATS = ("monitor.form/1", "monitor.form/2")
"""Layouts of cells as the hidden sheet names them; the last one is written, and all are read.

In the first one, formulas put an X into the columns of the indicators; in later ones only a person does.
"""
FORMAT = FORMATS[-1]
HIDDEN_SHEET = "monitor"

Path = tuple[str, ...]


class Field(NamedTuple):
    """An input cell for the value at `path`; `kind` is `text`, `lines` (one item each), `integer`, `date` or `choice`.

    `label` is the locked cell with the label of the field.
    """

    path: Path
    kind: FieldKind
    row: int
    column: int
    label: Position

    @property
    def position(self) -> Position:
        return self.row, self.column


_LEFT: tuple[tuple[Path, FieldKind, str], ...] = (
    (("agency", "id"), "text", N_("Id of the body (lowercase Latin letters)")),
    (("agency", "name"), "text", N_("Name of the body")),
    (("agency", "name", "ky"), "text", N_("or: name in Kyrgyz")),
    (("agency", "name", "ru"), "text", N_("or: name in Russian")),
    (("agency", "name", "en"), "text", N_("or: name in English")),
    (("agency", "kind"), "choice", N_("Kind of the body")),
    (("year",), "integer", N_("Year")),
    (("monitoring", "kind"), "choice", N_("Kind of the monitoring")),
)
_RIGHT: tuple[tuple[Path, FieldKind, str], ...] = (
    (("state_secretary", "name"), "text", N_("State secretary")),
    (("state_secretary", "name", "ky"), "text", N_("or: full name in Kyrgyz")),
    (("state_secretary", "name", "ru"), "text", N_("or: full name in Russian")),
    (("state_secretary", "name", "en"), "text", N_("or: full name in English")),
    (("state_secretary", "since"), "date", N_("In office since")),
    (("monitoring", "from"), "date", N_("Monitoring from")),
    (("monitoring", "to"), "date", N_("Monitoring to")),
    (("monitoring", "commission"), "lines", N_("Commission (one name per line)")),
)
_ENTRY: tuple[tuple[Path, FieldKind, str], ...] = (
    (("score",), "integer", N_("Final score")),
    (("note",), "text", N_("Note")),
    (("evidence",), "lines", N_("Evidence (one document per line)")),
    (("recommendation", "text"), "text", N_("Recommendation")),
    (("recommendation", "due"), "date", N_("Due")),
    (("recommendation", "status"), "choice", N_("Status")),
)
"""The columns right of the indicators, without the last one, for the body's self-assessment."""
_OBJECTION: tuple[tuple[Path, FieldKind, str], ...] = (
    (("objection", "date"), "date", N_("Day of the objection")),
    (("objection", "asks"), "integer", N_("Score asked for")),
    (("objection", "text"), "text", N_("Reasons of the body")),
    (("objection", "evidence"), "lines", N_("Evidence (one document per line)")),
    (("objection", "outcome"), "choice", N_("Outcome")),
    (("objection", "decision"), "text", N_("Decision")),
)
"""The columns of the second sheet, right of the scores."""
_CHANGE: tuple[tuple[str, FieldKind, int, str], ...] = (
    ("criterion", "integer", 0, N_("Criterion")),
    ("was", "integer", 2, N_("Score before")),
    ("date", "date", 3, N_("Day of the change")),
    ("reason", "text", 5, N_("Reason of the change")),
)
"""The keys, kinds and columns of the table of changes, below the objections."""
MOST_CHANGES = 24
"""Rows of the table of changes."""
_CHOICES: Mapping[Path, Mapping[Any, str]] = {
    ("agency", "kind"): KINDS,
    ("monitoring", "kind"): MONITORINGS,
    ("objection", "outcome"): OUTCOMES,
    ("recommendation", "status"): {"open": N_("open"), "done": N_("done")},
}
"""The values and labels of the fields of kind `choice`, by the last two steps of their paths."""

SECOND = 2_000_000
"""The first row of the second sheet in this layout, greater than any row of the first."""


class Form:
    """The layout of the form of a criteria set: rows and columns, input cells, live cells and locked texts.

    On the second sheet, the body objects to scores, in one row per criterion; changes of scores are below.
    """

    OBJECTIONS = SECOND + 2
    """The row of the head of the objections."""
    TITLE_ROW, HINT_ROW, BODY_ROW = 0, 1, 2
    HEAD_ROW = BODY_ROW + max(len(_LEFT), len(_RIGHT)) + 1
    NUMBER, TITLE, FIRST_MARK = 0, 1, 2

    def __init__(self, criteria_set: CriteriaSet, layout: str = FORMAT) -> None:
        parts: list[Area | Criterion] = []
        for area in criteria_set.areas:
            parts += [area, *area.criteria]
        self.criteria_set, self.layout = criteria_set, layout
        self.scores = tuple(criteria_set.indicators)  # of the indicator columns, best first (R9)
        self.score_column = self.FIRST_MARK + len(self.scores)  # of the final score (R7)
        self.last_column = self.score_column + len(_ENTRY)  # of the body's own score
        self.rows = dict(enumerate(parts, self.HEAD_ROW + 1))  # of the table, each heading above its criteria
        self.total_row = self.HEAD_ROW + 1 + len(parts)  # at the foot (R7)
        self.band_row = self.total_row + 1
        self.bands_row = self.band_row + 3  # the first row of the table of bands (R8), below its heading
        self.signature_row = self.bands_row + len(criteria_set.bands) + 1
        self.has_objections = layout != FORMATS[0]
        self.changes_row = self.OBJECTIONS + len(criteria_set.criteria) + 3  # the head of the changes
        self.fields = tuple(self._fields())

    def _fields(self) -> Iterator[Field]:
        for block, label, column in ((_LEFT, 0, self.FIRST_MARK), (_RIGHT, self.score_column, self.score_column + 2)):
            for row, (path, kind, _label) in enumerate(block, self.BODY_ROW):
                if self.has_objections or path != ("monitoring", "kind"):
                    yield Field(path, kind, row, column, (row, label))
        for row, part in self.rows.items():
            if isinstance(part, Criterion):
                entry, own = ("scores", str(part.number)), ("self_scores", str(part.number))
                for column, (path, kind, _label) in enumerate(_ENTRY, self.score_column):
                    yield Field((*entry, *path), kind, row, column, (self.HEAD_ROW, column))
                yield Field(own, "integer", row, self.last_column, (self.HEAD_ROW, self.last_column))
        if not self.has_objections:
            return
        for row, number in enumerate(self.criteria_set.criteria, self.OBJECTIONS + 1):
            for column, (path, kind, _label) in enumerate(_OBJECTION, 3):
                yield Field(("scores", str(number), *path), kind, row, column, (self.OBJECTIONS, column))
        for index in range(MOST_CHANGES):
            for key, kind, column, _label in _CHANGE:
                row = self.changes_row + 1 + index
                yield Field(("changes", str(index), key), kind, row, column, (self.changes_row, column))

    @cached_property
    def marks(self) -> Mapping[Position, tuple[str, int]]:
        """The cells of the indicator columns, with the criterion and the score that an X there means (R9)."""
        return {
            (row, column): (str(part.number), score)
            for row, part in self.rows.items()
            if isinstance(part, Criterion)
            for column, score in enumerate(self.scores, self.FIRST_MARK)
        }

    @property
    def member_lines(self) -> tuple[Position, ...]:
        """The cells in which the members of the commission sign."""
        return tuple((row, self.FIRST_MARK) for row in list(self.signatures())[:-1])

    @cached_property
    def open_cells(self) -> frozenset[Position]:
        """The cells that users may fill in: input cells, columns of the indicators and signature lines."""
        return frozenset([*(field.position for field in self.fields), *self.marks, *self.member_lines])

    @cached_property
    def formulas(self) -> Mapping[Position, str]:
        """The live cells: the total, shown if every criterion has a number or an X, and its band."""
        first, last = self.HEAD_ROW + 2, self.total_row
        column, left, right = map(column_name, (self.score_column, self.FIRST_MARK, self.score_column - 1))
        given, marks = f"{column}{first}:{column}{last}", f"{left}{first}:{right}{last}"
        scores = f"{{{','.join(map(str, self.scores))}}}"
        scored = f'({given}={scores})+({marks}<>"")*({given}="")'  # by a number, which may not be a text, or by an X
        complete = f"SUMPRODUCT({scored})={len(self.criteria_set.criteria)}"
        total, low = cell_name(self.total_row, self.score_column), self.bands_row + 1
        high = self.bands_row + len(self.criteria_set.bands)
        band = f"LOOKUP({total},$C${low}:$C${high},$E${low}:$E${high})"
        return {
            (self.total_row, self.score_column): f'=IF({complete},SUMPRODUCT(({scored})*{scores}),"")',
            (self.band_row, self.FIRST_MARK): f'=IF({total}="","",{band})',
        }

    @cached_property
    def mirrors(self) -> Mapping[Position, int]:
        """The cells of the second sheet that repeat a score, with the row of that score; they are not read."""
        rows = [row for row, part in self.rows.items() if isinstance(part, Criterion)]
        return {(row, 2): score for row, score in enumerate(rows, self.OBJECTIONS + 1)} if self.has_objections else {}

    def method_texts(self) -> dict[Position, str | int]:
        """Return the texts and numbers of the criteria set by their cells, in the current language."""
        texts: dict[Position, str | int] = {(self.TITLE_ROW, 0): in_current_language(self.criteria_set.title)}
        for row, part in self.rows.items():
            title = in_current_language(part.title)
            if isinstance(part, Criterion):
                texts[row, self.NUMBER], texts[row, self.TITLE] = part.number, title
            else:
                texts[row, self.NUMBER] = f"{part.number}. {title}"
        for row, band in enumerate(self.criteria_set.bands, self.bands_row):
            texts |= {(row, 1): band.number, (row, 2): band.min, (row, 3): band.max}
            texts[row, 4] = in_current_language(band.label)
        if self.has_objections:
            for row, criterion in enumerate(self.criteria_set.criteria.values(), self.OBJECTIONS + 1):
                texts |= {(row, 0): criterion.number, (row, 1): in_current_language(criterion.title)}
        return texts

    def locked_texts(self) -> dict[Position, str | int]:
        """Return every locked text in the current language: those of the criteria set and the form's own labels."""
        texts = self.method_texts()
        texts[self.HINT_ROW, 0] = _(
            "Fill in the light yellow cells only. The final score and the band appear when every criterion has a score."
        )
        for block, column in ((_LEFT, 0), (_RIGHT, self.score_column)):
            texts |= {(row, column): _(label) for row, (_path, _kind, label) in enumerate(block, self.BODY_ROW)}
        heads = ["№", _("Criteria"), *(indicator(self.criteria_set, score) for score in self.scores)]
        heads += [*(_(label) for _path, _kind, label in _ENTRY), _("Self-assessment")]
        texts |= {(self.HEAD_ROW, column): label for column, label in enumerate(heads)}
        texts[self.total_row, 0], texts[self.band_row, 0] = _("Final score"), _("Band")
        labels = enumerate((_("Bands by total"), _("from"), _("to")), 1)
        texts |= {(self.bands_row - 1, column): label for column, label in labels}
        if self.has_objections:
            texts |= self._labels_of_objections()
        return texts | {(row, 1): label for row, label in self.signatures().items() if label}

    def _labels_of_objections(self) -> dict[Position, str | int]:
        texts: dict[Position, str | int] = {
            (SECOND, 0): _("Objections of the body, and changes of scores"),
            (SECOND + 1, 0): _(
                "The body fills in the row of a score that it objects to, and sends the file back. "
                "The commission fills in outcome, decision and changes."
            ),
            (self.changes_row - 1, 0): _("Changes of scores since they were announced, oldest first"),
        }
        heads = ["№", _("Criteria"), _("Final score"), *(_(label) for _path, _kind, label in _OBJECTION)]
        texts |= {(self.OBJECTIONS, column): label for column, label in enumerate(heads)}
        return texts | {(self.changes_row, column): _(label) for _key, _kind, column, label in _CHANGE}

    def signatures(self) -> dict[int, str]:
        """Return the rows to sign on, each with its label; members of the commission sign on all but the last."""
        labels = (_("Members of the commission:"), "", "", _("For the body:"))
        return {self.signature_row + 2 * index: label for index, label in enumerate(labels)}

    @cache  # noqa: B019 - there are few forms, and they live as long as the program
    def hidden_rows(self, language: str) -> tuple[tuple[str, str, str], ...]:
        """Return the hidden sheet: facts about the form, its labels of choices, and a copy of each locked text.

        The hash of the criteria file is left out: it changes with words that no form has.
        """
        with speaking(language):
            rows = [("format", self.layout, ""), ("criteria", self.criteria_set.ref, "")]
            rows += [("sha256", "", ""), ("language", language, "")]
            rows += [("choice", value, label) for path in _CHOICES for value, label in choices(path).items()]
            rows += [("cell", cell_name(*position), str(text)) for position, text in self.locked_texts().items()]
        return tuple(rows)


@cache
def form_of(criteria_set: CriteriaSet, layout: str = FORMAT) -> Form:
    """Return the layout for a criteria set, from a cache."""
    return Form(criteria_set, layout)


def choices(path: Path) -> dict[str, str]:
    """Return the values that a field may have, each with its label in the current language."""
    return {value: _(label) for value, label in _CHOICES[path[-2:]].items()}


@cache
def choice_codes() -> dict[str, str]:
    """Return the value of each choice by its label in any language, as `as_key` returns it, and by itself."""
    codes: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            for labels in _CHOICES.values():
                codes |= {as_key(text): value for value, label in labels.items() for text in (value, _(label))}
    return codes


def indicator(criteria_set: CriteriaSet, score: int) -> str:
    """Return the head of an indicator column (R9)."""
    head = ngettext("{score} point: {text}", "{score} points: {text}", score)
    return head.format(score=score, text=in_current_language(criteria_set.indicators[score].text))
