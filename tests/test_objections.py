"""Objections to scores and changes of scores: the rules, and the places of their problems."""

from __future__ import annotations

import html
import json
import re

import docx
import pytest

from tests.conftest import ROOT
from tests.files import score_file, write

APPEAL = ROOT / "examples" / "appeal"
OBJECTION = {"date": "2025-04-02", "text": "Буйрук бар.", "outcome": "rejected", "decision": "3-протокол"}
CHANGE = {"was": 2, "date": "2025-04-10", "reason": "3-протокол"}


def disputed(score: int = 4, objection: dict | None = None, *changes: dict, **more: object) -> str:
    """Return a score file with an objection to criterion 3 and with changes of its score."""
    entry = {"score": score, **({"objection": OBJECTION | objection} if objection is not None else {})}
    entry |= {"changes": [CHANGE | change for change in changes]} if changes else {}
    return score_file(dict.fromkeys(range(1, 25), 4) | {3: entry}, **more)


def rules(monitor, tmp_path, text: str) -> list[str]:
    """Return the rules that the file breaks."""
    outcome = monitor("validate", "-f", "json", write(tmp_path, "a.yaml", text))
    return [problem["rule"] for problem in json.loads(outcome.out)["files"][0]["problems"]]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (disputed(4, {}), []),
        (disputed(4, {"decision": None}), ["value-empty"]),
        (disputed(4, {"outcome": "open"}), ["objection-open"]),
        (disputed(4, {"outcome": "withdrawn"}), ["value-not-allowed"]),
        (disputed(4, {"outcome": "upheld"}), ["change-missing"]),
        (disputed(4, {"outcome": "upheld"}, {}), []),
        (disputed(4, {"outcome": "upheld"}, {"date": "2025-04-02"}), []),
        (disputed(4, {"outcome": "upheld"}, {"date": "2025-04-01"}), ["change-missing"]),
        (disputed(4, {"outcome": "upheld"}, {"date": "2025-04-01", "was": 3}, {"was": 2}), []),
        (disputed(4, {"outcome": "upheld"}, {"was": 4}, {"was": 3, "date": "2025-04-11"}), ["change-missing"]),
        (
            disputed(4, {"outcome": "upheld"}, {"was": 1, "date": "2025-04-01"}, {"was": 4}),
            ["change-missing", "change-same"],
        ),
        (disputed(4, None, {"was": 4}), ["change-same"]),
        (disputed(4, None, {"was": 3}, {"was": 3}), ["change-same"]),
        (disputed(4, None, {"was": 3}, {"was": 2}), []),
        (disputed(4, None, {"date": "2025-04-11"}, {"was": 3}), ["changes-reversed"]),
        (disputed(4, None, {"date": "2024-04-10"}), ["objection-early"]),
        (disputed(4, {"date": "2025-03-02"}, monitoring={"from": "2025-03-03"}), ["objection-early"]),
        (disputed(4, {"date": "2024-12-30"}, monitoring={"from": "2024-12-20"}), []),
        (disputed(4, {"asks": 6}), ["value-out-of-range"]),
        (disputed(4, {"asks": 4.0}), ["value-wrong-type"]),
        (disputed(4, None, {"was": None}), ["value-empty"]),
        (disputed(4, None, {"was": 0}), ["value-out-of-range"]),
        (disputed(4, None, {"new": 3}), ["key-unknown"]),
        (score_file(4, monitoring={"kind": "unplanned"}), []),
        (score_file(4, monitoring={"kind": "extra"}), ["value-not-allowed"]),
    ],
)
def test_rules_of_objections_and_changes(monitor, tmp_path, text, broken):
    """An upheld objection needs a change, a rejected one a decision, and each change a new score and a valid date."""
    assert rules(monitor, tmp_path, text) == broken


def test_an_objection_without_an_outcome_is_open(monitor, tmp_path):
    """An objection without an outcome is open, because a body that fills in a form cannot decide on it."""
    entry = {"score": 4, "objection": {"date": "2025-04-02", "text": "Буйрук бар."}}
    text = score_file(dict.fromkeys(range(1, 25), 4) | {3: entry})
    assert rules(monitor, tmp_path, text) == ["objection-open"]


def test_an_objection_indented_like_a_criterion(monitor, tmp_path):
    """An objection that is indented like the number of its criterion gets the fix to indent it deeper."""
    file = write(tmp_path, "a.yaml", score_file(4) + "  objection: {date: 2025-04-02, text: Буйрук бар.}\n")
    assert "indent “objection” deeper than the number of its criterion" in monitor("validate", file).out


