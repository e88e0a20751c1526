"""Results built in memory, for laws that need many of them."""

from __future__ import annotations

from dataclasses import replace

from monitor_cli.core.criteria import Comparable, CriteriaSet
from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Agency, Entry, Recommendation, ScoreFile, StateSecretary
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.reading.criteria_files import CriteriaLibrary

CRITERIA_SET = CriteriaLibrary().default


def result(
    scores: list[int],
    agency: str = "ulgu",
    *,
    year: int = 2025,
    kind: str = "state",
    secretary: bool = True,
    criteria_set: CriteriaSet = CRITERIA_SET,
    problems: tuple[Problem, ...] = (),
    statuses: dict[int, str] | None = None,
) -> Result:
    """Return the result of a file with these scores; `statuses` gives the recommendation status of a criterion."""
    recommendations = {n: Recommendation(text=f"сунуш {n}", status=status) for n, status in (statuses or {}).items()}
    score_file = ScoreFile(
        criteria=criteria_set.ref,
        agency=Agency(id=agency, name=agency, kind=kind),
        year=year,
        scores={
            number: Entry(score=score, recommendation=recommendations.get(number))
            for number, score in zip(criteria_set.criteria, scores, strict=True)
        },
        state_secretary=StateSecretary(name="А. Б.") if secretary and kind == "state" else None,
    )
    return Result(f"{agency}.yaml", problems, b"", score_file, criteria_set)


def card(scores: list[int], agency: str = "ulgu", **more: object) -> Scorecard:
    """Return the scorecard of a file with these scores."""
    scored = result(scores, agency, **more).scorecard  # type: ignore[arg-type]
    assert scored is not None
    return scored


def next_edition(numbers: dict[int, int] | None = None) -> CriteriaSet:
    """Return edition 2 of the order's criteria; `numbers` maps criteria of edition 1 to criteria of edition 2."""
    comparable = () if numbers is None else (Comparable(criteria=CRITERIA_SET.ref, numbers=numbers),)
    return replace(CRITERIA_SET, edition="2", comparable=comparable)
