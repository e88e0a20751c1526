"""Brings up to date the references that are made from the code: `python tools/docs.py`.

Writes `commands.md`, `json.md` and the pages of the kinds of files into `docs/`, or into another folder that is
named. A test compares them with what this script makes; look at the differences before you commit them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from monitor_cli.cli.main import monitor
from monitor_cli.core.criteria import criteria_set_shape
from monitor_cli.core.follow_up import FollowUpFile
from monitor_cli.core.register import Register
from monitor_cli.core.score_file import score_file_shape
from monitor_cli.core.shapes import MAPPING, ONE_LINE, PLAIN, definitions_of, keys_of, shape, unwrapped
from monitor_cli.core.texts import LANGUAGES
from monitor_cli.messages import use_language
from monitor_cli.reading.criteria_files import CriteriaLibrary

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "docs" / "schemas"
MADE = "<!-- Made by tools/docs.py; change the code and run it again. -->"

FORMS = {
    "slug-invalid": "lowercase Latin letters, digits and single hyphens",
    "date-invalid": "date: `YYYY-MM-DD`",
    "edition-invalid": 'text of Latin letters, digits, points and hyphens, in quotes: `"1"`',
    "criteria-reference": "`<id>@<edition>` of a criteria set",
}
"""How a value is written whose failure breaks a rule of its own."""

FORM = """## The form as a spreadsheet

The official form, `.xlsx` or `.ods`, is a score file too: `monitor form blank` and `monitor form export` write it as
`.xlsx`, and every command that reads score files reads it, by name or in a folder. Problems name sheet and cell. A
form that says the same as the YAML file of its body and year is passed over; where they differ, both are `body-
duplicate`.

What can mean one thing is read:

| in the cell | is read as |
| --- | --- |
| a score, a year or a number that is stored as a text, with spaces or a unit around it (`3 `, `2025 г.`) | the number |
| a day as `01.06.2025`, `2025-06-01`, `1 июня 2025 г.`, `2025-жылдын 1-июну`, or with a time of day | the day |
| a kind or a state in any case and any of the three languages, or by a word that only it has | the kind, the state |
| an X (`X`, `x`, `+`, `✓`, also in Cyrillic) in an indicator's column, with an empty final score | that score |
| a number in a note | its text |
| spaces around names; carriage returns before line breaks | left out |
| a name on a line for signatures | a member of the commission, told by a notice |

Hidden, coloured and filtered cells, another name or place of the sheet and sheets beside it change nothing; a sheet
that is not read is named. What can mean several things is refused in a sentence: an inserted, deleted or sorted row,
merged input cells, two X in a row or an X and another score, formulas, comments and text boxes, texts beside the
form, a changed locked text or hidden sheet.
"""
"""How the spreadsheet is read, for the page of the score file."""

NUMBERED = {
    "scores.": "The final score of criterion N (R7): a number, or a mapping that tells more.",
    "self_scores.": "The self-assessment score of criterion N; it may be left empty.",
}
"""What stands under a criterion's number."""

SHARED = ("tool", "criteria", "agency", "state_secretary", "band", "next_band", "possible", "problem", "recommendation")
"""Definitions that the schemas have in common; each is described once."""


class Row(NamedTuple):
    """One key of a file: where it stands, what its value is, whether it has to be there, what it is for."""

    path: str
    value: str
    required: bool
    about: str


def main(folder: Path = ROOT / "docs") -> int:
    """Write all references."""
    for name, text in references().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def references() -> dict[str, str]:
    """The text of each reference by its file name."""
    use_language("en")
    return {
        "commands.md": commands(),
        "score-file.md": score_file(),
        "criteria-file.md": criteria_file(),
        "follow-up-file.md": follow_up_file(),
        "register-file.md": register_file(),
        "json.md": json_outputs(),
    }


def commands() -> str:
    """The help of every command, as it is printed at 100 columns."""
    context = monitor.make_context("monitor", [], resilient_parsing=True, terminal_width=100)
    intro = (
        "What `--help` prints for each command. With `--lang ky` and `--lang ru` it prints Kyrgyz and Russian. "
        "The exit codes are in the [README](../README.md#exit-codes)."
    )
    return _page("Commands", intro, *_helps(context))


