"""Breakdowns as plain text that does not depend on the width of anything: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.problem_lines import problem_lines
from monitor_cli.output.score import words
from monitor_cli.output.spans import Line, plain


def render(results: Sequence[Result], criteria_set: CriteriaSet) -> str:
    """All breakdowns, an empty line between them."""
    return "\n".join(plain(_breakdown(result)) for result in results)


def brief(results: Sequence[Result]) -> str:
    """One line a file: total, band and body; for a file without a total, what it is."""
    return plain(_brief(result) for result in results)


def _brief(result: Result) -> Line:
    card = result.scorecard
    if card is None:
        no_total = {
            "incomplete": _("incomplete: no total"),
            "unreadable": _("unreadable: no total"),
            "failed": _("the tool itself failed: no total"),
        }
        return [(f"{visible(result.file)}: {no_total.get(result.status, _('invalid: no total'))}", "")]
    facts = f"{words.total(card)}, " + _("band {number}").format(number=card.band.number)
    return [(f"{visible(result.file)}: {facts} — {words.heading(card.score_file)}", "")]


def _breakdown(result: Result) -> Iterator[Line]:
    if result.score_file and result.criteria_set:
        yield [(words.heading(result.score_file), "")]
        yield [(words.subheading(result.score_file, result.criteria_set), "")]
    if result.scorecard:
        yield from _scores(result.scorecard)
    elif result.prospect:
        yield from ([(line, "")] for line in words.draft(result.prospect))
    else:
        yield [(f"{visible(result.file)}: {words.no_total(result)}", "")]
    if problems := list(problem_lines(words.problems_to_show(result))):
        yield from [[("", "")], *problems]


def _scores(card: Scorecard) -> Iterator[Line]:
    for area in card.areas:
        yield [("", "")]
        yield [(f"{words.numbered(area.area)}: {area.total}/{area.max}", "")]
        for scored in area.criteria:
            own = ""
            if scored.self_score is not None:
                own = _(" (own score {score}, difference {difference})").format(
                    score=scored.self_score, difference=words.difference(scored)
                )
            yield [(f"  {words.numbered(scored.criterion)}", "")]
            yield [(f"     {scored.score}/{card.criteria_set.scale.max} {words.indicator(card, scored)}{own}", "")]
    yield [("", "")]
    yield [(_("total: {total}").format(total=words.total(card)), "")]
    yield [(words.band(card.band, card.criteria_set), "")]
    yield [(words.way_up(card), "")]
    yield [(words.way_down(card), "")]
    if own := words.own_scores(card):
        yield [(own, "")]
    if weakest := words.weakest_in_short(card):
        yield [(weakest, "")]
    if note := words.translation_note(card.criteria_set):
        yield [(note, "")]
