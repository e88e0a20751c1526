"""`monitor compare` of several folders: the country over the years, checked by an independent computation."""

from __future__ import annotations

import csv
import io
import json
import random
import statistics

import pytest
from jsonschema import Draft202012Validator

from tests.files import score_file, with_total, write
from tests.test_json_schemas import schema

YEARS = range(2021, 2026)


@pytest.fixture
def country(tmp_path, monkeypatch):
    """Five years of nine bodies: one is renamed in 2023, one is new in 2022, one is missing in 2025."""
    monkeypatch.chdir(tmp_path)
    draw = random.Random(15)
    bodies = [
        f"  - {{id: body-{n}, name: Body {n}, kind: {'municipal' if n > 6 else 'state'}}}" for n in range(9) if n != 1
    ]
    bodies += [
        "  - {id: body-1, name: Body 1, kind: state, to: 2022-12-31}",
        "  - {id: renamed, name: Renamed, kind: state, from: 2023-01-01, successor_of: [body-1]}",
    ]
    write(tmp_path, "bodies.yaml", "\n".join(["bodies:", *bodies]) + "\n")
    scores = {}
    for year in YEARS:
        for number in range(9):
            if (number == 2 and year < 2022) or (number == 3 and year == 2025):
                continue
            agency = "renamed" if number == 1 and year > 2022 else f"body-{number}"
            given = {c: max(1, draw.randint(2, 5) - (c == 9 and year > 2023)) for c in range(1, 25)}
            scores[year, number] = given
            kind = "municipal" if number > 6 else "state"
            write(tmp_path, f"{year}/{agency}.yaml", score_file(given, agency=agency, kind=kind, year=year))
    return scores


def series(monitor, name="every", kind="state"):
    outcome = monitor("compare", *map(str, YEARS), "-f", "json")
    assert outcome.code == 0, outcome.err
    problems = Draft202012Validator(schema("monitor.compare-1")).iter_errors(json.loads(outcome.out))
    assert [error.message for error in problems] == []
    (figures,) = [one for one in json.loads(outcome.out)["kinds"] if one["kind"] == kind]
    return figures[name]


@pytest.mark.parametrize("name", ["every", "constant"])
@pytest.mark.parametrize("kind", ["state", "municipal"])
def test_figures_of_each_year(monitor, country, name, kind):
    """Count, mean, median, bands and areas match an independent computation, for all bodies and for a constant set."""
    numbers = set(range(7)) if kind == "state" else {7, 8}
    if name == "constant":
        numbers &= {n for n in range(9) if all((year, n) in country for year in YEARS)}
        assert 1 in numbers or kind == "municipal", "a renamed body is one body"
    figures = series(monitor, name, kind)
    assert figures["bodies"] == len(numbers)
    for year, one in zip(YEARS, figures["years"], strict=True):
        files = [given for (of_year, number), given in country.items() if of_year == year and number in numbers]
        totals = [sum(given.values()) for given in files]
        assert (one["year"], one["scored"]) == (year, len(files))
        assert one["mean"] == pytest.approx(statistics.mean(totals), abs=0.051)
        assert one["median"] == pytest.approx(statistics.median(totals), abs=0.051)
        assert sum(band["count"] for band in one["bands"]) == len(files)
        assert one["areas"][0]["mean"] == pytest.approx(
            statistics.mean(sum(given[c] for c in (1, 2, 3, 4)) for given in files), abs=0.0051
        )


def test_shifts_of_criteria(monitor, country):
    """The shift of a criterion from the first to the last year covers only bodies with a total in every year."""
    numbers = [n for n in range(7) if all((year, n) in country for year in YEARS)]
    first, last = (
        {c: statistics.mean(country[year, n][c] for n in numbers) for c in range(1, 25)}
        for year in (YEARS[0], YEARS[-1])
    )
    shifts = series(monitor, "constant")["shifts"]
    assert {one["number"]: one["change"] for one in shifts} == {
        c: pytest.approx(last[c] - first[c], abs=0.0051) for c in range(1, 25)
    }
    assert [one["change"] for one in shifts] == sorted((one["change"] for one in shifts), reverse=True)
    text = monitor("compare", *map(str, YEARS)).out
    assert f"fell most: {shifts[-1]['number']}. " in text


def test_the_order_of_the_folders_does_not_matter(monitor, country):
    """Years are sorted from the earliest to the latest."""
    years = [str(year) for year in YEARS]
    assert monitor("compare", *years).out == monitor("compare", *years[::-1]).out


def test_losing_a_weak_body_is_no_rise(monitor, tmp_path, monkeypatch):
    """If a low-scoring body disappears, the mean of all bodies rises, but that of the bodies in every year does not."""
    monkeypatch.chdir(tmp_path)
    for year in (2023, 2024, 2025):
        for agency, total in {"good": 100, "weak": 40}.items():
            if agency == "good" or year < 2025:
                write(tmp_path, f"{year}/{agency}.yaml", score_file(with_total(total), agency=agency, year=year))
    outcome = monitor("compare", "2023", "2024", "2025")
    head, constant = outcome.out.split("the 1 body with a total in every year")
    assert "mean: 2023: 70.0, 2024: 70.0, 2025: 100.0" in head
    assert "mean: 2023: 100.0, 2024: 100.0, 2025: 100.0" in constant


def test_a_year_without_a_kind_has_a_dash(monitor, tmp_path, monkeypatch):
    """A kind without bodies in a year has a dash instead of a mean."""
    monkeypatch.chdir(tmp_path)
    for year in (2023, 2024, 2025):
        write(tmp_path, f"{year}/a.yaml", score_file(agency="a", year=year))
    write(tmp_path, "2024/town.yaml", score_file(agency="town", kind="municipal", year=2024))
    outcome = monitor("compare", "2023", "2024", "2025")
    assert "mean: 2023: –, 2024: 72.0, 2025: –" in outcome.out
    assert "No body has a total in every year." in outcome.out


def test_broken_files_are_listed(monitor, country, tmp_path):
    """A broken file is listed, enters no figure, and gives exit code 1."""
    write(tmp_path, "2024/bad.yaml", score_file({1: 9}, agency="bad", year=2024))
    outcome = monitor("compare", *map(str, YEARS))
    assert outcome.code == 1
    assert "bad.yaml" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["2021", "2021", "2022"], "there are several folders for one year (2021)"),
        (["2021", "2022", "2023", "--fail-on-drop"], "--fail-on-drop is for two folders"),
        (["2021", "2022", "2023/body-0.yaml"], "give folders, or files of one body; not both"),
        (["2021", "2O22"], "2O22: error: the file cannot be read: there is no such file or folder"),
    ],
)
def test_wrong_usage(monitor, country, arguments, reason):
    """The message gives the cause, and the exit code is 2."""
    outcome = monitor("compare", *arguments)
    assert outcome.code == 2
    assert reason in outcome.err


def test_csv_has_a_row_per_figure(monitor, country):
    """For both sets of bodies, the CSV has a row for each figure of each kind and year."""
    text = monitor("compare", *map(str, YEARS), "-f", "csv").out.lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 1 + 2 * 2 * 5 * (1 + 5 + 12)


def test_the_page_shows_the_country(monitor, country, tmp_path):
    """The page shows a renamed body as one body with a trend over all years."""
    assert monitor("report", *map(str, YEARS), "-o", tmp_path / "page.html").code in (0, 1)
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'id="years"' in text
    section = text.split('id="renamed-2025"')[1].split("</details>")[0]
    assert 'href="#body-1-2021"' in section, "the years before it was renamed"
