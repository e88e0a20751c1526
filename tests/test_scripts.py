"""Scripts beside the package, which no other test runs, use only names that exist in the package."""

from __future__ import annotations

import ast
from importlib import import_module

import pytest

from tests.conftest import ROOT

SCRIPTS = sorted(path for folder in ("benchmarks", "fuzz", "tools") for path in (ROOT / folder).glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_a_script_imports_is_there(script):
    """A name that the package gave up breaks the test and not the next hour of fuzzing."""
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("monitor_cli", "tests"):
            module = import_module(str(node.module))
            for name in node.names:
                assert hasattr(module, name.name) or import_module(f"{node.module}.{name.name}")
