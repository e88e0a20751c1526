"""The shape of one rule."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Rule(NamedTuple):
    """All that there is to say about a rule; every text is a key of the catalogues.

    `message` says of a problem what is wrong, and `fix` what to type; both have places for its parameters. `cell_fix`
    replaces `fix` in a spreadsheet. `means` and `why` explain the rule itself. `wrong` is the part of a file that
    breaks it and `right` the same part corrected, both YAML, where a key in a comment (`# 24:`) stands for one that
    the file does not have; `params` fill the `fix` of that example.
    """

    means: str
    message: str
    fix: str
    why: str
    wrong: str = ""
    right: str = ""
    params: Mapping[str, str | int] = MappingProxyType({})
    cell_fix: str = ""
