"""Values of score files for tests of the form, and forms with changed cells."""

from __future__ import annotations

import datetime
import html
import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from monitor_cli.forms.layout import SECOND, Form
from monitor_cli.forms.writing import render
from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.decoding import hidden_character

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

LIBRARY = CriteriaLibrary()
CRITERIA_SET = LIBRARY.default
FORM = Form(CRITERIA_SET)
FIRST_INPUTS = [field.position for field in FORM.fields if field.row < SECOND]
"""The input cells of the first sheet."""

_characters = st.one_of(
    st.characters(exclude_categories=["Cs"]).filter(lambda c: not hidden_character(c)),
    st.sampled_from("\n\t\r =+-@'\"<>&_x000DңөүҢӨҮ↳\\:#{}[]"),
)
texts = st.one_of(
    st.text(_characters, min_size=1, max_size=40),
    st.sampled_from(
        ["=1+1", "_x000D_", "<r>a</r>", "↳ b", "http://example.org", "12", "true", "_x005F_", " a ", "a\r\nb"]
    ),
).filter(lambda text: text.strip() != "")
lines = texts.map(lambda text: re.sub(r"[\r\n]", " ", text)).filter(lambda text: text.strip() != "")
names = st.one_of(lines, st.dictionaries(st.sampled_from(["ky", "ru", "en"]), lines, min_size=1))
dates = st.dates().map(lambda day: day.isoformat())
ids = st.from_regex(r"\A[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}\Z")


def _some(**values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=values)


_recommendation = st.fixed_dictionaries(
    {"text": texts}, optional={"due": dates, "status": st.sampled_from(["open", "done"])}
)
_evidence = st.lists(texts, max_size=3)
_details = {"note": texts, "evidence": _evidence, "recommendation": _recommendation}
_scores = st.integers(1, 5)


@st.composite
def _disputed(draw: st.DrawFn) -> dict[str, object]:
    """An entry with changes, with an objection, or with both; an upheld objection has a change."""
    entry = draw(st.fixed_dictionaries({"score": _scores}, optional=_details))
    score, changes = entry["score"], []
    for day in draw(st.lists(dates, max_size=3).map(lambda days: sorted(days, reverse=True))):
        score = draw(_scores.filter(lambda was, score=score: was != score))
        changes.insert(0, {"was": score, "date": day, "reason": draw(texts)})
    more = {"changes": changes} if changes else {}
    objection = {"date": draw(dates), "text": draw(texts), **draw(_some(asks=_scores, evidence=_evidence))}
    if changes and score != entry["score"] and draw(st.booleans()):
        upheld = {"outcome": "upheld", "decision": draw(texts), "date": changes[0]["date"]}
        return {**entry, **more, "objection": objection | upheld}
    others = [{}, {"outcome": "open"}, {"outcome": "rejected", "decision": draw(texts)}]
    given = draw(st.sampled_from([None, *others]))
    return {**entry, **more, **({} if given is None else {"objection": objection | given})}


entries = st.one_of(_scores, st.fixed_dictionaries({"score": _scores}, optional=_details), _disputed())
drafts = st.one_of(entries, st.none(), st.fixed_dictionaries({"note": texts}))


def bodies(entry: st.SearchStrategy[object] = entries) -> st.SearchStrategy[dict[str, object]]:
    """The values of whole score files; `entry` gives the value of each criterion."""
    numbers = [str(number) for number in CRITERIA_SET.criteria]
    secretary = st.fixed_dictionaries({"name": names}, optional={"since": dates})
    days = st.lists(dates, min_size=2, max_size=2).map(sorted)
    period = st.builds(
        lambda both, who, kind: {"from": both[0], "to": both[1], "commission": who, **kind},
        days,
        st.lists(lines, max_size=3),
        _some(kind=st.sampled_from(["planned", "unplanned"])),
    )
    shared = {
        "criteria": st.just(CRITERIA_SET.ref),
        "year": st.integers(2000, 2100),
        "scores": st.fixed_dictionaries(dict.fromkeys(numbers, entry)),
    }
    more = {"monitoring": period, "self_scores": st.dictionaries(st.sampled_from(numbers), _scores)}

    def agency(kind: str) -> st.SearchStrategy[dict[str, object]]:
        return st.fixed_dictionaries({"id": ids, "name": names, "kind": st.just(kind)})

    municipal = st.fixed_dictionaries({**shared, "agency": agency("municipal")}, optional=more)
    state = st.fixed_dictionaries(
        {**shared, "agency": agency("state")}, optional={**more, "state_secretary": secretary}
    )
    return st.one_of(state, municipal)


def form_file(folder: Path, data: dict[str, object] | None = None) -> Path:
    """Write a form with these values, or a complete form, and return its path."""
    path = folder / "form.xlsx"
    path.write_bytes(render(CRITERIA_SET, data) if data else _complete_form())
    return path


@cache
def _complete_form() -> bytes:
    return render(CRITERIA_SET, complete())


def complete() -> dict[str, object]:
    """Return the smallest set of complete values."""
    agency = {"id": "ulgu-ministrligi", "name": "Үлгү министрлиги", "kind": "state"}
    scores = {str(number): 3 for number in CRITERIA_SET.criteria}
    return {"criteria": CRITERIA_SET.ref, "agency": agency, "year": 2025, "scores": scores}


def rewritten(path: Path, change: dict[str, object]) -> Path:
    """Rewrite a zip file: `change` maps a member to its new bytes, or to a function of its bytes."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            by = change.get(name)
            new.writestr(name, data if by is None else by(data) if callable(by) else by)
        for name in change.keys() - set(old.namelist()):
            new.writestr(name, change[name])
    return path


def with_cells(path: Path, cells: dict[str, object]) -> Path:
    """Set cells of the form's first sheet with openpyxl, as another program would."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        book.worksheets[0][name] = value
    book.save(path)
    return path


ODS = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"))
)


def as_ods(path: Path, change: Callable[[str], str] = str) -> Path:
    """Write the form as a minimal `.ods` file; `change` is applied to its content."""
    import openpyxl

    content = f"<office:document-content{ODS}><office:body><office:spreadsheet>"
    for sheet in openpyxl.load_workbook(path).worksheets:
        content += f'<table:table table:name="{sheet.title}">'
        for row in sheet.iter_rows():
            content += "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"
        content += "</table:table>"
    content += "</office:spreadsheet></office:body></office:document-content>"
    path = path.with_suffix(".ods")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", change(content))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def _ods_cell(cell: Cell | MergedCell) -> str:
    value = cell.value
    if value is None:
        return "<table:table-cell/>"
    if cell.data_type == "f":
        formula = html.escape(str(value))
        return f'<table:table-cell table:formula="of:{formula}" office:value-type="string"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if isinstance(value, datetime.date):
        day = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        return f"<table:table-cell {day}/>"
    lines = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in str(value).replace("\r", "").split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
