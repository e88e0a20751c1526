"""Every JSON output is what its published schema says."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT
from tests.files import score_file, write

RUNS = {
    "monitor.score-1": ["score", "examples/valid/weak-agency.yaml", "examples/draft/incomplete-draft.yaml"],
    "monitor.validate-1": ["validate", "--strict", "--today", "2030-01-01", "examples/valid"],
    "monitor.criteria-1": ["criteria", "show"],
    "monitor.rank-1": ["rank", "examples/valid", "--year", "2025"],
    "monitor.plan-1": ["plan", "examples/valid/weak-agency.yaml", "--band", "4"],
    "monitor.compare-1": ["compare", "examples/valid/weak-agency.yaml", "examples/valid/weak-agency.yaml"],
}
"""A run for each published schema; files without a result are added where any paths are taken."""

ALONE = {"monitor.criteria-1", "monitor.plan-1", "monitor.compare-1"}


def schema(name):
    return json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


def test_every_published_schema_has_a_run():
    """No schema is there that nothing is held against."""
    assert {path.name.removesuffix(".schema.json") for path in (ROOT / "docs" / "schemas").iterdir()} == set(RUNS)


@pytest.mark.parametrize("name", RUNS)
def test_real_output_fits_its_schema(monitor, tmp_path, name):
    """Scored, draft, invalid and unreadable files alike."""
    Draft202012Validator.check_schema(schema(name))
    bad = write(tmp_path, "bad.yaml", score_file({1: 9}))
    extra = [] if name in ALONE else [bad, tmp_path / "none.yaml"]
    document = json.loads(monitor(*RUNS[name], *extra, "-f", "json").out)
    assert [error.message for error in Draft202012Validator(schema(name)).iter_errors(document)] == []


def test_plans_and_comparisons_fit_too(monitor, tmp_path):
    """Drafts, unreadable files, three years, and folders with bodies that came, went and are broken."""
    draft, gone, weak = (
        "examples/draft/incomplete-draft.yaml",
        tmp_path / "none.yaml",
        "examples/valid/weak-agency.yaml",
    )
    for year, agencies in ((2023, "ab"), (2024, "abc"), (2025, "ad")):
        told = {"score": 3, "recommendation": {"text": "Оңдоо.", "status": "open"}}
        for agency in agencies:
            text = score_file({**dict.fromkeys(range(1, 25), 3), 1: told}, agency=agency, year=year)
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
    """What the tool never prints is against the schema too (R6)."""
    document = json.loads(monitor("score", "examples/draft/incomplete-draft.yaml", "-f", "json").out)
    document["results"][0]["total"] = 99
    assert list(Draft202012Validator(schema("monitor.score-1")).iter_errors(document))
