"""Total and band of every possible result (R6 to R8)."""

from __future__ import annotations

import json

import pytest

from tests.files import score_file, with_total, write

LIMITS = {1: range(24, 73), 2: range(73, 91), 3: range(91, 107), 4: range(107, 115), 5: range(115, 121)}


@pytest.mark.parametrize("total", range(24, 121))
def test_every_total_has_the_band_of_the_order(monitor, tmp_path, total):
    """Every total from 24 to 120 has its band from items 1) to 5) of the annex."""
    file = write(tmp_path, "body.yaml", score_file(with_total(total)))
    outcome = monitor("score", file, "-f", "json")
    result = json.loads(outcome.out)["results"][0]
    assert outcome.code == 0
    assert result["total"] == total
    assert total in LIMITS[result["band"]["number"]]
    assert sum(area["total"] for area in result["areas"]) == total


@pytest.mark.parametrize("upper", [72, 90, 106, 114])
def test_a_draft_reaches_a_band_from_its_first_point_to_its_last(monitor, tmp_path, upper):
    """The missing score of a draft adds 1 to 5 points; each band within that range can be reached."""
    lower_band = next(number for number, totals in LIMITS.items() if upper in totals)
    for known, bands in (
        (upper - 5, [lower_band]),
        (upper - 4, [lower_band, lower_band + 1]),
        (upper - 1, [lower_band, lower_band + 1]),
        (upper, [lower_band + 1]),
    ):
        low, rest = divmod(known, 23)
        scores = {number: low + (number <= rest) for number in range(1, 24)}
        file = write(tmp_path, "draft.yaml", score_file(scores))
        (result,) = json.loads(monitor("score", file, "-f", "json").out)["results"]
        assert result["possible"] == {"missing": [24], "min": known + 1, "max": known + 5, "bands": bands}
