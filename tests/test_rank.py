"""`monitor rank`: the ranking of a year, and the files that it leaves out, with the reason."""

from __future__ import annotations

import csv
import io
import json
import re
import tracemalloc
from dataclasses import replace

import pytest

from monitor_cli.core.rating import BROKEN, ELSEWHERE, LISTED, rate, rate_rows
from monitor_cli.core.result import row_of
from monitor_cli.output import FORMATS, RANK, Look, show
from monitor_cli.output.reports.rank import REASONS, Rankings
from tests.cards import CRITERIA_SET, result
from tests.conftest import ROOT
from tests.files import score_file, with_total, write


def body(folder, agency, total, **more):
    return write(folder, f"{agency}.yaml", score_file(with_total(total), agency=agency, name=agency.title(), **more))


@pytest.fixture
def year(tmp_path):
    """Four bodies, two of them with the same total."""
    for agency, total in (("alfa", 100), ("beta", 110), ("gamma", 100), ("delta", 99)):
        body(tmp_path, agency, total)
    return tmp_path


def ranked(monitor, *arguments):
    outcome = monitor("rank", *arguments, "-f", "json")
    return outcome, json.loads(outcome.out)


def test_ties_share_a_rank_and_the_next_is_skipped(monitor, year):
    """Ties share a rank and the next one is skipped: 1, 2, 2, 4 (R3, by the tie rule of the criteria set)."""
    outcome, report = ranked(monitor, year)
    assert outcome.code == 0
    places = [(r["rank"], r["shared"], r["agency"]["id"]) for r in report["ranking"]]
    assert places == [(1, False, "beta"), (2, True, "alfa"), (2, True, "gamma"), (4, False, "delta")]
    assert report["format"] == "monitor.rank/2"
    assert report["ranking"][0]["state_secretary"]["name"] == "А. Б. Үлгүева"
    assert report["ranking"][0]["band"]["number"] == 4
    assert report["rule"]["basis"] == "tool"


def test_each_rank_has_its_stability(monitor, year):
    """The stability of a rank is its range with one point more or less."""
    places = ranked(monitor, year)[1]["ranking"]
    stability = {r["agency"]["id"]: (r["stability"]["best"], r["stability"]["worst"]) for r in places}
    assert stability == {"beta": (1, 1), "alfa": (2, 3), "gamma": (2, 3), "delta": (2, 4)}


@pytest.mark.parametrize("name", ["text", "table", "markdown"])
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_tie_rule_is_below_the_ranks(monitor, year, name, language):
    """Below the ranks, each format shows the tie rule and that it is not from the order."""
    note = {"ky": "бул программада", "ru": "в настоящей программе", "en": "in this tool"}[language]
    outcome = monitor("rank", year, "-f", name, "--lang", language)
    assert note in " ".join(outcome.out.split())
    assert "(1, 2, 2, 4)" in " ".join(outcome.out.replace("\\", "").split())
    assert "2 =" in outcome.out


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_the_tie_rule_is_beside_data_too(monitor, year, name):
    """For formats without room for it, standard error shows the tie rule."""
    assert "(1, 2, 2, 4)" in monitor("rank", year, "-f", name).err


LEFT_OUT = {
    "invalid": ({"scores": 9}, 1),
    "incomplete": ({"scores": {1: 3}}, 1),
    "no-state-secretary": ({"secretary": None}, 0),
}

COUNTED_ONLY = {"municipal": {"kind": "municipal"}, "other-year": {"year": 2024}}


@pytest.mark.parametrize("reason", LEFT_OUT)
def test_left_out_files_are_listed_with_their_reason(monitor, year, reason):
    """A file that is left out is listed with its reason; only a draft or a file with errors gives exit code 1."""
    settings, code = LEFT_OUT[reason]
    text = score_file(**{"scores": 4, "agency": "other", **settings})
    file = write(year, "other.yaml", text)
    outcome, report = ranked(monitor, year)
    assert outcome.code == code
    assert [(u["reason"], u["file"]) for u in report["unranked"]] == [(reason, str(file))]
    assert report["unranked_counts"] == {reason: 1}
    assert len(report["ranking"]) == 4
    for name in ("text", "table", "markdown", "csv"):
        shown = monitor("rank", year, "-f", name)
        assert shown.code == code
        assert REASONS[reason] in shown.out.replace("\\", "")
        assert "other" in shown.out


