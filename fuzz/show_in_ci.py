"""Coverage-guided fuzzing of the formats for CI systems: no name and no text becomes a command.

Run with a folder of seeds, see README.md: `python fuzz/show_in_ci.py fuzz/texts fuzz/seeds/texts`.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
with atheris.instrument_imports(include=["monitor_cli"]):
    from tests.hostile.reading import COMMAND, HIDDEN

    from monitor_cli.core.problems import Place, Problem
    from monitor_cli.core.result import Result
    from monitor_cli.output import VALIDATE, Look, show
    from monitor_cli.output.reports.validate import Validation

GITHUB = re.compile(r"::error (file=[^,:]*,)?line=3,endLine=3,col=5,endColumn=6,title=key-unknown::[^\n]*\n")


def read(data: bytes) -> None:
    """Show a text as a file name, a value and a line of a file; raise AssertionError for a broken guarantee."""
    provider = atheris.FuzzedDataProvider(data)
    name = os.fsdecode(provider.ConsumeBytes(60).replace(b"\0", b""))  # a file name need not be text
    value = provider.ConsumeUnicodeNoSurrogates(60)
    line = provider.ConsumeUnicodeNoSurrogates(200).replace("\n", "")
    params = {"key": value, "known": "agency, year", "nearest": ""}
    problem = Problem("key-unknown", params, Place(3, 5, 6, "    " + line), (value,))
    checked = Validation([Result(name or "a.yaml", (problem,), b"")], "/project")
    shown = {name: _joined(checked, name) for name in ("sarif", "junit", "github", "gitlab", "json", "text")}
    for text in shown.values():
        assert not HIDDEN & set(text), text
    assert not COMMAND.search(shown["text"]), shown["text"]
    assert GITHUB.fullmatch(shown["github"]), shown["github"]
    assert not COMMAND.search(shown["github"].removeprefix("::error ")), shown["github"]
    (result,) = json.loads(shown["sarif"])["runs"][0]["results"]
    assert result["ruleId"] == "key-unknown", result
    (issue,) = json.loads(shown["gitlab"])
    assert issue["check_name"] == "key-unknown", issue
    ElementTree.fromstring(shown["junit"])


def _joined(checked: Validation, format_name: str) -> str:
    pieces = show(VALIDATE, checked, format_name, Look())
    return "".join(piece if isinstance(piece, str) else piece.decode() for piece in pieces)


def main() -> None:
    """Start libFuzzer, whose options follow the folders."""
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
