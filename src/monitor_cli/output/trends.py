"""What comparisons have in common: arrows, differences and sparklines that read without colour, and their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from monitor_cli.core.comparison import Change, Comparison, OpenRecommendation, Tally
from monitor_cli.core.result import Result
from monitor_cli.messages import N_, _, counted, ngettext
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.page import Block, Heading, Items, Paragraph, Section
from monitor_cli.output.wording import recommendation_with_due_day, signed, unpublished_set_notes


class Direction(NamedTuple):
    """How a change is shown that went one way; `several` says how many did."""

    sign: str
    style: str
    name: str
    several: str


DIRECTIONS = {
    "risen": Direction("↑", "green", N_("risen"), N_("{count} risen")),
    "fallen": Direction("↓", "red", N_("fallen"), N_("{count} fallen")),
    "unchanged": Direction("=", "dim", N_("unchanged"), N_("{count} unchanged")),
    "not-comparable": Direction("≠", "yellow", N_("not comparable"), N_("{count} not comparable")),
}

UNANSWERED_STATES = {
    "repeated": N_("told again"),
    "silent": N_("no answer"),
    "no-counterpart": N_("no criterion of the later edition means the same"),
}
"""What became of a recommendation that was not answered."""

_LEVELS = "▁▂▃▄▅▆▇█"


def sparkline(values: Iterable[int | None], low: int, high: int) -> str:
    """A column for each value, its height between those of `low` and `high`; a dot where there is no value."""
    steps = len(_LEVELS) - 1
    return "".join("·" if v is None else _LEVELS[(v - low) * steps // max(1, high - low)] for v in values)


def arrow(change: Change) -> str:
    """The direction of a change as a sign, and the difference with its sign."""
    sign = DIRECTIONS[change.direction].sign
    return f"{sign} {signed(change.difference)}" if change.difference else sign


def number_or_dash(number: int | None) -> str:
    """A number, a dash where there is none."""
    return "–" if number is None else str(number)


def tally_counts(counted: Tally) -> str:
    """How many rose, fell, stayed and cannot be compared, each with its sign."""
    counts = [("risen", counted.risen), ("fallen", counted.fallen), ("unchanged", counted.unchanged)]
    if counted.not_comparable:
        counts.append(("not-comparable", counted.not_comparable))
    found = [(DIRECTIONS[direction], count) for direction, count in counts]
    return ", ".join(f"{direction.sign} {_(direction.several).format(count=count)}" for direction, count in found)


def edition_notes(comparison: Comparison) -> Iterator[str]:
    """By which editions the two results are judged, where they differ, and how many criteria are compared."""
    old, new = comparison.old.criteria_set, comparison.new.criteria_set
    if old.ref != new.ref:
        count = sum(1 for row in comparison.criteria if row.old and row.new)
        words = ngettext(
            "judged by {old} and {new}; by their map {count} criterion means the same and is compared",
            "judged by {old} and {new}; by their map {count} criteria mean the same and are compared",
            count,
        )
        yield words.format(old=old.ref, new=new.ref, count=count)
    yield from unpublished_set_notes(old, new)


def unanswered_section(count: int, details: Block) -> Section:
    """How many recommendations have no answer, the `details` of them, and what counts as an answer."""
    title = counted("{count} recommendation without an answer", "{count} recommendations without an answer", count)
    yield Heading(title if count else _("every open recommendation of the earlier files is answered"), level=4)
    yield from [details] if count else ()
    rule = _(
        "A recommendation that is open counts as answered where a later file calls the recommendation for its "
        "criterion done or scores the criterion higher."
    )
    yield Paragraph(rule, note=True)


def unanswered_recommendation(found: OpenRecommendation) -> str:
    """What was recommended, and what a later file says of its criterion."""
    return _("{year}, criterion {number}: {text} – {answer}").format(
        year=found.card.score_file.year,
        number=found.scored.criterion.number,
        text=recommendation_with_due_day(found.recommendation),
        answer=_(UNANSWERED_STATES[found.state]),
    )


def broken_files_section(results: Sequence[Result]) -> Section:
    """Files that somebody has to fix."""
    title = counted(
        "{count} file left out because it is broken; a body that seems to have come or gone may be in it",
        "{count} files left out because they are broken; a body that seems to have come or gone may be in them",
        len(results),
    )
    yield Heading(title, level=4, style="bold red")
    yield Items([f"{visible(result.file)}: {message(result.errors[0])}" for result in results])
