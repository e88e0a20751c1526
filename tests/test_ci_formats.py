"""`monitor validate -f sarif|junit|github|gitlab`: a foreign program or schema reads each format."""

from __future__ import annotations

import io
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from jsonschema import Draft202012Validator
from junitparser import Error, Failure, JUnitXml

from monitor_cli.core.problems import WARNING_RULES
from monitor_cli.messages.problems import RULES
from tests.conftest import ROOT, require
from tests.files import score_file, write

FORMATS = ("sarif", "junit", "github", "gitlab")
NASTY = "a,b:c%0A d😀.yaml"


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A project with a valid file, three mistakes after Cyrillic and emoji, and a file name that needs escapes."""
    scores: dict[int, object] = dict.fromkeys(range(1, 25), 4)
    text = score_file({**scores, 3: 6, 4: "5"}, name="Үлгү 🏛 министрлиги")
    text = text.replace("  3: 6", '  3: {note: "Үстөк акы 😀🏛 төлөнгөн", score: 6}')
    text = text.replace("kind: state", "kind: state\n  Ө😀: x")
    write(tmp_path, "2025/good.yaml", score_file(4, agency="misal"))
    write(tmp_path, "2025/bad.yaml", text)
    write(tmp_path, f"2025/{NASTY}", "a: [\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def marked(file: Path, line: int, column: int, end_column: int) -> str:
    """Return the text at a position; columns are code points, counted from 1."""
    return file.read_text(encoding="utf-8").split("\n")[line - 1][column - 1 : end_column - 1]


def sarif(monitor, *arguments) -> dict:
    return json.loads(monitor("validate", *arguments, "-f", "sarif").out)["runs"][0]


@pytest.fixture(scope="session")
def multitool() -> Path:
    """The validator of the SARIF standard's editors, which includes the official schema."""
    program = require("sarif-multitool-linux", "npm ci in tests/node, and node_modules/.bin in PATH")
    return Path(program).resolve().parent


