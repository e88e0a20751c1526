"""Recommendations for programs: `monitor.follow-up/1`, and a row per recommendation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from monitor_cli.core.follow_up import STATES, FollowUp, Standing
from monitor_cli.forms.xlsx import Sheet, workbook_bytes
from monitor_cli.messages import KINDS, _
from monitor_cli.messages.visible import visible
from monitor_cli.output import Aside
from monitor_cli.output import program_parts as parts
from monitor_cli.output.attendance import workbook_notes
from monitor_cli.output.reports.follow_up import TEXTS, by_body, by_criterion
from monitor_cli.output.wording import localized

FORMAT = "monitor.follow-up/1"
_WIDTHS = (22, 40, 16, 8, 8, 34, 60, 12, 16, 8, 12, 40)


def data(report: FollowUp) -> parts.Object:
    """Return the counts in all, by body and by criterion, and each recommendation."""
    return {
        "today": report.today.isoformat(),
        "follow_up": list(report.files),
        "total": _counts(report.standings),
        "bodies": [
            {"agency": parts.agency_object(agency), **_counts(standings)} for agency, standings in by_body(report)
        ],
        "criteria": [
            {
                "criteria": standings[0].criteria_set.ref,
                **parts.part_object(standings[0].criterion),
                **_counts(standings),
            }
            for standings in by_criterion(report)
        ],
        "recommendations": list(map(_standing, report.standings)),
        "left_out": list(map(parts.result_with_problems, report.left_out)),
    }


def rows(report: FollowUp) -> Iterator[list[object]]:
    """Yield the recommendations in the order of the files."""
    yield [
        *(_("agency id"), _("agency"), _("kind"), _("year"), _("criterion"), _("title"), _("recommendation")),
        *(_("due"), _("state"), _("days"), _("answer of"), _("answer")),
    ]
    for standing in report.standings:
        agency, recommendation, latest = standing.score_file.agency, standing.recommendation, standing.latest
        due, criterion = recommendation.due, standing.criterion
        yield [
            *(agency.id, localized(agency.name), _(KINDS[agency.kind]), standing.score_file.year),
            *(criterion.number, localized(criterion.title), visible(recommendation.text)),
            *(due.isoformat() if due else None, _(TEXTS[standing.state].name), _days(standing)),
            *(latest.date.isoformat() if latest else None, visible(latest.text) if latest and latest.text else None),
        ]


def workbook(report: FollowUp, aside: Aside) -> bytes:
    """Return the same rows on a sheet that can be filtered, with the facts of `aside` below them."""

    def fill(book: Any) -> None:
        sheet = Sheet(book, _("Recommendations"), _WIDTHS)
        titles, *recommendations = rows(report)
        sheet.add_table(titles, recommendations, 1)
        sheet.row += 1
        for line in workbook_notes(aside):
            sheet.add([line], sheet.strong)

    return workbook_bytes(fill, _("Recommendations"))


def _counts(standings: Sequence[Standing]) -> parts.Object:
    tally = Counter(standing.state for standing in standings)
    return {"all": len(standings), **{state.replace("-", "_"): tally[state] for state in STATES}}


def _days(standing: Standing) -> int | None:
    """Return the days until the due day, below 0 if it is over; None if there is none or the recommendation is done."""
    return None if standing.state == "done" else standing.days


def _standing(standing: Standing) -> parts.Object:
    latest = standing.latest
    return {
        "agency": standing.score_file.agency.id,
        "year": standing.score_file.year,
        "criterion": standing.criterion.number,
        "recommendation": parts.recommendation_object(standing.recommendation),
        "state": standing.state,
        "days": _days(standing),
        "answer": latest
        and {
            "date": latest.date.isoformat(),
            "status": latest.status,
            "text": latest.text,
            "evidence": list(latest.evidence),
        },
    }
