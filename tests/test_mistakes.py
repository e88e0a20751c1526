"""Typing mistakes in a text editor: the message gives the line, the cause and the fix.

The common ones are in `examples/invalid/yaml-syntax.*` with their whole output; here are others of the same kinds.
"""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor_cli.messages.problems import fix, message
from monitor_cli.messages.rules.causes import CAUSES
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.score_files import check_source
from monitor_cli.reading.source import Source
from tests.conftest import ROOT
from tests.files import write

SCORES = """criteria: order-158@1
agency:
  id: suu-agenttigi
  name: "Суу чарба агенттиги"
  kind: state
state_secretary:
  name: "Асанова Б. К."
  since: 2024-02-01
year: 2025
monitoring:
  from: 2025-03-03
  to: 2025-03-14
  commission: ["Мисалов Б.", "Сынакова В."]
scores:
  1: 5
  2: 4
  3:
    score: 3
    note: "Журнал толтурулган эмес"
    evidence:
      - "Буйрук № 12"
      - "Протокол № 4"
    recommendation:
      text: "Толтуруу"
      due: 2025-06-01
      status: open
  4: 4
""" + "".join(f"  {number}: 5\n" for number in range(5, 25))
BODIES = """bodies:
  - id: suu-agenttigi
    name: Суу чарба агенттиги
    kind: state
    state_secretaries:
      - {name: Асанова Б. К., from: 2023-02-01}
  - id: misal-aiyl
    name: Мисал айыл өкмөтү
    kind: municipal
monitored:
  2025: [suu-agenttigi, misal-aiyl]
"""
FOLLOW = """follow_up: suu-agenttigi
entries:
  - year: 2024
    criterion: 7
    date: 2025-03-01
    status: done
    text: Аткарылды
  - {year: 2024, criterion: 9, date: 2025-03-02, status: open, text: Аткарылууда}
"""
CRITERIA = (ROOT / "examples/methods/library-service@1.yaml").read_text("utf-8")
NOTE, FOURTH = '    note: "Журнал толтурулган эмес"\n', "  4: 4\n"
NBSP = "\N{NO-BREAK SPACE}"

