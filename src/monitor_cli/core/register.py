"""The register of bodies: who exists, who is monitored in a year, and who is its state secretary (R1, R3)."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from monitor_cli.core import shapes
from monitor_cli.core.score_file import KINDS, Kind, Name
from monitor_cli.core.shapes import About, Day, Record, Size, Slug
from monitor_cli.core.texts import LANGUAGES, Text, name_key

FILES = ("bodies.yaml", "bodies.yml")
"""The names under which the register is found beside the years."""
MOST_BODIES = 10_000
YEAR = re.compile("20[0-9]{2}|2100")
"""A key of `monitored`."""


def _by_year(ids: dict[str, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    return {int(year): bodies for year, bodies in ids.items() if YEAR.fullmatch(year)}


Ids = Annotated[tuple[Slug, ...], Size(most=MOST_BODIES)]
Monitored = Annotated[Mapping[int, tuple[str, ...]], shapes.converted(shapes.any_keys(shapes.schema_of(Ids)), _by_year)]


class Term(Record):
    """The time in which somebody is state secretary; both days are included, and an absent one is open."""

    name: Annotated[Name, About("The printed name.")]
    from_: Annotated[Day | None, About("First day in office: year-month-day.")] = None
    to: Annotated[Day | None, About("Last day in office: year-month-day.")] = None


class RegisteredBody(Record):
    """A body as long as it exists; both days are included, and an absent one is open."""

    id: Annotated[Slug, About("The `agency.id` of its score files.")]
    name: Annotated[Name, About("The printed name, in one language or in several.")]
    kind: Annotated[Kind, About("state: state body; municipal: local self-government body.")]
    from_: Annotated[Day | None, About("Exists since: year-month-day.")] = None
    to: Annotated[Day | None, About("Existed until: year-month-day.")] = None
    successor_of: Annotated[Ids, About("Ids of the bodies from which it was formed.")] = ()
    state_secretaries: Annotated[
        tuple[Term, ...], About("State secretaries with their days in office, which do not overlap.")
    ] = ()


class Register(Record):
    """All bodies, by `bodies`; `monitored` names those of a year where they are not all that existed in it."""

    bodies: Annotated[
        tuple[RegisteredBody, ...],
        Size(1, MOST_BODIES),
        About("All bodies that exist or existed."),
    ]
    monitored: Annotated[
        Monitored, About("Ids of the bodies monitored in a year; by default, all that existed in it.")
    ] = field(default_factory=dict)
    file: str = field(default="", metadata={"key": False})
    raw: bytes = field(default=b"", metadata={"key": False})

    @cached_property
    def by_id(self) -> dict[str, RegisteredBody]:
        """The bodies by their ids."""
        return {body.id: body for body in self.bodies}

    def expected(self, year: int, kind: str) -> tuple[RegisteredBody, ...]:
        """The bodies of this kind that are monitored in a year, in the order of the register."""
        listed = self.monitored.get(year)
        return tuple(
            body
            for body in self.bodies
            if body.kind == kind and (body.id in listed if listed is not None else meets(body, *days_of(year)))
        )

    @cached_property
    def _heirs(self) -> dict[str, list[RegisteredBody]]:
        heirs: dict[str, list[RegisteredBody]] = {}
        for body in self.bodies:
            for earlier in body.successor_of:
                heirs.setdefault(earlier, []).append(body)
        return heirs

    def successors(self, agency_id: str) -> tuple[RegisteredBody, ...]:
        """The bodies that were made of this one; of one that was renamed, the same body under its later id."""
        return tuple(self._heirs.get(agency_id, ()))

    def predecessors(self, agency_id: str) -> tuple[RegisteredBody, ...]:
        """The bodies that this one was made of."""
        body = self.by_id.get(agency_id)
        return tuple(self.by_id[earlier] for earlier in body.successor_of) if body else ()

    def origin(self, agency_id: str) -> str:
        """The first id of a body that was renamed, once or often.

        It was renamed where it was made of one body that had ended by then, and of which nothing else was made.
        """
        while body := self.by_id.get(agency_id):
            earlier = self.predecessors(agency_id)
            if len(earlier) != 1 or self.successors(earlier[0].id) != (body,) or ended(earlier[0]) >= began(body):
                break
            agency_id = earlier[0].id
        return agency_id

    def terms(self, agency_id: str, first: datetime.date, last: datetime.date) -> tuple[Term, ...]:
        """Who was state secretary of a body on any of these days, in the order of their days (R3)."""
        body = self.by_id.get(agency_id)
        terms = body.state_secretaries if body else ()
        return tuple(sorted((term for term in terms if meets(term, first, last)), key=began))


def of_year(register: Register, year: int, ids: Iterable[str]) -> Register:
    """What a register says of a year and of no other: who is expected, and beside them the bodies with these `ids`,
    with their kinds, their names and the terms that meet the year, as far as they do.
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
    """Whether two extracts of a year expect the same bodies, with the same kinds and terms, whatever their names."""

    def judging(extract: Register) -> tuple[object, object]:
        bodies = {body.id: (body.kind, body.state_secretaries) for body in extract.bodies}
        return bodies, {year: {*ids} for year, ids in extract.monitored.items()}

    return judging(one) == judging(other)


