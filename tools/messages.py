"""Bring the message catalogues up to date with the code: `python tools/messages.py`.

New messages get an empty translation, and messages that the code no longer has are removed. The catalogues also
contain the messages of click that users see.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, BinaryIO, get_args, get_type_hints

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from monitor_cli.core.follow_up import FollowUpFile
from monitor_cli.core.register import Register
from monitor_cli.core.score_file import ScoreFile
from monitor_cli.core.shapes import About
from monitor_cli.core.texts import LANGUAGES as SPOKEN

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "monitor_cli"
LOCALES = SOURCES / "messages" / "locale"
LANGUAGES = tuple(language for language in SPOKEN if language != "en")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "counted": (1, 2)}
CLICK_MODULES = {
    "core.py",
    "decorators.py",
    "exceptions.py",
    "formatting.py",
    "parser.py",
    "types.py",
    "_termui_impl.py",
}


def calls(file: BinaryIO, keywords: dict[str, Any], _tags: object, options: object) -> Iterator[tuple[Any, ...]]:
    """Yield the marked messages of a Python file; Babel's own extractor overlooks those inside f-strings."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords:
            texts = tuple(getattr(argument, "value", None) for argument in node.args)
            yield node.lineno, node.func.id, tuple(text if isinstance(text, str) else None for text in texts), []


METHODS = [("**.py", calls), ("**.html", "jinja2")]
CLICK_METHODS = [("**.py", "python")]


def extracted() -> Catalog:
    """Return all messages of the code and of click, without their locations, which change too often."""
    catalogue = Catalog(project="monitor-cli", charset="utf-8")
    for file in (ScoreFile, Register, FollowUpFile):
        for key in _keys(file):
            catalogue.add(key)
    for folder, methods in ((SOURCES, METHODS), (Path(click.__file__).parent, CLICK_METHODS)):
        for name, _line, message, _comments, context in extract_from_dir(str(folder), methods, keywords=KEYWORDS):
            if folder == SOURCES or name in CLICK_MODULES:
                catalogue.add(message, context=context)
    return catalogue


def _keys(cls: Any) -> Iterator[str]:
    """Yield the descriptions of the keys of a file, from the fields of its dataclasses."""
    for hint in get_type_hints(cls, include_extras=True).values():
        yield from (note for note in getattr(hint, "__metadata__", ()) if isinstance(note, About))
        for part in _parts(hint):
            if is_dataclass(part):
                yield from _keys(part)


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for part in get_args(hint):
        yield from _parts(part)


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it is in the repository."""
    path = LOCALES / language / "LC_MESSAGES" / "monitor.po"
    if not path.exists():
        return Catalog(locale=language, project="monitor-cli")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """Return the catalogue of a language with exactly the messages of the code; its header stays the same."""
    catalogue = read(language)
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Return the content of a catalogue's file."""
    file = io.BytesIO()
    write_po(file, catalogue, width=110, omit_header=False, sort_output=True, no_location=True, ignore_obsolete=True)
    return file.getvalue()


def main() -> int:
    """Write all catalogues, and print the number of messages without a translation."""
    for language in LANGUAGES:
        path = LOCALES / language / "LC_MESSAGES" / "monitor.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = updated(language)
        path.write_bytes(written(catalogue))
        empty = sum(1 for m in catalogue if m.id and not (any(m.string) if isinstance(m.string, tuple) else m.string))
        sys.stdout.write(f"{language}: {len(catalogue)} messages, {empty} without a translation\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