@pytest.mark.node
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("paths", [("2025",), ("none.yaml",), ("2025", "none.yaml"), (ROOT / "examples" / "invalid",)])
def test_sarif_is_valid(monitor, project, multitool, paths, language):
    """The official schema accepts the log; the official validator objects only to the missing web page of the tool."""
    monitor("validate", *paths, "-f", "sarif", "-o", "a.sarif", "--lang", language)
    log = json.loads((project / "a.sarif").read_text(encoding="utf-8"))
    schema = json.loads((multitool / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator = Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(log)] == []
    assert not validator.is_valid({**log, "runs": [{**log["runs"][0], "tool": {}}]})
    done = subprocess.run(
        [multitool / "Sarif.Multitool", "validate", "a.sarif", "-o", "verdict.sarif"], capture_output=True, check=False
    )
    verdict = json.loads((project / "verdict.sarif").read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    assert {result["ruleId"] for result in verdict} <= {"SARIF2005"}, done.stdout


def test_sarif_regions_count_code_points(monitor, project):
    """Columns after Cyrillic and emoji mark exactly the value, and the run declares their unit."""
    run = sarif(monitor, "2025")
    assert run["columnKind"] == "unicodeCodePoints"
    marks = {}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        if place["artifactLocation"]["uri"] == "2025/bad.yaml":
            marks[result["ruleId"]] = marked(
                project / "2025/bad.yaml", region["startLine"], region["startColumn"], region["endColumn"]
            )
    assert marks == {"key-unknown": "Ө😀", "score-out-of-range": "6", "score-not-integer": '"5"'}


def test_sarif_uris_lead_to_the_files(monitor, project):
    """Each URI is relative and leads, with its base, to a file."""
    run = sarif(monitor, "2025")
    uris = [artifact["location"] for artifact in run["artifacts"]]
    uris += [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in run["results"]]
    for location in uris:
        assert not urlsplit(location["uri"]).scheme
        whole = urljoin(run["originalUriBaseIds"][location["uriBaseId"]]["uri"], location["uri"])
        assert Path(unquote(urlsplit(whole).path)).is_file()
    assert len(run["artifacts"]) == 3


def test_sarif_rules_are_those_of_the_table(monitor, project):
    """The log describes every rule with help and level, and each result refers to its rule."""
    run = sarif(monitor, "2025")
    driver = run["tool"]["driver"]
    rules = driver["rules"] + driver["notifications"]
    assert {rule["id"] for rule in rules} == RULES.keys()
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert f"monitor explain {rule['id']}" in rule["help"]["text"]
        level = rule["defaultConfiguration"]["level"]
        assert level == ("warning" if rule["id"] in WARNING_RULES else "error")
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_unreadable_inputs_are_notifications(monitor, project):
    """An unreadable file is a notification, not a result, and the run was not successful."""
    run = sarif(monitor, "2025/good.yaml", "none.yaml")
    (invocation,) = run["invocations"]
    assert run["results"] == []
    assert invocation["executionSuccessful"] is False
    assert [n["descriptor"]["id"] for n in invocation["toolExecutionNotifications"]] == ["file-unreadable"]
    assert sarif(monitor, "2025/bad.yaml")["invocations"][0]["executionSuccessful"] is True


def test_junit_is_read_by_a_parser(monitor, project):
    """Each file is a suite, each problem a failed test case, and an unreadable file an error."""
    outcome = monitor("validate", "2025", "none.yaml", "-f", "junit")
    suites = {suite.name: suite for suite in JUnitXml.fromroot(JUnitXml.fromstring(outcome.out.encode())._elem)}
    assert list(suites) == [f"2025/{NASTY}", "2025/bad.yaml", "2025/good.yaml", "none.yaml"]
    assert [(s.tests, s.failures, s.errors) for s in suites.values()] == [(1, 1, 0), (3, 3, 0), (1, 0, 0), (1, 0, 1)]
    cases = list(suites["2025/bad.yaml"])
    assert [case.name for case in cases] == [
        "key-unknown agency/Ө😀",
        "score-out-of-range scores/3/score",
        "score-not-integer scores/4",
    ]
    assert all(isinstance(case.result[0], Failure) and "bad.yaml:" in case.result[0].text for case in cases)
    assert isinstance(next(iter(suites["none.yaml"])).result[0], Error)
    assert next(iter(suites["2025/good.yaml"])).is_passed


def test_junit_has_only_characters_of_xml(monitor, tmp_path):
    """Control characters, surrogates and non-characters of a file or of its name never reach the XML."""
    text = score_file(4, agency="a\\ud800").replace("year", '"y\\u001b\\ufffe"')
    file = write(tmp_path, "a\x1b\x08.yaml", text)
    outcome = monitor("validate", file, "-f", "junit")
    assert outcome.code == 1
    JUnitXml.fromfile(io.BytesIO(outcome.out.encode()))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", outcome.out)


def commands(out: str) -> list[tuple[str, dict[str, str], str]]:
    """Parse workflow commands like the runner of GitHub Actions: split at the first `::`, then undo the escapes."""

    def unescaped(value: str, *more: tuple[str, str]) -> str:
        for code, character in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            value = value.replace(code, character)
        return value

    parsed = []
    for line in out.splitlines():
        if not line.startswith("::"):
            continue
        head, _, data = line[2:].partition("::")
        name, _, properties = head.partition(" ")
        pairs = (pair.partition("=")[::2] for pair in properties.split(","))
        known = {key: unescaped(value, ("%3A", ":"), ("%2C", ",")) for key, value in pairs}
        parsed.append((name, known, unescaped(data)))
    return parsed


def test_github_commands_survive_their_escapes(monitor, project):
    """File names and messages with per cent, comma, colon and line break survive, and positions are right."""
    annotations = commands(monitor("validate", "2025", "-f", "github").out)
    assert [(name, known["title"]) for name, known, _ in annotations] == [
        ("error", "yaml-syntax"),
        ("error", "key-unknown"),
        ("error", "score-out-of-range"),
        ("error", "score-not-integer"),
    ]
    assert (project / annotations[0][1]["file"]).is_file()
    assert annotations[0][1]["file"] == f"2025/{NASTY}"
    for _, known, data in annotations[1:]:
        place = (int(known[key]) for key in ("line", "col", "endColumn"))
        assert marked(project / known["file"], *place) in ("Ө😀", "6", '"5"')
        assert "\n" in data


def test_github_paths_are_those_of_the_repository(monitor, project, monkeypatch):
    """In a step that works in a subfolder, annotations still refer to their file."""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project))
    monkeypatch.chdir(project / "2025")
    assert [known["file"] for _, known, _ in commands(monitor("validate", "bad.yaml", "-f", "github").out)] == [
        "2025/bad.yaml"
    ] * 3