MISTAKES = [
    # a value, and keys below it
    (("  3:\n", "  3: 3\n"), 18, "“score” is below “3”, which already has a value: 3"),
    # a list beside keys
    (("  1: 5\n  2: 4\n", "  - 5\n  - 4\n"), 17, "lines with and without a hyphen are mixed in one list"),
    (("  24: 5\n", "  - 5\n"), 47, "lines with and without a hyphen are mixed in one list"),
    (("  5: 5\n", "  - 5: 4\n"), 28, "there is a hyphen before the number of a criterion"),
    (("  1: 5\n  2: 4\n", "  - 1: 5\n  - 2: 4\n"), 15, "there is a hyphen before the number of a criterion"),
    (("  3:\n", "  - 3:\n"), 17, "there is a hyphen before the number of a criterion"),
    ((SCORES[SCORES.index("  1: 5") :], "- 1: 5\n- 2: 4\n"), 14, "there is a hyphen before the number of a criterion"),
    (('commission: ["Мисалов Б.", "Сынакова В."]', f"commission:\n    -{NBSP}Мисалов Б."), 14, "but U+00A0"),
    # a sign that begins a comment instead of the value
    ((NOTE, "    note: #12 буйрук\n"), 19, "has no value: “#” begins a comment: #12 буйрук"),
    (('name: "Суу чарба агенттиги"', "name: #5 мектеп"), 4, "has no value: “#” begins a comment: #5 мектеп"),
    ((FOURTH, "  4: 4\n    recommendation: {text: Оңдоо}\n"), 28, "“recommendation” is below “4”"),
    (("  24: 5\n", "  24: 5\n      note: акыркы"), 48, "“note” is below “24”, which already has a value: 5"),
    (("agency:\n", "agency: Суу\n"), 3, "“id” is below “agency”, which already has a value: Суу"),
    (("recommendation:\n", "recommendation: Толтуруу\n"), 24, "“text” is below “recommendation”"),
    ((FOURTH, "  4: score: 4\n    note: жок\n"), 27, "a second key, “score”, is on the same line"),
    (("kind: state\n", "kind: state year: 2025\n"), 5, "a second key, “year”"),
    # a colon without its space
    (("year: 2025", "year:2025"), 9, "no space after the colon of “year”"),
    (("criteria: o", "criteria:o"), 1, "no space after the colon of “criteria”"),
    (("      due: 2", "      due:2"), 25, "no space after the colon of “due”"),
    (("  24: 5\n", "  24:5"), 47, "no space after the colon of “24”"),
    ((FOURTH, "  4: {score:4, note: жок}\n"), 27, "no space after the colon of “score”"),
    (("  kind: state", "  kind state"), 5, "no colon and space after “kind”"),
    (("  3:\n", "  3\n"), 17, "no colon and space after “3”"),
    (("agency:\n", "agency\n"), 2, "no colon and space after “agency”"),
    ((FOURTH, "  4; 4\n"), 27, "no colon and space after “4”"),
    (("  name: ", "  name："), 4, "no colon and space after “name”"),
    ((NOTE, '    note "Журнал"\n'), 19, "no colon and space after “note”"),
    ((NOTE, "    note: Журнал\nтолтурулган эмес\n"), 20, "the line has no key with a colon"),
    (("    score: 3\n" + NOTE, "    score:3\n"), 18, "no space after the colon of “score”"),
    ((FOURTH, "  4:\n    score = 4\n    note = жок\n"), 28, "no colon and space after “score”"),
    (("year: 2025", "year:: 2025"), 9, "more than one colon after “year”"),
    (("year: 2025", "year :: 2025"), 9, "more than one colon after “year”"),
    (("year: 2025", "year::2025"), 9, "more than one colon after “year”"),
    (("agency:\n", "agency::\n"), 2, "more than one colon after “agency”"),
    (("scores:\n", "scores::\n"), 14, "more than one colon after “scores”"),
    ((FOURTH, "  4: : 4\n"), 27, "more than one colon after “4”"),
    ((FOURTH, "  4: {score:: 4}\n"), 27, "more than one colon after “score”"),
    # the indentation
    (("  kind: state", "   kind: state"), 5, "spaces before it: 3, before the lines around it: 2"),
    (("  kind: state", " kind: state"), 5, "spaces before it: 1, before the lines around it: 2"),
    (("year: 2025", " year: 2025"), 9, "spaces before it: 1, before the lines around it: 0"),
    ((NOTE, f" {NOTE}"), 19, "spaces before it: 5, before the lines around it: 4"),
    (("      due: ", "     due: "), 25, "spaces before it: 5, before the lines around it: 6"),
    (("      status: open", "     status: open"), 26, "before the lines around it: 4 / 6"),
    (('      - "Прот', '     - "Прот'), 22, "spaces before it: 5, before the lines around it: 6"),
    (("  1: 5\n", "   1: 5\n"), 15, "spaces before it: 3, before the lines around it: 2"),
    (("  24: 5\n", "   24: 5"), 47, "spaces before it: 3, before the lines around it: 2"),
    (("  1: 5\n  2: 4\n", "1: 5\n2: 4\n"), 16, "spaces before it: 0, before the lines around it: 2"),
    (("criteria: o", " criteria: o"), 1, "spaces before it: 1, before the lines around it: 0"),
    (("year: 2025\n", "year: 2025\n   3:\n     score: 3\n"), 10, "criterion “3” is outside “scores:”"),
    (("scores:\n", f" scores:\n{'  # критерий' * 9}\n"), 14, "spaces before it: 1, before the lines around it: 0"),
    (("year: 2025\n", "year: 2025\n  3:\n    score: 3\n"), 10, "criterion “3” is outside “scores:”"),
    ((FOURTH, f"{FOURTH}\t\n"), 28, "a tab is used for indentation"),
    ((NOTE, "    note: Журнал\nтолук: эмес\n"), 20, "the text contains a colon"),
    (("    status: open", "  \tstatus: open"), 26, "a tab is used for indentation"),
    (("  kind: state", "\tkind: state"), 5, "a tab is used for indentation"),
    ((FOURTH, "  4: 4\n\t\tnote: жок\n"), 28, "a tab is used for indentation"),
    (("  kind: state", f" {NBSP}kind: state"), 5, "not an ordinary space but U+00A0"),
    (("  kind: state", f"{NBSP}{NBSP}kind: state"), 5, "not an ordinary space but U+00A0"),
    (("year: 2025", f"year:{NBSP}2025"), 9, "not an ordinary space but U+00A0"),
    (('      - "Прот', f'      -{NBSP}"Прот'), 22, "not an ordinary space but U+00A0"),
    (("kind: state", f"kind: state{NBSP}"), 5, "not an ordinary space but U+00A0"),
    (("  kind: state", "kind: state"), 5, "the key “kind” is in the wrong place: it belongs under “agency”"),
    (("year: 2025", "  year: 2025"), 9, "the key “year” is in the wrong place: it belongs to no other key"),
    (("  24: 5\n", "24: 5\n"), 47, "the key “24” is in the wrong place: it belongs under “scores”"),
    # brackets and quotation marks
    ((FOURTH, "  4: {score: 4 note: жок}\n"), 27, "a comma is missing before note"),
    ((FOURTH, "  4: {score: 4; note: жок}\n"), 27, "a comma is missing before note"),
    (('"Мисалов Б.", ', '"Мисалов Б." '), 13, 'a comma is missing before "Сынакова В."]'),
    ((FOURTH, "  4: {score: 4, note: жок\n"), 27, "the bracket opened here is not closed"),
    ((FOURTH, "  4: {score: 4]\n"), 27, "“]” does not close the open bracket"),
    ((FOURTH, "  4: {score: 4}}\n"), 27, "the text continues after a closing bracket: }"),
    ((NOTE, "    note: [1-тиркеме] жок\n"), 19, "the text continues after a closing bracket: жок"),
    ((FOURTH, "  4: {score: 4, note: Протокол: жок}\n"), 27, "the text contains a colon"),
    ((FOURTH, "  4: {score: 4, note: жок, акт да, эч нерсе}\n"), 27, "ends a value, so “акт да” is left without one"),
    ((FOURTH, "  4: {score: 4,5, note: жок}\n"), 27, "a comma ends a value, so “5” is left without one"),
    (('["Мисалов Б.", ', "[Мисалов Б. #2, "), 13, "the closing bracket is lost in it"),
    (('"Протокол № 4"', "Протокол: № 4"), 22, "the text contains a colon"),
    ((NOTE, "    note: Төмөнкү жок:\n"), 19, "the text contains a colon"),
    ((NOTE, "    note: “Журнал: жок”\n"), 19, "the text contains a colon"),
    (('"Протокол № 4"', '"Протокол "Тил" № 4"'), 22, 'the text continues after a closing quotation mark: Тил" № 4"'),
    ((NOTE, "    note: 'Журнал 'Кабыл' жок'\n"), 19, "the text continues after a closing quotation mark: Кабыл"),
    (('агенттиги"', 'агенттиги",'), 4, "the text continues after a closing quotation mark: ,"),
    ((NOTE, '    note: "Журнал жок”\n'), 19, "the quotation mark opened here is not closed"),
    (('"Буйрук № 12"', r'"C:\Документ"'), 21, "a backslash inside double quotes"),
    (('"Буйрук № 12"', r'"C:\Users\Айым"'), 21, "a backslash inside double quotes"),
    (('"Буйрук № 12"', r'"C:\x-тизме"'), 21, "a backslash inside double quotes"),
    (('"Мисалов Б.", ', '"Мисалов Б.",, '), 13, "a value is missing between brackets or commas"),
    ((FOURTH, "  4: ''4''\n"), 27, "a number is in quotation marks: ''4''"),
    ((FOURTH, "  4: ,,4''\n"), 27, "a number is in quotation marks: ,,4''"),
    ((FOURTH, "  4: {score: `4`}\n"), 27, "a number is in quotation marks: `4`"),
    # signs with a meaning
    ((NOTE, "    note: @токтом\n"), 19, "“@” has a special meaning at the start of a key or a value"),
    ((NOTE, "    note: >5 күн\n"), 19, "“>” has a special meaning"),
    ((FOURTH, "  4: ?\n"), 27, "“?” has a special meaning"),
    ((FOURTH, "  **4**: 4\n"), 27, "“*” has a special meaning"),
    ((FOURTH, "  4: -\n"), 27, "a hyphen is where a value should begin"),
    # lists
    (('      - "Прот', '      "Прот'), 22, "a hyphen is missing"),
    (
        ('      - "Протокол № 4"', "      –Протокол № 4"),
        22,
        "a line of the list does not begin with a hyphen and a space: –",
    ),
    (('      - "Протокол № 4"', "      -Протокол № 4"), 22, "does not begin with a hyphen and a space: -"),
    (
        ('  commission: ["Мисалов Б.", "Сынакова В."]', "  commission:\n  -Мисалов\n  -Сынакова"),
        14,
        "hyphen and a space: -",
    ),
    (('["Мисалов Б.", "Сынакова В."]', '"Мисалов Б.", "Сынакова В."'), 13, "without square brackets"),
    ((NOTE, "    note: [тиркеме]\n"), 19, "“scores.3.note” must be a text"),
    # look-alikes, quotation marks and dates
    (("order-158@1", "оrder-158@1"), 1, "“оrder-158@1” contains Cyrillic letters that look like other characters: о"),
    (("open", "opеn"), 26, "“opеn” contains Cyrillic letters that look like other characters: е"),
    (("year: 2025", "year: 2О25"), 9, "“2О25” contains Cyrillic letters that look like other characters: О"),
    ((FOURTH, "  4: З\n"), 27, "“З” contains Cyrillic letters that look like other characters: З"),
    (("  20: 5", "  2О: 5"), 43, "the key “2О” contains Cyrillic letters that look like Latin ones: О"),
    (("kind: state", "kind: “state”"), 5, "typographic quotation marks count as part of the value: “state”"),
    (("kind: state", "kind: ‹state›"), 5, "typographic quotation marks count as part of the value: ‹state›"),
    ((FOURTH, "  4: « 5 »\n"), 27, "typographic quotation marks count as part of the value: « 5 »"),
    ((FOURTH, "  4: «5»\n"), 27, "typographic quotation marks count as part of the value: «5»"),
    (("score: 3", "score: ″3″"), 18, "typographic quotation marks count as part of the value: ″3″"),
    (("year: 2025", "year: „2025“"), 9, "typographic quotation marks count as part of the value: „2025“"),
    (("due: 2025-06-01", "due: 31 июня 2025 г."), 25, "there is no such day: 31 июня 2025 г."),
    (("due: 2025-06-01", "due: 2025-06-31"), 25, "there is no such day: 2025-06-31"),
    (("due: 2025-06-01", "due: 31.06.2025"), 25, "there is no such day: 31.06.2025"),
    ((FOURTH, "  4: 4 (акт жок)\n"), 27, "the score of criterion 4 is not written as a whole number: 4 (акт жок)"),
    # lengths
    ((NOTE, f"    note: {'а' * 33_000}\n"), 19, "“scores.3.note” is longer than 10000 characters"),
    (("Суу чарба агенттиги", "а" * 501), 4, "“agency.name” is longer than 500 characters"),
    (('"Мисалов Б.", ', '"Мисалов Б.", ' * 100), 13, "“monitoring.commission” has too many items: at most 100 allowed"),
    (("year: 2025", "year:"), 9, "“year” has no value"),
    # keys
    ((FOURTH, "  4: 4\n  note: жок\n"), 28, "there is no criterion “note”"),
    (
        ('state_secretary:\n  name: "Асанова Б. К."\n  since: 2024-02-01\n', "state_secretary: Асанова\n"),
        6,
        "“state_secretary” must",
    ),
    # web pages
    (("criteria: o", "<pre>\ncriteria: o"), 1, "the file contains code of a web page or of XML"),
    (("criteria: o", "\n<!DOCTYPE html>\n<html>&nbsp;\ncriteria: o"), 2, "code of a web page or of XML"),
    (("criteria: o", '<?xml version="1.0"?>\n<doc a="b">\ncriteria: o'), 1, "code of a web page or of XML"),
    (("agency:\n", "agency:<br>\n"), 2, "the file contains code of a web page or of XML"),
    ((FOURTH, f"{FOURTH}<br/>\n"), 28, "the file contains code of a web page or of XML"),
    (("  24: 5\n", "  24: 5\n</body></html>\n"), 48, "the file contains code of a web page or of XML"),
    # merge conflicts
    ((FOURTH, f"{FOURTH}=======\n"), 28, "an unfinished merge"),
    (("  24: 5\n", "  24: 5\n>>>>>>> murap"), 48, "an unfinished merge"),
]
IN_OTHER_FILES = [
    (BODIES, ("  - id: misal", "  - id:misal"), 7, "no space after the colon of “id”"),
    (BODIES, ("  - id: misal", "  id: misal"), 7, "a hyphen is missing"),
    (BODIES, ("  - id: suu", "    id: suu"), 2, "a hyphen is missing"),
    (BODIES, ("  - id: misal", "  -id: misal"), 7, "a line of the list does not begin with a hyphen and a space: -"),
    (BODIES, ("  2025", "2025"), 11, "the lines below “monitored:” are not indented"),
    (FOLLOW, ("  - year", "  year"), 3, "a hyphen is missing"),
    (FOLLOW, ("criterion: 7", "criterion:7"), 4, "no space after the colon of “criterion”"),
    (FOLLOW, ("2025-03-01", "2025-02-29"), 5, "there is no such day: 2025-02-29"),
    (
        FOLLOW,
        ("status: open", "status: opеn"),
        8,
        "“opеn” contains Cyrillic letters that look like other characters: е",
    ),
    (BODIES, ("    kind: municipal", "   kind: municipal"), 9, "spaces before it: 3, before the lines around it: 4"),
    (BODIES, ("    name: Мисал", "  name: Мисал"), 8, "spaces before it: 2, before the lines around it: 4"),
    (BODIES, ("Асанова Б. К., from", "Асанова: Б. К., from"), 6, "the text contains a colon"),
    (
        BODIES,
        ("municipal", "municiраl"),
        9,
        "“municiраl” contains Cyrillic letters that look like other characters: р, а",
    ),
    (BODIES, ("  2025", f"{NBSP}{NBSP}2025"), 11, "not an ordinary space but U+00A0"),
    (BODIES, ("bodies:", "bodies::"), 1, "more than one colon after “bodies”"),
    (BODIES, ("  - id: suu", "  - id:: suu"), 2, "more than one colon after “id”"),
    (BODIES, ("  2025:", "  2025::"), 11, "more than one colon after “2025”"),
    (FOLLOW, ("follow_up:", "follow_up::"), 1, "more than one colon after “follow_up”"),
    (FOLLOW, ("year: 2024", "year::2024"), 3, "more than one colon after “year”"),
    (BODIES, ("bodies:", "<body>\nbodies:"), 1, "the file contains code of a web page or of XML"),
    (BODIES, (BODIES[BODIES.index("\n") :], " []\n"), 1, "“bodies” has too few items: at least 1 required"),
    (BODIES, (BODIES[BODIES.index("\n") :], "\n"), 1, "“bodies” has no value"),
    (CRITERIA, ("    kind: ", "     kind: "), None, "spaces before it: 5, before the lines around it: 4"),
    (CRITERIA, ("  - number: 1\n", "    number: 1\n"), None, "a hyphen is missing"),
]
CASES = [(SCORES, *mistake) for mistake in MISTAKES] + IN_OTHER_FILES


