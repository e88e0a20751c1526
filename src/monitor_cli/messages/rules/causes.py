"""Message and fix of problems with a known cause, in place of those of the rule; "" keeps that of the rule."""

from __future__ import annotations

from typing import Literal

from monitor_cli.messages import N_

_COLON = N_("write a colon and a space after “{key}”: {typed}")
_HYPHEN = N_("begin the line with a hyphen and a space: - …; a line that continues the text above is indented deeper")
_QUOTE = N_('put the whole text in quotation marks: "…"')
_NUMBER_SIGN = N_("put the whole text in quotation marks, or write № instead of #")
_LIST = N_("write a list in square brackets: {example}")
_COMMA = N_("between {{ }} a comma ends a value, so “{key}” is left without one")
_BELOW = N_("“{below}” is below “{key}”, which already has a value: {value}")

CauseId = Literal[
    "other-kind", "no-kind", "other-digest", "merge", "markup", "odd-space", "tab", "quote-open", "quote-inner",
    "quoted-number", "list-bare", "dash", "dash-sign", "dash-number", "dash-value", "sign", "bracket-open",
    "bracket-other", "bracket-rest", "comma", "colon", "two-keys", "cut-bracket", "cut-lines", "no-space",
    "two-colons", "no-colon", "no-key", "note-below", "value-and-keys", "indent", "outside", "value-missing",
    "backslash", "mixed", "comma-cuts", "comma-in-number", "elsewhere", "elsewhere-top", "entry", "item-twice",
    "only-comment", "integer", "list", "no-list", "list-below", "mapping", "typographic", "list-short", "list-long",
    "required", "fraction", "remark", "no-such-day",
]  # fmt: skip

