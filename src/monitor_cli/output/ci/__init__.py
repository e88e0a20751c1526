"""Problems in the formats of CI systems, with paths relative to the root of the project."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from monitor_cli.core.hashes import bytes_sha256
from monitor_cli.core.problems import UNREADABLE_RULES, Problem
from monitor_cli.core.result import Result

STANDARD_INPUT_NAME = "stdin"

UNJUDGED_RULES = UNREADABLE_RULES | {"internal-error"}
"""Rules for files that could not be checked; their problems are not findings about the content."""


def project_path(file: str, root: str) -> str:
    """Return the path of `file` relative to the folder `root`, with `/`; absolute if it is outside of the folder.

    Without a root, the path does not change.
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
    """Return a path as a URI reference: relative, or `file:///…` for an absolute path."""
    quoted = quote(os.fsencode(path), safe="/")
    return "file:///" + quoted.lstrip("/") if os.path.isabs(path) else quoted


def identities(result: Result, file: str) -> Iterator[tuple[Problem, tuple[str, ...]]]:
    """Yield each problem with its identity, which stays the same when lines shift: rule, file, path in the document,
    ordinal among problems that are otherwise equal.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for problem in result.problems:
        key = str(problem.params.get("key", "")) if not problem.path else ""
        identity = (problem.rule, file, "/".join(map(str, problem.path)) or key)
        seen[identity] += 1
        yield problem, (*identity, str(seen[identity]))


def fingerprint(identity: tuple[str, ...]) -> str:
    """Return an identity as 64 hexadecimal digits."""
    return bytes_sha256("\0".join(identity).encode("utf-8", "surrogateescape"))