FIRST_OF_FEBRUARY = [
    "1 февраля 2024", "1 февраля 2024 г.", "«01» февраля 2024 года", "01 фев. 2024", "1 Февраль 2024",
    "2024-жылдын 1-февралы", "2024-жылдын 1-февралында", "2024-ж. 1-февраль", "1-февраль 2024-жыл",
    "1 февраля 24 г.", "01.02.24", "1.2.24", "1.2.2024", "01.02.2024г.", "01/02/2024",
    "1-2-2024", "01, 02, 2024", "01 02 2024",
    "2024/02/01", "2024.02.01", "2024-2-1", "2024–02–01", "20240201",
    "01022024", "2024-02-01 00:00:00", "2024-02-01T09:30",
    "February 1, 2024", "1 Feb 2024", "1-февраля 2024-го года", "2024-02-01T00:00:00Z",
]  # fmt: skip
STATE = ["Государственный орган", "мамлекеттик", "МАМЛЕКЕТТИК ОРГАН", "министерство", "State", "мамл.", "stat"]
MUNICIPAL = ["ОМСУ", "ЖӨБ", "жоб", "МСУ", "муниципальный", "муниципалдык орган", "орган местного самоуправления",
             "жергиликтүү өз алдынча башкаруу", "айыл өкмөтү", "Мэрия", "local", "municipality", "мун."]  # fmt: skip


