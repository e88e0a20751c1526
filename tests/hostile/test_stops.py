"""Every writing command, stopped at each system call: each file is complete, old or new, and nothing else remains."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
from pathlib import Path
from types import FrameType

import pytest

from monitor_cli.cli import main as program
from tests.files import score_file, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="signals of POSIX systems")

OLD = "the old file\n"
COMMANDS = {
    "new file": (["score", "in/one.yaml", "-f", "json", "-o", "out.json"], ["out.json"]),
    "replaced file": (["score", "in/one.yaml", "-f", "text", "-o", "old.txt", "--force"], ["old.txt"]),
    "replaced through a link": (["validate", "in", "-f", "json", "-o", "link", "--force"], ["old.txt"]),
    "row by row": (["batch", "in", "-f", "jsonl", "-o", "rows.jsonl", "--jobs", "1"], ["rows.jsonl"]),
    "closing": (["freeze", "in", "-o", "closed.json"], ["closed.json"]),
    "blank": (["new", "blank.yaml"], ["blank.yaml"]),
    "folder": (["form", "import", "forms", "-o", "out/below"], ["out/below/one.yaml", "out/below/two.yaml"]),
    "folder over files": (["form", "import", "forms", "-o", "old", "--force"], ["old/one.yaml", "old/two.yaml"]),
}
"""For each case, a command line and the files that it writes."""

SIGNALS = {"KILL": signal.SIGKILL, "TERM": signal.SIGTERM, "INT": signal.SIGINT, "HUP": signal.SIGHUP}
SYSTEM_CALLS = {
    *("open", "write", "close", "mkdir", "link", "rename", "replace", "unlink", "rmdir", "fsync", "fchown", "fchmod"),
    *("pthread_sigmask", "_exit"),
}
"""System calls by their Python names; calls that change nothing are left out."""
FOLDERS = {"out", "out/below"}
"""Folders that an import may create before it writes a file into them."""


@pytest.fixture(autouse=True)
def world(monitor, tmp_path, monkeypatch):
    """A folder of score files, one of forms, and old files."""
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        write(tmp_path, f"in/{name}.yaml", score_file(4, agency=name))
        write(tmp_path, f"old/{name}.yaml", score_file(3, agency=name))
    write(tmp_path, "old.txt", OLD)
    os.symlink("old.txt", "link")
    assert monitor("form", "export", "in", "-o", "forms").code == 0


def stopped(arguments: list[str], number: int, at: int | None) -> tuple[int, int]:
    """Return the exit code of a run that gets a signal at a system call, and the number of such calls.

    They are counted from the first call that concerns the target. The run is a child of this process with all modules
    loaded, so that the calls are those of the work itself.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.dup2(os.open(os.devnull, os.O_RDWR), 1)
            sys.stdout = sys.stderr = open(1, "w", closefd=False)  # noqa: SIM115
            sys.argv = ["monitor", *arguments]
            signal.signal(signal.SIGINT, signal.default_int_handler)
            calls = [0]

            def count(frame: FrameType, event: str, function: object) -> None:
                if event.startswith("c_") and getattr(function, "__name__", "") in SYSTEM_CALLS:
                    if not calls[0] and not re.search("writing|conversion", frame.f_code.co_filename):
                        return
                    calls[0] += 1
                    if calls[0] == at:
                        os.kill(os.getpid(), number)

            leave = os._exit
            program.os._exit = lambda code: (sys.setprofile(None), os.write(writer, b"%d" % calls[0]), leave(code))
            sys.setprofile(count)
            program.main()
        os.abort()
    os.close(writer)
    _pid, status = os.waitpid(child, 0)
    calls_made = int(os.read(reader, 20) or 0)
    os.close(reader)
    return os.waitstatus_to_exitcode(status), calls_made


def state() -> dict[str, str | None]:
    """Return everything in the working folder by name: contents of files, None for folders."""
    paths = sorted(Path().rglob("*"))
    return {str(path): path.read_bytes().decode("latin-1") if path.is_file() else None for path in paths}


def restore(before: dict[str, str | None]) -> None:
    for path in sorted(state(), reverse=True):
        if path not in before:
            Path(path).unlink() if Path(path).is_file() else Path(path).rmdir()
    for path, content in before.items():
        if content is not None and not os.path.islink(path):
            Path(path).write_bytes(content.encode("latin-1"))


CASES = [(command, name) for command in COMMANDS for name in ("KILL", "TERM")]
CASES += [("replaced file", "INT"), ("folder", "HUP")]


@pytest.mark.parametrize(("command", "name"), CASES)
def test_stopped_at_every_system_call(command, name):
    """Each file is old or new, nothing else remains, and the exit code is that of the signal.

    Only a run that is killed between naming a new file and replacing the old one leaves that name, because the system
    has no single call for both.
    """
    arguments, written = COMMANDS[command]
    before, number = state(), SIGNALS[name]
    code, calls = stopped(arguments, number, None)
    after = state()
    restore(before)
    assert code == 0
    assert all(after[path] != before.get(path) for path in written)
    steps, left = set(), 0
    for at in range(1, calls + 1):
        code, _calls = stopped(arguments, number, at)
        now = state()
        restore(before)
        assert code == (-number if name == "KILL" else 128 + number), at
        for path in [path for path in now if re.search(r"(^|/)\.monitor-\w+\.tmp$", path)]:
            assert name == "KILL"
            assert now.pop(path) in {after[path] for path in written}, at
            left += 1
        assert set(now) - set(before) <= {*written, *FOLDERS}, at
        for path, content in now.items():
            assert content in (before.get(path, content), after.get(path)), (at, path)
            assert path in before or path in FOLDERS or content == after[path], (at, path)
        steps.add(tuple(now.get(path) == after[path] for path in written))
    assert steps == {tuple(index < done for index in range(len(written))) for done in range(len(written) + 1)}
    assert left <= (2 * sum(path in before for path in written) if hasattr(os, "O_TMPFILE") else calls)
