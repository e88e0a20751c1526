"""Count the names that do not say the thing: `python tools/names.py [FOLDER…]`, by default src.

docs/developers.md has the style; a name is counted by its parts, so `words_found` is two.
"""

from __future__ import annotations

import sys
import tokenize
from collections import Counter
from pathlib import Path

VAGUE = ("found", "words", "said", "told", "mend", "house")


def count(folder: Path) -> Counter[str]:
    """Count the vague names in the code of a folder, without comments and texts."""
    names: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.py")):
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.NAME:
                    names.update(part for part in token.string.lower().split("_") if part in VAGUE)
    return names


def main() -> None:
    for folder in map(Path, sys.argv[1:] or ["src"]):
        names = count(folder)
        counts = ", ".join(f"{name} {names[name]}" for name in VAGUE)
        sys.stdout.write(f"{folder}: {names.total()}: {counts}\n")


if __name__ == "__main__":
    main()
