"""The result of reading one file, and its row: a small tuple that does not keep the file in memory."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from monitor_cli.core.criteria import Band, CriteriaSet
from monitor_cli.core.figures import percent
from monitor_cli.core.hashes import bytes_sha256
from monitor_cli.core.problems import ASIDE, INCOMPLETE_RULES, UNREADABLE_RULES, AsideKind, Problem
from monitor_cli.core.score_file import Kind, ScoreFile
from monitor_cli.core.scorecard import Prospect, Scorecard, SelfAssessment, prospect, scorecard, self_assessment
from monitor_cli.core.texts import Text, shorten

FileKind = Literal["score-file", AsideKind, "published-file", "frozen-year"]
FileStatus = Literal["ok", "incomplete", "invalid", "unreadable", "failed"]
"""The status of a file: `incomplete` is a draft with missing scores only, `failed` a failure of the tool."""
RowStatus = Literal[FileStatus, AsideKind]


class BrokenBody(NamedTuple):
    """The body, year and days of the monitoring of a broken file, as far as they can be read."""

    id: str
    kind: Kind | None
    year: int | None
    begin: datetime.date | None = None
    end: datetime.date | None = None


class Body(NamedTuple):
    """The body and year of a score file, with the days of the monitoring (`begin` to `end`, both included)."""

    id: str
    name: Text
    kind: Kind
    year: int
    secretary: Text | None = None
    since: datetime.date | None = None
    begin: datetime.date | None = None
    end: datetime.date | None = None

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day of the monitoring, twice the same if one is not known; None if neither is."""
        known = [day for day in (self.begin, self.end) if day]
        return (known[0], known[-1]) if known else None


