"""Files are written completely or not at all: after any failure the old file stays, and no temporary file remains."""

from __future__ import annotations

import os
import select
import signal
import stat
import threading
from pathlib import Path

import pytest

from monitor_cli.cli import writing
from tests.conftest import ROOT
from tests.files import score_file, write

CALLS = ["open", "write", "fsync", "fchmod", "link", "replace"]


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
    """Each call of each kind fails once, and the old file stays; the run without a failure succeeds."""
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
    assert (number > 1) == (call != "link" or hasattr(os, "O_TMPFILE"))
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(os.listdir(target.parent)) == ["a.yaml", "out.json"]


def fail_at(monkeypatch, call: str, number: int, error: BaseException) -> list[int]:
    """Make the `number`-th of these calls in the writing module fail; the list is empty until it fails."""
    real, calls, failed = getattr(os, call), [0], []

    def counting(*arguments, **named):
        if call == "open" and not arguments[1] & os.O_WRONLY:
            return real(*arguments, **named)
        if call == "fsync" and stat.S_ISDIR(os.fstat(arguments[0]).st_mode):
            return real(*arguments, **named)
        calls[0] += 1
        if calls[0] == number or (
            call == "open" and failed
        ):  # if one kind of file is refused, the program tries the other
            failed.append(number)
            raise error
        return real(*arguments, **named)

    monkeypatch.setattr(writing.os, call, counting)
    return failed


@pytest.mark.parametrize("number", [1, 2, 3])
def test_disk_that_fills_up(monkeypatch, target, number):
    """A long report is written in parts, and a failure of any part leaves the old file."""
    monkeypatch.setattr(writing, "_ROWS", 1)
    fail_at(monkeypatch, "write", number, OSError(28, "No space left on device"))
    with pytest.raises(writing.OutputError, match="the disk is full"):
        writing.write_file(str(target), iter([b"1", b"2", b"3"]), force=True)
    assert target.read_text() == "old"
    assert sorted(os.listdir(target.parent)) == ["a.yaml", "out.json"]


def test_slow_disk(monkeypatch, target):
    """If the system writes only a part of the data, the rest follows."""
    real = os.write
    monkeypatch.setattr(writing.os, "write", lambda descriptor, data: real(descriptor, data[:2]))
    writing.write_file(str(target), iter([b"12345", b"", b"678"]), force=True)
    assert target.read_text() == "12345678"


@pytest.mark.parametrize("error", [ZeroDivisionError(), OSError(5, "no more rows"), KeyboardInterrupt()])
def test_an_error_of_the_generator(target, error):
    """An error of the report's generator writes nothing and is raised unchanged."""

    def half():
        yield b"half"
        raise error

    with pytest.raises(type(error)) as raised:
        writing.write_file(str(target), half(), force=True)
    assert raised.value is error
    assert target.read_text() == "old"
    assert sorted(os.listdir(target.parent)) == ["a.yaml", "out.json"]


@pytest.fixture(params=["nameless", "named", "no signals held back"])
def system(request, monkeypatch):
    """Three systems: one with all calls, one without nameless files, and one like Windows."""
    if request.param != "nameless":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    if request.param == "no signals held back":
        for name in ("fchown", "fchmod", "O_NONBLOCK", "O_DIRECTORY", "O_NOCTTY"):
            monkeypatch.delattr(os, name)
        monkeypatch.delattr(signal, "pthread_sigmask")


@pytest.mark.parametrize("is_old", [True, False])
def test_every_system_writes(monitor, system, target, is_old):
    """On each system, the same file is written with the same mode and folder."""
    report = target if is_old else target.with_name("new.json")
    assert monitor("score", target.parent / "a.yaml", "-f", "json", "-o", report, "--force").code == 0
    assert report.read_text().startswith("{")
    assert stat.S_IMODE(report.stat().st_mode) == (0o640 if is_old else 0o666 & ~umask())
    assert sorted(os.listdir(target.parent)) == sorted({"a.yaml", "out.json", report.name})


def umask() -> int:
    """Return the umask of this process, which can only be read by setting it."""
    os.umask(mask := os.umask(0o077))
    return mask


@pytest.mark.parametrize("moment", ["open", "write", "fsync"])
@pytest.mark.parametrize("is_old", [True, False])
def test_ctrl_c_on_every_system(monitor, monkeypatch, system, target, moment, is_old):
    """Ctrl-C while a file is written leaves the old or the new file, complete."""
    report = target if is_old else target.with_name("new.json")
    real, pressed = getattr(os, moment), []

    def pressing(*arguments, **named):
        result = real(*arguments, **named)
        if not pressed and (moment != "open" or arguments[1] & os.O_WRONLY):
            pressed.append(moment)
            signal.raise_signal(signal.SIGINT)
        return result

    monkeypatch.setattr(writing.os, moment, pressing)
    assert monitor("score", target.parent / "a.yaml", "-f", "json", "-o", report, "--force").code == 130
    assert pressed
    contents = {path.name: path.read_text() for path in target.parent.iterdir() if path.name != "a.yaml"}
    assert contents.get("new.json", "{").startswith("{")
    assert is_old or contents.pop("out.json") == "old"
    assert set(contents) <= {report.name}


