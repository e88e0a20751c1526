"""Paths that hang, loop, vanish or deceive: each is a problem of that path, exit code 2, and the run continues."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from monitor_cli.cli import main as program
from monitor_cli.reading import discovery, source
from tests.conftest import Outcome
from tests.files import score_file, write
from tests.hostile.reading import safe_to_print


def rules(outcome) -> dict[str, list[str]]:
    """Return the rules that each file breaks, by its base name."""
    files = json.loads(outcome.out)["files"]
    return {os.path.basename(file["file"]): [problem["rule"] for problem in file["problems"]] for file in files}


@pytest.fixture
def folder(tmp_path):
    """A folder with one valid file."""
    write(tmp_path, "good.yaml", score_file(4))
    return tmp_path


def test_files_that_are_not_regular(monitor, folder):
    """A pipe, a socket and a broken or circular link are reported and never opened; the valid file is checked."""
    os.mkfifo(folder / "fifo.yaml")
    os.symlink("loop.yaml", folder / "loop.yaml")
    os.symlink("nowhere.yaml", folder / "dangling.yaml")
    os.symlink("good.yaml", folder / "link.yml")
    os.mkdir(folder / "folder.yaml")
    os.symlink("folder.yaml", folder / "linked-folder.yaml")
    os.symlink(".", folder / "circle")
    with socket.socket(socket.AF_UNIX) as bound:
        here = os.getcwd()
        os.chdir(folder)
        bound.bind("socket.yaml")
        os.chdir(here)
        outcome = monitor("validate", folder, "-f", "json")
    assert outcome.code == 2
    assert rules(outcome) == {
        "dangling.yaml": ["file-unreadable"],
        "fifo.yaml": ["file-not-regular"],
        "good.yaml": ["body-duplicate"],
        "link.yml": ["body-duplicate"],
        "loop.yaml": ["file-unreadable"],
        "socket.yaml": ["file-not-regular"],
    }


@pytest.mark.parametrize(
    "path", ["/dev/zero", "/dev/null", "/dev/tty", "/proc/self/mem", "", "y" * 300, "a/" * 3_000, "good.yaml/x"]
)
def test_paths_that_are_no_file(monitor, folder, monkeypatch, path):
    """Devices, too long and empty paths, and paths below a file give exit code 2."""
    monkeypatch.chdir(folder)
    for command in ("score", "validate"):
        outcome = monitor(command, "good.yaml", path, "-f", "json")
        assert outcome.code == 2
        assert "internal-error" not in outcome.out


@pytest.fixture
def deep(tmp_path, monkeypatch):
    """2,500 nested folders with a file in the 1,500th; pytest cannot remove them, so the fixture does."""
    monkeypatch.chdir(tmp_path)
    for depth in range(2_500):
        if depth == 1_500:
            write(Path(), "x.yaml", score_file(4))
        os.mkdir("a")
        os.chdir("a")
    os.chdir(tmp_path)
    yield os.path.join(*["a"] * 1_500, "x.yaml")
    subprocess.run(["rm", "-rf", tmp_path / "a"], check=False)


def test_folders_deeper_than_the_stack(monitor, deep):
    """The file is read; a folder that is deeper than the system allows is a problem of that folder."""
    outcome = monitor("validate", "a", "-f", "json")
    first, second = json.loads(outcome.out)["files"]
    assert (first["file"], first["status"]) == (deep, "ok")
    assert second["status"] == "unreadable"
    assert outcome.code == 2


def test_file_that_vanishes(monitor, folder, monkeypatch):
    """A file that vanishes between listing and reading is unreadable."""
    write(folder, "gone.yaml", score_file(4, agency="gone"))
    listed = discovery._listed

    def list_and_remove(where: str, suffixes: tuple[str, ...], explain: bool) -> object:
        files = listed(where, suffixes, explain)
        if not explain:  # only the first listing, not the search for files that are passed over
            Path(where, "gone.yaml").unlink(missing_ok=True)
        return files

    monkeypatch.setattr(discovery, "_listed", list_and_remove)
    outcome = monitor("validate", folder, "-f", "json")
    assert outcome.code == 2
    assert rules(outcome) == {"gone.yaml": ["file-unreadable"], "good.yaml": []}


@pytest.mark.parametrize("change", [b"\n# more", b""], ids=["grows", "is emptied"])
def test_file_that_changes_while_it_is_read(monitor, folder, monkeypatch, change):
    """A file that changes while it is read is not scored."""
    file = folder / "good.yaml"
    read = os.read

    def reading(descriptor: int, most: int) -> bytes:
        data = read(descriptor, most)
        if data:
            with open(file, "ab" if change else "wb") as other:
                other.write(change)
        return data

    monkeypatch.setattr(source.os, "read", reading)
    outcome = monitor("score", file, "-f", "json")
    result = json.loads(outcome.out)["results"][0]
    assert (outcome.code, result["total"]) == (2, None)
    assert [problem["rule"] for problem in result["problems"]] == ["file-changed"]


def test_a_file_read_in_parts(monitor, folder, monkeypatch):
    """A file that the system returns in parts is read completely."""
    read = os.read
    monkeypatch.setattr(source.os, "read", lambda descriptor, most: read(descriptor, min(most, 100)))
    assert monitor("score", folder / "good.yaml").code == 0


@pytest.mark.parametrize("name", ["(1).yaml", "#1.yaml", "+.yaml", "!.yaml", " a.yaml", "&.yaml"])
def test_names_that_begin_with_a_sign_are_files(monitor, tmp_path, monkeypatch, name):
    """A name that begins with a sign is a file; only `-` alone is standard input."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, name, score_file(4))
    outcome = monitor("score", name, "-f", "json", stdin=b"no: score file")
    assert (outcome.code, json.loads(outcome.out)["results"][0]["total"]) == (0, 96)


