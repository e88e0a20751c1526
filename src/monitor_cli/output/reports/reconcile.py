"""What several members agree on, and what the commission has to decide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from monitor_cli.core.criteria import Criterion
from monitor_cli.core.reconciled import Given, Path, Reconciled
from monitor_cli.core.result import Result
from monitor_cli.messages import _, counted
from monitor_cli.messages.visible import visible
from monitor_cli.output import wording
from monitor_cli.output.page import Cell, Column, Group, Heading, Items, Page, Paragraph, Row, Table
from monitor_cli.output.problem_lines import possible_results


class Reconciliation(NamedTuple):
    """What the members gave as one draft, and the result of the file that it becomes."""

    draft: Reconciled
    result: Result


def page(found: Reconciliation) -> Page:
    """How far the members agree, criterion by criterion where they do not, and what is still possible."""
    draft, result = found
    if result.score_file is None or result.criteria_set is None:
        return
    subheading = wording.body_details(result.score_file, result.criteria_set)
    yield [Heading(wording.body_and_year(result.score_file)), Paragraph(subheading, "dim")]
    yield [Paragraph(line) for line in _counts(found)]
    if draft.disputed:
        columns = [Column("№", right=True), Column(_("criterion"), share=3), Column(_("who gives what"), share=2)]
        rows = [_row(result.criteria_set.criteria[n], one.given) for n, one in sorted(draft.disputed.items())]
        yield [Heading(_("To decide"), level=4), Table(columns, [Group(rows)])]
    if draft.others:
        lines = [f"{'.'.join(path)}: {', '.join(visible(file) for file, _v in given)}" for path, given in draft.others]
        yield [Heading(_("What else differs, and stands in the draft as a comment"), level=4), Items(lines)]
    if result.prospect:
        yield list(possible_results(result.prospect, result.criteria_set))
    elif result.scorecard:
        yield list(wording.total_and_band(result.scorecard))


def remarks(draft: Reconciled, written: Iterable[tuple[Path, str]]) -> dict[Path, list[str]]:
    """The comments of the draft, each once: who gave what, below the key that is nearest to where it would stand, and
    what the members' own comments say.
    """
    comments: dict[Path, dict[str, None]] = {}

    def add(path: Path, *texts: str) -> None:
        comments.setdefault(path, {}).update(dict.fromkeys(texts))

    def has(path: Path) -> bool:
        value: Any = draft.data
        for key in path:
            value = value.get(key)
        return bool(value)

    for number, one in draft.alone.items():
        add(("scores", str(number)), _("only {file} gives a score").format(file=visible(one.file)))
    for path, given in (*draft.disputed.values(), *draft.others):
        above = path[:-1]
        while not has(above):
            above = above[:-1]
        key = ".".join(path[len(above) :])
        add(above, *(f"{visible(file)}: {key}: {json.dumps(value, ensure_ascii=False)}" for file, value in given))
    for about, text in written:
        add(about if has(about) else (), text)
    return {path: list(texts) for path, texts in comments.items()}


def _counts(found: Reconciliation) -> Iterator[str]:
    draft, prospect = found.draft, found.result.prospect
    files, agreed, disputed = len(draft.files), len(draft.agreed), len(draft.disputed)
    parts = [
        counted("{count} file", "{count} files", files),
        counted("{count} score agreed", "{count} scores agreed", agreed),
        counted("{count} to decide", "{count} to decide", disputed),
    ]
    yield ", ".join(parts)
    if draft.alone:
        yield _("given by one member only: {numbers}").format(numbers=", ".join(map(str, draft.alone)))
    if missing := [number for number in prospect.missing if number not in draft.disputed] if prospect else []:
        yield _("given by nobody: {numbers}").format(numbers=", ".join(map(str, missing)))


def _row(criterion: Criterion, given: Iterable[Given]) -> Row:
    scores = ", ".join(f"{visible(file)}: {score}" for file, score in given)
    cells = [Cell(str(criterion.number), "dim"), Cell(wording.display_title(criterion)), Cell(scores, "yellow")]
    return Row(cells, f"{wording.numbered_label(criterion)}: {scores}")
