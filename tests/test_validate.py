"""`monitor validate`: problems like those of a good compiler, a summary and an exit code."""

from __future__ import annotations

import json
import re

import pytest

from monitor_cli.core.problems import Place
from monitor_cli.reading.decoding import place_on
from tests.files import score_file, write


def test_valid_files_print_nothing_on_standard_output(monitor, tmp_path):
    """The report is empty and the summary goes to standard error."""
    write(tmp_path, "a.yaml", score_file(4))
    outcome = monitor("validate", tmp_path)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "1 file checked: no problems\n")


def test_a_problem_shows_place_cause_and_fix(monitor, tmp_path):
    """A problem has path, line, column, message and rule, the line with its place marked, and the fix."""
    file = write(tmp_path, "a.yaml", score_file({**dict.fromkeys(range(1, 25), 4), 3: 6}))
    outcome = monitor("validate", file)
    assert outcome.code == 1
    assert outcome.out == (
        f"{file}:12:6: error: the score of criterion 3 is 6, which is not on the scale [score-out-of-range]\n"
        "12 |   3: 6\n"
        "   |      ^\n"
        "  = write a whole number between 1 and 5\n"
    )
    assert outcome.err == "1 file checked: 1 file with errors, 1 error, 0 warnings\n"


def test_all_problems_of_a_file_at_once(monitor, tmp_path):
    """All errors are shown at once, not one after each fix."""
    text = score_file({**dict.fromkeys(range(1, 25), 4), 3: 6, 4: "5", 25: 1}, agency="Үлгү", kind="stat")
    text = text.replace("year:", "yaer:").replace("  24: 4\n", "  23: 4\n")
    outcome = monitor("validate", write(tmp_path, "a.yaml", text), "-f", "json")
    problems = json.loads(outcome.out)["files"][0]["problems"]
    assert [(p["line"], p["rule"]) for p in problems] == [
        (3, "slug-invalid"),
        (5, "value-not-allowed"),
        (6, "key-unknown"),
        (10, "score-out-of-range"),
        (11, "score-not-integer"),
        (31, "key-duplicate"),
        (32, "criterion-unknown"),
        (7, "criterion-missing"),
    ]


def test_folders_are_walked_without_hidden_ones(monitor, tmp_path):
    """Folders are searched for `*.yaml` and `*.yml` in any case, recursively, without hidden files and folders."""
    for name in ("a.yaml", "b/c.yml", "b/d.YAML"):
        write(tmp_path, name, score_file(4, agency=name.replace("/", "-").split(".")[0]))
    for name in (".git/x.yaml", ".hidden.yaml", "b/notes.txt"):
        write(tmp_path, name, "not a score file")
    outcome = monitor("validate", tmp_path, "-f", "json")
    assert outcome.code == 0
    assert [f["file"] for f in json.loads(outcome.out)["files"]] == [
        str(tmp_path / name) for name in ("a.yaml", "b/c.yml", "b/d.YAML")
    ]


def test_no_file_is_not_success(monitor, tmp_path):
    """An empty folder and a missing path give exit code 2."""
    assert monitor("validate", tmp_path).code == 2
    outcome = monitor("validate", tmp_path / "none")
    assert outcome.code == 2
    assert "there is no such file or folder" in outcome.out


def test_a_duplicate_body_shows_both_files(monitor, tmp_path):
    """If a body has two files for one year, both are wrong and each names the other."""
    one = write(tmp_path, "one.yaml", score_file(4))
    two = write(tmp_path, "two.yaml", score_file(5))
    write(tmp_path, "earlier.yaml", score_file(4, year=2024))
    outcome = monitor("validate", tmp_path)
    assert outcome.code == 1
    assert f"{one}:3:7: error: ulgu-ministrligi, 2025 is also in {two}" in outcome.out
    assert f"{two}:3:7: error: ulgu-ministrligi, 2025 is also in {one}" in outcome.out
    assert "earlier" not in outcome.out


