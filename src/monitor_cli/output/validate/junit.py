"""Problems as JUnit XML, which GitLab and Jenkins show: a file is a suite, a problem a failed test."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from monitor_cli.core.problems import UNREADABLE_RULES, Problem
from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.problem_lines import lines_of_problem
from monitor_cli.output.spans import plain
from monitor_cli.output.validate.findings import identities, project_path

_ERROR_RULES = UNREADABLE_RULES | {"internal-error"}
"""JUnit tells a test that failed from one that could not be run."""


def render(results: Iterable[Result], root: str) -> bytes:
    """One suite a file; paths are relative to the folder `root`. `visible` leaves only characters of XML 1.0."""
    suites = [_suite(result, visible(project_path(result.file, root))) for result in results]
    whole = Xml.Element("testsuites", {"name": "monitor validate", **_counts(suites)})
    whole.extend(suites)
    Xml.indent(whole)
    content: bytes = Xml.tostring(whole, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _counts(elements: Iterable[Xml.Element]) -> dict[str, str]:
    """The sums over suites, or what the test cases of one suite add up to."""
    found = list(elements)
    if all(element.tag == "testsuite" for element in found):
        return {name: str(sum(int(e.attrib[name]) for e in found)) for name in ("tests", "failures", "errors")}
    return {
        "tests": str(len(found)),
        "failures": str(sum(case.find("failure") is not None for case in found)),
        "errors": str(sum(case.find("error") is not None for case in found)),
    }


def _suite(result: Result, file: str) -> Xml.Element:
    cases = [_case(result, file, problem, identity) for problem, identity in identities(result, file)]
    cases = cases or [Xml.Element("testcase", {"name": _("valid"), "classname": file, "file": file})]
    suite = Xml.Element("testsuite", {"name": file, "file": file, **_counts(cases), "skipped": "0"})
    suite.extend(cases)
    return suite


def _case(result: Result, file: str, problem: Problem, identity: tuple[str, ...]) -> Xml.Element:
    rule, _file, path, ordinal = identity
    name = " ".join([rule, visible(path), *([f"({ordinal})"] if ordinal != "1" else [])])
    case = Xml.Element("testcase", {"name": " ".join(name.split()), "classname": file, "file": file})
    if problem.place:
        case.set("line", str(problem.place.line))
    tag = "error" if problem.rule in _ERROR_RULES else "failure"
    failure = Xml.SubElement(case, tag, {"type": problem.rule, "message": message(problem)})
    failure.text = "\n" + plain(lines_of_problem(result.file, problem))
    return case
