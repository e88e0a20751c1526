"""The shape of one explanation."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """What a rule says, and a part of a file before and after mending."""

    means: str
    wrong: str = ""
    right: str = ""
