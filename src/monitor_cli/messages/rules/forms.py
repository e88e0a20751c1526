"""Rules of spreadsheets and filled forms."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

FORM_RULES = {
    "workbook-unreadable": Rule(
        N_("the file is not a workbook in the format .xlsx, or it is damaged"),
        N_("open it in the spreadsheet program and save it as .xlsx; export a file of another program once more"),
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
        N_("this workbook is not a form of this tool"),
        N_("make a form with `monitor form blank` or `monitor form export`, and copy the scores into it"),
        N_("In a table of another kind, nobody could say which cell means what."),
    ),
    "form-version": Rule(
        N_("the form is of another kind ({value}) than this version of the tool reads"),
        N_("make a form with `monitor form blank`, and copy the scores into it"),
        N_("In forms of another version the cells are elsewhere."),
    ),
    "form-sheets": Rule(
        N_("the workbook has sheets besides the form, or its hidden sheet was changed"),
        N_("remove the sheets that were added, or copy the scores into a new form"),
        N_("What stands on another sheet would be lost without a word."),
    ),
    "form-revision": Rule(
        N_("the form was made from another text of “{name}” than the one known here"),
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
