"""Problems as SARIF 2.1.0, for code scanning and for editors that show it."""

from __future__ import annotations

import os
from collections.abc import Iterable

from monitor_cli import __version__
from monitor_cli.core.problems import WARNING_RULES, Place, Problem, RuleId
from monitor_cli.core.result import Result
from monitor_cli.messages import _, current_language
from monitor_cli.messages.problems import RULES, Explanation, explanation, fix, message_in_cell
from monitor_cli.messages.visible import visible
from monitor_cli.output.ci import STANDARD_INPUT_NAME, UNJUDGED_RULES, fingerprint, identities, project_path, uri
from monitor_cli.output.markdown import code_block, prose
from monitor_cli.output.program_parts import Object, encoded
from monitor_cli.output.reports.validate import Validation

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "PROJECT"

_RESULT_RULES = tuple(rule for rule in RULES if rule not in UNJUDGED_RULES)
_NOTIFICATION_RULES = tuple(rule for rule in RULES if rule in UNJUDGED_RULES)


def render(checked: Validation) -> bytes:
    """Return one run over all files; paths are relative to the root."""
    root = {"uri": uri(os.path.join(checked.root, "")), "description": {"text": _("the project")}}
    files = [(result, project_path(result.file, checked.root)) for result in checked.results]
    notifications = [notification for result, file in files for notification in _notifications(result, file)]
    driver = {
        "name": "monitor",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in _RESULT_RULES],
        "notifications": [_rule(rule) for rule in _NOTIFICATION_RULES],
    }
    run: Object = {
        "tool": {"driver": driver},
        "language": "en-US" if current_language() == "en" else current_language(),
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: root},
        "invocations": [{"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}],
        "artifacts": [_artifact(result, file) for result, file in files],
        "results": [entry for index, (result, file) in enumerate(files) for entry in _results(result, file, index)],
    }
    return encoded({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: RuleId) -> Object:
    entry = explanation(rule)
    help_text = _("{why} Details: {command}").format(why=entry.why, command=f"monitor explain {rule}")
    return {
        "id": rule,
        "shortDescription": {"text": entry.means},
        "fullDescription": {"text": entry.why},
        "help": {"text": help_text, "markdown": _markdown(entry, help_text)},
        "defaultConfiguration": {"level": "warning" if rule in WARNING_RULES else "error"},
    }


def _markdown(entry: Explanation, help_text: str) -> str:
    if not entry.wrong:
        return prose(help_text)
    wrong, right = (code_block(text, "yaml") for text in (entry.wrong, entry.right))
    return "\n\n".join([prose(entry.why), _("Wrong:"), wrong, _("Right:"), right]) + "\n"


def _artifact(result: Result, file: str) -> Object:
    hashes = {"hashes": {"sha-256": result.sha256}} if result.sha256 else {}
    return {"location": _location(file), "roles": ["analysisTarget"], **hashes}


def _location(file: str) -> Object:
    relative = not os.path.isabs(file) and file != STANDARD_INPUT_NAME
    return {"uri": uri(file), **({"uriBaseId": BASE} if relative else {})}


def _results(result: Result, file: str, index: int) -> list[Object]:
    return [
        {
            "ruleId": problem.rule,
            "ruleIndex": _RESULT_RULES.index(problem.rule),
            "level": problem.severity,
            "message": {"text": _message(problem)},
            "locations": [_physical(file, index, problem.place)],
            "partialFingerprints": {"problem/v1": fingerprint(identity)},
        }
        for problem, identity in identities(result, file)
        if problem.rule not in UNJUDGED_RULES
    ]


def _notifications(result: Result, file: str) -> Iterable[Object]:
    for problem in result.problems:
        if problem.rule in UNJUDGED_RULES:
            yield {
                "descriptor": {"id": problem.rule, "index": _NOTIFICATION_RULES.index(problem.rule)},
                "level": "error",
                "message": {"text": f"{visible(file)}: {_message(problem)}"},
                "locations": [{"physicalLocation": {"artifactLocation": _location(file)}}],
            }


def _message(problem: Problem) -> str:
    """Return the message and the fix as sentences."""
    return f"{_sentence(message_in_cell(problem))} {_sentence(fix(problem))}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")


def _physical(file: str, index: int, place: Place | None) -> Object:
    location: Object = {"artifactLocation": {**_location(file), "index": index}}
    if place:
        location["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.line,
            "endColumn": max(place.end_column, place.column + 1),
        }
        if place.source.strip():
            location["contextRegion"] = {"startLine": place.line, "snippet": {"text": visible(place.source)}}
    return {"physicalLocation": location}
