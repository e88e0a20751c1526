"""Scripts beside the package: their imports exist, and tools/reword.py changes messages and nothing else."""

from __future__ import annotations

import ast
from importlib import import_module
from types import ModuleType

import pytest

from tests.conftest import ROOT

SCRIPTS = sorted(path for folder in ("benchmarks", "fuzz", "tools") for path in (ROOT / folder).glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_imports_of_scripts_exist(script):
    """Every name that a script imports exists, so that a removed name fails here and not in a run of the script."""
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("monitor_cli", "tests"):
            module = import_module(str(node.module))
            for name in node.names:
                assert hasattr(module, name.name) or import_module(f"{node.module}.{name.name}")


@pytest.fixture
def reword(monkeypatch) -> ModuleType:
    """The script tools/reword.py."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    return import_module("reword")


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ('print(_("no file"))', 'print(_("no such file"))'),
        ('print("no file")', 'print("no file")'),
        ('print(_(\n    "no "\n    "file"\n))', 'print(_(\n    "no such file"\n))'),
        ("print(f\"{_('no file')}: {path}\")", "print(f\"{_('no such file')}: {path}\")"),
        ('өчүк = "ө"; id: Annotated[str, About("no file")]', 'өчүк = "ө"; id: Annotated[str, About("no such file")]'),
        (
            'counted("{count} file", "{count} files", len(files))',
            'counted("{count} sheet", "{count} sheets", len(files))',
        ),
    ],
    ids=["marked", "not marked", "on two lines", "in an f-string", "behind wide letters", "plural"],
)
def test_reword_changes_marked_texts_in_the_code(reword, source, changed):
    """A message changes wherever it is marked, in any notation, and the script reports the messages that it changed."""
    new_texts = {"no file": "no such file", "{count} file": "{count} sheet", "{count} files": "{count} sheets"}
    met: set[str] = set()
    assert reword.in_code(source, new_texts, met) == changed
    assert met <= new_texts.keys()
    assert bool(met) == (source != changed)


def test_reword_writes_a_long_message_on_several_lines(reword):
    """Each line has at most 95 characters, and together they are the message."""
    text = "word " * 60
    lines = reword.literal(text).splitlines()
    assert "".join(map(ast.literal_eval, lines)) == text
    assert all(len(line) <= 97 for line in lines)


@pytest.mark.parametrize(
    ("old", "new", "page", "changed"),
    [
        ("file {file} has no scores", "no scores in {file}!", "file a.yaml has no scores", "no scores in a.yaml!"),
        (
            "{points} points are missing to band {number}",
            "{points} points short of band {number}",
            "14 points are missing to band 2\n1 points are missing to band 5",
            "14 points short of band 2\n1 points short of band 5",
        ),
        ("from {day}, and until {day}", "{day} is the only day", "from 1, and until 2", "from 1, and until 2"),
        (
            "write {{was: {score}}} below it",
            "add {{was: {score}}} below",
            "write {was: 3} below it",
            "add {was: 3} below",
        ),
        ("the total of {body}", "{body}: its total", "the total of Суу агенттиги", "the total of Суу агенттиги"),
        ("no file", "no such file", "no file", "no file"),
    ],
    ids=["moved", "several", "differs", "braces", "open end", "too short"],
)
def test_reword_changes_pages_with_filled_in_values(reword, old, new, page, changed):
    """Inserted values are kept; a message that is too short to be recognized, or has no visible end, is not changed."""
    assert reword.in_page(page, {old: new}) == changed


def test_reword_does_not_change_a_new_text_again(reword):
    """A new text that looks like another old one is not changed again, in any order of the changes."""
    changes = {
        "the body overrates itself": "the body rated itself too high",
        "the body rated itself": "the body was ranked",
    }
    for order in (changes, dict(reversed(changes.items()))):
        assert reword.in_page("the body overrates itself", order) == "the body rated itself too high"


def test_reword_keeps_the_translations_of_a_catalogue(reword, monkeypatch, tmp_path):
    """The new message, a plural too, has the translation of the old one; other messages keep theirs."""
    from babel.messages.catalog import Catalog

    catalogue = Catalog(locale="ru")
    for message, string in (
        ("old", "старое"),
        ("other", "другое"),
        (("{count} file", "{count} files"), ("{count} файл", "{count} файла", "{count} файлов")),
    ):
        catalogue.add(message, string)
    (tmp_path / "ru" / "LC_MESSAGES").mkdir(parents=True)
    for name, value in (("read", lambda _language: catalogue), ("LOCALES", tmp_path), ("LANGUAGES", ("ru",))):
        monkeypatch.setattr(reword, name, value)
    reword.change_catalogues({"old": "new", "{count} file": ["{count} sheet", "{count} sheets"]})
    assert {message.id: message.string for message in catalogue if message.id} == {
        "new": "старое",
        "other": "другое",
        ("{count} sheet", "{count} sheets"): ("{count} файл", "{count} файла", "{count} файлов"),
    }
