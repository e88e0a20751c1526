"""`monitor explain`: every rule has an example, and the real reader confirms it."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from monitor_cli.core.problems import NOTES, WARNING_RULES, RuleId
from monitor_cli.messages.problems import RULES, explanation
from tests.conftest import ROOT
from tests.files import write
from tests.invalid_examples import WITH_EXAMPLE
from tests.snippets import completed


def problems(monitor, file, *options):
    outcome = monitor("validate", "--strict", file, "-f", "json", *options)
    return outcome.code, [p["rule"] for p in json.loads(outcome.out)["files"][0]["problems"]]


def test_the_table_has_every_rule_that_the_types_know():
    """The table has an entry for each rule id of the type, which mypy checks in the code, and no other."""
    assert sorted(RULES) == sorted(get_args(RuleId))


@pytest.mark.parametrize("rule", WITH_EXAMPLE)
def test_the_wrong_example_breaks_exactly_its_rule(monitor, tmp_path, rule):
    """The wrong example of `explain` breaks its rule and no other, with the fix that `explain` shows."""
    file = write(tmp_path, "a.yaml", completed(RULES[rule].wrong))
    code, rules = problems(monitor, file)
    assert (code, set(rules)) == (0 if rule in NOTES else 1, {rule})
    text = monitor("validate", "--strict", file).out
    assert f"\n  = {explanation(rule).mend}\n" in text


@pytest.mark.parametrize("rule", WITH_EXAMPLE)
def test_the_right_example_has_no_problem(monitor, tmp_path, rule):
    """The right example of `explain` is valid, even with `--strict`."""
    assert problems(monitor, write(tmp_path, "a.yaml", completed(RULES[rule].right))) == (0, [])


def test_a_published_name_is_taken(monitor, tmp_path):
    """A set with the name of a published one and other content is refused; under another name it is used."""
    for snippet, code in ((RULES["criteria-taken"].wrong, 1), (RULES["criteria-taken"].right, 0)):
        file = write(tmp_path, f"{code}.yaml", completed(snippet))
        outcome = monitor("criteria", "show", "--criteria", file)
        assert outcome.code == code
        assert ("[criteria-taken]" in outcome.err) is bool(code)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_in_full(monitor, rule, language):
    """In each language, a rule has id, kind, meaning, reason and fix, and its example if there is one."""
    outcome = monitor("explain", rule, "--lang", language)
    entry = json.loads(monitor("explain", rule, "--lang", language, "-f", "json").out)["rules"][0]
    assert outcome.code == 0
    assert outcome.out.startswith(f"{rule} (")
    assert entry["severity"] == ("warning" if rule in WARNING_RULES else "error")
    for key in ("means", "why", "mend"):
        assert entry[key] in outcome.out
    for line in RULES[rule].wrong.splitlines() + RULES[rule].right.splitlines():
        assert f"\n  {line}".rstrip() in outcome.out


def test_translations_differ(monitor):
    """Meaning, reason and fix of every rule differ in the three languages."""
    by_language = {
        language: json.loads(monitor("explain", "--lang", language, "-f", "json").out)["rules"]
        for language in ("ky", "ru", "en")
    }
    for ky, ru, en in zip(*by_language.values(), strict=True):
        for key in ("means", "why", "mend"):
            assert len({ky[key], ru[key], en[key]}) == 3, (ky["rule"], key)


def test_the_list_has_every_rule(monitor):
    """`monitor explain` alone lists every rule in one line."""
    lines = monitor("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)


def test_on_a_terminal_the_meanings_stay_beside_the_names(monitor, monkeypatch):
    """The further lines of a long meaning are aligned with its first line."""
    monkeypatch.setenv("COLUMNS", "60")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", monitor("--color", "always", "explain").out)
    width = max(map(len, RULES)) + 1
    names = [line[:width].strip() for line in shown.splitlines()]
    assert [name for name in names if name] == list(RULES)
    assert "" in names


def test_an_unknown_rule_is_wrong_usage(monitor):
    """An unknown rule gives exit code 2, and the message proposes a similar one."""
    outcome = monitor("explain", "score-out-range")
    assert outcome.code == 2
    assert "score-out-of-range" in outcome.err


def test_the_page_is_made_from_the_table(monitor):
    """`docs/rules.md` is the output of `monitor explain`; `python tools/rules.py` writes it."""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == monitor("explain", "-f", "markdown").out
