"""Wording of all reports: names, numbers and sentences about a score."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor_cli.core.criteria import MOST_SHORT, Area, Band, CriteriaSet, Criterion
from monitor_cli.core.figures import percent
from monitor_cli.core.result import RowStatus
from monitor_cli.core.score_file import Recommendation, ScoreFile
from monitor_cli.core.scorecard import MOST_WEAKEST, CriterionScore, Scorecard
from monitor_cli.core.texts import Text
from monitor_cli.messages import KINDS, N_, _, counted, current_language, in_current_language, ngettext
from monitor_cli.messages.clock import day
from monitor_cli.messages.visible import visible
from monitor_cli.output.page import Block, Heading, Items, Paragraph, Ruler, Span, band_style

if TYPE_CHECKING:
    from monitor_cli.core.rating import RankedBody

LANGUAGE_NAMES = {"ky": N_("Kyrgyz"), "ru": N_("Russian"), "en": N_("English")}
STATUSES: dict[RowStatus, str] = {
    "ok": N_("scored"),
    "incomplete": N_("incomplete"),
    "invalid": N_("invalid"),
    "unreadable": N_("unreadable"),
    "failed": N_("the tool failed"),
}

FULL_TITLES: ContextVar[bool] = ContextVar("FULL_TITLES", default=False)
"""True if reports show the full titles of areas, criteria and bands, not their labels."""


def localized(text: Text | None) -> str:
    """Return a text of a file in the current language, safe to print; an empty text for None."""
    return visible(in_current_language(text))


def numbered_title(part: Area | Criterion) -> str:
    return f"{part.number}. {localized(part.title)}"


def label(part: Area | Criterion) -> str:
    """Return the label of an area or a criterion; without a label, its title, cut between words."""
    text = localized(part.short or part.title)
    if len(text) <= MOST_SHORT:
        return text
    return (text[:MOST_SHORT].rpartition(" ")[0].rstrip(",;:–- ") or text[: MOST_SHORT - 1]) + "…"


def display_title(part: Area | Criterion) -> str:
    """Return the title of an area or a criterion if `FULL_TITLES` is set, otherwise its label."""
    return localized(part.title) if FULL_TITLES.get() else label(part)


def numbered_label(part: Area | Criterion) -> str:
    return f"{part.number}. {display_title(part)}"


def body_and_year(score_file: ScoreFile) -> str:
    return f"{localized(score_file.agency.name)}, {score_file.year}"


def file_heading(score_file: ScoreFile, criteria_set: CriteriaSet) -> list[Block]:
    """Return the body and the year, then the kind of the body, its state secretary and the edition of the criteria."""
    details = [_(KINDS[score_file.agency.kind])]
    if secretary := score_file.state_secretary:
        details.append(_("state secretary: {name}").format(name=localized(secretary.name)))
    return [Heading(body_and_year(score_file)), Paragraph(" · ".join([*details, criteria_set.ref]), "dim")]


def total_points(card: Scorecard) -> str:
    return points_out_of(card.total, card.criteria_set.max_total)


def points_out_of(points: int, most: int) -> str:
    """Return points, their maximum and the percentage."""
    share = format_number(percent(points, most))
    return _("{total} of {max} points ({percent} %)").format(total=points, max=most, percent=share)


def format_number(value: float, decimals: int = 1) -> str:
    """Return a number rounded to `decimals`, with the decimal mark of the current language."""
    number = f"{value:.{decimals}f}"
    return number if current_language() == "en" else number.replace(".", ",")


def signed(difference: int) -> str:
    """Return a difference with its sign; 0 has none."""
    return f"{difference:+d}".replace("-", "−") if difference else "0"


def band_description(band: Band, criteria_set: CriteriaSet) -> str:
    """Return the number, the limits and the label of a band (R8)."""
    return _("band {number} of {count} ({min}–{max}): {label}").format(
        number=band.number, count=len(criteria_set.bands), min=band.min, max=band.max, label=localized(band.label)
    )


def total_and_band(card: Scorecard) -> Iterator[Block]:
    """Yield the total and the band as a sentence, then as a ruler."""
    criteria_set, band = card.criteria_set, card.band
    shown = band if FULL_TITLES.get() else replace(band, label=band.short or band.label)
    text = f"{_('total: {total}').format(total=total_points(card))} · {band_description(shown, criteria_set)}"
    yield Paragraph(text, f"bold {band_style(band, criteria_set)}")
    bands = [Span(str(b.number), b.min, band_style(b, criteria_set), b is band) for b in criteria_set.bands]
    yield Ruler(bands, criteria_set.max_total, card.total)


def distance_to_next_band(card: Scorecard) -> str:
    points = card.points_to_next
    if points is None or card.next_band is None:
        return _("this is the highest band")
    return ngettext("{points} point short of band {number}", "{points} points short of band {number}", points).format(
        points=points, number=card.next_band.number
    )


def distance_to_lower_band(card: Scorecard) -> str:
    if card.points_to_lose is None:
        return _("this is the lowest band")
    points = card.points_to_lose + 1
    return ngettext(
        "band {number} starts {points} point lower", "band {number} starts {points} points lower", points
    ).format(points=points, number=card.band.number - 1)


def weakest_criteria(card: Scorecard, most: int = MOST_WEAKEST) -> str:
    """Return the criteria with the lowest scores; empty if every score is the highest."""
    weakest = card.weakest[:most]
    names = ", ".join(f"{one.criterion.number} {label(one.criterion)} ({one.score})" for one in weakest)
    return _("lowest-scoring: {names}").format(names=names) if names else ""


def score_meanings(criteria_set: CriteriaSet) -> list[Block]:
    """Return the scores with their indicators (R9)."""
    scores = [f"{score}: {localized(indicator.text)}" for score, indicator in criteria_set.indicators.items()]
    return [Heading(_("Scores:"), level=3), Items(scores)]


def self_score_difference(scored: CriterionScore) -> str:
    """Return the self-assessment minus the commission's score, signed; empty without a self-assessment."""
    return "" if scored.self_difference is None else signed(scored.self_difference)


