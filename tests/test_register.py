"""The register of bodies: its shape, its problems, and the bodies that it expects in a year."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor_cli.core.register import Register, RegisteredBody, Term
from monitor_cli.reading.discovery import beside
from tests.files import score_file, write

WHOLE = """\
bodies:
  - id: eski-ministrlik
    name: Эски министрлик
    kind: state
    to: 2024-06-30
    state_secretaries: [{name: А. Эскиев}]
  - id: ulgu-ministrligi
    name: {ky: Үлгү министрлиги, ru: Образцовое министерство}
    kind: state
    from: 2024-07-01
    successor_of: [eski-ministrlik]
    state_secretaries:
      - {name: А. Б. Үлгүева, from: 2024-07-01, to: 2025-05-06}
      - {name: Б. Мисалов, from: 2025-05-07}
  - {id: misal-aiyl, name: Мисал айыл өкмөтү, kind: municipal, to: 2030-12-31}
monitored:
  2025: [ulgu-ministrligi]
"""


def test_a_register_with_every_key_is_valid(monitor, tmp_path):
    """A register is recognized by its first key, whatever its file name."""
    assert monitor("validate", write(tmp_path, "list.yaml", WHOLE)).code == 0


WRONG = {
    "value-length": ("bodies: []\n", "1:9"),
    "key-missing": (WHOLE.replace("    kind: state\n    to", "    to"), "2:5"),
    "slug-invalid": (WHOLE.replace("- id: eski", "- id: Eski"), "2:9"),
    "date-invalid": (WHOLE.replace("2024-06-30", "2024-06-31"), "5:9"),
    "value-out-of-range": (WHOLE.replace("  2025: [", "  02025: ["), "17:3"),
    "body-not-then": (WHOLE.replace("2025: [ulgu-ministrligi]", "2026: [ulgu-ministrligi, eski-ministrlik]"), "17:28"),
    "body-twice": (WHOLE.replace("2025: [ulgu-ministrligi]", "2025: [misal-aiyl, misal-aiyl]"), "17:22"),
    "body-circle": (
        WHOLE.replace("successor_of: [eski", "successor_of: [ulgu").replace("ulgu-ministrlik", "ulgu-ministrligi"),
        "11:20",
    ),
    "days-reversed": (WHOLE.replace("to: 2025-05-06", "to: 2024-06-30"), "13:53"),
    "terms-overlap": (WHOLE.replace("from: 2025-05-07", "from: 2025-05-06"), "14:9"),
    "secretary-on-municipal": (WHOLE.replace("to: 2030-12-31", "state_secretaries: [{name: А}]"), "15:64"),
}


@pytest.mark.parametrize("rule", WRONG)
def test_problems_of_a_register_are_located(monitor, tmp_path, rule):
    """Each mistake gives one problem at its line and column."""
    text, place = WRONG[rule]
    outcome = monitor("validate", write(tmp_path, "bodies.yaml", text))
    assert outcome.code == 1
    errors = [line for line in outcome.out.splitlines() if ": error: " in line]
    assert [line for line in errors if f"bodies.yaml:{place}: " in line and line.endswith(f"[{rule}]")] == errors
    assert len(errors) == 1


def test_a_circle_and_a_duplicate_are_both_reported(monitor, tmp_path):
    """A circle of successors and a duplicate body are both reported, each at its own line."""
    rows = ["{id: a, name: А, kind: state}", "{id: b, name: Б, kind: state, successor_of: [a]}"]
    rows.append("{id: a, name: А, kind: state, successor_of: [b]}")
    outcome = monitor("validate", write(tmp_path, "bodies.yaml", "bodies:\n" + "".join(f"  - {row}\n" for row in rows)))
    assert outcome.code == 1
    assert "bodies.yaml:4:10: error: the body “a” is listed twice" in outcome.out
    assert "bodies.yaml:3:50: error: a body cannot be its own successor: a → b → a" in outcome.out


def test_an_unknown_body_gets_the_nearest_id(monitor, tmp_path):
    """An unknown id gets the nearest id as a proposal, in either list."""
    text = WHOLE.replace("of: [eski-ministrlik]", "of: [eski-ministrlk]").replace("2025: [ulgu", "2025: [ulga")
    outcome = monitor("validate", write(tmp_path, "bodies.yaml", text))
    assert "bodies.yaml:11:20: error: the register has no body “eski-ministrlk”" in outcome.out
    assert "did you mean “eski-ministrlik”?" in outcome.out
    assert "did you mean “ulgu-ministrligi”?" in outcome.out


DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2026, 12, 31)) | st.none()
ROWS = st.lists(st.tuples(st.sampled_from(["state", "municipal"]), DAYS, DAYS), max_size=12)
LISTS = st.dictionaries(st.integers(2020, 2026), st.sets(st.integers(0, 11)), max_size=3)


@given(ROWS, LISTS, st.integers(2019, 2027))
def test_expected_bodies_are_counted_day_by_day(rows, lists, year):
    """Law: a body is expected if the list of the year has it or, without a list, if it existed in the year."""
    rows = [(kind, *sorted((first, last))) if first and last else (kind, first, last) for kind, first, last in rows]
    bodies = [RegisteredBody(f"b{n}", "Б", kind, first, last) for n, (kind, first, last) in enumerate(rows)]
    monitored = {listed: tuple(f"b{n}" for n in numbers) for listed, numbers in lists.items()}
    register = Register(tuple(bodies), monitored)
    days = [datetime.date(year, 1, 1) + datetime.timedelta(days=n) for n in range(366)]
    days = [day for day in days if day.year == year]
    for kind in ("state", "municipal"):
        expected = []
        for body in bodies:
            if body.kind != kind:
                continue
            if year in monitored:
                is_expected = body.id in monitored[year]
            else:
                is_expected = any(
                    (body.from_ is None or body.from_ <= day) and (body.to is None or day <= body.to) for day in days
                )
            expected += [body.id] * is_expected
        assert [body.id for body in register.expected(year, kind)] == expected


def test_bodies_over_time_are_followed_both_ways():
    """A divided body has two successors, and a merged body has two predecessors."""
    bodies = [
        RegisteredBody(n, n, "state", None, None, before)
        for n, before in {"a": (), "b": ("a",), "c": ("a", "b")}.items()
    ]
    register = Register(tuple(bodies))
    assert [body.id for body in register.successors("a")] == ["b", "c"]
    assert [body.id for body in register.predecessors("c")] == ["a", "b"]
    assert register.predecessors("a") == ()


def test_terms_within_days_are_sorted_by_date():
    """Terms are sorted by date, with an open first day as the earliest; an unknown body has no terms."""
    day = datetime.date.fromisoformat
    late, early = Term("Мисалов", day("2025-05-07")), Term("Үлгүева", None, day("2025-05-06"))
    register = Register((RegisteredBody("a", "А", "state", state_secretaries=(late, early)),))
    assert register.terms("a", day("2025-01-01"), day("2025-12-31")) == (early, late)
    assert register.terms("a", day("2025-05-07"), day("2025-05-07")) == (late,)
    assert register.terms("b", day("2025-01-01"), day("2025-12-31")) == ()


@pytest.mark.parametrize(
    ("where", "paths", "registers"),
    [
        ("2025/state/bodies.yaml", ["2025/state", "2025/state/a.yaml"], ("2025/state/bodies.yaml",)),
        ("bodies.yaml", ["2025/state", "2025", "-"], ("bodies.yaml",)),
        ("2025/bodies.yaml", ["2024", "2025"], ("2025/bodies.yaml",)),
        ("2025/state/bodies.yaml", ["2025"], ()),
        ("../bodies.yaml", ["2025"], ()),
        ("Bodies.yaml", ["2025"], ("Bodies.yaml",)),
        ("2025/BODIES.YAML", ["2025/state"], ("2025/BODIES.YAML",)),
    ],
)
def test_the_register_is_searched_for_beside_the_years(tmp_path, monkeypatch, where, paths, registers):
    """The register is searched for in the given folders and above, up to the working folder."""
    work = tmp_path / "work"
    write(work, "2025/state/a.yaml", "")
    write(work, where, WHOLE)
    monkeypatch.chdir(work)
    assert beside(paths, "bodies.yaml") == registers


def test_a_git_repository_is_searched_up_to_its_root(tmp_path, monkeypatch):
    """In a git repository, the register is searched for up to its root, from any of its folders."""
    write(tmp_path, "repository/.git/config", "")
    write(tmp_path, "repository/bodies.yaml", WHOLE)
    write(tmp_path, "bodies.yaml", WHOLE)
    (tmp_path / "repository/2025/state").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository/2025")
    assert beside(["state"], "bodies.yaml") == ("../bodies.yaml",)
    monkeypatch.chdir(tmp_path)
    assert beside(["repository/2025"], "bodies.yaml") == ("repository/bodies.yaml",)
    (tmp_path / "repository/bodies.yaml").unlink()
    assert beside(["repository/2025"], "bodies.yaml") == ()


@pytest.fixture
def closed(monitor, tmp_path, monkeypatch):
    """The year 2025 of a state body and a municipal body, closed with its register."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "bodies.yaml", WHOLE)
    write(tmp_path, "2025/ulgu.yaml", score_file(4))
    write(tmp_path, "2025/aiyl.yaml", score_file(4, agency="misal-aiyl", name="Мисал айыл өкмөтү", kind="municipal"))
    assert monitor("freeze", "2025", "-o", "2025.frozen.json").code == 0
    return tmp_path


