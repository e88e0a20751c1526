"""`monitor score`: output for a person, a pipe and a program."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.output import SCORE, Look, show
from monitor_cli.output.reports.score import Breakdowns
from tests.cards import CRITERIA_SET
from tests.conftest import ROOT, Streams
from tests.files import score_file, with_total, write

SCORES = [5, 4, 3, 2, 1, 5, 4, 3, 2, 1, 5, 4, 3, 2, 1, 5, 4, 3, 2, 1, 5, 4, 3, 2]
FULL_ENTRY = {
    "score": 3,
    "note": "Үстөк акы негизсиз төлөнгөн.",
    "evidence": ["Буйрук № 12, 2025-01-14"],
    "recommendation": {"text": "Кайра эсептөө", "due": "2025-06-01", "status": "open"},
}


@pytest.fixture
def body(tmp_path):
    """A file with a total of 74."""
    return write(tmp_path, "body.yaml", score_file({**dict(enumerate(SCORES, 1)), 3: FULL_ENTRY}))


def test_json_is_the_contract(monitor, body):
    """The JSON output has every key of its published format, with the values of the file."""
    document = json.loads(monitor("score", body, "-f", "json").out)
    assert document["format"] == "monitor.score/1"
    assert document["tool"]["name"] == "monitor-cli"
    assert {**document["criteria"], "sha256": None} == {
        "id": "order-158",
        "edition": "1",
        "revision": 1,
        "sha256": None,
        "published": True,
    }
    result = document["results"][0]
    assert result["agency"] == {"id": "ulgu-ministrligi", "name": "Үлгү министрлиги", "kind": "state"}
    assert (result["year"], result["total"], result["max"], result["percent"]) == (2025, 74, 120, 61.7)
    assert (result["band"]["number"], result["band"]["min"], result["band"]["max"]) == (2, 73, 90)
    assert result["next_band"] == {"number": 3, "points": 17}
    assert [area["number"] for area in result["areas"]] == list(range(1, 13))
    assert [area["kind"] for area in result["areas"]] == ["area"] * 11 + ["follow_up"]
    first = result["areas"][0]
    assert (first["total"], first["max"]) == (14, 20)
    third = first["criteria"][2]
    assert (third["number"], third["score"], third["recommendation"]["due"]) == (3, 3, "2025-06-01")
    assert result["problems"] == []
    assert re.fullmatch("[0-9a-f]{64}", result["sha256"])


def test_json_of_several_files_is_one_document(monitor, tmp_path, body):
    """`results` lists the files in the order of the command line; a file without a total has the reason."""
    bad = write(tmp_path, "bad.yaml", score_file({**dict(enumerate(SCORES, 1)), 7: 6}))
    outcome = monitor("score", bad, body, "-f", "json")
    first, second = json.loads(outcome.out)["results"]
    assert outcome.code == 1
    assert (first["total"], first["band"], second["total"]) == (None, None, 74)
    assert first["areas"] == []
    problem = first["problems"][0]
    assert {key: problem[key] for key in ("rule", "severity", "line", "column")} == {
        "rule": "score-out-of-range",
        "severity": "error",
        "line": 16,
        "column": 6,
    }


def test_text_has_all_that_a_reader_needs(monitor, body):
    """The text has total, percent, band, the points to the next band, and the lowest-scoring criteria."""
    outcome = monitor("score", body)
    assert outcome.code == 0
    assert "Үлгү министрлиги, 2025" in outcome.out
    assert "total: 74 of 120 points (61.7 %)" in outcome.out
    assert "band 2 of 5 (73–90): significant violations\n" in outcome.out
    weakest = "5 Internal personnel reserve (1), 10 Orders imposing penalties (1), 15 Notifications of dismissal (1)"
    assert f"17 points short of band 3 · lowest-scoring: {weakest}\n" in outcome.out
    assert f"\n1 note, 1 recommendation: monitor score --full {body}\n" in outcome.out
    assert "\x1b" not in outcome.out


LONG_NAMES = {
    "ky": "Кыргыз Республикасынын Министрлер Кабинетине караштуу Мамлекеттик жарандык кызмат жана жергиликтүү өз "
    "алдынча башкаруу иштери боюнча мамлекеттик агенттиги",
    "ru": "Государственное агентство по делам государственной гражданской службы и местного самоуправления при "
    "Кабинете Министров Кыргызской Республики",
    "en": "State Agency for Civil Service and Local Self-Government Affairs under the Cabinet of Ministers",
}


@pytest.mark.parametrize("language", LONG_NAMES)
@pytest.mark.parametrize(("columns", "most"), [(50, 55), (60, 55), (80, 45), (100, 45), (120, 45)])
def test_a_file_is_one_screen(monitor, monkeypatch, tmp_path, language, columns, most):
    """A file fits on one screen in each language, with long names and self-assessments, and for drafts."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.chdir(tmp_path)
    named = {"name": LONG_NAMES, "secretary": "Абдыкадыров Мырзабек Кыдырмышевич"}
    full, own = {**dict(enumerate(SCORES, 1)), 3: FULL_ENTRY}, {"self_scores": dict.fromkeys(range(1, 23), 4)}
    for text in (score_file(full, **named), score_file(full, **named, **own), score_file({2: 4, 7: 1}, **named)):
        write(tmp_path, "a.yaml", text)
        lines = monitor("score", "a.yaml", "-f", "table", "--lang", language).out.splitlines()
        assert len(lines) <= most
        assert max(map(len, lines)) <= columns
        assert sum(bool(re.search("[1-5–]/5\\b", line)) for line in lines) == 24


