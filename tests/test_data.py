"""Tables for programs: the long table and JSON lines in tools of analysts, and the questions of `docs/data.md`."""

from __future__ import annotations

import json
import random
import re
import shutil
import statistics
import subprocess
import sys
from collections import Counter

import duckdb
import pandas
import pytest

from monitor_cli.output.data.batch import LINE, LONG
from tests.conftest import ROOT
from tests.files import score_file, write

YEARS = range(2020, 2026)
BOUNDS = (72, 90, 106, 114, 120)
QUESTIONS = re.findall(r"### (.*?)\n.*?```sql\n(.*?)```", (ROOT / "docs/data.md").read_text(encoding="utf-8"), re.S)


@pytest.fixture
def country(monitor, tmp_path, monkeypatch):
    """Six years of twelve bodies as `scores.csv` in the working folder, and their scores by year and body."""
    draw = random.Random(158)
    scores = {}
    for year in YEARS:
        for number in range(12):
            if (year, number) in {(2020, 3), (2025, 4)}:
                continue  # one body is new in 2021, one is missing in 2025
            kind = "municipal" if number % 3 == 0 else "state"
            own = {c: draw.randint(1, 5) for c in range(1, 25) if draw.random() < 0.2} if number < 4 else {}
            given = {c: max(1, min(5, draw.randint(2, 5) - (c == 7 and year > 2022))) for c in range(1, 25)}
            scores[year, f"body-{number}"] = kind, given, own
            text = score_file(given, agency=f"body-{number}", year=year, kind=kind, self_scores=own)
            write(tmp_path, f"{year}/body-{number}.yaml", text)
    monkeypatch.chdir(tmp_path)
    folders = [str(year) for year in YEARS]
    assert monitor("batch", *folders, "-f", "long", "-o", "scores.csv").code == 0
    return scores


def answer(question):
    (query,) = [query for title, query in QUESTIONS if title == question]
    return duckdb.sql(query).fetchall()


def test_the_long_table_has_a_row_per_criterion(monitor, tmp_path):
    """The long table has the same columns in every language, no byte order mark, and LF line endings."""
    name = {"ky": "Үлгү, министрлиги", "ru": "Пример"}
    text = score_file(3, self_scores={2: 5}).replace('name: "Үлгү министрлиги"', f"name: {json.dumps(name)}")
    file = write(tmp_path, "a.yaml", text)
    outcome = monitor("batch", file, "-f", "long", "--lang", "ru")
    head, first, second, *rest = outcome.out.split("\n")
    assert (
        head
        == "year,kind,agency_id,agency_name,state_secretary,criteria,area,criterion,score,self_score,was,file,sha256"
    )
    assert first.startswith('2025,state,ulgu-ministrligi,"Үлгү, министрлиги",А. Б. Үлгүева,order-158@1,1,1,3,,,')
    assert ",1,2,3,5,," in second
    assert len(rest) == 23, "24 rows, and the last line ends with LF"
    assert "\r" not in outcome.out
    assert monitor("batch", file, "-f", "long").out == outcome.out


def test_a_changed_score_keeps_its_first_value(monitor, tmp_path):
    """The column `was` has the first score that was made known, however often the score was changed."""
    changes = [{"was": 2, "date": "2025-04-10", "reason": "№ 3"}, {"was": 3, "date": "2025-05-10", "reason": "№ 4"}]
    file = write(
        tmp_path, "a.yaml", score_file({**dict.fromkeys(range(1, 25), 3), 5: {"score": 4, "changes": changes}})
    )
    rows = [line.split(",") for line in monitor("batch", file, "-f", "long").out.splitlines()[1:]]
    assert [(row[7], row[8], row[10]) for row in rows if row[10]] == [("5", "4", "2")]


def test_only_files_with_a_total_are_in_the_long_table(monitor, tmp_path):
    """A draft and a broken file have no rows in the long table; a message lists them, and the exit code is 1."""
    write(tmp_path, "in/a.yaml", score_file(3, agency="a"))
    write(tmp_path, "in/b.yaml", score_file([5] * 20, agency="b"))
    write(tmp_path, "in/c.yaml", score_file({**dict.fromkeys(range(1, 25), 3), 5: 6}, agency="c"))
    outcome = monitor("batch", tmp_path / "in", "-f", "long")
    assert outcome.code == 1
    names = ", ".join(str(tmp_path / "in" / f"{name}.yaml") for name in "bc")
    assert f"not in the table, because they have no total: {names}\n" in outcome.err
    assert {line.split(",")[2] for line in outcome.out.splitlines()[1:]} == {"a"}


def test_json_lines_have_one_schema_from_the_first(monitor, tmp_path):
    """Each line has every key, even for broken files, so that DuckDB and pandas read scores as numbers."""
    write(tmp_path, "in/a.yaml", "scores: [")
    write(tmp_path, "in/b.yaml", score_file([5] * 20, agency="b"))
    write(tmp_path, "in/c.yaml", score_file(3, agency="c", self_scores={1: 5}))
    write(tmp_path, "in/d.yaml", score_file(4, agency="d", kind="municipal"))
    target = tmp_path / "year.jsonl"
    assert monitor("batch", tmp_path / "in", "-f", "jsonl", "-o", target).code == 1
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [tuple(line) for line in lines] == [LINE] * 4
    assert [line["scores"] and line["scores"]["24"] for line in lines] == [None, None, 3, 4]
    assert [line["self_scores"] and line["self_scores"]["1"] for line in lines] == [None, None, 5, None]
    rows = duckdb.sql(f"SELECT scores['24'], self_scores['1'] FROM '{target}' ORDER BY file").fetchall()
    assert rows == [(None, None), (None, None), (3, 5), (4, None)]
    assert set(pandas.read_json(target, lines=True).columns) == set(LINE)


