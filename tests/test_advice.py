"""Advice in messages that depends on the mistake, and not only on the rule."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.files import score_file, write

METHODS = ROOT / "examples" / "methods"
OWN = "own translation"


@pytest.mark.parametrize(
    ("wrong", "right", "advice"),
    [
        ("year: 2025", "year: 2025 г.", "write a whole number"),
        ("  3: 3", "  3: {score: 3, evidence: Буйрук № 12}", 'write a list in square brackets: ["Буйрук № 12"]'),
        ("  3: 3", "  3: {score: 3, recommendation: оңдоо}", "write its keys below it"),
        ("name: А.", "name: 158 #", "meant as text"),
    ],
)
def test_a_value_of_the_wrong_kind_is_mended_by_its_kind(monitor, tmp_path, wrong, right, advice):
    """The fix for a list without brackets is a list, not a number in quotes."""
    text = score_file(3).replace('"', "")
    assert wrong in text
    output = monitor("validate", write(tmp_path, "a.yaml", text.replace(wrong, right))).out
    assert output.count("[value-wrong-type]") == 1
    assert advice in output
    assert ("meant as text" in output) == (advice == "meant as text")


@pytest.mark.parametrize(
    ("line", "reason"),
    [("  3:3", "a colon and a space"), ('  3:\n    note: "Мыйзам "Тил" бузулган"', "a closing quotation mark")],
)
def test_a_missing_space_and_a_second_quotation_mark_are_named(monitor, tmp_path, line, reason):
    """The typical slips of the keyboard are in the words of the syntax error."""
    text = score_file(3).replace("  3: 3", line)
    output = monitor("validate", write(tmp_path, "a.yaml", text)).out
    assert "[yaml-syntax]" in output
    assert reason in output


@pytest.mark.parametrize(("language", "noted"), [("ky", True), ("ru", True), ("en", False)])
def test_of_another_method_nobody_claims_the_translation(monitor, language, noted):
    """The note on the translation is true for any criteria file."""
    file, criteria = METHODS / "example-library.yaml", METHODS / "library-service@1.yaml"
    output = monitor("score", "--full", file, "--criteria", criteria, "-f", "text", "--lang", language).out
    notes = {"ky": "критерийлер файлынын авторлору", "ru": "авторами файла критериев", "en": OWN}
    assert (notes[language] in output) == noted


@pytest.mark.parametrize(
    ("key", "typed"), [("scores:", "sсores:"), ("criteria:", "сriteria:"), ("  name: А", "  nаme: А")]
)
def test_a_key_in_cyrillic_letters_is_not_called_missing_too(monitor, tmp_path, key, typed):
    """The Cyrillic letters are reported and no missing key, so nobody adds the value twice; the file is invalid."""
    text = score_file(3).replace('"', "")
    assert key in text
    outcome = monitor("validate", write(tmp_path, "a.yaml", text.replace(key, typed)))
    assert outcome.code == 1
    assert outcome.out.count(": error: ") == 1
    assert "[key-missing]" not in outcome.out


def test_an_entry_that_is_not_indented_is_reported(monitor, tmp_path):
    """An unindented entry below a criterion is one problem, not a missing criterion."""
    text = score_file(3).replace("  3: 3", "  3:\n  score: 3\n  note: жок")
    output = monitor("validate", write(tmp_path, "a.yaml", text)).out
    assert output.count(": error: ") == 1
    assert "the lines below “3:” are not indented" in output
    text = score_file(3).replace("  3: 3", "  3:\n    score: 3\n  note: жок")
    assert "indent “note” deeper" in monitor("validate", write(tmp_path, "b.yaml", text)).out