@pytest.mark.parametrize("reason", COUNTED_ONLY)
def test_other_years_and_kinds_are_counted_and_not_listed(monitor, year, reason):
    """Each format counts the files of other years and kinds and lists none of them."""
    for number in range(100, 160):
        body(year, f"other-{number}", 90, **COUNTED_ONLY[reason])
    outcome, report = ranked(monitor, year, "--year", 2025)
    assert (outcome.code, report["unranked"], report["unranked_counts"]) == (0, [], {reason: 60})
    for name in ("text", "table", "markdown"):
        out = monitor("rank", year, "--year", 2025, "-f", name).out.replace("\\", "")
        assert f"left out: {REASONS[reason]} (60)" in out
        assert "other-" not in out
    last = monitor("rank", year, "--year", 2025, "-f", "csv").out.splitlines()[-1]
    assert last.strip(";") == f"{REASONS[reason]};60 files"
    last = json.loads(monitor("rank", year, "--year", 2025, "-f", "jsonl").out.splitlines()[-1])
    assert last == {"rank": None, "reason": reason, "message": REASONS[reason], "broken": False, "more": 60}


def test_the_first_50_files_per_reason_are_listed(monitor, year):
    """Each format lists the first 50 files per reason by path, whatever the order of reading, and counts all."""
    for number in range(100, 160):
        write(year, f"{number}.yaml", score_file(9, agency=f"bad-{number}"))
        write(year, f"{number}.yml", score_file({1: 3}, agency=f"draft-{number}"))
    outcome, report = ranked(monitor, *sorted(year.iterdir(), reverse=True))
    assert outcome.code == 1
    assert report["unranked_counts"] == {"invalid": 60, "incomplete": 60}
    named = [(u["reason"], u["file"].rpartition("/")[2]) for u in report["unranked"]]
    assert named == [
        *(("invalid", f"{number}.yaml") for number in range(100, 150)),
        *(("incomplete", f"{number}.yml") for number in range(100, 150)),
    ]
    for name in ("text", "table", "markdown", "csv"):
        out = monitor("rank", year, "-f", name).out.replace("\\", "")
        assert [out.count(file) for file in ("/100.y", "/149.y", "/150.y")] == [2, 2, 0]
        assert out.count("… and 10 more files") == 2


def test_left_out_files_take_no_memory():
    """Of 20,000 files of other years, kinds and editions, only the listed ones are kept in memory."""
    row = row_of(result([3] * 24))
    others = ({"year": 2024}, {"kind": "municipal"}, {})

    def rows():
        for number in range(20_000):
            body = row.body._replace(id=f"b{number}", **others[number % 3])
            yield row._replace(file=f"{number}.yaml", body=body, criteria="order-158@9", problems=())

    tracemalloc.start()
    rating = rate_rows(rows(), kind="state", year=2025, criteria_set=CRITERIA_SET)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rating.counts == {"other-edition": 6666, "other-year": 6667, "municipal": 6667}
    assert len(rating.unranked) == LISTED
    assert peak < 1_000_000


@pytest.mark.parametrize("format_name", ["json", "jsonl", "csv", "text"])
def test_ranks_are_shown_one_by_one(format_name):
    """No format keeps the ranking in memory: it reads ranks only while it writes."""
    asked, one = [], rate([result([3] * 24)], kind="state", year=2025, ref=CRITERIA_SET.ref)

    class Places(tuple):
        def __iter__(self):
            for number in range(1_000):
                asked.append(number)
                yield one.places[0]

    pieces = show(RANK, Rankings([replace(one, places=Places(one.places))]), format_name, Look())
    started = len(asked)
    assert [next(pieces) for _ in range(5)]
    assert len(asked) - started < 100


