"""Rules of keys and values, whatever they say."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

AGENCY = "agency:\n  id: ulgu-ministrligi\n  name: Үлгү министрлиги\n  kind: state\n"

TWO_AREAS = (
    "areas:\n"
    "  - number: 1\n    kind: area\n    title: {ky: Тартип}\n    criteria: [{number: 1, title: {ky: Пландар}}]\n"
    "  - number: 2\n    kind: area\n    title: {ky: Окутуу}\n    criteria: [{number: 2, title: {ky: Окуулар}}]\n"
)

VALUE_RULES: dict[RuleId, Rule] = {
    # --- keys
    "document-foreign": Rule(
        means=N_("The file has none of the keys by which this program knows its files."),
        message=N_("this is no file of this program: the keys at its top are others"),
        fix=N_("begin it like a file from `monitor new`: `criteria: …`, `agency:`, `year: …`, `scores:`"),
        why=N_("What another program keeps in its file may be secret, so none of its lines, keys and values is shown."),
    ),
    "document-not-mapping": Rule(
        means=N_("The file does not consist of keys with values."),
        message=N_("the file is not a list of keys with values"),
        fix=N_("begin it like a file from `monitor new`: `criteria: …`, `agency:`, `year: …`, `scores:`"),
        why=N_("A score file is a mapping: each value is found by its key."),
        wrong="- order-158@1\n- 2025\n",
        right="criteria: order-158@1\nyear: 2025\n",
    ),
    "key-duplicate": Rule(
        means=N_("A key is given twice in the same place."),
        message=N_("the key “{key}” is given a second time; the first is on line {line}"),
        fix=N_("keep one of the two"),
        why=N_("With two values for one key, it would be unclear which one counts."),
        wrong="year: 2025\nyear: 2024\n",
        right="year: 2025\n",
    ),
    "key-not-text": Rule(
        means=N_("A list or a group stands where a key is expected."),
        message=N_("a key must be a word or a number"),
        fix=N_("write `key: value`"),
        why=N_("Lists and mappings are not keys in a score file."),
        wrong="monitoring:\n  [from, to]: 2025-03-03\n",
        right="monitoring:\n  from: 2025-03-03\n  to: 2025-03-14\n",
    ),
    "key-unknown": Rule(
        means=N_("A key is misspelt, or stands in the wrong place."),
        message=N_("the key “{key}” is not known here"),
        fix=N_("allowed here: {known}"),
        why=N_("The value of a misspelt key would be silently ignored."),
        wrong="yaer: 2025\n",
        right="year: 2025\n",
        params={"nearest": "year"},
    ),
    "key-lookalike": Rule(
        means=N_("A key has a Cyrillic letter that looks like a Latin one."),
        message=N_("the key “{key}” has Cyrillic letters that only look like others: {letters}"),
        fix=N_("write “{known}” with the Latin keyboard"),
        why=N_("Keys are Latin; а, е, о, р, с, у, х of the Cyrillic keyboard only look the same."),
        wrong="monitoring:\n  tо: 2025-03-14\n",
        right="monitoring:\n  to: 2025-03-14\n",
        params={"known": "to"},
    ),
    "keys-not-indented": Rule(
        means=N_("The lines below a key are not indented, so they do not belong to it."),
        message=N_("the lines below “{key}:” are not indented"),
        fix=N_("begin each of them with two spaces more than “{key}:” has"),
        why=N_("Only the indentation says what belongs to a key."),
        wrong="monitoring:\nfrom: 2025-03-03\nto: 2025-03-14\n",
        right="monitoring:\n  from: 2025-03-03\n  to: 2025-03-14\n",
        params={"key": "monitoring"},
    ),
    "key-missing": Rule(
        means=N_("A key that every file needs is missing."),
        message=N_("the key “{key}” is missing"),
        fix=N_("add the line `{key}: …`"),
        why=N_("Without it, the result cannot be attributed to a body, a year or a set of criteria."),
        wrong="agency:\n  id: ulgu-ministrligi\n  kind: state\n",
        right=AGENCY,
        params={"key": "name"},
    ),
    # --- values
    "value-empty": Rule(
        means=N_("A key has no value."),
        message=N_("“{key}” has no value"),
        fix=N_("write the value after the colon, or remove the line"),
        why=N_("An empty value is most often a forgotten one."),
        wrong="year:\n",
        right="year: 2025\n",
        params={"cause": "required"},
    ),
    "value-wrong-type": Rule(
        means=N_("A value is of another kind than its key needs: a text for a number, a single value for a list."),
        message=N_("“{key}” must be {expected}"),
        fix=N_("write {expected}; a number or a date that is meant as a text goes in quotes"),
        why=N_("A value of another kind was most likely meant as something else."),
        wrong='year: "2025"\n',
        right="year: 2025\n",
        params={"expected": "integer"},
        cell_fix=N_("type {expected} into the cell; a number that is meant as a text begins with an apostrophe"),
    ),
    "value-not-allowed": Rule(
        means=N_("A value is none of the words that its key allows."),
        message=N_("“{value}” is not a possible value of “{key}”"),
        fix=N_("write one of these: {allowed}"),
        why=N_("Only these values have a meaning."),
        wrong=AGENCY.replace("state", "central"),
        right=AGENCY,
        params={"allowed": "state, municipal"},
    ),
    "value-lookalike": Rule(
        means=N_("A value has a Cyrillic letter, a space or a quotation mark that looks like another sign."),
        message=N_("“{value}” has Cyrillic letters that only look like others: {letters}"),
        fix=N_("write “{known}” with the Latin keyboard"),
        why=N_("Ids, dates, numbers and fixed words are Latin; а, е, о, р, с, у, х and З only look the same."),
        wrong=AGENCY.replace("state", "stаte"),
        right=AGENCY,
        params={"known": "state"},
    ),
    "value-out-of-range": Rule(
        means=N_("A number is lower or higher than it can be."),
        message=N_("“{key}” is {value}, but must lie between {low} and {high}"),
        fix=N_("write a whole number between {low} and {high}"),
        why=N_("A number outside the range is a slip of the keyboard."),
        wrong="year: 1925\n",
        right="year: 2025\n",
        params={"low": 2000, "high": 2100},
    ),
    "value-length": Rule(
        means=N_("A text or a list is longer or shorter than it can be."),
        message=N_("“{key}” is longer than {limit} characters"),
        fix=N_("shorten it to at most {limit} characters"),
        why=N_("Texts and lists are bounded, so that no report is flooded."),
        wrong="areas:\n  - number: 1\n    kind: area\n    title: {ky: Тартип}\n    criteria: []\n",
        right=TWO_AREAS,
        params={"cause": "list-short"},
    ),
    "text-empty": Rule(
        means=N_("A text is blank, or a name goes over several lines."),
        message=N_("“{key}” must be a text that is not blank, in one line where it is a name"),
        fix=N_("write the text after the colon"),
        why=N_("A blank name prints as a gap in an official document."),
        wrong=AGENCY.replace("Үлгү министрлиги", '" "'),
        right=AGENCY,
        cell_fix=N_("type a text without line breaks"),
    ),
    "date-invalid": Rule(
        means=N_("A date is not in the calendar, or is not written as year-month-day."),
        message=N_("“{value}” is not a date of the calendar"),
        fix=N_("write year-month-day, for example 2025-03-14"),
        why=N_("Other ways of writing a date are read differently in different countries."),
        wrong="monitoring:\n  from: 2025-02-30\n",
        right="monitoring:\n  from: 2025-02-28\n",
        params={"cause": "no-such-day"},
        cell_fix=N_("type a day of the calendar, for example 14.03.2025"),
    ),
    "slug-invalid": Rule(
        means=N_("An id contains something other than lowercase Latin letters, digits and single hyphens."),
        message=N_("“{value}” cannot be used as “{key}”"),
        fix=N_("use lowercase Latin letters, digits and single hyphens, for example ulgu-ministrligi"),
        why=N_("The id is the identity of a body over the years and the name of its files."),
        wrong=AGENCY.replace("ulgu-ministrligi", "Үлгү_министрлиги"),
        right=AGENCY,
    ),
}
