"""`monitor report`: the content of the page, and what it must never contain."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import random
import re

import pytest

from tests.conftest import ROOT
from tests.files import score_file, with_total, write

HOSTILE = "</script><img src=x onerror=alert(1)>&amp;{{7*7}}\"'"


@pytest.fixture
def page(monitor, tmp_path):
    """A function that writes a page from paths and returns its text; the exit code must be the expected one."""

    def make(*paths: object, code: int = 0, options: tuple[str, ...] = ()) -> str:
        file = tmp_path / "out" / "report.html"
        file.parent.mkdir(exist_ok=True)
        outcome = monitor("report", *paths, "-o", file, "--force", *options)
        assert outcome.code == code, outcome.err
        return file.read_text("utf-8")

    return make


def texts(page: str) -> dict[str, list[str]]:
    """Return the texts of the page in each language."""
    return json.loads(re.search(r'<script type="application/json" id="texts">(.*?)</script>', page, re.S)[1])


def test_one_body_is_shown_in_full(page, tmp_path):
    """The page has the body's total, percent, band, notes, evidence, recommendation, self-assessment and secretary."""
    scores = dict(enumerate(with_total(97), start=1))
    scores[3] = {
        "score": scores[3],
        "note": "Үстөк акы негизсиз.",
        "evidence": ["Буйрук № 12"],
        "recommendation": {"text": "Четтетүү.", "due": "2025-06-01", "status": "open"},
    }
    file = write(tmp_path, "a.yaml", score_file(scores, self_scores={3: 5, 4: 5}))
    text = re.sub("<span.*?>|</span>", "", page(file))
    for part in ("97 of 120 points", "80.8 %", "band 3 of 5 (91–106)", "Үстөк акы негизсиз.", "Буйрук № 12"):
        assert part in text
    assert "Четтетүү." in text
    assert "open, due 2025-06-01" in text
    assert "state secretary: А. Б. Үлгүева" in text
    assert "self-assessment for 2 criteria: 2 higher than the commission's scores, 0 equal, 0 lower" in text


def test_earlier_years_are_a_trend(page, tmp_path):
    """Files of one body from several years make one page, the newest year first, with the changes."""
    for year, total in ((2023, 80), (2024, 95), (2025, 92)):
        write(tmp_path, f"{year}.yaml", score_file(with_total(total), year=year))
    text = page(tmp_path)
    assert re.findall(r'<a href="#ulgu-ministrligi-(\d+)">', text) == ["2023", "2024", "2025"]
    assert re.search(r"<td>95</td><td>\+15</td>.*<td>92</td><td>−3</td>", text, re.S)
    assert text.index('<span class="sum">92') < text.index('<span class="sum">95')


def test_no_year_is_left_out_of_the_averages(page, tmp_path):
    """Three years of two kinds of bodies are six groups with their own figures, bands, areas and criteria."""
    names = [f"{kind} bodies, {year}" for kind in ("State", "Municipal") for year in (2023, 2024, 2025)]
    for name in names:
        kind, year = name.split()[0].lower(), int(name[-4:])
        write(tmp_path, f"{kind}-{year}.yaml", score_file(4, agency=kind, kind=kind, year=year))
        write(tmp_path, f"{kind}-{year}-b.yaml", score_file(3, agency=f"{kind}-b", kind=kind, year=year))
    text = re.sub("<span.*?>|</span>|\n", "", page(tmp_path))
    assert [text.count(name) for name in names] == [4] * 6


def test_a_page_and_a_batch_give_the_same_figures(page, monitor, tmp_path):
    """Mean, median, shares, means of areas and lowest-scoring criteria equal those of `batch` to the digit."""
    for index, total in enumerate([*[72] * 15, 76]):
        write(tmp_path, f"{index}.yaml", score_file(with_total(total), agency=f"organ-{index}"))
    text = re.sub(r"<span data-t.*?>|</span>|\n", "", page(tmp_path))
    (group,) = json.loads(monitor("batch", tmp_path, "-f", "json").out)["summary"]["groups"]
    assert (group["mean"], [band["percent"] for band in group["bands"][:2]]) == (72.3, [93.8, 6.3])
    assert f"<b>{group['mean']}</b> mean total" in text
    assert f"<b>{group['median']}</b> median" in text
    assert re.findall(r'</td><td class="bar w\d+">\d+</td><td>([\d.]+)</td>', text) == [
        str(band["percent"]) for band in reversed(group["bands"])
    ]
    areas, weakest = (
        re.findall(r'class="bar w\d+">([\d.]+) / \d+', text.split(f'<section id="{name}">')[1].split("</section>")[0])
        for name in ("areas", "weakest")
    )
    assert areas == [f"{area['mean']:.2f}" for area in group["areas"]]
    assert weakest == [f"{criterion['mean']:.2f}" for criterion in group["weakest"]]


