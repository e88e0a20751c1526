"""Rules of criteria files."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

CRITERIA_FILE_RULES = {
    "criteria-taken": Rule(
        N_("“{ref}” is the name of a published criteria set with other content"),
        N_("give your set another id or edition"),
        N_("Two methods under one name would make totals that look comparable and are not."),
    ),
    "edition-invalid": Rule(
        N_("“{value}” cannot be used as an edition"),
        N_('write a short text of letters, digits, points and hyphens, in quotes, for example "1"'),
        N_("Score files name the edition, so it must be easy to write."),
    ),
    "language-name": Rule(
        N_("“{value}” is not the name of a language, or is given twice"),
        N_("write two or three small Latin letters, for example ky"),
        N_("Every text has to be given in every declared language."),
    ),
    "scale-order": Rule(
        N_("the scale ends at {high}, which is not above its beginning, {low}"),
        N_("write the lowest score as `min` and the highest as `max`"),
        N_("A scale needs at least two scores."),
    ),
    "scale-indicators": Rule(
        N_("the indicators do not match the scale"),
        N_("give one indicator for each score, in this order: {expected}"),
        N_("Each score means something (R9)."),
    ),
    "comparable-numbers": Rule(
        N_("“{key}” does not pair each criterion with one other"),
        N_("write the number in the earlier edition, a colon and the number here, each number once: {{1: 1, 2: 3}}"),
        N_("Two criteria that are said to mean the same as one third could not both be compared with it."),
    ),
    "number-twice": Rule(
        N_("the number {value} is given a second time"),
        N_("give each area and each criterion a number of its own"),
        N_("Score files name criteria by their numbers."),
    ),
    "number-unknown": Rule(
        N_("there is no criterion {value} in this set"),
        N_("write the number of a criterion of this set"),
        N_("A reference to nothing is a slip."),
    ),
    "band-number": Rule(
        N_("this band must have the number {expected}"),
        N_("number the bands from 1, the lowest first"),
        N_("The number of a band says how high it is (R8)."),
    ),
    "band-order": Rule(
        N_("the band ends at {high}, below its beginning, {low}"),
        N_("write the lower total as `min` and the higher one as `max`"),
        N_("Such a band would hold no total."),
    ),
    "band-gap": Rule(
        N_("no band holds the totals between {below} and {value}"),
        N_("let this band begin at {expected}"),
        N_("Every possible total has exactly one band (R8)."),
    ),
    "band-overlap": Rule(
        N_("this band begins at {value}, but the one below ends at {below}"),
        N_("let this band begin at {expected}"),
        N_("Every possible total has exactly one band (R8)."),
    ),
    "band-range": Rule(
        N_("the outermost total of the bands is {value}, but totals go to {expected}"),
        N_("write {expected}"),
        N_("The bands cover all totals from the lowest to the highest (R8)."),
    ),
    "criteria-file-here": Rule(
        N_("this is a criteria file and not a score file"),
        N_("check it with `monitor criteria check`, and score by it with `--criteria`"),
        N_("A criteria set says how to score; it has no total of its own."),
    ),
}
