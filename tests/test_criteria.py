"""`monitor criteria` and `--criteria`: another method is only another YAML file."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT
from tests.files import score_file, write

ORDER = (ROOT / "criteria" / "order-158@1.yaml").read_text(encoding="utf-8")
MAP = "comparable:\n  - criteria: order-158@0\n    numbers:"


def test_list_counts_as_the_order_does(monitor):
    """The list has 11 areas and 24 criteria, and counts the follow-up heading apart (R5)."""
    out = monitor("criteria", "list").out
    assert out.startswith("order-158@1  11 areas, 1 follow-up heading, 24 criteria")


def test_show_has_every_title_and_band(monitor):
    """`criteria show` has the whole set as text and as JSON."""
    out = monitor("criteria", "show").out
    assert "12. Implementation of the recommendations of the State Personnel Service (follow-up)" in out
    assert "  1. 24–72: work is not carried out" in out
    document = json.loads(monitor("criteria", "show", "-f", "json").out)
    assert sum(len(area["criteria"]) for area in document["areas"]) == 24
    assert set(document["areas"][0]["title"]) == {"ky", "ru", "en"}


def test_show_one_criterion(monitor):
    """`criteria show 24` has title, heading and the meaning of each score; criterion 25 is refused."""
    out = monitor("criteria", "show", 24, "--lang", "ky").out
    assert out.startswith("24. МККнын сунуштарын аткаруу боюнча маалыматты өз учурунда берүү\n12. МККнын")
    assert "1: иш жүргүзүлбөйт" in out
    assert monitor("criteria", "show", 25).code == 2


def test_check_accepts_the_published_set(monitor):
    """The summary gives the numbers of the published set."""
    outcome = monitor("criteria", "check", "criteria/order-158@1.yaml")
    assert outcome.code == 0
    assert "order-158@1: 12 headings, 24 criteria, totals 24 to 120, 5 bands" in outcome.err


def small_set(*, bands: int, indicators: int, areas: int, criteria: int, named: int) -> str:
    """Return a method in one language; `named` is the number of criteria of its document."""
    texts = {"ky": "сөз"}
    numbers = iter(range(1, 1_000))
    rows = [[{"number": next(numbers), "title": texts} for _ in range(criteria)] for _ in range(areas)]
    lowest, highest = areas * criteria, areas * criteria * max(indicators, 1)
    limits = {0: [], 1: [(lowest, highest)], 2: [(lowest, lowest), (lowest + 1, highest)]}[bands]
    return json.dumps(
        {
            "id": "small",
            "edition": "1",
            "revision": 0,
            "languages": {"authoritative": "ky"},
            "title": texts,
            "source": {"act": texts, "number": "1", "date": "2024-01-01", "issuer": texts, "title": texts},
            "scale": {
                "min": 1,
                "max": max(indicators, 1),
                "indicators": [{"score": score, "text": texts} for score in range(indicators, 0, -1)],
            },
            "areas": [
                {"number": index, "kind": "area", "title": texts, "criteria": row}
                for index, row in enumerate(rows, start=1)
            ],
            "bands": [
                {"number": index, "min": low, "max": high, "label": texts}
                for index, (low, high) in enumerate(limits, start=1)
            ],
            "ranking": {"ties": "competition", "basis": "tool", "note": texts},
            "documents": [{"criteria": list(range(1, named + 1)), "title": texts}],
        }
    )


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("    min: 73", "    min: 74"), "band-gap"),
        (("    min: 73", "    min: 72"), "band-overlap"),
        (("    min: 24\n", "    min: 23\n"), "band-range"),
        (("    max: 120", "    max: 119"), "band-range"),
        (("    max: 120", "    max: 12"), "band-order"),
        (("bands:", "bandz:"), "key-unknown"),
        (("bands:", "categories:"), "key-missing"),
        (("  basis: tool\n", ""), "key-missing"),
        (("  - number: 2\n    min", "  - number: 7\n    min"), "band-number"),
        (("      - number: 2\n", "      - number: 1\n"), "number-twice"),
        (("  - number: 2\n    kind", "  - number: 1\n    kind"), "number-twice"),
        (("    - score: 4\n", "    - score: 3\n"), "scale-indicators"),
        (("  min: 1\n  max: 5", "  min: 5\n  max: 5"), "scale-order"),
        (("  translations: [ru, en]", "  translations: [ru, en, de]"), "key-missing"),
        (("  translations: [ru, en]", "  translations: [ru]"), "key-unknown"),
        (("  translations: [ru, en]", "  translations: [ru, en, EN]"), "language-name"),
        (('edition: "1"', "edition: 1"), "edition-invalid"),
        (("  - criteria: [6]", "  - criteria: [66]"), "number-unknown"),
        (("id: order-158\n", "id: Order 158\n"), "slug-invalid"),
        (("ranking:\n", f"{MAP} {{1: 3, 2: 3}}\nranking:\n"), "comparable-numbers"),
        (("ranking:\n", f"{MAP} {{one: 3}}\nranking:\n"), "comparable-numbers"),
        (("ranking:\n", f"{MAP} {{1: 30}}\nranking:\n"), "number-unknown"),
    ],
)
def test_broken_sets_are_refused(monitor, tmp_path, change, rule):
    """A set that breaks a rule is refused by `criteria check`, and no file is scored by it."""
    assert change[0] in ORDER
    file = write(tmp_path, "broken.yaml", ORDER.replace(*change, 1))
    outcome = monitor("criteria", "check", file)
    assert outcome.code == 1
    assert f"[{rule}]" in outcome.out
    scored = monitor("score", write(tmp_path, "a.yaml", score_file(3)), "--criteria", file)
    assert scored.code == 1
    assert scored.out == ""
    assert f"[{rule}]" in scored.err


@pytest.mark.parametrize("many", [0, 1, 2])
@pytest.mark.parametrize(
    ("key", "least"), [("bands", 1), ("indicators", 2), ("areas", 1), ("criteria", 1), ("named", 1)]
)
def test_a_set_has_at_least_one_band_and_two_indicators(monitor, tmp_path, key, least, many):
    """A method needs one band, one heading, one criterion and two indicators."""
    count = dict.fromkeys(("bands", "indicators", "areas", "criteria", "named"), 2) | {key: many}
    outcome = monitor("criteria", "check", write(tmp_path, "small.yaml", small_set(**count)))
    if many >= least:
        assert (outcome.code, outcome.out) == (0, "")
    else:
        assert outcome.code == 1
        assert "[value-length]" in outcome.out


@pytest.mark.parametrize(
    ("old", "new", "accepted", "refused"),
    [
        ('"revision": 0', '"revision": {}', (0, 9_999), (-1, 10_000)),
        ('"number": 2, "kind"', '"number": {}, "kind"', (2, 9_999), (0, -1, 10_000)),
        ('"number": 4, "title"', '"number": {}, "title"', (4, 9_999), (0, -1, 10_000)),
        ('"edition": "1"', '"edition": "{}"', ("a", "1" * 50), ("", "1" * 51)),
        ('"authoritative": "ky"', '"authoritative": "{}"', (), ("", "k" * 11)),
        ('"number": "1"', '"number": "{}"', ("1", "1" * 100), ("", "1" * 101)),
        ('"number": 2, "min"', '"number": 2, "short": {{"ky": "{}"}}, "min"', ("я", "я" * 34), ("", "я" * 35, "я\\nя")),
    ],
)
def test_numbers_and_names_of_a_set_have_their_limits(monitor, tmp_path, old, new, accepted, refused):
    """Values at the limits are accepted, and values beyond them are refused."""
    small = small_set(bands=2, indicators=2, areas=2, criteria=2, named=2)
    assert small.count(old) == 1
    for value in (*accepted, *refused):
        outcome = monitor("criteria", "check", write(tmp_path, "small.yaml", small.replace(old, new.format(value))))
        assert outcome.code == (value in refused), value


def test_the_highest_number_of_a_criterion_can_be_used_everywhere(monitor, tmp_path, monkeypatch):
    """`plan --set` and follow-up files can name every number that a criteria file may give."""
    methods = ROOT / "examples/methods"
    method = (
        (methods / "library-service@1.yaml")
        .read_text("utf-8")
        .replace("- number: 3\n        title", "- number: 9999\n        title")
    )
    criteria = write(tmp_path, "method.yaml", method)
    text = (methods / "example-library.yaml").read_text("utf-8").replace("  3:", "  9999:")
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "2025/library.yaml", text)
    entry = "{year: 2025, criterion: 9999, date: 2026-02-01, status: done}"
    write(tmp_path, "follow-up/library.yaml", f"follow_up: kyyalbel-kitepkanasy\nentries:\n  - {entry}\n")
    outcome = monitor("follow-up", "2025", "--criteria", criteria, "--today", "2026-03-01")
    assert (outcome.code, "1: 1 done" in outcome.out) == (0, True)
    outcome = monitor("plan", "2025/library.yaml", "--criteria", criteria, "--set", "9999=3")
    assert (outcome.code, "What if: 9999: 1 → 3" in outcome.out) == (0, True)


@pytest.mark.parametrize(("low", "high"), [(-1, 4), (4, 10_000_001)])
def test_no_total_is_below_0_or_beyond_ten_million(monitor, tmp_path, low, high):
    """A band limit outside 0 to ten million is out of range, before bands are compared with each other."""
    small = small_set(bands=2, indicators=2, areas=2, criteria=2, named=2)
    text = small.replace('"min": 4, "max": 4', f'"min": {low}, "max": {high}')
    assert "[value-out-of-range]" in monitor("criteria", "check", write(tmp_path, "small.yaml", text)).out


def test_a_scale_begins_at_0_or_later_and_has_at_most_1000_points(monitor, tmp_path):
    """A scale has scores from 0 to 1000."""
    small = small_set(bands=1, indicators=2, areas=1, criteria=2, named=1)
    for low, high, code in ((0, 1, 0), (-1, 0, 1), (999, 1_000, 0), (1_000, 1_001, 1)):
        text = re.sub('"min": 1, "max": 2', f'"min": {low}, "max": {high}', small)
        text = text.replace('"score": 1', f'"score": {low}').replace('"score": 2', f'"score": {high}')
        text = text.replace('"min": 2, "max": 4', f'"min": {2 * low}, "max": {2 * high}')
        assert monitor("criteria", "check", write(tmp_path, "small.yaml", text)).code == code, low


def test_a_published_name_cannot_be_taken(monitor, tmp_path):
    """A set with a published name and other content is refused, because its totals would look comparable."""
    file = write(
        tmp_path, "mine.yaml", ORDER.replace("    max: 72", "    max: 71").replace("    min: 73", "    min: 72")
    )
    assert monitor("criteria", "check", file).code == 0
    outcome = monitor("score", write(tmp_path, "a.yaml", score_file(3)), "--criteria", file)
    assert outcome.code == 1
    assert "[criteria-taken]" in outcome.err


@pytest.mark.parametrize(
    "name",
    ["order-158@1.0", "order-158@01", "order-158@1.", "order-158@1-", "order-158@I", "order-158@l.00", "0rder-l58@1",
     "order158@1", "ord-er-158@1", "0RDER-158@1", "оrder-158@1", "order-158@１", "order-158-@1", "order-158@1 ",
     "orcler-158@1", "0rc1er-i58@1"],
)  # fmt: skip
def test_a_published_name_cannot_be_imitated(monitor, tmp_path, name):
    """A name that a reader could take for the published one is refused."""
    slug, edition = name.split("@")
    text = ORDER.replace("id: order-158\n", f"id: {slug}\n").replace('edition: "1"', f'edition: "{edition}"')
    own = score_file(3, criteria=json.dumps(name, ensure_ascii=False))
    outcome = monitor("score", write(tmp_path, "a.yaml", own), "--criteria", write(tmp_path, "b.yaml", text))
    assert (outcome.code, outcome.out) == (1, "")
    assert re.search(r"\[(criteria-taken|slug-invalid|value-lookalike|edition-invalid)\]", outcome.err)


@pytest.mark.parametrize("name", ["order-158@2", "order-158@1.1", "order-158@10", "order-1580@1", "order-158-a@1"])
def test_other_names_are_free(monitor, tmp_path, name):
    """A name that differs by a number is free."""
    slug, edition = name.split("@")
    text = ORDER.replace("id: order-158\n", f"id: {slug}\n").replace('edition: "1"', f'edition: "{edition}"')
    own = write(tmp_path, "a.yaml", score_file(3, criteria=name))
    assert monitor("score", own, "--criteria", write(tmp_path, "b.yaml", text)).code == 0


@pytest.mark.parametrize("editions", [("2", "2"), ("2", "2.0"), ("2.0", "2")])
def test_two_given_sets_of_one_name(monitor, tmp_path, editions):
    """Two sets with one name are refused; one file given twice is one set."""
    own = write(tmp_path, "a.yaml", score_file(3, criteria=f"order-158@{editions[0]}"))
    one = write(tmp_path, "one.yaml", ORDER.replace('edition: "1"', f'edition: "{editions[0]}"'))
    other = ORDER.replace('edition: "1"', f'edition: "{editions[1]}"').replace("    max: 72", "    max: 71")
    two = write(tmp_path, "two.yaml", other.replace("    min: 73", "    min: 72"))
    for first, second in ((one, two), (two, one)):
        outcome = monitor("score", own, "--criteria", first, "--criteria", second)
        assert (outcome.code, outcome.out) == (1, "")
        assert f"{second}: error: " in outcome.err
        assert "[criteria-taken]" in outcome.err
    assert monitor("score", own, "--criteria", one, "--criteria", one).code == 0


@pytest.mark.parametrize("text", [ORDER, ORDER.replace("\n", "\r\n"), "\ufeff" + ORDER])
def test_a_copy_of_the_published_set_is_the_published_set(monitor, tmp_path, text):
    """A copy of the published set is the published set, whatever its line endings."""
    copy, own = tmp_path / "copy.yaml", write(tmp_path, "a.yaml", score_file(3))
    copy.write_bytes(text.encode())
    given = monitor("score", own, "-f", "json", "--criteria", copy)
    assert (given.code, given.err) == (0, "")
    assert given.out == monitor("score", own, "-f", "json").out
    assert json.loads(given.out)["criteria"]["published"] is True


REPORTS = [
    ("score", "-f", "text"), ("score", "-f", "table"), ("score", "-f", "markdown"), ("score", "--brief"),
    ("batch", "-f", "text"), ("batch", "-f", "table"), ("batch", "-f", "markdown"),
    ("rank", "-f", "text"), ("rank", "-f", "table"), ("rank", "-f", "markdown"),
    ("plan", "-f", "text"), ("plan", "-f", "table"), ("plan", "-f", "markdown"),
    ("compare", "-f", "text"), ("compare", "-f", "table"), ("compare", "-f", "markdown"),
    ("batch", "-f", "csv"), ("rank", "-f", "jsonl"), ("compare", "-f", "csv"),
    ("report", "-o", "-"), ("form", "print", "-f", "html", "-o", "-"), ("memo",),
]  # fmt: skip


@pytest.mark.parametrize("report", REPORTS, ids=" ".join)
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_report_says_that_a_set_is_not_published(monitor, tmp_path, monkeypatch, report, language):
    """Every report says of a set from another source that it is not published, and only of such a set."""
    monkeypatch.setenv("COLUMNS", "200")
    sentences = {
        "ky": "бул программа менен жарыяланган эмес",
        "ru": "не опубликован вместе с этой программой",
        "en": "not published with this tool",
    }
    other = write(tmp_path, "other.yaml", ORDER.replace('edition: "1"', 'edition: "2"'))
    for edition in (1, 2):
        files = [
            write(tmp_path, f"{edition}-{year}.yaml", score_file(3, criteria=f"order-158@{edition}", year=year))
            for year in ((2024, 2025) if report[0] == "compare" else (2025,))
        ]
        given = ("--criteria", other) if edition == 2 else ()
        outcome = monitor(*report, *files, *given, "--lang", language)
        assert outcome.code == 0
        assert (sentences[language] in outcome.out + outcome.err) == bool(given)


def test_another_edition_works_beside_the_published_one(monitor, tmp_path):
    """A file is assessed under the edition that it refers to, and under no other."""
    text = ORDER.replace('edition: "1"', 'edition: "2"')
    text = text.replace("    max: 72", "    max: 71").replace("    min: 73", "    min: 72")
    edition = write(tmp_path, "two.yaml", text)
    old = write(tmp_path, "old.yaml", score_file(3))
    new = write(tmp_path, "new.yaml", score_file(3, agency="b", criteria="order-158@2"))
    outcome = monitor("score", old, new, "--criteria", edition, "-f", "json")
    assert [r["band"]["number"] for r in json.loads(outcome.out)["results"]] == [1, 2]
    assert monitor("score", new).code == 1