def test_a_duplicate_body_has_no_rank(monitor, year):
    """Neither of the two files is ranked, each names the other, and the exit code is 1."""
    write(year, "again/alfa.yaml", score_file(5, agency="alfa"))
    outcome, report = ranked(monitor, year)
    assert outcome.code == 1
    assert [u["reason"] for u in report["unranked"]] == ["same-body-twice"] * 2
    assert {r["agency"]["id"] for r in report["ranking"]} == {"beta", "gamma", "delta"}
    text = monitor("rank", year).out
    assert text.count("again/alfa.yaml") == 2


def test_an_unreadable_path_is_exit_code_2(monitor, year):
    """An unreadable path gives exit code 2, and the other files are ranked."""
    outcome, report = ranked(monitor, year, year / "gone.yaml")
    assert outcome.code == 2
    assert [u["reason"] for u in report["unranked"]] == ["unreadable"]
    assert len(report["ranking"]) == 4


def test_several_years_need_a_choice(monitor, year):
    """Several years without --year give exit code 2 and their list; with --year, the others are left out."""
    body(year, "old", 80, year=2023)
    body(year, "older", 80, year=2021)
    outcome = monitor("rank", year)
    assert outcome.code == 2
    assert "2021, 2023, 2025" in outcome.err
    assert outcome.out == ""
    outcome, report = ranked(monitor, year, "--year", 2025)
    assert outcome.code == 0
    assert report["unranked_counts"] == {"other-year": 2}
    assert report["year"] == 2025


def test_a_year_without_files(monitor, year):
    """For a year without files, the message lists the available years."""
    outcome = monitor("rank", year, "--year", 2019)
    assert outcome.code == 2
    assert "2025" in outcome.err


def test_another_edition_is_left_out(monitor, year, tmp_path_factory):
    """One edition is ranked: that of most bodies, the later one of a tie, or the one of `--edition`."""
    criteria = (ROOT / "criteria" / "order-158@1.yaml").read_text(encoding="utf-8")
    second = write(tmp_path_factory.mktemp("criteria"), "2.yaml", criteria.replace('edition: "1"', 'edition: "2"'))
    body(year, "modern", 120, criteria="order-158@2")
    outcome, report = ranked(monitor, year, "--criteria", second)
    assert outcome.code == 0
    assert [(u["reason"], u["agency"]["id"]) for u in report["unranked"]] == [("other-edition", "modern")]
    assert report["criteria"]["edition"] == "1"
    for agency in ("newer", "newest", "latest"):
        body(year, agency, 120, criteria="order-158@2")
    assert ranked(monitor, year, "--criteria", second)[1]["criteria"]["edition"] == "2"
    for agency in ("newer", "newest", "latest"):
        (year / f"{agency}.yaml").unlink()
    report = ranked(monitor, year, "--criteria", second, "--edition", "order-158@2")[1]
    assert [r["agency"]["id"] for r in report["ranking"]] == ["modern"]
    assert monitor("rank", year, "--edition", "order-158@9").code == 2
    assert ranked(monitor, year)[1]["unranked"][0]["reason"] == "invalid"


def test_a_late_secretary_is_marked(monitor, tmp_path):
    """A state secretary is marked if the known first day in office is after the known start of the exercise."""
    both, last = {"from": "2025-03-03", "to": "2025-03-14"}, {"to": "2025-03-14"}
    for agency, since, period in (
        ("late", "2025-03-04", both),
        ("intime", "2025-03-03", both),
        ("after", "2025-03-15", last),
        ("perhaps", "2025-03-14", last),
    ):
        text = score_file(4, agency=agency, monitoring=period)
        write(tmp_path, f"{agency}.yaml", text.replace("state_secretary:\n", f"state_secretary:\n  since: {since}\n"))
    body(tmp_path, "unknown", 90)
    outcome, report = ranked(monitor, tmp_path)
    assert outcome.code == 0
    late = {r["agency"]["id"]: r["took_office_after_start"] for r in report["ranking"]}
    assert late == {"late": True, "intime": False, "after": True, "perhaps": False, "unknown": False}
    for name in ("text", "table", "markdown"):
        shown = monitor("rank", tmp_path, "-f", name).out.replace("\\", "")
        assert shown.count("А. Б. Үлгүева *") == 2
        assert "2025-03-04" in shown


