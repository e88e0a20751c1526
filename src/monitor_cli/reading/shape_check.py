"""Checks a document against a shape: errors of pydantic become problems with a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol, cast

from pydantic_core import CoreSchema, ErrorDetails, SchemaValidator, ValidationError

from monitor_cli.core.problems import Param, Place, Problem, RuleId
from monitor_cli.core.shapes import MAPPING, PLAIN, Record, definitions_of, keys_of, shape, unwrapped
from monitor_cli.core.texts import ODD_SPACES, nearest, shorten
from monitor_cli.reading.decoding import code_point
from monitor_cli.reading.document import Path
from monitor_cli.reading.interrupts import held_back
from monitor_cli.reading.lookalikes import (
    LATIN_TWINS,
    cause_of_date,
    cause_of_type,
    meant_choice,
    plain_key,
    plain_value,
    with_signs,
    with_values,
)

MOST_PROBLEMS = 1_000
"""The number of problems of a file that are described; the rest are only counted."""

_EXPECTED = {
    "int_type": "integer",
    "int_from_float": "integer",
    "string_type": "text",
    "dict_type": "mapping",
    "dataclass_type": "mapping",
    "list_type": "list",
    "tuple_type": "list",
}
"""The expected type by the type of pydantic's error, as the message table names it."""

_LENGTHS = {
    "too_short": ("list-short", "min_length"),
    "too_long": ("list-long", "max_length"),
    "string_too_long": ("", "max_length"),
}
"""The cause and the name of pydantic's limit, by the type of its error."""
_MAPPINGS = ("typed-dict", "dataclass-args")
"""Schema types of a mapping that stays a mapping, and of one that becomes a record."""


class LocatedDocument(Protocol):
    """Values with their positions: a YAML document or a form."""

    data: Any

    def problem(self, rule: RuleId, path: Path = (), *, at_key: bool = False, **params: Param) -> Problem:
        """Return a Problem at `path`."""

    def place(self, path: Path) -> Place:
        """Return the Place of the value at `path`."""

    def raw(self, path: Path) -> str:
        """Return the value at `path` as it is written, shortened."""


