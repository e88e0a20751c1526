"""JSON Schemas, generated from the shapes that check the files, with the texts of a criteria set."""

from __future__ import annotations

from typing import Any

from pydantic_core import CoreSchema

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.register import Register
from monitor_cli.core.score_file import YEAR, score_file_shape
from monitor_cli.core.shapes import DATE, Record, shape
from monitor_cli.messages import _
from monitor_cli.output.program_parts import Object, encoded
from monitor_cli.output.wording import localized, numbered_title

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def identity(criteria_set: CriteriaSet) -> str:
    """Return the `$id` of the schema for score files of a set."""
    return f"urn:monitor:score-file:{criteria_set.ref}"


def render(criteria_set: CriteriaSet) -> bytes:
    """Return the JSON Schema 2020-12 for score files of `criteria_set`, in the current language (R6, R9).

    `monitor validate` checks what a schema cannot: duplicate keys, `5.0` for 5, the order of two dates.
    """
    schema = _json_schema(score_file_shape(criteria_set))
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
    """Return the schema of another kind of file, which is the same for every criteria set."""
    schema = _json_schema(shape(record))
    if record is Register:
        ids = schema["properties"]["bodies"]["items"]["properties"]["successor_of"]
        schema["properties"]["monitored"]["patternProperties"] = {f"^({YEAR})$": {**ids, "description": ""}}
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
"""A decided objection has its decision."""


def _json_schema(shape: CoreSchema) -> Any:
    """Return the JSON Schema that pydantic generates for a shape, with the descriptions of its fields."""
    from pydantic.json_schema import GenerateJsonSchema

    class KeySchema(GenerateJsonSchema):
        """Adds the description of a key, and the white space that its value may have around it."""

        def dataclass_field_schema(self, schema: Any) -> Any:
            return {**super().dataclass_field_schema(schema), "about": schema["metadata"]["about"]}

        def str_schema(self, schema: Any) -> Any:
            text = super().str_schema(schema)
            if schema.get("strip_whitespace"):
                text["pattern"] = rf"^\s*{text['pattern'].strip('^$')}\s*$"
            return text

    return _refined(KeySchema().generate(shape, mode="serialization"))


def _refined(schema: Any) -> Any:
    """Return `schema` closed, without names from the code, and with exact patterns for dates and ends of lines."""
    if isinstance(schema, list):
        return [_refined(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    refined = {
        key: _refined(value) for key, value in schema.items() if key not in ("title", "description", "default", "about")
    }
    if "properties" in schema:
        refined["properties"] = {key: _refined(value) for key, value in schema["properties"].items()}
        refined["additionalProperties"] = False
    if pattern := DATE if schema.get("format") == "date" else schema.get("pattern"):
        refined["pattern"] = pattern.removesuffix("$") + "(?!\n)$" * pattern.endswith("$")
    if about := schema.get("about"):
        refined["description"] = _(about)
    return refined


def _numbered(criteria_set: CriteriaSet, *alternatives: Object) -> Object:
    """Return the criteria by number, with titles that editors show."""
    properties = {
        str(criterion.number): {
            "title": f"№ {criterion.number}",
            "description": f"{localized(criterion.title)}\n\n{numbered_title(area)}",
            "anyOf": list(alternatives),
        }
        for area in criteria_set.areas
        for criterion in area.criteria
    }
    # yaml-language-server compares the integer keys of YAML with `properties` by type, but with `patternProperties`
    # as text; without those, it takes all criteria for additional properties.
    return {"properties": properties, "patternProperties": {f"^({'|'.join(properties)})$": True}}


def _score(criteria_set: CriteriaSet) -> Object:
    """Return the scores of the scale with their indicators (R9).

    Editors show `enumDescriptions` and `errorMessage`; JSON Schema ignores them.
    """
    meanings = {score: localized(indicator.text) for score, indicator in criteria_set.indicators.items()}
    low, high = criteria_set.scale.min, criteria_set.scale.max
    return {
        "type": "integer",
        "enum": list(meanings),
        "enumDescriptions": list(meanings.values()),
        "errorMessage": _("write a whole number between {low} and {high}").format(low=low, high=high),
    }


def _ref(name: str) -> Object:
    return {"$ref": f"#/$defs/{name}"}
