"""The kinds of values that files have, and dataclasses that are read from mappings.

A field says once what it is: `Slug` is a text to the type checker, and to pydantic's engine a text of small Latin
letters. Building model classes would double the start-up time of every command; the engine and its verdicts
are the same.
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

PLAIN, MAPPING = -1, -2
"""Tags of the two branches of `either`; they show up in error locations, where no key (a text) and no index is
a negative number."""


class Schema(dict[str, Any]):
    """A schema that a hint is annotated with; a hint has to be hashable, so a schema is hashed by its identity."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class About(str):
    """What a key is for: a hint is annotated with it, and the JSON Schema and the references show it."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record:
    """A dataclass that is read from a mapping: it does not change, and equals another one with the same values.

    `dataclass` would write the methods below anew for each class, at each start, which takes longer than to read a
    file. A module of such classes does not import `annotations` from the future: a field's type is the hint itself,
    and not a text that has to be evaluated.
    """

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False, match_args=False)(cls)

    def __init__(self, *values: Any, **named: Any) -> None:
        own: Any = {one.name: one for one in fields(self)}  # type: ignore[arg-type] # of a subclass
        given = dict(zip(own, values, strict=False)) | named
        for name, one in own.items():
            if name not in given:
                given[name] = one.default if one.default_factory is MISSING else one.default_factory()
        if given.keys() != own.keys() or MISSING in given.values():
            raise TypeError(f"{type(self).__name__} has the values {', '.join(own)}")
        vars(self).update(given)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


def text(*, most: int = 10_000, pattern: str = r"\S") -> Schema:
    """A text of 1 to `most` characters that is not blank."""
    return Schema(core.str_schema(strict=True, max_length=most, pattern=pattern))


def line(*, most: int = 500, trimmed: bool = True) -> Schema:
    """A text without line breaks; unless it is a path, spaces around it are no part of it."""
    return Schema({**text(most=most, pattern=ONE_LINE), "strip_whitespace": trimmed})


def integer(low: int, high: int) -> Schema:
    """A whole number from `low` to `high`, both included; never a boolean, a float or a text."""
    return Schema(core.int_schema(strict=True, ge=low, le=high))


def breaking(rule: RuleId, schema: Any) -> Schema:
    """The same schema, whose failures all break `rule`."""
    return Schema(core.custom_error_schema(schema, rule, custom_error_message=rule))


def sequence(item: Any, *, least: int = 0, most: int = 1_000) -> Schema:
    """A list, read as a tuple; `item` is the hint of its items."""
    return Schema(core.tuple_variable_schema(_schema_of(item), min_length=least, max_length=most, strict=False))


def mapping(values: Mapping[str, Any], *, required: bool = False) -> Schema:
    """A mapping with these keys and no others."""
    keys = {key: core.typed_dict_field(value, required=required) for key, value in values.items()}
    return Schema(core.typed_dict_schema(keys, strict=True, extra_behavior="forbid"))


def any_keys(value: Any) -> Schema:
    """A mapping of whatever keys to such values."""
    return Schema(core.typed_dict_schema({}, strict=True, extra_behavior="allow", extras_schema=value))


def either(plain: Any, mapped: Any) -> Schema:
    """`mapped` where the document has a mapping, `plain` where it has anything else."""

    def tag(value: Any) -> int:
        return MAPPING if type(value) is dict else PLAIN

    return Schema(core.tagged_union_schema({PLAIN: plain, MAPPING: mapped}, tag))


def converted(schema: Any, function: Callable[[Any], Any]) -> Schema:
    """The validated value, passed through `function`."""
    return Schema(core.no_info_after_validator_function(function, schema))


def named(name: str) -> Schema:
    """A schema that `shape` is given under this name, because it differs from one criteria set to the next."""
    return Schema(core.definition_reference_schema(name))


Slug = Annotated[str, breaking("slug-invalid", text(most=100, pattern=SLUG))]
Prose = Annotated[str, text()]
Line = Annotated[str, line()]
_iso = core.chain_schema([text(pattern=DATE), core.date_schema()])
Day = Annotated[datetime.date, breaking("date-invalid", _iso)]


def shape(cls: type[Record], **definitions: Any) -> CoreSchema:
    """The shape of files that are read into the dataclass `cls`, with the schemas that its fields call by name."""
    return core.definitions_schema(record(cls), [{**schema, "ref": name} for name, schema in definitions.items()])


def record(cls: type[Record]) -> Schema:
    """A mapping that becomes `cls`; a field that has a default there is optional in the file.

    A field whose key is a Python keyword carries a trailing underscore: `from_` is read from `from`. A field whose
    metadata say so is none of the keys.
    """
    keys = [_key(field) for field in fields(cls) if field.metadata.get("key", True)]  # type: ignore[arg-type]
    arguments = core.dataclass_args_schema(cls.__name__, keys)
    forbidding = core.CoreConfig(extra_fields_behavior="forbid")
    return Schema(core.dataclass_schema(cls, arguments, [key["name"] for key in keys], config=forbidding))


class Key(NamedTuple):
    """A key of a mapping: the schema of its value, whether it has to be there, and what it is for."""

    schema: Any
    required: bool
    about: str = ""


def keys_of(schema: Any) -> dict[str, Key]:
    """The keys of a mapping or a record."""
    if schema["type"] == "dataclass-args":
        return {
            field["validation_alias"]: Key(
                field["schema"], field["schema"]["type"] != "default", field["metadata"]["about"]
            )
            for field in schema["fields"]
        }
    return {key: Key(field["schema"], field["required"]) for key, field in schema.get("fields", {}).items()}


def unwrapped(schema: Any, definitions: Mapping[str, Any]) -> tuple[Any, str]:
    """`schema` without the layers that convert, default, call by name or rename errors, and the rule it breaks."""
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
    """The schemas that the parts of a shape call by name."""
    return {part["ref"]: part for part in schema.get("definitions", ())}


def _key(field: Field[Any]) -> core.DataclassField:
    schema: Any = _schema_of(field.type)
    if field.default_factory is not MISSING:
        schema = core.with_default_schema(schema, default_factory=field.default_factory)
    elif field.default is not MISSING:
        schema = core.with_default_schema(schema, default=field.default)
    about = next((str(note) for note in getattr(field.type, "__metadata__", ()) if isinstance(note, About)), "")
    key = field.name.rstrip("_")
    return core.dataclass_field(
        field.name, schema, validation_alias=key, serialization_alias=key, metadata={"about": about}
    )


def _schema_of(hint: Any) -> Any:
    """The schema of a hint: its annotation, a choice, or the record that it names; that it may be None is left out."""
    for note in getattr(hint, "__metadata__", ()):
        if isinstance(note, Schema):
            return note
    if get_origin(hint) is Literal:
        return core.literal_schema(list(get_args(hint)))
    if get_origin(hint) is tuple:
        return sequence(get_args(hint)[0])
    return _schema_of(get_args(hint)[0]) if get_args(hint) else record(hint)
