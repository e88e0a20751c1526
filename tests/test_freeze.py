"""`monitor freeze` and `monitor validate --frozen`: a closed year stays closed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.files import score_file, write
from tests.snippets import CRITERIA_FILE, completed


@pytest.fixture
def year(monitor, tmp_path, monkeypatch) -> Path:
    """A project with a closed year of three bodies, and a file of the year before."""
    monkeypatch.chdir(tmp_path)
    for agency in ("ulgu", "misal", "synak"):
        write(tmp_path, f"files/2025/{agency}.yaml", score_file(4, agency=agency))
    write(tmp_path, "files/2024/ulgu.yaml", score_file(4, agency="ulgu", year=2024))
    outcome = monitor("freeze", "files", "--year", 2025, "-o", "closed/2025.json")
    assert outcome.code == 2  # a folder is never made unasked
    (tmp_path / "closed").mkdir()
    outcome = monitor("freeze", "files", "--year", 2025, "-o", "closed/2025.json")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "2025 is closed with 3 files\n")
    return tmp_path


def found(monitor, *arguments) -> dict[str, list[str]]:
    """The rules that each file breaks, without those in order."""
    report = json.loads(monitor("validate", "--frozen", "closed/2025.json", *arguments, "-f", "json").out)
    return {f["file"]: [p["rule"] for p in f["problems"]] for f in report["files"] if f["problems"]}


def test_an_untouched_year_is_in_order(monitor, year, monkeypatch):
    """From any folder, with or without paths; files of other years may come and go."""
    outcome = monitor("validate", "--frozen", "closed/2025.json")
    assert (outcome.code, outcome.err) == (0, "4 files checked: all is well\n")  # those of both years, and no more
    write(year, "files/2026/ulgu.yaml", score_file(4, agency="ulgu", year=2026))
    (year / "files/2024/ulgu.yaml").unlink()
    assert monitor("validate", "--frozen", "closed/2025.json", "files").code == 0
    monkeypatch.chdir(year / "closed")
    assert monitor("validate", "--frozen", "2025.json").code == 0


def test_the_file_tells_what_was_closed(monitor, year):
    """Paths relative to it, hashes, bodies, the criteria set and the tool."""
    closed = json.loads((year / "closed/2025.json").read_text(encoding="utf-8"))
    assert (closed["format"], closed["year"], closed["paths"]) == ("monitor.freeze/1", 2025, ["../files"])
    assert [(f["file"], f["agency"]) for f in closed["files"]] == [
        (f"../files/2025/{agency}.yaml", agency) for agency in ("misal", "synak", "ulgu")
    ]
    assert [s["ref"] for s in closed["criteria"]] == ["order-158@1"]


@pytest.mark.parametrize("paths", [(), ("files",), ("files/2024",)])
def test_a_changed_file_is_named(monitor, year, paths):
    """One byte is enough, even where the scores stay; a file outside the given paths is looked at too."""
    file = year / "files/2025/ulgu.yaml"
    file.write_bytes(file.read_bytes() + b"\n")
    ((name, rules),) = found(monitor, *paths).items()
    assert (Path(name).resolve(), rules) == (file, ["frozen-changed"])
    assert monitor("validate", "--frozen", "closed/2025.json", *paths).code == 1
    assert monitor("validate", *(paths or ("files",))).code == 0


def test_a_file_that_cannot_be_read_is_not_called_changed(monitor, year):
    """Nobody knows what is in it; that it cannot be read is told, with exit code 2."""
    file = year / "files/2025/ulgu.yaml"
    file.unlink()
    os.mkfifo(file)
    assert list(found(monitor).values()) == [["file-not-regular"]]
    assert monitor("validate", "--frozen", "closed/2025.json").code == 2


def test_an_added_file_is_named(monitor, year):
    """A further body of the year, anywhere under the paths that were closed."""
    write(year, "files/late/misal-2.yaml", score_file(5, agency="misal-2"))
    assert list(found(monitor).values()) == [["frozen-added"]]
    assert monitor("validate", "--frozen", "closed/2025.json").code == 1


def test_a_file_that_is_gone_is_named(monitor, year):
    """At its line in the file that closed the year; a folder that is gone too."""
    (year / "files/2025/ulgu.yaml").unlink()
    assert found(monitor) == {"closed/2025.json": ["frozen-gone"]}
    for file in (year / "files/2025").iterdir():
        file.unlink()
    (year / "files/2024/ulgu.yaml").unlink()
    for paths in ((), ("files",)):
        assert found(monitor, *paths) == {"closed/2025.json": ["frozen-gone"] * 3}
    for folder in ("files/2024", "files/2025", "files"):
        (year / folder).rmdir()
    assert found(monitor) == {"closed/2025.json": ["frozen-gone"] * 3}


def test_a_closing_of_another_year_is_a_problem(monitor, year):
    """Where someone edited the year of the closing, files that were added would go unseen."""
    file = year / "closed/2025.json"
    file.write_text(file.read_text("utf-8").replace('"year": 2025', '"year": 2030'), "utf-8")
    write(year, "files/2025/new.yaml", score_file(5, agency="new"))
    assert set(found(monitor)["closed/2025.json"]) == {"frozen-other-year"}
    assert monitor("validate", "--frozen", "closed/2025.json").code == 1


def test_a_renamed_file_is_gone_and_added(monitor, year):
    """A path is part of what was closed."""
    (year / "files/2025/ulgu.yaml").rename(year / "files/2025/a.yaml")
    assert sorted(found(monitor).values()) == [["frozen-added"], ["frozen-gone"]]


def test_another_year_in_the_file_is_a_change(monitor, year):
    """A file cannot leave its closed year."""
    write(year, "files/2025/ulgu.yaml", score_file(4, agency="ulgu", year=2026))
    assert list(found(monitor).values()) == [["frozen-changed"]]


def test_another_criteria_set_is_named(monitor, tmp_path, monkeypatch):
    """The set's own file is part of what was closed."""
    monkeypatch.chdir(tmp_path)
    scores = "scores: {1: 3, 2: 2}\n"
    write(tmp_path, "m.yaml", completed(CRITERIA_FILE["id"]))
    write(tmp_path, "2025/a.yaml", score_file(4, criteria="ulgu@1").split("scores:")[0] + scores)
    (tmp_path / "closed").mkdir()
    assert monitor("freeze", "2025", "-o", "closed/2025.json", "--criteria", "m.yaml").code == 0
    assert found(monitor, "--criteria", "m.yaml") == {}
    write(tmp_path, "m.yaml", completed(CRITERIA_FILE["id"]) + "# another revision\n")
    write(tmp_path, "n.yaml", completed(CRITERIA_FILE["id"]) + "# another revision\n")
    assert found(monitor, "--criteria", "n.yaml") == {"closed/2025.json": ["frozen-criteria"]}


