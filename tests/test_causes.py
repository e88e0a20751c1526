"""The causes of speed: which modules are loaded, what is parsed, and how often."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from monitor_cli.reading import document
from monitor_cli.reading.discovery import find_files
from tests.files import score_file, write


def loaded(*arguments: str) -> set[str]:
    """Return the modules that a run of `monitor` imports."""
    command = [sys.executable, "-X", "importtime", "-m", "monitor_cli", *arguments]
    timings = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return {line.rpartition("|")[2].strip() for line in timings.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["batch", "--help"], ["score", "--help"]])
def test_help_loads_nothing_heavy(arguments):
    """A help text loads neither pydantic, rich, yaml nor the writers of reports."""
    heavy = {"pydantic", "pydantic_core", "rich", "yaml", "json", "hashlib", "multiprocessing", "concurrent.futures"}
    names = loaded(*arguments)
    assert not heavy & {name.split(".")[0] if name.split(".")[0] in heavy else name for name in names}
    assert not arguments[0].startswith("-") or "monitor_cli.output" not in names


def test_a_plain_score_loads_neither_models_nor_rich(tmp_path):
    """Scores without a table need pydantic's engine, but neither its model classes nor rich."""
    file = write(tmp_path, "a.yaml", score_file(3))
    names = loaded("score", str(file))
    assert not {"pydantic", "rich", "multiprocessing", "difflib"} & names


@pytest.mark.parametrize("command", ["score", "validate"])
def test_a_score_file_in_order_loads_nothing_for_other_files(tmp_path, command):
    """A score or a check needs no register, closing or ranking, no message about problems, and no hash."""
    file = write(tmp_path, "a.yaml", score_file(3))
    own = ("core.register", "core.follow_up", "core.frozen", "core.published", "core.rating", "messages.rules")
    others = {"hashlib", "json", "shutil", "pathlib", "urllib.parse"}
    assert not {*(f"monitor_cli.{name}" for name in own), *others} & loaded(command, str(file))


def test_a_valid_file_is_parsed_once(monitor, tmp_path, monkeypatch):
    """The composer reads a file once, and the guard does not read its events."""
    file = write(tmp_path, "a.yaml", score_file(3, name="Үлгү министрлиги № 1"))
    monitor("score", file)  # the criteria set, also a file, is read once per process
    passes = {"compose": 0, "events": 0}

    class Composer(document._Composer):
        def get_single_node(self):
            passes["compose"] += 1
            return super().get_single_node()

    class Parser(document.CParser):
        def get_event(self):
            passes["events"] += 1
            return super().get_event()

    monkeypatch.setattr(document, "_Composer", Composer)
    monkeypatch.setattr(document, "CParser", Parser)
    assert monitor("score", file).code == 0
    assert passes == {"compose": 1, "events": 0}


def test_the_walk_stats_no_file(tmp_path, monkeypatch):
    """The search takes the type of each entry from the listing of its folder and calls `stat` on no file."""
    for index in range(20):
        write(tmp_path, f"{index % 3}/{index}.yaml", "")
    looked: list[str] = []
    real = os.stat
    monkeypatch.setattr(os, "stat", lambda path, *a, **k: looked.append(str(path)) or real(path, *a, **k))
    assert len(list(find_files((str(tmp_path),)))) == 20
    assert not [path for path in looked if path.endswith(".yaml")]
    assert len(looked) == len(set(looked))
