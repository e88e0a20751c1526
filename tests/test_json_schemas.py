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
}
"""A run for each published schema; files without a result are added where paths are taken."""


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
    extra = [] if name == "monitor.criteria-1" else [bad, tmp_path / "none.yaml"]
    document = json.loads(monitor(*RUNS[name], *extra, "-f", "json").out)
    assert [error.message for error in Draft202012Validator(schema(name)).iter_errors(document)] == []


def test_the_schema_of_scores_refuses_a_total_of_a_draft(monitor):
    """What the tool never prints is against the schema too (R6)."""
    document = json.loads(monitor("score", "examples/draft/incomplete-draft.yaml", "-f", "json").out)
    document["results"][0]["total"] = 99
    assert list(Draft202012Validator(schema("monitor.score-1")).iter_errors(document))