def test_a_heading_with_one_criterion_is_one_line(monitor, body):
    """A heading with a single criterion has its number; other headings have their criteria below them."""
    lines = monitor("score", body).out.splitlines()
    assert "2. Work with the personnel reserve · 5: 1/5" in lines
    start = lines.index("3. Development of employees: 9/10")
    assert lines[start + 1 : start + 3] == [
        "  6. Annual training programme: 5/5",
        "  7. Training at least every 3 years: 4/5",
    ]


def test_full_output_has_everything(monitor, body):
    """`--full` shows full titles, each indicator once, and notes, evidence and recommendations."""
    out = monitor("score", "--full", body).out
    assert out.count("work is carried out, but there are minor violations (remarks)") == 1
    assert "3. Assignment of the duties of vacant posts with payment for the combining of posts: 3/5\n" in out
    assert "     Note: Үстөк акы негизсиз төлөнгөн.\n     Evidence: Буйрук № 12, 2025-01-14\n" in out
    assert "     Recommendation: Кайра эсептөө (open, due 2025-06-01)\n" in out
    assert "band 2 of 5 (73–90): work is carried out; there are significant violations" in out
    assert "--full" not in out


def test_the_shown_command_works(monitor, tmp_path):
    """The command on the screen quotes a name with a space, and mentions the option for another method."""
    assert f'"{write(tmp_path, "a b.yaml", score_file())}"\n' in monitor("score", tmp_path / "a b.yaml").out
    methods = "examples/methods"
    out = monitor("score", f"{methods}/example-library.yaml", "--criteria", f"{methods}/library-service@1.yaml").out
    assert f": monitor score --full {methods}/example-library.yaml --criteria FILE\n" in out


def test_without_labels_titles_are_cut_between_words(monitor, tmp_path):
    """If a set has no short titles, full titles are cut between words."""
    text = (ROOT / "criteria" / "order-158@1.yaml").read_text(encoding="utf-8").replace("order-158", "bare")
    bare = write(tmp_path, "bare.yaml", re.sub("(?m)^ +short: .*\n", "", text))
    file = write(tmp_path, "a.yaml", score_file(4, criteria="bare@1"))
    lines = monitor("score", file, "--criteria", bare).out.splitlines()
    assert "1. State of competitive selection…: 16/20" in lines
    assert "  24. Timely provision of information…: 4/5" not in lines
    assert "  2. Appointments to vacant…: 4/5" in lines


