"""Text from outside made safe to print: no character moves the cursor, hides text or changes its order."""

from __future__ import annotations

import re

from monitor_cli.core.texts import DECEIVING, UNSEEN

INVISIBLE = (DECEIVING + UNSEEN).replace("\ufe00-\ufe0f", "\ufe00-\ufe0e") + "\ufffc\ufffd"
"""Characters that are never printed raw, as the inside of a character class, besides the control characters below
U+0020; U+FE0F is printed, because emoji need it."""

_HIDDEN = re.compile(f"[\x00-\x1f{INVISIBLE}]")
COMMAND = r"##(?=[\w.-]*\[)"
"""The start of a command to GitHub (`##[`), Azure (`##vso[`) or TeamCity (`##teamcity[`) anywhere in a line."""
_COMMAND = re.compile(rf"{COMMAND}|:(?=:)|^(?=\s*:(?!:))|travis_(?:fold|time)(?=:)|section_(?:start|end)(?=:)")

_BEHIND_C2 = re.compile(rb"\xc2[\x80-\x9f\xad]")
_BEHIND_E2 = re.compile(rb"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xaf]|\xa0\x80)")
"""Some of these characters as bytes; a pattern with one fixed first byte is the fastest to search for."""
_RARE = tuple(bytes((byte,)) for byte in (0xEF, 0xD8, 0xF0, 0xE1, 0xE3, 0xCD, 0xF3, 0xFE, 0xFF))
"""First bytes of the others; apart from emoji, no text in Kyrgyz, Russian or English has one."""


def could_hide(data: bytes) -> bool:
    """Return True if UTF-8 may contain a deceiving or unseen character above U+007F, or if bytes are not UTF-8.

    Most texts need no search. Emoji and some other scripts are false alarms, and surrogates are not seen.
    """
    return (
        any([byte in data for byte in _RARE])  # noqa: C419 - faster than a generator
        or (b"\xc2" in data and _BEHIND_C2.search(data) is not None)
        or (b"\xe2" in data and _BEHIND_E2.search(data) is not None)
    )


def visible(text: object) -> str:
    """Return `text` on one line, with control, bidirectional and invisible characters as escapes.

    A backslash breaks up the start of a command to a CI system (`::`, `##vso[`, `travis_fold:`) anywhere in the text,
    because a narrow terminal may begin a line there, and a colon at the start, which may follow another one.
    """
    return _COMMAND.sub(r"\g<0>\\", _HIDDEN.sub(_escape, str(text)))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x100:
        return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
