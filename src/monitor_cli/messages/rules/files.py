"""Rules of opening and decoding a file, and of its YAML."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

_DEEP = "[" * 40 + "]" * 40

FILE_RULES: dict[RuleId, Rule] = {
    # --- opening a file
    "file-unreadable": Rule(
        means=N_("The file is not there, or may not be read."),
        message=N_("the file cannot be read: {reason}"),
        fix=N_("check the path and your rights to it"),
        why=N_("A file that could not be read says nothing about the body, so it gets no total."),
    ),
    "file-not-regular": Rule(
        means=N_("The path leads to a folder, a pipe or a device, and not to a file."),
        message=N_("this is a {kind} and not a file"),
        fix=N_("give the path of a YAML file; a folder goes to `monitor validate` or `monitor batch`"),
        why=N_("Pipes and devices can block for ever; only files and standard input (`-`) are read."),
    ),
    "file-changed": Rule(
        means=N_("Another program wrote to the file while it was being read."),
        message=N_("the file changed while it was being read"),
        fix=N_("close it in other programs and run the command again"),
        why=N_("Half of an old version and half of a new one would give a total that nobody wrote."),
    ),
    "file-too-large": Rule(
        means=N_("The file is larger than a score file can be."),
        message=N_("the file is larger than {most} KiB"),
        fix=N_("check that this is a score file; `--max-size` raises the limit"),
        why=N_("A full score file has a few kilobytes; a much larger one is something else."),
    ),
    "file-empty": Rule(
        means=N_("The file is empty, or holds nothing but comments."),
        message=N_("the file holds no values"),
        fix=N_("`monitor new` writes a file to fill in"),
        why=N_("An empty file is most often one that was not saved."),
        wrong="# 2025\n",
        right="criteria: order-158@1\nyear: 2025\n",
    ),
    "file-not-text": Rule(
        means=N_("The file belongs to an office program, or is packed; it is no YAML."),
        message=N_("the file is a spreadsheet, a document or an archive, and not plain text"),
        fix=N_("save a form as .xlsx or .ods; otherwise copy the scores into a file from `monitor new`"),
        why=N_("A score can be checked where a line shows it; a packed file has no lines."),
    ),
    # --- decoding
    "encoding-not-utf8": Rule(
        means=N_("The bytes of the file are not text in UTF-8."),
        message=N_("the file is not encoded in UTF-8; its encoding is likely {encoding}"),
        fix=N_("save it as UTF-8: in Notepad “Save as”, then “Encoding: UTF-8”"),
        why=N_("The encoding is never guessed: a wrong guess would silently change names and notes."),
    ),
    "character-forbidden": Rule(
        means=N_("The file holds a character that nobody can see, or that reorders what is read."),
        message=N_("the character {code} is invisible and not allowed"),
        fix=N_("delete the character; if you see nothing there, write the line again by hand"),
        why=N_("Control and invisible characters make a file show something other than what it says."),
        wrong='agency:\n  id: ulgu-ministrligi\n  name: "Үлгү\\u202e министрлиги"\n  kind: state\n',
        right='agency:\n  id: ulgu-ministrligi\n  name: "Үлгү министрлиги"\n  kind: state\n',
    ),
    "character-unseen": Rule(
        means=N_("A note, evidence or a recommendation holds a character that nobody can see."),
        message=N_("the character {code} is invisible"),
        fix=N_("delete the character; if you see nothing there, write the line again by hand"),
        why=N_(
            "Such a character comes from a web page or a word processor. It hides words from a search, and many of "
            "them can hide a message. In an id, a name or a key it is an error, because two names that look alike "
            "would differ."
        ),
        wrong='scores:\n  3:\n    score: 3\n    note: "Буй\\xADрук № 12"\n',
        right='scores:\n  3:\n    score: 3\n    note: "Буйрук № 12"\n',
    ),
    # --- YAML
    "yaml-syntax": Rule(
        means=N_(
            "The structure of the file cannot be understood: a colon, a quotation mark or an indentation is wrong."
        ),
        message=N_("the structure of the line cannot be understood"),
        fix=N_("compare the line, and the one above it that is not a comment, with a file from `monitor new`"),
        why=N_("Where the structure cannot be read, no value in the file can be trusted."),
        wrong="agency:\n  id: ulgu-ministrligi\n   name: Үлгү министрлиги\n  kind: state\n",
        right="agency:\n  id: ulgu-ministrligi\n  name: Үлгү министрлиги\n  kind: state\n",
        params={"cause": "indent", "expected": "2"},
    ),
    "text-cut": Rule(
        means=N_("A comment cuts off a text that stands in no quotation marks."),
        message=N_("“ #” begins a comment, so this is no part of the text: {dropped}"),
        fix=N_("put the whole text in quotation marks, or write № instead of #; a comment stands behind two spaces"),
        why=N_("What is written behind “ #” is left out of every report, and “#12” was most likely meant as a number."),
        wrong="agency:\n  id: ulgu-mektep\n  name: Мектеп #5\n  kind: municipal\n",
        right='agency:\n  id: ulgu-mektep\n  name: "Мектеп #5"\n  kind: municipal\n',
    ),
    "quotes-typographic": Rule(
        means=N_("A text stands in typographic quotation marks, as a word processor writes them."),
        message=N_("the typographic quotation marks around the text are a part of it: {value}"),
        fix=N_('write straight ones (") around it, or none'),
        why=N_("Only straight quotation marks begin and end a text; others are printed with the name or the note."),
        wrong="state_secretary:\n  name: “А. Б. Үлгүева”\n",
        right='state_secretary:\n  name: "А. Б. Үлгүева"\n',
    ),
    "yaml-several-documents": Rule(
        means=N_("The file holds more than one YAML document."),
        message=N_("a second document begins here"),
        fix=N_("remove the line `---`, or save the second document as a file of its own"),
        why=N_("One file describes one body and one year."),
        wrong="year: 2025\n---\nyear: 2026\n",
        right="year: 2025\n",
    ),
    "yaml-anchor": Rule(
        means=N_("A value is given a name and used again elsewhere, instead of being written out."),
        message=N_("anchors (`&name`) and aliases (`*name`) are not allowed"),
        fix=N_("write the value out; put a text that begins with & or * in quotes"),
        why=N_("A score that is written elsewhere in the file cannot be checked by reading its line."),
        wrong="scores:\n  1: &good 5\n  2: *good\n",
        right='scores:\n  1: {score: 5, evidence: ["Буйрук № 1"]}\n  2: {score: 5, evidence: ["Буйрук № 2"]}\n',
    ),
    "yaml-tag": Rule(
        means=N_("A value carries a tag, which changes what it means."),
        message=N_("tags (`!name`) are not allowed"),
        fix=N_("remove the tag; put a text that begins with ! in quotes"),
        why=N_("Tags change what a value means without showing it."),
        wrong="year: !!str 2025\n",
        right="year: 2025\n",
    ),
    "yaml-directive": Rule(
        means=N_("The file begins with instructions to the YAML reader."),
        message=N_("directives (lines that begin with %) are not allowed"),
        fix=N_("remove the line"),
        why=N_("The file is always read as YAML 1.2."),
        wrong="%YAML 1.1\n---\nyear: 2025\n",
        right="year: 2025\n",
    ),
    "yaml-too-deep": Rule(
        means=N_("Values are nested far deeper than a score file needs."),
        message=N_("the values are nested more than {most} levels deep"),
        fix=N_("compare the indentation with a file from `monitor new`"),
        why=N_("A score file has five levels; a file that is much deeper is damaged or hostile."),
        wrong=f"monitoring:\n  commission: {_DEEP}\n",
        right="monitoring:\n  commission: [Б. Мисалов, В. Сынакова]\n",
    ),
    "yaml-too-many": Rule(
        means=N_("The file has far more parts than a score file needs."),
        message=N_("the file has more than {most} parts"),
        fix=N_("check that this is a score file"),
        why=N_("A full score file has some three hundred parts."),
    ),
}
