"""`monitor freeze` and `monitor validate --frozen`: a closed year stays closed."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from monitor_cli.core import frozen
from monitor_cli.core.frozen import PUBLISHED_REVISIONS
from monitor_cli.core.hashes import canonical_sha256
from monitor_cli.reading import criteria_files
from monitor_cli.reading.criteria_files import CriteriaLibrary
from tests.conftest import ROOT
from tests.files import score_file, write
from tests.snippets import CRITERIA_FILE, completed


@pytest.fixture
def year(monitor, tmp_path, monkeypatch) -> Path:
    """A repository with a closed year of three bodies, and a file of the year before."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for agency in ("ulgu", "misal", "synak"):
        write(tmp_path, f"files/2025/{agency}.yaml", score_file(4, agency=agency))
    write(tmp_path, "files/2024/ulgu.yaml", score_file(4, agency="ulgu", year=2024))
    outcome = monitor("freeze", "files", "--year", 2025, "-o", "closed/2025.json")
    assert outcome.code == 2  # a folder is never created unasked
    (tmp_path / "closed").mkdir()
    outcome = monitor("freeze", "files", "--year", 2025, "-o", "closed/2025.json")
    summary = "2025 is closed with 3 files\n1 file of another year is not closed\n"
    assert (outcome.code, outcome.out, outcome.err) == (0, "", summary)
    return tmp_path


def as_first_version(year: Path, revision: int = -1) -> str:
    """Return the closing of `year` in version 1: hashes of bytes, and of the whole criteria file."""
    paths = sorted((year / "files/2025").iterdir())
    files = [
        {"file": f"../files/2025/{p.name}", "sha256": hashlib.sha256(p.read_bytes()).hexdigest(), "agency": "ulgu"}
        for p in paths
    ]
    return json.dumps(
        {
            "format": "monitor.freeze/1",
            "tool": {"name": "monitor-cli", "version": "0.1.0"},
            "year": 2025,
            "paths": ["../files"],
            "criteria": [{"ref": "order-158@1", "sha256": PUBLISHED_REVISIONS["order-158@1"][revision]}],
            "files": files,
        },
        indent=2,
    )


def without_digest(closing: Path) -> str:
    """Return the text of a closing as the tool wrote it before closings had a digest."""
    return re.sub(r',\n  "digest": "[0-9a-f]{64}"', "", closing.read_text(encoding="utf-8"))


def broken_rules(monitor, *arguments) -> dict[str, list[str]]:
    """Return the rules that each file breaks; valid files are left out."""
    report = json.loads(monitor("validate", "--frozen", "closed/2025.json", *arguments, "-f", "json").out)
    return {f["file"]: [p["rule"] for p in f["problems"]] for f in report["files"] if f["problems"]}


def test_an_untouched_year_is_valid(monitor, year, monkeypatch):
    """An untouched year is valid from any folder, with or without paths, and files of other years may come and go."""
    outcome = monitor("validate", "--frozen", "closed/2025.json")
    assert (outcome.code, outcome.err) == (0, "4 files checked: no problems\n")  # only the files of both years
    write(year, "files/2026/ulgu.yaml", score_file(4, agency="ulgu", year=2026))
    (year / "files/2024/ulgu.yaml").unlink()
    assert monitor("validate", "--frozen", "closed/2025.json", "files").code == 0
    monkeypatch.chdir(year / "closed")
    assert monitor("validate", "--frozen", "2025.json").code == 0


def test_the_closing_records_the_year(monitor, year):
    """The first link has its date, its folders, the hash of each text, and the hash of what affects scores."""
    closed = json.loads((year / "closed/2025.json").read_text(encoding="utf-8"))
    assert (closed["format"], closed["tool"]["name"], closed["year"]) == ("monitor.freeze/2", "monitor-cli", 2025)
    (closing,) = closed["closings"]
    assert (closing.pop("day"), closing.pop("added")) == (
        datetime.date.today().isoformat(),
        {
            f"../files/2025/{agency}.yaml": hashlib.sha256(score_file(4, agency=agency).encode()).hexdigest()
            for agency in ("misal", "synak", "ulgu")
        },
    )
    criteria_set = CriteriaLibrary().default
    assert closing == {
        "scope": "year",
        "paths": ["../files"],
        "criteria": [{"ref": "order-158@1", "revision": 1, "scoring_sha256": criteria_set.scoring_sha256}],
        "changed": {},
        "removed": [],
    }


