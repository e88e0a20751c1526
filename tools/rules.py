"""Bring everything that is generated from the table of rules up to date: `python tools/rules.py`.

Writes `docs/rules.md`; `examples/invalid/<rule>.yaml` for each rule with an example in YAML; the revision of the
criteria set in the closed years among the examples; and, beside each file or folder of `examples/invalid`, the exact
output of `monitor validate`. Check the differences before you commit them: the tests only compare.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.invalid_examples import FOLDER, WITH_EXAMPLE, examples, expected_file, output, rules_page  # noqa: E402
from tests.snippets import completed  # noqa: E402

from monitor_cli.messages.problems import RULES  # noqa: E402
from monitor_cli.reading.criteria_files import CriteriaLibrary  # noqa: E402


def main() -> int:
    for rule in WITH_EXAMPLE:
        (FOLDER / f"{rule}.yaml").write_text(completed(RULES[rule].wrong), encoding="utf-8", newline="\n")
    for closing in FOLDER.glob("*/2025.frozen.json"):
        if closing.parent.name != "frozen-revision":
            revision = CriteriaLibrary().default.revision
            text = re.sub(r'("revision": )[0-9]+', rf"\g<1>{revision}", closing.read_text("utf-8"))
            closing.write_text(text, encoding="utf-8", newline="\n")
    for example in examples():
        expected_file(example).write_text(output(example), encoding="utf-8", newline="\n")
    (ROOT / "docs" / "rules.md").write_text(rules_page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
