"""Bars that show a share without colour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor_cli.core.criteria import Band, Indicator, Scale
from monitor_cli.core.plan import plan
from monitor_cli.output import PLAN, Look, show
from monitor_cli.output.page import bar
from monitor_cli.output.reports.plan import FilePlan
from tests.cards import CRITERIA_SET, result


@given(st.data(), st.integers(1, 1_000), st.integers(2, 40))
def test_only_everything_looks_full_and_only_nothing_looks_empty(data, most, width):
    """A bar has its width; it looks full only for the whole (not for 19 of 20) and empty only for nothing."""
    value = data.draw(st.integers(0, most))
    shown = bar(value, most, width)
    assert len(shown) == width
    assert ("░" not in shown) == (value == most)
    assert ("█" not in shown) == (value == 0)


@pytest.mark.parametrize(("value", "cells"), [(19, 9), (10, 5), (1, 1)])
def test_other_shares_are_rounded(value, cells):
    """Any other share is rounded to the nearest cell."""
    assert bar(value, 20, 10) == "█" * cells + "░" * (10 - cells)


def test_a_plan_on_a_long_scale_leaves_the_titles_their_room():
    """On a scale of 100 points, the bar of a plan has no more cells than on a scale of 5."""
    scale = Scale(1, 100, tuple(Indicator(score, "x") for score in range(100, 0, -1)))
    bands = (Band(1, 24, 1_000, "x"), Band(2, 1_001, 2_400, "x"))
    file = result([40] * 24, criteria_set=replace(CRITERIA_SET, scale=scale, bands=bands))
    assert file.scorecard is not None
    shown = "".join(show(PLAN, FilePlan(file, plan(file.scorecard)), "table", Look(80)))
    assert "██▒▒░ 40 → 81 +41" in shown
