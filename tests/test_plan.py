"""`monitor plan`: the way to a higher band, and what may be lost."""

from __future__ import annotations

import csv
import io
import json

import pytest

from monitor_cli.output import PLAN
from tests.files import score_file, write

SCORES = {**dict.fromkeys(range(1, 25), 4), 3: 1, 7: 2, 9: 3}
"""A total of 90, one point below band 3; the weakest criteria are 3, 7 and 9."""


@pytest.fixture
def file(tmp_path):
    told = {"score": 1, "recommendation": {"text": "Буйруктарды оңдоо.", "due": "2025-09-01", "status": "open"}}
    done = {"score": 2, "recommendation": {"text": "Бүткөн иш.", "status": "done"}}
    return write(tmp_path, "body.yaml", score_file({**SCORES, 3: told, 7: done}))


def planned(monitor, file, *arguments):
    outcome = monitor("plan", file, *arguments, "-f", "json")
    return outcome.code, json.loads(outcome.out)["plan"]


def test_the_next_band(monitor, file):
    """Exactly as many points as are missing, from the weakest criterion, with the next level's indicator (R9)."""
    code, plan = planned(monitor, file)
    assert code == 0
    assert (plan["target"]["number"], plan["missing"], plan["total"]) == (3, 1, 91)
    (step,) = plan["steps"]
    assert (step["number"], step["score"], step["goal"], step["gain"]) == (3, 1, 2, 1)
    assert step["next_level"]["score"] == 2
    assert step["next_level"]["indicator"].startswith("work is carried out, but there are significant")
    assert step["recommendation"] == {"text": "Буйруктарды оңдоо.", "due": "2025-09-01", "status": "open"}
    assert plan["points_to_lose"] == 17
    assert plan["reserve"][0] == {"number": 7, "score": 2, "room": 3}


def test_a_band_that_was_asked_for(monitor, file):
    """The weakest first, each within its maximum, equally weak ones in the order of the table."""
    code, plan = planned(monitor, file, "--band", 5)
    assert code == 0
    assert plan["missing"] == 25
    assert [(s["number"], s["gain"]) for s in plan["steps"][:4]] == [(3, 4), (7, 3), (9, 2), (1, 1)]
    assert sum(s["gain"] for s in plan["steps"]) == 25
    assert plan["steps"][1]["recommendation"] is None, "a recommendation that is done is not open"
    said = monitor("plan", file, "--band", 5).out
    assert "next level, 2: work is carried out, but there are significant" in said
    assert "goal, 5: work is carried out in accordance with the legislation" in said


@pytest.mark.parametrize("band", [1, 2])
def test_a_band_that_is_reached_already(monitor, file, band):
    """Nothing has to change, and the plan says so."""
    code, plan = planned(monitor, file, "--band", band)
    assert (code, plan["reached"], plan["steps"]) == (0, True, [])
    assert "reached already" in monitor("plan", file, "--band", band).out


def test_a_band_that_does_not_exist(monitor, file):
    """Cannot be reached: exit code 2 and the bands that there are."""
    outcome = monitor("plan", file, "--band", 6)
    assert outcome.code == 2
    assert "cannot be reached" in outcome.err
    assert "1 to 5" in outcome.err


def test_the_highest_and_the_lowest_band(monitor, tmp_path):
    """There is nothing above the one, and the other cannot be lost."""
    best, worst = (write(tmp_path, f"{s}.yaml", score_file(s)) for s in (5, 1))
    assert "highest band" in monitor("plan", best).out
    assert "5 points may be lost without losing band 5" in monitor("plan", best).out
    assert "cannot be lost" in monitor("plan", worst).out
    assert planned(monitor, best)[1]["target"] is None


def test_a_draft_has_no_plan(monitor, tmp_path):
    """Exit code 1, what is missing and what can still be reached; no total in any format."""
    draft = write(tmp_path, "draft.yaml", score_file({1: 3, 2: 4}))
    for name in PLAN.formats:
        outcome = monitor("plan", draft, "-f", name)
        assert outcome.code == 1
        assert "totals still possible: 29 to 117" in outcome.err
        assert outcome.out == "" or json.loads(outcome.out)["plan"] is None


def test_an_invalid_or_unreadable_file_has_no_plan(monitor, tmp_path):
    """Its problems are shown."""
    bad = write(tmp_path, "bad.yaml", score_file(9))
    assert monitor("plan", bad).code == 1
    assert "score-out-of-range" in monitor("plan", bad).err
    assert monitor("plan", tmp_path / "gone.yaml").code == 2
    assert monitor("plan", tmp_path).code == 2


@pytest.mark.parametrize("name", ["text", "table", "markdown"])
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_formats_for_people(monitor, file, name, language):
    """Each shows the step, its indicator in the chosen language, and the open recommendation with its day."""
    outcome = monitor("plan", file, "-f", name, "--lang", language)
    words = " ".join(outcome.out.split())
    indicator = {"ky": "(одоно)", "ru": "(грубые)", "en": "(gross)"}[language]
    assert outcome.code == 0
    assert "1 → 2" in words
    assert indicator in words.replace("\\", "")
    assert "Буйруктарды" in words
    assert {"en": "2025-09-01"}.get(language, "01.09.2025") in words


def test_csv_has_a_row_a_step(monitor, file):
    """The gains sum up to the points that are missing."""
    outcome = monitor("plan", file, "--band", 4, "-f", "csv")
    header, *rows = csv.reader(io.StringIO(outcome.out.lstrip("\ufeff")), delimiter=";")
    gain, missing = header.index("gain"), header.index("points missing")
    assert sum(int(row[gain]) for row in rows) == int(rows[0][missing]) == 17
