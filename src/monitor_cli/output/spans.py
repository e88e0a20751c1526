"""Styled text that is plain first: lines of (text, style) pairs, coloured only where someone looks at them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

Line = list[tuple[str, str]]
"""The parts of one line, each with the name of its style, empty for none."""


def plain(lines: Iterable[Line]) -> str:
    """The text without its styles, and without spaces at the ends of lines."""
    return "".join("".join(part for part, _ in line).rstrip() + "\n" for line in lines)


def coloured(lines: Iterable[Line]) -> Text:
    """The same as a Rich text, whose words are never read as markup."""
    from rich.text import Text

    return Text("\n").join(Text.assemble(*line) for line in lines)
