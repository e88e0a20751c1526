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
    """A repository with the year 2025 in three folders, as the working folder."""
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
    """The same paths in the Unicode form in which they are there."""
    known = {unicodedata.normalize("NFC", str(path)): str(path) for path in Path().rglob("*")}
    return [known.get(os.path.normpath(path), path) for path in paths]


def results_of(monitor, paths: Sequence[str]) -> object:
    """What `batch` and `rank` say of the year: bodies, kinds, secretaries, totals, bands, means and places."""
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
    """The files that `batch` reads by their names in NFC, each with its text; line ends and byte order mark aside."""
    by_name: dict[str, list[str | None]] = {}
    for row in json.loads(monitor("batch", *there(paths), "-f", "json").out or '{"results": []}')["results"]:
        file = Path(row["file"])
        text = file.read_text(encoding="utf-8-sig") if file.is_file() and os.access(file, os.R_OK) else None
        by_name.setdefault(unicodedata.normalize("NFC", os.path.normpath(row["file"])), []).append(text)
    return {name: sorted(several, key=str) for name, several in by_name.items()}


def file_of(chance: random.Random) -> Path:
    """One of the year's files."""
    return chance.choice(sorted(p for p in Path("years").rglob("*.yaml") if p.is_file()))


def edit(chance: random.Random) -> None:
    """Another value, or only another comment."""
    file = file_of(chance)
    old, new = chance.choice(
        [(" 4", " 3"), ("scores:", "scores: # checked"), ("body-", "body-9"), ("municipal", "state"), ("2025", "2024")]
    )
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8", newline="\n")


def swap(chance: random.Random) -> None:
    """Two files change their names."""
    one, other = file_of(chance), file_of(chance)
    if one != other:
        one.rename("kept")
        other.rename(one)
        Path("kept").rename(other)


def rename(chance: random.Random) -> None:
    """Another name, another ending, a hidden one, or one that is no score file's."""
    file = file_of(chance)
    file.rename(file.with_name(chance.choice(["z.yaml", ".z.yaml", "z.yml", "z.txt", "Z.YAML", "~$z.yaml"])))


def remove(chance: random.Random) -> None:
    """A file is gone."""
    file_of(chance).unlink()


def add(chance: random.Random) -> None:
    """A body of this or another year, whole or not, or what is no score file, by name or by a link."""
    text = score_file(chance.choice([5, {1: 4}]), agency="new", kind="municipal", year=chance.choice([2024, 2025]))
    name = chance.choice(["new.yaml", "new.yml", ".new.yaml", "new.txt", "sub/new.yaml"])
    write(Path(chance.choice(FOLDERS)), name, chance.choice([text, text, "a: 1\n"]))


def link_file(chance: random.Random) -> None:
    """A file moves behind a link, or becomes a link to another one, or gets a second name."""
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
    """A folder moves behind a link, or a link to a folder with another body is added."""
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
    """The Unicode form of names changes, as other systems write it."""
    form = chance.choice(["NFC", "NFD"])
    for path in sorted(Path("years").rglob("*"), key=lambda path: -len(path.parts)):
        new = path.with_name(unicodedata.normalize(form, path.name))
        if new != path and chance.random() < 0.7 and not os.path.lexists(new):
            path.rename(new)


def twin(chance: random.Random) -> None:
    """A second file whose name differs by its Unicode form alone."""
    file = file_of(chance)
    for form in ("NFC", "NFD"):
        other = file.with_name(unicodedata.normalize(form, file.name))
        if not os.path.lexists(other):
            other.write_text(score_file(5, agency="new"), encoding="utf-8")


def line_ends(chance: random.Random) -> None:
    """Line ends and byte order mark, as other editors write them."""
    file = file_of(chance)
    data = file.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    file.write_bytes(
        chance.choice([b"", b"\xef\xbb\xbf"]) + data.replace(b"\n", chance.choice([b"\r\n", b"\n", b"\r"]))
    )


def other_kind_of_file(chance: random.Random) -> None:
    """A folder or a pipe stands where a file stood."""
    file = file_of(chance)
    file.unlink()
    if chance.random() < 0.5:
        file.mkdir()
    else:
        os.mkfifo(file)


