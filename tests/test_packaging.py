"""What is built holds what it should and nothing else, and works where the repository is not."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile

import pytest

from monitor_cli import __version__
from tests.conftest import ROOT, missing
from tests.files import score_file, write


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The source distribution and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """A virtual environment with the wheel and what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    wheel = next(built.glob("*.whl"))
    outcome = subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], capture_output=True)
    if outcome.returncode:
        missing("pip", "the wheel's dependencies cannot be installed here")
    return scripts


def test_wheel_holds_the_package_and_nothing_else(built):
    """Code, compiled catalogues and criteria sets; no tests, no sources of catalogues, no caches."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"monitor_cli", f"monitor_cli-{__version__}.dist-info"}
    assert "monitor_cli/criteria/order-158@1.yaml" in names
    assert "monitor_cli/messages/locale/ky/LC_MESSAGES/monitor.mo" in names
    assert "monitor_cli/py.typed" in names
    endings = {name.rsplit(".", 1)[-1] for name in names if name.startswith("monitor_cli/")}
    assert endings <= {"py", "typed", "mo", "yaml", "html", "css", "js", "svg", "j2"}


def test_source_distribution_can_be_tested(built):
    """It holds the tests, examples and criteria sets, but nothing that was compiled."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = [name.split("/", 1)[1] for name in archive.getnames()]
    for name in ("pyproject.toml", "criteria/order-158@1.yaml", "tests/conftest.py", "LICENSE", "hatch_build.py"):
        assert name in names
    assert [name for name in names if name.endswith((".mo", ".pyc"))] == []


@pytest.mark.parametrize("program", [["monitor"], ["python", "-m", "monitor_cli"]])
def test_the_installed_wheel_works_outside_the_repository(installed, tmp_path, program):
    """The criteria sets and the catalogues come from the wheel."""
    file = write(tmp_path, "a.yaml", score_file(4))
    command = [installed / program[0], *program[1:], "score", "--brief", "--lang", "en", file]
    outcome = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert outcome.stdout == f"{file}: 96 of 120 points (80.0 %), band 3 — Үлгү министрлиги, 2025\n"