def problems(monitor, file) -> list[tuple[int, str]]:
    """Return line and message of each error of a file."""
    problems_shown = json.loads(monitor("validate", file, "-f", "json").out)["files"][0]["problems"]
    return [(problem["line"], problem["message"]) for problem in problems_shown if problem["severity"] == "error"]


@pytest.mark.parametrize(("text", "change", "line", "cause"), CASES, ids=[cause for *_, cause in CASES])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF and BOM"])
def test_a_mistake_is_one_problem_with_its_cause(monitor, tmp_path, text, change, line, cause, ends):
    """A mistake is one problem with its cause, at its line, whatever the line endings."""
    assert change[0] in text
    wrong = text.replace(*change, 1).replace("\n", ends)
    file = write(tmp_path, "a.yaml", wrong if ends == "\n" else f"\N{ZERO WIDTH NO-BREAK SPACE}{wrong}")
    (problem,) = problems(monitor, file)
    assert cause in problem[1]
    assert problem[0] == (line or wrong[: wrong.index(change[1].replace("\n", ends))].count("\n") + 1)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        *((("since: 2024-02-01", f"since: {day}"), "2024-02-01") for day in FIRST_OF_FEBRUARY),
        *((("kind: state", f"kind: {word}"), "state") for word in STATE),
        *((("kind: state", f"kind: {word}"), "municipal") for word in MUNICIPAL),
        (("status: open", "status: аткарылды"), "done"),
        (("monitoring:", "monitoring:\n  kind: внеплановая"), "unplanned"),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF and BOM"])
