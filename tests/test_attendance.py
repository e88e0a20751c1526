"""The register of bodies: which bodies a year expects, which have handed in, and which are ranked."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor_cli.core.attendance import attendance
from monitor_cli.core.register import Register, RegisteredBody
from monitor_cli.core.result import Body, Row
from tests.files import score_file, with_total, write
from tests.form_data import complete, form_file

IDS = [f"organ-{number:02}" for number in range(25)]


def register(*bodies: str, monitored: str = "") -> str:
    """Return the text of a register: bodies as flow mappings, then `monitored`."""
    return "bodies:\n" + "".join(f"  - {{{body}}}\n" for body in bodies) + monitored


def row(agency: str, kind: str = "state", more: str = "") -> str:
    return f"id: {agency}, name: {agency.title()}, kind: {kind}{more}"


@pytest.fixture
def year(tmp_path, monkeypatch):
    """25 state bodies that have all handed in, and the register beside their folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "bodies.yaml", register(*map(row, IDS)))
    for number, agency in enumerate(IDS):
        write(tmp_path, f"2025/{agency}.yaml", score_file(with_total(60 + number), agency=agency, name=agency.title()))
    return tmp_path


COMMANDS = {
    "batch": ("batch", "2025"),
    "rank": ("rank", "2025"),
    "report": ("report", "2025", "-o", "report.html", "--force"),
    "freeze": ("freeze", "2025", "-o", "2025.frozen.json", "--force"),
    "publish": ("publish", "2025", "-o", "public"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_year_in_which_everyone_has_handed_in_is_whole(monitor, year, command):
    """Each command that judges a year reports 25 of 25 bodies, and exits with 0."""
    outcome = monitor(*COMMANDS[command])
    assert outcome.code == 0
    assert "2025: 25 of 25 state bodies complete\n" in outcome.err
    assert "not handed in" not in outcome.out + outcome.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("agency", IDS)
def test_each_missing_body_is_listed(monitor, year, command, agency):
    """Each command names a missing body with its id and kind, counts the others, exits with 1 and closes nothing."""
    (year / f"2025/{agency}.yaml").unlink()
    outcome = monitor(*COMMANDS[command])
    page = (year / "report.html").read_text(encoding="utf-8") if command == "report" else outcome.out
    assert outcome.code == 1
    assert f"{agency.title()} ({agency}), state body" in page
    assert "2025: 24 of 25 state bodies complete · not handed in: 1\n" in outcome.err
    assert not (year / "2025.frozen.json").exists()
    assert not (year / "public").exists()


def test_the_report_shows_missing_bodies_beside_a_closed_year(monitor, year):
    """The report shows the missing bodies of a year beside the closing of another year with the same register."""
    assert monitor(*COMMANDS["freeze"]).code == 0
    write(year, "2024/organ-00.yaml", score_file(3, agency="organ-00", name="Organ-00", year=2024))
    outcome = monitor("report", "2024", "--frozen", "2025.frozen.json", "-o", "report.html")
    assert outcome.code == 1
    assert "2024: 1 of 25 state bodies complete · not handed in: 24" in (year / "report.html").read_text(
        encoding="utf-8"
    )


def test_several_processes_check_files_against_the_register(monitor, year):
    """With several processes too, a wrong id is reported and every body is counted."""
    write(year, "2025/organ-01.yaml", score_file(3, agency="organ-O1", name="Organ-01".lower()).replace("O1", "0l"))
    outcome = monitor("batch", "2025", "--jobs", "3")
    assert outcome.code == 1
    assert "the register has no body “organ-0l”" in outcome.out
    assert "2025: 24 of 25 state bodies complete · not handed in: 1" in outcome.out


@pytest.mark.parametrize("name", ["csv", "jsonl", "long", "xlsx"])
def test_missing_bodies_of_a_table_are_on_standard_error(monitor, year, name):
    """A table has no room for missing bodies, so standard error lists them."""
    (year / "2025/organ-07.yaml").unlink()
    outcome = monitor("batch", "2025", "-o", f"out.{name}" if name != "long" else "out.csv", "-f", name)
    assert outcome.code == 1
    assert "  Organ-07 (organ-07), state body\nregister of bodies: bodies.yaml\n" in outcome.err


def test_json_lists_expected_and_missing_bodies(monitor, year):
    """JSON has the register with its hash, and the counts per year and kind."""
    (year / "2025/organ-07.yaml").unlink()
    write(year, "2025/organ-08.yaml", score_file({1: 3}, agency="organ-08", name="Organ-08"))
    write(year, "2025/organ-09.yaml", score_file(9, agency="organ-09", name="Organ-09"))
    for command in ("batch", "rank"):
        register = json.loads(monitor(command, "2025", "-f", "json").out)["register"]
        assert register["file"] == "bodies.yaml"
        assert len(register["sha256"]) == 64
        assert register["years"] == [
            {
                "year": 2025,
                "kind": "state",
                "expected": 25,
                "complete": 22,
                "drafts": 1,
                "broken": 1,
                "not_handed_in": [{"id": "organ-07", "name": "Organ-07"}],
                "not_expected": [],
            }
        ]


BROKEN = {
    "a wrong score": score_file(9, agency="organ-07", name="Organ-07"),
    "a wrong kind": score_file(3, agency="organ-07", name="Organ-07").replace("kind: state", "kind: stat"),
    "no YAML": score_file(3, agency="organ-07", name="Organ-07").replace("scores:", "scores: ["),
    "no YAML, on one line": "criteria: order-158@1\nagency: {id: organ-07, kind: state}\nyear: 2025\n- [",
    "no year": score_file(3, agency="organ-07", name="Organ-07").replace("year: 2025\n", ""),
    "another kind": score_file(3, agency="organ-07", name="Organ-07", kind="municipal"),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_broken_file_is_broken_and_not_missing(monitor, year, mistake):
    """A body whose file is broken is recognized by its id, whatever the mistake, and does not count as missing."""
    write(year, "2025/organ-07.yaml", BROKEN[mistake])
    outcome = monitor("batch", "2025")
    assert outcome.code == 1
    assert "2025: 24 of 25 state bodies complete · files with errors: 1\n" in outcome.err


def test_batch_shows_how_complete_the_year_is(monitor, year):
    """A draft is listed with the number of its scores out of 24, and does not count as missing."""
    write(year, "2025/organ-07.yaml", score_file(dict.fromkeys(range(1, 11), 3), agency="organ-07", name="Organ-07"))
    (year / "2025/organ-08.yaml").unlink()
    outcome = monitor("batch", "2025")
    assert outcome.code == 1
    assert "2025/organ-07.yaml: incomplete (10 of 24): " in outcome.out
    assert "2025: 23 of 25 state bodies complete · drafts: 1 · not handed in: 1" in outcome.out


def test_a_register_with_a_hidden_ending_is_named(monitor, year):
    """A register that Windows shows as bodies.yaml is named as not read, and the year is not closed without it."""
    (year / "bodies.yaml").rename(year / "bodies.yaml.txt")
    for command in ("batch", "rank"):
        assert "which Windows may hide; rename them: bodies.yaml.txt" in monitor(command, "2025").err
    assert monitor(*COMMANDS["freeze"]).code == 2
    (year / "bodies.yaml.txt").rename(year / "Bodies.yaml")
    outcome = monitor(*COMMANDS["freeze"])
    assert (outcome.code, "register of bodies: Bodies.yaml" in outcome.err) == (0, True)


def test_a_broken_copy_makes_a_body_broken_and_not_missing(monitor, year):
    """A body with a complete file and a broken copy has handed in, but it is unclear which file counts."""
    write(year, "2025/copy.yaml", score_file(9, agency="organ-07", name="Organ-07"))
    outcome = monitor("batch", "2025")
    assert outcome.code == 1
    assert "2025: 24 of 25 state bodies complete · files with errors: 1\n" in outcome.err
    assert "not handed in" not in outcome.err


def test_the_later_monitoring_exercise_counts(monitor, year):
    """If the file of the later monitoring exercise is a draft, the body has a draft, as in the ranking."""
    for name, scores, month in (("organ-07", 3, "03"), ("organ-07-again", {1: 3}, "10")):
        days = {"from": f"2025-{month}-03", "to": f"2025-{month}-14"}
        text = score_file(scores, agency="organ-07", name="Organ-07", monitoring=days)
        write(year, f"2025/{name}.yaml", text)
    for command in ("batch", "rank"):
        assert "2025: 24 of 25 state bodies complete · drafts: 1" in monitor(command, "2025").out


def test_an_id_that_is_a_letter_off_gets_the_right_one(monitor, year):
    """An unknown id is an error at its line that proposes the nearest id; the body with that id has not handed in."""
    (year / "2025/organ-07.yaml").unlink()
    write(year, "2025/ministry.yaml", score_file(3, agency="mnistry", name="Ministry"))
    write(year, "bodies.yaml", register(*map(row, [*IDS, "ministry"])))
    for command in ("rank", "validate"):
        outcome = monitor(command, "2025")
        assert outcome.code == 1
        assert "ministry.yaml:3" in outcome.out
        assert "the register has no body “mnistry”" in outcome.out
    assert "did you mean “ministry”?" in monitor("validate", "2025").out
    assert "not handed in: 2" in monitor("rank", "2025").err


def test_files_by_name_expect_nobody(monitor, year):
    """Files given by name are checked against the register, as in a hook, but no body is expected."""
    outcome = monitor("rank", "2025/organ-01.yaml", "2025/organ-02.yaml")
    assert (outcome.code, " of 25 " in outcome.out + outcome.err) == (0, False)
    assert "register of bodies: bodies.yaml" in outcome.out
    write(year, "2025/organ-01.yaml", score_file(3, agency="organ-99", name="Organ-01"))
    assert "body-unknown" in monitor("validate", "2025/organ-01.yaml").out


def test_without_a_register_nobody_is_expected(monitor, year):
    """Without a register the output does not mention one, and a missing file does not fail the command."""
    everything = monitor("rank", "2025", "-f", "text")
    (year / "bodies.yaml").unlink()
    (year / "2025/organ-07.yaml").unlink()
    outcome = monitor("rank", "2025", "-f", "text")
    assert outcome.code == 0
    assert "register" not in outcome.out + outcome.err
    assert "register of bodies: bodies.yaml" in everything.out


def test_another_register_replaces_that_of_the_folder(monitor, year):
    """`--bodies FILE` overrides the register in the folder; two registers in a folder are refused."""
    write(year, "other.yaml", register(*map(row, [*IDS, "organ-99"])))
    outcome = monitor("batch", "2025", "--bodies", "other.yaml")
    assert outcome.code == 1
    assert "2025: 25 of 26 state bodies complete · not handed in: 1" in outcome.out
    assert "register of bodies: other.yaml" in outcome.out
    write(year, "2024/a.yaml", score_file(3, year=2024))
    write(year, "2024/bodies.yaml", register(row("ulgu-ministrligi")))
    outcome = monitor("batch", "2024", "2025")
    assert outcome.code == 2
    assert "there are several registers of bodies: 2024/bodies.yaml, bodies.yaml; name one with --bodies" in outcome.err


@pytest.mark.parametrize("command", ["batch", "rank", "report"])
@pytest.mark.parametrize("has_other", [False, True])
def test_a_register_inside_a_year_is_not_used_and_is_reported(monitor, year, command, has_other):
    """A register inside a year is not used, whether or not there is another one, and a line says so."""
    if not has_other:
        (year / "bodies.yaml").unlink()
    write(year, "2025/state/list.yaml", register(*map(row, [*IDS, "organ-99"])))
    out = ("-o", "report.html") if command == "report" else ()
    outcome = monitor(command, "2025", *out)
    assert outcome.code == 0
    assert "not in use: 2025/state/list.yaml; only the file of --bodies counts as the register of bodies" in outcome.err
    assert ("2025: 25 of 25 state bodies complete" in outcome.err) is has_other


def test_a_year_is_not_closed_beside_a_register_that_is_not_in_use(monitor, year):
    """A year with an unused register is not closed; with `--bodies` the register is used and shows who is missing."""
    (year / "bodies.yaml").rename(year / "2025" / "list.yaml")
    (year / "2025" / "organ-07.yaml").unlink()
    assert monitor("freeze", "2025", "-o", "2025.frozen.json").code == 2
    outcome = monitor("freeze", "2025", "-o", "2025.frozen.json", "--bodies", "2025/list.yaml")
    assert (outcome.code, "organ-07" in outcome.out) == (1, True)
    assert not (year / "2025.frozen.json").exists()


def test_both_endings_of_a_register_are_accepted(monitor, year):
    """`bodies.yml` is a register, as `bodies.yaml` is."""
    (year / "bodies.yaml").rename(year / "bodies.yml")
    (year / "2025" / "organ-07.yaml").unlink()
    outcome = monitor("rank", "2025")
    assert (outcome.code, "register of bodies: bodies.yml" in outcome.out) == (1, True)


def test_a_register_that_cannot_be_used_stops_the_command(monitor, year):
    """A command shows the problems of a broken register and stops; `validate` lists them with those of the files."""
    write(year, "bodies.yaml", register(row("organ-00"), row("organ-00")))
    for command in COMMANDS.values():
        outcome = monitor(*command)
        assert outcome.code == 1
        assert "bodies.yaml:3:10: error: the body “organ-00” is listed twice" in outcome.err
    outcome = monitor("validate", "2025")
    assert outcome.code == 1
    assert "bodies.yaml:3:10: error: the body “organ-00” is listed twice" in outcome.out
    assert monitor("validate", ".").out.count("listed twice") == 1
    assert monitor("rank", "2025", "--bodies", "gone.yaml").code == 2


def test_the_register_is_never_written_over(monitor, year):
    """Neither the register in the folder nor that of --bodies is overwritten, even with --force."""
    text = (year / "bodies.yaml").read_bytes()
    assert monitor("batch", "2025", "-f", "text", "-o", "bodies.yaml", "--force").code == 2
    assert monitor("freeze", "2025", "--bodies", "bodies.yaml", "-o", "bodies.yaml", "--force").code == 2
    assert (year / "bodies.yaml").read_bytes() == text


def test_year_and_kind_narrow_what_is_expected(monitor, year):
    """A folder expects the bodies of each year and kind that its files have; `--year` and `--kind` narrow that."""
    bodies = [*map(row, IDS), row("aiyl-1", "municipal"), row("aiyl-2", "municipal")]
    write(year, "bodies.yaml", register(*bodies))
    write(year, "2025/aiyl-1.yaml", score_file(3, agency="aiyl-1", name="Aiyl-1", kind="municipal"))
    write(year, "2024/organ-00.yaml", score_file(3, agency="organ-00", name="Organ-00", year=2024))
    outcome = monitor("batch", ".")
    assert outcome.code == 1
    assert outcome.err.splitlines()[-4:] == [
        "2025: 25 of 25 state bodies complete",
        "2025: 1 of 2 municipal bodies complete · not handed in: 1",
        "2024: 1 of 25 state bodies complete · not handed in: 24",
        "2024: 0 of 2 municipal bodies complete · not handed in: 2",
    ]
    assert monitor("batch", ".", "--year", 2025, "--kind", "state").code == 0
    assert monitor("rank", ".", "--year", 2025).code == 0
    assert monitor("rank", ".", "--year", 2025, "--kind", "municipal").code == 1
    assert monitor("batch", "2025", "--kind", "state").code == 0


@pytest.mark.parametrize(
    "path", ["2025", "2025/", "2025//", "./2025", ".//2025/.", "2025/../2025", ".", "./", "{here}/2025"]
)
def test_however_a_folder_is_spelt_it_expects_its_year(monitor, year, path):
    """A folder expects its year in every spelling of its path."""
    (year / "2025/organ-07.yaml").unlink()
    outcome = monitor("batch", path.format(here=year))
    assert (outcome.code, "2025: 24 of 25 state bodies complete" in outcome.err) == (1, True)


def test_a_stray_file_expects_nobody_of_its_year(monitor, year):
    """A file of 2024 among files of 2025 does not make the other bodies of 2024 missing."""
    write(year, "2025/stray.yaml", score_file(3, agency="organ-00", name="Organ-00", year=2024))
    outcome = monitor("batch", "2025")
    assert (outcome.code, " of 25 " in outcome.err, "2024:" in outcome.err) == (0, True, False)


@pytest.fixture
def unexpected(year):
    """A year whose register expects neither the complete file of organ-00 nor the draft of organ-01."""
    write(year, "2025/organ-01.yaml", score_file({1: 3}, agency="organ-01", name="Organ-01"))
    listed = ", ".join(IDS[2:])
    write(year, "bodies.yaml", register(*map(row, IDS), monitored=f"monitored:\n  2025: [{listed}]\n"))
    return year


NOT_EXPECTED = ["Organ-00 (organ-00), state body – not expected", "Organ-01 (organ-01), state body – not expected"]


@pytest.mark.parametrize("command", ["batch", "rank"])
@pytest.mark.parametrize("format_name", ["text", "table", "markdown"])
def test_a_body_that_is_not_expected_is_listed_once(monitor, unexpected, command, format_name):
    """A body that is not expected is listed once, with name, id and kind, whether its file is complete or a draft."""
    outcome = monitor(command, "2025", "-f", format_name)
    assert "2025: 23 of 23 state bodies complete · not expected: 2" in outcome.out
    assert [outcome.out.count(name) for name in NOT_EXPECTED] == [1, 1]
    assert outcome.code == 1  # because of the draft


def test_a_body_that_is_not_expected_is_in_the_report(monitor, unexpected):
    """The report lists the bodies that are not expected, below the counts."""
    monitor("report", "2025", "-o", "report.html")
    page = (unexpected / "report.html").read_text(encoding="utf-8")
    shown = page.partition('<section id="attendance"')[2].partition("</section>")[0]
    assert re.findall(r"Organ-0. \(organ-0.\), state body – not expected", shown) == NOT_EXPECTED


@pytest.mark.parametrize("options", [["freeze", "-o", "2025.json"], ["report", "-o", "2025.html"]])
def test_bodies_that_are_not_expected_are_on_standard_error(monitor, year, options):
    """Standard error lists the bodies that are not expected, below the counts."""
    write(year, "bodies.yaml", register(*map(row, IDS), monitored=f"monitored:\n  2025: [{', '.join(IDS[1:])}]\n"))
    outcome = monitor(options[0], "2025", *options[1:])
    assert (outcome.code, outcome.err.count(NOT_EXPECTED[0])) == (0, 1)


def test_a_body_that_is_not_monitored_is_ranked(monitor, year):
    """A body that is not expected is ranked, and the year is complete without it."""
    listed = ", ".join(IDS[1:])
    write(year, "bodies.yaml", register(*map(row, IDS), monitored=f"monitored:\n  2025: [{listed}]\n"))
    outcome = monitor("rank", "2025")
    assert outcome.code == 0
    assert (
        "2025: 24 of 24 state bodies complete · not expected: 1\n  Organ-00 (organ-00), state body – not" in outcome.out
    )
    assert monitor("rank", "2025", "-f", "csv").err.count("Organ-00 (organ-00), state body – not expected") == 1


def test_another_name_is_a_warning_and_another_kind_an_error(monitor, year):
    """Another name is a warning, another kind an error; case, spaces and signs make no other name."""
    write(year, "2025/organ-01.yaml", score_file(3, agency="organ-01", name="Bureau"))
    write(year, "2025/organ-02.yaml", score_file(3, agency="organ-02", name="«ORGAN  02»"))
    outcome = monitor("validate", "2025")
    assert outcome.code == 0
    assert "2025/organ-01.yaml:4:9: warning: in the register, “organ-01” is called Organ-01" in outcome.out
    assert "organ-02" not in outcome.out
    assert monitor("rank", "2025").code == 0
    write(year, "2025/organ-01.yaml", score_file(3, agency="organ-01", name="Organ-01", kind="municipal"))
    outcome = monitor("validate", "2025")
    assert outcome.code == 1
    assert "2025/organ-01.yaml:5:9: error: in the register, “organ-01” is `kind: state`" in outcome.out


TERMS = (
    ", state_secretaries: [{name: Б. Мисалов, from: 2025-05-07},"
    " {name: А. Б. Үлгүева, from: 2023-02-01, to: 2025-05-06}, {name: В. Эскиев, to: 2022-12-31}]"
)


def rated(folder, secretary, **more):
    write(folder, "bodies.yaml", register(row("organ-00", more=TERMS)))
    write(folder, "2025/organ-00.yaml", score_file(4, agency="organ-00", name="Organ-00", secretary=secretary, **more))


MARCH = {"monitoring": {"from": "2025-03-03", "to": "2025-03-14"}}


@pytest.mark.parametrize(
    ("days", "terms", "flags"),
    [
        (
            MARCH,
            "in office during the monitoring: А. Б. Үлгүева (2023-02-01 – 2025-05-06); "
            "also in office in 2025: Б. Мисалов (2025-05-07 – …)",
            [True, False],
        ),
        (
            {"monitoring": {"from": "2025-05-05", "to": "2025-05-08"}},
            "in office during the monitoring: А. Б. Үлгүева (2023-02-01 – 2025-05-06), Б. Мисалов (2025-05-07 – …)",
            [True, True],
        ),
        ({}, "in office in 2025: А. Б. Үлгүева (2023-02-01 – 2025-05-06), Б. Мисалов (2025-05-07 – …)", [None, None]),
    ],
)
@pytest.mark.parametrize("secretary", ["А. Б. Үлгүева", "Б. Мисалов", "б.мисалов"])
def test_other_state_secretaries_are_shown(monitor, tmp_path, monkeypatch, days, terms, flags, secretary):
    """`rank` and the report show who was in office at the monitoring and in the year; each of them may be ranked."""
    monkeypatch.chdir(tmp_path)
    rated(tmp_path, secretary, **days)
    outcome = monitor("rank", "2025")
    assert outcome.code == 0
    assert f"Organ-00: {terms}" in outcome.out
    place = json.loads(monitor("rank", "2025", "-f", "json").out)["ranking"][0]
    assert [(term["name"], term["at_monitoring"]) for term in place["in_office"]] == [
        ("А. Б. Үлгүева", flags[0]),
        ("Б. Мисалов", flags[1]),
    ]
    assert (place["total"], place["state_secretary"]["name"]) == (96, secretary)
    assert monitor("report", "2025", "-o", "page.html").code == 0
    assert terms in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_forms_are_checked_against_the_register(monitor, tmp_path, monkeypatch):
    """A problem in a form has its cell, and a form with errors is assigned to its body by its id."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "bodies.yaml", register(row("organ-00", more=TERMS), row("organ-01")))
    write(tmp_path, "2025/organ-01.yaml", score_file(4, agency="organ-01", name="Organ-01"))
    filled = {**complete(), "agency": {"id": "organ-00", "name": "Organ-00", "kind": "state"}}
    form_file(tmp_path / "2025", {**filled, "state_secretary": {"name": "В. Эскиев"}})
    outcome = monitor("batch", "2025")
    assert outcome.code == 1
    assert "В. Эскиев was not in office in 2025, but in: … – 2022-12-31" in outcome.out
    assert "2025: 1 of 2 state bodies complete · files with errors: 1" in outcome.out
    form_file(tmp_path / "2025", {**filled, "state_secretary": {"name": "Б. Мисалов"}})
    assert "2025: 2 of 2 state bodies complete" in monitor("batch", "2025").out


def test_an_amended_closing_keeps_the_register_of_its_day(monitor, year):
    """A change of the expected bodies fails the check until the year is amended."""
    assert monitor(*COMMANDS["freeze"]).code == 0
    write(year, "bodies.yaml", register(*map(row, IDS), monitored=f"monitored:\n  2025: [{', '.join(IDS[1:])}]\n"))
    assert monitor("validate", "--frozen", "2025.frozen.json").code == 1
    amended = monitor("freeze", "2025", "-o", "2025.frozen.json", "--amend", "--reason", "Organ-00 was not monitored")
    assert amended.code == 0
    assert monitor("validate", "--frozen", "2025.frozen.json").code == 0
    links = json.loads((year / "2025.frozen.json").read_text(encoding="utf-8"))["closings"]
    assert [len(link["register"]["monitored"]["2025"]) for link in links] == [25, 24]


def test_a_single_state_secretary_needs_no_note(monitor, tmp_path, monkeypatch):
    """There is no note if the ranked state secretary is the only one in the register."""
    monkeypatch.chdir(tmp_path)
    rated(tmp_path, "В. Эскиев")
    write(tmp_path, "bodies.yaml", register(row("organ-00", more=", state_secretaries: [{name: В. Эскиев}]")))
    assert "in office" not in monitor("rank", "2025").out


def test_a_term_that_does_not_meet_the_year_is_an_error_with_its_days(monitor, tmp_path, monkeypatch):
    """A state secretary who was not in office in the year is an error at the name, and the file gets no total."""
    monkeypatch.chdir(tmp_path)
    rated(tmp_path, "В. Эскиев")
    outcome = monitor("validate", "2025")
    assert outcome.code == 1
    assert "organ-00.yaml:7:9: error: В. Эскиев was not in office in 2025, but in: … – 2022-12-31" in outcome.out
    assert monitor("rank", "2025").code == 1


IN_TWO_LANGUAGES = (
    "organ-00, name: {ky: Орган, ru: Орган 00}, kind: state, state_secretaries: ["
    "{name: {ky: А. Үлгүева, ru: А. Образцова}, from: 2018-02-01, to: 2019-05-06}, "
    "{name: {ky: А. Үлгүева, ru: А. Образцова}, from: 2026-01-09}]"
)


@pytest.mark.parametrize(
    ("language", "secretary", "lines"),
    [
        (
            "ru",
            {"ky": "А. Үлгүева", "ru": "А. Образцова"},
            [
                "в реестре «organ-00» называется: Орган 00 [",
                "А. Образцова: в 2025 году не в должности; дни в должности: 01.02.2018 – 06.05.2019; 09.01.2026 – … [",
            ],
        ),
        (
            "en",
            "А. Образцова",
            [
                "in the register, “organ-00” is called Орган [",
                "А. Образцова was not in office in 2025, but in: 2018-02-01 – 2019-05-06; 2026-01-09 – … [",
            ],
        ),
        ("ru", "А. Образцов", ["возможно, имелось в виду «А. Образцова»?"]),
        ("ru", "А. Үлгүев", ["возможно, имелось в виду «А. Үлгүева»?"]),
    ],
)
def test_days_and_names_of_the_register_are_in_the_language_of_the_message(
    monitor, tmp_path, monkeypatch, language, secretary, lines
):
    """A message has dates and names in its language, and proposes the nearest name in the language of the file."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "bodies.yaml", register(f"id: {IN_TWO_LANGUAGES}"))
    write(tmp_path, "2025/organ-00.yaml", score_file(4, agency="organ-00", name="Organ-00", secretary=secretary))
    out = monitor("--lang", language, "validate", "2025").out
    assert [line for line in lines if line not in out] == []


def test_a_name_that_no_term_has_is_a_warning_with_the_nearest(monitor, tmp_path, monkeypatch):
    """A name that the register does not have is a warning with the nearest name, and the body keeps its rank."""
    monkeypatch.chdir(tmp_path)
    rated(tmp_path, "А. Б. Ульгуева")
    outcome = monitor("validate", "2025")
    assert outcome.code == 0
    assert "organ-00.yaml:7:9: warning: the register has no term of А. Б. Ульгуева" in outcome.out
    assert "did you mean “А. Б. Үлгүева”?" in outcome.out
    assert "Organ-00: in office in 2025: А. Б. Үлгүева" in monitor("rank", "2025").out


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(st.integers(24, 120), st.booleans()), min_size=1, max_size=8),
    st.integers(0, 3),
)
def test_places_with_a_register_are_those_without(monitor, tmp_path_factory, bodies, missing):
    """Law: a register shows missing bodies and other state secretaries, but changes no total, band or rank."""
    folder = tmp_path_factory.mktemp("year")
    for number, (total, is_municipal) in enumerate(bodies):
        kind = "municipal" if is_municipal else "state"
        agency = f"organ-{number}"
        write(folder, f"2025/{agency}.yaml", score_file(with_total(total), agency=agency, name=agency, kind=kind))
    ranked = [("rank", folder / "2025", "--kind", kind, "-f", "json") for kind in ("state", "municipal")]
    plain = [monitor(*command) for command in ranked]
    rows = [
        row(f"organ-{number}", "municipal" if is_municipal else "state")
        for number, (_total, is_municipal) in enumerate(bodies)
    ]
    write(folder, "2025/bodies.yaml", register(*rows, *(row(f"other-{n}") for n in range(missing))))
    for before, command in zip(plain, ranked, strict=True):
        old, new = json.loads(before.out), json.loads(monitor(*command).out)
        assert [old[key] for key in ("ranking", "unranked_counts")] == [
            new[key] for key in ("ranking", "unranked_counts")
        ]


KINDS = ("state", "municipal")
STATUSES = ("ok", "incomplete", "invalid")
FILES = st.lists(
    st.tuples(
        st.sampled_from(["2024", "2025", "2025/sub"]),
        st.integers(0, 5),
        st.sampled_from([2024, 2025]),
        st.sampled_from(STATUSES),
    ),
    max_size=14,
)


@given(
    st.lists(st.sampled_from(KINDS), min_size=6, max_size=6),
    st.dictionaries(st.sampled_from([2024, 2025]), st.sets(st.integers(0, 5))),
    FILES,
    st.sampled_from([[], ["2024"], ["2025"], ["2024", "2025"], ["."]]),
    st.sampled_from([None, 2024, 2025]),
    st.sampled_from([None, *KINDS]),
)
def test_each_expected_body_is_counted_once(kinds, lists, files, folders, year, kind):
    """Law: each expected body is complete, a draft, with errors or missing, exactly once, for all years and kinds."""
    bodies = [RegisteredBody(f"b{n}", "Б", k) for n, k in enumerate(kinds)]
    register = Register(tuple(bodies), {y: tuple(f"b{n}" for n in sorted(ns)) for y, ns in lists.items()})
    rows = [
        Row(
            f"{folder}/{i}.yaml",
            status,
            None,
            None,
            Body(f"b{n}", "Б", kinds[n], y),
            None,
            None,
            (),
            (),
            (),
            None,
            None,
            (),
        )
        for i, (folder, n, y, status) in enumerate(files)
    ]

    def main(folder):
        years = [y for name, _n, y, _s in files if name == folder]
        return max(years, key=lambda y: (years.count(y), str(y) in folder, y))

    expected = set()
    for given_folder in folders:
        inside = [
            f for f in files if given_folder == "." or f[0] == given_folder or f[0].startswith(given_folder + "/")
        ]
        regular = [f for f in inside if f[2] == main(f[0])]
        years, kinds_there = {f[2] for f in regular}, {kinds[f[1]] for f in regular}
        for y, k in product(years, {kind} if kind else kinds_there):
            if year in (None, y):
                expected.add((y, k))
    result = attendance(register, rows, folders, year, kind)
    assert {(t.year, t.kind) for t in result.turnouts} == expected
    for turnout in result.turnouts:
        counts = dict.fromkeys([*STATUSES, "missing"], 0)
        for n, k in enumerate(kinds):
            if k != turnout.kind or (turnout.year in lists and n not in lists[turnout.year]):
                continue
            statuses = [s for _f, m, y, s in files if (m, y) == (n, turnout.year)]
            counts[min(statuses, key=STATUSES.index) if statuses else "missing"] += 1
        assert [turnout.complete, turnout.drafts, turnout.broken, len(turnout.missing)] == list(counts.values())
        assert turnout.expected == sum(counts.values())
        assert [body.id for body in turnout.unexpected] == [
            f"b{n}"
            for n, k in enumerate(kinds)
            if k == turnout.kind
            and turnout.year in lists
            and n not in lists[turnout.year]
            and any((m, y) == (n, turnout.year) for _f, m, y, _s in files)
        ]
