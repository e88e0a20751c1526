"""Signs in keys and values that only look like others, and other reasons why a single value is not taken."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from monitor_cli.core.problems import Problem
from monitor_cli.core.shapes import SLUG
from monitor_cli.core.texts import ODD_SPACES, shorten
from monitor_cli.reading.decoding import code_point

LATIN_TWINS = str.maketrans("асеорхукмтвнАСЕОРХУКМТВНіјѕ", "aceopxykmtbhACEOPXYKMTBHijs")
_DIGIT_TWINS = str.maketrans("ЗзОоІ", "33001")
"""Cyrillic letters and the Latin ones, or the digits, that look the same."""
_MISLEADING = re.compile(rf"[{ODD_SPACES}“”„‟‘’]")
"""What is taken for a space or for quotation marks, and is a part of the value."""


def plain_key(key: str, known: tuple[str, ...]) -> str:
    """The known key that `key` looks like, empty where there is none."""
    bare = _MISLEADING.sub("", key)
    return next((one for twins in (LATIN_TWINS, _DIGIT_TWINS) if (one := bare.translate(twins)) in known), "")


def plain_value(text: str, kind: str) -> str | int | None:
    """A value, refused for a reason of this `kind`, without signs that mislead; None where it has none."""
    twins = _DIGIT_TWINS if kind in ("int_type", "date-invalid") else LATIN_TWINS
    plain = _MISLEADING.sub("", text).translate(twins)
    if plain == text:
        return None
    return int(plain) if kind == "int_type" and re.fullmatch("[0-9]{1,4}", plain) else plain


def with_values(data: Any, values: Mapping[tuple[str | int, ...], Any], path: tuple[str | int, ...] = ()) -> Any:
    """The data of a document with other values at some places."""
    if path in values:
        return values[path]
    if isinstance(data, dict):
        return {key: with_values(value, values, (*path, key)) for key, value in data.items()}
    return [with_values(item, values, (*path, i)) for i, item in enumerate(data)] if isinstance(data, list) else data


def named(problem: Problem, text: str, known: str) -> Problem:
    """A problem of a `text` that looks like what is `known`, with the signs that mislead, at the first of them."""
    letters = [sign for sign in text if ord(sign) in LATIN_TWINS or ord(sign) in _DIGIT_TWINS]
    signs = letters or _MISLEADING.findall(text)
    params: dict[str, str | int] = {"key": shorten(text), "value": shorten(text), "known": known}
    params |= {"letters": ", ".join(dict.fromkeys(letters)), "code": code_point(signs[0])}
    if not letters:
        params["cause"] = "odd-space" if re.match(f"[{ODD_SPACES}]", signs[0]) else "typographic"
    place = problem.place
    if place and not place.cell and (column := 1 + place.source.find(signs[0], place.column - place.source_column)):
        column += place.source_column - 1
        place = replace(place, column=column, end_column=column + 1)
    return replace(problem, params=params, place=place)


def cause_of_type(problem: Problem, key: Problem, value: Any) -> dict[str, str]:
    """Why a value is of another kind than its key needs, and what to write, where that is known."""
    expected = problem.params["expected"]
    is_below = problem.place is not None and key.place is not None and key.place.line < problem.place.line
    if expected == "text":
        return (
            {"cause": "colon"} if isinstance(value, dict) else {"cause": "no-list"} if isinstance(value, list) else {}
        )
    if expected != "list":
        pair = re.match(r"([a-z_]+|[0-9]+)( *[:=]) *(\S+)", str(value)) if is_below else None
        name = "no-colon" if pair and pair[2].endswith("=") else "no-space"
        return {"cause": name, "key": pair[1], "typed": f"{pair[1]}: {pair[3]}"} if pair else {}
    if odd := re.match(f"-([{ODD_SPACES}])", str(value)):
        return {"cause": "odd-space", "code": code_point(odd[1])}
    if isinstance(value, dict) or is_below:
        return {"cause": "list-below"}
    parts = re.split(" *[;,] *", str(value))
    parts = parts if problem.path[-1] == "commission" or all(map(re.compile(SLUG).match, parts)) else [str(value)]
    return {"example": shorten("[" + ", ".join(f'"{part.strip()}"' for part in parts) + "]", 100)}


def cause_of_date(text: str) -> dict[str, str]:
    """Whether a day is none of the calendar, or how it is written in the right order; empty for what is no day."""
    parts = re.fullmatch(r"(\d{4})[-./ ](\d\d?)[-./ ](\d\d?)|(\d\d?)[-./ ](\d\d?)[-./ ](\d{4})(?: *г\.?)?", text)
    if parts is None:
        return {}
    year, month, day = (int(part) for part in (parts.groups()[:3] if parts[1] else parts.groups()[:2:-1]))
    try:
        return {"nearest": datetime.date(year, month, day).isoformat()}
    except ValueError:
        return {"cause": "no-such-day"}
