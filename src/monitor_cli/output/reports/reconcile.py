"""What several members agree on, and what the commission has to decide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from monitor_cli.core.reconciled import Difference, Given, Path, Reconciled
from monitor_cli.core.result import Result
from monitor_cli.messages import _, ngettext
from monitor_cli.messages.visible import visible
from monitor_cli.output import words
from monitor_cli.output.page import Block, Cell, Column, Group, Heading, Items, Page, Paragraph, Row, Section, Table


class Reconciliation(NamedTuple):
    """What the members gave as one draft, and the result of the file that it becomes."""

    draft: Reconciled
    result: Result


def page(found: Reconciliation) -> Page:
    """How far the members agree, criterion by criterion where they do not, and what is still possible."""
    draft, result = found
    if result.score_file is None or result.criteria_set is None:
        return
    subheading = words.subheading(result.score_file, result.criteria_set)
    yield [Heading(words.heading(result.score_file)), Paragraph(subheading, "dim")]
    yield [Paragraph(line) for line in _counts(found)]
    if draft.disputed:
        yield _to_decide(found)
    if draft.others:
        yield _others(draft)
    yield list(_outlook(result))


def remarks(draft: Reconciled, written: Iterable[tuple[Path, str]]) -> dict[Path, list[str]]:
    """The comments of the draft, each once: who gave what, below the key that is nearest to where it would stand, and
    what the members' own comments say.
    """
    comments: dict[Path, list[str]] = {}
    for number, one in draft.alone.items():
        only = _("only {file} gives a score").format(file=visible(one.file))
        comments.setdefault(("scores", str(number)), []).append(only)
    for path, given in (*draft.disputed.values(), *draft.others):
        above = path[:-1]
        while above and not _has(draft, above):
            above = above[:-1]
        key = ".".join(path[len(above) :])
        told = comments.setdefault(above, [])
        told += [f"{visible(file)}: {key}: {json.dumps(value, ensure_ascii=False)}" for file, value in given]
    for about, text in written:
        comments.setdefault(about if _has(draft, about) else (), []).append(visible(text))
    return {path: list(dict.fromkeys(texts)) for path, texts in comments.items()}


def _has(draft: Reconciled, path: Path) -> bool:
    value: Any = draft.data
    for key in path:
        value = value.get(key)
    return bool(value)


def _counts(found: Reconciliation) -> Iterator[str]:
    draft, prospect = found.draft, found.result.prospect
    files, agreed = len(draft.files), len(draft.agreed)
    parts = [
        ngettext("{count} file", "{count} files", files).format(count=files),
        ngettext("{count} score agreed", "{count} scores agreed", agreed).format(count=agreed),
    ]
    if count := len(draft.disputed):
        parts.append(ngettext("{count} to decide", "{count} to decide", count).format(count=count))
    yield ", ".join(parts)
    if draft.alone:
        yield _("given by one member only: {numbers}").format(numbers=_numbers(draft.alone))
    if missing := [c.number for c in prospect.missing if c.number not in draft.disputed] if prospect else []:
        yield _("given by nobody: {numbers}").format(numbers=_numbers(missing))


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _to_decide(found: Reconciliation) -> Section:
    yield Heading(_("To decide"), level=4)
    columns = [Column("№", right=True), Column(_("criterion"), share=3), Column(_("who gives what"), share=2)]
    yield Table(columns, [Group([_row(found, *one) for one in sorted(found.draft.disputed.items())])])


def _row(found: Reconciliation, number: int, difference: Difference) -> Row:
    criteria_set = found.result.criteria_set
    title = words.title(criteria_set.criteria[number]) if criteria_set else ""
    scores = ", ".join(f"{visible(file)}: {score}" for file, score in difference.given)
    return Row([Cell(str(number), "dim"), Cell(title), Cell(scores, "yellow")], f"{number}. {title}: {scores}")


def _others(draft: Reconciled) -> Section:
    yield Heading(_("What else differs, and stands in the draft as a comment"), level=4)
    yield Items([f"{'.'.join(difference.path)}: {_files(difference.given)}" for difference in draft.others])


def _files(given: Iterable[Given]) -> str:
    return ", ".join(visible(file) for file, _value in given)


def _outlook(result: Result) -> Iterator[Block]:
    if result.prospect:
        yield from words.possible(result.prospect)
    elif result.scorecard:
        yield from words.standing(result.scorecard)
