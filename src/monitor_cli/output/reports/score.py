"""The breakdown of single files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import AreaScore, CriterionScore, Scorecard
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output import page as parts
from monitor_cli.output import words
from monitor_cli.output.problem_lines import problem_lines
from monitor_cli.output.styles import bar, share_style

WIDE, NARROW = 110, 60
"""From and up to these widths, there is room for the indicators and none for the bars."""


class Breakdowns(NamedTuple):
    """The results of files; where none of them has a criteria set, `criteria_set` is the one that they were held to.

    `is_brief` for a line a file.
    """

    results: list[Result]
    criteria_set: CriteriaSet
    is_brief: bool = False


def page(found: Breakdowns) -> parts.Page:
    """All breakdowns, one below the other."""
    if found.is_brief:
        return [[parts.Facts([parts.Fact("", _in_brief(result)) for result in found.results])]]
    return (section for result in found.results for section in _breakdown(result))


def _in_brief(result: Result) -> str:
    """Total, band and body; for a file without a total, what it is."""
    card = result.scorecard
    if card is None:
        no_total = {
            "incomplete": _("incomplete: no total"),
            "unreadable": _("unreadable: no total"),
            "failed": _("the tool itself failed: no total"),
        }
        return f"{visible(result.file)}: {no_total.get(result.status, _('invalid: no total'))}"
    facts = f"{words.total(card)}, " + _("band {number}").format(number=card.band.number)
    edition = " ".join([card.criteria_set.ref, *words.unpublished(card.criteria_set)])
    return f"{visible(result.file)}: {facts} — {words.heading(card.score_file)} ({edition})"


def _breakdown(result: Result) -> Iterator[parts.Section]:
    head: list[parts.Block] = []
    if result.score_file and result.criteria_set:
        head.append(parts.Heading(words.heading(result.score_file)))
        head.append(parts.Paragraph(words.subheading(result.score_file, result.criteria_set), "dim"))
    if card := result.scorecard:
        yield head
        yield [_table(card)]
        yield _summary(card)
    elif prospect := result.prospect:
        yield [*head, *words.draft(prospect)]
    else:
        yield [*head, parts.Paragraph(f"{visible(result.file)}: {words.no_total(result)}", "bold red")]
    if problems := list(problem_lines(words.problems_to_show(result))):
        yield [parts.Verbatim(problems)]


def _summary(card: Scorecard) -> Iterator[parts.Block]:
    yield from words.standing(card)
    facts = [
        parts.Fact("↑", words.way_up(card)),
        parts.Fact("↓", words.way_down(card)),
        parts.Fact("±", words.own_scores(card)),
        parts.Fact("·", words.weakest(card)),
    ]
    yield parts.Facts([fact for fact in facts if fact.text])
    if note := words.translation_note(card.criteria_set):
        yield parts.Paragraph(note, note=True)


def _table(card: Scorecard) -> parts.Table:
    own = bool(card.score_file.self_scores)
    columns = [
        parts.Column("№", right=True),
        parts.Column(_("criterion"), share=3),
        parts.Column(_("indicator"), share=2, least=WIDE, folds=True),
        parts.Column("", least=NARROW, terminal_only=True),
        parts.Column(_("score"), right=True),
        *([parts.Column(_("own"), right=True), parts.Column("±", right=True)] if own else []),
    ]
    return parts.Table(columns, (_group(card, area, own) for area in card.areas))


def _group(card: Scorecard, area: AreaScore, own: bool) -> parts.Group:
    style = share_style(area.total, card.criteria_set.scale.min * len(area.criteria), area.max)
    cells = [
        parts.Cell(f"{area.area.number}.", "bold"),
        parts.Cell(words.said(area.area.title), "bold"),
        parts.Cell(""),
        parts.Cell(bar(area.total, area.max, 10), style),
        parts.Cell(f"{area.total}/{area.max}", "bold"),
    ]
    cells += [parts.Cell("")] * (2 * own)
    heading = parts.Row(cells, f"{words.numbered(area.area)}: {area.total}/{area.max}")
    return parts.Group((_criterion(card, scored, own) for scored in area.criteria), heading)


def _criterion(card: Scorecard, scored: CriterionScore, own: bool) -> parts.Row:
    scale, meaning, difference = card.criteria_set.scale, words.indicator(card, scored), words.difference(scored)
    style, score = share_style(scored.score, scale.min, scale.max), f"{scored.score}/{scale.max}"
    cells = [
        parts.Cell(str(scored.criterion.number), "dim"),
        parts.Cell(words.said(scored.criterion.title)),
        parts.Cell(meaning, "dim"),
        parts.Cell(bar(scored.score, scale.max, 5), style),
        parts.Cell(score, style),
    ]
    sentence = f"{words.numbered(scored.criterion)}\n   {score} {meaning}"
    if scored.self_score is not None:
        own_score = _(" (own score {score}, difference {difference})")
        sentence += own_score.format(score=scored.self_score, difference=difference)
    if own:
        cells += [
            parts.Cell("" if scored.self_score is None else str(scored.self_score)),
            parts.Cell(difference, "dim"),
        ]
    return parts.Row(cells, sentence)
