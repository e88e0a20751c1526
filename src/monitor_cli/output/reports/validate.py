"""What is wrong with files, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monitor_cli.core.result import Result
from monitor_cli.output.page import Page, Verbatim
from monitor_cli.output.problem_lines import problem_lines


class Validation(NamedTuple):
    """The results of files; CI systems name those as seen from the folder `root`, or as they are where it is empty."""

    results: Sequence[Result]
    root: str = ""


def page(checked: Validation) -> Page:
    """A block for each problem, in the order of the files; those without problems are left out."""
    lines = [line for result in checked.results for line in problem_lines(result)]
    return [[Verbatim(lines)]] if lines else []
