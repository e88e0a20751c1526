"""The criteria set compared with the order's own text and with a second, independent transcription."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from monitor_cli.core.criteria import MOST_SHORT, criteria_set_shape
from monitor_cli.core.frozen import PUBLISHED_REVISIONS
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.document import read_document
from monitor_cli.reading.shape_check import Shape
from tests.conftest import ROOT
from tests.files import score_file, write

RELEASED = {"order-158@1": "0dfc66588e6a490175e94e86f7d311dc6f58509acec1da6a124ee315b01431c6"}
"""The hash of what affects scores, for each released edition.

A change of it needs a new edition. A corrected text is a new revision, whose hash goes to `PUBLISHED_REVISIONS`.
"""

TRANSCRIPTION = json.loads((Path(__file__).parent / "order" / "transcription.json").read_text(encoding="utf-8"))
ORDER = Path(__file__).parent / "order" / "annex.txt"
"""The annex of the order as in its published copy, including scanning errors."""


@pytest.fixture(scope="module")
def criteria_set():
    return CriteriaLibrary().get("order-158@1")


def test_released_editions_are_locked():
    """No released edition changes unnoticed, and every published file is the newest revision of a released edition."""
    released = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOT / "criteria").glob("*.yaml")}
    assert released == {ref: hashes[-1] for ref, hashes in PUBLISHED_REVISIONS.items()}
    sets = {ref: CriteriaLibrary().get(ref) for ref in released}
    assert {ref: known.scoring_sha256 for ref, known in sets.items() if known} == RELEASED
    assert all(known.revision == len(PUBLISHED_REVISIONS[ref]) - 1 for ref, known in sets.items() if known)


def scoring_of(criteria_set):
    """Return the values of the set that affect a score, a total, a band or a rank."""
    return (
        criteria_set.scale.min,
        criteria_set.scale.max,
        [(a.number, a.kind, [c.number for c in a.criteria]) for a in criteria_set.areas],
        [(b.number, b.min, b.max) for b in criteria_set.bands],
        criteria_set.ranking.ties,
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    max: 72", "    max: 71"),
        ("    min: 73", "    min: 74"),
        ("kind: follow_up", "kind: area"),
        ("      - number: 7\n", "      - number: 77\n"),
        ("  max: 5\n", "  max: 6\n"),
        ("  - number: 12\n", "  - number: 13\n"),
    ],
)
def test_the_hash_covers_what_affects_scores(criteria_set, old, new):
    """The hash depends on the numbers of layout, scale and bands, and not on the texts."""
    text = criteria_set.raw.decode()
    assert text.count(old) >= 1
    shape = Shape(criteria_set_shape(criteria_set.languages.all))
    for changed, same in ((text.replace(old, new, 1), False), (text.replace("order", "decree"), True)):
        other, problems = shape.check(read_document(changed.encode())[0])
        assert problems == []
        assert (scoring_of(other) == scoring_of(criteria_set)) is same
        assert (other.scoring_sha256 == criteria_set.scoring_sha256) is same


def test_headings_and_criteria_are_those_of_the_order(criteria_set):
    """Number, title and place of all 24 criteria under their 12 headings are those of the order (R5, R10)."""
    ours = [
        {
            "number": area.number,
            "title": area.title["ky"],
            "criteria": [{"number": c.number, "title": c.title["ky"]} for c in area.criteria],
        }
        for area in criteria_set.areas
    ]
    assert ours == TRANSCRIPTION["headings"]


def test_eleven_areas_and_one_follow_up(criteria_set):
    """The set has the order's 11 areas, and as heading 12 of its table the follow-up (R5)."""
    kinds = [area.kind for area in criteria_set.areas]
    assert kinds == ["area"] * TRANSCRIPTION["areas_counted_by_the_order"] + ["follow_up"]
    assert len(criteria_set.criteria) == TRANSCRIPTION["criteria_counted_by_the_order"]


def test_indicators_are_those_of_the_order(criteria_set):
    """The meanings of 5, 4, 3, 2 and 1 are those of the order (R9), on a scale from 1 to 5 (R6)."""
    ours = {str(score): indicator.text["ky"] for score, indicator in criteria_set.indicators.items()}
    assert ours == TRANSCRIPTION["indicators"]
    assert (criteria_set.scale.min, criteria_set.scale.max) == (1, 5)


def test_bands_are_those_of_the_order(criteria_set):
    """Texts and limits of the five categories (R8) and the maximum total (R6) are those of the order."""
    ours = [{"number": b.number, "label": b.label["ky"], "min": b.min, "max": b.max} for b in criteria_set.bands]
    theirs = [{k: v for k, v in band.items() if k != "limits"} for band in TRANSCRIPTION["bands"]]
    assert ours == theirs
    assert criteria_set.max_total == TRANSCRIPTION["max_total"]


