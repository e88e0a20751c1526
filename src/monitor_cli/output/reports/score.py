"""Single files, one screen each: their areas and criteria, total and band; or all that they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from monitor_cli.core.criteria import Area, CriteriaSet, Criterion, Scale
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Entry, ScoreFile
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.messages import _, ngettext
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, problem_lines, wording
from monitor_cli.output import page as parts
from monitor_cli.output.styles import bar, share_style

NARROW, NARROW_WITH_OWN = 60, 80
"""Below these widths there is no room for the bars, without and with the body's own scores beside."""


class Breakdowns(NamedTuple):
    """The results of files; where none of them has a criteria set, `criteria_set` is the one that they were held to.

    `is_brief` for a line a file, `is_full` for full titles and all that the commission wrote.
    """

    results: list[Result]
    criteria_set: CriteriaSet
    is_brief: bool = False
    is_full: bool = False


def page(found: Breakdowns) -> parts.Page:
    """All breakdowns, one below the other."""
    if found.is_brief:
        return [[parts.Facts([parts.Fact("", _in_brief(result)) for result in found.results])]]
    return (section for result in found.results for section in _breakdown(result, found.is_full))


def _in_brief(result: Result) -> str:
    """Total, band and body; for a file without a total, what it is."""
    card = result.scorecard
    if card is None:
        status = _(wording.STATUSES[result.status])
        return f"{visible(result.file)}: {_('{status}: no total').format(status=status)}"
    facts = f"{wording.total_points(card)}, " + _("band {number}").format(number=card.band.number)
    edition = " ".join([card.criteria_set.ref, *wording.unpublished_set_notes(card.criteria_set)])
    return f"{visible(result.file)}: {facts} — {wording.body_and_year(card.score_file)} ({edition})"


def _breakdown(result: Result, is_full: bool) -> Iterator[parts.Section]:
    score_file, criteria_set = result.score_file, result.criteria_set
    head: list[parts.Block] = []
    if score_file and criteria_set:
        about = parts.Paragraph(wording.body_details(score_file, criteria_set), "dim")
        head = [parts.Heading(wording.body_and_year(score_file)), about]
    if score_file and criteria_set and (result.scorecard or result.prospect):
        table = _table(score_file, criteria_set, is_full)
        yield from (head, wording.score_meanings(criteria_set), [table]) if is_full else [[*head, table]]
        yield _outcome(result, score_file, criteria_set, is_full)
    else:
        yield [*head, parts.Paragraph(f"{visible(result.file)}: {problem_lines.no_total_reason(result)}", "bold red")]
    if problems := list(problem_lines.problem_lines(problem_lines.problems_to_show(result))):
        yield [parts.Verbatim(problems)]


def _outcome(result: Result, score_file: ScoreFile, criteria_set: CriteriaSet, is_full: bool) -> Iterator[parts.Block]:
    """Total, band and the ways from there, or what a draft can still reach; and where there is more to read."""
    if result.prospect:
        yield from problem_lines.draft_progress(result.prospect, criteria_set)
    if card := result.scorecard:
        yield from wording.total_and_band(card)
        yield parts.Facts([fact for fact in _ways(card, is_full) if fact.text])
    if not is_full:
        criteria = "" if criteria_set.is_published else " --criteria FILE"
        yield parts.Paragraph(_more(result.file, score_file, criteria), "dim")
    former = card.former_total if card else None
    notes = [*objections.objection_notes(score_file.agency.id, score_file.contested, former)]
    notes += [wording.translation_note(criteria_set)] if is_full else wording.unpublished_set_notes(criteria_set)
    yield from (parts.Paragraph(note, note=True) for note in notes if note)


def _ways(card: Scorecard, is_full: bool) -> list[parts.Fact]:
    """The ways up and down, what is weakest and how the body scores itself; on one screen the most needed of them."""
    up, own = wording.distance_to_next_band(card), wording.self_assessment(card)
    if is_full:
        down, weakest = wording.distance_to_lower_band(card), wording.weakest_criteria(card)
        return [parts.Fact(*fact) for fact in (("↑", up), ("↓", down), ("·", weakest), ("±", own))]
    few = wording.weakest_criteria(card, 2 if own else 3)
    return [parts.Fact("↑", " · ".join(filter(None, [up, few, own])))]


