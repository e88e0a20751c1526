"""Checks of the values of a score file, in YAML or in a form: the criteria, the scores, and what contradicts."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.problems import INCOMPLETE_RULES, Problem, RuleId
from monitor_cli.core.result import BrokenBody
from monitor_cli.core.score_file import KINDS, Details, Entry, ScoreFile
from monitor_cli.core.shapes import DATE
from monitor_cli.core.texts import shorten
from monitor_cli.messages import ranges
from monitor_cli.reading.criteria_files import CriteriaLibrary, shape_for
from monitor_cli.reading.document import Path
from monitor_cli.reading.lookalikes import BETWEEN_NAMES, NAMES_APART, as_list
from monitor_cli.reading.shape_check import MOST_PROBLEMS, LocatedDocument, Shape


def strict_problems(document: LocatedDocument, score_file: ScoreFile, criteria_set: CriteriaSet) -> Iterator[Problem]:
    """Yield the warnings of `--strict`; none of them changes a total."""
    good = criteria_set.scale.max - 1
    for number, entry in score_file.scores.items():
        at = ("scores", number)
        if entry.score >= good and not entry.evidence:
            yield document.problem("evidence-missing", at, at_key=True, number=number, score=entry.score)
        if entry.score < good and not entry.note:
            yield document.problem("note-missing", at, at_key=True, number=number, score=entry.score)
    for key, day in (("from", score_file.monitoring.from_), ("to", score_file.monitoring.to)):
        if day and day.year != score_file.year:
            path = ("monitoring", key)
            yield document.problem("period-outside-year", path, day=day.isoformat(), year=score_file.year)
    if score_file.agency.kind == "state" and score_file.state_secretary is None:
        yield document.problem("secretary-missing", ("agency",), at_key=True)


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sort problems by line, and return at most `MOST_PROBLEMS` and then the number of the others.

    The scores that a draft lacks become one problem after the others.
    """

    def position(problem: Problem) -> tuple[int, int]:
        return (problem.place.line, problem.place.column) if problem.place else (0, 0)

    if not problems:
        return ()
    missing_scores = [problem for problem in problems if problem.rule in INCOMPLETE_RULES]
    others = (p for p in problems if p.rule not in INCOMPLETE_RULES and p.rule != "problems-more")
    ordered = (*sorted(others, key=position), *_join_missing_scores(missing_scores))
    unlisted = sum(int(str(problem.params["count"])) for problem in problems if problem.rule == "problems-more")
    if unlisted := unlisted + len(ordered[MOST_PROBLEMS:]):
        return (*ordered[:MOST_PROBLEMS], Problem("problems-more", {"count": unlisted}))
    return ordered


def _join_missing_scores(problems: list[Problem]) -> Iterator[Problem]:
    """Combine the problems of criteria without a score into one, at the first criterion; other keys stay apart."""
    empty: dict[int, Problem] = {}
    for problem in problems:
        if len(number := str(problem.path[1])) < 5 and number.isdecimal():
            empty[int(number)] = problem
        else:
            yield problem
    if len(empty) > 1:
        rule: RuleId = "score-empty" if any(p.rule == "score-empty" for p in empty.values()) else "criterion-missing"
        first = empty[min(empty)]
        yield first._replace(rule=rule, params={**first.params, "numbers": ranges(empty)})
    else:
        yield from empty.values()


def named_criteria(document: LocatedDocument, library: CriteriaLibrary) -> tuple[CriteriaSet | None, list[Problem]]:
    """Return the criteria set that a score file names, or the problem of an unknown set.

    The check of the shape reports a malformed name.
    """
    ref = document.data.get("criteria") if isinstance(document.data, dict) else None
    if not isinstance(ref, str) or "@" not in ref:
        return None, []
    if criteria_set := library.get(ref):
        return criteria_set, []
    name, _, edition = ref.partition("@")
    editions = [known.partition("@")[2] for known in library.refs if known.startswith(name + "@")]
    rule: RuleId = "edition-unknown" if editions else "criteria-unknown"
    known = ", ".join(library.refs)
    return None, [document.problem(rule, ("criteria",), name=name, edition=edition, known=known)]


