"""Fixtures of all tests: `monitor` runs a command as a user does, but in this process, because that is faster."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import sys
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from monitor_cli.cli import main as program
from monitor_cli.messages import use_language

ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL = bool(os.environ.get("MONITOR_REQUIRE_ALL"))
"""True in CI, where a skipped test fails, for example because a program is missing."""

for setting in ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT", "UV_CONSTRAINT", "UV_BUILD_CONSTRAINT"):
    os.environ.setdefault(setting, str(ROOT / "constraints.txt"))
"""Tests that install packages use the locked versions; CI clears these variables when it tests the newest versions."""

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell starts background processes with Ctrl-C ignored, and programs that the tests start would inherit that."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--renew`, which rewrites the snapshots from today's output."""
    parser.addoption("--renew", action="store_true", help="write tests/snapshots/ anew")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail every skipped test in CI."""
    report = yield
    if REQUIRE_ALL and report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped: {report.longrepr}"
    return report


def require(program: str, reason: str) -> str:
    """Return the path of an external program; skip the test if it is missing.

    `program` is a path, or a name that is searched for in PATH.
    """
    return shutil.which(program) or missing(f"{program} is not installed", reason)


def missing(what: str, reason: str) -> NoReturn:
    """Skip the test, or fail it in CI."""
    pytest.skip(f"{what}: {reason}")


@dataclass(frozen=True)
class Outcome:
    """The output and the exit code of a run."""

    code: int
    out: str
    err: str


class Streams(io.TextIOWrapper):
    """A stream that keeps its content, as text and as bytes."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n")

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Isolate each test from the settings of the machine and from earlier tests."""
    monkeypatch.chdir(ROOT)
    for name in list(os.environ):
        if name.startswith(("LC_", "LANG", "MONITOR_", "GITHUB_", "CI")) or name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "300")  # no line breaks, however long the path of the test's folder
    use_language("en")


@pytest.fixture
def monitor(monkeypatch: pytest.MonkeyPatch):
    """Run `monitor` with arguments; `stdin` is the standard input, which the argument `-` reads."""

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        out, err = Streams(), Streams()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = program.run([str(argument) for argument in arguments])
        return Outcome(code, out.text(), err.text())

    return run
