"""The template repository of an authority: copied, put under git, and checked by its own CI scripts."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from tests.conftest import ROOT

TEMPLATE = ROOT / "examples" / "authority-template"
SAMPLE = "2025/state/ulgu-ministrligi.yaml"
WORKFLOW = yaml.safe_load((TEMPLATE / ".github/workflows/check.yml").read_text(encoding="utf-8"))
PIPELINE = yaml.safe_load((TEMPLATE / ".gitlab-ci.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((TEMPLATE / ".pre-commit-config.yaml").read_text(encoding="utf-8"))


def commands_in(text):
    """Return the names of the monitor commands in a script or on a page."""
    return re.findall(r"\bmonitor ([a-z]+)\b", text)


INSTALL = 'python -m pip install "$MONITOR"'
"""The one line that does not run here, because the tool is installed already; `test_setup.py` runs it."""
GITHUB_SCRIPT = [step["run"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "run" in step]
GITLAB_SCRIPT = [line for job in PIPELINE.values() if "script" in job for line in job["script"]]


@pytest.fixture
def repository(tmp_path):
    """The template as a new git repository, with its first commit."""
    folder = tmp_path / "authority"
    shutil.copytree(TEMPLATE, folder)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message=Start")
    return folder


@pytest.fixture
def run(repository, tmp_path):
    """Run a line of a CI script as a runner does: in the repository, in bash, until the first failure."""
    program = tmp_path / "bin" / "monitor"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m monitor_cli "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "YEAR": WORKFLOW["env"]["YEAR"], "MONITOR_LANG": "ky"}

    def run(line):
        return subprocess.run(
            ["bash", "-e", "-c", line],
            cwd=repository,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


def _git(folder, *arguments):
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def _register(repository, agency):
    """Add a municipal body to the register."""
    register = repository / "bodies.yaml"
    row = f"bodies:\n  - {{id: {agency}, name: Мисал, kind: municipal}}\n"
    register.write_text(register.read_text(encoding="utf-8").replace("bodies:\n", row, 1), encoding="utf-8")


def _break(repository):
    file = repository / SAMPLE
    file.write_text(file.read_text(encoding="utf-8").replace("score: 5", "score: 6", 1), encoding="utf-8")


@pytest.mark.parametrize("script", [GITHUB_SCRIPT, GITLAB_SCRIPT], ids=["github", "gitlab"])
def test_ci_passes(run, script):
    """Every line of both CI scripts succeeds on the untouched template."""
    lines = [line for line in script if line != INSTALL]
    assert {"validate", "batch", "rank", "report"} <= set(commands_in("\n".join(lines)))
    for line in lines:
        done = run(line)
        assert done.returncode == 0, (line, done.stdout, done.stderr)


def test_ci_stops_at_a_broken_file(repository, run):
    """A score of 6 fails the check, which shows file and line."""
    _break(repository)
    done = run("monitor validate .")
    assert done.returncode == 1
    assert re.search(r"ulgu-ministrligi\.yaml:\d+:\d+:", done.stdout)


def test_ci_sees_only_score_files(run):
    """CI checks score files and the register, and ignores the YAML settings of the repository."""
    done = run("monitor validate . -f json")
    assert [file["file"].replace(os.sep, "/").removeprefix("./") for file in json.loads(done.stdout)["files"]] == [
        "bodies.yaml",
        SAMPLE,
    ]


def test_sample_has_no_warning(run):
    """The sample passes `--strict`."""
    assert run("monitor validate . --strict").returncode == 0


def test_a_new_body_fails_ci_until_it_is_complete(repository, run):
    """`monitor new` creates a draft beside the sample, and CI fails until all scores are in."""
    assert (
        run("monitor new 2025/municipal/misal.yaml --kind municipal --id misal --name Мисал --year 2025").returncode
        == 0
    )
    assert "body-unknown" in run("monitor validate .").stdout
    _register(repository, "misal")
    assert run("monitor validate .").returncode == 1
    assert "not handed in" not in run("monitor batch 2025").stderr
    file = repository / "2025/municipal/misal.yaml"
    file.write_text(re.sub(r"^(  \d+:)$", r"\1 4", file.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    assert run("monitor validate .").returncode == 0


def test_a_closed_year_stays_closed(repository, run):
    """After the freeze, both CI scripts refuse any change to the year, even to a note."""
    assert run("monitor freeze 2025 -o 2025.frozen.json").returncode == 0
    loops = [line for line in GITHUB_SCRIPT + GITLAB_SCRIPT if "--frozen" in line]
    assert len(loops) == 2
    assert [run(line).returncode for line in loops] == [0, 0]
    file = repository / SAMPLE
    file.write_text(file.read_text(encoding="utf-8").replace("Бир", "Эки", 1), encoding="utf-8")
    assert [run(line).returncode for line in loops] == [1, 1]


@pytest.mark.parametrize("script", [GITHUB_SCRIPT, GITLAB_SCRIPT], ids=["github", "gitlab"])
def test_all_results_are_written_before_one_fails(repository, run, script):
    """A broken file and a changed closed year fail the job, and all results are written nevertheless."""
    assert run("monitor freeze 2025 -o 2025.frozen.json").returncode == 0
    _break(repository)
    outcomes = [run(line) for line in script if "--frozen" in line or "report" in line]
    assert [done.returncode for done in outcomes] == [1, 1]
    assert "[frozen-changed]" in outcomes[0].stdout
    assert {path.name for path in (repository / "public").iterdir()} == {"results.csv", "rating.md", "index.html"}


def test_every_check_runs_after_a_failed_one():
    """Each check runs even if an earlier step failed; by default, GitHub stops at the first failed step."""
    steps = WORKFLOW["jobs"]["validate"]["steps"]
    checks = [step for step in steps if "monitor validate" in step.get("run", "")]
    assert len(checks) == 3
    assert [step.get("if") for step in checks] == [None, "${{ !cancelled() }}", "${{ !cancelled() }}"]
    assert WORKFLOW["jobs"]["report"]["steps"][-1]["if"] == "${{ !cancelled() }}"
    assert PIPELINE["report"]["artifacts"]["when"] == "always"


def test_the_hook_checks_the_files_of_the_commit(repository, run):
    """The hook ignores uncommitted files and accepts a draft; a broken file in the commit stops it."""
    (hook,) = HOOKS["repos"][0]["hooks"]
    assert "pass_filenames" not in hook
    (offered,) = (
        known
        for known in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        if known["id"] == hook["id"]
    )
    _register(repository, "draft")
    new = "monitor new {} --kind municipal --id {} --name Мисал --year 2025"
    assert run(new.format("2025/municipal/draft.yaml", "draft")).returncode == 0
    _git(repository, "add", "--all")
    (repository / "2025/municipal/mine.yaml").write_text("year: [", encoding="utf-8")

    def commit():
        staged = _git(repository, "diff", "--cached", "--name-only").split()
        files = [file for file in staged if re.search(hook["files"], file)]
        return run(" ".join([offered["entry"], *hook["args"], *files]))

    assert commit().returncode == 0
    _git(repository, "add", "--all")
    assert commit().returncode == 1


LAYOUTS = {
    "new": ("monitor new 2025/state/two.yaml --id two --name Эки --secretary А --year 2025", 0),
    "bare": ("(sed '/^ *#/d; /^$/d' 2025/state/ulgu-ministrligi.yaml | sed 's/ulgu/two/') > 2025/state/two.yaml", 1),
}


@pytest.mark.parametrize(("made", "code"), LAYOUTS.values(), ids=LAYOUTS)
def test_two_inspectors_merge_neighbouring_criteria(repository, run, made, code):
    """Git merges changes to neighbouring criteria in a file of `monitor new`; without its comments, they conflict."""
    assert run(made).returncode == 0
    file = repository / "2025/state/two.yaml"
    numbers = re.compile(r"^  (7|8):.*\n(?:    .*\n)*", re.M)
    text = numbers.sub(r"  \1: 3\n", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "--message=Two")
    changes = {"aida": ("  7: 3\n", "  7: 4\n"), "bakyt": ("  8: 3\n", "  8:\n    score: 2\n    note: Кечиккен.\n")}
    for branch, (old, new) in changes.items():
        _git(repository, "checkout", "--quiet", "-b", branch, "main")
        file.write_text(text.replace(old, new), encoding="utf-8")
        _git(repository, "commit", "--quiet", "--all", f"--message={branch}")
    done = run("git -c user.name=T -c user.email=t@example.org merge --quiet aida")
    assert done.returncode == code, done.stdout
    merged = file.read_text(encoding="utf-8")
    assert ("<<<<<<<" in merged) == bool(code)
    if not code:
        assert merged == text.replace(*changes["aida"]).replace(*changes["bakyt"])


def test_template_and_guide_agree_on_line_ends():
    """Settings, README and guide of the template agree: LF everywhere, and no closing depends on line endings."""
    attributes = (TEMPLATE / ".gitattributes").read_text(encoding="utf-8")
    guide = " ".join((ROOT / "docs/authority.md").read_text(encoding="utf-8").split())
    comments = " ".join(line.lstrip("# ") for line in attributes.splitlines() if line.startswith("#"))
    assert "stored and checked out with LF line endings on every system" in comments
    assert "stored and checked out with LF line endings on every system" in guide
    assert "with other line endings it is the same year" in comments
    assert "with other line endings it is the same year" in guide
    readme = (TEMPLATE / "README.md").read_text(encoding="utf-8")
    assert readme.count("`.gitattributes`") == 3
    assert "* text=auto eol=lf" in attributes
    editor = (TEMPLATE / ".editorconfig").read_text(encoding="utf-8")
    assert "end_of_line = lf" in editor


def test_editor_schema_is_written_where_the_editor_looks(repository, run):
    """The command in the README writes the schema to the path in the editor's settings."""
    commands = re.findall(r"`(monitor schema [^`]*)`", (TEMPLATE / "README.md").read_text(encoding="utf-8"))
    assert len(commands) == 3
    for command in commands:
        assert run(f"{command} --force").returncode == 0
    assert json.loads((repository / "score-file.schema.json").read_text(encoding="utf-8"))["$schema"]


