"""Ratings as Markdown, for pages, issues and chats."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.rating import Rated, Rating
from monitor_cli.messages import _
from monitor_cli.output.markdown_parts import escaped, row
from monitor_cli.output.rank import words
from monitor_cli.output.words import number, said


def render(rating: Rating) -> str:
    """The places, what they mean, and everything left out."""
    return "".join(f"{line}\n" for line in _lines(rating))


def _lines(rating: Rating) -> Iterator[str]:
    yield f"## {escaped(words.title(rating))}"
    yield f"\n{escaped(words.subtitle(rating))}"
    if rating.places:
        secretaries = [_("state secretary")] if rating.kind == "state" else []
        header = [_("place"), _("agency"), *secretaries, _("total"), "%", _("band"), _("stability")]
        yield "\n" + row(*header)
        yield row("--:", "---", *("---" for _name in secretaries), "--:", "--:", "--:", ":-:")
        yield from (row(*_cells(rated, bool(secretaries))) for rated in rating.places)
        yield ""
        yield from (f"- {escaped(note)}" for note in words.notes(rating))
    for reason, files in words.reasons(rating):
        yield "\n**" + escaped(_("left out: {reason}").format(reason=reason)) + "**\n"
        yield from (f"- {escaped(words.left_out(unranked))}" for unranked in files)


def _cells(rated: Rated, secretaries: bool) -> Iterator[str]:
    yield words.place(rated)
    yield escaped(said(rated.score_file.agency.name))
    if secretaries:
        yield escaped(words.secretary(rated))
    yield from (str(rated.card.total), number(rated.card.percent), str(rated.card.band.number))
    yield words.stability(rated)
