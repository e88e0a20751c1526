"""Score files for tests; each test gives only the values that it needs."""

from __future__ import annotations

import json
from pathlib import Path


def score_file(
    scores: dict[int, object] | list[int] | int = 3,
    *,
    agency: str = "ulgu-ministrligi",
    name: str = "Үлгү министрлиги",
    kind: str = "state",
    year: int = 2025,
    secretary: str | None = "А. Б. Үлгүева",
    criteria: str = "order-158@1",
    **more: object,
) -> str:
    """Return the text of a score file; a single number is the score of all 24 criteria."""
    if isinstance(scores, int):
        scores = dict.fromkeys(range(1, 25), scores)
    elif isinstance(scores, list):
        scores = dict(enumerate(scores, start=1))
    lines = [f"criteria: {criteria}", "agency:", f"  id: {agency}", f"  name: {_flow(name)}", f"  kind: {kind}"]
    if kind == "state" and secretary:
        lines += ["state_secretary:", f"  name: {_flow(secretary)}"]
    lines += [f"year: {year}", *(f"{key}: {_flow(value)}" for key, value in more.items()), "scores:"]
    lines += [f"  {number}: {_flow(value)}" for number, value in scores.items()]
    return "\n".join(lines) + "\n"


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file with this text, create its folders, and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def with_total(total: int) -> list[int]:
    """Return 24 scores with the sum `total`, from 24 to 120."""
    low, rest = divmod(total, 24)
    return [low + (index < rest) for index in range(24)]


def _flow(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
