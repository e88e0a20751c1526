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
        means=N_("The spreadsheet is encrypted: it asks for a password when it is opened."),
        message=N_("the workbook is protected with a password for opening it"),
        fix=N_("open it with the password, remove the password (in Excel: File, Info, Protect Workbook), and save it"),
        why=N_("What cannot be opened cannot be checked."),
    ),
    "workbook-old": Rule(
        means=N_("The spreadsheet was saved in the format that Excel used before 2007, whatever its ending is."),
        message=N_("the workbook is in the old format .xls"),
        fix=N_("open it in the spreadsheet program and save it as .xlsx"),
        why=N_("The old format does not keep everything that the form consists of."),
    ),
    "workbook-too-large": Rule(
        means=N_("The spreadsheet unpacks to far more than a form can hold."),
        message=N_("the workbook holds far more than a form can"),
        fix=N_("check that this is a filled form; remove pictures and pasted tables"),
        why=N_("A filled form unpacks to some 200 kilobytes; a much larger one is something else, or hostile."),
    ),
    "form-foreign": Rule(
        means=N_("The spreadsheet was not made by this tool, or the hidden sheet of the form is gone."),
        message=N_("this workbook is not a form of this tool, or has lost its hidden sheet"),
        fix=N_("make a form with `monitor form blank` or `monitor form export`, and copy the scores into it"),
        why=N_("In a table of another kind, it would be unclear what each cell means."),
    ),
    "form-version": Rule(
        means=N_("The form was made by another version of the tool, which put the cells elsewhere."),
        message=N_("the form is of another kind ({value}) than this version of the tool reads"),
        fix=N_("make a form with `monitor form blank`, and copy the scores into it"),
        why=N_("In forms of another version the cells are elsewhere."),
    ),
    "form-sheets": Rule(
        means=N_("The hidden sheet of the form was changed, or several sheets of the workbook are a form."),
        message=N_("the hidden sheet of the form was changed, or the workbook has several forms"),
        fix=N_("delete the forms that were added, or copy the scores into a new form"),
        why=N_("The hidden sheet defines what the cells mean; with two forms, it would be unclear which one counts."),
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
        message=N_("the cell {cell} is not part of the form, and says: {text}"),
        fix=N_("empty the cell; what it says belongs into a note"),
        why=N_("Text beside the form would be silently lost."),
    ),
    "form-remark": Rule(
        means=N_("A comment or a text box of the form holds a text, which is not read."),
        message=N_("a comment or a text box at the cell {cell} says: {text}"),
        fix=N_("copy the text into the note, and delete the comment or the text box"),
        why=N_("The text of a comment or a text box would be silently lost."),
    ),
    "form-inserted": Rule(
        means=N_("A row or a column was inserted into the form."),
        message=N_("a {what} was inserted at {line}"),
        fix=N_("delete it"),
        why=N_("Behind it each value stands in the place of another one."),
    ),
    "form-deleted": Rule(
        means=N_("A row, a column or a sheet of the form was deleted."),
        message=N_("a {what} was deleted at {line}"),
        fix=N_("undo it, or copy the scores into a new form"),
        why=N_("What stood in it is missing, and behind it each value stands in the place of another one."),
    ),
    "form-sorted": Rule(
        means=N_("The criteria of the form are in another order."),
        message=N_("the rows {first} to {last} were sorted or moved"),
        fix=N_("undo it, or copy the scores into a new form"),
        why=N_("It would be unclear whether each score was moved together with its criterion."),
    ),
    "form-merged": Rule(
        means=N_("Cells that are to be filled in were merged."),
        message=N_("the cells {cells} were merged"),
        fix=N_("unmerge them, and fill in each one that applies"),
        why=N_("It would be unclear to which of them the text or the score belongs."),
    ),
    "form-mark": Rule(
        means=N_("The columns of the indicators hold something else than one X in a row, for the score of the row."),
        message=N_("criterion {number}: the columns of the indicators say “{marks}”, and the final score is {score}"),
        fix=N_("leave one X, in the column of the score; a text belongs into the note"),
        why=N_("With two scores, it would be unclear which one is meant."),
    ),
    "form-one-line": Rule(
        means=N_("One line seems to contain several documents or names."),
        message=N_("one line counts as one document or name: “{text}”"),
        fix=N_("if there are several, write them one by one: {example}"),
        why=N_("Documents and members of the commission are counted and printed one by one."),
        wrong="monitoring:\n  commission:\n    - Б. Мисалов, В. Сынакова\n",
        right="monitoring:\n  commission:\n    - Б. Мисалов\n    - В. Сынакова\n",
        params={"example": '["Б. Мисалов", "В. Сынакова"]'},
        cell_fix=N_("if these are several, put each on a line of its own: Alt+Enter begins a new line in the cell"),
    ),
    "form-signature": Rule(
        means=N_("A name was typed on a line that is there to be signed."),
        message=N_("“{name}” on the line for the signature is taken for a member of the commission"),
        fix=N_("if that is wrong, empty the line; the members stand in the cell of the commission"),
        why=N_("A name that is not read would be silently lost."),
    ),
    "form-sheet-unread": Rule(
        means=N_("The workbook has a sheet beside the form, which is not read."),
        message=N_("the sheet “{sheet}” is not read"),
        fix=N_("nothing, unless it says what the form does not; then copy that into a note"),
        why=N_("Text on another sheet is not part of the form, and must not be silently lost."),
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
        why=N_("With two names, it would be unclear which one is printed."),
    ),
    "form-too-long": Rule(
        means=N_("A text is longer than a cell of a spreadsheet can hold."),
        message=N_("“{key}” does not fit into a cell of a spreadsheet"),
        fix=N_("shorten it; a cell holds at most 32,767 characters"),
        why=N_("A text that was cut off would come back as another one."),
    ),
    "form-many-changes": Rule(
        means=N_("The scores of a file were changed more often than the form has rows for it."),
        message=N_("the scores were changed {count} times, and the form has rows for {most} changes"),
        fix=N_("keep this file as it is, or leave out changes that no reader asks for any more"),
        why=N_("A change that was left out would not come back."),
    ),
    "form-too-much": Rule(
        means=N_("The texts of the form make a score file that is larger than a file may be."),
        message=N_("as a score file, the form has {size} KiB, and a file has at most {most}; the longest text is here"),
        fix=N_("shorten the longest texts"),
        why=N_("A score file that is too large would be refused as soon as it is read."),
    ),
}
