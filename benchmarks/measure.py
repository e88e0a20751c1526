"""Measure start-up, batch and memory side by side with other tools: `python benchmarks/measure.py`.

The script creates the files, installs the other tools into their own virtual environment, and prints a table of ratios.
Each ratio is the median of alternating runs, so that a busy machine slows both sides equally.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import pty
import shutil
import statistics
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path

import corpus

HERE = Path(__file__).resolve().parent
PEERS = ("check-jsonschema", "yamllint")
PASS = (sys.executable, "-c", "pass")
MONITOR = str(Path(sys.executable).with_name("monitor"))
CPU, WALL = "cpu", "wall"


@dataclass(frozen=True)
class Cost:
    """The cost of a run: seconds of all processors, elapsed seconds, and MiB of its largest process."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True)
class Measure:
    """A line of the table: `command` against `baseline`, the target ratio and the stretch target."""

    name: str
    command: tuple[str, ...]
    baseline: tuple[str, ...]
    unit: str
    target: float
    stretch: float | None = None
    terminal: bool = False
    takes_minutes: bool = False


def cost(command: tuple[str, ...], *, terminal: bool = False) -> Cost:
    """Run a command once, on a pseudo-terminal if `terminal`."""
    import time

    master, slave = pty.openpty() if terminal else (None, None)
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")}
    begin = time.perf_counter()
    run = subprocess.Popen(
        command, env=environment, stdout=slave or subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=True
    )
    if master is not None and slave is not None:
        os.close(slave)
        _drain(master)
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{command[:3]} ended with {run.returncode}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss / 1024)


def _drain(master: int) -> None:
    try:
        while os.read(master, 65_536):
            pass
    except OSError:  # the other end is closed
        pass
    os.close(master)


def ratio(measure: Measure, runs: int) -> tuple[float, float]:
    """Return the median of the ratios of paired runs, and half of their interquartile range."""
    pick = attrgetter(measure.unit)
    warming = 0 if measure.takes_minutes else 1  # the first pair warms the page cache
    ratios = []
    for _ in range(warming + runs):
        pair = pick(cost(measure.command, terminal=measure.terminal)), pick(cost(measure.baseline))
        ratios.append(pair[0] / pair[1])
    ratios = ratios[warming:]
    quartiles = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else [0.0, 0.0, 0.0]
    return statistics.median(ratios), (quartiles[2] - quartiles[0]) / 2


def made(folder: Path, count: int, *, flat: bool = False) -> Path:
    """Return a folder with `count` files; another process writes them, whose memory is not counted."""
    if not folder.exists():
        command = [sys.executable, str(HERE / "corpus.py"), str(folder), "--files", str(count)]
        subprocess.run(command + ["--flat"] * flat, check=True)
    return folder


def small(work: Path, peers: Path) -> Iterator[Measure]:
    """Yield the measures of a single file."""
    one = str(work / "one.yaml")
    yield Measure("--version / python -c pass", (MONITOR, "--version"), PASS, CPU, 5, 4.2)
    yield Measure("--help / python -c pass", (MONITOR, "--help"), PASS, CPU, 5, 4.2)
    yield Measure("score, piped / python -c pass", (MONITOR, "score", one), PASS, CPU, 12.5, 9)
    yield Measure("score, terminal / python -c pass", (MONITOR, "score", one), PASS, CPU, 15, 11, terminal=True)
    peer = (str(peers / "check-jsonschema"), "--schemafile", str(work / "schema.json"), one)
    yield Measure("validate / check-jsonschema", (MONITOR, "validate", one), peer, CPU, 0.55, 0.40)


def large(folder: str) -> Iterator[Measure]:
    """Yield the measures of a folder."""
    one = (MONITOR, "batch", folder, "-f", "jsonl", "--jobs", "1")
    two = (*one[:-1], "2")
    load, events = ((sys.executable, str(HERE / "baselines.py"), way, folder) for way in ("load", "events"))
    yield Measure("batch, 1 process / CSafeLoader loop", one, load, CPU, 0.60, 0.45)
    yield Measure("batch, 1 process / events loop", one, events, CPU, 1.8, 1.4)
    yield Measure("batch, 2 processes / CSafeLoader loop", two, load, WALL, 0.35, 0.25)


