"""Rules of keys and values, whatever they say."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

VALUE_RULES = {
    # --- keys
    "document-not-mapping": Rule(
        N_("the file is not a list of keys with values"),
        N_("begin it like a file from `monitor new`: `criteria: …`, `agency:`, `year: …`, `scores:`"),
        N_("A score file is a mapping: each value is found by its key."),
    ),
    "key-duplicate": Rule(
        N_("the key “{key}” is given a second time; the first is on line {line}"),
        N_("keep one of the two"),
        N_("Of two values for one key, nobody could say which one counts."),
    ),
    "key-not-text": Rule(
        N_("a key must be a word or a number"),
        N_("write `key: value`"),
        N_("Lists and mappings are not keys in a score file."),
    ),
    "key-unknown": Rule(
        N_("the key “{key}” is not known here"),
        N_("allowed here: {known}"),
        N_("A misspelt key would leave its value out without a word."),
    ),
    "key-lookalike": Rule(
        N_("the key “{key}” is written with Cyrillic letters that look like Latin ones"),
        N_("write “{known}” with the Latin keyboard"),
        N_("Keys are Latin; а, е, о, р, с, у, х of the Cyrillic keyboard only look the same."),
    ),
    "key-missing": Rule(
        N_("the key “{key}” is missing"),
        N_("add the line `{key}: …`"),
        N_("Without it, the result cannot be attributed to a body, a year or a set of criteria."),
    ),
    # --- values
    "value-empty": Rule(
        N_("“{key}” has no value"),
        N_("write the value after the colon, or remove the line"),
        N_("An empty value is most often a forgotten one."),
    ),
    "value-wrong-type": Rule(
        N_("“{key}” must be {expected}"),
        N_("write {expected}; a number or a date that is meant as a text goes in quotes"),
        N_("A value of another kind was most likely meant as something else."),
    ),
    "value-not-allowed": Rule(
        N_("“{value}” is not a possible value of “{key}”"),
        N_("write one of these: {allowed}"),
        N_("Only these values have a meaning."),
    ),
    "value-out-of-range": Rule(
        N_("“{key}” is {value}, but must lie between {low} and {high}"),
        N_("write a whole number from {low} to {high}"),
        N_("A number outside the range is a slip of the keyboard."),
    ),
    "value-length": Rule(
        N_("“{key}” has too many or too few parts or characters"),
        N_("shorten it, or split it up"),
        N_("Texts and lists are bounded, so that no report is flooded."),
    ),
    "text-empty": Rule(
        N_("“{key}” must be a text that is not blank, in one line where it is a name"),
        N_("write the text after the colon"),
        N_("A blank name prints as a gap in an official document."),
    ),
    "date-invalid": Rule(
        N_("“{value}” is not a date of the calendar"),
        N_("write year-month-day, for example 2025-03-14"),
        N_("Other ways of writing a date are read differently in different countries."),
    ),
    "slug-invalid": Rule(
        N_("“{value}” cannot be used as “{key}”"),
        N_("use small Latin letters, digits and single hyphens, for example ulgu-ministrligi"),
        N_("The id is the identity of a body over the years and the name of its files."),
    ),
}

TYPE_MENDS = {
    "integer": N_("write a whole number, without quotes, point or sign"),
    "list": N_('write a list in square brackets, for example ["Order No. 12", "Order No. 15"]'),
    "mapping": N_("write its keys below it, a line each and indented deeper; a file from `monitor new` shows how"),
}
"""What to do about a value of the wrong kind, by the kind that is expected."""