class Shape:
    """A shape of files, ready to check documents."""

    def __init__(self, schema: CoreSchema) -> None:
        self._schema: Any = schema
        self._definitions = definitions_of(schema)
        with held_back():  # the builder would swallow a Ctrl-C and go on
            self._validator = SchemaValidator(schema)

    def check(self, document: LocatedDocument, data: Any = None) -> tuple[Any, list[Problem]]:
        """Return the value of a document and its problems; the value is None if there are any.

        `data` replaces the document's own values when some of them are left out.
        """
        data = document.data if data is None else data
        try:
            return self._validator.validate_python(data), []
        except ValidationError as error:
            details = error.errors(include_url=False)
            meant = self._meant(data, details[:MOST_PROBLEMS])
            problems = [self._problem(document, detail, meant) for detail in details[:MOST_PROBLEMS]]
            problems = self._regrouped(document.data, problems)
            if (more := len(details) - MOST_PROBLEMS) > 0:
                problems.append(Problem("problems-more", {"count": more}))
            return None, problems

    def keys(self, path: Path) -> tuple[str, ...]:
        """Return the keys that the mapping at `path` may have."""
        return tuple(keys_of(self._at(path)))

    def _at(self, path: Path) -> Any:
        """Return the schema of the value at `path`, empty if the shape has no such path."""
        schema = self._unwrapped(self._schema)
        for step in path:
            if schema["type"] in _MAPPINGS:
                key = keys_of(schema).get(str(step))
                schema = key.schema if key else schema.get("extras_schema")
            else:
                schema = next(iter(schema.get("items_schema", ())), None)
            if schema is None:
                return {"type": "nothing"}
            schema = self._unwrapped(schema)
        return schema

    def _unwrapped(self, schema: Any) -> Any:
        """`schema` without layers that convert, default or rename errors; of two branches, the mapping."""
        schema, _rule = unwrapped(schema, self._definitions)
        return self._unwrapped(schema["choices"][MAPPING]) if schema["type"] == "tagged-union" else schema

    def _meant(self, data: Any, details: list[ErrorDetails]) -> dict[Path, str]:
        """Return the values, by their paths, that would be right without misleading signs."""
        texts = {_path(detail): detail for detail in details if type(detail["input"]) is str}
        plain = {path: plain_value(detail["input"], detail["type"]) for path, detail in texts.items()}
        plain = {path: value for path, value in plain.items() if value is not None}
        if plain:
            try:
                self._validator.validate_python(with_values(data, plain))
            except ValidationError as error:
                for detail in error.errors(include_url=False, include_input=False):
                    plain.pop(_path(detail), None)
        return {path: str(value) for path, value in plain.items()}

    def _problem(self, document: LocatedDocument, detail: ErrorDetails, meant: Mapping[Path, str]) -> Problem:
        path = _path(detail)
        kind, value = detail["type"], detail["input"]
        if kind == "missing":
            return document.problem(
                "key-missing", path, at_key=True, key=str(path[-1]), parent=".".join(map(str, path[:-1]))
            )
        if kind in ("extra_forbidden", "unexpected_keyword_argument"):
            return self._unknown_key(document, path, value)
        name, raw = ".".join(map(str, path)), document.raw(path)
        if path in meant:
            return with_signs(document.problem("value-lookalike", path), str(value), meant[path])
        if value is None and path:
            return self._empty(document.problem("value-empty", path, key=name))
        if not path:
            return document.problem("document-not-mapping")
        if kind in _EXPECTED:
            problem = document.problem("value-wrong-type", path, key=name, value=raw, expected=_EXPECTED[kind])
            key = document.problem("value-wrong-type", path, at_key=True)
            return _because(problem, **cause_of_type(problem, key, value))
        if kind in ("greater_than_equal", "less_than_equal"):
            leaf = self._at(path)
            if leaf["type"] in _MAPPINGS:  # the plain way of writing an entry
                leaf = self._at((*path, "score"))
            return document.problem("value-out-of-range", path, key=name, value=raw, low=leaf["ge"], high=leaf["le"])
        if kind == "literal_error":
            allowed = [str(choice) for choice in self._at(path)["expected"]]
            problem = document.problem("value-not-allowed", path, key=name, value=raw, allowed=", ".join(allowed))
            return _because(problem, nearest=meant_choice(str(value), allowed))
        if kind in _LENGTHS:
            cause, limit = _LENGTHS[kind]
            return document.problem("value-length", path, key=name, cause=cause, limit=detail["ctx"][limit])
        if kind == "string_pattern_mismatch":
            return document.problem("text-empty", path, key=name)
        problem = document.problem(cast(RuleId, kind), path, key=name, value=raw)  # the shape gives the rule
        return _because(problem, **cause_of_date(raw)) if kind == "date-invalid" else problem

    def _empty(self, problem: Problem) -> Problem:
        if comment := re.match(r"\s*:\s*(#.*)", _after(problem)):
            return _because(problem, cause="only-comment", rest=shorten(comment[1]))
        key = keys_of(self._at(problem.path[:-1])).get(str(problem.path[-1]))
        if key is None or not key.required:
            return problem
        schema = self._unwrapped(key.schema)
        cause = "mapping" if schema["type"] in _MAPPINGS else "list-below" if "items_schema" in schema else "required"
        return _because(problem, cause=cause)

    def _unknown_key(self, document: LocatedDocument, path: Path, value: Any) -> Problem:
        key, known = str(path[-1]), self.keys(path[:-1])
        problem = document.problem("key-unknown", path, at_key=True, key=shorten(key), known=", ".join(known))
        if meant := plain_key(key, known):
            return with_signs(problem._replace(rule="key-lookalike"), key, meant)
        begin, colon, rest = (part.strip() for part in key.partition(":"))
        if colon and begin in known:
            if rest.strip(":"):
                return _because(problem, cause="no-space", key=begin, typed=f"{begin}: {rest}")
            typed = f"{begin}:" if isinstance(value, dict | list) else f"{begin}: {document.raw(path)}"
            return _because(problem, cause="two-colons", key=begin, typed=typed)
        if odd := re.search(f"[{ODD_SPACES}]", key):
            return _because(problem, cause="odd-space", key=key.replace(odd[0], ""), code=code_point(odd[0]))
        if value is None and re.match(r"[^\"']\s*[},]", _after(problem, 1)):
            return _because(problem, cause="comma-in-number" if key.isdecimal() else "comma-cuts")
        return _because(problem, nearest=nearest(key.translate(LATIN_TWINS).lower(), known))

    def _owner(self, data: Any, parents: Path, key: str) -> Path | None:
        """Return the mapping to which a key belongs that is unknown at `parents`: the last one before it, or one above.

        Numbered entries do not count, because none is likelier than the others.
        """
        for step in parents:
            data = data[step]
        names = list(data)
        at = names.index(key) if key in names else 0
        for name in names[:at][::-1] + names[at:]:
            can_have = isinstance(data[name], dict) and not name.isdigit() and key not in data[name]
            if can_have and key in self.keys((*parents, name)):
                return (*parents, name)
        above = (parents[:depth] for depth in reversed(range(len(parents))))
        return next((path for path in above if key in self.keys(path)), None)

    def _regrouped(self, data: Any, problems: list[Problem]) -> list[Problem]:
        """Replace several problems of one cause with one: keys in another place, not indented, or in other letters."""
        unknown = [problem for problem in problems if problem.rule == "key-unknown"]
        instead: dict[int, list[Problem]] = {}
        for empty in (problem for problem in problems if problem.rule == "value-empty"):
            inner, level, any_key = self.keys(empty.path), empty.path[:-1], "extras_schema" in self._at(empty.path)
            beside = [p for p in unknown if p.path[:-1] == level]
            if below := [p for p in beside if (key := str(p.path[-1])) in inner or (any_key and key.isdecimal())]:
                first = below[0]._replace(rule="keys-not-indented", params={"key": str(empty.path[-1])})
                instead |= {id(empty): [first]} | {id(problem): [] for problem in below}
            elif any(p.params.get("cause") == "odd-space" for p in beside):
                instead[id(empty)] = []
        meant = {(*p.path[:-1], p.params["known"]) for p in problems if p.rule == "key-lookalike"}
        cut: set[Path] = set()
        for problem in unknown:
            level, cause = problem.path[:-1], problem.params.get("cause")
            if cause in ("comma-cuts", "comma-in-number", "odd-space") and level in cut:
                instead[id(problem)] = []
            cut |= {level} if cause else set()
            owner = level if cause and cause != "odd-space" else self._owner(data, level, str(problem.params["key"]))
            meant |= {(*(owner or ()), problem.params["key"]), (*level, problem.params.get("nearest", ""))}
            if not cause and owner is not None and id(problem) not in instead:
                where = {"cause": "elsewhere", "parent": str(owner[-1])} if owner else {"cause": "elsewhere-top"}
                instead[id(problem)] = [_because(problem, nearest="", **where)]
        kept = [one for problem in problems for one in instead.get(id(problem), [problem])]
        return [problem for problem in kept if problem.rule != "key-missing" or problem.path not in meant]


def _after(problem: Problem, last: int = 0) -> str:
    """Return the rest of the line after the place of a problem, with the `last` characters of the place."""
    place = problem.place
    return place.source[place.end_column - place.source_column - last :] if place else ""


def _because(problem: Problem, **params: str) -> Problem:
    return problem._replace(params={**problem.params, **params})


@cache
def shape_of(cls: type[Record]) -> Shape:
    """Return the shape of files that are read into `cls`."""
    return Shape(shape(cls))


def _path(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step not in (PLAIN, MAPPING))
