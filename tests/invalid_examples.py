"""The output of `tools/rules.py`, which tests compare with `examples/invalid` and with the page of rules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from monitor_cli.core.problems import STRICT_RULES
from monitor_cli.messages.problems import RULES
from tests.conftest import ROOT

FOLDER = ROOT / "examples" / "invalid"
SHOWN_ELSEWHERE = {
    "body-duplicate": "two files; examples/invalid/body-duplicate",
    "follow-up-unmatched": "two files; examples/invalid/follow-up-unmatched",
    "follow-up-early": "two files; examples/invalid/follow-up-early",
    **dict.fromkeys(
        ("body-kind", "body-name", "secretary-term", "secretary-unknown"), "a file and the register; in a folder"
    ),
    "criteria-taken": "needs a command; see test_a_published_name_is_taken",
}
WITH_EXAMPLE = [rule for rule, example in RULES.items() if example.wrong and rule not in SHOWN_ELSEWHERE]
"""Rules whose example in `monitor explain` is part of one file."""


def examples() -> list[str]:
    """Return the names of the examples: `<rule>`, or `<rule>.<case>` for a further one."""
    return sorted(p.stem if p.is_file() else p.name for p in FOLDER.iterdir() if p.suffix != ".txt")


def rule_of(example: str) -> str:
    """Return the rule that an example breaks."""
    return example.split(".")[0]


def expected_file(example: str) -> Path:
    """Return the path of the expected output of an example."""
    return FOLDER / f"{example}.txt"


def command(example: str) -> list[str]:
    """Return the arguments for an example; the command runs in `FOLDER`."""
    folder = FOLDER / example
    path = example if folder.is_dir() else f"{example}.yaml"
    if example.startswith("follow-up"):
        return ["follow-up", "--lang", "en", example, "--today", "2025-12-31"]
    frozen = ["--frozen", f"{example}/2025.frozen.json"] if (folder / "2025.frozen.json").exists() else []
    strict = ["--strict"] if rule_of(example) in STRICT_RULES else []
    return ["validate", "--lang", "en", path, *frozen, *strict]


def output(example: str) -> str:
    """Return the output of the command for an example, with its exit code."""
    done = _run(*command(example))
    return f"{done.stdout}{done.stderr}exit code {done.returncode}\n"


def rules_page() -> str:
    """Return the documentation page of all rules."""
    return _run("explain", "-f", "markdown", "--lang", "en").stdout


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, "-m", "monitor_cli", *arguments]
    settings = {**os.environ, "COLUMNS": "300"}
    return subprocess.run(whole, cwd=FOLDER, capture_output=True, encoding="utf-8", check=False, env=settings)
