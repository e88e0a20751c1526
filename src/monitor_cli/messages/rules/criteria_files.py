"""Rules of criteria files."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules import Rule
from monitor_cli.messages.rules.values import TWO_AREAS

_SCALE = (
    "scale:\n  min: 1\n  max: 3\n  indicators:\n    - {score: 3, text: {ky: толук}}\n"
    "    - {score: 2, text: {ky: жарым-жартылай}}\n    - {score: 1, text: {ky: жок}}\n"
)
_COMPARABLE = "comparable:\n  - criteria: ulgu@0\n    numbers: {{1: 1, 2: {second}}}\n"
_DOCUMENTS = "documents:\n  - {criteria: [2], title: {ky: Окуу планы}}\n"


def _bands(*limits: tuple[int, int, int]) -> str:
    """Return bands (number, lowest and highest total) as YAML of a criteria file."""
    labels = ("начар", "жакшы")
    lines = [
        f"  - {{number: {number}, min: {low}, max: {high}, label: {{ky: {label}}}}}\n"
        for (number, low, high), label in zip(limits, labels, strict=False)
    ]
    return "bands:\n" + "".join(lines)


_BANDS = _bands((1, 2, 4), (2, 5, 6))

CRITERIA_FILE_RULES: dict[RuleId, Rule] = {
    "criteria-taken": Rule(
        means=N_(
            "A criteria file has, or imitates, the name of another published or given set, but different content."
        ),
        message=N_("“{ref}” is, or imitates, the name of another criteria set, “{other}”"),
        fix=N_("give your set another id or edition"),
        why=N_("Two methods with one name would give totals that look comparable but are not."),
        wrong='id: order-158\nedition: "1"\n',
        right='id: order-158-ulgu\nedition: "1"\n',
    ),
    "edition-invalid": Rule(
        means=N_("The edition of a criteria file cannot be used in a score file."),
        message=N_("“{value}” cannot be used as an edition"),
        fix=N_('write a short text of letters, digits, points and hyphens, in quotation marks, for example "1"'),
        why=N_("Score files refer to the edition, so it must be easy to type."),
        wrong='edition: "1 а"\n',
        right='edition: "1a"\n',
    ),
    "language-name": Rule(
        means=N_("A language code in a criteria file is not two or three lowercase Latin letters, or occurs twice."),
        message=N_("“{value}” is not a language code, or is given twice"),
        fix=N_("write two or three lowercase Latin letters, for example ky"),
        why=N_("Every text must be given in every declared language."),
        wrong="languages:\n  authoritative: Kyrgyz\n",
        right="languages:\n  authoritative: ky\n",
    ),
    "scale-order": Rule(
        means=N_("The highest score of a scale is not above the lowest."),
        message=N_("the scale ends at {high}, which is not above its start, {low}"),
        fix=N_("write the lowest score as `min` and the highest as `max`"),
        why=N_("A scale needs at least two scores."),
        wrong="scale:\n  min: 1\n  max: 1\n  indicators:\n"
        "    - {score: 1, text: {ky: жок}}\n    - {score: 1, text: {ky: жок}}\n" + _bands((1, 2, 2)),
        right=_SCALE + _BANDS,
    ),
    "scale-indicators": Rule(
        means=N_("The indicators of a scale are not one for each score, the best score first."),
        message=N_("the indicators do not match the scale"),
        fix=N_("give one indicator for each score, in this order: {expected}"),
        why=N_("Each score has a meaning (R9)."),
        wrong="scale:\n  min: 1\n  max: 3\n  indicators:\n"
        "    - {score: 3, text: {ky: толук}}\n    - {score: 1, text: {ky: жок}}\n",
        right=_SCALE,
        params={"expected": "3, 2, 1"},
    ),
    "comparable-numbers": Rule(
        means=N_("The map to an earlier edition lists a criterion twice, or something that is not a criterion."),
        message=N_("“{key}” does not pair each criterion with exactly one other"),
        fix=N_(
            "write the number in the earlier edition, a colon and the number in this one, each number once: "
            "{{1: 1, 2: 3}}"
        ),
        why=N_("Two criteria that correspond to the same third one could not both be compared with it."),
        wrong=_COMPARABLE.format(second=1),
        right=_COMPARABLE.format(second=2),
    ),
    "number-twice": Rule(
        means=N_("Two areas or two criteria of a criteria file have the same number."),
        message=N_("the number {value} is used twice"),
        fix=N_("give each area and each criterion a number of its own"),
        why=N_("Score files refer to criteria by number."),
        wrong=TWO_AREAS.replace("- number: 2", "- number: 1"),
        right=TWO_AREAS,
    ),
    "number-unknown": Rule(
        means=N_("A criteria file refers to a criterion that it does not have."),
        message=N_("there is no criterion {value} in this set"),
        fix=N_("write the number of a criterion of this set"),
        why=N_("A reference to a criterion that does not exist is a mistake."),
        wrong=_DOCUMENTS.replace("2", "7"),
        right=_DOCUMENTS,
    ),
    "band-number": Rule(
        means=N_("The bands are not numbered from 1 upwards."),
        message=N_("this band must have the number {expected}"),
        fix=N_("number the bands from 1, the lowest first"),
        why=N_("The number of a band shows its position, the lowest being 1 (R8)."),
        wrong=_bands((1, 2, 4), (3, 5, 6)),
        right=_BANDS,
    ),
    "band-order": Rule(
        means=N_("A band ends below its start."),
        message=N_("the band ends at {high}, below its start, {low}"),
        fix=N_("write the lower total as `min` and the higher one as `max`"),
        why=N_("Such a band would contain no total."),
        wrong=_bands((1, 2, 1), (2, 2, 6)),
        right=_BANDS,
    ),
    "band-gap": Rule(
        means=N_("A total falls in no band."),
        message=N_("no band contains the totals between {below} and {value}"),
        fix=N_("start this band at {expected}"),
        why=N_("Every possible total has exactly one band (R8)."),
        wrong=_bands((1, 2, 3), (2, 5, 6)),
        right=_BANDS,
        params={"expected": 4},
    ),
    "band-overlap": Rule(
        means=N_("A total falls in two bands."),
        message=N_("this band begins at {value}, but the one below ends at {below}"),
        fix=N_("start this band at {expected}"),
        why=N_("Every possible total has exactly one band (R8)."),
        wrong=_bands((1, 2, 4), (2, 4, 6)),
        right=_BANDS,
        params={"expected": 5},
    ),
    "band-range": Rule(
        means=N_("The bands do not start at the lowest total, or do not end at the highest."),
        message=N_("the outermost total of the bands is {value} instead of {expected}"),
        fix=N_("write {expected}"),
        why=N_("The bands cover all totals from the lowest to the highest (R8)."),
        wrong=_bands((1, 2, 4), (2, 5, 7)),
        right=_BANDS,
        params={"expected": 6},
    ),
    "criteria-file-here": Rule(
        means=N_("The file is of another kind than the one that is expected."),
        message=N_("this is not a score file: {kind}"),
        fix=N_(
            "give a score file; other kinds of files are found beside it or given by an option, and "
            "published files are read by `monitor verify` and `monitor report`"
        ),
        why=N_("Only a score file has a total."),
    ),
}
