"""The functions of the page's templates; the page contains each text in all languages and switches between them."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from monitor_cli import __version__
from monitor_cli.core.attendance import Attendance
from monitor_cli.core.figures import Mean
from monitor_cli.core.plan import plan
from monitor_cli.core.problems import Problem
from monitor_cli.core.texts import ALPHABET, LANGUAGES, Text
from monitor_cli.messages import (
    KIND_TITLES,
    KINDS,
    MONITORINGS,
    _,
    current_language,
    in_current_language,
    ngettext,
    speaking,
)
from monitor_cli.messages.clock import day
from monitor_cli.messages.problems import fix, message
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, wording
from monitor_cli.output.attendance import bodies_by_name, secretaries_in_office, turnout_counts
from monitor_cli.output.freeze import closing_lines
from monitor_cli.output.page import share_step
from monitor_cli.output.report.sheets import UNITS, Sheet, position

OWN_NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
MOST_PROBLEMS = 10
"""The number of problems listed per file; the others are counted."""

_SENTENCES: dict[str, Callable[..., str | Iterable[str]]] = {
    "legal_act": wording.legal_act,
    "number": wording.format_number,
    "band_text": wording.band_description,
    "next_band_text": wording.distance_to_next_band,
    "lower_band_text": wording.distance_to_lower_band,
    "fix_text": fix,
    "state_text": wording.recommendation_state,
    "self_assessment": wording.self_assessment,
    "objection_text": objections.objection_text,
    "late_secretary_note": lambda rated: wording.late_secretary_note(rated, wording.localized(rated.body.name)),
    "tie_rule": wording.tie_rule,
    "repeated_monitoring_rule": wording.repeated_monitoring_rule,
    "translation_note": wording.translation_note,
    "turnout_counts": turnout_counts,
}
_LINES: dict[str, Callable[..., Iterable[str]]] = {
    "decision_lines": objections.decision_lines,
    "objection_notes": lambda card: objections.objection_notes(
        wording.localized(card.score_file.agency.name), card.score_file.contested, card.former_total
    ),
    "closing_lines": closing_lines,
    "turnout_names": bodies_by_name,
}


def template_texts(phrases: Phrases, names: dict[str, str], attendance: Attendance | None) -> dict[str, Any]:
    """Return the functions and values of the templates that show text, each in all languages.

    `names` are the paths of the files as the page shows them.
    """
    register = attendance.register if attendance else None

    def lines(function: Callable[..., Iterable[str]], *args: object) -> list[Phrase]:
        def line(number: int) -> str:
            return list(function(*args))[number]

        return [phrases.each(line, number) for number, _line in enumerate(function(*args))]

    return {
        **{name: partial(phrases.each, function) for name, function in _SENTENCES.items()},
        **{name: partial(lines, function) for name, function in _LINES.items()},
        "_": phrases.message,
        "ngettext": phrases.count,
        "localized": phrases.of_file,
        "label_with_title": lambda part: _labelled(phrases.each(wording.label, part), phrases.of_file(part.title)),
        "texts": phrases.table,
        "problem_text": lambda problem: phrases.each(message, _with_short_names(problem, names)),
        "counted_file_note": lambda file: phrases.each(wording.counted_file_note, names.get(file, file)),
        "place_marks": objections.place_marks,
        "self_score_difference": wording.self_score_difference,
        "stability": wording.stability,
        "kinds": KINDS,
        "monitorings": MONITORINGS,
        "kind_titles": KIND_TITLES,
        "language": current_language(),
        "alphabet": ALPHABET,
        "languages": OWN_NAMES,
        "version": __version__,
        "most_problems": MOST_PROBLEMS,
        "attendance": attendance,
        "register_name": os.path.basename(register.file) if register else "",
        "secretaries_in_office": lambda rated: phrases.each(secretaries_in_office, register, rated.body),
        "has_secretaries": lambda rated: bool(rated and secretaries_in_office(register, rated.body)),
    }


def template_measures(refs: list[str]) -> dict[str, Any]:
    """Return the functions of the templates that compute positions, widths and colours; `refs` are the editions."""

    def step(value: int, low: int, high: int) -> int:
        return share_step(value, low, high) + 1

    return {
        "band_step": lambda band, criteria_set: step(band.number, 1, len(criteria_set.bands)),
        "score_step": lambda score, criteria_set: step(score, criteria_set.scale.min, criteria_set.scale.max),
        "bar": lambda part, whole: f"w{Mean(100 * part, whole).rounded(0):.0f}",
        "plan": plan,
        "signed": wording.signed,
        "position": position,
        "units": UNITS,
        "set_number": lambda criteria_set: refs.index(criteria_set.ref),
        "trend": _trend,
    }


def _trend(sheet: Sheet) -> list[tuple[float, float]]:
    """Return the points of the totals over the years in a drawing of 480 by 100."""
    wide = UNITS / len(sheet.years)
    low, high = sheet.card.criteria_set.min_total, sheet.card.criteria_set.max_total
    return [
        (round((index + 0.5) * wide, 1), round(90 - 65 * (year.card.total - low) / (high - low), 1))
        for index, year in enumerate(sheet.years)
    ]


def _with_short_names(problem: Problem, names: dict[str, str]) -> Problem:
    other = str(problem.params.get("other", ""))
    return problem._replace(params={**problem.params, "other": names[other]}) if other in names else problem


def _labelled(label: Phrase, title: Phrase) -> Markup:
    """Return a label with its title as a tooltip."""
    return Markup('<span{} title="{}"{}>{}</span>').format(label.mark, title.text, title.attribute("h"), label.text)


class Phrase:
    """A text; if it differs between the languages, `number` is its place in the page's table of texts."""

    __slots__ = ("number", "text")

    def __init__(self, number: int | None, text: str) -> None:
        self.number = number
        self.text = text

    def __html__(self) -> str:
        if self.number is None:
            return escape(self.text)
        return Markup('<span data-t="{}">{}</span>').format(self.number, self.text)

    def __str__(self) -> str:
        return self.text

    def attribute(self, key: str) -> Markup:
        """Return the attribute of an element with this text as its content (`t`), tooltip (`h`) or label (`l`)."""
        return Markup("") if self.number is None else Markup(' data-{}="{}"').format(key, self.number)

    mark = property(lambda self: self.attribute("t"))
    label = property(lambda self: Markup(' aria-label="{}"{}').format(self.text, self.attribute("l")))


