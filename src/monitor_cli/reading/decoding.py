"""From bytes to text: strict UTF-8, a likely name for any other encoding, no hidden characters; and places in it."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor_cli.core.problems import Place, Problem, RuleId
from monitor_cli.core.texts import DECEIVING, UNSEEN

WINDOW = 160
"""So much of a long line is kept around the place that a problem points to."""
FORBIDDEN_CHARACTERS = f"[\x00-\x08\x0b\x0c\x0e-\x1f{DECEIVING}]"
"""What no file may hold in any place; `re` compiles it when it is first looked for, which is seldom."""
_EMOJI = "#*0-9\xa9\xae\u203c-\u3299\U0001f000-\U0001faff"
UNSEEN_CHARACTERS = f"(?!(?<=[{_EMOJI}])\ufe0f|(?<=[{_EMOJI}\ufe0f])\u200d[{_EMOJI}])[{UNSEEN}]"
"""What no key and no name may hold, and prose had better not, unless it makes one emoji of several characters."""
PROSE = frozenset({"note", "evidence", "text", "reason", "decision"})
"""The keys of a score file below which people write sentences; all other texts are names."""

_BEHIND_C2 = re.compile(rb"\xc2[\x80-\x9f\xad]")
_BEHIND_E2 = re.compile(rb"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xaf]|\xa0\x80)")
"""Some of these characters as bytes; a pattern that begins with one certain byte is searched fastest."""
_RARE = tuple(bytes((byte,)) for byte in (0xEF, 0xD8, 0xF0, 0xE1, 0xE3, 0xCD, 0xF3, 0xFE, 0xFF))
"""First bytes of others that no text in Kyrgyz, Russian or English has, apart from emoji."""

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How the files of office programs and archives begin, the newer and the older ones, and rich text."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


@lru_cache(maxsize=1)
def could_hide(data: bytes) -> bool:
    """Whether there may be a forbidden or an unseen character, or an encoding, that libyaml would take.

    It refuses all others itself, so most files need not be searched. Emoji and some other scripts are false alarms.
    """
    return (
        any(byte in data for byte in _RARE)
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
    if hidden := re.search(FORBIDDEN_CHARACTERS, text):
        if hidden.group() == "\0" and (encoding := _wide_encoding(data)):
            return _not_utf8(data, data.index(0), encoding)
        return Problem("character-forbidden", {"code": code_point(hidden.group())}, place_at(text, hidden.start()))
    return text


def hidden_character(text: str, *, is_prose: bool = False) -> tuple[RuleId, str] | None:
    """The first character that nobody sees, and the rule that it breaks: a warning where it only stands in `prose`."""
    if found := re.search(FORBIDDEN_CHARACTERS, text):
        return "character-forbidden", found.group()
    if found := re.search(UNSEEN_CHARACTERS, text):
        return "character-unseen" if is_prose else "character-forbidden", found.group()
    return None


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
    return re.sub(FORBIDDEN_CHARACTERS, "\N{REPLACEMENT CHARACTER}", raw.decode(codec, "replace"))


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


def lines_of(text: str) -> list[str]:
    """The lines of a text, whichever way they end: as libyaml counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def place_at(text: str, index: int) -> Place:
    """The Place of the character at `index` of the text."""
    before = lines_of(text[:index])
    return place_on(lines_of(text), len(before) - 1, len(before[-1]))


def place_on(lines: list[str], line: int, column: int, length: int = 1) -> Place:
    """The Place of `length` characters at a line and column that count from 0; it ends with its line.

    What is missing at the end of a file is shown at its last character.
    """
    if line >= len(lines) - 1 and not any(lines[line:]):
        line = max((index for index, source in enumerate(lines) if source.strip()), default=0)
        column = max(0, len(lines[line]) - 1)
    source = lines[line]
    end = min(column + max(length, 1), max(len(source), column + 1))
    first = 0
    if len(source) > 2 * WINDOW:
        first = max(0, column - WINDOW // 2)
        source = source[first : first + WINDOW]
    return Place(line + 1, column + 1, end + 1, source, first + 1)