def _more(file: str, score_file: ScoreFile, criteria: str) -> str:
    """What the screen leaves out, and how it is shown."""
    entries, keys = score_file.scores.values(), ("note", "recommendation", "objection")
    notes, todo, against = (sum(bool(getattr(entry, key)) for entry in entries) for key in keys)
    counted = [
        (notes, ngettext("{count} note", "{count} notes", notes)),
        (todo, ngettext("{count} recommendation", "{count} recommendations", todo)),
        (against, ngettext("{count} objection", "{count} objections", against)),
    ]
    left_out = [text.format(count=count) for count, text in counted if count] or [_("full titles")]
    name = f'"{visible(file)}"' if " " in file else visible(file)
    command = "monitor score"
    return f"{', '.join(left_out)}: {command} --full {name}{criteria}"


def _table(score_file: ScoreFile, criteria_set: CriteriaSet, is_full: bool) -> parts.Table:
    own = bool(score_file.self_scores)
    columns = [
        parts.Column("№", right=True),
        parts.Column(_("criterion"), share=1),
        parts.Column("", least=NARROW_WITH_OWN if own else NARROW, terminal_only=True),
        parts.Column(_("score"), right=True),
        *([parts.Column(_("own"), right=True, least=NARROW), parts.Column("±", right=True)] if own else []),
    ]
    row = partial(_row, score_file, criteria_set.scale, is_full)
    areas = [
        (row(area, area.criteria), [row(one, (one,)) for one in area.criteria if is_full or len(area.criteria) > 1])
        for area in criteria_set.areas
    ]
    if is_full:
        return parts.Table(columns, [parts.Group(criteria, heading) for heading, criteria in areas])
    return parts.Table(columns, [parts.Group([one for heading, criteria in areas for one in (heading, *criteria)])])


def _row(
    score_file: ScoreFile, scale: Scale, is_full: bool, part: Area | Criterion, criteria: Sequence[Criterion]
) -> parts.Row:
    """An area or a criterion; on one screen an area with a single criterion stands for both."""
    is_area, is_one = isinstance(part, Area), len(criteria) == 1
    only = criteria[0].number if is_one and not (is_area and is_full) else None
    entries = [entry for criterion in criteria if (entry := score_file.scores.get(criterion.number))]
    total, most = sum(entry.score for entry in entries), scale.max * len(criteria)
    style = share_style(total, scale.min * len(criteria), most) if len(entries) == len(criteria) else "dim"
    title, points = (
        wording.localized(part.title) if is_full else wording.label(part),
        f"{total if entries else '–'}/{most}",
    )
    title += f" · {only}" if is_area and only else ""
    title += " †" if only in score_file.contested else ""
    details = [line for entry in entries for line in _details(entry)] if is_full and not is_area else []
    strong, indent = "bold" if is_area else "", "" if is_area or is_full else "  "
    cells = [
        parts.Cell(f"{part.number}." if is_area else str(part.number), strong or "dim"),
        parts.Cell(indent + title, strong, details),
        parts.Cell(bar(total, most, 10 if is_area else 5), style),
        parts.Cell(points, strong or style),
    ]
    sentence = f"{indent}{part.number}. {title}: {points}"
    if score_file.self_scores:
        own = score_file.self_scores.get(only) if only else None
        difference = wording.signed(own - total) if entries and own is not None else ""
        cells += [parts.Cell("" if own is None else str(own)), parts.Cell(difference, "dim")]
        if own is not None:
            template = _(" (own score {score}, difference {difference})")
            sentence += template.format(score=own, difference=difference or "–")
    return parts.Row(cells, "\n   ".join([sentence, *details]))


def _details(entry: Entry) -> Iterator[str]:
    """All that stands beside a score."""
    if entry.note:
        yield f"{_('Note')}: {wording.visible_lines(entry.note)}"
    if entry.evidence:
        yield f"{_('Evidence:')} {'; '.join(map(wording.visible_lines, entry.evidence))}"
    if entry.recommendation:
        yield f"{_('Recommendation:')} {wording.recommendation_with_state(entry.recommendation)}"
    if entry.objection:
        yield f"{_('Objection:')} {objections.objection_text(entry)}"
    yield from objections.decision_lines(entry)
