"""The memo as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor_cli.core.criteria import Area, CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.output.markdown_parts import escaped
from monitor_cli.output.memo import headings
from monitor_cli.output.memo.content import Earlier, memo
from monitor_cli.output.words import said


def render(criteria_set: CriteriaSet, results: Sequence[Result]) -> str:
    """The memo for the body of `results`."""
    return "\n".join(_lines(criteria_set, results)) + "\n"


def _lines(criteria_set: CriteriaSet, results: Sequence[Result]) -> Iterator[str]:
    found = memo(criteria_set, results)
    yield f"# {escaped(found.title)}"
    if found.body:
        yield f"\n**{escaped(found.body)}**"
    yield f"\n{escaped(found.act)}"
    yield f"\n## {escaped(_(headings.DIRECTIONS))}\n"
    yield from map(_numbered, found.directions)
    if found.follow_up:
        yield f"\n{escaped(_(headings.FOLLOW_UP))}\n"
        yield from map(_numbered, found.follow_up)
    yield f"\n## {escaped(_(headings.DOCUMENTS))}\n"
    yield from (f"{number}. {_item(text)}" for number, text in enumerate(found.documents, start=1))
    yield f"\n## {escaped(_(headings.EARLIER))}"
    if not found.earlier:
        yield f"\n{escaped(_(headings.NO_EARLIER))}"
    for year in found.earlier:
        yield from _year(year)
    if found.note:
        yield f"\n*{escaped(found.note)}*"


def _year(year: Earlier) -> Iterator[str]:
    yield f"\n### {escaped(year.heading)}\n"
    yield f"{escaped(year.result)}\n"
    yield f"**{escaped(_(headings.FINDINGS))}**\n"
    yield from _items(year.findings or (_(headings.NO_FINDINGS),))
    yield f"\n**{escaped(_(headings.OPEN_RECOMMENDATIONS))}**\n"
    yield from _items(year.open or (_(headings.NONE_OPEN),))


def _items(texts: Iterable[str]) -> Iterator[str]:
    return (f"- {_item(text)}" for text in texts)


def _numbered(area: Area) -> str:
    """An area as an item of a numbered list."""
    return f"{area.number}. {escaped(said(area.title))}"


def _item(text: str) -> str:
    """A text that stays one item: its numbers start no list of their own, its lines stay below it."""
    number, point, rest = text.partition(". ")
    safe = f"{number}\\. {escaped(rest)}" if point and number.isdigit() else escaped(text)
    return safe.replace("\n", "\\\n  ")
