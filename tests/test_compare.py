"""`monitor compare`: files of one body, and folders of two years."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from monitor_cli.core.comparison import compare, correspondence, trend
from monitor_cli.core.errors import NotComparableError
from monitor_cli.output import COMPARE
from monitor_cli.output import FORMATS as ALL_FORMATS
from tests.cards import CRITERIA_SET, card, next_edition
from tests.conftest import ROOT
from tests.files import score_file, with_total, write

FORMATS = [name for name in COMPARE.formats if not ALL_FORMATS[name].is_binary]
THREES = dict.fromkeys(range(1, 25), 3)


def recommended(score, status="open", **more):
    return {"score": score, "recommendation": {"text": "Оңдоо.", "status": status, **more}}


@pytest.fixture
def pair(tmp_path):
    """Two files of one body: criterion 1 rose by two points, criterion 2 fell by one."""
    old = write(tmp_path, "2024.yaml", score_file(THREES, year=2024))
    new = write(tmp_path, "2025.yaml", score_file({**THREES, 1: 5, 2: 2}))
    return old, new


def compared(monitor, *arguments):
    outcome = monitor("compare", *arguments, "-f", "json")
    return outcome.code, json.loads(outcome.out)


def test_rises_and_falls_are_shown(monitor, pair):
    """The comparison shows the direction of each criterion, of each area and of the total."""
    code, comparison = compared(monitor, *pair)
    comparison = comparison["comparison"]
    assert code == 0
    directions = {c["number"]: c["direction"] for c in comparison["criteria"]}
    assert (directions.pop(1), directions.pop(2)) == ("risen", "fallen")
    assert set(directions.values()) == {"unchanged"}
    assert comparison["areas"][0] == {
        **comparison["areas"][0],
        "number": 1,
        "old": 12,
        "new": 13,
        "difference": 1,
        "direction": "risen",
    }
    assert comparison["total"] == {"old": 72, "new": 73, "difference": 1, "direction": "risen"}
    assert comparison["band"] == {"old": 1, "new": 2, "difference": 1, "direction": "risen"}
    assert comparison["tally"] == {"risen": 1, "fallen": 1, "unchanged": 22, "not_comparable": 0, "points": 1}


def test_a_drop_is_exit_code_1_when_asked(monitor, pair):
    """`--fail-on-drop` gives exit code 1 for a lower total, but not for a lower criterion."""
    old, new = pair
    assert monitor("compare", old, new, "--fail-on-drop").code == 0
    assert monitor("compare", new, old).code == 0
    outcome = monitor("compare", new, old, "--fail-on-drop")
    assert outcome.code == 1
    assert "dropped from 73 to 72" in outcome.err


def test_a_drop_within_a_band_is_a_drop(monitor, tmp_path):
    """A total that is one point lower within the same band is a drop."""
    old = write(tmp_path, "old.yaml", score_file(with_total(80), year=2024))
    new = write(tmp_path, "new.yaml", score_file(with_total(79)))
    assert monitor("compare", old, new, "--fail-on-drop").code == 1
    assert monitor("compare", old, new).code == 0


@pytest.mark.parametrize(
    ("later", "state"),
    [
        (3, "silent"),
        (2, "silent"),
        (4, None),
        (recommended(3), "repeated"),
        (recommended(3, "done"), None),
        (recommended(4), None),
    ],
)
def test_recommendations_without_follow_up(monitor, tmp_path, later, state):
    """A higher score, or a recommendation with the status "done", is a recorded follow-up."""
    old = write(tmp_path, "old.yaml", score_file({**THREES, 5: recommended(3), 6: recommended(3, "done")}, year=2024))
    new = write(tmp_path, "new.yaml", score_file({**THREES, 5: later}))
    unanswered = compared(monitor, old, new)[1]["comparison"]["unanswered"]
    assert [(u["criterion"], u["state"], u["year"]) for u in unanswered] == ([(5, state, 2024)] if state else [])


def test_three_years_are_compared(monitor, tmp_path):
    """Three years are sorted, whatever the order of the paths, with a sparkline for each area and for the total."""
    files = [
        write(tmp_path, f"{year}.yaml", score_file(score, year=year))
        for year, score in ((2025, 5), (2023, 1), (2024, 3))
    ]
    code, report = compared(monitor, *files)
    assert code == 0
    assert report["comparison"]["years"] == [2023, 2024, 2025]
    assert report["comparison"]["areas"][0]["values"] == [4, 12, 20]
    for name in ("text", "table", "markdown"):
        assert monitor("compare", *files, "-f", name).out.count("▁▄█") == 13
    assert monitor("compare", *files, files[0]).code == 2


def test_a_form_that_equals_a_score_file_is_not_compared_with_it(monitor, tmp_path):
    """Of a score file and the form that says the same, the score file is compared, and a note names the form."""
    files = [write(tmp_path, f"{year}.yaml", score_file(3, year=year)) for year in (2023, 2024, 2025)]
    form = tmp_path / "2024.xlsx"
    assert monitor("form", "export", files[1], "-o", form).code == 0
    outcome = monitor("compare", files[0], form, *files[1:], "-f", "json")
    report = json.loads(outcome.out)
    assert (outcome.code, report["comparison"]["years"]) == (0, [2023, 2024, 2025])
    assert report["passed_over"] == [{"file": str(form), "reason": "form-copy"}]
    assert f"not read, because the forms say the same as the score file of their body and year: {form}" in outcome.err


def test_any_later_file_follows_up_a_recommendation():
    """A recommendation that the next file does not follow up can be followed up by a later file."""
    cards = [card([3] * 24, year=2023, statuses={5: "open", 6: "open"}), card([3] * 24, year=2024)]
    assert [u.scored.criterion.number for u in trend(cards).unanswered] == [5, 6]
    cards.append(card([3, 3, 3, 3, 4, *[3] * 19]))
    assert [u.scored.criterion.number for u in trend(cards).unanswered] == [6]


def test_files_of_different_bodies_are_refused(monitor, pair, tmp_path):
    """Files of different bodies are refused with their ids and exit code 2."""
    other = write(tmp_path, "other.yaml", score_file(4, agency="other"))
    outcome = monitor("compare", pair[0], other)
    assert outcome.code == 2
    assert "ulgu-ministrligi, other" in outcome.err


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_without_a_total_is_not_compared(monitor, pair, tmp_path, name):
    """The problems of a file without a total are shown with exit code 1; an unreadable file gives exit code 2."""
    bad = write(tmp_path, "bad.yaml", score_file(9))
    outcome = monitor("compare", pair[0], bad, "-f", name)
    assert outcome.code == 1
    assert "score-out-of-range" in outcome.err
    assert outcome.out == "" or json.loads(outcome.out)["comparison"] is None
    assert monitor("compare", pair[0], tmp_path / "gone.yaml", "-f", name).code == 2


def test_wrong_usage(monitor, pair, tmp_path):
    """A single file, a file with a folder, and one folder three times are wrong usage."""
    assert monitor("compare", pair[0]).code == 2
    assert monitor("compare", pair[0], tmp_path).code == 2
    assert monitor("compare", tmp_path, tmp_path, tmp_path).code == 2


def second_edition(folder, comparable=""):
    text = (ROOT / "criteria" / "order-158@1.yaml").read_text(encoding="utf-8").replace('edition: "1"', 'edition: "2"')
    return write(folder, "second.yaml", text + comparable)


def test_editions_without_a_map_are_not_compared(monitor, pair, tmp_path):
    """Files of editions without a map are refused with exit code 2."""
    new = write(tmp_path, "new.yaml", score_file(4, criteria="order-158@2"))
    for paths in ((pair[0], new), (new, pair[0])):
        outcome = monitor("compare", *paths, "--criteria", second_edition(tmp_path))
        assert outcome.code == 2
        assert outcome.out == ""
        assert "order-158@2" in outcome.err


def test_editions_with_a_map_are_compared_where_it_says_so(monitor, pair, tmp_path):
    """Only mapped criteria are compared, and areas whose criteria are all mapped; total and band are not comparable."""
    numbers = ", ".join(f"{n}: {n}" for n in range(1, 8))
    criteria = second_edition(tmp_path, f"comparable:\n  - criteria: order-158@1\n    numbers: {{{numbers}}}\n")
    new = write(tmp_path, "new.yaml", score_file(4, criteria="order-158@2"))
    code, comparison = compared(monitor, pair[0], new, "--criteria", criteria)
    comparison = comparison["comparison"]
    assert code == 0
    assert comparison["tally"] == {"risen": 7, "fallen": 0, "unchanged": 0, "not_comparable": 34, "points": 7}
    assert comparison["total"]["direction"] == comparison["band"]["direction"] == "not-comparable"
    assert comparison["common"]["difference"] == 7
    areas = [a["direction"] for a in comparison["areas"]]
    assert areas[:3] == ["risen"] * 3
    assert set(areas[3:]) == {"not-comparable"}
    back = compared(monitor, new, pair[0], "--criteria", criteria)[1]["comparison"]
    assert back["tally"]["fallen"] == 7
    text = monitor("compare", pair[0], new, "--criteria", criteria).out
    assert "7 criteria are mapped" in text
    assert "≠" in text


def test_a_mapped_criterion_follows_up_a_recommendation(monitor, tmp_path):
    """The later edition's map gives the criterion of the follow-up; an unmapped criterion has no counterpart."""
    criteria = second_edition(tmp_path, "comparable:\n  - criteria: order-158@1\n    numbers: {1: 2, 2: 3, 3: 1}\n")
    old = write(tmp_path, "2024.yaml", score_file({**THREES, **{n: recommended(3) for n in (1, 2, 3, 4)}}, year=2024))
    new = score_file({**THREES, 1: recommended(2), 2: recommended(3, "done"), 4: 5}, criteria="order-158@2")
    code, output = compared(monitor, old, write(tmp_path, "2025.yaml", new), "--criteria", criteria)
    assert code == 0
    states = {each["criterion"]: each["state"] for each in output["comparison"]["unanswered"]}
    assert states == {2: "silent", 3: "repeated", 4: "no-counterpart"}


