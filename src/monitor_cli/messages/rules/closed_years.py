"""Rules of years that were closed with `monitor freeze`, and of those published with `monitor publish`."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

CLOSED_YEAR_RULES: dict[RuleId, Rule] = {
    "frozen-changed": Rule(
        means=N_("A file of a closed year is not what it was when the year was closed."),
        message=N_("the file changed after the year {year} was closed"),
        fix=N_(
            "restore it from the archive; if the change is right, close the year again with `monitor freeze --amend`"
        ),
        why=N_("A published result must not change silently."),
    ),
    "frozen-added": Rule(
        means=N_("A file was added to a closed year."),
        message=N_("the file was added after the year {year} was closed"),
        fix=N_(
            "remove it, or move it to the folder of its year; if it belongs there, close the year again with "
            "`monitor freeze --amend`"
        ),
        why=N_("An additional body changes the places of all others in the ranking."),
    ),
    "frozen-gone": Rule(
        means=N_("A file of a closed year is no longer there."),
        message=N_("{file}, which belongs to the closed year {year}, is gone"),
        fix=N_("restore it from the archive; if it had to go, close the year again with `monitor freeze --amend`"),
        why=N_("A body that disappears changes the places of all others in the ranking."),
    ),
    "frozen-other-year": Rule(
        means=N_("The closing of a year lists a file about another year."),
        message=N_("the closing of the year {year} lists {file}, which is about {other}"),
        fix=N_("restore the closing from the archive, or close the year again with `monitor freeze`"),
        why=N_("A closing that was edited by hand would miss what was added to its year."),
    ),
    "frozen-criteria": Rule(
        means=N_("The criteria set of a closed year can move its scores, totals, bands or places."),
        message=N_("by the criteria set {ref} of now, the scores of the year {year} could give other results"),
        fix=N_("use the version of the tool, or the `--criteria FILE`, that the year was closed with"),
        why=N_("With other criteria, bands or limits, the same scores would give another result."),
    ),
    "frozen-revision": Rule(
        means=N_("The criteria set of a closed year has other words, and judges as it did."),
        message=N_(
            "the texts of the criteria set {ref} were corrected: the year was closed by revision {old}, this is {new}"
        ),
        fix=N_("nothing needs to be done: the scores, the bands and the places stay as they are"),
        why=N_("Whoever compares the printed results should know why their words differ."),
    ),
    "frozen-register": Rule(
        means=N_("The register of bodies says something else of a closed year than when it was closed."),
        message=N_("{file} says something else of {year} than when the year was closed: bodies, kinds or terms"),
        fix=N_("restore the rows of that year; if the change is right, close the year again with `monitor freeze`"),
        why=N_(
            "Who is expected, and who was in office, belongs to the result; later rows of the register do not matter."
        ),
    ),
    "frozen-line-ends": Rule(
        means=N_("A file of a year that was closed in version 1 has other line ends than then."),
        message=N_("only the line ends or the byte order mark changed after the year {year} was closed"),
        fix=N_(
            "nothing needs to be done; `* text=auto eol=lf` in .gitattributes keeps the bytes the same in every clone"
        ),
        why=N_("Git and editors write line ends anew; the text, and so each score, stays what it was."),
    ),
    "frozen-outside": Rule(
        means=N_("A closing leads to files that are none of its own."),
        message=N_("what was closed as the year {year} leads out of the folder and the git repository of the closing"),
        fix=N_("put the files themselves where the link or the path is, or close the year again with `monitor freeze`"),
        why=N_("A closing that comes from elsewhere must not make the tool open files that are none of its own."),
    ),
    "frozen-chain": Rule(
        means=N_("The closings of a year do not follow one another."),
        message=N_("the closing number {number} does not continue the one before it: one of the two was edited"),
        fix=N_("restore the file of the closed year from the archive"),
        why=N_("Each closing holds the hash of the one before, so that none can be changed unseen."),
    ),
    "frozen-digest": Rule(
        means=N_("The file of a closed year was edited."),
        message=N_("the file of the closed year does not match its own digest: it was edited after `monitor freeze`"),
        fix=N_("restore the file of the closed year from the archive"),
        why=N_("The digest covers every closing, so that an edit of the last one is found too."),
    ),
    "published-gone": Rule(
        means=N_("A file of a published folder is not there."),
        message=N_("{file}, which the manifest lists, is gone"),
        fix=N_("get the folder once more from whoever published it"),
        why=N_("Without each body's scores, nobody can recompute the ranking."),
    ),
    "published-foreign": Rule(
        means=N_("A published folder holds something that does not belong to it."),
        message=N_("this is not what the manifest lists here"),
        fix=N_("move it out of the folder, or get the folder once more from whoever published it"),
        why=N_("Every file in the folder of a ranking is taken as part of it."),
    ),
    "published-changed": Rule(
        means=N_("A file of a published folder is not what was published."),
        message=N_("the file changed after it was published"),
        fix=N_("get the folder once more from whoever published it"),
        why=N_("The manifest holds the hash of each file, so that a single changed digit is seen."),
    ),
    "published-digest": Rule(
        means=N_("The manifest of a published folder was changed."),
        message=N_("the manifest is not what its own digest says: it was changed after it was published"),
        fix=N_("get the folder once more from whoever published it, and compare the digest with the one announced"),
        why=N_("The digest at its end stands for everything in the folder."),
    ),
    "published-table": Rule(
        means=N_("A published table is not what the published scores give."),
        message=N_("line {line} is not what the scores in this folder give: {expected}"),
        fix=N_("ask whoever published it; the scores of the bodies are in the folder `scores`"),
        why=N_("Totals, bands and places are computed anew from the scores, and from nothing else."),
    ),
}
