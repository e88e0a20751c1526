"""The sentences that every plan for people has in common."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.plan import Plan, Step
from monitor_cli.core.score_file import Recommendation
from monitor_cli.messages import _, ngettext
from monitor_cli.messages.visible import visible
from monitor_cli.output.score.words import said


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


def rule() -> str:
    """By which rule the criteria are chosen."""
    return _(
        "By the order every point counts the same, whichever criterion it comes from. The weakest criteria come first "
        "because they leave most room: so the fewest criteria have to change."
    )


def rise(step: Step) -> str:
    """From which score to which."""
    return f"{step.scored.score} → {step.goal.score}"


def details(step: Step) -> Iterator[str]:
    """What the next level means (R9), what the goal means, and what the body was told here."""
    yield _("next level, {score}: {indicator}").format(
        score=step.next_level.score, indicator=said(step.next_level.text)
    )
    if step.goal.score != step.next_level.score:
        yield _("goal, {score}: {indicator}").format(score=step.goal.score, indicator=said(step.goal.text))
    if step.recommendation:
        yield _("open recommendation: {text}").format(text=recommendation(step.recommendation))


def recommendation(told: Recommendation) -> str:
    """A recommendation with the day by which it is due."""
    if told.due is None:
        return visible(told.text)
    return _("{text} (due {day})").format(text=visible(told.text), day=told.due.isoformat())


def outcome(plan: Plan) -> str:
    """The total and band once the plan is carried out."""
    if plan.target is None:
        return ""
    words = _("With this plan the total is {total} of {max}: band {number}.")
    total = plan.card.total + plan.missing
    return words.format(total=total, max=plan.card.criteria_set.max_total, number=plan.target.number)


def reserve(plan: Plan) -> str:
    """The criteria that could give points too, with how many; empty where there are none."""
    if not plan.steps or not plan.reserve:
        return ""
    best = plan.card.criteria_set.scale.max
    numbers = ", ".join(f"{scored.criterion.number} (+{best - scored.score})" for scored in plan.reserve)
    return _("criteria that could give points too: {numbers}").format(numbers=numbers)
