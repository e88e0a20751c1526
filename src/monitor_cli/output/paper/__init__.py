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
    return _page(result)


def _page(result: Result) -> str:
    """A page that prints to clean A4 landscape and asks for nothing else."""
    from pathlib import Path

    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from monitor_cli.messages import _, current_language
    from monitor_cli.output.paper.content import paper

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["_"] = _
    return environment.get_template("form.html").render(paper=paper(result), language=current_language())