def test_municipal_bodies_are_ranked_without_secretaries(monitor, year):
    """With --kind municipal, municipal bodies are ranked by the same rule, without state secretaries."""
    for index in range(3):
        body(year, f"ayil-{index}", 90 + index, kind="municipal")
    outcome, report = ranked(monitor, year, "--kind", "municipal")
    assert outcome.code == 0
    assert [r["rank"] for r in report["ranking"]] == [1, 2, 3]
    assert all("state_secretary" not in r for r in report["ranking"])
    assert report["unranked_counts"] == {"state": 4}
    assert "secretary" not in monitor("rank", year, "--kind", "municipal", "-f", "table").out.split("stability")[0]


def test_nothing_to_rank_fails(monitor, tmp_path):
    """A ranking without any body ends with exit code 1, a folder without files with 2."""
    assert monitor("rank", tmp_path).code == 2
    body(tmp_path, "ayil", 90, kind="municipal")
    outcome, report = ranked(monitor, tmp_path)
    assert outcome.code == 1
    assert report["ranking"] == []


def test_a_broken_file_counts_whatever_its_year(monitor, year):
    """A draft of another year gives exit code 1, because its year may be a typing mistake."""
    write(year, "draft.yaml", score_file({1: 3}, agency="draft", year=2024))
    outcome, report = ranked(monitor, year, "--year", 2025)
    assert outcome.code == 1
    assert [u["reason"] for u in report["unranked"]] == ["incomplete"]


def test_every_reason_has_a_message():
    """Every reason to leave out a file has a message."""
    assert set(REASONS) == {*BROKEN, *ELSEWHERE}


@pytest.mark.parametrize("name", sorted(name for name in RANK.formats if not FORMATS[name].is_binary))
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_all_formats_show_every_body(monitor, year, name, language):
    """In every format and language, each body and each left-out file is shown."""
    write(year, "bad.yaml", score_file(9, agency="bad"))
    outcome = monitor("rank", year, "-f", name, "--lang", language)
    assert outcome.code == 1
    for agency in ("Alfa", "Beta", "Gamma", "Delta", "bad.yaml"):
        assert agency in outcome.out


def test_a_table_lists_only_the_first_valid_files(monitor, year):
    """The table lists the first ten bodies without a state secretary, and the text lists all thirty."""
    for number in range(100, 130):
        body(year, f"organ-{number}", 90, secretary=None)
    table, text = monitor("rank", year, "-f", "table").out, monitor("rank", year, "-f", "text").out
    assert "no state secretary to rank is named (30)" in " ".join(table.split())
    assert "and 20 more" in table
    assert [table.count(": organ-"), text.count(": organ-")] == [10, 30]


def test_csv_has_a_row_per_file(monitor, year):
    """Ranked files come first and left-out files last; no cell is a formula or a date for a spreadsheet program."""
    write(year, "draft.yaml", score_file({1: 3}, agency="draft", name="=1+1"))
    outcome = monitor("rank", year, "-f", "csv")
    header, *rows = csv.reader(io.StringIO(outcome.out.lstrip("\ufeff")), delimiter=";")
    assert [row[0] for row in rows] == ["1", "2", "2", "4", ""]
    assert {len(row) for row in rows} == {len(header)}
    assert rows[-1][3] == "'=1+1"
    assert rows[1][header.index("best place")] == "2"


