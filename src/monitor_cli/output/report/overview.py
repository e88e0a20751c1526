"""What a page says of many bodies together: those of one kind and year, with their figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from monitor_cli.core.batch_summary import Group as Figures
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.output.report.sheets import Sheet


class Group(NamedTuple):
    """The bodies of one kind, year and edition, which are looked at together."""

    kind: str
    year: int
    criteria_set: CriteriaSet
    sheets: tuple[Sheet, ...]
    figures: Figures


def groups(sheets: Iterable[Sheet]) -> list[Group]:
    """The bodies by kind, year and edition, in the order of the rating."""
    found: dict[tuple[str, int, str], list[Sheet]] = {}
    for sheet in sheets:
        file = sheet.card.score_file
        found.setdefault((file.agency.kind, file.year, file.criteria), []).append(sheet)
    return [
        Group(kind, year, members[0].card.criteria_set, tuple(members), _figures(members))
        for (kind, year, _), members in found.items()
    ]


def _figures(sheets: Iterable[Sheet]) -> Figures:
    figures = Figures()
    for sheet in sheets:
        figures.add(sheet.card.total, sheet.card.band.number, [scored.score for scored in sheet.card.criteria])
    return figures
