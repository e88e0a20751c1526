"""The generated example year: reproducible, valid, and with every case that the reports show."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from tests.conftest import ROOT
from tests.files import write

YEAR = ROOT / "examples" / "year"
GENERATOR = ROOT / "tools" / "examples.py"

REAL_PLACES = """
Бишкек Ош Баткен Жалал-Абад Ысык-Көл Нарын Талас Чүй Каракол Балыкчы Токмок Кант Кара-Балта Шопоков Кемин Орловка
Каинды Чолпон-Ата Өзгөн Ноокат Кара-Суу Сүлүктү Кызыл-Кыя Исфана Айдаркен Майлуу-Суу Таш-Көмүр Көк-Жаңгак
Кербен Токтогул Кочкор-Ата Базар-Коргон Ак-Суу Жети-Өгүз Тоң Түп Ат-Башы Жумгал Кочкор Ак-Талаа Кара-Буура
Бакай-Ата Манас Аламүдүн Жайыл Москва Панфилов Сокулук Алай Чоң-Алай Араван Кара-Кулжа Лейлек Кадамжай
Аксы Ала-Бука Сузак Тогуз-Торо Чаткал
"""
"""The real regions, cities and districts, which no name in the examples may contain."""

REAL_SUBJECTS = (
    *(
        "Финансы",
        "Экономика",
        "Энергетика",
        "Саламаттык",
        "Билим берүү",
        "Маданият",
        "Эмгек",
        "Транспорт",
        "Айыл чарба",
    ),
    *("Өзгөчө кырдаалдар", "Санариптик", "Юстиция", "Ички иштер", "Тышкы иштер", "Жаратылыш ресурстары", "Коргоо"),
    *("Кадр", "Салык", "Бажы", "Статистика", "Архив", "Туризм", "Токой чарба", "Жер ресурстары", "Геология", "Спорт"),
)
"""The subjects in names of real ministries, agencies and services."""


@pytest.fixture(scope="module")
def generated():
    spec = importlib.util.spec_from_file_location("examples_generator", GENERATOR)
    generator = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = generator
    spec.loader.exec_module(generator)
    return {name: text.encode() for name, text in generator.files()}


@pytest.fixture
def results(monitor):
    """The result of every file, by year, kind and id."""
    files = sorted(YEAR.glob("20*/**/*.yaml"))
    files_scored = json.loads(monitor("score", *files, "-f", "json").out)["results"]
    return {(r["year"], r["agency"]["kind"], r["agency"]["id"]): r for r in files_scored}


def test_generator_writes_the_committed_bytes(generated):
    """The generator produces exactly the committed files, on any day and any machine."""
    assert {
        path.relative_to(YEAR).as_posix(): path.read_bytes()
        for path in [*YEAR.glob("20*/**/*.*"), YEAR / "bodies.yaml"]
    } == generated


def test_generator_writes_the_same_in_another_process(generated, tmp_path):
    """The generator gives the same bytes under another hash seed; it deletes obsolete bodies and no foreign file."""
    stale, foreign = write(tmp_path, "2025/state/gone.yaml", "a: 1\n"), write(tmp_path, "notes/own.txt", "mine\n")
    command = [sys.executable, GENERATOR, tmp_path]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "158", "PYTHONUTF8": "1"})
    assert {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.yaml")} == generated
    assert not stale.exists()
    assert foreign.exists()


def test_the_year_is_valid_and_strict(monitor):
    """No file of the example year has an error or a warning, even with `--strict`."""
    outcome = monitor("validate", YEAR, "--strict")
    assert outcome.code == 0
    assert outcome.out == f"register of bodies: {YEAR / 'bodies.yaml'}\n"
    assert outcome.err == "133 files checked: no problems\n"


def test_the_register_knows_everyone_who_hands_in(monitor):
    """By the register, both years are complete; two bodies changed their state secretary in 2025."""
    for year in (2024, 2025):
        outcome = monitor("batch", YEAR / str(year), "--bodies", YEAR / "bodies.yaml", "-f", "json")
        years = json.loads(outcome.out)["register"]["years"]
        assert outcome.code == 0
        assert [(turnout["kind"], turnout["expected"], turnout["complete"]) for turnout in years] == [
            ("state", 25, 25),
            ("municipal", 40, 40),
        ]
        assert [turnout["not_expected"] for turnout in years] == [[], []]
    ranking = json.loads(monitor("rank", YEAR, "--year", 2025, "-f", "json").out)["ranking"]
    served = {place["agency"]["id"]: len(place["in_office"]) for place in ranking}
    assert {agency for agency, count in served.items() if count > 1} == {
        "meymandostuk-ministrligi",
        "asma-kopurolor-inspektsiyasy",
    }


def test_the_year_has_every_case_of_the_reports(results):
    """25 state and 40 municipal bodies in both years, all bands, shared totals, most bodies rising and some falling."""
    assert Counter((year, kind) for year, kind, _id in results) == {
        **dict.fromkeys([(2024, "state"), (2025, "state")], 25),
        **dict.fromkeys([(2024, "municipal"), (2025, "municipal")], 40),
    }
    state = [r for (year, kind, _id), r in results.items() if (year, kind) == (2025, "state")]
    changes = [
        results[2025, kind, body]["total"] - r["total"] for (year, kind, body), r in results.items() if year == 2024
    ]
    assert {result["band"]["number"] for result in state} == {1, 2, 3, 4, 5}
    assert len({result["total"] for result in state}) < 25
    assert sum(change > 0 for change in changes) > 40
    assert sum(change < 0 for change in changes) >= 5


def test_good_bodies_are_good_all_over(results):
    """The scores of a body are correlated: the best third beats the last third in every area."""
    ranked = sorted((r for (year, *_), r in results.items() if year == 2025), key=lambda result: result["total"])
    for index in range(12):
        shares = [result["areas"][index]["total"] for result in ranked]
        assert sum(shares[-21:]) > sum(shares[:21])


def test_scores_have_notes_and_evidence(results):
    """Scores below 5 have a note, scores above 3 have evidence; both kinds include partial self-assessments."""
    criteria = [c for result in results.values() for area in result["areas"] for c in area["criteria"]]
    own = Counter()
    for (_year, kind, body), result in results.items():
        own[kind, body] = sum("self_score" in c for area in result["areas"] for c in area["criteria"])
    assert all("note" in criterion for criterion in criteria if criterion["score"] < 5)
    assert all("evidence" in criterion for criterion in criteria if criterion["score"] > 3)
    assert {kind for (kind, _id), count in own.items() if count} == {"state", "municipal"}
    assert {24} < {count for count in own.values() if count}


def test_one_state_secretary_took_office_after_the_monitoring_began():
    """In exactly one body, the state secretary took office after the monitoring began."""
    late = []
    for path in YEAR.rglob("state/*.yaml"):
        values = dict(
            line.strip().split(": ", 1)
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines()[:14]
            if ": " in line
        )
        if values["since"] > values["from"]:
            late.append(path.name)
    assert late == ["meymandostuk-ministrligi.yaml"]


def test_all_names_are_made_up():
    """No body has the name of a real place or the subject of a real ministry or agency."""
    names = {
        line.removeprefix("  name: ")
        for path in (ROOT / "examples").rglob("*.yaml")
        if "invalid" not in path.parts
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.startswith("  name: ") and not line.endswith(("ев", "ов", "ва"))
    }
    assert len(names) >= 65
    for name in names:
        assert not set(name.split()) & set(REAL_PLACES.split()), name
        assert not any(name.startswith(subject) for subject in REAL_SUBJECTS), name
