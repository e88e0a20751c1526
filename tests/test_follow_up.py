"""`monitor follow-up`: the follow-up to recommendations of closed years, whose files stay unchanged."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import shutil
from collections import Counter

import openpyxl
import pytest
import yaml

from tests.conftest import ROOT
from tests.files import score_file, write

YEAR = ROOT / "examples" / "year"
TODAY = ("--today", "2025-10-01")


def recommended(due: str | None = None, status: str | None = None) -> dict[str, object]:
    """Return an entry with a recommendation."""
    recommendation = {"text": "Оңдоо.", "due": due, "status": status}
    return {"score": 3, "recommendation": {key: value for key, value in recommendation.items() if value}}


def year_of(folder, *, name: str = "2025/a.yaml", **more) -> None:
    """Write a score file with recommendations for criteria 1 to 5."""
    recommendations = {
        1: recommended("2025-09-30"),
        2: recommended("2025-10-01"),
        3: recommended("2025-11-15"),
        4: recommended(),
        5: recommended("2025-06-01", "done"),
    }
    monitoring = {"from": "2025-03-03", "to": "2025-03-14"}
    text = score_file({**dict.fromkeys(range(1, 25), 4), **recommendations}, monitoring=monitoring, **more)
    write(folder, name, text)


def follow_up(folder, *entries: str, agency: str = "ulgu-ministrligi", name: str = "a.yaml") -> None:
    """Write a follow-up file beside the years."""
    write(folder, f"follow-up/{name}", f"follow_up: {agency}\nentries:\n" + "".join(f"  - {{{e}}}\n" for e in entries))


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """Make the folder of the years the working folder."""
    monkeypatch.chdir(tmp_path)


def states(monitor, *arguments: str) -> dict[int, str]:
    """Return the state of each recommendation, by criterion."""
    outcome = monitor("follow-up", *(arguments or ("2025",)), *TODAY, "-f", "json")
    return {one["criterion"]: one["state"] for one in json.loads(outcome.out)["recommendations"]}


def test_every_recommendation_with_its_state(monitor, tmp_path):
    """States are counted in all, by body and by criterion; a recommendation is not overdue on its due date."""
    year_of(tmp_path)
    follow_up(tmp_path, "year: 2025, criterion: 3, date: 2025-09-10, status: done")
    outcome = monitor("follow-up", "2025", *TODAY)
    assert (outcome.code, outcome.err) == (0, "")
    assert (
        outcome.out
        == """\
Status of the recommendations on 2025-10-01
5: 2 done, 1 not yet due, 1 overdue, 1 without a date
1 follow-up file

State bodies
  Үлгү министрлиги – 5: 2 done, 1 not yet due, 1 overdue, 1 without a date

1. Competition commission membership – 1: 0 done, 0 not yet due, 1 overdue
2. Appointments to vacant posts – 1: 0 done, 1 not yet due, 0 overdue
3. Assignment of duties with payment – 1: 1 done, 0 not yet due, 0 overdue
4. Time limit for the competition – 1: 0 done, 0 not yet due, 0 overdue, 1 without a date
5. Internal personnel reserve – 1: 1 done, 0 not yet due, 0 overdue

Үлгү министрлиги
  2025, 1. Оңдоо. (due 2025-09-30) – overdue by 1 day
  2025, 2. Оңдоо. (due 2025-10-01) – due today
  2025, 4. Оңдоо. – no date
  2025, 5. Оңдоо. (due 2025-06-01) – done
  2025, 3. Оңдоо. (due 2025-11-15) – done by 2025-09-10
