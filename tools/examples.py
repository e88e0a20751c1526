"""Write the example year and the year before it: `python tools/examples.py`.

The script writes 65 fictional bodies in two years and their register, with the same bytes on every run, because each
body has its own seeded random generator. The texts are in `tools/examples.yaml`. The files go to `examples/year`, or to
another folder.
"""

from __future__ import annotations

import datetime
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
TEXTS: dict[str, Any] = yaml.safe_load((ROOT / "tools" / "examples.yaml").read_text(encoding="utf-8"))
CRITERIA: dict[int, dict[Any, list[str]]] = {n: c for area in TEXTS["areas"] for n, c in area["criteria"].items()}
SEED = "order-158"
YEARS = (2024, 2025)
HARD = {5: -0.5, 7: -0.3, 13: -0.3, 16: -0.2, 22: -0.3, 24: -0.2, 8: 0.3, 15: 0.4, 20: 0.5}
"""Criteria that most bodies find harder or easier than the others, in points."""

PREDECESSORS = {"Булактар жана арыктар министрлиги": ("Булактар агенттиги", "Арыктар агенттиги")}
"""Bodies that were formed by a merger at the beginning of 2019, with their predecessors."""

MONTHS = "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры".split()  # noqa: SIM905
LETTERS = {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "ң": "ng", "ю": "yu", "я": "ya", " ": "-"}
LETTERS |= dict(zip("абвгдезийклмнопрстуфхыэөү", "abvgdeziyklmnoprstufhyeou", strict=True))
HOLIDAYS = {(1, 1), (1, 2), (1, 7), (2, 23), (3, 8), (3, 21), (4, 7), (5, 1), (5, 5), (5, 9), (8, 31), (11, 7), (11, 8)}
PLAIN = re.compile(r"[\w«](?:(?!: | #)[^\n])*(?<!:)")
"""Texts that YAML reads without quotation marks."""


@dataclass(frozen=True)
class Body:
    """A fictional body: `scores` by year and criterion, and `chance`, its own random generator."""

    name: str
    kind: str
    chance: random.Random
    staff: int
    scores: dict[int, dict[int, int]]
    secretaries: list[tuple[str, datetime.date]] = field(default_factory=list)
    """Each state secretary with the first day in office, in their order."""

    @property
    def id(self) -> str:
        """The name in Latin letters, as a slug."""
        return _slug(self.name)


def main(folder: Path = ROOT / "examples" / "year") -> int:
    """Write all files below `folder`; delete older score files of these years and nothing else."""
    for year in YEARS:
        for stale in folder.glob(f"{year}/*/*.yaml"):
            stale.unlink()
    for name, text in files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


