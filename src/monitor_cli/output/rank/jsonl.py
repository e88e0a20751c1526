"""Ratings as JSON lines: a body with its place a line, then the files without one, whose `rank` is null."""

from __future__ import annotations

from monitor_cli.core.rating import Rating
from monitor_cli.output.json_parts import encoded
from monitor_cli.output.rank.json import place_object, unranked_object


def render(rating: Rating) -> bytes:
    """All lines."""
    places = (place_object(rated) for rated in rating.places)
    others = ({"rank": None, **unranked_object(unranked)} for unranked in rating.unranked)
    return b"".join(encoded(found) for found in (*places, *others))
