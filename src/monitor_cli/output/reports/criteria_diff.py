"""Changes between two editions: changes that can move scores, and changes of wording."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.edition_changes import EditionChange
from monitor_cli.messages import N_, _
from monitor_cli.messages.clock import day
from monitor_cli.messages.visible import visible
from monitor_cli.output.page import Cell, Column, Group, Heading, Items, Page, Row, Table

_PARTS = {
    "scale.min": N_("lowest score"),
    "scale.max": N_("highest score"),
    "ranking.ties": N_("tie rule"),
    "area.kind": N_("kind of area {number}"),
    "criterion.area": N_("area of criterion {number}"),
    "band.min": N_("lowest total of band {number}"),
    "band.max": N_("highest total of band {number}"),
    "area.title": N_("title of area {number}"),
    "criterion.title": N_("title of criterion {number}"),
    "area.short": N_("label of area {number}"),
    "criterion.short": N_("label of criterion {number}"),
    "criterion.clause": N_("clause of criterion {number}"),
    "band.label": N_("text of band {number}"),
    "band.short": N_("label of band {number}"),
    "band.clause": N_("clause of band {number}"),
    "indicator.text": N_("indicator of score {number}"),
    "indicator.short": N_("label of score {number}"),
    "title": N_("title of the set"),
    "revision": N_("revision"),
    "source.number": N_("number of the act"),
    "source.date": N_("date of the act"),
    "source.act": N_("kind of the act"),
    "source.issuer": N_("issuer of the act"),
    "source.title": N_("title of the act"),
    "source.citation": N_("citation of the act"),
    "source.clause": N_("rule {number} of the act"),
    "source.note": N_("note {number} on the act"),
    "ranking.basis": N_("basis of the tie rule"),
    "ranking.note": N_("note on the tie rule"),
    "ranking.repeated": N_("rule for two monitoring exercises in a year"),
    "document.criteria": N_("criteria of document {number}"),
    "document.title": N_("document {number}"),
    "correction": N_("correction {number}"),
    "comparable": N_("criteria that correspond to {number}"),
}


class Editions(NamedTuple):
    """Two criteria sets and the changes between them."""

    old: CriteriaSet
    new: CriteriaSet
    changes: Sequence[EditionChange]


def page(editions: Editions) -> Page:
    old, new, changes = editions
    yield [Heading(f"{old.ref} (r{old.revision}) → {new.ref} (r{new.revision})")]
    for title, is_scoring in ((_("Can move scores, totals, bands or ranks:"), True), (_("Wording only:"), False)):
        rows = [_row(change) for change in changes if change.is_scoring == is_scoring]
        columns = [Column("", share=2), Column("−", share=3), Column("+", share=3)]
        yield [Heading(title, level=3), Table(columns, [Group(rows)]) if rows else Items([_("nothing")])]


def _row(change: EditionChange) -> Row:
    language = f" ({change.language})" if change.language else ""
    part = _(_PARTS[change.part]).format(number=visible(change.number)) + language
    before, after = (_value(change.part, value) for value in (change.before, change.after))
    values = [f"    {mark} {value}" for mark, value in (("-", before), ("+", after)) if value]
    return Row([Cell(part), Cell(before, "red"), Cell(after, "green")], "\n".join([f"  {part}", *values]))


def _value(part: str, value: str | int | None) -> str:
    if value is None:
        return ""
    return day(datetime.date.fromisoformat(str(value))) if part == "source.date" else visible(value)
