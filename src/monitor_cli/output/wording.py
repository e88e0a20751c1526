"""The vocabulary that reports share: names, numbers, sentences about a score."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor_cli.core.criteria import MOST_SHORT, Area, Band, CriteriaSet, Criterion
from monitor_cli.core.figures import percent
from monitor_cli.core.score_file import Recommendation, ScoreFile
from monitor_cli.core.scorecard import MOST_WEAKEST, CriterionScore, Scorecard
from monitor_cli.core.texts import Text, in_language
from monitor_cli.messages import KINDS, N_, _, counted, current_language, ngettext
from monitor_cli.messages.clock import day as day
from monitor_cli.messages.visible import visible
from monitor_cli.output.page import Block, Heading, Items, Paragraph, Ruler, Span
from monitor_cli.output.styles import band_style

if TYPE_CHECKING:
    from monitor_cli.core.rating import RankedBody

LANGUAGE_NAMES = {"ky": N_("Kyrgyz"), "ru": N_("Russian"), "en": N_("English")}
STATUSES = {
    "ok": N_("scored"),
    "incomplete": N_("incomplete"),
    "invalid": N_("invalid"),
    "unreadable": N_("unreadable"),
    "failed": N_("the tool failed"),
}


FULL_TITLES: ContextVar[bool] = ContextVar("FULL_TITLES", default=False)
"""Whether reports name areas, criteria and bands by their titles and not by their labels."""


def localized(text: Text) -> str:
    """A text of a file in the current language, safe to print."""
    return visible(in_language(text, current_language()))


def numbered_title(part: Area | Criterion) -> str:
    """An area or a criterion by number and title."""
    return f"{part.number}. {localized(part.title)}"


def label(part: Area | Criterion) -> str:
    """The label of an area or a criterion, else as many whole words of its title as a label may have characters."""
    text = localized(part.short or part.title)
    if len(text) <= MOST_SHORT:
        return text
    return (text[:MOST_SHORT].rpartition(" ")[0].rstrip(",;:–- ") or text[: MOST_SHORT - 1]) + "…"


def display_title(part: Area | Criterion) -> str:
    """The label of an area or a criterion, or its title where `FULL_TITLES` are wanted."""
    return localized(part.title) if FULL_TITLES.get() else label(part)


def numbered_label(part: Area | Criterion) -> str:
    """An area or a criterion by number and label, or title where `FULL_TITLES` are wanted."""
    return f"{part.number}. {display_title(part)}"


def body_and_year(score_file: ScoreFile) -> str:
    """The body and the year."""
    return f"{localized(score_file.agency.name)}, {score_file.year}"


def body_details(score_file: ScoreFile, criteria_set: CriteriaSet) -> str:
    """What kind of body it is, who is rated and by which edition."""
    parts = [_(KINDS[score_file.agency.kind])]
    if secretary := score_file.state_secretary:
        parts.append(_("state secretary: {name}").format(name=localized(secretary.name)))
    return " · ".join([*parts, criteria_set.ref])


def total_points(card: Scorecard) -> str:
    """The total out of its maximum, and in percent."""
    return points_out_of(card.total, card.criteria_set.max_total)


def points_out_of(points: int, most: int) -> str:
    """Points out of the most that there can be, and in percent."""
    return _("{total} of {max} points ({percent} %)").format(
        total=points, max=most, percent=format_number(percent(points, most))
    )


def format_number(value: float, decimals: int = 1) -> str:
    """A number that is rounded to so many decimals, with the decimal mark of the current language."""
    shown = f"{value:.{decimals}f}"
    return shown if current_language() == "en" else shown.replace(".", ",")


def signed(difference: int) -> str:
    """A difference with its sign; 0 has none."""
    return f"{difference:+d}".replace("-", "−") if difference else "0"


def band_description(found: Band, criteria_set: CriteriaSet) -> str:
    """A band by number, limits and full text (R8)."""
    return _("band {number} of {count} ({min}–{max}): {label}").format(
        number=found.number, count=len(criteria_set.bands), min=found.min, max=found.max, label=localized(found.label)
    )


def total_and_band(card: Scorecard) -> Iterator[Block]:
    """The total and the band, drawn too."""
    criteria_set, own = card.criteria_set, card.band
    shown = own if FULL_TITLES.get() else replace(own, label=own.short or own.label)
    text = f"{_('total: {total}').format(total=total_points(card))} · {band_description(shown, criteria_set)}"
    yield Paragraph(text, f"bold {band_style(own, criteria_set)}")
    bands = [Span(str(b.number), b.min, band_style(b, criteria_set), b is own) for b in criteria_set.bands]
    yield Ruler(bands, criteria_set.max_total, card.total)


def distance_to_next_band(card: Scorecard) -> str:
    """How far the next band is."""
    points = card.points_to_next
    if points is None or card.next_band is None:
        return _("this is the highest band")
    words = ngettext(
        "{points} point is missing to band {number}", "{points} points are missing to band {number}", points
    )
    return words.format(points=points, number=card.next_band.number)


def distance_to_lower_band(card: Scorecard) -> str:
    """How far the band below is."""
    points = card.points_to_lose
    if points is None:
        return _("this is the lowest band")
    words = ngettext(
        "band {number} begins {points} point lower", "band {number} begins {points} points lower", points + 1
    )
    return words.format(points=points + 1, number=card.band.number - 1)


def weakest_criteria(card: Scorecard, most: int = MOST_WEAKEST) -> str:
    """The criteria with the lowest scores by number and label; empty where every score is the highest."""
    found = [(scored.criterion, scored.score) for scored in card.weakest[:most]]
    names = ", ".join(f"{criterion.number} {label(criterion)} ({score})" for criterion, score in found)
    return _("weakest: {names}").format(names=names) if names else ""


def score_meanings(criteria_set: CriteriaSet) -> list[Block]:
    """What each score means (R9)."""
    scores = [f"{score}: {localized(indicator.text)}" for score, indicator in criteria_set.indicators.items()]
    return [Heading(_("Scores:"), level=3), Items(scores)]


def self_score_difference(scored: CriterionScore) -> str:
    """How the body's own score differs from the commission's, signed; empty without one."""
    if scored.self_score is None:
        return ""
    return signed(scored.self_score - scored.score)


def self_assessment(card: Scorecard) -> str:
    """How the body rates itself over all the criteria that it scored; empty where it scored none."""
    found = card.own_scores
    if found is None:
        return ""
    words = ngettext(
        "own score for {count} criterion: {over} higher, {equal} equal, {under} lower than the commission's; "
        "in all {difference}",
        "own scores for {count} criteria: {over} higher, {equal} equal, {under} lower than the commission's; "
        "in all {difference}",
        found.given,
    )
    return words.format(
        count=found.given, over=found.over, equal=found.equal, under=found.under, difference=signed(found.difference)
    )


def recommendation_with_due_day(told: Recommendation) -> str:
    """A recommendation with the day by which it is due."""
    if told.due is None:
        return visible(told.text)
    return _("{text} (due {day})").format(text=visible(told.text), day=day(told.due))


def translation_note(criteria_set: CriteriaSet) -> str:
    """Whose words the texts are where they are not the act's own, and whose set it is where it is not the tool's."""
    notes, language, languages = [*unpublished_set_notes(criteria_set)], current_language(), criteria_set.languages
    if language != languages.authoritative and language in languages.translations:
        words = _(
            "The texts of the criteria are the criteria file's own translation; "
            "the authoritative language is {language}."
        )
        name = LANGUAGE_NAMES.get(languages.authoritative, languages.authoritative)
        notes.append(words.format(language=_(name)))
    return " ".join(notes)


def unpublished_set_notes(*criteria_sets: CriteriaSet) -> Iterator[str]:
    """Which sets do not come with the tool: nobody but their author vouches for what they make of the scores."""
    for criteria_set in dict.fromkeys(criteria_sets):
        if not criteria_set.is_published:
            yield _("The criteria set {ref} is not published with this tool.").format(ref=criteria_set.ref)


def tie_rule(criteria_set: CriteriaSet) -> Iterator[str]:
    """How equal totals are ranked, and whose rule that is; it stands wherever a place is shown."""
    yield localized(criteria_set.ranking.note)
    if criteria_set.ranking.basis == "tool":
        yield _("The rule for equal totals is this tool's choice and not the order's.")


def repeated_monitoring_rule(criteria_set: CriteriaSet) -> Iterator[str]:
    """Which total counts of a body that was monitored more than once in a year, where the set says it."""
    if criteria_set.ranking.repeated:
        yield localized(criteria_set.ranking.repeated.note)


def counted_file_note(file: str | None) -> str:
    """Which file counts in place of that of an earlier monitoring; empty for any other one."""
    return _("what counts is {file}").format(file=visible(file)) if file else ""


def stability(rated: RankedBody) -> str:
    """The best and the worst place within one point."""
    return str(rated.best) if rated.best == rated.worst else f"{rated.best}–{rated.worst}"


def late_secretary_note(rated: RankedBody) -> str:
    """That a state secretary took office after the monitoring began; empty where it is not so."""
    body = rated.body
    began = body.begin or body.end
    if not rated.took_office_late or body.secretary is None or body.since is None or began is None:
        return ""
    words = _("* {name} ({agency}) took office on {since}, after the monitoring began ({began}).")
    return words.format(name=localized(body.secretary), agency=body.id, since=day(body.since), began=day(began))


def legal_act(criteria_set: CriteriaSet) -> str:
    """The legal act that the criteria come from."""
    source = criteria_set.source
    if source.citation:
        return localized(source.citation)
    return _("{act} No. {number}, {date}, {issuer}").format(
        act=localized(source.act), number=visible(source.number), date=day(source.date), issuer=localized(source.issuer)
    )


def visible_lines(text: str) -> str:
    """A text of several lines, each safe to show."""
    return "\n".join(visible(line) for line in text.splitlines())


def recommendation_with_state(todo: Recommendation | None) -> str:
    """What is to be mended, until when, and whether that is done; empty without a recommendation."""
    if todo is None:
        return ""
    return f"{visible_lines(todo.text)} ({recommendation_state(todo)})"


def recommendation_state(todo: Recommendation) -> str:
    """Whether a recommendation is done, and the day by which it is or was due."""
    if todo.due is None:
        return _("done") if todo.status == "done" else _("open")
    template = _("done, was due {date}") if todo.status == "done" else _("open, due {date}")
    return template.format(date=day(todo.due))


def criteria_counts(criteria_set: CriteriaSet) -> str:
    """Areas and criteria, and the headings that are no areas (R5: 11 areas, 24 criteria)."""
    areas = sum(area.kind == "area" for area in criteria_set.areas)
    criteria = len(criteria_set.criteria)
    parts = [
        counted("{count} area", "{count} areas", areas),
        counted("{count} criterion", "{count} criteria", criteria),
    ]
    if follow_up := len(criteria_set.areas) - areas:
        parts.insert(1, counted("{count} follow-up heading", "{count} follow-up headings", follow_up))
    return ", ".join(parts)
