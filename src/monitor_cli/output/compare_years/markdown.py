"""Comparisons of two years as Markdown, for pages, issues and chats."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.comparison import Tally
from monitor_cli.core.texts import Text
from monitor_cli.core.year_comparison import YearComparison
from monitor_cli.messages import _
from monitor_cli.output.compare.words import arrow, unanswered, unanswered_rule, unanswered_title
from monitor_cli.output.compare_years import words
from monitor_cli.output.markdown_parts import escaped, row
from monitor_cli.output.score.words import said


def render(years: YearComparison) -> str:
    """Bodies, areas and criteria, who came and went, and the recommendations without an answer."""
    return "".join(f"{line}\n" for line in _lines(years))


def _lines(years: YearComparison) -> Iterator[str]:
    yield f"## {escaped(words.title(years))}"
    if years.bodies:
        yield f"\n{words.total(years)}\n"
        yield row(_("agency"), "id", _("total"), "±", _("band"), _("place"), _("criteria"))
        yield row("---", "---", "--:", "--:", "--:", "--:", "--:")
        for body in years.bodies:
            found = body.comparison
            names = (escaped(words.name(body)), found.new.score_file.agency.id)
            band = f"{words.pair(found.band)} {arrow(found.band)}"
            facts = (words.pair(found.total), arrow(found.total), band, words.place(body), words.criteria_moved(body))
            yield row(*names, *facts)
        yield ""
        yield from (f"- {escaped(note)}" for note in words.place_notes(years))
        yield ""
        yield from _rows(years)
    for heading, bodies in words.came(years):
        yield f"\n**{heading}**: {escaped(bodies)}"
    if years.left_out:
        yield f"\n**{words.left_out_title(years.left_out)}**\n"
        yield from (f"- {escaped(line)}" for line in words.left_out(years))
    if years.bodies:
        found_all = [(body, one) for body in years.bodies for one in body.unanswered]
        yield f"\n**{unanswered_title(len(found_all))}**\n"
        yield from (f"- {escaped(f'{words.name(body)}: {unanswered(one)}')}" for body, one in found_all)
        yield f"\n*{unanswered_rule()}*"


def _rows(years: YearComparison) -> Iterator[str]:
    yield row("№", _("criterion"), "↑", "↓", "=", "≠", _("mean"))
    yield row("--:", "---", "--:", "--:", "--:", "--:", "--:")
    for area, found in years.areas:
        yield _tally(f"**{area.shown.area.number}.**", area.shown.area.title, found)
    for criterion, found in years.criteria:
        yield _tally(str(criterion.shown.criterion.number), criterion.shown.criterion.title, found)


def _tally(number: str, title: Text, found: Tally) -> str:
    counts = (found.risen, found.fallen, found.unchanged, found.not_comparable)
    return row(number, escaped(said(title)), *map(str, counts), words.mean(found))
