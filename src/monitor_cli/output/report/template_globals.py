"""What the templates of a page can say and measure: each text in all languages, between which the page switches."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from monitor_cli import __version__
from monitor_cli.core.attendance import Attendance
from monitor_cli.core.figures import Mean
from monitor_cli.core.plan import plan
from monitor_cli.core.problems import Problem
from monitor_cli.core.texts import ALPHABET, LANGUAGES, Text, in_language
from monitor_cli.messages import KIND_TITLES, KINDS, MONITORINGS, _, current_language, ngettext, speaking
from monitor_cli.messages.problems import mend, message
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, wording
from monitor_cli.output.attendance import registered_body, secretaries_in_office, turnout_counts
from monitor_cli.output.freeze import closing_lines
from monitor_cli.output.report.sheets import UNITS, Sheet, position, segments
from monitor_cli.output.styles import share_step

OWN_NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
MOST_PROBLEMS = 10
"""So many problems of one file are listed; the rest is counted."""


def template_texts(phrases: Phrases, names: dict[str, str]) -> dict[str, Any]:
    """What the templates say, each in all languages."""

    def each(function: Any, *args: object) -> Any:
        return phrases.each(partial(function, *args))

    def each_line(function: Any, *values: object) -> list[Any]:
        return [each(lambda line: [*function(*values)][line], number) for number, _line in enumerate(function(*values))]

    return {
        "_": phrases.message,
        "ngettext": phrases.count,
        "said": phrases.of_file,
        "named": lambda part: _named(each(wording.label, part), phrases.of_file(part.title)),
        "texts": phrases.table,
        "act": lambda edition: each(wording.legal_act, edition),
        "number": lambda value, decimals=1: each(wording.format_number, value, decimals),
        "band_words": lambda card: each(wording.band_description, card.band, card.criteria_set),
        "way_up_words": lambda card: each(wording.distance_to_next_band, card),
        "way_down_words": lambda card: each(wording.distance_to_lower_band, card),
        "problem_words": lambda problem: each(message, _with_short_names(problem, names)),
        "mend_words": lambda problem: each(mend, problem),
        "day": lambda date: each(wording.day, date),
        "state_words": lambda recommendation: each(wording.recommendation_state, recommendation),
        "own_words": lambda card: each(wording.self_assessment, card),
        "decisions": partial(each_line, objections.decision_lines),
        "disputed": partial(each_line, objections.objection_notes),
        "objection_words": lambda entry: each(objections.objection_text, entry),
        "marks": objections.place_marks,
        "history": partial(each_line, closing_lines),
        "late_words": lambda rated: each(wording.late_secretary_note, rated),
        "tie_rule": lambda criteria_set: each(lambda: " ".join(wording.tie_rule(criteria_set))),
        "repeated_rule": lambda criteria_set: each(lambda: " ".join(wording.repeated_monitoring_rule(criteria_set))),
        "later_words": lambda file: each(wording.counted_file_note, names.get(file, file)),
        "translation_note": lambda criteria_set: each(wording.translation_note, criteria_set),
        "difference": wording.self_score_difference,
        "stability": wording.stability,
        "kinds": KINDS,
        "monitorings": MONITORINGS,
        "kind_titles": KIND_TITLES,
        "language": current_language(),
        "alphabet": ALPHABET,
        "languages": {language: OWN_NAMES[language] for language in LANGUAGES},
        "version": __version__,
        "most_problems": MOST_PROBLEMS,
    }


def register_texts(phrases: Phrases, attendance: Attendance | None) -> dict[str, Any]:
    """What the templates say by the register of bodies."""
    register = attendance.register if attendance else None
    return {
        "attendance": attendance,
        "register_name": os.path.basename(register.file) if register else "",
        "turnout_words": lambda turnout: phrases.each(partial(turnout_counts, turnout)),
        "who_words": lambda body: phrases.each(partial(registered_body, body)),
        "office_words": lambda rated: phrases.each(partial(secretaries_in_office, register, rated.body)),
        "has_others": lambda rated: bool(rated and secretaries_in_office(register, rated.body)),
    }


def template_measures(refs: list[str]) -> dict[str, Any]:
    """What the templates measure."""

    def step(value: int, low: int, high: int) -> int:
        return share_step(value, low, high) + 1

    return {
        "band_step": lambda band, criteria_set: step(band.number, 1, len(criteria_set.bands)),
        "score_step": lambda score, criteria_set: step(score, criteria_set.scale.min, criteria_set.scale.max),
        "bar": lambda part, whole: f"w{Mean(100 * part, whole).rounded(0):.0f}",
        "plan": plan,
        "signed": wording.signed,
        "segments": segments,
        "position": position,
        "units": UNITS,
        "set_number": lambda criteria_set: refs.index(criteria_set.ref),
        "trend": _trend,
    }


def _trend(sheet: Sheet) -> list[tuple[float, float]]:
    """Where the totals of the years stand in a drawing of 480 by 100."""
    wide = UNITS / len(sheet.years)
    low, high = sheet.card.criteria_set.min_total, sheet.card.criteria_set.max_total
    return [
        (round((index + 0.5) * wide, 1), round(90 - 65 * (year.card.total - low) / (high - low), 1))
        for index, year in enumerate(sheet.years)
    ]


def _with_short_names(problem: Problem, names: dict[str, str]) -> Problem:
    other = str(problem.params.get("other", ""))
    return replace(problem, params={**problem.params, "other": names[other]}) if other in names else problem


def _named(label: Phrase, title: Phrase) -> Markup:
    """A label that shows its title where someone points at it."""
    return Markup('<span{} title="{}"{}>{}</span>').format(label.mark, title.text, title.hover, label.text)


class Phrase:
    """A text; where it differs between the languages, `number` is its place in the page's table of texts."""

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

    @property
    def mark(self) -> str:
        """The attribute of an element that holds nothing but this text."""
        return Markup("") if self.number is None else Markup(' data-t="{}"').format(self.number)

    @property
    def hover(self) -> str:
        """The attribute of an element that shows this text where someone points at it."""
        return Markup("") if self.number is None else Markup(' data-h="{}"').format(self.number)

    @property
    def label(self) -> str:
        """The attributes that make this text the name of an element."""
        mark = Markup("") if self.number is None else Markup(' data-l="{}"').format(self.number)
        return Markup(' aria-label="{}"{}').format(self.text, mark)


