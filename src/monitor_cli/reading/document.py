"""One YAML document with the position of every key and value, read by the core schema of YAML 1.2.

libyaml composes the nodes; the values are resolved here and never by PyYAML's constructors,
which follow YAML 1.1 (`010` is 8, `no` is false) and raise errors on text such as `2024-02-30`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import yaml
from yaml._yaml import CParser  # libyaml is required: the Python parser differs on valid documents
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from monitor_cli.core.problems import Param, Place, Problem, RuleId
from monitor_cli.core.texts import shorten
from monitor_cli.messages.visible import could_hide
from monitor_cli.reading.decoding import lines_of, place_at, place_on
from monitor_cli.reading.guard import MOST_DEPTH, refused, unsafe

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value."""
NOT_AN_INTEGER = float("nan")
"""The value of every number that is not a plain decimal integer: 5.0, 0x5, 05, +5, .inf."""


class _Composer(CParser):
    """libyaml's parser and composer without any resolver."""

    def resolve(self, kind: type[Node], value: str | None, implicit: object) -> str:
        return ""

    # called for every node; any function written in C costs less than an empty Python function
    descend_resolver = operator.is_
    ascend_resolver = tuple


class Document:
    """A composed document: `data` contains its values, `place` gives their positions; see `could_hide` for `hides`."""

    def __init__(self, raw: bytes, root: Node, hides: bool) -> None:
        self.raw_bytes = raw
        self.root = root
        self.hides = hides
        self.data: Any = None
        self._known_pairs: dict[int, dict[str, tuple[Node, Node]]] = {}

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text; only a file with problems needs them."""
        return lines_of(self.raw_bytes.decode("utf-8-sig"))

    def problem(self, rule: RuleId, path: Path = (), *, at_key: bool = False, **params: Param) -> Problem:
        """Return a Problem at `path`; see `place`."""
        return Problem(rule, params, self.place(path, at_key=at_key), path)

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Return the Place of the value at `path`, or of its key; if the path does not exist, of its nearest ancestor.

        A block below its key is shown by the key.
        """
        node, key = self._find(path)
        is_inline = node.style or node.value != "" if isinstance(node, ScalarNode) else getattr(node, "flow_style", "")
        return self.place_of(key if key is not None and (at_key or not is_inline) else node)

    def place_of(self, node: Node, character: str = "") -> Place:
        """Return the Place of the first line of a node, or of the first `character` in the node."""
        start, end = node.start_mark, node.end_mark
        for line in range(start.line, end.line + 1 if character else 0):
            column = self.lines[line].find(character, start.column if line == start.line else 0)
            if column >= 0:
                return place_on(self.lines, line, column)
        length = end.column - start.column if end.line == start.line else len(self.raw_bytes)
        return place_on(self.lines, start.line, start.column, length)

    def raw(self, path: Path) -> str:
        """Return the value at `path` as it is written, with its quotes, shortened; `[…]` or `{…}` for a group."""
        node, _ = self._find(path)
        if not isinstance(node, ScalarNode):
            return "{…}" if isinstance(node, MappingNode) else "[…]"
        quote = node.style if node.style in ("'", '"') else ""
        return shorten(f"{quote}{node.value}{quote}")

    def _find(self, path: Path) -> tuple[Node, Node | None]:
        node, key = self.root, None
        for step in path:
            if isinstance(node, MappingNode) and str(step) in (pairs := self._pairs(node)):
                key, node = pairs[str(step)]
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                key, node = None, node.value[step]
            else:
                break
        return node, key

    def _pairs(self, node: MappingNode) -> dict[str, tuple[Node, Node]]:
        if id(node) not in self._known_pairs:
            self._known_pairs[id(node)] = {k.value: (k, value) for k, value in node.value if isinstance(k, ScalarNode)}
        return self._known_pairs[id(node)]


def read_document(data: bytes) -> tuple[Document | None, list[Problem]]:
    """Return the single document of a file and the problems of its YAML, duplicate keys included.

    The content of a foreign file may be secret: its problems show no line, key or value.
    """
    document, problems = composed(data)
    keys = document.data if document and isinstance(document.data, dict) else {}
    if is_ours(keys) or is_ours(_with_one_colon(keys)):
        return document, problems
    from monitor_cli.reading.refusals import explained_or_refused  # files in order do not need it

    return explained_or_refused(data, document, problems)


_KINDS = (
    frozenset({"criteria", "agency", "scores", "self_scores", "state_secretary"}),
    frozenset({"edition", "areas", "bands", "scale"}),
)
"""Top-level keys of score files and of criteria sets; two of one kind identify a file, whatever its state."""
_MARKS = {
    "published": "published-file",
    "scores": "score-file",
    "bodies": "register",
    "follow_up": "follow-up",
    "closings": "frozen-year",
    "areas": "criteria-file",
}
"""The kind of a file by a top-level key that only files of this kind have; the first one counts."""


def is_ours(keys: Mapping[str, Any]) -> bool:
    """Return True if a mapping has the top-level keys of a kind of file that this program reads."""
    ref, name = keys.get("criteria"), keys.get("format")
    return (
        not {"bodies", "follow_up"}.isdisjoint(keys)
        or (isinstance(ref, str) and "@" in ref)
        or (isinstance(name, str) and name.startswith("monitor."))
        or any(len(kind.intersection(keys)) > 1 for kind in _KINDS)
    )


