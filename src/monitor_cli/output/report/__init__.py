"""The self-contained HTML page; its security policy blocks all requests."""

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
from monitor_cli.core.criteria import CriteriaSet, by_ref
from monitor_cli.core.errors import NotComparableError
from monitor_cli.core.figures import grouped
from monitor_cli.core.frozen import ClosedYear
from monitor_cli.core.register import Register, identities
from monitor_cli.core.result import Result
from monitor_cli.messages.visible import visible
from monitor_cli.output.report.sheets import groups, sheets
from monitor_cli.output.report.template_globals import Phrases, paragraphs, template_measures, template_texts

TEMPLATES = Path(__file__).parent / "templates"

FULL, TEXTS, SCORES = "full", "texts", "scores"
"""The detail of each body on a page, so that 500 bodies stay under 1 MB: everything; titles of criteria only once;
no notes, evidence or recommendations either."""

MOST_FULL, MOST_TEXTS = 30, 150
"""The number of results shown with the extent FULL (about 25 KB each, and their texts) and TEXTS (about 3 KB)."""


class PageFacts(NamedTuple):
    """Facts about the page: publisher and day, whether it is part of a published folder (`is_folder`), whether the year
    is `unfinished`, and the `closing` that it has not changed since, whose reasons are not public.
    """

    publisher: str = ""
    day: datetime.date | None = None
    is_folder: bool = False
    unfinished: bool = False
    closing: ClosedYear | None = None


def render(
    results: Sequence[Result],
    criteria_set: CriteriaSet,
    *,
    full: bool = False,
    closed: Sequence[ClosedYear] = (),
    attendance: Attendance | None = None,
    about: PageFacts = PageFacts(),  # noqa: B008 - it does not change
) -> bytes:
    """Return the page about `results`; `full` shows everything about every body, whatever the size.

    Files without a total are listed with their problems. The footer has the closings of the `closed` years;
    `attendance` adds who has not handed in and who was in office. `criteria_set` is for a page without any total.
    """
    years = grouped((card.score_file.year, result) for result in results if (card := result.counted_card))
    register = attendance.register if attendance else None
    ids = [{result.score_file.agency.id for result in each if result.score_file} for each in years.values()]
    identity = identities(register, *ids)
    shown = sheets(results, identity)
    bodies = {identity.get(sheet.card.score_file.agency.id, sheet.card.score_file.agency.id) for sheet in shown}
    editions = by_ref(sheet.card.criteria_set for sheet in shown) or by_ref([criteria_set])
    widths = "".join(
        f".w{percent}{{--w:{percent}%}}" for percent in range(101)
    )  # the policy allows no style attributes
    css, script = _asset("page.css") + widths, _asset("page.js")
    names = _short_names([result.file for result in results])
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals = template_texts(Phrases(), names, attendance) | template_measures(list(editions))
    environment.filters |= {"paragraphs": paragraphs, "visible": visible}
    page = environment.get_template("page.html").render(
        css=Markup(css),
        script=Markup(script),
        policy=_policy(css, script),
        closed=closed,
        about=about,
        sheets=shown,
        groups=groups(shown),
        editions=list(editions.values()),
        extent=FULL if full or len(shown) <= MOST_FULL else TEXTS if len(shown) <= MOST_TEXTS else SCORES,
        left_out=[result for result in results if result.scorecard is None],
        names=names,
        one_body=len(bodies) == 1,
        years=sorted({sheet.card.score_file.year for sheet in shown}, reverse=True),
        country=_country(list(years.values()), register) if len(years) > 1 else (),
    )
    return page.encode("utf-8", "replace")


def _country(years: Sequence[Sequence[Result]], register: Register | None) -> Sequence[KindOverYears]:
    """Return the kinds over the years; none if their editions cannot be compared."""
    try:
        return country(years, register).kinds
    except NotComparableError:
        return ()


def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _policy(css: str, script: str) -> str:
    """Return a policy that blocks all requests and allows only the page's own style and script."""
    return (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _short_names(files: list[str]) -> dict[str, str]:
    """Return the paths without their common folder, which a published page does not show."""
    try:
        common = os.path.commonpath([os.path.dirname(file) for file in files])
    except ValueError:
        common = ""
    cut = len(common) + 1 if common not in ("", os.sep) else len(common)
    return {file: file[cut:] for file in files}
