"""The register of bodies that a report used, and the bodies that have not handed in; for each report and its JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from monitor_cli.core.attendance import Attendance, Turnout
from monitor_cli.core.batch_row import Body
from monitor_cli.core.hashes import bytes_sha256
from monitor_cli.core.register import Register, RegisteredBody, Term, days_of, is_named, meets
from monitor_cli.messages import KINDS, N_, _
from monitor_cli.messages.visible import visible
from monitor_cli.output.json_parts import Object
from monitor_cli.output.page import Items, Page, Paragraph
from monitor_cli.output.wording import day, localized

_COUNTS = {
    "state": N_("{year}: {complete} of {expected} state bodies"),
    "municipal": N_("{year}: {complete} of {expected} municipal bodies"),
}


def page(attendance: Attendance) -> Page:
    """Yield how many expected bodies have handed in, the names of the others, and the register."""
    for turnout in attendance.turnouts:
        names = [registered_body(body) for body in turnout.missing]
        yield [Paragraph(turnout_counts(turnout), "bold red" if names else ""), *([Items(names)] if names else [])]
    yield [Paragraph(_source(attendance), "dim")]


def _source(attendance: Attendance) -> str:
    return _("register of bodies: {file}").format(file=visible(attendance.register.file))


def turnout_counts(turnout: Turnout) -> str:
    """Return how many bodies of a kind are complete in a year, and the counts of the others."""
    complete = _(_COUNTS[turnout.kind])
    return " · ".join(
        [
            complete.format(year=turnout.year, complete=turnout.complete, expected=turnout.expected),
            *([_("drafts: {count}").format(count=turnout.drafts)] * bool(turnout.drafts)),
            *([_("broken files: {count}").format(count=turnout.broken)] * bool(turnout.broken)),
            *([_("not handed in: {count}").format(count=len(turnout.missing))] * bool(turnout.missing)),
            *([_("not expected: {ids}").format(ids=", ".join(turnout.others))] * bool(turnout.others)),
        ]
    )


def registered_body(body: RegisteredBody) -> str:
    """Return the name, id and kind of a body."""
    return f"{localized(body.name)} ({body.id}), {_(KINDS[body.kind])}"


def secretaries_in_office(register: Register | None, body: Body) -> str:
    """Return the state secretaries at the monitoring and in its year (R3); empty if the rated one served alone."""
    terms = register.terms(body.id, *days_of(body.year)) if register else ()
    if body.secretary and all(is_named(body.secretary, term.name) for term in terms):
        return ""
    present = [term for term in terms if term_meets_monitoring(term, body)]
    others = [term for term in terms if term not in present]
    parts = [_("in office at the monitoring: {names}").format(names=_terms(present))] * bool(present)
    sentence = _("also in office in {year}: {names}") if present else _("in office in {year}: {names}")
    return "; ".join(parts + [sentence.format(year=body.year, names=_terms(others))] * bool(others))


def term_meets_monitoring(term: Term, body: Body) -> bool | None:
    """Return whether a term overlaps the monitoring; None if the days of the monitoring are not known."""
    begin, end = body.begin or body.end, body.end or body.begin
    return meets(term, begin, end) if begin and end else None


def _terms(terms: Sequence[Term]) -> str:
    def bound(date: datetime.date | None) -> str:
        return day(date) if date else "…"

    return ", ".join(f"{localized(term.name)} ({bound(term.from_)} – {bound(term.to)})" for term in terms)


def turnout_lines(attendance: Attendance, *, names: bool) -> Iterator[str]:
    """Yield one line per year and kind; with `names`, also the bodies that have not handed in and the register."""
    for turnout in attendance.turnouts:
        yield turnout_counts(turnout)
        yield from (f"  {registered_body(body)}" for body in turnout.missing if names)
    yield from [_source(attendance)] * names


def data(attendance: Attendance) -> Object:
    """Return the register and the turnouts for JSON."""
    return {
        "file": attendance.register.file,
        "sha256": bytes_sha256(attendance.register.raw),
        "years": [
            {
                "year": turnout.year,
                "kind": turnout.kind,
                "expected": turnout.expected,
                "complete": turnout.complete,
                "drafts": turnout.drafts,
                "broken": turnout.broken,
                "not_handed_in": [{"id": body.id, "name": localized(body.name)} for body in turnout.missing],
                "not_expected": list(turnout.others),
            }
            for turnout in attendance.turnouts
        ],
    }