def test_limits_of_the_bands_are_those_in_the_text_of_the_order(criteria_set):
    """Each limit in the words of the order is a limit of its band."""
    for band, theirs in zip(criteria_set.bands, TRANSCRIPTION["bands"], strict=True):
        written = {int(number) for number in re.findall(r"\d+", theirs["limits"])}
        assert written <= {band.min, band.max}
        assert written


def test_source_is_the_order(criteria_set):
    """Number and date of the act are those of the order, and the set has the clauses R1 to R10."""
    source = criteria_set.source
    assert source.number == TRANSCRIPTION["order"]["number"]
    assert source.date.isoformat() == TRANSCRIPTION["order"]["date"]
    assert [clause.id for clause in source.clauses] == [f"R{number}" for number in range(1, 11)]


def test_tie_rule_is_the_tools_choice(criteria_set):
    """The order gives no tie rule, and the file says so (R3)."""
    assert (criteria_set.ranking.ties, criteria_set.ranking.basis) == ("competition", "tool")


def test_the_tools_own_rules_are_not_in_the_scoring_hash(criteria_set):
    """The rule for repeated monitoring is a choice of this tool and is not part of the scoring hash."""
    repeated = criteria_set.ranking.repeated
    assert (repeated.counts, repeated.basis) == ("later", "tool")
    without = replace(criteria_set, ranking=replace(criteria_set.ranking, repeated=None))
    assert without.scoring_sha256 == criteria_set.scoring_sha256


def test_every_part_has_a_unique_short_title(criteria_set):
    """Each heading, criterion, band and score has a short title in each language that is unique within its kind."""
    areas = criteria_set.areas
    kinds = (areas, criteria_set.criteria.values(), criteria_set.bands, criteria_set.scale.indicators)
    for parts in kinds:
        for language in criteria_set.languages.all:
            labels = {part.short[language] for part in parts}
            assert len(labels) == len(parts)
            assert max(map(len, labels)) <= MOST_SHORT


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_signed_and_cited_texts_have_full_titles(monitor, criteria_set, tmp_path, language):
    """The official form, the memo, a new score file and the criteria contain the order's full titles alone."""
    file, form, new = write(tmp_path, "a.yaml", score_file()), tmp_path / "form.html", tmp_path / "new.yaml"
    assert monitor("form", "print", file, "-o", form, "--lang", language).code == 0
    assert monitor("new", new, "--lang", language).code == 0
    written = [monitor(*command, "-f", "text", "--lang", language).out for command in (("criteria", "show"), ("memo",))]
    written += [path.read_text(encoding="utf-8") for path in (form, new)]
    parts = (*criteria_set.areas, *criteria_set.criteria.values())
    titles = " ".join(part.title[language] for part in (*parts, *criteria_set.documents))
    labels = [part.short[language] for part in parts if part.short[language] not in titles]
    assert len(labels) > 20
    assert [label for label in labels for text in written if label in text] == []


def test_the_act_is_cited_as_each_language_cites_one(monitor):
    """The citation of the act follows the grammar of the language, on screen and in the memo."""
    for language, citation in (
        ("ky", "Кыргыз Республикасынын Мамлекеттик кадр кызматынын 2018-жылдын 26-декабрындагы № 158 буйругу"),
        ("ru", "Приказ Государственной кадровой службы Кыргызской Республики от 26 декабря 2018 года № 158"),
        ("en", "Order No. 158 of the State Personnel Service of the Kyrgyz Republic of 26 December 2018"),
    ):
        for command in (("criteria", "show"), ("memo",)):
            assert citation in monitor(*command, "-f", "text", "--lang", language).out


def test_every_kyrgyz_text_is_in_the_order(criteria_set):
    """Each title, indicator and band text is in the order, apart from the listed scanning errors."""
    raw = re.sub(r"</?p>|\s+", " ", ORDER.read_text(encoding="utf-8"))
    order = re.sub(r" +", " ", raw)
    for correction in criteria_set.corrections:
        copy = re.sub(r"\s*⏎\s*|\s+", " ", correction.copy)
        assert copy in order, f"the copy does not contain: {copy}"
        order = order.replace(copy, correction.reads)
    texts = [area.title["ky"] for area in criteria_set.areas]
    texts += [criterion.title["ky"] for criterion in criteria_set.criteria.values()]
    texts += [indicator.text["ky"] for indicator in criteria_set.indicators.values()]
    texts += [band.label["ky"] for band in criteria_set.bands]
    assert [text for text in texts if text not in order] == []
