"""What the templates of a page can say and measure."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from monitor_cli import __version__
from monitor_cli.core.figures import Mean
from monitor_cli.core.plan import plan
from monitor_cli.core.problems import Problem
from monitor_cli.core.texts import ALPHABET, LANGUAGES
from monitor_cli.messages import KIND_TITLES, KINDS, current_language
from monitor_cli.messages.problems import mend, message
from monitor_cli.output import words
from monitor_cli.output.report.phrases import Phrases
from monitor_cli.output.report.sheets import UNITS, Sheet, position, segments
from monitor_cli.output.styles import share_step

OWN_NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
MOST_PROBLEMS = 10
"""So many problems of one file are listed; the rest is counted."""


def sayings(phrases: Phrases, names: dict[str, str]) -> dict[str, Any]:
    """What the templates say, each in all languages."""

    def each(function: Any, *args: object) -> Any:
        return phrases.each(partial(function, *args))

    return {
        "_": phrases.message,
        "ngettext": phrases.count,
        "said": phrases.of_file,
        "texts": phrases.table,
        "number": lambda value, decimals=1: each(words.number, value, decimals),
        "band_words": lambda card: each(words.band, card.band, card.criteria_set),
        "way_up_words": lambda card: each(words.way_up, card),
        "way_down_words": lambda card: each(words.way_down, card),
        "problem_words": lambda problem: each(message, _with_short_names(problem, names)),
        "mend_words": lambda problem: each(mend, problem),
        "day": lambda date: each(words.day, date),
        "state_words": lambda recommendation: each(words.state, recommendation),
        "own_words": lambda card: each(words.own_scores, card),
        "late_words": lambda rated: each(words.late, rated),
        "tie_rule": lambda criteria_set: each(lambda: " ".join(words.tie_rule(criteria_set))),
        "translation_note": lambda criteria_set: each(words.translation_note, criteria_set),
        "difference": words.difference,
        "stability": words.stability,
        "kinds": KINDS,
        "kind_titles": KIND_TITLES,
        "language": current_language(),
        "alphabet": ALPHABET,
        "languages": {language: OWN_NAMES[language] for language in LANGUAGES},
        "version": __version__,
        "most_problems": MOST_PROBLEMS,
    }


def figures(refs: list[str]) -> dict[str, Any]:
    """What the templates measure."""

    def step(value: int, low: int, high: int) -> int:
        return share_step(value, low, high) + 1

    return {
        "band_step": lambda band, criteria_set: step(band.number, 1, len(criteria_set.bands)),
        "score_step": lambda score, criteria_set: step(score, criteria_set.scale.min, criteria_set.scale.max),
        "bar": lambda part, whole: f"w{Mean(100 * part, whole).rounded(0):.0f}",
        "plan": plan,
        "signed": words.signed,
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