def test_an_unambiguous_value_is_proposed(wrong, right, ends):
    """An unambiguous date in another notation, or a word of another language, is replaced by the right value."""
    assert wrong[0] in SCORES
    text = SCORES.replace(*wrong, 1).replace("\n", ends)
    data = text.encode("utf-8" if ends == "\n" else "utf-8-sig")
    (problem,) = check_source(Source("a.yaml", data), CriteriaLibrary()).problems
    assert fix(problem) == f"did you mean “{right}”?"


@pytest.mark.parametrize(
    "day", ["2024-02", "25-02-01", "февраль 2024", "1-квартал 2024", "01.02-05.02.2024", "12 № 3 2024"]
)
def test_an_ambiguous_date_is_not_guessed(day):
    """The fix shows the format of a date instead of a guess."""
    text = SCORES.replace("since: 2024-02-01", f"since: {day}")
    (problem,) = check_source(Source("a.yaml", text.encode()), CriteriaLibrary()).problems
    assert fix(problem) == "write year-month-day, for example 2025-03-14"


@pytest.mark.parametrize("word", ["Местная государственная администрация", "ведомство", "[state]", "5"])
def test_an_ambiguous_kind_is_not_guessed(word):
    """An ambiguous kind gets both allowed values as its fix, not a guess."""
    text = SCORES.replace("kind: state", f"kind: {word}")
    (problem,) = check_source(Source("a.yaml", text.encode()), CriteriaLibrary()).problems
    assert fix(problem) == "write one of these: state, municipal"


