"""Worker processes: none is left behind, and nothing is lost if one dies."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import struct
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler

import pytest
from benchmarks import corpus

from monitor_cli.reading import workers
from monitor_cli.reading.workers import each_of
from tests.files import score_file

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc")


FILES = 2_400
"""A dozen chunks of work: more than two workers have at a time."""
NUMBERS = [str(number) for number in range(4_000)]
DOUBLED = [number * 2 for number in NUMBERS]


def doubled(number: str) -> str:
    return number * 2


class Dies:
    """A task that ends its worker at one of some numbers, and does the work in the parent process."""

    def __init__(self, *numbers: str, by: signal.Signals = signal.SIGKILL) -> None:
        self.numbers, self.by, self.parent = numbers, by, os.getpid()

    def __call__(self, number: str) -> str:
        if number in self.numbers and os.getpid() != self.parent:
            os.kill(os.getpid(), self.by)
        return doubled(number)


@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("numbers", [("1000",), ("0", "250"), NUMBERS], ids=["one", "both", "all"])
def test_a_killed_worker_loses_nothing(monkeypatch, start, numbers):
    """All results come back in order, even if workers are killed, with either start method."""
    monkeypatch.setattr(workers, "START", start)
    assert list(each_of(Dies(*numbers), iter(NUMBERS), 2)) == DOUBLED
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("jobs", [1, 2, 3, 4])
def test_every_number_of_workers_does_all_of_the_work(jobs):
    """Results are in order, with more workers than chunks and with fewer."""
    assert list(each_of(doubled, iter(NUMBERS), jobs)) == DOUBLED


def test_a_stopped_worker_is_not_waited_for():
    """The chunks of a stopped worker are done by the parent process."""
    assert list(each_of(Dies("1000", by=signal.SIGSTOP), iter(NUMBERS), 2)) == DOUBLED
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.parametrize("part", [2, 4, 100])
def test_half_a_message_is_ignored(monkeypatch, by, part):
    """An incomplete message of a killed or stopped worker is ignored."""
    send, parent = Connection.send, os.getpid()

    def send_a_part(pipe, thing):
        if os.getpid() == parent or DOUBLED[1_000] not in thing:
            return send(pipe, thing)
        message = bytes(ForkingPickler.dumps(thing))
        os.write(pipe.fileno(), (struct.pack("!i", len(message)) + message)[:part])
        os.kill(os.getpid(), by)
        return None

    monkeypatch.setattr(Connection, "send", send_a_part)
    assert list(each_of(doubled, iter(NUMBERS), 2)) == DOUBLED
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("call", ["fork", "pipe"])
@pytest.mark.parametrize("code", [errno.EAGAIN, errno.ENOMEM, errno.EMFILE])
@pytest.mark.parametrize("before", range(3))
def test_the_work_is_done_without_workers(monkeypatch, call, code, before):
    """If the system refuses a process or a pipe, the first or a later one, the parent does all the work."""
    real, calls = getattr(os, call), []

    def refused():
        calls.append(call)
        if len(calls) > before:
            raise OSError(code, os.strerror(code))
        return real()

    monkeypatch.setattr(os, call, refused)
    running = each_of(doubled, iter(NUMBERS), 3)
    assert next(running) == DOUBLED[0]
    assert not multiprocessing.active_children()
    assert list(running) == DOUBLED[1:]


def test_an_unfinished_run_leaves_no_worker():
    """A run that ends early ends its workers."""
    running = each_of(doubled, iter(NUMBERS), 2)
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
    """Start a run and return it with its two workers."""
    command = [sys.executable, "-m", "monitor_cli", "batch", str(folder), "-f", "jsonl", "--jobs", "2"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    until = time.monotonic() + 30
    while time.monotonic() < until and run.poll() is None:
        if len(processes := children(run.pid)) == 2:
            return run, processes
        time.sleep(0.005)
    raise AssertionError("no workers were started")


def is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def all_gone(processes: list[int]) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until and any(map(is_alive, processes)):
        time.sleep(0.02)
    return not any(map(is_alive, processes))


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["parent", "group"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)])
def test_a_run_that_is_stopped_ends_its_workers(many, send, number, code):
    """SIGTERM gives 143, Ctrl-C 130, SIGHUP 129; nothing is printed, no worker stays, no traceback is shown."""
    run, processes = started(many)
    send(run.pid, number)
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out) == (code, b"")
    assert b"Traceback" not in err
    assert all_gone(processes)


def test_a_stopped_worker_ends_with_the_run(many):
    """SIGTERM ends a run at once, even if one of its workers is stopped."""
    run, processes = started(many)
    os.kill(processes[0], signal.SIGSTOP)
    run.terminate()
    run.communicate(timeout=30)
    assert run.returncode == 143
    assert all_gone(processes)


def test_workers_end_with_a_parent_that_was_killed(many):
    """Workers end if their parent is killed."""
    run, processes = started(many)
    run.kill()
    run.communicate(timeout=30)
    assert all_gone(processes)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP])
@pytest.mark.parametrize("count", [1, 2])
def test_a_worker_ended_from_outside_costs_no_file(many, number, count):
    """The parent checks the files of an ended worker again: every row is there, with the same exit code."""
    run, processes = started(many)
    for process in processes[:count]:
        os.kill(process, number)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 1
    assert out.count(b"\n") == FILES
    assert b"Traceback" not in err
    assert all_gone(processes)


def test_few_descriptors_cost_no_file(many):
    """With few file descriptors, the result is complete, if necessary without workers."""
    command = [sys.executable, "-m", "monitor_cli", "batch", str(many / "000"), "-f", "csv", "--jobs"]
    right = subprocess.run([*command, "1"], capture_output=True, check=False)
    for most in (6, 10, 14, 17, 20, 26):
        run = subprocess.run(
            [*command, "3"],
            capture_output=True,
            check=False,
            preexec_fn=lambda most=most: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)),
        )
        assert (run.returncode, run.stdout, run.stderr) == (right.returncode, right.stdout, right.stderr), most


def test_standard_input_is_not_lost_to_a_worker(many, monitor):
    """The parent process reads standard input, whatever the number of workers."""
    outcome = monitor("batch", "-", many / "000", "-f", "jsonl", "--jobs", "2", stdin=score_file(4).encode())
    assert '"total": 96' in outcome.out.splitlines()[0]
