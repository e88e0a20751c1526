"""Rules of what a score file says: its criteria set, its scores, and what no single value shows."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule
from monitor_cli.messages.rules.values import AGENCY

_EVIDENCE = 'evidence: ["Буйрук № 12, 2025-01-14"]'
_SCORED = f"scores:\n  3: {{score: 5, {_EVIDENCE}}}\n"

SCORE_RULES: dict[RuleId, Rule] = {
    # --- the criteria set of a score file
    "criteria-reference": Rule(
        means=N_("The file does not say by which criteria set and edition it was scored."),
        message=N_("“{value}” does not name a criteria set"),
        fix=N_("write the id and the edition, for example `criteria: order-158@1`"),
        why=N_("A total means something only together with the edition of the criteria that it was scored by."),
        wrong="criteria: order-158\n",
        right="criteria: order-158@1\n",
    ),
    "criteria-unknown": Rule(
        means=N_("The file names a criteria set that is not known."),
        message=N_("there is no criteria set “{name}”"),
        fix=N_("known are: {known}; another one is given with `--criteria FILE`"),
        why=N_("Scores are never judged by a set that the file does not name."),
        wrong="criteria: order-185@1\n",
        right="criteria: order-158@1\n",
        params={"known": "order-158@1"},
    ),
    "edition-unknown": Rule(
        means=N_("The file names an edition of its criteria set that is not known."),
        message=N_("“{name}” has no edition “{edition}”"),
        fix=N_("known are: {known}; another one is given with `--criteria FILE`"),
        why=N_("Editions differ in what can move a score, so one never stands in for another."),
        wrong="criteria: order-158@9\n",
        right="criteria: order-158@1\n",
        params={"known": "order-158@1"},
    ),
    # --- scores
    "criterion-missing": Rule(
        means=N_("A criterion is missing under the scores."),
        message=N_("criterion {number} is missing"),
        fix=N_("add it under `scores:`, for example `{number}: {score}`"),
        why=N_("The order scores all 24 criteria and knows no “not applicable”: without one there is no total (R6)."),
        wrong=f"scores:\n  23: {{score: 4, {_EVIDENCE}}}\n  # 24:\n",
        right=f"scores:\n  23: {{score: 4, {_EVIDENCE}}}\n  24: {{score: 5, {_EVIDENCE}}}\n",
        params={"number": 24, "score": 5},
    ),
    "score-empty": Rule(
        means=N_("A criterion has no score after its number."),
        message=N_("criterion {number} has no score yet"),
        fix=N_("write the score after the colon"),
        why=N_("The order scores all 24 criteria and knows no “not applicable”: without one there is no total (R6)."),
        wrong="scores:\n  3:\n",
        right=_SCORED,
        cell_fix=N_("choose the score from the list in the cell"),
    ),
    "criterion-unknown": Rule(
        means=N_("A number under the scores is not the number of a criterion."),
        message=N_("there is no criterion “{value}”"),
        fix=N_("the criteria are numbered {first} to {last}; `monitor criteria show` lists them"),
        why=N_("A score for a criterion that the order does not have would count for nothing."),
        wrong=f"scores:\n  24: {{score: 5, {_EVIDENCE}}}\n  25: {{score: 5, {_EVIDENCE}}}\n",
        right=f"scores:\n  24: {{score: 5, {_EVIDENCE}}}\n",
        params={"first": 1, "last": 24},
    ),
    "score-not-integer": Rule(
        means=N_("A score is not written as a plain whole number."),
        message=N_("the score of criterion {number} is not written as a whole number: {value}"),
        fix=N_("write a whole number from {low} to {high}, without quotes, point or sign"),
        why=N_("Scores are whole numbers (R6); nothing is rounded or guessed."),
        wrong=f"scores:\n  3: {{score: 5.0, {_EVIDENCE}}}\n",
        right=_SCORED,
        params={"low": 1, "high": 5},
        cell_fix=N_("choose the score from the list in the cell; a text that looks like a number does not count"),
    ),
    "score-out-of-range": Rule(
        means=N_("A score is not on the scale."),
        message=N_("the score of criterion {number} is {value}, which is not on the scale"),
        fix=N_("write a whole number from {low} to {high}"),
        why=N_("Each criterion is scored on the scale of the order, from 1 to 5 (R6)."),
        wrong=f"scores:\n  3: {{score: 6, {_EVIDENCE}}}\n",
        right=_SCORED,
        params={"low": 1, "high": 5},
        cell_fix=N_("choose the score from the list in the cell"),
    ),
    # --- what no single value shows
    "secretary-on-municipal": Rule(
        means=N_("A municipal body is given a state secretary."),
        message=N_("a municipal body has no state secretary"),
        fix=N_("remove `state_secretary`, or write `kind: state`"),
        why=N_("Only the state secretaries of state bodies are rated (R3)."),
        wrong="agency:\n  id: misal-aiyl-okmotu\n  name: Мисал айыл өкмөтү\n  kind: municipal\n"
        "state_secretary:\n  name: А. Б. Үлгүева\n",
        right="agency:\n  id: misal-aiyl-okmotu\n  name: Мисал айыл өкмөтү\n  kind: municipal\n",
        cell_fix=N_("empty the state secretary's cells, or choose the other kind of body"),
    ),
    "period-reversed": Rule(
        means=N_("The monitoring ends before it begins."),
        message=N_("the monitoring ends ({end}) before it begins ({start})"),
        fix=N_("exchange the two dates, or mend the wrong one"),
        why=N_("The period is printed on the form and must be true."),
        wrong="monitoring:\n  from: 2025-03-14\n  to: 2025-03-03\n",
        right="monitoring:\n  from: 2025-03-03\n  to: 2025-03-14\n",
    ),
    "body-duplicate": Rule(
        means=N_("Two files describe the same body in the same year."),
        message=N_("{agency}, {year} is also described in {other}"),
        fix=N_("keep one of the files, or mend the id or the year"),
        why=N_("A body has one result a year; of two, nobody could say which one counts."),
        wrong="# 2025/1.yaml\nagency: {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\nyear: 2025\n\n"
        "# 2025/2.yaml\nagency: {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\nyear: 2025\n",
        right="# 2025/1.yaml\nagency: {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\nyear: 2025\n\n"
        "# 2025/2.yaml\nagency: {id: misal-agenttigi, name: Мисал агенттиги, kind: state}\nyear: 2025\n",
    ),
    # --- warnings of --strict
    "evidence-missing": Rule(
        means=N_("A high score names no document that it rests on."),
        message=N_("criterion {number} has the score {score}, but no evidence"),
        fix=N_("name at least one document under `evidence:`"),
        why=N_("A high score without evidence does not stand up in an appeal."),
        wrong="scores:\n  3: 5\n",
        right=_SCORED,
    ),
    "note-missing": Rule(
        means=N_("A low score does not say what was found."),
        message=N_("criterion {number} has the score {score}, but no note"),
        fix=N_("say under `note:` what was found"),
        why=N_("A body can mend only what it was told."),
        wrong=f"scores:\n  3:\n    score: 3\n    {_EVIDENCE}\n",
        right=f"scores:\n  3:\n    score: 3\n    note: Журнал эки ай толтурулган эмес.\n    {_EVIDENCE}\n",
    ),
    "period-outside-year": Rule(
        means=N_("A day of the monitoring does not lie in the year of the file."),
        message=N_("{day} does not lie in the year {year}"),
        fix=N_("mend the date or the year"),
        why=N_("A file belongs to the year whose rating it enters (R3)."),
        wrong="year: 2025\nmonitoring:\n  from: 2024-12-20\n  to: 2025-01-10\n",
        right="year: 2025\nmonitoring:\n  from: 2025-01-06\n  to: 2025-01-10\n",
    ),
    "secretary-missing": Rule(
        means=N_("A state body names no state secretary."),
        message=N_("no state secretary is named"),
        fix=N_("add `state_secretary:` with a `name:`"),
        why=N_("Without a name there is no place in the rating of the state secretaries (R3)."),
        wrong=f"{AGENCY}# state_secretary:\n",
        right=f"{AGENCY}state_secretary:\n  name: А. Б. Үлгүева\n",
    ),
}

ENTRY_KEYS = ("score", "note", "evidence", "recommendation")
ENTRY_FIX = N_("indent “{value}” deeper than the number of its criterion, as a file from `monitor new` shows it")
"""What to do about a part of an entry that stands where a criterion is expected."""