@pytest.mark.parametrize("line", ["{}, {}", "{}; {}", "{} и {}", "{} жана {}", "{} менен {}", "{} & {}", "{} / {}"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF and BOM"])
@pytest.mark.parametrize(("first", "second"), [("А. Үлгүев", "Б. Мисалов"), ("Үлгүев А. И.", "Мисалов Б. Ж.")])
def test_several_names_on_one_line_give_a_warning(monitor, tmp_path, line, ends, first, second):
    """Several names on one line give a warning that shows a list; as the key's value, an error that shows it."""
    names, example = line.format(first, second), f'["{first}", "{second}"]'
    text = SCORES.replace('["Мисалов Б.", "Сынакова В."]', f"\n    - {names}").replace("\n", ends)
    outcome = monitor("validate", write(tmp_path, "a.yaml", text if ends == "\n" else f"\ufeff{text}"))
    assert outcome.code == 0
    assert f"14:7: warning: one line counts as one document or name: “{names}” [form-one-line]" in outcome.out
    assert example in outcome.out
    wrong = monitor("validate", write(tmp_path, "a.yaml", text.replace(f"{ends}    - ", " ")))
    assert (wrong.code, example in wrong.out) == (1, True)


@pytest.mark.parametrize("name", ["А. Үлгүев, төрага", "Мисалов Б. (министрлик)", "Ибраимова", "Андреев и. о."])
def test_one_name_gives_no_warning(monitor, tmp_path, name):
    """A name with a post is one line for one person, and so is a name that contains a conjunction."""
    text = SCORES.replace('"Мисалов Б."', f'"{name}"')
    assert monitor("validate", write(tmp_path, "a.yaml", text)).out == ""


def test_the_files_without_a_mistake_have_no_problem(monitor, tmp_path):
    """The files into which the mistakes are made have no problem, not even a warning."""
    for text in (SCORES, BODIES, FOLLOW, CRITERIA):
        assert monitor("validate", write(tmp_path, "a.yaml", text)).out == ""


def test_every_cause_is_shown():
    """Every cause appears in an example or in a case of this module."""
    wrong = [text.replace(*change, 1).encode() for text, change, *_ in CASES]
    wrong += [file.read_bytes() for file in (ROOT / "examples/invalid").glob("*.yaml")]
    all_problems = [
        problem for data in wrong for problem in check_source(Source("a.yaml", data), CriteriaLibrary()).problems
    ]
    shown = {problem.params.get("cause", problem.params.get("expected")) for problem in all_problems}
    of_other_commands = {"other-kind", "no-kind", "other-digest"}
    assert CAUSES.keys() - shown == of_other_commands


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Мектеп #5 мекемеси", "#5 мекемеси"),
        ("Мектеп  #5", "#5"),
        ("Мектеп  # 5", "# 5"),
        ("Мектеп # бешинчи", "# бешинчи"),
        ("Мектеп  # бешинчи", ""),
        ('"Мектеп #5"', ""),
        ("Мектеп№5#6", ""),
    ],
)
@pytest.mark.parametrize(
    "line", ['  name: "Асанова Б. К."', NOTE.rstrip(), '      - "Протокол № 4"', '      text: "Толтуруу"']
)
def test_a_text_cut_off_by_a_comment_gives_a_warning(monitor, tmp_path, line, text, dropped):
    """The warning covers every text key; a real comment, as in a file from `monitor new`, gives no warning."""
    assert line in SCORES
    start = line[: line.index('"')]
    outcome = monitor("validate", write(tmp_path, "a.yaml", SCORES.replace(line, start + text)))
    cut_texts = re.findall(r"this is not part of the text: (.*) \[text-cut\]", outcome.out)
    assert (outcome.code, cut_texts) == (0, [dropped] if dropped else [])


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("    score: 3\n", "    score: 3\n    changes: 2\n      date: 2025-04-10\n", "changes"),
        ("monitoring:\n  from", "monitoring: 2025\n  from", "monitoring"),
    ],
)
def test_a_value_beside_a_key_that_has_keys_below_it(monitor, tmp_path, old, new, key):
    """A key that has keys below it has no value of its own; the message says so for each such key."""
    assert old in SCORES
    outcome = monitor("validate", write(tmp_path, "a.yaml", SCORES.replace(old, new)))
    assert f"is below “{key}”, which already has a value: 2" in outcome.out


