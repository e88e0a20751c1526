"""Look-alike characters in keys and values, and other causes for refusing a single value."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from monitor_cli.core.problems import Problem
from monitor_cli.core.shapes import SLUG
from monitor_cli.core.texts import ODD_SPACES, nearest, shorten
from monitor_cli.reading.decoding import code_point
from monitor_cli.reading.document import Path

LATIN_TWINS = str.maketrans("асеорхукмтвнАСЕОРХУКМТВНіјѕ", "aceopxykmtbhACEOPXYKMTBHijs")
_DIGIT_TWINS = str.maketrans("ЗзОоІ", "33001")
"""Cyrillic letters and the Latin letters, or the digits, that look the same."""
_MISLEADING = rf"[{ODD_SPACES}“”„‟‘’‚‛«»‹›″′]"
"""Signs that look like a space or a quotation mark but are part of the value; only problems need the pattern,
so `re` compiles it at its first use."""
BETWEEN_NAMES = r"[;,/&+]| (?:и|жана|менен|and) "
NAMES_APART = rf" *(?:{BETWEEN_NAMES}) *"
"""Signs and words between two names in one line, without and with the spaces around them."""
_KINDS = {
    "state": "гос|мамл|минист|govern",
    "municipal": "мун|местн|омсу|мсу|самоупр|жоб|жергил|айыл|мэри|шаар|город|local",
}
"""Beginnings of words for the kinds of bodies (R1), in Russian letters."""


def plain_key(key: str, known: tuple[str, ...]) -> str:
    """Return the known key that `key` looks like, empty if there is none."""
    bare = re.sub(_MISLEADING, "", key)
    return next((plain for twins in (LATIN_TWINS, _DIGIT_TWINS) if (plain := bare.translate(twins)) in known), "")


def plain_value(text: str, kind: str) -> str | int | None:
    """Return a value, refused with an error of this `kind`, without misleading signs; None without such signs."""
    twins = _DIGIT_TWINS if kind in ("int_type", "date-invalid") else LATIN_TWINS
    bare = re.sub(_MISLEADING, "", text)
    plain = (bare if bare == text else bare.strip()).translate(twins)
    if plain == text:
        return None
    return int(plain) if kind == "int_type" and re.fullmatch("[0-9]{1,4}", plain) else plain


def with_values(data: Any, values: Mapping[Path, Any], path: Path = ()) -> Any:
    """Return the data of a document with other values at some paths."""
    if path in values:
        return values[path]
    if isinstance(data, dict):
        return {key: with_values(value, values, (*path, key)) for key, value in data.items()}
    return [with_values(item, values, (*path, i)) for i, item in enumerate(data)] if isinstance(data, list) else data


def with_signs(problem: Problem, text: str, known: str) -> Problem:
    """Return the problem of a `text` that looks like `known`, at its first misleading sign."""
    letters = [sign for sign in text if ord(sign) in LATIN_TWINS or ord(sign) in _DIGIT_TWINS]
    signs = letters or re.findall(_MISLEADING, text)
    params: dict[str, str | int] = {"key": shorten(text), "value": shorten(text), "known": known}
    params |= {"letters": ", ".join(dict.fromkeys(letters)), "code": code_point(signs[0])}
    if not letters:
        params["cause"] = "odd-space" if re.match(f"[{ODD_SPACES}]", signs[0]) else "typographic"
    place = problem.place
    if place and not place.cell and (column := 1 + place.source.find(signs[0], place.column - place.source_column)):
        column += place.source_column - 1
        place = place._replace(column=column, end_column=column + 1)
    return problem._replace(params=params, place=place)


def cause_of_type(problem: Problem, key: Problem, value: Any) -> dict[str, str]:
    """Return the cause of a value of the wrong type and the value to write, if they are known."""
    expected = problem.params["expected"]
    is_below = problem.place is not None and key.place is not None and key.place.line < problem.place.line
    if expected == "text":
        return {"cause": "colon" if isinstance(value, dict) else "no-list"} if isinstance(value, dict | list) else {}
    if expected != "list":
        numbers = [next(iter(item), "") for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        if numbers and all(map(str.isdecimal, numbers)):
            return {"cause": "dash-number", "typed": f"{numbers[0]}: …"}
        pair = re.match(r"([a-z_]+|[0-9]+)( *[:=]) *(\S+)", str(value)) if is_below else None
        name = "no-colon" if pair and pair[2].endswith("=") else "no-space"
        return {"cause": name, "key": pair[1], "typed": f"{pair[1]}: {pair[3]}"} if pair else {}
    if odd := re.match(f"-([{ODD_SPACES}])", str(value)):
        return {"cause": "odd-space", "code": code_point(odd[1])}
    if isinstance(value, dict) or is_below:
        return {"cause": "list-below"}
    parts = re.split(NAMES_APART, str(value))
    is_several = problem.path[-1] == "commission" or all(re.match(SLUG, part) for part in parts)
    return {"example": as_list(parts if is_several else [str(value)])}


def as_list(items: Iterable[str]) -> str:
    """Return a list in square brackets, as people type it."""
    return shorten("[" + ", ".join(f'"{item.strip()}"' for item in items) + "]", 100)


def cause_of_date(text: str) -> dict[str, str]:
    """Return the date to type for one written in another way, or that no calendar has it; nothing for other texts.

    The day comes before the month, as people write here, and a year of two digits belongs to this century.
    """
    from monitor_cli.forms.values import MONTHS

    text = re.sub(r"[ T]\d\d?(?::\d\d){1,2}(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?$", "", text)
    text = re.sub(r"^(20\d\d)(0\d|1[0-2])(\d\d)$|^(\d\d)(\d\d)(20\d\d)$", r"\1\4 \2\5 \3\6", text)
    if re.search(r"[^\w\s.,/\\()«»“”„\"'–—-]|^\d\d(-\d\d){2}$", text):  # 25-06-01 can be read in two ways
        return {}
    parts = re.findall(r"\d+|(?!(?:г|го|года?|ж|жыл(?:ы|дын)?|of|th|st|nd|rd)\b)(?<![^\W\d])[^\W\d]+", text.lower())
    if name := next((part for part in parts[:3] if part[:3] in MONTHS), ""):
        parts.remove(name)
        parts.insert(1, str(MONTHS[name[:3]]))
    match = re.fullmatch(r"(\d{4}) (\d\d?) (\d\d?)|(\d\d?) (\d\d?) (\d{4}|\d\d)", " ".join(parts))
    if match is None:
        return {}
    year, month, day = map(int, match.groups()[:3] if match[1] else match.groups()[:2:-1])
    try:
        return {"nearest": datetime.date(year + (2000 if year < 100 else 0), month, day).isoformat()}
    except ValueError:
        return {"cause": "no-such-day"}


def meant_choice(text: str, allowed: Iterable[str]) -> str:
    """Return the allowed value for a Kyrgyz, Russian or misspelt word; empty if the word could mean two of them."""
    from monitor_cli.forms.cells import as_key
    from monitor_cli.forms.layout import choice_codes

    key = as_key(text)
    plain = key.translate(str.maketrans("өүң", "оун"))
    kinds = [kind for kind, stems in _KINDS.items() if kind in allowed and re.search(rf"\b(?:{stems})", plain)]
    if kinds:
        return kinds[0] if len(kinds) == 1 else ""
    codes = {word: code for word, code in choice_codes().items() if code in allowed} | {code: code for code in allowed}
    return codes.get(nearest(key, codes, 0.75), "")
