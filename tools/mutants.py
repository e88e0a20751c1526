# /// script
# requires-python = ">=3.11"
# dependencies = ["cosmic-ray==8.7.0"]
# ///
"""Mutation testing: do the tests notice small faults in `core` and `reading`?

`.venv/bin/python -m uv run tools/mutants.py --sample 120 --seed 1` draws 120 of all the mutants that Cosmic Ray makes
of these modules. Each mutant changes one operator, number, condition, loop or decorator. The script runs the tests of
the module with each mutant, in a copy of the project, and prints every mutant that survives as a diff, and at the end
the counts. The exit code is 1 if a mutant survives that is not listed in `mutants.toml` as equivalent. The same seed
draws the same mutants of the same source. 120 mutants take about half an hour.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import tomllib
import warnings
from collections import Counter
from itertools import islice
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test, mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.testing import run_tests
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkResult

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("src/monitor_cli")
SKIPPED = shutil.ignore_patterns(".venv", ".git", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "snapshots")

TESTS = {
    "core": "laws year_laws score",
    "core/batch": "batch batch_xlsx",
    "core/comparison": "compare year_laws",
    "core/criteria": "criteria order criteria_diff schema hostile/criteria_files",
    "core/edition_changes": "criteria_diff",
    "core/errors": "outcome validate batch",
    "core/figures": "laws",
    "core/frozen": "freeze closing_laws",
    "core/hashes": "freeze order",
    "core/plan": "plan year_laws",
    "core/problems": "validate invalid_examples ci_formats",
    "core/rating": "year_laws rank strays",
    "core/result": "score validate batch",
    "core/score_file": "validate score schema rank",
    "core/scorecard": "bands score own_scores laws",
    "core/shapes": "validate criteria invalid_examples schema hostile/criteria_files",
    "core/texts": "validate rank names laws",
    "core/year_comparison": "year_laws compare",
    "reading": "validate invalid_examples hostile/documents",
    "reading/batch": "validate batch workers",
    "reading/criteria_files": "criteria examples invalid_examples hostile/criteria_files",
    "reading/decoding": "validate hostile/bytes hostile/unseen",
    "reading/discovery": "passed_over validate strays",
    "reading/failures": "internal_errors causes",
    "reading/form_files": "form_reading form form_hostile",
    "reading/frozen": "freeze closing_laws",
    "reading/gather": "batch validate",
    "reading/guard": "validate hostile/depth hostile/guard hostile/documents",
    "reading/interrupts": "workers outcome",
    "reading/places": "validate hostile/places",
    "reading/source": "validate hostile/paths",
    "reading/workers": "workers batch",
}
"""The test modules of each module, the most effective first; a key is the last two parts of a path, or the first."""
QUICK = "not (browser or libreoffice or node or shells or index)"
SHORT = "not (memory or width)"
"""Excluded are tests of other programs, and tests of memory and layout, which take longer than all others."""
ANNOTATION = "core/ReplaceBinaryOperator_BitOr_"
"""These operators change `X | None`, which nothing evaluates if it is an annotation."""
FEW_EXAMPLES = """

from hypothesis import Phase, settings

