"""Laws of the ranking, the comparison and the plan, for any scores."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor_cli.core.comparison import Change, compare, trend, unanswered
from monitor_cli.core.plan import plan
from monitor_cli.core.problems import Problem
from monitor_cli.core.rating import Rating, prevailing_ref, rate
from monitor_cli.core.result import row_of
from monitor_cli.core.year_comparison import compare_years
from tests.cards import CRITERIA_SET, card, next_edition, result

REF = CRITERIA_SET.ref
SCORES = st.lists(st.integers(1, 5), min_size=24, max_size=24)
NEAR_THE_EDGES = st.one_of(
    st.lists(st.integers(4, 5), min_size=24, max_size=24), st.lists(st.integers(1, 2), min_size=24, max_size=24)
)
YEAR = st.lists(st.one_of(SCORES, NEAR_THE_EDGES, st.sampled_from([[3] * 24, [5] * 24, [1] * 24])), max_size=12)
FEW = YEAR.map(lambda scores: scores[:5])
untimed = settings(deadline=None)


def rated(scores: list[list[int]]) -> Rating:
    return rate([result(s, f"b{i}") for i, s in enumerate(scores)], kind="state", year=2025, ref=REF)


def place(totals: list[int], own: int) -> int:
    return 1 + sum(other > own for other in totals)


@untimed
@given(YEAR, st.randoms())
def test_ranks_do_not_depend_on_the_order_of_files(scores, random):
    """R3: in any order of the files, every body has the same rank, and the list is the same."""
    results = [result(s, f"b{i}") for i, s in enumerate(scores)]
    shuffled = random.sample(results, len(results))
    one, other = (rate(files, kind="state", year=2025, ref=REF) for files in (results, shuffled))
    assert one.places == other.places


@untimed
@given(YEAR)
def test_ranks_follow_standard_competition_ranking(scores):
    """A rank is one more than the number of higher totals, and bodies share it only if their totals are equal."""
    rating = rated(scores)
    totals = [r.total for r in rating.places]
    assert totals == sorted(totals, reverse=True)
    for ranked in rating.places:
        assert ranked.rank == place(totals, ranked.total)
        assert ranked.shared == (totals.count(ranked.total) > 1)
        assert ranked.shared == (sum(other.rank == ranked.rank for other in rating.places) > 1)


def test_the_edition_of_most_files_is_ranked():
    """If two editions have the same number of files, the last known edition is ranked, in any order of the files."""
    first, second = CRITERIA_SET, next_edition()
    one = [result([3] * 24, "a", criteria_set=first), result([3] * 24, "b", criteria_set=second)]
    for results in (one, one[::-1]):
        for refs, expected in (
            ((first.ref, second.ref), second.ref),
            ((second.ref, first.ref), first.ref),
            ((first.ref,), first.ref),
            ((second.ref,), second.ref),
            ((), second.ref),
        ):
            assert prevailing_ref(map(row_of, results), kind="state", year=2025, refs=refs) == expected
        more = [*results, result([3] * 24, "c", criteria_set=first)]
        assert prevailing_ref(map(row_of, more), kind="state", year=2025, refs=(first.ref, second.ref)) == first.ref


def test_only_complete_files_of_the_kind_and_year_choose_the_edition():
    """Drafts, other years and the other kind of body do not affect which edition is ranked."""
    first, second = CRITERIA_SET, next_edition()
    broken = Problem("body-duplicate", {}, path=())
    others = [
        result([3] * 24, "b", criteria_set=second, year=2024),
        result([3] * 24, "c", criteria_set=second, kind="municipal"),
        result([3] * 24, "d", criteria_set=second, problems=(broken,)),
    ]
    refs = (first.ref, second.ref)
    results = [*others, result([3] * 24, "a", criteria_set=first)]
    assert prevailing_ref(map(row_of, results), kind="state", year=2025, refs=refs) == first.ref
    assert prevailing_ref(map(row_of, others), kind="state", year=2025, refs=refs) is None


@settings(deadline=None, max_examples=40)
@given(FEW)
def test_stability_by_brute_force(scores):
    """Best and worst rank are the extremes over every change of one score of the body by one point."""
    for place in rated(scores).places:
        index = int(place.body.id[1:])
        own = scores[index]
        places = [place.rank]
        for n in range(24):
            for score in (own[n] - 1, own[n] + 1):
                if 1 <= score <= 5:
                    changed = [*scores[:index], [*own[:n], score, *own[n + 1 :]], *scores[index + 1 :]]
                    again = rated(changed).places
                    places += [other.rank for other in again if other.body.id == f"b{index}"]
        assert (place.best, place.worst) == (min(places), max(places))
        assert place.best <= place.rank <= place.worst


@untimed
@given(SCORES, st.integers(1, 5))
def test_a_plan_carried_out_reaches_exactly_the_target(scores, band):
    """The total after a plan is the minimum of the target band, and no score falls or leaves the scale."""
    before = card(scores)
    planned = plan(before, band)
    after = card(list(planned.scores.values()))
    if band > before.band.number:
        assert after.total == CRITERIA_SET.bands[band - 1].min
        assert after.band.number == band
    else:
        assert planned.missing == 0
        assert after.total == before.total
    assert after.total - before.total == planned.missing == sum(step.gain for step in planned.steps)
    assert all(old <= new <= 5 for old, new in zip(scores, planned.scores.values(), strict=True))


@untimed
@given(SCORES)
def test_a_plan_raises_the_weakest_and_the_fewest(scores):
    """No criterion outside the plan has a lower score than one inside, and no plan with fewer criteria is possible."""
    planned = plan(card(scores))
    inside = [step.scored.score for step in planned.steps]
    assert inside == sorted(inside)
    assert all(scored.score >= max(inside, default=0) for scored in planned.reserve)
    room = sorted((5 - score for score in scores), reverse=True)
    if planned.steps:
        assert sum(room[: len(inside) - 1]) < planned.missing <= sum(room[: len(inside)])


@untimed
@given(SCORES)
def test_points_to_lose(scores):
    """After the loss of that many points the band is the same, after one more it is lower."""
    planned = plan(card(scores)).card
    spare = planned.points_to_lose
    if spare is None:
        assert planned.band.number == 1
    else:
        assert CRITERIA_SET.band(planned.total - spare) == planned.band
        assert CRITERIA_SET.band(planned.total - spare - 1) != planned.band


@untimed
@given(SCORES)
def test_compared_with_itself_all_is_unchanged(scores):
    """compare(A, A) finds no difference."""
    comparison = compare(card(scores), card(scores))
    changes = [
        comparison.total,
        comparison.band,
        comparison.common,
        *(row.change for row in (*comparison.criteria, *comparison.areas)),
    ]
    assert {change.direction for change in changes} == {"unchanged"}


MAPS = st.none() | st.dictionaries(st.integers(1, 26), st.integers(1, 24), min_size=1)


@untimed
@given(SCORES, SCORES, MAPS)
def test_compare_mirrors(one, other, numbers):
    """compare(A, B) is compare(B, A) with the sides swapped, within one edition and with a map between two."""
    if numbers is None:
        a, b = card(one), card(other)
    else:
        identity = {1: 1, 24: 24} | numbers
        if len(set(identity.values())) < len(identity):
            identity = {1: 1, 2: 3, 3: 2, 99: 5}
        a, b = card(one), card(other, criteria_set=next_edition(identity))
    forth, back = compare(a, b), compare(b, a)

    def swapped(change: Change) -> Change:
        return Change(change.new, change.old, change.comparable)

    def numbered(rows):
        return {
            (row.old and row.old.criterion.number, row.new and row.new.criterion.number, row.change) for row in rows
        }

    def areas(rows):
        return {(row.old and row.old.area.number, row.new and row.new.area.number, row.change) for row in rows}

    assert forth.total == swapped(back.total)
    assert forth.band == swapped(back.band)
    assert forth.common == swapped(back.common)
    assert numbered(forth.criteria) == {(old, new, swapped(c)) for new, old, c in numbered(back.criteria)}
    assert areas(forth.areas) == {(old, new, swapped(c)) for new, old, c in areas(back.areas)}
    assert (forth.tally.risen, forth.tally.fallen) == (back.tally.fallen, back.tally.risen)


@untimed
@given(st.lists(SCORES, min_size=2, max_size=5))
def test_a_trend_has_every_score(years):
    """Each row of a trend has the criterion's score, or the area's total, in each year."""
    cards = [card(scores, year=2020 + index) for index, scores in enumerate(years)]
    course = trend(cards)
    for row in course.latest.criteria:
        number = row.part.number
        assert course.series(row) == tuple(scores[number - 1] for scores in years)
    for index, row in enumerate(course.latest.areas):
        assert course.series(row) == tuple(c.areas[index].total for c in cards)


@untimed
@given(YEAR, YEAR)
def test_compare_years_mirrors(before, after):
    """New bodies in one direction are missing ones in the other, and ranks gained are ranks lost."""
    old = [result(s, f"b{i}", year=2024) for i, s in enumerate(before)]
    new = [result(s, f"b{i + 3}") for i, s in enumerate(after)]
    forth, back = compare_years(old, new), compare_years(new, old)
    assert (forth.new_bodies, forth.gone_bodies) == (back.gone_bodies, back.new_bodies)
    gains = {b.comparison.new.score_file.agency.id: (b.place, b.places_gained) for b in back.bodies}
    for body in forth.bodies:
        place, gained = gains[body.comparison.new.score_file.agency.id]
        assert (body.place.old, body.place.new, body.places_gained) == (place.new, place.old, -gained)
    assert (forth.total.risen, forth.total.points) == (back.total.fallen, -back.total.points)


STATUSES = st.dictionaries(st.integers(1, 3), st.sampled_from(["open", "done"]))


@untimed
@given(st.lists(st.tuples(st.lists(st.integers(1, 3), min_size=3, max_size=3), STATUSES), min_size=2, max_size=4))
def test_only_a_later_file_follows_up_a_recommendation(years):
    """A later file follows up with "done" or a higher score; other recommendations are listed from the oldest on."""
    cards = [card([*scores, *[3] * 21], statuses=recommended) for scores, recommended in years]

    def is_answer(number, before, later):
        return later[0][number - 1] > before[0][number - 1] or later[1].get(number) == "done"

    expected = [
        (index, number)
        for index, before in enumerate(years[:-1])
        for number in range(1, 4)
        if before[1].get(number) == "open" and not any(is_answer(number, before, later) for later in years[index + 1 :])
    ]
    open_recommendations = unanswered(cards)
    places = [
        next(index for index, one in enumerate(cards) if one is recommended.card)
        for recommended in open_recommendations
    ]
    assert (
        list(zip(places, [recommended.scored.criterion.number for recommended in open_recommendations], strict=True))
        == expected
    )
    last = years[-1][1]
    assert [recommended.state for recommended in open_recommendations] == [
        "repeated" if number in last else "silent" for _, number in expected
    ]


def test_bodies_are_listed_by_their_rise_and_then_by_name():
    """The highest rise comes first, then unchanged totals, then falls; equal changes are sorted by name."""
    changes = {"a": -1, "b": 0, "c": 2, "d": 0, "e": 1, "f": -1}
    old = [result([3] * 24, name, year=2024) for name in changes]
    new = [result([3 + change, *[3] * 23], name) for name, change in changes.items()]
    assert [body.agency.id for body in compare_years(old, new).bodies] == ["c", "e", "b", "d", "a", "f"]
