"""The examples that a newcomer runs, with their expected output."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
VALID = {
    "strong-ministry.yaml": (117, 5),
    "weak-agency.yaml": (59, 1),
    "mayors-office.yaml": (97, 3),
    "two-years-2024.yaml": (84, 2),
    "two-years-2025.yaml": (102, 3),
}
"""Total and band of each valid example, computed without the tool."""

LIBRARY = EXAMPLES / "methods" / "library-service@1.yaml"
BOOKS = EXAMPLES / "methods" / "example-library.yaml"


def test_every_valid_example_is_expected():
    """Every example in the folder has an expected total."""
    assert {path.name for path in (EXAMPLES / "valid").iterdir()} == set(VALID)


@pytest.mark.parametrize("name", VALID)
def test_valid_example_has_its_total_in_every_format(monitor, name):
    """Text, JSON, Markdown and CSV show the same total and band, with exit code 0."""
    file, (total, band) = EXAMPLES / "valid" / name, VALID[name]
    outcomes = {style: monitor("score", file, "-f", style) for style in ("text", "json", "markdown", "csv")}
    assert [outcome.code for outcome in outcomes.values()] == [0, 0, 0, 0]
    result = json.loads(outcomes["json"].out)["results"][0]
    rows = list(csv.DictReader(io.StringIO(outcomes["csv"].out.lstrip("\ufeff")), delimiter=";"))
    assert (result["total"], result["band"]["number"], result["problems"]) == (total, band, [])
    assert len(rows) == 24
    assert {(row["total"], row["band"]) for row in rows} == {(str(total), str(band))}
    for style in ("text", "markdown"):
        assert f"{total} of 120 points" in outcomes[style].out
        assert f"band {band} of 5" in outcomes[style].out


def test_valid_examples_pass_the_strict_check(monitor):
    """The examples are a model: every 4 and 5 has evidence, every 1 to 3 a note."""
    outcome = monitor("validate", "--strict", EXAMPLES / "valid")
    assert (outcome.code, outcome.out) == (0, "")


@pytest.mark.parametrize("style", ["text", "json", "markdown", "csv"])
def test_draft_has_no_total(monitor, style):
    """A draft exits with 1 and shows neither total nor band, in every format (R6)."""
    outcome = monitor("score", EXAMPLES / "draft" / "incomplete-draft.yaml", "-f", style)
    assert outcome.code == 1
    assert "of 120" not in outcome.out
    assert "of 5 (" not in outcome.out
    if style == "json":
        result = json.loads(outcome.out)["results"][0]
        assert (result["total"], result["band"]) == (None, None)
        assert {problem["rule"] for problem in result["problems"]} == {"score-empty"}


def test_second_year_rises_and_follows_up_most_recommendations(monitor):
    """The two years are one body: the total rises, self-assessment is complete, and one recommendation stays open."""
    files = [EXAMPLES / "valid" / f"two-years-{year}.yaml" for year in (2024, 2025)]
    old, new = json.loads(monitor("score", *files, "-f", "json").out)["results"]
    assert old["agency"] == new["agency"]
    assert new["total"] > old["total"]
    assert all("self_score" in criterion for area in new["areas"] for criterion in area["criteria"])
    statuses = [
        c["recommendation"]["status"] for area in old["areas"] for c in area["criteria"] if "recommendation" in c
    ]
    unanswered = json.loads(monitor("compare", *files, "-f", "json").out)["comparison"]["unanswered"]
    assert statuses.count("open") > len(unanswered) == 1


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("style", ["text", "table", "json", "markdown", "csv"])
def test_another_method_is_only_another_file(monitor, style, language):
    """A method with another scale, other areas and bands is scored in every format and language."""
    outcome = monitor("score", "--full", BOOKS, "--criteria", LIBRARY, "-f", style, "--lang", language)
    title = {"ky": "Китептер", "ru": "Книги", "en": "Books"}[language]
    indicator = {"ky": "баштала элек", "ru": "не начато", "en": "not begun"}[language]
    assert outcome.code == 0
    assert indicator in outcome.out
    assert title in outcome.out or style == "csv"
    assert "120" not in outcome.out


def test_total_and_band_of_another_method(monitor):
    """14 points of 21 are band 3 of 4, and the totals of the areas add up."""
    outcome = monitor("score", BOOKS, "--criteria", LIBRARY, "-f", "json")
    result = json.loads(outcome.out)["results"][0]
    assert (result["total"], result["max"], result["band"]["number"]) == (14, 21, 3)
    assert [(area["total"], area["max"]) for area in result["areas"]] == [(6, 9), (5, 6), (3, 6)]
    assert result["next_band"] == {"number": 4, "points": 5}


def test_draft_of_another_method(monitor):
    """The totals that a draft can reach follow the method's own scale and bands; a score of 0 counts."""
    text = BOOKS.read_text(encoding="utf-8").replace("  4: {score: 3", "  4: {score: ")
    outcome = monitor("score", "-", "--criteria", LIBRARY, stdin=text.encode())
    assert outcome.code == 1
    assert "totals still possible: 11 to 14" in outcome.out
    assert "of 21" not in outcome.out


def test_messages_fit_the_method(monitor):
    """The fix for a missing or impossible score contains the method's own numbers and scale."""
    text = (
        BOOKS.read_text(encoding="utf-8")
        .replace("  7: {score: 3", "  7: {score: 4")
        .replace("  2: {score: 2", "  8: {score: 2")
    )
    outcome = monitor("validate", "-", "--criteria", LIBRARY, stdin=text.encode())
    assert outcome.code == 1
    for advice in ("for example `2: 3`", "between 0 and 3", "numbered 1 to 7"):
        assert advice in outcome.out


def test_other_method_has_to_be_given(monitor):
    """Without its criteria file, a score file of another method has no total."""
    outcome = monitor("score", BOOKS, "-f", "json")
    result = json.loads(outcome.out)["results"][0]
    assert outcome.code == 1
    assert (result["total"], result["band"]) == (None, None)
    assert result["problems"][0]["rule"] == "criteria-unknown"


def test_page_of_examples_agrees_with_the_examples(monitor):
    """Each command on the page runs, with exit code 1 for drafts and broken files, and each folder is on the page."""
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"`monitor ([^`]+)`", page)
    commands.remove("validate")  # the name in the text
    expected = {command: int("draft/" in command or "invalid/" in command) for command in commands}
    assert {command: monitor(*command.split()).code for command in commands} == expected
    assert sum(expected.values()) == 2
    folders = {path.name for path in EXAMPLES.iterdir() if path.is_dir()}
    assert set(re.findall(r"(?m)^\| `([\w-]+)/` \|", page)) == folders
