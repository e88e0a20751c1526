"""From bytes to text: strict UTF-8, a likely name for any other encoding, and no hidden characters."""

from __future__ import annotations

import re

from monitor_cli.core.problems import Place, Problem
from monitor_cli.reading.places import place_at

FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)
"""Control, bidirectional and invisible characters, surrogates and non-characters: nothing that a reader can see."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decode(data: bytes) -> str | Problem:
    """The text of a file without its byte order mark, or the Problem that keeps it from being read."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start)
    if hidden := FORBIDDEN_CHARACTERS.search(text):
        if hidden.group() == "\0" and (encoding := _wide_encoding(data)):
            return _not_utf8(data, hidden.start(), encoding)
        return Problem("character-forbidden", {"code": code_point(hidden.group())}, place_at(text, hidden.start()))
    return text


def code_point(character: str) -> str:
    """`U+200B` and the like."""
    return f"U+{ord(character):04X}"


def _not_utf8(data: bytes, start: int, encoding: str | None = None) -> Problem:
    encoding = encoding or _likely_encoding(data)
    wide = encoding.startswith("UTF")
    before = "" if wide else data[:start].decode("utf-8", "replace")
    line_start = before.rfind("\n") + 1
    column = len(before) - line_start + 1
    source = "" if wide else _line_in(data, start, encoding)
    place = Place(before.count("\n") + 1, column, column + 1, source if len(source) < 400 else "")
    return Problem("encoding-not-utf8", {"encoding": encoding}, place)


def _line_in(data: bytes, start: int, encoding: str) -> str:
    first = data.rfind(b"\n", 0, start) + 1
    last = data.find(b"\n", start)
    raw = data[first : last if last >= 0 else len(data)].rstrip(b"\r")
    text = raw.decode(encoding if encoding != "?" else "ascii", "replace")
    return FORBIDDEN_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text)


def _likely_encoding(data: bytes) -> str:
    """The likely encoding by name, `?` where none is likely. Only for the message: nothing is decoded with it."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    return _wide_encoding(data) or _cyrillic_encoding(data) or "?"


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 and UTF-32 without a mark show as zero bytes at a regular distance."""
    head = data[:4096]
    zeros = [sum(1 for byte in head[offset::4] if byte == 0) for offset in range(4)]
    quarter = max(1, len(head) // 4)
    mostly = [count > 0.3 * quarter for count in zeros]
    if sum(mostly) == 3 or (sum(mostly) == 2 and ((mostly[0] and mostly[1]) or (mostly[2] and mostly[3]))):
        return "UTF-32"
    return "UTF-16" if sum(mostly) in (1, 2) else None


def _cyrillic_encoding(data: bytes) -> str | None:
    """The code page in which most high bytes are small Cyrillic letters, as in running text."""
    high = bytes(byte for byte in data[:20_000] if byte >= 0x80)
    if not high:
        return None

    def share(encoding: str) -> float:
        letters = high.decode(encoding, "replace")
        vowels = sum(letters.count(vowel) for vowel in "аеиоуыэюя")
        small = sum("а" <= letter <= "я" or letter == "ё" for letter in letters)
        return small + vowels

    best = max(("CP1251", "CP866", "KOI8-R"), key=share)
    return best if share(best) > 0.5 * len(high) else None
