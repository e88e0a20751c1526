"""The printed form as a page that prints to clean A4 landscape and asks for nothing else."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from monitor_cli.core.result import Result
from monitor_cli.messages import _, current_language
from monitor_cli.output.paper.content import paper


def render(result: Result) -> str:
    """The page of one file; a draft has no total and says so."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = _
    return environment.get_template("form.html").render(paper=paper(result), language=current_language())
