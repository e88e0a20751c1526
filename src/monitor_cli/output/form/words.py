"""The words that the form has besides the method's own."""

from __future__ import annotations

from collections.abc import Mapping

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.form import CHOICES, Form, Path, Position
from monitor_cli.core.texts import in_language
from monitor_cli.messages import N_, _, current_language, ngettext
from monitor_cli.output.words import KINDS

FIELDS: Mapping[Path, str] = {
    ("agency", "id"): N_("Id of the body (small Latin letters)"),
    ("agency", "name"): N_("Name of the body"),
    ("agency", "name", "ky"): N_("or: name in Kyrgyz"),
    ("agency", "name", "ru"): N_("or: name in Russian"),
    ("agency", "name", "en"): N_("or: name in English"),
    ("agency", "kind"): N_("Kind of the body"),
    ("year",): N_("Year"),
    ("state_secretary", "name"): N_("State secretary"),
    ("state_secretary", "name", "ky"): N_("or: full name in Kyrgyz"),
    ("state_secretary", "name", "ru"): N_("or: full name in Russian"),
    ("state_secretary", "name", "en"): N_("or: full name in English"),
    ("state_secretary", "since"): N_("In office since"),
    ("monitoring", "from"): N_("Monitoring from"),
    ("monitoring", "to"): N_("Monitoring to"),
    ("monitoring", "commission"): N_("Commission (one name a line)"),
}
"""The labels of the input cells above the table."""
COLUMNS: tuple[str, ...] = (
    N_("Final score"),
    N_("Note"),
    N_("Evidence (one document a line)"),
    N_("Recommendation"),
    N_("Due"),
    N_("Status"),
    N_("Own score"),
)
"""The columns right of the indicators."""
_CHOICES = {**KINDS, "open": N_("open"), "done": N_("done")}


def labels(form: Form) -> dict[Position, str]:
    """Every locked text that is not the method's own, in the current language."""
    found: dict[Position, str] = {(form.HINT_ROW, 0): hint()}
    for field in form.fields:
        if field.path in FIELDS:
            found[field.label] = _(FIELDS[field.path])
    found |= {(form.HEAD_ROW, form.NUMBER): "№", (form.HEAD_ROW, form.TITLE): _("Criteria")}
    for index, score in enumerate(form.scores):
        found[form.HEAD_ROW, form.FIRST_MARK + index] = indicator(form.criteria_set, score)
    for index, words in enumerate(COLUMNS):
        found[form.HEAD_ROW, form.score_column + index] = _(words)
    found[form.total_row, 0], found[form.band_row, 0] = _("Total"), _("Category")
    found[form.bands_row - 1, 1] = _("Categories by total")
    found[form.bands_row - 1, 2], found[form.bands_row - 1, 3] = _("from"), _("to")
    for index, words in enumerate(signatures()):
        if words:
            found[form.signature_row + 2 * index, 1] = words
    return found


def hint() -> str:
    """How the form is filled in."""
    return _("Fill in the light yellow cells only. The total and the category appear when every criterion has a score.")


def indicator(criteria_set: CriteriaSet, score: int) -> str:
    """The head of an indicator column (R9)."""
    words = ngettext("{score} point: {text}", "{score} points: {text}", score)
    return words.format(score=score, text=in_language(criteria_set.indicators[score].text, current_language()))


def signatures() -> tuple[str, ...]:
    """Who signs, a line each; further members of the commission sign below the first."""
    return (_("Members of the commission:"), "", "", _("For the body:"))


def choices(path: Path) -> dict[str, str]:
    """The values that a field may have, each with its word in the current language."""
    return {value: _(_CHOICES[value]) for value in CHOICES[path[-2:]]}
