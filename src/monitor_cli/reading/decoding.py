"""From bytes to text: strict UTF-8, a likely name for any other encoding, and no hidden characters."""

from __future__ import annotations

import re

from monitor_cli.core.problems import Place, Problem
from monitor_cli.reading.places import place_at

FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control and bidirectional characters, line separators, surrogates, non-characters and a second byte order mark:
what makes a file show something else than it says. Characters that only have no width are shown as escapes instead."""

_BEHIND_C2 = re.compile(rb"\xc2[\x80-\x9f]")
_BEHIND_E2 = re.compile(rb"\xe2(?:\x80[\x8e\x8f\xa8-\xae]|\x81[\xa6-\xa9])")
"""Some of the forbidden characters as bytes; a pattern that begins with one certain byte is searched fastest."""

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of office programs and archives begin, the newer and the older ones."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def could_hide(data: bytes) -> bool:
    """Whether there may be a forbidden character, or an encoding, that libyaml would take.

    It refuses all others itself, so most files need not be searched. Arabic letters and the last
    4,096 characters of the basic plane are false alarms.
    """
    return (
        (b"\xd8" in data or b"\xef" in data or b"\xfe" in data or b"\xff" in data)
        or (b"\xc2" in data and _BEHIND_C2.search(data) is not None)
        or (b"\xe2" in data and _BEHIND_E2.search(data) is not None)
    )


def decode(data: bytes) -> str | Problem:
    """The text of a file without its byte order mark, or the Problem that keeps it from being read."""
    if data.startswith(_PACKED):
        return Problem("file-not-text", place=Place(1, 1, 2))
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start)
    if hidden := FORBIDDEN_CHARACTERS.search(text):
        if hidden.group() == "\0" and (encoding := _wide_encoding(data)):
            return _not_utf8(data, data.index(0), encoding)
        return Problem("character-forbidden", {"code": code_point(hidden.group())}, place_at(text, hidden.start()))
    return text


def code_point(character: str) -> str:
    """`U+200B` and the like."""
    return f"U+{ord(character):04X}"


def _not_utf8(data: bytes, start: int, encoding: str | None = None) -> Problem:
    """The problem at the first byte that is not UTF-8; its line is shown as the likely encoding would read it."""
    encoding = encoding or _likely_encoding(data)
    if b"\0" in data[:start] and encoding.startswith("UTF-"):
        start = data.index(b"\0")
    before = data[:start].decode("utf-8")
    rest = "" if encoding.startswith("UTF-") else _line_from(data, start, encoding)
    place = place_at(before + rest, len(before))
    return Problem("encoding-not-utf8", {"encoding": encoding}, place)


def _line_from(data: bytes, start: int, encoding: str) -> str:
    raw = re.split(rb"[\r\n]", data[start : start + 1_000], maxsplit=1)[0]
    codec = encoding if encoding in _CODE_PAGES else "utf-8"
    return FORBIDDEN_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", raw.decode(codec, "replace"))


def _likely_encoding(data: bytes) -> str:
    """The likely encoding by name, `?` where none is likely. Only for the message: nothing is decoded with it."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    return _wide_encoding(data) or _damaged_utf8(data) or _cyrillic_encoding(data) or "?"


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 and UTF-32 without a mark show as zero bytes at a regular distance."""
    head = data[:4096]
    zeros = [sum(1 for byte in head[offset::4] if byte == 0) for offset in range(4)]
    quarter = max(1, len(head) // 4)
    mostly = [count > 0.3 * quarter for count in zeros]
    if sum(mostly) == 3 or (sum(mostly) == 2 and ((mostly[0] and mostly[1]) or (mostly[2] and mostly[3]))):
        return "UTF-32"
    return "UTF-16" if sum(mostly) in (1, 2) else None


def _damaged_utf8(data: bytes) -> str | None:
    """Where most high bytes are UTF-8, a few broken ones do not make it another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(character > "\x7f" for character in text) - broken
    return "damaged UTF-8" if whole > broken else None


_CODE_PAGES = ("CP1251", "CP866", "KOI8-R")
_FREQUENT = frozenset("оеаинтсрвлкмыуОЕАИНТСРВЛКМЫУ")


def _cyrillic_encoding(data: bytes) -> str | None:
    """The code page in which the words of high bytes are made of the most frequent Cyrillic letters."""
    words = b"".join(re.findall(rb"[\x80-\xff]{2,}", data[:20_000]))

    def likeness(encoding: str) -> int:
        text = words.decode(encoding, "replace")
        frequent, letters = sum(map(_FREQUENT.__contains__, text)), len(re.findall("[А-яЁё]", text))
        return 2 * frequent + letters - 3 * len(re.findall("[а-яё][А-ЯЁ]", text))

    best = max(_CODE_PAGES, key=likeness)
    return best if likeness(best) > 1.5 * len(words) else None
