"""The built packages contain all their files and nothing else, and work without the repository."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from monitor_cli import __version__
from tests.conftest import ROOT, missing, require
from tests.files import score_file, write

INFO = f"monitor_cli-{__version__}.dist-info"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with the source distribution and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    """The path of the wheel."""
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(built, tmp_path_factory):
    """The source distribution, unpacked outside any repository."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / f"monitor_cli-{__version__}"


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The scripts of a virtual environment that has the wheel and its dependencies only."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    install(folder / SCRIPTS / "python", "-m", "pip", "install", "--quiet", wheel)
    return folder / SCRIPTS


def install(*command: object, **environment: str) -> None:
    """Run a command that installs packages; skip the test if it reaches no package index."""
    arguments = [str(word) for word in command]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    if done.returncode:
        missing(" ".join(arguments), f"packages cannot be installed here: {done.stderr[-2_000:]}")


def files_of(folder: Path) -> set[str]:
    """Return every file below a folder by its relative path, without caches."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in names if "__pycache__/" not in name}


def test_wheel_contains_the_package_and_nothing_else(wheel):
    """The wheel has code, templates and criteria sets unchanged and catalogues compiled, but no tests and no caches."""
    package = {name for name in files_of(ROOT / "src" / "monitor_cli") if not name.endswith(".mo")}
    expected = {f"monitor_cli/{re.sub(r'[.]po$', '.mo', name)}" for name in package}
    expected |= {f"monitor_cli/criteria/{name}" for name in files_of(ROOT / "criteria")}
    expected |= {f"{INFO}/{name}" for name in ("METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE", "RECORD")}
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert sorted(names) == sorted(expected)
    endings = {name.rsplit(".", 1)[-1] for name in names if name.startswith("monitor_cli/")}
    assert endings == {"py", "typed", "mo", "yaml", "html", "css", "js"}


def test_wheel_has_the_metadata_of_the_project(wheel):
    """Version, licence, Python versions and dependencies are those of the project; no address can become outdated."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with zipfile.ZipFile(wheel) as archive:
        metadata = Parser().parsestr(archive.read(f"{INFO}/METADATA").decode())
    assert (metadata["Name"], metadata["Version"]) == ("monitor-cli", __version__)
    assert (metadata["License-Expression"], metadata["License-File"]) == ("MIT", "LICENSE")
    assert (metadata["Summary"], metadata["Requires-Python"]) == (project["description"], ">=3.11")
    assert {word.lower() for word in metadata.get_all("Requires-Dist")} == {d.lower() for d in project["dependencies"]}
    assert metadata.get_all("Classifier") == project["classifiers"]
    assert metadata.get_all("Project-URL") is None
    assert metadata.get_payload().strip() == (ROOT / "README.md").read_text(encoding="utf-8").strip()


def test_source_distribution_contains_the_repository(unpacked):
    """The source distribution has every file that git knows and its own metadata, but no compiled and no stray file."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a clone of the repository, perhaps the source distribution itself")
    command = [require("git", "lists the files of the repository"), "ls-files", "-z", "--cached", "--others"]
    listed = subprocess.run([*command, "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    known = {name for name in os.fsdecode(listed.stdout).split("\0") if name and (ROOT / name).exists()}
    assert files_of(unpacked) == known | {"PKG-INFO"}


@pytest.mark.index
def test_source_distribution_passes_its_own_tests(unpacked, tmp_path):
    """The unpacked source distribution, installed from itself, passes its tests of score, order, memo and ranking."""
    uv, python = (sys.executable, "-m", "uv"), tmp_path / "venv" / SCRIPTS / "python"
    install(*uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv")
    install(*uv, "pip", "install", "--quiet", "--python", python, unpacked, "pytest", "hypothesis", "openpyxl")
    tests = [f"tests/test_{name}.py" for name in ("score", "order", "memo", "rank")]
    command = [python, "-m", "pytest", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=unpacked, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


@pytest.mark.index
@pytest.mark.parametrize("program", [["monitor"], ["python", "-m", "monitor_cli"]])
def test_the_installed_wheel_works_outside_the_repository(installed, tmp_path, program):
    """The installed wheel works with its own criteria sets and catalogues."""
    scores(installed / program[0], *program[1:], folder=tmp_path)


@pytest.mark.index
@pytest.mark.parametrize("tool", ["pipx", "uv"])
def test_tools_install_the_wheel(tool, wheel, tmp_path):
    """Both pipx and uv install the command in its own environment, and it runs."""
    if importlib.util.find_spec(tool) is None:
        missing(tool, "installs the wheel")
    places = {"PIPX_HOME": "home", "PIPX_BIN_DIR": "bin", "PIPX_MAN_DIR": "man"}
    places |= {"UV_TOOL_DIR": "home", "UV_TOOL_BIN_DIR": "bin"}
    command = ["pipx", "install"] if tool == "pipx" else ["uv", "tool", "install", "--python", sys.executable]
    install(sys.executable, "-m", *command, wheel, **{name: str(tmp_path / place) for name, place in places.items()})
    scores(tmp_path / "bin" / "monitor", folder=tmp_path)


def scores(*command: object, folder: Path) -> None:
    """Score a file in Kyrgyz and write a page with the installed command."""
    file = write(folder, "a.yaml", score_file(4))
    arguments = [str(word) for word in command]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    brief = [*arguments, "score", "--brief", "--lang", "ky", str(file)]
    done = subprocess.run(brief, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{file}: 120 баллдан 96 балл (80,0 %), 3-категория — Үлгү министрлиги, 2025 (order-158@1)\n"
    page = [*arguments, "report", str(file), "--output", "page.html"]
    done = subprocess.run(page, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert "Үлгү министрлиги" in (folder / "page.html").read_text(encoding="utf-8")
