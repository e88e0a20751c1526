"""The registry of reports: properties of every report, whatever its content."""

from __future__ import annotations

import ast
import json
import re
import zipfile
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from monitor_cli import output
from monitor_cli.output import BATCH, FORMATS, Program, Report
from tests.conftest import ROOT
from tests.files import score_file, write

REPORTS = {name: report for name, report in vars(output).items() if isinstance(report, Report)}
FOLDER = Path(output.__file__).parent


def test_every_module_is_a_report():
    """Every page module and every data module belongs to a report that a command can show."""
    named = {report.name for report in REPORTS.values()}
    assert {path.stem for path in (FOLDER / "reports").glob("[!_]*.py")} == named
    with_data = {report.name for report in REPORTS.values() if report.programs}
    assert {path.stem for path in (FOLDER / "data").glob("[!_]*.py")} == with_data


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_takes_the_type_in_the_registry(name):
    """The function of a page and that of its data take the type in the registry, which mypy checks in commands."""
    report = REPORTS[name]
    (value,) = import_module(f"monitor_cli.output.reports.{report.name}").page.__annotations__.keys() - {"return"}
    expected = output.__annotations__[name].removeprefix("Report[").removesuffix("]")
    assert import_module(f"monitor_cli.output.reports.{report.name}").page.__annotations__[value] == expected
    for function in ("data", "lines", "rows")[: 3 * bool(report.programs)]:
        part = getattr(import_module(f"monitor_cli.output.data.{report.name}"), function, None)
        needed = {"data": "json", "lines": "jsonl", "rows": "csv"}[function] in report.programs
        assert (part is not None) is needed
        assert part is None or expected in part.__annotations__.values()


@pytest.mark.parametrize("path", sorted((FOLDER / "data").glob("[!_]*.py")), ids=lambda path: path.stem)
def test_data_modules_use_their_own_report_only(path):
    """A data module may use the texts of its own report only, which the import contract cannot express."""
    imports = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom))
    names = {f"{node.module}.{name.name}" for node in imports for name in node.names}
    taken = {name.split(".")[3] for name in names if name.startswith("monitor_cli.output.reports.")}
    assert taken <= {path.stem}


def test_a_format_is_for_people_or_for_programs_or_of_one_command():
    """Each format for people has its module; the others are those that a report may list."""
    people = {name for name, one in FORMATS.items() if one.use in ("screen", "document")}
    assert all(hasattr(import_module(f"monitor_cli.output.{name}"), "render") for name in people - {"table"})
    assert {name for name, one in FORMATS.items() if one.use != "file"} - people == set(get_args(Program))


@pytest.mark.parametrize(
    ("name", "ending"),
    [(name, end) for name, one in FORMATS.items() if one.use != "file" for end in one.endings if end],
)
def test_an_ending_fits_its_format(monitor, tmp_path, name, ending):
    """A file of a format has one of its endings; the first of them chooses the format without `-f`."""
    write(tmp_path, "a.yaml", score_file(4))
    command = "batch" if name in BATCH.formats else "validate"
    for file, chosen in (
        ("named", ["-f", name]),
        ("chosen", [] if FORMATS[name].endings[0] == ending else ["-f", name]),
    ):
        assert monitor(command, tmp_path / "a.yaml", "-o", tmp_path / f"{file}{ending}", *chosen).code == 0
    assert (tmp_path / f"chosen{ending}").read_bytes() == (tmp_path / f"named{ending}").read_bytes()
    wrong = monitor(command, tmp_path / "a.yaml", "-o", tmp_path / "a.xls", "-f", name)
    assert (wrong.code, f"does not fit the format {name}" in wrong.err) == (2, True)


def test_the_ending_of_a_file_chooses_the_format(monitor, tmp_path):
    """The ending of the output file chooses a format that other programs open."""
    body = write(tmp_path, "a.yaml", score_file(4))
    assert monitor("score", body, "-o", tmp_path / "a.docx").code == 0
    assert zipfile.is_zipfile(tmp_path / "a.docx")
    assert monitor("plan", body, "-o", tmp_path / "a.MD").code == 0
    assert (tmp_path / "a.MD").read_text("utf-8").startswith("## ")


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_every_format_for_people(name):
    """Every report has every format for people, because each format is written once for all reports."""
    people = tuple(name for name, one in FORMATS.items() if one.use in ("screen", "document"))
    assert REPORTS[name].formats == (*people, *REPORTS[name].programs)


@pytest.mark.parametrize(
    ("language", "due", "since"),
    [("ky", "05.06.2025", "10.03.2025"), ("ru", "05.06.2025", "10.03.2025"), ("en", "2025-06-05", "2025-03-10")],
)
def test_a_day_has_one_form_in_each_language(monitor, tmp_path, language, due, since):
    """All reports have due dates, dates of taking office and dates of acts in the same notation."""
    entry = {"score": 2, "recommendation": {"text": "Түзөө", "due": "2025-06-05", "status": "open"}}
    for year in (2024, 2025):
        text = score_file({**dict.fromkeys(range(1, 25), 3), 5: entry}, year=year)
        text = text.replace(f"year: {year}", f"  since: 2025-03-10\nyear: {year}\nmonitoring: {{from: {year}-03-03}}")
        write(tmp_path, f"{year}/a.yaml", text)
    old, new = tmp_path / "2024" / "a.yaml", tmp_path / "2025" / "a.yaml"
    printed = ("form", "print", new, "-f", "html", "-o", "-")
    commands_run = [("plan", new), ("memo", new), ("compare", old, new), ("follow-up", new), printed]
    runs = [(("rank", new), since), *((command, due) for command in commands_run)]
    published = (ROOT / "criteria" / "order-158@1.yaml").read_text("utf-8")
    amended = write(tmp_path, "amended.yaml", published.replace("date: 2018-12-26", "date: 2025-06-05"))
    runs.append((("criteria", "diff", "order-158@1", amended), due))
    for command, day in runs:
        assert day in monitor(*command, "--lang", language).out, command
    page = monitor("report", new, "-o", "-", "--lang", language).out
    sentences = json.loads(page.partition('id="texts">')[2].partition("</script>")[0])[language]
    assert {due, since} <= {day for sentence in sentences for day in re.findall(r"[\d.-]{10}", sentence)}