def days_of(year: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def meets(span: Term | RegisteredBody, first: datetime.date, last: datetime.date) -> bool:
    """Whether any of these days, both included, lies in a term or in the life of a body."""
    return began(span) <= last and first <= ended(span)


def began(span: Term | RegisteredBody) -> datetime.date:
    """The first day; that of the calendar where it is open."""
    return span.from_ or datetime.date.min


def ended(span: Term | RegisteredBody) -> datetime.date:
    """The last day; that of the calendar where it is open."""
    return span.to or datetime.date.max


def is_named(name: Text, known: Text) -> bool:
    """Whether two names are the same in any language, but for capitals, spaces and signs."""

    def keys(text: Text) -> set[str]:
        return {name_key(one, LANGUAGES[0]) for one in ([text] if isinstance(text, str) else text.values())}

    return not keys(name).isdisjoint(keys(known))


def overlapping(terms: Iterable[Term]) -> tuple[Term, Term] | None:
    """The first two terms that have a day in common, the earlier one first."""
    before: Term | None = None
    for term in sorted(terms, key=began):
        if before and began(term) <= ended(before):
            return before, term
        before = term
    return None


Fate = Literal["new", "abolished", "not-monitored", "not-handed-in", "not-registered"]
"""Why a body without relatives is in one of two years only."""


class Reorganisation(NamedTuple):
    """Bodies of the earlier year and those that were made of them; no score of one is a score of another."""

    before: tuple[RegisteredBody, ...]
    after: tuple[RegisteredBody, ...]

    @property
    def kind(self) -> str:
        """`merged`, `divided` or `reorganised`."""
        return "merged" if len(self.after) == 1 else "divided" if len(self.before) == 1 else "reorganised"


def identities(register: Register | None, *years: Collection[str]) -> dict[str, str]:
    """The identity of each body of some years: that of one that was renamed is its first id.

    Two bodies that hand in for one year are two, whatever they are called.
    """
    origins = {one: register.origin(one) if register else one for ids in years for one in ids}
    shared = {origin for ids in years for origin, count in Counter(origins[one] for one in ids).items() if count > 1}
    return {one: one if origin in shared else origin for one, origin in origins.items()}


def reorganisations(register: Register, before: Collection[str], after: Collection[str]) -> list[Reorganisation]:
    """What the bodies of an earlier year that are not in the later one were merged into or divided into, and what those
    of the later one were made of that are not in the earlier one; each body stands in one of them at the most.
    """
    groups: list[tuple[set[str], set[str]]] = []
    pairs = [({one}, _last(register.successors, one, after)) for one in before if one not in after]
    pairs += [(_last(register.predecessors, one, before), {one}) for one in after if one not in before]
    for old, new in pairs:
        if not (old and new):
            continue
        old, new = old | new.intersection(before), new | old.intersection(after)
        for group in [group for group in groups if group[0] & old or group[1] & new]:
            groups.remove(group)
            old, new = old | group[0], new | group[1]
        groups.append((old, new))
    return [
        Reorganisation(_listed(register, old), _listed(register, new))
        for old, new in groups
        if len(old) > 1 or len(new) > 1 or {*map(register.origin, old)} != {*map(register.origin, new)}
    ]


def fate(register: Register, agency_id: str, year: int, *, is_gone: bool) -> Fate:
    """Why a body is not in `year` that is in an earlier year (`is_gone`) or in a later one, and has no relatives."""
    body, first_last = register.by_id.get(agency_id), days_of(year)
    if body is None:
        return "not-registered"
    expected = {one.id for one in register.expected(year, body.kind)}
    origin = register.origin(agency_id)
    if any(one.id in expected and register.origin(one.id) == origin for one in register.bodies):
        return "not-handed-in"
    if is_gone:
        return "abolished" if ended(body) <= first_last[1] else "not-monitored"
    return "new" if began(body) > first_last[0] else "not-monitored"


def _last(relatives: Callable[[str], Iterable[RegisteredBody]], agency_id: str, present: Collection[str]) -> set[str]:
    """The relatives of a body that are `present`, else those at the end of each line; none of a body without any."""
    ends: set[str] = set()

    def follow(one: str) -> Iterator[str]:
        near = [body.id for body in relatives(one)]
        if one != agency_id and (one in present or not near):
            yield one
            return
        for other in near:
            yield from follow(other)

    ends.update(follow(agency_id))
    return ends


def _listed(register: Register, ids: set[str]) -> tuple[RegisteredBody, ...]:
    """Bodies in the order of the register."""
    return tuple(body for body in register.bodies if body.id in ids)
