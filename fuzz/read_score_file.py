"""Coverage-guided fuzzing of reading: whatever the bytes are, the result keeps its promises.

Run with a folder of seeds, see README.md: `python fuzz/read_score_file.py fuzz/corpus fuzz/seeds`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
with atheris.instrument_imports(include=["monitor_cli"]):
    from monitor_cli.messages.problems import mend, message
    from monitor_cli.output.problem_lines import problem_lines
    from monitor_cli.output.score import csv, json, markdown, text
    from monitor_cli.output.spans import plain
    from monitor_cli.reading.criteria_files import CriteriaLibrary
    from monitor_cli.reading.places import lines_of
    from monitor_cli.reading.score_files import check_source
    from monitor_cli.reading.source import MOST_BYTES, Source

LIBRARY = CriteriaLibrary()
RENDERERS = (text.render, markdown.render, csv.render, json.render)
CONTROL = frozenset(map(chr, [*range(9), *range(11, 32), 0x7F, *range(0x80, 0xA0), 0x2028, 0x202E]))


def read(data: bytes) -> None:
    """One file through reading and every output; raises AssertionError for a broken promise."""
    raw = data[:MOST_BYTES]
    result = check_source(Source("fuzz.yaml", raw), LIBRARY)
    lines = lines_of(raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
    for problem in result.problems:
        assert message(problem), problem
        assert mend(problem), problem
        if place := problem.place:
            assert 1 <= place.line <= len(lines), place
            assert 1 <= place.column < place.end_column, place
            assert place.column <= len(lines[place.line - 1]) + 1, place
    if card := result.scorecard:
        scores = [entry.score for entry in card.score_file.scores.values()]
        assert len(scores) == 24, scores
        assert all(type(score) is int and 1 <= score <= 5 for score in scores), scores
        assert card.total == sum(scores), card
        assert result.status == "ok", result.problems
    shown = plain(problem_lines(result))
    for render in RENDERERS:
        report = render([result], LIBRARY.default)
        shown += report if isinstance(report, str) else report.decode()
    assert not CONTROL & set(shown.replace("\r\n", "\n")), shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines()), shown
    assert "##[" not in shown, shown


def main() -> None:
    """Hand over to libFuzzer, whose options stand behind the folders."""
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
