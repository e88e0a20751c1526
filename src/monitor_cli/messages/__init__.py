"""All text for users: English in the code, Kyrgyz and Russian in gettext catalogues beside it.

Click takes its messages from the same catalogues, because their domain is made gettext's default.
"""

from __future__ import annotations

import contextlib
import gettext
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from monitor_cli.core.texts import LANGUAGES, Text, in_language

if TYPE_CHECKING:
    from monitor_cli.core.result import FileKind
    from monitor_cli.core.score_file import Kind, MonitoringKind, Outcome

DOMAIN = "monitor"
LOCALE_DIR = os.path.join(os.path.dirname(__file__), "locale")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Switch all messages, including those of click, to `language`: ky, ru or en."""
    global _catalogue, _language
    _catalogue = _catalogue_of(language)
    _language = language
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, LOCALE_DIR)
    gettext.textdomain(DOMAIN)


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use `language` inside the block, for reports in several languages; the messages of click keep theirs."""
    global _catalogue, _language
    before = _catalogue, _language
    _catalogue, _language = _catalogue_of(language), language
    try:
        yield
    finally:
        _catalogue, _language = before


@cache
def _catalogue_of(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, [language], fallback=True)


def current_language() -> str:
    """Return the current language: ky, ru or en."""
    return _language


def in_current_language(text: Text | None) -> str:
    """Return a text of a file in the current language, otherwise in another one; an empty text for None."""
    return in_language(text, _language)


def _(message: str) -> str:
    """Return `message` in the current language; the English text is its key."""
    return _catalogue.gettext(message) if message else ""  # the key of a catalogue's header


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the plural form of the current language for `count`."""
    return _catalogue.ngettext(singular, plural, count)


def counted(singular: str, plural: str, count: int) -> str:
    """Return the plural form for `count`, with the number filled in."""
    return ngettext(singular, plural, count).format(count=count)


def first_named(names: Sequence[str], most: int = 5) -> str:
    """Return the first names, at most `most`, and how many more there are."""
    more = len(names) - most
    rest = " " + counted("(and {count} more)", "(and {count} more)", more) if more > 0 else ""
    return ", ".join(names[:most]) + rest


def ranges(numbers: Iterable[int]) -> str:
    """Return whole numbers as people list them: 2, 3, 11–14, 19."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def did_you_mean(name: str) -> str:
    """Return the question "Did you mean …?" with `name`."""
    return _("did you mean “{nearest}”?").format(nearest=name)


def N_(message: str) -> str:  # noqa: N802 - the customary name
    """Mark `message` for the catalogues and return it unchanged; `_` translates it when it is shown."""
    return message


def preferred_language(arguments: list[str]) -> str:
    """Return the language of `--lang`, else of MONITOR_LANG, else of the locale, else English."""
    asked = [_asked_for(arguments), os.environ.get("MONITOR_LANG"), *_locale_names()]
    return next((language for name in asked if (language := _language_of(name))), "en")


def mistaken_language(arguments: list[str]) -> str | None:
    """Return the value of MONITOR_LANG if it would decide but is not a language, otherwise None."""
    value = os.environ.get("MONITOR_LANG")
    return None if not value or _language_of(value) or _language_of(_asked_for(arguments)) else value


def _language_of(name: str | None) -> str | None:
    """Return the language of a name such as `ky` or, as systems have it, `ru_RU.UTF-8`; None for other languages."""
    language = name[:2].lower() if name else ""
    return language if language in LANGUAGES and name and not name[2:3].isalpha() else None


def _asked_for(arguments: list[str]) -> str | None:
    """Return the value of the last `--lang`, read before click runs, because click's own errors use it too."""
    language = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            language = arguments[index + 1]
        elif argument.startswith("--lang="):
            language = argument.removeprefix("--lang=")
    return language


def _locale_names() -> list[str | None]:
    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    if sys.platform == "win32":
        import ctypes
        import locale

        names.append(locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage()))
    return names


KINDS: dict[Kind, str] = {"state": N_("state body"), "municipal": N_("municipal body")}
"""Kinds of bodies."""

FILE_KINDS: dict[FileKind, str] = {
    "score-file": N_("a score file"),
    "criteria-file": N_("a criteria file"),
    "register": N_("a register of bodies"),
    "follow-up": N_("a follow-up file"),
    "published-file": N_("a published score file"),
    "frozen-year": N_("the closing of a year"),
}
"""The kinds of files, of which a file is one by its first keys."""

MONITORINGS: dict[MonitoringKind, str] = {"planned": N_("planned"), "unplanned": N_("unplanned")}
"""Kinds of monitoring."""

OUTCOMES: dict[Outcome, str] = {"open": N_("open"), "upheld": N_("upheld"), "rejected": N_("rejected")}
"""Outcomes of an objection."""

KIND_TITLES: dict[Kind, str] = {"state": N_("State bodies"), "municipal": N_("Municipal bodies")}
"""Headings of lists of bodies, by kind."""
