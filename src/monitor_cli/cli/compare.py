"""`monitor compare`: scores that rose, fell or stayed the same."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.checking import check_all, related
from monitor_cli.cli.options import Command, option, report_options
from monitor_cli.cli.outcome import exit_code, show_why_no_total
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, filled, note
from monitor_cli.cli.years import followed_up, note_monitorings, stray_lines, use_register
from monitor_cli.messages import N_, _, current_language
from monitor_cli.output import COMPARE, COMPARE_COUNTRY, COMPARE_YEARS

if TYPE_CHECKING:
    from monitor_cli.core.comparison import Comparison
    from monitor_cli.core.result import Result


@click.command(
    "compare",
    cls=Command,
    help=N_(
        "Compare two files of one body, or two folders of one year each: what rose, fell or stayed the "
        "same. Three or more files of one body are shown side by side, by year; three or more folders "
        "show the country over the years. Different editions are compared only if one of them says which "
        "criteria mean the same; otherwise the exit code is 2."
    ),
)
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="OLD NEW...")
@report_options(COMPARE.formats, full=True, bodies=True)
@option("--fail-on-drop", is_flag=True, help=N_("Exit with code 1 if a total is lower than the one before."))
@pass_session
def command(session: Session, paths: tuple[str, ...], fail_on_drop: bool) -> int:
    """The exit code is 1 if a total has dropped or a file is broken."""
    from monitor_cli.core.errors import NotComparableError

    if len(paths) < 2:
        raise UsageError(_("give two files or two folders to compare"))
    folders = [os.path.isdir(path) for path in paths]
    if any(folders) and not all(folders):
        if absent := [session.check(path) for path in paths if path != "-" and not os.path.exists(path)]:
            show_why_no_total(absent)
            return exit_code(absent)
        raise UsageError(_("give folders, or files of one body; not both"))
    use_register(session, paths)
    try:
        if not all(folders):
            return _files(session, paths, fail_on_drop)
        if len(paths) == 2:
            return _two_years(session, paths, fail_on_drop)
        if fail_on_drop:
            raise UsageError(_("--fail-on-drop is for two folders, or for files of one body"))
        return _country(session, paths)
    except NotComparableError as error:
        message = _(
            "{old} and {new} are different editions and neither says which criteria mean the same: "
            "their scores are not compared"
        )
        raise UsageError(message, old=error.old, new=error.new) from error


def _files(session: Session, paths: tuple[str, ...], fail_on_drop: bool) -> int:
    from monitor_cli.core.comparison import trend
    from monitor_cli.output.reports.compare import FileComparison

    results = followed_up(session, paths, [session.check(path) for path in paths])
    if any(result.scorecard is None for result in results):
        if session.format_of(COMPARE) == "json":
            session.show(COMPARE, FileComparison(results, None), inputs=paths)
        show_why_no_total(results)
        note(_("nothing is compared, because a file has no total"))
        return exit_code(results) or 1
    bodies = dict.fromkeys(result.score_file.agency.id for result in results if result.score_file)
    if len(bodies) > 1:
        message = _("the files are of different bodies: {bodies}; compare files of one body, or folders")
        raise UsageError(message, bodies=", ".join(bodies))
    results = _by_year(session, results)
    comparison = trend([card for result in results if (card := result.scorecard)])
    session.show(COMPARE, FileComparison(results, comparison), inputs=paths)
    return _dropped([comparison.latest]) if fail_on_drop else 0


def _by_year(session: Session, results: list[Result]) -> list[Result]:
    """Return two files in the given order, and three or more by year, one per year."""
    if len(results) == 2:
        _note_later_first(*(result.score_file.year for result in results if result.score_file))
        return results
    marked = related(session, results)
    note_monitorings(marked)
    counting = {one.file for one in marked if not one.later}
    kept = [result for result in results if result.file in counting]
    years = [result.score_file.year for result in kept if result.score_file]
    if twice := sorted({str(year) for year in years if years.count(year) > 1}):
        message = _("there are several files for one year ({years}); give one for each year")
        raise UsageError(message, years=", ".join(twice))
    return [result for _year, result in sorted(zip(years, kept, strict=True), key=lambda pair: pair[0])]


def _note_later_first(first: int, second: int) -> None:
    """Note years that go backwards, because `--fail-on-drop` then takes a rise for a drop."""
    if first > second:
        message = _("note: the first path is of a later year ({first}) than the second ({second})")
        note(message, first=first, second=second)


def _two_years(session: Session, folders: tuple[str, ...], fail_on_drop: bool) -> int:
    from monitor_cli.core.year_comparison import compare_years

    before, after = (_folder(session, folder) for folder in folders)
    comparison = compare_years(before, after, current_language(), session.library.register)
    results = [*before, *after]
    session.show(COMPARE_YEARS, comparison, inputs=[result.file for result in results])
    if comparison.bodies:
        cards = comparison.bodies[0].comparison
        _note_later_first(cards.old.score_file.year, cards.new.score_file.year)
    else:
        note(_("no body has a total in both folders"))
    dropped = _dropped([body.comparison for body in comparison.bodies]) if fail_on_drop else 0
    note_monitorings(results)
    return exit_code(results) or dropped or (0 if comparison.bodies else 1)


def _country(session: Session, folders: tuple[str, ...]) -> int:
    from monitor_cli.core.country import country

    years = [_folder(session, folder) for folder in folders]
    results = [result for each in years for result in each]
    named = Counter(year for each in years for year in {result.score_file.year for result in each if result.score_file})
    if twice := [str(year) for year, count in sorted(named.items()) if count > 1]:
        message = _("there are several folders for one year ({years}); give one for each year")
        raise UsageError(message, years=", ".join(twice))
    comparison = country(years, session.library.register)
    session.show(COMPARE_COUNTRY, comparison, inputs=[result.file for result in results])
    if not comparison.kinds:
        note(_("no body has a total"))
    note_monitorings(results)
    return exit_code(results) or (0 if comparison.kinds else 1)


def _folder(session: Session, path: str) -> list[Result]:
    """Return the results of a folder of one year and one edition."""
    from monitor_cli.core.rating import years_of
    from monitor_cli.core.result import row_of

    results = followed_up(session, (path,), check_all(session, (path,)))
    rows = list(map(row_of, results))
    years = years_of(rows)
    if len(years) > 1:
        message = _("{path} contains several years: {years}; compare folders of one year each")
        several = filled(message, path=path, years=", ".join(map(str, years)))
        raise UsageError("\n".join([several, *stray_lines(rows)]))
    refs = sorted({card.criteria_set.ref for result in results if (card := result.scorecard)})
    if len(refs) > 1:
        message = _("{path} contains several editions: {editions}; compare folders of one edition each")
        raise UsageError(message, path=path, editions=", ".join(refs))
    return results


def _dropped(comparisons: Sequence[Comparison]) -> int:
    """Return 1 if a total is lower than the one before, and show a line about each."""
    dropped = [comparison for comparison in comparisons if comparison.common.direction == "fallen"]
    for comparison in dropped:
        agency, points = comparison.new.score_file.agency.id, comparison.common
        note(_("{agency}: dropped from {old} to {new} points"), agency=agency, old=points.old, new=points.new)
    return int(bool(dropped))
