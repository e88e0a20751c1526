"""Criteria files with every kind of error: each gets a rule with line and column, and scores nothing."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from itertools import count

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.reading.criteria_files import check_criteria_file
from tests.conftest import ROOT
from tests.files import score_file, write
from tests.hostile.reading import check_invariants

ORDER = (ROOT / "criteria" / "order-158@1.yaml").read_text(encoding="utf-8")
NUMBER = count()


def translated(text: str) -> dict[str, str]:
    return {"ky": text, "ru": f"{text} (ru)"}


def small() -> dict[str, object]:
    """Return the values of a set with every key: three criteria with scores from 1 to 3, in two bands."""
    return {
        "id": "small",
        "edition": "1",
        "revision": 0,
        "languages": {"authoritative": "ky", "translations": ["ru"]},
        "title": translated("Үлгү"),
        "source": {
            "act": translated("Буйрук"), "number": "1", "date": "2025-01-31", "issuer": translated("Орган"), "title": translated("Усул"),
            "clauses": [{"id": "R1", "where": translated("1-пункт"), "rule": translated("Эреже")}],
            "notes": [translated("Эскертүү")],
        },
        "scale": {"min": 1, "max": 3, "indicators": [{"score": n, "text": translated(f"балл {n}")} for n in (3, 2, 1)]},
        "areas": [
            {"number": 1, "kind": "area", "title": translated("Багыт"), "criteria": [
                {"number": 1, "title": translated("Бир"), "clause": translated("1-критерий")}, {"number": 2, "title": translated("Эки")},
            ]},
            {"number": 2, "kind": "follow_up", "title": translated("Сунуш"), "criteria": [{"number": 3, "title": translated("Үч")}]},
        ],
        "bands": [
            {"number": 1, "min": 3, "max": 5, "label": translated("төмөн"), "clause": translated("1)")},
            {"number": 2, "min": 6, "max": 9, "label": translated("жогору")},
        ],
        "ranking": {"ties": "competition", "basis": "tool", "note": translated("Бирдей орун")},
        "documents": [{"criteria": [1, 3], "title": translated("Тизме")}],
        "corrections": [{"where": translated("таблица"), "copy": "а", "reads": "ө", "reason": translated("ката")}],
        "comparable": [{"criteria": "small@0", "numbers": {"1": 2, "2": 1}}],
    }  # fmt: skip


OPTIONAL = {
    "documents", "corrections", "comparable", "languages.translations", "source.clauses", "source.notes",
    "areas.0.criteria.0.clause", "bands.0.clause", "comparable.0.numbers.1", "comparable.0.numbers.2",
}  # fmt: skip
"""Keys that may be missing, apart from items of lists."""


def paths(data: object, path: tuple = ()) -> Iterator[tuple]:
    """Yield the path of every value below the top."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from paths(value, (*path, key))


PATHS = list(paths(small()))
KEYS = [path for path in PATHS if isinstance(path[-1], str)]


def at(data: object, path: tuple) -> object:
    for step in path:
        data = data[step]
    return data


def changed(path: tuple, value: object) -> dict[str, object]:
    """Return the small set with another value at `path`."""
    data = copy.deepcopy(small())
    at(data, path[:-1])[path[-1]] = value
    return data


def without(path: tuple) -> dict[str, object]:
    data = copy.deepcopy(small())
    del at(data, path[:-1])[path[-1]]
    return data


def dumped(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)


def checked(folder, data: object) -> Result:
    """Return the result of a new file with these values or this text, after a check of its invariants."""
    file = write(folder, f"{next(NUMBER)}.yaml", data if isinstance(data, str) else dumped(data))
    result = check_criteria_file(str(file))
    check_invariants(result, file.read_bytes())
    assert "internal-error" not in rules(result)
    return result


def rules(result: Result) -> list[str]:
    return [problem.rule for problem in result.problems]


def refused(folder, data: object) -> Result:
    """Return the result of a file that is not a criteria set, each of whose problems has a place."""
    result = checked(folder, data)
    assert result.status == "invalid"
    assert result.criteria_set is None
    assert all(problem.place for problem in result.problems if problem.rule != "problems-more")
    return result


