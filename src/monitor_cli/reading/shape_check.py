"""Holds a document against a shape: pydantic judges, and its errors become located problems."""

from __future__ import annotations

from typing import Any, Protocol, cast

from pydantic_core import CoreSchema, ErrorDetails, SchemaValidator, ValidationError

from monitor_cli.core.problems import Place, Problem, RuleId
from monitor_cli.core.shapes import MAPPING, PLAIN, definitions_of, keys_of, unwrapped
from monitor_cli.core.texts import shorten
from monitor_cli.reading.interrupts import held_back

Path = tuple[str | int, ...]

MOST_PROBLEMS = 1_000
"""So many problems of a file are looked into; the rest is counted."""

_EXPECTED = {
    "int_type": "integer",
    "int_from_float": "integer",
    "string_type": "text",
    "dict_type": "mapping",
    "dataclass_type": "mapping",
    "list_type": "list",
    "tuple_type": "list",
}
"""What pydantic says by its error's type, as the message table names it."""

_MAPPINGS = ("typed-dict", "dataclass-args")
"""The schemas of a mapping that stays one, and of one that becomes a record."""

_LATIN_TWINS = str.maketrans("асеорхукмтвнАСЕОРХУКМТВНіј", "aceopxykmtbhACEOPXYKMTBHij")
"""Cyrillic letters and the Latin ones that look the same."""


class Located(Protocol):
    """What a shape is held against: values, and where each of them stands."""

    data: Any

    def problem(
        self, rule: RuleId, path: tuple[str | int, ...] = (), *, at_key: bool = False, **params: str | int
    ) -> Problem:
        """A Problem at `path`."""

    def place(self, path: tuple[str | int, ...]) -> Place:
        """Where the value at `path` stands."""

    def raw(self, path: tuple[str | int, ...]) -> str:
        """The value at `path` as it is written, shortened."""


class Shape:
    """A shape of files, ready to hold documents against it."""

    def __init__(self, schema: CoreSchema) -> None:
        self._schema: Any = schema
        self._definitions = definitions_of(schema)
        with held_back():  # the builder would swallow a Ctrl-C and go on
            self._validator = SchemaValidator(schema)

    def check(self, document: Located, data: Any = None) -> tuple[Any, list[Problem]]:
        """The value that the document describes, None where it has problems, and all of them.

        `data` stands in for the document's own values, when some of them were left out.
        """
        try:
            return self._validator.validate_python(document.data if data is None else data), []
        except ValidationError as error:
            details = error.errors(include_url=False)
            problems = _without_echoes([self._problem(document, detail) for detail in details[:MOST_PROBLEMS]])
            if (more := len(details) - MOST_PROBLEMS) > 0:
                problems.append(Problem("problems-more", {"count": more}))
            return None, problems

    def keys(self, path: Path) -> tuple[str, ...]:
        """The keys that the mapping at `path` may have."""
        return tuple(keys_of(self._at(path)))

    def _at(self, path: Path) -> Any:
        """The schema of the value at `path`; an empty one where the shape has no such place."""
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
        """`schema` without the layers that only convert, default or rename errors; of two branches, the mapping."""
        schema, _rule = unwrapped(schema, self._definitions)
        return self._unwrapped(schema["choices"][MAPPING]) if schema["type"] == "tagged-union" else schema

    def _problem(self, document: Located, detail: ErrorDetails) -> Problem:
        path = tuple(step for step in detail["loc"] if step not in (PLAIN, MAPPING))
        kind, value = detail["type"], detail["input"]
        if kind == "missing":
            return document.problem("key-missing", path, at_key=True, key=str(path[-1]), parent=_dotted(path[:-1]))
        if kind in ("extra_forbidden", "unexpected_keyword_argument"):
            return self._unknown_key(document, path)
        name, raw = _dotted(path), document.raw(path)
        if value is None and path:
            return document.problem("value-empty", path, key=name)
        if not path:
            return document.problem("document-not-mapping")
        if kind in _EXPECTED:
            expected = _EXPECTED[kind]
            return document.problem("value-wrong-type", path, key=name, value=raw, expected=expected)
        if kind in ("greater_than_equal", "less_than_equal"):
            leaf = self._at(path)
            if leaf["type"] in _MAPPINGS:  # the plain way of writing an entry
                leaf = self._at((*path, "score"))
            return document.problem("value-out-of-range", path, key=name, value=raw, low=leaf["ge"], high=leaf["le"])
        if kind == "literal_error":
            allowed = ", ".join(map(str, self._at(path)["expected"]))
            return document.problem("value-not-allowed", path, key=name, value=raw, allowed=allowed)
        if kind in ("too_short", "too_long", "string_too_long"):
            return document.problem("value-length", path, key=name)
        if kind == "string_pattern_mismatch":
            return document.problem("text-empty", path, key=name)
        return document.problem(cast(RuleId, kind), path, key=name, value=raw)  # a rule that a shape names itself

    def _unknown_key(self, document: Located, path: Path) -> Problem:
        key, known = str(path[-1]), self.keys(path[:-1])
        if (latin := key.translate(_LATIN_TWINS)) != key and latin in known:
            return document.problem("key-lookalike", path, at_key=True, key=shorten(key), known=latin)
        import difflib

        close = difflib.get_close_matches(key.translate(_LATIN_TWINS).lower()[:60], known, n=1)
        return document.problem(
            "key-unknown", path, at_key=True, key=shorten(key), known=", ".join(known), nearest=next(iter(close), "")
        )


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """Without the keys that are called missing and are there in Cyrillic letters, which is said already."""
    meant = {(*p.path[:-1], p.params["known"]) for p in problems if p.rule == "key-lookalike"}
    return [problem for problem in problems if problem.rule != "key-missing" or problem.path not in meant]


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))
