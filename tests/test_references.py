"""The references in `docs/` are complete, and match what `tools/docs.py` generates from the code."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import fields

import pytest

from monitor_cli.cli.main import COMMANDS
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.score_file import Year
from monitor_cli.core.shapes import Record, record
from tests.conftest import ROOT
from tests.pages import page

SCHEMAS = sorted((ROOT / "docs" / "schemas").iterdir())


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("docs_tool", ROOT / "tools" / "docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made_now(tmp_path_factory):
    """The output of the tool, from another process, because click keeps the language of its first help."""
    folder = tmp_path_factory.mktemp("docs")
    subprocess.run([sys.executable, str(ROOT / "tools" / "docs.py"), str(folder)], check=True, cwd=ROOT)
    return folder


@pytest.mark.parametrize(
    "name", [*sorted(path.name for path in (ROOT / "docs").glob("*-file.md")), "commands.md", "json.md"]
)
def test_references_are_up_to_date(made_now, name):
    """The references equal the output of `python tools/docs.py`; run it if this test fails."""
    made = (made_now / name).read_text(encoding="utf-8")
    there = (ROOT / "docs" / name).read_text(encoding="utf-8")
    if name == "commands.md":  # releases of click differ in their line breaks
        made, there = (" ".join(text.split()) for text in (made, there))
    assert made == there


def test_every_command_has_a_heading():
    """Every command and subcommand has a heading."""
    headings = {text for _level, text in page("docs/commands.md").headings}
    assert {f"monitor {name}" for name in COMMANDS} <= headings
    assert {"monitor form import", "monitor criteria diff"} <= headings


def test_every_key_of_a_complete_file_is_described(tool):
    """The tables describe every key of the examples, of the published set and of the code."""
    for name, files in (
        ("score-file.md", ["examples/valid/strong-ministry.yaml", "examples/valid/two-years-2025.yaml"]),
        ("follow-up-file.md", ["examples/year/follow-up/baraktoo-ayyl-okmotu.yaml"]),
        ("register-file.md", ["examples/year/bodies.yaml", "examples/authority-template/bodies.yaml"]),
        ("criteria-file.md", ["criteria/order-158@1.yaml", "examples/methods/library-service@1.yaml"]),
    ):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        described = {path.split(".")[-1].removesuffix("[]") for path in re.findall(r"(?m)^\| `([^`]+)` \|", text)}
        for file in files:
            used = set(re.findall(r"(?m)^[\s-]*([a-z_]+):(?:\s|$)", (ROOT / file).read_text(encoding="utf-8")))
            assert used - {"ky", "ru", "en"} <= described, file
    keys = {row.path for row in tool.Reference(tool.criteria_set_shape(("ky",))).rows()}
    assert {field.name for field in fields(CriteriaSet) if field.metadata.get("key", True)} <= keys


def test_a_key_without_a_meaning_stops_the_tool(tool):
    """The tool raises ValueError for a key without a description."""
    with pytest.raises(ValueError, match="year"):
        tool._key_table(record(type("NoWords", (Record,), {"__annotations__": {"year": Year}})))


def test_shared_definitions_are_the_same_in_all_schemas(tool):
    """A definition that the page describes once has the same content in all schemas."""
    definitions = {name: set() for name in tool.SHARED}
    for path in SCHEMAS:
        for name, definition in json.loads(path.read_text(encoding="utf-8"))["$defs"].items():
            if name in definitions:
                definitions[name].add(json.dumps(definition, sort_keys=True))
    assert {name: len(kinds) for name, kinds in definitions.items()} == dict.fromkeys(tool.SHARED, 1)


def test_every_key_of_the_json_outputs_has_a_meaning():
    """Every key has a description, except constants, whose value is enough."""
    rows = re.findall(
        r"(?m)^\| `([^`]+)` \| (.+) \| (?:yes|no) \| (.*) \|$", page("docs/json.md").path.read_text("utf-8")
    )
    assert len(rows) > 200
    assert [key for key, value, meaning in rows if not meaning and not re.fullmatch('`"[^"]+"`', value)] == []
