"""The progress bar of a long run: on a terminal only, and never in a report."""

from __future__ import annotations

import contextlib
import io

import pytest

from monitor_cli.cli import checking, main
from tests.files import score_file, write


class Terminal(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch):
    """A terminal for standard error, with no delay before the bar appears."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(checking, "MOMENT", 0)
    monkeypatch.setattr(checking, "STEP", 0)
    return Terminal()


def seen(stream: io.StringIO, count, label: str = "") -> list[str]:
    with contextlib.redirect_stderr(stream):
        return list(checking.watched("abc", count, label))


def test_few_slow_items_have_a_bar(terminal):
    """The bar depends on the elapsed time, not on the count; three items are enough, and all are passed on."""
    assert seen(terminal, lambda: 3, "doing") == ["a", "b", "c"]
    shown = terminal.getvalue()
    assert "doing" in shown
    assert all(f"{done}/3" in shown for done in (1, 2, 3))


def test_a_short_run_has_none(terminal, monkeypatch):
    """Within the first moment, no bar is shown and no items are counted."""
    monkeypatch.setattr(checking, "MOMENT", 3_600)
    assert seen(terminal, lambda: pytest.fail("counted")) == ["a", "b", "c"]
    assert "3" not in terminal.getvalue()


def test_without_a_terminal_there_is_none(monkeypatch):
    """In CI and in pipes, standard error has no bar."""
    monkeypatch.setattr(checking, "MOMENT", 0)
    assert seen(stream := io.StringIO(), lambda: 3) == ["a", "b", "c"]
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("arguments", "label"),
    [
        (("batch", "{in}", "-f", "csv"), "checking"),
        (("validate", "{in}"), "checking"),
        (("rank", "{in}"), "checking"),
        (("compare", "{in}", "{in}"), "checking"),
        (("freeze", "{in}", "-o", "{out}.json"), "checking"),
        (("report", "{in}", "-o", "{out}.html"), "checking"),
        (("form", "export", "{in}", "-o", "{out}"), "writing"),
    ],
)
def test_commands_of_many_files_have_a_bar(terminal, tmp_path, arguments, label):
    """Each command shows its progress, and its report is the same as without the bar."""
    for name in "abc":
        write(tmp_path / "in", f"{name}.yaml", score_file(3, agency=name))
    filled = [part.format(**{"in": tmp_path / "in", "out": tmp_path / "out"}) for part in arguments]
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(terminal):
        assert main.run(filled) == 0
    assert label in terminal.getvalue()
    assert "3/3" in terminal.getvalue()
    out.flush()
    assert b"3/3" not in out.buffer.getvalue()
