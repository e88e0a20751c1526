"""Problems as workflow commands of GitHub Actions, which become annotations beside the lines."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.problems import Problem
from monitor_cli.messages.problems import fix, message_in_cell
from monitor_cli.messages.visible import visible
from monitor_cli.output.ci import STANDARD_INPUT_NAME, project_path
from monitor_cli.output.reports.validate import Validation


def render(checked: Validation) -> str:
    """Return one command per problem; paths are relative to the root."""
    return "".join(
        _command(project_path(result.file, checked.root), problem)
        for result in checked.results
        for problem in result.problems
    )


def _command(file: str, problem: Problem) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(file, problem))
    return f"::{problem.severity} {properties}::{_escaped(message_in_cell(problem))}%0A{_escaped(fix(problem))}\n"


def _properties(file: str, problem: Problem) -> Iterator[tuple[str, object]]:
    if file != STANDARD_INPUT_NAME:
        yield "file", file
    if place := problem.place:
        yield "line", place.line
        yield "endLine", place.line
        yield "col", place.column
        yield "endColumn", place.end_column
    yield "title", problem.rule


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    """Escape a property; GitHub cannot restore invisible characters in it, so they become `visible`."""
    return visible(str(value).replace("%", "%25").replace(":", "%3A").replace(",", "%2C"))
