"""Writing a file whole or not at all: whatever the system refuses, the old file stays and no temporary is left."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

import pytest

from monitor_cli.cli import writing
from tests.conftest import ROOT
from tests.files import score_file, write

CALLS = ["open", "fdopen", "fsync", "chmod", "replace"]


@pytest.fixture
def target(tmp_path):
    """A folder with an input and an old report of mode 0640."""
    write(tmp_path, "a.yaml", score_file(4))
    old = write(tmp_path, "out.json", "old")
    os.chmod(old, 0o640)
    return old


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["disk", "Ctrl-C"])
def test_every_step_fails_once(monitor, monkeypatch, target, call, error):
    """The n-th open, fsync, chmod and replace fail for every n, until a run gets through without the failure."""
    for number in range(1, 20):
        failed = fail_at(monkeypatch, call, number, error)
        outcome = monitor("score", target.parent / "a.yaml", "-f", "json", "-o", target, "--force")
        monkeypatch.undo()
        if not failed:
            break
        assert outcome.code == (130 if isinstance(error, KeyboardInterrupt) else 2)
        assert len(outcome.err.splitlines()) <= 1
        assert target.read_text() == "old"
        assert sorted(os.listdir(target.parent)) == ["a.yaml", "out.json"]
    assert outcome.code == 0
    assert number > 1
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(os.listdir(target.parent)) == ["a.yaml", "out.json"]


def fail_at(monkeypatch, call: str, number: int, error: BaseException) -> list[int]:
    """Make the `number`-th of these calls fail in the module that writes; the list says whether it did."""
    real, calls, failed = getattr(os, call), [0], []

    def counting(*arguments, **named):
        if call == "open" and not str(arguments[0]).endswith(".tmp"):
            return real(*arguments, **named)
        calls[0] += 1
        if calls[0] == number:
            failed.append(number)
            raise error
        return real(*arguments, **named)

    monkeypatch.setattr(writing.os, call, counting)
    return failed


class Full:
    """A file in which the n-th write or flush fails."""

    def __init__(self, file, method: str, number: int) -> None:
        self.file, self.method, self.left = file, method, number

    def __getattr__(self, name):
        real = getattr(self.file, name)
        if name != self.method:
            return real

        def count(*arguments):
            self.left -= 1
            if self.left == 0:
                raise OSError(28, "No space left on device")
            return real(*arguments)

        return count

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()


@pytest.mark.parametrize("method", ["write", "flush"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_disk_that_fills_up(monkeypatch, target, method, number):
    """A report of three parts fails at each of them, and at the flush."""
    opened = os.fdopen
    monkeypatch.setattr(writing.os, "fdopen", lambda *arguments: Full(opened(*arguments), method, number))
    with contextlib.suppress(writing.OutputError), writing.replacing(str(target), force=True) as file:
        for part in (b"1", b"2", b"3"):
            file.write(part)
    fails = method == "write" or number == 1
    assert target.read_text() == ("old" if fails else "123")
    assert sorted(os.listdir(target.parent)) == ["a.yaml", "out.json"]


def test_error_of_the_one_who_writes(target):
    """Whatever ends the block, half a report is not committed."""

    def write_half() -> None:
        with writing.replacing(str(target), force=True) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert target.read_text() == "old"
    assert sorted(os.listdir(target.parent)) == ["a.yaml", "out.json"]


@pytest.mark.parametrize("report", [["score"], ["batch", "-f", "jsonl"]])
@pytest.mark.parametrize("name", ["a.yaml", "hard", "soft", "./a.yaml", "method.yaml"])
def test_no_output_onto_an_input(monitor, monkeypatch, target, name, report):
    """Score files and criteria files are never overwritten, by whatever name, even with --force."""
    folder = target.parent
    monkeypatch.chdir(folder)
    os.link("a.yaml", "hard")
    os.symlink("a.yaml", "soft")
    method = (ROOT / "criteria/order-158@1.yaml").read_text(encoding="utf-8")
    write(folder, "method.yaml", method.replace("id: order-158\n", "id: other\n", 1))
    before = Path(name).read_bytes()
    outcome = monitor(*report, "a.yaml", "--criteria", "method.yaml", "-o", name, "--force")
    assert outcome.code == 2
    assert "it is also an input" in outcome.err
    assert Path(name).read_bytes() == before


@pytest.mark.parametrize("name", ["out.json", "soft"])
def test_nothing_is_overwritten_unasked(monitor, monkeypatch, target, name):
    """Without --force an existing file stays, also behind a link; with it, the link stays and its file is new."""
    monkeypatch.chdir(target.parent)
    os.symlink("out.json", "soft")
    assert monitor("score", "a.yaml", "-o", name).code == 2
    assert target.read_text() == "old"
    assert monitor("score", "a.yaml", "-o", name, "--force").code == 0
    assert os.path.islink("soft")
    assert target.read_text() != "old"


@pytest.mark.parametrize("name", [".", "missing/x", "a.yaml/x", "y" * 300, "loop", "", "/dev/full", "/proc/x"])
def test_targets_that_cannot_be_written(monitor, monkeypatch, target, name):
    """Folders, missing folders, loops, names that are too long and full devices: exit code 2, one line, no debris."""
    monkeypatch.chdir(target.parent)
    os.symlink("loop", "loop")
    for command in (["score", "a.yaml", "-o", name], ["new", "-o", name]):
        outcome = monitor(*command, "--force")
        assert outcome.code == 2
        assert len([line for line in outcome.err.splitlines() if "Error" in line]) == 1
    assert sorted(os.listdir()) == ["a.yaml", "loop", "out.json"]


def test_devices_and_pipes_are_written_straight(monitor, monkeypatch, target):
    """What is no regular file is opened and written, not replaced."""
    monkeypatch.chdir(target.parent)
    assert monitor("score", "a.yaml", "-o", "/dev/null").code == 0
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert monitor("score", "a.yaml", "--brief", "-o", "pipe").code == 0
    assert b"96" in os.read(reader, 10_000)
    os.close(reader)
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


def test_new_file_has_the_mode_of_the_user(monitor, target):
    """A new report obeys the umask like any other file."""
    mask = os.umask(0o027)
    try:
        assert monitor("score", target.parent / "a.yaml", "-o", target.parent / "new.txt").code == 0
    finally:
        os.umask(mask)
    assert stat.S_IMODE((target.parent / "new.txt").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "arguments",
    [
        ("--name", "\x1b[31m"),
        ("--name", "\udcff"),
        ("--name", " "),
        ("--id", "A B"),
        ("--secretary", "\u202ex"),
        ("--id", ""),
    ],
)
def test_new_writes_nothing_that_reads_wrong(monitor, tmp_path, arguments):
    """A name or an id that the tool itself would refuse later is refused now."""
    outcome = monitor("new", tmp_path / "a.yaml", *arguments)
    assert outcome.code == 2
    assert os.listdir(tmp_path) == []
