"""Single files, one screen each: their areas and criteria, total and band; or all that they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Entry, ScoreFile
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.messages import _, ngettext
from monitor_cli.messages.visible import visible
from monitor_cli.output import objections, words
from monitor_cli.output import page as parts
from monitor_cli.output.problem_lines import problem_lines
from monitor_cli.output.styles import bar, share_style

NARROW, NARROW_WITH_OWN = 60, 80
"""Below these widths there is no room for the bars, without and with the body's own scores beside."""


class Breakdowns(NamedTuple):
    """The results of files; where none of them has a criteria set, `criteria_set` is the one that they were held to.

    `is_brief` for a line a file, `is_full` for full titles and all that the commission wrote.
    """

    results: list[Result]
    criteria_set: CriteriaSet
    is_brief: bool = False
    is_full: bool = False


def page(found: Breakdowns) -> parts.Page:
    """All breakdowns, one below the other."""
    if found.is_brief:
        return [[parts.Facts([parts.Fact("", _in_brief(result)) for result in found.results])]]
    return (section for result in found.results for section in _breakdown(result, found.is_full))


def _in_brief(result: Result) -> str:
    """Total, band and body; for a file without a total, what it is."""
    card = result.scorecard
    if card is None:
        no_total = {
            "incomplete": _("incomplete: no total"),
            "unreadable": _("unreadable: no total"),
            "failed": _("the tool itself failed: no total"),
        }
        return f"{visible(result.file)}: {no_total.get(result.status, _('invalid: no total'))}"
    facts = f"{words.total(card)}, " + _("band {number}").format(number=card.band.number)
    edition = " ".join([card.criteria_set.ref, *words.unpublished(card.criteria_set)])
    return f"{visible(result.file)}: {facts} — {words.heading(card.score_file)} ({edition})"


def _breakdown(result: Result, is_full: bool) -> Iterator[parts.Section]:
    score_file, criteria_set = result.score_file, result.criteria_set
    head: list[parts.Block] = []
    if score_file and criteria_set:
        head = [parts.Heading(words.heading(score_file))]
        head.append(parts.Paragraph(words.subheading(score_file, criteria_set), "dim"))
    if score_file and criteria_set and (result.scorecard or result.prospect):
        table = _table(score_file, criteria_set, is_full)
        if is_full:
            yield from (head, words.scale(criteria_set), [table])
        else:
            yield [*head, table]
        yield _outcome(result, score_file, criteria_set, is_full)
    else:
        yield [*head, parts.Paragraph(f"{visible(result.file)}: {words.no_total(result)}", "bold red")]
    if problems := list(problem_lines(words.problems_to_show(result))):
        yield [parts.Verbatim(problems)]


def _outcome(result: Result, score_file: ScoreFile, criteria_set: CriteriaSet, is_full: bool) -> Iterator[parts.Block]:
    """Total, band and the ways from there, or what a draft can still reach; and where there is more to read."""
    if result.prospect:
        yield from words.draft(result.prospect)
    if card := result.scorecard:
        yield from words.standing(card)
        yield parts.Facts([fact for fact in _ways(card, is_full) if fact.text])
    if not is_full:
        criteria = "" if criteria_set.is_published else " --criteria FILE"
        yield parts.Paragraph(_more(result.file, score_file, criteria), "dim")
    former = result.scorecard.former_total if result.scorecard else None
    notes = [*objections.disputed(score_file.agency.id, score_file.contested, former)]
    notes += [words.translation_note(criteria_set)] if is_full else words.unpublished(criteria_set)
    yield from (parts.Paragraph(note, note=True) for note in notes if note)


def _ways(card: Scorecard, is_full: bool) -> list[parts.Fact]:
    """The ways up and down, what is weakest and how the body scores itself; on one screen the most needed of them."""
    up, own = words.way_up(card), words.own_scores(card)
    if is_full:
        down, weakest = words.way_down(card), words.weakest(card)
        return [parts.Fact(*fact) for fact in (("↑", up), ("↓", down), ("·", weakest), ("±", own))]
    few = words.weakest(card, 2 if own else 3)
    return [parts.Fact("↑", " · ".join(filter(None, [up, few, own])))]


def _more(file: str, score_file: ScoreFile, criteria: str) -> str:
    """What the screen leaves out, and how it is shown."""
    entries = score_file.scores.values()
    keys = ("note", "recommendation", "objection")
    notes, todo, against = (sum(bool(getattr(entry, key)) for entry in entries) for key in keys)
    counted = [
        (notes, ngettext("{count} note", "{count} notes", notes)),
        (todo, ngettext("{count} recommendation", "{count} recommendations", todo)),
        (against, ngettext("{count} objection", "{count} objections", against)),
    ]
    left_out = [text.format(count=count) for count, text in counted if count] or [_("full titles")]
    name = f'"{visible(file)}"' if " " in file else visible(file)
    command = "monitor score"
    return f"{', '.join(left_out)}: {command} --full {name}{criteria}"


