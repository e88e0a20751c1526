"""Folders of score files: one row per file, then figures per kind, year and criteria set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor_cli.core.batch import BatchReport, Figures, GroupKey, Summary
from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.core.figures import Mean, percent
from monitor_cli.core.result import Row, row_band
from monitor_cli.messages import KIND_TITLES, KINDS, N_, _, counted
from monitor_cli.messages.problems import message_in_cell
from monitor_cli.messages.visible import visible
from monitor_cli.output import page as parts
from monitor_cli.output import wording
from monitor_cli.output.page import Cell, Column, Group, Heading, Paragraph, Table, band_style, bar, share_style

NARROW = 66
"""The width below which there is no room for percents."""

SHORT_KINDS = {"state": N_("st."), "municipal": N_("mun.")}


def page(report: BatchReport) -> parts.Page:
    summary = report.summary
    if summary.scored:
        columns = [
            *(Column(_("body"), share=5), Column(_("kind")), Column(_("year"))),
            *(Column(_("points"), right=True), Column("%", right=True, least=NARROW), Column(_("band"), right=True)),
            Column(_("weakest area"), share=4, cut=True),
        ]
        yield [Table(columns, [Group(_scored_rows(report))])]
    if summary.scored < summary.files:
        columns = [Column(_("body"), share=2), Column(_("first problem"), share=3)]
        yield [Heading(_("files without a total:"), level=4), Table(columns, [Group(_unscored_rows(report))])]
    yield [Paragraph(status_counts(summary), "bold")]
    for key, figures, criteria_set in report.groups:
        title, sentence = group_title(key, figures), averages(figures, criteria_set)
        yield [Heading(title), Paragraph(sentence), _bands(figures, criteria_set)]
        areas = [(area, len(area.criteria), mean) for area, mean, _most in figures.area_means(criteria_set)]
        yield _means(_("mean per area:"), _("area"), areas, criteria_set)
        if weakest := [(criterion, 1, mean) for criterion, mean in figures.weakest(criteria_set)]:
            yield _means(_("lowest-scoring criteria overall:"), _("criterion"), weakest, criteria_set)
        if report.own and figures.gaps:
            template = _("{over} above, {equal} equal, {under} below the commission")
            by_criterion = [
                (wording.numbered_label(criteria_set.criteria[n]), own.difference, template.format(**own._asdict()))
                for n, own in figures.self_assessments(criteria_set)
            ]
            yield _differences(_("self-assessment by criterion:"), _("criterion"), by_criterion)
    if report.own:
        judgements = {0: _("same as the commission"), 1: _("rated itself too high"), -1: _("rated itself too low")}
        by_body = [
            (f"{body_or_file(row)}, {row.body.year if row.body else ''}", gap, judgements[(gap > 0) - (gap < 0)])
            for row, gap in report.self_rated()
        ]
        none = [Paragraph(_("no file has a self-assessment"), "bold")]
        yield _differences(_("self-assessment by body:"), _("body"), by_body) if by_body else none


def status(row: Row) -> str:
    return _("earlier monitoring") if row.later and row.total is not None else _(wording.STATUSES[row.status])


def kind(row: Row) -> str:
    """Return the kind of the body; empty if it cannot be read."""
    return _(KINDS[row.body.kind]) if row.body else ""


def body_or_file(row: Row) -> str:
    """Return the name of the body, or the file if the name cannot be read."""
    return wording.localized(row.body.name) if row.body else visible(row.file)


def reason_without_total(row: Row) -> str:
    """Return the status of a file without a total, and its first problem with the line."""
    problem, more = row.problems[0], len(row.problems) - 1
    line = _("line {line}: ").format(line=problem.place.line) if problem.place and not problem.place.cell else ""
    rest = " " + counted("(and {count} more)", "(and {count} more)", more) if more else ""
    filled = ""
    if prospect := row.prospect:
        filled = " " + _("({count} of {all})").format(count=prospect.given, all=prospect.criteria)
    return f"{status(row)}{filled}: {line}{message_in_cell(problem)}{rest}"


def status_counts(summary: Summary) -> str:
    """Return the number of files of each status, without statuses that no file has."""
    files, statuses = counted("{count} file", "{count} files", summary.files), summary.statuses
    counts = [f"{_(title)}: {statuses[name]}" for name, title in wording.STATUSES.items() if statuses[name]]
    if criteria_files := statuses["criteria-file"]:
        counts.append(_("criteria files, left out: {count}").format(count=criteria_files))
    return f"{files} – {', '.join(counts)}"


def group_title(key: GroupKey, figures: Figures) -> str:
    files = counted("{count} file", "{count} files", figures.scored)
    return f"{_(KIND_TITLES[key.kind])}, {key.year}, {key.criteria}: {files}"


def averages(figures: Figures, criteria_set: CriteriaSet) -> str:
    """Return the mean, the median, the lowest and the highest total."""
    sentence = _("mean {mean}, median {median}, lowest {lowest}, highest {highest} of {max} points").format(
        mean=wording.format_number(figures.mean.rounded()),
        median=wording.format_number(figures.median.rounded()),
        lowest=figures.lowest,
        highest=figures.highest,
        max=criteria_set.max_total,
    )
    return ". ".join([sentence, *wording.unpublished_set_notes(criteria_set)])


def _scored_rows(report: BatchReport) -> Iterator[parts.Row]:
    for row in report.rows:
        criteria_set, weakest = report.criteria_set(row), report.weakest_area(row)
        band = row_band(row, criteria_set) if criteria_set else None
        if criteria_set is None or row.body is None or row.total is None or band is None:
            continue
        label = wording.numbered_label(weakest.area) if weakest else ""
        points, maximum = f"{weakest.mean.points}/{weakest.max}" if weakest else "–", criteria_set.max_total
        style, note = band_style(band, criteria_set), wording.counted_file_note(row.later)
        cells = [
            Cell(body_or_file(row), under=[f"{status(row)}, {note}"] if note else []),
            Cell(_(SHORT_KINDS[row.body.kind]), "dim"),
            Cell(str(row.body.year)),
            Cell(f"{row.total}/{maximum}", style),
            Cell(wording.format_number(percent(row.total, maximum))),
            Cell(str(row.band), style),
            Cell(f"{points:>5} {label}".rstrip(), "dim"),
        ]
        facts = [
            *(_body_kind_year(row), wording.points_out_of(row.total, maximum)),
            _("band {number}").format(number=row.band),
            *([_("lowest-scoring area: {area} {points}").format(area=label, points=points)] if weakest else []),
            *([f"{status(row)} ({note})"] if note else []),
        ]
        yield parts.Row(cells, ", ".join(facts))


def _body_kind_year(row: Row) -> str:
    return ", ".join([body_or_file(row), *([kind(row), str(row.body.year)] if row.body else [])])


def _unscored_rows(report: BatchReport) -> Iterator[parts.Row]:
    for row in report.rows:
        if row.total is None:
            name = Cell(_body_kind_year(row), under=[visible(row.file)] if row.body else [])
            problem = Cell(reason_without_total(row), "yellow" if row.status == "incomplete" else "red")
            yield parts.Row([name, problem], f"{visible(row.file)}: {problem.text}")


def _bands(figures: Figures, criteria_set: CriteriaSet) -> Table:
    columns = [Column(_("band")), Column(""), Column(_("files"), right=True), Column("%", right=True)]
    rows = []
    for band in criteria_set.bands:
        count, share = figures.bands[band.number], wording.format_number(figures.band_share(band.number))
        title = _("band {number} ({min}–{max})").format(number=band.number, min=band.min, max=band.max)
        drawn = Cell(bar(count, figures.scored, 20), band_style(band, criteria_set))
        cells = [Cell(f"{band.number} ({band.min}–{band.max})"), drawn, Cell(str(count)), Cell(share, "dim")]
        rows.append(parts.Row(cells, f"{title}: {count} ({share} %)"))
    return Table(columns, [Group(rows)])


def _means(
    heading: str, name: str, means: Iterable[tuple[Area | Criterion, int, Mean]], criteria_set: CriteriaSet
) -> parts.Section:
    """Return the means of areas or criteria; each part comes with the number of its criteria."""
    rows, scale = [], criteria_set.scale
    for part, size, mean in means:
        most = scale.max * size
        style = share_style(mean.points, scale.min * size * mean.things, most * mean.things)
        share, label = f"{wording.format_number(mean.rounded(2), 2)}/{most}", wording.numbered_label(part)
        cells = [Cell(bar(mean.points, most * mean.things, 10), style), Cell(share, style), Cell(label)]
        rows.append(parts.Row(cells, f"{label}: {share}"))
    columns = [Column(""), Column(_("mean"), right=True), Column(name, share=1)]
    return [Heading(heading, level=4), Table(columns, [Group(rows)])]


def _differences(heading: str, name: str, differences: Iterable[tuple[str, int, str]]) -> parts.Section:
    """Return the differences between self-assessment and final scores, each with its label and its meaning."""
    columns = [Column("+", right=True), Column(name, share=2), Column("", share=1)]
    rows = [
        parts.Row([Cell(gap), Cell(label), Cell(meaning)], f"{label}: {gap} ({meaning})")
        for label, difference, meaning in differences
        for gap in [wording.signed(difference)]
    ]
    return [Heading(heading, level=4), Table(columns, [Group(rows)])]
