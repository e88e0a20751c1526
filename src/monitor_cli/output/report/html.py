"""The page itself: one file without a request to anywhere, which its own security policy proves."""

from __future__ import annotations

import base64
import datetime
import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from monitor_cli import __version__
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.plan import plan
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import percent
from monitor_cli.core.texts import LANGUAGES
from monitor_cli.messages import current_language
from monitor_cli.messages.problems import mend, message
from monitor_cli.messages.visible import visible
from monitor_cli.output.rank import words as rank_words
from monitor_cli.output.report.extent import FULL, extent
from monitor_cli.output.report.overview import groups
from monitor_cli.output.report.phrases import Phrases, paragraphs
from monitor_cli.output.report.sheets import UNITS, Sheet, position, segments, sheets
from monitor_cli.output.score import words
from monitor_cli.output.styles import share_step
from monitor_cli.output.trends import signed

TEMPLATES = Path(__file__).parent / "templates"
OWN_NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
MOST_PROBLEMS = 10
"""So many problems of one file are listed; the rest is counted."""


def render(results: Sequence[Result], criteria_set: CriteriaSet, *, full: bool = False) -> bytes:
    """The page about everything in `results`; `full` tells all of every body, however large it becomes.

    `criteria_set` is named where no file has a total. What has no total is listed with its problems.
    """
    found = sheets(results)
    editions = {sheet.card.criteria_set.ref: sheet.card.criteria_set for sheet in found}
    editions = editions or {criteria_set.ref: criteria_set}
    css, script = _asset("page.css") + _widths(), _asset("page.js")
    phrases = Phrases()
    names = _short_names([result.file for result in results])
    page = _environment(phrases, list(editions), names).get_template("page.html")
    return page.render(
        css=Markup(css),
        script=Markup(script),
        policy=_policy(css, script),
        sheets=found,
        groups=groups(found),
        editions=list(editions.values()),
        extent=FULL if full else extent(len(found)),
        left_out=[result for result in results if result.scorecard is None],
        names=names,
        one_body=len({sheet.card.score_file.agency.id for sheet in found}) == 1,
        years=sorted({sheet.card.score_file.year for sheet in found}, reverse=True),
    ).encode("utf-8", "replace")


def _environment(phrases: Phrases, refs: list[str], names: dict[str, str]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals = {**_words(phrases, names), **_figures(refs)}
    environment.filters = {**environment.filters, "paragraphs": paragraphs, "visible": visible, "date": _date}
    return environment


def _words(phrases: Phrases, names: dict[str, str]) -> dict[str, Any]:
    """What the templates say, each in all languages."""

    def each(function: Any, *args: object) -> Any:
        return phrases.each(partial(function, *args))

    return {
        "_": phrases.message,
        "ngettext": phrases.count,
        "said": phrases.of_file,
        "texts": phrases.table,
        "number": lambda value: each(words.number, value),
        "band_words": lambda card: each(words.band, card.band, card.criteria_set),
        "way_up_words": lambda card: each(words.way_up, card),
        "way_down_words": lambda card: each(words.way_down, card),
        "problem_words": lambda problem: each(message, _with_short_names(problem, names)),
        "mend_words": lambda problem: each(mend, problem),
        "own_words": lambda card: each(words.own_scores, card),
        "late_words": lambda rated: each(rank_words.late, rated),
        "tie_rule": lambda criteria_set: each(lambda: " ".join(rank_words.tie_rule(criteria_set))),
        "translation_note": lambda criteria_set: each(words.translation_note, criteria_set),
        "difference": words.difference,
        "stability": rank_words.stability,
        "kinds": words.KINDS,
        "language": current_language(),
        "languages": {language: OWN_NAMES[language] for language in LANGUAGES},
        "version": __version__,
        "most_problems": MOST_PROBLEMS,
    }


def _figures(refs: list[str]) -> dict[str, Any]:
    """What the templates measure."""

    def step(value: int, low: int, high: int) -> int:
        return share_step(value, low, high) + 1

    return {
        "band_step": lambda band, criteria_set: step(band.number, 1, len(criteria_set.bands)),
        "score_step": lambda score, criteria_set: step(score, criteria_set.scale.min, criteria_set.scale.max),
        "bar": lambda part, whole: f"w{int(percent(part, whole) + 0.5)}",
        "plan": plan,
        "signed": signed,
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


def _date(day: datetime.date) -> str:
    return f"{day:%d.%m.%Y}"


def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _widths() -> str:
    """A class for every length of a bar; the policy allows no style attributes."""
    return "".join(f".w{percent}{{--w:{percent}%}}" for percent in range(101))


def _policy(css: str, script: str) -> str:
    """Nothing may be loaded from anywhere, and only the page's own style and script count."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(css)}'",
            f"script-src '{_digest(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _with_short_names(problem: Problem, names: dict[str, str]) -> Problem:
    other = str(problem.params.get("other", ""))
    return replace(problem, params={**problem.params, "other": names[other]}) if other in names else problem


def _short_names(files: list[str]) -> dict[str, str]:
    """Paths without the folder that they have in common: where files lay is nobody's business on a published page."""
    try:
        common = os.path.commonpath([os.path.dirname(file) for file in files])
    except ValueError:
        common = ""
    cut = len(common) + 1 if common not in ("", os.sep) else len(common)
    return {file: file[cut:] for file in files}
