"""`monitor reconcile`: the files of several members become one draft, and the commission decides every dispute."""

from __future__ import annotations

import itertools
import json
import shutil

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor_cli.output.score_yaml import render
from monitor_cli.reading.score_files import check_file
from tests.conftest import ROOT
from tests.files import score_file, write
from tests.form_data import CRITERIA_SET, LIBRARY, bodies, complete, drafts, form_file

NOTE = {"score": 3, "note": "Журнал толтурулган эмес.", "evidence": ["№ 1 буйрук", "№ 2 буйрук"]}
slow = settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)


def texts_of(value: object) -> list[str]:
    """Return every text in the values of a file."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_of(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_of(inner)]
    return [value] if isinstance(value, str) else []


def scores_of(text: str) -> dict[int, int | None]:
    """Return the scores of a draft, read by another YAML library."""
    entries = yaml.safe_load(text)["scores"]
    return {n: entry["score"] if isinstance(entry, dict) else entry for n, entry in entries.items()}


@pytest.mark.parametrize("again", ["a.yaml", "./a.yaml", "link.yaml"])
def test_one_file_is_not_two_members(monitor, tmp_path, monkeypatch, again):
    """A file that is given twice, under any name, is refused, because it would agree with itself."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a.yaml", score_file(4))
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    outcome = monitor("reconcile", "a.yaml", again, "-o", "draft.yaml")
    assert outcome.code == 2
    assert f"a.yaml and {again} are one file; give the file of each member" in outcome.err
    assert not (tmp_path / "draft.yaml").exists()


def test_a_disputed_score_is_empty_with_each_members_score(monitor, tmp_path, monkeypatch):
    """Agreed scores are filled in, notes and evidence joined; a disputed score is empty, with each member's score."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a.yaml", score_file({**dict.fromkeys(range(1, 25), 4), 7: {**NOTE, "score": 2}}))
    other = {"score": 3, "note": "Экинчи беттин көчүрмөсү жок.", "evidence": ["№ 2 буйрук", "№ 3 буйрук"]}
    write(tmp_path, "b.yaml", score_file({**dict.fromkeys(range(1, 25), 4), 7: other}))
    write(tmp_path, "c.yaml", score_file({**dict.fromkeys(range(1, 24), 4), 7: NOTE}))
    outcome = monitor("reconcile", "c.yaml", "a.yaml", "b.yaml", "-o", "draft.yaml", "-f", "text")
    text = (tmp_path / "draft.yaml").read_text("utf-8")
    assert (
        """  7:
    # a.yaml: score: 2
    # b.yaml: score: 3
    # c.yaml: score: 3
    score:
    note: "Журнал толтурулган эмес.\\nЭкинчи беттин көчүрмөсү жок."
    evidence:
      - "№ 1 буйрук"
      - "№ 2 буйрук"
      - "№ 3 буйрук"
"""
        in text
    )
    assert outcome.code == 0
    assert outcome.err == "draft.yaml is written\n"
    assert outcome.out.splitlines()[:4] == [
        "Үлгү министрлиги, 2025",
        "state body · state secretary: А. Б. Үлгүева · order-158@1",
        "",
        "3 files, 23 scores agreed, 1 to be decided",
    ]
    assert outcome.out.endswith(
        ": a.yaml: 2, b.yaml: 3, c.yaml: 3\n\ntotals still possible: 93 to 97\nbands still possible: 3 (91–106)\n"
    )
    checked = monitor("validate", "draft.yaml")
    assert checked.code == 1
    assert checked.out.count("error:") == checked.out.count("[score-empty]") == 1


def test_the_draft_refers_to_the_schema(monitor, tmp_path, monkeypatch):
    """If there is a schema, the first line of the draft refers to it from the folder of the draft."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2025").mkdir()
    for name in "ab":
        write(tmp_path, f"{name}.yaml", "# yaml-language-server: $schema=old.json\n" + score_file(4))
    assert monitor("reconcile", "a.yaml", "b.yaml", "-o", "2025/without.yaml").code == 0
    assert monitor("schema", "-o", "a.schema.json").code == 0
    assert monitor("reconcile", "a.yaml", "b.yaml", "-o", "2025/draft.yaml").code == 0
    draft, without = ((tmp_path / f"2025/{name}.yaml").read_text("utf-8") for name in ("draft", "without"))
    assert draft == "# yaml-language-server: $schema=../a.schema.json\n" + without
    assert "$schema" not in without


