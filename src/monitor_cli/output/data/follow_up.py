"""Recommendations for programs: `monitor.follow-up/1`, and a row a recommendation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from monitor_cli.core.follow_up import STATES, FollowUp, Standing
from monitor_cli.core.texts import in_language
from monitor_cli.forms.xlsx import Sheet, workbook_bytes
from monitor_cli.messages import KINDS, _, current_language
from monitor_cli.messages.visible import visible
from monitor_cli.output import json_parts as parts
from monitor_cli.output.attendance import workbook_notes
from monitor_cli.output.reports.follow_up import WORDS, bodies_of, criteria_of
from monitor_cli.output.wording import localized

FORMAT = "monitor.follow-up/1"
_WIDTHS = (22, 40, 16, 8, 8, 34, 60, 12, 16, 8, 12, 40)


def data(report: FollowUp) -> parts.Object:
    """The states in all, by body and by criterion, and each recommendation."""
    language = current_language()
    return {
        "today": report.today.isoformat(),
        "follow_up": list(report.files),
        "total": _counts(report.standings),
        "bodies": [
            {"agency": parts.agency_object(found[-1].score_file)["agency"], **_counts(found)}
            for _agency, found in bodies_of(report)
        ],
        "criteria": [
            {
                "criteria": found[0].criteria_set.ref,
                "number": found[0].criterion.number,
                "title": in_language(found[0].criterion.title, language),
                **_counts(found),
            }
            for found in criteria_of(report)
        ],
        "recommendations": [_standing(standing) for standing in report.standings],
        "left_out": [parts.judged_object(result) for result in report.left_out],
    }


def rows(report: FollowUp) -> Iterator[list[object]]:
    """The recommendations in the order of the files."""
    yield [
        *(_("agency id"), _("agency"), _("kind"), _("year"), _("criterion"), _("title"), _("recommendation")),
        *(_("due"), _("state"), _("days"), _("answer of"), _("answer")),
    ]
    for standing in report.standings:
        agency, told, latest = standing.score_file.agency, standing.recommendation, standing.latest
        yield [
            *(agency.id, localized(agency.name), _(KINDS[agency.kind]), standing.score_file.year),
            *(standing.criterion.number, localized(standing.criterion.title), visible(told.text)),
            *(told.due.isoformat() if told.due else None, _(WORDS[standing.state].name), _days(standing)),
            *(latest.date.isoformat() if latest else None, visible(latest.text) if latest and latest.text else None),
        ]


def workbook(report: FollowUp, aside: Mapping[str, Any]) -> bytes:
    """Return the same rows on a sheet that can be filtered, with the facts of `aside` below them."""

    def fill(book: Any) -> None:
        sheet = Sheet(book, _("Recommendations"), _WIDTHS)
        for index, row in enumerate(rows(report)):
            sheet.add(row, None if index else sheet.head)
            if not index:
                sheet.keep_head(1)
        sheet.sheet.autofilter(0, 0, max(1, sheet.row - 1), len(_WIDTHS) - 1)
        sheet.row += 1
        for line in workbook_notes(aside):
            sheet.add([line], sheet.strong)

    return workbook_bytes(fill, _("Recommendations"))


def _counts(found: Sequence[Standing]) -> parts.Object:
    tally = Counter(standing.state for standing in found)
    return {"all": len(found), **{state.replace("-", "_"): tally[state] for state in STATES}}


def _days(standing: Standing) -> int | None:
    """Days up to the one by which it is due, below 0 once it is overdue; none for what is done or has no such day."""
    return None if standing.state == "done" else standing.days


def _standing(standing: Standing) -> parts.Object:
    latest = standing.latest
    answer = latest and {"date": latest.date.isoformat(), "status": latest.status, "text": latest.text}
    return {
        "agency": standing.score_file.agency.id,
        "year": standing.score_file.year,
        "criterion": standing.criterion.number,
        "recommendation": parts.recommendation_object(standing.recommendation),
        "state": standing.state,
        "days": _days(standing),
        "answer": answer and {**answer, "evidence": list(latest.evidence if latest else ())},
    }
