"""Problems in the style of a good compiler: where, what, the line underlined, what to do; and why there is no total."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor_cli.core.figures import ranges
from monitor_cli.core.problems import INCOMPLETE_RULES, Place, Problem
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import Prospect
from monitor_cli.messages import _, counted
from monitor_cli.messages.problems import mend, message
from monitor_cli.messages.visible import visible
from monitor_cli.output.page import Block, Line, Paragraph

MOST_SHOWN = 50
"""So many problems of one file are listed; the others are counted."""
MOST_WIDTH = 100
"""So much of a line with a problem is shown where there is no terminal."""


def problem_lines(result: Result) -> Iterator[Line]:
    """The lines for all problems of one file, none for a file without problems."""
    for problem in result.problems[:MOST_SHOWN]:
        yield from lines_of_problem(result.file, problem)
    if (more := len(result.problems) - MOST_SHOWN) > 0:
        words = counted("{count} more problem is not shown", "{count} more problems are not shown", more)
        yield [(f"{visible(result.file)}: ", ""), (words, "dim")]


def lines_of_problem(file: str, problem: Problem) -> Iterator[Line]:
    """Where, what, the line and what to do."""
    place = problem.place
    position = f"{visible(file)}:{_position(place)}: " if place else f"{visible(file)}: "
    is_error = problem.severity == "error"
    severity, style = (_("error"), "bold red") if is_error else (_("warning"), "bold yellow")
    yield [(position, "bold"), (f"{severity}: ", style), (message(problem), "bold"), (f" [{problem.rule}]", "dim")]
    if place and place.source.strip():
        yield from _excerpt(place, style)
    yield [("  = ", "cyan"), (mend(problem), "")]


def _position(place: Place) -> str:
    return visible(place.cell) if place.cell else f"{place.line}:{place.column}"


def _excerpt(place: Place, style: str) -> Iterator[Line]:
    """The source line, with marks below the characters from `column` to `end_column`."""
    first = place.column - place.source_column
    last = max(first + 1, place.end_column - place.source_column)
    gutter = f"{place.line} | "
    left = "…" if place.source_column > 1 else ""
    shown = visible(place.source)  # as a whole: parts that are safe alone may not be so side by side
    start, end = (len(visible(place.source[:index])) for index in (first, last))
    before, marked = left + shown[:start], shown[start:end]
    yield [(gutter, "cyan"), (before, ""), (marked, style), (shown[end:], "")]
    indent = " " * (len(gutter) - 2) + "| " + " " * display_width(before)
    yield [(indent, "cyan"), ("^" * max(1, display_width(marked)), style)]


def fit_lines(lines: Iterable[Line], columns: int = 0) -> Iterator[Line]:
    """Lines that a terminal of so many columns breaks nowhere: folded between words, and a line with its ^ marks cut
    around them. Without a width nothing is folded, and what is marked is cut to `MOST_WIDTH`.
    """
    waiting: Line | None = None
    for line in lines:
        is_marks = waiting is not None and set(line[-1][0]) == {"^"}
        if waiting is not None:
            yield from _cut_line(waiting, line, columns or MOST_WIDTH) if is_marks else _fold(waiting, columns)
        waiting = None if is_marks else line
    if waiting is not None:
        yield from _fold(waiting, columns)


def _fold(line: Line, columns: int) -> Iterator[Line]:
    folded: Line = []
    used = 0
    for word, style in ((word, style) for text, style in line for word in re.findall(r"\s+|\S+\s*", text)):
        if columns and folded and used + display_width(word.rstrip()) > columns:
            last, its_style = folded.pop()
            yield [*folded, (last.rstrip(), its_style)]
            folded, used = [("    ", "")], 4
        folded.append((word, style))
        used += display_width(word)
    yield folded


def _cut_line(line: Line, marks: Line, columns: int) -> Iterator[Line]:
    """A line of a file and its marks, of both what has room: the marked part, with most of it on the right."""
    gutter, before, marked, after = (text for text, _style in line)
    room = max(columns - len(gutter), 20)
    text, start, end = before + marked + after, len(before), len(before + marked)
    if display_width(text) > room:
        first = max(0, min(start - room // 3, len(text) - room + 1))
        first = text.find(" ", first, start) + 1 or first if first else 0
        left = "…" if first else ""
        last = len(text)
        while display_width(left + text[first:last]) > room - (last < len(text)):
            last -= 1
        last = max(text.rfind(" ", end, last) if last < len(text) else last, min(end, last), start + 1)
        right = "…" if last < len(text) else ""
        before, marked, after = left + text[first:start], text[start : min(end, last)], text[end:last] + right
    yield [(gutter, line[0][1]), (before, ""), (marked, line[2][1]), (after, "")]
    indent = " " * (len(gutter) - 2) + "| " + " " * display_width(before)
    yield [(indent, marks[0][1]), ("^" * max(1, display_width(marked)), marks[1][1])]


def display_width(text: str) -> int:
    """How many cells a text takes up in a terminal: none for what stands on another sign, two for a wide one."""
    return len(text) if text.isascii() else sum(map(_character_width, text))


def _character_width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def missing_scores(prospect: Prospect) -> str:
    """How many scores a draft lacks."""
    count = len(prospect.missing)
    return counted(
        "no total, because {count} criterion has no score yet",
        "no total, because {count} criteria have no score yet",
        count,
    )


def draft_progress(prospect: Prospect) -> Iterator[Block]:
    """How far a draft is, what it lacks and what it can still reach."""
    progress = _("{given} of {count} criteria have a score, so there is no total yet; without a score: {numbers}")
    numbers, count = ranges(criterion.number for criterion in prospect.missing), prospect.given + len(prospect.missing)
    yield Paragraph(progress.format(given=prospect.given, count=count, numbers=numbers), "bold yellow")
    yield from possible_results(prospect)


def possible_results(prospect: Prospect) -> Iterator[Block]:
    """The totals and bands that a draft can still reach."""
    totals = _("totals still possible: {lowest} to {highest}")
    yield Paragraph(totals.format(lowest=prospect.lowest, highest=prospect.highest))
    bands = ", ".join(f"{b.number} ({b.min}–{b.max})" for b in prospect.bands)
    yield Paragraph(_("bands still possible: {bands}").format(bands=bands))


def no_total_reason(result: Result) -> str:
    """Why a file that is no draft has no total."""
    count = len(result.errors)
    return counted(
        "no total, because the file has {count} error", "no total, because the file has {count} errors", count
    )


def problems_to_show(result: Result) -> Result:
    """The result without what `draft` and the mark of an open objection say already."""
    told = {"objection-open", *(INCOMPLETE_RULES if result.status == "incomplete" else ())}
    return replace(result, problems=tuple(problem for problem in result.problems if problem.rule not in told))