@pytest.mark.parametrize("first", [1, 4])
def test_every_pattern_of_agreement_of_three_members(monitor, tmp_path, first):
    """In all 27 patterns, equal scores are filled in, and a score of a single member is marked."""
    patterns = dict(enumerate([*itertools.product([None, 2, 5], repeat=3)][first - 1 :][:24], start=1))
    for name, member in zip("abc", range(3), strict=True):
        write(tmp_path, f"{name}.yaml", score_file({n: pattern[member] for n, pattern in patterns.items()}))
    outcome = monitor("reconcile", *[tmp_path / f"{n}.yaml" for n in "abc"], "-o", tmp_path / "d.yaml", "-f", "json")
    text, report = (tmp_path / "d.yaml").read_text("utf-8"), json.loads(outcome.out)
    scores = scores_of(text)
    for number, pattern in patterns.items():
        values = [score for score in pattern if score is not None]
        entry = text.partition(f"\n  {number}:")[2].partition("\n  # ")[0]
        assert scores[number] == (values[0] if len(set(values)) == 1 else None)
        is_disputed = len(set(values)) > 1
        for name, score in zip("abc", pattern, strict=True):
            assert (f"{name}.yaml: score: {score}\n" in entry + "\n") == (is_disputed and score is not None)
        assert ("only " in entry) == (len(values) == 1)
        kinds = [kind for kind in ("agreed", "disputed", "alone") if number in _numbers(report[kind])]
        expected = ["disputed"] if is_disputed else ["alone"] if len(values) == 1 else ["agreed"] if values else []
        assert kinds == expected
    assert outcome.code == 0


def _numbers(listed: list) -> list[int]:
    return [one["number"] if isinstance(one, dict) else one for one in listed]


def test_two_halves_are_joined_from_form_and_file(monitor, tmp_path):
    """A form with one half and a file with the other give a draft with 24 scores, each marked as given once."""
    values = complete()
    values["scores"] = {n: 3 for n in values["scores"] if int(n) <= 12}
    form = form_file(tmp_path, values)
    half = write(tmp_path, "b.yaml", score_file(dict.fromkeys(range(13, 25), 4), secretary=None))
    outcome = monitor("reconcile", form, half, "-o", tmp_path / "d.yaml")
    assert outcome.code == 0
    assert "scored by one member only: 1, 2, 3" in outcome.out
    assert "total: 84 of 120" in outcome.out
    assert (tmp_path / "d.yaml").read_text("utf-8").count("# only ") == 24
    assert monitor("validate", tmp_path / "d.yaml").code == 0


