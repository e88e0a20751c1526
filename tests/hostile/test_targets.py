"""Output targets: every spelling of a path, with every command that writes, leaves foreign files alone."""

from __future__ import annotations

import os
import re
import shutil
import socket
import zipfile
from pathlib import Path

import click
import pytest

from monitor_cli.cli.main import monitor as program
from tests.conftest import ROOT
from tests.files import score_file, write

KEPT = "keep"
"""A user's file that no command reads."""
OLD = "a year of work\n"

WRITERS = {
    "score": (["score", "in/one.yaml", "in/two.yaml"], ["in/two.yaml"]),
    "score --criteria": (["score", "in/one.yaml", "--criteria", "method.yaml"], ["method.yaml"]),
    "score of a broken file": (["score", "broken.yaml", "-f", "json"], ["broken.yaml"]),
    "validate": (["validate", "in"], ["in/one.yaml"]),
    "validate --frozen": (["validate", "--frozen", "closed.json"], ["closed.json", "in/two.yaml"]),
    "batch": (["batch", "in", "-f", "text"], ["in/two.yaml"]),
    "batch row by row": (["batch", "in", "old", "-f", "jsonl"], ["old/one.yaml"]),
    "batch as a workbook": (["batch", "in", "-f", "xlsx"], ["in/one.yaml"]),
    "rank": (["rank", "in"], ["in/one.yaml"]),
    "compare files": (["compare", "old/one.yaml", "in/one.yaml"], ["old/one.yaml", "in/one.yaml"]),
    "compare folders": (["compare", "old", "in"], ["old/one.yaml", "in/two.yaml"]),
    "plan": (["plan", "in/one.yaml"], ["in/one.yaml"]),
    "report": (["report", "in"], ["in/one.yaml"]),
    "form export": (["form", "export", "in/one.yaml"], ["in/one.yaml"]),
    "form import": (["form", "import", "one.xlsx"], ["one.xlsx"]),
    "form blank": (["form", "blank", "--criteria", "method.yaml"], ["method.yaml"]),
    "form print": (["form", "print", "in/one.yaml", "-f", "html"], ["in/one.yaml"]),
    "memo": (["memo", "in/one.yaml", "-f", "markdown"], ["in/one.yaml", "follow-up/one.yaml"]),
    "follow-up": (["follow-up", "in"], ["in/one.yaml", "follow-up/one.yaml"]),
    "reconcile": (["reconcile", "in/one.yaml", "member.yaml"], ["in/one.yaml", "member.yaml"]),
    "new": (["new", "--criteria", "method.yaml"], ["method.yaml"]),
    "schema": (["schema", "--criteria", "method.yaml"], ["method.yaml"]),
    "freeze": (["freeze", "in"], ["in/one.yaml"]),
    "verify": (["verify", "public"], ["public/scores/one.yaml"]),
    "explain": (["explain", "score-out-of-range"], []),
    "criteria list": (["criteria", "list", "--criteria", "method.yaml"], ["method.yaml"]),
    "criteria show": (["criteria", "show", "--criteria", "method.yaml"], ["method.yaml"]),
    "criteria check": (["criteria", "check", "method.yaml"], ["method.yaml"]),
    "criteria diff": (["criteria", "diff", "order-158@1", "method.yaml"], ["method.yaml"]),
}
"""For each case, the command line without its `-o`, and some of the files that it reads."""

SCORE_FILES = ("new", "reconcile")
"""Commands that write score files, only to names that end in .yaml."""


