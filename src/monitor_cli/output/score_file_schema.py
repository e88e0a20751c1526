"""The JSON Schema of score files, drawn from the very shape that judges them, with the words of a criteria set."""

from __future__ import annotations

from typing import Any

from pydantic_core import CoreSchema

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.register import YEAR, Register
from monitor_cli.core.score_file import score_file_shape
from monitor_cli.core.shapes import DATE, Record, shape
from monitor_cli.messages import _
from monitor_cli.output.json_parts import Object, encoded
from monitor_cli.output.wording import localized, numbered_title

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def identity(criteria_set: CriteriaSet) -> str:
    """The `$id` of the schema of the score files that a set judges."""
    return f"urn:monitor:score-file:{criteria_set.ref}"


def render(criteria_set: CriteriaSet) -> bytes:
    """JSON Schema 2020-12 of the score files that `criteria_set` judges, in the current language (R6, R9).

    What no schema can say is left to `monitor validate`: duplicate keys, `5.0` for 5, the order of two dates.
    """
    schema = _drawn(score_file_shape(criteria_set))
    fields, definitions = schema["properties"], schema.pop("$defs")
    fields["criteria"]["const"] = criteria_set.ref
    fields["agency"]["properties"]["name"]["oneOf"][1]["minProperties"] = 1
    for key, value in (("scores", _ref("entry")), ("self_scores", {"type": "null"})):
        del fields[key]["$ref"]
        fields[key] |= {**definitions[key], **_numbered(criteria_set, _ref("score"), value)}
    fields["scores"]["required"] = list(fields["scores"]["properties"])
    top = {"$schema": DIALECT, "$id": identity(criteria_set), "title": localized(criteria_set.title)}
    definitions = {"score": _score(criteria_set), "entry": definitions["entry"]["oneOf"][1]}
    definitions["entry"]["properties"]["objection"] |= _DECISION_UNLESS_OPEN
    return encoded({**top, **schema, **_NO_SECRETARY_OF_MUNICIPAL_BODIES, "$defs": definitions}, indent=2)


def render_other(record: type[Record], kind: str) -> bytes:
    """The same of another kind of files, which no criteria set decides."""
    schema = _drawn(shape(record))
    if record is Register:
        ids = schema["properties"]["bodies"]["items"]["properties"]["successor_of"]
        schema["properties"]["monitored"]["patternProperties"] = {f"^({YEAR.pattern})$": {**ids, "description": ""}}
    return encoded({"$schema": DIALECT, "$id": f"urn:monitor:{kind}", **schema}, indent=2)


_NO_SECRETARY_OF_MUNICIPAL_BODIES: Object = {
    "if": {
        "properties": {"agency": {"properties": {"kind": {"const": "municipal"}}, "required": ["kind"]}},
        "required": ["agency"],
    },
    "then": {"properties": {"state_secretary": False}},
}
"""Only the state secretaries of state bodies are rated (R3)."""

_DECISION_UNLESS_OPEN: Object = {
    "if": {"properties": {"outcome": {"enum": ["upheld", "rejected"]}}, "required": ["outcome"]},
    "then": {"required": ["decision"]},
}
"""An objection that is not open names the decision on it."""


def _drawn(shape: CoreSchema) -> Any:
    """What pydantic draws of a shape, with what the fields say of themselves."""
    from pydantic.json_schema import GenerateJsonSchema

    class KeySchema(GenerateJsonSchema):
        """Adds what a key is for to the schema of its value, and what is trimmed off it."""

        def dataclass_field_schema(self, schema: Any) -> Any:
            return {**super().dataclass_field_schema(schema), "about": schema["metadata"]["about"]}

        def str_schema(self, schema: Any) -> Any:
            """Spaces and line breaks around a line are no part of it."""
            drawn = super().str_schema(schema)
            if schema.get("strip_whitespace"):
                drawn["pattern"] = rf"^\s*{drawn['pattern'].strip('^$')}\s*$"
            return drawn

    return _refined(KeySchema().generate(shape, mode="serialization"))


def _refined(schema: Any) -> Any:
    """The same schema without the names of the code; closed, and with what it means by a date and by an end."""
    if isinstance(schema, list):
        return [_refined(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    refined = {key: _refined(value) for key, value in schema.items() if key not in _OF_THE_CODE}
    if "properties" in schema:
        refined["properties"] = {key: _refined(value) for key, value in schema["properties"].items()}
        refined["additionalProperties"] = False
    if pattern := DATE if schema.get("format") == "date" else schema.get("pattern"):
        refined["pattern"] = pattern.removesuffix("$") + "(?!\n)$" * pattern.endswith("$")
    if about := schema.get("about"):
        refined["description"] = _(about)
    return refined


_OF_THE_CODE = ("title", "description", "default", "about")


def _numbered(criteria_set: CriteriaSet, *alternatives: Object) -> Object:
    """The criteria by their numbers, each with its title for people who type."""
    properties = {
        str(criterion.number): {
            "title": f"№ {criterion.number}",
            "description": f"{localized(criterion.title)}\n\n{numbered_title(area)}",
            "anyOf": list(alternatives),
        }
        for area in criteria_set.areas
        for criterion in area.criteria
    }
    # yaml-language-server compares the integer keys of YAML with `properties` by their type, but with
    # `patternProperties` as text; without them it takes all criteria for additional properties.
    return {"properties": properties, "patternProperties": {f"^({'|'.join(properties)})$": True}}


def _score(criteria_set: CriteriaSet) -> Object:
    """The scores of the scale, each with what it means (R9).

    `enumDescriptions` and `errorMessage` are words that editors know; to JSON Schema they are comments.
    """
    meanings = {score: localized(indicator.text) for score, indicator in criteria_set.indicators.items()}
    low, high = criteria_set.scale.min, criteria_set.scale.max
    return {
        "type": "integer",
        "enum": list(meanings),
        "enumDescriptions": list(meanings.values()),
        "errorMessage": _("write a whole number from {low} to {high}").format(low=low, high=high),
    }


def _ref(name: str) -> Object:
    return {"$ref": f"#/$defs/{name}"}
