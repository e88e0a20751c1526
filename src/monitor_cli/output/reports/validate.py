"""Problems of files with their fixes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monitor_cli.core.result import Result
from monitor_cli.output.page import Page, Verbatim
from monitor_cli.output.problem_lines import problem_lines


class Validation(NamedTuple):
    """The results of files; CI systems get their paths relative to the folder `root`, or as they are if it is empty."""

    results: Sequence[Result]
    root: str = ""


def page(validation: Validation) -> Page:
    lines = [line for result in validation.results for line in problem_lines(result)]
    return [[Verbatim(lines)]] if lines else []