def test_differing_values_other_than_scores_are_comments(monitor, tmp_path):
    """Differing recommendations, dates, secretaries and self-assessments are comments in the draft, one per member."""
    entry = {"score": 4, "recommendation": {"text": "Окуу өткөрүлсүн.", "due": "2025-09-01", "status": "open"}}
    later = {"score": 4, "recommendation": {**entry["recommendation"], "due": "2025-12-01"}}
    same = {"score": 4, "recommendation": {"text": "Окуу өткөрүлсүн.", "due": "2025-09-01"}}
    days = {"from": "2025-03-03", "commission": ["Б. Мисалов"]}
    one = score_file(
        {**dict.fromkeys(range(1, 25), 4), 8: entry, 9: entry}, monitoring=days, self_scores={"1": 5, "2": 4}
    )
    days = {"from": "2025-03-04", "to": "2025-03-14", "commission": ["В. Сынакова"]}
    other = score_file(
        {**dict.fromkeys(range(1, 25), 4), 8: same, 9: later},
        monitoring=days,
        self_scores={"1": 3},
        secretary="А. Үлгүева",
    )
    a, b = write(tmp_path, "a.yaml", one), write(tmp_path, "b.yaml", other)
    outcome = monitor("reconcile", a, b, "-o", tmp_path / "d.yaml")
    assert outcome.code == 0, outcome.err
    assert monitor("validate", tmp_path / "d.yaml").code == 0
    text = (tmp_path / "d.yaml").read_text("utf-8")
    for line in (
        f'# {a}: state_secretary.name: "А. Б. Үлгүева"',
        f'# {b}: state_secretary.name: "А. Үлгүева"',
        f'  # {b}: from: "2025-03-04"\n  commission:\n    - "Б. Мисалов"\n    - "В. Сынакова"\n  to: 2025-03-14\n',
        f'    # {a}: recommendation: {{"text": "Окуу өткөрүлсүн.", "due": "2025-09-01", "status": "open"}}',
        f"  # {a}: 1: 5\n  # {b}: 1: 3\n  1:\n  2: 4\n",
    ):
        assert line in text
    assert f"scores.9.recommendation: {a}, {b}" in outcome.out
    assert f"self_scores.1: {a}, {b}" in outcome.out
    assert "scores.8" not in outcome.out  # a recommendation without a status is open


def test_contradictory_days_are_kept_apart(monitor, tmp_path):
    """A first day and an earlier last day are never both in the draft; the other one is a comment."""
    a = write(tmp_path, "a.yaml", score_file(4, monitoring={"from": "2025-03-14"}))
    b = write(tmp_path, "b.yaml", score_file(4, monitoring={"to": "2025-03-03"}))
    assert monitor("reconcile", a, b, "-o", tmp_path / "d.yaml").code == 0
    assert monitor("validate", tmp_path / "d.yaml").code == 0
    text = (tmp_path / "d.yaml").read_text("utf-8")
    assert "from: 2025-03-14" in text
    assert f'# {b}: to: "2025-03-03"' in text


def test_comments_of_members_are_kept_where_they_belong(monitor, tmp_path):
    """A member's own comment is at its criterion, once; titles and hints of the tool are not repeated."""
    known = ("--id", "b-b", "--name", "Б # 1", "--secretary", "А. Б.", "--year", 2025)
    assert monitor("new", tmp_path / "a.yaml", *known, "--lang", "ru").code == 0
    text = (tmp_path / "a.yaml").read_text("utf-8")
    text = text.replace("  7:\n", "  # ask: who signed\n  7: 4  # by phone\n    # twice\n") + "# at the end\n"
    text = text.replace("year:", "# of whom\nyear:")
    a, b = write(tmp_path, "a.yaml", text), write(tmp_path, "b.yaml", text)
    assert monitor("reconcile", a, b, "-o", tmp_path / "d.yaml", "--lang", "ky").code == 0
    draft = (tmp_path / "d.yaml").read_text("utf-8")
    for comment in ("ask: who signed", "by phone", "twice", "at the end", "of whom"):
        assert draft.count(f"# {comment}\n") == 1
    assert "  7:\n    # ask: who signed\n    # by phone\n    # twice\n    score: 4\n" in draft
    assert "Запишите" not in draft
    assert "# 1. Соответствие" not in draft
    assert monitor("reconcile", tmp_path / "d.yaml", a, "-o", tmp_path / "e.yaml").code == 0
    assert (tmp_path / "e.yaml").read_text("utf-8").count("# by phone\n") == 1


@pytest.mark.parametrize(
    ("key", "value", "default"),
    [
        ("objection", {"date": "2025-04-01", "text": "Ж"}, {"outcome": "open"}),
        ("recommendation", {"text": "Ж", "due": "2025-09-01"}, {"status": "open"}),
    ],
)
def test_a_default_that_one_member_writes_is_no_difference(monitor, tmp_path, key, value, default):
    """A value is the same whether a member writes its default or leaves it out, and the draft has it."""
    for name, given_value in (("a", value), ("b", value | default)):
        write(
            tmp_path, f"{name}.yaml", score_file(dict.fromkeys(range(1, 25), 3) | {5: {"score": 3, key: given_value}})
        )
    outcome = monitor("reconcile", tmp_path / "a.yaml", tmp_path / "b.yaml", "-o", tmp_path / "d.yaml")
    draft = yaml.safe_load((tmp_path / "d.yaml").read_text("utf-8"))
    assert (outcome.code, "Other differences" in outcome.out) == (0, False)
    assert {name: str(each) for name, each in draft["scores"][5][key].items()} == value | default


