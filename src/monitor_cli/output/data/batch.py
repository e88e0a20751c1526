"""Batches for programs: `monitor.batch/2`, a line or row per file, a row per score, and a workbook with a heat map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from monitor_cli.core.batch import BatchReport, Figures, GroupKey
from monitor_cli.core.criteria import CriteriaSet, by_ref
from monitor_cli.core.result import Row, row_percent, row_self_assessment
from monitor_cli.core.texts import in_language
from monitor_cli.forms.xlsx import HEAD, Sheet, workbook_bytes
from monitor_cli.messages import N_, _
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output import Aside
from monitor_cli.output import program_parts as parts
from monitor_cli.output.attendance import workbook_notes
from monitor_cli.output.reports import batch as report_texts
from monitor_cli.output.wording import localized, numbered_label, numbered_title

FORMAT = "monitor.batch/2"

_TITLES = {
    "file": N_("file"), "status": N_("status"), "id": N_("agency id"), "agency": N_("agency"), "kind": N_("kind"),
    "year": N_("year"), "secretary": N_("state secretary"), "criteria": N_("criteria"), "total": N_("total"),
    "percent": N_("percent"), "band": N_("band"), "area": N_("weakest area"),
    "points": N_("points of the weakest area"), "own": N_("own difference"), "problem": N_("first problem"),
}  # fmt: skip
_WIDTHS = {
    "agency": 40, "id": 22, "kind": 16, "year": 8, "secretary": 26, "total": 14, "percent": 8, "band": 11,
    "area": 38, "status": 14, "problem": 38, "file": 26, "own": 14,
}  # fmt: skip
"""The columns of the workbook with their widths in characters."""

LONG = (
    *("year", "kind", "agency_id", "agency_name", "state_secretary", "criteria", "area", "criterion", "score"),
    *("self_score", "was", "file", "sha256"),
)
"""The columns of the table for programs, in every language."""

LINE = (
    *("file", "sha256", "status", "criteria", "agency", "state_secretary", "year", "total", "max", "percent", "band"),
    *("next_band", "possible", "self_assessment", "scores", "self_scores", "problems"),
    "later_monitoring",
)
"""The keys of every line."""

_SCALE = {"type": "3_color_scale", "min_color": "#F4B183", "mid_color": "#FFF2CC", "max_color": "#9DC3A8"}
"""The colours of the heat map; each cell also shows its score."""


def data(report: BatchReport) -> parts.Object:
    """Return all files, and a summary with one group per year, kind and criteria set with a total."""
    sets = list((by_ref(criteria_set for *_, criteria_set in report.groups) or report.criteria_sets).values())
    statuses = report.summary.statuses
    return {
        "criteria": parts.criteria_object(sets[0]) if len(sets) == 1 else None,
        "results": parts.LazyList(_file(report, row) for row in report.rows),
        "summary": {
            "files": report.summary.files,
            **{status: statuses[status] for status in ("ok", "incomplete", "invalid", "unreadable", "failed")},
            "criteria_files": statuses["criteria-file"],
            "groups": [_group(*group, report.own) for group in report.groups],
        },
    }


def lines(report: BatchReport) -> Iterator[parts.Object]:
    """Yield one file per line, each with every key of `LINE`, null without a value."""
    for row in report.rows:
        line = dict.fromkeys(LINE) | _file(report, row)
        if (criteria_set := report.criteria_set(row)) and row.scores:
            numbers = criteria_set.numbers
            line["scores"] = dict(zip(numbers, row.scores, strict=True))
            own = row.self_scores
            line["self_scores"] = dict(zip(numbers, own, strict=True)) if own else dict.fromkeys(numbers)
        yield line


def long(report: BatchReport) -> Iterator[Sequence[object]]:
    """Yield a row per score of the files with a total; names are in the authoritative language of the criteria."""
    yield LONG
    for row in report.rows:
        body, criteria_set = row.body, report.criteria_set(row)
        if not (body and criteria_set and row.scores):
            continue
        language = criteria_set.languages.authoritative
        names = (in_language(body.name, language), in_language(body.secretary, language))
        start = (body.year, body.kind, body.id, *names, row.criteria)
        none = [None] * len(row.scores)
        scores = zip(row.scores, row.self_scores or none, row.was or none, strict=True)
        for area in criteria_set.areas:
            for criterion in area.criteria:
                yield (*start, area.number, criterion.number, *next(scores), row.file, row.sha256)


def rows(report: BatchReport) -> Iterator[list[object]]:
    """Yield a row per file, with or without a total."""
    keys = [key for key in _TITLES if report.own or key != "own"]
    yield [_(_TITLES[key]) for key in keys]
    for row in report.rows:
        facts = _facts(report, row)
        yield [facts[key] for key in keys]


def workbook(report: BatchReport, aside: Aside) -> bytes:
    """Return results, a heat map per criteria set, a summary with the facts of `aside`, and scores.

    No text in the workbook is a formula or a link.
    """

    def fill(book: Any) -> None:
        _add_results(book, report)
        sets = by_ref(criteria_set for *_, criteria_set in report.groups)
        for number, (ref, criteria_set) in enumerate(sets.items(), start=1):
            name = _("Heat map") if len(sets) == 1 else f"{number} {ref}"[:31]
            _add_heat_map(book, name, criteria_set, (row for row in report.rows if row.criteria == ref))
        _add_summary(book, report, aside)
        _add_scores(book, report)

    return workbook_bytes(fill, _("Results"))


def _file(report: BatchReport, row: Row) -> parts.Object:
    """Return a file as in `monitor.score/1`, without its areas."""
    own = row_self_assessment(row)
    return {
        **parts.row_object(row, report.criteria_set(row)),
        **({"self_assessment": own._asdict()} if own else {}),
        "later_monitoring": row.later,
        "problems": parts.problem_objects(row.problems),
    }


def _group(key: GroupKey, group: Figures, criteria_set: CriteriaSet, with_self_assessment: bool) -> parts.Object:
    means, weakest = group.area_means(criteria_set), group.weakest(criteria_set)
    figures: parts.Object = {
        "kind": key.kind,
        "year": key.year,
        "criteria": parts.criteria_object(criteria_set),
        "scored": group.scored,
        "max": criteria_set.max_total,
        "mean": group.mean.rounded(),
        "median": group.median.rounded(),
        "lowest": group.lowest,
        "highest": group.highest,
        "bands": [
            {**parts.band_object(band), "count": group.bands[band.number], "percent": group.band_share(band.number)}
            for band in criteria_set.bands
        ],
        "areas": [{**parts.part_object(area), "mean": mean.rounded(2), "max": most} for area, mean, most in means],
        "weakest": [{**parts.part_object(criterion), "mean": mean.rounded(2)} for criterion, mean in weakest],
    }
    if with_self_assessment:
        own_scores = group.self_assessments(criteria_set)
        figures["self_assessment"] = [{"number": number, **own._asdict()} for number, own in own_scores]
    return figures


def _facts(report: BatchReport, row: Row, *, short: bool = False) -> dict[str, object]:
    """Return the values of a file by the names of the columns; `short` for a sheet, whose columns are narrow."""
    body, criteria_set, own = row.body, report.criteria_set(row), row_self_assessment(row)
    weakest = report.weakest_area(row)
    name, problem = (localized(body.name) if body else None), (message(row.problems[0]) if row.problems else None)
    if short:
        name, problem = report_texts.body_or_file(row), problem and report_texts.reason_without_total(row)
    return {
        "file": visible(row.file),
        "status": report_texts.status(row),
        "id": body.id if body else None,
        "agency": name,
        "kind": report_texts.kind(row),
        "year": body.year if body else None,
        "secretary": localized(body.secretary) if body else None,
        "criteria": row.criteria,
        "total": row.total,
        "percent": row_percent(row, criteria_set) if criteria_set else None,
        "band": row.band,
        "area": (numbered_label if short else numbered_title)(weakest.area) if weakest else None,
        "points": weakest.mean.points if weakest else None,
        "own": own.difference if own else None,
        "problem": problem,
    }


def _add_results(book: Any, report: BatchReport) -> None:
    keys = [key for key in _WIDTHS if report.own or key != "own"]
    sheet = Sheet(book, _("Results"), _WIDTHS.values())
    titles = ["%" if key == "percent" else _(_TITLES[key]) for key in keys]
    rows = ([_facts(report, row, short=True)[key] for key in keys] for row in report.rows)
    percent, centred = sheet.style(num_format="0.0"), sheet.style(align="center")
    sheet.add_table(titles, rows, 1, styles={3: centred, 6: percent, 7: centred})


def _add_heat_map(book: Any, name: str, criteria_set: CriteriaSet, rows: Iterable[Row]) -> None:
    """Add bodies by criteria, coloured from the lowest to the highest score."""
    count, lowest, highest = len(criteria_set.criteria), criteria_set.scale.min, criteria_set.scale.max
    sheet = Sheet(book, name, (46, 8, 14, *[5] * count))
    scored = range(3, 3 + count)
    upright = dict.fromkeys(scored, sheet.style(**{**HEAD, "rotation": 90, "valign": "bottom", "text_wrap": False}))
    labels = map(numbered_label, criteria_set.criteria.values())
    sheet.add([_("agency"), _("year"), _("total"), *labels], sheet.head, upright)
    sheet.sheet.set_row(0, 235)
    sheet.keep_head(3)
    styles = dict.fromkeys(scored, sheet.style(align="center", border=1, border_color="#FFFFFF"))
    first = sheet.row
    for row in rows:
        if row.scores and row.body:
            sheet.add([report_texts.body_or_file(row), row.body.year, row.total, *row.scores], styles=styles)
    values = {"min_value": lowest, "mid_value": (lowest + highest) / 2, "max_value": highest}
    types = dict.fromkeys(("min_type", "mid_type", "max_type"), "num")
    sheet.sheet.conditional_format(first, 3, max(first, sheet.row - 1), 2 + count, {**_SCALE, **types, **values})
    sheet.row += 1
    for text in map(numbered_title, criteria_set.criteria.values()):
        sheet.add_across(text)


def _add_summary(book: Any, report: BatchReport, aside: Aside) -> None:
    sheet = Sheet(book, _("Summary"), (90, 14, 14, 14))
    sheet.add([report_texts.status_counts(report.summary)], sheet.strong)
    for key, group, criteria_set in report.groups:
        sheet.row += 1
        sheet.add([report_texts.group_title(key, group)], sheet.strong)
        sheet.add([report_texts.averages(group, criteria_set)])
        sheet.add([_("band"), _("from"), _("to"), _("files")], sheet.head)
        for band in criteria_set.bands:
            sheet.add([f"{band.number}. {localized(band.label)}", band.min, band.max, group.bands[band.number]])
        sheet.add([_("area"), _("mean"), _("maximum")], sheet.head)
        for area, mean, most in group.area_means(criteria_set):
            sheet.add([numbered_label(area), mean.rounded(2), most])
        sheet.add([_("weakest criteria"), _("mean"), _("maximum")], sheet.head)
        for criterion, mean in group.weakest(criteria_set):
            sheet.add([numbered_label(criterion), mean.rounded(2), criteria_set.scale.max])
    sheet.row += 1
    for line in workbook_notes(aside):
        sheet.add([line])


def _add_scores(book: Any, report: BatchReport) -> None:
    """Add a row per score, for pivot tables."""
    titles = [_TITLES[key] for key in ("year", "kind", "id", "agency", "secretary", "criteria")]
    titles += [N_("area"), N_("criterion"), N_("score"), N_("own score")]
    rows = ([visible(cell) if isinstance(cell, str) else cell for cell in row[: len(titles)]] for row in long(report))
    next(rows)
    sheet = Sheet(book, _("Scores"), (8, 16, 22, 40, 26, 16, 8, 10, 8, 10))
    sheet.add_table([_(title) for title in titles], rows, 0)
