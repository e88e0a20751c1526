"""Rules of keys and values in all kinds of files."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules import Rule

AGENCY = "agency:\n  id: ulgu-ministrligi\n  name: Үлгү министрлиги\n  kind: state\n"

TWO_AREAS = (
    "areas:\n"
    "  - number: 1\n    kind: area\n    title: {ky: Тартип}\n    criteria: [{number: 1, title: {ky: Пландар}}]\n"
    "  - number: 2\n    kind: area\n    title: {ky: Окутуу}\n    criteria: [{number: 2, title: {ky: Окуулар}}]\n"
)

VALUE_RULES: dict[RuleId, Rule] = {
    # --- keys
    "document-foreign": Rule(
        means=N_("The file has none of the keys that identify the files of this program."),
        message=N_("this is not a file of this program: its top-level keys are different"),
        fix=N_("begin it like a file from `monitor new`: `criteria: …`, `agency:`, `year: …`, `scores:`"),
        why=N_("A file of another program may be confidential, so none of its lines, keys or values is shown."),
    ),
    "document-not-mapping": Rule(
        means=N_("The file does not consist of keys with values."),
        message=N_("the file is not a list of keys with values"),
        fix=N_("begin it like a file from `monitor new`: `criteria: …`, `agency:`, `year: …`, `scores:`"),
        why=N_("A score file consists of keys with values: each value is identified by its key."),
        wrong="- order-158@1\n- 2025\n",
        right="criteria: order-158@1\nyear: 2025\n",
    ),
    "key-duplicate": Rule(
        means=N_("A key is given twice in the same place."),
        message=N_("the key “{key}” is repeated; it first appears on line {line}"),
        fix=N_("keep one of the two"),
        why=N_("With two values for one key, it would be unclear which one counts."),
        wrong="year: 2025\nyear: 2024\n",
        right="year: 2025\n",
    ),
    "key-not-text": Rule(
        means=N_("A list or a group appears where a key is expected."),
        message=N_("a key must be a word or a number"),
        fix=N_("write `key: value`"),
        why=N_("In a score file, a list or a group cannot be a key."),
        wrong="monitoring:\n  [from, to]: 2025-03-03\n",
        right="monitoring:\n  from: 2025-03-03\n  to: 2025-03-14\n",
    ),
    "key-unknown": Rule(
        means=N_("A key is misspelt or in the wrong place."),
        message=N_("the key “{key}” is not known here"),
        fix=N_("allowed here: {known}"),
        why=N_("The value of a misspelt key would be silently ignored."),
        wrong="yaer: 2025\n",
        right="year: 2025\n",
        params={"nearest": "year"},
    ),
    "key-lookalike": Rule(
        means=N_("A key has a Cyrillic letter that looks like a Latin one."),
        message=N_("the key “{key}” contains Cyrillic letters that look like Latin ones: {letters}"),
        fix=N_("type “{known}” with the Latin keyboard"),
        why=N_("Keys are Latin; а, е, о, р, с, у, х typed on a Cyrillic keyboard only look the same."),
        wrong="monitoring:\n  tо: 2025-03-14\n",
        right="monitoring:\n  to: 2025-03-14\n",
        params={"known": "to"},
    ),
    "keys-not-indented": Rule(
        means=N_("The lines below a key are not indented, so they do not belong to it."),
        message=N_("the lines below “{key}:” are not indented"),
        fix=N_("begin each of them with two spaces more than “{key}:”"),
        why=N_("Only indentation shows what belongs to a key."),
        wrong="monitoring:\nfrom: 2025-03-03\nto: 2025-03-14\n",
        right="monitoring:\n  from: 2025-03-03\n  to: 2025-03-14\n",
        params={"key": "monitoring"},
    ),
    "key-missing": Rule(
        means=N_("A required key is missing."),
        message=N_("the key “{key}” is missing"),
        fix=N_("add the line `{key}: …`"),
        why=N_("Without it, the result cannot be attributed to a body, a year or a criteria set."),
        wrong="agency:\n  id: ulgu-ministrligi\n  kind: state\n",
        right=AGENCY,
        params={"key": "name"},
    ),
    # --- values
    "value-empty": Rule(
        means=N_("A key has no value."),
        message=N_("“{key}” has no value"),
        fix=N_("write the value after the colon, or remove the line"),
        why=N_("An empty value is usually a forgotten one."),
        wrong="year:\n",
        right="year: 2025\n",
        params={"cause": "required"},
    ),
    "value-wrong-type": Rule(
        means=N_(
            "A value has the wrong type for its key, such as a text instead of a number, or a single value "
            "instead of a list."
        ),
        message=N_("“{key}” must be {expected}"),
        fix=N_("write {expected}; put a number or a date that is meant as text in quotation marks"),
        why=N_("A value of the wrong type was probably meant as something else."),
        wrong='year: "2025"\n',
        right="year: 2025\n",
        params={"expected": "integer"},
        cell_fix=N_("type {expected} into the cell; put an apostrophe before a number that is meant as text"),
    ),
    "value-not-allowed": Rule(
        means=N_("A value is not one of those allowed for its key."),
        message=N_("“{value}” is not a possible value of “{key}”"),
        fix=N_("write one of these: {allowed}"),
        why=N_("Only these values have a meaning."),
        wrong=AGENCY.replace("state", "central"),
        right=AGENCY,
        params={"allowed": "state, municipal"},
    ),
    "value-lookalike": Rule(
        means=N_("A value has a Cyrillic letter, a space or a quotation mark that looks like another character."),
        message=N_("“{value}” contains Cyrillic letters that look like other characters: {letters}"),
        fix=N_("type “{known}” with the Latin keyboard"),
        why=N_(
            "Ids, dates, numbers and keywords are Latin; the Cyrillic а, е, о, р, с, у, х and З only look the same."
        ),
        wrong=AGENCY.replace("state", "stаte"),
        right=AGENCY,
        params={"known": "state"},
    ),
    "value-out-of-range": Rule(
        means=N_("A number is too low or too high."),
        message=N_("“{key}” is {value}, but must be between {low} and {high}"),
        fix=N_("write a whole number between {low} and {high}"),
        why=N_("A number outside the range is a typing error."),
        wrong="year: 1925\n",
        right="year: 2025\n",
        params={"low": 2000, "high": 2100},
    ),
    "value-length": Rule(
        means=N_("A text or a list is too long or too short."),
        message=N_("“{key}” is longer than {limit} characters"),
        fix=N_("shorten it to at most {limit} characters"),
        why=N_("Limits on texts and lists keep reports readable."),
        wrong="areas:\n  - number: 1\n    kind: area\n    title: {ky: Тартип}\n    criteria: []\n",
        right=TWO_AREAS,
        params={"cause": "list-short"},
    ),
    "text-empty": Rule(
        means=N_("A text is blank, or a name spans several lines."),
        message=N_("“{key}” must be a text that is not blank, and on one line if it is a name"),
        fix=N_("write the text after the colon"),
        why=N_("A blank name prints as a gap in an official document."),
        wrong=AGENCY.replace("Үлгү министрлиги", '" "'),
        right=AGENCY,
        cell_fix=N_("type a text without line breaks"),
    ),
    "date-invalid": Rule(
        means=N_("A date does not exist, or is not written as year-month-day."),
        message=N_("“{value}” is not an existing date"),
        fix=N_("write year-month-day, for example 2025-03-14"),
        why=N_("Other date formats are read differently in different countries."),
        wrong="monitoring:\n  from: 2025-02-30\n",
        right="monitoring:\n  from: 2025-02-28\n",
        params={"cause": "no-such-day"},
        cell_fix=N_("type a date, for example 14.03.2025"),
    ),
    "slug-invalid": Rule(
        means=N_("An id contains something other than lowercase Latin letters, digits and single hyphens."),
        message=N_("“{value}” cannot be used as “{key}”"),
        fix=N_("use lowercase Latin letters, digits and single hyphens, for example ulgu-ministrligi"),
        why=N_("The id identifies a body over the years and is the name of its files."),
        wrong=AGENCY.replace("ulgu-ministrligi", "Үлгү_министрлиги"),
        right=AGENCY,
    ),
}
