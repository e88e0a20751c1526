"""Comparisons of two years as Markdown, for pages, issues and chats."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import _
from monitor_cli.output.compare.words import arrow, unanswered_rule
from monitor_cli.output.compare_years import words
from monitor_cli.output.markdown_parts import escaped, row
from monitor_cli.output.score.words import said


def render(years: YearComparison) -> str:
    """Bodies, areas and criteria, who came and went, and the recommendations without an answer."""
    return "".join(f"{line}\n" for line in _lines(years))


def _lines(years: YearComparison) -> Iterator[str]:
    yield f"## {escaped(words.title(years))}"
    yield from (f"\n{escaped(line)}" for line in words.editions(years))
    if years.bodies:
        yield f"\n{words.total(years)}"
        for kind, bodies in words.by_kind(years):
            yield f"\n### {kind}\n"
            yield row(_("agency"), "id", _("total"), "±", _("band"), _("place"), _("criteria"))
            yield row("---", "---", "--:", "--:", "--:", "--:", "--:")
            yield from (_body(body) for body in bodies)
        yield ""
        yield from (f"- {escaped(note)}" for note in words.place_notes(years))
        yield ""
        yield from _rows(years)
    for section in words.sections(years):
        yield f"\n**{section.heading}**\n"
        yield from (f"- {escaped(line)}" for line in section.lines)
    if years.bodies:
        yield f"\n*{unanswered_rule()}*"


def _body(body: BodyChange) -> str:
    found = body.comparison
    band = f"{words.pair(found.band)} {arrow(found.band)}"
    facts = (words.pair(found.total), arrow(found.total), band, words.place(body), words.criteria_moved(body))
    return row(escaped(words.name(body)), body.agency.id, *facts)


def _rows(years: YearComparison) -> Iterator[str]:
    yield row("№", _("criterion"), "↑", "↓", "=", "≠", _("mean"))
    yield row("--:", "---", "--:", "--:", "--:", "--:", "--:")
    for mark, rows in (("**", years.areas), ("", years.criteria)):
        for change, found in rows:
            counts = (found.risen, found.fallen, found.unchanged, found.not_comparable)
            title = escaped(said(change.part.title))
            yield row(f"{mark}{change.part.number}{mark}", title, *map(str, counts), words.mean(found))
