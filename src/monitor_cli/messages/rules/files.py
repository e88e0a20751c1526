"""Rules of opening and decoding a file, and of its YAML."""

from __future__ import annotations

from monitor_cli.core.problems import RuleId
from monitor_cli.messages import N_
from monitor_cli.messages.rules import Rule

_DEEP = "[" * 40 + "]" * 40

FILE_RULES: dict[RuleId, Rule] = {
    # --- opening a file
    "file-unreadable": Rule(
        means=N_("The file does not exist or may not be read."),
        message=N_("the file cannot be read: {reason}"),
        fix=N_("check the path and your rights to it"),
        why=N_("A file that could not be read says nothing about the body, so it gets no total."),
    ),
    "file-not-regular": Rule(
        means=N_("The path leads to a folder, a pipe or a device, not to a file."),
        message=N_("this is a {kind} and not a file"),
        fix=N_("give the path of a YAML file; a folder goes to `monitor validate` or `monitor batch`"),
        why=N_("Reading from a pipe or device may never finish; only files and standard input (`-`) are read."),
    ),
    "file-changed": Rule(
        means=N_("Another program changed the file while it was being read."),
        message=N_("the file changed while it was being read"),
        fix=N_("close it in other programs and run the command again"),
        why=N_("Half of an old version and half of a new one would give a total that nobody entered."),
    ),
    "file-too-large": Rule(
        means=N_("The file is too large for a score file."),
        message=N_("the file is larger than {most} KiB"),
        fix=N_("check that this is a score file; `--max-size` raises the limit"),
        why=N_("A complete score file has a few kilobytes; a much larger file is something else."),
    ),
    "file-empty": Rule(
        means=N_("The file is empty or contains only comments."),
        message=N_("the file contains no values"),
        fix=N_("`monitor new` writes a file to fill in"),
        why=N_("An empty file is usually one that was not saved."),
        wrong="# 2025\n",
        right="criteria: order-158@1\nyear: 2025\n",
    ),
    "file-not-text": Rule(
        means=N_("The file is an office document or an archive, not YAML."),
        message=N_("the file is a spreadsheet, a document or an archive, and not plain text"),
        fix=N_("save a form as .xlsx or .ods; otherwise copy the scores into a file from `monitor new`"),
        why=N_("Scores are checked line by line; an archive has no lines."),
    ),
    # --- decoding
    "encoding-not-utf8": Rule(
        means=N_("The bytes of the file are not text in UTF-8."),
        message=N_("the file is not encoded in UTF-8; its encoding is likely {encoding}"),
        fix=N_("save it as UTF-8: in Notepad “Save as”, then “Encoding: UTF-8”"),
        why=N_("The encoding is never guessed: a wrong guess would silently change names and notes."),
    ),
    "character-forbidden": Rule(
        means=N_(
            "The file contains a character that is invisible, or that changes the order of the text on the screen."
        ),
        message=N_("the character {code} is invisible and not allowed"),
        fix=N_("delete the character; if you cannot see it, retype the line"),
        why=N_("With control or invisible characters, a file displays something other than it contains."),
        wrong='agency:\n  id: ulgu-ministrligi\n  name: "Үлгү\\u202e министрлиги"\n  kind: state\n',
        right='agency:\n  id: ulgu-ministrligi\n  name: "Үлгү министрлиги"\n  kind: state\n',
    ),
    "character-unseen": Rule(
        means=N_("A note, evidence or a recommendation contains an invisible character."),
        message=N_("the character {code} is invisible"),
        fix=N_("delete the character; if you cannot see it, retype the line"),
        why=N_(
            "Such characters come from web pages and word processors. They hide words from a search, and "
            "many of them can conceal a message. In an id, a name or a key they are errors, because two "
            "names that look alike would differ."
        ),
        wrong='scores:\n  3:\n    score: 3\n    note: "Буй\\xADрук № 12"\n',
        right='scores:\n  3:\n    score: 3\n    note: "Буйрук № 12"\n',
    ),
    # --- YAML
    "yaml-syntax": Rule(
        means=N_("The structure of the file cannot be read: a colon, a quotation mark or the indentation is wrong."),
        message=N_("the structure of the line cannot be read"),
        fix=N_("compare the line, and the last line above it that is not a comment, with a file from `monitor new`"),
        why=N_("If the structure cannot be read, no value in the file can be trusted."),
        wrong="agency:\n  id: ulgu-ministrligi\n   name: Үлгү министрлиги\n  kind: state\n",
        right="agency:\n  id: ulgu-ministrligi\n  name: Үлгү министрлиги\n  kind: state\n",
        params={"cause": "indent", "expected": "2"},
    ),
    "text-cut": Rule(
        means=N_("A comment cuts off a text that is not in quotation marks."),
        message=N_("“ #” begins a comment, so this is not part of the text: {dropped}"),
        fix=N_("put the whole text in quotation marks, or write № instead of #; put two spaces before a comment"),
        why=N_("Text after “ #” is left out of every report, and “#12” was probably meant as a number."),
        wrong="agency:\n  id: ulgu-mektep\n  name: Мектеп #5\n  kind: municipal\n",
        right='agency:\n  id: ulgu-mektep\n  name: "Мектеп #5"\n  kind: municipal\n',
    ),
    "quotes-typographic": Rule(
        means=N_("A text is in typographic quotation marks, as word processors write them."),
        message=N_("the typographic quotation marks around the text count as part of it: {value}"),
        fix=N_('put straight quotation marks (") around it, or none'),
        why=N_("Only straight quotation marks delimit a text; others are printed as part of the name or the note."),
        wrong="state_secretary:\n  name: “А. Б. Үлгүева”\n",
        right='state_secretary:\n  name: "А. Б. Үлгүева"\n',
    ),
    "yaml-several-documents": Rule(
        means=N_("The file contains more than one YAML document."),
        message=N_("a second document begins here"),
        fix=N_("remove the line `---`, or save the second document as a separate file"),
        why=N_("Each file is about one body and one year."),
        wrong="year: 2025\n---\nyear: 2026\n",
        right="year: 2025\n",
    ),
    "yaml-anchor": Rule(
        means=N_("A value is given a name and reused elsewhere instead of being written out."),
        message=N_("anchors (`&name`) and aliases (`*name`) are not allowed"),
        fix=N_("write the value out; put a text that begins with & or * in quotation marks"),
        why=N_("A score that is written elsewhere in the file cannot be checked where it is used."),
        wrong="scores:\n  1: &good 5\n  2: *good\n",
        right='scores:\n  1: {score: 5, evidence: ["Буйрук № 1"]}\n  2: {score: 5, evidence: ["Буйрук № 2"]}\n',
    ),
    "yaml-tag": Rule(
        means=N_("A value has a tag, which changes its meaning."),
        message=N_("tags (`!name`) are not allowed"),
        fix=N_("remove the tag; put a text that begins with ! in quotation marks"),
        why=N_("Tags change the meaning of a value invisibly."),
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
        why=N_("A score file has five levels; a much deeper file is damaged or malicious."),
        wrong=f"monitoring:\n  commission: {_DEEP}\n",
        right="monitoring:\n  commission: [Б. Мисалов, В. Сынакова]\n",
    ),
    "yaml-too-many": Rule(
        means=N_("The file has far more parts than a score file needs."),
        message=N_("the file has more than {most} parts"),
        fix=N_("check that this is a score file"),
        why=N_("A complete score file has about three hundred parts."),
    ),
}