def test_warnings_are_warnings_everywhere(monitor, tmp_path):
    """A problem that only `--strict` reports is a warning in every format."""
    file = write(tmp_path, "a.yaml", score_file(4))
    strict = ("validate", "--strict", file, "-f")
    assert {name for name, _, _ in commands(monitor(*strict, "github").out)} == {"warning"}
    assert {issue["severity"] for issue in json.loads(monitor(*strict, "gitlab").out)} == {"minor"}
    assert {r["level"] for r in json.loads(monitor(*strict, "sarif").out)["runs"][0]["results"]} == {"warning"}


CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}
"""The requirements of GitLab's documentation for each entry of a Code Quality report."""


def test_gitlab_reports_have_the_documented_shape(monitor, project):
    """Every entry has the documented shape, and a path relative to the repository."""
    report = json.loads(monitor("validate", "2025", "none.yaml", "-f", "gitlab").out)
    Draft202012Validator(CODE_QUALITY).validate(report)
    assert len(report) == 5


def prints(monitor, file) -> dict[str, str]:
    report = json.loads(monitor("validate", file, "-f", "gitlab").out)
    assert len({issue["fingerprint"] for issue in report}) == len(report)
    return {issue["check_name"] + issue["description"][:40]: issue["fingerprint"] for issue in report}


def test_fingerprints_survive_a_shift_of_lines(monitor, project):
    """Inserted lines and reordered keys change no fingerprint; a problem in another place has another fingerprint."""
    file = project / "2025/bad.yaml"
    text = file.read_text(encoding="utf-8") + "year: 2025\nyear: 2025\nmonitoring: {}\nmonitoring: {}\n"
    file.write_text(text, encoding="utf-8")
    before = prints(monitor, "2025/bad.yaml")
    head, scores = text.split("scores:\n")
    file.write_text(f"# Ө\n\n{head}\n# 😀\nscores:\n{scores}", encoding="utf-8")
    after = prints(monitor, "2025/bad.yaml")
    assert list(after.values()) == list(before.values())
    file.write_text(text.replace("  3: {note", "  5: {note").replace("  5: 4\n", "  3: 4\n"), encoding="utf-8")
    moved = prints(monitor, "2025/bad.yaml")
    assert len(set(moved.values()) & set(before.values())) == len(before) - 1


@pytest.mark.parametrize("format_name", [*FORMATS, "json"])
def test_people_read_text_while_a_report_is_written(monitor, project, format_name):
    """With `-o`, the file contains the output of `-f` alone, and the terminal shows the text output."""
    outcome = monitor("validate", "2025", "-f", format_name, "-o", "report")
    assert outcome.code == 1
    assert outcome.out == monitor("validate", "2025").out != ""
    assert (project / "report").read_text(encoding="utf-8") == monitor("validate", "2025", "-f", format_name).out
    for stdout in ("-", "/dev/stdout"):
        alone = monitor("validate", "2025", "-f", format_name, "-o", stdout).out
        assert alone == (project / "report").read_text("utf-8")


def test_inside_github_actions_text_and_annotations_come_together(monitor, project, monkeypatch):
    """Without `-f`, GitHub Actions gets text and annotations in one run; with `-f`, only the requested format."""
    text, annotations = monitor("validate", "2025").out, monitor("validate", "2025", "-f", "github").out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert monitor("validate", "2025").out == text + annotations
    assert monitor("validate", "2025", "-f", "text").out == text
    assert monitor("validate", "2025/good.yaml").out == ""


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_format_never_changes_the_exit_code(monitor, project, format_name):
    """The exit codes 0, 1 and 2 mean the same in every format."""
    codes = [monitor("validate", path, "-f", format_name).code for path in ("2025/good.yaml", "2025", "none.yaml")]
    assert codes == [0, 1, 2]
