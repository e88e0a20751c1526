"""The public Python surface: documented, typed, and the one that the commands use."""

from __future__ import annotations

import doctest
import inspect

import pytest

import monitor_cli


def test_examples_of_the_documentation_are_true():
    """Every example in the package's docstring gives what it shows."""
    outcome = doctest.testmod(monitor_cli, raise_on_error=False)
    assert outcome.attempted > 5
    assert outcome.failed == 0


@pytest.mark.parametrize("name", monitor_cli.__all__)
def test_every_public_name_is_there_and_documented(name):
    """Each says what it is, with units, ranges and errors in its own module."""
    assert inspect.getdoc(getattr(monitor_cli, name))


def test_unknown_names_are_attribute_errors():
    """As for any module."""
    with pytest.raises(AttributeError, match="no_such_name"):
        monitor_cli.no_such_name  # noqa: B018