@pytest.mark.parametrize("command", [("validate",), ("batch", "-f", "json"), ("rank", "-f", "json")])
@pytest.mark.parametrize("order", ["bac", "abc", "cba"])
def test_each_file_of_a_body_names_the_first_of_the_others(monitor, tmp_path, monkeypatch, command, order):
    """Each of several files of a body names the first of the others, in the order of the command line."""
    monkeypatch.chdir(tmp_path)
    for name in order:
        write(tmp_path, f"{name}.yaml", score_file(4))
    outcome = monitor(*command, *(f"{name}.yaml" for name in order))
    first, second, third = order
    text = outcome.out
    assert outcome.code == 1
    if command != ("validate",):
        document = json.loads(text)
        rows = document["unranked"] if command[0] == "rank" else document["results"]
        text = "\n".join(f"{row['file']}: {row['problems'][0]['message']}" for row in rows)
    for file, other in ((first, second), (second, first), (third, first)):
        assert re.search(rf"^{file}\.yaml:.*is also in {other}\.yaml", text, re.M), text


def test_a_file_given_twice_is_one_file(monitor, tmp_path):
    """A file that is given twice, or also by its folder, is checked once."""
    file = write(tmp_path, "a.yaml", score_file(4))
    assert "1 file checked" in monitor("validate", file, tmp_path, file, f"{tmp_path}/../{tmp_path.name}/a.yaml").err