def test_the_filter_offers_the_bands_of_every_method(page, tmp_path):
    """If the page has two methods, the filter offers every band that a body has."""
    methods = ROOT / "examples" / "methods"
    write(tmp_path, "a.yaml", score_file(5, agency="a"))
    text = page(tmp_path, methods / "example-library.yaml", options=("--criteria", methods / "library-service@1.yaml"))
    offered = re.search(r'<select name="b">(.*?)</select>', text, re.S)[1]
    assert set(re.findall(r'data-b="(\d+)"', text)) == set(re.findall(r"<option>(\d+)</option>", offered))


def test_charts_and_the_heat_map_have_labels(page, tmp_path):
    """A label shows its full title on hover, and the page contains each title once."""
    for name in ("a", "b"):
        write(tmp_path, f"{name}.yaml", score_file(4, agency=name))
    text = page(tmp_path)
    labelled = re.compile(r'<span data-t="\d+" title="([^"]+)" data-h="\d+">([^<]+)</span>')
    title = (
        "State of work with the personnel reserve of the state body and the local self-government body in accordance"
    )
    for part, label in (("areas", "Work with the personnel reserve"), ("heat0", "Internal personnel reserve")):
        section = re.search(f'<section id="{part}">.*?</section>', text, re.S)[0]
        labels = {label: title for title, label in labelled.findall(section)}
        assert len(labels) == {"areas": 12, "heat0": 24}[part]
        assert labels[label].startswith(title if part == "areas" else "Procedure for forming and working with")


def test_ranks_are_shared_and_skipped(page, tmp_path):
    """Ties share a rank and the next one is skipped (1, 2, 2, 4), within one kind and year."""
    for name, total, kind in (("a", 110, "state"), ("b", 100, "state"), ("c", 100, "state"), ("d", 90, "state")):
        write(tmp_path, f"{name}.yaml", score_file(with_total(total), agency=name, name=name, kind=kind))
    write(tmp_path, "m.yaml", score_file(with_total(80), agency="m", kind="municipal"))
    write(tmp_path, "n.yaml", score_file(with_total(105), agency="n", secretary=None))
    rows = re.findall(r'<tr data-k="(\w+)".*?><td>(.*?)<th scope=row><a href="#(\w+)-2025"', page(tmp_path))
    assert [row[1:] for row in rows] == [
        *(("1", "a"), ("–", "n"), ("2 =", "b"), ("2 =", "c"), ("4", "d")),
        ("1", "m"),
    ]


def test_left_out_files_are_listed_and_never_have_a_total(page, tmp_path):
    """A broken file, a draft and a duplicate give exit code 1, a list with reasons, and no figures."""
    write(tmp_path, "good.yaml", score_file(with_total(100), agency="good", name="Good"))
    write(tmp_path, "draft.yaml", score_file(dict.fromkeys(range(1, 24), 5), agency="draft", name="Draft"))
    write(tmp_path, "broken.yaml", score_file(agency="broken", name="Broken").replace("24: 3", "24: 9"))
    for name in ("one", "two"):
        write(tmp_path, f"{name}.yaml", score_file(5, agency="twice", name="Twice"))
    text = page(tmp_path, code=1)
    section = re.search(r'<section id="left-out">.*?</section>', text, re.S)[0]
    for entry in ("draft.yaml", "broken.yaml", "one.yaml", "two.yaml", "Incomplete: some scores are missing."):
        assert entry in section
    for rule in ("criterion-missing", "score-out-of-range", "body-duplicate"):
        assert f"[{rule}]" in section
    assert re.search(r'<span class="place"><span data-t="\d+">line 33: </span></span>', section)
    for name in ("Draft", "Broken", "Twice"):
        assert name not in text.replace(section, "")
    assert "120 points" not in section
    assert "4 files have no result." in text


