"""Rules of opening and decoding a file, and of its YAML."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.rules.rule import Rule

FILE_RULES = {
    # --- opening a file
    "file-unreadable": Rule(
        N_("the file cannot be read: {reason}"),
        N_("check the path and your rights to it"),
        N_("A file that could not be read says nothing about the body, so it gets no total."),
    ),
    "file-not-regular": Rule(
        N_("this is a {kind} and not a file"),
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
        N_("`monitor new` writes a file to fill in"),
        N_("An empty file is most often one that was not saved."),
    ),
    "file-not-text": Rule(
        N_("the file is a spreadsheet, a document or an archive, and not plain text"),
        N_("a filled form goes to `monitor form import`; otherwise copy the scores into a file from `monitor new`"),
        N_("A score can be checked where a line shows it; a packed file has no lines."),
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
        N_("Control and invisible characters make a file show something other than what it says."),
    ),
    # --- YAML
    "yaml-syntax": Rule(
        N_("the file is not valid YAML: {reason}"),
        N_("compare the line, and the one above it that is not a comment, with a file from `monitor new`"),
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
        N_("A score that is written elsewhere in the file cannot be checked by reading its line."),
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
}
