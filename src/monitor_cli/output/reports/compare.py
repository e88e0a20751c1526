"""The results of one body side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from monitor_cli.core.comparison import Change, Trend
from monitor_cli.core.criteria import Area, Criterion
from monitor_cli.core.result import Result
from monitor_cli.messages import N_, _
from monitor_cli.output import trends, wording
from monitor_cli.output.page import Cell, Column, Group, Heading, Items, Page, Paragraph, Row, Table, band_style

Level = Literal["area", "criterion", "total", "band"]
LEVELS: dict[Level, str] = {"area": N_("area"), "criterion": N_("criterion"), "total": N_("total"), "band": N_("band")}


class FileComparison(NamedTuple):
    """Files of one body and their comparison, None if a file has no total."""

    results: Sequence[Result]
    trend: Trend | None


class Line(NamedTuple):
    """One line of a comparison: its level, one of `LEVELS`, its values by year, and the change in the last year.

    The total and the band have no `part`. A value that cannot be compared is None.
    """

    level: Level
    part: Area | Criterion | None
    values: Sequence[int | None]
    change: Change


def lines_of(trend: Trend) -> Iterator[Line]:
    """Yield each area followed by its criteria, the criteria of the earlier edition only, the total and the band."""
    cards, latest = trend.cards, trend.latest
    lines = [Line("criterion", row.part, trend.series(row), row.change) for row in latest.criteria]
    criteria = {row.part.number: line for row, line in zip(latest.criteria, lines, strict=True) if row.new}
    for area in latest.areas:
        yield Line("area", area.part, trend.series(area), area.change)
        if area.new:
            yield from (criteria[criterion.number] for criterion in area.part.criteria)
    yield from (line for row, line in zip(latest.criteria, lines, strict=True) if row.new is None)
    yield Line("total", None, [card.total for card in cards], latest.total)
    yield Line("band", None, [card.band.number for card in cards], latest.band)


def page(compared: FileComparison) -> Page:
    if (trend := compared.trend) is None:
        return
    name = wording.localized(trend.cards[-1].score_file.agency.name)
    years = [card.score_file.year for card in trend.cards]
    heading = Heading(f"{name}: {' → '.join(map(str, years))}")
    yield [heading, *(Paragraph(note, "yellow") for note in _edition_notes(trend))]
    yield [_table(trend)]
    compared_years = _("± compares {new} with {old}").format(new=years[-1], old=years[-2])
    yield [
        Paragraph(_("criteria: {tally}").format(tally=trends.tally_counts(trend.latest.tally))),
        *([Paragraph(compared_years, "dim")] if len(years) > 2 else []),
    ]
    unanswered = [trends.unanswered_recommendation(recommendation) for recommendation in trend.unanswered]
    yield trends.unanswered_section(len(unanswered), Items(unanswered))


def _edition_notes(trend: Trend) -> Iterator[str]:
    """Yield, for each earlier edition, the number of criteria that can be compared with the last result."""
    for comparison in {one.old.criteria_set.ref: one for one in trend.comparisons}.values():
        yield from trends.edition_notes(comparison)
        if not comparison.total.comparable:
            common = comparison.common
            template = _("the totals cannot be compared; the comparable criteria add up to {old} → {new} ({change})")
            yield template.format(old=common.old, new=common.new, change=trends.arrow(common))


def _table(trend: Trend) -> Table:
    has_sparklines = len(trend.cards) > 2
    columns = [
        Column("№", right=True),
        Column(_("criterion"), share=1),
        *(Column(str(card.score_file.year), right=True) for card in trend.cards),
        *([Column("")] if has_sparklines else []),
        Column("±", right=True),
    ]
    groups: list[Group] = []
    for line in lines_of(trend):
        row = _row(line, trend, has_sparklines)
        if line.level == "area":
            groups.append(Group([], row))
        elif line.level == "total":
            percents = [wording.format_number(card.percent) for card in trend.cards]
            texts = ["", "%", *percents, *[""] * (len(columns) - 2 - len(percents))]
            groups.append(Group([row, Row([Cell(text, "dim") for text in texts], f"%: {' → '.join(percents)}")]))
        else:
            groups[-1] = groups[-1]._replace(rows=[*groups[-1].rows, row])
    return Table(columns, groups)


def _row(line: Line, trend: Trend, has_sparkline: bool) -> Row:
    number, title = "", _(LEVELS[line.level])
    if line.part:
        number, title = str(line.part.number), wording.display_title(line.part)
    style = "bold" if line.level in ("area", "total") else ""
    value_styles = [style] * len(line.values)
    if line.level == "band":
        value_styles = [band_style(card.band, card.criteria_set) for card in trend.cards]
    direction, arrow = trends.DIRECTIONS[line.change.direction].style, trends.arrow(line.change)
    sparkline, values = _sparkline(line, trend) if has_sparkline else "", list(map(trends.number_or_dash, line.values))
    cells = [
        Cell(f"{number}." if line.level == "area" else number, style or "dim"),
        Cell(title, style),
        *map(Cell, values, value_styles),
        *([Cell(sparkline, direction)] if has_sparkline else []),
        Cell(arrow, direction),
    ]
    name = f"{number}. {title}" if number else title
    return Row(cells, f"{name}: {' '.join(filter(None, [' → '.join(values), sparkline]))}  {arrow}")


def _sparkline(line: Line, trend: Trend) -> str:
    """Draw the values of an area, or those of the totals that can be compared with the last one."""
    criteria_set = trend.cards[-1].criteria_set
    if isinstance(line.part, Area):
        scale, count = criteria_set.scale, len(line.part.criteria)
        return trends.sparkline(line.values, scale.min * count, scale.max * count)
    if line.level != "total":
        return ""
    earlier = [comparison.total.old if comparison.total.comparable else None for comparison in trend.comparisons]
    return trends.sparkline([*earlier, line.values[-1]], criteria_set.min_total, criteria_set.max_total)
