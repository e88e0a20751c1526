"""The criteria sets that score files can name."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.output.page import Cell, Column, Group, Page, Row, Table
from monitor_cli.output.wording import criteria_counts, localized


def page(sets: Sequence[CriteriaSet]) -> Page:
    """A line a set."""
    return [[Table([Column(""), Column("", share=2), Column("", share=3)], [Group(map(_set, sets))])]]


def _set(criteria_set: CriteriaSet) -> Row:
    texts = (criteria_set.ref, criteria_counts(criteria_set), localized(criteria_set.title))
    return Row([Cell(text, "bold" * (not index)) for index, text in enumerate(texts)], "  ".join(texts))