def test_editor_settings_fit_the_layout():
    """The editor's schema applies to score files and to nothing else."""
    settings = json.loads((TEMPLATE / ".vscode/settings.json").read_text(encoding="utf-8"))
    globs = settings["yaml.schemas"]["./score-file.schema.json"]
    assert any(fnmatch.fnmatch(SAMPLE, glob) for glob in globs)
    assert not any(fnmatch.fnmatch(".gitlab-ci.yml", glob) for glob in globs)


def test_files_are_stored_with_unix_line_ends(repository):
    """A file saved on Windows is stored with LF, so that the hashes of a closed year match everywhere."""
    file = repository / "2025/state/windows.yaml"
    file.write_bytes((repository / SAMPLE).read_bytes().replace(b"\n", b"\r\n"))
    _git(repository, "add", "--all")
    lines = _git(repository, "ls-files", "--eol").splitlines()
    assert any(line.startswith("i/lf") and line.endswith("windows.yaml") for line in lines)
    assert not [line for line in lines if line.startswith(("i/crlf", "i/mixed"))]


def test_ci_has_the_least_permissions():
    """The workflow may only read the contents, stores no credentials and uses no secrets."""
    text = (TEMPLATE / ".github/workflows/check.yml").read_text(encoding="utf-8")
    checkouts = [
        step for job in WORKFLOW["jobs"].values() for step in job["steps"] if "actions/checkout" in step.get("uses", "")
    ]
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert not [job for job in WORKFLOW["jobs"].values() if "permissions" in job]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert "secrets." not in text
    assert "pull_request_target" not in text


