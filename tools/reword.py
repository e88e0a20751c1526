"""Change the English of messages, which is their id, and keep the translations: `python tools/reword.py CHANGES.json`.

CHANGES.json contains an object: each key is a message (the singular of a plural), each value its new text, or the new
singular and plural in a list. Tests, pages and examples that show the message word for word change too; run
`tools/rules.py`, `tools/docs.py` and the tests afterwards.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from messages import KEYWORDS, LANGUAGES, LOCALES, ROOT, SOURCES, read, written

MARKS = {*KEYWORDS, "About"}
SHORTEST = 15
"""A message of fewer characters could stand in a page by chance, and is not changed there."""


def pairs(changes: dict[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    """Yield old and new texts; singular and plural are two pairs."""
    plurals = {m.id[0]: m.id for m in read(LANGUAGES[0]) if isinstance(m.id, tuple)}
    for old, new in changes.items():
        if isinstance(new, str):
            yield old, new
        else:
            yield from zip(plurals[old], new, strict=True)


def in_code(source: str, new_texts: dict[str, str], seen: set[str]) -> str:
    """Return the source with the marked texts changed, and add the old ones to `seen`."""
    begin = [0]
    for line in source.splitlines(keepends=True):
        begin.append(begin[-1] + len(line.encode()))
    data, spans = source.encode(), []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            for text in node.args:
                if isinstance(text, ast.Constant) and text.value in new_texts:
                    seen.add(text.value)
                    first = begin[text.lineno - 1] + text.col_offset
                    last = begin[(text.end_lineno or text.lineno) - 1] + (text.end_col_offset or 0)
                    spans.append((first, last, literal(new_texts[text.value], data[first : first + 1].decode())))
    for first, last, new in sorted(spans, reverse=True):
        data = data[:first] + new.encode() + data[last:]
    return data.decode()


def literal(text: str, quote: str = '"') -> str:
    """Return a text as Python source, on as many lines as it needs; in single quotes where it stood in such, as in an
    f-string.
    """
    if quote == "'" and not set(text) & {"'", "\\", "\n"}:
        return f"'{text}'"
    pieces = re.findall(r"(?s).{1,95}(?:\s|$)|\S+", text) if len(text) > 95 else [text]
    return "\n".join(json.dumps(piece, ensure_ascii=False) for piece in pieces)


def in_page(page: str, new_texts: dict[str, str]) -> str:
    """Return the page with the messages changed, whatever values are filled in; a new text is not changed again.

    A message stays as it is where a value at its edge moves: nothing in the page shows where such a value ends.
    """
    patterns: list[str] = []
    fills: list[tuple[list[tuple[str, str | None]], dict[str, str]]] = []
    for old, new in sorted(new_texts.items(), key=lambda change: -len(change[0])):
        old_parts, new_parts = ([(text, name) for text, name, *_rest in Formatter().parse(one)] for one in (old, new))
        if len(old) < SHORTEST or not all(text in page for text, _name in old_parts):
            continue
        pattern, groups = "", {}
        for text, name in old_parts:
            pattern += re.escape(text)
            if name is not None:
                if name not in groups:
                    groups[name] = f"_{len(fills)}_{len(groups)}"
                    pattern += f"(?P<{groups[name]}>[^\n]+?)"
                else:
                    pattern += f"(?P={groups[name]})"
        moved = edges(old_parts) != edges(new_parts)
        if not moved and groups.keys() >= {name for _text, name in new_parts if name}:
            patterns.append(f"(?P<_{len(fills)}>{pattern})")
            fills.append((new_parts, groups))
    if not patterns:
        return page

    def filled(match: re.Match[str]) -> str:
        at = next(number for number in range(len(fills)) if match[f"_{number}"] is not None)
        parts, groups = fills[at]
        return "".join(text + (match[groups[name]] if name else "") for text, name in parts)

    return re.sub("|".join(patterns), filled, page)


def edges(parts: list[tuple[str, str | None]]) -> tuple[str | None, str | None]:
    """Return the names of the values that a message begins and ends with."""
    return parts[0][1] if parts[0][0] == "" else None, parts[-1][1]


def change_code(new_texts: dict[str, str]) -> set[str]:
    """Change the modules and templates, and return the old texts that they contained."""
    seen: set[str] = set()
    for path in sorted(SOURCES.rglob("*.py")):
        source = path.read_text("utf-8")
        path.write_text(in_code(source, new_texts, seen), "utf-8")
    for path in sorted(SOURCES.rglob("*.html")):
        source = path.read_text("utf-8")
        for old, new in new_texts.items():
            if f'"{old}"' in source:
                seen.add(old)
                source = source.replace(f'"{old}"', f'"{new}"')
        path.write_text(source, "utf-8")
    return seen


def change_catalogues(changes: dict[str, str | list[str]]) -> None:
    """Give each message its new id and keep its translation."""
    for language in LANGUAGES:
        catalogue = read(language)
        for message in list(catalogue):
            new = changes.get(message.id[0] if isinstance(message.id, tuple) else message.id)
            if new:
                catalogue.delete(message.id)
                catalogue.add(tuple(new) if isinstance(new, list) else new, message.string, flags=message.flags)
        (LOCALES / language / "LC_MESSAGES" / "monitor.po").write_bytes(written(catalogue))


def change_pages(new_texts: dict[str, str]) -> None:
    """Change tests, pages and examples that show the messages."""
    pages = [*(ROOT / "tests").rglob("*"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*")]
    for path in [*pages, *ROOT.glob("*.md")]:
        if path.suffix not in {".py", ".md", ".txt", ".out", ".json", ".yaml", ".html"} or path.name == "CHANGELOG.md":
            continue
        page = path.read_bytes().decode("utf-8", "surrogateescape")
        changed = in_page(page, new_texts)
        if changed != page:
            path.write_bytes(changed.encode("utf-8", "surrogateescape"))
            sys.stdout.write(f"changed: {path.relative_to(ROOT)}\n")


def main() -> None:
    changes = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    new_texts = dict(pairs(changes))
    unknown = new_texts.keys() - change_code(new_texts)
    if unknown:
        sys.stdout.write("".join(f"no such message: {text!r}\n" for text in sorted(unknown)))
    change_catalogues(changes)
    change_pages(new_texts)


if __name__ == "__main__":
    main()
