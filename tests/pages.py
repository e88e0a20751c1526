"""The Markdown pages of the project, parsed into headings, code blocks, tables and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conftest import ROOT

TRANSLATIONS = ("ky", "ru")
FOLDERS = ("", "docs", "examples", "benchmarks", "fuzz", ".github")


@dataclass(frozen=True)
class Page:
    """One Markdown file."""

    path: Path

    @property
    def name(self) -> str:
        """The path inside the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the Markdown parser."""
        return MarkdownIt("commonmark").enable("table").parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """The level and the text of each heading."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return [(int(token.tag[1]), _plain(after)) for token, after in pairs if token.type == "heading_open"]

    @cached_property
    def anchors(self) -> set[str]:
        """The anchors of the headings, as code forges make them."""
        slugs: list[str] = []
        for _level, text in self.headings:
            slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            again = sum(1 for known in slugs if re.fullmatch(rf"{re.escape(slug)}(-\d+)?", known))
            slugs.append(f"{slug}-{again}" if slug in slugs else slug)
        return set(slugs)

    @property
    def code(self) -> list[tuple[str, str]]:
        """The language and the content of each code block."""
        return [(token.info, token.content) for token in self.tokens if token.type == "fence"]

    @property
    def tables(self) -> list[list[int]]:
        """For each table, the number of cells in each row."""
        tables: list[list[int]] = []
        for token in self.tokens:
            if token.type == "table_open":
                tables.append([])
            elif token.type == "tr_open":
                tables[-1].append(0)
            elif token.type in ("td_open", "th_open"):
                tables[-1][-1] += 1
        return tables

    @property
    def links(self) -> list[str]:
        """The targets of links and the sources of pictures."""
        targets = []
        for token in self._inline():
            target = token.attrs.get("href") if token.type == "link_open" else None
            target = token.attrs.get("src") if token.type == "image" else target
            if target is not None:
                targets.append(str(target))
        return targets

    @property
    def inline_code(self) -> list[str]:
        """The code spans of the text."""
        return [token.content for token in self._inline() if token.type == "code_inline"]

    @property
    def commands(self) -> list[str]:
        """Every command line, in blocks and in the text, in the order of the page."""
        lines: list[str] = []
        for token in self.tokens:
            if token.type == "fence" and token.info == "sh":
                lines += [line for line in token.content.splitlines() if line and not line.startswith("#")]
            for child in token.children or ():
                if child.type == "code_inline" and child.content.startswith("monitor "):
                    lines.append(child.content)
        return lines

    def _inline(self) -> Iterator[Token]:
        for token in self.tokens:
            yield from token.children or ()


def pages() -> list[Page]:
    """Return all pages of the repository."""
    files: list[Path] = []
    for folder in FOLDERS:
        files += (ROOT / folder).glob("*.md" if folder in ("", "benchmarks", "fuzz") else "**/*.md")
    return [page_at(path.resolve()) for path in sorted(files)]


def page(name: str) -> Page:
    """Return the page with this path inside the repository."""
    return page_at(ROOT / name)


@cache
def page_at(path: Path) -> Page:
    """Return the page at this path; it is parsed only once."""
    return Page(path)


def _plain(inline: Token) -> str:
    return "".join(token.content for token in inline.children or () if token.type in ("text", "code_inline"))
