"""A year that is whole: what closing it and publishing it ask of its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from monitor_cli.cli.beside import expect, use_register
from monitor_cli.cli.session import Session
from monitor_cli.core.problems import HARMLESS
from monitor_cli.messages import _, ngettext

if TYPE_CHECKING:
    from monitor_cli.core.frozen import ClosedYear
    from monitor_cli.core.problems import PassedOver
    from monitor_cli.core.result import Result


class WholeYear(NamedTuple):
    """The results of the files of one year, and those of all files that were looked at."""

    year: int
    results: list[Result]
    every: list[Result]

    @property
    def others(self) -> int:
        """How many score files are of other years."""
        return sum(result.score_file is not None and result.score_file.year != self.year for result in self.every)


def whole_year(session: Session, paths: tuple[str, ...], year: int | None, unfinished: bool = False) -> WholeYear | int:
    """The year of the files under `paths`, which has no problems and no open objection, and lacks nobody.

    Where it has, they are shown and the exit code is given, unless it may be `unfinished`: then come the results with
    a total. Raises click.UsageError where the paths do not say which year it is, or something may have been left out.
    """
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.cli.years import one_year
    from monitor_cli.core.result import row_of

    use_register(session, paths)
    results = session.check_all(paths)
    rows = list(map(row_of, results))
    absent, code = expect(session, rows, paths, year=year), exit_code(results)
    if not unfinished and any(passed.reason not in HARMLESS for passed in session.aside["passed_over"]):
        words = _("nothing is written while the folders hold what may belong to the year and is not read")
        raise click.UsageError(words)  # what is not read is told at the end
    if not unfinished and code:
        return not_written(session, results, _("nothing is written: only a year without problems can be closed"))
    if not unfinished and absent:
        words = _("nothing is written: only a year for which everyone has handed in can be closed")
        return not_written(session, results, words)
    year = one_year(rows, year)
    own = [result for result in results if result.scorecard and result.scorecard.score_file.year == year]
    if year is None or not own:
        raise click.UsageError(_("there is no score file of the year"))
    contested = [result for result in own if result.score_file and result.score_file.contested]
    if contested and not unfinished:
        return not_written(session, contested, "\n".join(_open_objections(contested)))
    return WholeYear(year, own, results)


def check_closings(
    session: Session, closings: Sequence[str], paths: tuple[str, ...] = (), strict: bool = False
) -> tuple[list[Result], tuple[ClosedYear, ...]]:
    """Check the closed years with the files that they list, and the files under `paths`: see `check_frozen`."""
    from monitor_cli.core.result import row_of
    from monitor_cli.reading.frozen import check_frozen, read_closings

    read = read_closings(closings)
    places = (*paths, *(folder for closing in read for folder in closing.folders))
    use_register(session, places)
    session.look_around(places)
    passed: list[PassedOver] = []
    results, years = check_frozen(
        read, paths, session.library, most_bytes=session.most_bytes, strict=strict, passed=passed
    )
    session.pass_over(passed)
    session.note_kinds(map(row_of, results), of_any_kind=True)
    return results, years


def not_written(session: Session, results: Sequence[Result], why: str) -> int:
    """Show the problems of the results and say why no file is written; the exit code."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.output import VALIDATE
    from monitor_cli.output.reports.validate import Validation

    session.say(VALIDATE, Validation(list(results)))
    click.echo(why, err=True)
    return exit_code(results) or 1


def refuse_hidden(option: str, text: str) -> None:
    """Raise click.UsageError for a text that is written to a file and holds what nobody can see there."""
    from monitor_cli.reading.decoding import code_point, hidden_character

    if hidden := hidden_character(text):
        words = _("{option} holds a character that nobody can see or keep: {code}")
        raise click.UsageError(words.format(option=option, code=code_point(hidden[1])))


def _open_objections(contested: Sequence[Result]) -> Iterator[str]:
    """The bodies whose objections are open, with the criteria, and what follows from it."""
    from monitor_cli.output.wording import body_and_year

    for result in contested:
        if file := result.score_file:
            words = ngettext(
                "{agency} ({id}): the objection to criterion {numbers} is open",
                "{agency} ({id}): the objections to criteria {numbers} are open",
                len(file.contested),
            )
            numbers = ", ".join(map(str, file.contested))
            yield words.format(agency=body_and_year(file), id=file.agency.id, numbers=numbers)
    yield _("nothing is written: a year with an open objection cannot be closed")
