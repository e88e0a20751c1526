"""Comparisons of two years for a terminal, in colour where there is any."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor_cli.core.comparison import Tally
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import _
from monitor_cli.output.compare.words import arrow, unanswered_rule
from monitor_cli.output.compare_years import words
from monitor_cli.output.score.words import said
from monitor_cli.output.trends import DIRECTION_STYLES

WIDE = 110
"""From this width on, there is room for ids and for how many criteria moved."""

NARROW = 60
"""Below this width, there is no room for the bands."""


def render(years: YearComparison) -> RenderableType:
    """Bodies, areas and criteria, who came and went, and the recommendations without an answer."""
    return Group(*_parts(years))


def _parts(years: YearComparison) -> Iterator[RenderableType]:
    yield Text(words.title(years), "bold")
    yield from (Text(line, "yellow") for line in words.editions(years))
    if years.bodies:
        yield Text(words.total(years))
        yield ""
        yield _Bodies(years)
        yield from (Text(note, "dim") for note in words.place_notes(years))
        yield ""
        yield _rows(years)
    for section in words.sections(years):
        yield ""
        yield Text(section.heading, "bold red" if section.is_broken else "bold")
        yield from (Padding(Text(line), (0, 0, 0, 2)) for line in section.lines)
    if years.bodies:
        yield Text(unanswered_rule(), "dim")


class _Bodies:
    """A row a body, laid out for the width that it gets."""

    def __init__(self, years: YearComparison) -> None:
        self.years = years

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        wide, narrow = options.max_width >= WIDE, options.max_width < NARROW
        table = Table(box=None, padding=(0, 2, 0, 0), expand=True, header_style="dim", pad_edge=False)
        table.add_column(_("agency"), ratio=1, overflow="fold")
        if wide:
            table.add_column("id", ratio=1, overflow="fold")
        for title in (_("points"), "±", *([] if narrow else [_("band")]), _("place")):
            table.add_column(title, justify="right", no_wrap=True)
        if wide:
            table.add_column(_("criteria"), justify="right", no_wrap=True)
        for kind, bodies in words.by_kind(self.years):
            if table.row_count:
                table.add_row("")
            table.add_row(Text(kind, "bold"))
            for body in bodies:
                table.add_row(*_body(body, wide, narrow))
        yield table


def _body(body: BodyChange, wide: bool, narrow: bool) -> Iterator[Text]:
    found = body.comparison
    yield Text(words.name(body))
    if wide:
        yield Text(body.agency.id, "dim")
    yield Text(words.pair(found.total))
    yield Text(arrow(found.total), DIRECTION_STYLES[found.total.direction])
    stayed = found.band.direction == "unchanged"
    band = str(found.band.new) if stayed else f"{words.pair(found.band)} {arrow(found.band)}"
    if not narrow:
        yield Text(band, DIRECTION_STYLES[found.band.direction])
    yield Text(words.place(body))
    if wide:
        yield Text(words.criteria_moved(body), "dim")


def _rows(years: YearComparison) -> Table:
    """Areas, then criteria: how many bodies rose, fell and stayed, and the mean change."""
    table = Table(box=None, padding=(0, 1, 0, 0), expand=True, header_style="dim", pad_edge=False)
    table.add_column("№", justify="right", no_wrap=True)
    table.add_column(_("criterion"), ratio=1, overflow="fold")
    for title in ("↑", "↓", "=", "≠", _("mean")):
        table.add_column(title, justify="right", no_wrap=True)
    for area, found in years.areas:
        table.add_row(*_tally(f"{area.part.number}.", said(area.part.title), found, "bold"))
    table.add_row("")
    for criterion, found in years.criteria:
        table.add_row(*_tally(str(criterion.part.number), said(criterion.part.title), found, ""))
    return table


def _tally(number: str, title: str, found: Tally, style: str) -> Iterator[Text]:
    yield Text(number, style)
    yield Text(title, style)
    for count, colour in ((found.risen, "green"), (found.fallen, "red"), (found.unchanged, "dim")):
        yield Text(str(count), colour if count else "dim")
    yield Text(str(found.not_comparable) if found.not_comparable else "", "yellow")
    yield Text(words.mean(found), style)
