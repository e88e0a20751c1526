"""The first commands that a newcomer types, and the answers."""

from __future__ import annotations

import re

import pytest

from monitor_cli.cli.main import COMMANDS, GROUPS
from tests.files import score_file, write


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A working folder with a score file, a draft, a file with an error, and a file name with a space."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "agency.yaml", score_file(4))
    write(tmp_path, "draft.yaml", score_file(dict.fromkeys(range(1, 11), 4), agency="draft"))
    write(tmp_path, "wrong.yaml", score_file(6, agency="wrong"))
    write(tmp_path, "year/my agency.yaml", score_file(4, agency="my"))
    write(tmp_path, "year/other.yaml", score_file(4, agency="other"))
    return tmp_path


MEANT = {
    "scor": "score",
    "Score": "score",
    "vaildate": "validate",
    "ranks": "rank",
    "freez": "freeze",
    "form exprt": "export",
    "criteria shwo": "show",
    "print": "form print",
    "show": "criteria show",
    "help scor": "score",
    "help form prnt": "print",
}


@pytest.mark.parametrize("typed", MEANT)
@pytest.mark.parametrize(
    ("language", "asks"), [("en", "did you mean “"), ("ky", "балким, «"), ("ru", "имелось в виду «")]
)
def test_a_misspelt_command_gets_a_proposal(monitor, here, typed, language, asks):
    """A misspelt command gets a proposal, also a subcommand and a subcommand without its group."""
    outcome = monitor("--lang", language, *typed.split(), "agency.yaml")
    assert (outcome.code, outcome.out) == (2, "")
    assert asks + MEANT[typed] in outcome.err


@pytest.mark.parametrize("typed", ["xyzzy", "de", "form xyzzy"])
def test_an_unlike_command_gets_no_proposal(monitor, typed):
    """No command is proposed if none is similar, because a wrong proposal is worse than none."""
    outcome = monitor(*typed.split())
    assert outcome.code == 2
    assert re.search(r"there is no command “\w+”$", outcome.err)


SCORED = {
    ("agency.yaml",): "monitor score agency.yaml",
    ("agency.yaml", "--brief"): "monitor score agency.yaml --brief",
    ("none.yaml", "b.YML"): "monitor score none.yaml b.YML",
    ("form.xlsx",): "monitor score form.xlsx",
    ("form.ods",): "monitor score form.ods",
    ("year/my agency.yaml",): 'monitor score "year/my agency.yaml"',
    ("year",): "monitor batch year",
    ("plan.yaml",): "monitor score plan.yaml",
}


@pytest.mark.parametrize("typed", SCORED)
@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_a_file_without_a_command_leads_to_score(monitor, here, typed, language):
    """A file without a command leads to `score` with the typed arguments, a folder to `batch`."""
    outcome = monitor("--lang", language, *typed)
    assert outcome.code == 2
    assert outcome.err.endswith(f": {SCORED[typed]}\n")


OPTIONS = [
    (("score", "agency.yaml", "--brif"), "--brief"),
    (("validate", "agency.yaml", "--sctrict"), "--strict"),
    (("score", "agency.yaml", "--colour", "never"), "--color"),
    (("score", "agency.yaml", "-f", "jsn"), "“json”"),
    (("batch", "year", "--sort", "nam"), "“name”"),
    (("rank", "year", "--kind", "State"), "“state”"),
    *((("--lang", value, "score", "agency.yaml"), "“ru”") for value in ("rus", "русский", "russian")),
    *((("score", "agency.yaml", "--lang", value), "“ky”") for value in ("kg", "kyr", "Кыргызча", "кыр")),
    *((("--lang", value, "score", "agency.yaml"), "“en”") for value in ("eng", "English", "англ")),
]


@pytest.mark.parametrize(("typed", "meant"), OPTIONS)
def test_a_misspelt_option_or_value_gets_a_proposal(monitor, here, typed, meant):
    """A misspelt option or value gets a proposal, and a language is recognized by its common names."""
    outcome = monitor(*typed)
    assert outcome.code == 2
    assert re.search(f"did you mean .*{meant}", outcome.err, re.IGNORECASE)


