"""Coverage-guided fuzzing of criteria files: an accepted set has a band for every possible total and no other.

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
    from monitor_cli.reading.score_check import in_order
    from monitor_cli.reading.source import MOST_BYTES

MOST_TOTALS = 2_000
"""The number of totals to test; of a longer scale, the highest total is tested too."""


def read(data: bytes) -> None:
    """Check one file as a criteria file; raise AssertionError for a broken guarantee."""
    raw = data[:MOST_BYTES]
    document, problems = read_document(raw)
    criteria_set, more = check_criteria(document) if document else (None, [])
    problems_of_file = in_order([*problems, *more])
    accepted = None if problems_of_file else criteria_set
    assert accepted or problems_of_file, raw
    check_invariants(Result("fuzz.yaml", problems_of_file, raw, None, accepted, "criteria-file"), raw)
    if accepted:
        _check_bands(accepted)


def _check_bands(criteria_set: CriteriaSet) -> None:
    totals = range(criteria_set.min_total, criteria_set.max_total + 1)
    for total in (*totals[:MOST_TOTALS], *totals[-1:]):
        bands = [band for band in criteria_set.bands if band.min <= total <= band.max]
        assert bands == [criteria_set.band(total)], (total, bands)
    for total in (totals[0] - 1, totals[-1] + 1):
        assert not any(band.min <= total <= band.max for band in criteria_set.bands), total
    for format_name in ("text", "json"):
        for piece in show(CRITERIA, CriteriaView(criteria_set), format_name, Look()):
            safe_to_print(piece if isinstance(piece, str) else piece.decode())


def main() -> None:
    """Start libFuzzer, whose options follow the folders."""
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