def test_a_closing_keeps_the_register_of_its_year(monitor, closed):
    """The closing has the expected bodies and those that handed in, with names, kinds and terms of office."""
    link = json.loads((closed / "2025.frozen.json").read_text(encoding="utf-8"))["closings"][0]
    assert link["register"] == {
        "bodies": [
            {
                "id": "ulgu-ministrligi",
                "name": {"ky": "Үлгү министрлиги", "ru": "Образцовое министерство"},
                "kind": "state",
                "state_secretaries": [
                    {"name": "А. Б. Үлгүева", "to": "2025-05-06"},
                    {"name": "Б. Мисалов", "from": "2025-05-07"},
                ],
            },
            {"id": "misal-aiyl", "name": "Мисал айыл өкмөтү", "kind": "municipal"},
        ],
        "monitored": {"2025": ["ulgu-ministrligi"]},
    }


LATER = {
    "a body of a later year": ("monitored:", "  - {id: new, name: New, kind: state, from: 2026-01-01}\nmonitored:"),
    "a body that was not expected": ("monitored:", "  - {id: forgotten, name: Forgotten, kind: state}\nmonitored:"),
    "the end of a term": (
        "from: 2025-05-07}",
        "from: 2025-05-07, to: 2026-01-01}\n      - {name: В, from: 2026-01-02}",
    ),
    "the end of a body": ("    from: 2024-07-01\n", "    from: 2024-07-01\n    to: 2026-03-31\n"),
    "another name": ("ru: Образцовое министерство", "ru: Показательное министерство"),
    "a list of a later year": ("  2025: [", "  2026: [misal-aiyl]\n  2025: ["),
    "the order of rows": (
        WHOLE,
        "bodies:\n"
        + WHOLE[WHOLE.index("  - id: ulgu") :].replace(
            "monitored:", WHOLE[8 : WHOLE.index("  - id: ulgu")] + "monitored:"
        ),
    ),
}
OTHERWISE = {
    "a further body is expected": ("2025: [", "2025: [misal-aiyl, "),
    "a body is expected no more": ("2025: [ulgu-ministrligi]", "2025: []"),
    "all bodies are expected": ("monitored:\n  2025: [ulgu-ministrligi]\n", ""),
    "another kind": ("өкмөтү, kind: municipal", "өкмөтү, kind: state"),
    "another id": ("id: misal-aiyl,", "id: misal-ail,"),
    "another day in the year": ("to: 2025-05-06", "to: 2025-05-05"),
    "another secretary": ("Б. Мисалов", "В. Мисалов"),
}


