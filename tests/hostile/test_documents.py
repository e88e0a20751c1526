"""YAML that tries to crash, hang or fool a reader: each gets its rule at its line and column."""

from __future__ import annotations

import pytest

from tests.hostile.reading import BASE, check, first, problems_at

MANY = 250_000
OURS = "criteria: a@1\n"
"""A key that makes the text a score file, so that its keys are checked one by one."""

BOMBS = {
    "flow sequences": ("[" * MANY, ("yaml-too-deep", 1, 33)),
    "flow mappings": ("{" * MANY, ("yaml-too-deep", 1, 33)),
    "block sequences": ("- " * (MANY // 2), ("yaml-too-deep", 1, 65)),
    "complex keys": ("? " * (MANY // 2), ("yaml-too-deep", 1, 65)),
    "both kinds": ("[{a: " * (MANY // 5), ("yaml-too-deep", 1, 81)),
    "by indentation": ("".join(" " * i + "a:\n" for i in range(600)), ("yaml-too-deep", 33, 33)),
    "dashes by indentation": ("".join(" " * i + "-\n" for i in range(600)), ("yaml-too-deep", 33, 33)),
    "few levels, unguarded": ("a: " + "[" * 480 + "]" * 480, ("yaml-too-deep", 1, 35)),
    "few levels with escapes": ('"\\t": ' + "[" * 480 + "]" * 480, ("yaml-too-deep", 1, 38)),
    "few levels of keys with escapes": ('"\\t": 1\n? ' + "? " * 200, ("yaml-too-deep", 2, 65)),
    "wide list": ("[" + "0," * (MANY // 2) + "]", ("document-not-mapping", 1, 1)),
    "wide mapping": (OURS + "".join(f"k{i}: 1\n" for i in range(20_000)), ("key-missing", 1, 1)),
    "wide flow mapping": ("{criteria: a@1," + ",".join(f"k{i}" for i in range(30_000)) + "}", ("key-missing", 1, 1)),
    "one key again and again": ("k: 1\n" * 50_000, ("yaml-too-many", 25_000, 1)),
    "aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", ("yaml-anchor", 1, 4)),
    "merge keys": ("a: {x: 1}\nb:\n  <<: [*a, *a]\n", ("yaml-anchor", 3, 8)),
    "colliding keys": (OURS + "".join(f"{i * (2**61 - 1)}: 1\n" for i in range(9_000)), ("key-missing", 1, 1)),
    "documents": ("---\n" * 60_000, ("yaml-several-documents", 2, 1)),
    "anchors": ("&a " * 80_000, ("yaml-anchor", 1, 1)),
    "tags": ("! " * 100_000, ("yaml-tag", 1, 1)),
    "breaks in quotes": ('"' + "\n" * MANY + '"', ("document-not-mapping", 1, 1)),
    "breaks": ("\n" * MANY, ("file-empty", 1, 1)),
    "comment": ("#" * MANY, ("file-empty", 1, 1)),
    "escapes": ('"' + "\\x41" * 60_000 + '"', ("document-not-mapping", 1, 1)),
    "block scalar": (OURS + "a: |\n" + " \n" * 100_000 + "  x", ("key-missing", 1, 1)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name):
    """Depth, width and repetition are refused or read, without a crash."""
    text, expected = BOMBS[name]
    assert first(text) == expected


FIFTH = {
    "2024-02-30": "score-not-integer",
    "1:30": "score-not-integer",
    "010": "score-not-integer",
    "0o5": "score-not-integer",
    "0x5": "score-not-integer",
    "0x_": "score-not-integer",
    "0b1": "score-not-integer",
    "yes": "score-not-integer",
    "no": "score-not-integer",
    "on": "score-not-integer",
    "true": "score-not-integer",
    "5.0": "score-not-integer",
    "5.": "score-not-integer",
    ".5": "score-not-integer",
    "5e0": "score-not-integer",
    "5,0": "score-not-integer",
    "5/5": "score-not-integer",
    "+5": "score-not-integer",
    "05": "score-not-integer",
    "1_0": "score-not-integer",
    ".inf": "score-not-integer",
    ".nan": "score-not-integer",
    "1e400": "score-not-integer",
    "٥": "score-not-integer",
    "５": "score-not-integer",
    "<<": "score-not-integer",
    "=": "score-not-integer",
    '"5"': "score-not-integer",
    "'5'": "score-not-integer",
    '""': "score-not-integer",
    "|\n    5": "score-not-integer",
    ">-\n    5": "score-not-integer",
    "[5]": "score-not-integer",
    "[]": "score-not-integer",
    "5#c": "score-not-integer",
    "0": "score-out-of-range",
    "-0": "score-out-of-range",
    "-5": "score-out-of-range",
    "6": "score-out-of-range",
    "9" * 100_000: "score-out-of-range",
    "-" + "9" * 100_000: "score-out-of-range",
    "~": "score-empty",
    "null": "score-empty",
    "!!int 5": "yaml-tag",
    "! 5": "yaml-tag",
    "!<x> 5": "yaml-tag",
    "&a 5": "yaml-anchor",
    "*a": "yaml-anchor",
    "{*a : 1}": None,
    "5: 5": "yaml-syntax",
    "- 5": "yaml-syntax",
    "%5": "yaml-syntax",
    "@5": "yaml-syntax",
    "`5": "yaml-syntax",
    '"5': "yaml-syntax",
    "'5": "yaml-syntax",
    "[5": "yaml-syntax",
    "{5": "yaml-syntax",
}


@pytest.mark.parametrize("value", FIFTH, ids=lambda value: value[:12])
def test_values_that_are_not_a_score(value):
    """Everything except a plain integer is refused at its place, whatever YAML 1.1 makes of it."""
    result = check(BASE.replace("  5: 4\n", f"  5: {value}\n"))
    problem = result.problems[0]
    assert result.scorecard is None
    assert problem.place.line == 14
    if rule := FIFTH[value]:
        assert (problem.rule, problem.place.column) == (rule, 6)


@pytest.mark.parametrize(
    "value", ["5", "5 # five", "\t5", "5\t", "{score: 5}", "{ score : 5 , }", "\n    5", "\n    score: 5"]
)
def test_values_that_are_a_score(value):
    """Each notation of an integer that YAML allows is a score."""
    assert check(BASE.replace("  5: 4\n", f"  5: {value}\n")).scorecard.total == 97


@pytest.mark.parametrize("key", ["5.0", "05", "+5", "0x5", "null", "~", "true", "five", "５", "'5 '", "5_", "<<", "''"])
def test_keys_that_are_not_a_criterion(key):
    """A criterion is given by its number in plain digits, not by a value that only equals it."""
    assert problems_at(BASE.replace("  5: 4\n", f"  {key}: 4\n")) == [
        ("criterion-unknown", 14, 3),
        ("criterion-missing", 9, 1),
    ]


@pytest.mark.parametrize("key", ["[5]", "{a: 5}", "? [a, b]\n ", "? {}\n "])
def test_keys_that_are_not_a_text(key):
    """Lists and mappings are not accepted as keys."""
    rules = problems_at(BASE.replace("  5: 4\n", f"  {key} : 4\n"))
    assert ("key-not-text", 14) in [(rule, line) for rule, line, _ in rules] or rules[0][0] == "yaml-syntax"


@pytest.mark.parametrize("key", ["5", "'5'", '"5"', '"\\x35"'])
def test_one_key_written_in_two_ways_is_a_duplicate(key):
    """`5` and `"5"` are the same criterion."""
    assert problems_at(BASE + f"  {key}: 5\n") == [("key-duplicate", 34, 3)]


ENDINGS = {
    "<plain>: 1\n": ("key-unknown", 34, 1),
    '"<mapping>": 1\n': ("key-unknown", 34, 1),
    "-1: 1\n": ("key-unknown", 34, 1),
    "<<: {year: 2024}\n": ("key-unknown", 34, 1),
    '"a\\0": 1\n': ("character-forbidden", 34, 1),
    "? |\n  year\n: 1\n": ("key-unknown", 34, 3),
    "? [a]\n: 1\n": ("key-not-text", 34, 3),
    "---\n": ("yaml-several-documents", 34, 1),
    "--- \n...\n---\n": ("yaml-several-documents", 34, 1),
    "...\nx\n": ("yaml-syntax", 35, 1),
    "%YAML 1.1\n": ("yaml-syntax", 34, 9),
    "\tx: 1\n": ("yaml-syntax", 34, 1),
    "x\n": ("yaml-syntax", 34, 1),
    "@: 1\n": ("yaml-syntax", 34, 1),
    "year: 2024\n": ("key-duplicate", 34, 1),
    "Year: 2024\n": ("key-unknown", 34, 1),
    "уear: 2024\n": ("key-lookalike", 34, 1),
    "self_scores: 5\n": ("value-wrong-type", 34, 14),
    "self_scores: []\n": ("value-wrong-type", 34, 14),
    "self_scores: {25: 5}\n": ("criterion-unknown", 34, 15),
    "self_scores: {5: 6}\n": ("score-out-of-range", 34, 18),
    'self_scores: {5: "5"}\n': ("score-not-integer", 34, 18),
    "self_scores: {5: {score: 5}}\n": ("score-not-integer", 34, 18),
    "self_scores:\n  5: 5.0\n": ("score-not-integer", 35, 6),
    "monitoring: []\n": ("value-wrong-type", 34, 13),
    "monitoring: {from: 2025-02-29}\n": ("date-invalid", 34, 20),
    "monitoring: {from: 0000-01-01}\n": ("date-invalid", 34, 20),
    "monitoring: {from: 20250101}\n": ("date-invalid", 34, 20),
    "monitoring: {commission: x}\n": ("value-wrong-type", 34, 26),
    "monitoring: {commission: [1]}\n": ("value-wrong-type", 34, 27),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_endings(ending):
    """Text after a valid file is checked too."""
    assert first(BASE + ending) == ENDINGS[ending]
    assert check(BASE + ending).scorecard is None


BEGINNINGS = {
    "%YAML 1.2\n---\n": ("yaml-directive", 1, 1),
    "%TAG ! tag:example.org,2000:\n---\n": ("yaml-directive", 1, 1),
    "---\n---\n": ("yaml-several-documents", 2, 1),
    "--- {}\n--- ": ("yaml-several-documents", 2, 1),
    "---\n# x\n...\n---\n": ("yaml-several-documents", 4, 1),
    "...\n": ("yaml-syntax", 1, 1),
    "\t": ("yaml-syntax", 1, 1),
}


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_beginnings(beginning):
    """Directives and further documents before a valid file are refused."""
    assert first(beginning + BASE) == BEGINNINGS[beginning]


@pytest.mark.parametrize("beginning", ["---\n", "--- # x\n", "# x\n---\n", "\ufeff", "\n\n", "# \t\n"])
def test_beginnings_that_change_nothing(beginning):
    """A document marker, a comment or a byte order mark before a valid file is accepted."""
    assert check(beginning + BASE).scorecard.total == 96
    assert check(beginning + BASE + "...\n").scorecard.total == 96


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n", "   ", "# x\n# y\n", "---\n", "--- # x\n", '""', "\r\r"])
def test_nothing(content):
    """A file without values is an error in its first line."""
    assert problems_at(content) == [("file-empty", 1, 1)]


@pytest.mark.parametrize(
    "content", ["~", "null", "5", "x", "- a\n- b\n", "[]", "'x'", "|\n x\n", "true", "2024-02-30", ".nan"]
)
def test_no_mapping(content):
    """A single value and a list are refused as a file."""
    assert first(content) == ("document-not-mapping", 1, 1)


WRONG = {
    "criteria: order-158@1": ["5", "[]", "{}", "~", "true", "1.0"],
    "  id: ulgu-ministrligi": ["5", "[a]", "", "A", "a--b", "-a", "../a", "ү", "true"],
    '  name: "Үлгү министрлиги"': ["5", "[]", "{}", "", "' '", "{de: x}", "{ky: 5}", "{ky: }", '"a\\nb"', "x" * 501],
    "  kind: state": ["State", "5", "[state]", "", "{}", "null", ".inf"],
    '  name: "А. Б. Үлгүева"': ["5", "", "[]", "x\n  since: 2024-2-1", "x\n  x: 1"],
    "year: 2025": ["1999", "2101", "'2025'", "2025.0", "2025-01-01", "", "[]", "2_025", "0x7e9"],
}


@pytest.mark.parametrize(("right", "wrong"), [(right, wrong) for right in WRONG for wrong in WRONG[right]])
def test_wrong_types_at_every_place(right, wrong):
    """A value of the wrong type is refused at every place, with its line."""
    lines = BASE.splitlines()
    number = lines.index(right) + 1
    result = check(BASE.replace(right + "\n", f"{right.partition(':')[0]}: {wrong}\n"))
    assert result.scorecard is None
    assert number - 1 <= result.problems[0].place.line <= number + 1


@pytest.mark.parametrize("line", [line for line in BASE.splitlines() if "scores" not in line])
def test_every_line_is_needed(line):
    """Without any one line, the file has no total."""
    result = check(BASE.replace(line + "\n", "", 1))
    assert result.scorecard is None
    assert result.problems


@pytest.mark.parametrize("scores", ["[]", "{}", "", "~", "5", "x", "[5]", "{1: 5}", "{1: {}}", "''", "true"])
def test_scores_that_are_not_a_table(scores):
    """If `scores` is not a complete table, there is no total."""
    head = BASE[: BASE.index("scores:")]
    assert check(head + f"scores: {scores}\n").scorecard is None


def test_very_many_problems_are_counted():
    """A thousand problems of any rule are kept, and the last one counts the others."""
    unknown = check(BASE + "".join(f"k{i}: 1\n" for i in range(3_000)))
    twice = check("{criteria: a@1, " + "a, " * 20_000 + "}")
    for result, more in ((unknown, 2_000), (twice, 19_004)):
        assert len(result.problems) == 1_001
        last = result.problems[-1]
        assert last.rule == "problems-more"
        assert last.params["count"] == more


UNCLOSED = {
    'year: "2025\n': (8, 7),
    "year: '2025\n": (8, 7),
    "year: [2025\n": (8, 7),
    "year: {a: 2025\n": (8, 7),
    "year 2025\n": (8, 1),
}


@pytest.mark.parametrize("line", UNCLOSED)
def test_an_open_mark_is_reported_at_its_place(line):
    """An open quotation mark or bracket is reported at its own place, not at the end of the file."""
    assert first(BASE.replace("year: 2025\n", line)) == ("yaml-syntax", *UNCLOSED[line])
