"""The real yaml-language-server, which VS Code, IntelliJ's and Helix's YAML support build on, reads our schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor_cli.reading.criteria_files import CriteriaLibrary
from tests.conftest import require
from tests.language_server import LanguageServer

pytestmark = pytest.mark.node
CRITERIA_SET = CriteriaLibrary().default


@pytest.fixture(scope="module")
def program() -> str:
    return require("yaml-language-server", "npm ci in tests/node, and node_modules/.bin in PATH")


@pytest.fixture(params=["ky", "ru", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture
def body(monitor, tmp_path, language) -> Path:
    """A folder as `monitor new` and the command that it names leave it, every criterion scored."""
    file = tmp_path / "body.yaml"
    told = monitor("new", file, "--lang", language, "--id", "ulgu", "--name", "Үлгү 🏛", "--secretary", "А. Б.").err
    command = told.splitlines()[-1].split("monitor schema -o ")[1]
    assert monitor("schema", "-o", command, "--lang", language).code == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    lines = [
        line + " 4" if line.startswith("  ") and line.endswith(":") and line[2].isdigit() else line for line in lines
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def line_of(file: Path, text: str) -> int:
    return file.read_text(encoding="utf-8").splitlines().index(text)


def test_a_file_of_monitor_new_is_fine(program, body):
    """Filled in, it has no diagnostic; the modeline leads to the schema."""
    with LanguageServer(program, body.parent) as server:
        assert server.open(body) == []


def test_a_six_is_a_mistake_while_it_is_typed(program, body):
    """The diagnostic stands at the value, behind Cyrillic and emoji too."""
    text = body.read_text(encoding="utf-8").replace("  3: 4\n", '  3: {note: "Үстөк 😀", score: 6}\n')
    body.write_text(text, encoding="utf-8")
    with LanguageServer(program, body.parent) as server:
        found = server.open(body)
    line = '  3: {note: "Үстөк 😀", score: 6}'
    column = len(line[: line.index("6")].encode("utf-16-le")) // 2
    (mistake,) = found
    start, end = mistake["range"]["start"], mistake["range"]["end"]
    assert (start["line"], start["character"], end["character"]) == (line_of(body, line), column, column + 1)
    assert "1" in mistake["message"]
    assert "5" in mistake["message"]


def test_an_unknown_key_and_a_missing_criterion_are_mistakes(program, body):
    """What would leave a file without a total shows in the editor."""
    text = body.read_text(encoding="utf-8").replace("  24: 4\n", "").replace("year:", "yaer:")
    body.write_text(text, encoding="utf-8")
    with LanguageServer(program, body.parent) as server:
        words = " ".join(d["message"] for d in server.open(body))
    assert "yaer" in words
    assert '"24"' in words


def test_hover_shows_the_criterion(program, body, language):
    """Over a score the title of its criterion and what each score means.

    Over the number itself this server shows nothing: it looks keys up by their text, and a number is none to it.
    """
    with LanguageServer(program, body.parent) as server:
        server.open(body)
        shown = server.at("hover", body, line_of(body, "  3: 4"), 5)["contents"]["value"]
    shown = shown.replace("\\", "").replace("&nbsp;", " ")
    assert CRITERIA_SET.criteria[3].title[language] in shown
    for score, indicator in CRITERIA_SET.indicators.items():
        assert f"* `{score}`: {indicator.text[language]}" in shown


def test_completion_offers_what_is_missing(program, body, language):
    """Keys of the top level, numbers of criteria with their titles, and scores with their meaning."""
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
