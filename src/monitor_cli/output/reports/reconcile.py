"""The scores on which several members agree, and those that the commission has to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor_cli.core.joint_draft import JointDraft
from monitor_cli.core.result import Result
from monitor_cli.messages import _, counted
from monitor_cli.messages.visible import visible
from monitor_cli.output import wording
from monitor_cli.output.page import Cell, Column, Group, Heading, Items, Page, Paragraph, Row, Table
from monitor_cli.output.problem_lines import possible_results


class Reconciliation(NamedTuple):
    """The draft made of the members' files, and its result."""

    draft: JointDraft
    result: Result


def page(reconciliation: Reconciliation) -> Page:
    """Yield the number of scores that agree, the scores to decide, and the results still possible."""
    draft, result = reconciliation
    if result.score_file is None or result.criteria_set is None:
        return
    yield wording.file_heading(result.score_file, result.criteria_set)
    yield [Paragraph(line) for line in _counts(reconciliation)]
    if draft.disputed:
        columns = [Column("№", right=True), Column(_("criterion"), share=3), Column(_("scores by member"), share=2)]
        rows = []
        for number, difference in sorted(draft.disputed.items()):
            criterion = result.criteria_set.criteria[number]
            scores = ", ".join(f"{visible(file)}: {score}" for file, score in difference.given)
            cells = [Cell(str(number), "dim"), Cell(wording.display_title(criterion)), Cell(scores, "yellow")]
            rows.append(Row(cells, f"{wording.numbered_label(criterion)}: {scores}"))
        yield [Heading(_("To be decided"), level=4), Table(columns, [Group(rows)])]
    if draft.others:
        lines = [f"{'.'.join(path)}: {', '.join(visible(file) for file, _v in given)}" for path, given in draft.others]
        yield [Heading(_("Other differences, kept as comments in the draft"), level=4), Items(lines)]
    if result.prospect:
        yield list(possible_results(result.prospect, result.criteria_set))
    elif result.scorecard:
        yield list(wording.total_and_band(result.scorecard))


def _counts(reconciliation: Reconciliation) -> Iterator[str]:
    draft, prospect = reconciliation.draft, reconciliation.result.prospect
    yield ", ".join(
        [
            counted("{count} file", "{count} files", len(draft.files)),
            counted("{count} score agreed", "{count} scores agreed", len(draft.agreed)),
            counted("{count} to be decided", "{count} to be decided", len(draft.disputed)),
        ]
    )
    if draft.alone:
        yield _("scored by one member only: {numbers}").format(numbers=", ".join(map(str, draft.alone)))
    if missing := [number for number in prospect.missing if number not in draft.disputed] if prospect else []:
        yield _("scored by nobody: {numbers}").format(numbers=", ".join(map(str, missing)))
