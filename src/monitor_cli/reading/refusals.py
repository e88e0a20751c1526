"""Files that are broken or of another program: explains their mistakes, or refuses them and shows nothing of them."""

from __future__ import annotations

import re

from monitor_cli.core.problems import Place, Problem
from monitor_cli.core.result import BrokenBody
from monitor_cli.core.score_file import YEAR
from monitor_cli.reading.decoding import lines_of, place_on
from monitor_cli.reading.document import Document, is_ours
from monitor_cli.reading.score_check import about_of


def explained_or_refused(
    data: bytes, document: Document | None, problems: list[Problem]
) -> tuple[Document | None, list[Problem]]:
    """Return the document of a file that `read_document` does not take as it is, and its problems.

    The document is None, and its problems show nothing of it, unless the file seems to be one of this program.
    """
    text = data.removeprefix(b"\xef\xbb\xbf")
    is_text = not any(problem.rule.startswith(("character-", "encoding-")) for problem in problems)
    if is_text and (content := text.lstrip()).startswith(b"<"):
        line = len(lines_of(text[: -len(content)].decode()))
        return None, [Problem("yaml-syntax", {"cause": "markup"}, Place(line, 1, 2))]
    if document is not None and isinstance(document.data, dict):
        return None, [Problem("document-foreign", place=Place(1, 1, 2))]
    explained = problems
    if any(problem.rule == "yaml-syntax" for problem in problems):
        from monitor_cli.reading.causes import with_cause

        explained = [with_cause(data, problem) for problem in problems]
    if _seems_ours(data):
        return document, explained
    if document:
        return None, [Problem("document-not-mapping", place=Place(1, 1, 2))]
    discreet = [e if e.params.keys() <= _DISCREET else p for e, p in zip(explained, problems, strict=True)]
    return None, [p._replace(place=p.place and p.place._replace(source="", source_column=1)) for p in discreet]


def body_in(data: bytes) -> BrokenBody | None:
    """Return the body of a score file that is no YAML from its bytes; None without a body, and for a foreign file."""
    pairs = re.findall((_BODY_VALUE % "id|kind|year|from|to").encode(), data) if _seems_ours(data) else []
    values = {key.decode(): value.decode() for key, value in reversed(pairs)}
    year = int(values["year"]) if re.fullmatch(YEAR, values.get("year", "")) else None
    return about_of({"agency": values, "year": year, "monitoring": values})


def place_of_id(data: bytes) -> Place | None:
    """Return the place of the id of the body in such a file; None without one."""
    text = data.decode("utf-8-sig", "replace")
    if (match := re.search(_BODY_VALUE % "id", text)) is None:
        return None
    before = lines_of(text[: match.start(2)])
    return place_on(lines_of(text), len(before) - 1, len(before[-1]), len(match[2]))


def _seems_ours(data: bytes) -> bool:
    return is_ours(dict(re.findall(_PAIRS, data.replace(b"\0", b"").decode("utf-8-sig", "replace"))))


_BODY_VALUE = r"""(?m)(?:^|[{,])[ \t]*["']?(%s)["']?[ \t]*:[ \t]*["']?([a-z0-9-]+)"""
"""A value about the body in a score file in any state; the first of each key counts."""
_DISCREET = {"reason", "most", "code", "encoding", "cause", "count", "expected", "sign", "close"}
"""Parameters of a problem that contain no word of the file."""
_PAIRS = r"""(?m)^[ \t{]{0,3}["']?([A-Za-z_]+)["']?[ \t]*:?[ \t]*["']?([\w.@-]*)"""
"""Possible top-level keys, with their values, in a text that is not YAML."""
