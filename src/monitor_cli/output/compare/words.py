"""The sentences that every comparison for people has in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.comparison import Change, Comparison, Tally
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.core.trend import Trend, Unanswered
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.output.plan.words import recommendation
from monitor_cli.output.score.words import said, unpublished
from monitor_cli.output.trends import ARROWS, signed

ANSWERS = {
    "repeated": N_("told again"),
    "silent": N_("no answer"),
    "no-counterpart": N_("no criterion of the later edition means the same"),
}
"""What became of a recommendation that was not answered."""


def title(trend: Trend) -> str:
    """The body and the years."""
    return f"{said(trend.cards[-1].score_file.agency.name)}: {years(trend.cards)}"


def years(cards: Sequence[Scorecard]) -> str:
    """The years in the order in which they are compared."""
    return " → ".join(str(card.score_file.year) for card in cards)


def editions(trend: Trend) -> Iterator[str]:
    """For each earlier edition that is not the last result's own, how much of it can be compared."""
    for comparison in {found.old.criteria_set.ref: found for found in trend.comparisons}.values():
        yield from edition(comparison)
        if not comparison.total.comparable:
            common = comparison.common
            words = _("the totals cannot be compared; the criteria that can be sum up to {old} → {new} ({change})")
            yield words.format(old=common.old, new=common.new, change=arrow(common))


def edition(comparison: Comparison) -> Iterator[str]:
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
    yield from unpublished(old, new)


def compared(trend: Trend) -> Iterator[str]:
    """Which two of several years the last column compares."""
    if len(trend.cards) > 2:
        words = _("± compares {new} with {old}")
        yield words.format(new=trend.cards[-1].score_file.year, old=trend.cards[-2].score_file.year)


def arrow(change: Change) -> str:
    """The direction of a change as a sign, and the difference with its sign."""
    sign = ARROWS[change.direction]
    return f"{sign} {signed(change.difference)}" if change.difference else sign


def value(number: int | None) -> str:
    """A number, a dash where there is none."""
    return "–" if number is None else str(number)


def tally(found: Tally) -> str:
    """How many rose, fell, stayed and cannot be compared, each with its sign."""
    parts = [
        _("{count} risen").format(count=found.risen),
        _("{count} fallen").format(count=found.fallen),
        _("{count} unchanged").format(count=found.unchanged),
    ]
    signs = [ARROWS["risen"], ARROWS["fallen"], ARROWS["unchanged"]]
    if found.not_comparable:
        parts.append(_("{count} not comparable").format(count=found.not_comparable))
        signs.append(ARROWS["not-comparable"])
    return ", ".join(f"{sign} {part}" for sign, part in zip(signs, parts, strict=True))


def criteria(comparison: Comparison) -> str:
    """How many criteria went which way."""
    return _("criteria: {tally}").format(tally=tally(comparison.tally))


def unanswered_title(count: int) -> str:
    """How many recommendations have no answer."""
    if not count:
        return _("every open recommendation of the earlier files is answered")
    words = ngettext("{count} recommendation without an answer", "{count} recommendations without an answer", count)
    return words.format(count=count)


def unanswered_rule() -> str:
    """What counts as an answer."""
    return _(
        "A recommendation that is open counts as answered where a later file calls the recommendation for its "
        "criterion done or scores the criterion higher."
    )


def unanswered(found: Unanswered) -> str:
    """One recommendation: year, criterion, text, and what became of it."""
    words = _("{year}, criterion {number}: {text} – {answer}")
    return words.format(
        year=found.card.score_file.year,
        number=found.scored.criterion.number,
        text=recommendation(found.recommendation),
        answer=_(ANSWERS[found.state]),
    )
