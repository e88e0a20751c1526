"""A body that is monitored more than once in a year: the later exercise counts in every report."""

from __future__ import annotations

import csv
import datetime
import json
import re
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor_cli.core.result import Body, monitorings
from tests.files import score_file, with_total, write

SPRING = {"from": "2025-03-03", "to": "2025-03-14"}
AUTUMN = {"from": "2025-10-06", "to": "2025-10-10"}
RULE = "in this tool, the total of the later monitoring counts"

MEETING = {
    "no days": ({}, {}),
    "days in one file": (SPRING, {}),
    "one common day": (SPRING, {"from": "2025-03-14", "to": "2025-03-20"}),
    "one inside the other": (SPRING, {"from": "2025-03-05", "to": "2025-03-06"}),
    "an open end that could be any": ({"from": "2025-03-03"}, AUTUMN),
    "an open beginning that could be any": (SPRING, {"to": "2025-10-10"}),
}
"""Periods that do not distinguish two monitoring exercises."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A year of two bodies; the fixture is a function that adds a file of a third body, `ulgu`."""
    monkeypatch.chdir(tmp_path)
    for agency, total in (("alfa", 100), ("beta", 90)):
        write(tmp_path, f"2025/{agency}.yaml", score_file(with_total(total), agency=agency, name=agency.title()))
    return lambda name, total, days: write(
        tmp_path,
        name,
        score_file(with_total(total), agency="ulgu", name="Ulgu", **({"monitoring": days} if days else {})),
    )


def test_the_ranking_takes_the_later_exercise(monitor, folder):
    """The later period counts, whatever the file names; the earlier file is listed with its reason and the rule."""
    folder("2025/a-planned.yaml", 80, AUTUMN)
    folder("2025/b-unplanned.yaml", 110, SPRING)
    outcome = monitor("rank", "2025", "-f", "json")
    rating = json.loads(outcome.out)
    assert outcome.code == 0
    assert [(r["agency"]["id"], r["total"]) for r in rating["ranking"]] == [("alfa", 100), ("beta", 90), ("ulgu", 80)]
    assert rating["unranked_counts"] == {"earlier-monitoring": 1}
    earlier = rating["unranked"][0]
    assert (earlier["file"], earlier["broken"]) == ("2025/b-unplanned.yaml", False)
    assert earlier["later_monitoring"] == "2025/a-planned.yaml"
    assert rating["rule"]["repeated"]["counts"] == "later"
    assert RULE in rating["rule"]["repeated"]["note"]
    for name in ("text", "table", "markdown"):
        out = " ".join(monitor("rank", "2025", "-f", name).out.replace("\\", "").split())
        assert RULE in out
        assert "2025/b-unplanned.yaml: ulgu (2025/a-planned.yaml counts instead)" in out
    for name in ("csv", "jsonl"):
        assert RULE in monitor("rank", "2025", "-f", name).err


@pytest.mark.parametrize("days", MEETING)
def test_without_distinct_periods_a_body_is_a_duplicate(monitor, folder, days):
    """Without distinct periods, a body is a duplicate in every command: no rank, no closing, exit code 1."""
    one, other = MEETING[days]
    folder("2025/1.yaml", 80, one)
    folder("2025/2.yaml", 110, other)
    write(folder("2024/1.yaml", 70, {}).parent, "1.yaml", score_file(3, agency="ulgu", year=2024))
    outcome = monitor("validate", "2025", "-f", "json")
    files = {file["file"]: [p["rule"] for p in file["problems"]] for file in json.loads(outcome.out)["files"]}
    assert (outcome.code, files["2025/1.yaml"], files["2025/2.yaml"]) == (1, ["body-duplicate"], ["body-duplicate"])
    for command in (
        ["rank", "2025"],
        ["batch", "2025"],
        ["report", "2025", "-o", "r.html"],
        ["compare", "2024", "2025"],
    ):
        outcome = monitor(*command)
        assert outcome.code == 1
        assert "earlier monitoring" not in outcome.out + outcome.err
    assert monitor("freeze", "2025", "-o", "2025.json").code == 1
    rating = json.loads(monitor("rank", "2025", "-f", "json").out)
    assert rating["unranked_counts"] == {"same-body-twice": 2}