"""
    )


ENTRIES = {
    "a later entry wins, in any order": (
        ["1, date: 2025-09-02, status: open", "1, date: 2025-09-01, status: done"],
        "overdue",
    ),
    "an entry later than today does not count": (["1, date: 2025-10-02, status: done"], "overdue"),
    "an entry of today counts": (["1, date: 2025-10-01, status: done"], "done"),
    "the last of two entries of a day counts": (
        ["1, date: 2025-09-01, status: open", "1, date: 2025-09-01, status: done"],
        "done",
    ),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_the_latest_entry_counts(monitor, tmp_path, case):
    """The latest entry up to today overrides the status in the score file."""
    entries, state = ENTRIES[case]
    year_of(tmp_path)
    follow_up(tmp_path, *(f"year: 2025, criterion: {entry}" for entry in entries))
    assert states(monitor)[1] == state


def test_an_entry_can_open_a_recommendation_again(monitor, tmp_path):
    """An entry can open a recommendation again that the score file has as done."""
    year_of(tmp_path)
    follow_up(tmp_path, "year: 2025, criterion: 5, date: 2025-09-01, status: open")
    assert states(monitor)[5] == "overdue"


def _counted(day: str) -> Counter[str]:
    """Count the recommendations of the example years by state, without the tool."""
    answers = {}
    for path in sorted((YEAR / "follow-up").glob("*.yaml")):
        file = yaml.safe_load(path.read_text("utf-8"))
        for entry in sorted(file["entries"], key=lambda entry: entry["date"]):
            if entry["date"].isoformat() <= day:
                answers[file["follow_up"], entry["year"], entry["criterion"]] = entry["status"]
    counts: Counter[str] = Counter()
    for path in YEAR.glob("20*/*/*.yaml"):
        file = yaml.safe_load(path.read_text("utf-8"))
        for number, entry in file["scores"].items():
            if isinstance(entry, dict) and (one := entry.get("recommendation")):
                key = (file["agency"]["id"], file["year"], number)
                is_done = answers.get(key, one.get("status", "open")) == "done"
                late = "overdue" if one["due"].isoformat() < day else "not_due"
                counts["done" if is_done else late] += 1
    return counts


@pytest.mark.parametrize("day", ["2024-06-30", "2024-12-31", "2025-02-10", "2025-06-30", "2026-01-01"])
def test_two_years_are_counted_as_a_script_counts_them(monitor, day):
    """On several days, the totals, the sums over bodies and criteria, and the list agree with an independent count."""
    outcome = monitor("follow-up", YEAR, "--today", day, "-f", "json")
    report, expected = json.loads(outcome.out), _counted(day)
    assert outcome.code == 0
    assert report["total"] == {"all": expected.total(), "no_date": 0, **{k: expected[k] for k in _KEYS}}
    for parts in (report["bodies"], report["criteria"]):
        assert {key: sum(part[key] for part in parts) for key in _KEYS} == {key: expected[key] for key in _KEYS}
    listed = Counter(one["state"].replace("-", "_") for one in report["recommendations"])
    assert listed == +expected


_KEYS = ("done", "not_due", "overdue")

WRONG = {
    "follow_up: Ulgu\nentries: []\n": (1, 12, "slug-invalid"),
    "follow_up: ulgu-ministrligi\n": (1, 1, "key-missing"),
    "follow_up: ulgu-ministrligi\nentries: {}\n": (2, 10, "value-wrong-type"),
    "follow_up: ulgu-ministrligi\nentries:\n  - {year: 2025, criterion: 1, status: done}\n": (3, 5, "key-missing"),
    "follow_up: ulgu-ministrligi\nentries:\n  - {year: 2025, criterion: 1, date: 2025-09-31, status: done}\n": (
        *(3, 38),
        "date-invalid",
    ),
    "follow_up: ulgu-ministrligi\nentries:\n  - {year: 2025, criterion: 1, date: 2025-09-30, status: closed}\n": (
        *(3, 58),
        "value-not-allowed",
    ),
    "follow_up: ulgu-ministrligi\nentries:\n  - {year: 2025, criterion: 6, date: 2025-09-30, status: done}\n": (
        *(3, 5),
        "follow-up-unmatched",
    ),
    "follow_up: ulgu-ministrligi\nentries:\n  - {year: 2025, criterion: 1, date: 2025-03-02, status: done}\n": (
        *(3, 38),
        "follow-up-early",
    ),
}


@pytest.mark.parametrize("text", WRONG)
def test_problems_of_a_follow_up_file_are_located(monitor, tmp_path, text):
    """Each problem has line, column and rule; the recommendations are shown nevertheless, and the exit code is 1."""
    line, column, rule = WRONG[text]
    year_of(tmp_path)
    write(tmp_path, "follow-up/a.yaml", text)
    outcome = monitor("follow-up", "2025", *TODAY)
    assert outcome.code == 1
    assert re.search(rf"(?m)^follow-up.a\.yaml:{line}:{column}: error: .*\[{rule}\]$", outcome.err)
    assert outcome.out.startswith("Status of the recommendations")
    if not rule.startswith("follow-up"):
        assert f"[{rule}]" in monitor("validate", ".").out


def test_the_nearest_recommendation_is_proposed(monitor, tmp_path):
    """The message proposes the nearest recommendation of the body, or the nearest id of a body."""
    year_of(tmp_path)
    follow_up(tmp_path, "year: 2025, criterion: 9, date: 2025-09-30, status: done")
    follow_up(tmp_path, "year: 2025, criterion: 1, date: 2025-09-30, status: done", agency="ulgu-ministrlig", name="b")
    (tmp_path / "follow-up" / "b").rename(tmp_path / "follow-up" / "b.yaml")
    err = monitor("follow-up", "2025", *TODAY).err
    assert "nothing was recommended to ulgu-ministrligi in 2025 for criterion 9" in err
    assert "did you mean “year: 2025, criterion: 5”?" in err
    assert "did you mean “ulgu-ministrligi”?" in err


def test_entries_that_cannot_be_checked_are_not_reported(monitor, tmp_path):
    """Entries later than today, of missing years, and of bodies elsewhere are not reported."""
    year_of(tmp_path)
    year_of(tmp_path, name="2025/municipal/b.yaml", agency="misal-aiyl", kind="municipal")
    follow_up(
        tmp_path,
        "year: 2025, criterion: 9, date: 2025-10-02, status: done",
        "year: 2024, criterion: 9, date: 2025-01-02, status: done",
    )
    follow_up(tmp_path, "year: 2025, criterion: 9, date: 2025-09-02, status: done", agency="misal-aiyl", name="b.yaml")
    assert monitor("follow-up", "2025/a.yaml", *TODAY).code == 0
    assert monitor("follow-up", "2025", *TODAY).code == 1
    assert monitor("follow-up", ".", "--today", "2025-09-01").code == 0


def test_an_unknown_body_is_reported_below_the_given_folder(monitor, tmp_path):
    """An unknown body is a problem if its follow-up file is below the given folder."""
    year_of(tmp_path)
    follow_up(tmp_path, "year: 2025, criterion: 1, date: 2025-09-02, status: done", agency="bashka-organ")
    assert monitor("follow-up", "2025", *TODAY).code == 0
    outcome = monitor("follow-up", ".", *TODAY)
    assert outcome.code == 1
    assert "nothing was recommended to bashka-organ in 2025 for criterion 1" in outcome.err


def test_validate_reports_unmatched_entries_of_any_date(monitor, tmp_path):
    """With the score files, `validate` reports unmatched entries of any date; a future date alone is no problem."""
    year_of(tmp_path)
    follow_up(tmp_path, "year: 2025, criterion: 9, date: 2031-01-01, status: done")
    outcome = monitor("validate", ".")
    assert outcome.code == 1
    assert "[follow-up-unmatched]" in outcome.out
    assert monitor("validate", "follow-up").code == 0
    follow_up(tmp_path, "year: 2025, criterion: 1, date: 2031-01-01, status: done")
    assert monitor("validate", ".").code == 0


def test_a_broken_score_file_makes_no_entry_wrong(monitor, tmp_path):
    """The entries for a body with a broken file are not reported; the broken file is."""
    write(tmp_path, "2025/a.yaml", score_file(6))
    year_of(tmp_path, name="2025/b.yaml", agency="b")
    follow_up(tmp_path, "year: 2025, criterion: 1, date: 2025-09-02, status: done")
    outcome = monitor("follow-up", ".", *TODAY)
    assert outcome.code == 1
    assert "follow-up-unmatched" not in outcome.err
    assert "[score-out-of-range]" in outcome.err


def test_an_entry_counts_for_the_exercise_that_had_begun(monitor, tmp_path):
    """An entry counts for the exercise that had begun: an entry of July does not close a task of November."""
    year_of(tmp_path)
    text = (tmp_path / "2025" / "a.yaml").read_text("utf-8")
    text = text.replace("2025-03-03", "2025-11-03").replace("2025-03-14", "2025-11-14")
    write(tmp_path, "later/b.yaml", text.replace("2025-09-30", "2026-02-01"))
    follow_up(tmp_path, "year: 2025, criterion: 1, date: 2025-07-01, status: done")
    outcomes = [monitor("follow-up", path, "--today", "2026-03-01", "-f", "json") for path in ("2025", "later")]
    states_of = [json.loads(outcome.out)["recommendations"][0]["state"] for outcome in outcomes]
    assert states_of == ["done", "overdue"]
    assert [outcome.code for outcome in outcomes] == [0, 1]


def test_fail_overdue_year_and_kind(monitor, tmp_path):
    """The exit code is 1 if a recommendation of the chosen year and kind is overdue."""
    year_of(tmp_path)
    year_of(tmp_path, name="2024/b.yaml", agency="misal-aiyl", kind="municipal", year=2024)
    assert monitor("follow-up", ".", "--today", "2025-09-30", "--fail-overdue").code == 0
    assert monitor("follow-up", ".", *TODAY, "--fail-overdue").code == 1
    assert "\n5: " in monitor("follow-up", ".", *TODAY, "--year", "2024").out
    assert "Үлгү министрлиги" in monitor("follow-up", ".", *TODAY, "--kind", "municipal").out
    assert monitor("follow-up", ".", *TODAY, "--year", "2023").code == 2
    assert "State bodies" not in monitor("follow-up", ".", *TODAY, "--kind", "municipal").out


@pytest.mark.parametrize(("language", "sentence"), [("ru", "год-месяц-день"), ("ky", "жыл-ай-күн")])
@pytest.mark.parametrize("day", ["01.10.2025", "2025-1-1", "20251001", "2025-W01-1"])
def test_a_day_is_asked_for_as_files_have_it(monitor, tmp_path, language, sentence, day):
    """A date in another notation is refused in the user's language with an example, and so is an impossible date."""
    year_of(tmp_path)
    outcome = monitor("--lang", language, "follow-up", "2025", "--today", day)
    assert outcome.code == 2
    assert f"“{day}”" in outcome.err or f"«{day}»" in outcome.err
    assert sentence in outcome.err
    assert "2025-03-14" in outcome.err
    assert "2025-02-30" in monitor("--lang", language, "follow-up", "2025", "--today", "2025-02-30").err