def against_schema_checker(folder: Path, work: Path, peers: Path) -> Measure:
    """Return a measure against the schema checker, which takes all files on its command line, one after the other."""
    files = [str(path) for path in sorted(folder.rglob("*.yaml"))]
    peer = (str(peers / "check-jsonschema"), "--schemafile", str(work / "schema.json"), *files)
    command = (MONITOR, "batch", str(folder), "-f", "jsonl", "--jobs", "2")
    name = "batch, 2 processes / check-jsonschema"
    return Measure(name, command, peer, WALL, 1 / 40, 1 / 80, takes_minutes=True)


def report_measure(work: Path) -> Measure | None:
    """Return the measure of `monitor report` with 500 bodies, or None if this version does not have it."""
    folder = made(work / "few", 500)
    known = subprocess.run([MONITOR, "report", "--help"], capture_output=True, check=False).returncode == 0
    command = (MONITOR, "report", str(folder), "-o", str(work / "report.html"), "--force")
    baseline = (MONITOR, "batch", str(folder), "-f", "jsonl", "--jobs", "1")
    return Measure("report of 500 / batch of the same", command, baseline, CPU, 5) if known else None


def form_measures(work: Path) -> Iterator[Measure]:
    """Yield the measures of forms against score files of the same bodies: a folder of some 500, and one of them."""
    forms, files = work / "forms", work / "form-files"
    if not forms.exists():
        for command in (["export", made(work / "few", 500), "-o", forms], ["import", forms, "-o", files]):
            subprocess.run(
                [MONITOR, "form", *map(str, command)], check=False, capture_output=True
            )  # a few files are broken
    one = min(forms.rglob("*.xlsx"))
    ways = [(MONITOR, "batch", str(folder), "-f", "jsonl", "--jobs", "1") for folder in (forms, files)]
    yield Measure("batch of forms / of the same bodies as YAML", *ways, CPU, 8)
    alone = [(MONITOR, "score", str(path)) for path in (one, (files / one.relative_to(forms)).with_suffix(".yaml"))]
    yield Measure("score of a form / of its score file", *alone, CPU, 1.2)


def prepare(work: Path) -> Path:
    """Write one file and the schema, install the other tools, and return the folder of their programs."""
    work.mkdir(parents=True, exist_ok=True)
    _name, data, _verdict = next(iter(corpus.files(3)))
    (work / "one.yaml").write_bytes(data)
    asked = subprocess.run([MONITOR, "schema"], capture_output=True, check=False)
    if asked.returncode == 0:
        (work / "schema.json").write_bytes(asked.stdout)
    peers = work / "peers"
    if not peers.exists():
        venv.create(peers, with_pip=True)
        subprocess.run([peers / "bin" / "pip", "install", "-q", *PEERS], check=True)
    return peers / "bin"


def row(*cells: str) -> None:
    """Print a row of the table."""
    sys.stdout.write("| " + " | ".join(cells) + " |\n")
    sys.stdout.flush()


def show(measure: Measure, runs: int) -> None:
    """Measure and print a row, or the reason why it cannot be measured."""
    needed = [part for part in measure.baseline if part.endswith("schema.json") and not os.path.exists(part)]
    if needed:
        row(measure.name, measure.unit, "not measured: this version has no `monitor schema`", "", "", "")
        return
    try:
        median, spread = ratio(measure, runs)
    except (OSError, RuntimeError) as error:
        row(measure.name, measure.unit, f"not measured: {error}", "", "", "")
        return
    verdict = "reached" if median <= measure.target else "missed"
    if measure.stretch and median <= measure.stretch:
        verdict = "stretch reached"
    stretch = f"{measure.stretch:.3g}" if measure.stretch else ""
    row(measure.name, measure.unit, f"{median:.3g} ± {spread:.2g}", f"{measure.target:.3g}", stretch, verdict)