def test_file_that_becomes_a_pipe(monitor, folder, monkeypatch):
    """A file that is replaced with a pipe before it is opened does not block the run."""
    file = folder / "good.yaml"
    opened = os.open

    def swap(path, flags, *more):
        if os.fspath(path) == str(file):
            os.unlink(file)
            os.mkfifo(file)
        return opened(path, flags, *more)

    monkeypatch.setattr(source.os, "open", swap)
    assert monitor("score", file).code == 2


@pytest.mark.parametrize("call", ["open", "read", "fstat", "stat"])
def test_the_system_refuses(monitor, folder, monkeypatch, call):
    """Missing permissions and disk errors are problems of the file, in any system call."""
    real = getattr(os, call)

    def refuse(what, *more, **named):
        if call in ("read", "fstat") or os.fspath(what) == str(folder / "good.yaml"):
            raise PermissionError(13, "Permission denied") if call == "open" else OSError(5, "Input/output error")
        return real(what, *more, **named)

    monkeypatch.setattr(source.os, call, refuse)
    outcome = monitor("score", folder / "good.yaml", "-f", "json")
    monkeypatch.undo()
    assert outcome.code == 2
    assert json.loads(outcome.out)["results"][0]["problems"][0]["rule"] == "file-unreadable"


def test_folder_without_permission(monitor, folder, monkeypatch):
    """A folder that cannot be listed is reported with exit code 2, and other files are checked."""
    write(folder, "closed/x.yaml", score_file(4, agency="x"))
    closed = str(folder / "closed")
    scan, names = os.scandir, os.listdir

    def refuse(real):
        def call(path):
            if os.fsdecode(path) == closed:
                raise PermissionError(13, "Permission denied")
            return real(path)

        return call

    monkeypatch.setattr(discovery.os, "scandir", refuse(scan))
    monkeypatch.setattr(source.os, "listdir", refuse(names))
    outcome = monitor("validate", folder, "-f", "json")
    assert outcome.code == 2
    assert rules(outcome) == {"good.yaml": [], "closed": ["file-unreadable"]}