def files() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file."""
    state = [(name, "state") for name in TEXTS["state"]]
    towns = [(f"{name} шаарынын мэриясы", "municipal") for name in TEXTS["towns"]]
    villages = [(f"{name} айыл өкмөтү", "municipal") for name in TEXTS["villages"]]
    register = ["# Үлгү: органдардын тизмеси. Органдар жана адамдар ойдон чыгарылган.", "bodies:"]
    for bodies in (state, towns + villages):
        for place, (name, kind) in enumerate(bodies):
            body = make_body(name, kind, place, len(bodies))
            for year, text in two_years(body, latecomer=name == TEXTS["state"][7]):
                yield f"{year}/{kind}/{body.id}.yaml", text
            register += _row(body)
    yield "bodies.yaml", "\n".join(register) + "\n"


def _row(body: Body) -> Iterator[str]:
    """Yield the lines of the register for the predecessors of a body and for the body, with its state secretaries."""
    earlier = PREDECESSORS.get(body.name, ())
    for name in earlier:
        yield from (f"  - id: {_slug(name)}", f"    name: {name}", "    kind: state", "    to: 2018-12-31")
    yield from (f"  - id: {body.id}", f"    name: {body.name}", f"    kind: {body.kind}")
    if earlier:
        yield from ("    from: 2019-01-01", f"    successor_of: [{', '.join(map(_slug, earlier))}]")
    if body.kind == "state":
        yield "    state_secretaries:"
        lasts = [f", to: {since - datetime.timedelta(days=1)}" for _name, since in body.secretaries[1:]]
        for (name, since), last in zip(body.secretaries, [*lasts, ""], strict=True):
            yield f"      - {{name: {name}, from: {since}{last}}}"


def make_body(name: str, kind: str, place: int, count: int) -> Body:
    """Return a body with correlated scores: high in most criteria or low, and mostly higher in the second year."""
    chance = random.Random(f"{SEED}:{name}")
    share = (place * 7 % count) / (count - 1)  # the list of names must not be the ranking
    level = 2.7 + 2.15 * share + _about(chance, 0.2)
    rise = 0.18 + _about(chance, 0.45)
    habit = {number: HARD.get(number, 0) + _about(chance, 0.8) for number in CRITERIA}
    scores = {
        year: {n: max(1, min(5, round(level + step * rise + habit[n] + _about(chance, 0.45)))) for n in CRITERIA}
        for step, year in enumerate(YEARS)
    }
    return Body(name, kind, chance, chance.randint(38, 160) if kind == "state" else chance.randint(14, 70), scores)


def two_years(body: Body, *, latecomer: bool) -> Iterator[tuple[int, str]]:
    """Yield the years and files of a body; a `latecomer` takes office during the monitoring exercise."""
    chance, before = body.chance, dict[int, dict[str, Any]]()
    secretary = _person(chance), _day(chance, datetime.date(2019, 3, 1), datetime.date(2023, 11, 30))
    for year in YEARS:
        start = datetime.date(year, 2, 5) + datetime.timedelta(weeks=chance.randint(0, 34))
        start -= datetime.timedelta(days=start.weekday())
        if year == YEARS[-1] and latecomer:
            secretary = _person(chance), start + datetime.timedelta(days=2)
        elif year == YEARS[-1] and chance.random() < 0.2:
            secretary = _person(chance), _day(chance, datetime.date(year - 1, 11, 18), datetime.date(year, 1, 24))
        if secretary not in body.secretaries:
            body.secretaries.append(secretary)
        before = {number: _entry(body, number, start, before.get(number, {})) for number in CRITERIA}
        lines = [*_head(body, year, start, secretary), *_scores(before), *_self_scores(body, year)]
        yield year, "\n".join(lines) + "\n"


def _entry(body: Body, number: int, start: datetime.date, before: dict[str, Any]) -> dict[str, Any]:
    """Return the entry of a criterion: score, finding, evidence and recommendation; `before` is last year's entry."""
    texts, score = CRITERIA[number], body.scores[start.year][number]
    entry: dict[str, Any] = {"score": score, "note": "", "finding": _finding(body.chance, texts, score, before)}
    if score < 5:
        entry["note"] = _filled(body, texts[score][entry["finding"]], start)
    if advised := before.get("recommendation"):
        entry["note"] += " " * (score < 5) + TEXTS[advised["status"]]
    entry["evidence"] = [_filled(body, text, start) for text in _evidence(body.chance, texts["evidence"], score)]
    if body.chance.random() < {5: 0, 4: 0.08, 3: 0.55, 2: 0.95, 1: 1}[score]:
        entry["recommendation"] = _recommendation(body, number, start, entry["finding"])
    return entry


def _finding(chance: random.Random, texts: dict[Any, list[str]], score: int, before: dict[str, Any]) -> int:
    """Return the index of a finding: last year's if its recommendation is open, otherwise another one."""
    possible = list(range(len(texts.get(score, [""]))))
    if before.get("score") == score and "recommendation" in before:
        if before["recommendation"]["status"] == "open":
            return int(before["finding"])
        possible = [index for index in possible if index != before["finding"]] or possible
    return chance.choice(possible)


def _evidence(chance: random.Random, known: list[str], score: int) -> list[str]:
    if score > 3:
        picked = chance.sample(range(len(known)), chance.randint(1, 2))
        return [known[index] for index in sorted(picked)]
    return (known[:1] if score == 3 else []) + chance.sample(TEXTS["visit"], chance.randint(0, 1))


def _recommendation(body: Body, number: int, start: datetime.date, finding: int) -> dict[str, Any]:
    """Return a recommendation with its due date; in the first year, it is done if the score rises."""
    chance, advice, score = body.chance, CRITERIA[number]["advice"], body.scores[start.year][number]
    due = _workday(start + datetime.timedelta(days=11 + 30 * chance.randint(2, 8)))
    gain = body.scores[YEARS[1]][number] - score
    is_done = start.year == YEARS[0] and (gain > 0 or (gain == 0 and score > 2 and chance.random() < 0.6))
    text = TEXTS["remark"] if score == 4 else advice[finding % len(advice)]
    return {"text": text, "due": due, "status": "done" if is_done else "open"}


