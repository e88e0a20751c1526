"""`monitor criteria` and `--criteria`: another method is only another YAML file."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT
from tests.files import score_file, write

ORDER = (ROOT / "criteria" / "order-158@1.yaml").read_text(encoding="utf-8")
MAP = "comparable:\n  - criteria: order-158@0\n    numbers:"


def test_list_counts_as_the_order_does(monitor):
    """11 areas and 24 criteria, and the follow-up heading apart (R5)."""
    out = monitor("criteria", "list").out
    assert out.startswith("order-158@1  11 areas, 1 follow-up heading, 24 criteria")


def test_show_has_every_title_and_band(monitor):
    """The whole set for people and for programs."""
    out = monitor("criteria", "show").out
    assert "12. Implementation of the recommendations of the State Personnel Service (follow-up)" in out
    assert "  1. 24–72: work is not carried out" in out
    document = json.loads(monitor("criteria", "show", "-f", "json").out)
    assert sum(len(area["criteria"]) for area in document["areas"]) == 24
    assert set(document["areas"][0]["title"]) == {"ky", "ru", "en"}


def test_show_one_criterion(monitor):
    """Title, area, clause and what each score means."""
    out = monitor("criteria", "show", 24, "--lang", "ky").out
    assert out.startswith("24. МККнын сунуштарын аткаруу боюнча маалыматты өз учурунда берүү\n12. МККнын")
    assert "1: иш жүргүзүлбөйт" in out
    assert monitor("criteria", "show", 25).code == 2


def test_check_accepts_the_published_set(monitor):
    """The summary tells what was read."""
    outcome = monitor("criteria", "check", "criteria/order-158@1.yaml")
    assert outcome.code == 0
    assert "order-158@1: 12 headings, 24 criteria, totals 24 to 120, 5 bands" in outcome.err


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("    min: 73", "    min: 74"), "band-gap"),
        (("    min: 73", "    min: 72"), "band-overlap"),
        (("    min: 24\n", "    min: 23\n"), "band-range"),
        (("    max: 120", "    max: 119"), "band-range"),
        (("    max: 120", "    max: 12"), "band-order"),
        (("bands:", "bandz:"), "key-missing"),
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
    """Each break of the shape or of its laws is named, and no file is ever scored by such a set."""
    assert change[0] in ORDER
    file = write(tmp_path, "broken.yaml", ORDER.replace(*change, 1))
    outcome = monitor("criteria", "check", file)
    assert outcome.code == 1
    assert f"[{rule}]" in outcome.out
    scored = monitor("score", write(tmp_path, "a.yaml", score_file(3)), "--criteria", file)
    assert scored.code == 1
    assert scored.out == ""
    assert f"[{rule}]" in scored.err


def test_a_published_name_cannot_be_taken(monitor, tmp_path):
    """Two methods under one name would make totals that look comparable and are not."""
    file = write(
        tmp_path, "mine.yaml", ORDER.replace("    max: 72", "    max: 71").replace("    min: 73", "    min: 72")
    )
    assert monitor("criteria", "check", file).code == 0
    outcome = monitor("score", write(tmp_path, "a.yaml", score_file(3)), "--criteria", file)
    assert outcome.code == 1
    assert "[criteria-taken]" in outcome.err


def test_another_edition_works_beside_the_published_one(monitor, tmp_path):
    """A file is judged by the edition that it names, and by no other."""
    text = ORDER.replace('edition: "1"', 'edition: "2"')
    text = text.replace("    max: 72", "    max: 71").replace("    min: 73", "    min: 72")
    edition = write(tmp_path, "two.yaml", text)
    old = write(tmp_path, "old.yaml", score_file(3))
    new = write(tmp_path, "new.yaml", score_file(3, agency="b", criteria="order-158@2"))
    outcome = monitor("score", old, new, "--criteria", edition, "-f", "json")
    assert [r["band"]["number"] for r in json.loads(outcome.out)["results"]] == [1, 2]
    assert monitor("score", new).code == 1
