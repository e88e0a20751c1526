"""Rules of spreadsheets and filled forms."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules import Rule

FORM_RULES: dict[RuleId, Rule] = {
    "workbook-unreadable": Rule(
        means=N_("The file cannot be opened as a spreadsheet."),
        message=N_("the file is not a workbook in the format .xlsx, or it is damaged"),
        fix=N_("open it in the spreadsheet program and save it as .xlsx; if another program made it, export it again"),
        why=N_("Only a file stored exactly as the format requires can be trusted."),
    ),
    "workbook-encrypted": Rule(
        means=N_("The spreadsheet is encrypted: it asks for a password when it is opened."),
        message=N_("the workbook is protected with a password for opening it"),
        fix=N_("open it with the password, remove the password (in Excel: File, Info, Protect Workbook), and save it"),
        why=N_("A file that cannot be opened cannot be checked."),
    ),
    "workbook-old": Rule(
        means=N_("The spreadsheet was saved in the format that Excel used before 2007, whatever its ending is."),
        message=N_("the workbook is in the old format .xls"),
        fix=N_("open it in the spreadsheet program and save it as .xlsx"),
        why=N_("The old format does not keep everything that the form consists of."),
    ),
    "workbook-too-large": Rule(
        means=N_("The spreadsheet unpacks to far more data than a form contains."),
        message=N_("the workbook contains far more than a form can"),
        fix=N_("check that this is a filled form; remove pictures and pasted tables"),
        why=N_("A completed form unpacks to about 200 kilobytes; a much larger file is something else, or malicious."),
    ),
    "form-foreign": Rule(
        means=N_("The spreadsheet was not made by this tool, or the hidden sheet of the form was deleted."),
        message=N_("this workbook is not a form of this tool, or its hidden sheet was deleted"),
        fix=N_("make a form with `monitor form blank` or `monitor form export`, and copy the scores into it"),
        why=N_("In a table of another kind, it would be unclear what each cell means."),
    ),
    "form-version": Rule(
        means=N_("The form was made by another version of the tool, in which the cells are elsewhere."),
        message=N_("this version of the tool does not read forms of this kind ({value})"),
        fix=N_("make a form with `monitor form blank`, and copy the scores into it"),
        why=N_("In forms of another version, the cells are elsewhere."),
    ),
    "form-sheets": Rule(
        means=N_("The hidden sheet of the form was changed, or the workbook contains several forms."),
        message=N_("the hidden sheet of the form was changed, or the workbook has several forms"),
        fix=N_("delete the forms that were added, or copy the scores into a new form"),
        why=N_("The hidden sheet defines what the cells mean; with two forms, it would be unclear which one counts."),
    ),
    "form-revision": Rule(
        means=N_("The texts of the criteria have changed since the form was made."),
        message=N_("the form was made from a text of “{name}” that differs from the one in use here"),
        fix=N_("make a form with `monitor form blank`, and copy the scores into it"),
        why=N_("Whoever filled in the form read a text other than the one used for scoring."),
    ),
    "form-text-changed": Rule(
        means=N_("A locked text of the form was changed."),
        message=N_("the locked cell {cell} was changed; its text was: {text}"),
        fix=N_("restore the text, or copy the scores into a new form"),
        why=N_("A score belongs to the text beside it; moving a row or changing a text gives it another meaning."),
    ),
    "form-cell-outside": Rule(
        means=N_("Something was written beside the form, where nothing is read."),
        message=N_("cell {cell} is not part of the form but contains: {text}"),
        fix=N_("empty the cell; its content belongs in a note"),
        why=N_("Text beside the form would be silently lost."),
    ),
    "form-remark": Rule(
        means=N_("A comment or a text box of the form contains text, which is not read."),
        message=N_("a comment or a text box at cell {cell} contains: {text}"),
        fix=N_("copy the text into the note, and delete the comment or the text box"),
        why=N_("The text of a comment or a text box would be silently lost."),
    ),
    "form-inserted": Rule(
        means=N_("A row or a column was inserted into the form."),
        message=N_("a {what} was inserted at {line}"),
        fix=N_("delete it"),
        why=N_("Every value after it is in the wrong place."),
    ),
    "form-deleted": Rule(
        means=N_("A row, a column or a sheet of the form was deleted."),
        message=N_("a {what} was deleted at {line}"),
        fix=N_("undo it, or copy the scores into a new form"),
        why=N_("Its content is missing, and every value after it is in the wrong place."),
    ),
    "form-sorted": Rule(
        means=N_("The criteria of the form are in a different order."),
        message=N_("rows {first} to {last} were sorted or moved"),
        fix=N_("undo it, or copy the scores into a new form"),
        why=N_("It would be unclear whether each score was moved together with its criterion."),
    ),
    "form-merged": Rule(
        means=N_("Input cells were merged."),
        message=N_("cells {cells} were merged"),
        fix=N_("unmerge them, and fill in each cell that applies"),
        why=N_("It would be unclear to which of them the text or the score belongs."),
    ),
    "form-mark": Rule(
        means=N_("The indicator columns contain something other than one X per row, in the column of the score."),
        message=N_("criterion {number}: the columns of the indicators say “{marks}”, and the final score is {score}"),
        fix=N_("leave one X, in the column of the score; text belongs in the note"),
        why=N_("With two scores, it would be unclear which one is meant."),
    ),
    "form-one-line": Rule(
        means=N_("One line seems to contain several documents or names."),
        message=N_("one line counts as one document or name: “{text}”"),
        fix=N_("if there are several, write them separately: {example}"),
        why=N_("Documents and members of the commission are counted and printed individually."),
        wrong="monitoring:\n  commission:\n    - Б. Мисалов, В. Сынакова\n",
        right="monitoring:\n  commission:\n    - Б. Мисалов\n    - В. Сынакова\n",
        params={"example": '["Б. Мисалов", "В. Сынакова"]'},
        cell_fix=N_("if there are several, put each on its own line: Alt+Enter starts a new line in the cell"),
    ),
    "form-signature": Rule(
        means=N_("A name was typed on a signature line."),
        message=N_("“{name}” on the signature line is taken for a member of the commission"),
        fix=N_("if that is wrong, clear the line; the members are listed in the cell of the commission"),
        why=N_("A name that is not read would be silently lost."),
    ),
    "form-sheet-unread": Rule(
        means=N_("The workbook has an additional sheet, which is not read."),
        message=N_("the sheet “{sheet}” is not read"),
        fix=N_("nothing to do, unless it contains something that the form does not; then copy that into a note"),
        why=N_("Text on another sheet is not part of the form, and must not be silently lost."),
    ),
    "form-formula": Rule(
        means=N_("An input cell contains a formula."),
        message=N_("the cell contains a formula or an error value instead of a typed value"),
        fix=N_("type the value itself"),
        why=N_("The result of a formula can change without anyone touching the form."),
    ),
    "form-cell-empty": Rule(
        means=N_("A required cell of the form is empty."),
        message=N_("“{key}” is not filled in"),
        fix=N_("fill in the cell"),
        why=N_("Without it, the result cannot be attributed to a body, a year or a criteria set."),
    ),
    "form-name-twice": Rule(
        means=N_("The name of the body is given in two conflicting ways."),
        message=N_("the name is given both for all languages and for single languages"),
        fix=N_("fill in either the first line or those for the languages"),
        why=N_("With two names, it would be unclear which one is printed."),
    ),
    "form-too-long": Rule(
        means=N_("A text is too long for a spreadsheet cell."),
        message=N_("“{key}” is too long for a spreadsheet cell"),
        fix=N_("shorten it; a cell holds at most 32,767 characters"),
        why=N_("A text that was cut off would be read back as a different text."),
    ),
    "form-no-cell": Rule(
        means=N_("The form has no cell for a value of the score file."),
        message=N_("the form has no cell for “{key}”"),
        fix=N_("keep this file as it is: a form made from it would not contain this value"),
        why=N_("A value without a cell would be lost when the form is read."),
    ),
    "form-many-changes": Rule(
        means=N_("The scores of a file were changed more often than the form has rows for changes."),
        message=N_("the scores were changed {count} times, but the form has rows for {most} changes"),
        fix=N_("keep this file as it is, or leave out changes that readers no longer need"),
        why=N_("A change without a row in the form would be lost when the form is read."),
    ),
    "form-too-much": Rule(
        means=N_("The texts of the form add up to a score file larger than the limit."),
        message=N_(
            "as a score file, the form would have {size} KiB, but the limit is {most} KiB; the longest text is here"
        ),
        fix=N_("shorten the longest texts"),
        why=N_("A score file that is too large would be refused when it is read."),
    ),
}
