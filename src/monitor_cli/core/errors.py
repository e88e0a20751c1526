"""What stops a whole run; what is wrong with a single file is a problem of its result instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor_cli.core.problems import Problem


class UnusableError(Exception):
    """A file that the whole run needs and cannot use; `problems` say why."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(file)
        self.file = file
        self.problems = problems


class CriteriaError(UnusableError):
    """A criteria file that cannot be used."""


class RegisterError(UnusableError):
    """A register of bodies that cannot be used."""


class NoFilesError(Exception):
    """There is no score file under the given paths, which must not look like "all is well"."""


class TemporaryFileError(Exception):
    """The temporary file in `folder` cannot be written or read any more; `reason` is the system's."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"{folder}: {reason}")
        self.folder = folder
        self.reason = reason


class NotComparableError(Exception):
    """Two editions of which neither says which criteria mean the same."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(f"{old} and {new}")
        self.old = old
        self.new = new
