"""The claims of reading/guard.py about text that needs no guard, for any text that hypothesis generates."""

from __future__ import annotations

import contextlib
import threading

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor_cli.reading import document, guard
from tests.hostile.reading import BASE, check

YAML = st.text(alphabet="[]{}-?:,#&*!|>'\"%@` \n\tab1ү\r\\.", max_size=200)
MARKS = [
    "- ",
    "? ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "&a ",
    "*a",
    "!",
    "!!int ",
    "! ",
    "!<a> ",
    "%",
    "%YAML 1.2\n",
    "<<: ",
]
OTHERS = [
    "a",
    "1",
    "ү",
    "a: ",
    "80%",
    "a&b",
    "x*y",
    "\n",
    "\n ",
    "\n  ",
    "\r\n",
    "\t",
    "'",
    '"',
    "|\n",
    ">-\n",
    "# ",
    "\\",
]
PIECES = st.lists(st.sampled_from([*MARKS, *OTHERS, "---", "--- ", "..."]), max_size=60).map("".join)
TEXTS = st.one_of(YAML, PIECES)


def collect(text: str) -> list[yaml.Event]:
    """Return the events of libyaml before it stops at a syntax error."""
    events: list[yaml.Event] = []
    with contextlib.suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CLoader):
            events.append(event)
    return events


@settings(max_examples=1_500, deadline=None)
@given(TEXTS)
@example("%YAML 1.2\n--- a")
@example("a: b\n...\n%YAML 1.2\n---\n")
@example("[a,&b c]")
@example("'a'&b")
@example('"a":*b')
@example("- &a\n-!b")
def test_no_anchor_alias_tag_or_directive_is_missed(text):
    """If an event has an anchor, alias, tag or directive, the quick search of the text finds a mark of it."""
    for event in collect(text):
        has = isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None)
        has = has or (isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags))
        if has:
            assert guard._could_have_properties(text.encode()), event


@settings(max_examples=1_500, deadline=None)
@given(TEXTS)
def test_no_text_is_deeper_than_its_marks(text):
    """The depth is at most the number of brackets, dashes, colons and question marks."""
    depth = deepest = 0
    for event in collect(text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        deepest = max(depth, deepest)
    data = text.encode()
    assert deepest <= len(data) - len(data.translate(None, guard._NESTING_MARKS))


@settings(max_examples=800, deadline=None)
@given(TEXTS, st.sampled_from(["", "a: 1\n", BASE]))
def test_guarded_and_unguarded_agree(text, before):
    """With the guard on for every text, the same texts are refused and the same values are read."""
    both = (before + text).encode()
    quick, problems = document.composed(both)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "_could_be_deep", lambda _: True)
        careful, refused = document.composed(both)
    assert bool(problems) == bool(refused)
    assert {problem.rule for problem in refused} <= {problem.rule for problem in problems} or len(refused) == 1
    if not problems:
        assert quick
        assert careful
        assert repr(quick.data) == repr(careful.data)


DEEP = {
    "[": "[" * 499,
    "[]": "[" * 499 + "]" * 499,
    "{": "{" * 499,
    "- ": "- " * 499,
    "? ": "? " * 499,
    "[a: ": "[a: " * 249,
    "{a: ": "{a: " * 249 + "1" + "}" * 249,
    "a:": "".join(" " * i + "a:\n" for i in range(499)),
    "-": "".join(" " * i + "-\n" for i in range(499)),
    "keys": '"\\t": 1\n' + "? " * 498,
}


@pytest.mark.parametrize("name", DEEP)
def test_the_deepest_unguarded_text_on_a_small_stack(name):
    """A text that is composed without a guard fits into a stack of 256 KiB, a thirtieth of the usual one."""
    results = []
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=lambda: results.append(check(DEEP[name])))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert results[0].scorecard is None
    assert results[0].problems
