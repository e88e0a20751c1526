"""`monitor new`: a file that someone who has never seen the tool can fill in."""

from __future__ import annotations

import re

import pytest

from monitor_cli.reading.criteria_files import CriteriaLibrary

CRITERIA_SET = CriteriaLibrary().default


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_names_everything_in_the_language(monitor, language):
    """Every heading, criterion and indicator stands in a comment; the scores are left empty."""
    out = monitor("new", "--lang", language).out
    words = re.sub(r"\s*\n\s*#+\s+", " ", out)
    for area in CRITERIA_SET.areas:
        assert f"{area.number}. {area.title[language]}" in words
    for criterion in CRITERIA_SET.criteria.values():
        assert f"{criterion.number}. {criterion.title[language]}" in words
        assert f"\n  {criterion.number}:\n" in out
    for score, indicator in CRITERIA_SET.indicators.items():
        assert words.count(f"{score} – {indicator.text[language]}") == 1


def test_filled_in_it_is_valid(monitor, tmp_path):
    """With the body named and a score behind each number, the file has a total."""
    file = tmp_path / "a.yaml"
    assert (
        monitor("new", file, "--id", "ulgu", "--name", 'Үлгү "А": #1', "--secretary", "А. Б.", "--year", 2025).code == 0
    )
    draft = monitor("score", file)
    assert draft.code == 1
    assert "no total, because 24 criteria have no score yet" in draft.out
    file.write_text(re.sub(r"(?m)^(  \d+:)$", r"\1 4", file.read_text(encoding="utf-8")), encoding="utf-8")
    outcome = monitor("score", file)
    assert outcome.code == 0
    assert 'Үлгү "А": #1, 2025' in outcome.out
    assert "total: 96 of 120" in outcome.out


def test_municipal_bodies_have_no_secretary(monitor):
    """The key is left out, and asking for both is an error (R3)."""
    assert "state_secretary" not in monitor("new", "--kind", "municipal").out
    assert monitor("new", "--kind", "municipal", "--secretary", "А").code == 2


def test_overwrites_only_when_forced(monitor, tmp_path):
    """What a user wrote is never lost unasked."""
    file = tmp_path / "a.yaml"
    file.write_text("mine")
    refused = monitor("new", file)
    assert (refused.code, file.read_text()) == (2, "mine")
    assert "--force" in refused.err
    assert monitor("new", file, "--force").code == 0
    assert "scores:" in file.read_text(encoding="utf-8")