def test_every_earlier_edition_is_considered(monitor, pair, tmp_path):
    """The note on the mapped criteria appears if any earlier file, not only the last, has another edition."""
    criteria = second_edition(tmp_path, "comparable:\n  - criteria: order-158@1\n    numbers: {1: 1, 2: 2}\n")
    later = [write(tmp_path, f"{year}.yaml", score_file(4, year=year, criteria="order-158@2")) for year in (2026, 2027)]
    for name in ("text", "table", "markdown"):
        out = " ".join(monitor("compare", pair[1], *later, "--criteria", criteria, "-f", name).out.split())
        assert out.count("2 criteria are mapped") == 1
        assert "the comparable criteria add up to 7 → 8 (↑ +1)" in out.replace("\\", "")


def test_a_map_that_is_not_one_to_one_compares_nothing_twice():
    """Two criteria that are mapped to the same criterion are not compared."""
    edition = next_edition({1: 1, 2: 1, 3: 3, 99: 4})
    assert correspondence(CRITERIA_SET, edition) == correspondence(edition, CRITERIA_SET) == {3: 3}
    with pytest.raises(NotComparableError):
        compare(card([3] * 24), card([3] * 24, criteria_set=next_edition({1: 1, 2: 1})))


IDENTITY = {number: number for number in CRITERIA_SET.criteria}