def _filled(body: Body, text: str, start: datetime.date) -> str:
    chance, staff = body.chance, body.staff
    last = datetime.date(start.year, 1, 31) if "{january}" in text else start - datetime.timedelta(days=3)
    day = _day(chance, datetime.date(start.year, 1, 9), last)
    return text.format(
        date=_in_words(day, "ндагы"),
        january=_in_words(day, "ндагы"),
        asof=_in_words(start.replace(day=1), "на") + " карата",
        day=_in_words(day),
        visit=_in_words(_day(chance, start + datetime.timedelta(days=1), start + datetime.timedelta(days=8))),
        no=1 + day.timetuple().tm_yday // 6 + chance.randint(0, 2),
        minutes=day.month,
        year=start.year,
        n=chance.randint(2, 6),
        days=chance.randint(3, 19),
        staff=staff,
        most=staff - chance.randint(1, 3),
        few=max(3, staff * chance.randint(15, 35) // 100),
    )


def _head(body: Body, year: int, start: datetime.date, secretary: tuple[str, datetime.date]) -> Iterator[str]:
    commission = body.chance.sample(_inspectors(), 3)
    yield "# Орган, адамдар жана документтер ойдон чыгарылган."
    yield "criteria: order-158@1"
    yield from ("agency:", f"  id: {body.id}", f"  name: {body.name}", f"  kind: {body.kind}")
    if body.kind == "state":
        yield from ("state_secretary:", f"  name: {secretary[0]}", f"  since: {secretary[1]}")
    yield from (f"year: {year}", "monitoring:", f"  from: {start}", f"  to: {start + datetime.timedelta(days=11)}")
    yield f"  commission: [{', '.join(commission)}]"


def _scores(entries: dict[int, dict[str, Any]]) -> Iterator[str]:
    yield "scores:"
    for index, area in enumerate(TEXTS["areas"], start=1):
        yield f"  # {index}. {area['title']}"
        for number in area["criteria"]:
            entry = entries[number]
            yield from (f"  {number}:", f"    score: {entry['score']}")
            if entry["note"]:
                yield f"    note: {_scalar(entry['note'])}"
            if entry["evidence"]:
                yield "    evidence:"
                yield from (f"      - {_scalar(text)}" for text in entry["evidence"])
            if todo := entry.get("recommendation"):
                yield from ("    recommendation:", f"      text: {_scalar(todo['text'])}")
                yield from (f"      due: {todo['due']}", f"      status: {todo['status']}")


def _self_scores(body: Body, year: int) -> Iterator[str]:
    """Yield a self-assessment, mostly at or above the commission's scores; some bodies leave out a few criteria."""
    chance = body.chance
    if year == YEARS[0] or chance.random() > (0.5 if body.kind == "state" else 0.25):
        return
    left_out = set(chance.sample(list(CRITERIA), chance.choice([0, 0, 2, 5])))
    yield "self_scores:"
    for number, score in body.scores[year].items():
        if number not in left_out:
            yield f"  {number}: {max(1, min(5, score + chance.choice([-1, 0, 0, 0, 1, 1])))}"


def _inspectors() -> list[str]:
    chance = random.Random(f"{SEED}:inspectors")
    return [_person(chance) for _ in range(30)]


def _person(chance: random.Random) -> str:
    surname = chance.choice(TEXTS["surnames"]) + chance.choice(["", "а"])
    return f"{chance.choice(TEXTS['initials'])}. {chance.choice(TEXTS['initials'])}. {surname}"


def _slug(name: str) -> str:
    return "".join(LETTERS[letter] for letter in name.lower())


def _about(chance: random.Random, most: float) -> float:
    """Return a random deviation of at most `most`, mostly a small one, equal on every machine."""
    return (chance.random() + chance.random() - 1) * most


def _day(chance: random.Random, first: datetime.date, last: datetime.date) -> datetime.date:
    return _workday(first + datetime.timedelta(days=chance.randint(0, (last - first).days)))


def _workday(day: datetime.date) -> datetime.date:
    """Return the day itself, or the next working day."""
    while day.weekday() > 4 or (day.month, day.day) in HOLIDAYS:
        day += datetime.timedelta(days=1)
    return day


def _in_words(day: datetime.date, ending: str = "") -> str:
    """Return a date in words, "2025-жылдын 14-марты"; the ending follows the vowels of the month."""
    month = MONTHS[day.month - 1]
    fronted = {"ндагы": "ндеги", "на": "не"}.get(ending, ending) if month == "апрели" else ending
    return f"{day.year}-жылдын {day.day}-{month}{fronted}"


def _scalar(text: str) -> str:
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:])))