@pytest.fixture
def world(monitor, tmp_path, monkeypatch):
    """A folder with inputs of each kind, another file, and links."""
    monkeypatch.chdir(tmp_path)
    for path, year, agency in (("in/one", 2025, "one"), ("in/two", 2025, "two"), ("old/one", 2024, "one")):
        write(tmp_path, path + ".yaml", score_file(4, year=year, agency=agency))
    method = (ROOT / "criteria/order-158@1.yaml").read_text(encoding="utf-8")
    write(tmp_path, "method.yaml", re.sub(r"^id: \S+", "id: other", method, flags=re.MULTILINE))
    write(tmp_path, "broken.yaml", "criteria: [\n")
    write(tmp_path, "follow-up/one.yaml", "follow_up: one\nentries: []\n")
    write(tmp_path, "member.yaml", score_file(4, agency="one"))
    write(tmp_path, KEPT, OLD)
    assert monitor("freeze", "in", "-o", "closed.json").code == 0
    assert monitor("form", "export", "in/one.yaml", "-o", "one.xlsx").code == 0
    assert monitor("publish", "in", "-o", "public").code == 0
    os.symlink("in", "linked")
    return tmp_path


def spellings(path: str) -> list[str]:
    """Return spellings of an existing path that a program could take for a new one."""
    folder, name = os.path.split(path)
    again = os.path.join("..", *([".."] if folder else []), os.path.basename(os.getcwd()), path)
    links = {
        "soft": os.path.abspath(path),
        "soft-soft": "soft",
        "soft-slash": path + "/",
        "soft-nowhere-up": "missing/../" + path,
    }
    for link, to in links.items():
        os.symlink(to, link)
    os.link(path, "hard")
    os.mkdir("FOLDED")
    in_capitals = os.path.join("FOLDED", name.upper())
    os.link(path, in_capitals)  # one file with a name in other case, as on a case-insensitive file system
    folded = [path.upper()] if os.path.exists(path.upper()) else []
    return [
        path, "./" + path, ".//" + path, path + "/", path + "//", path + "/.", path + "/./", path + "/./.",
        path + "/../" + name, f"in/../{path}", f"missing/../{path}", f"{KEPT}/../{path}", f"linked/../{path}",
        os.path.abspath(path), "/" + os.path.abspath(path), "/proc/self/cwd/" + path, again,
        *links, "soft/", "soft/.", "hard", "./hard", "hard/", in_capitals, in_capitals + "/", *folded,
    ]  # fmt: skip


def undo_spellings() -> None:
    """Remove the links and folders of `spellings`."""
    for path in (*Path().glob("soft*"), Path("hard")):
        path.unlink()
    shutil.rmtree("FOLDED")


def whole() -> dict[str, tuple[int, str | bytes | None]]:
    """Return everything below the working folder: names, links, modes and contents."""
    content_by_path = {}
    for path in sorted(Path().rglob("*")):
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        content_by_path[str(path)] = (path.lstat().st_mode, content)
    return content_by_path


def run(monitor, name: str, target: str, force: bool):
    """Run a writing command for this target; every command accepts `-o` before its name."""
    return monitor(*(["--force"] if force else []), "-o", target, *WRITERS[name][0])


def refused(outcome, target: str) -> bool:
    """Return whether the command refused the target: exit code 2, and an error with the path or a known reason."""
    last = outcome.err.rstrip("\n").rpartition("\n")[2]
    others = ("outside the folder and the git repository of the closing", "score files end in .yaml")
    names_it = target in last or any(reason in last for reason in others)
    return outcome.code == 2 and last.startswith("Error: ") and names_it


def commands(group: click.Group, *before: str) -> set[str]:
    """Return the names of all commands of the program."""
    context = click.Context(group)
    names: set[str] = set()
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        names |= commands(command, *before, name) if isinstance(command, click.Group) else {" ".join((*before, name))}
    return names


def test_every_command_is_tried():
    """Every command is in the table with its inputs, except `publish`, which writes a folder."""
    tried = {" ".join(arguments[:2]) for arguments, _inputs in WRITERS.values()} | {
        arguments[0] for arguments, _ in WRITERS.values()
    }
    assert commands(program) - {"publish"} <= tried