@pytest.mark.parametrize("paths", [(), ("files",), ("files/2024",)])
def test_a_changed_file_is_reported(monitor, year, paths):
    """A changed letter is enough, even if it changes no score, and even in a file outside the given paths."""
    file = year / "files/2025/ulgu.yaml"
    file.write_bytes(file.read_bytes() + b"#\n")
    ((name, rules),) = broken_rules(monitor, *paths).items()
    assert (Path(name).resolve(), rules) == (file, ["frozen-changed"])
    assert monitor("validate", "--frozen", "closed/2025.json", *paths).code == 1
    assert monitor("validate", *(paths or ("files",))).code == 0


def test_a_file_that_cannot_be_read_is_not_called_changed(monitor, year):
    """An unreadable file is reported as unreadable, not as changed, with exit code 2."""
    file = year / "files/2025/ulgu.yaml"
    file.unlink()
    os.mkfifo(file)
    assert list(broken_rules(monitor).values()) == [["file-not-regular"]]
    assert monitor("validate", "--frozen", "closed/2025.json").code == 2


def test_an_added_file_is_reported(monitor, year):
    """A further file of the year is reported, anywhere under the closed paths."""
    write(year, "files/late/misal-2.yaml", score_file(5, agency="misal-2"))
    assert list(broken_rules(monitor).values()) == [["frozen-added"]]
    assert monitor("validate", "--frozen", "closed/2025.json").code == 1


def test_a_missing_file_is_reported(monitor, year):
    """A missing file is reported at its line in the closing, also if its whole folder is missing."""
    (year / "files/2025/ulgu.yaml").unlink()
    assert broken_rules(monitor) == {"closed/2025.json": ["frozen-gone"]}
    for file in (year / "files/2025").iterdir():
        file.unlink()
    (year / "files/2024/ulgu.yaml").unlink()
    for paths in ((), ("files",)):
        assert broken_rules(monitor, *paths) == {"closed/2025.json": ["frozen-gone"] * 3}
    for folder in ("files/2024", "files/2025", "files"):
        (year / folder).rmdir()
    assert broken_rules(monitor) == {"closed/2025.json": ["frozen-gone"] * 3}


def test_a_closing_of_another_year_is_a_problem(monitor, year):
    """An edited year in the closing is an error; otherwise added files would not be noticed."""
    file = year / "closed/2025.json"
    file.write_text(without_digest(file).replace('"year": 2025', '"year": 2030'), "utf-8")
    write(year, "files/2025/new.yaml", score_file(5, agency="new"))
    assert set(broken_rules(monitor)["closed/2025.json"]) == {"frozen-other-year"}
    assert monitor("validate", "--frozen", "closed/2025.json").code == 1


def test_a_renamed_file_is_missing_and_added(monitor, year):
    """A renamed file is reported as missing and as added, because a closing lists paths."""
    (year / "files/2025/ulgu.yaml").rename(year / "files/2025/a.yaml")
    assert sorted(broken_rules(monitor).values()) == [["frozen-added"], ["frozen-gone"]]


def test_another_year_in_the_file_is_a_change(monitor, year):
    """A file with a changed year is reported as changed, so that it cannot leave its closed year."""
    write(year, "files/2025/ulgu.yaml", score_file(4, agency="ulgu", year=2026))
    assert list(broken_rules(monitor).values()) == [["frozen-changed"]]