@pytest.mark.parametrize("old", ["reads: карата", "number: 1"])
def test_a_text_of_a_criteria_file_that_a_comment_cuts_off(monitor, tmp_path, old):
    """Sentences of criteria files are texts too, numbers are not."""
    text = (ROOT / "criteria" / "order-158@1.yaml").read_text("utf-8")
    outcome = monitor("validate", write(tmp_path, "order-158@1.yaml", text.replace(old, f"{old} #5", 1)))
    assert ("[text-cut]" in outcome.out) == old.startswith("reads")


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("“Асанова Б.”", 1),
        ("„Асанова Б.“", 1),
        ("‘Асанова’", 1),
        ("“Үлгү” агенттиги", 0),
        ("«Асанова»", 0),
        ('"“А”"', 0),
    ],
)
def test_typographic_quotation_marks_around_a_text_give_a_warning(monitor, tmp_path, text, warned):
    """Only marks around the whole text give a warning; marks inside and «…» belong to the text."""
    outcome = monitor("validate", write(tmp_path, "a.yaml", SCORES.replace('"Асанова Б. К."', text)))
    assert (outcome.code, outcome.out.count("[quotes-typographic]")) == (0, warned)


def test_files_with_warnings_have_a_total(monitor, tmp_path):
    """Files with such warnings are scored; only `--strict` fails."""
    write(tmp_path, "a.yaml", SCORES.replace('"Асанова Б. К."', "“Асанова” #1"))
    file = write(tmp_path, "b.yaml", SCORES.replace("suu-", "jol-").replace('"Асанова Б. К."', "“Асанова”"))
    assert monitor("batch", tmp_path, "-f", "csv").code == 0
    assert monitor("validate", tmp_path).code == 0
    assert monitor("score", file).code == 0
    assert monitor("validate", "--strict", file).code == 1


