"""Makes text from outside safe to print: nothing in it moves the cursor, hides or reorders what is read."""

from __future__ import annotations

import re

from monitor_cli.core.texts import DECEIVING, UNSEEN

INVISIBLE = (DECEIVING + UNSEEN).replace("\ufe00-\ufe0f", "\ufe00-\ufe0e") + "\ufffc\ufffd"
"""What no sink gets raw, as the inside of a character class. The control characters below U+0020 come on top; U+FE0F
belongs to emoji."""

_HIDDEN = re.compile(f"[\x00-\x1f{INVISIBLE}]")
COMMAND = r"##(?=[\w.-]*\[)"
"""How a command to GitHub (`##[`), Azure (`##vso[`), TeamCity (`##teamcity[`) and their like begins in any place."""
_COMMAND = re.compile(rf"{COMMAND}|:(?=:)|^(?=\s*:(?!:))|travis_(?:fold|time)(?=:)|section_(?:start|end)(?=:)")


def visible(text: object) -> str:
    """`text` on one line, with control, bidirectional and invisible characters written out as escapes.

    What a CI system would take for one of its commands (`::`, `##vso[`, `travis_fold:`) is broken up wherever it
    stands, because a narrow terminal may begin a line there; so is a colon at the start, which another one may follow.
    """
    return _COMMAND.sub(r"\g<0>\\", _HIDDEN.sub(_escape, str(text)))


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x100:
        return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
