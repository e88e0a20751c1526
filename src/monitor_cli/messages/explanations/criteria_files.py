"""Explanations of the rules about criteria files."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.explanations.example import Example

_SCALE = (
    "scale:\n  min: 1\n  max: 3\n  indicators:\n    - {score: 3, text: {ky: толук}}\n"
    "    - {score: 2, text: {ky: жарым-жартылай}}\n    - {score: 1, text: {ky: жок}}\n"
)
_TWO_AREAS = (
    "areas:\n"
    "  - number: 1\n    kind: area\n    title: {ky: Тартип}\n    criteria: [{number: 1, title: {ky: Пландар}}]\n"
    "  - number: 2\n    kind: area\n    title: {ky: Окутуу}\n    criteria: [{number: 2, title: {ky: Окуулар}}]\n"
)
_COMPARABLE = "comparable:\n  - criteria: ulgu@0\n    numbers: {{1: 1, 2: {second}}}\n"
_DOCUMENTS = "documents:\n  - {criteria: [2], title: {ky: Окуу планы}}\n"


def _bands(*limits: tuple[int, int, int]) -> str:
    """Bands by number, lowest and highest total, as they stand in a criteria file."""
    labels = ("начар", "жакшы")
    lines = [
        f"  - {{number: {number}, min: {low}, max: {high}, label: {{ky: {label}}}}}\n"
        for (number, low, high), label in zip(limits, labels, strict=False)
    ]
    return "bands:\n" + "".join(lines)


_BANDS = _bands((1, 2, 4), (2, 5, 6))

CRITERIA_FILE_EXAMPLES = {
    "value-length": Example(
        N_("A text or a list is longer or shorter than it can be."),
        "areas:\n  - number: 1\n    kind: area\n    title: {ky: Тартип}\n    criteria: []\n",
        _TWO_AREAS,
    ),
    "criteria-taken": Example(
        N_("A criteria file bears the name of a published set, but has other content."),
        'id: order-158\nedition: "1"\n',
        'id: order-158-ulgu\nedition: "1"\n',
    ),
    "edition-invalid": Example(
        N_("The edition of a criteria file cannot be written into a score file."),
        'edition: "1 а"\n',
        'edition: "1a"\n',
    ),
    "language-name": Example(
        N_("A language of a criteria file is not named by two or three small Latin letters, or is named twice."),
        "languages:\n  authoritative: Kyrgyz\n",
        "languages:\n  authoritative: ky\n",
    ),
    "scale-order": Example(
        N_("The highest score of a scale is not above the lowest."),
        "scale:\n  min: 1\n  max: 1\n  indicators:\n"
        "    - {score: 1, text: {ky: жок}}\n    - {score: 1, text: {ky: жок}}\n" + _bands((1, 2, 2)),
        _SCALE + _BANDS,
    ),
    "scale-indicators": Example(
        N_("The indicators of a scale are not one for each score, the best score first."),
        "scale:\n  min: 1\n  max: 3\n  indicators:\n"
        "    - {score: 3, text: {ky: толук}}\n    - {score: 1, text: {ky: жок}}\n",
        _SCALE,
        {"expected": "3, 2, 1"},
    ),
    "number-twice": Example(
        N_("Two areas or two criteria of a criteria file have the same number."),
        _TWO_AREAS.replace("- number: 2", "- number: 1"),
        _TWO_AREAS,
    ),
    "number-unknown": Example(
        N_("A criteria file refers to a criterion that it does not have."),
        _DOCUMENTS.replace("2", "7"),
        _DOCUMENTS,
    ),
    "comparable-numbers": Example(
        N_("The map to an earlier edition names a criterion twice, or something that is not a criterion."),
        _COMPARABLE.format(second=1),
        _COMPARABLE.format(second=2),
    ),
    "band-number": Example(
        N_("The bands are not numbered from 1 upwards."),
        _bands((1, 2, 4), (3, 5, 6)),
        _BANDS,
    ),
    "band-order": Example(
        N_("A band ends below its beginning."),
        _bands((1, 2, 1), (2, 2, 6)),
        _BANDS,
    ),
    "band-gap": Example(
        N_("A total lies in no band."),
        _bands((1, 2, 3), (2, 5, 6)),
        _BANDS,
        {"expected": 4},
    ),
    "band-overlap": Example(
        N_("A total lies in two bands."),
        _bands((1, 2, 4), (2, 4, 6)),
        _BANDS,
        {"expected": 5},
    ),
    "band-range": Example(
        N_("The bands do not begin at the lowest total, or do not end at the highest."),
        _bands((1, 2, 4), (2, 5, 7)),
        _BANDS,
        {"expected": 6},
    ),
    "criteria-file-here": Example(N_("A criteria file was given where a score file is expected.")),
}
