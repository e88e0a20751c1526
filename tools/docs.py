"""Update the references that are generated from the code: `python tools/docs.py`.

Write `commands.md`, `json.md` and one page per kind of file to `docs/`, or to the folder that is given. A test compares
them with the output of this script; look at the differences before you commit them.
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
"""Forms of values that have a rule of their own, by the id of the rule."""

FORM = """## The form as a spreadsheet

The official form, `.xlsx` or `.ods`, is a score file too: `monitor form blank` and `monitor form export` write it as
`.xlsx`, and every command that reads score files reads it, by name or in a folder. Problems show sheet and cell. A
form with the same content as the YAML file of its body and year is passed over; if they differ, both are
`body-duplicate`.

Cells with only one possible meaning are read:

| cell | read as |
| --- | --- |
| a score, a year or a number stored as text, with spaces or a unit around it (`3 `, `2025 г.`) | the number |
| a day as `01.06.2025`, `2025-06-01`, `1 июня 2025 г.`, `2025-жылдын 1-июну`, or with a time of day | the day |
| a kind or a state in any case and any of the three languages, or a word that occurs only in it | the kind, the state |
| an X (`X`, `x`, `+`, `✓`, also in Cyrillic) in the column of an indicator, with an empty final score | that score |
| a number in a note | its text |
| spaces around names; carriage returns before line breaks | nothing |
| a name on a line for signatures | a member of the commission, with a notice |

Hidden, coloured and filtered cells, a renamed or moved sheet and additional sheets change nothing; a message lists the
sheets that are not read. Anything ambiguous is refused with a message: an inserted, deleted or sorted row, merged input
cells, two X in a row or an X and a different score, formulas, comments and text boxes, texts beside the form, a changed
locked text or hidden sheet.
"""
"""The section about spreadsheets on the page of the score file."""

NUMBERED = {
    "scores.": "The final score of criterion N (R7): a number, or a mapping with details.",
    "self_scores.": "The self-assessment score of criterion N; it may be left empty.",
}
"""Meaning of the keys that are numbers of criteria."""

SHARED = ("tool", "criteria", "agency", "state_secretary", "band", "next_band", "possible", "problem", "recommendation")
"""Definitions that several schemas share; each is described once."""


class Row(NamedTuple):
    """One key of a file: path, value, whether it is required, and meaning."""

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
    """Return the text of each reference by its file name."""
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
    """Return the help of every command, as printed at 100 columns."""
    context = monitor.make_context("monitor", [], resilient_parsing=True, terminal_width=100)
    intro = (
        "The output of `--help` for each command. With `--lang ky` and `--lang ru` it is in Kyrgyz and Russian. "
        "The exit codes are in the [README](../README.md#exit-codes)."
    )
    return _page("Commands", intro, *_helps(context))


def _helps(context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n\n```text\n{context.get_help()}\n```"
    command = context.command
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        subcommand = command.get_command(context, name)  # type: ignore[attr-defined]
        yield from _helps(click.Context(subcommand, parent=context, info_name=name))


def score_file() -> str:
    """Return the page about the keys of a score file under order 158."""
    criteria_set = CriteriaLibrary().default
    example = (ROOT / "examples" / "valid" / "strong-ministry.yaml").read_text(encoding="utf-8")
    head = example[: example.index("  3:")].rstrip()
    return _page(
        "The score file",
        "One YAML file about one body and one year, in UTF-8. Below are all keys; any other key is an error. Keys and "
        "values follow the rules of YAML 1.2; anchors, aliases, tags and several documents in one file are refused. "
        "[The rules](rules.md) describe all other checks, and `monitor schema` writes a JSON Schema of these keys for "
        "editors.",
        f"```yaml\n{head}\n  # … all {len(criteria_set.criteria)}\n```",
        "Numbers and ranges are those of the criteria set `" + criteria_set.ref + "`; other methods have their own.",
        _key_table(score_file_shape(criteria_set)),
        'A score is written as a plain whole number: `5.0`, `"5"`, `yes`, `0x5` and `null` are errors. '
        "If one criterion is missing, there is no total and no band.",
        FORM,
    )


def criteria_file() -> str:
    """Return the page about the keys of a criteria file."""
    return _page(
        "The criteria file",
        "One YAML file about one edition of a method, named `<id>@<edition>.yaml`. Below are all keys; any other key "
        "is an error. `monitor criteria check FILE` checks it, and `--criteria FILE` uses it. The file of the order is "
        "[`criteria/order-158@1.yaml`](../criteria/order-158@1.yaml); a smaller example to begin with is "
        "[`library-service@1.yaml`](../examples/methods/library-service@1.yaml).",
        "A text is a mapping with exactly the languages that are declared under `languages`: `{ky: …, ru: …, en: …}`.",
        _key_table(criteria_set_shape(LANGUAGES)),
        "Bands cover all totals from the lowest possible to the highest, without gaps or overlaps. Numbers are unique. "
        "The scale has an indicator for every score. A change that can affect a score, a total, a band or a rank "
        "requires a new edition: `monitor criteria diff` distinguishes such changes from changes of the texts.",
    )


def follow_up_file() -> str:
    """Return the page about the keys of a follow-up file."""
    example = (ROOT / "examples" / "year" / "follow-up" / "baraktoo-ayyl-okmotu.yaml").read_text(encoding="utf-8")
    return _page(
        "The follow-up file",
        "One YAML file per body with the follow-up to its recommendations, in the folder `follow-up/` beside the "
        "years, so that a closed year does not change. Below are all keys; any other key is an error. "
        "`monitor follow-up` reads these files, and `monitor schema --of follow-up` writes a JSON Schema of these keys "
        "for editors.",
        f"```yaml\n{example.rstrip()}\n```",
        _key_table(shape(FollowUpFile)),
        "The status of a recommendation on the reference day (`--today`) is that of the latest entry up to that day; "
        "without an entry, it is that of the score file. Later entries, and entries of years that were not given, are "
        "ignored; every other entry must belong to a recommendation.",
    )


def register_file() -> str:
    """Return the page about the keys of the register of bodies."""
    example = (ROOT / "examples" / "authority-template" / "bodies.yaml").read_text(encoding="utf-8")
    return _page(
        "The register of bodies",
        "One YAML file, `bodies.yaml` beside the years, that lists the bodies with their dates, predecessors and state "
        "secretaries, and the bodies monitored in each year. Below are all keys; any other key is an error. "
        "`monitor validate` checks it, and `monitor schema --of register` writes a JSON Schema of these keys for "
        "editors.",
        f"```yaml\n{example.rstrip()}\n```",
        _key_table(shape(Register)),
        "`monitored` has a list of ids per year, 2000 to 2100; for a year without a list, every body that existed on "
        "any day of that year is expected. First and last days are included; an omitted day means no limit. Ids are "
        "unique, the terms of a body do not overlap, and no body succeeds itself. "
        "[For the authorised body](authority.md#who-is-expected) describes how commands find and use the register.",
    )


class Reference:
    """The keys of a shape, described in words."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape
        self.definitions = definitions_of(shape)

    def rows(self) -> Iterator[Row]:
        """Yield every key, followed by the keys inside its value."""
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
        """Return a description of the value of a key."""
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
    if undescribed := [row.path for row in rows if not row.about]:
        raise ValueError(f"these keys have no description: {undescribed}")
    return _table(
        ("key", "value", "required", "meaning"),
        *((f"`{row.path}`", row.value, "yes" if row.required else "no", row.about) for row in rows),
    )