def test_bands_of_other_limits_are_not_compared():
    """If all criteria are mapped, totals are compared, but bands with other limits are not."""
    first, second, *others = CRITERIA_SET.bands
    bands = (replace(first, max=71), replace(second, min=72), *others)
    same, other = next_edition(IDENTITY), replace(next_edition(IDENTITY), bands=bands)
    for edition, direction in ((same, "risen"), (other, "not-comparable")):
        comparison = compare(card([3] * 24), card([4] * 24, criteria_set=edition))
        assert (comparison.total.direction, comparison.band.direction) == ("risen", direction)


def test_scores_on_other_scales_are_not_compared():
    """Scores on a scale of 5 and on a scale of 10 are not compared, whatever the map says."""
    scale = replace(CRITERIA_SET.scale, max=10)
    edition = replace(next_edition(IDENTITY), scale=scale)
    assert correspondence(CRITERIA_SET, edition) is None
    assert correspondence(edition, CRITERIA_SET) is None


@pytest.fixture
def folders(tmp_path):
    """Bodies a and b in both years, c only in the first, d only in the second; b overtook a."""
    for year, bodies in ((2024, {"a": 5, "b": 3, "c": 4}), (2025, {"a": 4, "b": 5, "d": 3})):
        for agency, score in bodies.items():
            scores = dict.fromkeys(range(1, 25), score)
            scores[1] = recommended(score) if year == 2024 else score
            text = score_file(scores, agency=agency, name=agency.upper() * 3, year=year)
            write(tmp_path, f"{year}/{agency}.yaml", text)
    return tmp_path / "2024", tmp_path / "2025"


