"""Exit codes follow from the statuses of the files, and only from known statuses."""

from __future__ import annotations

import pytest

from monitor_cli.cli.outcome import batch_exit_code
from monitor_cli.core.batch import Summary
from monitor_cli.core.problems import CRITERIA_FILE


@pytest.mark.parametrize(
    ("status", "code"),
    [("ok", 0), (CRITERIA_FILE, 0), ("incomplete", 1), ("invalid", 1), ("unreadable", 2), ("failed", 70)],
)
def test_every_status_has_its_code(status, code):
    """The worst status in a batch decides the exit code."""
    summary = Summary()
    summary.statuses["ok"] += 1
    summary.statuses[status] += 1
    assert batch_exit_code(summary) == code


def test_an_unknown_status_has_no_exit_code():
    """A status without an exit code raises KeyError, so that nobody forgets to add one."""
    summary = Summary()
    summary.statuses["postponed"] += 1
    with pytest.raises(KeyError):
        batch_exit_code(summary)
