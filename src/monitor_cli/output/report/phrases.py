"""The texts of a page in all languages: each stands in it once, and the page switches between them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from monitor_cli.core.texts import LANGUAGES, Text, in_language
from monitor_cli.messages import _, current_language, ngettext, speaking
from monitor_cli.messages.visible import visible
from monitor_cli.output.words import day


class Phrase:
    """A text; where it differs between the languages, `number` is its place in the page's table of texts."""

    __slots__ = ("number", "text")

    def __init__(self, number: int | None, text: str) -> None:
        self.number = number
        self.text = text

    def __html__(self) -> str:
        if self.number is None:
            return escape(self.text)
        return Markup('<span data-t="{}">{}</span>').format(self.number, self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def mark(self) -> str:
        """The attribute of an element that holds nothing but this text."""
        return Markup("") if self.number is None else Markup(' data-t="{}"').format(self.number)

    @property
    def label(self) -> str:
        """The attributes that make this text the name of an element."""
        mark = Markup("") if self.number is None else Markup(' data-l="{}"').format(self.number)
        return Markup(' aria-label="{}"{}').format(self.text, mark)


class Phrases:
    """All phrases of one page; shown at first in the language that is current when the page is made."""

    def __init__(self) -> None:
        self._shown = LANGUAGES.index(current_language())
        self._phrases: dict[tuple[str, ...], Phrase] = {}
        self._known: dict[Any, Phrase] = {}

    def message(self, message: str, **params: object) -> Phrase:
        """A message of the catalogues; parameters may be phrases or texts of a file."""
        key = (message, tuple(params.items())) if all(isinstance(v, str | int) for v in params.values()) else None
        if key in self._known:
            return self._known[key]
        found = self.each(lambda: _(message).format_map({name: _filled(value) for name, value in params.items()}))
        return self._known.setdefault(key, found) if key else found

    def count(self, singular: str, plural: str, count: int, **params: object) -> Phrase:
        """A message with a number in it, in the form that each language wants."""
        return self.each(lambda: ngettext(singular, plural, count).format(count=count, **params))

    def of_file(self, text: Text) -> Phrase:
        """A text from outside, safe to show; the same in all languages where the file gives it once."""
        if isinstance(text, str):
            return Phrase(None, visible(text))
        return self.each(lambda: visible(in_language(text, current_language())))

    def each(self, words: Callable[[], str]) -> Phrase:
        """What `words` returns in each language."""
        texts = []
        for language in LANGUAGES:
            with speaking(language):
                texts.append(words())
        if len(set(texts)) == 1:
            return Phrase(None, texts[0])
        key = tuple(texts)
        if key not in self._phrases:
            self._phrases[key] = Phrase(len(self._phrases), texts[self._shown])
        return self._phrases[key]

    def table(self) -> Markup:
        """All texts as JSON, a list for each language, in which nothing can end a script element."""
        columns = dict(zip(LANGUAGES, zip(*self._phrases, strict=True), strict=True)) if self._phrases else {}
        text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
        for character in "<>&\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return Markup(text)


def paragraphs(text: str) -> Markup:
    """A text from outside that may have several lines, each of them safe to show."""
    return Markup("<br>").join(escape(visible(line)) for line in text.splitlines())


def _filled(value: object) -> object:
    """A parameter in the current language; what comes from a file is made safe to show."""
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, dict):
        value = in_language(value, current_language())
    return visible(value) if isinstance(value, str) else value