def test_two_folders_are_joined_by_body(monitor, folders):
    """The report compares totals, bands and ranks of the bodies in both folders, and lists new and missing bodies."""
    code, report = compared(monitor, *folders)
    assert code == 0
    bodies = {
        b["agency"]["id"]: (b["total"]["difference"], b["band"]["difference"], b["place"]) for b in report["bodies"]
    }
    assert bodies == {
        "b": (48, 4, {"old": 3, "new": 1, "gained": 2}),
        "a": (-24, -2, {"old": 1, "new": 2, "gained": -1}),
    }
    assert [r["agency"]["id"] for r in report["came"]] == ["d"]
    assert [r["agency"]["id"] for r in report["went"]] == ["c"]
    assert report["criteria"][0] == {
        **report["criteria"][0],
        "number": 1,
        "risen": 1,
        "fallen": 1,
        "unchanged": 0,
        "not_comparable": 0,
        "points": 1,
    }
    unanswered = {b["agency"]["id"]: len(b["unanswered"]) for b in report["bodies"]}
    assert unanswered == {"a": 1, "b": 0}
    assert monitor("compare", *folders, "--fail-on-drop").code == 1
    assert "a: dropped from 120 to 96" in monitor("compare", *folders, "--fail-on-drop").err


@pytest.mark.parametrize(
    ("points", "bodies", "rise", "fall"),
    [(3, 20, "+0.2", "−0.2"), (1, 4, "+0.3", "−0.3"), (7, 20, "+0.4", "−0.4"), (5, 4, "+1.3", "−1.3"),
     (1, 3, "+0.3", "−0.3"), (1, 21, "0.0", "0.0"), (0, 4, "0.0", "0.0")],
)  # fmt: skip
def test_a_mean_change_is_rounded_as_every_mean(monitor, tmp_path, points, bodies, rise, fall):
    """Half a unit is rounded up, or down for a fall; a change that rounds to zero has no sign."""
    for body in range(bodies):
        before = score_file(3, agency=f"b{body}", year=2024)
        own = points // bodies + (body < points % bodies)
        write(tmp_path, f"old/{body}.yaml", before)
        write(tmp_path, f"new/{body}.yaml", score_file(with_total(72 + own), agency=f"b{body}"))
    for name in ("text", "table", "markdown"):
        forth = monitor("compare", tmp_path / "old", tmp_path / "new", "-f", name).out
        back = monitor("compare", tmp_path / "new", tmp_path / "old", "-f", name).out
        assert f"mean change {rise}" in forth.replace("\n", " ")
        assert f"mean change {fall}" in back.replace("\n", " ")


def test_each_kind_of_body_has_its_own_list(monitor, folders):
    """State and municipal bodies are listed apart, because a rank counts only within one kind."""
    for folder, score in zip(folders, (1, 5), strict=True):
        year = int(folder.name)
        write(folder, "e.yaml", score_file(score, agency="e", name="EEE", kind="municipal", year=year))
    assert [b["agency"]["id"] for b in compared(monitor, *folders)[1]["bodies"]] == ["b", "a", "e"]
    for name in ("text", "table", "markdown"):
        out = monitor("compare", *folders, "-f", name).out
        positions = [out.index(heading) for heading in ("State bodies", "BBB", "AAA", "Municipal bodies", "EEE")]
        assert positions == sorted(positions)


def test_the_tie_rule_is_shown_below_an_earlier_rank(monitor, folders, tmp_path):
    """The tie rule appears below a rank of the earlier year, even if no body is ranked in the later one."""
    write(tmp_path, "later/a.yaml", score_file(4, agency="a", year=2026, secretary=None))
    for name in ("text", "table", "markdown"):
        out = monitor("compare", folders[1], tmp_path / "later", "-f", name).out
        assert "2 → – ≠" in out
        assert "(1, 2, 2, 4)" in " ".join(out.split())


