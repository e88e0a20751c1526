"""Nesting is checked before libyaml can fail, with every version of libyaml."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor_cli.reading.criteria_files import check_criteria_file
from tests.files import write
from tests.hostile.reading import BASE, first

OPENERS = {
    "[": 1,
    "{": 1,
    "- ": 1,
    "? ": 1,
    "[\n": 1,
    "{\n ": 1,
    "[a: ": 2,
    "{a: ": 1,
    "[{": 2,
    "{? ": 1,
    "[[[": 3,
    "[ ": 1,
}
"""Texts that open collections, with the number of levels that each opens."""
FLOW = [opener for opener in OPENERS if opener not in ("- ", "? ")]
TAILS = [
    "",
    "]",
    "x",
    '"',
    "'",
    "@",
    "%",
    "`",
    "\t",
    "&",
    "*",
    "!",
    "]}",
    "\n",
    "\nb: 1\n",
    ": :",
    "a: b: c",
    "|\n",
    "- ",
    "? ",
]
"""Endings, most of which are syntax errors."""
STARTS = ["", "---\n", "# [[[\n", "a: 1\nb: ", "a: 1\n", "- 1\n- ", BASE + "extra: "]


def deep_by_lines(opener: str, levels: int) -> str:
    """Return one level per line, each indented by two more spaces."""
    return "".join("  " * level + opener + "\n" for level in range(levels))


@pytest.mark.parametrize("levels", [33, 1_001, 100_000])
@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("opener", [*FLOW, "- ", "? "])
def test_one_kind_with_any_end(opener, tail, levels):
    """The problem is the 33rd level, never the syntax error after it."""
    times = -(-levels // OPENERS[opener])
    rule, line, column = first(opener * times + tail)
    assert rule == "yaml-too-deep"
    assert (line, column) != (0, 0)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("opener", ["a:", "-", "?", "- a:", "ү:"])
def test_by_indentation(opener, tail):
    """Levels on lines of their own count as nesting."""
    assert first(deep_by_lines(opener, 600) + tail)[0] == "yaml-too-deep"


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(["- ", "? "]), max_size=400),
    st.lists(st.sampled_from(FLOW), min_size=33, max_size=1_500),
    st.sampled_from(TAILS),
)
@example("a: 1\n", [], ["["] * 40, "\nb: 1\n")
@example("a: 1\n", [], ["["] * 5_000, "")
@example("a: 1\n", [], ["["] * 40, '"x')
@example("- 1\n- ", ["- "] * 20, ["{"] * 2_000, "@")
def test_mixed_kinds_after_any_start(start, dashes, brackets, tail):
    """Mixed kinds of nesting are refused after any start and before any syntax error."""
    if start not in ("", "---\n", "# [[[\n", "- 1\n- "):
        dashes = []
    if start == "a: 1\n":  # a key without a colon ends with its line
        brackets = [opener.replace("\n", "") for opener in brackets]
    assert first(start + "".join(dashes) + "".join(brackets) + tail)[0] == "yaml-too-deep"


@pytest.mark.parametrize(
    "text",
    ['a: "x\n' + " " + "[" * 40 + '" @', "a: b" + "[" * 40 + "\n@", "# " + "[" * 2_000 + "\n@", "a: '[[" + "[" * 40],
)
def test_brackets_in_text_are_no_levels(text):
    """Brackets in quotes, words and comments are no levels, and the syntax error after them is reported."""
    assert first(text)[0] == "yaml-syntax"


@pytest.mark.parametrize("opener", ["[", "{", "- ", "? ", "[a: "])
@pytest.mark.parametrize("tail", ["", '"', "@"])
def test_criteria_files(tmp_path, opener, tail):
    """Nesting is checked in criteria files too."""
    result = check_criteria_file(str(write(tmp_path, "deep@1.yaml", opener * 3_000 + tail)))
    assert [problem.rule for problem in result.problems] == ["yaml-too-deep"]
    assert result.problems[0].place
