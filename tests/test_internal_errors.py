"""Internal errors: one line with the file and the way to a traceback, exit code 70, and the run continues."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from monitor_cli.reading import criteria_files, score_files
from tests.files import score_file, write


@pytest.fixture
def broken(monkeypatch):
    """Make the reader raise KeyError for every file that contains the word `broken`."""

    def break_function(module, name):
        read = getattr(module, name)

        def fail(*arguments):
            if b"broken" in arguments[-1]:
                raise KeyError("what \x1b[31m nobody\nforesaw")
            return read(*arguments)

        monkeypatch.setattr(module, name, fail)

    break_function(score_files, "read_document")
    break_function(criteria_files, "read_as")


@pytest.mark.parametrize("command", ["score", "validate"])
def test_other_files_are_checked(monitor, tmp_path, broken, command):
    """An internal error is the problem of one file; the next file has its result, and the exit code is 70."""
    bad = write(tmp_path, "a.yaml", score_file(name="broken"))
    good = write(tmp_path, "b.yaml", score_file(3, agency="b"))
    outcome = monitor(command, bad, good, "-f", "json")
    first, second = json.loads(outcome.out)["results" if command == "score" else "files"]
    assert outcome.code == 70
    assert [problem["rule"] for problem in first["problems"]] == ["internal-error"]
    assert first["status"] == "failed"
    assert second["status"] == "ok"
    assert "Traceback" not in outcome.out + outcome.err


def test_the_file_and_the_way_to_the_traceback_are_shown(monitor, tmp_path, broken):
    """One line gives the error and the file, the next line how to report it."""
    bad = write(tmp_path, "a.yaml", score_file(name="broken"))
    lines = monitor("validate", bad).out.splitlines()
    assert lines[0].startswith(f"{bad}: error: the tool itself failed: KeyError: ")
    assert "--traceback" in lines[1]
    assert len(lines) == 2


@pytest.mark.parametrize("early", [True, False])
def test_traceback_is_shown_when_asked_for(monitor, tmp_path, broken, early):
    """`--traceback` works before and after the command, and its lines are safe to print."""
    bad = write(tmp_path, "a.yaml", score_file(name="broken"))
    arguments = ["--traceback", "score", bad] if early else ["score", bad, "--traceback"]
    outcome = monitor(*arguments)
    assert outcome.code == 70
    assert "Traceback (most recent call last)" in outcome.err
    assert "\x1b" not in outcome.err


def test_criteria_file_at_which_the_tool_fails(monitor, tmp_path, broken):
    """`criteria check` and `--criteria` end with exit code 70, and nothing is scored."""
    bad = write(tmp_path, "method@1.yaml", "id: broken\n")
    assert monitor("criteria", "check", bad).code == 70
    outcome = monitor("--criteria", bad, "score", write(tmp_path, "a.yaml", score_file()))
    assert outcome.code == 70
    assert "internal-error" in outcome.err
    assert outcome.out == ""


def test_failure_outside_of_any_file(monitor, monkeypatch, tmp_path):
    """An error in a command itself is one line and exit code 70; only `--traceback` adds the traceback."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("no\nway")

    monkeypatch.setattr("monitor_cli.output.reports.validate.page", fail)
    file = write(tmp_path, "a.yaml", score_file())
    silent, loud = monitor("validate", file), monitor("validate", file, "--traceback")
    assert silent.code == loud.code == 70
    assert len(silent.err.splitlines()) == 1
    assert "--traceback" in silent.err
    assert "ZeroDivisionError" in loud.err
    assert "Traceback" in loud.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_row_that_cannot_be_made_is_the_failure_of_its_file(monitor, monkeypatch, tmp_path, jobs):
    """An error after reading is a row of its file too, and the batch continues, in any process."""
    from monitor_cli.core import result

    body_of = result.body_of

    def fail(score_file):
        if score_file.agency.id == "b":
            raise ZeroDivisionError("nobody foresaw this")
        return body_of(score_file)

    monkeypatch.setattr(result, "body_of", fail)
    for name in "abc":
        write(tmp_path, f"{name}.yaml", score_file(3, agency=name))
    outcome = monitor("batch", tmp_path, "-f", "jsonl", "--jobs", jobs)
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 70
    assert [row["status"] for row in rows] == ["ok", "failed", "ok"]
    assert rows[1]["problems"][0]["rule"] == "internal-error"


class _Fails:
    """Return "ok"; raise for `b.yaml`; for a file that failed, return its traceback."""

    def __call__(self, result):
        if result.problems:
            return result.problems[0].params["traceback"]
        if result.file.endswith("b.yaml"):
            raise ZeroDivisionError("nobody \x1b[31m foresaw this")
        return "ok"


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_tracebacks_of_other_processes_come_back(monkeypatch, tmp_path, method):
    """The traceback is part of the problem, even from a process that was spawned without the settings of this one."""
    import multiprocessing

    from monitor_cli.reading.batch import check_each
    from monitor_cli.reading.criteria_files import CriteriaLibrary

    context = multiprocessing.get_context(method)
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: context)
    for name in "abc":
        write(tmp_path, f"{name}.yaml", score_file(3, agency=name))
    first, traceback, last = check_each((str(tmp_path),), CriteriaLibrary(), _Fails(), jobs=2)
    assert (first, last) == ("ok", "ok")
    assert traceback.startswith("Traceback (most recent call last)")
    assert "ZeroDivisionError: nobody \x1b[31m foresaw this" in traceback


@pytest.mark.parametrize("command", [("batch",), ("batch", "--jobs", "2"), ("validate",), ("rank", "--year", "2025")])
def test_the_traceback_of_one_file_of_many(monitor, tmp_path, broken, command):
    """Every command over a folder prints the traceback only with `--traceback`, and its lines are safe to print."""
    write(tmp_path, "a.yaml", score_file(name="broken"))
    write(tmp_path, "b.yaml", score_file(3, agency="b"))
    silent, loud = monitor(*command, tmp_path), monitor(*command, tmp_path, "--traceback")
    assert silent.code == loud.code == 70
    assert loud.err.count("Traceback (most recent call last)") == 1
    assert "Traceback" not in silent.out + silent.err
    assert "\x1b" not in loud.err


@pytest.mark.parametrize(
    ("module", "arguments", "packages"),
    [
        ("yaml._yaml", ["validate"], "libyaml-dev"),
        ("jinja2", ["report", "-o", "a.html"], "pip install Jinja2"),
    ],
)
def test_a_library_that_is_missing(tmp_path, module, arguments, packages):
    """The command to install the library is shown instead of a traceback, also for PyYAML built without libyaml."""
    file = write(tmp_path, "a.yaml", score_file())
    code = f"import sys; sys.modules[{module!r}] = None; from monitor_cli.__main__ import main; main()"
    command = [sys.executable, "-c", code, *arguments, file]
    outcome = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert packages in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1
