"""The country over the years."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from monitor_cli.core.country import Country, KindOverYears, Series, Shift, YearFigures
from monitor_cli.messages import KIND_TITLES, _, counted
from monitor_cli.output import trends, wording
from monitor_cli.output.page import Block, Cell, Column, Group, Heading, Page, Paragraph, Row, Section, Table

MOST_SHIFTS = 3
"""So many criteria are named that rose most, and as many that fell most."""


def page(country: Country) -> Page:
    """Each kind over the years, and the broken files."""
    for kind in country.kinds:
        yield from _kind(kind)
    if country.left_out:
        yield trends.broken_files_section(country.left_out)


def _kind(kind: KindOverYears) -> Iterator[Section]:
    years = f"{kind.every.years[0].year}–{kind.every.years[-1].year}"
    yield [Heading(f"{_(KIND_TITLES[kind.kind])}, {years}"), *_series(kind.every)]
    count = kind.constant.bodies
    if not count:
        yield [Paragraph(_("No body has a total in every year."), note=True)]
    elif any(year.group.scored != count for year in kind.every.years):
        title = counted(
            "the {count} body with a total in every year", "the {count} bodies with a total in every year", count
        )
        yield [Heading(title, level=3), *_series(kind.constant)]


def _series(series: Series) -> Iterator[Block]:
    columns = [
        Column("", share=1),
        *(Column(str(year.year), right=True) for year in series.years),
        Column("", right=True),
    ]
    yield Table(columns, [Group(list(_totals(series))), Group(list(_bands(series))), *_areas(series)])
    if shifts := series.shifts:
        rose = [one for one in shifts[:MOST_SHIFTS] if one.change.points > 0]
        fell = [one for one in reversed(shifts[-MOST_SHIFTS:]) if one.change.points < 0]
        for title, found in ((_("rose most: {criteria}"), rose), (_("fell most: {criteria}"), fell)):
            if found:
                yield Paragraph(title.format(criteria="; ".join(map(_shift, found))))


def _totals(series: Series) -> Iterator[Row]:
    low, high = _limits(series)
    yield _row(series, _("bodies"), lambda year: year.group.scored, lambda n: str(int(n)), 0, series.bodies)
    yield _row(series, _("mean"), lambda year: year.group.mean.rounded(), wording.format_number, low, high, "bold")
    yield _row(series, _("median"), lambda year: year.group.median.rounded(), wording.format_number, low, high)


def _bands(series: Series) -> Iterator[Row]:
    sets = [year.criteria_set for year in series.years if year.criteria_set]
    for band in sets[-1].bands[::-1] if sets else ():
        title = _("band {number}").format(number=band.number)

        def bodies(year: YearFigures, number: int = band.number) -> float:
            return year.group.bands[number]

        yield _row(series, title, bodies, lambda n: str(int(n)), 0, series.bodies)


def _areas(series: Series) -> Iterator[Group]:
    criteria_set = next((year.criteria_set for year in series.years if year.criteria_set), None)
    if criteria_set is None or not series.has_areas:
        return
    rows = []
    for index, area in enumerate(criteria_set.areas):

        def mean(year: YearFigures, at: int = index) -> float:
            return year.group.area_means(criteria_set)[at].mean.rounded(2)

        most = criteria_set.scale.max * len(area.criteria)
        low = criteria_set.scale.min * len(area.criteria)
        rows.append(_row(series, wording.numbered_label(area), mean, lambda n: wording.format_number(n, 2), low, most))
    yield Group(rows)


def _row(
    series: Series,
    title: str,
    value: Callable[[YearFigures], float],
    shown: Callable[[float], str],
    low: int,
    high: int,
    style: str = "",
) -> Row:
    """A figure of each year, a dash where no body has a total, and a spark line from `low` to `high`."""
    values = [value(year) if year.group.scored else None for year in series.years]
    texts = ["–" if one is None else shown(one) for one in values]
    spark = trends.sparkline([None if one is None else round(100 * one) for one in values], 100 * low, 100 * high)
    told = ", ".join(f"{year.year}: {text}" for year, text in zip(series.years, texts, strict=True))
    return Row([Cell(title, style), *(Cell(text, style) for text in texts), Cell(spark, "dim")], f"{title}: {told}")


def _limits(series: Series) -> tuple[int, int]:
    criteria_set = next((year.criteria_set for year in series.years if year.criteria_set), None)
    return (criteria_set.min_total, criteria_set.max_total) if criteria_set else (0, 1)


def _shift(one: Shift) -> str:
    first, last = (wording.format_number(mean.rounded(2), 2) for mean in (one.first, one.last))
    return f"{wording.numbered_label(one.criterion)} {first} → {last}"
