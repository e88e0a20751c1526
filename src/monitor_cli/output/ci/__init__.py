"""Problems in formats of other people's making, which name files as seen from the top of the project."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from monitor_cli.core.problems import UNREADABLE_RULES, Problem
from monitor_cli.core.result import Result

STANDARD_INPUT_NAME = "stdin"

UNJUDGED_RULES = UNREADABLE_RULES | {"internal-error"}
"""Not findings about what a file says: it could not be judged at all."""


def project_path(file: str, root: str) -> str:
    """`file` as seen from the folder `root`, with `/`; what lies outside of it keeps its absolute path.

    Without a root the path stays as it is.
    """
    if file == "-":
        return STANDARD_INPUT_NAME
    if not root:
        return file.replace(os.sep, "/")
    whole = os.path.abspath(file)
    try:
        inside = os.path.commonpath((whole, root)) == os.path.normpath(root)
    except ValueError:  # another drive
        inside = False
    return (os.path.relpath(whole, root) if inside else whole).replace(os.sep, "/")


def uri(path: str) -> str:
    """A path as a URI reference: relative for a relative path, `file:///…` for an absolute one."""
    quoted = quote(os.fsencode(path), safe="/")
    if not os.path.isabs(path):
        return quoted
    return "file:///" + quoted.lstrip("/")


def identities(result: Result, file: str) -> Iterator[tuple[Problem, tuple[str, ...]]]:
    """Each problem with what it stays known by when lines shift: rule, file, place in the document, ordinal.

    The ordinal tells apart what is otherwise equal, as when a key stands three times in one file.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for problem in result.problems:
        key = str(problem.params.get("key", "")) if not problem.path else ""
        identity = (problem.rule, file, "/".join(map(str, problem.path)) or key)
        seen[identity] += 1
        yield problem, (*identity, str(seen[identity]))


def fingerprint(identity: tuple[str, ...]) -> str:
    """An identity as 64 hexadecimal digits."""
    import hashlib

    return hashlib.sha256("\0".join(identity).encode("utf-8", "surrogateescape")).hexdigest()
