"""Write score files like those of offices: `python benchmarks/corpus.py FOLDER --files 10000`.

The same seed makes the same files. One in twenty is broken, and `manifest.json` beside the folder has the right verdict
on each file.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CRITERIA = range(1, 25)
PLACES = ("Сызыккөл", "Кыялбел", "Муунакдөбө", "Сынакбел", "Мисалсай", "Дастанкөл", "Ыргакбулак", "Элесбулак")
MINISTRIES = ("өрдөк чарба", "таш жол", "көпүрө", "китепкана", "көл жана дарыя", "шамал энергиясы", "ат спорту")
NAMES = ("Б. Мисалов", "В. Сынакова", "Г. Үлгүбеков", "Ж. Көрсөтмөева", "К. Чен-Өлчөмова", "Т. Белгисизов")
NOTES = (
    "Кызмат ордуна дайындоо тартиби сакталган, бирок эки учурда сынактын протоколу кеч түзүлгөн.",
    "Резервдин тизмеси жаңыланган эмес: үч талапкердин мөөнөтү өткөн жылы бүткөн.",
    "Окутуу планы бекитилген, 14 кызматчынын 11и курстардан өттү.",
    "Үстөк акы эки кызматчыга негизсиз төлөнгөн; айырмасы бюджетке кайтарылды.",
    "Баалоо өз убагында өткөрүлгөн, жыйынтыктары кызматчыларга кол койдуруп тааныштырылган.",
    "Кызматчылар «Кызмат адамынын этикасы» деген эреже менен таанышкан – кол тамгалары бар.",
    "Тартип жазасы жөнүндө буйруктарда түшүнүк кат тиркелген эмес.",
)
EVIDENCE = ("Буйрук № {n}, 2025-0{m}-1{d}", "Протокол № {n}", "Кадрлар бөлүмүнүн каты, № {n}-{m}", "Реестр, {n}-бет")
ADVICE = ("Резервдин тизмесин толуктоо.", "Сынактын протоколдорун мөөнөтүндө түзүү.", "Окутуу планын аткаруу.")

Verdict = dict[str, Any]
Lines = list[str]


def body(random_: random.Random, number: int) -> tuple[Lines, int]:
    """Return the lines of a valid file of 2 to 8 KB, and its total."""
    kind = "state" if number % 20 == 0 else "municipal"
    name = (
        f"{random_.choice(MINISTRIES).capitalize()} министрлиги"
        if kind == "state"
        else (f"{random_.choice(PLACES)} айыл өкмөтү")
    )
    lines = ["criteria: order-158@1", "agency:", f"  id: organ-{number:06}", f"  name: {name} № {number}"]
    lines += [f"  kind: {kind}"]
    if kind == "state":
        lines += ["state_secretary:", f"  name: {random_.choice(NAMES)}", "  since: 2024-02-01"]
    lines += ["year: 2025", "monitoring:", "  from: 2025-03-03", "  to: 2025-03-14"]
    lines += [f"  commission: [{', '.join(random_.sample(NAMES, 3))}]", "scores:"]
    level = random_.choice((2, 3, 3, 4, 4, 5))
    detail = random_.choice((0.35, 0.4, 0.5, 0.9))
    total = 0
    for criterion in CRITERIA:
        score = max(1, min(5, level + random_.choice((-1, 0, 0, 0, 1))))
        total += score
        lines += _entry(random_, criterion, score) if random_.random() < detail else [f"  {criterion}: {score}"]
    if random_.random() < 0.2:
        lines += ["self_scores:", *(f"  {criterion}: {random_.choice((4, 5))}" for criterion in CRITERIA)]
    return lines, total


def _entry(random_: random.Random, criterion: int, score: int) -> Lines:
    def paper() -> str:
        text = random_.choice(EVIDENCE)
        return text.format(n=random_.randint(1, 180), m=random_.randint(1, 9), d=random_.randint(0, 9))

    lines = [f"  {criterion}:", f"    score: {score}", f"    note: '{random_.choice(NOTES)}'"]
    lines += [f'    evidence: ["{paper()}", "{paper()}"]']
    if random_.random() < 0.3:
        lines += [f"    recommendation: {{text: {random_.choice(ADVICE)}, due: 2025-06-01, status: open}}"]
    return lines


def _without(start: str) -> Callable[[Lines], Lines]:
    return lambda lines: [line for line in lines if not line.startswith(start)]


def _instead(start: str, line: str) -> Callable[[Lines], Lines]:
    return lambda lines: [line if old.startswith(start) else old for old in lines]


def _score(value: str) -> Callable[[Lines], Lines]:
    """Return a change that sets the first plain score to `value`."""

    def change(lines: Lines) -> Lines:
        at = next(i for i, line in enumerate(lines) if line.startswith("  1:"))
        rest = next(i for i in range(at + 1, len(lines)) if not lines[i].startswith("    "))
        return [*lines[:at], f"  1: {value}".rstrip(), *lines[rest:]]

    return change


def _doubled(lines: Lines) -> Lines:
    return [*lines, "year: 2025"]


BROKEN: tuple[tuple[str, str, Callable[[Lines], Lines]], ...] = (
    ("score-not-integer", "invalid", _score("5.0")),
    ("score-not-integer", "invalid", _score('"5"')),
    ("score-not-integer", "invalid", _score("yes")),
    ("score-not-integer", "invalid", _score("0x5")),
    ("score-out-of-range", "invalid", _score("6")),
    ("score-out-of-range", "invalid", _score("-1")),
    ("score-empty", "incomplete", _score("")),
    ("criterion-unknown", "invalid", lambda lines: [*_without("self_scores:")(lines), "self_scores: {25: 3}"]),
    ("key-unknown", "invalid", lambda lines: [*lines, "remark: жок"]),
    ("key-duplicate", "invalid", _doubled),
    ("key-missing", "invalid", _without("year:")),
    ("slug-invalid", "invalid", _instead("  id:", "  id: Айыл Өкмөтү")),
    ("value-not-allowed", "invalid", _instead("  kind:", "  kind: private")),
    ("value-out-of-range", "invalid", _instead("year:", "year: 1925")),
    ("date-invalid", "invalid", _instead("  to:", "  to: 2025-02-30")),
    ("period-reversed", "invalid", _instead("  to:", "  to: 2025-03-01")),
    ("criteria-unknown", "invalid", _instead("criteria:", "criteria: order-159@1")),
    ("edition-unknown", "invalid", _instead("criteria:", "criteria: order-158@9")),
    ("yaml-anchor", "invalid", _instead("year:", "year: &y 2025")),
    ("yaml-tag", "invalid", _instead("year:", "year: !!int 2025")),
    ("yaml-several-documents", "invalid", lambda lines: [*lines, "---", "year: 2025"]),
    ("yaml-syntax", "invalid", lambda lines: [*lines, "note: [a, b"]),
    ("file-empty", "invalid", lambda _lines: []),
    ("encoding-not-utf8", "invalid", lambda lines: lines),
    ("character-forbidden", "invalid", _instead("  name:", "  name: Жашыруун\u202eорган")),
    ("body-duplicate", "invalid", _instead("  id:", "  id: eki-jolu-jazylgan")),
    ("body-duplicate", "invalid", _instead("  id:", "  id: eki-jolu-jazylgan")),
)
"""For each kind of broken file: its rule, its status, and the change to its lines."""


def files(count: int, seed: int = 158) -> Iterator[tuple[str, bytes, Verdict]]:
    """Yield name, content and right verdict of `count` files; every twentieth is broken, each kind in turn."""
    random_ = random.Random(seed)
    for number in range(count):
        lines, total = body(random_, number)
        verdict: Verdict = {"status": "ok", "total": total}
        encoding = "utf-8"
        if number % 20 == 7:
            rule, status, change = BROKEN[number // 20 % len(BROKEN)]
            if "self_scores:" in lines and rule == "criterion-unknown":
                lines = lines[: lines.index("self_scores:")]
            lines = change(lines)
            encoding = "cp866" if rule == "encoding-not-utf8" else "utf-8"
            verdict = {"status": status, "total": None, "rule": rule}
        text = "".join(line + "\n" for line in lines)
        yield f"{number // 1000:03}/organ-{number:06}.yaml", text.encode(encoding, "replace"), verdict


def write(folder: Path, count: int, seed: int = 158, *, flat: bool = False) -> dict[str, Verdict]:
    """Write the files below `folder` and the manifest beside it; return the manifest."""
    manifest = {}
    for name, data, verdict in files(count, seed):
        path = folder / (name.partition("/")[2] if flat else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        manifest[path.relative_to(folder).as_posix()] = verdict
    folder.with_name(folder.name + ".manifest.json").write_text(json.dumps(manifest, indent=0), encoding="utf-8")
    return manifest


def main() -> None:
    """Write the requested number of files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=158)
    parser.add_argument("--flat", action="store_true", help="all files in one folder")
    given = parser.parse_args()
    write(given.folder, given.files, given.seed, flat=given.flat)


if __name__ == "__main__":
    main()
