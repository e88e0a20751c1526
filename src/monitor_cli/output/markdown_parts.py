"""What keeps a user's text from becoming Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~!]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_NO_MENTION = "@<!-- -->"
"""Some pages turn addresses and names into links by themselves; this keeps the sign from being read as one."""


def escaped(text: str) -> str:
    """Markdown that shows `text` unchanged, without any link."""
    return _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("@", _NO_MENTION)


def prose(text: str) -> str:
    """A text of the tool's own as Markdown, in which `code` stays code."""
    return "`".join(part if index % 2 else escaped(part) for index, part in enumerate(text.split("`")))


def row(*cells: str) -> str:
    """A row of a table."""
    return "| " + " | ".join(cells) + " |"


def code_block(text: str, language: str = "text") -> str:
    """`text` in a fence longer than any run of backticks inside."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text}{fence}"
