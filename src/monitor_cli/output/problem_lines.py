"""Problems in the style of a compiler: place, message, underlined source line, fix; and reasons for a missing total."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.problems import INCOMPLETE_RULES, Place, Problem
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import Prospect
from monitor_cli.messages import _, counted, ranges
from monitor_cli.messages.visible import visible
from monitor_cli.output.page import Block, Line, Paragraph

MOST_SHOWN = 50
"""The number of problems listed per file; the others are counted."""
MOST_WIDTH = 100
"""The width of an excerpt outside a terminal, in columns."""


def problem_lines(result: Result) -> Iterator[Line]:
    """Yield the lines for all problems of one file."""
    for problem in result.problems[:MOST_SHOWN]:
        yield from lines_of_problem(result.file, problem)
    if (more := len(result.problems) - MOST_SHOWN) > 0:
        note = counted("{count} more problem is not shown", "{count} more problems are not shown", more)
        yield [(f"{visible(result.file)}: ", ""), (note, "dim")]


def lines_of_problem(file: str, problem: Problem) -> Iterator[Line]:
    """Yield the place, the message, the source line and the fix."""
    from monitor_cli.messages.problems import fix, message  # the table of rules, for files with problems only

    place = problem.place
    position = f"{visible(file)}:{_position(place)}: " if place else f"{visible(file)}: "
    is_error = problem.severity == "error"
    severity, style = (_("error"), "bold red") if is_error else (_("warning"), "bold yellow")
    yield [(position, "bold"), (f"{severity}: ", style), (message(problem), "bold"), (f" [{problem.rule}]", "dim")]
    if place and place.source.strip():
        yield from _excerpt(place, style)
    yield [("  = ", "cyan"), (fix(problem), "")]


def _position(place: Place) -> str:
    return visible(place.cell) if place.cell else f"{place.line}:{place.column}"


def _excerpt(place: Place, style: str) -> Iterator[Line]:
    """Yield the source line, with marks below the characters from `column` to `end_column`."""
    first = place.column - place.source_column
    last = max(first + 1, place.end_column - place.source_column)
    gutter = f"{place.line} | "
    left = "…" if place.source_column > 1 else ""
    shown = visible(place.source)  # as a whole: parts that are safe alone may be unsafe side by side
    start, end = (len(visible(place.source[:index])) for index in (first, last))
    before, marked = left + shown[:start], shown[start:end]
    yield [(gutter, "cyan"), (before, ""), (marked, style), (shown[end:], "")]
    yield _marks_below(gutter, before, marked, style)


def _marks_below(gutter: str, before: str, marked: str, style: str) -> Line:
    indent = " " * (len(gutter) - 2) + "| " + " " * display_width(before)
    return [(indent, "cyan"), ("^" * max(1, display_width(marked)), style)]


def fit_lines(lines: Iterable[Line], columns: int = 0) -> Iterator[Line]:
    """Yield lines that fit a terminal of `columns`: folded between words, and a source line cut around its ^ marks.

    Without `columns` nothing is folded, and source lines are cut to `MOST_WIDTH`.
    """
    rows = [*lines, []]
    for line, following in pairwise(rows):
        if _is_marks(following):
            yield from _cut_line(line, following, columns or MOST_WIDTH)
        elif not _is_marks(line):
            yield from _fold(line, columns)


def _is_marks(line: Line) -> bool:
    return len(line) == 2 and set(line[1][0]) == {"^"}


def _fold(line: Line, columns: int) -> Iterator[Line]:
    folded: Line = []
    used = 0
    for word, style in ((word, style) for text, style in line for word in re.findall(r"\s+|\S+\s*", text)):
        if columns and folded and used + display_width(word.rstrip()) > columns:
            last, last_style = folded.pop()
            yield [*folded, (last.rstrip(), last_style)]
            folded, used = [("    ", "")], 4
        folded.append((word, style))
        used += display_width(word)
    yield folded


def _cut_line(line: Line, marks: Line, columns: int) -> Iterator[Line]:
    """Yield a source line and its marks, cut to `columns` around the marked part, most of the room on its right."""
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
    yield _marks_below(gutter, before, marked, marks[1][1])


def display_width(text: str) -> int:
    """Return the width of a text in terminal cells: 0 for a combining character, 2 for a wide one."""
    return len(text) if text.isascii() else sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


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
