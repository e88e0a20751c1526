"""Types of values in files, and dataclasses that are read from mappings.

A field is declared once: `Slug` is a text to the type checker, and a text of lowercase Latin letters to pydantic's
engine. Model classes would give the same verdicts and double the start-up time of every command.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Annotated, Any, Literal, NamedTuple, dataclass_transform, get_args, get_origin

from pydantic_core import CoreSchema
from pydantic_core import core_schema as core

from monitor_cli.core.problems import RuleId

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ONE_LINE = r"^[^\r\n]*\S[^\r\n]*$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

MOST_TEXT, MOST_LINE = 10_000, 500
"""The longest text and the longest line in a file, in characters, unless a key has a limit of its own."""

PLAIN, MAPPING = -1, -2
"""Tags of the two branches of `either`, which no key (a text) and no index (0 and up) of an error location equals."""


class Schema(dict[str, Any]):
    """A schema in the annotation of a hint. Hints have to be hashable, so the hash of a schema is its identity."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class About(str):
    """The description of a key, in the annotation of its hint; the JSON Schema and the references show it."""


class Size(NamedTuple):
    """The number of items that a list may have, in the annotation of a `tuple` hint."""

    least: int = 0
    most: int = 1_000


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record:
    """A dataclass that is read from a mapping; immutable, and equal to another one with the same values.

    `dataclass` would generate the methods below for each class at each start, which takes longer than reading a file.
    A module of records does not import `annotations` from the future: a field's type is the hint itself, not a text to
    evaluate.
    """

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False, match_args=False)(cls)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        declared: Any = {each.name: each for each in fields(self)}  # type: ignore[arg-type] # of a subclass
        values = dict(zip(declared, arguments, strict=False)) | named
        for name, each in declared.items():
            if name not in values:
                values[name] = each.default if each.default_factory is MISSING else each.default_factory()
        if values.keys() != declared.keys() or MISSING in values.values():
            raise TypeError(f"{type(self).__name__} has the values {', '.join(declared)}")
        vars(self).update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


def text(*, most: int = MOST_TEXT, pattern: str = r"\S") -> Schema:
    """Schema of a text that is not blank and has at most `most` characters."""
    return Schema(core.str_schema(strict=True, max_length=most, pattern=pattern))


def line(*, most: int = MOST_LINE, trimmed: bool = True) -> Schema:
    """Schema of a text without line breaks; spaces around it are removed if it is `trimmed`."""
    return Schema({**text(most=most, pattern=ONE_LINE), "strip_whitespace": trimmed})


def integer(low: int, high: int) -> Schema:
    """Schema of a whole number from `low` to `high`, both included; booleans, floats and texts are refused."""
    return Schema(core.int_schema(strict=True, ge=low, le=high))


def breaking(rule: RuleId, schema: Any) -> Schema:
    """Return `schema` with every failure reported as a violation of `rule`."""
    return Schema(core.custom_error_schema(schema, rule, custom_error_message=rule))


def mapping(values: Mapping[str, Any], *, required: bool = False) -> Schema:
    """Schema of a mapping with these keys and no others."""
    keys = {key: core.typed_dict_field(value, required=required) for key, value in values.items()}
    return Schema(core.typed_dict_schema(keys, strict=True, extra_behavior="forbid"))


def any_keys(value: Any) -> Schema:
    """Schema of a mapping from any keys to values of the schema `value`."""
    return Schema(core.typed_dict_schema({}, strict=True, extra_behavior="allow", extras_schema=value))


def either(plain: Any, mapped: Any) -> Schema:
    """Return a schema that applies `mapped` to a mapping and `plain` to any other value."""
    choices = {PLAIN: plain, MAPPING: mapped}
    return Schema(core.tagged_union_schema(choices, lambda value: MAPPING if type(value) is dict else PLAIN))


def converted(schema: Any, function: Callable[[Any], Any]) -> Schema:
    """Return `schema` with its validated value passed through `function`."""
    return Schema(core.no_info_after_validator_function(function, schema))