def test_pandas_loads_the_long_table(country):
    """In pandas, the totals by body and year are the sums of the scores."""
    table = pandas.read_csv("scores.csv")
    assert tuple(table.columns) == LONG
    totals = table.groupby(["year", "agency_id"])["score"].sum()
    assert totals.to_dict() == {key: sum(given.values()) for key, (_kind, given, _own) in country.items()}


def test_a_pipe_passes_the_table_on(country):
    """DuckDB reads the long table from a pipe while the command writes it."""
    query = "SELECT count(score), count(DISTINCT year) FROM read_csv('/dev/stdin')"
    reader = f"import duckdb; print(duckdb.connect().execute({query!r}).fetchall())"
    command = [sys.executable, "-m", "monitor_cli", "batch", *map(str, YEARS), "-f", "long"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as writer:
        done = subprocess.run([sys.executable, "-c", reader], stdin=writer.stdout, capture_output=True, text=True)
    assert done.stdout == f"[({24 * len(country)}, 6)]\n", done.stderr


@pytest.mark.libreoffice
def test_libreoffice_opens_the_long_table(country, tmp_path):
    """LibreOffice opens the long table with commas and UTF-8 unchanged."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    import openpyxl

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    filters = "--infilter=CSV:44,34,76,1"
    subprocess.run(
        ["soffice", profile, "--headless", filters, "--convert-to", "xlsx", "scores.csv"],
        check=True,
        capture_output=True,
    )
    rows = list(openpyxl.load_workbook("scores.xlsx").active.values)
    assert rows[0] == LONG
    assert len(rows) == 1 + 24 * len(country)
    assert rows[1][:4] == (2020, "municipal", "body-0", "Үлгү министрлиги")


def test_which_criterion_fell_most(country):
    """The query for the criterion that fell most agrees with an independent computation."""
    both = [b for b in {body for _year, body in country} if (2020, b) in country and (2025, b) in country]
    means = {
        year: {c: statistics.mean(country[year, b][1][c] for b in both) for c in range(1, 25)} for year in (2020, 2025)
    }
    change, criterion = min((means[2025][c] - means[2020][c], c) for c in range(1, 25))
    ((fallen, _was, _now, difference),) = answer("Which criterion fell most?")
    assert (fallen, difference) == (criterion, pytest.approx(change, abs=0.005))


def test_who_rose_most(country):
    """The query gives the largest rise from one year to the next, in points."""
    totals = {key: sum(given.values()) for key, (_kind, given, _own) in country.items()}
    rises = [
        (totals[year, body] - totals[year - 1, body], body, year - 1)
        for year, body in totals
        if (year - 1, body) in totals
    ]
    most = max(rise for rise, _body, _year in rises)
    body, year = min((body, year) for rise, body, year in rises if rise == most)
    assert answer("Who rose most from one year to the next?") == [
        (body, year, totals[year, body], totals[year + 1, body])
    ]


def test_places_are_those_of_rank(monitor, country):
    """The query gives the ranks of `monitor rank`."""
    ranking = json.loads(monitor("rank", "2025", "-f", "json").out)["ranking"]
    expected = sorted((place["rank"], place["agency"]["id"], place["total"]) for place in ranking)
    assert answer("What is the place of each state body?") == expected


def test_bands_year_by_year(country):
    """The query counts bodies per band within the limits of the order (R8)."""
    counts = Counter(
        (year, kind, 1 + sum(sum(given.values()) > bound for bound in BOUNDS))
        for (year, _body), (kind, given, _own) in country.items()
    )
    assert answer("How many bodies are in each band, year by year?") == sorted((*key, n) for key, n in counts.items())


def test_who_rates_themselves_too_high(country):
    """The query gives the largest sum of self-assessment minus final score, over the criteria that a body scored."""
    differences = {key: sum(own[c] - given[c] for c in own) for key, (_kind, given, own) in country.items() if own}
    most = max(differences.values())
    ((body, year, difference, criteria),) = answer("Who rates themselves too high?")
    assert difference == most == differences[year, body]
    assert criteria == len(country[year, body][2])


def test_the_page_asks_five_questions():
    """The page has five questions, each with a query and a test above."""
    assert len(QUESTIONS) == 5


@pytest.mark.parametrize("command", ["batch -f json", "report -o page.html"])
def test_memory_for_many_files_is_announced(monitor, monkeypatch, tmp_path, command):
    """Before it reads many files, a command gives the memory they take, and the format that keeps none in memory."""
    monkeypatch.setattr("monitor_cli.cli.checking.MANY", 2)
    monkeypatch.chdir(tmp_path)
    for agency in "ab":
        write(tmp_path, f"in/{agency}.yaml", score_file(agency=agency))
    name, *arguments = command.split()
    assert (
        "2 files take about 0 MiB of memory in this format; `monitor batch -f jsonl`"
        in monitor(name, "in", *arguments).err
    )
    assert "memory" not in monitor("batch", "in", "-f", "jsonl").err