def test_rich_text_is_no_plain_text(monitor, tmp_path):
    """A file saved by WordPad is reported as a document; its braces are not reported."""
    outcome = monitor("validate", write(tmp_path, "a.yaml", "{\\rtf1\\ansi {\\fonttbl}\ncriteria: order-158@1\\par\n}"))
    assert (outcome.code, "[file-not-text]" in outcome.out) == (1, True)


def test_a_new_file_is_filled_in_without_a_warning(monitor, tmp_path):
    """Names typed on their lines give no warning, because the hints are on other lines."""
    assert monitor("new", tmp_path / "a.yaml", "--year", 2025).code == 0
    text = (tmp_path / "a.yaml").read_text("utf-8").replace("  id:", "  id: suu").replace("  name:", "  name: Суу")
    write(tmp_path, "a.yaml", re.sub(r"(?m)^  ([0-9]+):$", r"  \1: 4", text))
    outcome = monitor("validate", tmp_path / "a.yaml")
    assert (outcome.code, outcome.out) == (0, "")


def test_nothing_of_a_foreign_file_is_shown(monitor, tmp_path):
    """The message for a file of another program shows nothing of its content, which may be a secret."""
    for change in ("token:s3cret", "token s3cret", 'token: "a" s3cret', "<<<<<<< s3cret"):
        outcome = monitor("validate", write(tmp_path, "a.yaml", f"host: x\n{change}\nport: 1\n  a: b\n"))
        assert outcome.code == 1
        assert "s3cret" not in outcome.out


SIGNS = st.text(st.sampled_from(" \t\n\"'#:-[]{},%@&*!|>?\\“”–=<\N{NO-BREAK SPACE}а3"), max_size=12)


@given(st.sampled_from((SCORES, BODIES, FOLLOW, CRITERIA, "")), st.integers(0), st.integers(0, 40), SIGNS)
@settings(max_examples=400, deadline=None)
def test_any_typing_gives_a_place_and_a_message(text, at, length, signs):
    """Any signs in any place of a file give a problem with place, message and fix, never an internal error."""
    at %= len(text) + 1
    text = text[:at] + signs + text[at + length :]
    result = check_source(Source("a.yaml", text.encode()), CriteriaLibrary())
    for problem in result.problems:
        assert problem.rule != "internal-error"
        assert problem.place is None or 1 <= problem.place.line <= text.count("\n") + 1
        assert message(problem)
        assert fix(problem)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("shown_as", ["table", "text"])
def test_no_line_is_broken_by_a_terminal(monitor, tmp_path, monkeypatch, language, columns, shown_as):
    """Sentences are wrapped between words, and a long line of the file is shortened around its marked place."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(columns))
    prose = "Үстөк акы жөнүндө узун түшүндүрмө. " * 9
    entry = f'  4: {{note: "{prose}", scоre: 4, evidence: ["{prose}"]}}\n'
    write(tmp_path, "a.yaml", SCORES.replace(FOURTH, entry).replace("year: 2025", "year: 2О25"))
    outcome = monitor("validate", "a.yaml", "--lang", language, "-f", shown_as)
    lines = (outcome.out + outcome.err).splitlines()
    assert all(len(line) <= columns for line in lines)
    source = next(index for index, line in enumerate(lines) if line.startswith("27 | "))
    assert lines[source][lines[source + 1].index("^")] == "о"
    monkeypatch.setenv("COLUMNS", "500")
    whole = monitor("validate", "a.yaml", "--lang", language, "-f", shown_as)
    sentences = [line for line in (whole.out + whole.err).split("\n") if " | " not in line]
    assert " ".join(sentences).split() == " ".join(line for line in lines if " | " not in line).split()


def test_a_text_without_its_key_needs_no_quotation_marks(monitor, tmp_path):
    """A quoted text without its key gets no advice about quotation marks; the missing key is reported."""
    wrong = (
        SCORES.replace("      text: ", "      {")
        .replace('"Толтуруу"\n', '"Толтуруу"}\n')
        .replace("      due: 2025-06-01\n      status: open\n", "")
    )
    problems_there = problems(monitor, write(tmp_path, "a.yaml", wrong))
    assert problems_there == [(23, "the key “text” is missing"), (24, "the key “Толтуруу” is not known here")]
