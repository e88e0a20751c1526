"""From values to text, bytes or Rich renderables: a folder for each report, a module for each of its formats.

A format is a module with a function `render`; its name is the format's. To add a format,
add the module and name it in `FORMATS` of its folder.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def renderer(report: str, format_name: str) -> Any:
    """The function `render` of one format of a report; only its module and what it needs are loaded."""
    return import_module(f"monitor_cli.output.{report}.{format_name}").render