def test_folders_of_two_editions_show_the_reason(monitor, folders, tmp_path):
    """Every format for people gives the reason why criteria of two editions are not compared."""
    criteria = second_edition(tmp_path, "comparable:\n  - criteria: order-158@1\n    numbers: {1: 1, 2: 2}\n")
    write(tmp_path, "third/a.yaml", score_file(4, agency="a", year=2026, criteria="order-158@2"))
    for name in ("text", "table", "markdown"):
        out = monitor("compare", folders[1], tmp_path / "third", "--criteria", criteria, "-f", name).out
        assert "2 criteria are mapped" in " ".join(out.split())


def test_a_body_with_a_draft_is_neither_new_nor_missing(monitor, folders):
    """A body with a draft is neither new nor missing; its file is left out, with exit code 1."""
    write(folders[1], "c.yaml", score_file({1: 3}, agency="c"))
    write(folders[0], "d.yaml", score_file({1: 3}, agency="d", year=2024))
    code, report = compared(monitor, *folders)
    assert code == 1
    assert report["went"] == report["came"] == []
    assert [r["agency"]["id"] for r in report["left_out"]] == ["d", "c"]


def test_places_of_two_ratings_are_not_compared(monitor, folders):
    """A body that became municipal has left the ranking of state bodies, so it gained no ranks."""
    write(folders[1], "a.yaml", score_file(4, agency="a", kind="municipal"))
    bodies = {b["agency"]["id"]: b["place"] for b in compared(monitor, *folders)[1]["bodies"]}
    assert bodies["a"] == {"old": 1, "new": 1, "gained": None}
    assert bodies["b"]["gained"] == 2


def test_a_folder_contains_one_year(monitor, folders):
    """A folder with several years is refused, and the message lists the years."""
    outcome = monitor("compare", folders[0], folders[0].parent)
    assert outcome.code == 2
    assert "2024, 2025" in outcome.err


def test_years_that_go_backwards_are_noted(monitor, pair, folders):
    """Two files or two folders are compared in the given order; a note says if the first one is the later year."""
    for old, new in (pair, folders):
        assert "later year" not in monitor("compare", old, new).err
        assert "later year (2025)" in monitor("compare", new, old).err


def test_no_common_body_fails(monitor, tmp_path):
    """Two folders without a common body give exit code 1."""
    for name in ("a", "b"):
        write(tmp_path, f"{name}/{name}.yaml", score_file(4, agency=name))
    assert monitor("compare", tmp_path / "a", tmp_path / "b").code == 1


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_all_formats_in_all_languages(monitor, pair, folders, name, language):
    """Numbers, names and signs are the same in every language."""
    one = monitor("compare", *pair, "-f", name, "--lang", language)
    two = monitor("compare", *folders, "-f", name, "--lang", language)
    assert (one.code, two.code) == (0, 0)
    assert "73" in one.out
    for body in ("AAA", "BBB", "CCC", "DDD"):
        assert body in two.out
    if name in ("text", "table", "markdown"):
        assert "↑ +2" in one.out
        assert "↓ −1" in one.out
        assert "↑ +48" in two.out
        assert "(1, 2, 2, 4)" in " ".join(two.out.split()), "every rank has the tie rule"


def test_csv_rows(monitor, pair, folders):
    """CSV has a row per area, criterion, total and band, or per body, and all rows have the same number of cells."""
    for paths, count in ((pair, 12 + 24 + 2), (folders, 4)):
        out = monitor("compare", *paths, "-f", "csv").out
        header, *rows = csv.reader(io.StringIO(out.lstrip("\ufeff")), delimiter=";")
        assert len(rows) == count
        assert {len(row) for row in rows} == {len(header)}


def test_csv_shows_the_kind_in_the_language(monitor, folders):
    """The CSV has the kind of a body in the language of the run, as that of `batch` does."""
    out = monitor("compare", *folders, "-f", "csv", "--lang", "ru").out
    assert [row[2] for row in csv.reader(io.StringIO(out), delimiter=";")][1:] == ["государственный орган"] * 4


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_name_is_cut_off(monitor, folders, monkeypatch, columns):
    """However narrow the terminal, each name and total is complete."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for run in (["compare", *folders], ["rank", folders[1]]):
        out = monitor(*run, "-f", "table").out
        assert "…" not in out
        assert "AAA" in out
        assert "120" in out
        assert max(len(line) for line in out.splitlines()) <= columns
