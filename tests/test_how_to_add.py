"""The steps of docs/developers.md for additions, applied to a copy of the package exactly as the page gives them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from monitor_cli import __file__ as package
from tests.files import score_file

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "developers.md").read_text("utf-8")
BLOCK = re.compile(r"^```(diff|python)\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of the page that changes or creates a file."""


def changed(text: str, change: str) -> str:
    """Apply a diff whose old lines occur exactly once in the text."""
    lines = change.splitlines(keepends=True)
    old, new = ("".join(line[1:] for line in lines if line[0] in f" {sign}") for sign in "-+")
    assert text.count(old) == 1, f"the old lines do not occur exactly once:\n{old}"
    return text.replace(old, new)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and the criteria, with every addition of the page."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "criteria", folder / "criteria")
    copy = folder / "src" / "monitor_cli"
    shutil.copytree(Path(package).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for kind, name, text in BLOCK.findall(PAGE):
        file = copy / name
        assert file.exists() == (kind == "diff"), f"{name} is new or changed"
        file.write_text(changed(file.read_text("utf-8"), text) if kind == "diff" else text, encoding="utf-8")
    return folder


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `monitor` with these arguments from the copy of the project."""
    settings = {**os.environ, "PYTHONPATH": str(project / "src"), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "monitor_cli", "--lang", "en", *arguments]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False, timeout=60)


def test_a_rule_is_an_id_an_entry_and_a_check(project: Path, tmp_path: Path) -> None:
    """`explain` shows the rule, and a file that breaks it gets the problem at its line."""
    explained = run(project, "explain", "year-early")
    assert (explained.returncode, explained.stderr) == (0, "")
    assert "The year is before the order." in explained.stdout
    file = tmp_path / "early.yaml"
    file.write_text(score_file(year=2024), encoding="utf-8")
    checked = run(project, "validate", str(file), "-f", "json")
    assert checked.returncode == 1
    (problem,) = json.loads(checked.stdout)["files"][0]["problems"]
    assert (problem["rule"], problem["message"]) == ("year-early", "the order is newer than 2024")


@pytest.mark.parametrize(
    "report", [["score", "examples/valid/mayors-office.yaml"], ["explain", "key-missing"], ["bands"]]
)
def test_a_format_for_people_is_a_module_and_an_entry(project: Path, tmp_path: Path, report: list[str]) -> None:
    """Every report has the new format, including the report that the page adds, and the ending of a file chooses it."""
    text = run(project, *report, "-f", "text").stdout
    shown = run(project, *report, "-f", "rst")
    assert (shown.returncode, shown.stderr) == (0, "")
    written = run(project, *report, "-o", str(tmp_path / "report.rst"))
    assert (written.returncode, (tmp_path / "report.rst").read_text("utf-8")) == (0, shown.stdout)
    assert shown.stdout == "::\n\n" + "".join(f"    {line}" if line.strip() else line for line in text.splitlines(True))


def test_a_report_is_a_page_data_and_a_line(project: Path) -> None:
    """The new command shows its report in formats for people and for programs, and is in the list of commands."""
    text = run(project, "bands", "-f", "text").stdout
    assert text.splitlines()[-1] == "  115–120: work is carried out in accordance with the legislation"
    assert run(project, "bands", "-f", "markdown").stdout == text.replace("  ", "- ")
    data = json.loads(run(project, "bands", "-f", "json").stdout)
    assert (data["format"], data["bands"][-1]) == ("monitor.bands/1", 115)
    assert "Bands of the order." in run(project, "--help").stdout


def test_a_forgotten_step_fails_a_test_by_name(project: Path) -> None:
    """The report and the format have the properties of all others; what the page says only in words is missing."""
    missing = {
        "test_json_schemas.py::test_every_json_report_has_a_schema_and_a_run": "monitor.bands-1",
        "test_snapshots.py::test_every_report_has_a_run": "bands",
        "test_snapshots.py::test_every_snapshot_is_of_a_report": "score.rst.txt",
        "test_keys.py::test_every_key_of_a_score_file_has_a_cell": "inspector",
    }
    tests = [f"tests/{name}" for name in ("test_reports.py", *missing)]
    command = [sys.executable, "-m", "pytest", "-vv", "-p", "no:cacheprovider", "-o", "addopts=", *tests]
    command += ["-k", "not day"]  # a file of 2024, which breaks the rule of the page
    settings = {**os.environ, "PYTHONPATH": str(project / "src"), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False, timeout=300)
    assert re.findall(r"^FAILED tests/(\S+)", done.stdout, re.MULTILINE) == [*missing]
    for addition in missing.values():
        assert re.search(rf"^E +\+? .*{addition}", done.stdout, re.MULTILINE), addition


@pytest.mark.parametrize("score", [{"score": 3}, {}], ids=["scored", "draft"])
def test_a_key_is_a_field(project: Path, tmp_path: Path, score: dict[str, int]) -> None:
    """The new key is accepted, its value is checked, the schema describes it, and no other format loses it."""
    scores = dict.fromkeys(range(1, 25), 3)
    files = [tmp_path / name for name in ("one.yaml", "other.yaml", "wrong.yaml", "draft.yaml", "form.xlsx")]
    for file, value in zip(files, ("А. Б.", "А. Б.", []), strict=False):
        file.write_text(score_file(scores | {5: score | {"inspector": value}}), encoding="utf-8")
    one, other, wrong, draft, form = map(str, files)
    code = 0 if score else 1
    assert [run(project, "validate", file).returncode for file in (one, wrong)] == [code, 1]
    assert run(project, "reconcile", one, other, "-o", draft).returncode == 0
    assert '    inspector: "А. Б."\n' in files[3].read_text("utf-8")
    exported = run(project, "form", "export", one, "-o", form)
    assert (exported.returncode, "the form has no cell for “scores.5.inspector”" in exported.stderr) == (1, True)
    schema = json.loads(run(project, "schema").stdout)
    assert '"Who examined the criterion."' in json.dumps(schema)


def test_the_package_has_none_of_the_additions(monitor) -> None:
    """The package itself has none of the additions, so that the tests above depend on the page alone."""
    for arguments in (["explain", "year-early"], ["bands"], ["explain", "-f", "rst"]):
        assert monitor("--lang", "en", *arguments).code == 2
