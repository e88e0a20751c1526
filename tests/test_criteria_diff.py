"""`monitor criteria diff`: differences that can change scores, apart from differences of wording."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT
from tests.files import write
from tests.snippets import CRITERIA_FILE, completed

PUBLISHED = (ROOT / "criteria" / "order-158@1.yaml").read_text(encoding="utf-8")
OTHER_EDITION = PUBLISHED.replace('edition: "1"', 'edition: "2"')


def changes(monitor, tmp_path, text: str, base: str = PUBLISHED) -> list[dict]:
    old, new = write(tmp_path, "old.yaml", base), write(tmp_path, "new.yaml", text)
    return json.loads(monitor("criteria", "diff", old, new, "-f", "json").out)["changes"]


def test_equal_sets_have_no_changes(monitor, tmp_path):
    """A set equals itself, by name and by file, and a new edition number alone is no change."""
    outcome = monitor("criteria", "diff", "order-158@1", "criteria/order-158@1.yaml")
    assert outcome.code == 0
    assert outcome.out.count("  nothing\n") == 2
    assert changes(monitor, tmp_path, OTHER_EDITION) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("min: 73", "min: 74", [("band.max", "1", 72, 73), ("band.min", "2", 73, 74)]),
        ("number: 24\n", "number: 25\n", [("criterion.area", "24", 12, None), ("criterion.area", "25", None, 12)]),
    ],
)
def test_changes_that_affect_scores(monitor, tmp_path, old, new, expected):
    """A changed band limit or criterion number needs a new edition; without one, the exit code is 1."""
    assert old in PUBLISHED
    text = PUBLISHED.replace(old, new).replace("max: 72", "max: 73" if "73" in old else "max: 72")
    text = text.replace("criteria: [24]", "criteria: [25]") if "24" in old else text
    differences = changes(monitor, tmp_path, text)
    assert [(c["part"], c["number"], c["before"], c["after"]) for c in differences if c["scoring"]] == expected
    outcome = monitor("criteria", "diff", tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert outcome.code == 1
    assert "new edition" in outcome.err
    edition = write(tmp_path, "edition.yaml", text.replace('edition: "1"', 'edition: "2"'))
    assert monitor("criteria", "diff", "order-158@1", edition).code == 0


SMALL = completed(CRITERIA_FILE["id"])


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("{ky: толук}", "{ky: толугу менен}", "indicator.text"),
        ("{ky: Пландар}", "{ky: План}", "criterion.title"),
        ("{ky: Тартип}", "{ky: Тартиби}", "area.title"),
        ("{ky: начар}", "{ky: өтө начар}", "band.label"),
        ("{ky: Буйрук}", "{ky: Токтом}", "source.act"),
        ("2025-01-14", "2025-01-15", "source.date"),
        ("орун алат", "орунду алат", "ranking.note"),
        ("revision: 0", "revision: 1", "revision"),
    ],
)
def test_changes_of_wording_move_no_score(monitor, tmp_path, old, new, part):
    """A changed text, date or revision changes no score, and the exit code is 0."""
    (change,) = changes(monitor, tmp_path, SMALL.replace(old, new, 1), SMALL)
    assert (change["part"], change["scoring"]) == (part, False)
    outcome = monitor("criteria", "diff", tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert outcome.code == 0
    assert f"    - {change['before']}\n    + {change['after']}\n" in outcome.out


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("en: title of the order, clause 1", "en: title, clause 1", "source.clause"),
        ("en: heading 5", "en: 5th heading", "correction"),
        ("en: a letter misread", "en: one letter misread", "correction"),
        ('en: "Reception of citizens"', 'en: "Receiving citizens"', "criterion.short"),
        ('en: "Petitions and investigations"', 'en: "Petitions, investigations"', "area.short"),
        ('en: "gross violations"', 'en: "gross breaches"', "band.short"),
        ('en: "work is not carried out"', 'en: "no work"', "indicator.short"),
        ("en: Order No. 158", "en: Order № 158", "source.citation"),
        ("the total of the later monitoring counts", "the later monitoring counts", "ranking.repeated"),
    ],
)
def test_clauses_corrections_and_short_titles_are_compared(monitor, tmp_path, old, new, part):
    """Clauses, corrections, short titles and notes are compared too, so that "nothing" means nothing."""
    assert old in PUBLISHED
    (change,) = changes(monitor, tmp_path, PUBLISHED.replace(old, new, 1))
    assert (change["part"], change["language"], change["scoring"]) == (part, "en", False)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("kind: area", "kind: follow_up", "area.kind"),
        ("min: 5", "min: 4", "band.min"),
        ("{number: 2, title: {ky: Окуулар}}", "{number: 3, title: {ky: Окуулар}}", "criterion.area"),
    ],
)
def test_scoring_changes_of_a_small_set(monitor, tmp_path, old, new, part):
    """Changes that affect scores are recognized in a method of another shape too."""
    text = SMALL.replace(old, new).replace("max: 4" if "min: 4" in new else "∅", "max: 3")
    differences = changes(monitor, tmp_path, text, SMALL)
    assert part in {change["part"] for change in differences}
    assert all(change["scoring"] for change in differences)


def test_a_file_that_cannot_be_used_is_an_error(monitor, tmp_path):
    """An invalid file gives exit code 1 with its problems, a missing one exit code 2."""
    bad = write(tmp_path, "bad.yaml", SMALL.replace("max: 6", "max: 7"))
    outcome = monitor("criteria", "diff", "order-158@1", bad)
    assert (outcome.code, "[band-range]" in outcome.err) == (1, True)
    assert monitor("criteria", "diff", "order-158@1", tmp_path / "none.yaml").code == 2
