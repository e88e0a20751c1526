"""Checks of bytes without a file, as in the commands, and the invariants of every input."""

from __future__ import annotations

import re

import pytest

from monitor_cli.core.result import Result
from monitor_cli.messages.problems import RULES, fix, message
from monitor_cli.reading import document, guard
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.decoding import lines_of
from monitor_cli.reading.score_files import check_source
from monitor_cli.reading.source import Source
from tests.files import score_file

BASE = score_file(4)
HIDDEN = frozenset(
    map(chr, [*range(9), *range(11, 32), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F)])
)
"""Characters that no output prints raw: control and bidirectional characters, and some without width."""
COMMAND = re.compile(r"##[\w.-]*\[|^\s*(::|travis_(fold|time):|section_(start|end):)", re.MULTILINE)
"""Commands that Azure, TeamCity and older GitHub runners recognize anywhere, and GitHub, Travis and GitLab in front."""
LIBRARY = CriteriaLibrary()


def check(data: bytes | str) -> Result:
    """Return the result of a file with this content, after a check of its invariants."""
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    result = check_source(Source("hostile.yaml", raw), LIBRARY)
    check_invariants(result, raw)
    with pytest.MonkeyPatch.context() as patch:  # enable every check that most files skip
        patch.setattr(guard, "_could_be_deep", lambda _: True)
        patch.setattr(document, "could_hide", lambda _: True)
        careful = check_source(Source("hostile.yaml", raw), LIBRARY)
    assert (careful.status, careful.score_file) == (result.status, result.score_file)
    return result


def problems_at(data: bytes | str) -> list[tuple[str, int, int]]:
    """Return rule, line and column of every problem."""
    return [
        (problem.rule, problem.place.line, problem.place.column) if problem.place else (problem.rule, 0, 0)
        for problem in check(data).problems
    ]


def first(data: bytes | str) -> tuple[str, int, int]:
    """Return the first problem alone."""
    return problems_at(data)[0]


def check_invariants(result: Result, raw: bytes) -> None:
    """Check that no total is beside an error, that positions are inside the file, and that messages are safe."""
    assert result.status in ("ok", "incomplete", "invalid")
    assert (result.scorecard is None) == (result.status != "ok" or result.kind == "criteria-file")
    lines = lines_of(raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
    assert len(result.problems) <= 1_001
    for problem in result.problems:
        assert problem.rule in RULES
        for text in (message(problem), fix(problem)):
            assert not set(text) & set("\x1b\n\r\u2028\u202e")
            assert len(text) < 1_000
        if place := problem.place:
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column < place.end_column <= max(len(lines[place.line - 1]), place.column) + 1
            assert place.column <= len(lines[place.line - 1]) + 1
            assert 1 <= place.source_column <= place.column


def safe_to_print(shown: str) -> None:
    """Check that the text contains nothing that a terminal or a CI system would execute."""
    assert not HIDDEN & set(shown.replace("\r\n", "\n")), shown
    assert not COMMAND.search(shown), shown
