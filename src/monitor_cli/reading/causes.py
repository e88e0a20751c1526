"""What a person did where libyaml stops: the text around its complaint, held against a table of mistakes.

`messages/rules/causes.py` has the words for each cause; where two are possible, they name both.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser

from monitor_cli.core.problems import Problem
from monitor_cli.core.texts import LANGUAGES, ODD_SPACES, shorten
from monitor_cli.reading.complaints import MOST_TRIED, Complaint, complaint
from monitor_cli.reading.decoding import code_point, decode, place_on

_GROUPS = {"agency", "state_secretary", "monitoring", "scores", "self_scores", "bodies", "monitored", "entries"}
_TOP = _GROUPS | {"criteria", "year", "follow_up"}
"""Keys that begin in the first column, and those among them that have keys below."""

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
"""What is taken for a space and is none, where a space has a meaning."""
_TAG = re.compile(r"\s*<[!?/]?[A-Za-z-]")
_DASHED = re.compile("( *)- +(?=[0-9]+ *:)")
_QUOTED_NUMBER = re.compile(r":\s+([\"'`´]{1,2}([0-9]+)[\"'`´]{1,2})\s*(?:[,}#]|$)")
_COLONS = re.compile(_START + _KEY + r" *:(?: *:)+ *(?P<value>.*)")
_ITEM = re.compile(r" *- ")
_LIKE_AN_ITEM = re.compile(r" *([-–—−•·]|\*(?= ))")
_CUT = re.compile(r"[^\"']*[^\s#:\"'] +(#)")


class Cause(NamedTuple):
    """A cause by its name, the stretch of a line where it shows (both count from 0), and what its words need."""

    name: str
    line: int
    column: int
    length: int = 1
    params: Mapping[str, str | int] = {}


def explained(data: bytes, problem: Problem) -> Problem:
    """A syntax error with its likely cause, at the place of that."""
    text = decode(data)
    if isinstance(text, Problem) or (error := complaint(text)) is None:
        return problem
    one = Complaint(text, error)
    for finder in _CAUSES:
        if cause := finder(one):
            place = place_on(one.lines, cause.line, cause.column, cause.length)
            params = {key: shorten(value) if isinstance(value, str) else value for key, value in cause.params.items()}
            return replace(problem, params={"cause": cause.name, **params}, place=place)
    return problem


def _merge(one: Complaint) -> Cause | None:
    marked = ((at, line) for at, line in enumerate(one.lines) if _MERGE.match(line))
    return next((Cause("merge", at, 0, len(line)) for at, line in marked), None)


def _markup(one: Complaint) -> Cause | None:
    lines = (at for at in (one.line, one.start[0]) if _TAG.match(one.lines[at]))
    return next((Cause("markup", at, one.indent(at), len(one.lines[at])) for at in lines), None)


def _numbers(one: Complaint) -> Cause | None:
    """Numbers of criteria with a dash before them, among others without."""
    dashed = [at for at, line in enumerate(one.lines) if _DASHED.match(line)]
    if not dashed or len(one.text) > MOST_TRIED:
        return None
    error = complaint("\n".join(_DASHED.sub(r"\1", line) for line in one.lines))
    if error and getattr(error, "problem_mark", None).line <= one.line:  # type: ignore[union-attr]
        return None
    line = one.lines[dashed[0]]
    return Cause("dash-number", dashed[0], one.indent(dashed[0]), 1, {"typed": line.lstrip(" -")})


def _blank(one: Complaint) -> Cause | None:
    first = one.start[0] if one.line - one.start[0] < 50 else one.line
    for at in dict.fromkeys([*range(first, one.last + 1), one.above(first)]):
        if match := _BLANK.match(one.lines[at]):
            column = match.start(match.lastindex or 0)
            sign = one.lines[at][column]
            return Cause("tab" if sign == "\t" else "odd-space", at, column, 1, {"code": code_point(sign)})
    return None


def _quoted_number(one: Complaint) -> Cause | None:
    match = _QUOTED_NUMBER.search(one.lines[one.line])
    if match is None:
        return None
    return Cause("quoted-number", one.line, match.start(1), len(match[1]), {"value": match[1], "known": match[2]})


def _quotes(one: Complaint) -> Cause | None:
    if "quoted scalar" in one.context and "end of stream" in one.said:
        return Cause("quote-open", *one.start)
    token = _quoted_before(one)
    if token is None or "expected" not in one.said:
        return None
    rest = one.rest
    inside = one.lines[token.start_mark.line + 1 : token.end_mark.line + 1]
    if any(_PAIR.match(line) or _ITEM.match(line) for line in inside):
        return Cause("quote-open", token.start_mark.line, token.start_mark.column)
    if "flow" in one.context and rest[0] in "\"']}":
        return Cause("comma", one.line, one.column, 1, {"rest": rest}) if rest[0] in "\"'" else None
    if re.match("[,;] *[\"']", rest):
        example = re.sub("; *", ", ", one.lines[one.line][token.start_mark.column :])
        return Cause("list-bare", one.line, token.start_mark.column, len(one.text), {"example": f"[{example}]"})
    return Cause("quote-inner", one.line, one.column, len(rest), {"rest": rest})


def _quoted_before(one: Complaint) -> Any:
    """The text in quotation marks that ends right before the place where libyaml stops."""
    found, parser = None, CParser(one.text)
    with contextlib.suppress(yaml.YAMLError):
        while (token := parser.get_token()) is not None and token.end_mark.index <= one.index:
            found = token
    parser.dispose()
    is_quoted = isinstance(found, yaml.ScalarToken) and found.style in ("'", '"')
    return found if is_quoted and found.end_mark.line == one.line else None  # type: ignore[union-attr]


def _item(one: Complaint) -> Cause | None:
    """A line of a list that does not begin with a dash, or with another sign in its place."""
    at = one.start[0]
    line = one.lines[at]
    if _ITEM.match(line) and one.said.endswith("expected key"):  # the first ones have none
        parent = next((up for up in range(at)[::-1] if one.lines[up].strip() and one.indent(up) < one.indent(at)), 0)
        first = next((down for down in range(parent + 1, at) if one.above(down + 1) == down), at)
        if _is_number(one.lines[first]) and one.indent(first) == one.indent(at):
            return Cause("mixed", at, one.indent(at))
        is_list = first < at and not _ITEM.match(one.lines[first]) and not _is_number(one.lines[first])
        is_list = is_list and one.lines[parent].rstrip().endswith(":")
        return Cause("dash", first, one.indent(first)) if is_list else None
    if one.context.endswith(("simple key", "alias")) and (sign := _LIKE_AN_ITEM.match(line)):
        return Cause("dash-sign", at, sign.start(1), 1, {"sign": sign[1]})
    up = at
    while up and one.indent(up := one.above(up)) > one.indent(at):
        pass
    if not _ITEM.match(one.lines[up]) or one.indent(up) != one.indent(at) or _ITEM.match(line):
        return None
    first_key, key = _PAIR.match(one.lines[up]), _PAIR.match(line)
    if key and not (first_key and first_key["key"] == key["key"]):
        return None
    return Cause("dash", at, one.indent(at))


def _sign(one: Complaint) -> Cause | None:
    if "not allowed" in one.said or "any token" in one.said or re.search("alias|anchor|tag|block scalar", one.context):
        line, column = one.start
        sign = one.lines[line][column : column + 1]
        if sign and sign not in ":\t":
            return Cause("dash-value" if sign == "-" else "sign", line, column, 1, {"sign": sign})
    return None


def _bracket(one: Complaint) -> Cause | None:
    line, column = one.start
    if "',' or" not in one.said:
        is_behind = "block" in one.context and one.before.rstrip().endswith(("]", "}"))
        return Cause("bracket-rest", one.line, one.column, len(one.rest), {"rest": one.rest}) if is_behind else None
    close = "}" if one.lines[line][column] == "{" else "]"
    if (one.line > line and one.indent(one.line) <= one.indent(line)) or one.column == 0:
        if cut := _CUT.match(one.lines[line], column):
            return Cause("cut-bracket", line, cut.start(1), len(one.lines[line]))
        return Cause("bracket-open", line, column, 1, {"close": close})
    if one.rest.startswith(("]", "}")):
        return Cause("bracket-other", one.line, one.column, 1, {"sign": one.rest[0], "close": close})
    if one.rest.startswith(":") and (text := re.search(r"[^,:{\[]*$", one.before)):
        if key := re.search(r"\S[ ;]+([a-z_]+) *$", text[0]):
            return Cause("comma", one.line, text.start() + key.start(1), len(key[1]), {"rest": key[1]})
        start = len(one.before) - len(text[0].lstrip())
        return Cause("colon", one.line, start, one.column + 1 - start)
    return None


def _colon(one: Complaint) -> Cause | None:
    match = _PAIR.match(one.before)
    if not one.said.startswith("mapping values") or not match or not match["value"]:
        return None
    start = match.start("value")
    if key := re.search(r"(?:^|[\s,;])([a-z_]+|[0-9]{1,2}) *$", match["value"]):
        return Cause("two-keys", one.line, start + key.start(1), len(key[1]), {"key": key[1]})
    return Cause("colon", one.line, start, len(one.lines[one.line]))


def _cut(one: Complaint) -> Cause | None:
    """Lines of a text that a comment in the first of them cuts off."""
    at = one.above(one.start[0])
    if (cut := _CUT.match(one.lines[at])) and not _PAIR.match(one.lines[one.start[0]]):
        return Cause("cut-lines", at, cut.start(1), len(one.lines[at]))
    return None


def _key(one: Complaint) -> Cause | None:
    """A key without its colon, or without the space behind it, if that is all there is to it."""
    for at in [one.start[0]] if one.context.endswith("simple key") else [one.above(one.line), one.line]:
        if not _ITEM.match(one.lines[at]) and (cause := _dash(one, at)):
            return cause
        for name, pattern in (("two-colons", _COLONS), ("no-space", _NO_SPACE), ("no-colon", _NO_COLON)):
            if (match := pattern.match(one.lines[at])) and (pattern is _COLONS or not _PAIR.match(one.lines[at])):
                start, key, value = match["start"], match["key"], re.sub(r"^([^\"'].*?|) *  #.*", r"\1", match["value"])
                if one.stops_at(at, f"{start}{key}: {value}") > one.line or len(one.text) > MOST_TRIED:
                    params = {"key": key, "typed": f"{key}: {value}".strip()}
                    return Cause(name, at, len(start), len(one.lines[at]), params)
    return None


def _dash(one: Complaint, at: int) -> Cause | None:
    """A line that lacks only the dash of its neighbours, or the space behind it."""
    own, line, pair = one.indent(at), one.lines[at], _PAIR.match(one.lines[at])
    like = re.compile(rf" {{{own}}}- " + (rf"{{?{re.escape(pair['key'])} *:" if pair else ""))
    sign = line[own : own + 1]
    if sign != "-" and not any(like.match(one.lines[other]) for other in one.around()):
        return None
    if one.stops_at(at, f"{line[:own]}- {line[own:].removeprefix('-')}") <= len(one.lines):
        return None
    return Cause("dash-sign" if sign == "-" else "dash", at, own, 1, {"sign": sign})


def _below(one: Complaint) -> Cause | None:
    """Keys below one that has a value already."""
    at, up = one.line, one.above(one.line)
    key, parent = _PAIR.match(one.lines[at]), _PAIR.match(one.lines[up])
    if not key or not parent or not parent["value"] or one.indent(at) <= len(parent["start"]):
        return None
    params = {"key": parent["key"], "value": parent["value"], "below": key["key"]}
    is_entry = parent["key"].strip("\"'").isdigit() and key["key"].islower()
    if is_entry and key["key"] != "score" and one.said.startswith("mapping values"):
        return Cause("note-below", at, len(key["start"]), len(key["key"]), params)
    if is_entry or parent["key"] in _GROUPS | {"recommendation", "objection"} or key["key"] in LANGUAGES:
        return Cause("value-and-keys", at, len(key["start"]), len(key["key"]), params)
    return None


def _indentation(one: Complaint) -> Cause | None:
    """The line that is out of step: indented like one around it, it would let libyaml go on furthest."""
    if "escape c" in one.said:  # a character or a code
        return None
    at, around, line = one.line, one.around(), one.lines[one.line]
    key = line.split(":")[0].strip()
    with_numbers = re.compile("(?:self_)?scores|monitored| +numbers")
    if _is_number(line) and not any(map(with_numbers.match, one.lines[:at])):
        return Cause("outside", at, one.indent(at), len(key), {"key": key})
    steps = {step for at in around for step in (one.indent(at), len(one.lines[at]) - len(one.lines[at].lstrip(" -")))}
    numbers = {one.indent(at) for at in around if _is_number(one.lines[at])}
    tried = []
    for at in dict.fromkeys((one.line, one.above(one.line), one.start[0])):
        own, line = one.indent(at), one.lines[at]
        pair, is_number = _PAIR.match(line), _is_number(line)
        for step in steps - {own, 0 if is_number else own}:
            is_odd = step not in numbers if is_number else pair is not None and (step == 0) != (pair["key"] in _TOP)
            if (stop := one.stops_at(at, " " * step + line[own:])) > one.line:
                tried.append((-stop, is_odd, abs(step - own), at != one.line, at, step))
    if tried:
        best = min(tried)[:5]
        at, expected = best[4], " / ".join(str(one_of[5]) for one_of in sorted(tried) if one_of[:5] == best)
    elif _is_number(one.lines[one.line]) and one.indent(up := one.above(one.line)) < one.indent(one.line):
        at, expected = up, str(one.indent(one.line))
    else:
        return None
    if (pair := _PAIR.match(one.lines[at])) and not pair["key"].isascii():  # a text, and no key of ours
        return Cause("colon", at, one.indent(at), len(one.lines[at]))
    return Cause("indent", at, 0, max(1, one.indent(at)), {"count": one.indent(at), "expected": expected})


def _is_number(line: str) -> bool:
    return re.match(" *[0-9]+ *:", line) is not None


def _no_key(one: Complaint) -> Cause | None:
    line, column = one.start
    return Cause("no-key", line, column, len(one.lines[line])) if one.context.endswith("simple key") else None


def _other(one: Complaint) -> Cause | None:
    reasons = (("node content", "value-missing"), ("escape c", "backslash"), ("hexdec", "backslash"), ("'-'", "mixed"))
    return next((Cause(name, one.line, one.column) for part, name in reasons if part in one.said), None)


_CAUSES: tuple[Callable[[Complaint], Cause | None], ...] = (
    _merge, _markup, _blank, _numbers, _quoted_number, _quotes, _item, _sign, _bracket, _colon, _cut, _key, _below,
    _no_key, _indentation, _other,
)  # fmt: skip
"""What finds a cause; what is certain stands before what is likely."""
