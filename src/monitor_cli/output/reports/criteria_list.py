"""The criteria sets that score files can refer to."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.output.page import Cell, Column, Group, Page, Row, Table
from monitor_cli.output.wording import criteria_counts, localized


def page(sets: Sequence[CriteriaSet]) -> Page:
    rows = []
    for criteria_set in sets:
        texts = (criteria_set.ref, criteria_counts(criteria_set), localized(criteria_set.title))
        rows.append(Row([Cell(text, "bold" * (not index)) for index, text in enumerate(texts)], "  ".join(texts)))
    return [[Table([Column(""), Column("", share=2), Column("", share=3)], [Group(rows)])]]
