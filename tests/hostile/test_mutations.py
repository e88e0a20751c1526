"""Randomly broken valid files keep the invariants of `check_invariants` and of the exit codes."""

from __future__ import annotations

import json
import re

from benchmarks import corpus
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files import score_file
from tests.hostile.reading import BASE, check, safe_to_print

RICH = score_file(
    {**dict.fromkeys(range(1, 25), 4), 3: {"score": 3, "note": "Үстөк акы", "evidence": ["№ 12"], "recommendation": {"text": "…"}}},
    monitoring={"from": "2025-03-03", "to": "2025-03-14", "commission": ["Б. Мисалов"]},
    self_scores={"1": 5},
)  # fmt: skip
FILES = st.sampled_from([BASE, RICH])
many = settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_the_corpus_of_the_benchmark():
    """The generated files have the verdicts of the manifest, with all checks enabled (see `check`)."""
    for name, data, verdict in corpus.files(40 * len(corpus.BROKEN)):
        result = check(data)
        if verdict.get("rule") != "body-duplicate":
            assert result.status == verdict["status"], name
            assert (result.scorecard.total if result.scorecard else None) == verdict["total"], name


@many
@given(FILES, st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 4)), min_size=1, max_size=5))
def test_bytes(text, changes):
    """Inserted, deleted and replaced bytes at any place keep the invariants."""
    data = text.encode()
    for where, new, removed in changes:
        index = int(where * len(data))
        data = data[:index] + new + data[index + removed :]
    check(data)


@many
@given(
    FILES,
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["swap", "copy", "cut", "indent"]))),
)
def test_lines(text, changes):
    """Swapped, repeated, deleted and indented lines keep the invariants."""
    lines = text.split("\n")
    for one, other, how in changes:
        one, other = one % len(lines), other % len(lines)
        if how == "swap":
            lines[one], lines[other] = lines[other], lines[one]
        elif how == "copy":
            lines.insert(one, lines[other])
        elif how == "indent":
            lines[one] = " " * (other % 5) + lines[one]
        elif len(lines) > 1:
            del lines[one]
    check("\n".join(lines))


VALUES = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789.-+_eExob:[]{}'\"&*!|>%@` ~#\n", max_size=8),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(["", "~", "null", "true", "yes", "[]", "{}", "2024-02-30", "1:30", "5.0", '"5"', "order-158@1", "state"]),
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda x: st.lists(x) | st.dictionaries(st.text(max_size=5), x), max_leaves=8).map(json.dumps),
)  # fmt: skip
PLACES = re.compile(r"(?<=: )\S.*")


@many
@given(FILES, st.integers(0, 40), VALUES)
def test_values(text, index, value):
    """With any value in any place, a file has a total only if all 24 scores are plain integers from 1 to 5."""
    places = list(PLACES.finditer(text))
    place = places[index % len(places)]
    changed = text[: place.start()] + value + text[place.end() :]
    card = check(changed).scorecard
    if card:
        scores = changed.split("scores:\n", 1)[1]
        written = re.findall(
            r'^\s+["\']?(\d+)["\']?\s*:\s*(?:\{\s*"?score"?\s*:\s*)?([1-5])(?=[\s,}#]|$)', scores, re.MULTILINE
        )
        assert len({number for number, _ in written}) == 24
        assert card.total == sum(int(score) for _, score in written)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, st.integers(0, 60), VALUES, st.sampled_from(["text", "table", "markdown", "csv", "json"]))
def test_commands(monitor, tmp_path, text, index, value, how):
    """`score` and `validate` give the same exit code, 0 or 1, and print no traceback and no control characters."""
    places = list(PLACES.finditer(text))
    place = places[index % len(places)]
    file = tmp_path / "a.yaml"
    file.write_bytes((text[: place.start()] + value + text[place.end() :]).encode("utf-8", "surrogatepass"))
    scored, checked = monitor("score", file, "-f", how), monitor("validate", file)
    assert scored.code == checked.code
    assert scored.code in (0, 1)
    for output in (scored.out, scored.err, checked.out, checked.err):
        assert "Traceback" not in output
        assert "internal-error" not in output
        safe_to_print(output)
