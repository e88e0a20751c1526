"""Changes between two editions for people: what can move scores apart from what is only worded otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.edition_changes import Change
from monitor_cli.messages import N_, _
from monitor_cli.messages.visible import visible
from monitor_cli.output.spans import Line

_PARTS = {
    "scale.min": N_("lowest score"),
    "scale.max": N_("highest score"),
    "ranking.ties": N_("rule for equal totals"),
    "area.kind": N_("kind of area {number}"),
    "criterion.area": N_("area of criterion {number}"),
    "band.min": N_("lowest total of band {number}"),
    "band.max": N_("highest total of band {number}"),
    "area.title": N_("title of area {number}"),
    "criterion.title": N_("title of criterion {number}"),
    "criterion.clause": N_("clause of criterion {number}"),
    "band.label": N_("text of band {number}"),
    "band.clause": N_("clause of band {number}"),
    "indicator.text": N_("indicator of score {number}"),
    "title": N_("title of the set"),
    "revision": N_("revision"),
    "source.number": N_("number of the act"),
    "source.date": N_("date of the act"),
    "source.act": N_("kind of the act"),
    "source.issuer": N_("issuer of the act"),
    "source.title": N_("title of the act"),
    "source.clause": N_("rule {number} of the act"),
    "source.note": N_("note {number} on the act"),
    "ranking.basis": N_("basis of the rule for equal totals"),
    "ranking.note": N_("note on the rule for equal totals"),
    "document.criteria": N_("criteria of document {number}"),
    "document.title": N_("document {number}"),
    "correction": N_("correction {number}"),
    "comparable": N_("criteria that correspond to {number}"),
}


def render(old: CriteriaSet, new: CriteriaSet, changes: Sequence[Change]) -> list[Line]:
    """Both groups, each named also when it is empty."""
    return [
        [(f"{old.ref} (r{old.revision}) → {new.ref} (r{new.revision})", "bold")],
        *_group(_("Can move scores, totals, bands or ranks:"), (c for c in changes if c.is_scoring)),
        *_group(_("Wording only:"), (c for c in changes if not c.is_scoring)),
    ]


def _group(heading: str, changes: Iterable[Change]) -> Iterator[Line]:
    yield [("", "")]
    yield [(heading, "bold")]
    lines = [line for change in changes for line in _lines(change)]
    yield from lines or [[("  " + _("nothing"), "dim")]]


def _lines(change: Change) -> Iterator[Line]:
    language = f" ({change.language})" if change.language else ""
    yield [("  " + _(_PARTS[change.part]).format(number=visible(change.number)) + language, "")]
    for mark, value, style in (("-", change.before, "red"), ("+", change.after, "green")):
        if value is not None:
            yield [(f"    {mark} {visible(value)}", style)]
