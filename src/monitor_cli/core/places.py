"""Places by total, for as long as the rating itself lives elsewhere: bodies of one kind, year and edition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from monitor_cli.core.scorecard import Scorecard


class Place(NamedTuple):
    """A scorecard with its place, which is `shared` by equal totals; a place is None where none can be given."""

    card: Scorecard
    rank: int | None
    shared: bool


def places(cards: Iterable[Scorecard]) -> list[Place]:
    """Standard competition ranking (1, 2, 2, 4) among bodies of one kind, year and edition (R3).

    The newest year comes first, state bodies before municipal ones, then the highest total. A state body
    without a state secretary has no place, because it is the state secretaries who are rated.
    """
    groups: dict[tuple[int, str, str], list[Scorecard]] = {}
    for card in cards:
        found = card.score_file
        groups.setdefault((-found.year, _kind_order(card), found.criteria), []).append(card)
    return [place for key in sorted(groups) for place in _ranked(groups[key])]


def _ranked(cards: list[Scorecard]) -> list[Place]:
    rated = [card.total for card in cards if _is_rated(card)]
    ordered = sorted(cards, key=lambda card: (-card.total, not _is_rated(card), card.score_file.agency.id))
    return [
        Place(card, 1 + sum(total > card.total for total in rated), rated.count(card.total) > 1)
        if _is_rated(card)
        else Place(card, None, False)
        for card in ordered
    ]


def _is_rated(card: Scorecard) -> bool:
    return card.score_file.agency.kind != "state" or card.score_file.state_secretary is not None


def _kind_order(card: Scorecard) -> str:
    return "1" if card.score_file.agency.kind == "state" else "2"
