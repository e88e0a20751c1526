"""Completion in real shells: typed text, the Tab key, and the completed line."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from monitor_cli.output import VALIDATE
from tests.conftest import require
from tests.files import write

SOURCE = 'eval "$(_MONITOR_COMPLETE={shell}_source monitor)"'
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
PREPARE = {
    "bash": f"bind 'set enable-bracketed-paste off'; {SOURCE.format(shell='bash')}",
    "zsh": f"PROMPT='$ '; autoload -Uz compinit; compinit -u -D; {SOURCE.format(shell='zsh')}",
}
TYPED = {
    "monitor expl": "monitor explain ",
    "monitor explain score-o": "monitor explain score-out-of-range ",
    "monitor validate -f sar": "monitor validate -f sarif ",
    "monitor validate --lang r": "monitor validate --lang ru ",
    "monitor criteria show 2": "monitor criteria show 2",
    "monitor validate 20": "monitor validate 2025.yaml ",
    "monitor --criteria 20": "monitor --criteria 2025.yaml ",
}

pytestmark = pytest.mark.shells


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """The installed command in PATH, and a folder with one score file."""
    (tmp_path / "2025.yaml").touch()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {"PATH": path, "HOME": str(tmp_path), "TERM": "dumb", "LC_ALL": "C.UTF-8", "MONITOR_LANG": "en"}


class Terminal:
    """A shell on a pseudo-terminal, with methods to type and to read."""

    def __init__(self, arguments: list[str], folder: Path, environment: dict[str, str]) -> None:
        self._own, theirs = pty.openpty()
        self._process = subprocess.Popen(
            arguments, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment, start_new_session=True
        )
        os.close(theirs)
        self.shown = ""

    def type(self, text: str) -> None:
        os.write(self._own, text.encode())

    def wait_for(self, text: str) -> bool:
        """Return whether the shell shows `text` within half a minute."""
        end = time.monotonic() + 30
        while text not in self.shown and time.monotonic() < end:
            if select.select([self._own], [], [], 0.2)[0]:
                self.shown += os.read(self._own, 65_536).decode("utf-8", "replace")
        return text in self.shown

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._own)


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("shell", START)
def test_the_shell_completes(tmp_path, environment, shell, typed):
    """Both bash and zsh complete commands, rules, formats, languages, criteria and files."""
    require(shell, "it runs the completion")
    terminal = Terminal(START[shell], tmp_path, environment)
    try:
        terminal.type(PREPARE[shell] + "; echo rea''dy\n")
        assert terminal.wait_for("ready\r\n"), terminal.shown
        terminal.shown = ""
        terminal.type(typed + "\t")
        if TYPED[typed] == typed:  # several completions are possible, and the shell lists them
            terminal.type("\t")
            assert all(terminal.wait_for(number) for number in ("20", "21", "22", "23", "24")), terminal.shown
        else:
            assert terminal.wait_for(TYPED[typed]), terminal.shown
    finally:
        terminal.close()


def offered(folder: Path, environment: dict[str, str], typed: str) -> dict[str, str]:
    """Return the completions that fish offers, with their descriptions."""
    commands = f"_MONITOR_COMPLETE=fish_source monitor | source; complete -C '{typed}'"
    done = subprocess.run(["fish", "-N", "-c", commands], cwd=folder, env=environment, capture_output=True, check=True)
    return dict(line.partition("\t")[::2] for line in done.stdout.decode().splitlines())


@pytest.mark.parametrize(
    ("folder", "typed", "ids"),
    [(".", "al", ["alfa"]), (".", "", ["alfa", "beta"]), (".", "x", []), ("broken", "al", []), ("none", "al", [])],
)
def test_ids_of_bodies_are_completed_from_the_register(tmp_path, folder, typed, ids):
    """The ids of the register in the working folder are completed, and none if the register is broken or missing."""
    write(tmp_path, "bodies.yaml", "bodies: [{id: alfa, name: Альфа, kind: state}, {id: beta, name: Б, kind: state}]\n")
    write(tmp_path, "broken/bodies.yaml", "bodies: [{id: alfa}]\n")
    (tmp_path / "none").mkdir()
    asked = {"_MONITOR_COMPLETE": "bash_complete", "COMP_WORDS": f"monitor new --id {typed}", "COMP_CWORD": "3"}
    done = subprocess.run(
        [sys.executable, "-c", "from monitor_cli.cli.main import main; main()"],
        cwd=tmp_path / folder,
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == [f"plain,{agency}" for agency in ids]
    assert done.stderr == ""


def test_fish_completes_and_explains(tmp_path, environment):
    """The completions of fish show meanings of rules and titles of criteria."""
    require("fish", "it runs the completion")
    rules = offered(tmp_path, environment, "monitor explain score-")
    assert rules["score-out-of-range"] == "A score is not on the scale."
    numbers = offered(tmp_path, environment, "monitor criteria show ")
    assert numbers.keys() == {str(number) for number in range(1, 25)}
    assert all(numbers.values())
    assert set(offered(tmp_path, environment, "monitor validate -f ")) == set(VALIDATE.formats)
    assert "2025.yaml" in offered(tmp_path, environment, "monitor validate 20")
    assert "explain" in offered(tmp_path, environment, "monitor ")
