"""The real pre-commit, the steps of the GitHub Action and the GitLab example, run on test repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from junitparser import JUnitXml

from tests.conftest import ROOT, missing, require
from tests.files import score_file, write
from tests.snippets import CRITERIA_FILE, completed

SOURCES = (
    "src",
    "criteria",
    "constraints.txt",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "hatch_build.py",
    ".pre-commit-hooks.yaml",
)
BIN = str(Path(sys.executable).parent)


def run(*command: object, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program with the scripts of this environment in PATH."""
    whole = {**os.environ, "PATH": os.pathsep.join([BIN, os.environ["PATH"]]), "MONITOR_LANG": "en", **environment}
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, cwd=folder, env=whole, capture_output=True, encoding="utf-8", check=False)


def committed(folder: Path) -> Path:
    """Make `folder` a git repository and commit everything in it."""
    identity = ("-c", "user.name=А. Б.", "-c", "user.email=ab@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-q", "-m", "All")):
        done = run("git", *command, folder=folder)
        assert done.returncode == 0, done.stderr
    return folder


def copy_of_project(target: Path, *more: str) -> Path:
    """Copy the files of the project that an installation needs."""
    target.mkdir()
    for name in SOURCES + more:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, target / name)
    return target


@pytest.fixture(scope="session")
def index(tmp_path_factory) -> None:
    """Skip the test if no package index can be reached."""
    folder = tmp_path_factory.mktemp("index")
    done = run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, "click", folder=folder)
    if done.returncode:
        missing("an index of packages", f"pip reaches no index, so the project cannot be installed: {done.stderr}")