def test_an_unsupported_language_gets_no_proposal(monitor):
    """An unsupported language gets no proposal."""
    assert "did you mean" not in monitor("--lang", "de", "score").err.lower()


@pytest.mark.parametrize("command", [(), ("score",), ("form",), ("form", "print"), ("criteria", "show")])
@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_help_is_a_command_too(monitor, command, language):
    """`monitor help score` shows the same as `monitor score --help`."""
    outcome = monitor("--lang", language, "help", *command)
    assert outcome == monitor("--lang", language, *command, "--help")
    assert (outcome.code, outcome.err) == (0, "")


def test_commands_are_in_groups(monitor):
    """The help has the groups "A file", "A year", "The forms" and "Reference", each command once, in one column."""
    text = monitor("--help").out
    blocks = [re.findall(r"^  (\S+)( +)(?=\S)", block, re.MULTILINE) for block in text.split("\n\n")]
    titles = ["A file:", "A year:", "The forms:", "Reference:"]
    assert [line for line in text.splitlines() if line in titles] == titles
    listed = [name for block in blocks for name, _space in block if name in COMMANDS]
    assert listed == list(COMMANDS)
    assert {len(name + space) for block in blocks for name, space in block if name in COMMANDS} == {11}
    assert set(GROUPS) <= set(COMMANDS)


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
@pytest.mark.parametrize("command", [*COMMANDS, "form print", "criteria diff"])
def test_common_options_take_one_line(monitor, monkeypatch, language, command):
    """`monitor --help` explains the common options; other commands list them in one line of at most 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    lines = monitor("--lang", language, *command.split(), "--help").out.splitlines()
    assert lines[-1].endswith(": --lang, --criteria, --color, --traceback, --max-size, --version, -h")
    assert len(lines[-1]) <= 80
    assert not any(line.startswith("  --color") for line in lines)
    assert any(line.startswith("  --color") for line in monitor("--lang", language, "--help").out.splitlines())


NEXT = [
    (("validate", "agency.yaml"), "Next: monitor score agency.yaml"),
    (("validate", "year"), "Next: monitor batch year"),
    (("validate", "year/my agency.yaml"), 'Next: monitor score "year/my agency.yaml"'),
    (("validate", "draft.yaml"), "Next: fill in the empty scores, then: monitor validate draft.yaml"),
    (
        ("validate", "draft.yaml", "wrong.yaml"),
        "Next: fix the problems above; more about a rule: monitor explain score-",
    ),
    (("score", "agency.yaml"), "Next: for signature, monitor form print agency.yaml -o form.docx"),
    (("score", "draft.yaml"), "Next: fill in the empty scores, then: monitor score draft.yaml"),
    (("score", "wrong.yaml"), "Next: fix the problems above; more about a rule: monitor explain score-out-of-range"),
]


@pytest.mark.parametrize(("typed", "advice"), NEXT)
def test_the_next_step_is_shown_on_a_terminal(monitor, here, typed, advice):
    """A terminal shows the next step as the last line; a pipe, a file and other formats do not."""
    assert monitor(*typed, "--color", "always").err.splitlines()[-1].startswith(advice)
    for others in ((), ("--color", "always", "-f", "json"), ("--color", "always", "-o", "a.txt", "--force")):
        assert "Next:" not in monitor(*typed, *others).err
    for language, begins in (("ky", "Андан ары"), ("ru", "Далее")):
        assert monitor(*typed, "--color", "always", "--lang", language).err.splitlines()[-1].startswith(begins)


def test_brief_and_quiet_output_shows_no_next_step(monitor, here):
    """`--quiet` and `--brief` show no next step."""
    for typed in (("validate", "-q", "agency.yaml"), ("score", "--brief", "agency.yaml")):
        assert "Next:" not in monitor(*typed, "--color", "always").err
