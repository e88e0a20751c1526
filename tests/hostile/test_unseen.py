"""Invisible characters: the table in SECURITY.md matches the program."""

from __future__ import annotations

import json
import re
import sys
import unicodedata

import pytest

from monitor_cli.core.texts import DECEIVING, UNSEEN
from monitor_cli.messages.visible import could_hide
from monitor_cli.reading.decoding import hidden_character
from tests.conftest import ROOT
from tests.files import score_file, write
from tests.hostile.reading import BASE, check

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
VISIBLE_FORMAT = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f]")
"""Unicode format characters that are visible: marks around numbers, and Egyptian joiners."""


def listed(row: str) -> list[range]:
    """Return the ranges in the row of the table that contains `row`."""
    cell = next(line.split("|")[1] for line in PAGE.splitlines() if row in line)
    spans = re.findall(r"U\+([0-9A-F]+)(?:–U\+([0-9A-F]+))?", cell)
    return [range(int(first, 16), int(last or first, 16) + 1) for first, last in spans]


FORBIDDEN, SEEN_BY_NOBODY = listed("refused in every place"), listed("refused in ids")
SOME = [chr(code) for span in SEEN_BY_NOBODY for code in {span[0], span[-1]}]
ENTRIES = {
    "note": {"score": 3, "note": "а{}б"},
    "evidence": {"score": 3, "evidence": ["а", "а{}б"]},
    "recommendation": {"score": 3, "recommendation": {"text": "а{}б"}},
}


def test_the_table_matches_the_program():
    """For all characters of Unicode, the page and the program agree, row by row."""
    rules: dict[str, set[int]] = {"character-forbidden": set(), "character-unseen": set()}
    for code in range(sys.maxunicode + 1):
        if verdict := hidden_character(chr(code), is_prose=True):
            rules[verdict[0]].add(code)
    assert rules["character-forbidden"] == {code for span in FORBIDDEN for code in span}
    assert rules["character-unseen"] == {code for span in SEEN_BY_NOBODY for code in span}


def test_no_format_character_of_unicode_is_forgotten():
    """Every format character of Unicode is in a row of the table, unless it is visible."""
    known = re.compile(f"[{DECEIVING}{UNSEEN}]")
    forgotten = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) == "Cf"
        and not known.match(character)
        and not VISIBLE_FORMAT.match(character)
    ]
    assert forgotten == []


def test_the_quick_search_misses_nothing():
    """The quick search finds every character that libyaml would accept, in any context."""
    for span in SEEN_BY_NOBODY:
        for code in span:
            assert could_hide(f"а{chr(code)}б".encode())


def test_ordinary_files_are_not_searched():
    """Letters, quotation marks, dashes and the number sign of Kyrgyz, Russian and English trigger no search."""
    for file in (ROOT / "examples/year").rglob("*.yaml"):
        assert not could_hide(file.read_bytes())
    assert not could_hide("№ «Ң» “q” „q“ – — … • € ₽ \u00a0 § ° ² 5×5 → ✓".encode())


@pytest.mark.parametrize("character", SOME, ids=ascii)
@pytest.mark.parametrize("how", ["raw", "escape"])
def test_refused_where_it_deceives(monitor, tmp_path, character, how):
    """In a name, an id or a key, an invisible character is an error that gives its code."""
    written = character if how == "raw" else f"\\U{ord(character):08x}"
    whole = score_file(4, monitoring={"commission": ["А. Б."]})
    changes = {"name: ": 'name: "Ү{}л" # ', '["А. Б."]': '["А{}"]', "  id: ": '  id: "a{}" # ', "year:": '"ye{}ar":'}
    for old, new in changes.items():
        assert old in whole
        outcome = monitor(
            "validate", write(tmp_path, "a.yaml", whole.replace(old, new.format(written), 1)), "-f", "json"
        )
        (file,) = json.loads(outcome.out)["files"]
        problem = next(p for p in file["problems"] if p["rule"] == "character-forbidden")
        assert (outcome.code, file["status"]) == (1, "invalid")
        assert f"U+{ord(character):04X}" in problem["message"]


def test_only_the_character_is_marked_at_the_start_of_a_line_too():
    """Only the invisible character is marked, in the first column too."""
    problem = next(p for p in check(BASE.replace("year:", "\u200byear:")).problems if p.rule == "character-forbidden")
    assert (problem.place.column, problem.place.end_column) == (1, 2)


@pytest.mark.parametrize("place", ENTRIES)
@pytest.mark.parametrize(
    "character", ["\u200b", "\u200d", "\u2060", "\u3164", "\U000e0041", "\xad", "\ufe0e"], ids=ascii
)
def test_a_warning_in_prose(monitor, tmp_path, place, character):
    """In a note, evidence or recommendation, an invisible character is a warning at its place; the total stays."""
    entry = json.loads(json.dumps(ENTRIES[place]).replace("{}", json.dumps(character)[1:-1]))
    file = write(tmp_path, "a.yaml", score_file({**dict.fromkeys(range(1, 25), 4), 5: entry}))
    outcome = monitor("validate", file, "-f", "json")
    (problem,) = json.loads(outcome.out)["files"][0]["problems"]
    assert (outcome.code, problem["rule"], problem["severity"]) == (0, "character-unseen", "warning")
    line = file.read_text(encoding="utf-8").splitlines()[problem["line"] - 1]
    assert line[problem["column"] - 1] == character
    assert monitor("validate", file, "--strict").code == 1
    assert monitor("score", file, "--brief").code == 0


def test_comments_may_contain_it(monitor, tmp_path):
    """A comment may contain invisible characters, because it is neither compared nor printed."""
    assert monitor("validate", write(tmp_path, "a.yaml", score_file(4) + "# а\u200bб\n")).out == ""
