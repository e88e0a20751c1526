"""The README says what is true: its commands run and print what stands below them."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|text)\n(.*?)```", README, re.DOTALL)


def commands():
    """Each `monitor …` line of the README with the output that is printed below it, if any."""
    for index, (kind, text) in enumerate(BLOCKS):
        for line in text.splitlines() if kind == "sh" else ():
            if found := re.search(r"(?:^|/)monitor (.*)$", line):
                follows = BLOCKS[index + 1] if index + 1 < len(BLOCKS) else ("", "")
                yield pytest.param(found[1], follows[1] if follows[0] == "text" else None, id=found[1][:60])


@pytest.mark.parametrize(("line", "output"), list(commands()))
def test_every_command_runs_and_prints_what_is_shown(monitor, line, output):
    """With exit code 0, on the files that the repository has."""
    outcome = monitor(*shlex.split(line))
    assert outcome.code == 0
    assert output in (None, outcome.out)


def test_the_two_set_up_commands_come_first():
    """Each is one line, makes its own virtual environment, and the second is what CI runs."""
    shell = [text for kind, text in BLOCKS if kind == "sh"][:2]
    for text in shell:
        assert text.count("\n") == 1
        assert text.startswith("python3 -m venv .venv && ")
    tests = shell[1].split(" && ")[-1].strip()
    assert tests.removeprefix(".venv/bin/python") in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_command_is_in_the_table():
    """The table of commands has each command that the program has."""
    from monitor_cli.cli.main import COMMANDS

    table = README.split("## Commands")[1].split("##")[0]
    assert set(COMMANDS) <= set(re.findall(r"`monitor ([a-z]+)", table))


def test_links_lead_somewhere():
    """Relative links name files of the repository."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / target).exists(), target
