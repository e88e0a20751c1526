"""Every rule has an example that breaks it, with its exact output."""

from __future__ import annotations

import pytest

from monitor_cli.messages.problems import RULES
from tests.files import score_file, write
from tests.invalid_examples import FOLDER, WITH_EXAMPLE, command, examples, expected_file, rule_of
from tests.snippets import completed

NOT_IN_A_FILE = {
    "file-unreadable": "a file that is not there",
    "file-not-regular": "a pipe cannot be kept in a repository",
    "file-changed": "a file in motion",
    "file-too-large": "more than 256 KiB",
    "file-not-text": "a spreadsheet, which `monitor form blank` makes",
    "yaml-too-many": "50,000 parts",
    "problems-more": "more than 1,000 problems",
    "internal-error": "a defect of the tool",
    "criteria-file-here": "only where a score file was asked for: monitor score",
    "criteria-taken": "only where a set is given by --criteria",
    **{rule: "in a folder that was published; see test_publish" for rule in RULES if rule.startswith("published-")},
    **{
        rule: "in a spreadsheet; see tests of the form"
        for rule in RULES
        if rule.startswith(("form-", "workbook-")) and rule not in WITH_EXAMPLE
    },
}
"""Rules that no file of reasonable size can show; other tests break them."""


@pytest.mark.parametrize("example", examples())
def test_an_example_gives_exactly_its_output(monitor, monkeypatch, example):
    """Wording, positions, summary and exit code are exactly those of the expected output beside the example."""
    monkeypatch.chdir(FOLDER)
    outcome = monitor(*command(example))
    output = f"{outcome.out}{outcome.err}exit code {outcome.code}\n"
    assert output == expected_file(example).read_text(encoding="utf-8")
    assert f"[{rule_of(example)}]" in output


def test_every_rule_has_an_example():
    """Every rule has an example, except the few that no file can show."""
    assert {rule_of(example) for example in examples()} == RULES.keys() - NOT_IN_A_FILE.keys()


def test_a_document_is_no_score_file(monitor, tmp_path):
    """`file-not-text`: a spreadsheet with the ending .yaml is refused, and none of its bytes is shown."""
    assert monitor("form", "blank", "-o", tmp_path / "form.xlsx").code == 0
    (tmp_path / "form.xlsx").rename(tmp_path / "form.yaml")
    outcome = monitor("validate", tmp_path / "form.yaml")
    assert outcome.code == 1
    assert "form.yaml:1:1: error: the file is a spreadsheet, a document or an archive" in outcome.out
    assert "PK" not in outcome.out


@pytest.mark.parametrize("rule", WITH_EXAMPLE)
def test_examples_are_those_of_the_table(rule):
    """The example file contains the wrong example of `explain` (`python tools/rules.py` writes it)."""
    assert (FOLDER / f"{rule}.yaml").read_text(encoding="utf-8") == completed(RULES[rule].wrong)


def test_a_file_with_too_many_parts(monitor, tmp_path):
    """`yaml-too-many`: a file with too many parts is refused before they are built."""
    file = write(tmp_path, "a.yaml", score_file(4) + f"x: [{'[],' * 30_000}]\n")
    assert "[yaml-too-many]" in monitor("validate", file, "--max-size", 1000).out


def test_a_file_that_is_too_large(monitor, tmp_path):
    """`file-too-large`: a file over the limit is refused, and `--max-size` raises the limit."""
    file = write(tmp_path, "a.yaml", score_file(4) + "#" * 300_000)
    assert "[file-too-large]" in monitor("validate", file).out
    assert monitor("validate", file, "--max-size", 1000).code == 0


def test_a_criteria_file_for_a_score_file(monitor):
    """`criteria-file-here`: a criteria set has no total."""
    assert "[criteria-file-here]" in monitor("score", "criteria/order-158@1.yaml").out
