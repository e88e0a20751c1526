"""Problems as JUnit XML for GitLab and Jenkins: a file is a suite, an error a failed test, a warning a passed one."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.messages.problems import message_in_cell
from monitor_cli.messages.visible import visible
from monitor_cli.output.ci import UNJUDGED_RULES, identities, project_path
from monitor_cli.output.problem_lines import lines_of_problem
from monitor_cli.output.reports.validate import Validation
from monitor_cli.output.text import plain


def render(checked: Validation) -> bytes:
    """Return one suite per file; paths are relative to the root. `visible` leaves only characters of XML 1.0."""
    suites = [_suite(result, visible(project_path(result.file, checked.root))) for result in checked.results]
    root = _with_parts(Xml.Element("testsuites", {"name": "monitor validate"}), suites)
    Xml.indent(root)
    content: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _with_parts(element: Xml.Element, parts: Iterable[Xml.Element]) -> Xml.Element:
    """Add parts to an element, and their counts as attributes."""
    element.extend(parts)
    for count, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(count, str(len(list(element.iter(tag)))))
    return element


def _suite(result: Result, file: str) -> Xml.Element:
    cases = [_case(result, file, problem, identity) for problem, identity in identities(result, file)]
    cases = cases or [Xml.Element("testcase", {"name": _("valid"), "classname": file, "file": file})]
    suite = _with_parts(Xml.Element("testsuite", {"name": file, "file": file}), cases)
    suite.set("skipped", "0")
    return suite


def _case(result: Result, file: str, problem: Problem, identity: tuple[str, ...]) -> Xml.Element:
    rule, _file, path, ordinal = identity
    name = " ".join([rule, visible(path), *([f"({ordinal})"] if ordinal != "1" else [])])
    case = Xml.Element("testcase", {"name": " ".join(name.split()), "classname": file, "file": file})
    if problem.place:
        case.set("line", str(problem.place.line))
    if problem.severity == "warning":
        outcome = Xml.SubElement(case, "system-out")
    else:
        tag = "error" if problem.rule in UNJUDGED_RULES else "failure"
        outcome = Xml.SubElement(case, tag, {"type": problem.rule, "message": message_in_cell(problem)})
    outcome.text = "\n" + plain(lines_of_problem(result.file, problem))
    return case
