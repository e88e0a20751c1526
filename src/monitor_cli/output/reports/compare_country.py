"""The country over the years."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from monitor_cli.core.country import Country, Series, YearFigures
from monitor_cli.messages import KIND_TITLES, _, counted
from monitor_cli.output import trends, wording
from monitor_cli.output.page import Block, Cell, Column, Group, Heading, Page, Paragraph, Row, Table

MOST_SHIFTS = 3
"""The number of criteria named that rose most, and of those that fell most."""


def page(country: Country) -> Page:
    for kind in country.kinds:
        years = kind.every.years
        yield [Heading(f"{_(KIND_TITLES[kind.kind])}, {years[0].year}–{years[-1].year}"), *_series(kind.every)]
        count = kind.constant.bodies
        if not count:
            yield [Paragraph(_("No body has a total in every year."), note=True)]
        elif any(year.group.scored != count for year in years):
            title = counted(
                "the {count} body with a total in every year", "the {count} bodies with a total in every year", count
            )
            yield [Heading(title, level=3), *_series(kind.constant)]
    if country.left_out:
        yield trends.broken_files_section(country.left_out)


def _series(series: Series) -> Iterator[Block]:
    """Yield the table of a series and the criteria that rose and fell most."""
    years = [Column(str(year.year), right=True) for year in series.years]
    yield Table([Column("", share=1), *years, Column("", right=True)], [Group(rows) for rows in _row_groups(series)])
    shifts = series.shifts
    risen = [shift for shift in shifts[:MOST_SHIFTS] if shift.change.points > 0]
    fallen = [shift for shift in reversed(shifts[-MOST_SHIFTS:]) if shift.change.points < 0]
    for template, largest in ((_("rose most: {criteria}"), risen), (_("fell most: {criteria}"), fallen)):
        criteria = [
            f"{wording.numbered_label(shift.criterion)} {wording.format_number(shift.first.rounded(2), 2)} → "
            f"{wording.format_number(shift.last.rounded(2), 2)}"
            for shift in largest
        ]
        if criteria:
            yield Paragraph(template.format(criteria="; ".join(criteria)))


def _row_groups(series: Series) -> Iterator[list[Row]]:
    """Yield the rows of totals, of bands and, if one edition applies to all years, of areas."""

    def row(
        title: str, value: Callable[[YearFigures], float], low: int, high: int, decimals: int = 1, style: str = ""
    ) -> Row:
        values = [value(year) if year.group.scored else None for year in series.years]
        texts = ["–" if one is None else wording.format_number(one, decimals) for one in values]
        hundredths = [None if one is None else round(100 * one) for one in values]
        spark = Cell(trends.sparkline(hundredths, 100 * low, 100 * high), "dim")
        pairs = ", ".join(f"{year.year}: {text}" for year, text in zip(series.years, texts, strict=True))
        return Row([Cell(title, style), *(Cell(text, style) for text in texts), spark], f"{title}: {pairs}")

    sets = [year.criteria_set for year in series.years if year.criteria_set]
    low, high = (sets[0].min_total, sets[0].max_total) if sets else (0, 1)
    yield [
        row(_("bodies"), lambda year: year.group.scored, 0, series.bodies, 0),
        row(_("mean"), lambda year: year.group.mean.rounded(), low, high, style="bold"),
        row(_("median"), lambda year: year.group.median.rounded(), low, high),
    ]
    yield [
        row(
            _("band {number}").format(number=band.number),
            lambda year, number=band.number: year.group.bands[number],  # type: ignore[misc]
            *(0, series.bodies, 0),
        )
        for band in (sets[-1].bands[::-1] if sets else ())
    ]
    if sets and series.has_areas:
        scale = sets[0].scale
        yield [
            row(
                wording.numbered_label(area),
                lambda year, at=index: year.group.area_means(sets[0])[at].mean.rounded(2),  # type: ignore[misc]
                *(scale.min * len(area.criteria), scale.max * len(area.criteria), 2),
            )
            for index, area in enumerate(sets[0].areas)
        ]
