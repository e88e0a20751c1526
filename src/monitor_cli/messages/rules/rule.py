"""The shape of one rule."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """What is wrong, what to do about it, and why the rule is there.

    `message` and `mend` have places for the parameters of a problem; all three are keys of the catalogues.
    """

    message: str
    mend: str
    why: str
