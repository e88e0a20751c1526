"""Files of other programs in a folder, or behind a link in it: none of their content is shown."""

from __future__ import annotations

import os

import pytest

from tests.conftest import ROOT
from tests.files import score_file, write

SECRET = "hunter2"
FOREIGN = {
    "pairs": "token: {}\n",
    "a key": "{}: 1\n",
    "a repeated key": "{0}: 1\n{0}: 2\n",
    "a list": "- {}\n",
    "a word": "{}\n",
    "a comment": "# {}\n",
    "deep": "a: {}\n" + "[" * 40 + "]" * 40,
    "broken": "token: {}\n  a: [\n",
    "broken pairs": "TOKEN={}\nA: b: c\n",
    "open quotes": 'token: "{}\n',
    "a tab": "token:\n\t{}\n",
    "environment": "TOKEN={}\0PATH=/bin\0scores=1\0",
    "control": "token: {}\x1b[0m\n",
    "an anchor": "token: &a {}\n",
    "a tag": "token: !!str {}\n",
    "two documents": "token: {}\n---\na: 1\n",
    "an escape": 'token: "{}\\u202e"\n',
    "unseen": "tok\u200ben: {}\n",
    "json": '{{"token": "{}", "format": "json", "files": []}}',
    "one key of ours": "scores: {}\ntoken: {0}\n",
    "another key of ours": "criteria: {}\nkind: {0}\n",
    "of a service": "scale: {}\nid: {0}\nversion: {0}\nyear: {0}\n",
    "an agency": "agency: {{name: {}}}\nyear: {0}\n",
    "nested": "config:\n  criteria: {}\n  scores: {0}\n",
    "code page": "токен: {}\n",
}
FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab")
COMMANDS = [
    *(("validate", "-f", how) for how in FORMATS),
    ("validate", "--strict"),
    *(("score", "-f", how) for how in ("text", "table", "markdown", "json", "csv")),
    *(("batch", "-f", how) for how in ("text", "json", "jsonl", "csv")),
    *(("rank", "-f", how) for how in ("text", "json")),
    ("report", "-o", "-"),
    ("plan",),
    ("form", "print", "-f", "html", "-o", "-"),
    ("criteria", "check"),
    ("validate", "--frozen"),
    ("criteria", "list", "--criteria"),
]


def content(name: str) -> bytes:
    text = FOREIGN[name].replace("{}", "{0}").format(SECRET)
    return text.encode("cp1251" if name == "code page" else "utf-8")


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_of_a_foreign_file_is_shown(monitor, tmp_path, name):
    """No report of any command shows a line, key or value of a foreign file, and the file has an error."""
    file, link = tmp_path / "secret", tmp_path / "2025" / "a.yaml"
    file.write_bytes(content(name))
    link.parent.mkdir()
    link.symlink_to(file)
    for command in COMMANDS:
        outcome = monitor(*command, link)
        assert outcome.code in (1, 2), command
        assert SECRET not in outcome.out + outcome.err, command
    assert monitor("validate", link.parent).out.startswith(f"{link}:")


@pytest.mark.skipif(not os.path.exists("/proc/self/environ"), reason="only Linux shows the environment as a file")
def test_the_environment_is_not_shown(monitor, tmp_path, monkeypatch):
    """A link to the environment of the process is a foreign file."""
    (tmp_path / "a.yaml").symlink_to("/proc/self/environ")
    outcome = monitor("validate", tmp_path)
    assert outcome.code == 1
    assert os.environ["PATH"][:10] not in outcome.out


OURS = {
    "a score file": (score_file(4).replace("  5: 4", "  5: 9"), "5: 9"),
    "a draft of one line": ("criteria: order-158@1\nyaer: 2025\n", "yaer: 2025"),
    "without its criteria": (score_file(4).replace("criteria: order-158@1", "# "), "agency:"),
    "broken": (score_file(4).replace("year: 2025", 'year: "2025'), 'year: "2025'),
    "without a space": (score_file(4).replace("year: 2025", "year:2025"), "year:2025"),
    "misaligned": (score_file(4).replace("agency:", " agency:"), "agency:"),
    "with a control character": (score_file(4).replace("2025", "2025 # \x1b"), "year: 2025"),
    "json": ('{"criteria": "order-158@1", "token": 1}', '"token": 1'),
    "broken json": ('{"criteria": "order-158@1", "token": [}', '"token": [}'),
    "a criteria file": ((ROOT / "criteria/order-158@1.yaml").read_text("utf-8").replace("bands:", "bandz:"), "bandz:"),
    "a broken criteria file": ('id: a\nedition: "1"\nareas: [\nscale:\n', "scale:"),
}


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_our_own_files_show_the_wrong_line(monitor, tmp_path, name, encoding):
    """A file that is recognizable as one of ours shows its wrong line, except in other encodings."""
    text, line = OURS[name]
    file = tmp_path / "a.yaml"
    file.write_bytes(text.encode(encoding, "replace"))
    outcome = monitor("validate", file)
    assert outcome.code == 1
    assert "document-foreign" not in outcome.out
    if encoding == "utf-8":
        assert line in outcome.out.replace("\\", "")


def test_an_ordinary_score_file_is_shown_through_a_link(monitor, tmp_path):
    """A link to a score file is read as that file."""
    file = write(tmp_path, "elsewhere.yaml", score_file({**dict.fromkeys(range(1, 25), 4), 5: 6}))
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.yaml").symlink_to(file)
    assert "5: 6" in monitor("validate", tmp_path / "2025").out
