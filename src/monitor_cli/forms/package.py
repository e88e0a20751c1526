"""The parts of a spreadsheet file, unpacked within limits.

A library that reads cells trusts the file: it takes elements of foreign namespaces and parts without a relation, and
unpacks whatever there is. This module refuses what the library would read otherwise than a spreadsheet program.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from monitor_cli.core.problems import RuleId
from monitor_cli.forms.cells import cell_name

MOST_MEMBERS = 200
"""Files in the workbook; a form has 11."""
MOST_UNPACKED = 4 * 1024 * 1024
"""Bytes unpacked in all; a full form has some 200 KB."""
MOST_CELLS = 20_000
"""Filled cells of a sheet; five times as many may be blank."""
MOST_AREA = 400_000
"""Cells of the rectangle around all filled ones."""
MOST_TAGS = 40_000
"""Tags in one part, without the table of cells, in 50 levels; the texts of a form have some 800."""

WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
ROOT_RELATIONS, RELATIONS = "_rels/.rels", "xl/_rels/workbook.xml.rels"
NEEDED = frozenset({WORKBOOK, STRINGS, STYLES, ROOT_RELATIONS, RELATIONS})
"""The parts that every reader needs besides the sheets."""
CONTENT = "content.xml"
"""The part with all content of an `.ods` file."""
_HIDDEN = re.compile(rb"""\sname=["']monitor["']|:name=["']monitor["']""")
ZIP_FEATURES = (RuntimeError, OSError, OverflowError)
"""Errors of zipfile for features that it does not know."""
MANIFEST, MIMETYPE = "META-INF/manifest.xml", "mimetype"
_UNPACKED = re.compile(rf"_rels/\.rels|xl/.*\.xml(?:\.rels)?|{CONTENT}|{MANIFEST}|{MIMETYPE}")


class RefusedError(Exception):
    """The file breaks `rule`."""

    def __init__(self, rule: RuleId = "workbook-unreadable") -> None:
        super().__init__(rule)
        self.rule: RuleId = rule


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts that can have cells and remarks; pictures and the like are never unpacked.

    Raises RefusedError for files that are too large, encrypted or ambiguous, and the errors of zipfile.
    """
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise RefusedError("workbook-too-large")
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > 8 * MOST_UNPACKED:
            raise RefusedError("workbook-too-large")
        if any(member.flag_bits & 1 for member in members):
            raise RefusedError("workbook-encrypted")
        if len({member.filename.lower() for member in members}) != len(members):
            raise RefusedError
        for member in members:
            if not _UNPACKED.fullmatch(member.filename):
                continue
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise RefusedError
            with archive.open(member) as file:
                part = file.read(left + 1)
            left -= len(part)
            if left < 0:  # by what came out, not by what the archive claims
                raise RefusedError("workbook-too-large")
            parts[member.filename] = part
    return parts


def is_foreign(data: bytes) -> bool:
    """Return True if a file is a spreadsheet and certainly not a form; a damaged file may be a form."""
    if data.count(b"PK\x01\x02") > 20 * MOST_MEMBERS:  # listing them would take too much memory
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = WORKBOOK if WORKBOOK in archive.namelist() else CONTENT
            with archive.open(name) as file:
                return _HIDDEN.search(file.read(MOST_UNPACKED)) is None
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, *ZIP_FEATURES):
        return False


def sheets_of(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name.

    Raises RefusedError if the shared parts are not where the library looks for them.
    """
    relations = _relations(parts[RELATIONS], "xl/")
    roots = [target for kind, target in _relations(parts[ROOT_RELATIONS], "").values() if kind == "officeDocument"]
    shared = {target for kind, target in relations.values() if kind in ("sharedStrings", "styles")}
    if roots != [WORKBOOK] or shared != parts.keys() & {STRINGS, STYLES}:
        raise RefusedError
    for name in parts.keys() & {STRINGS, STYLES}:
        has_others = parts[name].count(b"xmlns") > 1  # without a second one, all is of one namespace
        is_foreign = elements(parts[name], ("sst", "styleSheet"))[0][0].startswith("?")
        if is_foreign or (has_others and _FOREIGN[name].search(parts[name])):
            raise RefusedError
    sheets: dict[str, str] = {}
    for path, attributes in elements(parts[WORKBOOK]):
        if path == "workbook/sheets/sheet":
            identity = next((value for key, value in attributes.items() if key.endswith("/relationships id")), "")
            sheets[attributes["name"]] = relations[identity][1]
    if not parts.keys() >= {*sheets.values()}:
        raise RefusedError
    return sheets


