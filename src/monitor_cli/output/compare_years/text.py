"""Comparisons of two years as plain text: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import _
from monitor_cli.output.compare.words import arrow, tally, unanswered_rule
from monitor_cli.output.compare_years import words
from monitor_cli.output.score.words import said


def render(years: YearComparison) -> str:
    """Bodies, areas and criteria, who came and went, and the recommendations without an answer."""
    return "".join(f"{line}\n" for line in _lines(years))


def _lines(years: YearComparison) -> Iterator[str]:
    yield words.title(years)
    yield from words.editions(years)
    if years.bodies:
        yield words.total(years)
        for kind, bodies in words.by_kind(years):
            yield ""
            yield kind
            yield from (f"  {_body(body)}" for body in bodies)
        yield from words.place_notes(years)
        for rows in (years.areas, years.criteria):
            yield ""
            for row, found in rows:
                yield f"{row.part.number}. {said(row.part.title)}: {tally(found)} ({words.mean(found)})"
    for section in words.sections(years):
        yield ""
        yield section.heading
        yield from (f"  {line}" for line in section.lines)
    if years.bodies:
        yield unanswered_rule()


def _body(body: BodyChange) -> str:
    found = body.comparison
    facts = [
        f"{words.pair(found.total)} {arrow(found.total)}",
        _("band: {bands}").format(bands=f"{words.pair(found.band)} {arrow(found.band)}"),
        _("place: {places}").format(places=words.place(body)),
        _("criteria: {tally}").format(tally=words.criteria_moved(body)),
    ]
    return f"{words.name(body)} ({body.agency.id}): {', '.join(facts)}"
