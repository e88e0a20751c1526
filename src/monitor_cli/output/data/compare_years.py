"""Comparisons of two years for programs: `monitor.compare/1` with `kind` `folders`, and a row per body."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.register import Fate, RegisteredBody, Reorganisation
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Agency
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import KINDS, _
from monitor_cli.messages.visible import visible
from monitor_cli.output import program_parts as parts
from monitor_cli.output.reports.compare_years import FATES, REORGANISED
from monitor_cli.output.trends import DIRECTIONS
from monitor_cli.output.wording import localized

FORMAT = "monitor.compare/1"


def data(years: YearComparison) -> parts.Object:
    def alone(result: Result) -> parts.Object:
        """Return a body that is in only one year; `fate` is null without a register."""
        return {**parts.result_object(result), "fate": _fate(years, result)}

    return {
        "kind": "folders",
        "rule": parts.rule_object(years.bodies[0].comparison.new.criteria_set) if years.bodies else None,
        "total": years.total._asdict(),
        "bodies": [_body(body) for body in years.bodies],
        "areas": [{**parts.part_object(row.part), **tally._asdict()} for row, tally in years.areas],
        "criteria": [{**parts.part_object(row.part), **tally._asdict()} for row, tally in years.criteria],
        "came": list(map(alone, years.new_bodies)),
        "went": list(map(alone, years.gone_bodies)),
        "reorganised": [_reorganised(years, event) for event in years.reorganised],
        "left_out": list(map(parts.result_with_problems, years.left_out)),
    }


def rows(years: YearComparison) -> Iterator[list[object]]:
    """Yield all bodies, those in only one of the years, broken files, and reorganised bodies."""
    yield [
        *(_("agency id"), _("agency"), _("kind"), _("direction"), _("earlier total"), _("later total")),
        *(_("difference"), _("earlier band"), _("later band"), _("earlier place"), _("later place")),
        *(_("criteria risen"), _("criteria fallen"), _("recommendations without an answer"), _("file")),
    ]
    for body in years.bodies:
        total, band, tally = body.comparison.total, body.comparison.band, body.comparison.tally
        yield [
            *_cells(body.agency),
            *(_(DIRECTIONS[total.direction].name), total.old, total.new, total.difference),
            *(band.old, band.new, body.place.old, body.place.new),
            *(tally.risen, tally.fallen, len(body.unanswered)),
        ]
    for results, status in (
        (years.new_bodies, _("came")),
        (years.gone_bodies, _("went")),
        (years.left_out, _("left out")),
    ):
        for result in results:
            fate = _fate(years, result)
            reason = _(FATES[fate]).partition(":")[0] if fate else status
            yield [
                *_cells(result.score_file.agency if result.score_file else None),
                reason,
                *[None] * 10,
                visible(result.file),
            ]
    for event in years.reorganised:
        before = [(body, (years.totals[body.id][0], None)) for body in event.before]
        after = [(body, (None, years.totals[body.id][1])) for body in event.after]
        for one, totals in (*before, *after):
            yield [*_cells(one), _(REORGANISED[event.kind]), *totals]


def _cells(body: Agency | RegisteredBody | None) -> list[object]:
    return [body.id, localized(body.name), _(KINDS[body.kind])] if body else [None] * 3


def _body(body: BodyChange) -> parts.Object:
    comparison = body.comparison
    return {
        "agency": parts.agency_object(body.agency),
        "year": {"old": comparison.old.score_file.year, "new": comparison.new.score_file.year},
        "criteria_set": {"old": comparison.old.criteria_set.ref, "new": comparison.new.criteria_set.ref},
        "total": parts.change_object(comparison.total),
        "band": parts.change_object(comparison.band),
        "common": parts.change_object(comparison.common),
        "place": {"old": body.place.old, "new": body.place.new, "gained": body.places_gained},
        "tally": comparison.tally._asdict(),
        "areas": [{"number": row.part.number, **parts.change_object(row.change)} for row in comparison.areas],
        "criteria": [{"number": row.part.number, **parts.change_object(row.change)} for row in comparison.criteria],
        "unanswered": list(map(parts.unanswered_object, body.unanswered)),
        **({"formerly": parts.agency_object(body.formerly)} if body.formerly else {}),
    }


def _fate(years: YearComparison, result: Result) -> Fate | None:
    return years.fates.get(result.score_file.agency.id) if result.score_file else None


def _reorganised(years: YearComparison, event: Reorganisation) -> parts.Object:
    sides = {
        key: [{"id": body.id, "total": years.totals[body.id][index]} for body in bodies]
        for index, (key, bodies) in enumerate((("before", event.before), ("after", event.after)))
    }
    return {"kind": event.kind, **sides}
