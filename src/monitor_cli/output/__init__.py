"""The reports by name, and the one function that turns a value into text or bytes.

`docs/developers.md` shows how to add a report or a format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from monitor_cli.core.attendance import Attendance
    from monitor_cli.core.batch import BatchReport
    from monitor_cli.core.country import Country
    from monitor_cli.core.criteria import CriteriaSet
    from monitor_cli.core.follow_up import FollowUp
    from monitor_cli.core.problems import UnreadFile
    from monitor_cli.core.year_comparison import YearComparison
    from monitor_cli.output.page import Page
    from monitor_cli.output.reports.compare import FileComparison
    from monitor_cli.output.reports.criteria import CriteriaView
    from monitor_cli.output.reports.criteria_diff import Editions
    from monitor_cli.output.reports.explain import Rules
    from monitor_cli.output.reports.memo import Memo
    from monitor_cli.output.reports.plan import FilePlan
    from monitor_cli.output.reports.rank import Rankings
    from monitor_cli.output.reports.reconcile import Reconciliation
    from monitor_cli.output.reports.score import Breakdowns
    from monitor_cli.output.reports.validate import Validation


class Format(NamedTuple):
    """A format: its use, the endings of its files, and whether it is binary, so that a terminal cannot show it.

    The first ending chooses the format ("" chooses none), the others fit it. The uses `screen` and `document` are for
    people; `rows` and `workbook` have no place for a sentence, and `rows` are written as they come.
    """

    use: Literal["screen", "document", "data", "rows", "workbook", "ci", "file"]
    endings: tuple[str, ...]
    is_binary: bool = False


FORMATS = {
    "table": Format("screen", ("", ".txt")),
    "text": Format("screen", (".txt",)),
    "markdown": Format("document", (".md",)),
    "docx": Format("document", (".docx",), is_binary=True),
    "json": Format("data", (".json",)),
    "jsonl": Format("rows", (".jsonl",)),
    "csv": Format("rows", (".csv",)),
    "long": Format("rows", ("", ".csv")),
    "xlsx": Format("workbook", (".xlsx",), is_binary=True),
    "sarif": Format("ci", (".sarif", ".json")),
    "junit": Format("ci", (".xml",)),
    "github": Format("ci", ("", ".txt")),
    "gitlab": Format("ci", ("", ".json")),
    "html": Format("file", (".html",)),
    "yaml": Format("file", (".yaml", ".yml")),
}

Program = Literal["json", "jsonl", "csv", "long", "xlsx", "sarif", "junit", "github", "gitlab"]
"""The formats for programs, of which each report has its own; every report has all formats for people."""

Value = TypeVar("Value")


class Look(NamedTuple):
    """The terminal or file that a report is shown on; `measured` if `columns` is its real width."""

    columns: int = 100
    colour: bool = False
    measured: bool = False


class Aside(NamedTuple):
    """Facts beside the value of a report: the turnout by the register of bodies and, in JSON and workbooks only, the
    files in the given folders that are not read; None if no folder is read.
    """

    attendance: Attendance | None = None
    unread: tuple[UnreadFile, ...] | None = None


NOTHING_ASIDE = Aside()


class Report(Generic[Value]):
    """A report: `name` is that of its modules; it has the formats for people and its own formats for programs."""

    def __init__(self, name: str, *programs: Program) -> None:
        people = (name for name in FORMATS if FORMATS[name].use in ("screen", "document"))
        self.name, self.programs, self.formats = name, programs, (*people, *programs)


BATCH: Report[BatchReport] = Report("batch", "json", "jsonl", "csv", "long", "xlsx")
COMPARE: Report[FileComparison] = Report("compare", "json", "csv")
COMPARE_COUNTRY: Report[Country] = Report("compare_country", "json", "csv")
COMPARE_YEARS: Report[YearComparison] = Report("compare_years", *COMPARE.programs)
CRITERIA: Report[CriteriaView] = Report("criteria", "json")
CRITERIA_DIFF: Report[Editions] = Report("criteria_diff", "json")
CRITERIA_LIST: Report[Sequence[CriteriaSet]] = Report("criteria_list")
EXPLAIN: Report[Rules] = Report("explain", "json")
FOLLOW_UP: Report[FollowUp] = Report("follow_up", "json", "csv", "xlsx")
MEMO: Report[Memo] = Report("memo")
PLAN: Report[FilePlan] = Report("plan", "json", "csv")
RANK: Report[Rankings] = Report("rank", "json", "jsonl", "csv", "xlsx")
RECONCILE: Report[Reconciliation] = Report("reconcile", "json")
SCORE: Report[Breakdowns] = Report("score", "json", "csv")
VALIDATE: Report[Validation] = Report("validate", "json", "sarif", "junit", "github", "gitlab")


def show(
    report: Report[Value], value: Value, format_name: str, look: Look, aside: Aside = NOTHING_ASIDE
) -> Iterator[str] | Iterator[bytes]:
    """Yield `value` in a format of its report, piece by piece, importing only what this format needs."""
    if format_name in report.programs:
        return _for_programs(report.name, value, format_name, aside)
    page: Page = _module(f"reports.{report.name}").page(value)
    if aside.attendance:
        page = chain(page, _module("attendance").page(aside.attendance))
    render: Callable[..., Iterator[str] | Iterator[bytes]]
    render = _module("terminal" if format_name == "table" else format_name).render
    if format_name == "table":
        return render(page, look.columns, look.colour)
    return render(page, look.columns) if format_name == "text" and look.measured else render(page)


def fitting(ending: str, names: Iterable[str] = FORMATS) -> list[str]:
    """Return the formats among `names` that fit the ending of a file, the one that the ending chooses first."""
    fit = [name for name in names if ending in FORMATS[name].endings]
    return sorted(fit, key=lambda name: FORMATS[name].endings[0] != ending)


def _for_programs(name: str, value: object, format_name: str, aside: Aside) -> Iterator[str] | Iterator[bytes]:
    from monitor_cli.output.program_parts import csv_lines, document, encoded

    if FORMATS[format_name].use == "ci":
        return iter([_module(f"ci.{format_name}").render(value)])
    data = _module(f"data.{name}")
    if format_name == "json":
        others = {} if aside.unread is None else {"passed_over": [file._asdict() for file in aside.unread]}
        if aside.attendance:
            others["register"] = _module("attendance").data(aside.attendance)
        return document(data.FORMAT, **data.data(value), **others)
    if format_name == "xlsx":
        return iter([data.workbook(value, aside)])
    if format_name == "jsonl":
        return map(encoded, data.lines(value))
    return csv_lines(data.long(value), plain=True) if format_name == "long" else csv_lines(data.rows(value))


def _module(name: str) -> Any:
    return import_module(f"monitor_cli.output.{name}")
