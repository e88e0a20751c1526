"""Building blocks for the shapes of files, as pydantic-core schemas.

The shapes are handed to pydantic's validation engine directly. Building model classes
would triple the start-up time of every command; the engine and its verdicts are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from pydantic_core import CoreSchema

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ONE_LINE = r"^[^\r\n]*\S[^\r\n]*$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

PLAIN, MAPPING = -1, -2
"""Tags of the two branches of `either`; they show up in error locations, where no key (a text) and no index is
a negative number."""


def text(*, most: int = 10_000, pattern: str = r"\S") -> CoreSchema:
    """A text of 1 to `most` characters that is not blank."""
    return {"type": "str", "strict": True, "max_length": most, "pattern": pattern}


def line(*, most: int = 500) -> CoreSchema:
    """A text without line breaks."""
    return text(most=most, pattern=ONE_LINE)


def integer(low: int, high: int) -> CoreSchema:
    """A whole number from `low` to `high`, both included; never a boolean, a float or a text."""
    return {"type": "int", "strict": True, "ge": low, "le": high}


def choice(*values: str) -> CoreSchema:
    """One of the given words."""
    return {"type": "literal", "expected": list(values)}


def date() -> CoreSchema:
    """A calendar date written as YYYY-MM-DD."""
    iso: CoreSchema = {"type": "chain", "steps": [text(pattern=DATE), {"type": "date"}]}
    return breaking("date-invalid", iso)


def slug() -> CoreSchema:
    """A name of small Latin letters, digits and single hyphens."""
    return breaking("slug-invalid", text(most=100, pattern=SLUG))


def breaking(rule: str, schema: CoreSchema) -> CoreSchema:
    """The same schema, whose failures all break `rule`."""
    return {
        "type": "custom-error",
        "schema": schema,
        "custom_error_type": rule,
        "custom_error_message": rule,
    }


def sequence(items: CoreSchema, *, most: int = 1_000, least: int = 0) -> CoreSchema:
    """A list, read as a tuple."""
    return {
        "type": "tuple",
        "items_schema": [items],
        "variadic_item_index": 0,
        "min_length": least,
        "max_length": most,
        "strict": False,
    }


def mapping(
    fields: Mapping[str, CoreSchema], *, required: bool = False, anything_else: CoreSchema | None = None
) -> CoreSchema:
    """A mapping with these keys and, unless `anything_else` says what, no others."""
    schema: dict[str, Any] = {
        "type": "typed-dict",
        "fields": {
            key: {"type": "typed-dict-field", "schema": value, "required": required} for key, value in fields.items()
        },
        "extra_behavior": "allow" if anything_else else "forbid",
        "strict": True,
    }
    if anything_else:
        schema["extras_schema"] = anything_else
    return cast(CoreSchema, schema)


def either(plain: CoreSchema, mapped: CoreSchema) -> CoreSchema:
    """`mapped` where the document has a mapping, `plain` where it has anything else."""
    return {
        "type": "tagged-union",
        "choices": {PLAIN: plain, MAPPING: mapped},
        "discriminator": lambda value: MAPPING if type(value) is dict else PLAIN,
    }


def converted(schema: CoreSchema, function: Callable[[Any], Any]) -> CoreSchema:
    """The validated value, passed through `function`."""
    return {"type": "function-after", "schema": schema, "function": {"type": "no-info", "function": function}}


def record(cls: Any, /, **fields: CoreSchema) -> CoreSchema:
    """A mapping that becomes the record `cls`; a field that has a default there is optional in the file.

    A field whose key is a Python keyword carries a trailing underscore: `from_` is read from `from`.
    """
    defaults = cls._field_defaults if hasattr(cls, "_field_defaults") else vars(cls)
    arguments: Any = [
        {
            "name": name,
            "alias": name.rstrip("_"),
            "mode": "keyword_only",
            "schema": _optional(schema, defaults[name]) if name in defaults else schema,
        }
        for name, schema in fields.items()
    ]
    call: CoreSchema = {
        "type": "call",
        "function": cls,
        "arguments_schema": {"type": "arguments", "arguments_schema": arguments},
    }
    # a list, even an empty one, would do for arguments
    return {"type": "chain", "steps": [{"type": "is-instance", "cls": dict}, call]}


def keys_of(schema: Any) -> dict[str, tuple[CoreSchema, bool]]:
    """The keys of a mapping or a record: the schema of each value, and whether the key has to be there."""
    if schema["type"] == "arguments":
        found = ((field["alias"], field["schema"]) for field in schema["arguments_schema"])
        return {key: (value, value["type"] != "default") for key, value in found}
    return {key: (field["schema"], field["required"]) for key, field in schema.get("fields", {}).items()}


def _optional(schema: CoreSchema, default: Any) -> CoreSchema:
    """`default` itself where the key is absent; of one that cannot be hashed, pydantic would take a copy each time."""
    try:
        hash(default)
    except TypeError:
        return {"type": "default", "schema": schema, "default_factory": lambda: default}
    return {"type": "default", "schema": schema, "default": default}
