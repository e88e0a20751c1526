"""Messages: each is translated, and commands answer in the requested language."""

from __future__ import annotations

import ast
import errno
import gettext
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Message

from monitor_cli.messages import LOCALE_DIR
from monitor_cli.messages.system import REASONS, reason
from tests.conftest import ROOT
from tests.files import score_file, write

LANGUAGES = ("ky", "ru")
PLURALS = {"ky": 2, "ru": 3}
MARKS = {"_", "N_", "ngettext", "counted", "About"}
FOR_PROGRAMMERS = {"ValueError", "ImportError", "TypeError", "AttributeError"}
"""Exceptions whose text is for a programmer who called the code wrongly."""

NO_PROSE = {
    "-09-01, status: open}",  # YAML
    "#   kind: planned",  # YAML
    ", asks: 4, outcome: open}",  # YAML
    "but found another document",  # a message of libyaml
    "quoted scalar|flow sequence|flow mapping|simple key",  # of libyaml
    *("quoted scalar", "end of stream", "expected key", "not allowed|any token", "mapping values"),  # of libyaml
    *("alias|anchor|tag|block scalar", "simple key", "node content", "escape character"),  # of libyaml
    "monitor validate",  # a command
    "monitor explain ",  # a command
    " -m pip install ",  # a command
    "Times New Roman",  # a font
    "List Bullet",  # a style of Word
    "Table Grid",  # a style of Word
    "standard input is closed",  # shown by its rule, not by this text
    "standard input is not ready",  # shown by its rule, not by this text
}
"""Strings that look like prose, but are no messages."""

STYLES = {"bold", "dim", "italic", "reverse", "underline", "red", "green", "yellow", "bright", "cyan", "on", "white"}
"""The words of rich for colours and styles."""


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "tools" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load_tool()


