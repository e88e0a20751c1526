"""What a folder holds and is not read is named, on standard error and in JSON."""

from __future__ import annotations

import json

import pytest

from tests.files import score_file, write


@pytest.fixture
def year(tmp_path, monkeypatch):
    """A folder with one score file and two linked folders, one of them in a folder below."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "elsewhere/b.yaml", score_file(4, agency="b"))
    write(tmp_path, "2025/a.yaml", score_file(4))
    for link in ("2025/linked", "2025/state/also\x1b", "2025/.hidden"):
        (tmp_path / link).parent.mkdir(exist_ok=True)
        (tmp_path / link).symlink_to(tmp_path / "elsewhere")
    return tmp_path


TOLD = "not read, because the folders are links: 2025/linked, 2025/state/also\\x1b\n"


@pytest.mark.parametrize(
    "command", [("validate",), ("batch",), ("rank",), ("report", "-o", "-"), ("form", "export", "-o", "forms")]
)
def test_linked_folders_are_named(monitor, year, command):
    """In one line, with those below; the exit code is as without them, and hidden ones are passed over in silence."""
    outcome = monitor(*command, "2025")
    assert outcome.code == 0
    assert outcome.err.endswith(TOLD)
    assert TOLD not in monitor(*command, "2025/a.yaml").err


def test_two_years_are_compared_and_both_looked_through(monitor, year):
    """A comparison names what either folder holds."""
    write(year, "2024/a.yaml", score_file(3, year=2024))
    (year / "2024" / "linked").symlink_to(year / "elsewhere")
    outcome = monitor("compare", "2024", "2025")
    assert "2024/linked, 2025/linked" in outcome.err
    found = json.loads(monitor("compare", "2024", "2025", "-f", "json").out)["passed_over"]
    assert [passed["file"] for passed in found] == ["2024/linked", "2025/linked", "2025/state/also\x1b"]


@pytest.mark.parametrize("command", ["validate", "batch", "rank"])
def test_json_has_file_and_reason(monitor, year, command):
    """For programs, each with its reason; an empty list where everything was read."""
    found = [{"file": name, "reason": "linked-folder"} for name in ("2025/linked", "2025/state/also\x1b")]
    assert json.loads(monitor(command, "2025", "-f", "json").out)["passed_over"] == found
    assert json.loads(monitor(command, "2025/a.yaml", "-f", "json").out)["passed_over"] == []


def test_a_folder_of_links_alone_is_no_empty_one(monitor, year):
    """Where nothing was found, the reason stands beside that."""
    (year / "links").mkdir()
    (year / "links" / "one").symlink_to(year / "2025")
    outcome = monitor("validate", "links")
    assert outcome.code == 2
    assert "not read, because the folders are links: links/one" in outcome.err


def test_many_are_counted(monitor, year):
    """Five are named, and the rest is a number."""
    for number in range(7):
        (year / "2025" / f"l{number}").symlink_to(year / "elsewhere")
    assert monitor("rank", "2025").err.endswith("2025/l0, 2025/l1, 2025/l2, 2025/l3, 2025/l4 (and 4 more)\n")


def test_what_is_named_is_read(monitor, year):
    """A link that is given itself is the folder that it leads to, and a link to a file is the file."""
    (year / "2025" / "c.yaml").symlink_to(year / "elsewhere" / "b.yaml")
    assert "1 file checked" in monitor("validate", "2025/linked").err
    assert "2 files checked" in monitor("validate", "2025").err
