"""Forms that arrive over weeks: `form import` writes new files and loses no text of a user."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files import score_file, with_total, write

NOTE = "# бул жерди текшерүү керек: № 12 буйрук"


@pytest.fixture
def forms(monitor, tmp_path, monkeypatch):
    """A function that puts the form of a body into `forms/`, made from a score file."""
    monkeypatch.chdir(tmp_path)

    def form(path, total=90, agency="", **more):
        agency = agency or Path(path).name
        source = write(tmp_path, "source.yaml", score_file(with_total(total), agency=agency, **more))
        (tmp_path / "forms" / path).parent.mkdir(parents=True, exist_ok=True)
        assert monitor("form", "export", source, "-o", f"forms/{path}.xlsx", "--force").code == 0

    return form


def contents(folder="2025"):
    return {path.as_posix(): path.read_text("utf-8") for path in sorted(Path(folder).rglob("*")) if path.is_file()}


DETAILS = [
    {"note": "Жаңы нота."},
    {"evidence": ["№ 4 буйрук"]},
    {"recommendation": {"text": "Толуктоо", "due": "2025-09-01"}},
    {"objection": {"date": "2025-04-02", "text": "Макул эмес"}},
    {"changes": [{"was": 2, "date": "2025-04-10", "reason": "3-протокол"}]},
]


@pytest.mark.parametrize("details", DETAILS)
def test_details_of_a_criterion_without_a_score_are_part_of_a_draft(monitor, tmp_path, monkeypatch, details):
    """A draft form with other details than the file is not unchanged, and no copy; its details come over whole."""
    monkeypatch.chdir(tmp_path)
    scores = dict(enumerate(with_total(90)[:-1], start=1))
    with_details = score_file({**scores, 24: {"score": None, **details}}, agency="alfa")
    write(tmp_path, "new.yaml", with_details)
    Path("forms").mkdir()
    assert monitor("form", "export", "new.yaml", "-o", "forms/alfa.xlsx").code == 1
    write(tmp_path, "2025/alfa.yaml", score_file(scores, agency="alfa"))
    outcome = monitor("form", "import", "forms", "-o", "2025")
    assert "2025/alfa.yaml stays as it is: it differs from forms/alfa.xlsx in scores 24" in outcome.err
    twice = json.loads(monitor("batch", "2025", "forms", "-f", "json").out)["results"]
    assert [row["problems"][0]["rule"] for row in twice] == ["body-duplicate"] * 2
    assert "2025/alfa.yaml is overwritten" in monitor("form", "import", "forms", "-o", "2025", "--force").err
    assert "1 file is unchanged" in monitor("form", "import", "forms", "-o", "2025").err
    copies = json.loads(monitor("batch", "2025", "forms", "-f", "json").out)
    assert copies["passed_over"] == [{"file": "forms/alfa.xlsx", "reason": "form-copy"}]


def test_details_of_a_criterion_without_a_score_are_shown(monitor, tmp_path):
    """`score --full` and the printed form show them: the commission decides the missing score by them."""
    texts = {"note": "НОТА", "evidence": ["БУЙРУК"], "recommendation": {"text": "СУНУШ"}}
    dispute = {
        "objection": {"date": "2025-04-02", "text": "КАРШЫ"},
        "changes": [{"was": 2, "date": "2025-04-10", "reason": "ЖАЗУУ"}],
    }
    entries = {**dict.fromkeys(range(1, 24), 4), 24: {"score": None, **texts, **dispute}}
    file = write(tmp_path, "draft.yaml", score_file(entries))
    assert monitor("form", "print", file, "-o", tmp_path / "draft.html").code == 1
    page = (tmp_path / "draft.html").read_text("utf-8")
    out = monitor("score", "--full", file).out
    for text in ("НОТА", "БУЙРУК", "СУНУШ", "КАРШЫ", "2 → –"):
        assert text in page
        assert text in out
    assert "1 note, 1 recommendation, 1 objection: monitor score --full" in monitor("score", file).out


def test_a_second_wave_adds_new_files(monitor, forms):
    """A second import adds new files and leaves equal ones unchanged to the byte."""
    forms("alfa")
    assert monitor("form", "import", "forms", "-o", "2025").err == "1 file is written\n"
    commented = Path("2025/alfa.yaml").read_text("utf-8").replace("year:", f"{NOTE}\nyear:")
    Path("2025/alfa.yaml").write_text(commented, "utf-8")
    forms("state/beta")
    outcome = monitor("form", "import", "forms", "-o", "2025")
    assert (outcome.code, outcome.err) == (0, "1 file is unchanged\n1 file is written\n")
    assert Path("2025/alfa.yaml").read_text("utf-8") == commented
    assert list(contents()) == ["2025/alfa.yaml", "2025/state/beta.yaml"]


def test_a_file_that_differs_is_kept_and_reported(monitor, forms):
    """A file that differs is kept and reported with the keys that differ, with exit code 1; new files are written."""
    forms("alfa", 90)
    assert monitor("form", "import", "forms", "-o", "2025").code == 0
    before = contents()
    forms("alfa", 92, name="Башка аталыш")
    forms("beta")
    outcome = monitor("form", "import", "forms", "-o", "2025")
    assert outcome.code == 1
    assert outcome.err == (
        "2025/alfa.yaml stays as it is: it differs from forms/alfa.xlsx in agency, scores 19, 20; "
        "--force overwrites it\n1 file is written\n"
    )
    assert before.items() <= contents().items()
    outcome = monitor("form", "import", "forms", "-o", "2025", "--force")
    assert (outcome.code, "2025/alfa.yaml is overwritten: it differs" in outcome.err) == (0, True)
    assert "1 file is unchanged\n1 file is written\n" in outcome.err
    assert json.loads(monitor("score", "2025/alfa.yaml", "-f", "json").out)["results"][0]["total"] == 92


def test_a_file_is_updated_in_its_place(monitor, forms):
    """An existing file of the body is updated in any folder and under any name, and gets no second file."""
    forms("alfa", 80)
    write(Path(), "2025/state/old/the-ministry.yml", score_file(with_total(90), agency="alfa"))
    assert monitor("form", "import", "forms", "-o", "2025", "--force").code == 0
    assert list(contents()) == ["2025/state/old/the-ministry.yml"]
    assert monitor("validate", "2025").code == 0
    assert monitor("form", "import", "forms", "-o", "2025").err == "1 file is unchanged\n0 files are written\n"


def test_comments_are_kept_where_a_file_is_overwritten(monitor, forms):
    """Comments are kept at their criterion or at the top, and the tool's own comments are not repeated."""
    forms("alfa", 80)
    Path("2025").mkdir()
    known = ("--id", "alfa", "--name", "Alfa", "--secretary", "A. B.", "--year", 2025)
    assert monitor("new", "2025/alfa.yaml", *known).code == 0
    text = Path("2025/alfa.yaml").read_text("utf-8").replace("  7:\n", f"  {NOTE}\n  7:\n", 1)
    Path("2025/alfa.yaml").write_text("# yaml-language-server: $schema=../s.json\n" + text + "# аягы\n", "utf-8")
    assert monitor("form", "import", "forms", "-o", "2025", "--force").code == 0
    new = Path("2025/alfa.yaml").read_text("utf-8")
    assert re.search(rf"^  7: 4\n    {re.escape(NOTE)}$", new, re.M)
    assert "# аягы\n" in new.partition("\ncriteria:")[0]
    assert new.count("# yaml-language-server: $schema=../s.json") == 1
    assert monitor("validate", "2025").code == 0
    assert "What the scores mean" not in new
    single = write(Path(), "one.yaml", new)
    assert monitor("form", "import", "forms/alfa.xlsx", "-o", single, "--force").code == 0
    assert NOTE in single.read_text("utf-8")