def kind_of(data: Any) -> str | None:
    """Return the kind of a file by its top-level keys; None if they fit no kind."""
    keys = data if isinstance(data, dict) else {}
    if "scores" not in keys and {"bands", "scale"} <= keys.keys():
        return "criteria-file"
    kind = next((kind for key, kind in _MARKS.items() if key in keys), None)
    return kind_of(meant) if not kind and (meant := _with_one_colon(keys)) != keys else kind


def _with_one_colon(keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return the mapping with one colon in keys that were typed with two."""
    return {key.rstrip(" :"): value for key, value in keys.items()}


def read_as(wanted: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read a document like `read_document`; a file of another kind than `wanted` has only the problem that says so."""
    document, problems = read_document(data)
    if document is None:
        no_kind = {"cause": "no-kind", "wanted": wanted}
        return None, [p._replace(params={**p.params, **no_kind}) if p.rule in _NO_KIND else p for p in problems]
    kind = kind_of(document.data)
    if kind in (None, wanted) or any(key in document.data for key, name in _MARKS.items() if name == wanted):
        return document, problems
    return None, [document.problem("criteria-file-here", cause="other-kind", kind=str(kind), wanted=wanted)]


_NO_KIND = ("document-foreign", "document-not-mapping", "file-empty")
"""Rules whose advice is how a score file begins."""


def composed(data: bytes) -> tuple[Document | None, list[Problem]]:
    """Return the single document of any YAML file and its problems."""
    hides = could_hide(data)
    if (problem := unsafe(data, hides)) is not None:
        return None, [problem]
    composer = _Composer(data)
    try:
        root = composer.get_single_node()
    except yaml.YAMLError as error:
        return None, [refused(data, error)]
    finally:
        composer.dispose()
    if root is None or (isinstance(root, ScalarNode) and root.value == ""):
        return None, [Problem("file-empty", place=place_at(data.decode("utf-8-sig"), 0))]
    document = Document(data, root, hides)
    problems: list[Problem] = []
    document.data = _value(root, document, problems, 1)
    if deep := [problem for problem in problems if problem.rule == "yaml-too-deep"]:
        return None, deep[:1]
    return document, problems


def _value(node: Node, document: Document, problems: list[Problem], depth: int) -> Any:
    if type(node) is ScalarNode:
        return node.value if node.style else _PLAIN[node.value]
    if depth > MOST_DEPTH:
        problems.append(Problem("yaml-too-deep", {"most": MOST_DEPTH}, document.place_of(node)))
        return None
    # scalars are read in place: a call for each would cost more than all the rest
    if type(node) is not MappingNode:
        return [
            (item.value if item.style else _PLAIN[item.value])
            if type(item) is ScalarNode
            else _value(item, document, problems, depth + 1)
            for item in node.value
        ]
    values = {}
    for key, value in node.value:
        if type(key) is not ScalarNode:
            _value(key, document, problems, depth + 1)  # only for its depth: such a key is a problem by itself
            continue
        if type(value) is ScalarNode:
            values[key.value] = value.value if value.style else _PLAIN[value.value]
        else:
            values[key.value] = _value(value, document, problems, depth + 1)
    if len(values) != len(node.value):
        problems += _key_problems(document, node.value)
    return values


_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_NUMBER_STARTS = frozenset("-+.0123456789")


class _PlainWords(dict[str, Any]):
    """The values of unquoted words by the core schema of YAML 1.2; a cache of the frequent ones."""

    def __missing__(self, word: str) -> Any:
        value: Any = word
        if word[0] in _NUMBER_STARTS:
            if _INTEGER.fullmatch(word):
                value = int(word[:19])
            elif _NUMBER.fullmatch(word):
                value = NOT_AN_INTEGER
        if len(self) < 5_000:
            self[word] = value
        return value


_PLAIN = _PlainWords({str(number): number for number in range(100)})
_PLAIN.update(dict.fromkeys(("", "~", "null", "Null", "NULL"), None))
_PLAIN.update(dict.fromkeys(("true", "True", "TRUE"), True))
_PLAIN.update(dict.fromkeys(("false", "False", "FALSE"), False))


def _key_problems(document: Document, pairs: list[tuple[Node, Node]]) -> list[Problem]:
    problems = []
    first: dict[str, int] = {}
    start = pairs[0][0].start_mark
    for key, _ in pairs:
        if not isinstance(key, ScalarNode):
            problems.append(Problem("key-not-text", place=document.place_of(key)))
        elif key.value in first:
            params: dict[str, str | int] = {"key": shorten(key.value), "line": first[key.value]}
            if is_item := document.lines[start.line][: start.column].endswith("- "):
                params["cause"] = "item-twice"
            problems.append(Problem("key-duplicate", params, document.place_of(key)))
            if is_item:  # the other keys of the second item would be reported as duplicates too
                break
        else:
            first[key.value] = key.start_mark.line + 1
    return problems
