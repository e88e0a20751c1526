"""Texts that are given in one language or in several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import takewhile
from operator import eq

LANGUAGES = ("ky", "ru", "en")
"""The languages of the tool itself, in the order in which they stand in for each other."""

ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
"""The letters of Kyrgyz in their order, in which those of Russian have theirs."""

_PLACES = {ord(letter): 0xE000 + place for place, letter in enumerate(ALPHABET)}
_BETWEEN_WORDS = r"(?:_|[^\w\uE000-\uF8FF])+"

Text = str | Mapping[str, str]
"""Either the same words in every language, or a mapping from language to words."""


DECEIVING = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
"""What makes a text show something else than it says, as the inside of a character class: control and bidirectional
characters, line separators, surrogates, non-characters and a second byte order mark. No file may hold one."""
UNSEEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What nobody sees, in the same way: soft hyphens, joiners, fillers, variation selectors, tags. Names that look alike
would differ by one, and prose can hide words in many; emoji need U+FE0F and U+200D."""

ODD_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that YAML takes for letters, in the same way; the no-break space is one."""


def in_language(text: Text, language: str) -> str:
    """`text` in `language`, else in the first language of `LANGUAGES` that it has, else in any."""
    if isinstance(text, str):
        return text
    for candidate in (language, *LANGUAGES):
        if candidate in text:
            return text[candidate]
    return next(iter(text.values()))


def name_key(name: Text, language: str) -> str:
    """What names are sorted by, each as it is in `language`: words apart, whatever their case.

    Numbers come first, by value, then Latin letters, then those of `ALPHABET`. Quotation marks, hyphens and other signs
    only part words, and the marks on foreign letters do not count.
    """
    text = unicodedata.normalize("NFC", in_language(name, language)).lower().translate(_PLACES)
    text = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    words = re.sub(_BETWEEN_WORDS, " ", text).strip()
    return re.sub("[0-9]+", lambda digits: digits.group().zfill(12), words)


def shorten(text: str, most: int = 60) -> str:
    """`text` of at most `most` characters, so that no value floods a message."""
    return text if len(text) <= most else text[: most - 1] + "…"


def nearest(word: str, known: Iterable[str], like: float = 0.6) -> str:
    """The known word that is most like this one; empty where none is like it, on a scale from 0 to 1."""
    import difflib
    import heapq

    def ends(one: str) -> int:
        """How much of both ends is the same: a letter off leaves all the rest."""
        return sum(len([*takewhile(bool, map(eq, *pair))]) for pair in ((word, one), (word[::-1], one[::-1])))

    likely = heapq.nlargest(50, known, key=ends)  # of 10,000, difflib would take a second for each
    return next(iter(difflib.get_close_matches(word[:100], likely, n=1, cutoff=like)), "")
