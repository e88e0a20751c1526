"""How much a page tells of each body: 500 bodies stay under 1 MB, and how much is told is easy to foresee."""

from __future__ import annotations

FULL, TEXTS, SCORES = "full", "texts", "scores"
"""Everything; the titles of the criteria only once; neither notes nor evidence nor recommendations."""

MOST_FULL, MOST_TEXTS = 30, 150
"""So many results are told in full (some 25 KB and their texts each), and with their texts (some 3 KB and them)."""


def extent(results: int) -> str:
    """The extent of a page about so many results, a body in one year each; one takes some 1.5 KB at the least."""
    if results <= MOST_FULL:
        return FULL
    return TEXTS if results <= MOST_TEXTS else SCORES