@pytest.mark.parametrize("name", WRITERS)
def test_inputs_are_kept_in_every_spelling(monitor, world, name):
    """No spelling of an input is written to, with or without --force, and nothing else appears or changes."""
    for path in WRITERS[name][1]:
        for target in spellings(path):
            before = whole()
            for force in (True, False) if target in (path, "soft") else (True,):
                outcome = run(monitor, name, target, force)
                assert refused(outcome, target), (target, force, outcome)
                assert whole() == before, (target, force)
        undo_spellings()


@pytest.mark.parametrize("name", WRITERS)
def test_existing_files_are_kept_in_every_spelling(monitor, world, name):
    """No spelling of a path overwrites a file without --force, or a folder even with it."""
    for target in spellings(KEPT):
        before = whole()
        assert refused(run(monitor, name, target, False), target), target
        assert whole() == before, target
    undo_spellings()
    written = []
    for target in spellings(KEPT):
        before = whole()
        if refused(run(monitor, name, target, True), target):
            assert whole() == before, target
            continue
        own = Path(target).resolve().relative_to(world)
        assert {path for path, state in whole().items() if state != before.get(path)} == {str(own)}, target
        own.write_text(OLD)
        written.append(target)
    assert (KEPT in written) == (name not in SCORE_FILES)
    assert not [target for target in written if re.search("/$|/[.]+$|missing|keep/|slash|nowhere", target)]


FOLDERS = [
    ".",
    "./",
    "..",
    "in",
    "in/",
    "in/.",
    "linked",
    "linked/",
    "new/",
    "new//",
    "new/.",
    "new/..",
    "to-new/",
    "to-in",
]
NOT_THERE = [
    "missing/new",
    "missing/../new",
    KEPT + "/new",
    KEPT + "/../new",
    "loop",
    "loop/",
    "loop/new",
    "to-missing",
    "y" * 300,
]


@pytest.mark.parametrize("name", WRITERS)
def test_targets_that_are_no_file_are_refused(monitor, world, name):
    """Folders in every spelling, missing folders, loops, sockets and pipes without a reader are refused at once."""
    os.symlink("loop", "loop")
    os.symlink("new/", "to-new")
    os.symlink("in", "to-in")
    os.symlink("missing/../new", "to-missing")
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        before = whole()
        for target in ["", *FOLDERS, *NOT_THERE, "pipe", "./pipe", "socket"]:
            outcome = run(monitor, name, target, True)
            assert refused(outcome, target), (target, outcome)
            assert whole() == before, target


@pytest.mark.parametrize("target", ["new ", " new", "-new", "./-", "новый", "to-new", "in/../new", "linked/new"])
@pytest.mark.parametrize("name", ["score", "batch row by row", "new", "form export"])
def test_new_files_are_written_by_their_name(monitor, world, name, target):
    """Odd but plain names are new files beside the others; a broken link gets its file."""
    os.symlink("new", "to-new")
    target += ".yaml" if name in SCORE_FILES else ""
    before = whole()
    assert run(monitor, name, target, False).code == 0
    after = whole()
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + 1
    assert Path(target).stat().st_size


@pytest.mark.parametrize("target", ["-", "/dev/stdout", "/dev/null", "/dev/fd/1", "/proc/self/fd/1"])
@pytest.mark.parametrize("name", ["score", "batch row by row", "validate", "form print", "rank", "new"])
def test_streams_are_no_files(monitor, world, name, target, capfd):
    """Standard output under any of its names, and devices, leave the folder unchanged."""
    before = whole()
    outcome = run(monitor, name, target, False)
    assert outcome.code in ((2,) if refused(outcome, target) else (0, 1))
    assert whole() == before


@pytest.mark.parametrize("name", ["score", "validate", "rank", "memo"])
def test_descriptors_of_files_are_those_files(monitor, world, name):
    """/dev/fd/N is treated like the file behind it: an input is protected, another file needs --force."""
    path = WRITERS[name][1][0]
    with open(path, "rb+") as own, open(KEPT, "rb+") as kept:
        before = whole()
        for file, force in ((own, False), (own, True), (kept, False)):
            target = f"/dev/fd/{file.fileno()}"
            assert refused(run(monitor, name, target, force), target)
            assert whole() == before


