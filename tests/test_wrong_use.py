"""Wrong uses of commands: each message gives the cause and what to type."""

from __future__ import annotations

import json

import pytest

from tests.files import score_file, write

BODIES = "bodies:\n  - {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\n"
REGISTER = "2025/bodies.yaml (a register of bodies)"
FOLLOW_UP = "follow-up/a.yaml (a follow-up file)"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A year with a register beside its files, a second register below it, and a follow-up file."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "2025/bodies.yaml", BODIES)
    write(tmp_path, "2025/a.yaml", score_file(4))
    write(tmp_path, "2025/more/bodies.yaml", BODIES)
    write(tmp_path, "follow-up/a.yaml", "follow_up: ulgu-ministrligi\nentries: []\n")
    write(tmp_path, "methods/own@1.yaml", "id: own\nedition: '1'\nareas: []\n")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    ["batch", "rank", "report -o page.html", "publish -o public", "follow-up", "plan 2025/a.yaml --among"],
)
def test_files_of_other_kinds_are_refused(monitor, here, command):
    """If a command needs score files and gets only others, the message lists them, and nothing is written."""
    outcome = monitor(*command.split(), "2025/bodies.yaml", *([] if "--among" in command else ["follow-up/a.yaml"]))
    assert (outcome.code, outcome.out) == (2, "")
    assert f"there is no score file, but: {REGISTER}" in outcome.err
    assert "--among" in command or FOLLOW_UP in outcome.err
    assert outcome.err.endswith("give score files or their folder, for example: 2025\n")
    assert not (here / "page.html").exists()


@pytest.mark.parametrize("command", ["batch", "rank", "freeze"])
def test_a_folder_of_follow_up_files_is_refused(monitor, here, command):
    """A folder without score files is refused like a file of another kind."""
    outcome = monitor(command, "follow-up")
    assert outcome.code == 2
    assert f"there is no score file, but: {FOLLOW_UP};" in outcome.err


@pytest.mark.parametrize(
    "command", ["validate 2025", "compare 2025 2025", "batch 2025", "rank 2025", "report 2025 -o -", "follow-up 2025"]
)
def test_a_register_that_is_not_in_use_is_reported(monitor, here, command):
    """A report lists the registers that it does not use."""
    outcome = monitor(*command.split())
    assert outcome.code == 0
    assert "not in use: 2025/more/bodies.yaml; only the file of --bodies counts" in outcome.err


@pytest.mark.parametrize("command", ["validate", "batch", "rank"])
def test_json_has_both_registers(monitor, here, command):
    """JSON has the register in use and the other one."""
    report = json.loads(monitor(command, "2025", "-f", "json").out)
    assert report["register"]["file"] == "2025/bodies.yaml"
    assert report["passed_over"] == [{"file": "2025/more/bodies.yaml", "reason": "other-register"}]


def test_a_register_by_option_replaces_those_in_the_folder(monitor, here):
    """With `--bodies`, the bodies.yaml of the folder is not in use."""
    write(here, "other.yaml", BODIES)
    outcome = monitor("validate", "2025", "--bodies", "other.yaml")
    assert "register of bodies: other.yaml" in outcome.out
    assert "not in use: 2025/bodies.yaml, 2025/more/bodies.yaml;" in outcome.err


WANTED = {
    ("batch", "2025", "--criteria", "2025/a.yaml"): "this is a score file; expected here: a criteria file",
    ("batch", "2025", "--criteria", "follow-up/a.yaml"): "this is a follow-up file; expected here: a criteria file",
    ("criteria", "check", "2025/bodies.yaml"): "this is a register of bodies; expected here: a criteria file",
    ("rank", "2025", "--bodies", "2025/a.yaml"): "this is a score file; expected here: a register of bodies",
    ("rank", "2025", "--bodies", "methods/own@1.yaml"): "this is a criteria file; expected here: a register of bodies",
    ("validate", "--frozen", "2025/a.yaml"): "this is a score file; expected here: the closing of a year",
    (
        "validate",
        "--frozen",
        "2025/bodies.yaml",
    ): "this is a register of bodies; expected here: the closing of a year",
}


@pytest.mark.parametrize("typed", WANTED)
def test_a_file_of_another_kind_is_one_problem(monitor, here, typed):
    """A file of another kind gives one problem, not one per missing key."""
    outcome = monitor(*typed)
    assert outcome.code == 1
    shown = outcome.out + outcome.err
    assert shown.count(" error: ") == 1
    assert WANTED[typed] in shown


FOREIGN = ["", "{}", "- a\n", "bodes:\n  - {id: a}\n"]
"""Files of no known kind: empty, without keys, a list, and a file with a misspelt first key."""