@pytest.mark.parametrize(("folder", "notes"), [("before", 3), ("after", 1)])
def test_examples_of_an_appeal(monitor, folder, notes):
    """An open, an upheld and a rejected objection are valid, and the open one is a warning."""
    outcome = monitor("validate", "--strict", APPEAL / folder)
    assert outcome.code == 0
    assert outcome.out.count("[objection-open]") == notes
    assert f"0 errors, {notes} warning" in outcome.err


def test_the_ranking_marks_objections_and_corrections(monitor):
    """† marks an open objection and ‡ a corrected total, each with a note, and programs get the same data."""
    text = monitor("rank", APPEAL / "after", "-f", "text").out
    assert "\n1 ‡   Тоо суу агенттиги" in text
    assert "\n2     Жер байлык министрлиги" in text
    assert "\n3 †   Окуу агенттиги" in text
    assert "‡ The total of too-suu-agenttigi was 90 before scores were corrected.\n" in text
    assert "† okuu-agenttigi objects to the score of criterion 20; no decision yet.\n" in text
    for style in ("table", "markdown"):
        assert "1 ‡" in monitor("rank", APPEAL / "after", "-f", style).out
    ranking = json.loads(monitor("rank", APPEAL / "after", "-f", "json").out)["ranking"]
    assert [(p["contested"], p["total_was"]) for p in ranking] == [([], 90), ([], None), ([20], None)]
    rows = [row.split(";") for row in monitor("rank", APPEAL / "after", "-f", "csv").out.splitlines()]
    columns = rows[0].index("criteria with an open objection"), rows[0].index("total before corrections")
    assert [[row[column] for column in columns] for row in rows[1:]] == [["", "90"], ["", ""], ["20", ""]]


def test_changes_that_cancel_each_other_have_no_mark(monitor, tmp_path):
    """‡ appears only if the total changed; a tie has its own mark before †."""
    changed = {3: {"score": 4, "changes": [CHANGE | {"was": 3}]}, 4: {"score": 4, "changes": [CHANGE | {"was": 5}]}}
    contested = {5: {"score": 4, "objection": OBJECTION | {"outcome": "open"}}}
    write(tmp_path, "a.yaml", score_file(dict.fromkeys(range(1, 25), 4) | changed, agency="a", name="А"))
    write(tmp_path, "b.yaml", score_file(dict.fromkeys(range(1, 25), 4) | contested, agency="b", name="Б"))
    text = monitor("rank", tmp_path, "-f", "text").out
    assert "\n1 =   А" in text
    assert "\n1 = † Б" in text
    assert "‡" not in text


def test_programs_get_objections_and_changes(monitor):
    """JSON has the objection and the changes of the file, and no empty values."""
    outcome = monitor("score", APPEAL / "after" / "too-suu-agenttigi.yaml", "-f", "json")
    criteria = [c for area in json.loads(outcome.out)["results"][0]["areas"] for c in area["criteria"]]
    assert [c["number"] for c in criteria if "objection" in c or "changes" in c] == [12]
    assert criteria[11]["objection"] == {
        "date": "2025-04-02",
        "text": "Апелляциялык комиссия 2024-жылы түзүлгөн, анын буйругу текшерүү учурунда архивде болгон.",
        "asks": 4,
        "evidence": ["Апелляциялык комиссия жөнүндө 2024-жылдын 5-февралындагы № 9 буйрук"],
        "outcome": "upheld",
        "decision": "3-протокол, 2025-04-18",
    }
    assert criteria[11]["changes"] == [{"was": 2, "date": "2025-04-18", "reason": "3-протокол, 2025-04-18"}]


def test_the_page_marks_ranks(monitor, tmp_path):
    """The ranking on the page has the marks and the notes of `rank`, with the names of the bodies."""
    assert monitor("report", APPEAL / "after", "-o", tmp_path / "page.html").code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<td>1 ‡<th" in page
    assert "<td>3 †<th" in page
    assert "‡ The total of Тоо суу агенттиги was 90 before scores were corrected." in page


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("ending", ["html", "docx"])
def test_the_printed_form_has_both_scores_and_the_decision(monitor, tmp_path, ending, language):
    """The printed form has a row per disputed criterion: the score before and now, the objection and the decision."""
    paper = tmp_path / f"form.{ending}"
    file = APPEAL / "after" / "too-suu-agenttigi.yaml"
    assert monitor("form", "print", file, "-o", paper, "--lang", language).code == 0
    rows = [row for row in printed_rows(paper) if len(set(row)) == 5 and row[0] != "№"]
    upheld = {"ky": "кабыл алынды", "ru": "принято", "en": "upheld"}[language]
    day = "2025-04-18" if language == "en" else "18.04.2025"
    ((number, was, now, objection, decision),) = rows
    assert (number, was, now) == ("12", "2", "4")
    assert "Апелляциялык комиссия 2024-жылы түзүлгөн" in objection
    assert decision == f"{upheld}: 3-протокол, 2025-04-18\n2 → 4, {day}: 3-протокол, 2025-04-18"


