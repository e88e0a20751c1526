"""Processes at work: none is left behind, and nothing is lost with one that dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from benchmarks import corpus

from monitor_cli.reading.workers import each_chunk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc")


FILES = 2_400
"""A dozen chunks of work: more than two workers have in hand when they are met."""


def chunks(count: int = 40):
    return iter([[str(number)] for number in range(count)])


def doubled(chunk: list[str]) -> list[str]:
    return [part * 2 for part in chunk]


class DiesOnce:
    """Kills the worker that meets chunk 5; in the process that started the workers it does the work."""

    def __init__(self) -> None:
        self.parent = os.getpid()

    def __call__(self, chunk: list[str]) -> list[str]:
        if chunk == ["5"] and os.getpid() != self.parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return doubled(chunk)


def test_a_killed_worker_loses_nothing():
    """All chunks come back, in order, though a worker was killed in the midst of one."""
    assert list(each_chunk(DiesOnce(), chunks(), 2)) == [[str(number) * 2] for number in range(40)]


def test_an_unfinished_run_leaves_no_worker():
    """Whoever stops early ends the workers with it."""
    import multiprocessing

    running = each_chunk(doubled, chunks(), 2)
    next(running)
    assert multiprocessing.active_children()
    running.close()
    assert not multiprocessing.active_children()


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many") / "files"
    corpus.write(folder, FILES)
    return folder


def children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def started(folder) -> tuple[subprocess.Popen, list[int]]:
    """A run with two workers that are under way."""
    command = [sys.executable, "-m", "monitor_cli", "batch", str(folder), "-f", "jsonl", "--jobs", "2"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 30
    while time.monotonic() < until and run.poll() is None:
        if len(workers := children(run.pid)) == 2:
            return run, workers
        time.sleep(0.005)
    raise AssertionError("no workers were started")


def is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def all_gone(workers: list[int]) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until and any(map(is_alive, workers)):
        time.sleep(0.02)
    return not any(map(is_alive, workers))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_end_takes_its_workers_along(many, number, code):
    """SIGTERM gives 143 and Ctrl-C 130; nothing is printed, no worker stays, no traceback is shown."""
    run, workers = started(many)
    run.send_signal(number)
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out) == (code, b"")
    assert b"Traceback" not in err
    assert all_gone(workers)


def test_workers_end_with_a_parent_that_was_killed(many):
    """Even a parent that cannot say goodbye leaves no worker behind."""
    run, workers = started(many)
    run.kill()
    run.communicate(timeout=30)
    assert all_gone(workers)


def test_a_worker_killed_from_outside_costs_no_file(many):
    """The files of a killed worker are checked again: every row is there, and the exit code is that of the files."""
    run, workers = started(many)
    os.kill(workers[0], signal.SIGKILL)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 1
    assert out.count(b"\n") == FILES
    assert b"Traceback" not in err
