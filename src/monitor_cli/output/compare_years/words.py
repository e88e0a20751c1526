"""The sentences that every comparison of two years has in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.comparison import Change, Tally
from monitor_cli.core.result import Result
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import _, current_language, ngettext
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.compare.words import tally, value
from monitor_cli.output.rank.words import tie_rule
from monitor_cli.output.score.words import said


def title(years: YearComparison) -> str:
    """The two years, and how many bodies are in both."""
    words = ngettext("{count} body compared", "{count} bodies compared", len(years.bodies))
    parts = [words.format(count=len(years.bodies))]
    if years.bodies:
        cards = years.bodies[0].comparison
        parts.insert(0, f"{cards.old.score_file.year} → {cards.new.score_file.year}")
    return " · ".join(parts)


def total(years: YearComparison) -> str:
    """How many bodies rose and fell, and by how much on the average."""
    words = _("totals: {tally}; mean change {mean}")
    return words.format(tally=tally(years.total), mean=mean(years.total))


def mean(found: Tally) -> str:
    """The mean change in points with its sign, to one decimal; a dash where nothing can be compared."""
    if found.mean is None:
        return "–"
    tenths = round(found.mean * 10)
    sign = ("+" if tenths > 0 else "−") if tenths else ""
    mark = "." if current_language() == "en" else ","
    return f"{sign}{abs(tenths) // 10}{mark}{abs(tenths) % 10}"


def name(body: BodyChange) -> str:
    """The body as it is named in the later year."""
    return said(body.comparison.new.score_file.agency.name)


def pair(change: Change) -> str:
    """A number before and after."""
    return f"{value(change.old)} → {value(change.new)}"


def place(body: BodyChange) -> str:
    """The places in the two ratings, and how many the body went up (↑) or down (↓)."""
    if body.place.old is None and body.place.new is None:
        return "–"
    gained = body.places_gained
    if gained is None:
        return f"{pair(body.place)} ≠"
    sign = f"↑ {gained}" if gained > 0 else f"↓ {-gained}" if gained else "="
    return f"{pair(body.place)} {sign}"


def place_notes(years: YearComparison) -> Iterator[str]:
    """Which rating the places are from, and how equal totals are ranked."""
    if any(body.place.new is not None for body in years.bodies):
        yield _("Places are those in the year's rating of the bodies of the same kind.")
        yield from tie_rule(years.bodies[0].comparison.new.criteria_set)


def criteria_moved(body: BodyChange) -> str:
    """How many criteria rose and fell."""
    found = body.comparison.tally
    return f"↑ {found.risen} ↓ {found.fallen}"


def came(years: YearComparison) -> Iterator[tuple[str, str]]:
    """The bodies that are in one year only, under what happened to them."""
    groups = ((years.came, _("came: {count}")), (years.went, _("went: {count}")))
    for results, words in groups:
        if results:
            yield words.format(count=len(results)), ", ".join(_body(result) for result in results)


def left_out(years: YearComparison) -> list[str]:
    """The files that are broken, each with its first problem."""
    return [f"{visible(result.file)}: {message(result.errors[0])}" for result in years.left_out]


def left_out_title(results: Sequence[Result]) -> str:
    """How many files are broken, and what that means for the bodies above."""
    words = ngettext(
        "{count} file left out because it is broken; a body that seems to have come or gone may be in it",
        "{count} files left out because they are broken; a body that seems to have come or gone may be in them",
        len(results),
    )
    return words.format(count=len(results))


def _body(result: Result) -> str:
    found = result.score_file
    return f"{said(found.agency.name)} ({found.agency.id})" if found else visible(result.file)