@pytest.mark.parametrize(
    "command",
    [
        *(("plan", "a.yaml"), ("batch", "later"), ("compare", "b.yaml", "a.yaml"), ("compare", "earlier", "later")),
        *(("follow-up", "later"), ("reconcile", "a.yaml", "c.yaml", "-o", "draft.yaml", "--force")),
    ],
)
@pytest.mark.parametrize("style", ["table", "text", "markdown"])
def test_tables_have_labels_and_full_titles_with_an_option(monitor, monkeypatch, tmp_path, command, style):
    """`--full` replaces labels with titles in every command that shows labels."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    for path, year in (("a.yaml", 2025), ("b.yaml", 2024), ("later/a.yaml", 2025), ("earlier/a.yaml", 2024)):
        entry = {"score": year - 2023, "recommendation": {"text": "Түзөө", "status": "open"}}
        write(tmp_path, path, score_file({**dict.fromkeys(range(1, 25), 3), 5: entry}, year=year))
    write(tmp_path, "c.yaml", score_file(3))
    label, title = "Work with the personnel reserve", "State of work with the personnel reserve of the state body"
    if command[0] in ("plan", "follow-up", "reconcile"):
        label, title = "Internal personnel reserve", "Procedure for forming and working with the internal personnel"
    short, full = (monitor(*command, *more, "-f", style).out for more in ((), ("--full",)))
    assert (label in short, title in short) == (True, False)
    assert (label in full, title in full) == (False, True)


@pytest.mark.parametrize(
    ("total", "up", "down"),
    [
        (24, "49 points short of band 2", "this is the lowest band"),
        (72, "1 point short of band 2", "this is the lowest band"),
        (73, "18 points short of band 3", "band 1 starts 1 point lower"),
        (114, "1 point short of band 5", "band 3 starts 8 points lower"),
        (120, "this is the highest band", "band 4 starts 6 points lower"),
    ],
)
def test_way_up_and_down(monitor, tmp_path, total, up, down):
    """The output has the points to the next band, and the points that may be lost in this one (R8)."""
    file = write(tmp_path, "a.yaml", score_file(with_total(total)))
    assert f"\n{up}\n{down}\n" in monitor("score", "--full", file).out
    assert f"\n{up}" in monitor("score", file).out


def test_a_draft_with_an_error_is_invalid(monitor, tmp_path):
    """Possible totals are shown only after the other errors are fixed."""
    period = {"from": "2025-03-14", "to": "2025-03-03"}
    file = write(tmp_path, "a.yaml", score_file({1: 3}, monitoring=period))
    result = json.loads(monitor("score", file, "-f", "json").out)["results"][0]
    assert (result["status"], result["total"], "possible" in result) == ("invalid", None, False)
    assert {problem["rule"] for problem in result["problems"]} == {"criterion-missing", "period-reversed"}


def test_draft_has_no_total_but_possible_totals(monitor, tmp_path):
    """Without all 24 scores there is no total and no band, in any format (R6)."""
    scores: dict[int, object] = {**dict(enumerate(SCORES, 1)), 24: None}
    del scores[1]
    draft = write(tmp_path, "draft.yaml", score_file(scores))
    outcome = monitor("score", draft)
    assert outcome.code == 1
    assert "22 of 24 criteria have a score, so there is no total yet; without a score: 1, 24\n" in outcome.out
    assert "\n1. Competitive selection for posts: 9/20\n  1. Competition commission membership: –/5\n" in outcome.out
    assert "\n12. Implementation of recommendations · 24: –/5\n" in outcome.out
    assert "totals still possible: 69 to 77" in outcome.out
    assert "bands still possible: 1 (24–72), 2 (73–90)" in outcome.out
    result = json.loads(monitor("score", draft, "-f", "json").out)["results"][0]
    assert (result["status"], result["total"], result["band"]) == ("incomplete", None, None)
    assert result["possible"] == {"missing": [1, 24], "min": 69, "max": 77, "bands": [1, 2]}
    for style in ("text", "markdown", "table", "csv"):
        assert "of 120 points" not in monitor("score", draft, "-f", style).out


def test_brief_is_one_line_per_file(monitor, tmp_path, body):
    """`--brief` gives total and band in one line per file, or the status of the file."""
    bad = write(tmp_path, "bad.yaml", "a: 1\n")
    outcome = monitor("score", "--brief", body, bad, tmp_path / "none.yaml")
    assert outcome.code == 2
    assert outcome.out.splitlines() == [
        f"{body}: 74 of 120 points (61.7 %), band 2 — Үлгү министрлиги, 2025 (order-158@1)",
        f"{bad}: invalid: no total",
        f"{tmp_path / 'none.yaml'}: unreadable: no total",
    ]


def test_brief_and_full_exclude_each_other(monitor, body):
    """`--brief` and `--full` together are refused."""
    outcome = monitor("score", "--brief", "--full", body)
    assert (outcome.code, outcome.out) == (2, "")
    assert "choose either --brief or --full" in outcome.err


def test_brief_does_not_blame_a_file_for_a_failure_of_the_tool():
    """A file at which the tool failed is not called invalid."""
    failed = Result("a.yaml", (Problem("internal-error", {"error": "x"}),))
    shown = show(SCORE, Breakdowns([failed], CRITERIA_SET, is_brief=True), "text", Look())
    assert "".join(shown) == "a.yaml: the tool failed: no total\n"


def test_csv_has_a_row_per_criterion(monitor, body):
    """The CSV has 24 rows per file, with a byte order mark and semicolons for Excel."""
    outcome = monitor("score", body, "-f", "csv")
    assert outcome.out.startswith("\N{ZERO WIDTH NO-BREAK SPACE}file;")
    rows = list(csv.DictReader(io.StringIO(outcome.out[1:]), delimiter=";"))
    assert [int(row["score"]) for row in rows] == SCORES
    assert {row["total"] for row in rows} == {"74"}
    assert rows[2]["evidence"] == "Буйрук № 12, 2025-01-14"
    assert rows[2]["status"] == "scored"


def test_csv_has_the_recommendation_the_objection_and_the_changes_of_a_score(monitor, tmp_path):
    """The CSV has recommendation, objection and changes on one line each, and empty cells for other criteria."""
    appeal = (ROOT / "examples/appeal/after/too-suu-agenttigi.yaml").read_text("utf-8")
    todo = "recommendation: {text: Complete the files., due: 2025-09-01, status: open}"
    file = write(tmp_path, "a.yaml", appeal.replace("\n  1:\n", f"\n  1:\n    {todo}\n"))
    draft = write(tmp_path, "b.yaml", score_file({1: 3}, agency="draft"))
    rows = list(csv.DictReader(io.StringIO(monitor("score", file, draft, "-f", "csv").out[1:]), delimiter=";"))
    columns = ("recommendation", "objection", "outcome", "changes")
    shown = {row["criterion"]: values for row in rows if any(values := [row[column] for column in columns])}
    assert shown == {
        "1": ["Complete the files. (open, due 2025-09-01)", "", "", ""],
        "12": [
            "",
            "2025-04-02: Апелляциялык комиссия 2024-жылы түзүлгөн, анын буйругу текшерүү учурунда архивде болгон. "
            "(asks for 4); Evidence: Апелляциялык комиссия жөнүндө 2024-жылдын 5-февралындагы № 9 буйрук",
            "upheld: 3-протокол, 2025-04-18",
            "2 → 4, 2025-04-18: 3-протокол, 2025-04-18",
        ],
    }
    assert rows[-1]["status"] == "incomplete"


def test_csv_has_a_translated_status(monitor, tmp_path):
    """The status in the CSV is translated, as in the CSV of `batch`."""
    file = write(tmp_path, "a.yaml", score_file([5] * 20))
    for command in ("score", "batch"):
        rows = csv.DictReader(io.StringIO(monitor("--lang", "ru", command, file, "-f", "csv").out[1:]), delimiter=";")
        assert [row["состояние"] for row in rows] == ["заполнен не полностью"]


def test_csv_cells_are_never_formulas(monitor, tmp_path):
    """A text that a spreadsheet would calculate is shown as text."""
    file = write(tmp_path, "a.yaml", score_file(name='=HYPERLINK("http://a.b")'))
    rows = csv.DictReader(io.StringIO(monitor("score", file, "-f", "csv").out[1:]), delimiter=";")
    assert next(rows)["agency"] == '\'=HYPERLINK("http://a.b")'


@pytest.mark.parametrize("format_name", ["text", "markdown"])
def test_the_lowest_scoring_criteria_are_listed(monitor, tmp_path, format_name):
    """The lowest scores come first, three on the screen and five with `--full`; there are none if all are maximal."""
    file = write(tmp_path, "a.yaml", score_file([5, 2, 1, *[3] * 21]))
    three = (
        "lowest-scoring: 3 Assignment of duties with payment (1), 2 Appointments to vacant posts (2), "
        "4 Time limit for the "
    )
    assert f"{three}competition (3)\n" in monitor("score", file, "-f", format_name).out
    five = f"{three}competition (3), 5 Internal personnel reserve (3), 6 Annual training programme (3)\n"
    assert five in monitor("score", file, "-f", format_name, "--full").out
    best = write(tmp_path, "b.yaml", score_file(5))
    assert "lowest-scoring: " not in monitor("score", best, "-f", format_name).out


def test_markdown_is_a_table(monitor, tmp_path):
    """The table has a row per heading and criterion, and users' text is never markup."""
    file = write(tmp_path, "a.yaml", score_file(name="<b>*x*</b>"))
    out = monitor("score", file, "-f", "markdown").out
    assert out.startswith(r"## \<b\>\*x\*\</b\>, 2025")
    assert len(re.findall(r"(?m)^\| (\*\*)?\d+", out)) == 31
    assert "| **2.** | **Work with the personnel reserve · 5** | **3/5** |" in out


