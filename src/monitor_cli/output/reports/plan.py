"""The way to a higher band (R8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor_cli.core.plan import Places, Plan, Step
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.messages import _, ngettext
from monitor_cli.output import page as parts
from monitor_cli.output import wording
from monitor_cli.output.styles import band_style, bar, share_style


class FilePlan(NamedTuple):
    """A file and its plan, which is None where there is no total.

    `supposed` is the result with other scores, which the plan is for then; `places` among others, if that was asked.
    """

    result: Result
    plan: Plan | None
    supposed: Result | None = None
    places: Places | None = None


def page(found: FilePlan) -> parts.Page:
    """The distance, the criteria to raise, and the outcome; nothing for a file without a total."""
    return _sections(found, found.plan) if found.plan else []


def _sections(found: FilePlan, plan: Plan) -> Iterator[parts.Section]:
    card = plan.card
    subheading = wording.body_details(card.score_file, card.criteria_set)
    yield [parts.Heading(wording.body_and_year(card.score_file)), parts.Paragraph(subheading, "dim")]
    if what_if := [*_supposed(found, card), *_places(found.places, card)]:
        yield what_if
    yield [
        *wording.total_and_band(card),
        parts.Facts([parts.Fact("↑", goal(plan), "bold"), parts.Fact("↓", margin(plan))]),
    ]
    if plan.steps:
        yield [_steps(plan)]
    if last := list(_last(plan)):
        yield last


def _supposed(found: FilePlan, card: Scorecard) -> Iterator[parts.Block]:
    """Which scores are other ones than in the file, and what that changes."""
    if found.supposed is None:
        return
    old = found.result.score_file.scores if found.result.score_file else {}
    changes = ", ".join(
        f"{number}: {old[number].score if number in old else '–'} → {entry.score}"
        for number, entry in card.score_file.scores.items()
        if number not in old or old[number].score != entry.score
    )
    yield parts.Paragraph(_("What if: {changes}").format(changes=changes or _("no score changes")), "bold yellow")
    if before := found.result.scorecard:
        total, band = f"{before.total} → {card.total}", f"{before.band.number} → {card.band.number}"
        yield parts.Paragraph(
            _("total {total}, band {band}; the file itself stays as it is").format(total=total, band=band)
        )


def _places(found: Places | None, card: Scorecard) -> Iterator[parts.Block]:
    """The place before and after, and how it comes about."""
    if found is None:
        return
    before, after = (f"{one.rank}{' =' if one.shared else ''}" if one else "–" for one in (found.before, found.after))
    yield parts.Paragraph(
        _("place: {before} → {after}, of bodies with a place: {count}").format(
            before=before, after=after, count=found.rated
        ),
        "bold",
    )
    yield from (parts.Paragraph(line, note=True) for line in wording.tie_rule(card.criteria_set))


def _last(plan: Plan) -> Iterator[parts.Block]:
    card = plan.card
    if plan.steps and plan.target:
        outcome = _("With this plan the total is {total} of {max}: band {number}.").format(
            total=card.total + plan.missing, max=card.criteria_set.max_total, number=plan.target.number
        )
        yield parts.Paragraph(outcome, f"bold {band_style(plan.target, card.criteria_set)}")
        rule = _(
            "By the order every point counts the same, whichever criterion it comes from. The weakest criteria come "
            "first because they leave most room: so the fewest criteria have to change."
        )
        yield parts.Paragraph(rule, note=True)
    if plan.steps and plan.reserve:
        best = card.criteria_set.scale.max
        numbers = ", ".join(f"{scored.criterion.number} (+{best - scored.score})" for scored in plan.reserve)
        yield parts.Paragraph(_("criteria that could give points too: {numbers}").format(numbers=numbers), note=True)
    if note := wording.translation_note(card.criteria_set):
        yield parts.Paragraph(note, note=True)


def goal(plan: Plan) -> str:
    """Which band the plan leads to, and how many points are missing."""
    if plan.target is None:
        return _("this is the highest band; there is none above it")
    if plan.missing == 0:
        words = _("band {number} is reached already: the total {total} lies in band {present}; nothing has to change")
        return words.format(number=plan.target.number, total=plan.card.total, present=plan.card.band.number)
    words = ngettext(
        "exactly {points} point is missing to band {number}, which begins at {min}",
        "exactly {points} points are missing to band {number}, which begins at {min}",
        plan.missing,
    )
    return words.format(points=plan.missing, number=plan.target.number, min=plan.target.min)


def margin(plan: Plan) -> str:
    """How many points may be lost before the present band is lost."""
    points, number = plan.card.points_to_lose, plan.card.band.number
    if points is None:
        return _("this is the lowest band; it cannot be lost")
    if points == 0:
        return _("the loss of a single point loses band {number}").format(number=number)
    words = ngettext(
        "{points} point may be lost without losing band {number}",
        "{points} points may be lost without losing band {number}",
        points,
    )
    return words.format(points=points, number=number)


def _steps(plan: Plan) -> parts.Table:
    columns = [
        parts.Column("№", right=True),
        parts.Column(_("criterion"), share=1),
        parts.Column("", terminal_only=True),
        parts.Column(_("score"), right=True),
        parts.Column("+", right=True),
    ]
    return parts.Table(columns, [parts.Group([_step(plan, step) for step in plan.steps])])


def _step(plan: Plan, step: Step) -> parts.Row:
    scale, criterion = plan.card.criteria_set.scale, step.scored.criterion
    details, rise = list(_details(step)), f"{step.scored.score} → {step.goal.score}"
    cells = [
        parts.Cell(str(criterion.number), "dim"),
        parts.Cell(wording.display_title(criterion), under=details),
        parts.Cell(_rise_bar(step, scale.max), share_style(step.scored.score, scale.min, scale.max)),
        parts.Cell(rise, share_style(step.goal.score, scale.min, scale.max)),
        parts.Cell(f"+{step.gain}", "bold"),
    ]
    return parts.Row(cells, "\n   ".join([f"{wording.numbered_label(criterion)}: {rise} (+{step.gain})", *details]))


def _details(step: Step) -> Iterator[str]:
    """What the next level means (R9), what the goal means, and what the body was told here."""
    near, goal = step.next_level, step.goal
    yield _("next level, {score}: {indicator}").format(score=near.score, indicator=wording.localized(near.text))
    if goal.score != near.score:
        yield _("goal, {score}: {indicator}").format(score=goal.score, indicator=wording.localized(goal.text))
    if step.recommendation:
        yield _("open recommendation: {text}").format(text=wording.recommendation_with_due_day(step.recommendation))


def _rise_bar(step: Step, most: int) -> str:
    """The score in full cells, what is to be gained in half-full ones."""
    now, then = bar(step.scored.score, most, 5), bar(step.goal.score, most, 5)
    return "".join(cell if cell == later else "▒" for cell, later in zip(now, then, strict=True))
