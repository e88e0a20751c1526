"""`monitor new`: a blank score file for someone who has never seen the tool."""

from __future__ import annotations

import re

import pytest

from monitor_cli.reading.criteria_files import CriteriaLibrary
from tests.files import write

CRITERIA_SET = CriteriaLibrary().default


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_new_file_has_every_text_in_the_language(monitor, language):
    """Comments contain every heading, criterion and indicator; the scores are empty."""
    out = monitor("new", "--lang", language).out
    prose = re.sub(r"\s*\n\s*#+\s+", " ", out)
    for area in CRITERIA_SET.areas:
        assert f"{area.number}. {area.title[language]}" in prose
    for criterion in CRITERIA_SET.criteria.values():
        assert f"{criterion.number}. {criterion.title[language]}" in prose
        assert f"\n  {criterion.number}:\n" in out
    for score, indicator in CRITERIA_SET.indicators.items():
        assert prose.count(f"{score} – {indicator.text[language]}") == 1


def test_a_completed_new_file_is_valid(monitor, tmp_path):
    """With a body and a score for each criterion, a file from `monitor new` has a total."""
    file = tmp_path / "a.yaml"
    assert (
        monitor("new", file, "--id", "ulgu", "--name", 'Үлгү "А": #1', "--secretary", "А. Б.", "--year", 2025).code == 0
    )
    draft = monitor("score", file)
    assert draft.code == 1
    assert "0 of 24 criteria have a score, so there is no total yet" in draft.out
    file.write_text(re.sub(r"(?m)^(  \d+:)$", r"\1 4", file.read_text(encoding="utf-8")), encoding="utf-8")
    outcome = monitor("score", file)
    assert outcome.code == 0
    assert 'Үлгү "А": #1, 2025' in outcome.out
    assert "total: 96 of 120" in outcome.out


def test_the_year_is_that_of_the_run(monitor, monkeypatch):
    """Without `--year`, the year is that of SOURCE_DATE_EPOCH, as in every other command."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689599")  # the last second of 2024
    assert "\nyear: 2024\n" in monitor("new").out


def test_municipal_bodies_have_no_secretary(monitor):
    """A municipal body has no key for a state secretary, and both together are refused (R3)."""
    assert "state_secretary" not in monitor("new", "--kind", "municipal").out
    assert monitor("new", "--kind", "municipal", "--secretary", "А").code == 2


def test_a_file_is_overwritten_only_when_forced(monitor, tmp_path):
    """An existing file is overwritten only with --force."""
    file = tmp_path / "a.yaml"
    file.write_text("mine")
    refused = monitor("new", file)
    assert (refused.code, file.read_text()) == (2, "mine")
    assert "--force" in refused.err
    assert monitor("new", file, "--force").code == 0
    assert "scores:" in file.read_text(encoding="utf-8")


def modeline(file):
    """Return the schema that the first line gives, or None."""
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", file.read_text(encoding="utf-8").splitlines()[0])
    return match and match[1]


SCHEMAS = [
    ("a.schema.json", "2025/state/body.yaml", "../../a.schema.json"),
    ("2025/a.schema.json", "2025/state/body.yaml", "../a.schema.json"),
    ("2025/state/order-158@1.schema.json", "2025/state/body.yaml", "order-158@1.schema.json"),
    ("a.schema.json", "body.yaml", "a.schema.json"),
    ("../a.schema.json", "body.yaml", None),
    ("2025/other/a.schema.json", "2025/state/body.yaml", None),
    ("with space.schema.json", "body.yaml", None),
    ("a.json", "body.yaml", None),
]


@pytest.mark.parametrize(("schema", "file", "leads"), SCHEMAS)
def test_the_first_line_refers_to_an_existing_schema(monitor, tmp_path, monkeypatch, schema, file, leads):
    """The schema is in the folder of the file or above it; without a schema, a note says how to write one."""
    here = tmp_path / "here"
    for name in ("2025/state", "2025/other"):
        (here / name).mkdir(parents=True)
    monkeypatch.chdir(here)
    assert monitor("schema", "-o", schema).code == 0
    outcome = monitor("new", file, "--id", "a", "--name", "A", "--secretary", "A")
    assert outcome.code == 0
    assert modeline(here / file) == leads
    assert leads is None or (here / file).parent.joinpath(leads).is_file()
    assert ("monitor schema -o" in outcome.err) == (leads is None)


def test_the_note_without_a_schema_leads_to_one(monitor, tmp_path, monkeypatch):
    """The command in the note writes the schema, and the line in the note refers to that file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2025").mkdir()
    line, command = monitor("new", "2025/a.yaml").err.splitlines()[-2:]
    assert monitor("schema", "-o", command.split("monitor schema -o ")[1]).code == 0
    assert (tmp_path / "2025" / line.split("$schema=")[1]).is_file()
    assert monitor("new", "2025/b.yaml").code == 0
    assert modeline(tmp_path / "2025" / "b.yaml") == line.split("$schema=")[1]


def test_a_git_repository_ends_the_search(monitor, tmp_path, monkeypatch):
    """From a subfolder, the schema at the root of the repository is used, and none above it."""
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "repo" / "2025").mkdir()
    monkeypatch.chdir(tmp_path / "repo" / "2025")
    assert monitor("schema", "-o", "../../a.schema.json").code == 0
    assert monitor("new", tmp_path / "repo" / "2025" / "a.yaml").code == 0
    assert modeline(tmp_path / "repo" / "2025" / "a.yaml") is None
    monkeypatch.chdir(tmp_path)
    assert monitor("schema", "-o", "repo/a.schema.json").code == 0
    assert monitor("new", "repo/2025/b.yaml").code == 0
    assert modeline(tmp_path / "repo" / "2025" / "b.yaml") == "../a.schema.json"


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"$id": 1}', "[" * 100_000, '{"$id": "urn:monitor:score-file:x@1"}']
)
def test_other_schemas_are_not_used(monitor, tmp_path, monkeypatch, content):
    """A file that is not a schema, or the schema of another set, is not used."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a.schema.json", content)
    assert monitor("new", "a.yaml").code == 0
    assert modeline(tmp_path / "a.yaml") is None
    assert "yaml-language-server" not in monitor("new").out


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
@pytest.mark.parametrize("name", ["five", "five.txt", "five.yaml.txt", "five.xlsx", "five."])
def test_a_new_file_ends_in_yaml(monitor, tmp_path, monkeypatch, language, name):
    """Another ending is refused, because folders are searched for .yaml files; the message proposes the right name."""
    monkeypatch.chdir(tmp_path)
    for arguments in ((name,), ("-o", name)):
        outcome = monitor("--lang", language, "new", *arguments)
        assert (outcome.code, outcome.err.splitlines()[-1].split(": ")[-1]) == (2, "five.yaml")
    assert not [*tmp_path.iterdir()]
    for suffix in (".yaml", ".yml", ".YAML"):
        assert monitor("new", f"five{suffix}").code == 0
