"""`monitor batch`: one row per file, no total for a file with errors, and a summary that agrees with the rows."""

from __future__ import annotations

import csv
import gc
import io
import json
import re
import statistics
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from benchmarks import corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor_cli.core.batch import BatchReport, Selection, Summary
from monitor_cli.core.result import row_of
from monitor_cli.output import BATCH, FORMATS, Look, show
from monitor_cli.reading import batch
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.gather import BatchRows
from monitor_cli.reading.score_files import check_file, check_source
from monitor_cli.reading.source import Source
from tests.conftest import ROOT
from tests.files import score_file, with_total, write


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """A generated folder with every kind of broken file, and the expected verdicts."""
    folder = tmp_path_factory.mktemp("batch") / "year"
    return folder, corpus.write(folder, 20 * len(corpus.BROKEN), seed=7)


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A few bodies of either kind, and every kind of broken file once."""
    folder = tmp_path_factory.mktemp("few")
    for number, (name, data, _verdict) in enumerate(corpus.files(20 * len(corpus.BROKEN), seed=7)):
        if number % 20 in (0, 7, 13):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
    return folder


def folder_of(tmp_path, *totals, **more):
    for index, total in enumerate(totals):
        write(tmp_path, f"{index}.yaml", score_file(with_total(total), agency=f"organ-{index}", **more))
    return tmp_path


def lines(outcome):
    return [json.loads(line) for line in outcome.out.splitlines()]


def results(outcome):
    return json.loads(outcome.out)["results"]


def test_verdicts_are_those_of_the_manifest(monitor, year):
    """Each generated file gets the status, the total and the rule of the manifest."""
    folder, manifest = year
    outcome = monitor("batch", folder, "-f", "jsonl")
    rows = {row["file"].removeprefix(f"{folder}/"): row for row in lines(outcome)}
    assert outcome.code == 1
    assert rows.keys() == manifest.keys()
    for name, verdict in manifest.items():
        assert (rows[name]["status"], rows[name]["total"]) == (verdict["status"], verdict["total"]), name
        assert (rows[name]["band"] is None) == (verdict["total"] is None)
        assert verdict.get("rule") in (None, *(problem["rule"] for problem in rows[name]["problems"])), name


def test_batch_and_score_agree_on_a_file(monitor, year):
    """`batch` gives the result of `score` without areas and self-assessment."""
    folder, manifest = year
    alone = {name for name, verdict in manifest.items() if verdict.get("rule") != "body-duplicate"}
    batch = {row["file"]: row for row in lines(monitor("batch", folder, "-f", "jsonl"))}
    files = [f"{folder}/{name}" for name in sorted(alone)]
    for result in results(monitor("score", *files, "-f", "json")):
        result.pop("areas")
        result.pop("self_assessment", None)
        row = batch[result["file"]]
        assert {key: row[key] for key in result} == result


def test_a_file_leaves_nothing_in_memory(few):
    """No object of a checked file waits for the garbage collector, whatever its errors."""
    files = sorted(map(str, few.rglob("*.yaml")))
    library = CriteriaLibrary()
    for file in files:  # load modules and schemas, which stay in memory
        row_of(check_file(file, library))
    gc.collect()
    for file in files:
        row_of(check_file(file, library))
        assert gc.collect() == 0, file


@pytest.mark.parametrize("format_name", ["jsonl", "json", "csv", "text", "markdown", "table"])
def test_results_do_not_depend_on_the_number_of_jobs(monitor, few, monkeypatch, format_name):
    """Two processes with small chunks print exactly the same bytes as one process."""
    monkeypatch.setattr("monitor_cli.reading.workers.CHUNK", 7)
    one, two = (monitor("batch", few, "-f", format_name, "--jobs", jobs, "--self") for jobs in (1, 2))
    assert one == two


def test_a_body_described_twice_has_no_total_in_any_format(monitor, tmp_path, monkeypatch):
    """In every format, neither of two files for one body and year gets a total or a band, and each names the other."""
    monkeypatch.setenv("COLUMNS", "300")
    folder_of(tmp_path, 80, 90)
    write(tmp_path, "again.yaml", score_file(5, agency="organ-1"))
    for format_name in (
        name for name in BATCH.formats if not FORMATS[name].is_binary
    ):  # a binary format: see test_batch_xlsx
        outcome = monitor("batch", tmp_path, "-f", format_name)
        assert outcome.code == 1, format_name
        if format_name in ("json", "jsonl"):
            rows = results(outcome) if format_name == "json" else lines(outcome)
            twice = [row for row in rows if row["agency"]["id"] == "organ-1"]
            assert [(row["total"], row["band"]) for row in twice] == [(None, None)] * 2
            assert [p["rule"] for row in twice for p in row["problems"]] == ["body-duplicate"] * 2
            assert [p["line"] for row in twice for p in row["problems"]] == [3, 3]
        else:
            assert "again.yaml" in (outcome.err if format_name == "long" else outcome.out)
            assert "120" not in outcome.out.replace("/120", "").replace("–120", "").replace("of 120", "")


def test_a_duplicate_that_changed_has_no_line(monitor, tmp_path, monkeypatch):
    """A duplicate has no line number if its file changed in the meantime, because the line could be another one."""
    from monitor_cli.reading import gather, score_files

    folder_of(tmp_path, 80, 90)
    write(tmp_path, "again.yaml", score_file(5, agency="organ-1"))

    def later(rows, file):
        source = Source(file, b"# new\n" + Path(file).read_bytes())
        return score_files.check_source(source, CriteriaLibrary())

    monkeypatch.setattr(gather.BatchRows, "_again", later)
    twice = [row for row in lines(monitor("batch", tmp_path, "-f", "jsonl")) if row["problems"]]
    assert [row["problems"][0]["line"] for row in twice] == [None, None]
    assert all(row["total"] is None for row in twice)


@pytest.mark.parametrize(("format_name", "head"), [("text", 0), ("markdown", 2), ("csv", 1), ("jsonl", 0)])
def test_rows_are_shown_one_by_one(format_name, head):
    """Below the head, each line of output reads one more file, so that no format keeps the rows in memory."""
    library, asked = CriteriaLibrary(), []
    result = check_source(Source("a.yaml", score_file(4).encode()), library)

    class Rows:
        def __iter__(self):
            for number in range(100):
                asked.append(number)
                yield row_of(result)

    summary = Summary()
    summary.add(row_of(result))
    report = BatchReport(Rows(), summary, {criteria_set.ref: criteria_set for criteria_set in library.sets})
    pieces = show(BATCH, report, format_name, Look())
    assert len([next(pieces) for _ in range(head + 3)]) == head + 3
    assert len(asked) == 3


@pytest.mark.parametrize("format_name", [name for name in BATCH.formats if not FORMATS[name].is_binary])
def test_a_batch_has_no_rank(monitor, tmp_path, format_name):
    """No format of `batch` contains a rank; only `rank` gives one, among the bodies of one kind."""
    folder_of(tmp_path, 100, 90, 90)
    out = monitor("batch", tmp_path, "-f", format_name).out
    assert not re.search(r"\b(place|shared|rank)\b|1, 2, 2, 4|\b2=|not the order's", out)


def test_the_summary_agrees_with_the_rows(monitor, year):
    """Counts, shares, mean, median, lowest and highest total of the summary match the listed totals."""
    document = json.loads(monitor("batch", year[0], "-f", "json").out)
    rows = [
        ((row["agency"]["kind"], row["year"], row["criteria"].partition("@")[0]), row["total"])
        for row in document["results"]
        if row["total"] is not None
    ]
    totals, summary = [total for _, total in rows], document["summary"]
    assert summary["files"] == len(document["results"]) == sum(summary[key] for key in ("ok", "incomplete", "invalid"))
    assert sum(group["scored"] for group in summary["groups"]) == summary["ok"] == len(totals)
    for group in summary["groups"]:
        own = [total for key, total in rows if key == (group["kind"], group["year"], group["criteria"]["id"])]
        assert group["scored"] == len(own)
        assert group["mean"] == pytest.approx(statistics.mean(own), abs=0.051)
        assert group["median"] == statistics.median(own)
        assert (group["lowest"], group["highest"]) == (min(own), max(own))
        assert sum(band["count"] for band in group["bands"]) == len(own)
        assert sum(area["mean"] for area in group["areas"]) == pytest.approx(statistics.mean(own), abs=0.1)
        assert len(group["weakest"]) == 5


def two_kinds_and_years(folder):
    """Write state bodies with 120, 48 and 96 points in 2025 and 72 in 2024, and a municipal body with 24 in 2025."""
    bodies = [("a", 5, "state", 2025), ("b", 2, "state", 2025), ("c", 4, "state", 2025)]
    bodies += [("a", 3, "state", 2024), ("d", 1, "municipal", 2025)]
    for agency, score, kind, year in bodies:
        write(folder, f"{agency}-{year}.yaml", score_file(score, agency=agency, kind=kind, year=year))
    return folder


GROUPS = [
    ("state", 2025, 3, 88.0, 96, 48, 120),
    ("municipal", 2025, 1, 24.0, 24, 24, 24),
    ("state", 2024, 1, 72.0, 72, 72, 72),
]
"""Kind, year, count, mean, median, lowest and highest total of each group: newest year first, state bodies first."""


def test_each_kind_and_year_has_its_own_figures(monitor, tmp_path):
    """No mean, median, band or criterion mixes two years, or state and municipal bodies."""
    document = json.loads(monitor("batch", two_kinds_and_years(tmp_path), "-f", "json").out)
    groups = document["summary"]["groups"]
    keys = ("kind", "year", "scored", "mean", "median", "lowest", "highest")
    assert [tuple(group[key] for key in keys) for group in groups] == GROUPS
    assert [[band["count"] for band in group["bands"]] for group in groups] == [
        [1, 0, 1, 0, 1],
        [1, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
    ]
    assert [group["weakest"][0]["mean"] for group in groups] == [3.67, 1.0, 3.0]


@pytest.mark.parametrize("format_name", ["text", "table", "markdown", "xlsx"])
def test_every_format_for_people_heads_each_block_of_figures(monitor, tmp_path, format_name):
    """A heading gives kind, year, criteria and number of files; the next line gives the mean of these files alone."""
    target = tmp_path / "out"
    monitor("batch", two_kinds_and_years(tmp_path / "in"), "-f", format_name, "-o", target)
    if format_name == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(target.read_bytes())).worksheets[-2]
        lines_shown = [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0]]
    else:
        text = target.read_text(encoding="utf-8").replace("@<!-- -->", "@")
        lines_shown = [line.strip("# ") for line in text.splitlines() if line.strip()]
    for kind, year, count, mean, *_rest in GROUPS:
        files = "1 file" if count == 1 else f"{count} files"
        heading = f"{kind.capitalize()} bodies, {year}, order-158@1: {files}"
        assert lines_shown[lines_shown.index(heading) + 1].startswith(f"mean {mean}, ")
    assert sum("mean " in line and "median" in line for line in lines_shown) == len(GROUPS)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from("abcd"), st.booleans(), st.booleans()), min_size=1))
def test_the_summary_is_that_of_the_rows_without_twins(bodies):
    """A row whose duplicate appears later is removed from the totals and counted as a file without a total."""
    rows, library = [], CriteriaLibrary()
    for number, (score, agency, own, draft) in enumerate(bodies):
        text = score_file(score, agency=agency, **({"self_scores": {1: 5, 2: None}} if own else {}))
        text = text.replace("  7:", "  # 7:") if draft else text
        rows.append(row_of(check_source(Source(f"{number}.yaml", text.encode()), library)))
    gathered, again = BatchRows(rows, Selection()), Summary()
    for row in gathered:
        again.add(row)
    twins = Counter(agency for _, agency, _, _ in bodies)
    assert [row.total is None for row in gathered] == [draft or twins[agency] > 1 for _, agency, _, draft in bodies]
    assert +gathered.summary.statuses == again.statuses
    assert gathered.summary.groups.keys() == again.groups.keys()
    for ref, group in again.groups.items():
        gathered_group = gathered.summary.groups[ref]
        assert (gathered_group.totals, gathered_group.scores) == (group.totals, group.scores)
        assert (+gathered_group.bands, +gathered_group.gaps) == (group.bands, group.gaps)


def test_figures_are_those_without_the_bodies_that_are_described_twice(monitor, tmp_path):
    """The duplicated files of a body are removed from totals, bands, criterion sums and self-assessments."""
    write(tmp_path, "a.yaml", score_file([5, 1, *[3] * 22], agency="a", self_scores={1: 4, 2: 3}))
    write(tmp_path, "b.yaml", score_file([2, 4, *[4] * 22], agency="b", self_scores={1: 5}))
    write(tmp_path, "c.yaml", score_file([3] * 24, agency="c", year=2024))

    def figures():
        return json.loads(monitor("batch", tmp_path, "--self", "-f", "json").out)["summary"]["groups"]

    without = figures()
    for name, scores in (("aa", [1, 5, *[2] * 22]), ("bb", [4, 2, *[5] * 22]), ("d", [5] * 24)):
        write(tmp_path, f"{name}.yaml", score_file(scores, agency="twice", self_scores={1: 1, 2: 2, 3: 5}))
    for name in "ef":  # the only bodies of their year, of which no group remains
        write(tmp_path, f"{name}.yaml", score_file(4, agency="gone", year=2023))
    assert figures() == without


def test_the_mean_of_an_area_has_its_maximum(monitor, tmp_path):
    """The maximum of an area is the maximum of all its criteria: 20 for the four of the first area."""
    folder_of(tmp_path, 120, 72)
    (group,) = json.loads(monitor("batch", tmp_path, "-f", "json").out)["summary"]["groups"]
    counts = [len(area.criteria) for area in CriteriaLibrary().default.areas]
    assert [(area["mean"], area["max"]) for area in group["areas"]] == [(4 * count, 5 * count) for count in counts]


def test_as_many_processes_as_this_one_may_use(monitor, tmp_path, monkeypatch):
    """The number of processes depends on the processors of this process, not of another one."""
    monkeypatch.setattr(batch, "WORTH_WORKERS", 2)
    monkeypatch.setattr(batch.os, "sched_getaffinity", {0: {0}}.__getitem__, raising=False)
    assert monitor("batch", folder_of(tmp_path, 80, 90, 100)).code == 0


def test_means_and_shares_are_rounded_half_up(monitor, tmp_path):
    """A mean of 72.25 is shown as 72.3, and 1 body of 16 as 6.3 %."""
    folder_of(tmp_path, *[72] * 15, 76)
    (group,) = json.loads(monitor("batch", tmp_path, "-f", "json").out)["summary"]["groups"]
    assert group["mean"] == 72.3
    assert [band["percent"] for band in group["bands"][:2]] == [93.8, 6.3]


def test_the_median_of_an_even_number_is_between_the_middle_two(monitor, tmp_path):
    """The median of 80, 85, 90 and 99 is 87.5."""
    folder_of(tmp_path, 80, 99, 90, 85)
    (group,) = json.loads(monitor("batch", tmp_path, "-f", "json").out)["summary"]["groups"]
    assert group["median"] == 87.5


def test_the_weakest_area_is_that_of_the_least_share(monitor, tmp_path):
    """The lowest-scoring area has the smallest share of its maximum: 8 of 20 points rank below 3 of 5."""
    write(tmp_path, "a.yaml", score_file([2] * 4 + [3] * 20))
    outcome = monitor("batch", tmp_path, "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(outcome.out.lstrip("\ufeff")), delimiter=";")
    assert row["weakest area"].startswith("1. ")
    assert row["points of the weakest area"] == "8"


def test_a_body_with_all_points_has_no_weakest_area(monitor, tmp_path):
    """A body with the highest score for every criterion has no lowest-scoring area in table, text and CSV."""
    write(tmp_path, "a.yaml", score_file(5))
    (row,) = csv.DictReader(io.StringIO(monitor("batch", tmp_path, "-f", "csv").out.lstrip("\ufeff")), delimiter=";")
    assert (row["total"], row["weakest area"], row["points of the weakest area"]) == ("120", "", "")
    first, *_rest = monitor("batch", tmp_path, "-f", "text").out.splitlines()
    assert first.endswith("120 of 120 points (100.0 %), band 5")


def test_filters_select_files_and_keep_broken_ones(monitor, tmp_path):
    """--kind and --year select files; a file with neither value stays, and so does exit code 1."""
    write(tmp_path, "a.yaml", score_file(3, agency="a", year=2024))
    write(tmp_path, "b.yaml", score_file(4, agency="b", year=2025))
    write(tmp_path, "c.yaml", score_file(5, agency="c", year=2025, kind="municipal"))
    only = monitor("batch", tmp_path, "--year", 2025, "--kind", "state", "-f", "json")
    assert [row["agency"]["id"] for row in results(only)] == ["b"]
    assert only.code == 0
    write(tmp_path, "d.yaml", "year: [")
    broken = monitor("batch", tmp_path, "--year", 2025, "--kind", "state", "-f", "json")
    assert [row["status"] for row in results(broken)] == ["ok", "invalid"]
    assert broken.code == 1


def test_a_filter_that_selects_no_file_is_wrong_usage(monitor, tmp_path):
    """A filter that selects no file is wrong usage and never exits with 0."""
    folder_of(tmp_path, 80)
    assert monitor("batch", tmp_path, "--year", 2031).code == 2
    assert monitor("batch", tmp_path / "empty").code == 2


def test_band_lists_and_the_figures_are_of_all(monitor, tmp_path):
    """--band lists the bodies of one band and every file without a total; the figures cover all bodies."""
    folder_of(tmp_path, 118, 60, 100)
    write(tmp_path, "draft.yaml", score_file({1: 3}, agency="draft"))
    document = json.loads(monitor("batch", tmp_path, "--band", 1, "-f", "json").out)
    assert [row["total"] for row in document["results"]] == [60, None]
    assert [group["scored"] for group in document["summary"]["groups"]] == [3]


@pytest.mark.parametrize(("by", "order"), [("total", "bac"), ("name", "cab"), ("year", "acb")])
def test_sorting(monitor, tmp_path, by, order):
    """`--sort` lists the highest total first, names in alphabetical order, or the newest year first."""
    write(tmp_path, "a.yaml", score_file(3, agency="a", name="Көл", year=2025))
    write(tmp_path, "b.yaml", score_file(5, agency="b", name="Тоо", year=2023))
    write(tmp_path, "c.yaml", score_file(2, agency="c", name="Айыл", year=2024))
    for format_name in ("json", "jsonl"):
        outcome = monitor("batch", tmp_path, "--sort", by, "-f", format_name)
        rows = results(outcome) if format_name == "json" else lines(outcome)
        assert "".join(row["agency"]["id"] for row in rows) == order


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ("total", ["six", "four", "five", "two", "seven", "three", "one"]),
        ("name", ["three", "one", "six", "four", "five", "two", "seven"]),
        ("year", ["six", "four", "one", "five", "three", "two", "seven"]),
    ],
)
def test_rows_without_a_total_have_their_order_too(monitor, tmp_path, by, order):
    """Drafts follow the rows with a total, by name; files without a body come last, by path."""
    write(tmp_path, "1/one.yaml", score_file({1: 3}, agency="one", name="Бак", year=2025))
    write(tmp_path, "2/two.yaml", "year: [")
    write(tmp_path, "3/three.yaml", score_file({1: 5}, agency="three", name="Ак", year=2024))
    write(tmp_path, "4/four.yaml", score_file(3, agency="four", name="Дарак", year=2025))
    write(tmp_path, "5/five.yaml", score_file(3, agency="five", name="Суу", year=2024))
    write(tmp_path, "6/six.yaml", score_file(4, agency="six", name="Вак", year=2025))
    write(tmp_path, "7/seven.yaml", "neither: nor\n")
    folders = [tmp_path / str(number) for number in (5, 7, 3, 1, 2, 6, 4)]
    for format_name in ("json", "jsonl"):
        outcome = monitor("batch", *folders, "--sort", by, "-f", format_name)
        rows = results(outcome) if format_name == "json" else lines(outcome)
        assert [re.sub(r".*/|\.yaml", "", row["file"].replace("\\", "/")) for row in rows] == order


@pytest.mark.parametrize("by", ["total", "year"])
def test_a_total_of_0_is_sorted_above_none(monitor, tmp_path, by):
    """A total of 0 is sorted above a draft, whatever the names of the files."""
    text = (ROOT / "examples/methods/example-library.yaml").read_text(encoding="utf-8")
    scores = "scores:\n" + "".join(f"  {number}: 0\n" for number in range(1, 8))
    worst = text[: text.index("scores:")] + scores
    write(tmp_path, "a.yaml", worst.replace("  id: ", "  id: a-").replace("  7: 0\n", ""))
    write(tmp_path, "b.yaml", worst)
    write(tmp_path, "c.yaml", worst.replace("  id: ", "  id: c-").replace("  7: 0\n", "  7: 1\n"))
    method = ROOT / "examples/methods/library-service@1.yaml"
    outcome = monitor("batch", tmp_path, "--sort", by, "-f", "json", "--criteria", method)
    assert [row["total"] for row in results(outcome)] == [1, 0, None]


def test_thresholds_list_the_files_below(monitor, tmp_path):
    """--fail-under and --min-band list each file that misses them, and give exit code 1."""
    folder_of(tmp_path, 72, 73)
    assert monitor("batch", tmp_path).code == 0
    under, band = monitor("batch", tmp_path, "--fail-under", 73), monitor("batch", tmp_path, "--min-band", 2)
    assert (under.code, band.code) == (1, 1)
    assert "0.yaml" in under.err
    assert "1.yaml" not in under.err
    assert "0.yaml" in band.err


def test_csv_is_for_a_double_click_and_never_a_formula(monitor, tmp_path):
    """The CSV has a byte order mark, semicolons and CRLF; a name that begins with = is text; every file has a row."""
    write(tmp_path, "a.yaml", score_file(3, agency="a", name='=1+2;"x"'))
    write(tmp_path, "b.yaml", "agency: [")
    target = tmp_path / "out.csv"
    assert monitor("batch", tmp_path, "-f", "csv", "-o", target).code == 1
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [row["agency"] for row in rows] == ['\'=1+2;"x"', ""]
    assert [(row["total"], row["status"]) for row in rows] == [("72", "scored"), ("", "invalid")]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_numbers_in_csv_are_those_that_a_russian_excel_reads(monitor, tmp_path, language):
    """Every language has the decimal comma, because a Russian Excel reads 30.8 as the 30th of August."""
    folder_of(tmp_path, 37, 31, 60)
    rows = monitor("batch", tmp_path, "-f", "csv", "--lang", language).out.splitlines()
    assert [row.split(";")[9] for row in rows[1:]] == ["30,8", "25,8", "50,0"]


def test_self_assessment_by_body_and_by_criterion(monitor, tmp_path):
    """The body that rated itself too high comes first; criteria without a self-assessment are not compared."""
    write(tmp_path, "a.yaml", score_file(3, agency="a", name="Ашыкча", self_scores={1: 5, 2: 4}))
    write(tmp_path, "b.yaml", score_file(3, agency="b", name="Кемирээк", self_scores={1: 2}))
    write(tmp_path, "c.yaml", score_file(3, agency="c", name="Унчукпас"))
    outcome = monitor("batch", tmp_path, "--self", "-f", "json")
    rows = {row["agency"]["id"]: row.get("self_assessment") for row in results(outcome)}
    assert rows["a"] == {"given": 2, "difference": 3, "over": 2, "equal": 0, "under": 0}
    assert rows["b"] == {"given": 1, "difference": -1, "over": 0, "equal": 0, "under": 1}
    assert rows["c"] is None
    (group,) = json.loads(outcome.out)["summary"]["groups"]
    assert group["self_assessment"] == [
        {"number": 2, "given": 1, "difference": 1, "over": 1, "equal": 0, "under": 0},
        {"number": 1, "given": 2, "difference": 1, "over": 1, "equal": 0, "under": 1},
    ]
    write(tmp_path, "d.yaml", score_file(3, agency="d", name="Эң кем", self_scores=dict.fromkeys(range(1, 6), 1)))
    text = monitor("batch", tmp_path, "--self", "-f", "text").out
    lines_expected = (
        "Ашыкча, 2025: +3 (rated itself too high)",
        "Кемирээк, 2025: −1 (rated itself too low)",
        "Эң кем, 2025: −10 ",
    )
    places = [text.index(line) for line in lines_expected]
    assert places == sorted(places)


def test_a_criteria_file_in_the_folder_is_set_aside(monitor, tmp_path):
    """A criteria file is not a score file: it has no row, is counted separately, and does not fail the run."""
    from tests.conftest import ROOT

    folder_of(tmp_path, 80)
    write(tmp_path, "set.yaml", (ROOT / "criteria" / "order-158@1.yaml").read_text(encoding="utf-8"))
    outcome = monitor("batch", tmp_path, "-f", "json")
    assert outcome.code == 0
    assert len(results(outcome)) == 1
    assert json.loads(outcome.out)["summary"]["criteria_files"] == 1


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_table_keeps_to_the_width(monitor, few, monkeypatch, columns, language):
    """No line is wider than the terminal, in any language."""
    monkeypatch.setenv("COLUMNS", str(columns))
    out = monitor("batch", few, "-f", "table", "--self", "--lang", language).out
    assert out.count("\n") > 81
    assert max(len(line) for line in out.splitlines()) <= columns