def _table(score_file: ScoreFile, criteria_set: CriteriaSet, is_full: bool) -> parts.Table:
    own = bool(score_file.self_scores)
    columns = [
        parts.Column("№", right=True),
        parts.Column(_("criterion"), share=1),
        parts.Column("", least=NARROW_WITH_OWN if own else NARROW, terminal_only=True),
        parts.Column(_("score"), right=True),
        *([parts.Column(_("own"), right=True, least=NARROW), parts.Column("±", right=True)] if own else []),
    ]
    rows = _Rows(score_file, criteria_set, own, is_full)
    if is_full:
        return parts.Table(columns, (rows.group(area) for area in criteria_set.areas))
    return parts.Table(columns, [parts.Group(row for area in criteria_set.areas for row in rows.of_screen(area))])


class _Rows(NamedTuple):
    """The rows of the areas and criteria of one file, drafts too."""

    score_file: ScoreFile
    criteria_set: CriteriaSet
    own: bool
    is_full: bool

    def of_screen(self, area: Area) -> Iterator[parts.Row]:
        """An area by its label, with its criteria below it; one with a single criterion on one line."""
        if len(area.criteria) > 1:
            yield self.area(area, words.label(area))
            for criterion in area.criteria:
                row = self.criterion(criterion, words.label(criterion))
                yield row._replace(sentence=f"  {row.sentence}")
        else:
            only = area.criteria[0]
            yield self.area(area, f"{words.label(area)} · {only.number}{self._mark(only)}", only)

    def group(self, area: Area) -> parts.Group:
        """An area and its criteria by their full titles, with all that the commission wrote."""
        rows = (self.criterion(criterion, words.said(criterion.title)) for criterion in area.criteria)
        return parts.Group(rows, self.area(area, words.said(area.title)))

    def area(self, area: Area, title: str, only: Criterion | None = None) -> parts.Row:
        """The sum of the scores; of its `only` criterion it shows the body's own score too."""
        scale, size = self.criteria_set.scale, len(area.criteria)
        given = [self.score_file.scores[c.number].score for c in area.criteria if c.number in self.score_file.scores]
        total, most = sum(given), scale.max * size
        style = share_style(total, scale.min * size, most) if len(given) == size else "dim"
        points = f"{total if given else '–'}/{most}"
        cells = [
            parts.Cell(f"{area.number}.", "bold"),
            parts.Cell(title, "bold"),
            parts.Cell(bar(total, most, 10), style),
            parts.Cell(points, "bold"),
        ]
        beside, told = self._beside(only)
        return parts.Row(cells + beside, f"{area.number}. {title}: {points}{told}")

    def criterion(self, criterion: Criterion, title: str) -> parts.Row:
        """The score, and in full what the commission wrote beside it."""
        scale, entry = self.criteria_set.scale, self.score_file.scores.get(criterion.number)
        style = share_style(entry.score, scale.min, scale.max) if entry else "dim"
        points = f"{entry.score if entry else '–'}/{scale.max}"
        title += self._mark(criterion)
        details = list(_details(entry)) if entry and self.is_full else []
        cells = [
            parts.Cell(str(criterion.number), "dim"),
            parts.Cell(title if self.is_full else f"  {title}", under=details),
            parts.Cell(bar(entry.score if entry else 0, scale.max, 5), style),
            parts.Cell(points, style),
        ]
        beside, told = self._beside(criterion)
        return parts.Row(cells + beside, "\n   ".join([f"{criterion.number}. {title}: {points}{told}", *details]))

    def _mark(self, criterion: Criterion) -> str:
        """The sign of an open objection, behind a title."""
        return " †" if criterion.number in self.score_file.contested else ""

    def _beside(self, criterion: Criterion | None) -> tuple[list[parts.Cell], str]:
        """The body's own score and its difference from the commission's, as cells and in words."""
        if not self.own:
            return [], ""
        number = criterion.number if criterion else 0
        score, entry = self.score_file.self_scores.get(number), self.score_file.scores.get(number)
        if score is None:
            return [parts.Cell(""), parts.Cell("")], ""
        difference = words.signed(score - entry.score) if entry else "–"
        told = _(" (own score {score}, difference {difference})").format(score=score, difference=difference)
        return [parts.Cell(str(score)), parts.Cell(difference, "dim")], told


def _details(entry: Entry) -> Iterator[str]:
    """All that the commission wrote beside a score."""
    if entry.note:
        yield f"{_('Note')}: {words.lines(entry.note)}"
    if entry.evidence:
        yield f"{_('Evidence:')} {'; '.join(map(words.lines, entry.evidence))}"
    if entry.recommendation:
        yield f"{_('Recommendation:')} {words.with_state(entry.recommendation)}"
    if entry.objection:
        yield f"{_('Objection:')} {objections.objection(entry)}"
    yield from objections.decisions(entry)
