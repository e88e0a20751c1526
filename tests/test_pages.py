"""The Markdown pages: every link has a target, and translations have the structure of the original."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import ROOT
from tests.pages import TRANSLATIONS, page, page_at, pages

PAGES = pages()
TRANSLATED = [
    pytest.param(page(name), page(name.replace(".md", f".{language}.md")), id=f"{name}-{language}")
    for name in ("README.md", "docs/inspectors.md")
    for language in TRANSLATIONS
]


@pytest.mark.parametrize("each_page", PAGES, ids=[each_page.name for each_page in PAGES])
def test_links_have_targets(each_page):
    """A relative link leads to a file of the repository and to an anchor of that page; others are whole addresses."""
    for target in each_page.links:
        address = urlsplit(target)
        if address.scheme:
            assert address.scheme == "https", target
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", address.netloc), target
            continue
        path = each_page.path.parent / unquote(address.path) if address.path else each_page.path
        assert path.resolve().is_relative_to(ROOT), target
        assert path.exists(), target
        if address.fragment:
            assert unquote(address.fragment) in page_at(path.resolve()).anchors, target


@pytest.mark.parametrize("each_page", PAGES, ids=[each_page.name for each_page in PAGES])
def test_one_title_and_no_level_skipped(each_page):
    """A page begins with its title, and no heading skips a level."""
    levels = [level for level, _text in each_page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", ["docs/developers.md", "CONTRIBUTING.md"])
def test_named_files_exist(name):
    """Every file named on the page exists in the repository or in the package."""
    for text in page(name).inline_code:
        named = text.split()[-1]
        if named != "dist/" and re.fullmatch(r"[\w./@-]+(/|\.(py|md|yaml|yml))", named):
            assert any((folder / named).exists() for folder in (ROOT, ROOT / "src" / "monitor_cli")), named


@pytest.mark.parametrize(("original", "translation"), TRANSLATED)
def test_a_translation_has_the_structure_of_its_original(original, translation):
    """Original and translation have the same heading levels, tables, code blocks, links and commands."""
    assert [level for level, _ in translation.headings] == [level for level, _ in original.headings]
    assert translation.tables == original.tables
    assert [language for language, _ in translation.code] == [language for language, _ in original.code]
    for (_kind, mine), (_, theirs) in zip(translation.code, original.code, strict=True):
        assert _without_text(mine) == _without_text(theirs)
    assert [_without_text(line) for line in translation.commands] == [_without_text(c) for c in original.commands]
    assert [_file(target) for target in translation.links] == [_file(target) for target in original.links]


@pytest.mark.parametrize(("original", "translation"), TRANSLATED)
def test_a_translation_keeps_names_and_translates_the_rest(original, translation):
    """File names, commands and options are those of the original, and no heading is left in English."""
    assert _names(translation.inline_code) == _names(original.inline_code)
    mine, theirs = ({text for _level, text in each_page.headings[1:]} for each_page in (translation, original))
    assert not mine & theirs
    assert all(re.search("[а-яөүң]", text) for text in mine)


def _without_text(code: str) -> str:
    """Return code without parts in a language: comments, quoted text, results and the choice of language."""
    code = re.sub(r"(?m)(^|\s)#\s.*$", "", code)
    if "балл" in code or " points " in code:
        return "a result"
    return re.sub(r'"[^"]*"', '""', re.sub(r" --lang \w+", "", code))


def _file(target: str) -> str:
    """Return the file of a link without its language, and its anchor without the words."""
    return re.sub(r"#.*", "#", re.sub(r"(?:\.(?:ky|ru)|-(?:ky|ru|en))(\.\w+)", r"\1", target))


def _names(code: Sequence[str]) -> list[str]:
    """Return the ASCII names in sorted order, because a translated sentence may have another word order."""
    return sorted(re.sub(r" --lang \w+", "", text) for text in code if re.fullmatch("[\x00-\x7f…]+", text))