@pytest.mark.parametrize(
    ("arguments", "path"),
    [(["new", "--id", "x"], KEPT), (["new", "--criteria", "method.yaml"], "method.yaml")],
    ids=["kept", "input"],
)
def test_new_by_its_argument(monitor, world, arguments, path):
    """`monitor new FILE` follows the same rules as `-o FILE`."""
    for target in spellings(path):
        before = whole()
        for force in (["--force"] if path != KEPT else [], []):
            assert refused(monitor(*arguments, *force, target), target), target
            assert whole() == before, target


def test_published_criteria_are_inputs_too(monitor, monkeypatch, world):
    """The published criteria sets, which every command reads, are not overwritten."""
    from monitor_cli.reading import criteria_files

    published = write(world, "criteria/order-158@1.yaml", (ROOT / "criteria/order-158@1.yaml").read_text("utf-8"))
    monkeypatch.setattr(criteria_files, "published_files", lambda: {"order-158@1": str(published)})
    before = whole()
    for command in (["new", "--id", "x"], ["form", "import", "one.xlsx"], ["reconcile", "in/one.yaml", "member.yaml"]):
        assert "it is also an input" in monitor(*command, "--force", "-o", published).err
        assert whole() == before


def test_standard_input_is_an_input(monitor, world):
    """The file behind standard input is refused as a target, whether given as `-` or /dev/stdin."""
    saved = os.dup(0)
    with open("in/one.yaml", "rb") as file:
        os.dup2(file.fileno(), 0)
    try:
        before = whole()
        for source in ("-", "/dev/stdin", "/dev/fd/0"):
            for target in ("in/one.yaml", "/dev/stdin", "/dev/fd/0"):
                outcome = monitor("score", source, "--force", "-o", target, stdin=Path("in/one.yaml").read_bytes())
                assert refused(outcome, target), (source, target)
                assert whole() == before
    finally:
        os.dup2(saved, 0)
        os.close(saved)


@pytest.fixture
def forms(world, monitor):
    """The score files as forms in another folder."""
    os.mkdir("forms")
    for name in ("one", "two"):
        shutil.copy(f"in/{name}.yaml", "forms")
        assert monitor("form", "export", f"in/{name}.yaml", "-o", f"forms/{name}.xlsx").code == 0
        os.remove(f"forms/{name}.yaml")
    return world


CONVERSIONS = {"export": ("in", ".yaml", ".xlsx"), "import": ("forms", ".xlsx", ".yaml")}


@pytest.mark.parametrize("command", CONVERSIONS)
@pytest.mark.parametrize("link", ["soft", "hard", "folder"])
@pytest.mark.parametrize("other", ["two", "one", "method"])
def test_no_target_in_a_folder_is_an_input(monitor, forms, command, link, other):
    """A target that leads to an input or to the criteria file is refused before anything is written.

    `form import` reports an existing file that is not about the body, and writes the others.
    """
    folder, ending, suffix = CONVERSIONS[command]
    victim = "method.yaml" if other == "method" else f"{folder}/{other}{ending}"
    if link == "folder":
        os.mkdir("far")
        shutil.move(victim, "far/one" + suffix)
        os.symlink(os.path.abspath("far/one" + suffix), victim)
        os.symlink("far", "out")
    else:
        os.mkdir("out")
        (os.symlink if link == "soft" else os.link)(os.path.abspath(victim), "out/one" + suffix)
    before = whole()
    for force in ([], ["--force"]):
        outcome = monitor("form", command, folder, "-o", "out", *force, "--criteria", "method.yaml")
        if command == "import":
            assert (outcome.code, "out/one.yaml exists and is not about one" in outcome.err) == (1, True)
            assert before.items() <= whole().items()
        else:
            assert refused(outcome, "out/one" + suffix)
            assert whole() == before