def test_a_year_with_problems_is_not_closed(monitor, year):
    """An invalid file, a draft, a body twice or an unreadable path: nothing is written."""
    for name, text, code in (
        ("bad.yaml", score_file(6), 1),
        ("draft.yaml", score_file({1: 4}), 1),
        ("twice.yaml", score_file(4, agency="misal"), 1),
    ):
        file = write(year, f"files/2025/{name}", text)
        outcome = monitor("freeze", "files", "--year", 2025, "-o", "new.json")
        assert (outcome.code, (year / "new.json").exists()) == (code, False)
        assert name in outcome.out
        file.unlink()
    assert monitor("freeze", "files", "none.yaml", "--year", 2025, "-o", "new.json").code == 2
    assert not (year / "new.json").exists()


def test_one_year_at_a_time(monitor, year):
    """Several years, or none of the asked one, are wrong usage."""
    outcome = monitor("freeze", "files", "-o", "new.json")
    assert outcome.code == 2
    assert "2024, 2025" in outcome.err
    assert monitor("freeze", "files", "--year", 2023, "-o", "new.json").code == 2
    assert not (year / "new.json").exists()


def test_no_file_that_was_read_is_overwritten(monitor, year):
    """Those of another year are inputs too."""
    file = year / "files/2024/ulgu.yaml"
    before = file.read_bytes()
    assert monitor("freeze", "files", "--year", 2025, "-o", file, "--force").code == 2
    assert file.read_bytes() == before


def test_without_score_files_nothing_is_closed(monitor, tmp_path):
    """A criteria file is no score file."""
    write(tmp_path, "m.yaml", completed(CRITERIA_FILE["id"]))
    for asked in ((), ("--year", 2025)):
        outcome = monitor("freeze", tmp_path, "-o", tmp_path / "new.json", *asked)
        assert (outcome.code, "there is no score file to close" in outcome.err) == (2, True)


@pytest.mark.parametrize("wrong", ["20255", "1999", '"2025"', "null"])
def test_a_closing_of_no_year_is_a_problem(monitor, year, wrong):
    """With another year in it nothing would be found that was added, so it must at least be one."""
    file = year / "closed/2025.json"
    text = file.read_text(encoding="utf-8")
    assert text.count('"year": 2025') == 1
    file.write_text(text.replace('"year": 2025', f'"year": {wrong}'), encoding="utf-8")
    outcome = monitor("validate", "--frozen", "closed/2025.json")
    assert outcome.code == 1
    assert "closed/2025.json:" in outcome.out


@pytest.mark.parametrize("damage", ["[]", "{", "", '{"format": "monitor.freeze/1"}', "\x00"])
def test_a_damaged_closing_is_a_problem(monitor, year, damage):
    """It never passes for a year in order."""
    (year / "closed/2025.json").write_text(damage, encoding="utf-8")
    outcome = monitor("validate", "--frozen", "closed/2025.json")
    assert outcome.code == 1
    assert "closed/2025.json" in outcome.out
    assert monitor("validate", "--frozen", "none.json", "files").code == 2


def test_what_a_closing_lacks_is_named(monitor, year):
    """Each key that it must have and has not, so that it can be written anew."""
    (year / "closed/2025.json").write_text('{"format": "monitor.freeze/1", "year": 2025}', encoding="utf-8")
    outcome = monitor("validate", "--frozen", "closed/2025.json")
    assert (outcome.code, outcome.out.count("[key-missing]")) == (1, 4)


def test_nothing_to_check_is_wrong_usage(monitor):
    """`monitor validate` alone."""
    assert monitor("validate").code == 2
