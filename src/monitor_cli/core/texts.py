"""Texts that are given in one language or in several."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("ky", "ru", "en")
"""The languages of the tool itself, in the order in which they stand in for each other."""

Text = str | Mapping[str, str]
"""Either the same words in every language, or a mapping from language to words."""


def in_language(text: Text, language: str) -> str:
    """`text` in `language`, else in the first language of `LANGUAGES` that it has, else in any."""
    if isinstance(text, str):
        return text
    for candidate in (language, *LANGUAGES):
        if candidate in text:
            return text[candidate]
    return next(iter(text.values()))


def shorten(text: str, most: int = 60) -> str:
    """`text` of at most `most` characters, so that no value floods a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
