"""The sentences that every rating for people has in common."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.problems import Problem
from monitor_cli.core.rating import Rated, Rating, Unranked
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.words import said

REASONS = {
    "failed": N_("the tool itself failed at this file"),
    "unreadable": N_("cannot be read"),
    "same-body-twice": N_("the same body and year in several files"),
    "invalid": N_("invalid"),
    "incomplete": N_("incomplete: no total, no place"),
    "no-state-secretary": N_("names no state secretary, who is rated"),
    "other-edition": N_("judged by another edition of the criteria"),
    "other-year": N_("another year"),
    "municipal": N_("municipal body"),
    "state": N_("state body"),
    "criteria-file": N_("a criteria file and no score file"),
}
"""Why a file has no place."""


def title(rating: Rating) -> str:
    """Who is rated, and the year."""
    words = _("Rating of the state secretaries") if rating.kind == "state" else _("Rating of the municipal bodies")
    return words if rating.year is None else f"{words}, {rating.year}"


def subtitle(rating: Rating) -> str:
    """The edition, and how many have a place and how many have none."""
    parts = [summary(rating)]
    if rating.criteria_set:
        parts.insert(0, _("criteria: {ref}").format(ref=rating.criteria_set.ref))
    return " · ".join(parts)


def summary(rating: Rating) -> str:
    """How many bodies have a place, and how many files have none."""
    rated = ngettext("{count} body rated", "{count} bodies rated", len(rating.places)).format(count=len(rating.places))
    if not rating.unranked:
        return rated
    words = ngettext("{count} file left out", "{count} files left out", len(rating.unranked))
    return f"{rated} · {words.format(count=len(rating.unranked))}"


def place(rated: Rated) -> str:
    """The place, with a sign where it is shared."""
    return f"{rated.rank} =" if rated.shared else str(rated.rank)


def stability(rated: Rated) -> str:
    """The best and the worst place within one point."""
    return str(rated.best) if rated.best == rated.worst else f"{rated.best}–{rated.worst}"


def secretary(rated: Rated) -> str:
    """Who is rated, with a star where the office was taken after the monitoring began; empty for a municipal body."""
    found = rated.score_file.state_secretary
    return f"{said(found.name)}{' *' if rated.took_office_late else ''}" if found else ""


def notes(rating: Rating) -> Iterator[str]:
    """What a reader must know to read the places right."""
    if not rating.places or rating.criteria_set is None:
        return
    if any(rated.shared for rated in rating.places):
        yield _("= A place that several bodies share.")
    yield from tie_rule(rating.criteria_set)
    yield _(
        "Stability: the best and the worst place that the body could have if any single one of its own criteria "
        "had been scored one point higher or lower, all others unchanged."
    )
    for rated in rating.places:
        if rated.took_office_late:
            yield late(rated)


def tie_rule(criteria_set: CriteriaSet) -> Iterator[str]:
    """How equal totals are ranked, and whose rule that is; it stands wherever a place is shown."""
    yield said(criteria_set.ranking.note)
    if criteria_set.ranking.basis == "tool":
        yield _("The rule for equal totals is this tool's choice and not the order's.")


def late(rated: Rated) -> str:
    """That a state secretary took office after the monitoring began; empty where it is not so."""
    found, period = rated.score_file.state_secretary, rated.score_file.monitoring
    if not rated.took_office_late or found is None or found.since is None:
        return ""
    words = _("* {name} ({agency}) took office on {since}, after the monitoring began ({began}).")
    return words.format(
        name=said(found.name),
        agency=rated.score_file.agency.id,
        since=found.since.isoformat(),
        began=period.from_ or period.to,
    )


def reasons(rating: Rating) -> Iterator[tuple[str, list[Unranked]]]:
    """The files without a place by their reason, the broken ones first."""
    for reason, found in groupby(rating.unranked, key=lambda left_out: left_out.reason):
        files = list(found)
        yield f"{_(REASONS[reason])} ({len(files)})", files


def left_out(unranked: Unranked) -> str:
    """One file without a place: which it is and, where it is broken, its first problem and how many more there are."""
    result = unranked.result
    file = visible(result.file)
    if not unranked.is_broken:
        return f"{file}: {detail(unranked)}" if result.score_file else file
    words, place = detail(unranked), _telling(unranked).place
    if more := len(result.errors) - 1:
        words += " " + ngettext("(and {count} more problem)", "(and {count} more problems)", more).format(count=more)
    return f"{file}:{place.line}: {words}" if place else f"{file}: {words}"


def detail(unranked: Unranked) -> str:
    """What is particular to one file: its first problem, else the body and what sets it apart."""
    score_file = unranked.result.score_file
    if unranked.is_broken:
        return message(_telling(unranked))
    if score_file is None:
        return ""
    apart = {"other-year": score_file.year, "other-edition": score_file.criteria}.get(unranked.reason)
    return score_file.agency.id if apart is None else f"{score_file.agency.id} ({visible(apart)})"


def _telling(unranked: Unranked) -> Problem:
    """The problem to name first: for a body that is there twice, the one that says where else it is."""
    errors = unranked.result.errors
    twice = unranked.reason == "same-body-twice"
    return next((problem for problem in errors if twice and problem.rule == "body-duplicate"), errors[0])