def beside(parts: Mapping[str, bytes], sheet: str) -> set[str]:
    """Return the parts with the comments and drawings of a sheet."""
    folder, _, name = sheet.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{name}.rels")
    return {target for _kind, target in _relations(relations, folder + "/").values()} if relations else set()


def _relations(part: bytes, folder: str) -> dict[str, tuple[str, str]]:
    """Return kind and target of each relation by its id."""
    relations: dict[str, tuple[str, str]] = {}
    for path, attributes in elements(part):
        if path == "Relationships/Relationship" and attributes.get("TargetMode") != "External":
            target, kind = attributes["Target"], attributes["Type"].rpartition("/")[2]
            if attributes["Id"] in relations:
                raise RefusedError
            relations[attributes["Id"]] = kind, posixpath.normpath(posixpath.join("/", folder, target))[1:]
    return relations


_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
_FOREIGN = {
    STRINGS: re.compile(rb"<\w+:|<(?!sst\b)[^<>]*\sxmlns"),
    STYLES: re.compile(rb"<\w+:(?:cellXfs|xf|numFmts?)\b|<(?!styleSheet\b)[^<>]*\sxmlns="),
}
"""Elements of foreign namespaces that the library would read."""
_LOOKED_FOR = {"Relationship", "sheets", "sheet", "workbookPr", "sheetData"}
"""Elements that the library looks for in any namespace."""


def elements(part: bytes, until: tuple[str, ...] = ()) -> list[tuple[str, dict[str, str]]]:
    """Return path and attributes of each element up to the first of `until`; a foreign namespace is a `?` in the path.

    Raises RefusedError for a part with declarations, and ExpatError for one that is not well-formed to its end.
    """
    if part.count(b"<") > MOST_TAGS:
        raise RefusedError("workbook-too-large")
    if b"<!" in part:  # office programs write neither comments nor CDATA
        raise RefusedError
    paths: list[tuple[str, dict[str, str]]] = []
    levels: list[str] = []
    root = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal root
        namespace, _, local = name.rpartition(" ")
        root = root if levels else namespace
        if namespace != root and local in _LOOKED_FOR:
            raise RefusedError
        local = local if namespace == root and root in _NAMESPACES else "?" + local
        levels.append(f"{levels[-1]}/{local}" if levels else local)
        paths.append((levels[-1], attributes))
        if len(levels) > 50:
            raise RefusedError("workbook-too-large")
        if local in until:
            parser.StartElementHandler = parser.EndElementHandler = None

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: levels.pop()
    parser.Parse(part, True)
    return paths


_WITH_REMARKS = re.compile(rb"<(?:\w+:)?(?:comments|ThreadedComments|wsDr|dataModel)[\s>]")


def remarks_in(part: bytes) -> list[tuple[str, str]]:
    """Return the comments and text boxes of a part, each with the name of its cell."""
    remarks: list[dict[str, str]] = [{}]
    here = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal here
        here = name.rpartition(" ")[2]
        if here in ("comment", "threadedComment") or here.endswith("Anchor"):
            remarks.append(dict(attributes))

    def text(data: str) -> None:
        if here in ("t", "text"):
            remarks[-1]["text"] = remarks[-1].get("text", "") + data
        elif here in ("col", "row"):
            remarks[-1].setdefault(here, data)

    if not _WITH_REMARKS.search(part, 0, 1_000):
        return []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.Parse(part, True)
    return [
        (remark.get("ref") or cell_name(int(remark.get("row", 0)), int(remark.get("col", 0))), remark["text"].strip())
        for remark in remarks
        if remark.get("text", "").strip()
    ]
