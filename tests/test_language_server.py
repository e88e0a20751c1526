"""The real yaml-language-server, which VS Code, IntelliJ and Helix use, reads our schema."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from monitor_cli.reading.criteria_files import CriteriaLibrary
from tests.conftest import ROOT, require
from tests.files import write
from tests.language_server import LanguageServer

pytestmark = pytest.mark.node
CRITERIA_SET = CriteriaLibrary().default


@pytest.fixture(scope="module")
def program() -> str:
    return require("yaml-language-server", "npm ci in tests/node, and node_modules/.bin in PATH")


@pytest.fixture(params=["ky", "ru", "en"])
def language(request) -> str:
    return request.param


LAYOUTS = {
    "beside": (["monitor schema -o order-158@1.schema.json", "monitor new body.yaml"], "body.yaml"),
    "guide": ("docs/authority.md", "2025/state/my-body.yaml"),
    "template": ("examples/authority-template/README.md", "2025/state/my-body.yaml"),
}
"""For each layout, the commands or the page that contains them, and the file that they write."""


@pytest.fixture(params=LAYOUTS)
def body(request, monitor, tmp_path, monkeypatch, language) -> Path:
    """A score file written by the commands of a page, with a score for every criterion."""
    page, name = LAYOUTS[request.param]
    folder = tmp_path / "scores"
    if request.param == "template":
        shutil.copytree(ROOT / "examples" / "authority-template", folder)
    commands = commands_of(page, language) if isinstance(page, str) else page
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    for command in commands:
        who = ("--id", "ulgu", "--name", "Үлгү 🏛", "--secretary", "А. Б.") if "new" in command else ()
        assert monitor(*shlex.split(command)[1:], *who, "--lang", language).code == 0
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    lines = [
        line + " 4" if line.startswith("  ") and line.endswith(":") and line[2].isdigit() else line for line in lines
    ]
    return write(folder, name, "\n".join(lines) + "\n")


def commands_of(page: str, language: str) -> list[str]:
    """Return the commands `monitor schema …` and `monitor new …` of a page in their order, in the given language."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = [command for command in re.findall(r"monitor (?:schema|new) [^`\n]*", text) if "-lang" not in command]
    lines = lines or re.findall(rf"monitor (?:schema|new) [^`\n]*--lang {language}[^`\n]*", text)
    return [re.sub("<[^>]+>", "my-body", command) for command in lines]


def line_of(file: Path, text: str) -> int:
    return file.read_text(encoding="utf-8").splitlines().index(text)


def test_a_file_of_monitor_new_has_no_diagnostic(program, body):
    """A file from `monitor new` with all scores has no diagnostic."""
    with LanguageServer(program, body.parent) as server:
        assert server.open(body) == []


def test_a_six_is_a_mistake_while_it_is_typed(program, body):
    """The diagnostic marks the value, also after Cyrillic letters and emoji."""
    text = body.read_text(encoding="utf-8").replace("  3: 4\n", '  3: {note: "Үстөк 😀", score: 6}\n')
    body.write_text(text, encoding="utf-8")
    with LanguageServer(program, body.parent) as server:
        diagnostics = server.open(body)
    line = '  3: {note: "Үстөк 😀", score: 6}'
    column = len(line[: line.index("6")].encode("utf-16-le")) // 2
    (mistake,) = diagnostics
    start, end = mistake["range"]["start"], mistake["range"]["end"]
    assert (start["line"], start["character"], end["character"]) == (line_of(body, line), column, column + 1)
    assert "1" in mistake["message"]
    assert "5" in mistake["message"]


def test_an_unknown_key_and_a_missing_criterion_are_mistakes(program, body):
    """The editor shows an unknown key and a missing criterion, either of which prevents a total."""
    text = body.read_text(encoding="utf-8").replace("  24: 4\n", "").replace("year:", "yaer:")
    body.write_text(text, encoding="utf-8")
    with LanguageServer(program, body.parent) as server:
        messages = " ".join(d["message"] for d in server.open(body))
    assert "yaer" in messages
    assert '"24"' in messages


def test_hover_shows_the_criterion(program, body, language):
    """Over a score, the server shows the title of its criterion and the meaning of each score.

    Over the number of a criterion it shows nothing, because it looks up keys by text and a number is not text.
    """
    with LanguageServer(program, body.parent) as server:
        server.open(body)
        shown = server.at("hover", body, line_of(body, "  3: 4"), 5)["contents"]["value"]
    shown = shown.replace("\\", "").replace("&nbsp;", " ")
    assert CRITERIA_SET.criteria[3].title[language] in shown
    for score, indicator in CRITERIA_SET.indicators.items():
        assert f"* `{score}`: {indicator.text[language]}" in shown


def test_completion_offers_missing_keys_and_values(program, body, language):
    """The server completes top-level keys, numbers of criteria with titles, and scores with meanings."""
    text = body.read_text(encoding="utf-8").replace("  3: 4\n", "").replace("  4: 4\n", "  4: \n")
    body.write_text(text + "  \nm\n", encoding="utf-8")
    lines = (text + "  \nm\n").splitlines()
    with LanguageServer(program, body.parent) as server:
        server.open(body)
        keys = server.at("completion", body, len(lines) - 1, 1)["items"]
        numbers = server.at("completion", body, len(lines) - 2, 2)["items"]
        scores = server.at("completion", body, lines.index("  4: "), 5)["items"]
    assert "monitoring" in {item["label"] for item in keys}
    offered = {item["label"]: str(item.get("documentation")) for item in numbers}
    assert CRITERIA_SET.criteria[3].title[language] in offered["3"]
    meanings = {item["label"]: str(item.get("documentation")) for item in scores}
    assert meanings.keys() >= {"1", "2", "3", "4", "5"}
    assert CRITERIA_SET.indicators[5].text[language] in meanings["5"]
