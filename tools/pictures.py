"""Make the pictures of the README from the examples: `python tools/pictures.py` (needs Chromium).

For each language, a terminal with `monitor score` (SVG), and the report about a year and about one body (PNG).
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from monitor_cli import CriteriaLibrary, check_all
from monitor_cli.core.texts import LANGUAGES
from monitor_cli.messages import use_language
from monitor_cli.output import SCORE, Look, show
from monitor_cli.output.report import render
from monitor_cli.output.reports.score import Breakdowns

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
PICTURES = ROOT / "docs" / "pictures"
SCORED = "valid/mayors-office.yaml"
REPORTS = {"report": ("year/2025",), "body": ("valid/two-years-2024.yaml", "valid/two-years-2025.yaml")}
WINDOW = {"width": 1200, "height": 900}

# A picture must not load a font from elsewhere; every system has a monospaced font.
SVG = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.S)


def main() -> int:
    """Write all pictures, and overwrite the old ones."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)  # the picture shows the path of the file
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language in LANGUAGES:
            use_language(language)
            (PICTURES / f"score-{language}.svg").write_text(terminal(), encoding="utf-8")
            for name, paths in REPORTS.items():
                screenshot(browser, paths, PICTURES / f"{name}-{language}.png")
        browser.close()
    return 0


def terminal() -> str:
    """Return the output of `monitor score` on a terminal of 80 columns, as SVG."""
    library = CriteriaLibrary()
    results = check_all((f"examples/{SCORED}",), library)
    console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True, highlight=False)
    shown = "".join(show(SCORE, Breakdowns(results, library.default), "table", Look(80, colour=True)))
    for line in shown.splitlines():
        console.print(Text.from_ansi(line))
    title = f"monitor score examples/{SCORED}"
    return console.export_svg(title=title, code_format=SVG, unique_id="score")


def screenshot(browser: Browser, paths: tuple[str, ...], target: Path) -> None:
    """Write a screenshot of the top of the report about `paths`."""
    library = CriteriaLibrary()
    results = check_all(tuple(str(EXAMPLES / path) for path in paths), library)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.html")
        file.write_bytes(render(results, library.default))
        page = browser.new_page(viewport=WINDOW)
        page.goto(file.as_uri())
        page.screenshot(path=str(target))
        page.close()


if __name__ == "__main__":
    sys.exit(main())
