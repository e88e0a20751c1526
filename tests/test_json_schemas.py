"""Every JSON output matches its published schema."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from jsonschema import Draft202012Validator

from monitor_cli import output
from monitor_cli.output import Report
from tests.conftest import ROOT
from tests.files import score_file, write

MEMBERS = ["examples/members/misalov.yaml", "examples/members/sanzhyraeva.yaml"]
RUNS = {
    "monitor.score-1": [
        *("score", "examples/valid/weak-agency.yaml", "examples/draft/incomplete-draft.yaml"),
        "examples/appeal/after/too-suu-agenttigi.yaml",
    ],
    "monitor.validate-1": ["validate", "--strict", "examples/valid"],
    "monitor.criteria-1": ["criteria", "show"],
    "monitor.rank-2": ["rank", "examples/valid", "examples/appeal/after", "--year", "2025"],
    "monitor.plan-1": ["plan", "examples/valid/weak-agency.yaml", "--band", "4"],
    "monitor.reconcile-1": ["reconcile", *MEMBERS, "-o", "/dev/null"],
    "monitor.follow-up-1": ["follow-up", "examples/year", "--today", "2025-10-01"],
    "monitor.compare-1": ["compare", "examples/valid/weak-agency.yaml", "examples/valid/weak-agency.yaml"],
    "monitor.batch-2": ["batch", "--self", "examples/valid", "examples/draft"],
    "monitor.criteria-diff-1": ["criteria", "diff", "order-158@1", "examples/methods/library-service@1.yaml"],
    "monitor.rules-1": ["explain"],
    "monitor.freeze-2": ["freeze", "examples/year/2025"],
}
"""A run for each published schema; unless it is in `ALONE`, files without a result are added to its arguments."""

ALONE = {"monitor.criteria-1", "monitor.plan-1", "monitor.compare-1", "monitor.criteria-diff-1", "monitor.rules-1"}
ALONE |= {"monitor.freeze-2", "monitor.reconcile-1"}


def published(name):
    return json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


def schema(name):
    """Return the published schema, which here refuses keys that it does not describe."""
    content = published(name)
    for one in objects(content):
        one.setdefault("additionalProperties", False)
    return content


def test_every_published_schema_has_a_run():
    """Every published schema is tested against an output."""
    runs = {*RUNS, "monitor.publish-1"}  # the output is a whole folder: see `test_publish`
    assert {path.name.removesuffix(".schema.json") for path in (ROOT / "docs" / "schemas").iterdir()} == runs


def test_every_json_report_has_a_schema_and_a_run():
    """The JSON of every report fits a published schema; a closing is the only JSON that is not a report."""
    reports = [report for report in vars(output).values() if isinstance(report, Report) and "json" in report.programs]
    formats = {import_module(f"monitor_cli.output.data.{report.name}").FORMAT.replace("/", "-") for report in reports}
    assert formats == RUNS.keys() - {"monitor.freeze-2"}


@pytest.mark.parametrize("command", ["batch", "rank", "validate", "compare"])
def test_output_with_a_register_fits_its_schema(monitor, tmp_path, command):
    """An output with a register fits its schema: missing bodies, unexpected bodies and state secretaries."""
    terms = "state_secretaries: [{name: А. Б. Үлгүева, to: 2025-05-06}, {name: Б. Мисалов, from: 2025-05-07}]"
    bodies = f"{{id: ulgu-ministrligi, name: Ү, kind: state, {terms}}}, {{id: eski, name: Э, kind: state}}"
    write(tmp_path, "bodies.yaml", f"bodies: [{bodies}]\nmonitored: {{2025: [eski]}}\n")
    days = {"from": "2025-03-03", "to": "2025-03-14"}
    write(tmp_path, "2025/a.yaml", score_file(3, monitoring=days))
    write(tmp_path, "2024/a.yaml", score_file(3, year=2024))
    paths = [tmp_path / "2024", tmp_path / "2025"] if command == "compare" else [tmp_path / "2025"]
    document = json.loads(monitor(command, *paths, "--bodies", tmp_path / "bodies.yaml", "-f", "json").out)
    assert document["register"]["file"].endswith("bodies.yaml")
    assert [
        error.message
        for error in Draft202012Validator(schema(document["format"].replace("/", "-"))).iter_errors(document)
    ] == []


@pytest.mark.parametrize("name", RUNS)
def test_real_output_fits_its_schema(monitor, tmp_path, name):
    """The output for scored, draft, invalid and unreadable files fits its schema."""
    Draft202012Validator.check_schema(schema(name))
    bad = write(tmp_path, "bad.yaml", score_file({1: 9}))
    extra = [] if name in ALONE else [bad, tmp_path / "none.yaml"]
    chosen = [] if name == "monitor.freeze-2" else ["-f", "json"]
    document = json.loads(monitor(*RUNS[name], *extra, *chosen).out)
    assert document["format"] == "/".join(name.rsplit("-", 1))
    assert [error.message for error in Draft202012Validator(schema(name)).iter_errors(document)] == []


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("name", RUNS)
def test_no_language_changes_the_structure(monitor, name, language):
    """The output in every language fits the same schema."""
    chosen = [] if name == "monitor.freeze-2" else ["-f", "json"]
    document = json.loads(monitor(*RUNS[name], *chosen, "--lang", language).out)
    assert [error.message for error in Draft202012Validator(schema(name)).iter_errors(document)] == []


@pytest.mark.parametrize("command", ["batch", "rank"])
def test_each_line_of_jsonl_is_an_entry_of_the_document(monitor, tmp_path, command):
    """Each line has the structure of an entry in the JSON list, for ranked and for other files."""
    bad = write(tmp_path, "bad.yaml", score_file({1: 9}))
    year = ["--year", "2025"]
    lines = monitor(command, "examples/valid", bad, *year, "-f", "jsonl").out.splitlines()
    top = schema({"batch": "monitor.batch-2", "rank": "monitor.rank-2"}[command])
    assert len(lines) > 3
    for line in lines:
        entry = json.loads(line)
        name = (
            "result" if command == "batch" else "place" if entry["rank"] else "more" if "more" in entry else "unranked"
        )
        if name in ("unranked", "more"):
            assert entry.pop("rank") is None
        validator = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": top["$defs"]})
        assert [error.message for error in validator.iter_errors(entry)] == []


@pytest.mark.parametrize("name", [name for name in RUNS if name != "monitor.freeze-2"])
def test_a_key_may_be_added_within_a_version(monitor, name):
    """The published schema accepts a key that a later version adds; only the schema of a closing is strict."""
    document = json.loads(monitor(*RUNS[name], "-f", "json").out)
    more = {**document, "of_tomorrow": {"a": 1}, "tool": {**document["tool"], "of_tomorrow": 1}}
    assert [error.message for error in Draft202012Validator(published(name)).iter_errors(more)] == []
    assert list(Draft202012Validator(schema(name)).iter_errors(more))


def objects(value):
    """Yield every schema of an object with properties, except those in conditions."""
    if isinstance(value, dict):
        if value.get("type") == "object" and "properties" in value:
            yield value
        for key, inner in value.items():
            if key not in ("if", "then", "else"):
                yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def test_plans_and_comparisons_fit_their_schemas(monitor, tmp_path):
    """Plans of drafts and missing files, and comparisons with new, missing and broken bodies, fit their schemas."""
    draft, gone, weak = (
        "examples/draft/incomplete-draft.yaml",
        tmp_path / "none.yaml",
        "examples/valid/weak-agency.yaml",
    )
    for year, agencies in ((2023, "ab"), (2024, "abc"), (2025, "ad")):
        entry = {"score": 3, "recommendation": {"text": "Оңдоо.", "status": "open"}}
        for agency in agencies:
            text = score_file({**dict.fromkeys(range(1, 25), 3), 1: entry}, agency=agency, year=year)
            write(tmp_path, f"{year}/{agency}.yaml", text)
    write(tmp_path, "2025/c.yaml", score_file({1: 3}, agency="c"))
    years = [tmp_path / str(year) for year in (2023, 2024, 2025)]
    runs = [["plan", draft], ["plan", gone], ["compare", weak, draft, gone]]
    runs += [["compare", *years[:2]], ["compare", *years[1:]], ["compare", *(year / "a.yaml" for year in years)]]
    for run in runs:
        validator = Draft202012Validator(schema(f"monitor.{run[0]}-1"))
        document = json.loads(monitor(*run, "-f", "json").out)
        assert [error.message for error in validator.iter_errors(document)] == []


def test_the_schema_of_scores_refuses_a_total_of_a_draft(monitor):
    """The schema refuses a draft with a total, which the tool never prints (R6)."""
    document = json.loads(monitor("score", "examples/draft/incomplete-draft.yaml", "-f", "json").out)
    document["results"][0]["total"] = 99
    assert list(Draft202012Validator(schema("monitor.score-1")).iter_errors(document))