def test_jsonl_is_one_object_per_line(monitor, year):
    """In JSON lines, a left-out file has the rank null."""
    write(year, "draft.yaml", score_file({1: 3}, agency="draft"))
    lines = [json.loads(line) for line in monitor("rank", year, "-f", "jsonl").out.splitlines()]
    assert [line["rank"] for line in lines] == [1, 2, 2, 4, None]


def test_a_name_is_never_markup(monitor, tmp_path):
    """Brackets, escapes and line breaks of a name are shown unchanged."""
    write(tmp_path, "odd.yaml", score_file(4, agency="odd", name="[red]А[/] | *б*", secretary="[/]_в_"))
    assert "[red]А[/] | *б*" in monitor("rank", tmp_path, "-f", "table", "--color", "always").out
    assert r"\[red\]А\[/\] \| \*б\*" in monitor("rank", tmp_path, "-f", "markdown").out


def test_the_digits_of_ranks_are_aligned(monitor, tmp_path):
    """The mark of a shared rank does not shift the digits of the rank."""
    for index, total in enumerate([100, 100, *range(99, 89, -1)]):
        write(tmp_path, f"{index}.yaml", score_file(with_total(total), agency=f"a{index}", name=f"Орган {index}"))
    lines = [line for line in monitor("rank", tmp_path, "-f", "table").out.splitlines() if " Орган " in line]
    assert len(lines) == 12
    assert len({re.match(r"^ *\d+", line).end() for line in lines}) == 1


def test_the_workbook_fits_the_width_of_paper(monitor, year, tmp_path):
    """The workbook has one sheet that fits the width of paper and repeats its head, with notes below the ranks."""
    import openpyxl

    write(year, "bad.yaml", score_file(9, agency="bad"))
    target = tmp_path / "rating.xlsx"
    monitor("rank", year, "--year", "2025", "-o", target)
    (sheet,) = openpyxl.load_workbook(target).worksheets
    assert sheet.title == "State bodies 2025"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    rows = list(sheet.values)
    (head,) = (index for index, row in enumerate(rows) if row[0] == "rank")
    assert sheet.print_title_rows == f"${head + 1}:${head + 1}"
    points = rows[head].index("points")
    ranking = json.loads(monitor("rank", year, "--year", "2025", "-f", "json").out)["ranking"]
    assert [row[points] for row in rows[head + 1 : head + 1 + len(ranking)]] == [place["total"] for place in ranking]
    assert [row[1] for row in rows[head + 1 : head + 1 + len(ranking)]] == [p["agency"]["name"] for p in ranking]
    text = "\n".join(str(row[0]) for row in rows)
    assert "(1, 2, 2, 4)" in text
    assert "left out: invalid (1)" in text
    assert "bad.yaml" in text


