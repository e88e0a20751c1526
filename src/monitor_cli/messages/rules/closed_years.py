"""Rules of years that were closed with `monitor freeze`."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

CLOSED_YEAR_RULES = {
    "frozen-changed": Rule(
        N_("the file changed after the year {year} was closed"),
        N_("restore it from the archive; if the change is right, close the year again with `monitor freeze`"),
        N_("A result that was published must not change without a word."),
    ),
    "frozen-added": Rule(
        N_("the file was added after the year {year} was closed"),
        N_("remove it; if it belongs there, close the year again with `monitor freeze`"),
        N_("A further body changes the places of all others in the rating."),
    ),
    "frozen-gone": Rule(
        N_("the file {file} of the closed year {year} is gone"),
        N_("restore it from the archive; if it had to go, close the year again with `monitor freeze`"),
        N_("A body that disappears changes the places of all others in the rating."),
    ),
    "frozen-other-year": Rule(
        N_("the closing of the year {year} lists {file}, which is about {other}"),
        N_("restore the closing from the archive, or close the year again with `monitor freeze`"),
        N_("A closing that was edited by hand would miss what was added to its year."),
    ),
    "frozen-criteria": Rule(
        N_("the criteria set {ref} is not the one that the year {year} was closed with"),
        N_("use the version of the tool, or the `--criteria FILE`, that the year was closed with"),
        N_("With another wording or other limits, the same scores would give another result."),
    ),
}
