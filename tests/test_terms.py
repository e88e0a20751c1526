"""One concept, one word: the retired words, and the table in docs/terms.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.test_catalogues import forms, tool

LOCALES = "src/monitor_cli/messages/locale"
TEMPLATE = "examples/authority-template/README.md"
LIBRARY = "examples/methods/library-service@1.yaml"
ORDER = "criteria/order-158@1.yaml"

NO_LONGER = {
    "ky": {
        r"ыйынтыктоочу баа": {
            "Final score": "the order's column and foot",
            "Fill in the light yellow cells only": "the row of that foot",
            "the columns of the indicators say": "the column of a criterion",
            "README.ky.md": "R7 names the addends",
            "docs/inspectors.ky.md": "the column of a criterion",
            ORDER: "the order's own words",
        },
        r"жыйынтыктоочу балл": {},
        r"эске алын(ган эмес|баган сунуш)": {},
        r"кибибайт|КиБ|МиБ": {},
        r"\bбузулуу|программанын бузул": {},
        r"каталуу": {},
        r"жабылуу": {},
        r"жабык жыл": {},
        r"\bөз баа(сы|лар)": {},
        r"урунку": {},
        r"сүрөттө(йт|лгөн)": {},
        r"\bкитеп(те|тин|ти)?\b(?! жана)": {},
        r"жөнөкөй бүтүн|жөнөкөй сан": {},
        r"далилд(ер|үү)": {},
        r"\bысым": {},
        r"чыгуу коду": {},
        r"\bопци": {},
        r"кулпулан": {},
        r"түшүндүрмө сап": {},
        r"\bтилке": {},
        r"мониторинг мөөнөт": {},
        r"орун(ду)? калтыр": {},
        r"эң начар": {},
        r"[Кк]абыгыңыз": {},
        r"баары жайында": {},
        r"методиканы атайт|схеманы атайт": {},
        r"органды текшер": {},
        r"ачык каршы пикир": {},
        r"\{[a-z]+\}(дан|ден|тан|тен|дын|дин|нын|нин|га|ге|ка|ке|да|де|та|те|ны|ни|ды|ди)\b": {},
    },
    "ru": {
        r"тогов(ая|ой|ую|ые|ых|ыми) оцен": {
            "Final score": "the order's column and foot",
            "Fill in the light yellow cells only": "the row of that foot",
            "the columns of the indicators say": "the column of a criterion",
            "README.ru.md": "R7 names the addends",
            "docs/inspectors.ru.md": "the column of a criterion",
            ORDER: "the order's own words",
        },
        r"не учтен(а|о) \{|рекомендаци[яийю]+ не учтен": {},
        r"неучтенн(ые|ых) рекоменд|рекомендац\w+ неучтенн": {},
        r"КиБ|МиБ|кибибайт": {},
        r"[ёЁ]": {},
        r"—(?! Министерство)": {},
        r"доказательств": {},
        r"римечани": {
            "note {number} on the act": "a footnote",
            "note on the tie rule": "a footnote",
            "docs/inspectors.ru.md": "the comments of a spreadsheet",
        },
        r"прошлых мониторинг|прежн(их|ие) (мониторинг|рекомендац|лист)|прежн(яя|ее) (категор|мест|оценк)": {},
        r"разделенн(ые|ых) мест|место разделено|общее место": {},
        r"\bкниг[аеиу]\b|\bкниг\b": {
            LIBRARY: "books of a library",
            "open it with the password, remove the password": "an item of Excel's menu",
        },
        r"контрольн(ая|ые|ую|ых) сумм": {},
        r"сам(ое|ые|ых) слаб": {},
        r"\bопци": {},
        r"простым целым|простое число": {},
        r"[Нн]едействител": {},
        r"неполн(ый лист|ое заполнение)": {},
        r"проверк[аеиу] орган|проверяете орган|проверяемых орган|орган уже проверял": {},
        r"описывают один": {},
        r"открыт(ым|ое) возражени": {},
        r"перед мониторингом\b(?!.*составля)": {},
        r"[Вв]ыявленные обстоятельства": {},
        r"указано имя|[Пп]о одному имени|имя на \w+ языке": {"No options defined but a name": "a word of click"},
        r"Верность приказу": {},
    },
    "en": {
        r"\b[Rr]atings?\b": {
            "README.md": "a module",
            "docs/authority.md": "a file of the publication",
            "docs/developers.md": "modules, names and a key",
            "docs/terms.md": "a key",
        },
        r"\b[Mm]end(s|ed|ing)?\b": {
            "docs/json.md": "a key",
            "docs/developers.md": "a key, and the words that the style rules out",
            "docs/terms.md": "a key",
        },
        r"without a word": {"docs/developers.md": "the words that the style rules out"},
        r"\b[Kk]nown are\b|\b[Nn]obody could say\b": {},
        r"equal totals": {},
        r"\bown (score|difference)s?\b|\b(over|under)rates?\b": {
            "own score": "a column of the CSV",
            "own difference": "a column of the workbook",
        },
        r"told again|no answer|(is|as) answered|without an answer": {
            "recommendations without an answer": "a column of the CSV"
        },
        r"\b(came|went)\b(?! which way)": {
            "came": "a value in the CSV",
            "went": "a value in the CSV",
            "docs/json.md": "keys",
        },
        r"[Ss]mall Latin|\bline ends\b": {},
        r"missing to (band|it)\b": {},
        r"\b(a|one) (file|row|line|name|document|score) an? (file|row|line|body|year|member|cell)\b": {},
        r"\bmonitorings\b|\b[Mm]ain directions\b": {},
        r"\b[Ww]eakest\b": {
            "points of the weakest area": "a column of the workbook",
            "weakest area": "a column of the workbook",
            "weakest criteria": "a column of the workbook",
            "docs/json.md": "a key",
            "docs/terms.md": "the name of the concept",
        },
        r"\blooked into\b|\b[Ee]xchange the two\b|\bwhat counts is\b": {},
        r"\bcheapest\b|\bhow firm\b|True to the order": {},
    },
}
"""For each language, each retired word → the messages or files that may still contain it, with the reason."""

PAGES = {
    "ky": ["README.ky.md", "docs/inspectors.ky.md", TEMPLATE, LIBRARY, ORDER],
    "ru": ["README.ru.md", "docs/inspectors.ru.md", TEMPLATE, LIBRARY, ORDER],
    "en": [
        *("README.md", "CONTRIBUTING.md", "SECURITY.md", ORDER),
        *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md") if page.name.count(".") == 1),
    ],
}


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Yield each message with its English, and each line of the pages and criteria sets with its file.

    The messages include the help of all commands, and docs/ the references made from the code.
    """
    for message in tool.read("ru" if language == "en" else language):
        if message.id:
            shown = message.id if language == "en" else message.string
            yield from ((forms(message.id)[0], form) for form in forms(shown))
    for page in PAGES[language]:
        yield from ((page, line) for line in (ROOT / page).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("language", "word"), [(language, word) for language in NO_LONGER for word in NO_LONGER[language]]
)
def test_retired_words_are_not_used(language, word):
    """Messages, READMEs, guides, the template and the criteria sets use the words of docs/terms.md."""
    allowed = tuple(NO_LONGER[language][word])
    left = [
        (place, text)
        for place, text in texts(language)
        if re.search(word, text) and not any(part in place for part in allowed)
    ]
    assert left == []


