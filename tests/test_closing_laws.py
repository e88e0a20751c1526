"""Laws of a closed year, checked with random changes to files, folders and links."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.files import score_file, with_total, write

many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

NAMES = ("a", "орган-й", "ü", "x y", "синак")
FOLDERS = ("years/2025/state", "years/2025/municipal", "years/2025/айыл-й")


@contextlib.contextmanager
def project(tmp_path: Path, seed: int) -> Iterator[Path]:
    """Create a repository with the year 2025 in three folders, and make it the working folder."""
    made = random.Random(seed)
    top = tmp_path / "project"
    shutil.rmtree(top, ignore_errors=True)
    (top / ".git").mkdir(parents=True)
    for number in range(6):
        folder = FOLDERS[number % 3]
        kind = "state" if folder.endswith("state") else "municipal"
        text = score_file(with_total(made.randint(24, 120)), agency=f"body-{number}", kind=kind)
        write(top, f"{folder}/{NAMES[number % len(NAMES)]}{number}.yaml", text)
    before = Path.cwd()
    os.chdir(top)
    try:
        yield top
    finally:
        os.chdir(before)


CLOSED = (("years",), ("years/2025/",), FOLDERS, ("years", FOLDERS[2], "./years/2025"), (FOLDERS[2],))


def there(paths: Sequence[str]) -> list[str]:
    """Return the paths in the Unicode form that the file system has."""
    known = {unicodedata.normalize("NFC", str(path)): str(path) for path in Path().rglob("*")}
    return [known.get(os.path.normpath(path), path) for path in paths]


def results_of(monitor, paths: Sequence[str]) -> object:
    """Return the results of `batch` and `rank`: bodies, kinds, secretaries, totals, bands, means and ranks."""
    paths = there(paths)
    batch = json.loads(monitor("batch", *paths, "-f", "json").out or "{}")
    keys = ("agency", "state_secretary", "year", "total", "band", "status")
    rows = [json.dumps([row.get(key) for key in keys]) for row in batch.get("results", [])]
    places = []
    for kind in ("state", "municipal"):
        rank = json.loads(monitor("rank", *paths, "--kind", kind, "-f", "json").out or "{}")
        places += [(p["agency"]["id"], p["rank"], p["shared"], p["total"]) for p in rank.get("ranking", [])]
    return sorted(rows), batch.get("summary"), sorted(places)


def texts(monitor, paths: Sequence[str]) -> dict[str, list[str | None]]:
    """Return the texts of the files that `batch` reads, by name in NFC, without line endings and byte order mark."""
    by_name: dict[str, list[str | None]] = {}
    for row in json.loads(monitor("batch", *there(paths), "-f", "json").out or '{"results": []}')["results"]:
        file = Path(row["file"])
        text = file.read_text(encoding="utf-8-sig") if file.is_file() and os.access(file, os.R_OK) else None
        by_name.setdefault(unicodedata.normalize("NFC", os.path.normpath(row["file"])), []).append(text)
    return {name: sorted(several, key=str) for name, several in by_name.items()}


def file_of(chance: random.Random) -> Path:
    """Return one of the year's files."""
    return chance.choice(sorted(p for p in Path("years").rglob("*.yaml") if p.is_file()))


def edit(chance: random.Random) -> None:
    """Change a value, or add a comment."""
    file = file_of(chance)
    old, new = chance.choice(
        [(" 4", " 3"), ("scores:", "scores: # checked"), ("body-", "body-9"), ("municipal", "state"), ("2025", "2024")]
    )
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8", newline="\n")


def swap(chance: random.Random) -> None:
    """Swap the names of two files."""
    one, other = file_of(chance), file_of(chance)
    if one != other:
        one.rename("kept")
        other.rename(one)
        Path("kept").rename(other)


def rename(chance: random.Random) -> None:
    """Rename a file: another stem or ending, a hidden file, or a name that no score file has."""
    file = file_of(chance)
    file.rename(file.with_name(chance.choice(["z.yaml", ".z.yaml", "z.yml", "z.txt", "Z.YAML", "~$z.yaml"])))


