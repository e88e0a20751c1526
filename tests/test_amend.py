"""`monitor freeze --amend` closes a year again and shows its history."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.conftest import ROOT
from tests.files import score_file, write

REASON = ("--amend", "--reason", "3-протокол, 2025-04-18")
CLOSED, AMENDED = (
    "2025 was closed on 2026-02-01 with 2 files",
    "2025 was closed again on 2026-04-20: 3-протокол, 2025-04-18",
)


@pytest.fixture
def year(monitor, tmp_path, monkeypatch):
    """A repository with a year of two bodies, closed on 1 February 2026; today is 20 April."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for agency in ("misal", "ulgu"):
        write(tmp_path, f"2025/{agency}.yaml", score_file(4, agency=agency))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769904000")
    assert monitor("freeze", "2025", "-o", "2025.frozen.json").code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1776643200")
    return tmp_path


def test_a_year_is_closed_again(monitor, year):
    """The amendment and each check list changed, added and removed files; it needs no --force and loses nothing."""
    first = (year / "2025.frozen.json").read_text(encoding="utf-8")
    write(year, "2025/ulgu.yaml", score_file(5, agency="ulgu"))
    write(year, "2025/synak.yaml", score_file(3, agency="synak"))
    (year / "2025/misal.yaml").unlink()
    assert monitor("validate", "--frozen", "2025.frozen.json").code == 1
    outcome = monitor("freeze", "2025", "-o", "2025.frozen.json", *REASON)
    history = f"{AMENDED}; changed: 2025/ulgu.yaml; added: 2025/synak.yaml; removed: 2025/misal.yaml\n"
    assert (outcome.code, outcome.out, outcome.err) == (0, "", history)
    outcome = monitor("validate", "--frozen", "2025.frozen.json")
    assert (outcome.code, outcome.err) == (0, f"{CLOSED}\n{history}2 files checked: no problems\n")
    chain = json.loads((year / "2025.frozen.json").read_text(encoding="utf-8"))["closings"]
    assert chain[:1] == json.loads(first)["closings"]
    assert monitor("validate", "--frozen", "2025.frozen.json", "--quiet").err == ""


def test_the_history_lists_the_first_of_many_files(monitor, year):
    """The history names three of five files and counts the others, so that each closing takes one line."""
    for number in range(5):
        write(year, f"2025/body-{number}.yaml", score_file(3, agency=f"body-{number}"))
    outcome = monitor("freeze", "2025", "-o", "2025.frozen.json", *REASON)
    assert outcome.err == f"{AMENDED}; added: 2025/body-0.yaml, 2025/body-1.yaml, 2025/body-2.yaml (and 2 more)\n"


def test_the_page_shows_the_history(monitor, year):
    """The page shows the history in each language, unless the files differ from the closing, which is an error."""
    write(year, "2025/ulgu.yaml", score_file(5, agency="ulgu"))
    arguments = ("report", "2025", "--frozen", "2025.frozen.json", "--force", "-o", "page.html")
    outcome = monitor(*arguments)
    assert (outcome.code, "[frozen-changed]" in outcome.err) == (1, True)
    assert CLOSED not in (year / "page.html").read_text(encoding="utf-8")
    assert monitor("freeze", "2025", "-o", "2025.frozen.json", *REASON).code == 0
    assert monitor(*arguments).code == 0
    page = (year / "page.html").read_text(encoding="utf-8")
    for line in (CLOSED, f"{AMENDED}; changed: 2025/ulgu.yaml", "2025-жыл 20.04.2026 күнү кайра жабылган"):
        assert line in page


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--amend",), "give the reason for closing the year again"),
        (("--amend", "--reason", "  "), "give the reason for closing the year again"),
        (("--amend", "--reason", "а" * 10_001), "in at most 10000 characters"),
        (("--amend", "--reason", "3\u202eпротокол"), "U+202E"),
        (("--reason", "3-протокол"), "together with --amend"),
        ((*REASON, "-o", "other.json"), "no closing other.json to amend"),
        ((*REASON, "-o", "-"), "name the file of the closing with -o"),
        ((*REASON, "-o", "2025/ulgu.yaml"), "ulgu.yaml"),
        ((*REASON, "--year", "2024"), "no file is of the year 2024"),
        ((*REASON, "-o", "first.json"), "a closing of version 1 has no chain"),
    ],
)
def test_a_wrong_amendment_changes_nothing(monitor, year, arguments, reason):
    """The command gives the cause and exit code 2, and changes no file."""
    shutil.copy(ROOT / "examples/invalid/frozen-line-ends/2025.frozen.json", year / "first.json")
    before = {path: path.read_bytes() for path in year.rglob("*.*") if path.is_file()}
    outcome = monitor("freeze", "2025", "-o", "2025.frozen.json", *arguments)
    assert outcome.code == 2, outcome
    assert reason in outcome.err
    assert {path: path.read_bytes() for path in year.rglob("*.*") if path.is_file()} == before


