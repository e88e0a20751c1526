"""`monitor plan`: the route to a higher band, and the points that may be lost."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor_cli.output import PLAN
from tests.files import score_file, with_total, write

SCORES = {**dict.fromkeys(range(1, 25), 4), 3: 1, 7: 2, 9: 3}
"""A total of 90, one point below band 3; the lowest-scoring criteria are 3, 7 and 9."""


@pytest.fixture
def file(tmp_path):
    entry = {"score": 1, "recommendation": {"text": "Буйруктарды оңдоо.", "due": "2025-09-01", "status": "open"}}
    done = {"score": 2, "recommendation": {"text": "Бүткөн иш.", "status": "done"}}
    return write(tmp_path, "body.yaml", score_file({**SCORES, 3: entry, 7: done}))


def planned(monitor, file, *arguments):
    outcome = monitor("plan", file, *arguments, "-f", "json")
    return outcome.code, json.loads(outcome.out)["plan"]


def test_the_next_band(monitor, file):
    """The plan has exactly the missing points, from the lowest-scoring criterion, with the next indicator (R9)."""
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


def test_a_chosen_band(monitor, file):
    """The lowest scores come first, each raised up to its maximum, and equal ones in the order of the table."""
    code, plan = planned(monitor, file, "--band", 5)
    assert code == 0
    assert plan["missing"] == 25
    assert [(s["number"], s["gain"]) for s in plan["steps"][:4]] == [(3, 4), (7, 3), (9, 2), (1, 1)]
    assert sum(s["gain"] for s in plan["steps"]) == 25
    assert plan["steps"][1]["recommendation"] is None, "a done recommendation is not open"
    output = monitor("plan", file, "--band", 5).out
    assert "next level, 2: work is carried out, but there are significant" in output
    assert "goal, 5: work is carried out in accordance with the legislation" in output


@pytest.mark.parametrize("band", [1, 2])
def test_a_band_that_is_reached_already(monitor, file, band):
    """For a band that is already reached, the plan has no steps and says so."""
    code, plan = planned(monitor, file, "--band", band)
    assert (code, plan["reached"], plan["steps"]) == (0, True, [])
    assert "already reached" in monitor("plan", file, "--band", band).out


def test_a_band_that_does_not_exist(monitor, file):
    """A band that does not exist gives exit code 2 and the available bands."""
    outcome = monitor("plan", file, "--band", 6)
    assert outcome.code == 2
    assert "there is no band 6; the bands are numbered 1 to 5" in outcome.err
    assert "1 to 5" in outcome.err


def test_the_highest_and_the_lowest_band(monitor, tmp_path):
    """The highest band has no next band, and the lowest band cannot be lost."""
    best, worst = (write(tmp_path, f"{s}.yaml", score_file(s)) for s in (5, 1))
    assert "highest band" in monitor("plan", best).out
    assert "5 points may be lost without losing band 5" in monitor("plan", best).out
    assert "cannot be lost" in monitor("plan", worst).out
    assert planned(monitor, best)[1]["target"] is None


def test_a_draft_has_no_plan(monitor, tmp_path):
    """A draft gives exit code 1, the totals still possible, and no plan in any format."""
    draft = write(tmp_path, "draft.yaml", score_file({1: 3, 2: 4}))
    for name in PLAN.formats:
        outcome = monitor("plan", draft, "-f", name)
        assert outcome.code == 1
        assert "totals still possible: 29 to 117" in outcome.err
        assert outcome.out == "" or json.loads(outcome.out)["plan"] is None


def test_an_invalid_or_unreadable_file_has_no_plan(monitor, tmp_path):
    """The problems of the file are shown instead of a plan."""
    bad = write(tmp_path, "bad.yaml", score_file(9))
    assert monitor("plan", bad).code == 1
    assert "score-out-of-range" in monitor("plan", bad).err
    assert monitor("plan", tmp_path / "gone.yaml").code == 2
    assert monitor("plan", tmp_path).code == 2


@pytest.mark.parametrize("name", ["text", "table", "markdown"])
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_formats_for_people(monitor, file, name, language):
    """Each format shows the step, its indicator in the chosen language, and the open recommendation with its date."""
    outcome = monitor("plan", file, "-f", name, "--lang", language)
    text = " ".join(outcome.out.split())
    indicator = {"ky": "(одоно)", "ru": "(грубые)", "en": "(gross)"}[language]
    assert outcome.code == 0
    assert "1 → 2" in text
    assert indicator in text.replace("\\", "")
    assert "Буйруктарды" in text
    assert {"en": "2025-09-01"}.get(language, "01.09.2025") in text


def test_csv_has_a_row_per_step(monitor, file):
    """The gains add up to the missing points."""
    outcome = monitor("plan", file, "--band", 4, "-f", "csv")
    header, *rows = csv.reader(io.StringIO(outcome.out.lstrip("\ufeff")), delimiter=";")
    gain, missing = header.index("gain"), header.index("points missing")
    assert sum(int(row[gain]) for row in rows) == int(rows[0][missing]) == 17


@given(
    scores=st.lists(st.integers(1, 5), min_size=24, max_size=24),
    changes=st.dictionaries(st.integers(1, 24), st.integers(1, 5), min_size=1, max_size=5),
    left_out=st.sets(st.integers(1, 24), max_size=3),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_what_if_equals_an_edited_copy(monitor, tmp_path, scores, changes, left_out):
    """Law: `--set` gives the total, band and plan of a copy with these scores, for drafts too."""
    own = {number: score for number, score in enumerate(scores, start=1) if number not in left_out}
    file = write(tmp_path, "file.yaml", score_file(own))
    copy = write(tmp_path, "copy.yaml", score_file(own | changes))
    arguments = [part for number, score in changes.items() for part in ("--set", f"{number}={score}")]
    supposed = monitor("plan", file, *arguments, "-f", "json")
    edited = monitor("plan", copy, "-f", "json")
    result, expected = json.loads(supposed.out), json.loads(edited.out)
    assert supposed.code == edited.code
    assert result["plan"] == expected["plan"]
    assert result["what_if"]["total"] == expected["result"]["total"]
    assert result["what_if"]["band"] == expected["result"]["band"]
    assert result["what_if"]["scores"] == {str(n): score for n, score in sorted((own | changes).items())}
    assert result["result"] == json.loads(monitor("plan", file, "-f", "json").out)["result"], "the file is unchanged"


def test_supposed_scores_are_shown(monitor, file):
    """The output shows the changed scores, and their effect on total and band."""
    out = monitor("plan", file, "--set", "3=5", "--set", "1=4").out
    assert "What if: 3: 1 → 5\n" in out, "an equal score is no change"
    assert "total 90 → 94, band 2 → 3; the file itself is not changed" in out
    assert "13 points short of band 4" in out


def test_the_rank_among_others(monitor, tmp_path):
    """`--among` gives the ranks of `rank` for the folder with the file, and with an edited copy of it."""
    for agency, total in {"alfa": 100, "beta": 90, "gamma": 90}.items():
        write(tmp_path, f"year/{agency}.yaml", score_file(with_total(total), agency=agency))
    file = write(tmp_path, "year/own.yaml", score_file(4, agency="own"))
    write(tmp_path, "year/town.yaml", score_file(5, agency="town", kind="municipal", secretary=None))
    outcome = monitor("plan", file, "--set", "1=1", "--set", "2=1", "--among", tmp_path / "year", "-f", "json")
    before = {"rank": 2, "shared": False}
    assert json.loads(outcome.out)["places"] == {"before": before, "after": {"rank": 2, "shared": True}}
    ranking = json.loads(monitor("rank", tmp_path / "year", "-f", "json").out)["ranking"]
    assert [(p["rank"], p["shared"]) for p in ranking if p["agency"]["id"] == "own"] == [(2, False)]
    out = monitor("plan", file, "--among", tmp_path / "year").out
    assert "rank: 2 → 1 (bodies ranked: 4)" in out, "without --set, the rank after the plan"
    assert "(1, 2, 2, 4)" in out, "every rank has the tie rule"


@pytest.mark.parametrize("later", [4, {1: 4}, 9])
def test_an_earlier_exercise_has_no_rank(monitor, tmp_path, later):
    """An earlier monitoring exercise has no rank, even if the later file is a draft or broken, and a note says so."""
    days = [{"from": f"2025-{month}-03", "to": f"2025-{month}-14"} for month in ("03", "10")]
    write(tmp_path, "year/alfa.yaml", score_file(5, agency="alfa"))
    file = write(tmp_path, "year/1.yaml", score_file(3, agency="own", monitoring=days[0]))
    write(tmp_path, "year/2.yaml", score_file(later, agency="own", monitoring=days[1]))
    copy = write(tmp_path, "copy.yaml", file.read_text("utf-8"))
    for own in (file, copy):
        outcome = monitor("plan", own, "--set", "1=5", "--among", tmp_path / "year", "-f", "json")
        assert json.loads(outcome.out)["places"] == {"before": None, "after": None}
        assert "1.yaml is an earlier monitoring exercise of own in 2025" in outcome.err.replace("copy", "1")
        out = monitor("plan", own, "--set", "1=5", "--among", tmp_path / "year").out
        assert f"rank: – → – (bodies ranked: {1 + (later == 4)})" in out
    latest = monitor("plan", tmp_path / "year/2.yaml", "--among", tmp_path / "year", "-f", "json")
    places = json.loads(latest.out)["places"]
    assert (places and places["before"]) == ({"rank": 2, "shared": False} if later == 4 else None)


def test_there_is_no_rank_among_files_of_other_years(monitor, tmp_path):
    """`--among` without a file of the plan's year is refused, and the message lists the available years."""
    file = write(tmp_path, "2024/own.yaml", score_file(3, agency="own", year=2024))
    write(tmp_path, "2025/own.yaml", score_file(3, agency="own"))
    outcome = monitor("plan", file, "--among", tmp_path / "2025")
    assert (outcome.code, outcome.out) == (2, "")
    assert "no file is of the year 2024; available: 2025" in outcome.err


