"""What a problem says, instead of its rule's own message and fix, where its cause is known; "" for the rule's own."""

from __future__ import annotations

from monitor_cli.messages import N_

_COLON = N_("write a colon and a space after “{key}”: {typed}")
_HYPHEN = N_("begin the line with a hyphen and a space: - …; a line that continues the text above is indented deeper")
_QUOTE = N_('put the whole text in quotation marks: "…"')
_NUMBER_SIGN = N_("put the whole text in quotation marks, or write № instead of #")
_LIST = N_("write a list in square brackets: {example}")
_COMMA = N_("between {{ }} a comma ends a value, and “{key}” is left over")
_BELOW = N_("“{below}” stands below “{key}”, which has a value already: {value}")

CAUSES: dict[str, tuple[str, str]] = {
    "other-kind": (N_("this is {kind}; expected here: {wanted}"), N_("give the file that is expected here")),
    # --- where libyaml stops
    "merge": (
        N_("the file holds an unfinished merge of two versions"),
        N_("keep one version of these lines and delete the other, with the lines <<<<<<<, ======= and >>>>>>>"),
    ),
    "markup": (
        N_("the file contains code of a web page or of XML"),
        N_("delete everything between < and >, keep the lines of the score file, and save it as plain text"),
    ),
    "odd-space": (
        N_("this is no ordinary space but {code}, as web pages and word processors have it"),
        N_("delete it and press the space bar, or nothing at the end of a line"),
    ),
    "tab": (N_("a tab stands in the indentation"), N_("delete the tab and indent with spaces")),
    "quote-open": (
        N_("the quotation mark that opens here is not closed"),
        N_("write the same mark at the end of the text; typographic ones do not close it"),
    ),
    "quote-inner": (
        N_("behind a closing quotation mark, the text goes on: {rest}"),
        N_('begin and end the whole text with ", and inside write «…» or \\"; delete what does not belong to it'),
    ),
    "quoted-number": (N_("a number is in quotation marks: {value}"), N_("delete them: {known}")),
    "list-bare": (N_("several texts follow one another without square brackets"), _LIST),
    "dash": (N_("a dash is missing: the lines around it are a list"), _HYPHEN),
    "dash-sign": (N_("a line of the list does not begin with a hyphen and a space: {sign}"), _HYPHEN),
    "dash-number": (
        N_("the number of a criterion has a dash before it"),
        N_("delete the dash in front of each number: {typed}"),
    ),
    "dash-value": (
        N_("a dash stands where a value begins"),
        N_("leave a score that is not given yet empty; put a text in quotation marks, and a list on new lines"),
    ),
    "sign": (
        N_("“{sign}” has a meaning of its own where a key or a value begins"),
        N_("delete it, or put the whole text in quotation marks; leave a score that is not given yet empty"),
    ),
    "bracket-open": (N_("the bracket that opens here is not closed"), N_("write “{close}” at the end")),
    "bracket-other": (N_("“{sign}” does not close the bracket that is open"), N_("write “{close}”")),
    "bracket-rest": (
        N_("behind a closing bracket, the text goes on: {rest}"),
        N_("delete it; a text that begins with a bracket goes in quotation marks"),
    ),
    "comma": (N_("a comma is missing before {rest}"), N_("write a comma, or put the text in quotation marks")),
    "colon": (N_("the text holds a colon and stands in no quotation marks"), _QUOTE),
    "two-keys": (
        N_("a second key, “{key}”, stands on one line with another, or the text holds a colon"),
        N_("write “{key}: …” on a line of its own, or put the text in quotation marks"),
    ),
    "cut-bracket": (N_("“ #” begins a comment here, and the closing bracket is lost in it"), _NUMBER_SIGN),
    "cut-lines": (N_("“ #” begins a comment here, so the text cannot go on in the next line"), _NUMBER_SIGN),
    "no-space": (N_("there is no space after the colon of “{key}”"), _COLON),
    "two-colons": (N_("there is more than one colon after “{key}”"), _COLON),
    "no-colon": (N_("there is no colon with a space after “{key}”"), _COLON),
    "no-key": (
        N_("the line has no key with a colon"),
        N_("if it continues the text above, indent it deeper than the key there; else begin it with a key and a colon"),
    ),
    "note-below": (
        _BELOW,
        N_("with a note, the score goes on a line of its own: “{key}:”, below it “score: {value}” and “{below}: …”"),
    ),
    "value-and-keys": (
        _BELOW,
        N_("leave “{key}:” alone on its line and write the value below, with a key of its own: see `monitor new`"),
    ),
    "indent": (
        N_("the line is out of step; spaces before it: {count}, before the lines around it: {expected}"),
        N_("begin it with as many spaces as the lines around it: {expected}"),
    ),
    "outside": (
        N_("criterion “{key}” stands outside of “scores:”"),
        N_("move its lines below “scores:”, in place of its own line there"),
    ),
    "value-missing": (N_("a value is missing between brackets or commas"), N_("write the value, or delete the comma")),
    "backslash": (N_("a backslash stands in double quotes"), N_("use single quotes, or write \\\\ for each")),
    "mixed": (
        N_("lines with a dash and lines without one stand in one list"),
        N_("begin each of them with a hyphen and a space, or none; a score is written as number and colon: 1: 5"),
    ),
    # --- keys
    "comma-cuts": (_COMMA, _QUOTE),
    "comma-in-number": (_COMMA, N_("there are whole points only: write a whole number, without comma and point")),
    "elsewhere": (
        N_("the key “{key}” stands in the wrong place: it belongs to “{parent}”"),
        N_("write it below “{parent}:”, indented like the other keys there"),
    ),
    "elsewhere-top": (
        N_("the key “{key}” stands in the wrong place: it belongs to no other key"),
        N_("begin its line without spaces"),
    ),
    "entry": (
        "",
        N_("indent “{value}” deeper than the number of its criterion, as a file from `monitor new` shows it"),
    ),
    "item-twice": ("", N_("keep one of the two; where another item of the list begins, write a hyphen and a space")),
    # --- values
    "only-comment": (
        N_("“{key}” has no value: “#” begins a comment: {rest}"),
        N_("write the value before the comment; put a text that begins with # in quotation marks, or write № instead"),
    ),
    "integer": ("", N_("write a whole number, without quotes, point or sign")),
    "list": ("", _LIST),
    "no-list": (
        "",
        N_("write one text; put it in quotation marks where it begins with a dash or a bracket"),
    ),
    "list-below": ("", N_("begin each item of the list with a hyphen and a space: - …")),
    "mapping": (
        "",
        N_("write its keys below it, one per line and indented; a file from `monitor new` shows how"),
    ),
    "typographic": (
        N_("typographic quotation marks are a part of the value: {value}"),
        N_("delete them: {known}"),
    ),
    "list-short": (
        N_("“{key}” has too few items: at least {limit} required"),
        N_("begin each item of the list with a hyphen and a space: - …"),
    ),
    "list-long": (
        N_("“{key}” has too many items: at most {limit} allowed"),
        N_("keep at most {limit} of them"),
    ),
    "required": ("", N_("write the value after the colon")),
    "fraction": ("", N_("there are whole points only: write a whole number from {low} to {high}")),
    "remark": (
        "",
        N_("write the number alone; a remark goes below: “{number}:”, then, indented, “score: {score}” and “note: …”"),
    ),
    "no-such-day": (N_("there is no such day: {value}"), N_("check the day and the month in a calendar")),
}