def permission(chance: random.Random) -> None:
    """A file may no longer be read, which does not stop root; or only its date changes."""
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
def test_a_closing_sees_whatever_changes_the_year_and_nothing_else(monitor, tmp_path, seed, changes, paths):
    """What changes bodies, totals, bands or places fails, and so does another text or name; nothing else does."""
    with project(tmp_path, seed):
        assert monitor("freeze", *paths, "-o", "2025.frozen.json").code == 0
        assert monitor("validate", "--frozen", "2025.frozen.json").code == 0
        before, files = results_of(monitor, paths), texts(monitor, paths)
        chance = random.Random(seed)
        for change in changes:
            with contextlib.suppress(IndexError, OSError):  # the file or folder is not there any more
                change(chance)
        after, now = results_of(monitor, paths), texts(monitor, paths)
        verdict = monitor("validate", "--frozen", "2025.frozen.json")
        assert verdict.code in (0, 1, 2), verdict.err
        if before != after:
            assert verdict.code != 0, (seed, verdict)
        assert (verdict.code == 0) == (files == now), (seed, verdict)


@many
@given(seed=st.integers(0, 2**32), changes=st.lists(st.sampled_from(HARMLESS), max_size=5))
def test_what_changes_nothing_is_in_order(monitor, tmp_path, seed, changes):
    """Line ends, byte order marks, Unicode forms of names and dates of files, as clones on other systems have them."""
    with project(tmp_path, seed):
        assert monitor("freeze", "years", "-o", "2025.frozen.json").code == 0
        chance, before = random.Random(seed), results_of(monitor, CLOSED[0])
        for change in changes:
            change(chance)
        if os.getuid() == 0:  # whom no permission stops
            assert results_of(monitor, CLOSED[0]) == before
            assert monitor("validate", "--frozen", "2025.frozen.json").code == 0


ANY_NAME = st.binary(min_size=1, max_size=12).filter(lambda name: not set(name) & {0, ord("/")})
ODD_NAME = st.text(st.sampled_from("aй\t\n\r\x01\x7f\x85\u200b\u202e\u2028\ufeff\ufffd\\'\":#%{}[] .-~ё"), min_size=1)


@many
@given(names=st.lists(st.one_of(ANY_NAME, ODD_NAME.map(os.fsencode)), min_size=1, max_size=4, unique=True))
def test_whatever_is_closed_is_in_order(monitor, tmp_path, names):
    """Under any file names, the year is closed and valid, or nothing is written and the cause is shown."""
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
    """The closings of the chain."""
    return json.loads(Path("2025.frozen.json").read_text(encoding="utf-8"))["closings"]


@many
@given(seed=st.integers(0, 2**32), rounds=st.lists(st.lists(st.sampled_from(CHANGES), max_size=2), max_size=3))
@example(seed=0, rounds=[[edit], [remove], []])
def test_an_amended_year_is_in_order_and_keeps_its_closings(monitor, tmp_path, seed, rounds):
    """After any changes, the chain grows by one link or stays as it was; it says what a first closing would say."""
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
    """The value with one of its parts changed by a character, added or left out, for each part."""
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
    """The content of a closing: the year was closed, and closed again after an edit and after a removal."""
    with project(tmp_path, 0):
        assert monitor("freeze", "years", "--year", "2025", "-o", "2025.frozen.json").code == 0
        chance = random.Random(0)
        for change in (edit, remove):
            change(chance)
            assert amend(monitor, "years").code == 0
        yield json.loads(Path("2025.frozen.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", range(3))
def test_an_edited_link_of_the_chain_is_found(monitor, chain, number):
    """Whatever part of a closing, the last one too, is changed, added or left out: `validate` and `report` fail."""
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
def test_an_edit_beside_the_closings_is_found(monitor, chain, key):
    """The digest covers the whole file, itself included."""
    for value in edits(chain[key]):
        Path("edited.json").write_text(json.dumps(chain | {key: value}), encoding="utf-8")
        assert monitor("validate", "--frozen", "edited.json").code == 1, value


def test_a_closing_without_a_digest_is_in_order(monitor, chain):
    """Earlier versions of the tool wrote none; the next closing adds it. Line ends and indentation do not matter."""
    text = json.dumps(chain, indent=1).replace("\n", "\r\n")
    for closing in (text, json.dumps({key: value for key, value in chain.items() if key != "digest"})):
        Path("old.json").write_text(closing, encoding="utf-8-sig", newline="")
        assert monitor("validate", "--frozen", "old.json").code == 0
    assert monitor("freeze", "years", "-o", "old.json", "--amend", "--reason", "3-протокол").code == 0
    assert [*json.loads(Path("old.json").read_text(encoding="utf-8"))][-1] == "digest"
