"""The sentences that every comparison of two years has in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from monitor_cli.core.comparison import Change, Tally
from monitor_cli.core.result import Result
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import _, ngettext
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.compare.words import edition, tally, unanswered, unanswered_title, value
from monitor_cli.output.rank.words import tie_rule
from monitor_cli.output.score.words import number, said


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
    rounded = found.mean.rounded()
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + number(abs(rounded))


def editions(years: YearComparison) -> Iterator[str]:
    """By which editions the two years are judged, where they differ."""
    for body in years.bodies[:1]:
        yield from edition(body.comparison)


def by_kind(years: YearComparison) -> Iterator[tuple[str, list[BodyChange]]]:
    """The bodies of each kind under its name, because a place is one among the bodies of a kind (R3)."""
    for kind, bodies in groupby(years.bodies, key=lambda body: body.agency.kind):
        yield _("State bodies") if kind == "state" else _("Municipal bodies"), list(bodies)


def name(body: BodyChange) -> str:
    """The body as it is named in the later year."""
    return said(body.agency.name)


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
    for body in years.bodies[:1]:
        yield _("Places are those in the year's rating of the bodies of the same kind.")
        yield from tie_rule(body.comparison.new.criteria_set)


def criteria_moved(body: BodyChange) -> str:
    """How many criteria rose and fell."""
    found = body.comparison.tally
    return f"↑ {found.risen} ↓ {found.fallen}"


class Section(NamedTuple):
    """A list below the tables; `is_broken` where it names files that somebody has to mend."""

    heading: str
    lines: list[str]
    is_broken: bool = False


def sections(years: YearComparison) -> Iterator[Section]:
    """Who came and went, which files are broken, and which recommendations have no answer."""
    if years.came:
        yield Section(_("came: {count}").format(count=len(years.came)), [_names(years.came)])
    if years.went:
        yield Section(_("went: {count}").format(count=len(years.went)), [_names(years.went)])
    if years.left_out:
        lines = [f"{visible(result.file)}: {message(result.errors[0])}" for result in years.left_out]
        yield Section(_left_out_title(len(lines)), lines, is_broken=True)
    if years.bodies:
        lines = [f"{name(body)}: {unanswered(found)}" for body in years.bodies for found in body.unanswered]
        yield Section(unanswered_title(len(lines)), lines)


def _names(results: Sequence[Result]) -> str:
    agencies = [result.score_file.agency for result in results if result.score_file]
    return ", ".join(f"{said(agency.name)} ({agency.id})" for agency in agencies)


def _left_out_title(count: int) -> str:
    words = ngettext(
        "{count} file left out because it is broken; a body that seems to have come or gone may be in it",
        "{count} files left out because they are broken; a body that seems to have come or gone may be in them",
        count,
    )
    return words.format(count=count)