def test_tables_and_documents(monitor, tmp_path):
    """CSV and XLSX have a row per recommendation, Markdown has a table of states."""
    year_of(tmp_path)
    follow_up(tmp_path, "year: 2025, criterion: 3, date: 2025-09-10, status: done, text: Берилди.")
    rows = list(csv.reader(io.StringIO(monitor("follow-up", "2025", *TODAY, "-f", "csv").out[1:]), delimiter=";"))
    assert len(rows) == 6
    assert rows[1][7:] == ["2025-09-30", "overdue", "-1", "", ""]
    assert rows[3][7:] == ["2025-11-15", "done", "", "2025-09-10", "Берилди."]
    assert monitor("follow-up", "2025", *TODAY, "-o", "a.xlsx").code == 0
    sheet = openpyxl.load_workbook("a.xlsx").active
    values = [[cell if cell is not None else "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [[str(cell) for cell in row] for row in values] == rows
    assert "| Үлгү министрлиги | 5 | 2 | 1 | 1 | 1 |" in monitor("follow-up", "2025", *TODAY, "-f", "markdown").out


def test_memo_compare_and_report_use_follow_up_files(monitor, tmp_path, monkeypatch):
    """A recommendation that a follow-up file has as done is open nowhere; `compare` of folders counts the rest."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1759276800")  # 2025-10-01
    year_of(tmp_path)
    year_of(tmp_path, name="2024/a.yaml", year=2024)
    count = "4 recommendations without a recorded follow-up"
    assert "(open, due 2025-11-15)" in monitor("memo", "2025/a.yaml").out
    assert count in monitor("compare", "2024", "2025").out
    follow_up(
        tmp_path,
        *(f"year: {year}, criterion: 3, date: 2025-09-10, status: done" for year in (2024, 2025)),
        "year: 2024, criterion: 1, date: 2025-10-02, status: done",
    )
    memo = monitor("memo", "2025/a.yaml").out
    assert "(open, due 2025-11-15)" not in memo
    assert "(open, due 2025-10-01)" in memo
    folders = monitor("compare", "2024", "2025").out
    assert "3 recommendations without a recorded follow-up" in folders
    assert "`monitor follow-up` lists" in folders
    assert "Оңдоо." not in folders
    assert monitor("compare", "2024/a.yaml", "2025/a.yaml").out.count("Оңдоо.") == 3
    assert monitor("report", ".", "-o", "page.html").code == 0
    assert "done, was due 2025-11-15" in (tmp_path / "page.html").read_text("utf-8")
    write(tmp_path, "follow-up/b.yaml", "follow_up: ulgu-ministrligi\n")
    assert [monitor("memo", "2025/a.yaml").code, monitor("compare", "2024", "2025").code] == [1, 1]


def test_a_closed_year_stays_valid_for_ever(monitor, tmp_path):
    """Neither later dates nor new follow-up files invalidate a closed year."""
    year_of(tmp_path)
    follow_up(tmp_path, "year: 2025, criterion: 3, date: 2025-09-10, status: done")
    assert monitor("freeze", ".", "-o", "2025.frozen.json").code == 0
    follow_up(tmp_path, "year: 2025, criterion: 1, date: 2025-09-10, status: done")
    follow_up(tmp_path, "year: 2025, criterion: 2, date: 2026-09-10, status: done", name="b.yaml")
    assert monitor("validate", ".", "--frozen", "2025.frozen.json").code == 0


def test_follow_up_files_in_a_folder_change_no_score(monitor, tmp_path):
    """A follow-up file has no row, rank or total, and `score` refuses it as another kind of file."""
    shutil.copytree(YEAR / "2025", tmp_path / "2025")
    before = [monitor(*command, "2025").out for command in (("batch",), ("rank", "--year", "2025"))]
    shutil.copytree(YEAR / "follow-up", tmp_path / "2025" / "follow-up")
    assert [monitor(*command, "2025").out for command in (("batch",), ("rank", "--year", "2025"))] == before
    outcome = monitor("score", "2025/follow-up/baraktoo-ayyl-okmotu.yaml")
    assert outcome.code == 1
    assert "this is not a score file: a follow-up file [criteria-file-here]" in outcome.out + outcome.err


@pytest.mark.parametrize("epoch", ["", "soon", "-1", "9" * 13])
def test_the_day_of_the_run_is_the_default(monitor, tmp_path, monkeypatch, epoch):
    """Without `--today`, the current date counts, also if SOURCE_DATE_EPOCH is no number of seconds."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    year_of(tmp_path)
    day = datetime.datetime.now().astimezone().date()
    assert f"{day:%Y-%m-%d}" in monitor("follow-up", "2025").out


@pytest.mark.parametrize("command", [("validate", "."), ("follow-up", "2025", *TODAY)])
def test_a_follow_up_file_of_a_body_that_the_register_does_not_know(monitor, tmp_path, monkeypatch, command):
    """The id of a follow-up file is checked against the register, whatever years are given."""
    monkeypatch.chdir(tmp_path)
    year_of(tmp_path)
    write(tmp_path, "bodies.yaml", "bodies:\n  - {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\n")
    entry = "- {year: 2020, criterion: 7, date: 2021-03-01, status: done}"
    write(tmp_path, "follow-up/a.yaml", f"follow_up: ulgu-ministrlig\nentries:\n  {entry}\n")
    outcome = monitor(*command)
    assert outcome.code == 1
    output = outcome.out + outcome.err
    assert "follow-up/a.yaml:1:12: error: the register has no body “ulgu-ministrlig” [body-unknown]" in output
    assert "did you mean “ulgu-ministrligi”?" in output


@pytest.mark.parametrize("path", ["bodies.yaml", "follow-up"])
def test_paths_without_a_score_file_are_no_empty_count(monitor, tmp_path, monkeypatch, path):
    """Paths without a score file are refused, instead of a count of zero."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "bodies.yaml", "bodies:\n  - {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\n")
    write(tmp_path, "follow-up/a.yaml", "follow_up: ulgu-ministrligi\nentries: []\n")
    outcome = monitor("follow-up", path, *TODAY)
    assert outcome.code == 2
    assert "there is no score file, but: " in outcome.err
