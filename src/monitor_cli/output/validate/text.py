"""Problems for people: one block for each, the files without problems left out."""

from __future__ import annotations

from collections.abc import Iterable

from monitor_cli.core.result import Result
from monitor_cli.output.problem_lines import problem_lines
from monitor_cli.output.spans import Line


def render(results: Iterable[Result]) -> list[Line]:
    """The problems of all files, in the order of the files."""
    return [line for result in results for line in problem_lines(result)]
