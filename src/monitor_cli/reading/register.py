"""Reads the register of bodies, and checks files against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from monitor_cli.core.errors import RegisterError
from monitor_cli.core.problems import Problem
from monitor_cli.core.register import Register, RegisteredBody, Term, days_of, is_named, overlapping, overlaps
from monitor_cli.core.score_file import FIRST_YEAR, LAST_YEAR, YEAR, ScoreFile
from monitor_cli.core.texts import LANGUAGES, Text, in_language, nearest, shorten, texts_of
from monitor_cli.reading.document import Document, Path, read_as
from monitor_cli.reading.shape_check import LocatedDocument, shape_of
from monitor_cli.reading.source import MOST_BYTES, read_source
from monitor_cli.reading.text_check import hidden_characters


def load_register(file: str, most_bytes: int = MOST_BYTES) -> Register:
    """Read the register in a file.

    Raises RegisterError if the file cannot be read, is no register or has problems.
    """
    source = read_source(file, most_bytes)
    if isinstance(source, Problem):
        raise RegisterError(file, (source,))
    document, problems = read_as("register", source.data)
    register, more = check_register(document, file) if document else (None, [])
    if register is None or problems:
        raise RegisterError(file, [*problems, *more])
    return register


def check_register(document: Document, file: str = "") -> tuple[Register | None, list[Problem]]:
    """Return the register of a document and its problems; the register is None if there are any (R1, R3)."""
    register, problems = shape_of(Register).check(document)
    problems += hidden_characters(document)
    if register is not None:
        problems += [*_years(document), *_ids(document, register), *_days(document, register)]
    return None if problems else replace(register, file=file, raw=document.raw_bytes), problems


def _years(document: Document) -> Iterator[Problem]:
    for year in document.data.get("monitored") or ():
        if re.fullmatch(YEAR, bare := year.rstrip(" :")) and bare != year:
            typed = f"{bare}: {document.raw(('monitored', year))}"
            yield document.problem(
                "key-unknown", ("monitored", year), at_key=True, cause="two-colons", key=bare, typed=typed
            )
        elif not re.fullmatch(YEAR, year):
            params: dict[str, str | int] = {"value": shorten(year), "low": FIRST_YEAR, "high": LAST_YEAR}
            yield document.problem("value-out-of-range", ("monitored", year), at_key=True, key="monitored", **params)


def _ids(document: Document, register: Register) -> Iterator[Problem]:
    """Report bodies that are listed twice, do not exist, or succeed themselves."""
    paths: dict[Path, Sequence[str]] = {("bodies",): [body.id for body in register.bodies]}
    paths |= {("bodies", i, "successor_of"): body.successor_of for i, body in enumerate(register.bodies)}
    paths |= {("monitored", str(year)): ids for year, ids in register.monitored.items()}
    for path, ids in paths.items():
        seen: set[str] = set()
        for i, agency in enumerate(ids):
            at = ("bodies", i, "id") if path == ("bodies",) else (*path, i)
            if agency in seen:
                yield document.problem("body-twice", at, agency=agency)
            elif agency not in register.by_id:
                yield from unregistered(document, at, agency, register)
            elif path[0] == "monitored" and not overlaps(register.by_id[agency], *days_of(int(path[1]))):
                yield document.problem("body-not-then", at, agency=agency, year=int(path[1]))
            seen.add(agency)
    try:
        TopologicalSorter({body.id: body.successor_of for body in register.bodies}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        index = max(i for i, body in enumerate(register.bodies) if body.id == circle[1])
        at = ("bodies", index, "successor_of", register.bodies[index].successor_of.index(circle[0]))
        yield document.problem("body-circle", at, circle=shorten(" → ".join(circle[::-1]), 300))


def _days(document: Document, register: Register) -> Iterator[Problem]:
    for i, body in enumerate(register.bodies):
        spans: list[tuple[Path, RegisteredBody | Term]] = [(("bodies", i), body)]
        spans += [(("bodies", i, "state_secretaries", j), term) for j, term in enumerate(body.state_secretaries)]
        for at, span in spans:
            if span.from_ and span.to and span.to < span.from_:
                start, end = span.from_.isoformat(), span.to.isoformat()
                yield document.problem("days-reversed", (*at, "to"), start=start, end=end)
        if body.kind == "municipal" and body.state_secretaries:
            yield document.problem("secretary-on-municipal", ("bodies", i, "state_secretaries"), at_key=True)
        if pair := overlapping(body.state_secretaries):
            other, term = pair
            j = next(j for j, later in enumerate(body.state_secretaries) if later is term)
            at = ("bodies", i, "state_secretaries", j)
            yield document.problem("terms-overlap", at, name=_short(term.name), other=_short(other.name))


def against_register(document: LocatedDocument, score_file: ScoreFile, register: Register) -> Iterator[Problem]:
    """Report differences between a score file and the register: body, kind, name and state secretary (R3)."""
    agency, secretary, year = score_file.agency, score_file.state_secretary, score_file.year
    body = register.by_id.get(agency.id)
    if body is None:
        yield from unregistered(document, ("agency", "id"), agency.id, register)
        return
    if body.kind != agency.kind:
        yield document.problem("body-kind", ("agency", "kind"), agency=agency.id, allowed=body.kind)
    if not is_named(agency.name, body.name):
        yield document.problem("body-name", ("agency", "name"), agency=agency.id, name=_short(body.name))
    if secretary is None or not body.state_secretaries:
        return
    terms = [term for term in body.state_secretaries if is_named(secretary.name, term.name)]
    at, name = ("state_secretary", "name"), _short(secretary.name)
    if not terms:
        known = [text for term in body.state_secretaries for text in texts_of(_short(term.name))]
        near = nearest(in_language(name, LANGUAGES[0]), known)
        yield document.problem("secretary-unknown", at, name=name, nearest=near)
    elif not any(overlaps(term, *days_of(year)) for term in terms):
        days = " ".join(f"{term.from_ or '..'}/{term.to or '..'}" for term in terms)
        yield document.problem("secretary-term", at, name=name, year=year, days=days)


def unregistered(document: LocatedDocument, path: Path, agency: str, register: Register) -> Iterator[Problem]:
    """Report an id at `path` that the register does not have, with the nearest id in the register."""
    if agency not in register.by_id:
        yield document.problem("body-unknown", path, agency=agency, nearest=nearest(agency, register.by_id, 0.75))


def _short(name: Text) -> Text:
    if isinstance(name, str):
        return shorten(name, 200)
    return {language: shorten(text, 200) for language, text in name.items()}