def test_a_form_without_objections_has_no_table_of_them(monitor, tmp_path):
    """A form without objections and changes has no table of them."""
    paper = tmp_path / "form.html"
    assert monitor("form", "print", write(tmp_path, "a.yaml", score_file(4)), "-o", paper).code == 0
    assert "Objections" not in paper.read_text(encoding="utf-8")


def printed_rows(paper) -> list[list[str]]:
    """Return the cells of all tables of a printed form."""
    if paper.suffix == ".docx":
        tables = docx.Document(str(paper)).tables
        return [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    rows = re.findall(r"<tr>(.*?)</tr>", paper.read_text(encoding="utf-8"), re.DOTALL)
    return [[html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)] for row in rows]


@pytest.mark.parametrize("name", ["okuu-agenttigi", "too-suu-agenttigi", "zher-baylyk-ministrligi"])
def test_the_page_shows_objections_decisions_and_changes(monitor, tmp_path, name):
    """The page shows the objection, the decision and the change below the score, and marks an open objection."""
    page = tmp_path / "page.html"
    assert monitor("report", APPEAL / "after" / f"{name}.yaml", "-o", page).code == 0
    text = re.sub("<[^>]+>", "", page.read_text(encoding="utf-8"))
    is_open = name == "okuu-agenttigi"
    assert ("† 1 body has an undecided objection; its scores may still change." in text) is is_open
    assert ("3 †" in text) is is_open
    decision = {
        "okuu-agenttigi": "open",
        "too-suu-agenttigi": "upheld: 3-протокол, 2025-04-18",
        "zher-baylyk-ministrligi": "rejected: 3-протокол, 2025-04-18; каржылоо жыл башында каралышы керек болчу",
    }[name]
    assert "\nEvidence: " in text
    assert decision in text
    assert ("2 → 4, 2025-04-18: 3-протокол, 2025-04-18" in text) is (name == "too-suu-agenttigi")


def test_the_kind_of_the_monitoring_is_shown(monitor, tmp_path):
    """The kind of the monitoring exercise is on paper and on the page."""
    file = write(tmp_path, "a.yaml", score_file(4, monitoring={"kind": "unplanned", "from": "2025-03-03"}))
    assert monitor("form", "print", file, "-o", tmp_path / "form.html", "--lang", "ru").code == 0
    assert "внеплановый" in (tmp_path / "form.html").read_text(encoding="utf-8")
    assert monitor("report", file, "-o", tmp_path / "page.html", "--lang", "ky").code == 0
    assert "пландан тышкары" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("style", ["text", "table", "markdown"])
def test_the_screen_marks_a_score_with_an_open_objection(monitor, style):
    """An open objection has a mark after the title, a note below, and a line that counts objections."""
    outcome = monitor("score", APPEAL / "after" / "okuu-agenttigi.yaml", "-f", style)
    assert "Employment record books †" in outcome.out
    assert outcome.out.count("†") == 2
    assert "† okuu-agenttigi objects to the score of criterion 20; no decision yet." in outcome.out
    assert "1 objection" in outcome.out
    assert "[objection-open]" not in outcome.out + outcome.err


def test_a_single_criterion_of_an_area_is_marked_too(monitor, tmp_path):
    """A criterion on the line of its area has the mark too, also in a draft."""
    entry = {"score": 4, "objection": OBJECTION | {"outcome": "open"}}
    for scores in (dict.fromkeys(range(1, 25), 4) | {24: entry}, {24: entry}):
        out = monitor("score", write(tmp_path, "a.yaml", score_file(scores)), "-f", "text").out
        assert "12. Implementation of recommendations · 24 †: 4/5" in out
        assert "† ulgu-ministrligi objects to the score of criterion 24" in out


def test_the_full_breakdown_shows_objections_and_changes(monitor):
    """`--full` shows the reasons of the body, its evidence, the decision and the earlier score."""
    out = monitor("score", "--full", APPEAL / "after" / "too-suu-agenttigi.yaml", "-f", "text").out
    assert (
        "     Objection: 2025-04-02: Апелляциялык комиссия 2024-жылы түзүлгөн, анын буйругу текшерүү учурунда архивде "
        "болгон. (asks for 4)\n"
        "     Evidence: Апелляциялык комиссия жөнүндө 2024-жылдын 5-февралындагы № 9 буйрук\n"
        "     upheld: 3-протокол, 2025-04-18\n"
        "     2 → 4, 2025-04-18: 3-протокол, 2025-04-18\n"
    ) in re.sub(r"\n +", "\n     ", out)
    assert "‡ The total of too-suu-agenttigi was 90 before scores were corrected." in out