def _helps(context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n\n```text\n{context.get_help()}\n```"
    command = context.command
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        found = command.get_command(context, name)  # type: ignore[attr-defined]
        yield from _helps(click.Context(found, parent=context, info_name=name))


def score_file() -> str:
    """Each key of a score file by order 158."""
    criteria_set = CriteriaLibrary().default
    example = (ROOT / "examples" / "valid" / "strong-ministry.yaml").read_text(encoding="utf-8")
    head = example[: example.index("  3:")].rstrip()
    return _page(
        "The score file",
        "One YAML file about one body and one year, in UTF-8. Below are all keys; any other key is an error. Keys and "
        "values are written by the rules of YAML 1.2; anchors, aliases, tags and several documents in one file are "
        "refused. [The rules](rules.md) tell what else is checked, and `monitor schema` writes this page for editors.",
        f"```yaml\n{head}\n  # … all {len(criteria_set.criteria)}\n```",
        "Numbers and ranges are those of the criteria set `" + criteria_set.ref + "`; another method has its own.",
        _key_table(score_file_shape(criteria_set)),
        'A score is a whole number written as a whole number: `5.0`, `"5"`, `yes`, `0x5` and `null` are errors. '
        "With one criterion missing there is no total and no band.",
        FORM,
    )


def criteria_file() -> str:
    """Each key of a criteria file."""
    return _page(
        "The criteria file",
        "One YAML file about one edition of a method, named `<id>@<edition>.yaml`. Below are all keys; any other key "
        "is an error. `monitor criteria check FILE` checks it, and `--criteria FILE` uses it. The order's own is "
        "[`criteria/order-158@1.yaml`](../criteria/order-158@1.yaml); a smaller one to begin with is "
        "[`library-service@1.yaml`](../examples/methods/library-service@1.yaml).",
        "A text is a mapping that holds every language that is declared under `languages`, and no other: "
        "`{ky: …, ru: …, en: …}`.",
        _key_table(criteria_set_shape(LANGUAGES)),
        "Bands leave no gap and do not overlap, from the lowest possible total to the highest. Numbers are unique. The "
        "scale has an indicator for every score. A change that can move a score, a total, a band or a rank makes a new "
        "edition: `monitor criteria diff` tells such changes from those of words.",
    )


def follow_up_file() -> str:
    """Each key of a follow-up file."""
    example = (ROOT / "examples" / "year" / "follow-up" / "baraktoo-ayyl-okmotu.yaml").read_text(encoding="utf-8")
    return _page(
        "The follow-up file",
        "What became of the recommendations to one body, in the folder `follow-up/` beside the years: a closed year "
        "stays as it is. Below are all keys; any other key is an error. `monitor follow-up` counts by these files, and "
        "`monitor schema --of follow-up` writes this page for editors.",
        f"```yaml\n{example.rstrip()}\n```",
        _key_table(shape(FollowUpFile)),
        "A recommendation is done or open as the latest entry says until the day that is judged by, else as its score "
        "file says. Entries later than that day, and of years that were not given, are not judged; any other entry has "
        "to answer a recommendation.",
    )


def register_file() -> str:
    """Each key of the register of bodies."""
    example = (ROOT / "examples" / "authority-template" / "bodies.yaml").read_text(encoding="utf-8")
    return _page(
        "The register of bodies",
        "Who exists since when and until when, who was made of whom, who is monitored in a year and who is state "
        "secretary, in `bodies.yaml` beside the years. Below are all keys; any other key is an error. "
        "`monitor validate` checks it, and `monitor schema --of register` writes this page for editors.",
        f"```yaml\n{example.rstrip()}\n```",
        _key_table(shape(Register)),
        "`monitored` has a list of ids for a year, 2000 to 2100; without one, every body is expected that existed on a "
        "day of that year. All days are included, and a day that is not given is open. Ids are unique, the terms of a "
        "body do not overlap, and no body succeeds itself. [For the authorised body](authority.md#who-is-expected) "
        "tells how it is found and what is checked by it.",
    )


class Reference:
    """The keys of a shape, in words."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape
        self.definitions = definitions_of(shape)

    def rows(self) -> Iterator[Row]:
        """Every key, each followed by those inside its value."""
        yield from self._rows(self.shape, "")

    def _rows(self, schema: Any, path: str) -> Iterator[Row]:
        schema, _rule = unwrapped(schema, self.definitions)
        if schema["type"] == "tagged-union":
            schema, _rule = unwrapped(schema["choices"][MAPPING], self.definitions)
        keys = keys_of(schema)
        if "1" in keys:
            yield Row(f"{path}N", self.value(keys["1"].schema), path == "scores.", NUMBERED[path])
            yield from self._rows(keys["1"].schema, f"{path}N.")
        elif "ky" not in keys:
            for name, key in keys.items():
                yield Row(path + name, self.value(key.schema), key.required, key.about)
                yield from self._rows(key.schema, f"{path}{name}.")
        if schema["type"] == "tuple":
            yield from self._rows(schema["items_schema"][0], f"{path[:-1]}[].")

    def value(self, schema: Any) -> str:
        """What a value is, in words."""
        schema, rule = unwrapped(schema, self.definitions)
        if rule in FORMS:
            return FORMS[rule]
        kind = schema["type"]
        if kind == "int":
            return f"whole number, {schema['ge']} to {schema['le']}"
        if kind == "str":
            return (
                f"{'one line' if schema['pattern'] == ONE_LINE else 'text'}, at most {schema['max_length']} characters"
            )
        if kind == "literal":
            return " or ".join(f"`{word}`" for word in schema["expected"])
        if kind == "tuple":
            return f"list of at most {schema['max_length']}: {self.value(schema['items_schema'][0])}"
        if kind == "tagged-union":
            return f"{self.value(schema['choices'][PLAIN])}; or {self.value(schema['choices'][MAPPING])}"
        if "ky" in keys_of(schema):
            return "text in languages: `{ky: …, ru: …, en: …}`"
        return "mapping"


def _key_table(shape: Any) -> str:
    rows = list(Reference(shape).rows())
    if unsaid := [row.path for row in rows if not row.about]:
        raise ValueError(f"no word on what these keys are for: {unsaid}")
    return _table(
        ("key", "value", "required", "meaning"),
        *((f"`{row.path}`", row.value, "yes" if row.required else "no", row.about) for row in rows),
    )


def json_outputs() -> str:
    """Each JSON output by its published schema."""
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}
    overview = _table(
        ("format", "what", "schema"),
        *((f"`{_format(s)}`", s["title"], f"[{name}](schemas/{name})") for name, s in schemas.items()),
    )
    parts = [part for schema in schemas.values() for part in _of_format(schema)]
    return _page(
        "JSON outputs",
        "All are UTF-8. Each names its `format` with a version: a change that could break a program makes a new "
        "version. A key may be added within a version. A file without a result has `null` for its total and "
        "band, and its `problems` say why. With `-f jsonl` each line is one entry of `results` or of `ranking`; "
        "[data for analysts](data.md) says what is in a line of `batch`.",
        overview,
        "## Parts that they share",
        *_shared(schemas),
        *parts,
    )


def _shared(schemas: Mapping[str, Any]) -> Iterator[str]:
    for name in SHARED:
        schema = next(found for found in schemas.values() if name in found.get("$defs", {}))
        yield f"### {name}\n\n{_table(_HEAD, *_rows(schema, schema['$defs'][name], ''))}"


def _of_format(schema: Any) -> Iterator[str]:
    yield f"## {_format(schema)}"
    yield f"{schema['title']}."
    for variant in _variants(schema):
        if "description" in variant:
            yield variant["description"]
        yield _table(_HEAD, *_rows(schema, variant, ""))


_HEAD = ("key", "value", "always there", "meaning")


def _variants(schema: Any) -> list[Any]:
    """The structures that an output can have; most have one."""
    return [_resolved(schema, found)[0] for found in schema["oneOf"]] if "oneOf" in schema else [schema]


def _rows(top: Any, schema: Any, path: str) -> Iterator[tuple[str, str, str, str]]:
    for key, found in schema.get("properties", {}).items():
        inner, words = _resolved(top, found)
        always = "yes" if key in schema.get("required", ()) else "no"
        yield f"`{path}{key}`", words, always, found.get("description", inner.get("description", ""))
        items, deeper = inner, f"{path}{key}."
        if inner.get("type") == "array":
            items, deeper = _resolved(top, inner["items"])[0], f"{path}{key}[]."
        if not _shared_name(found) and not _shared_name(inner.get("items", {})):
            yield from _rows(top, items, deeper)


def _resolved(top: Any, schema: Any) -> tuple[Any, str]:
    """The schema behind a reference, and what the value is in words."""
    if "anyOf" in schema:
        (first, *_others) = [found for found in schema["anyOf"] if found != {"type": "null"}]
        inner, words = _resolved(top, first)
        return inner, f"{words} or `null`"
    if name := _shared_name(schema):
        return {}, f"[{name}](#{name})"
    if "$ref" in schema:
        return _resolved(top, top["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    if "const" in schema:
        return schema, f"`{json.dumps(schema['const'])}`"
    if "enum" in schema:
        return schema, " or ".join(f"`{json.dumps(word)}`" for word in schema["enum"])
    if schema.get("type") == "array":
        return schema, f"list of {_resolved(top, schema['items'])[1]}"
    kinds = schema.get("type", "anything")
    words = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return schema, words.replace("null", "`null`")


def _shared_name(schema: Any) -> str:
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    return name if name in SHARED else ""


def _format(schema: Any) -> str:
    return str(_variants(schema)[0]["properties"]["format"]["const"])


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", MADE, *parts)) + "\n"


def _table(head: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:])))
