"""What is said of objections to scores and of changes of scores, wherever a score or a place stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor_cli.core.score_file import UNTOLD
from monitor_cli.messages import OUTCOMES, _, ngettext
from monitor_cli.output.wording import day, visible_lines

if TYPE_CHECKING:
    import datetime

    from monitor_cli.core.rating import RankedBody
    from monitor_cli.core.score_file import Entry


def place_marks(rated: RankedBody) -> str:
    """The signs behind a place, each after a space, of which a note says more."""
    signs = {" =": rated.shared, " †": rated.contested, " ‡": rated.row.former_total is not None}
    return "".join(sign for sign, is_so in signs.items() if is_so)


def objection_notes(agency: str, numbers: Sequence[int], former_total: int | None) -> Iterator[str]:
    """That a body, by its id, objects to criteria by their numbers, and that its total was another one."""
    if numbers:
        words = ngettext(
            "† {agency} objects to the score of criterion {numbers}, and nothing is decided yet.",
            "† {agency} objects to the scores of criteria {numbers}, and nothing is decided yet.",
            len(numbers),
        )
        yield words.format(agency=agency, numbers=", ".join(map(str, numbers)))
    if former_total is not None:
        words = _("‡ The total of {agency} was {was} before scores were corrected.")
        yield words.format(agency=agency, was=former_total)


def objection_text(entry: Entry) -> str:
    """What the body has against a score, since when, and the score that it asks for; empty without an objection."""
    if (found := entry.objection) is None:
        return ""
    told = _dated_line("", found.date, found.text)
    if found.asks is not None:
        told += " " + _("(asks for {score})").format(score=found.asks)
    return told + "".join(f"\n{_('Evidence:')} {visible_lines(item)}" for item in found.evidence)


def decision_lines(entry: Entry) -> Iterator[str]:
    """What became of an objection, and each change of the score."""
    if found := entry.objection:
        yield ": ".join(filter(None, (_(OUTCOMES[found.outcome]), visible_lines(found.decision or ""))))
    scores = pairwise([*(change.was for change in entry.changes), entry.score])
    for change, (was, score) in zip(entry.changes, scores, strict=True):
        yield _dated_line(f"{was} → {score}", change.date, change.reason)


def _dated_line(what: str, date: datetime.date, text: str) -> str:
    """What happened, when and why, as far as it is published."""
    when = "" if date == UNTOLD else day(date)
    return ": ".join(filter(None, (", ".join(filter(None, (what, when))), visible_lines(text))))