NAMES = {
    b"line\nbreak.yaml": "line\\nbreak.yaml",
    b"\x1b[31mred.yaml": "\\x1b[31mred.yaml",
    b"not-utf8-\xff\xfe.yaml": "not-utf8-\\udcff\\udcfe.yaml",
    b"::error::x.yaml": ":\\:error:\\:x.yaml",
    b":.yaml": "\\:.yaml",
    b"##[error]x.yaml": "##\\[error]x.yaml",
    b"##vso[task.setvariable variable=A]x.yaml": "##\\vso[task.setvariable variable=A]x.yaml",
    b"##teamcity[buildStatus]x.yaml": "##\\teamcity[buildStatus]x.yaml",
    "\u202egpj.yaml".encode(): "\\u202egpj.yaml",
    b"[red]x[bold].yaml": "[red]x[bold].yaml",
    b"=1+1.yaml": "=1+1.yaml",
    b"-.yaml": "-.yaml",
    b"x" * 250 + b".yaml": "x" * 250 + ".yaml",
    "ү".encode() * 125 + b".yaml": "ү" * 125 + ".yaml",
}


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name[:16]))
@pytest.mark.parametrize("content", ["a: 1\n", score_file(4)], ids=["bad", "good"])
def test_hostile_names(monitor, tmp_path, monkeypatch, name, content):
    """Files are read whatever the bytes of their names, and every format shows the names safely."""
    monkeypatch.chdir(tmp_path)
    with open(name, "w", encoding="utf-8") as file:
        file.write(content)
    outcomes = {
        how: monitor("score", "-f", how, "--", os.fsdecode(name))
        for how in ("text", "markdown", "csv", "json", "table")
    }
    checked = monitor("validate", ".")
    in_ci = [monitor("validate", ".", "-f", how) for how in ("sarif", "junit", "gitlab", "json")]
    commands = monitor("validate", ".", "-f", "github")
    assert all(line.startswith("::error ") for line in commands.out.splitlines())
    for outcome in (*outcomes.values(), checked, *in_ci, Outcome(commands.code, commands.out.replace("::", ""), "")):
        assert outcome.code == (content == "a: 1\n")
        safe_to_print(outcome.out)
        assert "\udcff" not in outcome.out
    if content == "a: 1\n":
        assert checked.out.startswith(NAMES[name] + ":1:1: error")


class Waiting(io.BytesIO):
    """A standard input that does not block and has no data yet."""

    def read(self, size: int | None = -1, /) -> bytes:
        return None  # type: ignore[return-value]


@pytest.mark.parametrize("stream", [None, "closed", "waiting"])
def test_standard_input_that_cannot_be_read(monkeypatch, capsys, stream):
    """A standard input that is missing, closed or not ready is exit code 2."""
    text = io.TextIOWrapper(Waiting())
    if stream == "closed":
        text.close()
    monkeypatch.setattr(sys, "stdin", None if stream is None else text)
    assert program.run(["score", "-", "-f", "json"]) == 2
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert [problem["rule"] for problem in result["problems"]] == ["file-unreadable"]


def test_standard_input_that_never_ends(monitor):
    """Endless standard input is read only up to the limit."""
    outcome = monitor("score", "-", stdin=b"#" * 300_000)
    assert outcome.code == 1
    assert "[file-too-large]" in outcome.out


@pytest.mark.parametrize("size", [262_144, 262_145])
def test_the_limit_is_exact(monitor, tmp_path, size):
    """256 KiB are read, one byte more is refused, and `--max-size` moves the limit."""
    text = score_file(4)
    file = write(tmp_path, "a.yaml", text + "#" * (size - len(text.encode())))
    assert monitor("score", file).code == size - 262_144
    assert monitor("score", file, "--max-size", "257").code == 0
