"""Bodies over time: `compare` explains each body that is new or no longer present, by the register."""

from __future__ import annotations

import datetime
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor_cli.core.register import Register, RegisteredBody, fate, identities, reorganisations
from tests.files import score_file, with_total, write


def country(tmp_path, bodies, before, after):
    """Write a register, and a file in 2024 and 2025 for each body with its total."""
    lines = [
        "bodies:",
        *(f"  - {{id: {one}, name: {one.title()}, kind: municipal{more}}}" for one, more in bodies.items()),
    ]
    write(tmp_path, "bodies.yaml", "\n".join(lines) + "\n")
    for year, totals in ((2024, before), (2025, after)):
        for agency, total in totals.items():
            text = score_file(with_total(total), agency=agency, name=agency.title(), kind="municipal", year=year)
            write(tmp_path, f"{year}/{agency}.yaml", text)
    return tmp_path / "2024", tmp_path / "2025"


def compared(monitor, folders):
    outcome = monitor("compare", *folders, "-f", "json")
    return json.loads(outcome.out)


def test_a_renamed_body_is_one(monitor, tmp_path, monkeypatch):
    """A renamed body, even if renamed twice, is compared, and is neither new nor missing."""
    monkeypatch.chdir(tmp_path)
    bodies = {
        "old": ", to: 2024-06-30",
        "between": ", from: 2024-07-01, to: 2024-12-31, successor_of: [old]",
        "now": ", from: 2025-01-01, successor_of: [between]",
    }
    report = compared(monitor, country(tmp_path, bodies, {"old": 80}, {"now": 90}))
    assert [(body["agency"]["id"], body["total"]["old"], body["total"]["new"]) for body in report["bodies"]] == [
        ("now", 80, 90)
    ]
    assert (report["came"], report["went"], report["reorganised"]) == ([], [], [])
    assert report["bodies"][0]["formerly"] == {"id": "old", "name": "Old", "kind": "municipal"}
    assert "Now (now), formerly Old (old): 80 → 90" in monitor("compare", "2024", "2025").out


def test_merged_and_divided_bodies_are_side_by_side(monitor, tmp_path, monkeypatch):
    """Merged and divided bodies are shown once with each body's own total, and no totals are added up."""
    monkeypatch.chdir(tmp_path)
    bodies = {
        "a": ", to: 2024-12-31",
        "b": ", to: 2024-12-31",
        "ab": ", from: 2025-01-01, successor_of: [a, b]",
        "c": ", to: 2024-12-31",
        "c1": ", from: 2025-01-01, successor_of: [c]",
        "c2": ", from: 2025-01-01, successor_of: [c]",
        "d": "",
        "e": ", to: 2024-12-31",
        "same": "",
    }
    bodies["d"] = ", successor_of: [e]"
    before = {"a": 80, "b": 70, "c": 60, "d": 90, "e": 50, "same": 100}
    after = {"ab": 82, "c1": 61, "d": 91, "same": 101}
    folders = country(tmp_path, bodies, before, after)
    report = compared(monitor, folders)
    assert {body["agency"]["id"]: body["total"]["difference"] for body in report["bodies"]} == {"d": 1, "same": 1}
    assert (report["came"], report["went"]) == ([], [])
    sides = {
        each["kind"]: (
            {one["id"]: one["total"] for one in each["before"]},
            {one["id"]: one["total"] for one in each["after"]},
        )
        for each in report["reorganised"]
        if each["before"][0]["id"] != "d"
    }
    assert sides == {"merged": ({"a": 80, "b": 70}, {"ab": 82}), "divided": ({"c": 60}, {"c1": 61, "c2": None})}
    (absorbed,) = [each for each in report["reorganised"] if each["before"][0]["id"] == "d"]
    assert absorbed["after"] == [{"id": "d", "total": 91}], "a body that absorbed another one"
    text = monitor("compare", *folders).out
    assert "A (a) 80 + B (b) 70 → Ab (ab) 82" in text
    assert "C (c) 60 → C1 (c1) 61 + C2 (c2) –" in text


@pytest.mark.parametrize(
    ("more", "side", "reason", "name"),
    [
        (", to: 2024-12-31", "went", "abolished", "abolished: X (x)"),
        ("", "went", "not-handed-in", "not handed in for the other year: X (x)"),
        (", from: 2025-03-01", "came", "new", "new: X (x)"),
        ("", "came", "not-handed-in", "not handed in for the other year: X (x)"),
    ],
)
def test_each_new_or_missing_body_is_explained(monitor, tmp_path, monkeypatch, more, side, reason, name):
    """A body in one of two years is new, abolished or not handed in."""
    monkeypatch.chdir(tmp_path)
    totals = {"same": 100, "x": 70}
    folders = country(
        tmp_path, {"same": "", "x": more}, *((totals, {"same": 90}) if side == "went" else ({"same": 90}, totals))
    )
    report = compared(monitor, folders)
    assert [(one["agency"]["id"], one["fate"]) for one in report[side]] == [("x", reason)]
    assert name in monitor("compare", *folders).out


