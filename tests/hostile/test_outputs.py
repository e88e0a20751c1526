"""Names, notes and evidence that try to be a formula, a link, markup or a command in a report."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import unquote

import docx
import pytest

from monitor_cli.output.program_parts import cell
from tests.files import score_file, write
from tests.hostile.reading import COMMAND, safe_to_print

HOSTILE = [
    "=1+1",
    "  =HYPERLINK(A1)",
    "\u00a0@SUM(1)",
    '"=1+1',
    "'=1+1",
    "+7 312",
    "-1",
    "＝1",
    "a;b\tc",
    'a"b',
    "[red]x[/]",
    "[/]",
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "| x | y |",
    "**x** _y_ `z` ~~w~~",
    "```",
    "![x](http://example.org/a.png)",
    "https://example.org www.example.org a@example.org @someone",
    "::error file=x::y",
    "x ::set-output name=a::b",
    ":: ::",
    "##[error]x",
    "##vso[task.complete result=Succeeded]x ##vso[task.setvariable variable=A]",
    "##teamcity[buildStatus status='SUCCESS']",
    "###teamcity[a]##Some.new-tool[b]",
    "travis_fold:start:a",
    "section_start:1560896352:a[collapsed=true]",
    "x" * 480,
    "::" * 200,
    "中文😀" * 20,
    "{like} %s {0}",
    "\\x1b",
]
ESCAPED = re.compile(f"::|{COMMAND.pattern}|\t")
"""Text that reports do not show unchanged."""
FORMATS = ["text", "table", "markdown", "csv", "json"]


@pytest.fixture(params=HOSTILE, ids=lambda text: text[:16])
def hostile(request, tmp_path):
    """A text, and a file with a total that has this text in every place for texts."""
    deceptive = request.param
    entry = {"score": 3, "note": deceptive, "evidence": [deceptive, deceptive], "recommendation": {"text": deceptive}}
    scores = {**dict.fromkeys(range(1, 25), 4), 5: entry}
    text = score_file(scores, name=deceptive, secretary=deceptive, monitoring={"commission": [deceptive]})
    return deceptive, write(tmp_path, "a.yaml", text)


@pytest.mark.parametrize("columns", ["20", "80", "200"])
def test_no_output_carries_a_command(monitor, monkeypatch, hostile, columns):
    """However narrow the terminal, no line begins with `::` or contains a command to another CI system."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    _text, file = hostile
    for how in FORMATS:
        outcome = monitor("score", file, "-f", how)
        assert outcome.code == 0
        safe_to_print(outcome.out)


def test_markup_is_shown_unchanged(monitor, hostile):
    """Markup of rich in a name is shown unchanged."""
    deceptive, file = hostile
    if not ESCAPED.search(deceptive) and len(deceptive) < 60:
        assert deceptive.strip() in monitor("score", file, "-f", "text").out
        assert deceptive.strip() in monitor("score", file, "-f", "table").out


@pytest.mark.parametrize("command", ["score", "plan", "memo", "validate"])
def test_a_document_has_the_text_and_no_field(monitor, tmp_path, hostile, command):
    """In Word, a name is text and never a field."""
    deceptive, file = hostile
    assert monitor(command, file, "-o", tmp_path / "a.docx").code == 0
    document = docx.Document(str(tmp_path / "a.docx"))
    if command != "validate" and not ESCAPED.search(deceptive):
        assert any(deceptive.strip() in paragraph.text for paragraph in document.paragraphs)
    assert not document.element.body.xpath(".//w:fldSimple | .//w:instrText | .//w:hyperlink")


def test_csv_reads_back_and_has_no_formula(monitor, hostile):
    """Another CSV reader gets the same cells, and none of them begins like a formula."""
    deceptive, file = hostile
    text = monitor("score", file, "-f", "csv").out
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 25
    for row in rows:
        assert not any(re.match(r"""[\s"]*[=+@-]""", value) for value in row)
    if not ESCAPED.search(deceptive):
        assert rows[1][2] in (deceptive.strip(), "'" + deceptive.strip())


def test_json_reads_back_exactly(monitor, hostile):
    """JSON keeps every character, except spaces around a name, in lines that are safe to log."""
    deceptive, file = hostile
    out = monitor("score", file, "-f", "json").out
    result = json.loads(out)["results"][0]
    assert result["agency"]["name"] == deceptive.strip()
    assert deceptive in texts_of(result)
    assert not set(out) & set("\x1b\x9b\u202e")


