"""Every command line of the Markdown pages runs, in the order of the page."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from monitor_cli.cli.main import COMMANDS
from monitor_cli.cli.main import monitor as program
from tests.conftest import ROOT, require
from tests.files import score_file, write
from tests.form_data import complete, form_file
from tests.pages import Page, page, pages

PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b|^[AB]$|[…<>|]|\.\.\.")
NO_COMMAND_OF_OURS = {
    "python3 -m venv .venv && .venv/bin/python -m pip install --upgrade pip",
    ".venv/bin/python -m pip install --editable . --group dev",
    "bash .ci/run",
}
"""The commands that CI itself runs."""
EXIT_CODES = {
    "monitor score examples/draft/incomplete-draft.yaml": 1,
    "monitor validate examples/invalid/score-out-of-range.yaml": 1,
}
"""The exit codes of lines that show a file with problems; all others exit with 0."""

PAGES = [each for each in pages() if any("monitor" in line for line in each.commands)]
SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-c", "{line}\ncomplete -p monitor"],
    "zsh": ["zsh", "-f", "-c", "autoload -Uz compinit; compinit -u -D\n{line}\nprint $_comps[monitor]"],
    "fish": ["fish", "-N", "-c", "{line}\ncomplete -C 'monitor '"],
}


def arguments_of(line: str) -> list[str]:
    """Return the arguments of `monitor` in a line, even after an installation; empty for another program."""
    match = re.search(r"(?:^|/)monitor (.*)$", line)
    return shlex.split(match[1]) if match else []


def is_usage(arguments: list[str]) -> bool:
    """Return whether a line only mentions a command, or has placeholders for the reader."""
    if any(PLACEHOLDER.search(word) for word in arguments):
        return True
    names, command = command_names(arguments), command_of(arguments)
    if len(names) == len(arguments):
        return True
    parser = command.make_parser(click.Context(command, resilient_parsing=True))
    given = parser.parse_args(arguments[len(names) :])[0]
    required = [
        parameter.name for parameter in command.params if isinstance(parameter, click.Argument) and parameter.required
    ]
    return not all(isinstance(given[name], str | tuple) and given[name] for name in required)


def command_names(arguments: list[str]) -> list[str]:
    """Return the leading words: the command and, if there is one, the subcommand."""
    first = program.get_command(click.Context(program), arguments[0])
    return arguments[: 2 if isinstance(first, click.Group) else 1]


def command_of(arguments: list[str]) -> click.Command:
    """Return the command in a line; fail if it does not exist."""
    command: click.Command = program
    for word in command_names(arguments):
        assert isinstance(command, click.Group)
        subcommand = command.get_command(click.Context(command), word)
        assert subcommand is not None, f"there is no command {word}"
        command = subcommand
    return command


def prepare(folder: Path, page_run: Page) -> None:
    """Create the files that the reader of a page has."""
    if page_run.path.parent == ROOT / "docs":
        shutil.copytree(ROOT / "examples" / "year", folder, dirs_exist_ok=True)
        for agency in ("aarychylyk-agenttigi", "yntymak-ministrligi"):
            write(folder, f"2023/{agency}.yaml", score_file(agency=agency, year=2023))
        register = (folder / "bodies.yaml").read_text(encoding="utf-8")
        rows = (f"  - {{id: {agency}, name: Ү, kind: state, to: 2023-12-31}}\n" for agency in ("my-body", "other-body"))
        write(folder, "bodies.yaml", register + "".join(rows))
        write(folder, "2024.yaml", score_file(3, agency="my-body", year=2024))
        write(folder, "scores/other-body.yaml", score_file(3, agency="other-body"))
        entry = {"score": 4, "evidence": ["Буйрук № 12"]}
        write(folder, "synakova.yaml", score_file(dict.fromkeys(range(1, 25), entry), agency="my-body"))
        agency = {**complete()["agency"], "id": "my-body"}
        values = {**complete(), "agency": agency, "scores": {str(number): entry for number in range(1, 20)}}
        form_file(folder, values).rename(folder / "misalov.xlsx")
        form_file(folder, {**complete(), "agency": agency}).rename(folder / "form-before.xlsx")
    elif page_run.name == "examples/authority-template/README.md":
        shutil.copytree(ROOT / "examples" / "authority-template", folder, dirs_exist_ok=True)
        (folder / "public").mkdir()
    else:
        shutil.copytree(ROOT / "examples", folder / "examples")


def written(arguments: list[str], folder: Path) -> Path | None:
    """Return the file that a line writes; delete it if an alternative line wrote it already."""
    target = None
    if "-o" in arguments and arguments[-1] != "-":
        target = folder / arguments[arguments.index("-o") + 1]
    elif arguments[0] == "new":
        target = folder / next(word for word in arguments if word.endswith(".yaml"))
    if target and target.is_file():
        target.unlink()
    return target


def fill_in(monitor, target: Path) -> None:
    """Fill in a new file or form as the reader does, with a score for each criterion."""
    if target.suffix == ".xlsx":
        scores = {key: {"score": 4, "evidence": ["Буйрук № 12"]} for key in range(1, 25)}
        (target.parent / "forms").mkdir()
        for form, agency in ((target, "my-body"), (target.parent / "forms" / "other-body.xlsx", "other-body")):
            filled = write(target.parent, "filled.yaml", score_file(scores, agency=agency))
            assert monitor("form", "export", filled, "-o", form, "--force").code == 0
            filled.unlink()
    else:
        evidence = '{score: 4, evidence: ["Буйрук № 12"]}'
        text = re.sub(r"(?m)^  (\d+):\s*$", rf"  \1: {evidence}", target.read_text(encoding="utf-8"))
        target.write_text(text.replace("kind: municipal", "kind: state"), encoding="utf-8")


@pytest.mark.parametrize("page_run", PAGES, ids=[page_run.name for page_run in PAGES])
def test_every_command_line_runs(monitor, monkeypatch, tmp_path, page_run):
    """Every line exits with 0 in a folder of its own; a line with placeholders has a command and options that exist."""
    prepare(tmp_path, page_run)
    monkeypatch.chdir(tmp_path)
    for line in page_run.commands:
        arguments = arguments_of(line)
        if line.startswith("mkdir "):
            Path(line.removeprefix("mkdir ")).mkdir()
            continue
        if not arguments:
            assert line in NO_COMMAND_OF_OURS or line.startswith("python3 -m venv .venv && "), line
            continue
        options = {name for parameter in command_of(arguments).params for name in parameter.opts}
        assert {word for word in arguments if word.startswith("-") and word != "-"} <= options, line
        if is_usage(arguments):
            continue
        target = written(arguments, tmp_path)
        outcome = monitor(*arguments)
        assert outcome.code == EXIT_CODES.get(line, 0), f"{line}\n{outcome.out}{outcome.err}"
        if target:
            assert target.stat().st_size
        if arguments[0] == "new" or arguments[:2] == ["form", "blank"]:
            assert target
            fill_in(monitor, target)


@pytest.mark.parametrize(
    "page_run", [page_run for page_run in PAGES if any(kind == "text" for kind, _ in page_run.code)]
)
def test_shown_output_is_the_real_output(monitor, page_run):
    """A block of text after a block with one `monitor` command is the output of that command."""
    for (kind, command), (next_kind, text) in zip(page_run.code, page_run.code[1:], strict=False):
        if (kind, next_kind) == ("sh", "text") and command.count("\n") == 1:
            assert monitor(*arguments_of(command.strip())).out == text


@pytest.mark.parametrize("name", ["README.md", "README.ky.md", "README.ru.md"])
def test_the_two_set_up_commands_come_first(name):
    """Both commands are one line with their own virtual environment, and CI runs the second."""
    shell = [text for kind, text in page(name).code if kind == "sh"][:2]
    for text in shell:
        assert text.count("\n") == 1
        assert text.startswith("python3 -m venv .venv && ")
    tests = shell[1].split(" && ")[-1].strip()
    assert tests.removeprefix(".venv/bin/python") in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_score_file_of_the_readme_is_valid(monitor):
    """The score file in the README has ten lines and, with the criteria left out there, a total."""
    (text,) = [text for kind, text in page("README.md").code if kind == "yaml"]
    assert text.count("\n") == 10
    rest = "".join(f"  {number}: 5\n" for number in range(4, 25))
    outcome = monitor("score", "--brief", "-", stdin=re.sub(r"  # .*\n", rest, text).encode())
    assert outcome.code == 0, outcome.err
    assert "117" in outcome.out


def test_every_command_is_in_the_table():
    """The table of commands has each command and each subcommand of the program."""
    section = page("README.md").path.read_text(encoding="utf-8").split("\n## Commands\n")[1].split("\n## ")[0]
    rows = {entry[1]: row for row in section.splitlines() if (entry := re.match(r"\| `monitor ([a-z-]+)", row))}
    assert set(rows) == set(COMMANDS)
    for name, row in rows.items():
        entry = program.get_command(click.Context(program), name)
        subcommands = set(entry.commands) if isinstance(entry, click.Group) else set()
        assert subcommands <= set(re.findall(r"`(?:monitor \w+ )?([a-z]+)`", row.split("|")[1]))


def test_the_table_of_formats_is_that_of_the_program():
    """The table has each command with `-f`, and its formats in their order."""
    section = page("README.md").path.read_text(encoding="utf-8").split("\n## Formats\n")[1].split("\n## ")[0]
    shown = dict(re.findall(r"(?m)^\| `monitor ([a-z -]+)` \| (.+) \|$", section))
    assert {name: tuple(formats.split(", ")) for name, formats in shown.items()} == dict(formats_of(program))


def formats_of(group: click.Group, prefix: str = ""):
    """Yield each command that has a choice of formats."""
    for name in group.list_commands(click.Context(group)):
        subcommand = group.get_command(click.Context(group), name)
        if isinstance(subcommand, click.Group):
            yield from formats_of(subcommand, f"{name} ")
        for parameter in subcommand.params:
            if parameter.name == "format" and isinstance(parameter.type, click.Choice):
                yield prefix + name, tuple(parameter.type.choices)


@pytest.mark.parametrize("name", ["README.md", "README.ky.md", "README.ru.md"])
def test_rules_of_the_order_are_where_the_table_says(name):
    """The table gives for each of R1 to R10 a place in the code and a test, and both exist."""
    text = page(name).path.read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (R\d+) [^|]+\| `([^`]+)`: `(\w+)` \| `([^`]+)`: `(\w+)` \|$", text)
    assert [row[0] for row in rows] == [f"R{number}" for number in range(1, 11)]
    for _rule, code, what, tests, test in rows:
        assert re.search(rf"(?m)^(\s*(def|class) )?{what}\b", (ROOT / code).read_text(encoding="utf-8")), code
        assert f"def {test}(" in (ROOT / tests).read_text(encoding="utf-8"), test


@pytest.mark.shells
@pytest.mark.parametrize("shell", SHELLS)
def test_the_shown_line_sets_up_completion(shell):
    """After the line in the README, the real shell knows the completion of `monitor`."""
    require(shell, "it runs the line of the README")
    (line,) = [text for kind, text in page("README.md").code if kind == shell]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    arguments = [part.format(line=line.strip()) if "{line}" in part else part for part in SHELLS[shell]]
    done = subprocess.run(arguments, env={**os.environ, "PATH": path}, capture_output=True, check=True)
    assert b"monitor" in done.stdout or b"validate" in done.stdout