def test_comments_that_cannot_be_kept_are_shown(monitor, forms):
    """Comments of an unreadable file that is overwritten are shown, because their places are unknown."""
    forms("alfa")
    broken = write(Path(), "one.yaml", f"year: [  {NOTE}\n# эки\n")
    outcome = monitor("form", "import", "forms/alfa.xlsx", "-o", broken, "--force")
    assert outcome.code == 0
    assert f"one.yaml is overwritten, and with it these comments: {NOTE} # эки\n" in outcome.err


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("there", ["another body", "another year", "broken", "no score file"])
def test_a_file_of_something_else_is_never_overwritten(monitor, forms, there, force):
    """A file of another body or year, or a broken one, is reported with exit code 1 and kept even with --force."""
    texts = {
        "another body": score_file(3, agency="beta"),
        "another year": score_file(3, agency="alfa", year=2024),
        "broken": "year: [\n",
        "no score file": "mine",
    }
    forms("alfa")
    file = write(Path(), "2025/alfa.yaml", texts[there])
    outcome = monitor("form", "import", "forms", "-o", "2025", *force)
    assert outcome.code == 1
    assert "forms/alfa.xlsx is not written: 2025/alfa.yaml exists and is not about alfa, 2025\n" in outcome.err
    assert file.read_text("utf-8") == texts[there]


