"""Sentences about objections and changes of scores, for every report that shows a score or a rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor_cli.core.score_file import UNPUBLISHED
from monitor_cli.messages import OUTCOMES, _, ngettext
from monitor_cli.messages.clock import day
from monitor_cli.output.wording import visible_lines

if TYPE_CHECKING:
    import datetime

    from monitor_cli.core.rating import RankedBody
    from monitor_cli.core.score_file import Details


def place_marks(rated: RankedBody) -> str:
    """Return the marks after a rank, each after a space: shared, contested, corrected."""
    signs = {" =": rated.shared, " †": rated.contested, " ‡": rated.row.former_total is not None}
    return "".join(sign for sign, is_so in signs.items() if is_so)


def objection_notes(agency: str, numbers: Sequence[int], former_total: int | None) -> Iterator[str]:
    """Yield the notes to the marks † and ‡: contested criteria by their `numbers`, and the total before corrections."""
    if numbers:
        yield ngettext(
            "† {agency} objects to the score of criterion {numbers}; no decision yet.",
            "† {agency} objects to the scores of criteria {numbers}; no decision yet.",
            len(numbers),
        ).format(agency=agency, numbers=", ".join(map(str, numbers)))
    if former_total is not None:
        note = _("‡ The total of {agency} was {was} before scores were corrected.")
        yield note.format(agency=agency, was=former_total)


def objection_text(entry: Details) -> str:
    """Return the date and text of an objection, the score it asks for and its evidence; empty without an objection."""
    if (objection := entry.objection) is None:
        return ""
    text = _dated_line("", objection.date, objection.text)
    if objection.asks is not None:
        text += " " + _("(asks for {score})").format(score=objection.asks)
    return text + "".join(f"\n{_('Evidence:')} {visible_lines(item)}" for item in objection.evidence)


def decision_lines(entry: Details) -> Iterator[str]:
    """Yield the outcome of an objection, then each change of the score."""
    yield from filter(None, [outcome(entry)])
    yield from changes(entry)


def outcome(entry: Details) -> str:
    """Return the outcome of an objection with its decision; empty without an objection."""
    if (objection := entry.objection) is None:
        return ""
    return ": ".join(filter(None, (_(OUTCOMES[objection.outcome]), visible_lines(objection.decision or ""))))


def changes(entry: Details) -> Iterator[str]:
    """Yield each change of the score, oldest first."""
    now = "–" if entry.score is None else entry.score
    scores = pairwise([*(change.was for change in entry.changes), now])
    for change, (was, score) in zip(entry.changes, scores, strict=True):
        yield _dated_line(f"{was} → {score}", change.date, change.reason)


def _dated_line(change: str, date: datetime.date, text: str) -> str:
    """Join the change, its day and its reason; published files give neither day nor reason."""
    published_day = "" if date == UNPUBLISHED else day(date)
    return ": ".join(filter(None, (", ".join(filter(None, (change, published_day))), visible_lines(text))))
