"""Files in the wrong folder, and folders without files: each is reported."""

from __future__ import annotations

import pytest

from tests.files import score_file, write

STRAY = "2025/sub/b.yaml is of 2024; other files in its folder are of 2025\n"


@pytest.fixture
def years(tmp_path, monkeypatch):
    """Two years of bodies in two folders each, and one file of 2024 in a folder of 2025."""
    monkeypatch.chdir(tmp_path)
    for year in (2024, 2025):
        for name in ("a", "c", "sub/d"):
            body = name.removeprefix("sub/")
            write(tmp_path, f"{year}/{name}.yaml", score_file(4, agency=body, year=year))
    write(tmp_path, "2025/sub/b.yaml", score_file(5, agency="b", year=2024))
    return tmp_path


def test_rank_reports_a_stray_year(monitor, years):
    """`rank` reports a file of another year by its path, with and without --year, and none in a folder of one year."""
    outcome = monitor("rank", "2025")
    assert (outcome.code, STRAY in outcome.err) == (2, True)
    outcome = monitor("rank", "2024", "2025", "--year", 2025)
    assert (outcome.code, outcome.err.endswith(STRAY), outcome.err.count("is of 2024")) == (0, True, 1)
    assert " is of " not in monitor("rank", "2024").err


def test_compare_reports_a_stray_year(monitor, years):
    """`compare` refuses a file of another year on either side, until it is in its own folder."""
    for pair in (("2024", "2025"), ("2025", "2024")):
        outcome = monitor("compare", *pair)
        assert (outcome.code, STRAY in outcome.err) == (2, True)
    (years / "2025/sub/b.yaml").rename(years / "2024/sub/b.yaml")
    assert monitor("compare", "2024", "2025").code == 0


def test_freeze_reports_a_stray_year(monitor, years):
    """`freeze` reports files of other years that it leaves out, and closes nothing without --year."""
    outcome = monitor("freeze", "2025", "-o", "2025.json")
    assert (outcome.code, STRAY in outcome.err, (years / "2025.json").exists()) == (2, True, False)
    outcome = monitor("freeze", "2025", "-o", "2025.json", "--year", 2025)
    assert (outcome.code, outcome.err.endswith(f"1 file of another year is not closed\n{STRAY}")) == (0, True)


def test_the_name_of_the_folder_decides_between_equal_numbers(monitor, years):
    """If two years have the same number of files, the year in the folder's name decides, otherwise the later one."""
    for folder in ("x/2024", "x/other"):
        for year in (2024, 2025):
            write(years, f"{folder}/{year}.yaml", score_file(4, agency="a", year=year))
    err = monitor("rank", "x").err
    assert "x/2024/2025.yaml is of 2025; other files in its folder are of 2024\n" in err
    assert "x/other/2024.yaml is of 2024; other files in its folder are of 2025\n" in err


def test_very_many_strays_are_counted(monitor, years):
    """The first ten files of another year are listed, and the others counted."""
    for number in range(30):
        write(years, f"2025/{number:02}.yaml", score_file(4, agency=f"n-{number}", year=2025 if number < 18 else 2024))
    lines = monitor("rank", "2025").err.splitlines()
    assert sum(" is of 2024" in line for line in lines) == 10
    assert lines[-1] == "… and 3 more files"


@pytest.mark.parametrize(
    "command",
    [
        ("validate",),
        ("batch",),
        ("batch", "--jobs", "2", "-f", "jsonl"),
        ("rank",),
        ("report", "-o", "page.html"),
        ("freeze", "-o", "2024.json"),
        ("compare",),
    ],
    ids=" ".join,
)
def test_a_folder_without_files_is_refused(monitor, years, command):
    """An empty folder beside other folders is wrong usage, in every command."""
    (years / "empty/2026").mkdir(parents=True)
    write(years, "empty/notes.txt", "")
    for paths in (("2024", "empty"), ("empty", "2024"), ("empty/2026", "empty")):
        outcome = monitor(command[0], *paths, *command[1:])
        named = next(path for path in paths if path.startswith("empty"))
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == f"monitor: no score file found under {named}\n"
    assert not {"page.html", "2024.json"} & {path.name for path in years.iterdir()}


def test_an_empty_folder_beside_a_closed_year_is_refused(monitor, years):
    """With --frozen too, an empty folder gives exit code 2."""
    assert monitor("freeze", "2024", "-o", "2024.json").code == 0
    (years / "empty").mkdir()
    assert monitor("validate", "empty", "--frozen", "2024.json").code == 2
