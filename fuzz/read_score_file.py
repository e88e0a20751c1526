"""Coverage-guided fuzzing of reading: whatever the bytes are, the result keeps its guarantees.

Run with a folder of seeds, see README.md: `python fuzz/read_score_file.py fuzz/corpus fuzz/seeds/score_files`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
with atheris.instrument_imports(include=["monitor_cli"]):
    from tests.hostile.reading import check_invariants, safe_to_print

    from monitor_cli.output import SCORE, Look, show
    from monitor_cli.output.reports.score import Breakdowns
    from monitor_cli.reading.criteria_files import CriteriaLibrary
    from monitor_cli.reading.score_files import check_source
    from monitor_cli.reading.source import MOST_BYTES, Source

LIBRARY = CriteriaLibrary()


def read(data: bytes) -> None:
    """Read one file and write every output; raise AssertionError for a broken guarantee."""
    raw = data[:MOST_BYTES]
    result = check_source(Source("fuzz.yaml", raw), LIBRARY)
    check_invariants(result, raw)
    if card := result.scorecard:
        scores = [entry.score for entry in card.score_file.scores.values()]
        assert len(scores) == 24, scores
        assert all(type(score) is int and 1 <= score <= 5 for score in scores), scores
        assert card.total == sum(scores), card
        assert result.status == "ok", result.problems
    for format_name in ("text", "markdown", "csv", "json"):
        for piece in show(SCORE, Breakdowns([result], LIBRARY.default), format_name, Look()):
            safe_to_print(piece if isinstance(piece, str) else piece.decode("utf-8-sig"))


def main() -> None:
    """Start libFuzzer, whose options follow the folders."""
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
