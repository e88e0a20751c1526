"""The page itself: one file without a request to anywhere, which its own security policy proves."""

from __future__ import annotations

import base64
import datetime
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from monitor_cli.core.attendance import Attendance
from monitor_cli.core.country import KindOverYears, country
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.errors import NotComparableError
from monitor_cli.core.frozen import ClosedYear
from monitor_cli.core.register import Register, identities
from monitor_cli.core.result import Result
from monitor_cli.messages.visible import visible
from monitor_cli.output.report.sheets import groups, sheets
from monitor_cli.output.report.template_globals import (
    Phrases,
    paragraphs,
    register_texts,
    template_measures,
    template_texts,
)

TEMPLATES = Path(__file__).parent / "templates"

FULL, TEXTS, SCORES = "full", "texts", "scores"
"""How much a page tells of each body, so that 500 stay under 1 MB: everything; the titles of the criteria only once;
neither notes nor evidence nor recommendations."""

MOST_FULL, MOST_TEXTS = 30, 150
"""So many results are told in full (some 25 KB and their texts each), and with their texts (some 3 KB and them)."""


class About(NamedTuple):
    """What a page says of itself: who publishes it and when, whether as part of a published folder (`is_folder`),
    whether the year is `unfinished`, and on which days it was closed, whose reasons are not for everyone.
    """

    publisher: str = ""
    day: datetime.date | None = None
    is_folder: bool = False
    unfinished: bool = False
    closed_on: Sequence[datetime.date] = ()


def render(
    results: Sequence[Result],
    criteria_set: CriteriaSet,
    *,
    full: bool = False,
    closed: Sequence[ClosedYear] = (),
    attendance: Attendance | None = None,
    about: About = About(),  # noqa: B008 - it does not change
) -> bytes:
    """The page about everything in `results`; `full` tells all of every body, however large it becomes.

    The history of the `closed` years stands at its foot; `attendance` tells who has not handed in and who served.

    `criteria_set` is named where no file has a total. What has no total is listed with its problems.
    """
    years: dict[int, list[Result]] = {}
    for result in results:
        if result.scorecard and not result.later:
            years.setdefault(result.scorecard.score_file.year, []).append(result)
    register = attendance.register if attendance else None
    ids = [{one.score_file.agency.id for one in each if one.score_file} for each in years.values()]
    identity = identities(register, *ids)
    found = sheets(results, identity)
    editions = {sheet.card.criteria_set.ref: sheet.card.criteria_set for sheet in found}
    editions = editions or {criteria_set.ref: criteria_set}
    css, script = _asset("page.css") + _widths(), _asset("page.js")
    phrases = Phrases()
    names = _short_names([result.file for result in results])
    environment = _environment(phrases, list(editions), names)
    environment.globals |= register_texts(phrases, attendance)
    page = environment.get_template("page.html")
    return page.render(
        css=Markup(css),
        script=Markup(script),
        policy=_policy(css, script),
        closed=closed,
        about=about,
        sheets=found,
        groups=groups(found),
        editions=list(editions.values()),
        extent=FULL if full else _extent(len(found)),
        left_out=[result for result in results if result.scorecard is None],
        names=names,
        one_body=len({identity.get(one := sheet.card.score_file.agency.id, one) for sheet in found}) == 1,
        years=sorted({sheet.card.score_file.year for sheet in found}, reverse=True),
        country=_country(list(years.values()), register) if len(years) > 1 else (),
    ).encode("utf-8", "replace")


def _country(years: Sequence[Sequence[Result]], register: Register | None) -> Sequence[KindOverYears]:
    """The kinds over the years; none where their editions cannot be compared."""
    try:
        return country(years, register).kinds
    except NotComparableError:
        return ()


def _extent(results: int) -> str:
    """The extent of a page about so many results, a body in one year each; one takes some 1.5 KB at the least."""
    if results <= MOST_FULL:
        return FULL
    return TEXTS if results <= MOST_TEXTS else SCORES


def _environment(phrases: Phrases, refs: list[str], names: dict[str, str]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals = {**template_texts(phrases, names), **template_measures(refs)}
    environment.filters = {**environment.filters, "paragraphs": paragraphs, "visible": visible}
    return environment


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


def _short_names(files: list[str]) -> dict[str, str]:
    """Paths without the folder that they have in common: where files lay is nobody's business on a published page."""
    try:
        common = os.path.commonpath([os.path.dirname(file) for file in files])
    except ValueError:
        common = ""
    cut = len(common) + 1 if common not in ("", os.sep) else len(common)
    return {file: file[cut:] for file in files}