@pytest.mark.parametrize("columns", [20, 40, 80, 120])
def test_table_fits_the_terminal(monitor, monkeypatch, body, columns):
    """No line is wider than the terminal, and every score is visible."""
    monkeypatch.setenv("COLUMNS", str(columns))
    outcome = monitor("score", body, "-f", "table")
    assert outcome.code == 0
    assert max(map(len, outcome.out.splitlines())) <= columns
    assert len(re.findall(r"[1-5]/5\b", outcome.out)) >= 24


@pytest.mark.parametrize(
    ("terminal", "settings", "options", "coloured"),
    [
        (False, {}, (), False),
        (False, {}, ("--color", "always"), True),
        (True, {}, (), True),
        (True, {}, ("--color", "never"), False),
        (True, {"NO_COLOR": "1"}, (), False),
        (True, {"NO_COLOR": "1"}, ("--color", "always"), True),
        (True, {"TERM": "dumb"}, (), False),
    ],
)
def test_colour_appears_on_terminals_or_on_request(monitor, monkeypatch, body, terminal, settings, options, coloured):
    """Colour appears on a terminal that supports it, unless NO_COLOR is set; `--color` overrides both."""
    monkeypatch.setattr(Streams, "isatty", lambda _: terminal)
    for name, value in {"TERM": "xterm", **settings}.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in monitor("score", body, "-f", "table", *options).out) is coloured