def test_another_criteria_set_is_reported(monitor, tmp_path, monkeypatch):
    """A set that can change a score, band or rank is an error; a corrected set is only reported."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    scores = "scores: {1: 3, 2: 2}\n"
    write(tmp_path, "m.yaml", completed(CRITERIA_FILE["id"]))
    write(tmp_path, "2025/a.yaml", score_file(4, criteria="ulgu@1").split("scores:")[0] + scores)
    (tmp_path / "closed").mkdir()
    assert monitor("freeze", "2025", "-o", "closed/2025.json", "--criteria", "m.yaml").code == 0
    assert broken_rules(monitor, "--criteria", "m.yaml") == {}
    assert broken_rules(monitor) == {"2025/a.yaml": ["criteria-unknown"], "closed/2025.json": ["frozen-criteria"]}
    text = completed(CRITERIA_FILE["id"])
    corrected = text.replace("revision: 0", "revision: 1").replace("начар", "өтө начар")
    write(tmp_path, "words.yaml", corrected)
    assert broken_rules(monitor, "--criteria", "words.yaml") == {"closed/2025.json": ["frozen-revision"]}
    moved = text.replace("max: 4", "max: 3").replace("min: 5", "min: 4")
    write(tmp_path, "bands.yaml", moved)
    assert broken_rules(monitor, "--criteria", "bands.yaml") == {"closed/2025.json": ["frozen-criteria"]}


def test_a_corrected_published_set_leaves_closed_years_valid(monitor, year, monkeypatch):
    """In both versions of the format, a revised wording is a warning and fails nothing."""
    write(year, "closed/first.json", as_first_version(year))
    text = (ROOT / "criteria/order-158@1.yaml").read_text(encoding="utf-8")
    corrected = text.replace("revision: 1", "revision: 2").replace("page break", "break of a page")
    assert corrected.count("break of a page") > 1
    published = write(year, "criteria/order-158@1.yaml", corrected)
    monkeypatch.setattr(criteria_files, "published_files", lambda: {"order-158@1": str(published)})
    for closing in ("2025.json", "first.json"):
        arguments = ("validate", "--frozen", f"closed/{closing}")
        report = json.loads(monitor(*arguments, "-f", "json").out)
        assert [(p["rule"], p["severity"]) for f in report["files"] for p in f["problems"]] == [
            ("frozen-revision", "warning")
        ]
        assert "under revision 1, the current one is 2" in report["files"][0]["problems"][0]["message"]
        assert monitor(*arguments).code == 0
    published.write_text(corrected.replace("max: 72", "max: 71").replace("min: 73", "min: 72"), encoding="utf-8")
    criteria_files.load_criteria.cache_clear()
    assert broken_rules(monitor) == {"closed/2025.json": ["frozen-criteria"]}
    criteria_files.load_criteria.cache_clear()


def test_years_closed_by_the_first_revision_stay_valid(monitor, year):
    """Closings of the first revision are valid, because its correction changed no score; a warning names it."""
    write(year, "closed/first.json", as_first_version(year, revision=0))
    second = without_digest(year / "closed/2025.json")
    write(year, "closed/second.json", second.replace('"revision": 1', '"revision": 0'))
    for closing in ("first", "second"):
        outcome = monitor("validate", "--frozen", f"closed/{closing}.json")
        assert outcome.code == 0
        assert "under revision 0, the current one is 1 [frozen-revision]" in outcome.out


def test_a_year_with_problems_is_not_closed(monitor, year):
    """A file with errors, a draft, a duplicate or an unreadable path prevents the closing, and nothing is written."""
    for name, text, code in (
        ("bad.yaml", score_file(6), 1),
        ("draft.yaml", score_file({1: 4}), 1),
        ("twice.yaml", score_file(4, agency="misal"), 1),
    ):
        file = write(year, f"files/2025/{name}", text)
        outcome = monitor("freeze", "files", "--year", 2025, "-o", "new.json")
        assert (outcome.code, (year / "new.json").exists()) == (code, False)
        assert name in outcome.out
        file.unlink()
    assert monitor("freeze", "files", "none.yaml", "--year", 2025, "-o", "new.json").code == 2
    assert not (year / "new.json").exists()


def test_one_year_at_a_time(monitor, year):
    """Several years without `--year`, and a year without files, are wrong usage."""
    outcome = monitor("freeze", "files", "-o", "new.json")
    assert outcome.code == 2
    assert "2024, 2025" in outcome.err
    assert monitor("freeze", "files", "--year", 2023, "-o", "new.json").code == 2
    assert not (year / "new.json").exists()


def test_no_file_that_was_read_is_overwritten(monitor, year):
    """Files of other years are inputs too and are not overwritten, even with --force."""
    file = year / "files/2024/ulgu.yaml"
    before = file.read_bytes()
    assert monitor("freeze", "files", "--year", 2025, "-o", file, "--force").code == 2
    assert file.read_bytes() == before


def test_without_score_files_nothing_is_closed(monitor, tmp_path):
    """A folder that has only a criteria file cannot be closed."""
    write(tmp_path, "m.yaml", completed(CRITERIA_FILE["id"]))
    for asked in ((), ("--year", 2025)):
        outcome = monitor("freeze", tmp_path, "-o", tmp_path / "new.json", *asked)
        assert (outcome.code, "there is no score file, but: " in outcome.err) == (2, True)


@pytest.mark.parametrize("wrong", ["20255", "1999", '"2025"', "null"])
def test_a_closing_of_no_year_is_a_problem(monitor, year, wrong):
    """A closing with an impossible year is a problem, because it would not notice added files."""
    file = year / "closed/2025.json"
    text = file.read_text(encoding="utf-8")
    assert text.count('"year": 2025') == 1
    file.write_text(text.replace('"year": 2025', f'"year": {wrong}'), encoding="utf-8")
    outcome = monitor("validate", "--frozen", "closed/2025.json")
    assert outcome.code == 1
    assert "closed/2025.json:" in outcome.out


@pytest.mark.parametrize("damage", ["[]", "{", "", '{"format": "monitor.freeze/1"}', "\x00"])
def test_a_damaged_closing_is_a_problem(monitor, year, damage):
    """A damaged closing is a problem and never passes as valid."""
    (year / "closed/2025.json").write_text(damage, encoding="utf-8")
    outcome = monitor("validate", "--frozen", "closed/2025.json")
    assert outcome.code == 1
    assert "closed/2025.json" in outcome.out
    assert monitor("validate", "--frozen", "none.json", "files").code == 2


def test_missing_keys_of_a_closing_are_reported(monitor, year):
    """Each missing key of a closing is reported."""
    (year / "closed/2025.json").write_text('{"format": "monitor.freeze/1", "year": 2025}', encoding="utf-8")
    outcome = monitor("validate", "--frozen", "closed/2025.json")
    assert (outcome.code, outcome.out.count("[key-missing]")) == (1, 4)
    (year / "closed/2025.json").write_text('{"format": "monitor.freeze/2", "closings": [{}]}', encoding="utf-8")
    outcome = monitor("validate", "--frozen", "closed/2025.json")
    assert (outcome.code, outcome.out.count("[key-missing]")) == (1, 9)


def test_nothing_to_check_is_wrong_usage(monitor):
    """`monitor validate` without arguments is wrong usage."""
    assert monitor("validate").code == 2


def test_a_year_is_closed_by_its_folders(monitor, year):
    """A year is closed by its folders, so that added files are noticed; the closing is not a file of the year."""
    outcome = monitor("freeze", "files/2025/ulgu.yaml", "files/2025/misal.yaml", "-o", "new.json")
    assert (outcome.code, "give files/2025\n" in outcome.err) == (2, True)
    assert monitor("freeze", "files/2025", "-o", "files/2025/closing.yaml").code == 2
    assert not (year / "new.json").exists()


def test_a_folder_that_became_a_link_is_missing(monitor, year):
    """The files of a folder that became a link are missing, because no command follows a link to a folder."""
    (year / "files/2025").rename(year / "moved")
    (year / "files/2025").symlink_to(year / "moved")
    assert broken_rules(monitor) == {"closed/2025.json": ["frozen-gone"] * 3}


def test_a_closed_folder_without_files_of_its_own_is_missing(monitor, year):
    """A closed folder without files of its own is missing, even if each file is still found under its other path."""
    assert monitor("freeze", "files", "files/2025", "--year", 2025, "-o", "closed/2025.json", "--force").code == 0
    assert broken_rules(monitor) == {}
    (year / "files/2024/ulgu.yaml").unlink()
    (year / "files/2025").rename(year / "moved")
    (year / "files/2025").symlink_to(year / "moved")
    assert broken_rules(monitor) == {"closed/2025.json": ["frozen-gone"]}
    assert (
        "../files, which belongs to the closed year 2025, is missing"
        in monitor("validate", "--frozen", "closed/2025.json").out
    )


def test_a_linked_folder_prevents_a_closing(monitor, year):
    """A linked folder prevents the closing, because it is not read and may contain bodies of the year."""
    (year / "elsewhere").mkdir()
    (year / "files/2025/more").symlink_to(year / "elsewhere")
    outcome = monitor("freeze", "files", "--year", 2025, "-o", "new.json")
    assert (outcome.code, "files/2025/more" in outcome.err, (year / "new.json").exists()) == (2, True, False)


def test_a_folder_linked_into_a_closed_year_is_reported(monitor, year):
    """A linked folder does not change the ranking, so the year is valid; a note names the folder once."""
    (year / "elsewhere").mkdir()
    (year / "files/2025/more").symlink_to(year / "elsewhere")
    for named in ((), ("files",), ("files/",)):
        outcome = monitor("validate", "--frozen", "closed/2025.json", *named)
        assert (outcome.code, outcome.err.count("files/2025/more")) == (0, 1)


def test_a_file_that_became_a_link_to_another_is_changed(monitor, year):
    """A file that became a link is compared with the linked text, in both versions of the format."""
    write(year, "closed/first.json", as_first_version(year))
    (year / "files/2025/ulgu.yaml").unlink()
    (year / "files/2025/ulgu.yaml").symlink_to("misal.yaml")
    for closing in ("2025", "first"):
        report = json.loads(monitor("validate", "--frozen", f"closed/{closing}.json", "-f", "json").out)
        problems = {f["file"]: [p["rule"] for p in f["problems"]] for f in report["files"] if f["problems"]}
        assert problems == {
            "files/2025/misal.yaml": ["body-duplicate"],
            "files/2025/ulgu.yaml": ["frozen-changed", "body-duplicate"],
        }


@pytest.mark.parametrize("change", ["crlf", "bom", "cr", "nfd"])
def test_another_clone_is_the_same_year(monitor, year, change):
    """Line endings, byte order mark and Unicode form of names may differ between systems; version 1 reports them."""
    write(year, "files/2025/й.yaml", score_file(5, agency="nfc"))
    assert monitor("freeze", "files", "--year", 2025, "-o", "closed/2025.json", "--force").code == 0
    write(year, "closed/first.json", as_first_version(year))
    file = year / "files/2025/й.yaml"
    data = file.read_bytes()
    if change == "nfd":
        file.rename(year / "files/2025" / unicodedata.normalize("NFD", "й.yaml"))
    else:
        file.write_bytes(
            {"crlf": data.replace(b"\n", b"\r\n"), "bom": b"\xef\xbb\xbf" + data, "cr": data.replace(b"\n", b"\r")}[
                change
            ]
        )
    assert broken_rules(monitor) == {}
    outcome = monitor("validate", "--frozen", "closed/first.json")
    assert outcome.code == 0
    assert ("[frozen-line-ends]" in outcome.out, ".gitattributes" in outcome.out) == (change != "nfd", change != "nfd")


def test_a_year_closed_with_other_line_ends_is_reported(monitor, year):
    """A version 1 closing made with CRLF line ends is reported once, with `.gitattributes` as the fix."""
    file = year / "files/2025/ulgu.yaml"
    text = file.read_bytes()
    file.write_bytes(text.replace(b"\n", b"\r\n"))
    write(year, "closed/first.json", as_first_version(year))
    file.write_bytes(text)
    outcome = monitor("validate", "--strict", "-q", "--frozen", "closed/first.json")
    assert "only the line endings or the byte order mark changed after the year 2025 was closed" in outcome.out
    assert "`* text=auto eol=lf` in .gitattributes" in outcome.out
    file.write_bytes(text.replace(b"4", b"3", 1))
    assert "[frozen-changed]" in monitor("validate", "--frozen", "closed/first.json").out


def test_notes_are_no_warnings_of_strict(monitor, tmp_path, monkeypatch):
    """A note that needs no fix does not fail, not even with --strict."""
    fine = {number: {"score": 5, "evidence": ["№ 1"]} for number in range(1, 25)}
    file = write(tmp_path, "files/2025/ulgu.yaml", score_file(fine, agency="ulgu"))
    closing = write(tmp_path, "first.json", as_first_version(tmp_path).replace("../files", "files"))
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    outcome = monitor("validate", "--strict", "--frozen", closing)
    assert (outcome.code, outcome.err) == (0, "1 file checked: 0 files with errors, 0 errors, 1 warning\n")


def test_each_closing_is_checked(monitor, year):
    """Every closing given with `--frozen` is checked, and a file of two closings is checked once."""
    assert monitor("freeze", "files/2024", "-o", "closed/2024.json").code == 0
    both = ("validate", "--frozen", "closed/2024.json", "--frozen", "closed/2025.json")
    assert (monitor(*both).code, monitor(*both).err) == (0, "4 files checked: no problems\n")
    for name in ("2024/ulgu", "2025/misal"):
        file = year / f"files/{name}.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text + "# seen\n", encoding="utf-8")
        outcome = monitor(*both)
        assert (outcome.code, outcome.out.count("[frozen-changed]")) == (1, 1)
        file.write_text(text, encoding="utf-8")
    assert monitor("validate", "--frozen", "none.json", "--frozen", "closed/2025.json").code == 2


def test_a_folder_closed_as_a_whole_has_no_other_year(monitor, year):
    """A folder closed as a whole accepts no other year; with --year, files of other years may come and go."""
    assert monitor("freeze", "files/2024", "-o", "closed/2024.json").code == 0
    stray = write(year, "files/2024/stray.yaml", score_file(4, agency="stray", year=2023))
    outcome = monitor("validate", "--frozen", "closed/2024.json")
    assert (outcome.code, outcome.out.count("[frozen-added]")) == (1, 1)
    assert stray.name in outcome.out
    assert monitor("validate", "--frozen", "closed/2025.json").code == 0


@pytest.mark.parametrize("where", ["path", "link", "closing"])
def test_nothing_outside_of_the_repository_is_opened(monitor, year, tmp_path_factory, where):
    """No folder, link or closing makes the tool open a file outside the repository, and freeze refuses them."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    secret = write(elsewhere, "secret.yaml", "token: hunter2\n")
    if where == "path":
        outcome = monitor("freeze", elsewhere, "-o", "new.json")
    elif where == "link":
        (year / "files/2025/link.yaml").symlink_to(secret)
        outcome = monitor("freeze", "files", "--year", 2025, "-o", "new.json")
        assert broken_rules(monitor) == {"files/2025/link.yaml": ["frozen-outside"]}
    else:
        closing = without_digest(year / "closed/2025.json")
        write(year, "closed/2025.json", closing.replace('"../files"', json.dumps(os.path.relpath(elsewhere, "closed"))))
        outcome = monitor("validate", "--frozen", "closed/2025.json")
        assert "[frozen-outside]" in outcome.out
    assert outcome.code == (1 if where == "closing" else 2)
    assert "hunter2" not in outcome.out + outcome.err + monitor("validate", "--frozen", "closed/2025.json").out
    assert not (year / "new.json").exists()


