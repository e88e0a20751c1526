"""The register of bodies: existing and monitored bodies, state secretaries, and reorganisations (R1, R3)."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple

from monitor_cli.core import shapes
from monitor_cli.core.figures import grouped
from monitor_cli.core.score_file import KINDS, YEAR, Kind, Name
from monitor_cli.core.shapes import About, Day, Record, Size, Slug
from monitor_cli.core.texts import LANGUAGES, Text, name_key, texts_of

MOST_BODIES = 10_000


def _by_year(ids: dict[str, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    return {int(year): bodies for year, bodies in ids.items() if re.fullmatch(YEAR, year)}


Ids = Annotated[tuple[Slug, ...], Size(most=MOST_BODIES)]
Monitored = Annotated[Mapping[int, tuple[str, ...]], shapes.converted(shapes.any_keys(shapes.schema_of(Ids)), _by_year)]


class Term(Record):
    """The term of a state secretary; both days are included, None is open."""

    name: Annotated[Name, About("The printed name.")]
    from_: Annotated[Day | None, About("First day in office: year-month-day.")] = None
    to: Annotated[Day | None, About("Last day in office: year-month-day.")] = None


class RegisteredBody(Record):
    """A body with the days of its existence; both are included, None is open."""

    id: Annotated[Slug, About("The `agency.id` of its score files.")]
    name: Annotated[Name, About("The printed name, in one language or in several.")]
    kind: Annotated[Kind, About("state: state body; municipal: local self-government body.")]
    from_: Annotated[Day | None, About("First day of existence: year-month-day.")] = None
    to: Annotated[Day | None, About("Last day of existence: year-month-day.")] = None
    successor_of: Annotated[Ids, About("Ids of the bodies from which it was formed.")] = ()
    state_secretaries: Annotated[
        tuple[Term, ...], About("State secretaries with their days in office, which do not overlap.")
    ] = ()


class Register(Record):
    """All bodies; `monitored` has the ids per year, by default all bodies that existed in the year."""

    bodies: Annotated[tuple[RegisteredBody, ...], Size(1, MOST_BODIES), About("All bodies that exist or existed.")]
    monitored: Annotated[
        Monitored, About("Ids of the bodies monitored in a year; by default, all that existed in it.")
    ] = field(default_factory=dict)
    file: str = field(default="", metadata={"key": False})
    raw: bytes = field(default=b"", metadata={"key": False})

    @cached_property
    def by_id(self) -> dict[str, RegisteredBody]:
        """The bodies by id."""
        return {body.id: body for body in self.bodies}

    def expected(self, year: int, kind: Kind) -> tuple[RegisteredBody, ...]:
        """Return the bodies of this kind that are monitored in a year, in the order of the register."""
        listed = self.monitored.get(year)
        return tuple(
            body
            for body in self.bodies
            if body.kind == kind and (body.id in listed if listed is not None else overlaps(body, *days_of(year)))
        )

    @cached_property
    def _heirs(self) -> dict[str, list[RegisteredBody]]:
        return grouped((earlier, body) for body in self.bodies for earlier in body.successor_of)

    def successors(self, agency_id: str) -> tuple[RegisteredBody, ...]:
        """Return the bodies formed from this one; for a renamed body, the same body under its later id."""
        return tuple(self._heirs.get(agency_id, ()))

    def predecessors(self, agency_id: str) -> tuple[RegisteredBody, ...]:
        """Return the bodies from which this one was formed."""
        body = self.by_id.get(agency_id)
        return tuple(self.by_id[earlier] for earlier in body.successor_of) if body else ()

    def origin(self, agency_id: str) -> str:
        """Return the first id of a body, before it was renamed once or several times.

        A body was renamed if it was formed from one body that had ended by then and from which no other was formed.
        """
        while body := self.by_id.get(agency_id):
            earlier = self.predecessors(agency_id)
            if len(earlier) != 1 or self.successors(earlier[0].id) != (body,) or ended(earlier[0]) >= began(body):
                break
            agency_id = earlier[0].id
        return agency_id

    def terms(self, agency_id: str, first: datetime.date, last: datetime.date) -> tuple[Term, ...]:
        """Return the terms of a body's state secretaries that overlap these days, earliest first (R3)."""
        body = self.by_id.get(agency_id)
        terms = body.state_secretaries if body else ()
        return tuple(sorted((term for term in terms if overlaps(term, first, last)), key=began))


def of_year(register: Register, year: int, ids: Iterable[str]) -> Register:
    """Return the extract of a register for one year: the expected bodies and those with these `ids`.

    They keep their kinds and names, and their terms within the year.
    """
    first, last = days_of(year)
    expected = {body.id: None for kind in KINDS for body in register.expected(year, kind)}
    bodies = []
    for body in register.bodies:
        if body.id in expected or body.id in ids:
            terms = register.terms(body.id, first, last)
            cut = [
                Term(t.name, None if began(t) <= first else t.from_, None if ended(t) >= last else t.to) for t in terms
            ]
            bodies.append(RegisteredBody(body.id, body.name, body.kind, state_secretaries=tuple(cut)))
    return Register(tuple(bodies), {year: tuple(expected)})


