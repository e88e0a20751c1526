"""What the printed form says, whatever it is printed with: laid out as the table of the order's annex (R10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import ScoreFile
from monitor_cli.forms.layout import indicator
from monitor_cli.messages import KINDS, MONITORINGS, _
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, wording
from monitor_cli.output.problem_lines import missing_scores
from monitor_cli.output.wording import day, legal_act, localized, recommendation_with_state, visible_lines


class Row(NamedTuple):
    """A row of the table; a heading has no number of its own, and a criterion without a score no mark."""

    is_area: bool
    title: str
    marks: tuple[str, ...] = ()
    score: str = ""


class Finding(NamedTuple):
    """What was found at one criterion; lines end with line breaks."""

    criterion: str
    note: str
    evidence: str
    recommendation: str


class Dispute(NamedTuple):
    """An objection to one criterion or the changes of its score; lines end with line breaks."""

    criterion: str
    was: str
    score: str
    objection: str
    decision: str


@dataclass(frozen=True)
class Paper:
    """The form of one body and year; `total` and `band` are empty for a draft, which `draft` then says.

    `signed` says once more, above the signatures, what is signed.
    """

    title: str
    act: str
    facts: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    total: str
    band: str
    draft: str
    findings: tuple[Finding, ...]
    disputes: tuple[Dispute, ...]
    signed: str
    commission: tuple[str, ...]
    body: str
    note: str


def paper(result: Result) -> Paper:
    """The printed form of a file in order, or of a draft.

    Raises ValueError for any other file.
    """
    score_file, criteria_set = result.score_file, result.criteria_set
    if score_file is None or criteria_set is None or not result.is_ok_or_draft:
        raise ValueError("only a file in order or a draft can be printed")
    card, prospect = result.scorecard, result.prospect
    band = localized(card.band.label) if card else ""
    draft = missing_scores(prospect) if prospect else ""
    outcome = f"{wording.total_points(card)}; {band}" if card else draft
    return Paper(
        title=localized(criteria_set.title),
        act=legal_act(criteria_set),
        facts=(*_facts(score_file), *_origin(result, criteria_set)),
        head=(_("Criteria"), *(indicator(criteria_set, score) for score in criteria_set.indicators), _("Final score")),
        rows=tuple(_rows(score_file, criteria_set)),
        total=str(card.total) if card else "",
        band=band,
        draft=draft,
        findings=tuple(_findings(score_file, criteria_set)),
        disputes=tuple(_disputes(score_file)),
        signed=f"{wording.body_and_year(score_file)}: {outcome}",
        commission=tuple(visible(name) for name in score_file.monitoring.commission),
        body=localized(score_file.agency.name),
        note=wording.translation_note(criteria_set),
    )


def _facts(score_file: ScoreFile) -> Iterator[tuple[str, str]]:
    period = score_file.monitoring
    yield _("Name of the body"), localized(score_file.agency.name)
    yield _("Kind of the body"), _(KINDS[score_file.agency.kind])
    if secretary := score_file.state_secretary:
        yield _("State secretary"), localized(secretary.name)
    yield _("Year"), str(score_file.year)
    if period.kind:
        yield _("Kind of the monitoring"), _(MONITORINGS[period.kind])
    if period.from_ or period.to:
        yield (
            _("Period of the monitoring"),
            " – ".join(day(date) if date else "…" for date in (period.from_, period.to)),
        )
    if period.commission:
        yield _("Commission"), ", ".join(visible(name) for name in period.commission)


def _origin(result: Result, criteria_set: CriteriaSet) -> Iterator[tuple[str, str]]:
    """By what the scores were judged, and by what the file can be told from any other."""
    yield _("Criteria set"), criteria_set.ref
    if result.sha256:
        yield _("File (first digits of its SHA-256)"), result.sha256[:12]


def _rows(score_file: ScoreFile, criteria_set: CriteriaSet) -> Iterator[Row]:
    for area in criteria_set.areas:
        yield Row(True, f"{area.number}. {localized(area.title)}")
        for criterion in area.criteria:
            entry = score_file.scores.get(criterion.number)
            marks = tuple("X" if entry and entry.score == score else "" for score in criteria_set.indicators)
            yield Row(
                False, f"{criterion.number}. {localized(criterion.title)}", marks, str(entry.score) if entry else ""
            )


def _findings(score_file: ScoreFile, criteria_set: CriteriaSet) -> Iterator[Finding]:
    for number in criteria_set.criteria:
        entry = score_file.scores.get(number)
        if entry and (entry.note or entry.evidence or entry.recommendation):
            evidence = "\n".join(visible_lines(item) for item in entry.evidence)
            yield Finding(
                str(number), visible_lines(entry.note or ""), evidence, recommendation_with_state(entry.recommendation)
            )


def _disputes(score_file: ScoreFile) -> Iterator[Dispute]:
    for number, entry in score_file.scores.items():
        if entry.objection or entry.changes:
            was = entry.score if entry.was is None else entry.was
            told = objections.objection_text(entry), "\n".join(objections.decision_lines(entry))
            yield Dispute(str(number), str(was), str(entry.score), *told)