CAUSES: dict[CauseId, tuple[str, str]] = {
    "other-kind": (N_("this is {kind}; expected here: {wanted}"), N_("give the file that is expected here")),
    "no-kind": (N_("this is not what is expected here: {wanted}"), N_("give the file that is expected here")),
    "other-digest": (N_("the digest of the manifest is not the one given with --digest: {digest}"), ""),
    # --- where libyaml stops
    "merge": (
        N_("the file contains an unfinished merge of two versions"),
        N_("keep one version of these lines and delete the other, with the lines <<<<<<<, ======= and >>>>>>>"),
    ),
    "markup": (
        N_("the file contains code of a web page or of XML"),
        N_("delete everything between < and >, keep the lines of the score file, and save it as plain text"),
    ),
    "odd-space": (
        N_("this is not an ordinary space but {code}, as used by web pages and word processors"),
        N_("replace it with an ordinary space; at the end of a line, delete it"),
    ),
    "tab": (N_("a tab is used for indentation"), N_("delete the tab and indent with spaces")),
    "quote-open": (
        N_("the quotation mark opened here is not closed"),
        N_("write the same mark at the end of the text; typographic marks do not close it"),
    ),
    "quote-inner": (
        N_("the text continues after a closing quotation mark: {rest}"),
        N_('enclose the whole text in ", and write «…» or \\" inside it; delete what does not belong to it'),
    ),
    "quoted-number": (N_("a number is in quotation marks: {value}"), N_("delete them: {known}")),
    "list-bare": (N_("several texts are listed without square brackets"), _LIST),
    "dash": (N_("a hyphen is missing: the lines around it are a list"), _HYPHEN),
    "dash-sign": (N_("a line of the list does not begin with a hyphen and a space: {sign}"), _HYPHEN),
    "dash-number": (
        N_("there is a hyphen before the number of a criterion"),
        N_("delete the hyphen before each number: {typed}"),
    ),
    "dash-value": (
        N_("a hyphen is where a value should begin"),
        N_("leave a missing score empty; put a text in quotation marks, and a list on new lines"),
    ),
    "sign": (
        N_("“{sign}” has a special meaning at the start of a key or a value"),
        N_("delete it, or put the whole text in quotation marks; leave a missing score empty"),
    ),
    "bracket-open": (N_("the bracket opened here is not closed"), N_("write “{close}” at the end")),
    "bracket-other": (N_("“{sign}” does not close the open bracket"), N_("write “{close}”")),
    "bracket-rest": (
        N_("the text continues after a closing bracket: {rest}"),
        N_("delete it; a text that begins with a bracket goes in quotation marks"),
    ),
    "comma": (N_("a comma is missing before {rest}"), N_("write a comma, or put the text in quotation marks")),
    "colon": (N_("the text contains a colon and is not in quotation marks"), _QUOTE),
    "two-keys": (
        N_("a second key, “{key}”, is on the same line, or the text contains a colon"),
        N_("write “{key}: …” on its own line, or put the text in quotation marks"),
    ),
    "cut-bracket": (N_("“ #” begins a comment here, and the closing bracket is lost in it"), _NUMBER_SIGN),
    "cut-lines": (N_("“ #” begins a comment here, so the text cannot continue on the next line"), _NUMBER_SIGN),
    "no-space": (N_("there is no space after the colon of “{key}”"), _COLON),
    "two-colons": (N_("there is more than one colon after “{key}”"), _COLON),
    "no-colon": (N_("there is no colon and space after “{key}”"), _COLON),
    "no-key": (
        N_("the line has no key with a colon"),
        N_(
            "if it continues the text above, indent it deeper than the key there; otherwise begin it with a "
            "key and a colon"
        ),
    ),
    "note-below": (
        _BELOW,
        N_("with a note, put the score on its own line: “{key}:”, below it “score: {value}” and “{below}: …”"),
    ),
    "value-and-keys": (
        _BELOW,
        N_("leave “{key}:” alone on its line and write the value below, with a key of its own: see `monitor new`"),
    ),
    "indent": (
        N_("the line is misaligned; spaces before it: {count}, before the lines around it: {expected}"),
        N_("begin it with as many spaces as the lines around it: {expected}"),
    ),
    "outside": (
        N_("criterion “{key}” is outside “scores:”"),
        N_("move its lines below “scores:”, in place of its own line there"),
    ),
    "value-missing": (N_("a value is missing between brackets or commas"), N_("write the value, or delete the comma")),
    "backslash": (
        N_("a backslash inside double quotes"),
        N_("use single quotation marks, or write \\\\ for each backslash"),
    ),
    "mixed": (
        N_("lines with and without a hyphen are mixed in one list"),
        N_("begin either all of them or none with a hyphen and a space; write a score as number and colon: 1: 5"),
    ),
    # --- keys
    "comma-cuts": (_COMMA, _QUOTE),
    "comma-in-number": (_COMMA, N_("only whole points exist: write a whole number, without a comma or a point")),
    "elsewhere": (
        N_("the key “{key}” is in the wrong place: it belongs under “{parent}”"),
        N_("write it below “{parent}:”, indented like the other keys there"),
    ),
    "elsewhere-top": (
        N_("the key “{key}” is in the wrong place: it belongs to no other key"),
        N_("begin its line without spaces"),
    ),
    "entry": (
        "",
        N_("indent “{value}” deeper than the number of its criterion, as a file from `monitor new` shows it"),
    ),
    "item-twice": ("", N_("keep one of the two; if another item of the list begins here, write a hyphen and a space")),
    # --- values
    "only-comment": (
        N_("“{key}” has no value: “#” begins a comment: {rest}"),
        N_("write the value before the comment; put a text that begins with # in quotation marks, or write № instead"),
    ),
    "integer": ("", N_("write a whole number, without quotation marks, decimal point or sign")),
    "list": ("", _LIST),
    "no-list": ("", N_("write one text; put it in quotation marks if it begins with a hyphen or a bracket")),
    "list-below": ("", N_("begin each item of the list with a hyphen and a space: - …")),
    "mapping": ("", N_("write its keys below it, one per line and indented; a file from `monitor new` shows how")),
    "typographic": (N_("typographic quotation marks count as part of the value: {value}"), N_("delete them: {known}")),
    "list-short": (
        N_("“{key}” has too few items: at least {limit} required"),
        N_("begin each item of the list with a hyphen and a space: - …"),
    ),
    "list-long": (N_("“{key}” has too many items: at most {limit} allowed"), N_("keep at most {limit} of them")),
    "required": ("", N_("write the value after the colon")),
    "fraction": ("", N_("only whole points exist: write a whole number from {low} to {high}")),
    "remark": (
        "",
        N_("write the number alone; put a note below: “{number}:”, then, indented, “score: {score}” and “note: …”"),
    ),
    "no-such-day": (N_("there is no such day: {value}"), N_("check the day and the month")),
}
