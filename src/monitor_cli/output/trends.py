"""Parts of comparisons: arrows, differences and sparklines that read without colour, and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from monitor_cli.core.comparison import AnswerState, Change, Comparison, Direction, OpenRecommendation, Tally
from monitor_cli.core.result import Result
from monitor_cli.messages import N_, _, counted, ngettext
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.page import Block, Heading, Items, Paragraph, Section
from monitor_cli.output.wording import recommendation_with_due_day, signed, unpublished_set_notes


class DirectionTexts(NamedTuple):
    """The sign, style and name of a direction; `several` is a count of changes."""

    sign: str
    style: str
    name: str
    several: str


DIRECTIONS: dict[Direction, DirectionTexts] = {
    "risen": DirectionTexts("↑", "green", N_("risen"), N_("{count} risen")),
    "fallen": DirectionTexts("↓", "red", N_("fallen"), N_("{count} fallen")),
    "unchanged": DirectionTexts("=", "dim", N_("unchanged"), N_("{count} unchanged")),
    "not-comparable": DirectionTexts("≠", "yellow", N_("not comparable"), N_("{count} not comparable")),
}

UNANSWERED_STATES: dict[AnswerState, str] = {
    "repeated": N_("repeated"),
    "silent": N_("no follow-up recorded"),
    "no-counterpart": N_("no matching criterion in the later edition"),
}
"""The record of a later file about a recommendation without a follow-up."""

_LEVELS = "▁▂▃▄▅▆▇█"


def sparkline(values: Iterable[int | None], low: int, high: int) -> str:
    """Return a bar per value, scaled between `low` and `high`; a dot for a missing value."""
    steps = len(_LEVELS) - 1
    return "".join("·" if v is None else _LEVELS[(v - low) * steps // max(1, high - low)] for v in values)


def arrow(change: Change) -> str:
    """Return the sign of the direction of a change, and the signed difference."""
    sign = DIRECTIONS[change.direction].sign
    return f"{sign} {signed(change.difference)}" if change.difference else sign


def number_or_dash(number: int | None) -> str:
    return "–" if number is None else str(number)


def tally_counts(tally: Tally) -> str:
    """Return the number of changes in each direction."""
    counts = zip(DIRECTIONS.values(), (tally.risen, tally.fallen, tally.unchanged, tally.not_comparable), strict=True)
    shown = [(direction, count) for direction, count in counts if count or direction.sign != "≠"]
    return ", ".join(f"{direction.sign} {_(direction.several).format(count=count)}" for direction, count in shown)


def edition_notes(comparison: Comparison) -> Iterator[str]:
    """Yield the editions of two results if they differ, the number of criteria compared, and unpublished sets."""
    old, new = comparison.old.criteria_set, comparison.new.criteria_set
    if old.ref != new.ref:
        count = sum(1 for row in comparison.criteria if row.old and row.new)
        yield ngettext(
            "scored under {old} and {new}; {count} criterion is mapped between them and compared",
            "scored under {old} and {new}; {count} criteria are mapped between them and compared",
            count,
        ).format(old=old.ref, new=new.ref, count=count)
    yield from unpublished_set_notes(old, new)


def unanswered_section(count: int, details: Block) -> Section:
    """Yield the number of recommendations without a follow-up, their `details`, and what counts as a follow-up."""
    title = counted(
        "{count} recommendation without a recorded follow-up",
        "{count} recommendations without a recorded follow-up",
        count,
    )
    yield Heading(
        title if count else _("every open recommendation in the earlier files has a recorded follow-up"), level=4
    )
    yield from [details] if count else ()
    rule = _(
        "An open recommendation counts as followed up if a later file marks the recommendation for its "
        "criterion as done or scores the criterion higher."
    )
    yield Paragraph(rule, note=True)


def unanswered_recommendation(unanswered: OpenRecommendation) -> str:
    return _("{year}, criterion {number}: {text} – {answer}").format(
        year=unanswered.card.score_file.year,
        number=unanswered.scored.criterion.number,
        text=recommendation_with_due_day(unanswered.recommendation),
        answer=_(UNANSWERED_STATES[unanswered.state]),
    )


def broken_files_section(results: Sequence[Result]) -> Section:
    """Yield the files left out of a comparison because they have errors."""
    title = counted(
        "{count} file left out because of errors; a body listed as new or no longer present may be in it",
        "{count} files left out because of errors; bodies listed as new or no longer present may be in them",
        len(results),
    )
    yield Heading(title, level=4, style="bold red")
    yield Items([f"{visible(result.file)}: {message(result.errors[0])}" for result in results])
