"""Self-assessment scores: shown beside the scores of the commission, never part of the total."""

from __future__ import annotations

import json

import pytest

from tests.files import score_file, write


@pytest.fixture
def file(tmp_path):
    """A self-assessment with criterion 1 one point too high, 2 two points too high, 3 one too low, 4 equal."""
    text = score_file(3) + "self_scores:\n  1: 4\n  2: 5\n  3: 2\n  4: 3\n"
    return write(tmp_path, "body.yaml", text)


def test_json_has_both_and_the_difference(monitor, file):
    """The difference is the self-assessment minus the commission's score: above 0, the body rated itself too high."""
    result = json.loads(monitor("score", file, "-f", "json").out)["results"][0]
    criteria = {c["number"]: c for area in result["areas"] for c in area["criteria"]}
    assert [(criteria[n]["self_score"], criteria[n]["self_difference"]) for n in (1, 2, 3, 4)] == [
        (4, 1),
        (5, 2),
        (2, -1),
        (3, 0),
    ]
    assert "self_score" not in criteria[5]
    assert result["self_assessment"] == {"given": 4, "difference": 2, "over": 2, "equal": 1, "under": 1}
    assert result["total"] == 72


@pytest.mark.parametrize("name", ["text", "table", "markdown"])
def test_people_see_the_sum(monitor, file, name):
    """The line counts higher, equal and lower scores, and gives the overall difference."""
    text = " ".join(monitor("score", file, "-f", name).out.split())
    assert "self-assessment for 4 criteria: 2 higher than the commission's scores, 1 equal, 1 lower; overall +2" in text


def test_without_own_scores_nothing_is_shown(monitor, tmp_path):
    """Without a self-assessment, no line and no key mentions one."""
    plain = write(tmp_path, "plain.yaml", score_file(3))
    assert "self-assessment" not in monitor("score", plain).out
    assert "self_assessment" not in monitor("score", plain, "-f", "json").out
