"""Coverage-guided fuzzing of closings: whatever a closing contains, no file of a valid year goes unchecked.

Run with a folder of seeds, see README.md: `python fuzz/read_closing.py fuzz/closings fuzz/seeds/closings`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
with atheris.instrument_imports(include=["monitor_cli"]):
    from tests.files import score_file
    from tests.hostile.reading import safe_to_print

    from monitor_cli.messages.problems import fix, message
    from monitor_cli.output.problem_lines import problem_lines
    from monitor_cli.output.text import plain
    from monitor_cli.reading.criteria_files import CriteriaLibrary
    from monitor_cli.reading.frozen import check_frozen, read_closings

LIBRARY = CriteriaLibrary()
FOLDER = tempfile.mkdtemp()
CLOSING = os.path.join(FOLDER, "2025.frozen.json")
FILE = Path(FOLDER, "2025", "a.yaml")


def read(data: bytes) -> None:
    """Check one closing of a folder with one body; raise AssertionError for a broken guarantee."""
    Path(CLOSING).write_bytes(data)
    (results, _copies), _years = check_frozen(read_closings([CLOSING]), (), LIBRARY)
    shown = "".join(plain(problem_lines(result)) for result in results)
    safe_to_print(shown)
    for result in results:
        for problem in result.problems:
            assert problem.rule != "internal-error", message(problem)
            assert message(problem), problem
            assert fix(problem), problem
    if not any(result.errors for result in results):
        read_files = {os.path.realpath(result.file) for result in results}
        assert os.path.realpath(FILE) in read_files, read_files


def main() -> None:
    """Start libFuzzer, whose options follow the folders."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(score_file(4), encoding="utf-8", newline="\n")
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