def test_two_exercises_are_no_problem(monitor, folder):
    """`validate`, `freeze` and `validate --frozen` accept both files, list the earlier one, and exit with 0."""
    folder("2025/1.yaml", 80, SPRING)
    folder("2025/2.yaml", 110, AUTUMN)
    note = "2025/1.yaml is an earlier monitoring exercise of ulgu in 2025; 2025/2.yaml counts\n"
    for command in (
        ["validate", "2025"],
        ["freeze", "2025", "-o", "2025.json"],
        ["validate", "--frozen", "2025.json"],
        ["report", "2025", "-o", "r.html"],
    ):
        outcome = monitor(*command)
        assert (outcome.code, outcome.err.count("earlier monitoring")) == (0, 1)
        assert note in outcome.err.replace("./", "")
    assert len(json.loads(Path("2025.json").read_text("utf-8"))["closings"][0]["added"]) == 4
    assert monitor("validate", "2025", "-q").err == ""


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_figures_of_a_batch_count_a_body_once(monitor, folder, jobs):
    """Both files have a row and a total; mean, median and bands count the later one."""
    folder("2025/1.yaml", 30, SPRING)
    folder("2025/2.yaml", 110, AUTUMN)
    report = json.loads(monitor("batch", "2025", "-f", "json", "--jobs", jobs).out)
    assert {row["file"]: (row["total"], row["later_monitoring"]) for row in report["results"]} == {
        "2025/alfa.yaml": (100, None),
        "2025/beta.yaml": (90, None),
        "2025/1.yaml": (30, "2025/2.yaml"),
        "2025/2.yaml": (110, None),
    }
    group = report["summary"]["groups"][0]
    assert (group["scored"], group["mean"], group["lowest"], group["highest"]) == (3, 100.0, 90, 110)
    assert report["summary"]["ok"] == 4
    out = monitor("batch", "2025").out
    assert "earlier monitoring (2025/2.yaml counts instead)" in out
    assert ";earlier monitoring;" in monitor("batch", "2025", "-f", "csv").out


def test_a_form_is_an_exercise_like_any_other_file(monitor, folder):
    """The period of a form counts like that of a file: whichever is later is ranked."""
    for form_days, own_days, counted in ((SPRING, AUTUMN, 100), (AUTUMN, SPRING, 60)):
        form = folder("form.yaml", 60, form_days)
        assert monitor("form", "export", form, "-o", "2025/form.xlsx", "--force").code == 0
        folder("2025/ulgu.yaml", 100, own_days)
        outcome = monitor("rank", "2025", "-f", "json")
        rating = json.loads(outcome.out)
        assert (outcome.code, rating["unranked_counts"]) == (0, {"earlier-monitoring": 1})
        assert {r["agency"]["id"]: r["total"] for r in rating["ranking"]}["ulgu"] == counted
        assert json.loads(monitor("batch", "2025", "-f", "json").out)["summary"]["groups"][0]["scored"] == 3


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_latest_of_three_exercises_counts(monitor, folder, order):
    """The order of the files has no effect; the two other files are listed, each with the latest one."""
    days = [SPRING, {"from": "2025-06-02", "to": "2025-06-02"}, AUTUMN]
    for name, index in zip("abc", order, strict=True):
        folder(f"2025/{name}.yaml", 110 + index, days[index])
    rating = json.loads(monitor("rank", "2025", "-f", "json").out)
    assert (rating["ranking"][0]["total"], len(rating["ranking"])) == (112, 3)
    latest = rating["ranking"][0]["file"]
    assert [u["later_monitoring"] for u in rating["unranked"]] == [latest] * 2


def test_two_overlapping_exercises_leave_the_body_without_a_rank(monitor, folder):
    """If the two later exercises overlap, the body has no rank: the earlier exercise does not replace them."""
    folder("2025/1.yaml", 80, SPRING)
    folder("2025/2.yaml", 110, AUTUMN)
    folder("2025/3.yaml", 111, AUTUMN)
    outcome = monitor("rank", "2025", "-f", "json")
    rating = json.loads(outcome.out)
    assert outcome.code == 1
    assert rating["unranked_counts"] == {"same-body-twice": 2, "earlier-monitoring": 1}
    assert {r["agency"]["id"] for r in rating["ranking"]} == {"alfa", "beta"}


