"""Rules of years that were closed with `monitor freeze`, and of those published with `monitor publish`."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules import Rule

CLOSED_YEAR_RULES: dict[RuleId, Rule] = {
    "frozen-changed": Rule(
        means=N_("A file of a closed year has changed since the year was closed."),
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
        why=N_("An additional body changes the ranks of all others."),
    ),
    "frozen-gone": Rule(
        means=N_("A file of a closed year is missing."),
        message=N_("{file}, which belongs to the closed year {year}, is missing"),
        fix=N_(
            "restore it from the archive; if it was removed on purpose, close the year again with `monitor "
            "freeze --amend`"
        ),
        why=N_("A body that disappears changes the ranks of all others."),
    ),
    "frozen-other-year": Rule(
        means=N_("The closing of a year lists a file of another year."),
        message=N_("the closing of the year {year} lists {file}, a file of {other}"),
        fix=N_("restore the closing from the archive, or close the year again with `monitor freeze`"),
        why=N_("A closing that was edited by hand would overlook files added to its year."),
    ),
    "frozen-criteria": Rule(
        means=N_("The criteria set of a closed year changed in a way that can affect scores, totals, bands or ranks."),
        message=N_("under the current criteria set {ref}, the scores of {year} could give different results"),
        fix=N_("use the version of the tool, or the `--criteria FILE`, that the year was closed with"),
        why=N_("With other criteria, bands or limits, the same scores would give a different result."),
    ),
    "frozen-revision": Rule(
        means=N_("The criteria set of a closed year has a different wording, but the same effect on scores."),
        message=N_(
            "the texts of the criteria set {ref} were corrected: the year was closed under revision {old}, "
            "the current one is {new}"
        ),
        fix=N_("nothing to do: scores, bands and ranks stay the same"),
        why=N_("Readers who compare printed results should know why the wording differs."),
    ),
    "frozen-register": Rule(
        means=N_("The register of bodies has changed for a year that is closed."),
        message=N_("{file} has changed for {year} since the year was closed: bodies, kinds or terms"),
        fix=N_(
            "restore the rows of that year; if the change is right, close the year again with `monitor freeze --amend`"
        ),
        why=N_(
            "The expected bodies and the persons in office are part of the result; later rows of the "
            "register do not matter."
        ),
    ),
    "frozen-line-ends": Rule(
        means=N_("A file of a year closed in version 1 has different line endings than it had then."),
        message=N_("only the line endings or the byte order mark changed after the year {year} was closed"),
        fix=N_("nothing to do; `* text=auto eol=lf` in .gitattributes keeps the bytes identical in every clone"),
        why=N_("Git and editors rewrite line endings; the text, and therefore every score, stays the same."),
    ),
    "frozen-outside": Rule(
        means=N_("The closing of a year refers to files outside its folder."),
        message=N_("a file of the closed year {year} is outside the folder and the git repository of the closing"),
        fix=N_(
            "put the files themselves in place of the link or the path, or close the year again with `monitor freeze`"
        ),
        why=N_("A closing from another source must not make the tool open files outside its folder."),
    ),
    "frozen-chain": Rule(
        means=N_("The closings of a year do not follow one another."),
        message=N_("closing {number} does not continue the one before it: one of the two was edited"),
        fix=N_("restore the closing from the archive"),
        why=N_("Each closing contains the hash of the previous one, so that none can be changed unnoticed."),
    ),
    "frozen-digest": Rule(
        means=N_("The closing of a year was edited."),
        message=N_("the closing does not match its own digest: it was edited after `monitor freeze`"),
        fix=N_("restore the closing from the archive"),
        why=N_("The digest covers every closing, so that an edit of the last one is found too."),
    ),
    "published-gone": Rule(
        means=N_("A file of a published folder is missing."),
        message=N_("{file}, which is in the manifest, is missing"),
        fix=N_("get the folder again from whoever published it"),
        why=N_("Without each body's scores, nobody can recompute the ranking."),
    ),
    "published-foreign": Rule(
        means=N_("A published folder contains something that does not belong to it."),
        message=N_("this is not in the manifest"),
        fix=N_("move it out of the folder, or get the folder again from whoever published it"),
        why=N_("Every file in the folder of a ranking is taken as part of it."),
    ),
    "published-changed": Rule(
        means=N_("A file of a published folder has changed since it was published."),
        message=N_("the file changed after it was published"),
        fix=N_("get the folder again from whoever published it"),
        why=N_("The manifest contains the hash of each file, so that even one changed digit is noticed."),
    ),
    "published-digest": Rule(
        means=N_("The manifest of a published folder was changed."),
        message=N_("the manifest does not match its own digest: it was changed after publication"),
        fix=N_("get the folder again from whoever published it, and compare its digest with the announced one"),
        why=N_("The digest at its end covers everything in the folder."),
    ),
    "published-table": Rule(
        means=N_("A published table does not match the published scores."),
        message=N_("line {line} does not match the scores in this folder: {expected}"),
        fix=N_("ask whoever published it; the scores of the bodies are in the folder `scores`"),
        why=N_("Totals, bands and ranks are recomputed from the scores alone."),
    ),
}