def dotted(path: tuple) -> str:
    return ".".join(map(str, path))


def test_the_small_set_is_valid(tmp_path):
    """The small set, which the other tests break, is valid."""
    assert checked(tmp_path, small()).criteria_set.max_total == 9


@pytest.mark.parametrize("path", KEYS, ids=dotted)
def test_each_key_left_out(tmp_path, path):
    """A missing key is reported, unless it is optional; without `translations`, the set is refused."""
    data = without(path)
    if dotted(path) in OPTIONAL - {"languages.translations"}:
        assert checked(tmp_path, data).status == "ok"
        return
    problems = refused(tmp_path, data).problems
    if path != ("languages", "translations"):
        assert any(problem.rule == "key-missing" and problem.path == path for problem in problems)


WRONG = {
    "nothing": None,
    "list": [[1]],
    "mapping": {"a": 1},
    "truth": True,
    "fraction": 1.5,
    "empty list": [],
    "empty": {},
}


@pytest.mark.parametrize("kind", WRONG)
def test_each_value_of_a_wrong_type(tmp_path, kind):
    """A value of a wrong type is refused, with a problem at the value or inside it."""
    value = WRONG[kind]
    for path in PATHS:
        is_list = isinstance(at(small(), path), list)
        if (path == ("languages", "translations") and value == []) or (path[-1] == "numbers" and value == {}):
            continue  # nothing is comparable; texts in a missing language have a test below
        if value == [] and is_list and dotted(path) in OPTIONAL:
            assert checked(tmp_path, changed(path, value)).status == "ok", path
            continue
        problems = refused(tmp_path, changed(path, value)).problems
        assert any(problem.path[: len(path)] == path for problem in problems) or path[0] == "languages", path


@pytest.mark.parametrize("text", ["", "   ", "\n", "\t", 5])
def test_each_blank_text(tmp_path, text):
    """A blank text and a number instead of a text are refused in every language."""
    for path in PATHS:
        if isinstance(at(small(), path), str):
            result = refused(tmp_path, changed(path, text))
            assert any(problem.path == path for problem in result.problems) or path[0] == "languages", path


@pytest.mark.parametrize("number", [-1, 10_000_001, 10**30, "1", "x", 1.0, False])
def test_each_number_out_of_range(tmp_path, number):
    """A negative, huge, quoted or fractional number, or a truth value, is refused at its place."""
    for path in PATHS:
        if type(at(small(), path)) is int:
            result = refused(tmp_path, changed(path, number))
            assert any(problem.path == path for problem in result.problems), path


@pytest.mark.parametrize("key", ["titel", "ө", "Title", "", "9", "max_total", "raw"])
def test_each_unknown_key(tmp_path, key):
    """An unknown key is an error at every place, even if it is the name of an internal field."""
    for path in [(), *PATHS]:
        data = copy.deepcopy(small())
        if isinstance(at(data, path), dict):
            at(data, path)[key] = 1
            rule = "comparable-numbers" if path[-1:] == ("numbers",) else "key-unknown"
            assert rule in rules(refused(tmp_path, data)), path


def _bands(*pairs: tuple[int, int]) -> dict[str, object]:
    return changed(
        ("bands",), [{"number": i, "min": a, "max": b, "label": translated("а")} for i, (a, b) in enumerate(pairs, 1)]
    )


def _scale(low: int, high: int, scores: list[int]) -> dict[str, object]:
    indicators = [{"score": score, "text": translated("а")} for score in scores]
    return changed(("scale",), {"min": low, "max": high, "indicators": indicators})


def _languages(authoritative: object, *translations: object) -> dict[str, object]:
    return changed(("languages",), {"authoritative": authoritative, "translations": list(translations)})


