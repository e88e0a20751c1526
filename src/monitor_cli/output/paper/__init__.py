"""The filled official form on paper, for signature (R10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor_cli.core.result import Result

FORMATS = ("docx", "html")


def render(result: Result, format_name: str) -> bytes | str:
    """The printed form of one file in one of the FORMATS; a draft has no total and says so."""
    if format_name == "docx":
        from monitor_cli.output.paper import docx

        return docx.render(result)
    from monitor_cli.output.paper import html

    return html.render(result)
