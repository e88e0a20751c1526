"""Explanations of the rules about files as a whole: opening, decoding, YAML, and how files stand to each other."""

from __future__ import annotations

from monitor_cli.messages import N_
from monitor_cli.messages.explanations.example import Example

_DEEP = "[" * 40 + "]" * 40

FILE_EXAMPLES = {
    "file-unreadable": Example(N_("The file is not there, or may not be read.")),
    "file-not-regular": Example(N_("The path leads to a folder, a pipe or a device, and not to a file.")),
    "file-changed": Example(N_("Another program wrote to the file while it was being read.")),
    "file-too-large": Example(N_("The file is larger than a score file can be.")),
    "file-empty": Example(
        N_("The file is empty, or holds nothing but comments."),
        "# 2025\n",
        "criteria: order-158@1\nyear: 2025\n",
    ),
    "file-not-text": Example(N_("The file belongs to an office program, or is packed; it is no YAML.")),
    "encoding-not-utf8": Example(N_("The bytes of the file are not text in UTF-8.")),
    "character-forbidden": Example(
        N_("The file holds a character that nobody can see, or that reorders what is read."),
        'agency:\n  id: ulgu-ministrligi\n  name: "Үлгү\\u202e министрлиги"\n  kind: state\n',
        'agency:\n  id: ulgu-ministrligi\n  name: "Үлгү министрлиги"\n  kind: state\n',
    ),
    "yaml-syntax": Example(
        N_("The structure of the file cannot be understood: a colon, a quotation mark or an indentation is wrong."),
        "agency:\n  id: ulgu-ministrligi\n   name: Үлгү министрлиги\n  kind: state\n",
        "agency:\n  id: ulgu-ministrligi\n  name: Үлгү министрлиги\n  kind: state\n",
    ),
    "yaml-several-documents": Example(
        N_("The file holds more than one YAML document."),
        "year: 2025\n---\nyear: 2026\n",
        "year: 2025\n",
    ),
    "yaml-anchor": Example(
        N_("A value is given a name and used again elsewhere, instead of being written out."),
        "scores:\n  1: &good 5\n  2: *good\n",
        'scores:\n  1: {score: 5, evidence: ["Буйрук № 1"]}\n  2: {score: 5, evidence: ["Буйрук № 2"]}\n',
    ),
    "yaml-tag": Example(
        N_("A value carries a tag, which changes what it means."),
        "year: !!str 2025\n",
        "year: 2025\n",
    ),
    "yaml-directive": Example(
        N_("The file begins with instructions to the YAML reader."),
        "%YAML 1.1\n---\nyear: 2025\n",
        "year: 2025\n",
    ),
    "yaml-too-deep": Example(
        N_("Values are nested far deeper than a score file needs."),
        f"monitoring:\n  commission: {_DEEP}\n",
        "monitoring:\n  commission: [Б. Мисалов, В. Сынакова]\n",
    ),
    "yaml-too-many": Example(N_("The file has far more parts than a score file needs.")),
    "document-not-mapping": Example(
        N_("The file does not consist of keys with values."),
        "- order-158@1\n- 2025\n",
        "criteria: order-158@1\nyear: 2025\n",
    ),
    "body-duplicate": Example(
        N_("Two files describe the same body in the same year."),
        "# 2025/1.yaml\nagency: {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\nyear: 2025\n\n"
        "# 2025/2.yaml\nagency: {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\nyear: 2025\n",
        "# 2025/1.yaml\nagency: {id: ulgu-ministrligi, name: Үлгү министрлиги, kind: state}\nyear: 2025\n\n"
        "# 2025/2.yaml\nagency: {id: misal-agenttigi, name: Мисал агенттиги, kind: state}\nyear: 2025\n",
    ),
    "frozen-changed": Example(N_("A file of a closed year is not what it was when the year was closed.")),
    "frozen-added": Example(N_("A file was added to a closed year.")),
    "frozen-gone": Example(N_("A file of a closed year is no longer there.")),
    "frozen-other-year": Example(N_("The closing of a year lists a file about another year.")),
    "frozen-criteria": Example(N_("The criteria set of a closed year is not what it was when the year was closed.")),
    "problems-more": Example(N_("The file has more problems than are looked into.")),
    "internal-error": Example(N_("The tool failed at this file.")),
}
