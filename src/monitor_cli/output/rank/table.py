"""Ratings for a terminal, in colour where there is any."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor_cli.core.rating import Rated, Rating, Unranked
from monitor_cli.messages import _, ngettext
from monitor_cli.output.rank import words
from monitor_cli.output.styles import band_style, bar
from monitor_cli.output.words import number, said

WIDE = 110
"""From this width on, there is room for ids, percents and bars."""

NARROW = 66
"""Below this width, the state secretary stands under the body."""

FEW = 10
"""So many files of another rating are named; a year has hundreds of municipal bodies."""


def render(rating: Rating) -> RenderableType:
    """The places, what they mean, and everything left out."""
    return Group(*_parts(rating))


def _parts(rating: Rating) -> Iterator[RenderableType]:
    yield Text(words.title(rating), "bold")
    yield Text(words.subtitle(rating), "dim")
    if rating.places:
        yield ""
        yield _Places(rating)
        yield ""
        yield from (Text(note, "dim") for note in words.notes(rating))
    for reason, files in words.reasons(rating):
        yield ""
        style = "bold red" if files[0].is_broken else "bold"
        yield Text(_("left out: {reason}").format(reason=reason), style)
        yield Padding(_left_out(files), (0, 0, 0, 2))


def _left_out(files: list[Unranked]) -> Text:
    """A line for each broken file, which somebody has to mend; of the others, which can be hundreds, the first few."""
    if files[0].is_broken:
        return Text("\n").join(Text(words.left_out(unranked)) for unranked in files)
    named = ", ".join(words.detail(unranked) or words.left_out(unranked) for unranked in files[:FEW])
    more = len(files) - FEW
    if more <= 0:
        return Text(named)
    sentence = ngettext(
        "{named} and {count} more file (`-f text` lists all)",
        "{named} and {count} more files (`-f text` lists all)",
        more,
    )
    return Text(sentence.format(named=named, count=more))


class _Places:
    """The table of places, laid out for the width that it gets."""

    def __init__(self, rating: Rating) -> None:
        self.rating = rating

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        wide = options.max_width >= WIDE
        secretaries = self.rating.kind == "state" and options.max_width >= NARROW
        table = Table(box=None, padding=(0, 1, 0, 0), expand=True, header_style="dim", pad_edge=False)
        table.add_column(_("place"), no_wrap=True)
        table.add_column(_("agency"), ratio=3, overflow="fold")
        if wide:
            table.add_column("id", ratio=2, overflow="fold")
        if secretaries:
            table.add_column(_("state secretary"), ratio=2, overflow="fold")
        if wide:
            table.add_column("", no_wrap=True)
            table.add_column("%", justify="right", no_wrap=True)
        table.add_column(_("points"), justify="right", no_wrap=True)
        table.add_column(_("band"), justify="right", no_wrap=True)
        table.add_column(_("stability"), justify="right", no_wrap=True)
        for rated in self.rating.places:
            table.add_row(*_cells(rated, wide, secretaries))
        yield table


def _cells(rated: Rated, wide: bool, secretaries: bool) -> Iterator[Text]:
    card, agency = rated.card, rated.score_file.agency
    style = band_style(card.band, card.criteria_set)
    # Not justified to the right, where the sign of a shared place would push the number out of line.
    yield Text(f"{rated.rank:>3}{' =' if rated.shared else ''}", "bold")
    under = "" if secretaries else words.secretary(rated)
    yield Text(f"{said(agency.name)}\n– {under}" if under else said(agency.name))
    if wide:
        yield Text(agency.id, "dim")
    if secretaries:
        yield Text(words.secretary(rated))
    if wide:
        yield Text(bar(card.total, card.criteria_set.max_total, 10), style)
        yield Text(number(card.percent), "dim")
    yield Text(str(card.total), "bold")
    yield Text(str(card.band.number), style)
    yield Text(words.stability(rated))
