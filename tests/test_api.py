"""The public Python API: documented, typed, and used by the commands themselves."""

from __future__ import annotations

import doctest
import inspect
import re

import pytest

import monitor_cli
from tests.pages import page


def test_examples_of_the_documentation_are_true():
    """Every example in the package's docstring gives the output that it shows."""
    outcome = doctest.testmod(monitor_cli, raise_on_error=False)
    assert outcome.attempted > 5
    assert outcome.failed == 0


@pytest.mark.parametrize("name", ["README.md", "README.ky.md", "README.ru.md", "docs/developers.md"])
def test_examples_of_the_pages_are_true(name):
    """The Python examples on the pages give the output that they show."""
    (text,) = [code for kind, code in page(name).code if kind == "pycon"]
    runner = doctest.DocTestRunner(verbose=False)
    assert runner.run(doctest.DocTestParser().get_doctest(text, {}, name, name, 0)).failed == 0


def test_the_type_checker_and_the_loader_see_the_same_names():
    """A type checker and the loader see the same names, each from the same module."""
    source = inspect.getsource(monitor_cli).split("if TYPE_CHECKING:\n")[1].split("\n\n")[0]
    seen = re.findall(r"from monitor_cli\.([\w.]+) import (\w+) as \2\n", source + "\n")
    assert len(seen) == len(source.splitlines())
    assert {name: module for module, name in seen} == monitor_cli._HOMES
    assert {name for _module, name in seen} == {*monitor_cli.__all__}


@pytest.mark.parametrize("name", monitor_cli.__all__)
def test_every_public_name_is_there_and_documented(name):
    """Every public name has a docstring."""
    assert inspect.getdoc(getattr(monitor_cli, name))


def test_unknown_names_are_attribute_errors():
    """An unknown name raises AttributeError, as in any module."""
    with pytest.raises(AttributeError, match="no_such_name"):
        monitor_cli.no_such_name  # noqa: B018