def test_hook_checks_the_score_files():
    """The template uses a hook that the tool offers, for score files but not for the repository's own settings."""
    (hook,) = HOOKS["repos"][0]["hooks"]
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "monitor-validate"
    assert hook["id"] in {known["id"] for known in offered}
    assert re.search(hook["files"], SAMPLE)
    assert not re.search(hook["files"], ".github/workflows/check.yml")


def test_readme_is_the_same_in_three_languages():
    """The Kyrgyz, Russian and English parts of the README contain the same commands in the same order."""
    text = (TEMPLATE / "README.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", text, flags=re.M)[1:]
    assert [part.split("\n")[0] for part in parts] == ["Кыргызча", "Русский", "English"]
    commands = [commands_in(part) for part in parts]
    assert (
        commands[0] == commands[1] == commands[2] == ["schema", "new", "batch", "validate", "rank", "report", "freeze"]
    )


def test_one_year_and_one_address_everywhere():
    """The values that an authority has to change are the same in all files."""
    address = "https://example.org/monitor-cli.git"
    assert WORKFLOW["env"]["MONITOR"] == PIPELINE["variables"]["MONITOR"]
    assert address in WORKFLOW["env"]["MONITOR"]
    assert HOOKS["repos"][0]["repo"] == address
    assert WORKFLOW["env"]["MONITOR"].endswith(HOOKS["repos"][0]["rev"])
    assert WORKFLOW["env"]["YEAR"] == PIPELINE["variables"]["YEAR"] == SAMPLE[:4]
