"""Coverage-guided fuzzing of criteria files: a set that is accepted judges every possible total, and no other is.

Run with a folder of seeds, see README.md: `python fuzz/read_criteria_file.py fuzz/criteria fuzz/seeds/criteria_files`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
with atheris.instrument_imports(include=["monitor_cli"]):
    from tests.hostile.reading import check_invariants, safe_to_print

    from monitor_cli.core.criteria import CriteriaSet
    from monitor_cli.core.result import Result
    from monitor_cli.output import CRITERIA, Look, show
    from monitor_cli.output.reports.criteria import CriteriaView
    from monitor_cli.reading.criteria_files import check_criteria
    from monitor_cli.reading.document import read_document
    from monitor_cli.reading.score_files import in_order
    from monitor_cli.reading.source import MOST_BYTES

MOST_TOTALS = 2_000
"""So many totals are tried; a method with more has long scales, and its ends say enough."""


def read(data: bytes) -> None:
    """One file as a criteria file; raises AssertionError for a broken promise."""
    raw = data[:MOST_BYTES]
    document, problems = read_document(raw)
    criteria_set, more = check_criteria(document) if document else (None, [])
    judged = in_order([*problems, *more])
    accepted = None if judged else criteria_set
    assert accepted or judged, raw
    check_invariants(Result("fuzz.yaml", judged, raw, None, accepted, "criteria-file"), raw)
    if accepted:
        _holds(accepted)


def _holds(criteria_set: CriteriaSet) -> None:
    totals = range(criteria_set.min_total, criteria_set.max_total + 1)
    for total in (*totals[:MOST_TOTALS], *totals[-1:]):
        holding = [band for band in criteria_set.bands if band.min <= total <= band.max]
        assert holding == [criteria_set.band(total)], (total, holding)
    for total in (totals[0] - 1, totals[-1] + 1):
        assert not any(band.min <= total <= band.max for band in criteria_set.bands), total
    for format_name in ("text", "json"):
        for piece in show(CRITERIA, CriteriaView(criteria_set), format_name, Look()):
            safe_to_print(piece if isinstance(piece, str) else piece.decode())


def main() -> None:
    """Hand over to libFuzzer, whose options stand behind the folders."""
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
