"""Options for pipelines: `--allow-draft` accepts drafts, `--ignore RULE` hides warnings; errors always fail."""

from __future__ import annotations

import json

import pytest
from click.shell_completion import ShellComplete
from junitparser import JUnitXml

from monitor_cli.cli.main import monitor as program
from monitor_cli.core.problems import WARNING_RULES
from monitor_cli.messages.problems import RULES
from tests.files import score_file, write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a draft, and with a valid file whose high scores have no evidence."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "2025/draft.yaml", score_file({1: 3, 2: 4}, agency="draft"))
    write(tmp_path, "2025/good.yaml", score_file(4, agency="good"))
    return tmp_path


def test_an_allowed_draft_passes(monitor, folder):
    """An allowed draft is reported as a warning and still has no total."""
    assert monitor("validate", "2025").code == 1
    outcome = monitor("validate", "2025", "--allow-draft")
    assert (outcome.code, outcome.err) == (0, "2 files checked: 1 draft\n")
    assert "2025/draft.yaml:9:1: warning: " in outcome.out
    (draft, _good) = json.loads(monitor("validate", "2025", "--allow-draft", "-f", "json").out)["files"]
    assert (draft["status"], [p["severity"] for p in draft["problems"]]) == ("incomplete", ["warning"])
    assert "::error" not in monitor("validate", "2025", "--allow-draft", "-f", "github").out


@pytest.mark.parametrize(
    "text", [score_file({1: 9}), score_file(3, year=1925), "year: ["], ids=["score", "year", "yaml"]
)
def test_an_error_does_not_pass_with_a_draft(monitor, folder, text):
    """A file with an error is not a draft, even if it also lacks scores."""
    write(folder, "2025/bad.yaml", text)
    outcome = monitor("validate", "2025", "--allow-draft")
    assert outcome.code == 1
    assert "2025/bad.yaml:" in outcome.out


def test_a_draft_passes_beside_warnings_that_count(monitor, folder):
    """With --strict, warnings of other files still give exit code 1; a draft without warnings gives 0."""
    assert monitor("validate", "2025", "--allow-draft", "--strict").code == 1
    ignored = ["--ignore", "evidence-missing", "--ignore", "note-missing"]
    assert monitor("validate", "2025/draft.yaml", "--allow-draft", "--strict", *ignored).code == 0


@pytest.mark.parametrize("format_name", ["text", "json", "sarif", "junit", "github", "gitlab"])
def test_ignored_warnings_are_in_no_format(monitor, folder, format_name):
    """An ignored warning is in no report, no summary and no exit code; other warnings stay."""
    more = ["--strict", "-f", format_name]
    assert monitor("validate", "2025/good.yaml", *more).code == 1
    outcome = monitor("validate", "2025/good.yaml", *more, "--ignore", "evidence-missing")
    assert (outcome.code, outcome.err) == (0, "1 file checked: no problems\n")
    if format_name == "sarif":  # SARIF lists all rules
        assert json.loads(outcome.out)["runs"][0]["results"] == []
    else:
        assert "evidence-missing" not in outcome.out


def test_several_rules_are_ignored_and_no_other(monitor, folder):
    """`--ignore` can be repeated, and only the given rules are ignored."""
    write(folder, "2025/late.yaml", score_file(2, agency="late", monitoring={"from": "2026-01-01", "to": "2026-01-02"}))

    def rules(*ignored):
        out = monitor("validate", "2025/late.yaml", "--strict", "-f", "json", *ignored).out
        return {problem["rule"] for problem in json.loads(out)["files"][0]["problems"]}

    everything = rules()
    assert {"note-missing", "period-outside-year"} <= everything
    assert rules("--ignore", "note-missing") == everything - {"note-missing"}
    assert rules("--ignore", "note-missing", "--ignore", "period-outside-year") == everything - {
        "note-missing",
        "period-outside-year",
    }


@pytest.mark.parametrize("rule", sorted(RULES.keys() - WARNING_RULES))
def test_no_error_can_be_ignored(monitor, folder, rule):
    """`--ignore` with an error is wrong usage; the message lists the warnings, and nothing is checked."""
    outcome = monitor("validate", "2025", "--ignore", rule)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"“{rule}” is an error, and only warnings can be left out: character-unseen" in " ".join(outcome.err.split())


def test_an_unknown_rule_gets_the_nearest(monitor, folder):
    """An unknown rule gets the nearest rule as a proposal, as in `explain`."""
    outcome = monitor("validate", "2025", "--ignore", "evidence-mising")
    assert outcome.code == 2
    assert "did you mean “evidence-missing”" in " ".join(outcome.err.split())


def test_completion_offers_the_warnings():
    """The completion of `--ignore` offers the warnings and no other rule."""
    shell = ShellComplete(program, {}, "monitor", "_MONITOR_COMPLETE")
    arguments = ["validate", "--ignore"]
    assert {item.value for item in shell.get_completions(arguments, "")} == WARNING_RULES
    assert [item.value for item in shell.get_completions(arguments, "evid")] == ["evidence-missing"]


def test_junit_fails_by_errors_alone(monitor, folder):
    """In JUnit, a warning or an allowed draft is a passed test with output; only an error fails."""
    write(folder, "2025/bad.yaml", score_file({**dict.fromkeys(range(1, 25), 4), 3: 9}, agency="bad"))
    out = monitor("validate", "2025", "--strict", "--allow-draft", "-f", "junit").out
    suites = {suite.name: suite for suite in JUnitXml.fromroot(JUnitXml.fromstring(out.encode())._elem)}
    assert {name: suite.failures for name, suite in suites.items()} == {
        "2025/bad.yaml": 1,
        "2025/draft.yaml": 0,
        "2025/good.yaml": 0,
    }
    cases = list(suites["2025/good.yaml"])
    assert all(case.is_passed for case in cases)
    assert "good.yaml:" in cases[0].system_out
    assert "[evidence-missing]" in cases[0].system_out
