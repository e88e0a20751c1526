"""Rules of score files: criteria set, scores, and rules about several values."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules import Rule
from monitor_cli.messages.rules.values import AGENCY

_EVIDENCE = 'evidence: ["2025-жылдын 14-январындагы № 12 буйрук"]'
_SCORED = f"scores:\n  3: {{score: 5, {_EVIDENCE}}}\n"


def _disputed(outcome: str, change: str = "", score: int = 4, decision: str = "3-протокол, 2025-04-10") -> str:
    """Return criterion 3 with an objection, and with a change if one is given."""
    lines = ["date: 2025-04-02", "text: Буйруктар тиркелди.", f"outcome: {outcome}"]
    lines += [f"decision: {decision}"] if decision else []
    lines = [f"score: {score}", _EVIDENCE, "objection:", *(f"  {line}" for line in lines)]
    lines += ["changes:", *(f"  - {line}" for line in change.splitlines())] if change else []
    return "scores:\n  3:\n" + "".join(f"    {line}\n" for line in lines)


_CHANGE = "{was: 3, date: 2025-04-10, reason: 3-протокол}"

SCORE_RULES: dict[RuleId, Rule] = {
    # --- the criteria set of a score file
    "criteria-reference": Rule(
        means=N_("The file does not state the criteria set and edition under which it was assessed."),
        message=N_("“{value}” does not refer to a criteria set"),
        fix=N_("write the id and the edition, for example `criteria: order-158@1`"),
        why=N_("A total has a meaning only together with the edition of the criteria under which it was assessed."),
        wrong="criteria: order-158\n",
        right="criteria: order-158@1\n",
    ),
    "criteria-unknown": Rule(
        means=N_("The file refers to an unknown criteria set."),
        message=N_("there is no criteria set “{name}”"),
        fix=N_("available: {known}; give another one with `--criteria FILE`"),
        why=N_("Scores are never assessed under a set other than the one in the file."),
        wrong="criteria: order-185@1\n",
        right="criteria: order-158@1\n",
        params={"known": "order-158@1"},
    ),
    "edition-unknown": Rule(
        means=N_("The file refers to an unknown edition of its criteria set."),
        message=N_("“{name}” has no edition “{edition}”"),
        fix=N_("available: {known}; give another one with `--criteria FILE`"),
        why=N_("Editions differ in ways that can change scores, so one never replaces another."),
        wrong="criteria: order-158@9\n",
        right="criteria: order-158@1\n",
        params={"known": "order-158@1"},
    ),
    # --- scores
    "criterion-missing": Rule(
        means=N_("A criterion is missing under the scores."),
        message=N_("criteria missing: {numbers}"),
        fix=N_("add each under `scores:`, for example `{number}: {score}`"),
        why=N_(
            "The order scores all 24 criteria and has no “not applicable” option: if one is missing, there "
            "is no total (R6)."
        ),
        wrong=f"scores:\n  23: {{score: 4, {_EVIDENCE}}}\n  # 24:\n",
        right=f"scores:\n  23: {{score: 4, {_EVIDENCE}}}\n  24: {{score: 5, {_EVIDENCE}}}\n",
        params={"number": 24, "score": 5},
    ),
    "score-empty": Rule(
        means=N_("A criterion has no score after its number."),
        message=N_("criteria without a score: {numbers}"),
        fix=N_("write the score after the colon"),
        why=N_(
            "The order scores all 24 criteria and has no “not applicable” option: if one is missing, there "
            "is no total (R6)."
        ),
        wrong="scores:\n  3:\n",
        right=_SCORED,
        cell_fix=N_("choose the score from the list in the cell"),
    ),
    "criterion-unknown": Rule(
        means=N_("A number under the scores is not the number of a criterion."),
        message=N_("there is no criterion “{value}”"),
        fix=N_("the criteria are numbered {first} to {last}; `monitor criteria show` lists them"),
        why=N_("A score for a criterion that is not in the order would not count."),
        wrong=f"scores:\n  24: {{score: 5, {_EVIDENCE}}}\n  25: {{score: 5, {_EVIDENCE}}}\n",
        right=f"scores:\n  24: {{score: 5, {_EVIDENCE}}}\n",
        params={"first": 1, "last": 24},
    ),
    "score-not-integer": Rule(
        means=N_("A score is not written as a plain whole number."),
        message=N_("the score of criterion {number} is not written as a whole number: {value}"),
        fix=N_("write a whole number from {low} to {high}, without quotation marks, decimal point or sign"),
        why=N_("Scores are whole numbers (R6); nothing is rounded or guessed."),
        wrong=f"scores:\n  3: {{score: 5.0, {_EVIDENCE}}}\n",
        right=_SCORED,
        params={"low": 1, "high": 5},
        cell_fix=N_("choose the score from the list in the cell"),
    ),
    "score-out-of-range": Rule(
        means=N_("A score is not on the scale."),
        message=N_("the score of criterion {number} is {value}, which is not on the scale"),
        fix=N_("write a whole number between {low} and {high}"),
        why=N_("Each criterion is scored on the scale of the order, from 1 to 5 (R6)."),
        wrong=f"scores:\n  3: {{score: 6, {_EVIDENCE}}}\n",
        right=_SCORED,
        params={"low": 1, "high": 5},
        cell_fix=N_("choose the score from the list in the cell"),
    ),
    # --- what no single value shows
    "secretary-on-municipal": Rule(
        means=N_("A municipal body has a state secretary."),
        message=N_("a municipal body has no state secretary"),
        fix=N_("remove `state_secretary`, or write `kind: state`"),
        why=N_("Only the state secretaries of state bodies are ranked (R3)."),
        wrong="agency:\n  id: misal-aiyl-okmotu\n  name: Мисал айыл өкмөтү\n  kind: municipal\n"
        "state_secretary:\n  name: А. Б. Үлгүева\n",
        right="agency:\n  id: misal-aiyl-okmotu\n  name: Мисал айыл өкмөтү\n  kind: municipal\n",
        cell_fix=N_("empty the state secretary's cells, or choose the other kind of body"),
    ),
    "period-reversed": Rule(
        means=N_("The monitoring ends before it begins."),
        message=N_("the monitoring ends ({end}) before it begins ({start})"),
        fix=N_("swap the two dates, or correct the wrong one"),
        why=N_("The period is printed on the form and must be true."),
        wrong="monitoring:\n  from: 2025-03-14\n  to: 2025-03-03\n",
        right="monitoring:\n  from: 2025-03-03\n  to: 2025-03-14\n",
    ),
    # --- objections and changes
    "objection-open": Rule(
        means=N_("An objection to a score has not been decided yet."),
        message=N_("the objection to the score of criterion {number} is open"),
        fix=N_("nothing to do until it is decided; then write its `outcome:` (upheld or rejected) and its `decision:`"),
        why=N_("Readers must see which scores may still change. A year with an open objection cannot be closed."),
        wrong=_disputed("open", decision=""),
        right=_disputed("rejected"),
    ),
    "objection-early": Rule(
        means=N_("The date of an objection or a change is before the monitoring."),
        message=N_("{day} is before {start}, when nothing had been scored yet"),
        fix=N_("correct the date"),
        why=N_("A body can object only to a score that it received, and only such a score can change."),
        wrong=_disputed("rejected").replace("date: 2025", "date: 2024"),
        right=_disputed("rejected"),
    ),
    "decision-missing": Rule(
        means=N_("An objection is upheld or rejected, but no decision is cited."),
        message=N_("the objection to criterion {number} has `outcome: {outcome}`, but no decision"),
        fix=N_("cite the decision under `decision:`, for example `decision: Minutes No. 3, 2025-04-10`"),
        why=N_("The first question in an appeal is who decided, and when."),
        wrong=_disputed("rejected", decision=""),
        right=_disputed("rejected"),
    ),
    "change-missing": Rule(
        means=N_("An objection is upheld, but the score is unchanged."),
        message=N_("the objection to criterion {number} is upheld, but its score is still {score}"),
        fix=N_(
            "write the new score after `score:`, and below it `changes: [{{was: {score}, date: {day}, "
            "reason: …}}]` with the date of the change and its reason"
        ),
        why=N_("A decision takes effect only when the score follows it, and readers must see the earlier score."),
        wrong=_disputed("upheld", score=3).replace(_EVIDENCE, f"note: Журнал жок.\n    {_EVIDENCE}"),
        right=_disputed("upheld", _CHANGE),
        params={"score": 3, "day": "2025-04-02"},
    ),
    "change-same": Rule(
        means=N_("A change leaves the score unchanged."),
        message=N_("a change of criterion {number} leaves the score as it was: {score}"),
        fix=N_("write the score before the change under `was:`, or remove the change"),
        why=N_("Readers of a corrected score must see the earlier score."),
        wrong=_disputed("rejected", _CHANGE.replace("3,", "4,")),
        right=_disputed("upheld", _CHANGE),
    ),
    "changes-reversed": Rule(
        means=N_("The changes of a score are not in date order."),
        message=N_("a change dated {day} comes after one dated {before}"),
        fix=N_("put the oldest change first, or correct the date"),
        why=N_("Each change starts from the score that the previous change left."),
        wrong=_disputed("upheld", f"{_CHANGE}\n{_CHANGE.replace('3,', '5,').replace('04-10', '04-05')}"),
        right=_disputed("upheld", f"{_CHANGE.replace('04-10', '04-05')}\n{_CHANGE.replace('3,', '5,')}"),
    ),
    "body-duplicate": Rule(
        means=N_(
            "Two files are about the same body and year, and no dates show that they belong to two "
            "monitoring exercises."
        ),
        message=N_("{agency}, {year} is also in {other}"),
        fix=N_(
            "keep one of the files, or correct the id, the kind or the year; for two monitoring exercises in a year, "
            "write the days of each under `monitoring:`"
        ),
        why=N_(
            "With two results for one year, it would be unclear which one counts. Of two monitoring "
            "exercises whose days do not overlap, the later one counts."
        ),
        wrong="# 2025/1.yaml\nagency: {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\nyear: 2025\n\n"
        "# 2025/2.yaml\nagency: {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\nyear: 2025\n",
        right="# 2025/1.yaml\nagency: {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\nyear: 2025\n\n"
        "# 2025/2.yaml\nagency: {id: misal-agenttigi, name: Мисал агенттиги, kind: state}\nyear: 2025\n",
    ),
    # --- warnings of --strict
    "evidence-missing": Rule(
        means=N_("A high score has no document as evidence."),
        message=N_("criterion {number} has the score {score}, but no evidence"),
        fix=N_("list at least one document under `evidence:`"),
        why=N_("A high score without evidence does not hold up in an appeal."),
        wrong="scores:\n  3: 5\n",
        right=_SCORED,
    ),
    "note-missing": Rule(
        means=N_("A low score has no note with the findings."),
        message=N_("criterion {number} has the score {score}, but no note"),
        fix=N_("write the findings under `note:`"),
        why=N_("A body can fix only what it has been told about."),
        wrong=f"scores:\n  3:\n    score: 3\n    {_EVIDENCE}\n",
        right=f"scores:\n  3:\n    score: 3\n    note: Журнал эки ай толтурулган эмес.\n    {_EVIDENCE}\n",
    ),
    "period-outside-year": Rule(
        means=N_("A date of the monitoring is outside the year of the file."),
        message=N_("{day} is not in the year {year}"),
        fix=N_("correct the date or the year"),
        why=N_("A file belongs to the year whose ranking it enters (R3)."),
        wrong="year: 2025\nmonitoring:\n  from: 2024-12-20\n  to: 2025-01-10\n",
        right="year: 2025\nmonitoring:\n  from: 2025-01-06\n  to: 2025-01-10\n",
    ),
    "secretary-missing": Rule(
        means=N_("A state body has no state secretary."),
        message=N_("no state secretary is named"),
        fix=N_("add `state_secretary:` with a `name:`"),
        why=N_("Without a name, a state secretary cannot be ranked (R3)."),
        wrong=f"{AGENCY}# state_secretary:\n",
        right=f"{AGENCY}state_secretary:\n  name: А. Б. Үлгүева\n",
    ),
}