@pytest.mark.parametrize(
    "command",
    [
        ("score", "-f", "json"),
        ("validate", "-f", "json"),
        ("validate", "-f", "sarif"),
        ("validate", "-f", "gitlab"),
        ("batch", "-f", "json"),
        ("batch", "-f", "jsonl"),
        ("rank", "-f", "json"),
        ("rank", "-f", "jsonl"),
        ("plan", "-f", "json"),
    ],
    ids=" ".join,
)
def test_every_json_is_safe_to_log(monitor, monkeypatch, tmp_path, command):
    """Invisible characters and commands of CI systems are escapes in JSON, which a parser or a URI decoder restores."""
    monkeypatch.chdir(tmp_path)
    name = "##[error]##vso[task.complete]##teamcity[a]\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}.yaml"
    visible_name = "".join(filter(str.isprintable, name))  # only names of files can hide characters
    write(tmp_path, name, score_file(4, name=visible_name, secretary=visible_name))
    if command[0] == "validate":  # it prints nothing about a valid file
        write(tmp_path, name, score_file(4, name=visible_name) + f"{json.dumps(name, ensure_ascii=False)}: 1\n")
    if command[0] == "freeze":  # it needs a folder, and refuses hidden characters in names
        (tmp_path / name).rename(tmp_path / visible_name)
        name = visible_name
    outcome = monitor(command[0], "." if command[0] == "freeze" else name, *command[1:])
    assert outcome.code == (command[0] == "validate")
    assert not set("\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}") & set(outcome.out)
    assert not COMMAND.search(outcome.out)
    report = [json.loads(line) for line in outcome.out.splitlines()] if "jsonl" in command else json.loads(outcome.out)
    assert name in set(map(unquote, texts_of(report)))


@pytest.mark.parametrize("how", FORMATS)
def test_invisible_characters_are_shown_as_escapes(monitor, tmp_path, how):
    """In a note, invisible characters give a warning; reports show them as escapes, and JSON restores them."""
    note = "a\N{ZERO WIDTH SPACE}b\N{SOFT HYPHEN}c\N{HANGUL FILLER}d\U000e0041e\N{VARIATION SELECTOR-1}"
    file = write(tmp_path, "a.yaml", score_file({**dict.fromkeys(range(1, 25), 4), 5: {"score": 4, "note": note}}))
    outcome = monitor("score", file, "-f", how)
    assert outcome.code == 0
    assert not set(note) & set(outcome.out) - set("abcde")
    assert how != "json" or note in texts_of(json.loads(outcome.out))


def texts_of(value: object) -> set[str]:
    """Return every text inside a JSON document."""
    if isinstance(value, str):
        return {value}
    inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for item in inner for text in texts_of(item)}


def test_markdown_shows_the_text_and_nothing_else(monitor, hostile):
    """In Markdown, a user's text contains no link, no picture, no HTML and no emphasis."""
    deceptive, file = hostile
    heading = monitor("score", file, "-f", "markdown").out.splitlines()[0].removeprefix("## ")
    assert not re.search(r"(?<!\\)[`*_\[\]<>|~]", heading.replace("<!-- -->", ""))
    assert not re.search(r"(?<!\\)://|www\.", heading)
    if not ESCAPED.search(deceptive):
        shown = heading.replace("<!-- -->", "").replace("&amp;", "&")
        assert re.sub(r"\\(.)", r"\1", shown) == f"{deceptive.strip()}, 2025"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\u00a0=", "'=", '"=', "“=", "\t=", "＝", "﹦"])
def test_cells(start):
    """A leading apostrophe makes a formula a text; any other cell is unchanged."""
    assert cell(start + "1") == f"'{start}1"
    assert cell("1" + start) == "1" + start
    assert cell(5) == 5


def test_keys_and_values_in_messages(monitor, tmp_path):
    """Text of a broken file is short and safe in messages."""
    text = (
        "".join(f"{json.dumps(deceptive)}: {json.dumps(deceptive)}\n" for deceptive in HOSTILE)
        + f"year: {'9' * 5_000}\nkind: {'x' * 5_000}\n"
    )
    file = write(tmp_path, "a.yaml", text)
    outcome = monitor("validate", file)
    assert outcome.code == 1
    safe_to_print(outcome.out)
    assert max(map(len, outcome.out.splitlines())) < 700
