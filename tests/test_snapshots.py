"""Every report in every format, in Russian at 80 columns, compared with reviewed output; `pytest --renew` renews it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from monitor_cli import output
from monitor_cli.output import FORMATS, Report
from tests.conftest import ROOT
from tests.files import score_file, with_total, write

SNAPSHOTS = ROOT / "tests" / "snapshots"

RUNS = {
    "score": ["score full.yaml draft.yaml invalid.yaml missing.yaml", "score plain.yaml", "score --full full.yaml"],
    "rank": ["rank new", "rank new --kind municipal"],
    "plan": ["plan full.yaml", "plan plain.yaml --band 1", "plan best.yaml"],
    "compare": ["compare earlier.yaml full.yaml", "compare earliest.yaml earlier.yaml full.yaml",
                "compare earlier.yaml second.yaml --criteria second-criteria.yaml"],
    "compare_years": ["compare old new", "compare old-second new --criteria second-criteria.yaml"],
    "compare_country": ["compare earliest old new"],
    "batch": ["batch new --self", "batch broken"],
    "validate": ["validate full.yaml draft.yaml invalid.yaml missing.yaml --strict"],
    "explain": ["explain", "explain score-value", "explain evidence-missing"],
    "criteria": ["criteria show", "criteria show 9"],
    "criteria_list": ["criteria list --criteria second-criteria.yaml"],
    "criteria_diff": ["criteria diff order-158@1 order-158@1", "criteria diff order-158@1 second-criteria.yaml"],
    "memo": ["memo", "memo earlier.yaml full.yaml"],
    "follow_up": ["follow-up earlier.yaml full.yaml answered --today 2025-08-31"],
    "reconcile": ["reconcile full.yaml member.yaml -o drafted.yaml --force"],
}  # fmt: skip
"""The command lines of each report; their files are made by `files`."""

REPORTS = [report for report in vars(output).values() if isinstance(report, Report)]
ELSEWHERE = {
    ("reconcile", "docx"): "the report goes to standard output",
    ("validate", "sarif"): "the output contains every rule; see test_ci_formats",
}
ALL = [(report.name, name) for report in REPORTS for name in ("coloured", *report.formats)]
"""Each report in each of its formats, and in colour."""


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Files of one body, two years of several bodies, and a second edition with a map, all with relative names."""
    monkeypatch.chdir(tmp_path)
    recommendation = {"text": "Окуу программасын\nбекитүү. [1] *a* <b>", "due": "2025-09-01", "status": "open"}
    entry = {"score": 2, "note": "Буйрук № 12 | жок.", "evidence": ["№ 12", "№ 13"], "recommendation": recommendation}
    own = dict.fromkeys(range(1, 23), 4)
    full = {**dict(enumerate(with_total(93), start=1)), 3: entry, 7: 1, 12: 5}
    period = {"from": "2025-03-03", "to": "2025-03-14", "commission": ["Б. Мисалов", "В. Сынакова"]}
    write(tmp_path, "full.yaml", score_file(full, self_scores=own, monitoring=period))
    write(tmp_path, "plain.yaml", score_file(with_total(80), agency="ayyl", name="Үлгү айыл өкмөтү", kind="municipal"))
    write(tmp_path, "best.yaml", score_file(5))
    write(tmp_path, "draft.yaml", score_file({**dict.fromkeys(range(1, 22), 3), 4: {"score": 2, "note": "x"}}))
    write(tmp_path, "invalid.yaml", score_file({**dict.fromkeys(range(1, 25), 3), 5: 6, 6: "үч"}, nаme="Үлгү"))
    write(tmp_path, "earlier.yaml", score_file({**full, 8: {**entry, "recommendation": {"text": "Тизме"}}}, year=2024))
    earliest = write(tmp_path, "earliest.yaml", score_file({**full, 1: 1, 2: 5}, year=2023))
    write(tmp_path, "earliest/alfa.yaml", earliest.read_text("utf-8").replace("ulgu-ministrligi", "alfa"))
    write(tmp_path, "second.yaml", score_file({**full, 1: 1}, criteria="order-158@2"))
    second = (
        (ROOT / "criteria" / "order-158@1.yaml").read_text(encoding="utf-8").replace('edition: "1"', 'edition: "2"')
    )
    second = second.replace("min: 73", "min: 74").replace("max: 72", "max: 73").replace("revision: 1", "revision: 3")
    pairs = ", ".join(f"{number}: {number}" for number in range(1, 21))
    second += f"comparable:\n  - criteria: order-158@1\n    numbers: {{{pairs}}}\n"
    write(tmp_path, "second-criteria.yaml", second)
    write(tmp_path, "broken/a.yaml", "scores: [")
    write(tmp_path, "member.yaml", score_file({**full, 7: 2, 3: {**entry, "note": "Башка."}, 24: None}))
    answers = "  - {year: 2024, criterion: 3, date: 2025-02-01, status: done, text: Берилди.}\n"
    answers += "  - {year: 2024, criterion: 9, date: 2025-02-01, status: done}\n"
    write(tmp_path, "answered/a.yaml", f"follow_up: ulgu-ministrligi\nentries:\n{answers}")
    for folder, year, criteria, totals in (
        ("old", 2024, "order-158@1", {"alfa": 100, "beta": 90, "gone": 80}),
        ("old-second", 2024, "order-158@2", {"alfa": 100, "beta": 90}),
        ("new", 2025, "order-158@1", {"alfa": 95, "beta": 95, "came": 117, "ayyl": 60}),
    ):
        for agency, total in totals.items():
            more = {"kind": "municipal"} if agency == "ayyl" else {}
            more |= {"self_scores": own} if agency in ("alfa", "ayyl") and year == 2025 else {}
            text = score_file(with_total(total), agency=agency, name=f"{agency.title()} [{agency}] агенттиги",
                              year=year, criteria=criteria, **more)  # fmt: skip
            if agency == "came":
                text = text.replace("year: 2025", "  since: 2025-06-01\nyear: 2025\nmonitoring: {from: 2025-03-03}")
            write(tmp_path, f"{folder}/{agency}.yaml", text)
    write(tmp_path, "old/told.yaml", score_file({**full, 9: 2}, agency="told", year=2024))
    write(tmp_path, "new/told.yaml", score_file({**full, 9: 3}, agency="told"))
    write(tmp_path, "new/draft.yaml", score_file({1: 3, 2: 4}, agency="draft"))
    write(tmp_path, "new/invalid.yaml", score_file({**dict.fromkeys(range(1, 25), 3), 5: 6}, agency="invalid"))
    write(tmp_path, "new/nobody.yaml", score_file(4, agency="nobody", secretary=None))


