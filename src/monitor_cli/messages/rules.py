"""The table of rules: what each one says, how to mend what breaks it, and why it is there.

The ids are stable: people write them into scripts and CI settings.
"""

from __future__ import annotations

from typing import NamedTuple

from monitor_cli.messages import N_


class Rule(NamedTuple):
    """The words of one rule; `message` and `mend` are filled with the parameters of a problem."""

    message: str
    mend: str
    why: str


RULES: dict[str, Rule] = {
    # --- opening a file
    "file-unreadable": Rule(
        N_("the file cannot be read: {reason}"),
        N_("check the path and your rights to it"),
        N_("A file that could not be read says nothing about the body, so it gets no total."),
    ),
    "file-not-regular": Rule(
        N_("this is no file but a {kind}"),
        N_("give the path of a YAML file; a folder goes to `monitor validate` or `monitor batch`"),
        N_("Pipes and devices can block for ever; only files and standard input (`-`) are read."),
    ),
    "file-changed": Rule(
        N_("the file changed while it was being read"),
        N_("close it in other programs and run the command again"),
        N_("Half of an old version and half of a new one would give a total that nobody wrote."),
    ),
    "file-too-large": Rule(
        N_("the file is larger than {most} KiB"),
        N_("check that this is a score file; `--max-size` raises the limit"),
        N_("A full score file has a few kilobytes; a much larger one is something else."),
    ),
    "file-empty": Rule(
        N_("the file holds no values"),
        N_("write a file to fill in with `monitor new`"),
        N_("An empty file is most often one that was not saved."),
    ),
    # --- decoding
    "encoding-not-utf8": Rule(
        N_("the file is not encoded in UTF-8; its encoding is likely {encoding}"),
        N_("save it as UTF-8: in Notepad “Save as”, then “Encoding: UTF-8”"),
        N_("The encoding is never guessed: a wrong guess would change names and notes without a word."),
    ),
    "character-forbidden": Rule(
        N_("the character {code} is invisible and not allowed"),
        N_("delete the character; if you see nothing there, write the line again by hand"),
        N_("Control and invisible characters make a file show something else than it says."),
    ),
    # --- YAML
    "yaml-syntax": Rule(
        N_("the file is not valid YAML: {reason}"),
        N_("compare the line, and the one above it, with a file from `monitor new`"),
        N_("Where the structure cannot be read, no value in the file can be trusted."),
    ),
    "yaml-several-documents": Rule(
        N_("a second document begins here"),
        N_("remove the line `---`, or save the second document as a file of its own"),
        N_("One file describes one body and one year."),
    ),
    "yaml-anchor": Rule(
        N_("anchors (`&name`) and aliases (`*name`) are not allowed"),
        N_("write the value out; put a text that begins with & or * in quotes"),
        N_("A score that stands elsewhere in the file cannot be checked by reading its line."),
    ),
    "yaml-tag": Rule(
        N_("tags (`!name`) are not allowed"),
        N_("remove the tag; put a text that begins with ! in quotes"),
        N_("Tags change what a value means without showing it."),
    ),
    "yaml-directive": Rule(
        N_("directives (lines that begin with %) are not allowed"),
        N_("remove the line"),
        N_("The file is always read as YAML 1.2."),
    ),
    "yaml-too-deep": Rule(
        N_("the values are nested more than {most} levels deep"),
        N_("compare the indentation with a file from `monitor new`"),
        N_("A score file has five levels; a file that is much deeper is damaged or hostile."),
    ),
    "yaml-too-many": Rule(
        N_("the file has more than {most} parts"),
        N_("check that this is a score file"),
        N_("A full score file has some three hundred parts."),
    ),
    # --- keys
    "document-not-mapping": Rule(
        N_("the file is not a list of keys with values"),
        N_("begin it like a file from `monitor new`: `criteria: …`, `agency:`, `year: …`, `scores:`"),
        N_("A score file is a mapping: each value is found by its key."),
    ),
    "key-duplicate": Rule(
        N_("the key “{key}” stands here a second time; the first is in line {line}"),
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
        N_("write the value behind the colon, or remove the line"),
        N_("An empty value is most often a forgotten one."),
    ),
    "value-wrong-type": Rule(
        N_("“{key}” must be {expected}"),
        N_("write {expected}; a number or a date that is meant as a text goes in quotes"),
        N_("A value of another kind was meant as something else."),
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
        N_("write the text behind the colon"),
        N_("A blank name prints as a gap in an official document."),
    ),
    "date-invalid": Rule(
        N_("“{value}” is no date of the calendar"),
        N_("write year-month-day, for example 2025-03-14"),
        N_("Other ways of writing a date are read differently in different countries."),
    ),
    "slug-invalid": Rule(
        N_("“{value}” cannot be used as “{key}”"),
        N_("use small Latin letters, digits and single hyphens, for example ulgu-ministrligi"),
        N_("The id is the identity of a body over the years and the name of its files."),
    ),
    # --- the criteria set of a score file
    "criteria-reference": Rule(
        N_("“{value}” does not name a criteria set"),
        N_("write the id and the edition, for example `criteria: order-158@1`"),
        N_("A total means something only by the edition of the criteria that it was scored by."),
    ),
    "criteria-unknown": Rule(
        N_("there is no criteria set “{name}”"),
        N_("known are: {known}; another one is given with `--criteria FILE`"),
        N_("Scores are never judged by a set that the file does not name."),
    ),
    "edition-unknown": Rule(
        N_("“{name}” has no edition “{edition}”"),
        N_("known are: {known}; another one is given with `--criteria FILE`"),
        N_("Editions differ in what can move a score, so one never stands in for another."),
    ),
    # --- scores
    "criterion-missing": Rule(
        N_("criterion {number} is missing"),
        N_("add it under `scores:`, for example `{number}: {score}`"),
        N_("The order scores all 24 criteria and knows no “not applicable”: without one there is no total (R6)."),
    ),
    "score-empty": Rule(
        N_("criterion {number} has no score yet"),
        N_("write the score behind the colon"),
        N_("The order scores all 24 criteria and knows no “not applicable”: without one there is no total (R6)."),
    ),
    "criterion-unknown": Rule(
        N_("there is no criterion “{value}”"),
        N_("the criteria are numbered {first} to {last}; `monitor criteria show` lists them"),
        N_("A score for a criterion that the order does not have would count for nothing."),
    ),
    "score-not-integer": Rule(
        N_("the score of criterion {number} is not written as a whole number: {value}"),
        N_("write a whole number from {low} to {high}, without quotes, point or sign"),
        N_("Scores are whole numbers (R6); nothing is rounded or guessed."),
    ),
    "score-out-of-range": Rule(
        N_("the score of criterion {number} is {value}, which is not on the scale"),
        N_("write a whole number from {low} to {high}"),
        N_("Each criterion is scored on the scale of the order, from 1 to 5 (R6)."),
    ),
    # --- what no single value shows
    "secretary-on-municipal": Rule(
        N_("a municipal body has no state secretary"),
        N_("remove `state_secretary`, or write `kind: state`"),
        N_("Only the state secretaries of state bodies are rated (R3)."),
    ),
    "period-reversed": Rule(
        N_("the monitoring ends ({end}) before it begins ({start})"),
        N_("exchange the two dates, or mend the wrong one"),
        N_("The period is printed on the form and must be true."),
    ),
    "body-duplicate": Rule(
        N_("{agency}, {year} is also described in {other}"),
        N_("keep one of the files, or mend the id or the year"),
        N_("A body has one result a year; of two, nobody could say which one counts."),
    ),
    # --- warnings of --strict
    "evidence-missing": Rule(
        N_("criterion {number} has the score {score}, but no evidence"),
        N_("name at least one document under `evidence:`"),
        N_("A high score without evidence does not stand up in an appeal."),
    ),
    "note-missing": Rule(
        N_("criterion {number} has the score {score}, but no note"),
        N_("say under `note:` what was found"),
        N_("A body can mend only what it was told."),
    ),
    "recommendation-overdue": Rule(
        N_("the recommendation on criterion {number} was due on {due} and is still open"),
        N_("write `status: done` when it is, or agree on a new date"),
        N_("Criterion 24 asks whether information on recommendations was given in time."),
    ),
    "period-outside-year": Rule(
        N_("{day} does not lie in the year {year}"),
        N_("mend the date or the year"),
        N_("A file belongs to the year whose rating it enters (R3)."),
    ),
    "secretary-missing": Rule(
        N_("no state secretary is named"),
        N_("add `state_secretary:` with a `name:`"),
        N_("Without a name there is no place in the rating of the state secretaries (R3)."),
    ),
    # --- criteria files
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
        N_("“{value}” is no name of a language, or stands here twice"),
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
        N_("the number {value} stands here a second time"),
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
        N_("this is a criteria file and no score file"),
        N_("check it with `monitor criteria check`, and score by it with `--criteria`"),
        N_("A criteria set says how to score; it has no total of its own."),
    ),
    # --- closed years
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
    "frozen-criteria": Rule(
        N_("the criteria set {ref} is not the one that the year {year} was closed with"),
        N_("use the version of the tool, or the `--criteria FILE`, that the year was closed with"),
        N_("Another wording or other limits would tell another result from the same scores."),
    ),
    # --- spreadsheets and filled forms
    "workbook-unreadable": Rule(
        N_("the file is no workbook in the format .xlsx, or it is damaged"),
        N_("open it in the spreadsheet program and save it as .xlsx; a file from another program is exported anew"),
        N_("Only what is stored exactly as the format says can be trusted."),
    ),
    "workbook-encrypted": Rule(
        N_("the workbook is protected with a password, or in the old format .xls"),
        N_("remove the password for opening it, or save it as .xlsx"),
        N_("What cannot be opened cannot be checked."),
    ),
    "workbook-too-large": Rule(
        N_("the workbook holds far more than a form can"),
        N_("check that this is a filled form; remove pictures and pasted tables"),
        N_("A filled form unpacks to some 200 kilobytes; a much larger one is something else, or hostile."),
    ),
    "form-foreign": Rule(
        N_("this workbook is no form of this tool"),
        N_("make a form with `monitor form blank` or `monitor form export`, and copy the scores into it"),
        N_("In a table of another kind, nobody could say which cell means what."),
    ),
    "form-version": Rule(
        N_("the form is of another kind ({value}) than this version of the tool reads"),
        N_("make a form with `monitor form blank`, and copy the scores into it"),
        N_("Cells stand elsewhere in forms of another version."),
    ),
    "form-sheets": Rule(
        N_("the workbook has sheets besides the form, or its hidden sheet was changed"),
        N_("remove the sheets that were added, or copy the scores into a new form"),
        N_("What stands on another sheet would be lost without a word."),
    ),
    "form-revision": Rule(
        N_("the form was made by another text of “{name}” than the one known here"),
        N_("make a form with `monitor form blank`, and copy the scores into it"),
        N_("Who filled in the form has read other words than those that decide."),
    ),
    "form-text-changed": Rule(
        N_("the locked cell {cell} was changed; it said: {text}"),
        N_("put the text back, or copy the scores into a new form"),
        N_("A score belongs to the words beside it; a moved row or a changed text gives it another meaning."),
    ),
    "form-cell-outside": Rule(
        N_("there is something in the cell {cell}, which is not part of the form"),
        N_("empty the cell; what it says belongs into a note"),
        N_("What stands beside the form would be lost without a word."),
    ),
    "form-formula": Rule(
        N_("the cell holds a formula or an error value, where a value has to be typed"),
        N_("type the value itself"),
        N_("A formula's result can change without anybody touching the form."),
    ),
    "form-cell-empty": Rule(
        N_("“{key}” is not filled in"),
        N_("fill in the cell"),
        N_("Without it, the result cannot be attributed to a body, a year or a set of criteria."),
    ),
    "form-name-twice": Rule(
        N_("the name is given once for all languages and once more by language"),
        N_("fill in either the first line or those for the languages"),
        N_("Of two names, nobody could say which one is printed."),
    ),
    "form-too-long": Rule(
        N_("“{key}” does not fit into a cell of a spreadsheet"),
        N_("shorten it; a cell holds at most 32,767 characters"),
        N_("A text that was cut off would come back as another one."),
    ),
    # --- the tool itself
    "problems-more": Rule(
        N_("further problems that are not looked into: {count}"),
        N_("mend the problems above first"),
        N_("A file with so many problems is most often of another kind."),
    ),
    "internal-error": Rule(
        N_("the tool itself failed here: {error}"),
        N_("run the command again with `--traceback` and report what it prints"),
        N_("This is a defect of the tool, not of the file; the file has no result."),
    ),
}

CELL_MENDS = {
    "score-empty": N_("choose the score from the list in the cell"),
    "score-not-integer": N_(
        "choose the score from the list in the cell; a text that looks like a number does not count"
    ),
    "score-out-of-range": N_("choose the score from the list in the cell"),
    "value-wrong-type": N_("type {expected} into the cell; a number that is meant as a text begins with an apostrophe"),
    "date-invalid": N_("type the date as year-month-day, for example 2025-03-14"),
    "text-empty": N_("type a text without line breaks"),
    "secretary-on-municipal": N_("empty the state secretary's cells, or choose the other kind of body"),
}
"""What to do in a spreadsheet, where that differs from what to do in a YAML file."""