def forms(text: Any) -> tuple[str, ...]:
    """Return the forms of a message or of its translation, one if it has no plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def translated(language: str) -> list[Message]:
    return [message for message in tool.read(language) if message.id]


def keys(catalogue: Any) -> set[tuple[str, ...]]:
    return {forms(message.id) for message in catalogue if message.id}


def placeholders(text: str) -> set[str]:
    """Return the `{names}` with their conversions and formats, and the `%(names)s`.

    The format `.0` leaves a text out, because click names its types only in English.
    """
    named = re.findall(r"%\(\w+\)[a-z]", text)
    if named:
        return set(named)
    fields = [
        (name, spec.removeprefix(".0"), how) for _, name, spec, how in Formatter().parse(text) if name is not None
    ]
    return {f"{name}!{how}:{spec}" for name, spec, how in fields}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_exactly_the_messages_of_the_code_and_of_click(language):
    """The catalogue has every message of the code and of click, and no other."""
    missing = keys(tool.extracted()) - keys(tool.read(language))
    left_over = keys(tool.read(language)) - keys(tool.extracted())
    assert not missing, "run tools/messages.py and translate"
    assert not left_over, "run tools/messages.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    """No translation is empty in any of its forms, and none is fuzzy."""
    assert [m.id for m in translated(language) if m.fuzzy or not all(form.strip() for form in forms(m.string))] == []
    assert not tool.read(language).fuzzy


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_of_their_message(language):
    """A translation has exactly the placeholders of its message."""
    wrong = []
    for message in translated(language):
        allowed = [placeholders(form) for form in forms(message.id)]
        wrong += [(message.id, form) for form in forms(message.string) if placeholders(form) not in allowed]
    assert wrong == []


@pytest.mark.parametrize(
    ("message", "translation", "check"),
    [
        ("Total", "", test_every_message_is_translated),
        ("{count} criterion", ("{count} критерий", "", "{count} критериев"), test_every_message_is_translated),
        (
            "No code says so.",
            "Так код не говорит.",
            test_catalogue_has_exactly_the_messages_of_the_code_and_of_click,
        ),
        ("{folder} is not a folder", "это не папка", test_translations_have_the_placeholders_of_their_message),
        ("{folder} is not a folder", "{foldr} – не папка", test_translations_have_the_placeholders_of_their_message),
    ],
    ids=["empty", "empty plural form", "not in the code", "placeholder lost", "placeholder misspelt"],
)
def test_a_spoiled_catalogue_fails_its_check(monkeypatch, message, translation, check):
    """The tests above detect an empty translation, a message that the code does not have, and a wrong placeholder."""
    check("ru")
    catalogue = tool.read("ru")
    spoiled = catalogue.get(message)
    if spoiled:
        spoiled.string = translation
    else:
        catalogue.add(message, translation)
    monkeypatch.setattr(tool, "read", lambda _language: catalogue)
    with pytest.raises(AssertionError):
        check("ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_begin_and_end_with_the_same_space(language):
    """A translation begins and ends with a space where its message does, because messages are joined."""

    def edges(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    wrong = [m.id for m in translated(language) if {edges(f) for f in forms(m.string)} != {edges(forms(m.id)[0])}]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_have_all_plural_forms_of_the_language(language):
    """Russian has three forms after a numeral, the Kyrgyz catalogue two."""
    assert tool.read(language).num_plurals == PLURALS[language]
    for message in translated(language):
        assert len(forms(message.string)) == (1 if isinstance(message.id, str) else PLURALS[language]), message.id


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ru", {0: "критериев", 1: "критерий", 2: "критерия", 5: "критериев", 11: "критериев", 21: "критерий"}),
        ("ky", dict.fromkeys((0, 1, 2, 5, 11, 21), "критерий")),
    ],
)
def test_plural_form_follows_the_number(language, shown):
    """The installed catalogue picks the plural form that the language requires."""
    catalogue = gettext.translation("monitor", LOCALE_DIR, [language])
    for count, word in shown.items():
        assert catalogue.ngettext("{count} criterion", "{count} criteria", count) == f"{{count}} {word}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_say_nothing_in_english(language):
    """A translation of prose is in Cyrillic letters and in the quotation marks of the language."""
    for message in translated(language):
        english, translation = forms(message.id)[0], " ".join(forms(message.string))
        assert re.search("[а-яёөүң]", translation, re.IGNORECASE) or not is_prose(english), message.id
        if "“" in english and not english.startswith("“Order"):
            assert "«" in translation, message.id
            assert "“" not in translation, message.id


def is_prose(text: str) -> bool:
    """Return whether a text has two neighbouring words that are no colour, argument or command."""
    if set(text.split()) <= STYLES or text.isupper() or re.fullmatch("monitor [a-z]+ ?", text):
        return False
    return bool(re.search(r"(?<![\w`-])[^\W\d_]{2,}[,;:]? [^\W\d_]{2,}(?![\w`-])", text))


def unmarked_prose(tree: ast.AST, *, silent: bool = False) -> Iterator[tuple[int, str]]:
    """Yield line and text of prose that no catalogue can contain; `silent` is true inside text that users never see."""
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str) and not silent and is_prose(tree.value):
        yield tree.lineno, tree.value
    for child in ast.iter_child_nodes(tree):
        yield from unmarked_prose(child, silent=silent or is_silent(child))


def is_silent(node: ast.AST) -> bool:
    """Return whether users never see a text: a marked message, a text for programmers, a docstring, an annotation."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in MARKS | FOR_PROGRAMMERS
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize("layer", ["cli", "output", "reading", "core"])
def test_no_sentence_is_missing_from_the_catalogues(layer):
    """All prose of a layer is marked for translation."""
    sentences = []
    for path in sorted((ROOT / "src" / "monitor_cli" / layer).rglob("*.py")):
        for line, text in unmarked_prose(ast.parse(path.read_text(encoding="utf-8"))):
            if text not in NO_PROSE:
                sentences.append(f"{path.relative_to(ROOT)}:{line}: {text!r}")
    assert sentences == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('say("no such file")', 1),
        ('say(f"{name}: no such file {path}")', 1),
        ('say(_("no such file"))', 0),
        ('say(f"{name}: {_("no such file")}")'.replace('_("no such file")', "_('no such file')"), 0),
        ('raise ValueError("no such file")', 0),
        ('"""No such file."""', 0),
        ('say("utf-8", "a-b c", "%Y-%m-%d")', 0),
    ],
)
def test_the_search_for_sentences_finds_them(code, count):
    """The search finds a sentence, also inside an f-string, and nothing that is no sentence."""
    assert len(list(unmarked_prose(ast.parse(code)))) == count


