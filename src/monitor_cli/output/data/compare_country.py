"""The country over the years for programs: `monitor.compare/1` with `kind` `years`, and a row per figure."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.country import Country, Series, YearFigures
from monitor_cli.messages import KINDS, _
from monitor_cli.output import program_parts as parts
from monitor_cli.output.wording import numbered_title

FORMAT = "monitor.compare/1"


def data(country: Country) -> parts.Object:
    """Return each kind with the figures of all bodies and of those with a total in every year, and broken files."""
    return {
        "kind": "years",
        "kinds": [
            {"kind": kind.kind, "every": _series(kind.every), "constant": _series(kind.constant)}
            for kind in country.kinds
        ],
        "left_out": [parts.result_with_problems(result) for result in country.left_out],
    }


def rows(country: Country) -> Iterator[list[object]]:
    """Yield the figures of each kind, set of bodies and year, then a row per band and area."""
    yield [_("kind"), _("bodies"), _("year"), _("files"), _("mean"), _("median"), _("band"), _("area"), _("value")]
    for kind in country.kinds:
        for name, series in ((_("all"), kind.every), (_("in every year"), kind.constant)):
            for year in series.years:
                if year.criteria_set:
                    group, start = year.group, [_(KINDS[kind.kind]), name, year.year, year.group.scored]
                    yield [*start, group.mean.rounded(), group.median.rounded(), None, None, None]
                    for band in year.criteria_set.bands:
                        yield [*start, None, None, band.number, None, group.bands[band.number]]
                    for area, mean, _most in group.area_means(year.criteria_set):
                        yield [*start, None, None, None, numbered_title(area), mean.rounded(2)]


def _series(series: Series) -> parts.Object:
    return {
        "bodies": series.bodies,
        "years": [_year(year) for year in series.years],
        "shifts": [
            {
                **parts.part_object(shift.criterion),
                "first": shift.first.rounded(2),
                "last": shift.last.rounded(2),
                "change": shift.change.rounded(2),
            }
            for shift in series.shifts
        ],
    }


def _year(year: YearFigures) -> parts.Object:
    """Return the figures of a year; all but `year` and `scored` are null if no body has a total."""
    group, criteria_set = year.group, year.criteria_set
    common = {"year": year.year, "criteria": criteria_set.ref if criteria_set else None, "scored": group.scored}
    if criteria_set is None:
        return common | dict.fromkeys(("mean", "median", "bands", "areas"))
    return common | {
        "mean": group.mean.rounded(),
        "median": group.median.rounded(),
        "bands": [{"number": band.number, "count": group.bands[band.number]} for band in criteria_set.bands],
        "areas": [
            {"number": area.number, "mean": mean.rounded(2), "max": most}
            for area, mean, most in group.area_means(criteria_set)
        ],
    }
