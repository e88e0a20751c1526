"""The country over the years for programs: `monitor.compare/1` with `kind` `years`, and a row a figure."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.country import Country, Series, YearFigures
from monitor_cli.core.texts import in_language
from monitor_cli.messages import KINDS, _, current_language
from monitor_cli.output import json_parts as parts
from monitor_cli.output.wording import numbered_title

FORMAT = "monitor.compare/1"


def data(country: Country) -> parts.Object:
    """Each kind with the figures of all bodies and of those in every year, and the broken files."""
    return {
        "kind": "years",
        "kinds": [
            {"kind": kind.kind, "every": _series(kind.every), "constant": _series(kind.constant)}
            for kind in country.kinds
        ],
        "left_out": [parts.judged_object(result) for result in country.left_out],
    }


def rows(country: Country) -> Iterator[list[object]]:
    """A row for each kind, set of bodies and year, with the means of its areas."""
    yield [
        *(_("kind"), _("bodies"), _("year"), _("files"), _("mean"), _("median"), _("band"), _("area"), _("value")),
    ]
    for kind in country.kinds:
        for name, series in ((_("all"), kind.every), (_("in every year"), kind.constant)):
            for year in series.years:
                yield from _rows([_(KINDS[kind.kind]), name, year.year], year)


def _rows(head: list[object], year: YearFigures) -> Iterator[list[object]]:
    if year.criteria_set is None:
        return
    group = year.group
    yield [*head, group.scored, group.mean.rounded(), group.median.rounded(), None, None, None]
    for band in year.criteria_set.bands:
        yield [*head, group.scored, None, None, band.number, None, group.bands[band.number]]
    for area, mean, _most in group.area_means(year.criteria_set):
        yield [*head, group.scored, None, None, None, numbered_title(area), mean.rounded(2)]


def _series(series: Series) -> parts.Object:
    return {
        "bodies": series.bodies,
        "years": [_year(year) for year in series.years],
        "shifts": [
            {
                "number": one.criterion.number,
                "title": in_language(one.criterion.title, current_language()),
                "first": one.first.rounded(2),
                "last": one.last.rounded(2),
                "change": one.change.rounded(2),
            }
            for one in series.shifts
        ],
    }


def _year(year: YearFigures) -> parts.Object:
    """`mean` and all below are null where no body has a total."""
    group, criteria_set = year.group, year.criteria_set
    if criteria_set is None:
        return {
            "year": year.year,
            "criteria": None,
            "scored": 0,
            "mean": None,
            "median": None,
            "bands": None,
            "areas": None,
        }
    return {
        "year": year.year,
        "criteria": criteria_set.ref,
        "scored": group.scored,
        "mean": group.mean.rounded(),
        "median": group.median.rounded(),
        "bands": [{"number": band.number, "count": group.bands[band.number]} for band in criteria_set.bands],
        "areas": [
            {"number": area.number, "mean": mean.rounded(2), "max": most}
            for area, mean, most in group.area_means(criteria_set)
        ],
    }