@pytest.mark.parametrize("text", FOREIGN)
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (("rank", "2025", "--bodies"), "a register of bodies"),
        (("rank", "2025", "--criteria"), "a criteria file"),
        (("criteria", "check"), "a criteria file"),
        (("validate", "--frozen"), "the closing of a year"),
        (("verify",), "the manifest of a publication"),
    ],
)
def test_a_file_of_no_kind_is_refused_with_the_expected_kind(monitor, here, typed, wanted, text):
    """The message gives the expected kind of file, and not the beginning of a score file."""
    file = write(here, "public/manifest.json", text)
    outcome = monitor(*typed, "public" if typed == ("verify",) else file)
    shown = outcome.out + outcome.err
    assert outcome.code == 1
    assert f"this is not what is expected here: {wanted}" in shown
    assert "= give the file that is expected here" in shown
    assert "monitor new" not in shown


TO_TYPE = {
    ("2025/a.yaml", "score"): "the command comes first: monitor score 2025/a.yaml",
    ("2025", "rank", "--year", "2025"): "the command comes first: monitor rank 2025 --year 2025",
    ("form", "2025/a.yaml", "print"): "the command comes first: monitor form print 2025/a.yaml",
    ("--year", "2025", "rank", "2025"): "--year comes after the command: monitor rank … --year",
    ("--nothing", "rank", "2025"): "No such option '--nothing'.",
    ("form", "export", "2025"): "name the folder to write with -o, for example: -o forms",
    (
        "form",
        "export",
        "2025",
        "-o",
        "a.xlsx",
    ): "a.xlsx is the name of a file, and a folder is written; name it, for example: -o a",
    ("publish", "2025"): "name the folder to write with -o, for example: -o published-2025",
    (
        "publish",
        "2025",
        "-o",
        "a.html",
    ): "a.html is the name of a file, and a folder is written; name it, for example: -o a",
    (
        "form",
        "import",
        "2025/a.yaml",
        "-o",
        "b.yaml",
    ): "2025/a.yaml is a score file already; check it with: monitor validate 2025/a.yaml",
    ("verify", "2025"): "`monitor publish` did not write 2025; give the folder that it wrote",
    ("verify", "2025/a.yaml"): "`monitor publish` did not write 2025/a.yaml; give the folder that it wrote",
    (
        "criteria",
        "show",
        "order-158@1",
    ): "“order-158@1” is not the number of a criterion; a criteria set is given with --criteria FILE",
    ("batch", "2025", "--band", "9"): "there is no band 9; the bands are numbered 1 to 5",
    ("plan", "2025/a.yaml", "--band", "6"): "there is no band 6; the bands are numbered 1 to 5",
    (
        "batch",
        "2025",
        "--year",
        "2019",
    ): "there is no score file of this kind and year; available: 2025 (state body)",
    (
        "follow-up",
        "2025",
        "--kind",
        "municipal",
    ): "there is no score file of this kind and year; available: 2025 (state body)",
}


@pytest.mark.parametrize("typed", TO_TYPE)
def test_the_message_says_what_to_type(monitor, here, typed):
    """The last line gives the cause and what to type, and nothing is written."""
    outcome = monitor(*typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"Error: {TO_TYPE[typed]}\n" in outcome.err
    assert {path.name for path in here.iterdir()} == {"2025", "follow-up", "methods"}


def test_an_unreadable_comparison_group_is_reported(monitor, here):
    """`plan --among` shows the problems of the other files, not only an exit code."""
    outcome = monitor("plan", "2025/a.yaml", "--among", "2026")
    assert outcome.code == 2
    assert "2026: error: the file cannot be read: there is no such file or folder" in outcome.err


ALONE = "not used, because no score file is about their body; check the ids: follow-up/b.yaml\n"


@pytest.mark.parametrize("command", ["follow-up 2025/more", "validate ."])
def test_a_follow_up_file_of_an_unknown_body_is_reported(monitor, here, command):
    """A follow-up file of an unknown body is reported even for other years, but not if single files are given."""
    for register in here.rglob("bodies.yaml"):
        register.unlink()
    write(here, "2025/more/b.yaml", score_file(4, agency="other"))
    entry = "{year: 2020, criterion: 7, date: 2021-03-01, status: done}"
    write(here, "follow-up/b.yaml", f"follow_up: ulgu-ministrlig\nentries:\n  - {entry}\n")
    (here / "follow-up" / "a.yaml").unlink()
    (here / "methods" / "own@1.yaml").unlink()
    outcome = monitor(*command.split())
    assert outcome.code == 0
    assert outcome.err.endswith(ALONE)
    assert ALONE not in monitor("follow-up", "2025/a.yaml").err
