"""Pass the long table of a million scores to DuckDB: `python benchmarks/hand_over.py [--files 42000]`.

The script prints time and memory of `batch -f long` and `-f jsonl` on the same files, and the time that DuckDB takes
for the table, from a file and from a pipe. The files are created in the folder of `--work`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

import duckdb
from measure import MONITOR, cost, machine, made, row

QUESTION = "SELECT count(*), round(avg(score), 3) FROM read_csv('{}')"


def main() -> None:
    """Measure both formats, then DuckDB."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks"), help="folder for the files")
    parser.add_argument("--files", type=int, default=42_000, help="files, of 24 scores each")
    given = parser.parse_args()
    folder = made(given.work.resolve() / f"tree-{given.files}", given.files)
    table = given.work.resolve() / "scores.csv"
    sys.stdout.write(machine() + "\n\n")
    row("what", "CPU, s", "clock, s", "MiB", "CPU / jsonl")
    row(*["---"] * 5)
    costs = {name: cost((MONITOR, "batch", str(folder), "-f", name)) for name in ("jsonl", "long")}
    for name, one in costs.items():
        share = f"{one.cpu / costs['jsonl'].cpu:.2f}"
        row(f"batch -f {name}", f"{one.cpu:.1f}", f"{one.wall:.1f}", f"{one.memory:.0f}", share)
    with open(table, "wb") as file:
        subprocess.run(
            (MONITOR, "batch", str(folder), "-f", "long"), stdout=file, stderr=subprocess.DEVNULL, check=False
        )
    begin = time.perf_counter()
    answer = duckdb.sql(QUESTION.format(table)).fetchall()
    row("DuckDB reads the file", "", f"{time.perf_counter() - begin:.1f}", "", "")
    begin = time.perf_counter()
    with subprocess.Popen(
        (MONITOR, "batch", str(folder), "-f", "long"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as run:
        script = f"import duckdb; print(duckdb.connect().execute({QUESTION.format('/dev/stdin')!r}).fetchall())"
        piped = subprocess.run(
            (sys.executable, "-c", script), stdin=run.stdout, capture_output=True, text=True, check=True
        )
    row("batch -f long | DuckDB", "", f"{time.perf_counter() - begin:.1f}", "", "")
    sys.stdout.write(f"\n{answer} from the file, {piped.stdout.strip()} from the pipe\n")


if __name__ == "__main__":
    main()
