"""Reports list bodies in the order of the Kyrgyz alphabet."""

from __future__ import annotations

import csv
import io
import json
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor_cli.core.texts import ALPHABET, name_key
from tests.files import score_file, with_total, write

IN_ORDER = [
    *("2-мектеп", "№ 10 мектеп", "«Abc» борбору", "Éclair", "Zürich үйү", "Ак Суу", "ак талаа", "Аксы", "Алай"),
    *("Еловка", "ерунда", "Ёлка", "ёрш", "Жалал", "И", "Й", "Нарын", "Ңарын", "Ош", "Өзгөн", "«Өтмөк»", "Памир"),
    *("Сузак", "Тоо", "Узун", "Үгүт", "ҮЗҮМ", "Фонд", "Шаар", "Щ", "Эл", "Юг", "Як"),
]
"""Numbers by value, then Latin, then Cyrillic; a space sorts before any letter, and signs are ignored."""


def bodies(folder, names, total=lambda index: 90, **more):
    """Write a file for each name; ids and file names have another order than the names."""
    numbers = random.Random(7).sample(range(1000), len(names))
    for index, (name, number) in enumerate(zip(names, numbers, strict=True)):
        text = score_file(with_total(total(index)), agency=f"b{number:03}", name=name, **more)
        write(folder, f"{number:03}.yaml", text)
    return folder


def test_every_list_by_name_follows_the_alphabet(monitor, tmp_path):
    """`batch --sort name` lists Ё after Е, Ң after Н, Ө after О and Ү after У, in upper and lower case."""
    bodies(tmp_path, IN_ORDER, total=lambda index: 60 + index)
    out = monitor("batch", tmp_path, "--sort", "name", "-f", "csv").out
    assert [row["agency"] for row in csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";")] == IN_ORDER


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_equal_totals_are_listed_by_name_in_every_report(monitor, tmp_path, language):
    """Ranking, batch, comparison and page list ties by name in the displayed language."""
    names = [{"ky": f"{letter}к", "ru": f"{other}к"} for letter, other in zip("НҢОӨПУҮ", "ЯЕЁЖАБВ", strict=True)]
    old, new = (bodies(tmp_path / str(year), names, year=year) for year in (2024, 2025))
    wanted = [f"{letter}к" for letter in ("НҢОӨПУҮ" if language == "ky" else "АБВЕЁЖЯ")]

    def listed(text):
        return [name for name in re.findall(r"\b[А-ЯЁӨҮҢ]к\b", text) if name in wanted][: len(wanted)]

    for command in (["batch", new, "--sort", "total"], ["rank", new], ["compare", old, new]):
        for name in ("text", "table", "csv", "json", "markdown"):
            assert listed(monitor(*command, "-f", name, "--lang", language).out) == wanted, (command[0], name)
    monitor("report", new, "-o", tmp_path / "page.html", "--lang", language)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert listed(re.search('<table class="rating".*?</table>', page, re.S)[0]) == wanted


def test_new_and_missing_bodies_are_listed_by_name(monitor, tmp_path):
    """New and missing bodies are listed by name, whatever their ids and file names."""
    old, new = bodies(tmp_path / "old", ["Үч", "Уч", "Ү"], year=2024), bodies(tmp_path / "new", ["Ёл", "Жол", "Ель"])
    for path in old.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("id: b", "id: old-"), encoding="utf-8")
    report = json.loads(monitor("compare", old, new, "-f", "json").out)
    assert [result["agency"]["name"] for result in report["came"]] == ["Ель", "Ёл", "Жол"]
    assert [result["agency"]["name"] for result in report["went"]] == ["Уч", "Ү", "Үч"]


def test_bodies_of_one_name_are_in_the_order_of_their_ids(monitor, tmp_path):
    """Bodies with the same name are ranked by id, whatever their file names."""
    for name, agency in (("z", "a-organ"), ("a", "z-organ"), ("m", "m-organ")):
        write(tmp_path, f"{name}.yaml", score_file(agency=agency))
    ranking = json.loads(monitor("rank", tmp_path, "-f", "json").out)["ranking"]
    assert [place["agency"]["id"] for place in ranking] == ["a-organ", "m-organ", "z-organ"]


LETTERS = st.sampled_from(ALPHABET)


@given(LETTERS, LETTERS, st.text(ALPHABET + ALPHABET.upper() + "aé 7", max_size=3), st.booleans())
def test_the_first_letter_that_differs_decides(one, other, rest, capital):
    """The first different letter decides, whatever follows it, in either case, composed or not."""
    first, second = ((letter.upper() if capital else letter) + rest for letter in (one, other))
    keys = name_key(first, "ky"), name_key({"ky": second.swapcase()}, "ky")
    places = ALPHABET.index(one), ALPHABET.index(other)
    assert (keys[0] < keys[1], keys[0] == keys[1]) == (places[0] < places[1], places[0] == places[1])
    assert name_key("И\u0306 Е\u0308", "ky") == name_key("йё", "ky")[0] + " " + name_key("йё", "ky")[1]