CLASHES = {
    "two endings": ["a.yaml", "a.yml"],
    "other case": ["a.yaml", "A.yaml"],
    "composed and decomposed": ["\u0439.yaml", "\u0438\u0306.yaml"],
    "a file where a folder must be": ["a.yaml", "a.xlsx/b.yaml"],
    "other case of a folder": ["a.yaml", "A.xlsx/b.yaml"],
}


@pytest.mark.parametrize("names", CLASHES.values(), ids=CLASHES)
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
def test_two_sources_with_one_target(monitor, tmp_path, names, force):
    """Two sources with the same target, or targets that differ only in case or Unicode form, are refused at once."""
    for index, name in enumerate(names):
        write(tmp_path, f"in/{name}", score_file(4, agency=f"body-{index}"))
    outcome = monitor("form", "export", tmp_path / "in", "-o", tmp_path / "out", *force)
    assert refused(outcome, str(tmp_path / "out"))
    assert "would both be written to" in outcome.err
    assert os.listdir(tmp_path) == ["in"]


def test_two_targets_that_are_one_file_by_a_link(monitor, forms):
    """Two targets that lead to one file are refused, because the second would replace the first."""
    os.mkdir("out")
    Path("out/two.xlsx").write_text("old")
    os.symlink("two.xlsx", "out/one.xlsx")
    before = whole()
    outcome = monitor("form", "export", "in", "-o", "out", "--force")
    assert refused(outcome, "out/one.xlsx") or refused(outcome, "out/two.xlsx")
    assert whole() == before


@pytest.mark.parametrize("made", ["out", "out/two.xlsx/", "out/pipe-two.xlsx", "loop"])
def test_folder_that_cannot_take_every_file(monitor, forms, made):
    """A file in place of the folder, or an obstacle in place of a file, is refused before the first file is written."""
    if made == "out":
        write(forms, "out", "a file")
    elif made == "loop":
        os.symlink("out", "out")
    else:
        os.makedirs("out/two.xlsx" if made.endswith("/") else "out")
        if "pipe" in made:
            os.mkfifo("out/two.xlsx")
    before = whole()
    assert refused(monitor("form", "export", "in", "-o", "out", "--force"), "out")
    assert whole() == before


def test_spellings_of_the_folder_to_write_to(monitor, forms):
    """The folder to write can have a slash; it is created with its parents, and an existing one is filled."""
    for target in ("a", "b/", "c/.", "./d//", "e/f/g", "a/../h"):
        assert monitor("form", "export", "in", "-o", target).code == 0, target
        assert sorted(os.listdir(target)) == ["one.xlsx", "two.xlsx"]
        before = whole()
        assert refused(monitor("form", "export", "in", "-o", target), "one.xlsx")
        assert whole() == before


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["disk", "Ctrl-C"])
def test_half_a_folder_lists_its_files(monitor, monkeypatch, world, error):
    """If writing a folder fails halfway, written and missing files are listed, and written files are complete."""
    from monitor_cli.cli import writing

    write(world, "in/three.yaml", score_file(3, agency="three"))
    real = os.write

    def second_fails(descriptor: int, data: bytes) -> int:
        if os.listdir("out") == ["one.xlsx"]:
            raise error
        return real(descriptor, data)

    monkeypatch.setattr(writing.os, "write", second_fails)
    outcome = monitor("form", "export", "in", "-o", "out")
    assert outcome.code == (130 if isinstance(error, KeyboardInterrupt) else 2)
    assert "written: out/one.xlsx\nnot written: out/three.xlsx\nnot written: out/two.xlsx\n" in outcome.err
    assert os.listdir("out") == ["one.xlsx"]
    assert zipfile.is_zipfile("out/one.xlsx")
