"""Rules of years that were closed with `monitor freeze`."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

CLOSED_YEAR_RULES: dict[RuleId, Rule] = {
    "frozen-changed": Rule(
        means=N_("A file of a closed year is not what it was when the year was closed."),
        message=N_("the file changed after the year {year} was closed"),
        fix=N_("restore it from the archive; if the change is right, close the year again with `monitor freeze`"),
        why=N_("A result that was published must not change without a word."),
    ),
    "frozen-added": Rule(
        means=N_("A file was added to a closed year."),
        message=N_("the file was added after the year {year} was closed"),
        fix=N_("remove it; if it belongs there, close the year again with `monitor freeze`"),
        why=N_("A further body changes the places of all others in the rating."),
    ),
    "frozen-gone": Rule(
        means=N_("A file of a closed year is no longer there."),
        message=N_("the file {file} of the closed year {year} is gone"),
        fix=N_("restore it from the archive; if it had to go, close the year again with `monitor freeze`"),
        why=N_("A body that disappears changes the places of all others in the rating."),
    ),
    "frozen-other-year": Rule(
        means=N_("The closing of a year lists a file about another year."),
        message=N_("the closing of the year {year} lists {file}, which is about {other}"),
        fix=N_("restore the closing from the archive, or close the year again with `monitor freeze`"),
        why=N_("A closing that was edited by hand would miss what was added to its year."),
    ),
    "frozen-criteria": Rule(
        means=N_("The criteria set of a closed year is not what it was when the year was closed."),
        message=N_("the criteria set {ref} is not the one that the year {year} was closed with"),
        fix=N_("use the version of the tool, or the `--criteria FILE`, that the year was closed with"),
        why=N_("With another wording or other limits, the same scores would give another result."),
    ),
}
