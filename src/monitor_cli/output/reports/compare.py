"""The results of one body side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor_cli.core.comparison import Change, CriterionChange, Trend
from monitor_cli.core.criteria import Area, Criterion
from monitor_cli.core.result import Result
from monitor_cli.messages import N_, _
from monitor_cli.output import trends, wording
from monitor_cli.output.page import Cell, Column, Group, Heading, Items, Page, Paragraph, Row, Section, Table
from monitor_cli.output.styles import band_style

LEVELS = {"area": N_("area"), "criterion": N_("criterion"), "total": N_("total"), "band": N_("band")}


class FileComparison(NamedTuple):
    """Files of one body and their comparison, which is None where a file has no total."""

    results: Sequence[Result]
    trend: Trend | None


class Line(NamedTuple):
    """One line; `level` is one of `LEVELS`, and the total and the band have no `part`.

    `values` are those of the years, None where one cannot be compared.
    """

    level: str
    part: Area | Criterion | None
    values: Sequence[int | None]
    change: Change

    @property
    def name(self) -> str:
        """The label or title of a part, else what the line is."""
        return wording.display_title(self.part) if self.part else _(LEVELS[self.level])


def lines_of(trend: Trend) -> Iterator[Line]:
    """Each area followed by its criteria, then what only the earlier edition has, then the total and the band."""
    cards, latest = trend.cards, trend.latest
    criteria = {row.part.number: row for row in latest.criteria if row.new}
    for area in latest.areas:
        yield Line("area", area.part, trend.area_series(area), area.change)
        if area.new:
            yield from (_criterion(trend, criteria[criterion.number]) for criterion in area.part.criteria)
    yield from (_criterion(trend, row) for row in latest.criteria if row.new is None)
    yield Line("total", None, [card.total for card in cards], latest.total)
    yield Line("band", None, [card.band.number for card in cards], latest.band)


def _criterion(trend: Trend, row: CriterionChange) -> Line:
    return Line("criterion", row.part, trend.criterion_series(row), row.change)


def page(compared: FileComparison) -> Page:
    """Areas and criteria, the total, the band and the recommendations without an answer."""
    return _sections(compared.trend) if compared.trend else []


def _sections(trend: Trend) -> Iterator[Section]:
    name, years = (
        wording.localized(trend.cards[-1].score_file.agency.name),
        [card.score_file.year for card in trend.cards],
    )
    title = f"{name}: {' → '.join(map(str, years))}"
    yield [Heading(title), *(Paragraph(line, "yellow") for line in _editions(trend))]
    yield [_table(trend)]
    counted = Paragraph(_("criteria: {tally}").format(tally=trends.tally_counts(trend.latest.tally)))
    which = _("± compares {new} with {old}").format(new=years[-1], old=years[-2])
    yield [counted, *([Paragraph(which, "dim")] if len(years) > 2 else [])]
    told = trend.unanswered
    yield trends.unanswered_section(len(told), Items(list(map(trends.unanswered_recommendation, told))))


def _editions(trend: Trend) -> Iterator[str]:
    """For each earlier edition that is not the last result's own, how much of it can be compared."""
    for comparison in {found.old.criteria_set.ref: found for found in trend.comparisons}.values():
        yield from trends.edition_notes(comparison)
        if not comparison.total.comparable:
            common = comparison.common
            template = _("the totals cannot be compared; the criteria that can be sum up to {old} → {new} ({change})")
            yield template.format(old=common.old, new=common.new, change=trends.arrow(common))


def _table(trend: Trend) -> Table:
    several = len(trend.cards) > 2
    columns = [
        Column("№", right=True),
        Column(_("criterion"), share=1),
        *(Column(str(card.score_file.year), right=True) for card in trend.cards),
        *([Column("")] if several else []),
        Column("±", right=True),
    ]
    groups: list[Group] = []
    for line in lines_of(trend):
        row = _row(line, trend, several)
        if line.level == "area":
            groups.append(Group([], row))
        elif line.level == "total":
            groups.append(Group([row, _percents(trend, len(columns))]))
        else:
            groups[-1] = groups[-1]._replace(rows=[*groups[-1].rows, row])
    return Table(columns, groups)


def _row(line: Line, trend: Trend, several: bool) -> Row:
    number = "" if line.part is None else str(line.part.number)
    style = "bold" if line.level in ("area", "total") else ""
    direction, arrow = trends.DIRECTIONS[line.change.direction].style, trends.arrow(line.change)
    spark, values = _spark(line, trend) if several else "", [trends.number_or_dash(value) for value in line.values]
    cells = [
        Cell(f"{number}." if line.level == "area" else number, style or "dim"),
        Cell(line.name, style),
        *(Cell(value, style or _band_style(line, index, trend)) for index, value in enumerate(values)),
        *([Cell(spark, direction)] if several else []),
        Cell(arrow, direction),
    ]
    name = f"{number}. {line.name}" if number else line.name
    return Row(cells, f"{name}: {' '.join(filter(None, [' → '.join(values), spark]))}  {arrow}")


def _band_style(line: Line, index: int, trend: Trend) -> str:
    card = trend.cards[index]
    return band_style(card.band, card.criteria_set) if line.level == "band" else ""


def _percents(trend: Trend, columns: int) -> Row:
    shown = [wording.format_number(card.percent) for card in trend.cards]
    cells = [Cell(""), *(Cell(text, "dim") for text in ("%", *shown)), *[Cell("")] * (columns - 2 - len(shown))]
    return Row(cells, f"%: {' → '.join(shown)}")


def _spark(line: Line, trend: Trend) -> str:
    """The values of an area or of the total that can be compared with the last one, drawn."""
    if isinstance(line.part, Area):
        scale, count = trend.cards[-1].criteria_set.scale, len(line.part.criteria)
        return trends.sparkline(line.values, scale.min * count, scale.max * count)
    if line.level != "total":
        return ""
    earlier = [comparison.total.old if comparison.total.comparable else None for comparison in trend.comparisons]
    criteria_set = trend.cards[-1].criteria_set
    return trends.sparkline([*earlier, line.values[-1]], criteria_set.min_total, criteria_set.max_total)