def remove(chance: random.Random) -> None:
    """Delete a file."""
    file_of(chance).unlink()


def add(chance: random.Random) -> None:
    """Add a body of this or another year, a draft, or a file that is not a score file."""
    text = score_file(chance.choice([5, {1: 4}]), agency="new", kind="municipal", year=chance.choice([2024, 2025]))
    name = chance.choice(["new.yaml", "new.yml", ".new.yaml", "new.txt", "sub/new.yaml"])
    write(Path(chance.choice(FOLDERS)), name, chance.choice([text, text, "a: 1\n"]))


def link_file(chance: random.Random) -> None:
    """Replace a file by a link to itself or to another file, or give it a second name."""
    file, other = file_of(chance), file_of(chance)
    how = chance.choice(["behind", "other", "hard", "second"])
    if how == "behind":
        file.rename("behind.yaml")
        file.symlink_to(Path("behind.yaml").resolve())
    elif how == "hard":
        os.link(file.resolve(), "hard.yaml")
        file.unlink()
        Path("hard.yaml").rename(file)
    elif how == "second":
        os.link(file.resolve(), file.with_name("second.yaml"))
    elif file != other:
        file.unlink()
        file.symlink_to(other.resolve())


def link_folder(chance: random.Random) -> None:
    """Replace a folder by a link to itself, or add a link to a folder with another body."""
    folder = Path(chance.choice([*FOLDERS, "years/2025", "years"]))
    if chance.random() < 0.5:
        write(Path("elsewhere"), "new.yaml", score_file(5, agency="new"))
        if not os.path.lexists(folder / "link"):
            (folder / "link").symlink_to(Path("elsewhere").resolve())
    elif folder.is_dir() and not folder.is_symlink():
        shutil.rmtree("moved", ignore_errors=True)
        folder.rename("moved")
        folder.symlink_to(Path("moved").resolve())


def spell(chance: random.Random) -> None:
    """Change the Unicode form of names, as other systems do."""
    form = chance.choice(["NFC", "NFD"])
    for path in sorted(Path("years").rglob("*"), key=lambda path: -len(path.parts)):
        new = path.with_name(unicodedata.normalize(form, path.name))
        if new != path and chance.random() < 0.7 and not os.path.lexists(new):
            path.rename(new)


def twin(chance: random.Random) -> None:
    """Add a second file whose name differs only in its Unicode form."""
    file = file_of(chance)
    for form in ("NFC", "NFD"):
        other = file.with_name(unicodedata.normalize(form, file.name))
        if not os.path.lexists(other):
            other.write_text(score_file(5, agency="new"), encoding="utf-8")


def line_ends(chance: random.Random) -> None:
    """Change line endings and byte order mark, as other editors do."""
    file = file_of(chance)
    data = file.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    file.write_bytes(
        chance.choice([b"", b"\xef\xbb\xbf"]) + data.replace(b"\n", chance.choice([b"\r\n", b"\n", b"\r"]))
    )


def other_kind_of_file(chance: random.Random) -> None:
    """Replace a file by a folder or a pipe."""
    file = file_of(chance)
    file.unlink()
    if chance.random() < 0.5:
        file.mkdir()
    else:
        os.mkfifo(file)


def permission(chance: random.Random) -> None:
    """Remove the permission to read a file, which does not stop root, or change only its date."""
    file = file_of(chance)
    if chance.random() < 0.5:
        os.utime(file, (0, 0))
    else:
        file.chmod(0)


