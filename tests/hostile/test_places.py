"""Every mark is below its text, and every line is safe to print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor_cli.core.problems import Place, Problem
from monitor_cli.output.problem_lines import problem_lines
from monitor_cli.output.text import display_width, plain
from tests.hostile.reading import BASE, check, safe_to_print

NAME = '"Үлгү министрлиги"'


def excerpt(text: str) -> tuple[str, str]:
    """Return the line of the last problem and its marked text, found by the cells of a terminal."""
    shown, marks = plain(problem_lines(check(text))).splitlines()[-3:-1]
    start = len(marks) - marks.count("^")
    cells = [character for character in shown for _ in range(display_width(character))]
    return shown, "".join(cells[start : len(marks)])


@pytest.mark.parametrize(
    ("change", "marked"),
    [
        (("  5: 4", "  5: x"), "x"),
        (("  5: 4", "  5:\t\t\tx"), "x"),
        (("  5: 4", "  5: xyz # ##[error]"), "xyz"),
        (("  5: 4", "  5: 4\n  {}: 1".format("k" * 60)), "k" * 60),
        (("year: 2025", "year: x"), "x"),
        (("year: 2025", "yaer: 2025"), "yaer"),
    ],
)
def test_marks(change, marked):
    """Tabs are shown with their width, and only the value or the key is marked."""
    shown, excerpt_mark = excerpt(BASE.replace(*change))
    assert "\t" not in shown
    assert marked == excerpt_mark


def test_marks_after_wide_characters():
    """Characters of two cells and of none move the mark accordingly."""
    shown, marked = excerpt(BASE.replace(f"name: {NAME}", "name: {ky: 中文😀e\u0301, en: 5}"))
    assert "中文" in shown
    assert marked == "5"


def test_a_line_that_ends_with_a_mark():
    """A ^ at the end of a source line is not taken for a mark."""
    place = Place(1, 1, 2, source="x^")
    result = replace(check(BASE), problems=(Problem("key-duplicate", {"key": "x", "line": 1}, place),))
    for columns in (0, 200):
        lines = plain(problem_lines(result), columns).splitlines()
        assert lines[0].endswith("[key-duplicate]")
        assert lines[1:3] == ["1 | x^", "  | ^"]


def test_long_lines():
    """A long line is shown in part, around its place, with its mark."""
    flow = "{" + "a, " * 200 + "criteria: order-158@1, " + "b, " * 200 + "}"
    lines = plain(problem_lines(check(flow))).splitlines()
    assert max(map(len, lines)) < 700
    result = check(
        "criteria: order-158@1\nagency: {id: a, name: " + "x" * 400 + ", kind: wrong, " + "y" * 400 + ": 1}\n"
    )
    wrong = next(problem for problem in result.problems if problem.rule == "value-not-allowed")
    place = wrong.place
    first = place.column - place.source_column
    assert len(place.source) <= 160
    assert place.source[first : first + place.end_column - place.column] == "wrong"
    shown = plain(problem_lines(check(BASE.replace("  5: 4", "  5: " + "x" * 500)))).splitlines()
    assert shown[2].strip(" |") == "^" * shown[2].count("^")


def test_parts_that_are_safe_alone_are_safe_together():
    """A problem between `##` and `[` does not leave a command of a CI system in the line."""
    for text in ("##[error]", "a: ##\n##[x", "::error::", "a ::error::: 1", "' ##': [\n"):
        shown = plain(problem_lines(check(text)))
        safe_to_print(shown)
