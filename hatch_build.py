"""Compiles the message catalogues when the package is built or installed from its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Writes a `.mo` beside each `.po`; `--help` then loads nothing that could compile them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before files are collected, for editable installs too."""
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for source in sorted(Path(self.root, "src/monitor_cli/messages/locale").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parts[-3])
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)