def test_broken_files_alone_still_give_a_page(page, tmp_path):
    """If no file has a total, the page lists the reasons and shows no ranking."""
    write(tmp_path, "broken.yaml", "criteria: [")
    text = page(tmp_path, code=1)
    assert "broken.yaml" in text
    assert 'id="rating"' not in text
    assert 'class="total"' not in text


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_page_has_all_languages_and_opens_in_that_of_the_run(page, tmp_path, language):
    """Without a script, the page is in the language of --lang; it contains the texts of all three languages."""
    write(tmp_path, "a.yaml", score_file(dict.fromkeys(range(1, 25), 4), agency="a"))
    write(tmp_path, "b.yaml", score_file(3, agency="b"))
    text = page(tmp_path, options=("--lang", language))
    by_language = texts(text)
    assert f'<html lang="{language}">' in text
    title = {"ky": "Мониторингдин жыйынтыктары", "ru": "Результаты мониторинга", "en": "Monitoring results"}
    assert f">{title[language]}</title>" in text
    assert all(title[each] in by_language[each] for each in title)
    assert len({len(sentences) for sentences in by_language.values()}) == 1


def test_hostile_texts_stay_texts(page, tmp_path):
    """Names, notes, evidence, recommendations and file names with markup are text, in HTML and in JSON."""
    entry = {"score": 2, "note": HOSTILE, "evidence": [HOSTILE], "recommendation": {"text": HOSTILE}}
    name = {"ky": HOSTILE, "ru": f"ru {HOSTILE}", "en": f"en {HOSTILE}"}
    write(tmp_path, "a.yaml", score_file(dict.fromkeys(range(1, 25), entry), agency="a", name=name, secretary=HOSTILE))
    write(tmp_path, "b.yaml", score_file(4, agency="b", name=HOSTILE))
    write(tmp_path, "<img src=x onerror=alert(2)>.yaml", f"agency: {{name: {json.dumps(HOSTILE)}}}")
    text = page(tmp_path, code=1)
    assert "<img" not in text
    assert text.count("<script") == text.count("</script>") == 2
    assert html.escape(HOSTILE, quote=False).replace('"', "&#34;").replace("'", "&#39;") in text
    assert "49" not in re.findall(r"amp;(\d+)", text)
    assert any(HOSTILE in sentence for sentence in texts(text)["en"])


def test_policy_allows_nothing_but_the_own_style_and_script(page, tmp_path):
    """The policy contains the hashes of one style and one script, and allows nothing else."""
    text = page(write(tmp_path, "a.yaml", score_file()))
    policy = html.unescape(re.search(r'http-equiv="Content-Security-Policy" content="(.*?)"', text)[1])

    def digest(content: str) -> str:
        return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()

    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    script = re.search(r"<script>(.*?)</script>", text, re.S)[1]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest(style)}'",
        f"script-src 'sha256-{digest(script)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert "http" not in re.sub(r"http-equiv", "", text)
    assert " style=" not in text


def test_500_bodies_stay_under_one_megabyte(page, tmp_path):
    """A page of 500 bodies with long names and notes is below 1 MB, and says that it leaves out the notes."""
    dice = random.Random(158)
    for number in range(500):
        scores = {n: {"score": dice.randint(1, 5), "note": "Аныкталган кемчилик. " * 6} for n in range(1, 25)}
        name = f"Ысык-Көл облусунун Жети-Өгүз районунун № {number} Көк-Жайык айыл өкмөтү"
        names = {"ky": name, "ru": name.replace("айыл өкмөтү", "айыл окмоту"), "en": f"Aiyl okmotu No. {number}"}
        kind = "municipal" if number % 5 else "state"
        text = score_file(scores, agency=f"ysyk-kol-{number}", name=names, kind=kind)
        write(tmp_path / "bodies", f"{number}.yaml", text)
    text = page(tmp_path / "bodies", options=("--lang", "ky"))
    assert len(text.encode()) < 1_000_000
    assert "Аныкталган кемчилик." not in text
    assert "A page about fewer bodies shows them" in text
    assert text.count("<details") == 500
    full = page(tmp_path / "bodies", options=("--full",))
    assert full.count("Аныкталган кемчилик. " * 6) >= 500


