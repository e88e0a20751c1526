"""Errors that abort the run; errors in a single file are problems of its result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor_cli.core.problems import Problem


class UnusableError(Exception):
    """A file that the whole run needs is unusable because of `problems`."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(file)
        self.file = file
        self.problems = problems


class CriteriaError(UnusableError):
    """A criteria file is unusable."""


class RegisterError(UnusableError):
    """A register of bodies is unusable."""


class NoFilesError(Exception):
    """The given paths contain no score file; that is an error, so that a mistyped path does not look like success."""


class TemporaryFileError(Exception):
    """The temporary file in `folder` cannot be written or read; `reason` is the message of the system."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"{folder}: {reason}")
        self.folder = folder
        self.reason = reason


class NotComparableError(Exception):
    """Two editions are not comparable: neither declares which criteria mean the same."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(f"{old} and {new}")
        self.old = old
        self.new = new