def judges_alike(one: Register, other: Register) -> bool:
    """Return True if two extracts of a year expect the same bodies with the same kinds and terms; names may differ."""

    def judging(extract: Register) -> tuple[object, object]:
        bodies = {body.id: (body.kind, body.state_secretaries) for body in extract.bodies}
        return bodies, {year: {*ids} for year, ids in extract.monitored.items()}

    return judging(one) == judging(other)


def days_of(year: int) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def overlaps(span: Term | RegisteredBody, first: datetime.date, last: datetime.date) -> bool:
    """Return True if a term or the existence of a body includes any of these days, both included."""
    return began(span) <= last and first <= ended(span)


def began(span: Term | RegisteredBody) -> datetime.date:
    """Return the first day; if it is open, the first day of the calendar."""
    return span.from_ or datetime.date.min


def ended(span: Term | RegisteredBody) -> datetime.date:
    """Return the last day; if it is open, the last day of the calendar."""
    return span.to or datetime.date.max


def is_named(name: Text, known: Text) -> bool:
    """Return True if two names are the same in any language, apart from case, spaces and signs."""

    def keys(text: Text) -> set[str]:
        return {name_key(each, LANGUAGES[0]) for each in texts_of(text)}

    return not keys(name).isdisjoint(keys(known))


def overlapping(terms: Iterable[Term]) -> tuple[Term, Term] | None:
    """Return the first two terms with a common day, the earlier one first; None if there are none."""
    pairs = pairwise(sorted(terms, key=began))
    return next((pair for pair in pairs if began(pair[1]) <= ended(pair[0])), None)


Fate = Literal["new", "abolished", "not-monitored", "not-handed-in", "not-registered"]
"""The reason why a body without predecessors and successors is in one of two years only."""


class Reorganisation(NamedTuple):
    """Bodies of the earlier year and those formed from them; the scores of one are never those of another."""

    before: tuple[RegisteredBody, ...]
    after: tuple[RegisteredBody, ...]

    @property
    def kind(self) -> Literal["merged", "divided", "reorganised"]:
        """The kind of change, `reorganised` for several bodies on both sides."""
        return "merged" if len(self.after) == 1 else "divided" if len(self.before) == 1 else "reorganised"


def identities(register: Register | None, *years: Collection[str]) -> dict[str, str]:
    """Return the identity of each body of some years, by id: the first id of a renamed body.

    Two bodies that hand in for the same year are always two.
    """
    origins = {agency: register.origin(agency) if register else agency for ids in years for agency in ids}
    shared = {origin for ids in years for origin, count in Counter(map(origins.get, ids)).items() if count > 1}
    return {agency: agency if origin in shared else origin for agency, origin in origins.items()}


def reorganisations(register: Register, before: Collection[str], after: Collection[str]) -> list[Reorganisation]:
    """Return the mergers and divisions between two years, by the ids of their bodies.

    They link the bodies of one year that are not in the other one with their successors or predecessors there. Each
    body is in one reorganisation at most.
    """
    groups: list[tuple[set[str], set[str]]] = []
    pairs = [({agency}, _last(register.successors, agency, after)) for agency in before if agency not in after]
    pairs += [(_last(register.predecessors, agency, before), {agency}) for agency in after if agency not in before]
    for old, new in pairs:
        if not (old and new):
            continue
        old, new = old | new.intersection(before), new | old.intersection(after)
        for group in [group for group in groups if group[0] & old or group[1] & new]:
            groups.remove(group)
            old, new = old | group[0], new | group[1]
        groups.append((old, new))
    return [
        Reorganisation(*(tuple(body for body in register.bodies if body.id in ids) for ids in (old, new)))
        for old, new in groups
        if len(old) > 1 or len(new) > 1 or {*map(register.origin, old)} != {*map(register.origin, new)}
    ]


def fate(register: Register, agency_id: str, year: int, *, is_gone: bool) -> Fate:
    """Return why a body without relatives is not in `year` but in an earlier year (`is_gone`) or in a later one."""
    body, (first, last) = register.by_id.get(agency_id), days_of(year)
    if body is None:
        return "not-registered"
    origin = register.origin(agency_id)
    if any(register.origin(each.id) == origin for each in register.expected(year, body.kind)):
        return "not-handed-in"
    if is_gone:
        return "abolished" if ended(body) <= last else "not-monitored"
    return "new" if began(body) > first else "not-monitored"


def _last(relatives: Callable[[str], Iterable[RegisteredBody]], agency_id: str, present: Collection[str]) -> set[str]:
    """Return the `present` relatives of a body, or the last ones of each line; empty for a body without relatives."""
    ends: set[str] = set()

    def follow(agency: str) -> None:
        near = [body.id for body in relatives(agency)]
        if agency != agency_id and (agency in present or not near):
            ends.add(agency)
            return
        for relative in near:
            follow(relative)

    follow(agency_id)
    return ends
