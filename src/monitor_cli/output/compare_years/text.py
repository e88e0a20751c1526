"""Comparisons of two years as plain text: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.year_comparison import YearComparison
from monitor_cli.messages import _
from monitor_cli.output.compare.words import arrow, tally, unanswered, unanswered_rule, unanswered_title
from monitor_cli.output.compare_years import words
from monitor_cli.output.score.words import said


def render(years: YearComparison) -> str:
    """Bodies, areas and criteria, who came and went, and the recommendations without an answer."""
    return "".join(f"{line}\n" for line in _lines(years))


def _lines(years: YearComparison) -> Iterator[str]:
    yield words.title(years)
    if years.bodies:
        yield words.total(years)
        yield ""
        for body in years.bodies:
            found = body.comparison
            facts = [
                f"{words.pair(found.total)} {arrow(found.total)}",
                _("band: {bands}").format(bands=f"{words.pair(found.band)} {arrow(found.band)}"),
                _("place: {places}").format(places=words.place(body)),
                _("criteria: {tally}").format(tally=words.criteria_moved(body)),
            ]
            yield f"{words.name(body)} ({found.new.score_file.agency.id}): {', '.join(facts)}"
        yield from words.place_notes(years)
        yield ""
        yield from _rows(years)
    for heading, bodies in words.came(years):
        yield ""
        yield heading
        yield f"  {bodies}"
    if years.left_out:
        yield ""
        yield words.left_out_title(years.left_out)
        yield from (f"  {line}" for line in words.left_out(years))
    if years.bodies:
        yield ""
        yield from _unanswered(years)


def _rows(years: YearComparison) -> Iterator[str]:
    for area, found in years.areas:
        yield f"{area.shown.area.number}. {said(area.shown.area.title)}: {tally(found)} ({words.mean(found)})"
    yield ""
    for criterion, found in years.criteria:
        shown = criterion.shown.criterion
        yield f"{shown.number}. {said(shown.title)}: {tally(found)} ({words.mean(found)})"


def _unanswered(years: YearComparison) -> Iterator[str]:
    found = [(body, one) for body in years.bodies for one in body.unanswered]
    yield unanswered_title(len(found))
    for body, one in found:
        yield f"  {words.name(body)}: {unanswered(one)}"
    yield unanswered_rule()
