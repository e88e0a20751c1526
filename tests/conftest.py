"""Fixtures that all tests share: `monitor` runs a command as a user does, in this process for speed."""

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
"""CI sets this: a test that is skipped, as for want of a program, fails."""

for setting in ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT", "UV_CONSTRAINT", "UV_BUILD_CONSTRAINT"):
    os.environ.setdefault(setting, str(ROOT / "constraints.txt"))
"""Tests that install packages take the locked versions; CI sets these to nothing where it tries the newest."""

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell starts what it runs in the background with Ctrl-C ignored, and programs that tests start inherit that."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--renew` takes what the reports look like today for what they are to look like."""
    parser.addoption("--renew", action="store_true", help="write tests/snapshots/ anew")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI no test may be skipped."""
    report = yield
    if REQUIRE_ALL and report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped: {report.longrepr}"
    return report


def require(program: str, reason: str) -> str:
    """The path of an outside program; without it the test is skipped.

    `program` is a name that is looked up in PATH, or a path.
    """
    return shutil.which(program) or missing(f"{program} is not installed", reason)


def missing(what: str, reason: str) -> NoReturn:
    """Skip the test."""
    pytest.skip(f"{what}: {reason}")


@dataclass(frozen=True)
class Outcome:
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str


class Streams(io.TextIOWrapper):
    """A stream that keeps what is written to it, as text and as bytes."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n")

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests, and no earlier test, decides what they see."""
    monkeypatch.chdir(ROOT)
    for name in list(os.environ):
        if name.startswith(("LC_", "LANG", "MONITOR_", "GITHUB_", "CI")) or name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "300")  # the path of a test's folder, however long, breaks no line
    use_language("en")


@pytest.fixture
def monitor(monkeypatch: pytest.MonkeyPatch):
    """Runs `monitor` with arguments and, for `-`, standard input."""

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        out, err = Streams(), Streams()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = program.run([str(argument) for argument in arguments])
        return Outcome(code, out.text(), err.text())

    return run