def test_a_body_outside_of_monitored_is_reported(monitor, tmp_path, monkeypatch):
    """A body in both years that the list of one year leaves out is not monitored."""
    monkeypatch.chdir(tmp_path)
    folders = country(tmp_path, {"same": "", "x": ""}, {"same": 80, "x": 70}, {"same": 90})
    with open(tmp_path / "bodies.yaml", "a", encoding="utf-8") as file:
        file.write("monitored:\n  2025: [same]\n")
    assert [one["fate"] for one in compared(monitor, folders)["went"]] == ["not-monitored"]


def test_without_a_register_nothing_is_explained(monitor, tmp_path, monkeypatch):
    """Without a register, new and missing bodies are listed without a reason."""
    monkeypatch.chdir(tmp_path)
    folders = country(tmp_path, {"same": ""}, {"same": 80, "x": 70}, {"same": 90})
    (tmp_path / "bodies.yaml").unlink()
    assert [one["fate"] for one in compared(monitor, folders)["went"]] == [None]
    assert "no longer present: 1" in monitor("compare", *folders).out


def reform():
    """Return a reform of 452 municipalities to 235: some stay, some are renamed, most are merged by two or three."""
    old = [f"old-{number}" for number in range(452)]
    last, first = datetime.date(2024, 12, 31), datetime.date(2025, 1, 1)
    bodies = [RegisteredBody(one, one, "municipal", to=None if at < 60 else last) for at, one in enumerate(old)]
    after, rest = old[:60], old[60:]
    groups = [[one] for one in rest[:40]]
    rest = rest[40:]
    while rest:
        size = 3 if len(rest) > 2 * (135 - len(groups) + 40) else 2
        groups.append(rest[:size])
        rest = rest[size:]
    for number, group in enumerate(groups):
        name = f"new-{number}"
        bodies.append(RegisteredBody(name, name, "municipal", from_=first, successor_of=tuple(group)))
        after.append(f"new-{number}")
    return Register(tuple(bodies)), old, after, groups


def test_a_reform_leaves_nobody_unexplained():
    """Each old municipality stays, is renamed, or is shown beside its successor, exactly once."""
    register, before, after, groups = reform()
    identity = identities(register, before, after)
    compared = {identity[one] for one in before} & {identity[one] for one in after}
    times_explained = Counter(body.id for each in reorganisations(register, before, after) for body in each.before)
    assert {*times_explained.values()} == {1}
    renamed_or_same = {one for one in before if identity[one] in compared}
    assert len(renamed_or_same) == 100
    assert renamed_or_same | {*times_explained} == {*before}
    assert not renamed_or_same & {*times_explained}
    merged = {frozenset(one.id for one in each.before) for each in reorganisations(register, before, after)}
    assert merged == {frozenset(group) for group in groups if len(group) > 1}


@given(
    links=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=14),
    overlapping=st.sets(st.integers(0, 9)),
    before=st.sets(st.integers(0, 9)),
    after=st.sets(st.integers(0, 9)),
)
def test_scores_of_two_bodies_are_never_compared(links, overlapping, before, after):
    """Law: two bodies are compared only along a chain in which each has one predecessor with no other successor."""
    heirs = {number: sorted({old for old, new in links if new == number and old < new}) for number in range(10)}
    days = {n: (datetime.date(2000 + n, 1, 1), datetime.date(2000 + n + (n in overlapping), 12, 31)) for n in range(10)}
    bodies = [
        RegisteredBody(f"b{n}", f"b{n}", "municipal", *days[n], successor_of=tuple(f"b{old}" for old in heirs[n]))
        for n in range(10)
    ]
    register = Register(tuple(bodies))
    old, new = {f"b{n}" for n in before}, {f"b{n}" for n in after}
    identity = identities(register, old, new)

    def line(number):
        """Return the ids of one body by brute force, the newest first."""
        chain = [number]
        while len(heirs[chain[-1]]) == 1:
            (former,) = heirs[chain[-1]]
            if sum(former in those for those in heirs.values()) > 1 or days[former][1] >= days[chain[-1]][0]:
                break
            chain.append(former)
        return chain

    for one in new:
        for other in old:
            if identity[one] == identity[other]:
                number, former = int(one[1:]), int(other[1:])
                assert former in line(number) or number in line(former)
    for each in reorganisations(register, old, new):
        assert each.before
        assert each.after
    placed = [body.id for each in reorganisations(register, old, new) for body in each.before]
    assert len(placed) == len(set(placed))


def test_the_fate_of_a_body_depends_on_the_register():
    """A body outside the register has the fate "not registered"; others have one in every year."""
    register = Register((RegisteredBody("a", "a", "state"),))
    assert fate(register, "b", 2025, is_gone=True) == "not-registered"
    assert [fate(register, "a", year, is_gone=gone) for year, gone in ((2025, True), (2024, False))] == [
        "not-handed-in",
        "not-handed-in",
    ]