USAGE = {"ky": "Колдонуу: monitor", "ru": "Использование: monitor", "en": "Usage: monitor"}
TOTAL = {"ky": "жалпы баа: 120 баллдан 72 балл", "ru": "общая оценка: 72 из 120", "en": "total: 72 of 120"}


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return write(tmp_path, "full.yaml", score_file(3))


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
@pytest.mark.parametrize("place", ["before", "behind", "joined"])
def test_lang_works_before_and_after_the_command(monitor, full, language, place):
    """`--lang` works before and after the command, for the report and for click's own texts."""
    before = {"before": ["--lang", language], "joined": [f"--lang={language}"]}.get(place, [])
    behind = ["--lang", language] if place == "behind" else []
    assert TOTAL[language] in monitor(*before, "score", full, *behind).out
    assert monitor(*before, "score", *behind, "--help").out.startswith(USAGE[language])


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_help_and_errors_of_click_are_in_the_language(monitor, language):
    """Help, an unknown command and an unknown option are answered in the user's language."""
    beginnings = {"ky": "Ката: ", "ru": "Ошибка: нет ", "en": "Error: "}
    sections = {
        "ky": ("Параметрлер:", "Бир файл:", "Бир жыл:", "Формалар:", "Маалымдама:"),
        "ru": ("Параметры:", "Файл:", "Год:", "Формы:", "Справка:"),
        "en": ("Options:", "A file:", "A year:", "The forms:", "Reference:"),
    }
    help_text = monitor("--lang", language, "--help").out
    assert help_text.startswith(USAGE[language])
    assert all(f"\n{section}\n" in help_text for section in sections[language])
    for wrong in (["scoer"], ["score", "--no-such-option"]):
        outcome = monitor("--lang", language, *wrong)
        assert outcome.code == 2
        assert beginnings[language] in outcome.err


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({"MONITOR_LANG": "ky"}, "ky"),
        ({"MONITOR_LANG": "ru", "LC_ALL": "ky_KG.UTF-8"}, "ru"),
        ({"LC_ALL": "ru_RU.UTF-8", "LANG": "ky_KG.UTF-8"}, "ru"),
        ({"LC_MESSAGES": "ky_KG.UTF-8", "LANG": "ru_RU.UTF-8"}, "ky"),
        ({"LANG": "ky_KG"}, "ky"),
        ({"LANG": "ru"}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "rup_MK.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"MONITOR_LANG": "Kyrgyz"}, "en"),
        ({}, "en"),
    ],
)
def test_language_of_the_environment(monitor, monkeypatch, full, settings, language):
    """MONITOR_LANG overrides the locale; a language that the tool does not have means English."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert TOTAL[language] in monitor("score", full).out
    assert monitor("--help").out.startswith(USAGE[language])


@pytest.mark.parametrize(
    ("value", "locale"), [("kg", "ru_RU.UTF-8"), ("Kyrgyz", "ky_KG"), ("de_DE.UTF-8", "C"), (" ", "")]
)
def test_a_monitor_lang_that_is_no_language_is_reported(monitor, monkeypatch, full, value, locale):
    """Standard error gives the value, the available languages and the language in use; nothing else changes."""
    monkeypatch.setenv("LC_ALL", locale)
    language = locale[:2] if locale[:2] in LANGUAGES else "en"
    before = monitor("score", full)
    monkeypatch.setenv("MONITOR_LANG", value)
    outcome = monitor("score", full)
    used = {"ky": "кыргыз тили колдонулат", "ru": "используется русский язык", "en": "English is used"}[language]
    assert (outcome.code, outcome.out) == (before.code, before.out)
    assert (f"“{value}”" in outcome.err) or (f"«{value}»" in outcome.err)
    assert "ky, ru, en" in outcome.err
    assert used in outcome.err
    assert monitor("score", full, "--lang", "ky").err == before.err == ""


@pytest.mark.parametrize("value", ["", "ky", "RU", "ru_RU.UTF-8", "en"])
def test_a_valid_monitor_lang_gives_no_message(monitor, monkeypatch, full, value):
    """No message appears for an empty MONITOR_LANG, nor for a locale of a language that the tool does not have."""
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("MONITOR_LANG", value)
    assert monitor("score", full).err == ""


WRONG_USAGE = [
    *([], ["nosuch"], ["score"], ["score", "{file}", "--nosuch"], ["score", "{file}", "--bri"], ["score", "-f"]),
    *(["score", "{file}", "-f", "xml"], ["score", "{file}", "--brief=1"], ["score", "{file}", "--fail-under", "97,5"]),
    *(["score", "{file}", "--min-band", "0"], ["score", "{file}", "--max-size", "0"], ["batch", ".", "--year", "25"]),
    *(
        ["batch", ".", "--jobs", "many"],
        ["batch", ".", "--jobs", "999"],
        ["plan", "{file}", "{file}"],
        ["new", "a", "b"],
    ),
    *(
        ["plan", "{file}", "--band", "x"],
        ["criteria", "nosuch"],
        ["criteria", "show", "1.5"],
        ["criteria", "show", "99"],
    ),
    *(["score", "."], ["batch", "nodir"], ["compare", "{file}"], ["validate"], ["rank", ".", "--kind", "city"]),
    *(
        ["score", "{file}", "-o", "nodir/x"],
        ["score", "{file}", "-o", "{file}/x"],
        ["score", "{file}", "-o", "/dev/full"],
    ),
    *(
        ["score", "{file}", "-o", "{loop}"],
        ["score", "{file}", "-o", "x" * 300],
        ["score", "nosuch"],
        ["score", "{loop}"],
    ),
    *(
        ["explain", "nosuch"],
        *(["scor"], ["a.yaml"], ["docs"], ["help", "nosuch"], ["form", "exprt"], ["score", "{file}", "-f", "jsn"]),
        *(["score", "{file}", "-o", "a.pdf"], ["score", "{file}", "-f", "csv", "-o", "a.md"], ["new", "five"]),
        *(["score", "{file}", "--brif"], ["batch", ".", "--sort", "nam"], ["rank", ".", "--kind", "stat"]),
        ["memo", "."],
        *(["reconcile", "{file}", "-o", "a.yaml"], ["reconcile", "{file}", "{file}", "-o", "a.pdf"]),
        ["follow-up", ".", "--today", "1.1.2025"],
        ["schema", "--criteria", "nosuch"],
    ),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_answered_without_english(monitor, full, tmp_path, language, arguments):
    """Messages of click and of the system are translated; typed text, names and options stay."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    given = [argument.format(file=full, loop=loop) for argument in arguments]
    outcome = monitor("--lang", language, *given)
    assert outcome.code in (1, 2)
    answer = outcome.err or outcome.out
    for name in (str(full), str(loop), *given, "nodir"):
        answer = answer.replace(name, "")
    answer = re.sub(r"monitor( [a-z]+)*|\.[a-z]+|[«'`].*?[»'`]|\[[a-z-]+\]|--?[a-z-]+|\b[A-Z]+\b", "", answer)
    assert re.search("[а-яөүң]{3}", answer)
    assert not re.search("[A-Za-z]{2,}", answer), answer


