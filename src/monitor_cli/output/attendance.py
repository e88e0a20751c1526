"""The turnout by the register of bodies, beside a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from monitor_cli.core.attendance import Attendance, Turnout
from monitor_cli.core.hashes import bytes_sha256
from monitor_cli.core.register import Register, RegisteredBody, Term, days_of, is_named, overlaps
from monitor_cli.core.result import Body
from monitor_cli.core.score_file import Kind
from monitor_cli.messages import KINDS, N_, _
from monitor_cli.messages.clock import span
from monitor_cli.messages.system import unread_notes
from monitor_cli.messages.visible import visible
from monitor_cli.output import Aside
from monitor_cli.output.page import Items, Page, Paragraph
from monitor_cli.output.wording import localized

if TYPE_CHECKING:
    from monitor_cli.output.program_parts import Object

_COUNTS = {
    "state": N_("{year}: {complete} of {expected} state bodies complete"),
    "municipal": N_("{year}: {complete} of {expected} municipal bodies complete"),
}


def page(attendance: Attendance) -> Page:
    """Yield the turnout of each year and kind, the names of missing and unexpected bodies, and the register."""
    for turnout in attendance.turnouts:
        counts = Paragraph(turnout_counts(turnout), "bold red" if turnout.missing else "")
        names = list(bodies_by_name(turnout))
        yield [counts, *([Items(names)] if names else [])]
    yield [Paragraph(_source(attendance), "dim")]


def _source(attendance: Attendance) -> str:
    return _("register of bodies: {file}").format(file=visible(attendance.register.file))


def turnout_counts(turnout: Turnout) -> str:
    """Return the number of complete bodies of a kind and year, then of drafts, broken, missing and unexpected ones."""
    figures = {"complete": turnout.complete, "expected": turnout.expected}
    parts = [_(_COUNTS[turnout.kind]).format(year=turnout.year, **figures)]
    for count, template in (
        (turnout.drafts, _("drafts: {count}")),
        (turnout.broken, _("files with errors: {count}")),
        (len(turnout.missing), _("not handed in: {count}")),
        (len(turnout.unexpected), _("not expected: {count}")),
    ):
        if count:
            parts.append(template.format(count=count))
    return " · ".join(parts)


def bodies_by_name(turnout: Turnout) -> Iterator[str]:
    """Yield the missing bodies, then those with a file that the register does not expect."""
    yield from map(_body, turnout.missing)
    yield from (_("{body} – not expected").format(body=_body(body)) for body in turnout.unexpected)


def _body(body: RegisteredBody) -> str:
    return f"{localized(body.name)} ({body.id}), {_(KINDS[body.kind])}"


def secretaries_in_office(register: Register | None, body: Body) -> str:
    """Return the state secretaries at the monitoring and in its year (R3); empty if the register has no other."""
    terms = register.terms(body.id, *days_of(body.year)) if register else ()
    if body.secretary and all(is_named(body.secretary, term.name) for term in terms):
        return ""
    at_monitoring = [term for term in terms if term_meets_monitoring(term, body)]
    others = [term for term in terms if term not in at_monitoring]
    sentences = []
    if at_monitoring:
        sentences.append(_("in office during the monitoring: {names}").format(names=_terms(at_monitoring)))
    if others:
        sentence = _("also in office in {year}: {names}") if at_monitoring else _("in office in {year}: {names}")
        sentences.append(sentence.format(year=body.year, names=_terms(others)))
    return "; ".join(sentences)


def term_meets_monitoring(term: Term, body: Body) -> bool | None:
    """Return True if a term overlaps the monitoring; None if the days of the monitoring are not known."""
    return overlaps(term, *body.days) if body.days else None


def _terms(terms: Sequence[Term]) -> str:
    return ", ".join(f"{localized(term.name)} ({span(term.from_, term.to)})" for term in terms)


def turnout_lines(attendance: Attendance, *, names: bool, kind: Kind | None = None) -> Iterator[str]:
    """Yield one line per year and kind, or per year of one kind; with `names`, also the bodies and the register."""
    for turnout in attendance.turnouts:
        if kind in (None, turnout.kind):
            yield turnout_counts(turnout)
            yield from (f"  {name}" for name in bodies_by_name(turnout) if names)
    if names:
        yield _source(attendance)


def workbook_notes(aside: Aside, kind: Kind | None = None) -> Iterator[str]:
    """Yield the notes below the figures of a workbook, for one kind of body or for both."""
    if aside.attendance:
        yield from turnout_lines(aside.attendance, names=True, kind=kind)
    yield from unread_notes(aside.unread or ())


def data(attendance: Attendance) -> Object:
    """Return the register and the turnouts for JSON."""
    from monitor_cli.output.program_parts import values_of

    return {
        "file": attendance.register.file,
        "sha256": bytes_sha256(attendance.register.raw),
        "years": [
            {
                **values_of(turnout, "year", "kind", "expected", "complete", "drafts", "broken"),
                "not_handed_in": [{"id": body.id, "name": localized(body.name)} for body in turnout.missing],
                "not_expected": [body.id for body in turnout.unexpected],
            }
            for turnout in attendance.turnouts
        ],
    }
