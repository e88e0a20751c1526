"""The filled official form on paper, for signature (R10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor_cli.core.result import Result

FORMATS = ("docx", "html")


def render(result: Result, format_name: str) -> bytes | str:
    """Return the printed form of one file in one of the FORMATS; a draft has no total and says so.

    The HTML page prints on A4 landscape and loads nothing from anywhere.
    """
    if format_name == "docx":
        from monitor_cli.output.paper import docx

        return docx.render(result)
    from pathlib import Path

    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from monitor_cli.messages import _, current_language
    from monitor_cli.output.paper.content import paper

    loader, strict = FileSystemLoader(Path(__file__).parent), StrictUndefined
    environment = Environment(loader=loader, autoescape=True, undefined=strict, trim_blocks=True, lstrip_blocks=True)
    environment.globals["_"] = _
    return environment.get_template("form.html").render(paper=paper(result), language=current_language())
