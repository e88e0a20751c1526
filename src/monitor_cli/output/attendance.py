"""Which register of bodies a report used, and who has not handed in: below each report, and in its JSON."""

from __future__ import annotations

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
    """How many of those who are expected have handed in, the others by name, and the register that says so."""
    for turnout in attendance.turnouts:
        names = [registered_body(body) for body in turnout.missing]
        yield [Paragraph(turnout_counts(turnout), "bold red" if names else ""), *([Items(names)] if names else [])]
    yield [Paragraph(_source(attendance), "dim")]


def _source(attendance: Attendance) -> str:
    return _("register of bodies: {file}").format(file=visible(attendance.register.file))


def turnout_counts(turnout: Turnout) -> str:
    """How many bodies of a kind are complete in a year, and what came of the others."""
    figures = {"complete": turnout.complete, "expected": turnout.expected}
    parts = [_(_COUNTS[turnout.kind]).format(year=turnout.year, **figures)]
    for count, words in (
        (turnout.drafts, _("drafts: {count}")),
        (turnout.broken, _("broken files: {count}")),
        (len(turnout.missing), _("not handed in: {count}")),
    ):
        parts += [words.format(count=count)] * bool(count)
    if turnout.others:
        parts.append(_("not expected: {ids}").format(ids=", ".join(turnout.others)))
    return " · ".join(parts)


def registered_body(body: RegisteredBody) -> str:
    """A body by its name, id and kind."""
    return f"{localized(body.name)} ({body.id}), {_(KINDS[body.kind])}"


def secretaries_in_office(register: Register | None, body: Body) -> str:
    """Who was state secretary at the monitoring, and who else in that year (R3); empty where it was who is rated."""
    terms = register.terms(body.id, *days_of(body.year)) if register else ()
    if body.secretary and all(is_named(body.secretary, term.name) for term in terms):
        return ""
    then = [term for term in terms if term_meets_monitoring(term, body)]
    others = [term for term in terms if term not in then]
    parts = [_("in office at the monitoring: {names}").format(names=_terms(then))] * bool(then)
    words = _("also in office in {year}: {names}") if then else _("in office in {year}: {names}")
    return "; ".join(parts + [words.format(year=body.year, names=_terms(others))] * bool(others))


def term_meets_monitoring(term: Term, body: Body) -> bool | None:
    """Whether a term meets the monitoring; None where its days are not known."""
    begin, end = body.begin or body.end, body.end or body.begin
    return meets(term, begin, end) if begin and end else None


def _terms(terms: Sequence[Term]) -> str:
    days = ((localized(term.name), *(day(one) if one else "…" for one in (term.from_, term.to))) for term in terms)
    return ", ".join(f"{name} ({first} – {last})" for name, first, last in days)


def turnout_lines(attendance: Attendance, *, names: bool) -> Iterator[str]:
    """The same in a line a year and kind; with `names`, of those who have not handed in and of the register."""
    for turnout in attendance.turnouts:
        yield turnout_counts(turnout)
        yield from (f"  {registered_body(body)}" for body in turnout.missing if names)
    yield from [_source(attendance)] * names


def data(attendance: Attendance) -> Object:
    """The same for programs."""
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
