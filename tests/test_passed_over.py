"""Files in a folder that are not read: listed on standard error and in JSON."""

from __future__ import annotations

import json
import os

import pytest

from tests.files import score_file, write


@pytest.fixture
def year(tmp_path, monkeypatch):
    """A folder with one score file and links to a folder, one of them in a subfolder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "elsewhere/b.yaml", score_file(4, agency="b"))
    write(tmp_path, "2025/a.yaml", score_file(4))
    for link in ("2025/linked", "2025/state/also\x1b", "2025/.hidden"):
        (tmp_path / link).parent.mkdir(exist_ok=True)
        (tmp_path / link).symlink_to(tmp_path / "elsewhere")
    return tmp_path


LINKED = "not read, because the folders are links: 2025/linked, 2025/state/also\\x1b\n"


@pytest.mark.parametrize(
    "command", [("validate",), ("batch",), ("rank",), ("report", "-o", "-"), ("form", "export", "-o", "forms")]
)
def test_linked_folders_are_listed(monitor, year, command):
    """One line lists all linked folders; the exit code does not change, and hidden links are ignored."""
    outcome = monitor(*command, "2025")
    assert outcome.code == 0
    assert outcome.err.endswith(LINKED)
    assert LINKED not in monitor(*command, "2025/a.yaml").err


def test_a_comparison_lists_unread_files_of_both_years(monitor, year):
    """A comparison lists the unread files of both folders."""
    write(year, "2024/a.yaml", score_file(3, year=2024))
    (year / "2024" / "linked").symlink_to(year / "elsewhere")
    outcome = monitor("compare", "2024", "2025")
    assert "2024/linked, 2025/linked" in outcome.err
    passed_over = json.loads(monitor("compare", "2024", "2025", "-f", "json").out)["passed_over"]
    assert [passed["file"] for passed in passed_over] == ["2024/linked", "2025/linked", "2025/state/also\x1b"]


@pytest.mark.parametrize("command", ["validate", "batch", "rank"])
def test_json_has_file_and_reason(monitor, year, command):
    """JSON lists each unread folder with its reason, or has an empty list."""
    passed_over = [{"file": name, "reason": "linked-folder"} for name in ("2025/linked", "2025/state/also\x1b")]
    assert json.loads(monitor(command, "2025", "-f", "json").out)["passed_over"] == passed_over
    assert json.loads(monitor(command, "2025/a.yaml", "-f", "json").out)["passed_over"] == []


def test_a_folder_of_links_alone_gives_the_reason(monitor, year):
    """If no file is found, the error is shown with the reason."""
    (year / "links").mkdir()
    (year / "links" / "one").symlink_to(year / "2025")
    outcome = monitor("validate", "links")
    assert outcome.code == 2
    assert "not read, because the folders are links: links/one" in outcome.err


def test_many_are_counted(monitor, year):
    """The line lists five folders and counts the others."""
    for number in range(7):
        (year / "2025" / f"l{number}").symlink_to(year / "elsewhere")
    assert monitor("rank", "2025").err.endswith("2025/l0, 2025/l1, 2025/l2, 2025/l3, 2025/l4 (and 4 more)\n")


def test_a_link_given_by_name_is_read(monitor, year):
    """A linked folder that is given as an argument is read, and a linked file is read as a file."""
    (year / "2025" / "c.yaml").symlink_to(year / "elsewhere" / "b.yaml")
    assert "1 file checked" in monitor("validate", "2025/linked").err
    assert "2 files checked" in monitor("validate", "2025").err


TEXT = score_file(4, agency="other")
LEFT_OUT = {
    "a.yaml.txt": (TEXT.encode(), "text-ending"),
    "A.YML.TXT": (b"", "text-ending"),
    "five": (TEXT.encode(), "no-ending"),
    "five.txt": (b"\xef\xbb\xbf" + TEXT.encode(), "no-ending"),
    "Unicode.txt": (TEXT.encode("utf-16"), "no-ending"),
    "01.06.2025": (TEXT.encode("utf-16-be"), "no-ending"),
    "орган 12.5": (TEXT.replace("\n", "\r\n").encode(), "no-ending"),
    "a.yaml (1)": (TEXT.encode(), "no-ending"),
    "a.yaml.final": (TEXT.encode("cp1251", "replace"), "no-ending"),
    "old.xls": (b"\xd0\xcf\x11\xe0", "old-workbook"),
    "macro.XLSM": (b"PK", "old-workbook"),
    "flat.fods": (b"<", "old-workbook"),
    "sub/deeper/six": (TEXT.encode(), "no-ending"),
    "site/manifest.json": (b'{"format": "monitor.publish/1"}', "published-folder"),
}
SILENT = {
    **dict.fromkeys(
        ("a.yaml~", "a.yaml.bak", "#a.yaml#", ".a.yaml.swp", "~$a.yaml.txt", ".five", "a.tmp"), TEXT.encode()
    ),
    **dict.fromkeys(("note.md", "letter.docx", "data.json", "a.csv"), TEXT.encode()),
    **dict.fromkeys(("note.txt", "note", "a.yaml.sha256"), b"no score file: criteria: scores:\n"),
    "empty": b"",
    "example": b"An example:\n\n    criteria: order-158@1\n    scores: {}\n",
    "images": b"\x89PNG" + bytes(range(256)) * 64,
    "list/manifest.json": b'{"format": "other/1"}',
    "list2/manifest.json": b"[" * 100_000,
}


@pytest.mark.parametrize("name", LEFT_OUT)
@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_a_possible_score_file_is_reported(monitor, year, name, language):
    """A file that may be a score file is reported by its name or content; no year is closed beside it."""
    (year / "2025" / "linked").unlink()
    (year / "2025" / "state" / "also\x1b").unlink()
    content, reason = LEFT_OUT[name]
    (file := year / "2025" / name).parent.mkdir(exist_ok=True, parents=True)
    file.write_bytes(content)
    shown = os.path.join("2025", os.path.dirname(name) if reason == "published-folder" else name)
    outcome = monitor("--lang", language, "validate", "2025")
    assert outcome.code == 0
    assert outcome.err.splitlines()[1].endswith(f": {shown}")
    assert len(outcome.err.splitlines()) == 2
    report = json.loads(monitor("batch", "2025", "-f", "json").out)
    assert (report["passed_over"], report["summary"]["files"]) == ([{"file": shown, "reason": reason}], 1)
    closed = monitor("--lang", language, "freeze", "2025", "-o", "2025.json")
    assert (closed.code, (year / "2025.json").exists()) == ((0, True) if reason == "published-folder" else (2, False))
    assert shown in closed.err


@pytest.mark.parametrize("name", SILENT)
def test_other_files_are_passed_over_silently(monitor, year, name):
    """Hidden files, leftovers of editors, other documents, and texts that only mention the keys are not reported."""
    (file := year / "2025" / name).parent.mkdir(exist_ok=True)
    file.write_bytes(SILENT[name])
    assert monitor("validate", "2025").err == "1 file checked: no problems\n" + LINKED


def test_each_reason_has_one_line(monitor, year):
    """Files passed over for the same reason are on one line."""
    for name, (content, _reason) in LEFT_OUT.items():
        (file := year / "2025" / name).parent.mkdir(exist_ok=True, parents=True)
        file.write_bytes(content)
    lines = monitor("rank", "2025").err.splitlines()[1:]
    assert len(lines) == len({reason for _content, reason in LEFT_OUT.values()} | {"linked-folder"})
    assert all(line.startswith("not read, because ") for line in lines)


def test_a_publication_is_not_part_of_a_year(monitor, year):
    """The score files of a publication are not read as files of a year; a damaged manifest does not hide them."""
    write(year, "2025/site/scores/a.yaml", score_file(5))
    write(year, "2025/site/manifest.json", '{"format": "monitor.publish/1", "digest": "0"}')
    assert monitor("batch", "2025").code == 0
    write(year, "2025/site/manifest.json", '{"format": "monitor.publish/1", "digest"')
    assert "[body-duplicate]" in monitor("validate", "2025").out


def test_a_pipe_without_an_ending_is_not_waited_for(monitor, year):
    """A pipe without an ending is never opened, because its type is checked first."""
    os.mkfifo(year / "2025" / "five")
    assert monitor("validate", "2025").code == 0
