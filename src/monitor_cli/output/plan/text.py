"""Plans as plain text: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.plan import Plan
from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.output.plan import words
from monitor_cli.output.score import words as score_words


def render(result: Result, plan: Plan) -> str:
    """The distance, the criteria to raise, and the outcome."""
    return "".join(f"{line}\n" for line in _lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    card = plan.card
    yield score_words.heading(card.score_file)
    yield score_words.subheading(card.score_file, card.criteria_set)
    yield _("total: {total}").format(total=score_words.total(card))
    yield score_words.band(card.band, card.criteria_set)
    yield words.goal(plan)
    yield words.margin(plan)
    if plan.steps:
        yield ""
        yield words.rule()
        for step in plan.steps:
            yield f"  {score_words.numbered(step.scored.criterion)}: {words.rise(step)} (+{step.gain})"
            yield from (f"     {line}" for line in words.details(step))
        yield ""
        yield words.outcome(plan)
    if reserve := words.reserve(plan):
        yield reserve
    if note := score_words.translation_note(card.criteria_set):
        yield note