def check_scores(document: LocatedDocument, criteria_set: CriteriaSet | None) -> tuple[ScoreFile | None, list[Problem]]:
    """Return the score file of a document and its problems; the score file is None if one of them is an error."""
    shape = shape_for(criteria_set)
    value, problems = shape.check(document)
    problems = [_as_score_problem(criteria_set, problem) for problem in problems]
    if value is None and criteria_set and all(problem.rule in INCOMPLETE_RULES for problem in problems):
        value = _draft(document, shape, criteria_set)
    problems += _missing_criteria(document, criteria_set, problems)
    if not isinstance(value, ScoreFile):
        return None, problems
    return value, [*problems, *_cross_problems(document, value)]


def _draft(document: LocatedDocument, shape: Shape, criteria_set: CriteriaSet) -> Any:
    """Return the score file of a draft; the details of a criterion without a score are checked with any score."""
    given = {number: value for number, value in document.data["scores"].items() if value is not None}
    missing = [n for n, value in given.items() if isinstance(value, dict) and value.get("score") is None]
    filled = {number: {**given[number], "score": criteria_set.scale.min} for number in missing}
    file, _ = shape.check(document, {**document.data, "scores": given | filled})
    entries = {number: file.scores.pop(number) for number in map(criteria_set.numbers.__getitem__, missing)}
    details = {number: Details(**{**vars(entry), "score": None}) for number, entry in sorted(entries.items())}
    unscored = tuple((number, one) for number, one in details.items() if one != Details())
    return replace(file, unscored=unscored) if unscored else file


def _as_score_problem(criteria_set: CriteriaSet | None, problem: Problem) -> Problem:
    """Return a problem of the table of scores in terms of the order: criterion and scale, not key and value."""
    path = problem.path
    if len(path) < 2 or path[0] not in ("scores", "self_scores"):
        return problem
    number = str(path[1])
    of_score = len(path) == 2 or path[2:] == ("score",)
    if problem.rule == "key-unknown" and "cause" not in problem.params and len(path) == 2 and criteria_set:
        known = list(criteria_set.criteria)
        params = {"value": problem.params["key"], "first": known[0], "last": known[-1]}
        params |= {"cause": "entry"} if any(number == part.name for part in fields(Entry)) else {}
        return problem._replace(rule="criterion-unknown", params=params)
    if not of_score:
        return problem
    if problem.rule == "value-empty" or (problem.rule == "key-missing" and len(path) == 3):
        return problem._replace(rule="score-empty", params={"numbers": number})
    if problem.rule == "value-out-of-range":
        return problem._replace(rule="score-out-of-range", params={**problem.params, "number": number})
    if problem.rule == "value-wrong-type" and problem.params["expected"] == "integer":
        scale = criteria_set.scale if criteria_set else None
        low, high = (scale.min, scale.max) if scale else (1, 5)
        value = str(problem.params["value"])
        params = {"number": number, "value": value, "low": low, "high": high}
        if "cause" in problem.params:
            params = {**problem.params, **params}
        elif re.fullmatch("[0-9]+[.,][0-9]*[1-9]|[0-9]?[½¼¾]", value):
            params["cause"] = "fraction"
        elif remark := re.match(r"([0-9])[^0-9.,/\-–].*[^\W\d]", value):
            params |= {"cause": "remark", "score": remark[1]}
        return problem._replace(rule="score-not-integer", params=params)
    return problem