class Phrases:
    """All phrases of one page; shown at first in the language that is current when the page is made."""

    def __init__(self) -> None:
        self._shown = LANGUAGES.index(current_language())
        self._phrases: dict[tuple[str, ...], Phrase] = {}
        self._known: dict[Any, Phrase] = {}

    def message(self, message: str, **params: object) -> Phrase:
        """A message of the catalogues; parameters may be phrases or texts of a file."""
        key = (message, tuple(params.items())) if all(isinstance(v, str | int) for v in params.values()) else None
        if key in self._known:
            return self._known[key]
        found = self.each(lambda: _(message).format_map({name: _filled(value) for name, value in params.items()}))
        return self._known.setdefault(key, found) if key else found

    def count(self, singular: str, plural: str, count: int, **params: object) -> Phrase:
        """A message with a number in it, in the form that each language wants."""
        return self.each(lambda: ngettext(singular, plural, count).format(count=count, **params))

    def of_file(self, text: Text) -> Phrase:
        """A text from outside, safe to show; the same in all languages where the file gives it once."""
        if isinstance(text, str):
            return Phrase(None, visible(text))
        return self.each(lambda: visible(in_language(text, current_language())))

    def each(self, text: Callable[[], str]) -> Phrase:
        """What `text` returns in each language."""
        texts = []
        for language in LANGUAGES:
            with speaking(language):
                texts.append(text())
        if len(set(texts)) == 1:
            return Phrase(None, texts[0])
        key = tuple(texts)
        if key not in self._phrases:
            self._phrases[key] = Phrase(len(self._phrases), texts[self._shown])
        return self._phrases[key]

    def table(self) -> Markup:
        """All texts as JSON, a list for each language, in which nothing can end a script element."""
        columns = dict(zip(LANGUAGES, zip(*self._phrases, strict=True), strict=True)) if self._phrases else {}
        text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
        for character in "<>&\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return Markup(text)


def paragraphs(text: str) -> Markup:
    """A text from outside that may have several lines, each of them safe to show."""
    return Markup("<br>").join(escape(visible(line)) for line in text.splitlines())


def _filled(value: object) -> object:
    """A parameter in the current language; what comes from a file is made safe to show."""
    if isinstance(value, datetime.date):
        return wording.day(value)
    if isinstance(value, dict):
        value = in_language(value, current_language())
    return visible(value) if isinstance(value, str) else value