def growth(work: Path, counts: list[int]) -> None:
    """Print time and memory for growing numbers of files, in several folders and in a single one."""
    row("files", "layout", "command", "µs of CPU a file", "µs by the clock", "MiB of the largest process")
    row(*["---"] * 6)
    batches = [["batch", "-f", "jsonl", "--jobs", str(jobs)] for jobs in (1, os.cpu_count() or 1)]
    for count in counts:
        for flat in (False, True):
            folder = made(work / f"{'flat' if flat else 'tree'}-{count}", count, flat=flat)
            for command in (*batches, ["rank", "-f", "json"]):
                used = cost((MONITOR, *command, str(folder)))
                each = [f"{seconds / count * 1e6:.0f}" for seconds in (used.cpu, used.wall)]
                layout = "flat" if flat else "1,000 a folder"
                row(str(count), layout, " ".join(command), *each, f"{used.memory:.1f}")


def workers(work: Path, runs: int) -> None:
    """Print the number of files from which a second process pays off, which `WORTH_WORKERS` follows."""
    row("files", "two processes / one, clock", "CPU")
    row(*["---"] * 3)
    for count in (100, 200, 300, 400, 800, 1_600):
        folder = made(work / f"workers-{count}", count)
        command = (MONITOR, "batch", str(folder), "-f", "jsonl", "--jobs")
        pairs = [(cost((*command, "2")), cost((*command, "1"))) for _ in range(runs)]
        clock, cpu = ([pick(two) / pick(one) for two, one in pairs] for pick in (attrgetter(WALL), attrgetter(CPU)))
        row(str(count), f"{statistics.median(clock):.2f}", f"{statistics.median(cpu):.2f}")


def sizes(work: Path, folder: Path, runs: int) -> None:
    """Print time by file size: small, medium and the largest files."""
    row("KB a file", "µs of CPU a file")
    row(*["---"] * 2)
    files = sorted(folder.rglob("*.yaml"), key=lambda path: path.stat().st_size)
    few = len(files) // 10
    for start in (len(files) // 20, (len(files) - few) // 2, len(files) - few):  # the very smallest files are empty
        some = work / f"size-{start}"
        some.mkdir(exist_ok=True)
        for path in files[start : start + few]:
            shutil.copy(path, some)
        taken = [cost((MONITOR, "batch", str(some), "-f", "jsonl", "--jobs", "1")).cpu for _ in range(runs)]
        size = statistics.mean(path.stat().st_size for path in some.iterdir())
        row(f"{size / 1_000:.1f}", f"{statistics.median(taken) / few * 1e6:.0f}")


def machine() -> str:
    """Return the machine and the versions of the packages."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("click", "pyyaml", "pydantic-core", "rich"))
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{platform.platform()}, {os.cpu_count()} processors, load {load}; Python {sys.version.split()[0]}, {packages}"
    )


def main() -> None:
    """Print all requested measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks"), help="folder for files and peers")
    parser.add_argument("--files", type=int, default=10_000, help="files of the large batch")
    parser.add_argument("--runs", type=int, default=7, help="pairs of runs for each row")
    parser.add_argument("--growth", type=int, nargs="*", default=[1_000, 10_000, 100_000], help="sizes of the growth")
    given = parser.parse_args()
    work = given.work.resolve()
    peers = prepare(work)
    sys.stdout.write(machine() + "\n\n")
    row("measure", "of", "ratio", "target", "stretch", "")
    row(*["---"] * 6)
    for measure in small(work, peers):
        show(measure, 3 * given.runs)
    folder = made(work / f"tree-{given.files}", given.files)
    for measure in large(str(folder)):
        show(measure, given.runs)
    show(against_schema_checker(folder, work, peers), 2)
    if measure := report_measure(work):
        show(measure, given.runs)
    else:
        row("report of 500 / batch of the same", CPU, "not measured: no such command", "5", "", "")
    for measure in form_measures(work):
        show(measure, given.runs)
    sys.stdout.write("\n")
    workers(work, 2 * given.runs)
    sys.stdout.write("\n")
    sizes(work, folder, given.runs)
    sys.stdout.write("\n")
    if given.growth:
        growth(work, given.growth)
    (work / "machine.json").write_text(json.dumps({"machine": machine()}), encoding="utf-8")


if __name__ == "__main__":
    main()
