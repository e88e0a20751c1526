"""Laws of totals, bands and files."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monitor_cli.core.figures import Mean, percent
from monitor_cli.core.scorecard import prospect, scorecard
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.score_files import check_file
from tests.files import score_file, write

CRITERIA_SET = CriteriaLibrary().default
SCORES = st.lists(st.integers(1, 5), min_size=24, max_size=24)
in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def read(folder, text):
    return check_file(str(write(folder, "body.yaml", text)), CriteriaLibrary())


@in_one_folder
@given(SCORES)
def test_total_is_the_sum_of_scores_and_of_areas(tmp_path, scores):
    """R7: the total is the sum of all final scores, and so is the sum of the area totals."""
    card = read(tmp_path, score_file(scores)).scorecard
    assert card.total == sum(scores) == sum(area.total for area in card.areas)
    assert card.percent == percent(sum(scores), 120)


@given(st.integers(-5000, 5000), st.integers(1, 5000), st.integers(0, 3))
@example(1, 16, 3)
@example(-3, 20, 1)
@example(0, 7, 2)
def test_every_figure_is_rounded_half_away_from_zero(points, things, decimals):
    """Halves are rounded away from zero, without banker's rounding: 1 of 16 is 6.3 %, and −0.15 is −0.2."""
    step = Decimal(1).scaleb(-decimals)
    assert Mean(points, things).rounded(decimals) == float((Decimal(points) / things).quantize(step, ROUND_HALF_UP))
    assert Mean(-points, things).rounded(decimals) == -Mean(points, things).rounded(decimals)
    if points >= 0:
        assert percent(points, things) == float(
            (Decimal(100 * points) / things).quantize(Decimal("0.1"), ROUND_HALF_UP)
        )


@given(st.integers(24, 120), st.integers(24, 120))
def test_band_is_monotone_in_the_total(one, other):
    """R8: a higher total never has a lower band."""
    low, high = sorted((one, other))
    assert CRITERIA_SET.band(low).number <= CRITERIA_SET.band(high).number


@in_one_folder
@given(SCORES, st.sets(st.integers(1, 24), min_size=1, max_size=23))
def test_prospect_includes_every_completion(tmp_path, scores, missing):
    """The possible totals and bands include those of every completion of the draft."""
    partial = {n: score for n, score in enumerate(scores, start=1) if n not in missing}
    result = read(tmp_path, score_file(partial))
    assert result.status == "incomplete"
    assert result.scorecard is None
    full = scorecard(read(tmp_path, score_file(scores)).score_file, CRITERIA_SET)
    reachable = prospect(result.score_file, CRITERIA_SET)
    assert set(reachable.missing) == missing
    assert reachable.lowest <= full.total <= reachable.highest
    possible = {CRITERIA_SET.band(total).number for total in range(reachable.lowest, reachable.highest + 1)}
    assert list(reachable.bands) == sorted(possible)
    assert (reachable.lowest, reachable.highest) == (
        sum(partial.values()) + len(missing),
        sum(partial.values()) + 5 * len(missing),
    )


NOT_A_SCORE = st.one_of(
    st.integers().filter(lambda n: not 1 <= n <= 5),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.booleans(),
    st.just([3]),
)


@in_one_folder
@given(st.integers(1, 24), NOT_A_SCORE)
def test_no_total_with_an_invalid_score(tmp_path, number, value):
    """A file has no total if one score is anything other than an integer from 1 to 5."""
    text = score_file({**dict.fromkeys(range(1, 25), 3), number: 7777777})
    result = read(tmp_path, text.replace("7777777", json.dumps(value)))
    assert result.scorecard is None
    place = result.problems[0].place
    assert place.line == text[: text.index("7777777")].count("\n") + 1