def test_objections_and_changes_of_one_or_of_several_members(monitor, tmp_path):
    """The draft has an objection that no member contradicts; contradictory objections and changes are comments."""
    decided = {"date": "2025-04-02", "text": "Туура эмес.", "outcome": "upheld", "decision": "3-протокол"}
    change = {"was": 2, "date": "2025-04-10", "reason": "3-протокол"}
    upheld = {"score": 3, "objection": decided, "changes": [change]}
    later = {**upheld, "changes": [{**change, "date": "2025-04-11"}]}
    one = {**dict.fromkeys(range(1, 25), 3), 4: upheld, 5: upheld}
    a = write(tmp_path, "a.yaml", score_file(one, monitoring={"kind": "planned"}))
    b = write(tmp_path, "b.yaml", score_file({**one, 4: 3, 5: later}, monitoring={"kind": "unplanned"}))
    assert monitor("reconcile", a, b, "-o", tmp_path / "d.yaml").code == 0
    assert monitor("validate", tmp_path / "d.yaml").code == 0
    text = (tmp_path / "d.yaml").read_text("utf-8")
    entries = yaml.safe_load(text)["scores"]
    assert entries[4]["objection"]["text"] == "Туура эмес."
    assert [str(one["date"]) for one in entries[4]["changes"]] == ["2025-04-10"]
    assert entries[5] == {"score": 3}
    for key in ("objection", "changes"):
        assert text.count(f"    # {a}: {key}: ") == text.count(f"    # {b}: {key}: ") == 1
    assert f'# {a}: monitoring.kind: "planned"\n# {b}: monitoring.kind: "unplanned"\n' in text


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"agency": "b"}, "different bodies: {a}: ulgu-ministrligi, {b}: b"),
        ({"kind": "municipal"}, "different kinds of bodies: {a}: state, {b}: municipal"),
        ({"year": 2024}, "different years: {a}: 2025, {b}: 2024"),
    ],
)
def test_files_about_something_else_are_refused(monitor, tmp_path, change, reason):
    """Another body, kind or year gives exit code 2 and no draft."""
    a, b = write(tmp_path, "a.yaml", score_file()), write(tmp_path, "b.yaml", score_file(**change))
    outcome = monitor("reconcile", a, b, "-o", tmp_path / "d.yaml")
    assert outcome.code == 2
    assert reason.format(a=a, b=b) in outcome.err
    assert not (tmp_path / "d.yaml").exists()


def test_another_edition_is_refused(monitor, tmp_path):
    """Files of two editions are refused, because their scores do not mean the same."""
    text = (ROOT / "criteria" / "order-158@1.yaml").read_text("utf-8").replace('edition: "1"', 'edition: "2"')
    second = write(tmp_path, "order-158@2.yaml", text)
    a, b = write(tmp_path, "a.yaml", score_file()), write(tmp_path, "b.yaml", score_file(criteria="order-158@2"))
    outcome = monitor("reconcile", a, b, "-o", tmp_path / "d.yaml", "--criteria", second)
    assert outcome.code == 2
    assert f"different criteria: {a}: order-158@1, {b}: order-158@2" in outcome.err