@pytest.mark.parametrize(("bodies", "titles", "notes"), [(30, True, True), (31, False, True), (151, False, False)])
def test_more_bodies_are_shown_more_briefly(page, tmp_path, bodies, titles, notes):
    """Up to 30 bodies have everything, up to 150 titles without notes, and more bodies all 24 scores without titles."""
    for number in range(bodies):
        scores = {n: {"score": 3, "note": f"Note {number}."} if n == 5 else 3 for n in range(1, 25)}
        write(tmp_path / "bodies", f"{number}.yaml", score_file(scores, agency=f"organ-{number}"))
    text = page(tmp_path / "bodies")
    body = re.search(r'<div id="organ-7-2025".*?</details>', text, re.S)[0]
    assert ("Observance of the time limit" in body) is titles
    assert ("Note 7." in body) is notes
    assert ("A page about fewer bodies shows them" in text) is not notes
    numbers = (
        re.findall(r"<tr><td[^>]*>(\d+)</td>", body.split('class="criteria')[-1])
        if notes
        else re.findall(r"(\d+):\u00a03", body)
    )
    assert numbers == [str(number) for number in range(1, 25)]


def test_page_is_the_same_for_the_same_files(page, tmp_path):
    """The page does not depend on the time, the machine or the folder."""
    write(tmp_path / "one", "a.yaml", score_file(agency="a"))
    write(tmp_path / "one", "b.yaml", "year: x")
    write(tmp_path / "two", "a.yaml", score_file(agency="a"))
    write(tmp_path / "two", "b.yaml", "year: x")
    for folder in ("one", "two"):
        for name in ("c", "d"):
            write(tmp_path / folder, f"{name}.yaml", score_file(agency="twice"))
    assert page(tmp_path / "one", code=1) == page(tmp_path / "two", code=1)
    assert str(tmp_path) not in page(tmp_path / "one", code=1)


def test_another_method_makes_a_page(page):
    """A method with other counts, another scale and other bands needs no code."""
    methods = ROOT / "examples" / "methods"
    text = page(methods / "example-library.yaml", options=("--criteria", str(methods / "library-service@1.yaml")))
    assert "library-service@1" in text


def test_bodies_of_two_methods_are_kept_apart(page, tmp_path):
    """Each method has its own ranking, averages and heat map on the page."""
    methods = ROOT / "examples" / "methods"
    write(tmp_path, "a.yaml", score_file(agency="a"))
    paths = (tmp_path, methods / "example-library.yaml")
    text = page(*paths, options=("--criteria", str(methods / "library-service@1.yaml")))
    assert 'id="heat0"' in text
    assert 'id="heat1"' in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_output_is_required(monitor, tmp_path):
    """Without -o, the command says what to type and writes nothing."""
    outcome = monitor("report", write(tmp_path, "a.yaml", score_file()))
    assert outcome.code == 2
    assert "-o report.html" in outcome.err
    assert outcome.out == ""


def test_nothing_is_overwritten_unasked(monitor, tmp_path):
    """An existing file is kept without --force, and an input is kept even with it."""
    source = write(tmp_path, "a.yaml", score_file())
    old = write(tmp_path, "report.html", "old")
    assert monitor("report", source, "-o", old).code == 2
    assert old.read_text() == "old"
    assert monitor("report", source, "-o", source, "--force").code == 2
    assert source.read_text() == score_file()
    assert monitor("report", source, "-o", old, "--force").code == 0
    assert old.read_text("utf-8").startswith("<!doctype html>")


def test_no_file_at_all_is_an_error(monitor, tmp_path):
    """An empty folder gives exit code 2 and no page."""
    outcome = monitor("report", tmp_path, "-o", tmp_path / "report.html")
    assert outcome.code == 2
    assert not (tmp_path / "report.html").exists()


def test_a_page_without_any_result_is_refused(monitor, tmp_path):
    """A folder that has only criteria files gives exit code 2 and no page."""
    outcome = monitor("report", ROOT / "criteria", "-o", tmp_path / "page.html")
    assert (outcome.code, (tmp_path / "page.html").exists()) == (2, False)
    assert "order-158@1.yaml (a criteria file)" in outcome.err
