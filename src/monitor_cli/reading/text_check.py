"""Comments, invisible characters, and texts that a comment cuts off or that typographic quotation marks enclose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from monitor_cli.core.problems import Problem
from monitor_cli.core.texts import LANGUAGES, shorten
from monitor_cli.reading.decoding import PROSE, code_point, hidden_character, place_on
from monitor_cli.reading.document import Document

_TEXTS = PROSE | {"name", "commission", "title", "label", "short", "issuer", "act", "citation", "notes", *LANGUAGES}
_TEXTS |= {"where", "rule", "clause", "copy", "reads"}
"""The keys whose values are names and sentences."""
_COULD_QUOTE = re.compile(rb"\xe2\x80[\x98\x9c\x9d]")
"""One of ‘, “ and ”: nearly every text in typographic quotation marks has one."""
_COULD_CUT = re.compile(rb" #(?:(?<=[^\s#] #)|[^ #\r\n]|(?<=[^\s#]  #) [0-9])")
"""A comment without two spaces before `#` and one after it; lines of comments have both."""
_CUT = r"(?:\s|\s\s+(?=#(?:[^\s#]|\s*[0-9])))#.*"
_TYPOGRAPHIC = "[“”„‟][^“”„‟]*(?:[“”„‟][^“”„‟\\s]*)?[“”„‟]|[‘’‚‛].*[‘’‛]"


def hidden_characters(document: Document, prose: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Report invisible characters, raw or escaped; some are only warnings below the keys in `prose`."""
    if not document.hides and b"\\" not in document.raw_bytes:
        return
    for node, keys in _scalars(document.root):
        if hidden := hidden_character(node.value, is_prose=not prose.isdisjoint(keys)):
            rule, character = hidden
            yield Problem(rule, {"code": code_point(character)}, document.place_of(node, character))


def lost_texts(document: Document) -> Iterator[Problem]:
    """Report unquoted texts that a comment cuts off or that typographic quotation marks enclose.

    The bytes are searched first; most files have neither.
    """
    data = document.raw_bytes
    could_cut = b"#" in data and _COULD_CUT.search(data) is not None  # a single byte is the fastest to look for
    if not could_cut and _COULD_QUOTE.search(data) is None:
        return
    cut, typographic = re.compile(_CUT), re.compile(_TYPOGRAPHIC)
    for node, keys in _scalars(document.root):
        if node.style or not node.value or _TEXTS.isdisjoint(keys):
            continue
        end = node.end_mark
        if could_cut and (comment := cut.match(document.lines[end.line], end.column)):
            column = end.column + comment.group().index("#")
            place = place_on(document.lines, end.line, column, len(comment.group()))
            yield Problem("text-cut", {"dropped": shorten(comment.group().strip())}, place)
        if typographic.fullmatch(node.value):
            yield Problem("quotes-typographic", {"value": shorten(node.value)}, document.place_of(node))


def comments(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Return the comments of a score file, each with the path of its criterion, which is empty if there is none.

    A comment on its own line belongs to the key below, unless it is indented deeper than that key.
    """
    text, at, keys = document.raw_bytes.decode("utf-8-sig"), 0, list[tuple[int, int, tuple[str, ...]]]()
    for key, value in document.root.value:
        keys.append((key.start_mark.line, key.start_mark.column, ()))
        if key.value == "scores" and isinstance(value, MappingNode):
            keys += [(n.start_mark.line, n.start_mark.column, ("scores", n.value)) for n, _entry in value.value]
    keys.append((len(text), 0, ()))
    scanner = CParser(document.raw_bytes)
    while token := scanner.get_token():
        for comment in re.finditer(r"#[^\r\n]*", text[at : token.start_mark.index]):
            start = at + comment.start()
            line, before = text.count("\n", 0, start), text[text.rfind("\n", 0, start) + 1 : start]
            after = next(key for key in keys if key[0] > line)
            is_above = not before.strip() and len(before) <= after[1]
            path = after[2] if is_above else next((key[2] for key in reversed(keys) if key[0] <= line), ())
            yield path, comment.group()
        at = max(at, token.end_mark.index)


def _scalars(root: Node) -> Iterator[tuple[ScalarNode, tuple[str, ...]]]:
    """Yield every key and scalar with the keys above it."""
    nodes: list[tuple[Node, tuple[str, ...]]] = [(root, ())]
    while nodes:  # no recursion: keys may be nested deeper than values
        node, keys = nodes.pop()
        if isinstance(node, MappingNode):
            for key, value in node.value:
                name = key.value if isinstance(key, ScalarNode) else ""
                nodes += [(key, ()), (value, (*keys, name))]
        elif isinstance(node, SequenceNode):
            nodes += [(item, keys) for item in node.value]
        elif isinstance(node, ScalarNode):
            yield node, keys