def test_every_report_has_a_run():
    """A report cannot be added without its snapshots."""
    assert {report.name for report in REPORTS} == RUNS.keys()


@pytest.mark.parametrize(("report", "name"), [each for each in ALL if each[0] in RUNS and each not in ELSEWHERE])
def test_reports_equal_their_snapshots(monitor, files, monkeypatch, request, report, name):
    """The output equals the snapshot; run `pytest --renew` for an intended difference."""
    text = "".join(_runs(monitor, monkeypatch, report, name))
    path = SNAPSHOTS / f"{report.replace('_', '-')}.{name}.txt"
    if request.config.getoption("--renew"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_every_snapshot_is_of_a_report():
    """Every snapshot belongs to a report and a format that exist."""
    known = {f"{report.replace('_', '-')}.{name}.txt" for report, name in ALL if (report, name) not in ELSEWHERE}
    assert {path.name for path in SNAPSHOTS.iterdir()} == known


def _runs(monitor, monkeypatch, report, name):
    monkeypatch.setenv("COLUMNS", "80")
    for line in RUNS[report]:
        how = ["--color", "always"] if name == "coloured" else ["-f", name]
        file = ["-o", f"out.{name}", "--force"] if name in FORMATS and FORMATS[name].is_binary else []
        outcome = monitor(*line.split(), *how, *file, "--lang", "ru")
        yield f"{'=' * 30} {line} {' '.join(how)}\n"
        yield _text_of(Path(f"out.{name}"), name) if file else _shown(outcome.out)
        yield f"{'-' * 30} {outcome.code}\n{outcome.err}"


def _shown(text):
    """Return the output, with colours as visible marks."""
    return re.sub("\x1b\\[([0-9;]*)m", r"‹\1›", text).replace("\r", "")


def _text_of(path, name):
    """Return the text of a document or a workbook, with one line per paragraph or row."""
    data = io.BytesIO(path.read_bytes())
    if name == "xlsx":
        rows = (row for sheet in load_workbook(data) for row in [[f"# {sheet.title}"], *sheet.values])
        return "".join("\t".join("" if cell is None else str(cell) for cell in row).rstrip() + "\n" for row in rows)
    lines = []
    for part in Document(data).iter_inner_content():
        if hasattr(part, "rows"):
            lines += ["\t".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            bold = "*" if part.runs and all(run.bold for run in part.runs) else ""
            lines.append(f"[{part.style.name}] {bold}{part.text}{bold}")
    return "".join(f"{line}\n" for line in lines)
