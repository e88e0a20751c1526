"""Plans as Markdown, for pages, issues and chats."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.plan import Plan
from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.output.markdown_parts import escaped, row
from monitor_cli.output.plan import words
from monitor_cli.output.score import words as score_words


def render(result: Result, plan: Plan) -> str:
    """The distance, the criteria to raise, and the outcome."""
    return "".join(f"{line}\n" for line in _lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    card = plan.card
    yield f"## {escaped(score_words.heading(card.score_file))}"
    yield f"\n{escaped(score_words.subheading(card.score_file, card.criteria_set))}"
    yield "\n**" + escaped(score_words.total(card)) + "**  "
    yield "**" + escaped(score_words.band(card.band, card.criteria_set)) + "**\n"
    yield f"- {escaped(words.goal(plan))}"
    yield f"- {escaped(words.margin(plan))}"
    if plan.steps:
        yield f"\n{escaped(words.rule())}\n"
        yield row("№", _("criterion"), _("what to reach"), _("score"), "+")
        yield row("--:", "---", "---", "--:", "--:")
        for step in plan.steps:
            title = escaped(score_words.said(step.scored.criterion.title))
            details = "<br>".join(escaped(line) for line in words.details(step))
            yield row(str(step.scored.criterion.number), title, details, words.rise(step), f"+{step.gain}")
        yield f"\n**{escaped(words.outcome(plan))}**"
    if reserve := words.reserve(plan):
        yield f"\n{escaped(reserve)}"
    if note := score_words.translation_note(card.criteria_set):
        yield f"\n*{escaped(note)}*"
