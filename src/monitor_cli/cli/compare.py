"""`monitor compare`: what rose, fell and stayed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.beside import followed_up, use_register
from monitor_cli.cli.options import Command, bodies_option, format_option, full_option, option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _, current_language
from monitor_cli.messages.visible import visible
from monitor_cli.output import COMPARE, COMPARE_COUNTRY, COMPARE_YEARS

if TYPE_CHECKING:
    from monitor_cli.core.comparison import Comparison
    from monitor_cli.core.result import Result


@click.command(
    "compare",
    cls=Command,
    help=N_(
        "Compare two files of one body, or two folders of a year each: what rose, fell and stayed. Three or more files "
        "of one body stand side by side, by year; three or more folders show the country over the years. Different "
        "editions are compared only where one of them says which criteria mean the same; otherwise the exit code is 2."
    ),
)
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="OLD NEW...")
@format_option(COMPARE.formats)
@output_option
@full_option(expose_value=False)
@bodies_option
@option("--fail-on-drop", is_flag=True, help=N_("Exit code 1 when a total is lower than the one before."))
@pass_session
def command(session: Session, paths: tuple[str, ...], fail_on_drop: bool) -> int:
    """Compare files or folders, and say by the exit code whether something is broken or has dropped."""
    from monitor_cli.core.errors import NotComparableError

    if len(paths) < 2:
        raise click.UsageError(_("give two files or two folders to compare"))
    folders = [os.path.isdir(path) for path in paths]
    if any(folders) and not all(folders):
        raise click.UsageError(_("give folders, or files of one body; not both"))
    use_register(session, paths)
    try:
        if all(folders) and len(paths) > 2:
            if fail_on_drop:
                raise click.UsageError(_("--fail-on-drop is for two folders, or for files of one body"))
            return _country(session, paths)
        if all(folders):
            return _folders(session, paths[0], paths[1], fail_on_drop)
        return _files(session, paths, fail_on_drop)
    except NotComparableError as error:
        words = _(
            "{old} and {new} are different editions and neither says which criteria mean the same: "
            "their scores are not compared"
        )
        raise click.UsageError(words.format(old=error.old, new=error.new)) from error


def _files(session: Session, paths: tuple[str, ...], fail_on_drop: bool) -> int:
    from monitor_cli.cli.outcome import exit_code, show_why_no_total
    from monitor_cli.core.comparison import trend
    from monitor_cli.output.reports.compare import FileComparison

    results = followed_up(session, paths, [session.check(path) for path in paths])
    if any(result.scorecard is None for result in results):
        if session.format_of(COMPARE) == "json":
            session.show(COMPARE, FileComparison(results, None), inputs=paths)
        show_why_no_total(results)
        click.echo(_("nothing is compared, because a file has no total"), err=True)
        return exit_code(results) or 1
    _refuse_other_bodies(results)
    results = _by_year(results)
    found = trend([card for result in results if (card := result.scorecard)])
    session.show(COMPARE, FileComparison(results, found), inputs=paths)
    return _dropped([found.latest]) if fail_on_drop else 0


def _refuse_other_bodies(results: Sequence[Result]) -> None:
    bodies = dict.fromkeys(result.score_file.agency.id for result in results if result.score_file)
    if len(bodies) > 1:
        words = _("the files are of different bodies: {bodies}; compare files of one body, or folders")
        raise click.UsageError(words.format(bodies=", ".join(bodies)))


def _by_year(results: list[Result]) -> list[Result]:
    """Two files in the order in which they were given; more of them by year, of which each counts once."""
    from monitor_cli.cli.years import note_monitorings
    from monitor_cli.reading.batch import with_duplicates

    if len(results) == 2:
        _note_later_first(*(result.score_file.year for result in results if result.score_file))
        return results
    kept = with_duplicates(results)
    note_monitorings(kept)
    results = [result for result, one in zip(results, kept, strict=True) if not one.later]
    years = [result.score_file.year for result in results if result.score_file]
    if twice := sorted({year for year in years if years.count(year) > 1}):
        words = _("there are several files for one year ({years}); give one for each year")
        raise click.UsageError(words.format(years=", ".join(map(str, twice))))
    return [result for _year, result in sorted(zip(years, results, strict=True), key=lambda pair: pair[0])]


def _note_later_first(first: int, second: int) -> None:
    """Say where the years go backwards, because `--fail-on-drop` then takes a rise for a drop."""
    if first > second:
        words = _("note: what is named first is of a later year ({first}) than what is named second ({second})")
        click.echo(words.format(first=first, second=second), err=True)


def _folders(session: Session, old: str, new: str, fail_on_drop: bool) -> int:
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.cli.years import note_monitorings
    from monitor_cli.core.year_comparison import compare_years

    before, after = _folder(session, old), _folder(session, new)
    found = compare_years(before, after, current_language(), use_register(session, (old, new)))
    results = [*before, *after]
    session.show(COMPARE_YEARS, found, inputs=[result.file for result in results])
    if found.bodies:
        cards = found.bodies[0].comparison
        _note_later_first(cards.old.score_file.year, cards.new.score_file.year)
    else:
        click.echo(_("there is no body that has a total in both folders"), err=True)
    dropped = _dropped([body.comparison for body in found.bodies]) if fail_on_drop else 0
    note_monitorings(results)
    return exit_code(results) or dropped or (0 if found.bodies else 1)


def _country(session: Session, folders: tuple[str, ...]) -> int:
    """Several years side by side."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.cli.years import note_monitorings
    from monitor_cli.core.country import country

    years = [_folder(session, folder) for folder in folders]
    of_years = [{result.score_file.year for result in results if result.score_file} for results in years]
    named = Counter(year for each in of_years for year in each)
    if twice := [str(year) for year, count in sorted(named.items()) if count > 1]:
        words = _("there are several folders for one year ({years}); give one for each year")
        raise click.UsageError(words.format(years=", ".join(twice)))
    found = country(years, use_register(session, folders))
    results = [result for each in years for result in each]
    session.show(COMPARE_COUNTRY, found, inputs=[result.file for result in results])
    if not found.kinds:
        click.echo(_("there is no body that has a total"), err=True)
    note_monitorings(results)
    return exit_code(results) or (0 if found.kinds else 1)


def _folder(session: Session, path: str) -> list[Result]:
    """The results of a folder, which holds one year and one edition."""
    from monitor_cli.cli.years import stray_lines
    from monitor_cli.core.rating import years_of
    from monitor_cli.core.result import row_of

    results = followed_up(session, (path,), session.check_all((path,)))
    rows = list(map(row_of, results))
    years = years_of(rows)
    if len(years) > 1:
        words = _("{path} holds several years: {years}; compare folders of one year each")
        several = words.format(path=visible(path), years=", ".join(map(str, years)))
        raise click.UsageError("\n".join([several, *stray_lines(rows)]))
    refs = sorted({card.criteria_set.ref for result in results if (card := result.scorecard)})
    if len(refs) > 1:
        words = _("{path} holds several editions: {editions}; compare folders of one edition each")
        raise click.UsageError(words.format(path=visible(path), editions=", ".join(refs)))
    return results


def _dropped(comparisons: Sequence[Comparison]) -> int:
    """1 where a result is lower than the one before; a line for each says so."""
    found = [comparison for comparison in comparisons if comparison.dropped]
    for comparison in found:
        words = _("{agency}: dropped from {old} to {new} points")
        agency, points = comparison.new.score_file.agency.id, comparison.common
        click.echo(words.format(agency=agency, old=points.old, new=points.new), err=True)
    return 1 if found else 0
