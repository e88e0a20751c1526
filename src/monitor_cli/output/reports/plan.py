"""The way to a higher band (R8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor_cli.core.plan import Places, Plan, Step
from monitor_cli.core.result import Result
from monitor_cli.messages import _, ngettext
from monitor_cli.output import page as parts
from monitor_cli.output import wording
from monitor_cli.output.page import Cell, Column, Fact, Paragraph, band_style, bar, share_style


class FilePlan(NamedTuple):
    """A file and its plan, None without a total.

    `supposed` is the result with the scores of a what-if, which the plan then starts from; `places` are the places
    before and after among other files.
    """

    result: Result
    plan: Plan | None
    supposed: Result | None = None
    places: Places | None = None


def page(file_plan: FilePlan) -> parts.Page:
    if (plan := file_plan.plan) is None:
        return
    card = plan.card
    yield wording.file_heading(card.score_file, card.criteria_set)
    if what_if := list(_what_if(file_plan, plan)):
        yield what_if
    yield [*wording.total_and_band(card), parts.Facts([Fact("↑", _goal(plan), "bold"), Fact("↓", _margin(plan))])]
    if plan.steps:
        columns = [
            *(Column("№", right=True), Column(_("criterion"), share=1), Column("", terminal_only=True)),
            *(Column(_("score"), right=True), Column("+", right=True)),
        ]
        yield [parts.Table(columns, [parts.Group([_step(plan, step) for step in plan.steps])])]
    if outcome := list(_outcome(plan)):
        yield outcome


def _what_if(file_plan: FilePlan, plan: Plan) -> Iterator[parts.Block]:
    """Yield the supposed scores and the total they give, and the place among others before and after."""
    result, card = file_plan.result, plan.card
    if file_plan.supposed:
        scores = result.score_file.scores if result.score_file else {}
        old = {number: entry.score for number, entry in scores.items()}
        changes = ", ".join(
            f"{number}: {old.get(number, '–')} → {entry.score}"
            for number, entry in card.score_file.scores.items()
            if old.get(number) != entry.score
        )
        yield Paragraph(_("What if: {changes}").format(changes=changes or _("no score changes")), "bold yellow")
        if before := result.scorecard:
            total, band = f"{before.total} → {card.total}", f"{before.band.number} → {card.band.number}"
            template = _("total {total}, band {band}; the file itself is not changed")
            yield Paragraph(template.format(total=total, band=band))
    if places := file_plan.places:
        ends = (f"{place.rank}{' =' * place.shared}" if place else "–" for place in (places.before, places.after))
        template = _("rank: {before} → {after} (bodies ranked: {count})")
        yield Paragraph(template.format(before=next(ends), after=next(ends), count=places.rated), "bold")
        yield from (Paragraph(line, note=True) for line in wording.tie_rule(card.criteria_set))


def _goal(plan: Plan) -> str:
    """Return the band that the plan leads to, and the points needed."""
    if plan.target is None:
        return _("this is the highest band; there is none above it")
    number = plan.target.number
    if plan.missing == 0:
        reached = _("band {number} is already reached: the total {total} is in band {present}; nothing has to change")
        return reached.format(number=number, total=plan.card.total, present=plan.card.band.number)
    template = ngettext(
        "exactly {points} point short of band {number}, which begins at {min}",
        "exactly {points} points short of band {number}, which begins at {min}",
        plan.missing,
    )
    return template.format(points=plan.missing, number=number, min=plan.target.min)


def _margin(plan: Plan) -> str:
    """Return the points that may be lost without losing the present band."""
    points, number = plan.card.points_to_lose, plan.card.band.number
    if points is None:
        return _("this is the lowest band; it cannot be lost")
    if points == 0:
        return _("losing a single point loses band {number}").format(number=number)
    template = ngettext(
        "{points} point may be lost without losing band {number}",
        "{points} points may be lost without losing band {number}",
        points,
    )
    return template.format(points=points, number=number)


def _step(plan: Plan, step: Step) -> parts.Row:
    scale, scored, near, goal = plan.card.criteria_set.scale, step.scored, step.next_level, step.goal
    details = [_("next level, {score}: {indicator}").format(score=near.score, indicator=wording.localized(near.text))]
    if goal.score != near.score:
        details.append(_("goal, {score}: {indicator}").format(score=goal.score, indicator=wording.localized(goal.text)))
    if todo := step.recommendation:
        text = wording.recommendation_with_due_day(todo)
        details.append(_("open recommendation: {text}").format(text=text))
    rise, now, then = f"{scored.score} → {goal.score}", bar(scored.score, scale.max, 5), bar(goal.score, scale.max, 5)
    drawn = "".join(cell if cell == later else "▒" for cell, later in zip(now, then, strict=True))
    cells = [
        Cell(str(scored.criterion.number), "dim"),
        Cell(wording.display_title(scored.criterion), under=details),
        Cell(drawn, share_style(scored.score, scale.min, scale.max)),
        Cell(rise, share_style(goal.score, scale.min, scale.max)),
        Cell(f"+{step.gain}", "bold"),
    ]
    sentence = f"{wording.numbered_label(scored.criterion)}: {rise} (+{step.gain})"
    return parts.Row(cells, "\n   ".join([sentence, *details]))


def _outcome(plan: Plan) -> Iterator[parts.Block]:
    """Yield the total that the plan leads to, the rule it follows, and the criteria that could give points too."""
    card, criteria_set = plan.card, plan.card.criteria_set
    if plan.steps and plan.target:
        outcome = _("With this plan the total is {total} of {max}: band {number}.").format(
            total=card.total + plan.missing, max=criteria_set.max_total, number=plan.target.number
        )
        yield Paragraph(outcome, f"bold {band_style(plan.target, criteria_set)}")
        rule = _(
            "Under the order, every point counts the same, whichever criterion it comes from. The "
            "lowest-scoring criteria come first because they have the most room for improvement, so that the "
            "fewest criteria have to change."
        )
        yield Paragraph(rule, note=True)
    if plan.steps and plan.reserve:
        best = criteria_set.scale.max
        numbers = ", ".join(f"{scored.criterion.number} (+{best - scored.score})" for scored in plan.reserve)
        yield Paragraph(_("criteria that could also give points: {numbers}").format(numbers=numbers), note=True)
    if note := wording.translation_note(criteria_set):
        yield Paragraph(note, note=True)