CHANGES = (edit, swap, rename, remove, add, link_file, link_folder, spell, twin, line_ends, permission)
HARMLESS = (spell, line_ends, permission)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
@many
@given(
    seed=st.integers(0, 2**32),
    changes=st.lists(st.sampled_from([*CHANGES, other_kind_of_file]), min_size=1, max_size=3),
    paths=st.sampled_from(CLOSED),
)
@example(seed=0, changes=[], paths=CLOSED[3])
def test_a_closing_detects_every_change_of_the_year_and_nothing_else(monitor, tmp_path, seed, changes, paths):
    """Law: a closing fails if and only if the text or name of a file changes; every changed result implies that."""
    with project(tmp_path, seed):
        assert monitor("freeze", *paths, "-o", "2025.frozen.json").code == 0
        assert monitor("validate", "--frozen", "2025.frozen.json").code == 0
        before, files = results_of(monitor, paths), texts(monitor, paths)
        chance = random.Random(seed)
        for change in changes:
            with contextlib.suppress(IndexError, OSError):  # the file or folder no longer exists
                change(chance)
        after, now = results_of(monitor, paths), texts(monitor, paths)
        verdict = monitor("validate", "--frozen", "2025.frozen.json")
        assert verdict.code in (0, 1, 2), verdict.err
        if before != after:
            assert verdict.code != 0, (seed, verdict)
        assert (verdict.code == 0) == (files == now), (seed, verdict)


@many
@given(seed=st.integers(0, 2**32), changes=st.lists(st.sampled_from(HARMLESS), max_size=5))
def test_harmless_changes_are_accepted(monitor, tmp_path, seed, changes):
    """Line endings, byte order marks, Unicode forms of names and file dates change no result and no closing."""
    with project(tmp_path, seed):
        assert monitor("freeze", "years", "-o", "2025.frozen.json").code == 0
        chance, before = random.Random(seed), results_of(monitor, CLOSED[0])
        for change in changes:
            change(chance)
        if os.getuid() == 0:  # permissions do not stop root
            assert results_of(monitor, CLOSED[0]) == before
            assert monitor("validate", "--frozen", "2025.frozen.json").code == 0


ANY_NAME = st.binary(min_size=1, max_size=12).filter(lambda name: not set(name) & {0, ord("/")})
ODD_NAME = st.text(st.sampled_from("aй\t\n\r\x01\x7f\x85\u200b\u202e\u2028\ufeff\ufffd\\'\":#%{}[] .-~ё"), min_size=1)


@many
@given(names=st.lists(st.one_of(ANY_NAME, ODD_NAME.map(os.fsencode)), min_size=1, max_size=4, unique=True))
def test_a_closing_is_valid_under_any_file_names(monitor, tmp_path, names):
    """Whatever the names of the files, the year is closed and valid, or nothing is written and the cause is shown."""
    with project(tmp_path, 0) as top:
        for number, name in enumerate(names):
            folder = os.fsencode("years/" + ("2025", "2025/state")[number % 2])
            if number == 2:
                folder = os.path.join(folder, name)
                os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name + b".yaml"), "wb") as file:
                file.write(score_file(3, agency=f"odd-{number}").encode())
        outcome = monitor("freeze", "years", "-o", "2025.frozen.json")
        if outcome.code == 0:
            verdict = monitor("validate", "--frozen", "2025.frozen.json")
            assert verdict.code == 0, (names, verdict)
            os.chdir("/")
            assert monitor("validate", "--frozen", top / "2025.frozen.json").code == 0
        else:
            assert outcome.code == 2, outcome
            assert not Path("2025.frozen.json").exists()
            assert outcome.err


def amend(monitor, *paths: str):
    """Close the year again, in the same file."""
    return monitor("freeze", *paths, "-o", "2025.frozen.json", "--amend", "--reason", "3-протокол")


def links() -> list[dict]:
    """Return the closings in the chain."""
    return json.loads(Path("2025.frozen.json").read_text(encoding="utf-8"))["closings"]