@dataclass(frozen=True)
class Result:
    """One file after reading; `problems` are in the order of its lines.

    A file without errors and a draft have a `score_file`, any other file that names its body has `about`.
    `criteria_set` is the set used to check the file or, if `kind` is `criteria-file`, the content of the file.
    """

    file: str
    problems: tuple[Problem, ...] = ()
    raw: bytes | None = None
    score_file: ScoreFile | None = None
    criteria_set: CriteriaSet | None = None
    kind: FileKind = "score-file"
    later: str | None = None
    """The file of a later monitoring of the same body in the same year, which counts for the ranking instead."""
    about: BrokenBody | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems because of which the file has no total."""
        if not self.problems:
            return ()
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @cached_property
    def status(self) -> FileStatus:
        """The status of the file."""
        if not (errors := self.errors):
            return "incomplete" if any(problem.allowed for problem in self.problems) else "ok"
        rules = {problem.rule for problem in errors}
        if "internal-error" in rules:
            return "failed"
        if rules & UNREADABLE_RULES:
            return "unreadable"
        return "incomplete" if rules <= INCOMPLETE_RULES and self.score_file else "invalid"

    @property
    def row_status(self) -> RowStatus:
        """The status or, of a file in order that never has a total, its kind."""
        return self.kind if self.kind in ASIDE and self.status == "ok" else self.status

    @property
    def is_ok_or_draft(self) -> bool:
        """True if the official form can be written from the file: the form has room for missing scores."""
        return self.status in ("ok", "incomplete")

    @property
    def body(self) -> Body | BrokenBody | None:
        """The body and year, of a broken file as far as they can be read; None without a body."""
        return body_of(self.score_file) if self.score_file else self.about

    @cached_property
    def scorecard(self) -> Scorecard | None:
        """Total and band; None for a file with any error (R6: all criteria or no total)."""
        if self.status != "ok" or self.score_file is None or self.criteria_set is None:
            return None
        return scorecard(self.score_file, self.criteria_set)

    @property
    def counted_card(self) -> Scorecard | None:
        """The scorecard; None also for an earlier monitoring of the body in its year, which does not count."""
        return None if self.later else self.scorecard

    @cached_property
    def prospect(self) -> Prospect | None:
        """The results still possible for a draft; None for any other file."""
        if self.status != "incomplete" or self.score_file is None or self.criteria_set is None:
            return None
        return prospect(self.score_file, self.criteria_set)

    @cached_property
    def sha256(self) -> str | None:
        """The SHA-256 of the bytes of the file in hexadecimal digits; None if it cannot be read."""
        return None if self.raw is None else bytes_sha256(self.raw)


def failed(path: str, error: Exception, kind: FileKind = "score-file") -> Result:
    """Return the result of a file at which the tool failed; the problem has the traceback as a parameter."""
    import traceback

    message, lines = shorten(f"{type(error).__name__}: {error}", 200), traceback.format_exception(error)
    return Result(path, (Problem("internal-error", {"error": message, "traceback": "".join(lines)}),), kind=kind)


class Row(NamedTuple):
    """One file of a batch; `total` and `band` are None unless its `status` is `ok` (R6: all criteria or no total).

    `scores`, `self_scores` and `was` (the scores that were announced first, None if unchanged) are in the order of the
    table; they are empty without a total, without a self-assessment or without changes. `former_total` is None if the
    total is unchanged. `later` is the file of a later monitoring of the body in the same year, which counts instead.
    """

    file: str
    status: RowStatus
    sha256: str | None
    criteria: str | None
    body: Body | None
    total: int | None
    band: int | None
    scores: tuple[int, ...]
    self_scores: tuple[int | None, ...]
    was: tuple[int | None, ...]
    former_total: int | None
    prospect: Prospect | None
    problems: tuple[Problem, ...]
    later: str | None = None
    about: BrokenBody | None = None


def row_of(result: Result) -> Row:
    """Return the row of one file."""
    score_file, card = result.score_file, result.scorecard
    judging = result.criteria_set.ref if result.criteria_set else score_file.criteria if score_file else None
    scores, self_scores, was = _scores(card) if card else ((), (), ())
    return Row(
        result.file,
        result.row_status,
        result.sha256,
        judging,
        body_of(score_file) if score_file else None,
        card.total if card else None,
        card.band.number if card else None,
        scores,
        self_scores,
        was,
        card.former_total if card else None,
        None if card else result.prospect,
        result.problems,
        result.later,
        result.about,
    )


def body_of(score_file: ScoreFile) -> Body:
    """Return the body and the year of a score file."""
    agency, secretary, days = score_file.agency, score_file.state_secretary, score_file.monitoring
    name, since = (secretary.name, secretary.since) if secretary else (None, None)
    return Body(agency.id, agency.name, agency.kind, score_file.year, name, since, days.from_, days.to)


def _scores(card: Scorecard) -> tuple[tuple[int, ...], tuple[int | None, ...], tuple[int | None, ...]]:
    given, numbers = card.score_file.self_scores, card.criteria_set.criteria
    entries = [card.score_file.scores[number] for number in numbers]
    changed = [entry for entry in entries if entry.changes]
    was = tuple([entry.was for entry in entries]) if changed else ()
    self_scores = tuple([given.get(number) for number in numbers]) if given else ()
    return tuple([entry.score for entry in entries]), self_scores, was


def without_total(row: Row, problem: Problem) -> Row:
    """Return the row with one more problem and without its total."""
    status = "invalid" if row.status in ("ok", "incomplete") else row.status
    invalid = row._replace(status=status, total=None, band=None, former_total=None, prospect=None)
    return invalid._replace(scores=(), self_scores=(), was=(), problems=(problem, *row.problems))


def row_percent(row: Row, criteria_set: CriteriaSet) -> float | None:
    """Return the total in percent of the highest possible total, with one decimal; None without a total."""
    return None if row.total is None else percent(row.total, criteria_set.max_total)


def row_band(row: Row, criteria_set: CriteriaSet) -> Band | None:
    """Return the band of a row (R8); None without a total."""
    return None if row.band is None else criteria_set.bands[row.band - 1]


def row_self_assessment(row: Row) -> SelfAssessment | None:
    """Return the self-assessment against the final scores; None if the body gave none."""
    pairs = zip(row.self_scores, row.scores, strict=True) if row.self_scores else ()
    return self_assessment([self_score - score for self_score, score in pairs if self_score is not None])


def monitorings(files: Iterable[tuple[str, Body | BrokenBody]]) -> tuple[dict[str, str], dict[str, str]]:
    """Relate the files of one body and year to each other: return overlapping files, and earlier ones.

    A file whose days overlap those of another is mapped to that one: nobody can say which counts. A missing day may be
    any day, and so may days in the wrong order, and those of files that give a body two kinds. Of the other files, each
    that is not the latest is mapped to the file of the latest monitoring. A broken file is related too: once it is
    fixed, it may be the one that counts.
    """
    any_day = datetime.date.min, datetime.date.max
    bodies: dict[tuple[str, int], list[tuple[datetime.date, datetime.date, str]]] = {}
    kinds: dict[tuple[str, int], set[Kind]] = {}
    for file, body in files:
        begin, end = body.begin or any_day[0], body.end or any_day[1]
        if body.year is not None:
            days = (begin, end) if begin <= end else any_day
            bodies.setdefault((body.id, body.year), []).append((*days, file))
            kinds.setdefault((body.id, body.year), set()).update([body.kind] if body.kind else [])
    overlapping, earlier = dict[str, str](), dict[str, str]()
    for key, spans in bodies.items():
        if len(kinds[key]) > 1:
            spans = [(*any_day, file) for *_days, file in spans]
        spans.sort(key=lambda span: span[:2])
        _begin, latest_end, latest_end_file = spans[0]
        for begin, end, file in spans[1:]:
            if begin <= latest_end:
                overlapping[file] = latest_end_file
                overlapping.setdefault(latest_end_file, file)
            if end > latest_end:
                latest_end, latest_end_file = end, file
        latest = spans[-1][2]
        earlier |= {file: latest for *_days, file in spans[:-1] if file not in overlapping}
    return overlapping, earlier