@pytest.mark.parametrize("language", NO_LONGER)
def test_every_exception_is_needed(language):
    """Every allowed place still contains its retired word, because an unused exception would let the word return."""
    uses = [(word, place) for word in NO_LONGER[language] for place, text in texts(language) if re.search(word, text)]
    for word, places in NO_LONGER[language].items():
        for allowed in places:
            assert any(old == word and allowed in place for old, place in uses), (word, allowed)


def rows() -> Iterator[list[str]]:
    """Yield the rows of all tables of docs/terms.md: concept, ky, ru, en, meaning."""
    for line in (ROOT / "docs" / "terms.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[0] != "concept" and not cells[0].startswith("--"):
            yield cells


def test_the_terms_are_in_use():
    """Each term appears in a message or on a page other than its table, up to its ending."""
    shown = {
        language: " ".join(text for place, text in texts(language) if place != "docs/terms.md").lower()
        for language in PAGES
    }
    for _concept, *terms, _meaning in rows():
        for language, term in zip(("ky", "ru", "en"), terms, strict=True):
            stems = [re.escape(word[: max(3, len(word) - 3)]) for word in re.findall(r"[\w-]+", term.lower())]
            assert re.search(r"[\w-]*[\s(«.]+".join(stems), shown[language]), (language, term)


def test_a_concept_has_one_row():
    """No concept has two rows, and no cell is empty."""
    concepts = [cells[0] for cells in rows()]
    assert len(concepts) == len(set(concepts)) > 50
    assert all(cell for cells in rows() for cell in cells)


@pytest.mark.parametrize("language", NO_LONGER)
def test_no_translation_repeats_itself(language):
    """No translation repeats its own text, as a merge of two catalogues can leave it."""
    assert [
        text
        for _, text in texts(language)
        if len(text) > 12 and re.fullmatch(r"(.{4,}?)\1+", text) and "-" * 4 not in text
    ] == []