def test_a_broken_file_is_refused_with_its_place(monitor, tmp_path):
    """A draft is accepted, and a score of 6 is refused with its line; nothing is written."""
    a, b = write(tmp_path, "a.yaml", score_file([3])), write(tmp_path, "b.yaml", score_file(6))
    outcome = monitor("reconcile", a, b, "-o", tmp_path / "d.yaml")
    assert outcome.code == 1
    assert f"{b}:10:6: error: the score of criterion 1 is 6" in outcome.err
    assert "a.yaml" not in outcome.err
    assert not (tmp_path / "d.yaml").exists()
    assert monitor("reconcile", a, tmp_path / "none.yaml", "-o", tmp_path / "d.yaml").code == 2
    assert monitor("reconcile", a, "-o", tmp_path / "d.yaml").code == 2
    assert monitor("reconcile", a, a).code == 2
    outcome = monitor("reconcile", a, a, "-o", tmp_path / "draft")
    assert outcome.code == 2
    assert "draft.yaml" in outcome.err


def test_no_input_and_no_other_file_is_overwritten(monitor, tmp_path):
    """`-o` never overwrites an input, and overwrites another file only with `--force`."""
    a, b = write(tmp_path, "a.yaml", score_file(3)), write(tmp_path, "b.yaml", score_file(4))
    before = a.read_bytes()
    assert monitor("reconcile", a, b, "-o", a, "--force").code == 2
    assert a.read_bytes() == before
    there = write(tmp_path, "there.yaml", "mine")
    assert monitor("reconcile", a, b, "-o", there).code == 2
    assert there.read_text() == "mine"
    assert monitor("reconcile", a, b, "-o", there, "--force").code == 0
    assert "# " in there.read_text("utf-8")


MEMBERS = bodies(drafts).flatmap(
    lambda one: st.tuples(
        st.just(one),
        *[
            bodies(drafts).map(
                lambda other: {
                    **{key: value for key, value in other.items() if key != "state_secretary"},
                    **{key: one[key] for key in ("year", "state_secretary") if key in one},
                    "agency": {**one["agency"], "name": other["agency"]["name"]},
                }
            )
            for _ in range(2)
        ],
    )
)
"""The values of three members' files or drafts about one body and year."""


@slow
@given(MEMBERS)
def test_laws_of_a_draft(monitor, tmp_path, members):
    """Laws of a draft, whatever the members gave.

    The order of the files has no effect. No disputed score is filled in. Each text of each file is in the draft. The
    draft lacks nothing but scores, and it can be reconciled again.
    """
    folder = tmp_path / "laws"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = [write(folder, f"{n}.yaml", render(CRITERIA_SET, data)) for n, data in enumerate(members)]
    for name, order in (("d.yaml", files), ("e.yaml", files[::-1])):
        outcome = monitor("reconcile", *order, "-o", folder / name)
        assert outcome.code == 0, outcome.err
    text = (folder / "d.yaml").read_text("utf-8")
    assert text == (folder / "e.yaml").read_text("utf-8")
    for data in members:
        for each in texts_of(data):
            assert json.dumps(each, ensure_ascii=False)[1:-1] in text
    draft = check_file(str(folder / "d.yaml"), LIBRARY)
    assert draft.is_ok_or_draft
    for number in CRITERIA_SET.criteria:
        entries = [data["scores"][str(number)] for data in members]
        scores = {entry.get("score") if isinstance(entry, dict) else entry for entry in entries} - {None}
        entry = draft.score_file.scores.get(number)
        assert (entry and entry.score) == (scores.pop() if len(scores) == 1 else None)
    assert monitor("reconcile", folder / "d.yaml", files[0], "-o", folder / "f.yaml").code == 0


@slow
@given(bodies(drafts))
def test_a_file_reconciled_with_itself_is_the_same(monitor, tmp_path, data):
    """Law: reconcile(A, A) = A for a complete file or a draft, without any dispute and without comments."""
    text = render(CRITERIA_SET, data)
    a, b = write(tmp_path, "a.yaml", text), write(tmp_path, "b.yaml", text)
    assert monitor("reconcile", a, b, "-o", tmp_path / "d.yaml", "--force").code == 0
    read = [check_file(str(tmp_path / name), LIBRARY) for name in ("a.yaml", "d.yaml")]
    assert read[0].score_file == read[1].score_file
    assert read[0].status == read[1].status
    assert "a.yaml" not in (tmp_path / "d.yaml").read_text("utf-8")
