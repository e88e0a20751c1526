"""Problems in the style of a compiler: place, message, underlined source line, fix; and reasons for a missing total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.problems import INCOMPLETE_RULES, Place, Problem
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import Prospect
from monitor_cli.messages import _, counted, ranges
from monitor_cli.messages.visible import visible
from monitor_cli.output.page import Block, Excerpt, Line, Paragraph

MOST_SHOWN = 50
"""The number of problems listed per file; the others are counted."""


def problem_lines(result: Result) -> Iterator[Line | Excerpt]:
    """Yield the lines for all problems of one file."""
    for problem in result.problems[:MOST_SHOWN]:
        yield from lines_of_problem(result.file, problem)
    if (more := len(result.problems) - MOST_SHOWN) > 0:
        note = counted("{count} more problem is not shown", "{count} more problems are not shown", more)
        yield [(f"{visible(result.file)}: ", ""), (note, "dim")]


def lines_of_problem(file: str, problem: Problem) -> Iterator[Line | Excerpt]:
    """Yield the place, the message, the source line and the fix."""
    from monitor_cli.messages.problems import fix, message  # the table of rules, for files with problems only

    place = problem.place
    at = f"{visible(file)}:" + (f"{visible(place.cell) or f'{place.line}:{place.column}'}: " if place else " ")
    is_error = problem.severity == "error"
    severity, style = (_("error"), "bold red") if is_error else (_("warning"), "bold yellow")
    yield [(at, "bold"), (f"{severity}: ", style), (message(problem), "bold"), (f" [{problem.rule}]", "dim")]
    if place and place.source.strip():
        yield _excerpt(place, style)
    yield [("  = ", "cyan"), (fix(problem), "")]


def _excerpt(place: Place, style: str) -> Excerpt:
    first = place.column - place.source_column
    last = max(first + 1, place.end_column - place.source_column)
    left = "…" if place.source_column > 1 else ""
    shown = visible(place.source)  # as a whole: parts that are safe alone may be unsafe side by side
    start, end = (len(visible(place.source[:index])) for index in (first, last))
    return Excerpt(place.line, left + shown[:start], shown[start:end], shown[end:], style)


def missing_scores(prospect: Prospect) -> str:
    """Return the number of criteria of a draft without a score, as a phrase."""
    count = len(prospect.missing)
    return counted(
        "no total, because {count} criterion has no score yet",
        "no total, because {count} criteria have no score yet",
        count,
    )


def draft_progress(prospect: Prospect, criteria_set: CriteriaSet) -> Iterator[Block]:
    """Yield the number of scores of a draft, the missing ones, and the totals and bands still possible."""
    progress = _("{given} of {count} criteria have a score, so there is no total yet; without a score: {numbers}")
    filled = progress.format(given=prospect.given, count=prospect.criteria, numbers=ranges(prospect.missing))
    yield Paragraph(filled, "bold yellow")
    yield from possible_results(prospect, criteria_set)


def possible_results(prospect: Prospect, criteria_set: CriteriaSet) -> Iterator[Block]:
    """Yield the totals and bands still possible for a draft."""
    totals = _("totals still possible: {lowest} to {highest}")
    yield Paragraph(totals.format(lowest=prospect.lowest, highest=prospect.highest))
    bands = ", ".join(f"{b.number} ({b.min}–{b.max})" for b in criteria_set.bands if b.number in prospect.bands)
    yield Paragraph(_("bands still possible: {bands}").format(bands=bands))


def no_total_reason(result: Result) -> str:
    """Return why a file that is not a draft has no total."""
    count = len(result.errors)
    return counted(
        "no total, because the file has {count} error", "no total, because the file has {count} errors", count
    )


def problems_to_show(result: Result) -> Result:
    """Return the result without the problems that `draft_progress` and the mark of an open objection show already."""
    hidden = {"objection-open", *(INCOMPLETE_RULES if result.status == "incomplete" else ())}
    return replace(result, problems=tuple(problem for problem in result.problems if problem.rule not in hidden))