def test_a_rank_among_broken_files_fails(monitor, tmp_path, file):
    """A broken file among the others gives exit code 1, as in `rank`."""
    write(tmp_path, "year/bad.yaml", score_file({**SCORES, 5: 6}, agency="bad"))
    assert monitor("plan", file, "--among", tmp_path / "year").code == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("5", "“5” is not a criterion with a score; write both numbers like this: --set 5=3"),
        ("5=3,5", "“5=3,5” is not a criterion with a score"),
        ("25=3", "--set 25=3: there is no criterion 25; they are numbered 1 to 24"),
        ("5=6", "--set 5=6: a score is a whole number from 1 to 5"),
        ("5=0", "--set 5=0: a score is a whole number from 1 to 5"),
    ],
)
def test_an_impossible_supposed_score(monitor, file, change, reason):
    """An impossible score is wrong usage, and the message says what to type."""
    outcome = monitor("plan", file, "--set", change)
    assert outcome.code == 2
    assert reason in outcome.err


def test_two_supposed_scores_of_one_criterion(monitor, file):
    """Two scores for one criterion are refused: the tool does not guess."""
    outcome = monitor("plan", file, "--set", "5=3", "--set", "5=4")
    assert outcome.code == 2
    assert "--set gives criterion 5 two scores: 3 and 4" in outcome.err
