"""Rules of what a score file says: its criteria set, its scores, and what no single value shows."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

SCORE_RULES = {
    # --- the criteria set of a score file
    "criteria-reference": Rule(
        N_("“{value}” does not name a criteria set"),
        N_("write the id and the edition, for example `criteria: order-158@1`"),
        N_("A total means something only together with the edition of the criteria that it was scored by."),
    ),
    "criteria-unknown": Rule(
        N_("there is no criteria set “{name}”"),
        N_("known are: {known}; another one is given with `--criteria FILE`"),
        N_("Scores are never judged by a set that the file does not name."),
    ),
    "edition-unknown": Rule(
        N_("“{name}” has no edition “{edition}”"),
        N_("known are: {known}; another one is given with `--criteria FILE`"),
        N_("Editions differ in what can move a score, so one never stands in for another."),
    ),
    # --- scores
    "criterion-missing": Rule(
        N_("criterion {number} is missing"),
        N_("add it under `scores:`, for example `{number}: {score}`"),
        N_("The order scores all 24 criteria and knows no “not applicable”: without one there is no total (R6)."),
    ),
    "score-empty": Rule(
        N_("criterion {number} has no score yet"),
        N_("write the score after the colon"),
        N_("The order scores all 24 criteria and knows no “not applicable”: without one there is no total (R6)."),
    ),
    "criterion-unknown": Rule(
        N_("there is no criterion “{value}”"),
        N_("the criteria are numbered {first} to {last}; `monitor criteria show` lists them"),
        N_("A score for a criterion that the order does not have would count for nothing."),
    ),
    "score-not-integer": Rule(
        N_("the score of criterion {number} is not written as a whole number: {value}"),
        N_("write a whole number from {low} to {high}, without quotes, point or sign"),
        N_("Scores are whole numbers (R6); nothing is rounded or guessed."),
    ),
    "score-out-of-range": Rule(
        N_("the score of criterion {number} is {value}, which is not on the scale"),
        N_("write a whole number from {low} to {high}"),
        N_("Each criterion is scored on the scale of the order, from 1 to 5 (R6)."),
    ),
    # --- what no single value shows
    "secretary-on-municipal": Rule(
        N_("a municipal body has no state secretary"),
        N_("remove `state_secretary`, or write `kind: state`"),
        N_("Only the state secretaries of state bodies are rated (R3)."),
    ),
    "period-reversed": Rule(
        N_("the monitoring ends ({end}) before it begins ({start})"),
        N_("exchange the two dates, or mend the wrong one"),
        N_("The period is printed on the form and must be true."),
    ),
    "body-duplicate": Rule(
        N_("{agency}, {year} is also described in {other}"),
        N_("keep one of the files, or mend the id or the year"),
        N_("A body has one result a year; of two, nobody could say which one counts."),
    ),
    # --- warnings of --strict
    "evidence-missing": Rule(
        N_("criterion {number} has the score {score}, but no evidence"),
        N_("name at least one document under `evidence:`"),
        N_("A high score without evidence does not stand up in an appeal."),
    ),
    "note-missing": Rule(
        N_("criterion {number} has the score {score}, but no note"),
        N_("say under `note:` what was found"),
        N_("A body can mend only what it was told."),
    ),
    "period-outside-year": Rule(
        N_("{day} does not lie in the year {year}"),
        N_("mend the date or the year"),
        N_("A file belongs to the year whose rating it enters (R3)."),
    ),
    "secretary-missing": Rule(
        N_("no state secretary is named"),
        N_("add `state_secretary:` with a `name:`"),
        N_("Without a name there is no place in the rating of the state secretaries (R3)."),
    ),
}

ENTRY_KEYS = ("score", "note", "evidence", "recommendation")
ENTRY_MEND = N_("indent “{value}” deeper than the number of its criterion, as a file from `monitor new` shows it")
"""What to do about a part of an entry that stands where a criterion is expected."""
