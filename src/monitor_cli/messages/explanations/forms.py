"""Explanations of the rules about the official form as a spreadsheet; what breaks them is not YAML."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.explanations.example import Example

FORM_EXAMPLES = {
    "workbook-unreadable": Example(N_("The file should be a spreadsheet, but cannot be opened as one.")),
    "workbook-encrypted": Example(N_("The spreadsheet is encrypted, or was saved in the format used before 2007.")),
    "workbook-too-large": Example(N_("The spreadsheet unpacks to far more than a form can hold.")),
    "form-foreign": Example(N_("The spreadsheet was not made by this tool.")),
    "form-version": Example(N_("The form was made by another version of the tool, which put the cells elsewhere.")),
    "form-sheets": Example(N_("Sheets were added to the form, or its hidden sheet was changed.")),
    "form-revision": Example(N_("The texts of the criteria have changed since the form was made.")),
    "form-text-changed": Example(N_("A locked text of the form was changed.")),
    "form-cell-outside": Example(N_("Something was written beside the form, where nothing is read.")),
    "form-formula": Example(N_("A cell that is to be filled in holds a formula.")),
    "form-cell-empty": Example(N_("A cell that every form needs is empty.")),
    "form-name-twice": Example(N_("The name of the body is given in two ways that exclude each other.")),
    "form-too-long": Example(N_("A text is longer than a cell of a spreadsheet can hold.")),
}
