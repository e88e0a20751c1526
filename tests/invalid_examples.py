"""The files and folders of `examples/invalid`, each with what `monitor validate` must say of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from monitor_cli.core.problems import WARNING_RULES
from tests.conftest import ROOT

FOLDER = ROOT / "examples" / "invalid"


def examples() -> list[str]:
    """Their names: `<rule>` or, for a further one, `<rule>.<what is special>`."""
    return sorted(p.stem if p.is_file() else p.name for p in FOLDER.iterdir() if p.suffix != ".txt")


def rule_of(example: str) -> str:
    """The rule that an example breaks."""
    return example.split(".")[0]


def expected_file(example: str) -> Path:
    """Where the output stands that an example must give."""
    return FOLDER / f"{example}.txt"


def command(example: str) -> list[str]:
    """The arguments for an example, to be run in `FOLDER`."""
    folder = FOLDER / example
    path = example if folder.is_dir() else f"{example}.yaml"
    frozen = ["--frozen", f"{example}/2025.frozen.json"] if (folder / "2025.frozen.json").exists() else []
    strict = ["--strict", "--today", "2026-01-01"] if rule_of(example) in WARNING_RULES else []
    return ["validate", "--lang", "en", path, *frozen, *strict]


def output(example: str) -> str:
    """What the command says of an example, with its exit code."""
    arguments = [sys.executable, "-m", "monitor_cli", *command(example)]
    done = subprocess.run(arguments, cwd=FOLDER, capture_output=True, encoding="utf-8", check=False)
    return f"{done.stdout}{done.stderr}exit code {done.returncode}\n"