settings.register_profile(
    "mutants", max_examples=25, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("mutants")
"""


def main() -> int:
    """Draw the mutants, test them and print the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=["core", "reading"], help="modules or folders: core/rating.py")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="MODULE", help="modules that are not mutated")
    parser.add_argument("--sample", type=int, default=120, help="how many mutants are drawn")
    parser.add_argument("--seed", type=int, default=1, help="which ones are drawn")
    parser.add_argument("--timeout", type=int, default=120, help="seconds after which a mutant counts as killed")
    parser.add_argument(
        "--python", default=ROOT / ".venv/bin/python", type=lambda path: Path(path).absolute(), help="runs the tests"
    )
    options = parser.parse_args()
    warnings.simplefilter("ignore", SyntaxWarning)  # for mutants such as `is not "open"`
    equivalent = {
        (entry["module"], entry["line"], becomes)
        for entry in tomllib.loads((ROOT / "tools/mutants.toml").read_text(encoding="utf-8"))["equivalent"]
        for becomes in entry["becomes"]
    }
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder).resolve() / "project"
        shutil.copytree(ROOT, copy, ignore=SKIPPED)
        with (copy / "tests/conftest.py").open("a", encoding="utf-8") as conftest:
            conftest.write(FEW_EXAMPLES)
        os.chdir(copy)
        os.environ |= {"PYTHONPATH": f"{copy / 'src'}{os.pathsep}{copy}", "PYTHONDONTWRITEBYTECODE": "1"}
        mutants = drawn(options)
        names = {name for mutant in mutants for name in tests_of(mutant)}
        outcome, output = run_tests(command(options.python, sorted(names)), None)
        if outcome != TestOutcome.SURVIVED:
            say(output)
            return 2  # tests that fail without a mutant prove nothing about one
        counts = Counter(tried(mutant, options, equivalent) for mutant in mutants)
    say(f"{len(mutants)} mutants: " + ", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    return 1 if counts["survived"] else 0


def say(text: str) -> None:
    """Print a line at once, because the next one may take a minute."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def drawn(options: argparse.Namespace) -> list[MutationSpec]:
    """Return a sample of the mutants of the modules, in the order of their lines."""
    paths: set[Path] = set()
    for module in options.modules:
        path = PACKAGE / module
        paths |= set(path.rglob("*.py")) if path.is_dir() else {path}
    modules = sorted(paths - {PACKAGE / module for module in options.leave_out})
    with use_db("session.sqlite", WorkDB.Mode.create) as database:
        init(modules, database, {})
        mutants = [mutant for item in database.work_items for mutant in item.mutations]
    mutants = [mutant for mutant in mutants if not mutant.operator_name.startswith(ANNOTATION)]
    mutants.sort(key=lambda mutant: (mutant.module_path, mutant.operator_name, mutant.occurrence))
    say(f"{len(mutants)} mutants of {len(modules)} modules, {options.sample} of them drawn with seed {options.seed}")
    random.Random(options.seed).shuffle(mutants)
    return sorted(islice(filter(is_python, mutants), options.sample), key=lambda m: (m.module_path, m.start_pos))


def is_python(mutant: MutationSpec) -> bool:
    """Return whether a mutant compiles; Cosmic Ray also changes the `*` of a signature, which needs no test."""
    operator = get_operator(mutant.operator_name)(**mutant.operator_args)
    code = mutate_code(mutant.module_path.read_text(encoding="utf-8"), operator, mutant.occurrence)
    try:
        compile(code, mutant.module_path, "exec")
    except SyntaxError:
        return False
    return True


def tests_of(mutant: MutationSpec) -> list[str]:
    """Return the test modules for a mutant's module."""
    module = mutant.module_path.relative_to(PACKAGE).with_suffix("").as_posix()
    return (TESTS.get(module) or TESTS[module.split("/")[0]]).split()


def command(python: Path, names: list[str]) -> str:
    """Return the command that runs test modules up to the first failure."""
    paths = (name.rpartition("/") for name in names)
    files = " ".join(f"tests/{folder}{slash}test_{name}.py" for folder, slash, name in paths)
    return f"{python} -m pytest -q -x -p no:cacheprovider -m '{QUICK}' -k '{SHORT}' {files}"


def tried(mutant: MutationSpec, options: argparse.Namespace, equivalent: set[tuple[str, str, str]]) -> str:
    """Test a mutant and return the verdict; print a mutant that was not killed."""
    began = time.monotonic()
    result = mutate_and_test([mutant], command(options.python, tests_of(mutant)), options.timeout)
    module = mutant.module_path.relative_to(PACKAGE).as_posix()
    verdict = verdict_of(result)
    changes = [line for line in (result.diff or "").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    was, becomes = ("\n".join(line[1:].strip() for line in changes if line[0] == sign) for sign in "-+")
    if verdict == "survived" and (module, was, becomes) in equivalent:
        verdict = "equivalent"
    say(f"{verdict:10} {module}:{mutant.start_pos[0]} {mutant.operator_name} ({time.monotonic() - began:.0f} s)")
    if verdict not in ("killed", "equivalent"):
        say("\n".join(changes) or result.output)
    return verdict


def verdict_of(result: WorkResult) -> str:
    """Return `killed`, `survived`, `timed out` or `not run`."""
    if result.worker_outcome != WorkerOutcome.NORMAL or result.test_outcome == TestOutcome.INCOMPETENT:
        return "not run"
    if result.output == "timeout":
        return "timed out"
    return "killed" if result.test_outcome == TestOutcome.KILLED else "survived"


if __name__ == "__main__":
    sys.exit(main())
