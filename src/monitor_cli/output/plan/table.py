"""Plans for a terminal, in colour where there is any."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from monitor_cli.core.plan import Plan, Step
from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.output.plan import words
from monitor_cli.output.score import words as score_words
from monitor_cli.output.score.table import Ruler
from monitor_cli.output.styles import band_style, bar, share_style


def render(result: Result, plan: Plan) -> RenderableType:
    """The distance, the criteria to raise, and the outcome."""
    return Group(*_parts(plan))


def _parts(plan: Plan) -> Iterator[RenderableType]:
    card = plan.card
    yield Text(score_words.heading(card.score_file), "bold")
    yield Text(score_words.subheading(card.score_file, card.criteria_set), "dim")
    yield ""
    yield Text(_("total: {total}").format(total=score_words.total(card)), "bold")
    yield Ruler(card)
    yield Text(score_words.band(card.band, card.criteria_set), band_style(card.band, card.criteria_set))
    yield Text(f"↑ {words.goal(plan)}", "bold")
    yield Text(f"↓ {words.margin(plan)}")
    if plan.steps:
        yield ""
        yield _steps(plan)
        yield ""
        if plan.target:
            yield Text(words.outcome(plan), band_style(plan.target, card.criteria_set))
        yield Text(words.rule(), "dim")
    if reserve := words.reserve(plan):
        yield Text(reserve, "dim")
    if note := score_words.translation_note(card.criteria_set):
        yield Text(note, "dim")


def _steps(plan: Plan) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), expand=True, header_style="dim", pad_edge=False)
    table.add_column("№", justify="right", no_wrap=True)
    table.add_column(_("criterion"), ratio=1, overflow="fold")
    table.add_column("", no_wrap=True)
    table.add_column(_("score"), justify="right", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    scale = plan.card.criteria_set.scale
    for step in plan.steps:
        style = share_style(step.scored.score, scale.min, scale.max)
        number = Text(str(step.scored.criterion.number), "dim")
        rise = Text(words.rise(step), share_style(step.goal.score, scale.min, scale.max))
        gain = Text(f"+{step.gain}", "bold")
        table.add_row(number, _criterion(step), Text(_rise_bar(step, scale.max), style), rise, gain)
    return table


def _criterion(step: Step) -> Text:
    title = Text(score_words.said(step.scored.criterion.title))
    return Text("\n").join([title, *(Text(line, "dim") for line in words.details(step))])


def _rise_bar(step: Step, most: int) -> str:
    """The score in full cells, what is to be gained in half-full ones."""
    now, then = bar(step.scored.score, most, 5), bar(step.goal.score, most, 5)
    return "".join(cell if cell == later else "▒" for cell, later in zip(now, then, strict=True))