def test_a_later_draft_leaves_the_body_without_a_rank(monitor, folder):
    """If the later file is a draft, the body has no rank: the earlier exercise does not replace it."""
    folder("2025/1.yaml", 80, SPRING)
    write(folder("x.yaml", 80, {}).parent, "2025/2.yaml", score_file({1: 3}, agency="ulgu", monitoring=AUTUMN))
    outcome = monitor("rank", "2025", "-f", "json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["unranked_counts"] == {"incomplete": 1, "earlier-monitoring": 1}


BROKEN = {
    "a wrong score": lambda days: score_file(9, agency="ulgu", **days),
    "a syntax error": lambda days: score_file(4, agency="ulgu", **days) + "note: : [\n",
    "an unknown key": lambda days: score_file(4, agency="ulgu", **days) + "notes: x\n",
    "another edition": lambda days: score_file(4, agency="ulgu", criteria="order-158@9", **days),
}
"""Files with a body, a year and an error, made from the period of their monitoring exercise."""


@pytest.mark.parametrize("error", BROKEN)
@pytest.mark.parametrize(
    ("days", "left_out", "total"),
    [
        (AUTUMN, {"invalid": 1, "earlier-monitoring": 1}, None),
        ({"from": "2025-01-13", "to": "2025-01-17"}, {"invalid": 1}, 80),
        (SPRING, {"same-body-twice": 2}, None),
        (None, {"same-body-twice": 2}, None),
        ({"from": "2025-10-10", "to": "2025-10-06"}, {"same-body-twice": 2}, None),
        ({"from": "2025-09-31", "to": "2025-10-06"}, {"same-body-twice": 2}, None),
    ],
)
def test_a_broken_file_is_an_exercise_too(monitor, folder, error, days, left_out, total):
    """No other file replaces a later file with an error, because the later one counts as soon as it is fixed."""
    folder("2025/1.yaml", 80, SPRING)
    write(Path(), "2025/2.yaml", BROKEN[error]({"monitoring": days} if days else {}))
    for jobs in (["batch", "2025", "-f", "json"], ["batch", "2025", "-f", "json", "--jobs", "2"]):
        report = json.loads(monitor(*jobs).out)
        assert report["summary"]["groups"][0]["scored"] == 2 + (total is not None)
    outcome = monitor("rank", "2025", "-f", "json")
    rating = json.loads(outcome.out)
    assert (outcome.code, rating["unranked_counts"]) == (1, left_out)
    assert {r["agency"]["id"]: r["total"] for r in rating["ranking"]}.get("ulgu") == total
    assert monitor("publish", "2025", "--unfinished", "-o", "public").code == 0
    rows = csv.DictReader(Path("public/rating.csv").read_text("utf-8").splitlines())
    assert {row["agency_id"]: int(row["total"]) for row in rows}.get("ulgu") == total


@pytest.mark.parametrize("total", [80, 9])
def test_a_body_has_one_kind_in_a_year(monitor, folder, total):
    """A later file that calls a state body municipal takes no place away: both files get an error."""
    folder("2025/1.yaml", 80, SPRING)
    scores = 9 if total == 9 else with_total(total)
    write(Path(), "2025/2.yaml", score_file(scores, agency="ulgu", kind="municipal", monitoring=AUTUMN))
    for kind in ("state", "municipal"):
        outcome = monitor("rank", "2025", "--kind", kind, "-f", "json")
        rating = json.loads(outcome.out)
        assert (outcome.code, rating["unranked_counts"]["same-body-twice"]) == (1, 2)
        assert "ulgu" not in {r["agency"]["id"] for r in rating["ranking"]}
    assert "correct the id, the kind or the year" in monitor("validate", "2025").out
    assert monitor("freeze", "2025", "-o", "2025.json").code == 1


def test_an_earlier_exercise_is_not_published_instead_of_a_draft(monitor, folder):
    """In an unfinished year, the publication ranks exactly the bodies that `rank` ranks."""
    folder("2025/1.yaml", 80, SPRING)
    write(Path(), "2025/2.yaml", score_file({1: 3}, agency="ulgu", monitoring=AUTUMN))
    assert monitor("publish", "2025", "--unfinished", "-o", "public").code == 0
    ranking = json.loads(monitor("rank", "2025", "-f", "json").out)["ranking"]
    rows = csv.DictReader(Path("public/rating.csv").read_text("utf-8").splitlines())
    assert [row["agency_id"] for row in rows] == [r["agency"]["id"] for r in ranking] == ["alfa", "beta"]
    assert monitor("verify", "public").code == 0


def test_a_comparison_takes_the_later_exercise(monitor, folder):
    """`compare` takes the later exercise of each folder or year; of two given files, it compares both."""
    folder("2025/1.yaml", 80, SPRING)
    folder("2025/2.yaml", 110, AUTUMN)
    for year, total in ((2023, 60), (2024, 70)):
        write(
            folder("x.yaml", 80, {}).parent, f"{year}/u.yaml", score_file(with_total(total), agency="ulgu", year=year)
        )
    report = json.loads(monitor("compare", "2024", "2025", "-f", "json").out)
    assert [body["total"]["new"] for body in report["bodies"]] == [110]
    assert [one["agency"]["id"] for one in report["came"]] == ["alfa", "beta"]
    outcome = monitor("compare", "2023/u.yaml", "2024/u.yaml", "2025/1.yaml", "2025/2.yaml")
    assert outcome.code == 0
    assert "110" in outcome.out
    assert "2025/1.yaml is an earlier monitoring" in outcome.err
    assert monitor("compare", "2025/1.yaml", "2025/2.yaml").code == 0
    folder("2025/1.yaml", 80, {})
    assert monitor("compare", "2023/u.yaml", "2024/u.yaml", "2025/1.yaml", "2025/2.yaml").code == 2


def test_the_page_shows_both_exercises_and_one_rank(monitor, folder):
    """Each exercise has its link; figures and heat map use the later one, and the rule is below the ranking."""
    folder("2025/1.yaml", 80, SPRING)
    folder("2025/2.yaml", 110, AUTUMN)
    folder("2025/3.yaml", 85, {"from": "2025-06-02", "to": "2025-06-02"})
    assert monitor("report", "2025", "-o", "r.html", "--lang", "en").code == 0
    page = Path("r.html").read_text("utf-8")
    rows = re.findall(r'<tr data-k="state"[^>]*><td>(\S+?)<th scope=row>\s*<a href="#([^"]+)"', page)
    assert rows == [
        ("1", "ulgu-2025"), ("2", "alfa-2025"), ("3", "beta-2025"),
        ("–", "ulgu-2025-2025-06-02"), ("–", "ulgu-2025-2025-03-14"),
    ]  # fmt: skip
    for _place, anchor in rows:
        assert page.count(f'id="{anchor}"') == 1
    assert "<b>3</b>" in re.search(r'<div class="figures">.*?</div>', page, re.S)[0]
    assert (
        page.count("The order does not say which total of a body counts") == 2
    )  # once on the page, and once in the texts for all languages


@given(
    st.lists(st.tuples(*[st.none() | st.integers(1, 12)] * 2).filter(lambda d: None in d or d[0] <= d[1]), max_size=6)
)
def test_periods_meet_pair_by_pair(days):
    """Law: periods that can share a day meet; of all others, only the latest counts."""
    year = [(begin or 0, end or 13) for begin, end in days]
    files = [
        (str(i), Body("a", "A", "state", 2025, None, None, *(m and datetime.date(2025, m, 1) for m in pair)))
        for i, pair in enumerate(days)
    ]
    meeting, earlier = monitorings(files)
    pairs = {
        (str(i), str(j))
        for i, (begin, end) in enumerate(year)
        for j, (other, last) in enumerate(year)
        if i != j and begin <= last and other <= end
    }
    assert meeting.keys() == {file for file, _other in pairs}
    assert set(meeting.items()) <= pairs
    begins = {str(i): begin for i, (begin, _end) in enumerate(year)}
    latest = max(begins.values(), default=0)
    assert earlier.keys() == {file for file in begins if file not in meeting and begins[file] < latest}
    assert all(begins[file] == latest for file in earlier.values())


def test_a_publication_gives_a_body_one_rank(monitor, folder):
    """The publication has both files of each body, and the earlier one has no rank."""
    for number in range(52):
        for name, days, total in (("1", SPRING, 90), ("2", AUTUMN, 80)):
            text = score_file(with_total(total), agency=f"a-{number}", monitoring=days, kind="municipal")
            write(Path(), f"2025/{number}-{name}.yaml", text)
    assert monitor("publish", "2025", "-o", "public").code == 0
    rows = list(csv.DictReader(Path("public/rating.csv").read_text("utf-8").splitlines()))
    municipal = [row for row in rows if row["kind"] == "municipal"]
    assert {row["file"] for row in municipal if row["rank"]} == {f"scores/a-{n}.2025-10-06.yaml" for n in range(52)}
    assert {row["total"] for row in municipal if row["rank"]} == {"80"}
    assert [row["left_out"] for row in municipal if not row["rank"]] == ["earlier-monitoring"] * 52
    assert monitor("verify", "public").code == 0


@pytest.mark.parametrize("ending", ["note: : [\n", "<<<<<<< HEAD\n", "note: \udcff\n"])
def test_a_duplicate_in_a_file_that_is_no_yaml_has_its_place(monitor, tmp_path, ending):
    """The body is read from the bytes of a file that YAML cannot read, and the problem is at its id."""
    text = score_file(4, agency="ulgu")
    write(tmp_path, "a.yaml", text)
    (tmp_path / "b.yaml").write_bytes((text + ending).encode("utf-8", "surrogateescape"))
    files = json.loads(monitor("validate", tmp_path, "-f", "json").out)["files"]
    (problem,) = [problem for problem in files[1]["problems"] if problem["rule"] == "body-duplicate"]
    line = text.splitlines()[problem["line"] - 1]
    assert line[problem["column"] - 1 : problem["end_column"] - 1] == "ulgu"


def test_the_ids_of_foreign_files_are_not_compared(monitor, tmp_path):
    """Broken files of another program show nothing, also when two of them have the same id and year."""
    for name in ("a.yaml", "b.yaml"):
        write(tmp_path, name, "user:\n  id: secret-name\n  year: 2025\n  token: [\n")
    outcome = monitor("validate", tmp_path)
    assert outcome.code == 1
    assert "secret-name" not in outcome.out + outcome.err
