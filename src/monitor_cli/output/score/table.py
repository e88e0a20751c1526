"""Breakdowns for a terminal, in colour where there is any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import AreaScore, CriterionScore, Scorecard
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.problem_lines import problem_lines
from monitor_cli.output.score import words
from monitor_cli.output.spans import coloured
from monitor_cli.output.styles import band_style, bar, share_style

WIDE = 110
"""From this width on, the indicators get a column of their own."""


def render(results: Sequence[Result], criteria_set: CriteriaSet) -> RenderableType:
    """All breakdowns, one below the other."""
    parts: list[RenderableType] = []
    for result in results:
        parts += [*_breakdown(result), ""]
    return Group(*parts[:-1])


def _breakdown(result: Result) -> Iterator[RenderableType]:
    if result.score_file and result.criteria_set:
        yield Text(words.heading(result.score_file), "bold")
        yield Text(words.subheading(result.score_file, result.criteria_set), "dim")
    if card := result.scorecard:
        yield ""
        yield _Scores(card)
        yield ""
        yield Text(_("total: {total}").format(total=words.total(card)), "bold")
        yield Ruler(card)
        yield Text(words.band(card.band, card.criteria_set), band_style(card.band, card.criteria_set))
        yield Text(f"↑ {words.way_up(card)}")
        yield Text(f"↓ {words.way_down(card)}")
        if own := words.own_scores(card):
            yield Text(f"± {own}")
        if weakest := words.weakest(card):
            yield Text(_("weakest criteria:"), "bold")
            yield Padding(_weakest(card, weakest), (0, 0, 0, 2))
        if note := words.translation_note(card.criteria_set):
            yield Text(note, "dim")
    elif prospect := result.prospect:
        first, *rest = words.draft(prospect)
        yield Text(first, "bold yellow")
        for line in rest:
            text = line.lstrip()
            yield Padding(Text(text), (0, 0, 0, len(line) - len(text)))
    else:
        yield Text(f"{visible(result.file)}: {words.no_total(result)}", "bold red")
    if problems := list(problem_lines(words.problems_to_show(result))):
        yield ""
        yield coloured(problems)


class _Scores:
    """The table of areas and criteria, laid out for the width that it gets."""

    def __init__(self, card: Scorecard) -> None:
        self.card = card

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        card = self.card
        wide, own = options.max_width >= WIDE, bool(card.score_file.self_scores)
        narrow = options.max_width < 60
        table = Table(box=None, padding=(0, 1, 0, 0), expand=True, header_style="dim", pad_edge=False)
        table.add_column("№", justify="right", no_wrap=True)
        table.add_column(_("criterion"), ratio=3)
        if wide:
            table.add_column(_("indicator"), ratio=2)
        if not narrow:
            table.add_column("", no_wrap=True)
        table.add_column(_("score"), justify="right", no_wrap=True)
        if own:
            table.add_column(_("own"), justify="right", no_wrap=True)
            table.add_column("±", justify="right", no_wrap=True)
        columns = len(table.columns)
        for area in card.areas:
            if table.row_count:
                table.add_row()
            cells = self._area(area, wide, narrow)
            table.add_row(*cells, *[""] * (columns - len(cells)))
            for scored in area.criteria:
                cells = self._criterion(scored, wide, narrow)
                if own:
                    mine = "" if scored.self_score is None else str(scored.self_score)
                    cells += [Text(mine), Text(words.difference(scored), "dim")]
                table.add_row(*cells)
        yield table

    def _area(self, area: AreaScore, wide: bool, narrow: bool) -> list[Text]:
        style = share_style(area.total, self.card.criteria_set.scale.min * len(area.criteria), area.max)
        cells = [Text(f"{area.area.number}.", "bold"), Text(words.said(area.area.title), "bold")]
        cells += [Text("")] * wide
        cells += [Text(bar(area.total, area.max, 10), style)] * (not narrow)
        return [*cells, Text(f"{area.total}/{area.max}", "bold")]

    def _criterion(self, scored: CriterionScore, wide: bool, narrow: bool) -> list[Text]:
        scale = self.card.criteria_set.scale
        style = share_style(scored.score, scale.min, scale.max)
        indicator = Text(words.indicator(self.card, scored), "dim")
        title = Text(words.said(scored.criterion.title))
        cells = [Text(str(scored.criterion.number), "dim")]
        cells += [title, indicator] if wide else [Text.assemble(title, "\n– ", indicator)]
        cells += [Text(bar(scored.score, scale.max, 5), style)] * (not narrow)
        return [*cells, Text(f"{scored.score}/{scale.max}", style)]


class Ruler:
    """The bands side by side, to scale, with a mark at the total."""

    def __init__(self, card: Scorecard) -> None:
        self.card = card

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        criteria_set = self.card.criteria_set
        low, high = criteria_set.min_total, criteria_set.max_total
        cells = min(72, options.max_width - 1)

        def cell(total: int) -> int:
            return (total - low) * (cells - 1) // (high - low)

        ruler = Text()
        for band in criteria_set.bands:
            size = (cell(band.max + 1) if band.max < high else cells) - cell(band.min)
            is_own = band is self.card.band
            segment = str(band.number).center(size, "━" if is_own else "─")
            ruler.append(segment[:size], band_style(band, criteria_set) if is_own else "dim")
        yield ruler
        yield Text(" " * cell(self.card.total) + f"▲ {self.card.total}", "bold", no_wrap=True)


def _weakest(card: Scorecard, weakest: Sequence[CriterionScore]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right")
    scale = card.criteria_set.scale
    for scored in weakest:
        score = Text(f"{scored.score}/{scale.max}", share_style(scored.score, scale.min, scale.max))
        table.add_row(
            Text(str(scored.criterion.number)),
            score,
            Text(words.said(scored.criterion.title), no_wrap=True, overflow="ellipsis"),
        )
    return table
