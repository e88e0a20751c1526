"""`monitor schema`: the JSON Schema accepts and refuses the same files as the validator."""

from __future__ import annotations

import copy
import json
import random

import pytest
from jsonschema import Draft202012Validator

from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.document import read_document
from monitor_cli.reading.score_files import check_file
from tests.files import write
from tests.snippets import completed

CRITERIA_SET = CriteriaLibrary().default

BY_NATURE = frozenset({"period-reversed", "change-missing", "change-same", "changes-reversed"})
"""Rules that compare two dates or scores of a well-formed file, which JSON Schema cannot express.

Besides, a schema sees only loaded data: no duplicate keys, anchors, tags, further documents, encodings or invisible
characters, and no `5.0` if the loader makes it 5. It sees no other files (`body-duplicate`, `frozen-…`) and gives no
warnings of `--strict`.
"""


def schema(monitor, *arguments) -> dict:
    return json.loads(monitor("schema", *arguments).out)


def validator(content: dict) -> Draft202012Validator:
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content, format_checker=Draft202012Validator.FORMAT_CHECKER)


def valid_file(chance: random.Random) -> dict:
    """Return a file with all, some or none of the optional parts."""

    def some(*items):
        return [item for item in items if chance.random() < 0.5]

    def entry():
        score = chance.randint(1, 5)
        recommendation = {"text": "Толуктоо", **dict(some(("due", "2025-06-01"), ("status", "done")))}
        objection = {"date": "2025-04-02", "text": "Буйрук бар", **dict(some(("asks", 4), ("evidence", some("№ 9"))))}
        objection |= chance.choice([{}, {"outcome": "open"}, {"outcome": "rejected", "decision": "№ 3"}])
        change = {"was": score % 5 + 1, "date": "2025-04-10", "reason": "№ 3"}
        more = some(("note", "Үстөк\nакы 😀"), ("evidence", some("Буйрук № 1")), ("recommendation", recommendation))
        more += some(("objection", objection), ("changes", some(change)))
        return chance.choice([score, {"score": score, **dict(more)}])

    kind = chance.choice(["state", "municipal"])
    name = chance.choice(["Үлгү министрлиги", {"ky": "Үлгү", "en": "Example"}])
    secretary = {"name": name, **dict(some(("since", "2024-02-29")))}
    monitoring = dict(
        some(("kind", "unplanned"), ("from", "2025-03-03"), ("to", "2025-03-14"), ("commission", ["Б. Мисалов"]))
    )
    own = {str(n): chance.choice([1, 5, None]) for n in range(1, 25) if chance.random() < 0.5}
    return {
        "criteria": "order-158@1",
        "agency": {"id": "ulgu-1", "name": name, "kind": kind},
        "year": chance.randint(2000, 2100),
        "scores": {str(number): entry() for number in range(1, 25)},
        **dict(some(("state_secretary", secretary)) if kind == "state" else ()),
        **dict(some(("monitoring", monitoring), ("self_scores", own))),
    }


VALUES = [
    None,
    True,
    False,
    0,
    1,
    3,
    5,
    6,
    -1,
    2.5,
    5.0,
    1999,
    2025,
    10**30,
    "5",
    "",
    " ",
    "a",
    "a\n",
    "a\nb",
    "Ө" * 501,
]
VALUES += [
    "x" * 101,
    "y" * 10_001,
    "order-158@1",
    "order-158",
    "state",
    "municipal",
    "open",
    "ulgu-1\n",
    "Үлгү",
    "a--b",
]
VALUES += ["2025-02-28", "2025-02-30", "2025-3-1", "0000-01-01", "2025-03-03T00:00", "2025-03-03\n", [], {}, [1], ["a"]]
VALUES += [
    ["a"] * 101,
    ["a"] * 201,
    {"score": 3},
    {"score": None},
    {"score": 9},
    {"name": "А"},
    {"ky": "А"},
    {"de": "А"},
]


