"""The JSON Schema of score files, drawn from the very shape that judges them, with the words of a criteria set."""

from __future__ import annotations

from typing import Any

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.score_file import score_file_shape
from monitor_cli.core.shapes import DATE
from monitor_cli.messages import N_, _
from monitor_cli.output.json_parts import Object, encoded
from monitor_cli.output.score.words import numbered, said

DIALECT = "https://json-schema.org/draft/2020-12/schema"

DESCRIPTIONS = {
    "criteria": N_("Criteria set and edition by which the file is scored."),
    "agency": N_("The body that is monitored."),
    "agency.id": N_("Small Latin letters, digits and hyphens; the same every year."),
    "agency.name": N_("The name as it is printed; in one language, or in several: {ky: …, ru: …, en: …}."),
    "agency.kind": N_("state: state body; municipal: local self-government body."),
    "state_secretary": N_("Who is rated; state bodies only."),
    "state_secretary.name": N_("The name as it is printed."),
    "state_secretary.since": N_("Day of taking office: year-month-day."),
    "year": N_("Year of the monitoring."),
    "monitoring": N_("Days and members of the monitoring."),
    "monitoring.from": N_("First day of the monitoring: year-month-day."),
    "monitoring.to": N_("Last day of the monitoring: year-month-day."),
    "monitoring.commission": N_("Members of the working commission."),
    "scores": N_("The commission's score for each criterion."),
    "self_scores": N_("The body's own scores, given before the commission came; they never enter the total."),
    "note": N_("What was found."),
    "evidence": N_("Documents that the score rests on."),
    "recommendation": N_("What the body is told to mend."),
    "recommendation.text": N_("What is to be done."),
    "recommendation.due": N_("The day by which it is to be done: year-month-day."),
    "recommendation.status": N_("open or done."),
}
"""What the keys are for, by their path; the words for the criteria come from the set."""


def render(criteria_set: CriteriaSet) -> bytes:
    """JSON Schema 2020-12 of the score files that `criteria_set` judges, in the current language (R6, R9).

    What no schema can say is left to `monitor validate`: duplicate keys, `5.0` for 5, the order of two dates.
    """
    from pydantic.json_schema import GenerateJsonSchema

    schema = _refined(GenerateJsonSchema().generate(score_file_shape(criteria_set), mode="serialization"))
    fields = schema["properties"]
    entry = next(iter(fields["scores"]["properties"].values()))["oneOf"][1]
    entry["properties"]["score"] = _ref("score")
    _describe(entry, "")
    fields["criteria"] = {"const": criteria_set.ref}
    fields["agency"]["properties"]["name"]["oneOf"][1]["minProperties"] = 1
    fields["scores"] |= _numbered(criteria_set, _ref("score"), _ref("entry"))
    fields["scores"]["required"] = list(fields["scores"]["properties"])
    fields["self_scores"] |= _numbered(criteria_set, _ref("score"), {"type": "null"})
    _describe(schema, "")
    top = {"$schema": DIALECT, "$id": f"urn:monitor:score-file:{criteria_set.ref}", "title": said(criteria_set.title)}
    definitions = {"score": _score(criteria_set), "entry": entry}
    return encoded({**top, **schema, **_NO_SECRETARY_OF_MUNICIPAL_BODIES, "$defs": definitions}, indent=2)


_NO_SECRETARY_OF_MUNICIPAL_BODIES: Object = {
    "if": {
        "properties": {"agency": {"properties": {"kind": {"const": "municipal"}}, "required": ["kind"]}},
        "required": ["agency"],
    },
    "then": {"properties": {"state_secretary": False}},
}
"""Only the state secretaries of state bodies are rated (R3)."""


def _refined(schema: Any) -> Any:
    """The same schema without the names of the code; closed, and with what it means by a date and by an end."""
    if isinstance(schema, list):
        return [_refined(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _refined(value) for key, value in schema.items() if key not in ("title", "description", "default")}
    if "properties" in schema:
        found["properties"] = {key: _refined(value) for key, value in schema["properties"].items()}
        found["additionalProperties"] = False
    if pattern := DATE if schema.get("format") == "date" else schema.get("pattern"):
        found["pattern"] = pattern.removesuffix("$") + "(?!\n)$" * pattern.endswith("$")
    return found


def _describe(schema: Object, path: str) -> None:
    """Write the purpose of each key into the schema of its value."""
    for key, value in schema.get("properties", {}).items():
        if words := DESCRIPTIONS.get(path + key):
            value["description"] = _(words)
            _describe(value, f"{path}{key}.")


def _numbered(criteria_set: CriteriaSet, *alternatives: Object) -> Object:
    """The criteria by their numbers, each with its title for people who type."""
    properties = {
        str(criterion.number): {
            "title": f"№ {criterion.number}",
            "description": f"{said(criterion.title)}\n\n{numbered(area)}",
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
    meanings = {score: said(indicator.text) for score, indicator in criteria_set.indicators.items()}
    low, high = criteria_set.scale.min, criteria_set.scale.max
    return {
        "type": "integer",
        "enum": list(meanings),
        "enumDescriptions": list(meanings.values()),
        "errorMessage": _("write a whole number from {low} to {high}").format(low=low, high=high),
    }


def _ref(name: str) -> Object:
    return {"$ref": f"#/$defs/{name}"}
