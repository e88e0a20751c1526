"""Texts in one language or in several, names and their order, characters that files may not contain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import takewhile
from operator import eq

LANGUAGES = ("ky", "ru", "en")
"""The languages of the tool, in the order in which they replace a missing one."""

ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
"""The Kyrgyz alphabet, which contains the Russian letters in their order."""

_PLACES = {ord(letter): 0xE000 + place for place, letter in enumerate(ALPHABET)}
_SEPARATORS = r"(?:_|[^\w\uE000-\uF8FF])+"

Text = str | Mapping[str, str]
"""One text for all languages, or a mapping from language to text."""

DECEIVING = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
"""The inside of a character class: characters that make a text look different from its content (control and
bidirectional characters, line separators, surrogates, non-characters, a second byte order mark). Files may not contain
them."""
UNSEEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The inside of a character class: invisible characters such as soft hyphens, joiners, fillers, variation selectors and
tags. One makes names that look alike differ, and many can hide a text in prose; emoji need U+FE0F and U+200D."""

ODD_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""The inside of a character class: spaces that YAML takes for letters, such as the no-break space."""


def in_language(text: Text | None, language: str) -> str:
    """Return `text` in `language`, otherwise in the first language of `LANGUAGES` that it has, otherwise in any.

    Return an empty text for None.
    """
    if text is None or isinstance(text, str):
        return text or ""
    for candidate in (language, *LANGUAGES):
        if candidate in text:
            return text[candidate]
    return next(iter(text.values()))


def texts_of(text: Text) -> tuple[str, ...]:
    """Return a text in each of its languages."""
    return (text,) if isinstance(text, str) else tuple(text.values())


def nfc(text: str) -> str:
    """Return a text in NFC, so that equal texts are equal: macOS gives names of files in another Unicode form."""
    return unicodedata.normalize("NFC", text)


def name_key(name: Text, language: str) -> str:
    """Return the sort key of a name in `language`: word by word, without case.

    Numbers come first, by value, then Latin letters, then those of `ALPHABET`. Quotation marks, hyphens and other signs
    only separate words; diacritics of foreign letters do not count.
    """
    text = nfc(in_language(name, language)).lower().translate(_PLACES)
    text = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    text = re.sub(_SEPARATORS, " ", text).strip()
    return re.sub("[0-9]+", lambda digits: digits.group().zfill(12), text)


def shorten(text: str, most: int = 60) -> str:
    """Return `text` cut to at most `most` characters, so that no value floods a message."""
    return text if len(text) <= most else text[: most - 1] + "…"


def nearest(word: str, known: Iterable[str], like: float = 0.6) -> str:
    """Return the known word closest to `word`, empty if none is at least `like` it on a scale from 0 to 1."""
    import difflib
    import heapq

    def common_ends(other: str) -> int:
        """Return the length of the common beginning and end: one wrong letter leaves all the rest."""
        return sum(len([*takewhile(bool, map(eq, *pair))]) for pair in ((word, other), (word[::-1], other[::-1])))

    likely = heapq.nlargest(50, known, key=common_ends)  # for 10,000 words, difflib alone takes seconds
    return next(iter(difflib.get_close_matches(word[:100], likely, n=1, cutoff=like)), "")
