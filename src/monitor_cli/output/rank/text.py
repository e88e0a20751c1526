"""Ratings as plain text: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.rating import Rated, Rating
from monitor_cli.messages import _
from monitor_cli.output.rank import words
from monitor_cli.output.words import said
from monitor_cli.output.words import total as total_words


def render(rating: Rating) -> str:
    """The places, what they mean, and everything left out."""
    return "".join(f"{line}\n" for line in _lines(rating))


def _lines(rating: Rating) -> Iterator[str]:
    yield words.title(rating)
    yield words.subtitle(rating)
    if rating.places:
        yield ""
        yield from (_place(rated) for rated in rating.places)
        yield ""
        yield from words.notes(rating)
    for reason, files in words.reasons(rating):
        yield ""
        yield _("left out: {reason}").format(reason=reason)
        yield from (f"  {words.left_out(unranked)}" for unranked in files)


def _place(rated: Rated) -> str:
    agency = rated.score_file.agency
    body = f"{said(agency.name)} ({agency.id})"
    if secretary := words.secretary(rated):
        body += f", {secretary}"
    facts = [
        total_words(rated.card),
        _("band {number}").format(number=rated.card.band.number),
        _("stability {places}").format(places=words.stability(rated)),
    ]
    return f"{words.place(rated):<5} {body}: {', '.join(facts)}"
