"""The filled official form on paper, for signature: its content, laid out as the table of the order's annex (R10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import ScoreFile
from monitor_cli.forms.layout import indicator
from monitor_cli.messages import KINDS, MONITORINGS, _, current_language
from monitor_cli.messages.clock import span
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, wording
from monitor_cli.output.problem_lines import missing_scores
from monitor_cli.output.wording import legal_act, localized, numbered_title, recommendation_with_state, visible_lines


class Row(NamedTuple):
    """A row of the table: a heading, or a criterion, which has no mark without a score."""

    is_area: bool
    title: str
    marks: tuple[str, ...] = ()
    score: str = ""


class Details(NamedTuple):
    """A table about single criteria; `widths` are in millimetres, and lines end with line breaks."""

    title: str
    widths: tuple[int, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Paper:
    """The form of one body and year; a draft has no `total` and `band`, and `draft` gives the reason.

    `signed` repeats the result above the signatures.
    """

    title: str
    act: str
    facts: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    total: str
    band: str
    draft: str
    details: tuple[Details, ...]
    signed: str
    commission: tuple[str, ...]
    body: str
    note: str


def render(result: Result, format_name: str) -> bytes | str:
    """Return the printed form of one file as `docx` or `html`; a draft has no total and says so.

    The HTML page prints on A4 landscape and loads nothing from anywhere.
    """
    if format_name == "docx":
        from monitor_cli.output.paper import docx

        return docx.render(paper(result))
    from pathlib import Path

    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader, strict = FileSystemLoader(Path(__file__).parent), StrictUndefined
    environment = Environment(loader=loader, autoescape=True, undefined=strict, trim_blocks=True, lstrip_blocks=True)
    environment.globals["_"] = _
    return environment.get_template("form.html").render(paper=paper(result), language=current_language())


def paper(result: Result) -> Paper:
    """Return the printed form of a file without errors or of a draft.

    Raises ValueError for any other file.
    """
    score_file, criteria_set = result.score_file, result.criteria_set
    if score_file is None or criteria_set is None or not result.is_ok_or_draft:
        raise ValueError("only a file without errors or a draft can be printed")
    card, prospect = result.scorecard, result.prospect
    band = localized(card.band.label) if card else ""
    draft = missing_scores(prospect) if prospect else ""
    outcome = f"{wording.total_points(card)}; {band}" if card else draft
    return Paper(
        title=localized(criteria_set.title),
        act=legal_act(criteria_set),
        facts=tuple(_facts(result, score_file, criteria_set)),
        head=(_("Criteria"), *(indicator(criteria_set, score) for score in criteria_set.indicators), _("Final score")),
        rows=tuple(_rows(score_file, criteria_set)),
        total=str(card.total) if card else "",
        band=band,
        draft=draft,
        details=tuple(
            table for table in (_findings(score_file, criteria_set), _disputes(score_file, criteria_set)) if table.rows
        ),
        signed=f"{wording.body_and_year(score_file)}: {outcome}",
        commission=tuple(visible(name) for name in score_file.monitoring.commission),
        body=localized(score_file.agency.name),
        note=wording.translation_note(criteria_set),
    )


def _facts(result: Result, score_file: ScoreFile, criteria_set: CriteriaSet) -> Iterator[tuple[str, str]]:
    period = score_file.monitoring
    yield _("Name of the body"), localized(score_file.agency.name)
    yield _("Kind of the body"), _(KINDS[score_file.agency.kind])
    if secretary := score_file.state_secretary:
        yield _("State secretary"), localized(secretary.name)
    yield _("Year"), str(score_file.year)
    if period.kind:
        yield _("Kind of the monitoring"), _(MONITORINGS[period.kind])
    if period.from_ or period.to:
        yield _("Period of the monitoring"), span(period.from_, period.to)
    if period.commission:
        yield _("Commission"), ", ".join(visible(name) for name in period.commission)

    yield _("Criteria set"), criteria_set.ref
    if result.sha256:
        yield _("File (first digits of its SHA-256)"), result.sha256[:12]


def _rows(score_file: ScoreFile, criteria_set: CriteriaSet) -> Iterator[Row]:
    for area in criteria_set.areas:
        yield Row(True, numbered_title(area))
        for criterion in area.criteria:
            entry = score_file.scores.get(criterion.number)
            marks = tuple("X" if entry and entry.score == score else "" for score in criteria_set.indicators)
            yield Row(False, numbered_title(criterion), marks, str(entry.score) if entry else "")


def _findings(score_file: ScoreFile, criteria_set: CriteriaSet) -> Details:
    rows = []
    for number in criteria_set.criteria:
        entry = score_file.details(number)
        if entry and (entry.note or entry.evidence or entry.recommendation):
            evidence = "\n".join(visible_lines(item) for item in entry.evidence)
            todo = recommendation_with_state(entry.recommendation)
            rows.append((str(number), visible_lines(entry.note or ""), evidence, todo))
    heads = "№", _("Note"), _("Evidence"), _("Recommendation")
    return Details(_("Findings and recommendations"), (12, 95, 70, 90), heads, tuple(rows))


def _disputes(score_file: ScoreFile, criteria_set: CriteriaSet) -> Details:
    rows = []
    for number in criteria_set.criteria:
        entry = score_file.details(number)
        if entry and (entry.objection or entry.changes):
            now = "" if entry.score is None else str(entry.score)
            was = str(entry.changes[0].was) if entry.changes else now
            decisions = "\n".join(objections.decision_lines(entry))
            rows.append((str(number), was, now, objections.objection_text(entry), decisions))
    heads = "№", _("Before"), _("Now"), _("Objection"), _("Decision and changes")
    return Details(_("Objections and changes"), (12, 18, 18, 112, 107), heads, tuple(rows))