def json_outputs() -> str:
    """Return the page about the JSON outputs, from their published schemas."""
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}
    overview = _table(
        ("format", "output", "schema"),
        *((f"`{_format(s)}`", s["title"], f"[{name}](schemas/{name})") for name, s in schemas.items()),
    )
    parts = [part for schema in schemas.values() for part in _of_format(schema)]
    return _page(
        "JSON outputs",
        "All outputs are UTF-8. The key `format` has the name and version of the format: a change that could break a "
        "program makes a new version; new keys may be added within a version. A file without a result has `null` for "
        "its total and band, and its `problems` give the reason. With `-f jsonl` each line is one entry of `results` "
        "or of `ranking`; [data for analysts](data.md) describes the lines of `batch`.",
        overview,
        "## Shared parts",
        *_shared(schemas),
        *parts,
    )


def _shared(schemas: Mapping[str, Any]) -> Iterator[str]:
    for name in SHARED:
        schema = next(schema for schema in schemas.values() if name in schema.get("$defs", {}))
        yield f"### {name}\n\n{_table(_HEAD, *_rows(schema, schema['$defs'][name], ''))}"


def _of_format(schema: Any) -> Iterator[str]:
    yield f"## {_format(schema)}"
    yield f"{schema['title']}."
    for variant in _variants(schema):
        if "description" in variant:
            yield variant["description"]
        yield _table(_HEAD, *_rows(schema, variant, ""))


_HEAD = ("key", "value", "always present", "meaning")


def _variants(schema: Any) -> list[Any]:
    """Return the possible structures of an output; most outputs have one."""
    return [_resolved(schema, variant)[0] for variant in schema["oneOf"]] if "oneOf" in schema else [schema]


def _rows(top: Any, schema: Any, path: str) -> Iterator[tuple[str, str, str, str]]:
    for key, value in schema.get("properties", {}).items():
        inner, kind = _resolved(top, value)
        always = "yes" if key in schema.get("required", ()) else "no"
        yield f"`{path}{key}`", kind, always, value.get("description", inner.get("description", ""))
        items, deeper = inner, f"{path}{key}."
        if inner.get("type") == "array":
            items, deeper = _resolved(top, inner["items"])[0], f"{path}{key}[]."
        if not _shared_name(value) and not _shared_name(inner.get("items", {})):
            yield from _rows(top, items, deeper)


def _resolved(top: Any, schema: Any) -> tuple[Any, str]:
    """Return the schema behind a reference, and a description of its value."""
    if "anyOf" in schema:
        (first, *_others) = [choice for choice in schema["anyOf"] if choice != {"type": "null"}]
        inner, kind = _resolved(top, first)
        return inner, f"{kind} or `null`"
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
    kind = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return schema, kind.replace("null", "`null`")


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
