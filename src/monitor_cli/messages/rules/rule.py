"""The words of one rule."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """The words of one rule; `message` and `mend` are filled with the parameters of a problem."""

    message: str
    mend: str
    why: str