def sheets_of(path):
    """Return the rows of each sheet without empty cells."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    return {sheet.title: [[cell for cell in row if cell is not None] for row in sheet.values] for sheet in book}


def test_the_workbook_has_a_sheet_per_kind(monitor, tmp_path, monkeypatch):
    """State and municipal bodies have a sheet each, with missing bodies and unread files below."""
    monkeypatch.chdir(tmp_path)
    bodies = "".join(
        f"  - {{id: {agency}, name: {agency.title()}, kind: {kind}}}\n"
        for kind, agencies in {"state": "abc", "municipal": "klm"}.items()
        for agency in (letter * 3 for letter in agencies)
    )
    write(tmp_path, "bodies.yaml", f"bodies:\n{bodies}")
    for agency, kind, score in (("aaa", "state", 4), ("bbb", "state", 3), ("kkk", "municipal", 5)):
        write(tmp_path, f"2025/{agency}.yaml", score_file(score, agency=agency, name=agency.title(), kind=kind))
    write(tmp_path, "2025/lll.yaml", score_file({1: 3}, agency="lll", name="Lll", kind="municipal"))
    write(tmp_path, "2025/old.yaml.txt", score_file(3, agency="ccc", name="Ccc"))
    outcome = monitor("rank", "2025", "-o", "ranking.xlsx")
    assert outcome.code == 1
    assert "State bodies: 2 bodies ranked\nMunicipal bodies: 1 body ranked · 1 file left out\n" in outcome.err
    sheets = sheets_of("ranking.xlsx")
    assert list(sheets) == ["State bodies 2025", "Municipal bodies 2025"]
    state, municipal = sheets.values()
    head = next(index for index, cells in enumerate(state) if cells[:1] == ["rank"])
    assert state[head][:3] == ["rank", "body", "state secretary"]
    assert [cells[:2] for cells in state[head + 1 : head + 3]] == [["1", "Aaa"], ["2", "Bbb"]]
    head = next(index for index, cells in enumerate(municipal) if cells[:1] == ["rank"])
    assert (municipal[head][2], municipal[head + 1][:2]) == ("id", ["1", "Kkk"])
    not_read = (
        "not read, because .txt follows .yaml in their names, which Windows may hide; rename them: 2025/old.yaml.txt"
    )
    register = "register of bodies: bodies.yaml"
    assert [cells for cells in state[-5:] if cells] == [
        ["2025: 2 of 3 state bodies complete · not handed in: 1"],
        ["  Ccc (ccc), state body"],
        [register],
        [not_read],
    ]
    assert [cells for cells in municipal[-8:] if cells] == [
        ["left out: incomplete: no total, no rank (1)"],
        [next(cells[0] for cells in municipal if "2025/lll.yaml" in str(cells))],
        ["2025: 1 of 3 municipal bodies complete · drafts: 1 · not handed in: 1"],
        ["  Mmm (mmm), municipal body"],
        [register],
        [not_read],
    ]
    assert "municipal" not in str(state)


@pytest.mark.parametrize(
    ("kinds", "options", "titles"),
    [
        (["state", "municipal"], ["--kind", "municipal"], ["Municipal bodies 2025"]),
        (["state", "municipal"], ["--kind", "state"], ["State bodies 2025"]),
        (["municipal"], [], ["Municipal bodies 2025"]),
        (["state"], [], ["State bodies 2025"]),
    ],
)
def test_the_workbook_has_the_existing_or_chosen_kinds(monitor, tmp_path, kinds, options, titles):
    """The workbook has a sheet for each kind with files, or only for the kind of `--kind`."""
    for number, kind in enumerate(kinds):
        write(tmp_path, f"{number}.yaml", score_file(3, agency=f"a{number}", kind=kind))
    outcome = monitor("rank", tmp_path, *options, "-o", tmp_path / "ranking.xlsx")
    assert (outcome.code, list(sheets_of(tmp_path / "ranking.xlsx"))) == (0, titles)


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["State bodies 2025", "Municipal bodies 2025"]),
        ("ru", ["Государственные органы 2025", "Органы местного… 2025"]),
        ("ky", ["Мамлекеттик органдар 2025", "Жергиликтүү өз алдынча… 2025"]),
    ],
)
def test_the_name_of_a_sheet_has_the_kind_and_the_year(monitor, tmp_path, language, titles):
    """The name of a sheet has kind and year; a long name is cut after a word."""
    for number, kind in enumerate(["state", "municipal"]):
        write(tmp_path, f"{number}.yaml", score_file(3, agency=f"a{number}", kind=kind))
    monitor("--lang", language, "rank", tmp_path, "-o", tmp_path / "ranking.xlsx")
    assert list(sheets_of(tmp_path / "ranking.xlsx")) == titles


def test_without_a_kind_other_formats_rank_the_state_bodies(monitor, tmp_path):
    """Without --kind, other formats rank the state bodies, as in the order (R3), and count the municipal ones."""
    write(tmp_path, "a.yaml", score_file(3, agency="a"))
    write(tmp_path, "b.yaml", score_file(4, agency="b", kind="municipal"))
    report = json.loads(monitor("rank", tmp_path, "-f", "json").out)
    assert [place["agency"]["id"] for place in report["ranking"]] == ["a"]
    assert report["unranked_counts"] == {"municipal": 1}