def test_without_a_repository_a_closing_is_above_its_files(monitor, tmp_path, monkeypatch):
    """Without a repository, a closing covers only the folder in which it is."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "2025/a.yaml", score_file(4))
    (tmp_path / "closed").mkdir()
    assert monitor("freeze", "2025", "-o", "closed/2025.json").code == 2
    assert monitor("freeze", "2025", "-o", "2025.json").code == 0
    assert monitor("validate", "--frozen", "2025.json").code == 0


def test_unreadable_names_and_too_many_files_are_not_closed(monitor, year, monkeypatch):
    """Too many files, and names that JSON or another system cannot keep, prevent the closing with their cause."""
    monkeypatch.setattr(frozen, "MOST_FILES", 2)
    outcome = monitor("freeze", "files", "--year", 2025, "-o", "new.json")
    assert (outcome.code, "3 files are too many for one closing, which can list 2" in outcome.err) == (2, True)
    monkeypatch.undo()
    monkeypatch.chdir(year)
    top = os.fsencode(year / "odd")
    for name in (
        b"\xff.yaml",
        "\u202e.yaml".encode(),
        b"\x01.yaml",
        "й.yaml".encode(),
        (b"a" * 200 + b"/") * 6 + b"a.yaml",
    ):
        path = os.path.join(top, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        Path(os.fsdecode(path)).write_text(score_file(4, agency="odd"), encoding="utf-8")
        if name.startswith("й".encode()):
            twin = year / "odd" / unicodedata.normalize("NFD", "й.yaml")
            twin.write_text(score_file(4, agency="twin"), encoding="utf-8")
        outcome = monitor("freeze", "odd", "-o", "new.json")
        assert (outcome.code, "cannot be closed under this name" in outcome.err) == (2, True), name
        assert not (year / "new.json").exists()
        shutil.rmtree(top)


def test_a_chain_of_closings_is_read_as_its_last_state(monitor, year):
    """Each closing has the hash of the previous one and the difference from it; a broken link is a problem."""
    path = year / "closed/2025.json"
    closed = json.loads(without_digest(path))
    first = closed["closings"][0]
    text = score_file(5, agency="ulgu")
    write(year, "files/2025/ulgu.yaml", text)
    (year / "files/2025/misal.yaml").unlink()
    second = first | {
        "day": "2026-03-02",
        "reason": "3-протокол",
        "previous": canonical_sha256(first),
        "added": {},
        "changed": {"../files/2025/ulgu.yaml": hashlib.sha256(text.encode()).hexdigest()},
        "removed": ["../files/2025/misal.yaml"],
    }
    assert broken_rules(monitor) == {"files/2025/ulgu.yaml": ["frozen-changed"], "closed/2025.json": ["frozen-gone"]}
    for change, rules in (
        ({}, []),
        ({"previous": "0" * 64}, ["frozen-chain"]),
        ({"added": first["added"]}, ["frozen-chain"]),
        ({"removed": ["../files/2025/none.yaml"]}, ["frozen-chain"]),
    ):
        path.write_text(json.dumps(closed | {"closings": [first, second | change]}), encoding="utf-8")
        assert broken_rules(monitor).get("closed/2025.json", []) == rules
    path.write_text(json.dumps(closed | {"closings": [first | {"scope": "folder"}, second]}), encoding="utf-8")
    assert broken_rules(monitor)["closed/2025.json"] == ["frozen-chain"]


def test_freeze_reports_files_of_other_years(monitor, year):
    """Files of other years are counted; those among files of the year are listed by path."""
    write(year, "files/2025/stray.yaml", score_file(4, agency="stray", year=2024))
    outcome = monitor("freeze", "files", "--year", 2025, "-o", "new.json")
    assert (outcome.code, outcome.err.splitlines()) == (
        0,
        [
            "2025 is closed with 3 files",
            "2 files of other years are not closed",
            "files/2025/stray.yaml is of 2024; other files in its folder are of 2025",
        ],
    )
    outcome = monitor("freeze", "files/2025", "-o", "other.json")
    assert outcome.code == 2
    assert "files/2025/stray.yaml is of 2024; other files in its folder are of 2025" in outcome.err
