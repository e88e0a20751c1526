"""The installed command as the system sees it: streams, signals and hostile environments."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from monitor_cli.reading import criteria_files
from tests.files import score_file, write

resource = pytest.importorskip("resource")

COMMAND = (sys.executable, "-m", "monitor_cli")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and devices of POSIX systems")


@pytest.fixture
def environment():
    """The environment without PYTHONUNBUFFERED, so that output is buffered and the last flush counts."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}


@pytest.fixture
def good(tmp_path):
    """A file with a total."""
    return str(write(tmp_path, "good.yaml", score_file(4)))


@pytest.fixture
def bad(tmp_path):
    """A file without a total."""
    return str(write(tmp_path, "bad.yaml", "a: 1\n"))


def run(*arguments: str, **options):
    """Run the command in a shell; `streams`, such as `>&-`, follow the arguments."""
    streams = options.pop("streams", "")
    shell = ["/bin/sh", "-c", f'exec "$@" {streams}', "sh", *COMMAND, *arguments]
    done = subprocess.run(shell, capture_output=True, timeout=60, check=False, **options)
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Exception ignored" not in done.stderr
    return done


def closed_pipe() -> int:
    """Return the writing end of a pipe without a reader."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


REPORTS = [
    ("score", "{good}"),
    ("score", "{good}", "-f", "json"),
    ("score", "{good}", "-f", "table"),
    ("score", "{good}", "-o", "/dev/stdout"),
    ("score", "{bad}"),
    ("validate", "{bad}"),
    ("new",),
    ("criteria", "list"),
    ("--help",),
    ("--version",),
]


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
@pytest.mark.parametrize("stream", ["closed reader", ">&-", ">/dev/full"])
def test_reports_that_cannot_be_written(environment, good, bad, arguments, stream):
    """If the reader is closed, the exit code is 141 without output; a closed or full output gives 2 and one line."""
    arguments = [argument.format(good=good, bad=bad) for argument in arguments]
    if stream == "closed reader":
        writer = closed_pipe()
        done = subprocess.run(
            [*COMMAND, *arguments], stdout=writer, stderr=subprocess.PIPE, env=environment, timeout=60, check=False
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (141, b"")
    else:
        done = run(*arguments, streams=stream, env=environment)
        assert done.returncode == 2
        assert done.stderr.count(b"\n") == 1
        assert done.stderr.startswith(b"monitor: ")


@pytest.mark.parametrize("arguments", REPORTS[:2], ids=" ".join)
@pytest.mark.parametrize("stream", [">&-", ">/dev/full"])
def test_reports_that_cannot_be_written_at_once(environment, good, bad, arguments, stream):
    """Without buffering, an output that cannot be written gives the same exit codes."""
    environment["PYTHONUNBUFFERED"] = "1"
    test_reports_that_cannot_be_written(environment, good, bad, arguments, stream)


@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", ">&- 2>&-"])
@pytest.mark.parametrize(
    "arguments", [("bogus",), ("score",), ("score", "{bad}", "--criteria", "{bad}"), ("validate", "/x")]
)
def test_errors_that_cannot_be_written(environment, good, bad, arguments, streams):
    """If not even the error can be shown, the exit code is still 2."""
    done = run(*(argument.format(good=good, bad=bad) for argument in arguments), streams=streams, env=environment)
    assert done.returncode == 2


def test_pipe_that_closes_in_the_middle(environment, tmp_path):
    """`| head -1` ends the run silently, however much output remains."""
    for index in range(60):
        write(tmp_path, f"{index}.yaml", score_file(9))
    with subprocess.Popen(
        [*COMMAND, "validate", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_while_waiting_for_input(environment, tmp_path, number, code):
    """A closed terminal, Ctrl-C and SIGTERM end the run before its input ends, and nothing is written."""
    target = tmp_path / "out.json"
    with subprocess.Popen(
        [*COMMAND, "score", "-", "-f", "json", "-o", str(target)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    ) as process:  # fmt: skip
        wait_until_reading(process)
        process.send_signal(number)
        assert process.wait(30) == code
        assert process.stdout.read() == b""
        assert b"Traceback" not in process.stderr.read()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_that_come_too_late(environment, number, code):
    """A signal between the end of the run and that of the program has its exit code, and no traceback."""
    program = (
        f"import os; from monitor_cli.cli import main as m; m.run = lambda _: os.kill(os.getpid(), {number}); m.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (code, b"")


def test_nohup(environment, tmp_path, good):
    """With nohup, the program continues when its terminal is closed."""
    command = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *COMMAND, "score", "-", "--brief"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        wait_until_reading(process)
        process.send_signal(signal.SIGHUP)
        out, _err = process.communicate(Path(good).read_bytes(), timeout=60)
    assert process.returncode == 0
    assert b"96" in out


def wait_until_reading(process: subprocess.Popen[bytes]) -> None:
    """Return when the process sleeps while it reads the pipe, so that the signal arrives there."""
    quiet = 0
    for _ in range(400):
        with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
            quiet = quiet + 1 if file.read().rpartition(")")[2].split()[0] == "S" else 0
        if quiet > 20:
            return
        time.sleep(0.02)
    pytest.fail("the process never waits for input")


@pytest.mark.parametrize("input_stream", ["<&-", "< /"])
def test_standard_input_that_is_no_file(environment, input_stream):
    """A closed standard input cannot be read; a folder as standard input stops Python itself."""
    done = run("score", "-", streams=input_stream, env=environment)
    assert done.returncode == (2 if input_stream == "<&-" else 1)


def test_without_a_temporary_folder_nothing_is_lost(monkeypatch, tmp_path, good, bad, monitor):
    """Without a temporary folder, the rows stay in memory and the output is complete."""

    def none(*_given):
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    usual = monitor("batch", tmp_path, "-f", "csv")
    monkeypatch.setattr("monitor_cli.reading.gather.IN_MEMORY", 0)
    monkeypatch.setattr("tempfile.TemporaryFile", none)
    assert monitor("batch", tmp_path, "-f", "csv") == usual


@pytest.mark.parametrize("output", [(), ("-o", "out.csv")], ids=["printed", "written"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_temporary_folder_is_reported(environment, tmp_path, jobs, output):
    """A full disk is reported with the temporary folder on it, not as output that cannot be written."""
    files, temporary = tmp_path / "files", tmp_path / "temporary"
    temporary.mkdir()
    for index in range(1_400):
        write(files, f"{index}.yaml", score_file(4, agency=f"organ-{index}", name="Ү" * 100))
    command = [*COMMAND, "batch", str(files), "-f", "csv", "--jobs", jobs, *output]
    most = 350_000
    done = subprocess.run(
        command, capture_output=True, timeout=60, check=False, cwd=tmp_path,
        env={**environment, "TMPDIR": str(temporary)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert (
        done.stderr.decode()
        == f"monitor: the temporary folder {temporary} cannot be used: the file is too large for this disk\n"
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files", "temporary"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.EACCES, "{folder} cannot be used: permission denied"),
        (errno.EIO, "{folder} cannot be used: the disk or the device failed"),
        (
            errno.EMFILE,
            "the system does not let this program open more files; raise the limit, for example: ulimit -n 1024",
        ),
    ],
)
def test_unreadable_files_of_the_program_are_reported(monkeypatch, monitor, good, code, message):
    """If a file of the program cannot be read, the message gives that file or the limit, never the output."""
    refused = []

    def listdir(folder):
        refused.append(folder)
        raise OSError(code, os.strerror(code), folder)

    criteria_files.published_files.cache_clear()
    monkeypatch.setattr(criteria_files.os, "listdir", listdir)
    outcome = monitor("score", good)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"monitor: {message.format(folder=refused[0])}\n"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MemoryError(), "there is not enough memory"),
        (FileNotFoundError(errno.ENOENT, "No such file"), "the working folder no longer exists; change to another one"),
    ],
)
def test_missing_memory_and_folders_are_reported(monkeypatch, monitor, good, error, message):
    """Too little memory and a deleted working folder are not reported as output that cannot be written."""

    def fails(*_given, **_more):
        raise error

    monkeypatch.setattr("monitor_cli.reading.score_files.check_score_file", fails)
    outcome = monitor("score", good)
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"monitor: {message}\n")


def test_standard_input_is_not_overwritten(environment, good):
    """`-o` never overwrites the file behind standard input, which is recognized by its inode."""
    before = Path(good).read_bytes()
    with open(good, "rb") as stdin:
        done = subprocess.run(
            [*COMMAND, "score", "-", "-o", good, "--force"],
            stdin=stdin,
            capture_output=True,
            env=environment,
            check=False,
        )
    assert done.returncode == 2
    assert Path(good).read_bytes() == before


ENVIRONMENTS = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0"},
    "C without coercion": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX": {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    "no such locale": {"LC_ALL": "xx_XX.KOI8-R"},
    "cp1251": {"PYTHONIOENCODING": "cp1251"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "strict": {"PYTHONIOENCODING": ":strict"},
    "dumb": {"TERM": "dumb"},
    "no terminal": {"TERM": ""},
    "narrow": {"COLUMNS": "20"},
    "nothing": {"COLUMNS": "0"},
    "negative": {"COLUMNS": "-7"},
    "word": {"COLUMNS": "wide"},
    "very wide": {"COLUMNS": "100000000"},
    "Kyrgyz": {"MONITOR_LANG": "ky"},
    "unknown language": {"MONITOR_LANG": "\udcff"},
    "no home": {"HOME": ""},
    "forced": {"FORCE_COLOR": "1", "NO_COLOR": "1"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
@pytest.mark.parametrize("arguments", [("score", "{good}", "--color", "always"), ("validate", "{bad}")])
def test_environments(good, bad, name, arguments):
    """No environment changes the exit code, and there is always output."""
    environment = {**os.environ, **ENVIRONMENTS[name]}
    done = run(*(argument.format(good=good, bad=bad) for argument in arguments), env=environment)
    assert done.returncode == ("{bad}" in arguments)
    assert len(done.stdout) > 100
    assert len(done.stdout) < 1_000_000


def test_streams_in_a_code_page(good):
    """Letters that CP1251 lacks, such as ү, are escapes; JSON is always UTF-8."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1251"}
    assert "\\u04ae" in run("score", good, env=environment).stdout.decode("cp1251")
    assert "Үлгү" in run("score", good, "-f", "json", env=environment).stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [("score", "{good}"), ("validate", "{good}"), ("score", "{good}", "-o", "x"), ("validate", "."), ("new", "x.yaml")],
)
def test_a_deleted_working_directory(tmp_path, good, arguments):
    """A deleted working directory is an error only if a file in it is read or written."""
    gone = tmp_path / "gone"
    gone.mkdir()
    shell = ["/bin/sh", "-c", 'cd "$0" && rmdir "$0" && exec "$@"', str(gone), *COMMAND]
    environment = {key: value for key, value in os.environ.items() if key != "HOME"}
    done = subprocess.run(
        [*shell, *(argument.format(good=good) for argument in arguments)],
        capture_output=True, timeout=60, check=False, env=environment,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert done.returncode == (0 if len(arguments) == 2 and "{good}" in arguments else 2)


def test_messages_show_strange_arguments_safely(tmp_path):
    """Messages show typed text without its escape sequences and commands."""
    folder = tmp_path / "k\n::error::\x1b[31m"
    folder.mkdir()
    for arguments in (["score", str(folder)], ["\x1b[31m\n::error::x"], ["score", "-f", "\n::warning::", "x"]):
        done = run(*arguments)
        assert done.returncode == 2
        assert b"\x1b" not in done.stderr
        assert not any(line.startswith(b"::") for line in done.stderr.splitlines())


@pytest.mark.parametrize("delay", range(4, 100, 6))
def test_ctrl_c_while_modules_are_loaded(environment, good, delay):
    """Ctrl-C while modules are loaded gives 130, or the run was complete; there is no traceback from this program."""
    code = (
        "import os, signal, time; from monitor_cli.__main__ import main\n"
        "process = os.getpid()\n"
        "if os.fork() == 0:\n"
        f"    time.sleep({delay} / 1000); os.kill(process, signal.SIGINT); os._exit(0)\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "score", good], capture_output=True, env=environment, timeout=60, check=False
    )
    assert b"Exception ignored" not in done.stderr
    assert done.returncode in (0, 130)


def test_ctrl_c_while_a_shape_is_built(monkeypatch):
    """Ctrl-C while a schema is compiled is not swallowed by the library, but takes effect afterwards."""
    from monitor_cli.reading import shape_check

    steps = []

    def build(schema: object) -> str:
        signal.raise_signal(signal.SIGINT)
        steps.append("built")
        return "validator"

    monkeypatch.setattr(shape_check, "SchemaValidator", build)
    with pytest.raises(KeyboardInterrupt):
        shape_check.Shape({"type": "any"})
    assert steps == ["built"]


@pytest.mark.parametrize("name", ["text", "sarif", "junit", "github", "gitlab", "json"])
def test_validate_in_a_deleted_working_directory(tmp_path, good, bad, name):
    """In a deleted working directory, every format reports files by absolute path."""
    gone = tmp_path / "gone"
    shell = ["/bin/sh", "-c", 'cd "$0" && rmdir "$0" && exec "$@"', str(gone), *COMMAND]
    for files, code in (([good], 0), ([good, bad], 1), (["missing.yaml"], 2)):
        gone.mkdir()
        done = subprocess.run([*shell, "validate", *files, "-f", name], capture_output=True, timeout=60, check=False)
        assert done.returncode == code, done.stderr
        assert b"cannot be written" not in done.stderr
        assert code != 1 or b"bad.yaml" in done.stdout