def test_criteria_files_are_recognised(monitor, tmp_path):
    """A criteria file among score files is checked as a criteria file."""
    outcome = monitor("validate", "criteria", "-f", "json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["files"][0]["kind"] == "criteria-file"


def test_quiet_shows_only_problems(monitor, tmp_path):
    """`-q` leaves only the problems."""
    file = write(tmp_path, "a.yaml", score_file(4))
    assert monitor("validate", "-q", file).err == ""
    file.write_text("a: 1\n")
    outcome = monitor("validate", "-q", file)
    assert outcome.out
    assert outcome.err == ""


ENTRIES = {
    "evidence-missing": {"score": 4, "note": "…"},
    "note-missing": {"score": 3, "evidence": ["…"]},
}
FINE = {"score": 5, "evidence": ["Буйрук № 1"]}


@pytest.mark.parametrize("rule", ENTRIES)
def test_strict_warns(monitor, tmp_path, rule):
    """Warnings of `--strict` give exit code 1 and leave the file scored."""
    scores = {**dict.fromkeys(range(1, 25), FINE), 7: ENTRIES[rule]}
    file = write(tmp_path, "a.yaml", score_file(scores))
    strict = ("validate", "--strict", file, "-f", "json")
    problems = json.loads(monitor(*strict).out)["files"][0]["problems"]
    assert [(p["rule"], p["severity"], p["line"]) for p in problems] == [(rule, "warning", 16)]
    assert monitor(*strict).code == 1
    assert monitor("validate", file).code == 0


@pytest.mark.parametrize("due", ["2025-01-01", "2999-12-31"])
def test_no_check_fails_because_of_the_date(monitor, tmp_path, due):
    """An open recommendation is valid whatever its due date; `compare`, `memo` and the report still show it."""
    todo = {"text": "Журнал толтурулсун", "due": due, "status": "open"}
    scores = {**dict.fromkeys(range(1, 25), FINE), 7: {**FINE, "recommendation": todo}}
    file, later = write(tmp_path, "a.yaml", score_file(scores)), write(tmp_path, "b.yaml", score_file(5, year=2026))
    assert monitor("validate", "--strict", file).code == 0
    assert todo["text"] in monitor("compare", file, later).out
    assert todo["text"] in monitor("memo", file).out
    assert monitor("report", file, "-o", tmp_path / "page.html").code == 0
    assert todo["text"] in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_monitoring_of_one_day_is_valid(monitor, tmp_path):
    """A monitoring exercise may end on the day on which it begins."""
    text = score_file(4, monitoring={"from": "2025-03-03", "to": "2025-03-03"})
    assert monitor("validate", write(tmp_path, "a.yaml", text)).code == 0


def test_strict_checks_secretary_and_period(monitor, tmp_path):
    """`--strict` reports a state body without a state secretary, and an exercise that begins in another year."""
    period = {"from": "2024-12-30", "to": "2025-01-10"}
    text = score_file(dict.fromkeys(range(1, 25), FINE), secretary=None, monitoring=period)
    out = monitor("validate", "--strict", write(tmp_path, "a.yaml", text)).out
    assert out.count("[period-outside-year]") == 1
    assert out.count("[secretary-missing]") == 1


@pytest.mark.parametrize(
    ("change", "rule", "place"),
    [
        (("criteria: order-158@1", "criteria: order-158@2"), "edition-unknown", (1, 11)),
        (("criteria: order-158@1", "criteria: order-159@1"), "criteria-unknown", (1, 11)),
        (("criteria: order-158@1", "criteria: order 158"), "criteria-reference", (1, 11)),
        (("criteria: order-158@1", "сriteria: order-158@1"), "key-lookalike", (1, 1)),
        (("  kind: state\n", "  kind: state\n  kind: state\n"), "key-duplicate", (6, 3)),
        (("  kind: state", "  kynd: state"), "key-unknown", (5, 3)),
        (("  kind: state", "  kind: municipal"), "secretary-on-municipal", (6, 1)),
        (("year: 2025", "year: 20255"), "value-out-of-range", (8, 7)),
        (("year: 2025", 'year: "2025"'), "value-wrong-type", (8, 7)),
        (("year: 2025", "year: 2025\nmonitoring: {from: 2025-02-30}"), "date-invalid", (9, 20)),
        (("year: 2025", "year: 2025\nmonitoring: {from: 2025-03-02, to: 2025-03-01}"), "period-reversed", (9, 36)),
        (("  1: 3", "  1: &a 3"), "yaml-anchor", (10, 6)),
        (("  1: 3", "  1: *a"), "yaml-anchor", (10, 6)),
        (("  1: 3", "  1: !!int 3"), "yaml-tag", (10, 6)),
        (("  1: 3", "  1: 3.0"), "score-not-integer", (10, 6)),
        (("  1: 3", "  1: 03"), "score-not-integer", (10, 6)),
        (("  1: 3", "  1: yes"), "score-not-integer", (10, 6)),
        (("  1: 3", "  1: true"), "score-not-integer", (10, 6)),
        (("  1: 3", "  1: [3]"), "score-not-integer", (10, 6)),
        (("  1: 3", "  1: 0"), "score-out-of-range", (10, 6)),
        (("  1: 3", "  1: {note: a}"), "score-empty", (10, 3)),
        (("  1: 3", "  1:\t3\n 2: 2"), "yaml-syntax", (11, 1)),
        (("  1: 3", '  1: "3'), "yaml-syntax", (10, 6)),
        (("  1: 3", "  1: 3\u202e"), "character-forbidden", (10, 7)),
        (("  1: 3", "  1: 3\u200b"), "score-not-integer", (10, 6)),
        (("  1: 3", '  1: "\\e"'), "character-forbidden", (10, 6)),
        (("scores:\n", "scores: 5\nmore:\n"), "value-wrong-type", (9, 9)),
        (("criteria: order-158@1\n", "---\ncriteria: order-158@1\n---\n"), "yaml-several-documents", (3, 1)),
        (("criteria: order-158@1\n", "%YAML 1.1\n---\ncriteria: order-158@1\n"), "yaml-directive", (1, 1)),
    ],
)
def test_rules_and_places(monitor, tmp_path, change, rule, place):
    """Each mistake breaks its rule, at its line and column."""
    text = score_file(3)
    assert change[0] in text
    outcome = monitor("validate", write(tmp_path, "a.yaml", text.replace(*change, 1)), "-f", "json")
    problems = json.loads(outcome.out)["files"][0]["problems"]
    assert (rule, place) in [(p["rule"], (p["line"], p["column"])) for p in problems]
    assert outcome.code == 1


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1251", "CP1251"),
        ("cp866", "CP866"),
        ("koi8-r", "KOI8-R"),
    ],
)
def test_other_encodings_are_recognized_and_never_read(monitor, tmp_path, encoding, named):
    """The message names the likely encoding and says how to save the file as UTF-8."""
    text = score_file(3, name="Министерство образцов и примеров", secretary="А. Б. Образцова")
    file = tmp_path / "a.yaml"
    file.write_bytes(text.encode(encoding))
    outcome = monitor("score", file)
    assert outcome.code == 1
    assert f"its encoding is likely {named}" in outcome.out
    assert "Notepad" in outcome.out
    assert "total:" not in outcome.out


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_utf_32_is_not_taken_for_utf_16_in_cyrillic(monitor, tmp_path, encoding):
    """UTF-32 is recognized in Cyrillic text, although two of four bytes are zero, as in Latin text as UTF-16."""
    file = tmp_path / "a.yaml"
    file.write_bytes(score_file(3, name="Министерство образцов " * 100).encode(encoding))
    assert "its encoding is likely UTF-32" in monitor("validate", file).out


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_byte_order_mark_and_line_endings_are_accepted(monitor, tmp_path, ending):
    """Files of Windows programs are read, and problems have the right line."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + score_file(3).replace("\n", ending).encode())
    assert monitor("score", file).code == 0
    file.write_bytes(file.read_bytes().replace(b"24: 3", b"24: 9"))
    assert f"{file}:33:7: error" in monitor("validate", file).out


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_empty_files(monitor, tmp_path, text):
    """A file without values is an error."""
    outcome = monitor("validate", write(tmp_path, "a.yaml", text))
    assert outcome.code == 1
    assert "[file-empty]" in outcome.out


def test_too_large_and_too_deep(monitor, tmp_path):
    """A file that is too large or too deep is refused before it fills memory or stack."""
    large = write(tmp_path, "large.yaml", score_file(3) + "#" * 300_000)
    assert f"{large}:1:1: error: the file is larger than 256 KiB [file-too-large]" in monitor("validate", large).out
    assert monitor("validate", large, "--max-size", "400").code == 0
    deep = write(tmp_path, "deep.yaml", "[" * 100_000)
    assert "[yaml-too-deep]" in monitor("validate", deep).out


@pytest.mark.parametrize("guarded", ["", "# " + "-" * 1_600 + "\n"])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("{? ", " : 1}")])
def test_32_levels_are_read_and_33_are_not(monitor, tmp_path, opening, closing, guarded):
    """32 levels of lists, values and keys are read and 33 are not, whether or not the guard checks the events."""
    for levels, too_deep in ((32, False), (33, True)):
        text = guarded + opening * levels + "1" + closing * levels
        outcome = monitor("validate", write(tmp_path, "a.yaml", text))
        assert outcome.code == 1
        assert ("[yaml-too-deep]" in outcome.out) == too_deep


def test_neighbouring_lists_are_no_levels(monitor, tmp_path):
    """Only open lists count as levels, whatever was closed before."""
    text = "# " + "-" * 1_600 + "\n" + "- [1]\n- {a: 1}\n" * 40
    assert "[document-not-mapping]" in monitor("validate", write(tmp_path, "a.yaml", text)).out


@pytest.mark.parametrize("text", ["password: x\n", "[1]\n", "#" * 300_000])
def test_a_problem_of_a_whole_file_is_at_its_first_character(monitor, tmp_path, text):
    """A problem of a whole file is at its first character, which an editor can mark, and shows no line."""
    outcome = monitor("validate", write(tmp_path, "a.yaml", text), "-f", "sarif")
    (result,) = json.loads(outcome.out)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (1, 1, 2)


def test_50_000_parts_are_read_and_one_more_is_not(monitor, tmp_path):
    """50,000 parts, including the begin and end of list, document and file, are read, and one more is refused."""
    for items, too_many in ((49_995, False), (49_996, True)):
        outcome = monitor("validate", write(tmp_path, "a.yaml", "- 1\n" * items))
        assert outcome.code == 1
        assert ("[yaml-too-many]" in outcome.out) == too_many


def with_entry(**entry: object) -> str:
    return score_file({**dict.fromkeys(range(1, 25), 3), 7: {"score": 3, **entry}})


@pytest.mark.parametrize(
    ("most", "text"),
    [
        (500, lambda length: score_file(3, name="а" * length)),
        (500, lambda length: score_file(3, secretary="а" * length)),
        (500, lambda length: score_file(3, monitoring={"commission": ["а" * length]})),
        (100, lambda length: score_file(3, monitoring={"commission": ["а"] * length})),
        (10_000, lambda length: with_entry(note="а" * length)),
        (200, lambda length: with_entry(evidence=["а"] * length)),
    ],
)
def test_a_value_has_a_maximum_length(monitor, tmp_path, most, text):
    """A text has a maximum number of characters and a list a maximum number of items; one more is refused."""
    file = write(tmp_path, "a.yaml", text(most))
    assert monitor("validate", file).code == 0
    outcome = monitor("validate", write(tmp_path, "a.yaml", text(most + 1)))
    assert outcome.code == 1
    assert "[value-length]" in outcome.out


@pytest.mark.parametrize(
    ("length", "column", "shown", "first"),
    [(320, 0, 320, 1), (320, 319, 320, 1), (321, 0, 160, 1), (321, 80, 160, 1), (321, 81, 160, 2), (321, 320, 81, 241)],
)
def test_the_part_of_a_long_line_contains_its_place(length, column, shown, first):
    """A line of up to 320 characters is shown whole; a longer one is cut to 160, from 80 before its place."""
    source = "".join(chr(0x400 + index % 200) for index in range(length))
    place = place_on(["", source, ""], 1, column)
    assert place == Place(2, column + 1, column + 2, source[first - 1 : first - 1 + shown], first)
    assert len(place.source) == shown
    assert place.source[column + 1 - first] == source[column]


@pytest.mark.parametrize(
    ("line", "column", "length", "place"),
    [
        (0, 2, 3, Place(1, 3, 6, "abcdef")),
        (0, 4, 9, Place(1, 5, 7, "abcdef")),
        (0, 6, 1, Place(1, 7, 8, "abcdef")),
        (0, 6, 9, Place(1, 7, 8, "abcdef")),
        (0, 2, 0, Place(1, 3, 4, "abcdef")),
        (1, 1, 1, Place(2, 2, 3, "gh")),
        (2, 0, 1, Place(3, 1, 2, "")),
        (3, 0, 1, Place(2, 2, 3, "gh")),
        (9, 0, 1, Place(2, 2, 3, "gh")),
    ],
)
def test_a_place_is_inside_its_line_and_the_text(line, column, length, place):
    """A missing part at the end of a file is marked at its last character, and a mark ends with its line."""
    assert place_on(["abcdef", "gh", "", ""], line, column, length) == place


def test_long_lines_are_shown_in_part(monitor, tmp_path):
    """A long line is shown in part, so that the message stays short."""
    file = write(tmp_path, "a.yaml", score_file(3, extra="x" * 5_000))
    out = monitor("validate", file).out
    assert max(map(len, out.splitlines())) < 250


def test_wide_characters_do_not_shift_the_mark(monitor, tmp_path):
    """Cyrillic letters take one cell and emoji two, while columns count code points."""
    text = score_file(3).replace("Үлгү министрлиги", "😀 Үлгү", 1).replace('"\n  kind', '" x\n  kind')
    lines = monitor("validate", write(tmp_path, "a.yaml", text)).out.splitlines()
    assert lines[1] == '4 |   name: "😀 Үлгү" x'
    assert lines[2].index("^") == len('4 |   name: "😀 Үлгү" ') + 1


@pytest.mark.parametrize(("key", "twin"), [("  name:", "  nаme:"), ("year:", "yеar:")])
def test_a_key_in_cyrillic_letters_is_not_called_missing_too(monitor, tmp_path, key, twin):
    """The key in Cyrillic letters is one problem at its place, at the top level and below."""
    file = write(tmp_path, "a.yaml", score_file(3, secretary=None).replace(key, twin))
    (checked,) = json.loads(monitor("validate", file, "-f", "json").out)["files"]
    assert [problem["rule"] for problem in checked["problems"]] == ["key-lookalike"]


def test_the_colon_after_a_key_is_kept(monitor, tmp_path):
    """`::` is split so that no CI system takes it for a command, but the colon of a key is not."""
    out = monitor("validate", write(tmp_path, "a.yaml", score_file(4).replace("year: 2025", '"::x": 2025'))).out
    assert '8 | ":\\:x": 2025\n' in out
    assert "1 | criteria: order-158@1\n" in out


DRAFTS = {
    "the middle and the end": (dict.fromkeys((*range(11, 15), 19, *range(22, 25))), "11–14, 19, 22–24", "11:"),
    "one": ({24: None}, "24", "24:"),
    "two in a row": ({3: None, 4: None}, "3, 4", "3:"),
    "with a note": ({2: {"note": "…"}, 5: {"score": None, "note": "…"}}, "2, 5", "2:"),
    "in another order": ({7: None, 1: None}, "1, 7", "1:"),
}


@pytest.mark.parametrize("what", DRAFTS)
def test_a_draft_is_one_problem(monitor, tmp_path, what):
    """A draft is one problem at its first empty criterion, with all their numbers, and does not count as an error."""
    empty, numbers, at = DRAFTS[what]
    file = write(tmp_path, "a.yaml", score_file(dict.fromkeys(range(1, 25), 4) | empty).replace(": null", ":"))
    outcome = monitor("validate", file)
    lines = outcome.out.splitlines()
    line = next(n for n, text in enumerate(file.read_text("utf-8").splitlines(), 1) if text.strip().startswith(at))
    assert lines[0] == f"{file}:{line}:3: error: criteria without a score: {numbers} [score-empty]"
    assert len(lines) == 4
    assert (outcome.code, outcome.err) == (1, "1 file checked: 1 draft\n")


def test_missing_lines_are_empty_criteria_too(monitor, tmp_path):
    """A criterion without a line counts as a criterion without a score."""
    scores = {**dict.fromkeys(range(1, 20), 4), 5: None}
    output = monitor("validate", write(tmp_path, "a.yaml", score_file(scores).replace(": null", ":"))).out
    assert "error: criteria without a score: 5, 20–24 [score-empty]" in output
    output = monitor("validate", write(tmp_path, "a.yaml", score_file(dict.fromkeys(range(3, 25), 4)))).out
    assert "error: criteria missing: 1, 2 [criterion-missing]" in output


def test_errors_of_a_draft_come_first(monitor, tmp_path):
    """The errors of a draft come first, at any place in the file, and the summary does not count the draft."""
    scores = {**dict.fromkeys(range(1, 25), 4), 1: None, 2: None, 20: 6}
    outcome = monitor("validate", write(tmp_path, "a.yaml", score_file(scores, agency="A_b").replace(": null", ":")))
    rules = re.findall(r"\[([a-z-]+)\]$", outcome.out, re.MULTILINE)
    assert rules == ["slug-invalid", "score-out-of-range", "score-empty"]
    assert outcome.err == "1 file checked: 1 file with errors, 3 errors, 0 warnings\n"
    write(tmp_path, "b.yaml", score_file(dict.fromkeys(range(1, 24), 4), agency="b"))
    assert monitor("validate", tmp_path).err.startswith("2 files checked: 1 draft, 1 file with errors, 3 errors, 0 ")