def _missing_criteria(
    document: LocatedDocument, criteria_set: CriteriaSet | None, problems: list[Problem]
) -> list[Problem]:
    """Report criteria without an entry, except those whose number is misspelt or misplaced."""
    scores = document.data.get("scores") if isinstance(document.data, dict) else None
    if criteria_set is None or not isinstance(scores, dict) or scores.keys() >= criteria_set.numbers.keys():
        return []
    meant = {problem.params.get(name) for problem in problems for name in ("known", "key")}
    missing = [n for n in criteria_set.criteria if str(n) not in scores and str(n) not in meant]
    best = criteria_set.scale.max
    return [
        document.problem("criterion-missing", ("scores", str(n)), at_key=True, numbers=n, number=n, score=best)
        for n in missing
    ]


def _cross_problems(document: LocatedDocument, score_file: ScoreFile) -> Iterator[Problem]:
    """Report contradictions between values."""
    if score_file.agency.kind == "municipal" and score_file.state_secretary:
        yield document.problem("secretary-on-municipal", ("state_secretary",), at_key=True)
    period = score_file.monitoring
    if period.from_ and period.to and period.from_ > period.to:
        start, end = period.from_.isoformat(), period.to.isoformat()
        yield document.problem("period-reversed", ("monitoring", "to"), start=start, end=end)
    has_several = re.search(BETWEEN_NAMES, "\n".join(period.commission))  # one search for all, as few lines have
    for index, name in enumerate(period.commission if has_several else ()):
        if len(parts := re.split(NAMES_APART, name)) > 1 and all(part[:1].isupper() for part in parts):
            path = ("monitoring", "commission", index)
            yield document.problem("form-one-line", path, text=shorten(name), example=as_list(parts))
    first_day = period.from_ or datetime.date(score_file.year, 1, 1)
    for number, entry in score_file.scores.items():
        if entry.objection or entry.changes:
            yield from _dispute_problems(document, number, entry, first_day)


def _dispute_problems(
    document: LocatedDocument, number: int, entry: Entry, first_day: datetime.date
) -> Iterator[Problem]:
    """Report unsettled objections, decisions without their change, and changes that are empty or out of order."""
    objection, changes, at = entry.objection, entry.changes, ("scores", number)
    dates: dict[Path, datetime.date] = {(*at, "changes", i, "date"): change.date for i, change in enumerate(changes)}
    if objection:
        dates[(*at, "objection", "date")] = objection.date
        outcome = (*at, "objection", "outcome")
        if objection.outcome == "open":
            yield document.problem("objection-open", outcome, number=number)
        elif objection.decision is None:
            yield document.problem("decision-missing", outcome, number=number, outcome=objection.outcome)
        objected_score = next((change.was for change in changes if change.date >= objection.date), entry.score)
        if objection.outcome == "upheld" and objected_score == entry.score:
            day = objection.date.isoformat()
            yield document.problem("change-missing", outcome, number=number, score=objected_score, day=day)
    for index, (was, score) in enumerate(pairwise([*(change.was for change in changes), entry.score])):
        if was == score:
            yield document.problem("change-same", (*at, "changes", index, "was"), number=number, score=score)
    for index, (first, second) in enumerate(pairwise(changes), start=1):
        if first.date > second.date:
            path, before = (*at, "changes", index, "date"), first.date.isoformat()
            yield document.problem("changes-reversed", path, day=second.date.isoformat(), before=before)
    for date_path, date in dates.items():
        if date < first_day:
            yield document.problem("objection-early", date_path, day=date.isoformat(), start=first_day.isoformat())


def about_of(data: Any) -> BrokenBody | None:
    """Return the body of a broken file from its values; None without a body."""
    keys = data if isinstance(data, dict) else {}
    agency, year, days = (keys.get(key) for key in ("agency", "year", "monitoring"))
    if not isinstance(agency, dict) or not isinstance(agency.get("id"), str):
        return None
    kind = agency.get("kind")
    begin, end = (_day(days.get(key)) for key in ("from", "to")) if isinstance(days, dict) else (None, None)
    return BrokenBody(agency["id"], kind if kind in KINDS else None, year if type(year) is int else None, begin, end)


def _day(value: object) -> datetime.date | None:
    if isinstance(value, str) and re.fullmatch(DATE, value):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(value)
    return None
