"""Comparisons of two years for programs: `monitor.compare/1` with `kind` `folders`, and a row a body."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.comparison import Tally
from monitor_cli.core.criteria import Area, Criterion
from monitor_cli.core.register import Reorganisation
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Agency
from monitor_cli.core.texts import in_language
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import KINDS, _, current_language
from monitor_cli.messages.visible import visible
from monitor_cli.output import json_parts as parts
from monitor_cli.output.reports.compare_years import FATES, REORGANISED
from monitor_cli.output.trends import DIRECTIONS
from monitor_cli.output.wording import localized

FORMAT = "monitor.compare/1"


def data(years: YearComparison) -> parts.Object:
    """Bodies, tallies of areas and criteria, who came and went, and the broken files."""
    return {
        "kind": "folders",
        "rule": parts.rule_object(years.bodies[0].comparison.new.criteria_set) if years.bodies else None,
        "total": parts.tally_object(years.total),
        "bodies": [_body(body) for body in years.bodies],
        "areas": [_tallied(row.part, tally) for row, tally in years.areas],
        "criteria": [_tallied(row.part, tally) for row, tally in years.criteria],
        "came": [_alone_object(years, result) for result in years.new_bodies],
        "went": [_alone_object(years, result) for result in years.gone_bodies],
        "reorganised": [_reorganised(years, each) for each in years.reorganised],
        "left_out": [parts.judged_object(result) for result in years.left_out],
    }


def rows(years: YearComparison) -> Iterator[list[object]]:
    """All bodies, then who came and went and which files are broken."""
    yield [
        *(_("agency id"), _("agency"), _("kind"), _("direction"), _("earlier total"), _("later total")),
        *(_("difference"), _("earlier band"), _("later band"), _("earlier place"), _("later place")),
        *(_("criteria risen"), _("criteria fallen"), _("recommendations without an answer"), _("file")),
    ]
    for body in years.bodies:
        total, band, tally = body.comparison.total, body.comparison.band, body.comparison.tally
        yield [
            *(*_agency(body.agency), _(DIRECTIONS[total.direction].name), total.old, total.new, total.difference),
            *(band.old, band.new, body.place.old, body.place.new),
            *(tally.risen, tally.fallen, len(body.unanswered), None),
        ]
    for results, reason in (
        (years.new_bodies, _("came")),
        (years.gone_bodies, _("went")),
        (years.left_out, _("left out")),
    ):
        for result in results:
            why = years.fates.get(result.score_file.agency.id) if result.score_file else None
            yield _alone(result, _(FATES[why]).partition(":")[0] if why else reason)
    for each in years.reorganised:
        for at, bodies in enumerate((each.before, each.after)):
            for one in bodies:
                totals = (years.totals[one.id][0], None) if at == 0 else (None, years.totals[one.id][1])
                yield [one.id, localized(one.name), _(KINDS[one.kind]), _(REORGANISED[each.kind]), *totals, *[None] * 9]


def _body(body: BodyChange) -> parts.Object:
    found = body.comparison
    return {
        "agency": parts.agency_object(found.new.score_file)["agency"],
        "year": {"old": found.old.score_file.year, "new": found.new.score_file.year},
        "criteria_set": {"old": found.old.criteria_set.ref, "new": found.new.criteria_set.ref},
        "total": parts.change_object(found.total),
        "band": parts.change_object(found.band),
        "common": parts.change_object(found.common),
        "place": {"old": body.place.old, "new": body.place.new, "gained": body.places_gained},
        "tally": parts.tally_object(found.tally),
        "areas": [{"number": row.part.number, **parts.change_object(row.change)} for row in found.areas],
        "criteria": [{"number": row.part.number, **parts.change_object(row.change)} for row in found.criteria],
        "unanswered": [parts.unanswered_object(one) for one in body.unanswered],
    }


def _alone_object(years: YearComparison, result: Result) -> parts.Object:
    """A body that is in one year only; `fate` says why, and is null without a register."""
    fate = years.fates.get(result.score_file.agency.id) if result.score_file else None
    return {**parts.result_object(result), "fate": fate}


def _reorganised(years: YearComparison, each: Reorganisation) -> parts.Object:
    sides = {
        key: [{"id": body.id, "total": years.totals[body.id][at]} for body in bodies]
        for at, (key, bodies) in enumerate((("before", each.before), ("after", each.after)))
    }
    return {"kind": each.kind, **sides}


def _tallied(part: Area | Criterion, tally: Tally) -> parts.Object:
    return {"number": part.number, "title": in_language(part.title, current_language()), **parts.tally_object(tally)}


def _alone(result: Result, reason: str) -> list[object]:
    score_file = result.score_file
    return [*_agency(score_file.agency if score_file else None), reason, *[None] * 10, visible(result.file)]


def _agency(agency: Agency | None) -> tuple[object, ...]:
    return (agency.id, localized(agency.name), _(KINDS[agency.kind])) if agency else (None, None, None)
