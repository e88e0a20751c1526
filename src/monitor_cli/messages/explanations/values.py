"""Explanations of the rules about keys, values and scores of a score file."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.explanations.example import Example

_EVIDENCE = 'evidence: ["Буйрук № 12, 2025-01-14"]'
_AGENCY = "agency:\n  id: ulgu-ministrligi\n  name: Үлгү министрлиги\n  kind: state\n"
_SCORED = f"scores:\n  3: {{score: 5, {_EVIDENCE}}}\n"

VALUE_EXAMPLES = {
    "key-duplicate": Example(
        N_("A key is given twice in the same place."),
        "year: 2025\nyear: 2024\n",
        "year: 2025\n",
    ),
    "key-not-text": Example(
        N_("A list or a group stands where a key is expected."),
        "monitoring:\n  [from, to]: 2025-03-03\n",
        "monitoring:\n  from: 2025-03-03\n  to: 2025-03-14\n",
    ),
    "key-unknown": Example(
        N_("A key is misspelt, or stands in the wrong place."),
        "yaer: 2025\n",
        "year: 2025\n",
        {"nearest": "year"},
    ),
    "key-lookalike": Example(
        N_("A key has a Cyrillic letter that looks like a Latin one."),
        "monitoring:\n  tо: 2025-03-14\n",
        "monitoring:\n  to: 2025-03-14\n",
        {"known": "to"},
    ),
    "key-missing": Example(
        N_("A key that every file needs is missing."),
        "agency:\n  id: ulgu-ministrligi\n  kind: state\n",
        _AGENCY,
        {"key": "name"},
    ),
    "value-empty": Example(N_("A key has no value."), "year:\n", "year: 2025\n"),
    "value-wrong-type": Example(
        N_("A value is of another kind than its key needs: a text for a number, a single value for a list."),
        'year: "2025"\n',
        "year: 2025\n",
        {"expected": "integer"},
    ),
    "value-not-allowed": Example(
        N_("A value is none of the words that its key allows."),
        _AGENCY.replace("state", "central"),
        _AGENCY,
        {"allowed": "state, municipal"},
    ),
    "value-out-of-range": Example(
        N_("A number is lower or higher than it can be."),
        "year: 1925\n",
        "year: 2025\n",
        {"low": 2000, "high": 2100},
    ),
    "text-empty": Example(
        N_("A text is blank, or a name goes over several lines."),
        _AGENCY.replace("Үлгү министрлиги", '" "'),
        _AGENCY,
    ),
    "date-invalid": Example(
        N_("A date is not in the calendar, or is not written as year-month-day."),
        "monitoring:\n  from: 2025-02-30\n",
        "monitoring:\n  from: 2025-02-28\n",
    ),
    "slug-invalid": Example(
        N_("An id has other characters than small Latin letters, digits and single hyphens."),
        _AGENCY.replace("ulgu-ministrligi", "Үлгү_министрлиги"),
        _AGENCY,
    ),
    "criteria-reference": Example(
        N_("The file does not say by which criteria set and edition it was scored."),
        "criteria: order-158\n",
        "criteria: order-158@1\n",
    ),
    "criteria-unknown": Example(
        N_("The file names a criteria set that is not known."),
        "criteria: order-185@1\n",
        "criteria: order-158@1\n",
        {"known": "order-158@1"},
    ),
    "edition-unknown": Example(
        N_("The file names an edition of its criteria set that is not known."),
        "criteria: order-158@9\n",
        "criteria: order-158@1\n",
        {"known": "order-158@1"},
    ),
    "criterion-missing": Example(
        N_("A criterion is missing under the scores."),
        f"scores:\n  23: {{score: 4, {_EVIDENCE}}}\n  # 24:\n",
        f"scores:\n  23: {{score: 4, {_EVIDENCE}}}\n  24: {{score: 5, {_EVIDENCE}}}\n",
        {"number": 24, "score": 5},
    ),
    "score-empty": Example(N_("A criterion has no score after its number."), "scores:\n  3:\n", _SCORED),
    "criterion-unknown": Example(
        N_("A number under the scores is not the number of a criterion."),
        f"scores:\n  24: {{score: 5, {_EVIDENCE}}}\n  25: {{score: 5, {_EVIDENCE}}}\n",
        f"scores:\n  24: {{score: 5, {_EVIDENCE}}}\n",
        {"first": 1, "last": 24},
    ),
    "score-not-integer": Example(
        N_("A score is not written as a plain whole number."),
        f"scores:\n  3: {{score: 5.0, {_EVIDENCE}}}\n",
        _SCORED,
        {"low": 1, "high": 5},
    ),
    "score-out-of-range": Example(
        N_("A score is not on the scale."),
        f"scores:\n  3: {{score: 6, {_EVIDENCE}}}\n",
        _SCORED,
        {"low": 1, "high": 5},
    ),
    "secretary-on-municipal": Example(
        N_("A municipal body is given a state secretary."),
        "agency:\n  id: misal-aiyl-okmotu\n  name: Мисал айыл өкмөтү\n  kind: municipal\n"
        "state_secretary:\n  name: А. Б. Үлгүева\n",
        "agency:\n  id: misal-aiyl-okmotu\n  name: Мисал айыл өкмөтү\n  kind: municipal\n",
    ),
    "period-reversed": Example(
        N_("The monitoring ends before it begins."),
        "monitoring:\n  from: 2025-03-14\n  to: 2025-03-03\n",
        "monitoring:\n  from: 2025-03-03\n  to: 2025-03-14\n",
    ),
    "evidence-missing": Example(
        N_("A high score names no document that it rests on."),
        "scores:\n  3: 5\n",
        _SCORED,
    ),
    "note-missing": Example(
        N_("A low score does not say what was found."),
        f"scores:\n  3:\n    score: 3\n    {_EVIDENCE}\n",
        f"scores:\n  3:\n    score: 3\n    note: Журнал эки ай толтурулган эмес.\n    {_EVIDENCE}\n",
    ),
    "period-outside-year": Example(
        N_("A day of the monitoring does not lie in the year of the file."),
        "year: 2025\nmonitoring:\n  from: 2024-12-20\n  to: 2025-01-10\n",
        "year: 2025\nmonitoring:\n  from: 2025-01-06\n  to: 2025-01-10\n",
    ),
    "secretary-missing": Example(
        N_("A state body names no state secretary."),
        f"{_AGENCY}# state_secretary:\n",
        f"{_AGENCY}state_secretary:\n  name: А. Б. Үлгүева\n",
    ),
}
