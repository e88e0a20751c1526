"""From bytes to text: strict UTF-8, a likely name for any other encoding, no hidden characters; and places in it."""

from __future__ import annotations

import re

from monitor_cli.core.problems import Place, Problem, RuleId
from monitor_cli.core.texts import DECEIVING, UNSEEN

WINDOW = 160
"""The characters of a long line that are kept around the place of a problem."""
FORBIDDEN_CHARACTERS = f"[\x00-\x08\x0b\x0c\x0e-\x1f{DECEIVING}]"
"""Characters that no file may contain; `re` compiles the pattern at its first use, which is rare."""
_EMOJI = "#*0-9\xa9\xae\u203c-\u3299\U0001f000-\U0001faff"
UNSEEN_CHARACTERS = f"(?!(?<=[{_EMOJI}])\ufe0f|(?<=[{_EMOJI}\ufe0f])\u200d[{_EMOJI}])[{UNSEEN}]"
"""Characters that keys and names may not contain and prose should not, unless they join an emoji."""
PROSE = frozenset({"note", "evidence", "text", "reason", "decision"})
"""The keys of a score file that contain sentences; all other texts are names."""

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""First bytes of office documents and archives, new and old, and of rich text."""
_CODE_PAGES = ("CP1251", "CP866", "KOI8-R")
_FREQUENT = "[оеаинтсрвлкмыуОЕАИНТСРВЛКМЫУ]"


def decode(data: bytes) -> str | Problem:
    """Return the text of a file without its byte order mark, or the Problem that prevents reading it."""
    if data.startswith(_PACKED):
        return Problem("file-not-text", place=Place(1, 1, 2))
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data.removeprefix(b"\xef\xbb\xbf"), error.start)
    if hidden := re.search(FORBIDDEN_CHARACTERS, text):
        if hidden.group() == "\0" and (encoding := _wide_encoding(data)):
            return _not_utf8(data, data.index(0), encoding)
        return Problem("character-forbidden", {"code": code_point(hidden.group())}, place_at(text, hidden.start()))
    return text


def hidden_character(text: str, *, is_prose: bool = False) -> tuple[RuleId, str] | None:
    """Return the rule that the first invisible character breaks, and the character.

    An unseen character in prose is only a warning.
    """
    if match := re.search(FORBIDDEN_CHARACTERS, text):
        return "character-forbidden", match.group()
    if match := re.search(UNSEEN_CHARACTERS, text):
        return "character-unseen" if is_prose else "character-forbidden", match.group()
    return None


def code_point(character: str) -> str:
    """`U+200B` and the like."""
    return f"U+{ord(character):04X}"


def _not_utf8(data: bytes, start: int, encoding: str | None = None) -> Problem:
    """Return the problem at the first byte that is not UTF-8; its line is shown in the likely encoding."""
    encoding = encoding or _likely_encoding(data)
    is_wide = encoding.startswith("UTF-")
    if b"\0" in data[:start] and is_wide:
        start = data.index(b"\0")
    before, rest = data[:start].decode("utf-8"), ""
    if not is_wide:
        line = re.split(rb"[\r\n]", data[start : start + 1_000], maxsplit=1)[0]
        rest = line.decode(encoding if encoding in _CODE_PAGES else "utf-8", "replace")
        rest = re.sub(FORBIDDEN_CHARACTERS, "\N{REPLACEMENT CHARACTER}", rest)
    return Problem("encoding-not-utf8", {"encoding": encoding}, place_at(before + rest, len(before)))


def _likely_encoding(data: bytes) -> str:
    """Return the likely encoding for the message, `?` if there is none; the file is never decoded with it."""
    if wide := _wide_encoding(data):
        return wide
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if len(text) - len(text.encode("ascii", "ignore")) > 2 * broken:  # UTF-8 with a few broken bytes is still UTF-8
        return "damaged UTF-8"
    return _cyrillic_encoding(data) or "?"


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, which have zero bytes at a regular distance."""
    head = data[:4096]
    zeros = [head[offset::4].count(0) for offset in range(4)]
    quarter = max(1, len(head) // 4)
    mostly = [count > 0.3 * quarter for count in zeros]
    if sum(mostly) == 3 or (sum(mostly) == 2 and ((mostly[0] and mostly[1]) or (mostly[2] and mostly[3]))):
        return "UTF-32"
    return "UTF-16" if sum(mostly) in (1, 2) else None


def _cyrillic_encoding(data: bytes) -> str | None:
    """Return the code page in which the high bytes are the most frequent Cyrillic letters."""
    high = b"".join(re.findall(rb"[\x80-\xff]{2,}", data[:20_000]))

    def likeness(encoding: str) -> int:
        text = high.decode(encoding, "replace")
        frequent, letters = len(re.findall(_FREQUENT, text)), len(re.findall("[А-яЁё]", text))
        return 2 * frequent + letters - 3 * len(re.findall("[а-яё][А-ЯЁ]", text))

    likely = {encoding: likeness(encoding) for encoding in _CODE_PAGES}
    best = max(likely, key=likely.__getitem__)
    return best if likely[best] > 1.5 * len(high) else None


def lines_of(text: str) -> list[str]:
    """Split text into lines the way libyaml does."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def place_at(text: str, index: int) -> Place:
    """Return the Place of the character at `index` of the text."""
    before = lines_of(text[:index])
    return place_on(lines_of(text), len(before) - 1, len(before[-1]))


def place_on(lines: list[str], line: int, column: int, length: int = 1) -> Place:
    """Return the Place of `length` characters at a line and column counted from 0, cut at the end of the line.

    A place past the end of the file becomes that of its last character.
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
