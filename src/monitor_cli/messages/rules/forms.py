"""Rules of spreadsheets and filled forms."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

FORM_RULES: dict[RuleId, Rule] = {
    "workbook-unreadable": Rule(
        means=N_("The file should be a spreadsheet, but cannot be opened as one."),
        message=N_("the file is not a workbook in the format .xlsx, or it is damaged"),
        fix=N_("open it in the spreadsheet program and save it as .xlsx; export a file of another program once more"),
        why=N_("Only what is stored exactly as the format says can be trusted."),
    ),
    "workbook-encrypted": Rule(
        means=N_("The spreadsheet is encrypted, or was saved in the format used before 2007."),
        message=N_("the workbook is protected with a password, or in the old format .xls"),
        fix=N_("remove the password for opening it, or save it as .xlsx"),
        why=N_("What cannot be opened cannot be checked."),
    ),
    "workbook-too-large": Rule(
        means=N_("The spreadsheet unpacks to far more than a form can hold."),
        message=N_("the workbook holds far more than a form can"),
        fix=N_("check that this is a filled form; remove pictures and pasted tables"),
        why=N_("A filled form unpacks to some 200 kilobytes; a much larger one is something else, or hostile."),
    ),
    "form-foreign": Rule(
        means=N_("The spreadsheet was not made by this tool."),
        message=N_("this workbook is not a form of this tool"),
        fix=N_("make a form with `monitor form blank` or `monitor form export`, and copy the scores into it"),
        why=N_("In a table of another kind, nobody could say which cell means what."),
    ),
    "form-version": Rule(
        means=N_("The form was made by another version of the tool, which put the cells elsewhere."),
        message=N_("the form is of another kind ({value}) than this version of the tool reads"),
        fix=N_("make a form with `monitor form blank`, and copy the scores into it"),
        why=N_("In forms of another version the cells are elsewhere."),
    ),
    "form-sheets": Rule(
        means=N_("Sheets were added to the form, or its hidden sheet was changed."),
        message=N_("the workbook has sheets besides the form, or its hidden sheet was changed"),
        fix=N_("remove the sheets that were added, or copy the scores into a new form"),
        why=N_("What stands on another sheet would be lost without a word."),
    ),
    "form-revision": Rule(
        means=N_("The texts of the criteria have changed since the form was made."),
        message=N_("the form was made from another text of “{name}” than the one known here"),
        fix=N_("make a form with `monitor form blank`, and copy the scores into it"),
        why=N_("Who filled in the form has read other words than those that decide."),
    ),
    "form-text-changed": Rule(
        means=N_("A locked text of the form was changed."),
        message=N_("the locked cell {cell} was changed; it said: {text}"),
        fix=N_("put the text back, or copy the scores into a new form"),
        why=N_("A score belongs to the words beside it; a moved row or a changed text gives it another meaning."),
    ),
    "form-cell-outside": Rule(
        means=N_("Something was written beside the form, where nothing is read."),
        message=N_("there is something in the cell {cell}, which is not part of the form"),
        fix=N_("empty the cell; what it says belongs into a note"),
        why=N_("What stands beside the form would be lost without a word."),
    ),
    "form-remark": Rule(
        means=N_("A comment or a text box of the form holds a text, which is not read."),
        message=N_("a comment or a text box at the cell {cell} says: {text}"),
        fix=N_("copy the text into the note, and delete the comment or the text box"),
        why=N_("What a comment or a text box says would be lost without a word."),
    ),
    "form-formula": Rule(
        means=N_("A cell that is to be filled in holds a formula."),
        message=N_("the cell holds a formula or an error value, where a value has to be typed"),
        fix=N_("type the value itself"),
        why=N_("A formula's result can change without anybody touching the form."),
    ),
    "form-cell-empty": Rule(
        means=N_("A cell that every form needs is empty."),
        message=N_("“{key}” is not filled in"),
        fix=N_("fill in the cell"),
        why=N_("Without it, the result cannot be attributed to a body, a year or a set of criteria."),
    ),
    "form-name-twice": Rule(
        means=N_("The name of the body is given in two ways that exclude each other."),
        message=N_("the name is given once for all languages and once more by language"),
        fix=N_("fill in either the first line or those for the languages"),
        why=N_("Of two names, nobody could say which one is printed."),
    ),
    "form-too-long": Rule(
        means=N_("A text is longer than a cell of a spreadsheet can hold."),
        message=N_("“{key}” does not fit into a cell of a spreadsheet"),
        fix=N_("shorten it; a cell holds at most 32,767 characters"),
        why=N_("A text that was cut off would come back as another one."),
    ),
    "form-too-much": Rule(
        means=N_("The texts of the form make a score file that is larger than a file may be."),
        message=N_("as a score file, the form has {size} KiB, and a file has at most {most}; the longest text is here"),
        fix=N_("shorten the longest texts"),
        why=N_("A score file that is too large would be refused as soon as it is read."),
    ),
}