def named(name: str) -> Schema:
    """Return a reference to a schema that `shape` gets under this name because it depends on the criteria set."""
    return Schema(core.definition_reference_schema(name))


Slug = Annotated[str, breaking("slug-invalid", text(most=100, pattern=SLUG))]
Prose = Annotated[str, text()]
Line = Annotated[str, line()]
_iso = core.chain_schema([text(pattern=DATE), core.date_schema()])
Day = Annotated[datetime.date, breaking("date-invalid", _iso)]


def shape(cls: type[Record], **definitions: Any) -> CoreSchema:
    """Schema of files that are read into `cls`, with the `definitions` that its fields refer to by name."""
    return core.definitions_schema(record(cls), [{**schema, "ref": name} for name, schema in definitions.items()])


def record(cls: type[Record]) -> Schema:
    """Schema of a mapping that becomes `cls`; a key is optional if its field has a default.

    The field of a key that is a Python keyword has a trailing underscore: `from_` is read from `from`. A field with
    `"key": False` in its metadata is no key.
    """
    keys = [_key(field) for field in fields(cls) if field.metadata.get("key", True)]  # type: ignore[arg-type]
    arguments = core.dataclass_args_schema(cls.__name__, keys)
    forbidding = core.CoreConfig(extra_fields_behavior="forbid")
    return Schema(core.dataclass_schema(cls, arguments, [key["name"] for key in keys], config=forbidding))


def schema_of(hint: Any, size: Size = Size()) -> Any:  # noqa: B008 - it does not change
    """Schema of a field's type: its annotation, a choice, a list or a record; "or None" does not count."""
    for note in getattr(hint, "__metadata__", ()):
        if isinstance(note, Schema):
            return note
        if isinstance(note, Size):
            size = note
    if get_origin(hint) is Literal:
        return core.literal_schema(list(get_args(hint)))
    if get_origin(hint) is tuple:
        items = schema_of(get_args(hint)[0])
        return core.tuple_variable_schema(items, min_length=size.least, max_length=size.most, strict=False)
    return schema_of(get_args(hint)[0], size) if get_args(hint) else record(hint)


class Key(NamedTuple):
    """A key of a mapping: the schema of its value, whether it is required, and its description."""

    schema: Any
    required: bool
    about: str = ""


def keys_of(schema: Any) -> dict[str, Key]:
    """Return the keys of a mapping or a record."""
    if schema["type"] == "dataclass-args":
        return {
            field["validation_alias"]: Key(
                field["schema"], field["schema"]["type"] != "default", field["metadata"]["about"]
            )
            for field in schema["fields"]
        }
    return {key: Key(field["schema"], field["required"]) for key, field in schema.get("fields", {}).items()}


def unwrapped(schema: Any, definitions: Mapping[str, Any]) -> tuple[Any, str]:
    """Return `schema` without the layers that convert, default, refer or rename errors, and the rule of failures."""
    rule = ""
    while True:
        rule = schema.get("custom_error_type", rule)
        if schema["type"] == "definition-ref":
            schema = definitions[schema["schema_ref"]]
        elif "schema" in schema:
            schema = schema["schema"]
        else:
            return schema, rule


def definitions_of(schema: Any) -> dict[str, Any]:
    """Return the schemas that the parts of a shape refer to by name."""
    return {part["ref"]: part for part in schema.get("definitions", ())}


def _key(field: Field[Any]) -> core.DataclassField:
    schema: Any = schema_of(field.type)
    if field.default_factory is not MISSING:
        schema = core.with_default_schema(schema, default_factory=field.default_factory)
    elif field.default is not MISSING:
        schema = core.with_default_schema(schema, default=field.default)
    about = next((str(note) for note in getattr(field.type, "__metadata__", ()) if isinstance(note, About)), "")
    key = field.name.rstrip("_")
    return core.dataclass_field(
        field.name, schema, validation_alias=key, serialization_alias=key, metadata={"about": about}
    )
