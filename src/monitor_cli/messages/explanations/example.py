"""The shape of one explanation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Example(NamedTuple):
    """What a rule says, a part of a file before and after mending, and what the advice for it is filled with."""

    means: str
    wrong: str = ""
    right: str = ""
    params: Mapping[str, str | int] = MappingProxyType({})
