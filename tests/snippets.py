"""Complete files around the examples of `monitor explain`, so that the real reader can check them."""

from __future__ import annotations

import re

SCORE_FILE = {
    "criteria": "criteria: order-158@1\n",
    "agency": "agency:\n  id: ulgu-ministrligi\n  name: Үлгү министрлиги\n  kind: state\n",
    "state_secretary": "state_secretary:\n  name: А. Б. Үлгүева\n",
    "year": "year: 2025\n",
}
CRITERIA_FILE = {
    "id": "id: ulgu\n",
    "edition": 'edition: "1"\n',
    "revision": "revision: 0\n",
    "languages": "languages:\n  authoritative: ky\n",
    "title": "title: {ky: Үлгү}\n",
    "source": 'source: {act: {ky: Буйрук}, number: "1", date: 2025-01-14, issuer: {ky: Орган}, title: {ky: Үлгү}}\n',
    "scale": (
        "scale:\n  min: 1\n  max: 3\n  indicators:\n    - {score: 3, text: {ky: толук}}\n"
        "    - {score: 2, text: {ky: жарым-жартылай}}\n    - {score: 1, text: {ky: жок}}\n"
    ),
    "areas": (
        "areas:\n  - number: 1\n    kind: area\n    title: {ky: Тартип}\n"
        "    criteria: [{number: 1, title: {ky: Пландар}}, {number: 2, title: {ky: Окуулар}}]\n"
    ),
    "bands": (
        "bands:\n  - {number: 1, min: 2, max: 4, label: {ky: начар}}\n"
        "  - {number: 2, min: 5, max: 6, label: {ky: жакшы}}\n"
    ),
    "ranking": "ranking: {ties: competition, basis: tool, note: {ky: Бирдей балл бирдей орун алат.}}\n",
}
_KEY = re.compile(r"(?m)^(?:# )?(\w+):")
_NUMBER = re.compile(r"(?m)^  (?:# )?(\d+):")


def completed(snippet: str) -> str:
    """Complete `snippet` to a file that passes `--strict`; a key that it has in a comment stays out."""
    keys = set(_KEY.findall(snippet))
    if not keys and "\n---" not in snippet:
        return snippet
    if "bodies" in keys:
        return snippet
    if keys & (CRITERIA_FILE.keys() | {"documents", "comparable"}):
        return snippet + "".join(part for key, part in CRITERIA_FILE.items() if key not in keys)
    if "municipal" in snippet:
        keys.add("state_secretary")
    before = snippet if "scores" not in keys else ""
    rest = "".join(part for key, part in SCORE_FILE.items() if key not in keys)
    if before:
        return f"{before}{rest}scores:\n{_scores(set())}"
    return f"{snippet}{_scores(set(_NUMBER.findall(snippet)))}{rest}"


def _scores(named: set[str]) -> str:
    numbers = [str(number) for number in range(1, 25) if str(number) not in named]
    return "".join(f'  {number}: {{score: 5, evidence: ["Буйрук № {number}"]}}\n' for number in numbers)
