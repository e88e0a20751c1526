"""Installation from the repository, with locked versions or at a full commit: every such line of the pages runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement

from tests.conftest import ROOT, missing, require
from tests.files import score_file, write
from tests.pages import page
from tests.test_hooks_and_pipelines import committed, copy_of_project, run

LOCK = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKED = [Requirement(line.split("#")[0]) for line in LOCK.splitlines() if not line.startswith("#")]
ADDRESS = "https://example.org/monitor-cli.git"
PINNED = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in (
        "docs/checks.md",
        "docs/ci/github.yml",
        "docs/ci/gitlab.yml",
        "examples/authority-template/.github/workflows/check.yml",
        "examples/authority-template/.gitlab-ci.yml",
        "examples/authority-template/.pre-commit-config.yaml",
    )
}
"""The files that other projects copy."""
HASH = re.compile(r"\b[0-9a-f]{40}\b")
COMMIT = HASH.findall(PINNED["docs/ci/gitlab.yml"])[0]


def pieces(text: str) -> list[str]:
    """Return the commands of a shell line."""
    return re.split(r"\s*(?:&&|;|\|)\s*", text)


def test_the_lock_has_one_exact_version_of_everything():
    """The lock has one exact version of each dependency, tool and build requirement, and no address of an index."""
    groups = PROJECT["dependency-groups"]
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"], *groups["dev"], *groups["fuzz"]]
    for python in ("3.11", "3.12", "3.13", "3.14"):
        here = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
        names = [each.name for each in LOCKED if each.marker is None or each.marker.evaluate(here)]
        assert len(names) == len(set(names)), python
    for requirement in LOCKED:
        ((operator, version),) = [(part.operator, part.version) for part in requirement.specifier]
        assert operator == "=="
        assert "*" not in version
    for requirement in map(Requirement, asked):
        versions = [part.version for each in LOCKED if each.name == requirement.name.lower() for part in each.specifier]
        assert any(requirement.specifier.contains(version, prereleases=True) for version in versions), requirement
    assert "://" not in LOCK
    assert "--" not in re.sub(r"(?m)^#.*", "", LOCK)


def test_the_lock_is_made_by_the_command_of_contributing():
    """The lock contains the command that made it, and CONTRIBUTING has the command that renews it."""
    command = LOCK.splitlines()[1].removeprefix("#").strip()
    assert f".venv/bin/python -m {command} --upgrade --quiet\n" in (ROOT / "CONTRIBUTING.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("name", ["README.md", "README.ky.md", "README.ru.md", "CONTRIBUTING.md", "action.yml"])
def test_the_repository_is_installed_by_the_lock(name):
    """Every line that installs the package uses the lock, for its build too."""
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [piece for line in text.splitlines() for piece in pieces(line) if " -m pip install " in piece]
    assert len(lines) >= 2
    for line in lines:
        lock = '"$locked"' if name == "action.yml" else "constraints.txt"
        assert f"--constraint {lock}" in line
        assert line.endswith(" pip") or f"--build-constraint {lock}" in line


@pytest.mark.index
def test_the_first_command_of_the_readme(tmp_path):
    """In a new clone with nothing but Python, the first command of the README prints the output on the page."""
    blocks = page("README.md").code
    (kind, command), (_, shown) = blocks[:2]
    assert kind == "sh"
    folder = copy_of_project(tmp_path / "monitor", "examples")
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    environment = {key: value for key, value in os.environ.items() if not key.endswith("_CONSTRAINT")}
    environment["PATH"] = f"{python.parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if "No matching distribution" in done.stderr or "connection" in done.stderr.lower():
        missing("an index of packages", done.stderr)
    assert (done.returncode, done.stdout) == (0, shown), done.stderr


def test_no_line_installs_this_tool_from_an_index():
    """Every installation line gives the address of this tool, because anyone could register its name on an index."""
    installs = re.compile(
        r"(?:pipx? install|uv(?:x| tool| pip)|pipx run|poetry add|include:|additional_dependencies).*"
    )
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    files = [Path(ROOT, os.fsdecode(name)) for name in names.split(b"\0") if name] or [ROOT / name for name in PINNED]
    for file in files:
        if file.suffix in (".md", ".yml", ".yaml", ".toml", ".html", ".po", ".txt", "") and file.is_file():
            for requirement in installs.findall(file.read_text(encoding="utf-8", errors="replace")):
                assert not re.search(r"\bmonitor-cli\b(?! @ git)", requirement.split("#")[0]), (file, requirement)


@pytest.mark.parametrize("name", PINNED)
def test_a_full_commit_is_given_once(name):
    """All files refer to the same full commit, and to no tag or branch, which could move."""
    text = PINNED[name]
    assert HASH.findall(text) == [COMMIT]
    at_commit = re.findall(rf"(?:monitor-cli(?:[.]git)?@|rev: ){COMMIT}\b", text)
    assert len(at_commit) == 1
    assert not re.search(r"(?:monitor-cli(?:[.]git)?@|rev: )(?![0-9a-f]{40}\b)", text)


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> dict[str, str]:
    """The settings that make git use a clone of this repository for the address in the examples."""
    require("git", "the examples install from a repository")
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a clone of the repository")
    folder = tmp_path_factory.mktemp("clone") / "monitor-cli.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(ROOT), str(folder)], check=True)
    ancestor = ["git", "merge-base", "--is-ancestor", COMMIT, "HEAD"]
    assert subprocess.run(ancestor, cwd=folder, check=False).returncode == 0, "the commit is not in this history"
    return {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{folder}.insteadOf", "GIT_CONFIG_VALUE_0": ADDRESS}


@pytest.fixture(scope="module")
def programs(tmp_path_factory) -> Path:
    """The programs of a new virtual environment, into which each pipeline installs the commit."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    return folder / "bin"


