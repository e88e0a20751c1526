"""Kill processes of `monitor batch` at random moments, under a watchdog: `python benchmarks/kill_workers.py`.

A run whose workers are killed gives the whole, right result. A run that gets a signal ends within a second, with the
documented exit code and without a remaining process. Its output is complete or absent. The exit code is 1 if any run
breaks these guarantees; its seed repeats the run. Linux only.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

COMMAND = (sys.executable, "-m", "monitor_cli", "batch", "in", "-f", "csv", "-o")
SOON = 1.0
"""The seconds within which a run that gets a signal ends, with all its processes."""
WORKER, PARENT, GROUP = "worker", "parent", "group"
WAYS = (
    *((WORKER, number) for number in (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP)),
    *((PARENT, number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL)),
    *((GROUP, number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)),
)
"""The targets of signals, each with a signal."""


def make_files(folder: Path, count: int) -> None:
    """Write score files that are read fast and have long names, so that results are often in transit."""
    folder.mkdir()
    for number in range(count):
        lines = ["criteria: order-158@1", "agency:", f"  id: body-{number}", f"  name: {'N' * 490}", "  kind: state"]
        lines += ["state_secretary: {name: S}", "year: 2025", "scores:"]
        lines += [f"  {criterion}: {criterion % 5 + (number % 20 != 7)}" for criterion in range(1, 25)]
        (folder / f"b{number}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def processes_of(session: int) -> list[int]:
    """Return the living processes of a session."""
    processes = []
    for name in filter(str.isdecimal, os.listdir("/proc")):
        try:
            status = Path("/proc", name, "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(status[3]) == session and status[0] not in "ZX":
            processes.append(int(name))
    return processes


def workers_of(run: subprocess.Popen[bytes]) -> list[int]:
    """Return the living processes that a run has started."""
    return [process for process in processes_of(run.pid) if process != run.pid]


def holds_within(seconds: float, condition: Callable[[], object]) -> bool:
    """Return whether a condition becomes true in time."""
    until = time.monotonic() + seconds
    while not (holds := condition()) and time.monotonic() < until:
        time.sleep(0.01)
    return bool(holds)


class Range:
    """A folder for the runs: the files, the right result and the time of an undisturbed run."""

    def __init__(self, work: Path, files: int, jobs: list[int], patience: float) -> None:
        self.work, self.jobs, self.patience = work, jobs, patience
        make_files(work / "in", files)
        alone = subprocess.run([*COMMAND, "right.csv", "--jobs", "1"], cwd=work, stderr=subprocess.DEVNULL)
        self.code = alone.returncode
        self.right = (work / "right.csv").read_bytes()
        if self.code not in (0, 1) or self.right.count(b"\n") <= files:
            raise RuntimeError(f"the undisturbed run ended with {self.code}")
        begin = time.monotonic()
        subprocess.run([*COMMAND, "right.csv", "--force", "--jobs", "2"], cwd=work, stderr=subprocess.DEVNULL)
        self.seconds = time.monotonic() - begin

    def run(self, seed: int) -> tuple[str, str]:
        """Do one run; return the signal and `right`, or the guarantee that it broke."""
        chance = random.Random(seed)
        out = self.work / "out.csv"
        out.unlink(missing_ok=True)
        jobs = str(chance.choice(self.jobs))
        with tempfile.TemporaryFile() as errors:
            run = subprocess.Popen(
                [*COMMAND, out.name, "--jobs", jobs], cwd=self.work, stderr=errors, start_new_session=True
            )
            time.sleep(chance.random() * self.seconds * 1.05)
            done, verdict = self._hit(run, chance)
            for process in processes_of(run.pid):
                os.kill(process, signal.SIGKILL)
            run.wait()
            errors.seek(0)
            return done, self._judged(verdict, out, errors.read())

    def _hit(self, run: subprocess.Popen[bytes], chance: random.Random) -> tuple[str, str]:
        whom, number = chance.choice(WAYS)
        name = f"{number.name} to {whom}"
        if run.poll() is not None:
            self.seconds *= 0.9
            return "came too late", "right" if run.returncode == self.code else f"code {run.returncode}"
        self.seconds *= 1.01  # even if the machine is busy now and then, most signals arrive in time
        if whom == WORKER:
            if not holds_within(self.patience, lambda: workers_of(run) or run.poll() is not None):
                return "came before any worker", "hung"
            time.sleep(chance.random() * self.seconds / 4)
            workers = workers_of(run)
            for worker in chance.sample(workers, chance.randint(1, len(workers)) if workers else 0):
                _send(os.kill, worker, number)
            name = name if workers else "came too late"
            if not holds_within(self.patience, lambda: run.poll() is not None):
                return name, "hung"
            codes = {self.code}
        else:
            _send(os.killpg if whom == GROUP else os.kill, run.pid, number)
            if not holds_within(SOON, lambda: run.poll() is not None):
                late = holds_within(self.patience, lambda: run.poll() is not None)
                return name, "gone, but not within a second" if late else "hung"
            codes = {self.code, -number, 128 + number}  # negative: before the program could set its exit code
        if run.returncode not in codes:
            return name, f"code {run.returncode}"
        return name, "right" if holds_within(SOON, lambda: not processes_of(run.pid)) else "left processes behind"

    def _judged(self, verdict: str, out: Path, errors: bytes) -> str:
        """Return the verdict after a check of the output file and of the messages."""
        if verdict != "right":
            return verdict
        if out.exists() and out.read_bytes() != self.right:
            return "wrong result"
        if b"Traceback" in errors and b"monitor_cli/reading" in errors:
            return "traceback"
        return "right"


def _send(send: Callable[[int, int], None], process: int, number: int) -> None:
    try:
        send(process, number)
    except ProcessLookupError:  # the process has just ended
        pass


def main() -> int:
    """Do the requested runs and print their results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--files", type=int, default=600)
    parser.add_argument("--jobs", type=int, nargs="+", default=[2, 3, 4], help="numbers of workers; each run picks one")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first run; each further run has the next one")
    parser.add_argument("--patience", type=float, default=60, help="seconds after which a run counts as hung")
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # so that Ctrl-C ends a run in the background
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory(prefix="kill-workers-") as work:
        place = Range(Path(work), given.files, given.jobs, given.patience)
        for seed in range(given.seed, given.seed + given.runs):
            outcome = place.run(seed)
            counts[outcome] += 1
            if outcome[1] != "right":
                sys.stdout.write(f"seed {seed}: {outcome[0]}: {outcome[1]}\n")
                sys.stdout.flush()
    for (done, verdict), count in sorted(counts.items()):
        sys.stdout.write(f"{count:6} {done}: {verdict}\n")
    bad = sum(count for (_done, verdict), count in counts.items() if verdict != "right")
    sys.stdout.write(f"{counts.total():6} runs, {bad} not right; an undisturbed one takes {place.seconds:.2f} s\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
