"""Folders of score files: a row a file, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor_cli.core import batch_row
from monitor_cli.core.batch import BatchReport, GroupKey, Summary
from monitor_cli.core.batch import Group as Figures
from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.core.figures import Mean, percent
from monitor_cli.messages import KIND_TITLES, KINDS, N_, _, counted
from monitor_cli.messages.problems import message_in_cell
from monitor_cli.messages.visible import visible
from monitor_cli.output import wording
from monitor_cli.output.page import Cell, Column, Group, Heading, Page, Paragraph, Row, Section, Table
from monitor_cli.output.styles import band_style, bar, share_style

NARROW = 66
"""Below this width, there is no room for percents."""

KINDS_IN_SHORT = {"state": N_("st."), "municipal": N_("mun.")}


def page(report: BatchReport) -> Page:
    """The files with a total, those without one, and figures for each kind, year and criteria set."""
    summary = report.summary
    if summary.scored:
        yield [_files(report)]
    if summary.scored < summary.files:
        yield [Heading(_("files without a total:"), level=4), _without_total(report)]
    yield [Paragraph(counts(summary), "bold")]
    for key, figures, criteria_set in report.groups:
        yield [Heading(title(key, figures)), Paragraph(averages(figures, criteria_set)), _bands(figures, criteria_set)]
        yield from _parts(figures, criteria_set, report.own)
    if report.own:
        pairs = [(f"{who(row)}, {year(row)}", gap, _rates(gap)) for row, gap in report.self_rated()]
        nobody: Section = [Paragraph(_("no file has own scores"), "bold")]
        yield _own(_("own scores by body:"), _("agency"), pairs) if pairs else nobody


def status(row: batch_row.Row) -> str:
    """What a file is."""
    return _("earlier monitoring") if row.later and row.total is not None else _(wording.STATUSES[row.status])


def kind(row: batch_row.Row) -> str:
    """What kind of body it is; empty where it cannot be read."""
    return _(KINDS[row.body.kind]) if row.body else ""


def year(row: batch_row.Row) -> str:
    """The year; empty where it cannot be read."""
    return str(row.body.year) if row.body else ""


def who(row: batch_row.Row) -> str:
    """The body, or the file where its name cannot be read."""
    return wording.localized(row.body.name) if row.body else visible(row.file)


def why(row: batch_row.Row) -> str:
    """What a file without a total is, and its first problem with its line."""
    first = row.problems[0]
    line = _("line {line}: ").format(line=first.place.line) if first.place and not first.place.cell else ""
    more = len(row.problems) - 1
    rest = " " + counted("(and {count} more)", "(and {count} more)", more) if more else ""
    filled = ""
    if prospect := row.prospect:
        filled = " " + _("({count} of {all})").format(count=prospect.given, all=prospect.criteria)
    return f"{status(row)}{filled}: {line}{message_in_cell(first)}{rest}"


def counts(summary: Summary) -> str:
    """How many files there are of each status; statuses without files are left out."""
    files = counted("{count} file", "{count} files", summary.files)
    parts = [
        f"{_(word)}: {summary.statuses[name]}" for name, word in wording.STATUSES.items() if summary.statuses[name]
    ]
    if aside := summary.statuses[batch_row.CRITERIA_FILE]:
        parts.append(_("criteria files, left out: {count}").format(count=aside))
    return f"{files} – {', '.join(parts)}"


def title(key: GroupKey, figures: Figures) -> str:
    """Which files the figures are of, and how many these are."""
    files = counted("{count} file", "{count} files", figures.scored)
    return f"{_(KIND_TITLES[key.kind])}, {key.year}, {key.criteria}: {files}"


def averages(figures: Figures, criteria_set: CriteriaSet) -> str:
    """Mean, median and the two ends of the totals."""
    sentence = _("mean {mean}, median {median}, lowest {lowest}, highest {highest} of {max} points").format(
        mean=wording.format_number(figures.mean.rounded()),
        median=wording.format_number(figures.median.rounded()),
        lowest=figures.lowest,
        highest=figures.highest,
        max=criteria_set.max_total,
    )
    return ". ".join([sentence, *wording.unpublished_set_notes(criteria_set)])


def _files(report: BatchReport) -> Table:
    columns = [
        Column(_("agency"), share=5),
        Column(_("kind")),
        Column(_("year")),
        Column(_("points"), right=True),
        Column("%", right=True, least=NARROW),
        Column(_("band"), right=True),
        Column(_("weakest area"), share=4, cut=True),
    ]
    return Table(columns, [Group(_scored(report))])


def _scored(report: BatchReport) -> Iterator[Row]:
    for row in report.rows:
        criteria_set, weakest = report.criteria_set(row), report.weakest_area(row)
        if criteria_set is None or weakest is None or row.body is None or row.total is None or row.band is None:
            continue
        area, points, most = weakest.area, weakest.mean.points, weakest.max
        style = band_style(criteria_set.bands[row.band - 1], criteria_set)
        cells = [
            Cell(who(row), under=[f"{status(row)}, {wording.counted_file_note(row.later)}"] if row.later else []),
            Cell(_(KINDS_IN_SHORT[row.body.kind]), "dim"),
            Cell(year(row)),
            Cell(f"{row.total}/{criteria_set.max_total}", style),
            Cell(wording.format_number(percent(row.total, criteria_set.max_total))),
            Cell(str(row.band), style),
            Cell(f"{f'{points}/{most}':>5} {wording.numbered_label(area)}", "dim"),
        ]
        facts = [_body(row), wording.points_out_of(row.total, criteria_set.max_total)]
        facts.append(_("band {number}").format(number=row.band))
        facts.append(
            _("weakest: {area} {points}/{max}").format(area=wording.numbered_label(area), points=points, max=most)
        )
        if row.later:
            facts.append(f"{status(row)} ({wording.counted_file_note(row.later)})")
        yield Row(cells, ", ".join(facts))


def _body(row: batch_row.Row) -> str:
    """The body, its kind and the year, as far as they can be read; else the file."""
    return ", ".join(filter(None, [who(row), kind(row), year(row)]))


def _without_total(report: BatchReport) -> Table:
    columns = [Column(_("agency"), share=2), Column(_("first problem"), share=3)]
    return Table(columns, [Group(_unscored(row) for row in report.rows if row.total is None)])


def _unscored(row: batch_row.Row) -> Row:
    name = Cell(_body(row), under=[visible(row.file)] if row.body else [])
    problem = Cell(why(row), "yellow" if row.status == "incomplete" else "red")
    return Row([name, problem], f"{visible(row.file)}: {problem.text}")


def _bands(figures: Figures, criteria_set: CriteriaSet) -> Table:
    columns = [Column(_("band")), Column(""), Column(_("files"), right=True), Column("%", right=True)]
    rows = []
    for band in criteria_set.bands:
        count, share = str(figures.bands[band.number]), wording.format_number(figures.band_share(band.number))
        limits = _("band {number} ({min}–{max})").format(number=band.number, min=band.min, max=band.max)
        shown = Cell(bar(figures.bands[band.number], figures.scored, 20), band_style(band, criteria_set))
        cells = [Cell(f"{band.number} ({band.min}–{band.max})"), shown, Cell(count), Cell(share, "dim")]
        rows.append(Row(cells, f"{limits}: {count} ({share} %)"))
    return Table(columns, [Group(rows)])


def _parts(figures: Figures, criteria_set: CriteriaSet, self_rated: bool) -> Iterator[Section]:
    """Areas, the weakest criteria, and where bodies over- and underrate themselves."""
    areas = [(area, len(area.criteria), mean) for area, mean, _most in figures.area_means(criteria_set)]
    yield _means(_("mean of each area:"), _("area"), areas, criteria_set)
    if weakest := [(criterion, 1, mean) for criterion, mean in figures.weakest(criteria_set)]:
        yield _means(_("weakest criteria over all:"), _("criterion"), weakest, criteria_set)
    if self_rated and figures.gaps:
        sentence = _("{over} above, {equal} equal, {under} below the commission")
        rated = [
            (wording.numbered_label(criteria_set.criteria[number]), own.difference, sentence.format(**own._asdict()))
            for number, own in figures.self_assessments(criteria_set)
        ]
        yield _own(_("own scores by criterion:"), _("criterion"), rated)


def _means(
    heading: str, name: str, parts: Iterable[tuple[Area | Criterion, int, Mean]], criteria_set: CriteriaSet
) -> Section:
    """Areas or criteria, each with the number of its criteria and the mean of its points."""
    rows, scale = [], criteria_set.scale
    for part, size, mean in parts:
        most = scale.max * size
        style = share_style(mean.points, scale.min * size * mean.things, most * mean.things)
        shown, label = f"{wording.format_number(mean.rounded(2), 2)}/{most}", wording.numbered_label(part)
        cells = [Cell(bar(mean.points, most * mean.things, 10), style), Cell(shown, style), Cell(label)]
        rows.append(Row(cells, f"{label}: {shown}"))
    columns = [Column(""), Column(_("mean"), right=True), Column(name, share=1)]
    return [Heading(heading, level=4), Table(columns, [Group(rows)])]


def _own(heading: str, name: str, parts: Iterable[tuple[str, int, str]]) -> Section:
    """Criteria or bodies, each with the difference of the own and the final scores, and what that means."""
    columns = [Column("+", right=True), Column(name, share=2), Column("", share=1)]
    rows = (
        Row([Cell(wording.signed(gap)), Cell(label), Cell(meaning)], f"{label}: {wording.signed(gap)} ({meaning})")
        for label, gap, meaning in parts
    )
    return [Heading(heading, level=4), Table(columns, [Group(rows)])]


def _rates(difference: int) -> str:
    if not difference:
        return _("like the commission")
    return _("overrates itself") if difference > 0 else _("underrates itself")