def test_long_work_ends_at_once(target):
    """Ctrl-C is delayed while a file is opened, written and named, but not while the report itself is generated."""
    made = []

    def pieces():
        for number in range(3):
            yield b"piece"
            signal.raise_signal(signal.SIGINT)
            made.append(number)

    with pytest.raises(KeyboardInterrupt):
        writing.write_file(str(target), pieces(), force=True)
    assert made == []
    assert target.read_text() == "old"


def test_a_file_that_appears_meanwhile_is_kept(monkeypatch, target):
    """A file that another program creates between the check and the end is not overwritten."""
    new = target.with_name("new.txt")

    def slow():
        yield b"report"
        new.write_text("theirs")

    with pytest.raises(writing.OutputError, match="exists already"):
        writing.write_file(str(new), slow(), force=False)
    assert new.read_text() == "theirs"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_owner_is_kept(monitor, target):
    """If root overwrites a file, its owner, group and mode are kept."""
    os.chown(target, 1234, 2345)
    os.chmod(target, 0o640)
    assert monitor("score", target.parent / "a.yaml", "-o", target, "--force").code == 0
    status = target.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o640)
    assert "96" in target.read_text()


@pytest.mark.parametrize("refuses", [False, True])
def test_folder_is_synced(monitor, monkeypatch, target, refuses):
    """The folder is synced after its file if the system allows it, so that a crash of the machine loses nothing."""
    real, synced = os.fsync, []

    def noting(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        if refuses and synced[-1]:
            raise OSError(22, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(writing.os, "fsync", noting)
    assert monitor("score", target.parent / "a.yaml", "-o", target, "--force").code == 0
    assert synced == [False, True]
    assert target.read_text() != "old"


@pytest.mark.parametrize("report", [["score"], ["batch", "-f", "jsonl"]])
@pytest.mark.parametrize("name", ["a.yaml", "hard", "soft", "./a.yaml", "method.yaml"])
def test_no_output_onto_an_input(monitor, monkeypatch, target, name, report):
    """Score files and criteria files are never overwritten, under any name, even with --force."""
    folder = target.parent
    monkeypatch.chdir(folder)
    os.link("a.yaml", "hard")
    os.symlink("a.yaml", "soft")
    method = (ROOT / "criteria/order-158@1.yaml").read_text(encoding="utf-8")
    write(folder, "method.yaml", method.replace("id: order-158\n", "id: other\n", 1))
    before = Path(name).read_bytes()
    outcome = monitor(*report, "a.yaml", "--criteria", "method.yaml", "-o", name, "--force")
    assert outcome.code == 2
    reason = "the ending of" if name.endswith(".yaml") else "it is also an input"
    assert reason in outcome.err
    assert Path(name).read_bytes() == before


@pytest.mark.parametrize("name", ["out.json", "soft"])
def test_nothing_is_overwritten_unasked(monitor, monkeypatch, target, name):
    """Without --force an existing file is kept, also behind a link; with it, the link stays and its file is new."""
    monkeypatch.chdir(target.parent)
    os.symlink("out.json", "soft")
    assert monitor("score", "a.yaml", "-o", name).code == 2
    assert target.read_text() == "old"
    assert monitor("score", "a.yaml", "-o", name, "--force").code == 0
    assert os.path.islink("soft")
    assert target.read_text() != "old"


@pytest.mark.parametrize("name", [".", "missing/x", "a.yaml/x", "y" * 300, "loop", "", "/dev/full", "/proc/x"])
def test_targets_that_cannot_be_written(monitor, monkeypatch, target, name):
    """A target that cannot be written gives exit code 2 and one line, and leaves no file behind."""
    monkeypatch.chdir(target.parent)
    os.symlink("loop", "loop")
    for command in (["score", "a.yaml", "-o", name], ["new", "-o", name]):
        outcome = monitor(*command, "--force")
        assert outcome.code == 2
        assert len([line for line in outcome.err.splitlines() if "Error" in line]) == 1
    assert sorted(os.listdir()) == ["a.yaml", "loop", "out.json"]


def test_devices_and_pipes_are_written_directly(monitor, monkeypatch, target):
    """A device or a pipe is opened and written, not replaced; the program waits until the pipe is read."""
    monkeypatch.chdir(target.parent)
    assert monitor("score", "a.yaml", "-o", "/dev/null").code == 0
    os.mkfifo("pipe")
    assert monitor("score", "a.yaml", "-o", "pipe").err == "Error: cannot write pipe: no program reads from it\n"
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    read: list[bytes] = []

    def read_all() -> None:
        select.select([reader], [], [], 60)
        read.extend(iter(lambda: os.read(reader, 1000), b""))

    thread = threading.Thread(target=read_all)
    thread.start()
    assert monitor("report", "a.yaml", "-o", "pipe").code == 0
    thread.join()
    os.close(reader)
    assert len(b"".join(read)) > 65_536  # more than the buffer of a pipe
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


def test_new_file_has_the_mode_of_the_user(monitor, target):
    """The mode of a new report follows the umask."""
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
def test_new_refuses_invalid_values(monitor, tmp_path, arguments):
    """`monitor new` refuses a name or an id that the tool would refuse in the file."""
    outcome = monitor("new", tmp_path / "a.yaml", *arguments)
    assert outcome.code == 2
    assert os.listdir(tmp_path) == []
