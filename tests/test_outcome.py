"""Exit codes follow from the statuses of the files, and only from known statuses."""

from __future__ import annotations

import pytest

from monitor_cli.cli.outcome import code_of


@pytest.mark.parametrize(
    ("status", "code"),
    [("ok", 0), ("criteria-file", 0), ("incomplete", 1), ("invalid", 1), ("unreadable", 2), ("failed", 70)],
)
def test_every_status_has_its_code(status, code):
    """The worst status decides the exit code."""
    assert code_of(["ok", status]) == code_of([status, "ok"]) == code


def test_an_unknown_status_has_no_exit_code():
    """A status without an exit code raises KeyError, so that nobody forgets to add one."""
    with pytest.raises(KeyError):
        code_of(["postponed"])
