"""Breakdowns as Markdown, for pages, issues and chats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.markdown_parts import code_block, escaped, row
from monitor_cli.output.problem_lines import problem_lines
from monitor_cli.output.score import words
from monitor_cli.output.spans import plain


def render(results: Sequence[Result], criteria_set: CriteriaSet) -> str:
    """A section for each file."""
    return "\n".join("\n".join(_section(result)) + "\n" for result in results)


def _section(result: Result) -> Iterator[str]:
    title = words.heading(result.score_file) if result.score_file else visible(result.file)
    yield f"## {escaped(title)}"
    if result.score_file and result.criteria_set:
        yield f"\n{escaped(words.subheading(result.score_file, result.criteria_set))}"
    if result.scorecard:
        yield from _scores(result.scorecard)
    elif result.prospect:
        yield ""
        yield from (f"- {escaped(line.strip())}" for line in words.draft(result.prospect))
    else:
        yield f"\n**{escaped(words.no_total(result))}**"
    if problems := list(problem_lines(words.problems_to_show(result))):
        yield "\n" + code_block(plain(problems))


def _scores(card: Scorecard) -> Iterator[str]:
    best = card.criteria_set.scale.max
    yield "\n**" + escaped(words.total(card)) + "**  "
    yield "**" + escaped(words.band(card.band, card.criteria_set)) + "**\n"
    yield f"- {escaped(words.way_up(card))}"
    yield f"- {escaped(words.way_down(card))}"
    yield from (f"- {escaped(line)}" for line in (words.own_scores(card), words.weakest_in_short(card)) if line)
    yield ""
    own = bool(card.score_file.self_scores)
    header = ["№", _("criterion"), _("indicator"), _("score")]
    yield row(*header, *([_("own"), "±"] if own else []))
    yield row("--:", "---", "---", "--:", *(["--:", "--:"] if own else []))
    for area in card.areas:
        cells = [f"**{area.area.number}.**", f"**{escaped(words.said(area.area.title))}**", ""]
        yield row(*cells, f"**{area.total}/{area.max}**", *(["", ""] if own else []))
        for scored in area.criteria:
            cells = [str(scored.criterion.number), escaped(words.said(scored.criterion.title))]
            cells += [escaped(words.indicator(card, scored)), f"{scored.score}/{best}"]
            if own:
                cells += ["" if scored.self_score is None else str(scored.self_score), words.difference(scored)]
            yield row(*cells)
    if note := words.translation_note(card.criteria_set):
        yield f"\n*{escaped(note)}*"
