"""Single files: on one screen each, in full, or on a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from monitor_cli.core.criteria import Area, CriteriaSet, Criterion, Scale
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Details, ScoreFile
from monitor_cli.messages import _, counted
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, problem_lines, wording
from monitor_cli.output import page as parts
from monitor_cli.output.page import Cell, Column, Fact, Facts, Group, Paragraph, Row, Table, bar, share_style

NARROW, NARROW_WITH_SELF_SCORES = 60, 80
"""The widths below which there is no room for the bars."""


class Breakdowns(NamedTuple):
    """The results of files, and the criteria set for those without one of their own.

    `is_brief` for one line per file, `is_full` for full titles and everything that the commission wrote.
    """

    results: list[Result]
    criteria_set: CriteriaSet
    is_brief: bool = False
    is_full: bool = False


def page(breakdowns: Breakdowns) -> parts.Page:
    if breakdowns.is_brief:
        return [[Facts([Fact("", _brief_line(result)) for result in breakdowns.results])]]
    return (section for result in breakdowns.results for section in _breakdown(result, breakdowns.is_full))


def _brief_line(result: Result) -> str:
    card, file = result.scorecard, visible(result.file)
    if card is None:
        return f"{file}: {_('{status}: no total').format(status=_(wording.STATUSES[result.status]))}"
    band = _("band {number}").format(number=card.band.number)
    edition = " ".join([card.criteria_set.ref, *wording.unpublished_set_notes(card.criteria_set)])
    return f"{file}: {wording.total_points(card)}, {band} — {wording.body_and_year(card.score_file)} ({edition})"


def _breakdown(result: Result, is_full: bool) -> Iterator[parts.Section]:
    score_file, criteria_set = result.score_file, result.criteria_set
    head = wording.file_heading(score_file, criteria_set) if score_file and criteria_set else []
    if score_file and criteria_set and (result.scorecard or result.prospect):
        table = _table(score_file, criteria_set, is_full)
        yield from (head, wording.score_meanings(criteria_set), [table]) if is_full else [[*head, table]]
        yield _outcome(result, score_file, criteria_set, is_full)
    else:
        yield [*head, Paragraph(f"{visible(result.file)}: {problem_lines.no_total_reason(result)}", "bold red")]
    if problems := list(problem_lines.problem_lines(problem_lines.problems_to_show(result))):
        yield [parts.Verbatim(problems)]


def _outcome(result: Result, score_file: ScoreFile, criteria_set: CriteriaSet, is_full: bool) -> Iterator[parts.Block]:
    """Yield total, band and distances, or the results still possible for a draft; then hints and notes."""
    if result.prospect:
        yield from problem_lines.draft_progress(result.prospect, criteria_set)
    if card := result.scorecard:
        yield from wording.total_and_band(card)
        up, own = wording.distance_to_next_band(card), wording.self_assessment(card)
        facts = [("↑", " · ".join(filter(None, [up, wording.weakest_criteria(card, 2 if own else 3), own])))]
        if is_full:
            down, weakest = wording.distance_to_lower_band(card), wording.weakest_criteria(card)
            facts = [("↑", up), ("↓", down), ("·", weakest), ("±", own)]
        yield Facts([Fact(sign, text) for sign, text in facts if text])
    if not is_full:
        yield Paragraph(_left_out(result.file, score_file, criteria_set), "dim")
    former_total = card.former_total if card else None
    notes = [*objections.objection_notes(score_file.agency.id, score_file.contested, former_total)]
    notes += [wording.translation_note(criteria_set)] if is_full else wording.unpublished_set_notes(criteria_set)
    yield from (Paragraph(note, note=True) for note in notes if note)


def _left_out(file: str, score_file: ScoreFile, criteria_set: CriteriaSet) -> str:
    """Return the parts that the screen leaves out, and the command that shows them."""
    entries: list[Details] = [*score_file.scores.values(), *dict(score_file.unscored).values()]
    notes = sum(bool(entry.note) for entry in entries)
    recommendations = sum(bool(entry.recommendation) for entry in entries)
    disputed = sum(bool(entry.objection) for entry in entries)
    counts = [
        counted("{count} note", "{count} notes", notes) if notes else "",
        counted("{count} recommendation", "{count} recommendations", recommendations) if recommendations else "",
        counted("{count} objection", "{count} objections", disputed) if disputed else "",
    ]
    name, command = f'"{visible(file)}"' if " " in file else visible(file), "monitor score"
    criteria = "" if criteria_set.is_published else " --criteria FILE"
    return f"{', '.join(filter(None, counts)) or _('full titles')}: {command} --full {name}{criteria}"


def _table(score_file: ScoreFile, criteria_set: CriteriaSet, is_full: bool) -> Table:
    has_own = bool(score_file.self_scores)
    columns = [
        Column("№", right=True),
        Column(_("criterion"), share=1),
        Column("", least=NARROW_WITH_SELF_SCORES if has_own else NARROW, terminal_only=True),
        Column(_("score"), right=True),
        *([Column(_("own"), right=True, least=NARROW), Column("±", right=True)] if has_own else []),
    ]
    row = partial(_row, score_file, criteria_set.scale, is_full)
    areas = [
        (row(area, area.criteria), [row(one, (one,)) for one in area.criteria if is_full or len(area.criteria) > 1])
        for area in criteria_set.areas
    ]
    if is_full:
        return Table(columns, [Group(criteria, heading) for heading, criteria in areas])
    return Table(columns, [Group([one for heading, criteria in areas for one in (heading, *criteria)])])


def _row(
    score_file: ScoreFile, scale: Scale, is_full: bool, part: Area | Criterion, criteria: Sequence[Criterion]
) -> Row:
    """Return the row of an area or a criterion; on one screen an area with a single criterion is the row of both."""
    is_area = isinstance(part, Area)
    only = criteria[0].number if len(criteria) == 1 and not (is_area and is_full) else None
    entries = [entry for criterion in criteria if (entry := score_file.scores.get(criterion.number))]
    total, most = sum(entry.score for entry in entries), scale.max * len(criteria)
    style = share_style(total, scale.min * len(criteria), most) if len(entries) == len(criteria) else "dim"
    points = f"{total if entries else '–'}/{most}"
    title = wording.localized(part.title) if is_full else wording.label(part)
    title += f" · {only}" * bool(is_area and only) + " †" * (only in score_file.contested)
    shown = score_file.details(only) if only and is_full and not is_area else None
    details = [*_details(shown)] if shown else []
    strong, indent = "bold" if is_area else "", "" if is_area or is_full else "  "
    cells = [
        Cell(f"{part.number}." if is_area else str(part.number), strong or "dim"),
        Cell(indent + title, strong, details),
        Cell(bar(total, most, 10 if is_area else 5), style),
        Cell(points, strong or style),
    ]
    sentence = f"{indent}{part.number}. {title}: {points}"
    if score_file.self_scores:
        own = score_file.self_scores.get(only) if only else None
        difference = wording.signed(own - total) if entries and own is not None else ""
        cells += [Cell("" if own is None else str(own)), Cell(difference, "dim")]
        if own is not None:
            template = _(" (self-assessment {score}, difference {difference})")
            sentence += template.format(score=own, difference=difference or "–")
    return Row(cells, "\n   ".join([sentence, *details]))


def _details(entry: Details) -> Iterator[str]:
    """Yield the note, evidence and recommendation of a score, and the dispute about it."""
    texts = {
        f"{_('Note')}:": wording.visible_lines(entry.note or ""),
        _("Evidence:"): "; ".join(map(wording.visible_lines, entry.evidence)),
        _("Recommendation:"): wording.recommendation_with_state(entry.recommendation),
        _("Objection:"): objections.objection_text(entry),
    }
    yield from (f"{title} {text}" for title, text in texts.items() if text)
    yield from objections.decision_lines(entry)