@many
@given(seed=st.integers(0, 2**32), rounds=st.lists(st.lists(st.sampled_from(CHANGES), max_size=2), max_size=3))
@example(seed=0, rounds=[[edit], [remove], []])
def test_an_amended_year_is_valid_and_keeps_its_closings(monitor, tmp_path, seed, rounds):
    """After any changes, the chain grows by one link, with the files that a first closing would list, or stays."""
    with project(tmp_path, seed):
        assert monitor("freeze", "years", "-o", "2025.frozen.json").code == 0
        chance = random.Random(seed)
        for changes in rounds:
            for change in changes:
                with contextlib.suppress(IndexError, OSError):
                    change(chance)
            before, outcome = links(), amend(monitor, "years")
            first = monitor("freeze", "years", "-o", "first.json", "--force")
            assert outcome.code == first.code, (outcome, first)
            if outcome.code != 0:
                assert links() == before
                continue
            assert links()[:-1] == before
            assert monitor("validate", "--frozen", "2025.frozen.json").code == 0
            files: dict[str, str] = {}
            for link in links():
                listed = files | link["added"] | link["changed"]
                files = {name: sha256 for name, sha256 in listed.items() if name not in link["removed"]}
            assert files == json.loads(Path("first.json").read_text(encoding="utf-8"))["closings"][0]["added"]


def edits(value: object) -> Iterator[object]:
    """Yield the value with one part changed by a character, added or removed, for each part."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from (value | {key: other} for other in edits(part))
            yield {name: other for name, other in value.items() if name != key}
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from ([*value[:index], other, *value[index + 1 :]] for other in edits(part))
        yield [*value, "years/2025/x.yaml"]
    else:
        yield value + 1 if isinstance(value, int) else f"{value}"[:-1] + chr(ord(f"{value}"[-1]) ^ 1)


@pytest.fixture
def chain(monitor, tmp_path):
    """The content of a closing that was amended twice: after an edit and after a removal."""
    with project(tmp_path, 0):
        assert monitor("freeze", "years", "--year", "2025", "-o", "2025.frozen.json").code == 0
        chance = random.Random(0)
        for change in (edit, remove):
            change(chance)
            assert amend(monitor, "years").code == 0
        yield json.loads(Path("2025.frozen.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", range(3))
def test_an_edited_link_of_the_chain_is_detected(monitor, chain, number):
    """Every part of every closing in the chain is protected: if it changes, `validate` and `report` fail."""
    edited = list(edits(chain["closings"][number]))
    for link in edited:
        closings = [*chain["closings"][:number], link, *chain["closings"][number + 1 :]]
        Path("edited.json").write_text(json.dumps(chain | {"closings": closings}), encoding="utf-8")
        verdict = monitor("validate", "--frozen", "edited.json")
        assert verdict.code == 1, link
        assert verdict.out.startswith("edited.json:"), link
    assert len(edited) > 20
    outcome = monitor("report", "years", "--frozen", "edited.json", "-o", "page.html", "--force")
    assert (outcome.code, "edited.json:" in outcome.err) == (1, True)


@pytest.mark.parametrize("key", ["year", "tool", "digest"])
def test_an_edit_outside_the_closings_is_detected(monitor, chain, key):
    """The digest covers the whole file: a change of year, tool or digest fails."""
    for value in edits(chain[key]):
        Path("edited.json").write_text(json.dumps(chain | {key: value}), encoding="utf-8")
        assert monitor("validate", "--frozen", "edited.json").code == 1, value


def test_a_closing_without_a_digest_is_valid(monitor, chain):
    """A closing without digest, as older versions wrote it, is valid in any layout; an amendment adds the digest."""
    text = json.dumps(chain, indent=1).replace("\n", "\r\n")
    for closing in (text, json.dumps({key: value for key, value in chain.items() if key != "digest"})):
        Path("old.json").write_text(closing, encoding="utf-8-sig", newline="")
        assert monitor("validate", "--frozen", "old.json").code == 0
    assert monitor("freeze", "years", "-o", "old.json", "--amend", "--reason", "3-протокол").code == 0
    assert [*json.loads(Path("old.json").read_text(encoding="utf-8"))][-1] == "digest"