def scripts(name: str) -> tuple[dict[str, str], list[str]]:
    """Return the variables and the shell lines of a GitHub workflow or a GitLab pipeline."""
    pipeline = yaml.safe_load(PINNED[name])
    variables = pipeline.get("env") or pipeline.get("variables")
    jobs = [job for job in (pipeline.get("jobs") or pipeline).values() if isinstance(job, dict)]
    lines = [step["run"] for job in jobs for step in job.get("steps", ()) if "run" in step]
    lines += [line for job in jobs for part in ("before_script", "script") for line in job.get(part, ())]
    return variables, lines


@pytest.mark.index
@pytest.mark.parametrize("name", [name for name in PINNED if re.search("check.yml|gitlab", name)])
def test_the_pipelines_install_the_commit(clone, programs, tmp_path, name):
    """Every line runs in the order of the file, with the tool that the pipeline installed."""
    variables, lines = scripts(name)
    assert any("pip install" in line for line in lines)
    project = tmp_path / "project"
    scores = {number: {"score": 4, "evidence": ["Буйрук № 12"]} for number in range(1, 25)}
    for year in (2025, 2026):
        write(project, f"{year}/state/my-body.yaml", score_file(scores, year=year))
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    script = "\n".join(lines).replace('exit "$code"', '[ "$code" = 0 ]')
    command = ["bash", "-e", "-c", f"hash -r\n{script}\ncommand -v monitor"]
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, **clone, **variables, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(f"{programs / 'monitor'}\n")


@pytest.mark.index
@pytest.mark.parametrize("name", [name for name in PINNED if "rev: " in PINNED[name]])
def test_the_hooks_install_the_commit(clone, tmp_path, name):
    """The real pre-commit takes the hooks from the address at the commit."""
    require("pre-commit", "it runs the hooks")
    text = PINNED[name] if name.endswith(".yaml") else next(code for kind, code in page(name).code if "rev: " in code)
    project = tmp_path / "project"
    write(project, ".pre-commit-config.yaml", text)
    write(project, "scores/2025/my-body.yaml", score_file(4))
    write(project, "2025/my-body.yaml", score_file(4))
    (project / ("scores" if name.endswith(".yaml") else "2025")).rename(tmp_path / "other")
    done = run(
        "pre-commit", "run", "--all-files", folder=committed(project), PRE_COMMIT_HOME=str(tmp_path / "cache"), **clone
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_the_commit_contains_the_action(clone):
    """The commit contains the action that `uses:` refers to, with the same inputs."""
    folder = clone["GIT_CONFIG_KEY_0"].removeprefix("url.").removesuffix(".insteadOf")
    shown = subprocess.run(["git", "show", f"{COMMIT}:action.yml"], cwd=folder, capture_output=True, check=True)
    (job,) = yaml.safe_load(PINNED["docs/ci/github.yml"])["jobs"].values()
    (step,) = [step for step in job["steps"] if "monitor-cli" in step["uses"]]
    assert set(step["with"]) <= set(yaml.safe_load(shown.stdout)["inputs"])