BROKEN = {
    "a gap between bands": (_bands((3, 4), (6, 9)), "band-gap"),
    "overlapping bands": (_bands((3, 6), (6, 9)), "band-overlap"),
    "bands from the top": (_bands((6, 9), (3, 5)), "band-overlap"),
    "a band upside down": (_bands((3, 5), (9, 6)), "band-order"),
    "bands that begin late": (_bands((4, 5), (6, 9)), "band-range"),
    "bands that begin early": (_bands((0, 5), (6, 9)), "band-range"),
    "bands that end early": (_bands((3, 5), (6, 8)), "band-range"),
    "bands that end late": (_bands((3, 5), (6, 10)), "band-range"),
    "one band inside another": (_bands((3, 9), (4, 9)), "band-overlap"),
    "the same band twice": (_bands((3, 9), (3, 9)), "band-overlap"),
    "a band number twice": (changed(("bands", 1, "number"), 1), "band-number"),
    "a band number left out": (changed(("bands", 1, "number"), 3), "band-number"),
    "no bands": (changed(("bands",), []), "value-length"),
    "a scale upside down": (_scale(3, 1, [1, 2, 3]), "scale-order"),
    "a scale of one point": (_scale(2, 2, [2, 2]), "scale-order"),
    "a scale of one indicator": (_scale(1, 3, [1]), "value-length"),
    "indicators from the bottom": (_scale(1, 3, [1, 2, 3]), "scale-indicators"),
    "indicators unsorted": (_scale(1, 3, [3, 1, 2]), "scale-indicators"),
    "an indicator left out": (_scale(1, 3, [3, 1]), "scale-indicators"),
    "an indicator twice": (_scale(1, 3, [3, 2, 2]), "scale-indicators"),
    "an indicator too many": (_scale(1, 3, [4, 3, 2, 1]), "scale-indicators"),
    "an area without criteria": (changed(("areas", 1, "criteria"), []), "value-length"),
    "no areas": (changed(("areas",), []), "value-length"),
    "criteria in no area": ({**small(), "criteria": [{"number": 4, "title": translated("Төрт")}]}, "key-unknown"),
    "a criterion twice in an area": (changed(("areas", 0, "criteria", 1, "number"), 1), "number-twice"),
    "a criterion twice in two areas": (changed(("areas", 1, "criteria", 0, "number"), 1), "number-twice"),
    "an area twice": (changed(("areas", 1, "number"), 1), "number-twice"),
    "criterion zero": (changed(("areas", 0, "criteria", 0, "number"), 0), "value-out-of-range"),
    "an unknown kind of area": (changed(("areas", 0, "kind"), "field"), "value-not-allowed"),
    "a document of no criterion": (changed(("documents", 0, "criteria"), []), "value-length"),
    "a document of an unknown criterion": (changed(("documents", 0, "criteria"), [4]), "number-unknown"),
    "comparable with nothing here": (changed(("comparable", 0, "numbers"), {"1": 4}), "number-unknown"),
    "comparable with one criterion twice": (changed(("comparable", 0, "numbers"), {"1": 2, "2": 2}), "comparable-numbers"),
    "comparable by words": (changed(("comparable", 0, "numbers"), {"one": 2}), "comparable-numbers"),
    "comparable from zero": (changed(("comparable", 0, "numbers"), {"0": 2}), "comparable-numbers"),
    "a language left out": (_languages("ky"), "key-unknown"),
    "a language too many": (_languages("ky", "ru", "en"), "key-missing"),
    "a language twice": (_languages("ky", "ru", "ru"), "language-name"),
    "the authoritative language twice": (_languages("ky", "ru", "ky"), "language-name"),
    "a language in capitals": (_languages("ky", "ru", "EN"), "language-name"),
    "a language in words": (_languages("ky", "ru", "english"), "language-name"),
    "a language of one letter": (_languages("ky", "ru", "e"), "language-name"),
    "a language in Cyrillic": (_languages("ky", "ru", "кг"), "language-name"),
    "an edition with a path": (changed(("edition",), "../1"), "edition-invalid"),
    "an edition with spaces": (changed(("edition",), "1 2"), "edition-invalid"),
    "an id in Cyrillic": (changed(("id",), "буйрук"), "slug-invalid"),
    "an impossible date": (changed(("source", "date"), "2025-02-30"), "date-invalid"),
    "other ties": (changed(("ranking", "ties"), "dense"), "value-not-allowed"),
    "scores among the areas": ({**small(), "scores": {"1": 3}}, "key-unknown"),
    "a body among the areas": ({**small(), "agency": {"id": "a"}, "year": 2025}, "key-unknown"),
    "a list": ([small()], "document-not-mapping"),
    "a text": ("small", "document-not-mapping"),
    "a key twice": (dumped(small()) + "id: other\n", "key-duplicate"),
    "two documents": (dumped(small()) + "---\n" + dumped(small()), "yaml-several-documents"),
    "an anchor": (dumped(small()).replace("id: small", "id: &a small"), "yaml-anchor"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_sets(monitor, tmp_path, name):
    """Every command that reads a set reports the rule with line and column, and nothing is scored."""
    data, rule = BROKEN[name]
    assert rule in rules(refused(tmp_path, data))
    file = write(tmp_path, "broken@1.yaml", data if isinstance(data, str) else dumped(data))
    check, named = monitor("criteria", "check", file), monitor("validate", file)
    score = write(tmp_path, "a.yaml", score_file(2, criteria="small@1"))
    used = monitor("--criteria", file, "score", score)
    assert check.code == named.code == used.code == 1
    pattern = re.escape(str(file)) + r":\d+:\d+: error: .*\[" + rule + r"\]"
    assert re.search(pattern, check.out)
    assert re.search(pattern, used.err)
    assert re.search(re.escape(str(file)) + r":\d+:\d+: error: ", named.out)
    assert used.out == ""


@pytest.mark.parametrize("name", ["areas", "criteria", "bands", "indicators", "notes", "languages", "documents"])
def test_thousands_of_anything(tmp_path, name):
    """Lists of more than a thousand items are refused at once, and a thousand equal problems are counted."""
    many = 1_100
    note = translated("а")
    area = {"number": 1, "kind": "area", "title": note, "criteria": [{"number": 1, "title": note}]}
    data = {
        "areas": changed(("areas",), [area] * many),
        "criteria": changed(("areas", 0, "criteria"), [{"number": n % 9_999 + 1, "title": note} for n in range(many)]),
        "bands": _bands(*[(3, 5)] * many),
        "indicators": _scale(1, 1_000, [0] * many),
        "notes": changed(("source", "notes"), [note] * many),
        "languages": _languages("ky", *["ru"] * many),
        "documents": changed(("documents", 0, "criteria"), [99] * many),
    }[name]
    result = refused(tmp_path, json.dumps(data, ensure_ascii=False))
    assert result.problems[0].rule == "value-length" or name == "languages"
    assert len(result.problems) <= 1_001


def test_a_file_of_thousands_of_criteria_is_refused_before_it_is_parsed(tmp_path):
    """A file that is larger than any method is not read."""
    data = changed(("areas", 0, "criteria"), [{"number": n, "title": translated("а" * 20)} for n in range(1, 9_000)])
    result = checked(tmp_path, dumped(data))
    assert (result.status, rules(result)) == ("invalid", ["file-too-large"])


def test_a_whole_set_of_many_criteria(monitor, tmp_path):
    """Nothing limits a method to 24 criteria: a set of 900 is read and used."""
    number = 900
    data = changed(("areas",), [
        {"number": n + 1, "kind": "area", "title": translated("а"), "criteria": [
            {"number": 30 * n + k, "title": translated("б")} for k in range(1, 31)]}
        for n in range(number // 30)
    ])  # fmt: skip
    data["bands"] = [{"number": 1, "min": number, "max": 3 * number, "label": translated("баары")}]
    file = write(tmp_path, "large@1.yaml", dumped(data))
    assert monitor("criteria", "check", file).code == 0
    text = score_file(dict.fromkeys(range(1, number + 1), 2), criteria="small@1")
    outcome = monitor("--criteria", file, "score", write(tmp_path, "a.yaml", text), "-f", "json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["results"][0]["total"] == 2 * number


def is_whole(criteria_set: CriteriaSet) -> None:
    """Check the laws of a set by its values: bands without gaps, a full scale, unique numbers, valid references."""
    numbers = [criterion.number for area in criteria_set.areas for criterion in area.criteria]
    assert len(set(numbers)) == len(numbers) == len(criteria_set.criteria)
    assert [i.score for i in criteria_set.scale.indicators] == list(
        range(criteria_set.scale.max, criteria_set.scale.min - 1, -1)
    )
    assert len(criteria_set.scale.indicators) >= 2
    low = criteria_set.scale.min * len(numbers)
    for place, band in enumerate(criteria_set.bands, 1):
        assert (band.number, band.min) == (place, low)
        assert band.max >= low
        low = band.max + 1
    assert low == criteria_set.scale.max * len(numbers) + 1
    assert {n for document in criteria_set.documents for n in document.criteria} <= set(numbers)
    assert {n for one in criteria_set.comparable for n in one.numbers.values()} <= set(numbers)
    assert len(set(criteria_set.languages.all)) == len(criteria_set.languages.all)
    texts = list(all_texts(criteria_set))
    assert len(texts) > 5
    for text in texts:
        assert set(text) == set(criteria_set.languages.all)
        assert all(isinstance(translation, str) and translation.strip() for translation in text.values())


def all_texts(value: object) -> Iterator[dict[str, str]]:
    """Yield every mapping of languages to texts inside a set."""
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from all_texts(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from all_texts(getattr(value, name))


many = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
LINES = ORDER.split("\n")
VALUES = st.one_of(
    st.integers(-2, 130).map(str),
    st.sampled_from(
        [
            "",
            "~",
            "true",
            "[]",
            "{}",
            "[ky]",
            "[ru, ky]",
            "' '",
            '"5"',
            "1.0",
            "1e3",
            "2018-02-30",
            "en",
            "!!a",
            "*a",
            "'",
            "\t",
        ]
    ),
    st.text(max_size=12),
)
CHANGES = st.lists(
    st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1), st.sampled_from(["swap", "copy", "cut", "move"])),
    min_size=1, max_size=3,
)  # fmt: skip


def check_laws(tmp_path_factory, text: str) -> None:
    result = checked(tmp_path_factory.getbasetemp(), text.encode("utf-8", "replace").decode())
    if result.status == "ok":
        is_whole(result.criteria_set)
    else:
        assert result.criteria_set is None
        assert all(problem.place for problem in result.problems if problem.rule != "problems-more")


@many
@given(CHANGES)
def test_the_published_set_with_other_lines(tmp_path_factory, changes):
    """Swapped, repeated, deleted or moved lines give an error with its place, or still a valid set."""
    lines = list(LINES)
    for one, other, how in changes:
        one, other = one % len(lines), other % len(lines)
        if how == "swap":
            lines[one], lines[other] = lines[other], lines[one]
        elif how == "copy":
            lines.insert(one, lines[other])
        else:
            line = lines.pop(one)
            if how == "move":
                lines.insert(other, line)
    check_laws(tmp_path_factory, "\n".join(lines))


PLACES = list(re.finditer(r"(?<=: )\S.*", ORDER))


@many
@given(
    st.lists(st.tuples(st.integers(0, len(PLACES) - 1), VALUES), min_size=1, max_size=2, unique_by=lambda pair: pair[0])
)
def test_the_published_set_with_other_values(tmp_path_factory, changes):
    """Any value in the place of another gives an error with its place, or still a valid set."""
    text = ORDER
    for index, value in sorted(changes, reverse=True):
        text = text[: PLACES[index].start()] + value + text[PLACES[index].end() :]
    check_laws(tmp_path_factory, text)


FIGURES = list(re.finditer(r"(?<=(?:ber|min|max|ore): )\d+", ORDER))


@many
@given(
    st.lists(
        st.tuples(st.integers(0, len(FIGURES) - 1), st.integers(-1, 1)),
        min_size=1,
        max_size=3,
        unique_by=lambda pair: pair[0],
    )
)
def test_the_published_set_with_other_figures(tmp_path_factory, changes):
    """Numbers that are off by one, the likeliest typing mistake, give an error with its place, or still a valid set."""
    text = ORDER
    for index, step in sorted(changes, reverse=True):
        figure = FIGURES[index]
        text = text[: figure.start()] + str(int(figure.group()) + step) + text[figure.end() :]
    check_laws(tmp_path_factory, text)