class Phrases:
    """All phrases of one page; the page opens in the language that is current when it is made."""

    def __init__(self) -> None:
        self._shown = LANGUAGES.index(current_language())
        self._phrases: dict[tuple[str, ...], Phrase] = {}
        self._known: dict[Any, Phrase] = {}

    def message(self, message: str, **params: object) -> Phrase:
        """Return a message of the catalogues; parameters may be phrases or texts of a file."""
        key = (message, tuple(params.items())) if all(isinstance(v, str | int) for v in params.values()) else None
        if key in self._known:
            return self._known[key]
        phrase = self.each(lambda: _(message).format_map({name: _filled(value) for name, value in params.items()}))
        return self._known.setdefault(key, phrase) if key else phrase

    def count(self, singular: str, plural: str, count: int, **params: object) -> Phrase:
        """Return a message with a number, in the plural form of each language."""
        return self.each(lambda: ngettext(singular, plural, count).format(count=count, **params))

    def of_file(self, text: Text) -> Phrase:
        """Return a text of a file, safe to show; the same in all languages if the file gives it once."""
        if isinstance(text, str):
            return Phrase(None, visible(text))
        return self.each(lambda: visible(in_current_language(text)))

    def each(self, function: Callable[..., str | Iterable[str]], *args: object) -> Phrase:
        """Return the results of `function` in each language as a phrase, several sentences joined."""
        texts = []
        for language in LANGUAGES:
            with speaking(language):
                result = function(*args)
                texts.append(result if isinstance(result, str) else " ".join(result))
        if len(set(texts)) == 1:
            return Phrase(None, texts[0])
        key = tuple(texts)
        if key not in self._phrases:
            self._phrases[key] = Phrase(len(self._phrases), texts[self._shown])
        return self._phrases[key]

    def table(self) -> Markup:
        """Return all texts as JSON, a list per language; nothing in it can end a script element."""
        columns = dict(zip(LANGUAGES, zip(*self._phrases, strict=True), strict=True)) if self._phrases else {}
        text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
        for character in "<>&\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return Markup(text)


def paragraphs(text: str) -> Markup:
    """Return a text of a file as HTML, line by line, each line safe to show."""
    return Markup("<br>").join(escape(visible(line)) for line in text.splitlines())


def _filled(value: object) -> object:
    """Return a parameter in the current language; a text of a file is made safe to show."""
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, dict):
        value = in_current_language(value)
    return visible(value) if isinstance(value, str) else value
