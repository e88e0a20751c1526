"""Coverage-guided fuzzing of the spreadsheet import: whatever a workbook contains, the result keeps its guarantees.

Run with a folder for the corpus, see README.md: `python fuzz/read_form.py fuzz/forms`. The script writes real forms
there as seeds. Nine changes of ten are made to the XML inside, so that the zip file stays valid.
"""

from __future__ import annotations

import io
import os
import random
import re
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
with atheris.instrument_imports(include=["monitor_cli"]):
    from tests.hostile.reading import safe_to_print

    from monitor_cli.forms.workbook import read_workbook
    from monitor_cli.messages.problems import fix, message
    from monitor_cli.output.problem_lines import problem_lines
    from monitor_cli.output.score_yaml import render as score_yaml
    from monitor_cli.output.text import plain
    from monitor_cli.reading.criteria_files import CriteriaLibrary
    from monitor_cli.reading.form_files import check_form
    from monitor_cli.reading.score_files import check_source
    from monitor_cli.reading.source import Source

LIBRARY = CriteriaLibrary()
FILE = os.path.join(tempfile.mkdtemp(), "form.xlsx")
READ = (
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/",
)
VALUE, ELEMENT = re.compile(rb'(?<=>)[^<>]+(?=</)|(?<==")[^"]*(?=")'), re.compile(rb"<(?:c|si|sheet)\b.*?(?:/>|</\w+>)")


def read(data: bytes) -> None:
    """Import one workbook and read it back as YAML; raise AssertionError for a broken guarantee."""
    read_workbook(data)
    with open(FILE, "wb") as file:
        file.write(data)
    result, values = check_form(FILE, LIBRARY)
    for problem in result.problems:
        assert problem.rule != "internal-error", message(problem)
        assert message(problem), problem
        assert fix(problem), problem
        if place := problem.place:
            assert place.line >= 1, place
            assert place.column >= 1, place
            assert place.cell, place
    shown = plain(problem_lines(result))
    safe_to_print(shown)
    assert (values is None) == (result.status == "invalid"), result.problems
    if values is None or result.criteria_set is None:
        return
    written = check_source(Source("form.yaml", score_yaml(result.criteria_set, values.data).encode()), LIBRARY)
    assert written.status == result.status, (written.problems, result.problems)
    assert written.score_file == result.score_file, (written.score_file, result.score_file)


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Return changed bytes: of the zip file itself, or of one file inside."""
    chance = random.Random(seed)
    members = _members(data) if chance.random() < 0.9 else {}
    inside = [name for name in members if name.startswith(READ)]
    if not inside:
        return bytes(atheris.Mutate(data, most))
    name = chance.choice(inside)
    members[name] = _mutated(members[name], chance)
    packed = _packed(members)
    return packed if len(packed) <= most else data


def _mutated(content: bytes, chance: random.Random) -> bytes:
    """Change a value, an element or any bytes of XML; after the first two, it is still well-formed."""
    how = chance.random()
    spans = [match.span() for match in (VALUE if how < 0.6 else ELEMENT).finditer(content)] if how < 0.8 else []
    if spans:
        begin, end = chance.choice(spans)
    else:
        begin = chance.randrange(len(content) + 1)
        end = min(len(content), begin + chance.choice((0, 8, 64, 512)))
    old = content[begin:end]
    if spans and how >= 0.6:
        new = chance.choice((b"", old + old, chance.choice(ELEMENT.findall(content))))
    else:
        new = bytes(atheris.Mutate(old, len(old) + 64))
    if spans and how < 0.6:
        new = escape(new.decode("utf-8", "replace"), {'"': "&quot;"}).encode()
    return content[:begin] + new + content[end:]


def _members(data: bytes) -> dict[str, bytes]:
    """Return the files inside, or none if this is not a zip file or if the files are large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > 1_000_000:
                return {}
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - zipfile raises much for broken files, and then bytes are changed
        return {}


def _packed(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def write_seeds(folder: str) -> None:
    """Write a blank form, a draft, a complete form and a form with every key, without parts that the import ignores."""
    from monitor_cli.forms.writing import render

    criteria_set = LIBRARY.default
    agency = {"id": "ulgu-ministrligi", "name": {"ky": "Үлгү министрлиги", "ru": "Министерство"}, "kind": "state"}
    scores = {str(number): 3 for number in criteria_set.criteria}
    complete = {"criteria": criteria_set.ref, "agency": agency, "year": 2025, "scores": scores}
    todo = {"text": "Оңдоо", "due": "2026-03-01", "status": "open"}
    first = {"score": 2, "note": "=1+1\n_x000D_", "evidence": ["№ 12", "№ 14"], "recommendation": todo}
    period = {"from": "2025-03-03", "to": "2025-03-14", "commission": ["А. Үлгүев"]}
    rich = complete | {"scores": scores | {"1": first}, "monitoring": period, "self_scores": {"1": 5}}
    rich["state_secretary"] = {"name": "А. Б. Үлгүева", "since": "2020-01-31"}
    draft = complete | {"scores": scores | {"7": None}}
    forms = {"blank": {"criteria": criteria_set.ref}, "draft": draft, "complete": complete, "rich": rich}
    os.makedirs(folder, exist_ok=True)
    for name, data in forms.items():
        members = {n: c for n, c in _members(render(criteria_set, data)).items() if n.startswith(READ)}
        Path(folder, f"{name}.xlsx").write_bytes(_packed(members))


def main() -> None:
    """Start libFuzzer, whose options follow the folders."""
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if not folders:
        sys.exit("name a folder for the corpus")
    if not os.path.isfile(folders[0]):
        write_seeds(folders[0])
    atheris.Setup(sys.argv, read, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
