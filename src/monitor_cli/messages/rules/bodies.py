"""Rules of the register of bodies and of follow-up files."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules import Rule


def _body(name: str, *more: str) -> str:
    agency = {"Үлгү": "ulgu-ministrligi", "Эски": "eski-ministrlik"}[name]
    head = f"  - id: {agency}\n    name: {name} министрлиги\n    kind: state\n"
    return head + "".join(f"    {line}\n" for line in more)


def _terms(first: str, second: str) -> str:
    lines = f"- {{name: А. Б. Үлгүева, {first}}}", f"- {{name: Б. Мисалов, {second}}}"
    return "bodies:\n" + _body("Үлгү", "state_secretaries:", *(f"  {line}" for line in lines))


def _year(agency: str, term: str = "from: 2023-02-01", secretary: str = "А. Б. Үлгүева") -> str:
    register = "bodies:\n" + _body("Үлгү", "state_secretaries:", f"  - {{name: А. Б. Үлгүева, {term}}}")
    file = f"agency: {{id: ulgu-ministrligi, {agency}}}\n"
    return f"# bodies.yaml\n{register}\n# 2025/ulgu.yaml\n{file}state_secretary: {{name: {secretary}}}\nyear: 2025\n"


def _entry(criterion: int, date: str) -> str:
    text = "# 2025/ulgu-ministrligi.yaml\nmonitoring: {from: 2025-03-03}\nscores:\n  7:\n    score: 3\n"
    text += "    recommendation: {text: Окуу өткөрүлсүн.}\n\n# follow-up/1.yaml\nfollow_up: ulgu-ministrligi\n"
    return f"{text}entries:\n  - {{year: 2025, criterion: {criterion}, date: {date}, status: done}}\n"


BODY_RULES: dict[RuleId, Rule] = {
    "body-twice": Rule(
        means=N_("The register lists a body twice."),
        message=N_("the body “{agency}” is listed twice"),
        fix=N_("keep one of the two, or correct the id"),
        why=N_("Each body has one row, so that every expected body is counted once."),
        wrong="bodies:\n" + _body("Үлгү") + _body("Үлгү"),
        right="bodies:\n" + _body("Үлгү") + _body("Эски"),
    ),
    "body-unknown": Rule(
        means=N_("The register has no body with this id."),
        message=N_("the register has no body “{agency}”"),
        fix=N_("correct the id, or add the body to the register"),
        why=N_("A misspelt id would count as another body: the real one would be missing, and nobody would notice."),
        wrong="bodies:\n" + _body("Үлгү", "successor_of: [eski-ministrlk]") + _body("Эски"),
        right="bodies:\n" + _body("Үлгү", "successor_of: [eski-ministrlik]") + _body("Эски"),
        params={"nearest": "eski-ministrlik"},
    ),
    "body-not-then": Rule(
        means=N_("The register lists a body as monitored in a year in which it did not exist."),
        message=N_("“{agency}” did not exist in {year}"),
        fix=N_("correct the year, or the dates of the body under `from:` and `to:`"),
        why=N_("An abolished body would be reported as missing every year."),
        wrong="bodies:\n" + _body("Эски", "to: 2024-12-31") + "monitored:\n  2025: [eski-ministrlik]\n",
        right="bodies:\n" + _body("Эски", "to: 2024-12-31") + "monitored:\n  2024: [eski-ministrlik]\n",
    ),
    "body-circle": Rule(
        means=N_("Bodies in the register succeed one another in a circle."),
        message=N_("a body cannot be its own successor: {circle}"),
        fix=N_("remove the wrong id under `successor_of:`"),
        why=N_("A body is traced over the years from row to row; a circle would never end."),
        wrong="bodies:\n"
        + _body("Үлгү", "successor_of: [eski-ministrlik]")
        + _body("Эски", "successor_of: [ulgu-ministrligi]"),
        right="bodies:\n" + _body("Үлгү", "successor_of: [eski-ministrlik]") + _body("Эски"),
    ),
    "body-kind": Rule(
        means=N_("In the register, the body is of the other kind."),
        message=N_("in the register, “{agency}” is `kind: {allowed}`"),
        fix=N_("write `kind: {allowed}`, or correct the register"),
        why=N_("State bodies and municipal bodies are ranked separately (R1, R3)."),
        wrong=_year("name: Үлгү министрлиги, kind: municipal"),
        right=_year("name: Үлгү министрлиги, kind: state"),
        params={"allowed": "state"},
    ),
    "body-name": Rule(
        means=N_("The register has a different name for the body."),
        message=N_("in the register, “{agency}” is called {name}"),
        fix=N_("correct the name, unless the body had that name in that year"),
        why=N_("Names change, and a correct file stays correct, but another name can mean another body."),
        wrong=_year("name: Үлгүлүү министрлик, kind: state"),
        right=_year("name: Үлгү министрлиги, kind: state"),
    ),
    "secretary-term": Rule(
        means=N_("According to the register, the person ranked was not in office in the year of the file."),
        message=N_("{name} was not in office in {year}, but in: {days}"),
        fix=N_("give the person who was in office, or correct the dates in the register"),
        why=N_("Only a state secretary of that year can be ranked for it (R3)."),
        wrong=_year("name: Үлгү министрлиги, kind: state", "from: 2026-02-01"),
        right=_year("name: Үлгү министрлиги, kind: state", "from: 2025-02-01"),
    ),
    "secretary-unknown": Rule(
        means=N_("The register has no term of office for the person ranked."),
        message=N_("the register has no term of {name}"),
        fix=N_("correct the name, or add the term to the register"),
        why=N_("A name spelt in two ways looks like two people (R3)."),
        wrong=_year("name: Үлгү министрлиги, kind: state", secretary="А. Б. Үлгуева"),
        right=_year("name: Үлгү министрлиги, kind: state"),
        params={"nearest": "А. Б. Үлгүева"},
    ),
    "days-reversed": Rule(
        means=N_("In the register, a body or a term of office ends before it begins."),
        message=N_("the last day ({end}) is before the first ({start})"),
        fix=N_("swap the two dates, or correct the wrong one"),
        why=N_("Such a body or term would not exist on any day."),
        wrong="bodies:\n" + _body("Үлгү", "from: 2025-12-31", "to: 2025-01-01"),
        right="bodies:\n" + _body("Үлгү", "from: 2025-01-01", "to: 2025-12-31"),
    ),
    "terms-overlap": Rule(
        means=N_("In the register, two state secretaries of a body are in office on the same day."),
        message=N_("the term of {name} begins before that of {other} ends"),
        fix=N_("start the later term on the day after the end of the earlier one"),
        why=N_("A body has one state secretary at a time, and that person is ranked (R3)."),
        wrong=_terms("from: 2023-02-01, to: 2025-05-07", "from: 2025-05-07"),
        right=_terms("from: 2023-02-01, to: 2025-05-06", "from: 2025-05-07"),
    ),
}
FOLLOW_UP_RULES: dict[RuleId, Rule] = {
    "follow-up-unmatched": Rule(
        means=N_("An entry of a follow-up file matches no recommendation."),
        message=N_("nothing was recommended to {agency} in {year} for criterion {criterion}"),
        fix=N_("correct the id, the year or the criterion, or remove the entry"),
        why=N_("The recommendation that was meant would stay open for no visible reason."),
        wrong=_entry(8, "2025-09-01"),
        right=_entry(7, "2025-09-01"),
        params={"nearest": "year: 2025, criterion: 7"},
    ),
    "follow-up-early": Rule(
        means=N_("The date of an entry in a follow-up file is before the monitoring."),
        message=N_("{day} is before {start}, when nothing had been recommended yet"),
        fix=N_("correct the date"),
        why=N_("Follow-up to a recommendation comes after the recommendation."),
        wrong=_entry(7, "2024-09-01"),
        right=_entry(7, "2025-09-01"),
    ),
}