def test_system_errors_are_translated_or_shown_as_they_are():
    """Each known system error has its own text, also for a file that Excel has open; others are shown unchanged."""
    errors = {name: OSError(getattr(errno, name), "in English") for name in REASONS if hasattr(errno, name)}
    assert len(errors) > 25
    for name, error in errors.items():
        assert reason(error) == REASONS[name]
    sharing = PermissionError(errno.EACCES, "in English")
    sharing.winerror = 32
    assert reason(sharing) == "another program uses it"
    assert reason(ValueError("embedded null byte")) == "the path is not valid"
    assert reason(OSError(errno.EDOM, "Odd\nwords")) == "Odd\\nwords"


def test_lang_counts_more_than_the_environment(monitor, monkeypatch, full):
    """`--lang` overrides every environment variable."""
    monkeypatch.setenv("MONITOR_LANG", "ru")
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert TOTAL["ky"] in monitor("score", full, "--lang", "ky").out


def test_last_lang_counts(monitor, full):
    """Of two `--lang` options, the last one counts."""
    assert TOTAL["ky"] in monitor("--lang", "ru", "score", full, "--lang", "ky").out


def test_unknown_lang_is_refused(monitor, full):
    """An unknown language is refused, and no other language replaces it."""
    outcome = monitor("score", full, "--lang", "de")
    assert outcome.code == 2
    assert "'ky', 'ru', 'en'" in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("ky", ["ката: 7-критерий боюнча 9 балл көрсөтүлгөн", "1–5 аралыгындагы бүтүн санды жазыңыз"]),
        ("ru", ["ошибка: по критерию 7 указан балл 9", "укажите целое число от 1 до 5"]),
        ("en", ["error: the score of criterion 7 is 9", "write a whole number between 1 and 5"]),
    ],
)
def test_problems_are_in_the_language(monitor, tmp_path, language, sentences):
    """The problem and its fix are both in the requested language."""
    path = write(tmp_path, "wrong.yaml", score_file({**dict.fromkeys(range(1, 25), 3), 7: 9}))
    out = monitor("validate", path, "--lang", language).out
    assert all(word in out for word in sentences)


def test_brief_lines_are_in_the_language(monitor, tmp_path):
    """A message inside a formatted string is translated too."""
    path = write(tmp_path, "wrong.yaml", score_file(9))
    assert "с ошибками: общей оценки нет" in monitor("score", "--brief", path, "--lang", "ru").out
    assert "катасы бар: жалпы баа жок" in monitor("score", "--brief", path, "--lang", "ky").out