def places(data, path=()):
    """Yield every path into nested data."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


def mutated(data: dict, chance: random.Random) -> dict:
    """Return a copy in which one to three values are deleted, replaced, renamed or added."""
    data = copy.deepcopy(data)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        *above, key = chance.choice(list(places(data)) or [("criteria",)])
        parent = data
        for step in above:
            parent = parent[step]
        act = chance.choice(["delete", "exchange", "exchange", "exchange", "rename", "add"])
        if act == "delete" and key in (parent if isinstance(parent, dict) else range(len(parent))):
            del parent[key]
        elif act in ("rename", "add") and isinstance(parent, dict):
            value = parent.pop(key, 3) if act == "rename" else chance.choice(VALUES)
            parent[chance.choice(["x", "25", "0", "01", "score", "note", "kind", "state_secretary", "from_"])] = value
        else:
            parent[key] = chance.choice(VALUES)
    return data


def broken_rules(tmp_path, text: str) -> set[str]:
    """Return the rules of the errors of a file."""
    return {problem.rule for problem in check_file(str(write(tmp_path, "a.yaml", text)), CriteriaLibrary()).errors}


@pytest.mark.parametrize("seed", range(10))
def test_schema_and_validator_agree(monitor, tmp_path, seed):
    """Schema and validator agree on 5 valid files and 75 changed ones per seed."""
    chance, by_schema = random.Random(seed), validator(schema(monitor))
    verdicts = set()
    for round_number in range(80):
        data = valid_file(chance)
        data = mutated(data, chance) if round_number >= 5 else data
        text = json.dumps(data, ensure_ascii=False, indent=1)
        document, _ = read_document(text.encode())
        accepted = by_schema.is_valid(document.data)
        rules = broken_rules(tmp_path, text)
        assert accepted == (rules <= BY_NATURE), (
            text,
            rules,
            [e.message for e in by_schema.iter_errors(document.data)],
        )
        assert accepted or round_number >= 5
        verdicts.add(accepted)
    assert verdicts == {True, False}


def test_a_schema_cannot_compare_dates(monitor, tmp_path):
    """Only the validator reports a monitoring exercise that ends before it begins."""
    text = completed("monitoring: {from: 2025-03-14, to: 2025-03-03}\n")
    assert validator(schema(monitor)).is_valid(read_document(text.encode())[0].data)
    assert broken_rules(tmp_path, text) == {"period-reversed"}


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_schema_is_in_the_language(monitor, language):
    """The schema has the titles of criteria and the meanings of scores in the language of the run."""
    content = schema(monitor, "--lang", language)
    for number, criterion in CRITERIA_SET.criteria.items():
        description = content["properties"]["scores"]["properties"][str(number)]["description"]
        assert description.startswith(criterion.title[language] + "\n")
    score = content["$defs"]["score"]
    meanings = {score: indicator.text[language] for score, indicator in CRITERIA_SET.indicators.items()}
    assert dict(zip(score["enum"], score["enumDescriptions"], strict=True)) == meanings


def test_every_object_is_closed_and_every_key_described(monitor):
    """No object allows additional properties, and every key has a description."""

    def objects(part):
        if isinstance(part, dict):
            if part.get("type") == "object":
                yield part
            for key, value in part.items():
                yield from objects(value) if key not in ("if", "then") else ()
        elif isinstance(part, list):
            for item in part:
                yield from objects(item)

    content = schema(monitor)
    for one in objects(content):
        assert one["additionalProperties"] is False
        languages = one["properties"].keys() == {"ky", "ru", "en"}
        assert languages or all({"description", "$ref"} & value.keys() for value in one["properties"].values())


def test_another_method_has_a_schema_too(monitor, tmp_path):
    """`--criteria FILE` determines the numbers, the scale and the reference of the schema."""
    file = write(tmp_path, "m.yaml", completed("id: ulgu\n"))
    content = schema(monitor, "--criteria", file)
    assert content["properties"]["criteria"]["const"] == "ulgu@1"
    assert content["$defs"]["score"]["enum"] == [3, 2, 1]
    assert content["properties"]["scores"]["required"] == ["1", "2"]


def test_the_schema_is_written_to_a_file(monitor, tmp_path):
    """`-o` writes the schema to a file, and does not overwrite a file without `--force`."""
    file = tmp_path / "order-158@1.schema.json"
    assert monitor("schema", "-o", file).code == 0
    assert json.loads(file.read_text(encoding="utf-8")) == schema(monitor)
    assert monitor("schema", "-o", file).code == 2


@pytest.mark.parametrize("kind", ["register", "follow-up"])
def test_other_kinds_of_files_have_a_schema_too(monitor, tmp_path, kind):
    """The schema accepts and refuses the same files as `validate`, in the language of the run."""
    right, wrong = OTHERS[kind]
    schema = json.loads(monitor("schema", "--of", kind, "--lang", "ky").out)
    Draft202012Validator.check_schema(schema)
    assert "жыл-ай-күн" in json.dumps(schema, ensure_ascii=False)
    for text, is_right in ((right, True), *((text, False) for text in wrong)):
        assert Draft202012Validator(schema).is_valid(read_document(text.encode())[0].data) == is_right, text
        assert (monitor("validate", write(tmp_path, "a.yaml", text)).code == 0) == is_right, text


_ENTRY = "follow_up: a\nentries:\n  - {year: 2025, criterion: 3, date: 2025-09-01, status: done}\n"
_BODY = "bodies:\n  - {id: a, name: А, kind: state, from: 2021-02-03, state_secretaries: [{name: Б}]}\n"
OTHERS = {
    "follow-up": (
        _ENTRY,
        [
            _ENTRY.replace("done", "closed"),
            _ENTRY.replace("2025-09-01", "1.9.2025"),
            _ENTRY.replace("year: 2025, ", ""),
        ],
    ),
    "register": (
        _BODY + 'monitored:\n  "2025": [a]\n',
        [_BODY.replace("state,", "stat,"), _BODY.replace("id: a", "id: A"), _BODY + 'monitored:\n  "25": [a]\n'],
    ),
}