def test_another_year_is_not_amended(monitor, year):
    """A closing belongs to one year: the files of another year cannot amend it."""
    write(year, "2024/ulgu.yaml", score_file(4, agency="ulgu", year=2024))
    outcome = monitor("freeze", "2024", "-o", "2025.frozen.json", *REASON)
    assert (outcome.code, "closes the year 2025, but these files are of 2024" in outcome.err) == (2, True)


def test_a_broken_chain_is_not_amended(monitor, year):
    """The problem of the chain is shown, and the file is not overwritten."""
    write(year, "2025/ulgu.yaml", score_file(5, agency="ulgu"))
    assert monitor("freeze", "2025", "-o", "2025.frozen.json", *REASON).code == 0
    text = (year / "2025.frozen.json").read_text(encoding="utf-8").replace("2026-02-01", "2026-02-02")
    write(year, "2025.frozen.json", text)
    outcome = monitor("freeze", "2025", "-o", "2025.frozen.json", *REASON)
    assert (outcome.code, "[frozen-chain]" in outcome.out) == (1, True)
    assert "nothing is written: the closing to amend has problems" in outcome.err
    assert (year / "2025.frozen.json").read_text(encoding="utf-8") == text


def test_a_closing_by_year_is_amended_by_year(monitor, year):
    """The closing of a year that was chosen by --year is amended without --year."""
    write(year, "2024/ulgu.yaml", score_file(4, agency="ulgu", year=2024))
    assert monitor("freeze", ".", "--year", 2025, "-o", "2025.frozen.json", "--force").code == 0
    write(year, "2025/ulgu.yaml", score_file(5, agency="ulgu"))
    outcome = monitor("freeze", ".", "-o", "2025.frozen.json", *REASON)
    assert (outcome.code, "1 file of another year is not closed" in outcome.err) == (0, True)
    (year / "2024/ulgu.yaml").unlink()
    assert monitor("validate", "--frozen", "2025.frozen.json").code == 0


@pytest.mark.parametrize("more", [(), REASON])
def test_no_open_objection_is_closed(monitor, year, more):
    """Neither a closing nor an amendment accepts an open objection; the body, the criteria and the lines are shown."""
    objection = {"date": "2025-04-02", "text": "Буйрук бар."}
    scores = dict.fromkeys(range(1, 25), 4) | {n: {"score": 4, "objection": objection} for n in (3, 7)}
    write(year, "2025/ulgu.yaml", score_file(scores, agency="ulgu"))
    outcome = monitor("freeze", "2025", "-o", "2025.frozen.json", *(more or ("--force",)))
    assert outcome.code == 1
    assert outcome.out.count("[objection-open]") == 2
    assert outcome.err.splitlines() == [
        "Үлгү министрлиги, 2025 (ulgu): the objections to criteria 3, 7 are open",
        "nothing is written: the year has an open objection",
    ]
    assert len(json.loads((year / "2025.frozen.json").read_text(encoding="utf-8"))["closings"]) == 1


def test_an_open_objection_of_another_year_hinders_nothing(monitor, year):
    """An open objection does not hinder the closing of another year."""
    scores = dict.fromkeys(range(1, 25), 4) | {3: {"score": 4, "objection": {"date": "2024-04-02", "text": "Бар."}}}
    write(year, "2024/ulgu.yaml", score_file(scores, agency="ulgu", year=2024))
    assert monitor("freeze", "2024", "2025", "--year", 2025, "-o", "2025.frozen.json", "--force").code == 0
