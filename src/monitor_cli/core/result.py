"""The result of reading one file: its scorecard, or the problems because of which it has none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.hashes import bytes_sha256
from monitor_cli.core.problems import INCOMPLETE_RULES, UNREADABLE_RULES, Problem
from monitor_cli.core.score_file import ScoreFile
from monitor_cli.core.scorecard import Prospect, Scorecard, prospect, scorecard
from monitor_cli.core.texts import shorten


class About(NamedTuple):
    """The body and year of a broken file, as far as they can be read."""

    id: str
    kind: str | None
    year: int | None


@dataclass(frozen=True)
class Result:
    """One file after reading; `problems` are in the order of its lines.

    A file without errors and a draft have a `score_file`, any other file that names its body has `about`.
    `criteria_set` is the set that judged the file or, if `kind` is `criteria-file`, the content of the file.
    """

    file: str
    problems: tuple[Problem, ...] = ()
    raw: bytes | None = None
    score_file: ScoreFile | None = None
    criteria_set: CriteriaSet | None = None
    kind: str = "score-file"
    later: str | None = None
    """The file of a later monitoring of the same body in the same year, which counts for the ranking instead."""
    about: About | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems because of which the file has no total."""
        if not self.problems:
            return ()
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @cached_property
    def status(self) -> str:
        """`ok`, `incomplete` (a draft: only scores are missing), `invalid`, `unreadable` or `failed` (tool failure)."""
        if not (errors := self.errors):
            return "incomplete" if any(problem.allowed for problem in self.problems) else "ok"
        rules = {problem.rule for problem in errors}
        if "internal-error" in rules:
            return "failed"
        if rules & UNREADABLE_RULES:
            return "unreadable"
        return "incomplete" if rules <= INCOMPLETE_RULES and self.score_file else "invalid"

    @property
    def is_ok_or_draft(self) -> bool:
        """Whether the official form can be written from the file; it has room for missing scores."""
        return self.status in ("ok", "incomplete")

    @cached_property
    def scorecard(self) -> Scorecard | None:
        """Total and band; None for a file with any error (R6: all criteria or no total)."""
        if self.status != "ok" or self.score_file is None or self.criteria_set is None:
            return None
        return scorecard(self.score_file, self.criteria_set)

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


def failed(path: str, error: Exception, kind: str = "score-file") -> Result:
    """Return the result of a file at which the tool failed; `--traceback` shows the traceback from the log."""
    import logging

    logging.getLogger(__name__).debug("%s", path, exc_info=error)
    message = shorten(f"{type(error).__name__}: {error}", 200)
    return Result(path, (Problem("internal-error", {"error": message}),), kind=kind)
