"""Parts of commands about a year: the register and follow-up files beside it, closings, and complete years."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from monitor_cli.cli.checking import check_all, note_kinds
from monitor_cli.cli.outcome import exit_code
from monitor_cli.cli.session import STANDARD_OUTPUT, Session
from monitor_cli.cli.terminal import UsageError, filled, note
from monitor_cli.core.problems import HARMLESS, UnreadFile
from monitor_cli.messages import KINDS, _, counted, ngettext

if TYPE_CHECKING:
    import datetime

    from monitor_cli.core.follow_up import FollowUpFile
    from monitor_cli.core.frozen import ClosedYear
    from monitor_cli.core.result import Result, Row
    from monitor_cli.core.score_file import Kind

MOST_NAMED = 10


def use_register(session: Session, paths: Sequence[str]) -> None:
    """Use the register of bodies of `--bodies`, else the one beside the `paths` if there is one, from now on.

    Raises RegisterError for one that cannot be used, and UsageError if there are several.
    """
    from monitor_cli.reading.discovery import REGISTERS, beside

    files, library = (session.bodies,) if session.bodies else beside(paths, *REGISTERS), session.library
    if not files and (near := beside(paths, *(f"{name}.txt" for name in REGISTERS))):
        session.note_unread(UnreadFile(file, "text-ending") for file in near)
    if len(files) > 1:
        raise UsageError(
            _("there are several registers of bodies: {files}; name one with --bodies"), files=", ".join(files)
        )
    known = library.register
    if files and (known is None or os.path.abspath(known.file) != os.path.abspath(files[0])):
        from monitor_cli.core.attendance import Attendance
        from monitor_cli.reading.register import load_register

        library.register = load_register(files[0], session.most_bytes)
        session.aside = session.aside._replace(attendance=Attendance(library.register))


def expect(
    session: Session, rows: Iterable[Row], paths: Iterable[str], *, year: int | None = None, kind: Kind | None = None
) -> int:
    """Keep the turnout of the bodies that the register expects for the report; return the exit code."""
    if (register := session.library.register) is None:
        return 0
    from monitor_cli.core.attendance import attendance

    folders = [path for path in paths if path not in STANDARD_OUTPUT and os.path.isdir(path)]
    turnouts = attendance(register, rows, folders, year, kind)
    session.aside = session.aside._replace(attendance=turnouts)
    return int(bool(turnouts.missing))


def follow_up(
    session: Session, paths: Sequence[str], results: Sequence[Result], today: datetime.date
) -> tuple[list[Result], list[FollowUpFile]]:
    """Return the results, with those of the follow-up files below and beside the paths, and these files."""
    from monitor_cli.reading.follow_up import read_follow_up

    every, files, alone = read_follow_up(paths, results, session.library, today, session.most_bytes)
    if not paths or any(map(os.path.isdir, paths)):  # single files leave out other bodies on purpose
        session.note_unread(UnreadFile(file, "follow-up-alone") for file in alone)
    session.beside.extend(result.file for result in session.traced(every[len(results) :]))
    return every, files


def followed_up(session: Session, paths: Sequence[str], results: Sequence[Result]) -> list[Result]:
    """Return the results with the current state of each recommendation, and the follow-up files with errors."""
    from monitor_cli.core.follow_up import followed_up
    from monitor_cli.messages.clock import today

    every, files = follow_up(session, paths, results, today())
    return [result for result in followed_up(every, files, today()) if result.kind != "follow-up" or result.errors]


def one_year(rows: Iterable[Row], asked: int | None) -> int | None:
    """Return the requested year, else the only year of the files; None if no file has a year.

    Raises UsageError if no file is of the requested year, or if no year is requested and the files have several.
    """
    from monitor_cli.core.rating import years_of

    years = years_of(rows)
    known = ", ".join(map(str, years))
    if asked is not None and years and asked not in years:
        raise UsageError(_("no file is of the year {year}; available: {years}"), year=asked, years=known)
    if asked is None and len(years) > 1:
        message = _("the files are of several years; choose one with --year. Available: {years}")
        raise UsageError("\n".join([filled(message, years=known), *stray_lines(rows)]))
    return asked if asked is not None else next(iter(years), None)


def nothing_asked_for(rows: Iterable[Row]) -> UsageError:
    """Return the error that no score file has the requested kind and year, with the available kinds and years."""
    pairs = sorted({(row.body.year, row.body.kind) for row in rows if row.body})
    message = _("there is no score file of this kind and year; available: {found}")
    return UsageError(message, found=", ".join(f"{year} ({_(KINDS[kind])})" for year, kind in pairs))


def note_monitorings(results: Iterable[Result]) -> None:
    """Note the files of earlier monitorings, which do not count in the figures of a year."""
    message = _("{file} is an earlier monitoring exercise of {agency} in {year}; {other} counts")
    for result in results:
        if result.later and (score_file := result.score_file):
            agency, year = score_file.agency.id, score_file.year
            note(message, file=result.file, agency=agency, year=year, other=result.later)


def note_strays(rows: Iterable[Row]) -> None:
    """Note the files whose year differs from that of most files in their folder."""
    for line in stray_lines(rows):
        note(line)


def stray_lines(rows: Iterable[Row]) -> list[str]:
    """Return a line for each file of another year than most files of its folder; of many, the first and a count."""
    from monitor_cli.core.rating import strays

    pairs, message = strays(rows), _("{file} is of {year}; other files in its folder are of {other}")
    first = [(row.file, row.body.year, year) for row, year in islice(pairs, MOST_NAMED) if row.body]
    lines = [filled(message, file=file, year=year, other=other) for file, year, other in first]
    if more := sum(1 for _pair in pairs):
        lines.append(counted("… and {count} more file", "… and {count} more files", more))
    return lines


class WholeYear(NamedTuple):
    """The results of the files of one year, and those of all files under the paths."""

    year: int
    results: list[Result]
    every: list[Result]

    def note_others(self) -> None:
        """Name the files of earlier monitorings and of other years."""
        from monitor_cli.core.result import row_of

        note_monitorings(self.every)
        note_strays(list(map(row_of, self.every)))


def whole_year(session: Session, paths: tuple[str, ...], year: int | None, unfinished: bool = False) -> WholeYear:
    """Return the year of the files under `paths`: without problems or open objections, and nobody missing, unless it
    can be `unfinished`.

    Ends the command with the problems, or with UsageError if the year is unclear or a file may be missing.
    """
    from monitor_cli.core.result import row_of

    use_register(session, paths)
    results = check_all(session, paths)
    rows = list(map(row_of, results))
    absent = expect(session, rows, paths, year=year)
    if not unfinished:
        if any(file.reason not in HARMLESS for file in session.aside.unread or ()):  # which is shown at the end
            raise UsageError(
                _("nothing is written: the folders contain files that are not read and may belong to the year")
            )
        if exit_code(results):
            not_written(session, results, _("nothing is written: files of the year have errors"))
        if absent:
            message = _("nothing is written: not every expected body has handed in")
            not_written(session, results, message)
    year = one_year(rows, year)
    scored = {result.file: result.scorecard.score_file.year for result in results if result.scorecard}
    # without the later monitoring, which counts, the earlier one would take its place
    own = [one for one in results if scored.get(one.file) == year and (one.later is None or one.later in scored)]
    if year is None or not own:
        raise UsageError(_("there is no score file of the year"))
    contested = [result for result in own if result.score_file and result.score_file.contested]
    if contested and not unfinished:
        not_written(session, contested, "\n".join(_open_objections(contested)))
    return WholeYear(year, own, results)


def check_closings(
    session: Session, closings: Sequence[str], paths: tuple[str, ...] = (), strict: bool = False
) -> tuple[list[Result], tuple[ClosedYear, ...]]:
    """Check the closed years with the files that they list, and the files under `paths`: see `check_frozen`."""
    from monitor_cli.reading.frozen import check_frozen, read_closings

    read = read_closings(closings)
    places = (*paths, *(folder for closing in read for folder in closing.folders))
    use_register(session, places)
    session.note_folders(places)
    most = session.most_bytes
    (results, copies), years = check_frozen(read, paths, session.library, most_bytes=most, strict=strict)
    session.note_unread(copies)
    note_kinds(session, ((one.file, one.row_status) for one in results), of_any_kind=True)
    return results, years


def one_closing(session: Session, results: Sequence[Result], year: ClosedYear | None, why: str) -> ClosedYear:
    """Return a closed year that is in order and has a chain; else end the command with its problems and the reason."""
    if exit_code(results) or year is None:
        not_written(session, results, why)
    if year.is_first:
        raise UsageError(_("a closing of version 1 has no chain; close the year in a new file"))
    return year


def refuse_other_year(file: str, closed: ClosedYear, year: int) -> None:
    """Raise UsageError for files of another year than the closed one."""
    if closed.year != year:
        message = _("{file} closes the year {year}, but these files are of {other}")
        raise UsageError(message, file=file, year=closed.year, other=year)


def refuse_other_files(file: str, closed: ClosedYear, results: Iterable[Result], *, whole: bool = False) -> None:
    """Raise UsageError if results of the closed year are not of its files or, if `whole`, not of all of them."""
    from monitor_cli.core.hashes import text_sha256

    listed = {listing.sha256 for listing in closed.files.values()}
    raws = [one.raw or b"" for one in results if one.score_file and one.score_file.year == closed.year]
    texts = {text_sha256(raw) for raw in raws} if not closed.is_first else listed
    if texts != listed if whole else not texts <= listed:
        message = _("{file} closes other files of {year} than these; give the folders that it closes: {folders}")
        raise UsageError(message, file=file, year=closed.year, folders=", ".join(closed.paths))


def not_written(session: Session, results: Sequence[Result], why: str) -> NoReturn:
    """End the command with the problems of the results and the reason why no file is written."""
    from monitor_cli.output import VALIDATE
    from monitor_cli.output.reports.validate import Validation

    session.print_report(VALIDATE, Validation(list(results)))
    note(why)
    raise click.exceptions.Exit(exit_code(results) or 1)


def refuse_hidden(option: str, text: str) -> None:
    """Raise UsageError for a text with a character that is invisible or forbidden in files."""
    from monitor_cli.reading.decoding import code_point, hidden_character

    if hidden := hidden_character(text):
        message = _("{option} contains an invisible or forbidden character: {code}")
        raise UsageError(message, option=option, code=code_point(hidden[1]))


def _open_objections(contested: Sequence[Result]) -> Iterator[str]:
    """Yield a line for each body with open objections."""
    from monitor_cli.output.wording import body_and_year

    for result in contested:
        if file := result.score_file:
            message = ngettext(
                "{agency} ({id}): the objection to criterion {numbers} is open",
                "{agency} ({id}): the objections to criteria {numbers} are open",
                len(file.contested),
            )
            numbers = ", ".join(map(str, file.contested))
            yield message.format(agency=body_and_year(file), id=file.agency.id, numbers=numbers)
    yield _("nothing is written: the year has an open objection")
