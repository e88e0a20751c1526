"""A key is declared once, as a field of a record; every other list of keys is compared with the fields here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin

import pytest

from monitor_cli.core import joint_draft
from monitor_cli.core.criteria import CriteriaSet, Short, Texts
from monitor_cli.core.follow_up import FollowUpFile
from monitor_cli.core.frozen import FrozenYear
from monitor_cli.core.published import PublishedFile
from monitor_cli.core.register import Register
from monitor_cli.core.score_file import Entry, Name, ScoreFile
from monitor_cli.core.shapes import Day, Line, Prose, Record
from monitor_cli.core.texts import LANGUAGES
from monitor_cli.forms.layout import choices
from monitor_cli.output.score_yaml import render_plain
from monitor_cli.reading import causes, document, text_check
from monitor_cli.reading.decoding import PROSE
from tests.form_data import FORM

NO_CELL = {("criteria",): "the hidden sheet contains it"}
"""The keys of a score file without a cell in the form: `form export` refuses a file with any other such key."""

ANYBODYS = {"id", "title", "year", "source", "revision", "languages", "documents", "monitoring", "ranking"}
ANYBODYS |= {"comparable", "corrections"}
"""Top-level keys by which no file is recognized, because the files of other programs could have them."""


def parts(hint: Any) -> Iterator[Any]:
    """Yield a hint and all hints inside it."""
    yield hint
    if get_origin(hint) is not Literal:
        for inner in get_args(hint):
            yield from parts(inner)


def has(hint: Any, type_: Any) -> bool:
    """Return True if a hint is or contains a type, which may be annotated further."""
    schema, *_about = type_.__metadata__
    return any(schema in getattr(part, "__metadata__", ()) for part in parts(hint))


def keys(record: type[Record], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Return the hint of each key by its path, without numbers of criteria and places in lists."""
    result = {}
    for field in fields(record):  # type: ignore[arg-type]
        if field.metadata.get("key", True):
            path = (*above, field.name.rstrip("_"))
            result[path] = field.type
            for below in parts(field.type):
                if isinstance(below, type) and issubclass(below, Record):
                    result |= keys(below, path)
    return result


def has_keys_below(hint: Any) -> bool:
    """Return True for a record, a list of records, and a mapping from numbers."""
    by_number = any(get_origin(part) is Mapping and get_args(part)[0] is int for part in parts(hint))
    return by_number or any(isinstance(part, type) and issubclass(part, Record) for part in parts(hint))


def choices_of(hint: Any) -> list[str]:
    """Return the values of a closed vocabulary; none for other hints."""
    return [value for part in parts(hint) if get_origin(part) is Literal for value in get_args(part)]


def cell_kind(hint: Any) -> str:
    """Return the kind of the cell for a value."""
    if any(get_origin(part) is tuple for part in parts(hint)):
        return "lines"
    return "choice" if choices_of(hint) else "integer" if int in parts(hint) else "date" if has(hint, Day) else "text"


RECORDS = {
    "score-file": ScoreFile,
    "register": Register,
    "follow-up": FollowUpFile,
    "criteria-file": CriteriaSet,
    "published-file": PublishedFile,
    "frozen-year": FrozenYear,
}
"""The record of each kind of file."""
ALL = {kind: keys(record) for kind, record in RECORDS.items()}
TYPED = {kind: ALL[kind] for kind in ("score-file", "register", "follow-up")}
"""The files that users type most."""


def top(kind: str) -> set[str]:
    """Return the top-level keys of a kind of file."""
    return {path[0] for path in ALL[kind]}


def test_every_key_of_a_score_file_has_a_cell():
    """The form has a cell of the right kind for every value, and words for every choice."""
    expected = {("self_scores",): ("integer", [])}
    for path, hint in ALL["score-file"].items():
        if not has_keys_below(hint) and path not in NO_CELL:
            expected[path] = (cell_kind(hint), choices_of(hint))
    cells = {}
    for field in FORM.fields:
        path = tuple(step for step in field.path if not step.isdigit() and step not in LANGUAGES)
        labels = list(choices(field.path)) if field.kind == "choice" else []
        cells["scores" if path[0] == "changes" else path[0], *path[path[0] != "changes" :]] = (field.kind, labels)
    cells.pop(("scores", "changes", "criterion"))  # the place of a change, and no key
    assert cells == expected


def test_prose_is_what_is_declared_as_prose():
    """An unseen character in a sentence is a warning, and in every other text an error."""
    for kind in ("score-file", "follow-up"):
        prose = {path[-1] for path, hint in ALL[kind].items() if has(hint, Prose)}
        others = {path[-1] for path, hint in ALL[kind].items() if not has(hint, Prose)}
        assert (prose - PROSE, others & PROSE) == (set(), set())
    assert {path[-1] for path, hint in ALL["score-file"].items() if has(hint, Prose)} == PROSE


def test_texts_are_names_and_sentences():
    """Every key with a name or a sentence is searched for words that a comment cuts off."""
    texts = {
        path[-1]
        for kind in (*TYPED, "criteria-file")
        for path, hint in ALL[kind].items()
        if any(has(hint, text) for text in (Prose, Line, Name, Texts, Short))
    }
    assert texts | set(LANGUAGES) == text_check._TEXTS


def test_the_causes_of_mistakes_know_all_keys():
    """The likely cause of a wrong indentation depends on the place where a key belongs."""
    assert {path[0] for known in TYPED.values() for path in known} == causes._TOP
    assert {
        path[-1] for known in TYPED.values() for path, hint in known.items() if has_keys_below(hint)
    } == causes._GROUPS


def test_files_are_recognized_by_their_top_level_keys():
    """Each kind of file has its mark, and two keys that no foreign file would have identify a file in any state."""
    assert (top("score-file") - ANYBODYS, top("criteria-file") - ANYBODYS) == document._KINDS
    assert {kind: document.kind_of(dict.fromkeys(top(kind))) for kind in ALL} == {kind: kind for kind in ALL}
    assert set(document._MARKS.values()) == ALL.keys()


def test_a_left_out_value_is_its_default_in_a_draft():
    """Members who leave a default out and members who write it agree."""
    defaults = {
        (field.name, (below.name, below.default))
        for field in fields(Entry)
        for part in parts(field.type)
        if isinstance(part, type) and issubclass(part, Record)
        for below in fields(part)
        if isinstance(below.default, str)
    }
    assert set(joint_draft._DEFAULTS.items()) == defaults


@pytest.mark.parametrize("choice", [value for hint in ALL["score-file"].values() for value in choices_of(hint)])
def test_choices_are_written_without_quotes(choice):
    """A word of a closed vocabulary looks as the guides show it."""
    assert render_plain({"kind": choice}) == f"kind: {choice}\n"