@pytest.mark.parametrize("change", LATER)
def test_later_rows_of_the_register_leave_a_closed_year_valid(monitor, closed, change):
    """A change of the register that does not concern the closed year leaves the year valid."""
    old, new = LATER[change]
    assert old in WHOLE
    write(closed, "bodies.yaml", WHOLE.replace(old, new))
    assert monitor("validate", "bodies.yaml").code == 0
    outcome = monitor("validate", "--frozen", "2025.frozen.json")
    assert (outcome.code, outcome.out) == (0, "register of bodies: bodies.yaml\n")


@pytest.mark.parametrize("change", OTHERWISE)
def test_a_register_that_changes_a_closed_year_is_an_error(monitor, closed, change):
    """A change of an expected body, a kind or a state secretary of the closed year is an error."""
    old, new = OTHERWISE[change]
    assert old in WHOLE
    write(closed, "bodies.yaml", WHOLE.replace(old, new))
    outcome = monitor("validate", "--frozen", "2025.frozen.json")
    assert outcome.code == 1
    assert "bodies.yaml has changed for 2025 since the year was closed" in outcome.out


def test_a_closed_year_is_checked_without_its_register_too(monitor, closed):
    """A closed year is valid without its register, and so is a year that was closed without one."""
    (closed / "bodies.yaml").unlink()
    assert monitor("validate", "--frozen", "2025.frozen.json").code == 0
    assert monitor("freeze", "2025", "-o", "2025.frozen.json", "--force").code == 0
    assert "register" not in (closed / "2025.frozen.json").read_text(encoding="utf-8")
    write(closed, "bodies.yaml", WHOLE.replace("2025: [", "2025: [misal-aiyl, "))
    assert monitor("validate", "--frozen", "2025.frozen.json").code == 0