@pytest.mark.index
def test_the_real_pre_commit_runs_the_hooks(tmp_path, index):
    """pre-commit installs the hooks from a repository, passes valid files and stops broken ones."""
    require("pre-commit", "it runs the hooks")
    hooks = committed(copy_of_project(tmp_path / "hooks"))
    project = tmp_path / "project"
    config = {
        "repos": [
            {
                "repo": str(hooks),
                "rev": run("git", "rev-parse", "HEAD", folder=hooks).stdout.strip(),
                "hooks": [{"id": "monitor-validate"}, {"id": "monitor-criteria-check"}],
            }
        ]
    }
    write(project, ".pre-commit-config.yaml", yaml.safe_dump(config))
    write(project, "2025/good.yaml", score_file(4))
    write(project, "criteria/ulgu@1.yaml", completed(CRITERIA_FILE["id"]))
    committed(project)
    home = {"PRE_COMMIT_HOME": str(tmp_path / "cache")}
    done = run("pre-commit", "run", "--all-files", folder=project, **home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Passed") == 2

    write(project, "2025/bad.yaml", score_file({**dict.fromkeys(range(1, 25), 4), 3: 6}, agency="misal"))
    write(project, "criteria/ulgu@2.yaml", completed(CRITERIA_FILE["id"]).replace("max: 6", "max: 7"))
    run("git", "add", "-A", folder=project)
    done = run("pre-commit", "run", folder=project, **home)
    assert done.returncode == 1
    assert "2025/bad.yaml:" in done.stdout
    assert "[score-out-of-range]" in done.stdout
    assert "[band-range]" in done.stdout
    assert "good.yaml" not in done.stdout
    assert run("pre-commit", "validate-manifest", hooks / ".pre-commit-hooks.yaml", folder=hooks).returncode == 0


@pytest.fixture
def scores(tmp_path) -> Path:
    """A repository of score files with one mistake."""
    write(tmp_path, "2025/good.yaml", score_file(4))
    write(tmp_path, "2025/bad.yaml", score_file({**dict.fromkeys(range(1, 25), 4), 3: 6}, agency="misal"))
    return tmp_path


ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def act(folder: Path, place: Path, step: int, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as the runner does: inputs come only through the environment."""
    action = ACTION["runs"]["steps"][step]
    values = {f"inputs.{name}": inputs.get(name, given["default"]) for name, given in ACTION["inputs"].items()}
    values |= {"github.action_path": str(place.parent / "hooks"), "runner.temp": str(place)}
    environment = {key: values[value.strip("${} ")] for key, value in action["env"].items()}
    assert "${{" not in action["run"]
    ours = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(folder)}
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", action["run"])
    return run(*shell, folder=folder, **ours, **environment)


@pytest.mark.index
def test_the_action_installs_the_tool(tmp_path, index):
    """The first step of the action installs the tool into its own environment from the action's folder."""
    copy_of_project(tmp_path / "hooks")
    (tmp_path / "temp").mkdir()
    done = act(tmp_path, tmp_path / "temp", 0)
    assert done.returncode == 0, done.stderr
    assert run(tmp_path / "temp/monitor/bin/monitor", "--version", folder=tmp_path).stdout.startswith("monitor ")


@pytest.fixture
def place(tmp_path_factory) -> Path:
    """The folder in which the action expects the tool; it refers to this environment."""
    folder = tmp_path_factory.mktemp("runner") / "temp"
    (folder / "monitor").mkdir(parents=True)
    (folder / "monitor" / "bin").symlink_to(BIN)
    return folder


def test_the_action_annotates(scores, place):
    """One run gives text and annotations in the requested language, and fails with the tool's exit code."""
    done = act(scores, place, 1, paths="2025\n", language="en")
    assert done.returncode == 1
    assert "2025/bad.yaml:12:6: error:" in done.stdout
    assert "\n::error file=2025/bad.yaml,line=12,endLine=12,col=6,endColumn=7," in done.stdout
    assert act(scores, place, 1, paths="2025/good.yaml").returncode == 0
    assert "::warning" in act(scores, place, 1, paths="2025/good.yaml", strict="true").stdout
    assert act(scores, place, 1, paths="$(touch x)\n2025/good.yaml").returncode == 2
    assert not (scores / "x").exists()


def test_the_action_lets_drafts_and_ignored_rules_pass(scores, place):
    """The action has inputs for drafts, ignored warnings, criteria and register, one line each."""
    write(scores, "2025/bad.yaml", score_file({1: 3}, agency="misal"))
    assert act(scores, place, 1, paths="2025").returncode == 1
    assert act(scores, place, 1, paths="2025", **{"allow-draft": "true"}).returncode == 0
    write(scores, "2025/good.yaml", score_file(4, monitoring={"from": "2024-01-01", "to": "2025-01-02"}))
    strict = {"paths": "2025/good.yaml", "strict": "true"}
    assert act(scores, place, 1, **strict, ignore="evidence-missing\n").returncode == 1
    assert act(scores, place, 1, **strict, ignore="evidence-missing\nperiod-outside-year\n").returncode == 0
    assert act(scores, place, 1, ignore="score-out-of-range").returncode == 2
    method = ROOT / "examples/methods"
    shutil.copy(method / "example-library.yaml", scores / "library.yaml")
    assert act(scores, place, 1, paths="library.yaml").returncode == 1
    assert act(scores, place, 1, paths="library.yaml", criteria=f"{method}/library-service@1.yaml\n").returncode == 0
    write(scores, "list.yaml", "bodies:\n  - {id: other, name: Башка, kind: state}\n")
    done = act(scores, place, 1, paths="2025/good.yaml", bodies="list.yaml", language="en")
    assert (done.returncode, "list.yaml" in done.stdout + done.stderr) == (1, True)


def test_the_action_writes_sarif(scores, place):
    """With an output file for SARIF, the log has the text and the file has the results."""
    done = act(scores, place, 1, sarif="out.sarif")
    assert "::error" not in done.stdout
    assert "2025/bad.yaml" in done.stdout
    assert json.loads((scores / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_action_checks_closed_years(scores, place):
    """With the closings of years, the action reports a change that is valid by itself."""
    (scores / "2025/bad.yaml").unlink()
    monitor = (sys.executable, "-m", "monitor_cli")
    assert run(*monitor, "freeze", "2025", "-o", "2025.frozen.json", folder=scores).returncode == 0
    write(scores, "2026/good.yaml", score_file(4, year=2026))
    assert run(*monitor, "freeze", "2026", "-o", "2026.frozen.json", folder=scores).returncode == 0
    both = "2025.frozen.json\n2026.frozen.json\n"
    assert act(scores, place, 1, frozen=both).returncode == 0
    write(scores, "2025/good.yaml", score_file(5))
    done = act(scores, place, 1, frozen=both, language="en")
    assert done.returncode == 1
    assert "[frozen-changed]" in done.stdout
    assert act(scores, place, 1).returncode == 0


def test_the_gitlab_job_writes_both_reports(scores):
    """The script of the GitLab example writes both reports, and the job fails."""
    job = yaml.safe_load((ROOT / "docs/ci/gitlab.yml").read_text(encoding="utf-8"))["validate-scores"]
    script = "set -eo pipefail\n" + "\n".join(job["script"]).replace(" 2026", "")
    done = run("bash", "-c", script, folder=scores, CI_PROJECT_DIR=str(scores), **job["variables"])
    assert done.returncode == 1, done.stderr
    assert "2025/bad.yaml:12:6" in done.stdout
    assert [suite.failures for suite in JUnitXml.fromfile(str(scores / "junit.xml"))] == [1, 0]
    assert len(json.loads((scores / "code-quality.json").read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "docs/ci/github.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab.yml"),
    ],
)
def test_examples_conform_to_the_schemas_of_their_systems(schema, file):
    """The action and the CI examples conform to the schemas that users of GitHub and GitLab check against."""
    done = run("check-jsonschema", "--builtin-schema", schema, ROOT / file, folder=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_workflow_has_the_least_permissions():
    """The workflow may only read the repository, and leaves no token behind."""
    workflow = yaml.safe_load((ROOT / "docs/ci/github.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert "permissions" not in job
    assert job["steps"][0]["with"]["persist-credentials"] is False
