"""The likely cause of a syntax error: the text around the place where libyaml stops is compared with known mistakes.

`messages/rules/causes.py` has the message for each cause; if two causes are possible, it names both.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser

from monitor_cli.core.problems import Problem
from monitor_cli.core.texts import LANGUAGES, ODD_SPACES, shorten
from monitor_cli.messages.rules.causes import CauseId
from monitor_cli.reading.decoding import code_point, decode, place_on
from monitor_cli.reading.guard import MOST_TRIED, SyntaxStop, syntax_error

_TOP_GROUPS = {"agency", "state_secretary", "monitoring", "scores", "self_scores", "bodies", "monitored", "entries"}
_TOP = _TOP_GROUPS | {"criteria", "year", "follow_up"}
_GROUPS = _TOP_GROUPS | {"recommendation", "objection", "changes", "state_secretaries"}
"""Keys that begin in the first column, and keys that have keys below them."""

_START = r"(?P<start> *(?:- +)*)"
_KEY = r"(?P<key>[\"']?(?:[a-z][a-z_]*|[0-9]{1,4})[\"']?)"
_PAIR = re.compile(_START + r"(?P<key>[^\s:#{\[][^:#]*?) *:(?: +(?P<value>[^\s#].*?))? *(?: #.*)?$")
_NO_SPACE = re.compile(_START + _KEY + r":(?P<value>[^\s:].*)")
_NO_COLON = re.compile(_START + _KEY + r"(?: *(?:[=;.,)：–—-]|->|=>) *| +|$)(?P<value>.*)")
_MERGE = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_KEY_BEFORE = r" *(?:- +)*[\w.-]+"
_BLANK = re.compile(
    rf" *(?:- *)?([{ODD_SPACES}])|{_KEY_BEFORE} *: *([{ODD_SPACES}])|{_KEY_BEFORE}([{ODD_SPACES}]) *:| *(\t)"
)
"""A sign that looks like a space, in a place where a space has a meaning."""
_TAG = re.compile(r"\s*<[!?/]?[A-Za-z-]|.*<[/A-Za-z][^<>]*>\s*$")
_DASHED = re.compile("( *)- +(?=[0-9]+ *:)")
_QUOTED_NUMBER = re.compile(r":\s+((?:,,|[\"'`´]{1,2})([0-9]+)[\"'`´]{1,2})\s*(?:[,}#]|$)")
_COLONS = re.compile(_START + _KEY + r" *:(?: *:)+ *(?P<value>.*)")
_ITEM = re.compile(r" *- ")
_LIKE_AN_ITEM = re.compile(r" *([-–—−•·]|\*(?= ))")
_CUT = re.compile(r"[^\"']*[^\s#:\"'] +(#)")


class Cause(NamedTuple):
    """The name of a cause, the part of a line to mark (counted from 0), and the parameters of its message."""

    name: CauseId
    line: int
    column: int
    length: int = 1
    params: Mapping[str, str | int] = {}


def with_cause(data: bytes, problem: Problem) -> Problem:
    """Return a syntax error with its likely cause and the place of that cause."""
    text = decode(data)
    if isinstance(text, Problem) or (error := syntax_error(text)) is None:
        return problem
    stop = SyntaxStop(text, error)
    for finder in _CAUSES:
        if cause := finder(stop):
            place = place_on(stop.lines, cause.line, cause.column, cause.length)
            params = {key: shorten(value) if isinstance(value, str) else value for key, value in cause.params.items()}
            return problem._replace(params={"cause": cause.name, **params}, place=place)
    return problem


def _foreign_line(stop: SyntaxStop) -> Cause | None:
    places: list[tuple[int, CauseId]] = [(at, "merge") for at, line in enumerate(stop.lines) if _MERGE.match(line)]
    places += [(at, "markup") for at in (stop.line, stop.start[0]) if _TAG.match(stop.lines[at])]
    return next((Cause(name, at, stop.indent(at), len(stop.lines[at])) for at, name in places), None)


def _numbers(stop: SyntaxStop) -> Cause | None:
    """Find numbers of criteria with a dash before them among numbers without one."""
    dashed = [at for at, line in enumerate(stop.lines) if _DASHED.match(line)]
    if not dashed or stop.with_lines([_DASHED.sub(r"\1", line) for line in stop.lines]) <= stop.line:
        return None
    line = stop.lines[dashed[0]]
    return Cause("dash-number", dashed[0], stop.indent(dashed[0]), 1, {"typed": line.lstrip(" -")})


def _blank(stop: SyntaxStop) -> Cause | None:
    first = stop.start[0] if stop.line - stop.start[0] < 50 else stop.line
    for at in dict.fromkeys([*range(first, stop.last + 1), stop.above(first)]):
        if match := _BLANK.match(stop.lines[at]):
            column = match.start(match.lastindex or 0)
            sign = stop.lines[at][column]
            return Cause("tab" if sign == "\t" else "odd-space", at, column, 1, {"code": code_point(sign)})
    return None


def _quoted_number(stop: SyntaxStop) -> Cause | None:
    if (match := _QUOTED_NUMBER.search(stop.lines[stop.line])) is None:
        return None
    return Cause("quoted-number", stop.line, match.start(1), len(match[1]), {"value": match[1], "known": match[2]})


def _quotes(stop: SyntaxStop) -> Cause | None:
    if "quoted scalar" in stop.context and "end of stream" in stop.reason:
        return Cause("quote-open", *stop.start)
    token = _quoted_before(stop)
    if token is None or "expected" not in stop.reason:
        return None
    rest = stop.rest
    inside = stop.lines[token.start_mark.line + 1 : token.end_mark.line + 1]
    if any(_PAIR.match(line) or _ITEM.match(line) for line in inside):
        return Cause("quote-open", token.start_mark.line, token.start_mark.column)
    if "flow" in stop.context and rest[0] in "\"']}":
        return Cause("comma", stop.line, stop.column, 1, {"rest": rest}) if rest[0] in "\"'" else None
    if re.match("[,;] *[\"']", rest):
        example = re.sub("; *", ", ", stop.lines[stop.line][token.start_mark.column :])
        return Cause("list-bare", stop.line, token.start_mark.column, len(stop.text), {"example": f"[{example}]"})
    return Cause("quote-inner", stop.line, stop.column, len(rest), {"rest": rest})


def _quoted_before(stop: SyntaxStop) -> Any:
    """Return the quoted text that ends right before the place where libyaml stops."""
    last, parser = None, CParser(stop.text)
    with contextlib.suppress(yaml.YAMLError):
        while (token := parser.get_token()) is not None and token.end_mark.index <= stop.index:
            last = token
    parser.dispose()
    is_quoted = isinstance(last, yaml.ScalarToken) and last.style in ("'", '"')
    return last if is_quoted and last.end_mark.line == stop.line else None  # type: ignore[union-attr]


def _item(stop: SyntaxStop) -> Cause | None:
    """Find a line of a list without a dash, or with another sign in place of the dash."""
    at = stop.start[0]
    line = stop.lines[at]
    if _ITEM.match(line) and stop.reason.endswith("expected key"):  # the first ones have none
        parent = next((up for up in range(at)[::-1] if stop.lines[up].strip() and stop.indent(up) < stop.indent(at)), 0)
        first = next((down for down in range(parent + 1, at) if stop.above(down + 1) == down), at)
        if _is_number(stop.lines[first]) and stop.indent(first) == stop.indent(at):
            return Cause("mixed", at, stop.indent(at))
        is_list = first < at and not _ITEM.match(stop.lines[first]) and not _is_number(stop.lines[first])
        is_list = is_list and stop.lines[parent].rstrip().endswith(":")
        return Cause("dash", first, stop.indent(first)) if is_list else None
    if stop.context.endswith(("simple key", "alias")) and (sign := _LIKE_AN_ITEM.match(line)):
        return Cause("dash-sign", at, sign.start(1), 1, {"sign": sign[1]})
    up = at
    while up and stop.indent(up := stop.above(up)) > stop.indent(at):
        pass
    if not _ITEM.match(stop.lines[up]) or stop.indent(up) != stop.indent(at) or _ITEM.match(line):
        return None
    first_key, key = _PAIR.match(stop.lines[up]), _PAIR.match(line)
    if key and not (first_key and first_key["key"] == key["key"]):
        return None
    return Cause("dash", at, stop.indent(at))


def _sign(stop: SyntaxStop) -> Cause | None:
    if re.search("not allowed|any token", stop.reason) or re.search("alias|anchor|tag|block scalar", stop.context):
        line, column = stop.start
        sign = stop.lines[line][column : column + 1]
        if sign and sign not in ":\t":
            return Cause("dash-value" if sign == "-" else "sign", line, column, 1, {"sign": sign})
    return None


def _bracket(stop: SyntaxStop) -> Cause | None:
    line, column = stop.start
    if "',' or" not in stop.reason:
        is_behind = "block" in stop.context and stop.before.rstrip().endswith(("]", "}"))
        return Cause("bracket-rest", stop.line, stop.column, len(stop.rest), {"rest": stop.rest}) if is_behind else None
    close = "}" if stop.lines[line][column] == "{" else "]"
    if (stop.line > line and stop.indent(stop.line) <= stop.indent(line)) or stop.column == 0:
        if cut := _CUT.match(stop.lines[line], column):
            return Cause("cut-bracket", line, cut.start(1), len(stop.lines[line]))
        return Cause("bracket-open", line, column, 1, {"close": close})
    if stop.rest.startswith(("]", "}")):
        return Cause("bracket-other", stop.line, stop.column, 1, {"sign": stop.rest[0], "close": close})
    if stop.rest.startswith(":") and (text := re.search(r"[^,:{\[]*$", stop.before)):
        if key := re.search(r"\S[ ;]+([a-z_]+) *$", text[0]):
            return Cause("comma", stop.line, text.start() + key.start(1), len(key[1]), {"rest": key[1]})
        start = len(stop.before) - len(text[0].lstrip())
        return Cause("colon", stop.line, start, stop.column + 1 - start)
    return None


def _colon(stop: SyntaxStop) -> Cause | None:
    match = _PAIR.match(stop.before)
    if not stop.reason.startswith("mapping values") or not match or not match["value"]:
        return None
    start = match.start("value")
    if key := re.search(r"(?:^|[\s,;])([a-z_]+|[0-9]{1,2}) *$", match["value"]):
        return Cause("two-keys", stop.line, start + key.start(1), len(key[1]), {"key": key[1]})
    return Cause("colon", stop.line, start, len(stop.lines[stop.line]))


def _cut(stop: SyntaxStop) -> Cause | None:
    """Find lines of a text that a comment in its first line cuts off."""
    at = stop.above(stop.start[0])
    if (cut := _CUT.match(stop.lines[at])) and not _PAIR.match(stop.lines[stop.start[0]]):
        return Cause("cut-lines", at, cut.start(1), len(stop.lines[at]))
    return None


def _key(stop: SyntaxStop) -> Cause | None:
    """Find a key without its colon or the space after it, if adding them lets libyaml go on."""
    names: tuple[CauseId, ...] = ("two-colons", "no-space", "no-colon")
    patterns = [*zip(names, (_COLONS, _NO_SPACE, _NO_COLON), strict=True)]
    for at in [stop.start[0]] if stop.context.endswith("simple key") else [stop.above(stop.line), stop.line]:
        if not _ITEM.match(stop.lines[at]) and (cause := _dash(stop, at)):
            return cause
        for name, pattern in patterns:
            if (match := pattern.match(stop.lines[at])) and (pattern is _COLONS or not _PAIR.match(stop.lines[at])):
                start, key, value = match["start"], match["key"], re.sub(r"^([^\"'].*?|) *  #.*", r"\1", match["value"])
                if stop.with_line(at, f"{start}{key}: {value}") > stop.line or len(stop.text) > MOST_TRIED:
                    params = {"key": key, "typed": f"{key}: {value}".strip()}
                    return Cause(name, at, len(start), len(stop.lines[at]), params)
    return None


def _dash(stop: SyntaxStop, at: int) -> Cause | None:
    """Find a line that needs only the dash that its neighbours have, or the space after the dash."""
    own, line, pair = stop.indent(at), stop.lines[at], _PAIR.match(stop.lines[at])
    like = re.compile(rf" {{{own}}}- " + (rf"{{?{re.escape(pair['key'])} *:" if pair else ""))
    sign = line[own : own + 1]
    if sign != "-" and not any(like.match(stop.lines[other]) for other in stop.around()):
        return None
    if stop.with_line(at, f"{line[:own]}- {line[own:].removeprefix('-')}") <= len(stop.lines):
        return None
    return Cause("dash-sign" if sign == "-" else "dash", at, own, 1, {"sign": sign})


def _below(stop: SyntaxStop) -> Cause | None:
    """Find keys below a key that already has a value."""
    at, up = stop.line, stop.above(stop.line)
    key, parent = _PAIR.match(stop.lines[at]), _PAIR.match(stop.lines[up])
    if not key or not parent or not parent["value"] or stop.indent(at) <= len(parent["start"]):
        return None
    params = {"key": parent["key"], "value": parent["value"], "below": key["key"]}
    is_entry = parent["key"].strip("\"'").isdigit() and key["key"].islower()
    if is_entry and key["key"] != "score" and stop.reason.startswith("mapping values"):
        return Cause("note-below", at, len(key["start"]), len(key["key"]), params)
    if is_entry or parent["key"] in _GROUPS or key["key"] in LANGUAGES:
        return Cause("value-and-keys", at, len(key["start"]), len(key["key"]), params)
    return None


def _indentation(stop: SyntaxStop) -> Cause | None:
    """Find the line whose indentation, changed to that of a line nearby, lets libyaml go on furthest."""
    if "escape c" in stop.reason:  # a character or a code
        return None
    at, around, line = stop.line, stop.around(), stop.lines[stop.line]
    key = line.split(":")[0].strip()
    with_numbers = re.compile("(?:self_)?scores|monitored| +numbers")
    if _is_number(line) and not any(map(with_numbers.match, stop.lines[:at])):
        return Cause("outside", at, stop.indent(at), len(key), {"key": key})
    steps = {len(stop.lines[at]) - len(stop.lines[at].lstrip(signs)) for at in around for signs in (" ", " -")}
    numbers = {stop.indent(at) for at in around if _is_number(stop.lines[at])}
    tried = []
    for at in dict.fromkeys((stop.line, stop.above(stop.line), stop.start[0])):
        own, line = stop.indent(at), stop.lines[at]
        pair, is_number = _PAIR.match(line), _is_number(line)
        for step in steps - {own, 0 if is_number else own}:
            is_odd = step not in numbers if is_number else pair is not None and (step == 0) != (pair["key"] in _TOP)
            if (reached := stop.with_line(at, " " * step + line[own:])) > stop.line:
                tried.append((-reached, is_odd, abs(step - own), at != stop.line, at, step))
    if tried:
        best = min(tried)[:5]
        at, expected = best[4], " / ".join(str(one_of[5]) for one_of in sorted(tried) if one_of[:5] == best)
    elif _is_number(stop.lines[stop.line]) and stop.indent(up := stop.above(stop.line)) < stop.indent(stop.line):
        at, expected = up, str(stop.indent(stop.line))
    else:
        return None
    if (pair := _PAIR.match(stop.lines[at])) and not pair["key"].isascii():  # a text, and no key of ours
        return Cause("colon", at, stop.indent(at), len(stop.lines[at]))
    return Cause("indent", at, 0, max(1, stop.indent(at)), {"count": stop.indent(at), "expected": expected})


def _is_number(line: str) -> bool:
    return re.match(" *[0-9]+ *:", line) is not None


def _no_key(stop: SyntaxStop) -> Cause | None:
    line, column = stop.start
    return Cause("no-key", line, column, len(stop.lines[line])) if stop.context.endswith("simple key") else None


def _other(stop: SyntaxStop) -> Cause | None:
    reasons: dict[CauseId, str] = {"value-missing": "node content", "backslash": "escape c|hexdec", "mixed": "'-'"}
    return next((Cause(n, stop.line, stop.column) for n, part in reasons.items() if re.search(part, stop.reason)), None)


_CAUSES: tuple[Callable[[SyntaxStop], Cause | None], ...] = (
    _foreign_line, _blank, _numbers, _quoted_number, _quotes, _item, _sign, _bracket, _colon, _cut, _key, _below,
    _no_key, _indentation, _other,
)  # fmt: skip
"""Functions that look for a cause; certain causes come before likely ones."""