def test_two_files_of_the_body_are_reported(monitor, forms):
    """With two files of the body, nothing is written, because it is unclear to which one the form belongs."""
    forms("alfa")
    for name in ("a", "b"):
        write(Path(), f"2025/{name}.yaml", score_file(3, agency="alfa"))
    before = contents()
    outcome = monitor("form", "import", "forms", "-o", "2025", "--force")
    assert (outcome.code, contents()) == (1, before)
    assert "several files are about alfa, 2025: 2025/a.yaml, 2025/b.yaml" in outcome.err


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_broken_file_of_the_body_is_fixed_first(monitor, forms, force):
    """A broken file of the body must be fixed first; otherwise, the new file would be a second one of the body."""
    forms("alfa")
    file = write(Path(), "2025/state/a.yaml", score_file({1: 9}, agency="alfa"))
    outcome = monitor("form", "import", "forms", "-o", "2025", *force)
    assert outcome.code == 1
    assert "2025/state/a.yaml is about alfa, 2025 and has errors; fix them first" in outcome.err
    assert list(contents()) == [file.as_posix()]
    write(Path(), "2025/state/a.yaml", score_file({1: 9}, agency="alfa", year=2024))
    assert monitor("form", "import", "forms", "-o", "2025", *force).code == 0


def test_another_monitoring_is_another_file(monitor, forms):
    """A form of October is a new file beside that of March, and later belongs to its own file."""
    days = {"from": "2025-03-03", "to": "2025-03-14"}, {"from": "2025-10-06", "to": "2025-10-10"}
    write(Path(), "2025/march.yaml", score_file(3, agency="alfa", monitoring=days[0]))
    forms("october", agency="alfa", monitoring=days[1])
    assert monitor("form", "import", "forms", "-o", "2025").err.endswith("1 file is written\n")
    forms("october", 70, agency="alfa", monitoring=days[1])
    assert "2025/october.yaml stays as it is" in monitor("form", "import", "forms", "-o", "2025").err
    forms("october", 70, agency="alfa", monitoring=days[0])
    assert "2025/march.yaml stays as it is" in monitor("form", "import", "forms", "-o", "2025").err


def test_a_body_of_another_kind_than_its_neighbours_is_reported(monitor, forms):
    """A body of another kind than the other files in its folder is written and reported."""
    write(Path(), "2025/state/a.yaml", score_file(3, agency="a"))
    forms("state/ayil", kind="municipal")
    for name in ("b", "c"):
        forms(f"municipal/{name}", kind="municipal")
    forms("municipal/d")
    forms("mixed/e")
    outcome = monitor("form", "import", "forms", "-o", "2025")
    assert outcome.code == 0
    assert [line for line in outcome.err.splitlines() if "kind" in line] == [
        "2025/municipal/d.yaml is of a different kind from the other files in its folder: state body",
        "2025/state/ayil.yaml is of a different kind from the other files in its folder: municipal body",
    ]
    assert len(contents()) == 6


BODY = st.tuples(st.sampled_from("abc"), st.integers(90, 92), st.sampled_from(["", NOTE, "# башка"]))


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    there=st.dictionaries(st.sampled_from(["a.yaml", "b.yaml", "x/a.yaml", "x/y.yaml"]), BODY, max_size=3),
    come=st.dictionaries(st.sampled_from("ab"), st.tuples(st.sampled_from("abc"), st.integers(90, 92)), max_size=2),
    force=st.booleans(),
)
def test_no_text_of_a_user_is_lost(monitor, forms, tmp_path_factory, monkeypatch, there, come, force):
    """Law: no file is deleted, none changes without --force, and every comment is kept."""
    folder = tmp_path_factory.mktemp("wave")
    (folder / "forms").mkdir()
    for name, (agency, total) in come.items():
        forms(name, total, agency=agency)
        Path(f"forms/{name}.xlsx").rename(folder / f"forms/{name}.xlsx")
    for name, (agency, total, comment) in there.items():
        write(folder, f"2025/{name}", f"{comment}\n" + score_file(with_total(total), agency=agency))
    before = contents(folder / "2025")
    if come:
        outcome = monitor("form", "import", folder / "forms", "-o", folder / "2025", *["--force"] * force)
        assert outcome.code in (0, 1)
    after = contents(folder / "2025")
    assert before.keys() <= after.keys()
    for path, text in before.items():
        if after[path] != text:
            assert force
            assert f"{path} is overwritten" in outcome.err
            id_of = [re.search(r'^  id: "?(\w+)', file, re.M)[1] for file in (text, after[path])]
            assert id_of[0] == id_of[1]
            assert all(comment in after[path] for comment in re.findall("^#.*", text, re.M))
