"""Files that are not plain UTF-8 text: each is refused at its first bad byte, and nothing is silently guessed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor_cli.core.problems import Problem
from monitor_cli.reading.decoding import FORBIDDEN_CHARACTERS, decode
from monitor_cli.reading.document import read_document
from tests.files import score_file
from tests.hostile.reading import BASE, check, first, problems_at

RUSSIAN = score_file(4, name="Министерство примера", secretary="Петрова")
CAPITALS = score_file(4, name="МИНИСТЕРСТВО ПРИМЕРА", secretary="ПЕТРОВА")
SHORT = score_file(4, name="Отчёт", secretary=None)


@pytest.mark.parametrize("text", [RUSSIAN, CAPITALS, SHORT], ids=["words", "capitals", "one word"])
@pytest.mark.parametrize("encoding", ["CP1251", "CP866", "KOI8-R"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_code_pages(text, encoding, ends):
    """The message names the code page and shows the line decoded with it."""
    problem = check(text.replace("\n", ends).encode(encoding)).problems[0]
    place = problem.place
    assert (problem.rule, place.line, place.column) == ("encoding-not-utf8", 4, 10)
    assert problem.params == {"encoding": encoding}
    assert place.source == text.splitlines()[3]


def test_a_code_page_without_all_letters():
    """Kyrgyz text in CP1251 is recognized, although it has lost letters."""
    assert check(BASE.encode("cp1251", "replace")).problems[0].params == {"encoding": "CP1251"}


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [BASE, "# Баалоо барагы\n" + BASE, score_file(4, name="X", secretary=None)])
def test_wide_encodings(name, text):
    """UTF-16 and UTF-32 are recognized with and without their mark, at the first line."""
    problem = check(text.encode(name)).problems[0]
    assert (problem.rule, problem.place.line) == ("encoding-not-utf8", 1)
    assert problem.params == {"encoding": name[:6].upper()}


BAD = {
    "lone continuation": b"\x80",
    "never in UTF-8": b"\xff",
    "overlong": b"\xc0\x80",
    "overlong slash": b"\xe0\x80\xaf",
    "surrogate": b"\xed\xa0\x80",
    "above Unicode": b"\xf4\x90\x80\x80",
    "cut off": "ү".encode()[:1],
    "cut off in four": "😀".encode()[:3],
    "a word of another encoding": "Иванова".encode("cp1251"),
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_broken_utf8(bad, ends):
    """The place is the first bad byte, and the rest of the file shows that its encoding is UTF-8."""
    data = BASE.encode().replace(b"year", "# Үү ".encode() + BAD[bad] + b"\nyear").replace(b"\n", ends)
    problem = check(data).problems[0]
    assert (problem.rule, problem.place.line, problem.place.column) == ("encoding-not-utf8", 8, 6)
    assert problem.params == {"encoding": "damaged UTF-8"}
    assert problem.place.source.startswith("# Үү ")


def test_a_broken_line_far_down_is_shown():
    """The line with the bad byte is shown, however much text precedes it."""
    for before in (0, 500, 1_000, 3_000):
        data = b"#" * before + b"\n# \xff bad\n" + BASE.encode()
        assert check(data).problems[0].place.source == "# \N{REPLACEMENT CHARACTER} bad"


def test_cut_off_at_the_end():
    """An incomplete character at the end of the file is a problem at its place."""
    assert first(BASE.encode() + "# ү".encode()[:-1]) == ("encoding-not-utf8", 34, 3)


def test_western_bytes_are_not_taken_for_cyrillic():
    """Single letters with accents are not taken for Cyrillic words."""
    data = score_file(4, name="Ministère de l'état", secretary="É. Müller").encode("latin-1")
    assert check(data).problems[0].params == {"encoding": "?"}


def test_zero_bytes_do_not_make_a_file_utf16():
    """A run of zero bytes is a problem at its place, not a sign of UTF-16."""
    assert first(BASE.replace("year", "#" + "\0" * 3_000 + "\nyear")) == ("character-forbidden", 8, 2)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_of_windows_and_old_macs_are_read(ends, mark):
    """A byte order mark and all line endings are read, and positions count the same lines."""
    assert check(mark + BASE.replace("\n", ends)).scorecard.total == 96
    assert problems_at(mark + BASE.replace("  5: 4", "  5: x").replace("\n", ends)) == [("score-not-integer", 14, 6)]


def test_mixed_line_ends():
    """Each kind of line ending counts once."""
    lines = BASE.replace("  5: 4", "  5: x").splitlines()
    mixed = "".join(line + ("\n", "\r\n", "\r")[index % 3] for index, line in enumerate(lines))
    assert problems_at(mixed) == [("score-not-integer", 14, 6)]


HIDDEN = [
    *(chr(code) for code in (0x00, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F)),
    *("\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"),
    *("\ufeff", "\ufffe", "\uffff"),
]


@pytest.mark.parametrize("character", HIDDEN, ids=lambda character: f"{ord(character):04X}")
def test_hidden_characters(character):
    """Hidden characters in comments, values and keys, raw or escaped, are refused at their place."""
    code = ord(character)
    escape = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    name = '"Үлгү министрлиги"'
    rule = "character-forbidden"
    assert problems_at(BASE.replace("year: 2025", f"year: 2025 # {character}")) == [(rule, 8, 14)]
    assert problems_at(BASE.replace(name, f'"Ү{character}"')) == [(rule, 4, 11)]
    assert problems_at(BASE.replace("year: 2025", f"ye{character}ar: 2025")) == [(rule, 8, 3)]
    assert problems_at(BASE.replace(name, f'"Ү{escape}"')) == [(rule, 4, 9)]
    assert (rule, 8, 1) in problems_at(BASE.replace("year: 2025", f'"ye{escape}ar": 2025'))


ALL_HIDDEN = [chr(code) for code in range(0x10000) if re.match(FORBIDDEN_CHARACTERS, chr(code))]
WHOLE = f"{BASE}...\n# аягы\n".encode()
INSERTED = st.one_of(
    st.sampled_from(ALL_HIDDEN).map(lambda character: character.encode("utf-8", "surrogatepass")),
    st.binary(min_size=1, max_size=4),
    st.sampled_from(sorted(BAD.values())),
)


@settings(max_examples=1_000, deadline=None)
@given(INSERTED, st.integers(0, len(WHOLE)))
@example("\ufeff".encode(), 0)
@example(b"\xff\xfe", 0)
def test_text_that_decoding_refuses_is_never_read(inserted, at):
    """Law: text that `decode` would refuse is never read.

    Most files are not searched for hidden characters, because libyaml refuses them at any place. The same holds for
    bytes that are not UTF-8.
    """
    data = WHOLE[:at] + inserted + WHOLE[at:]
    refused = decode(data)
    document, problems = read_document(data)
    if isinstance(refused, Problem):
        assert (document, problems) == (None, [refused])
    else:
        assert document or problems[0].rule not in ("character-forbidden", "encoding-not-utf8")


@pytest.mark.parametrize("escape", ["\\e", "\\N", "\\L", "\\P", "\\0", "\\a", "\\b", "\\v", "\\f"])
def test_named_escapes(escape):
    """YAML's own names for hidden characters are refused."""
    assert first(BASE.replace('"Үлгү министрлиги"', f'"{escape}"')) == ("character-forbidden", 4, 9)


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U00110000", "\\Uffffffff", "\\xg0", "\\q"])
def test_escapes_beyond_unicode(escape):
    """Escapes of surrogates and of numbers beyond Unicode are syntax errors."""
    rule, line, _ = first(BASE.replace('"Үлгү министрлиги"', f'"{escape}"'))
    assert (rule, line) == ("yaml-syntax", 4)


@pytest.mark.parametrize(
    "text",
    [
        "Ң\u0301",
        "ё",
        "€",
        "№",
        "“”",
        "—",
        "\u00a0",
        "中文",
        "😀",
        "🇰🇬",
        "👍🏽",
        "é",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "1\ufe0f\u20e3",
    ],
)
def test_characters_that_people_write(text):
    """Accents, signs, spaces and emoji with their joiners are text without problems."""
    result = check(BASE.replace("Үлгү", text))
    assert (result.scorecard.total, result.problems) == (96, ())


def test_zero_bytes_after_other_letters():
    """The place of a zero byte counts characters, even after letters of two bytes."""
    problem = check("# ү\n# үү".encode() + b"\0x" * 2_000).problems[0]
    assert (problem.rule, problem.place.line, problem.place.column) == ("encoding-not-utf8", 2, 5)
