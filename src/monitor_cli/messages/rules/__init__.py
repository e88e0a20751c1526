"""The rules: meaning, message, fix and reason of each, by its id; `messages/problems.py` joins them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Rule(NamedTuple):
    """A rule; each text for users is a key of the catalogues.

    `means` and `why` explain the rule. `message` states the fact of one problem and `fix` what to type, both with
    placeholders for the parameters of the problem; `cell_fix` replaces `fix` in a spreadsheet. `wrong` is a part of a
    file that breaks the rule and `right` the same part corrected, in YAML; a key in a comment (`# 24:`) is one that
    the file lacks. `params` fill the `fix` of this example.
    """

    means: str
    message: str
    fix: str
    why: str
    wrong: str = ""
    right: str = ""
    params: Mapping[str, str | int] = MappingProxyType({})
    cell_fix: str = ""