def test_colour_carries_nothing_alone(monitor, body):
    """Without its escape sequences, the coloured report equals the plain one."""
    coloured = monitor("score", body, "-f", "table", "--color", "always").out
    plain = monitor("score", body, "-f", "table", "--color", "never").out
    assert [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines()] == [
        line.rstrip() for line in plain.splitlines()
    ]


def test_self_assessments_are_beside_the_scores(monitor, tmp_path):
    """A self-assessment is shown with its difference, and does not change the total."""
    file = write(tmp_path, "a.yaml", score_file(3, self_scores={"1": 5, "2": 3, "3": None}))
    out = monitor("score", file).out
    assert "(self-assessment 5, difference +2)" in out
    assert "(self-assessment 3, difference 0)" in out
    assert out.count("(self-assessment ") == 2
    assert "total: 72 of 120" in out


def test_standard_input(monitor):
    """`-` reads the file from standard input."""
    outcome = monitor("score", "-", "--brief", stdin=score_file(5).encode())
    assert (outcome.code, outcome.out) == (
        0,
        "-: 120 of 120 points (100.0 %), band 5 — Үлгү министрлиги, 2025 (order-158@1)\n",
    )


@pytest.mark.parametrize(
    ("option", "limit", "code"),
    [("--fail-under", 74, 0), ("--fail-under", 75, 1), ("--min-band", 2, 0), ("--min-band", 3, 1)],
)
def test_thresholds(monitor, body, option, limit, code):
    """A total or band below the given limit gives exit code 1 and a message."""
    outcome = monitor("score", body, option, limit, "--brief")
    assert outcome.code == code
    assert bool(outcome.err) == bool(code)


def test_folder_is_sent_to_batch(monitor, tmp_path):
    """`score` refuses a folder and gives the `batch` command for it."""
    outcome = monitor("score", tmp_path)
    assert outcome.code == 2
    assert f"score it with: monitor batch {tmp_path}" in outcome.err


def test_output_is_written_once(monitor, tmp_path, body):
    """`-o` writes the report, and overwrites another file only with --force."""
    target = tmp_path / "report.json"
    assert monitor("score", body, "-f", "json", "-o", target).out == ""
    first = target.read_bytes()
    assert json.loads(first)["results"][0]["total"] == 74
    refused = monitor("score", body, "-o", target)
    assert (refused.code, target.read_bytes()) == (2, first)
    assert "--force" in refused.err
    assert monitor("score", body, "-o", target, "--brief", "--force").code == 0
    assert target.read_bytes() == first


def test_output_never_replaces_an_input(monitor, body):
    """`-o` never overwrites an input, even with `--force`."""
    before = body.read_bytes()
    outcome = monitor("score", body, "-o", body, "--force")
    assert (outcome.code, body.read_bytes()) == (2, before)


def test_options_work_before_and_after_the_command(monitor, body):
    """Options work before and after the command."""
    behind = monitor("score", body, "-f", "json", "--lang", "ky").out
    assert monitor("-f", "json", "--lang", "ky", "score", body).out == behind
    assert monitor("-f", "nonsense", "score", body).code == 2


def test_a_criteria_file_has_no_total(monitor):
    """A valid criteria file that is given as a score file is an error, not a silent success."""
    outcome = monitor("score", "criteria/order-158@1.yaml")
    assert outcome.code == 1
    assert "[criteria-file-here]" in outcome.out