def self_assessment(card: Scorecard) -> str:
    """Compare the self-assessment with the commission's scores; return an empty text without a self-assessment."""
    assessment = card.self_assessment
    if assessment is None:
        return ""
    return ngettext(
        "self-assessment for {count} criterion: {over} higher than the commission's score, {equal} "
        "equal, {under} lower; overall {difference}",
        "self-assessment for {count} criteria: {over} higher than the commission's scores, {equal} "
        "equal, {under} lower; overall {difference}",
        assessment.given,
    ).format(
        count=assessment.given,
        over=assessment.over,
        equal=assessment.equal,
        under=assessment.under,
        difference=signed(assessment.difference),
    )


def recommendation_with_due_day(recommendation: Recommendation) -> str:
    text, due = visible(recommendation.text), recommendation.due
    return _("{text} (due {day})").format(text=text, day=day(due)) if due else text


def translation_note(criteria_set: CriteriaSet) -> str:
    """Return a note if the texts are a translation, and one if the criteria set is not published with the tool."""
    notes, language, languages = [*unpublished_set_notes(criteria_set)], current_language(), criteria_set.languages
    if language != languages.authoritative and language in languages.translations:
        note = _(
            "The texts of the criteria are a translation by the authors of the criteria file; the "
            "authoritative language is {language}."
        )
        name = LANGUAGE_NAMES.get(languages.authoritative, languages.authoritative)
        notes.append(note.format(language=_(name)))
    return " ".join(notes)


def unpublished_set_notes(*criteria_sets: CriteriaSet) -> Iterator[str]:
    """Yield a note for each set that is not published with the tool: only its author vouches for the results."""
    for criteria_set in dict.fromkeys(criteria_sets):
        if not criteria_set.is_published:
            yield _("The criteria set {ref} is not published with this tool.").format(ref=criteria_set.ref)


def tie_rule(criteria_set: CriteriaSet) -> Iterator[str]:
    """Yield the tie rule and its origin, for every report that shows ranks."""
    yield localized(criteria_set.ranking.note)
    if criteria_set.ranking.basis == "tool":
        yield _("The rule for ties is this tool's choice, not the order's.")


def repeated_monitoring_rule(criteria_set: CriteriaSet) -> Iterator[str]:
    """Yield the rule for bodies monitored more than once in a year, if the set has such a rule."""
    if criteria_set.ranking.repeated:
        yield localized(criteria_set.ranking.repeated.note)


def counted_file_note(file: str | None) -> str:
    """Return a note that `file` counts instead of an earlier monitoring; empty without a file."""
    return _("{file} counts instead").format(file=visible(file)) if file else ""


def stability(rated: RankedBody) -> str:
    """Return the best and the worst rank if one score changes by one point."""
    return str(rated.best) if rated.best == rated.worst else f"{rated.best}–{rated.worst}"


def late_secretary_note(rated: RankedBody, agency: str = "") -> str:
    """Return a note if the state secretary took office after the monitoring began (R3).

    `agency` replaces the id of the body in the note.
    """
    body = rated.body
    if not (rated.took_office_late and body.since and body.days):
        return ""
    note = _("* {name} ({agency}) took office on {since}, after the monitoring began ({began}).")
    name, since, began = localized(body.secretary), day(body.since), day(body.days[0])
    return note.format(name=name, agency=agency or body.id, since=since, began=began)


def legal_act(criteria_set: CriteriaSet) -> str:
    """Return the citation of the act that the criteria come from; without one, its title, number, date and issuer."""
    source = criteria_set.source
    if source.citation:
        return localized(source.citation)
    return _("{act} No. {number}, {date}, {issuer}").format(
        act=localized(source.act), number=visible(source.number), date=day(source.date), issuer=localized(source.issuer)
    )


def visible_lines(text: str) -> str:
    """Return a text of several lines, each safe to print."""
    return "\n".join(map(visible, text.splitlines()))


def recommendation_with_state(recommendation: Recommendation | None) -> str:
    """Return the text of a recommendation, its state and due day; empty without a recommendation."""
    return f"{visible_lines(recommendation.text)} ({recommendation_state(recommendation)})" if recommendation else ""


def recommendation_state(recommendation: Recommendation) -> str:
    is_done = recommendation.status == "done"
    if recommendation.due is None:
        return _("done") if is_done else _("open")
    return (_("done, was due {date}") if is_done else _("open, due {date}")).format(date=day(recommendation.due))


def criteria_counts(criteria_set: CriteriaSet) -> str:
    """Return the numbers of areas, follow-up headings and criteria of a set (R5: 11 areas, 24 criteria)."""
    areas = sum(area.kind == "area" for area in criteria_set.areas)
    parts = [counted("{count} area", "{count} areas", areas)]
    if follow_up := len(criteria_set.areas) - areas:
        parts.append(counted("{count} follow-up heading", "{count} follow-up headings", follow_up))
    return ", ".join([*parts, counted("{count} criterion", "{count} criteria", len(criteria_set.criteria))])
