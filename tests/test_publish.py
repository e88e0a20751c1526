"""`monitor publish` and `monitor verify`: the publication of a year, and its recomputation from the folder alone."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.conftest import ROOT
from tests.files import score_file, with_total, write
from tests.test_json_schemas import schema

SECRET = "Жашыруун"
"""A word in every text that must not be published."""
ENTRY = {
    "score": 4,
    "note": f"{SECRET} эскертме",
    "evidence": [f"{SECRET} буйрук № 12"],
    "recommendation": {"text": f"{SECRET} сунуш", "due": "2025-09-01"},
    "objection": {
        "date": "2025-04-02",
        "text": f"{SECRET} каршы пикир",
        "asks": 4,
        "evidence": [f"{SECRET} далил"],
        "outcome": "upheld",
        "decision": f"{SECRET} чечим",
    },
    "changes": [{"was": 2, "date": "2025-04-10", "reason": f"{SECRET} протокол"}],
}
PERIOD = {"kind": "planned", "from": "2025-03-03", "to": "2025-03-14", "commission": [f"{SECRET} М."]}


def year_of(folder):
    """Write three state bodies, two of them with a shared rank, a municipal body, and a body with a corrected score."""
    for agency, total in {"alfa": 100, "beta": 90, "gamma": 90}.items():
        text = score_file(with_total(total), agency=agency, name=f"{agency.title()}, «Үлгү»", monitoring=PERIOD)
        write(folder, f"{agency}.yaml", f"# {SECRET}\n{text}")
    write(folder, "town.yaml", score_file(3, agency="town", kind="municipal", secretary=None, self_scores={1: 5}))
    write(folder, "delta.yaml", score_file({**dict.fromkeys(range(1, 25), 3), 5: ENTRY}, agency="delta"))
    return folder


@pytest.fixture
def published(monitor, tmp_path):
    """The publication of `year_of`."""
    outcome = monitor("publish", year_of(tmp_path / "2025"), "-o", tmp_path / "public", "--publisher", "Үлгү агенттиги")
    assert outcome.code == 0, outcome.err
    return tmp_path / "public"


def files_of(folder):
    return dict(sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file()))


def test_the_folder_has_all_files(published):
    """The folder has scores, ranking, table of scores, page, criteria, and a manifest with the hash of each file."""
    names = ["alfa", "beta", "delta", "gamma", "town"]
    files = files_of(published)
    assert list(files) == [
        "criteria/order-158@1.yaml",
        "index.html",
        "manifest.json",
        "rating.csv",
        "scores.csv",
        *(f"scores/{name}.yaml" for name in names),
    ]
    manifest = json.loads(files.pop("manifest.json").read_bytes())
    assert manifest["files"] == {n: hashlib.sha256(path.read_bytes()).hexdigest() for n, path in files.items()}
    assert list(manifest["sources"]) == [f"scores/{name}.yaml" for name in names]
    assert (manifest["year"], manifest["unfinished"], manifest["missing"]) == (2025, False, [])
    assert manifest["publisher"] == "Үлгү агенттиги"
    assert [error.message for error in Draft202012Validator(schema("monitor.publish-1")).iter_errors(manifest)] == []
    assert files["criteria/order-158@1.yaml"].read_bytes() == (ROOT / "criteria/order-158@1.yaml").read_bytes()


def test_a_published_score_file(published):
    """A published score file has the corrected score, the earlier one, and the outcome of the objection."""
    lines = (published / "scores/delta.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[:6] == [
        'published: "monitor.publish/1"',
        'criteria: "order-158@1"',
        "agency:",
        '  id: "delta"',
        '  name: "Үлгү министрлиги"',
        "  kind: state",
    ]
    at = lines.index("  5:")
    assert lines[at : at + 5] == ["  5:", "    score: 4", "    was:", "      - 2", "    objection: upheld"]


def test_no_internal_text_is_published(published):
    """No text of a note, evidence, recommendation, objection or comment, and no member's name, is in any file."""
    for name, path in files_of(published).items():
        data = path.read_bytes()
        for text in (SECRET, "2025-09-01", "2025-04-02", "self_scores"):
            assert text.encode() not in data, (name, text)
            assert json.dumps(text)[1:-1].encode() not in data, (name, text)


def test_the_published_ranking_is_the_full_ranking(monitor, published, tmp_path):
    """Ranks, totals and bands of both kinds equal those of `rank` for the full files."""
    with open(published / "rating.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for kind in ("state", "municipal"):
        ranking = json.loads(monitor("rank", tmp_path / "2025", "--kind", kind, "-f", "json").out)["ranking"]
        expected = [(str(p["rank"]), p["agency"]["id"], str(p["total"]), str(p["band"]["number"])) for p in ranking]
        assert [(r["rank"], r["agency_id"], r["total"], r["band"]) for r in rows if r["kind"] == kind] == expected


def test_the_publication_is_recomputed(monitor, published):
    """`verify` needs only the folder, and shows the result and the digest of the publication."""
    shutil.move(published, published.parent / "elsewhere")
    shutil.rmtree(published.parent / "2025")
    outcome = monitor("verify", published.parent / "elsewhere")
    assert outcome.code == 0
    digest = json.loads((published.parent / "elsewhere/manifest.json").read_bytes())["digest"]
    assert "2025: the results of 5 bodies were recomputed, and nothing differs" in outcome.err
    assert f"digest: {digest}" in outcome.err
    assert monitor("verify", published.parent / "elsewhere", "--digest", digest).code == 0
    assert monitor("verify", published.parent / "elsewhere", "--digest", "0" * 64).code == 1


def test_the_page_shows_its_publisher(published, monkeypatch):
    """The page shows its publisher and how to recompute it, and no default value instead of unpublished data."""
    text = (published / "index.html").read_text(encoding="utf-8")
    assert "Published by Үлгү агенттиги on " in text
    assert "<code>monitor verify</code>" in text
    assert "0001" not in re.sub("[0-9a-f]{64}", "", text), "no default date replaces an unpublished one"
    assert "--" not in re.sub("<style>.*?</style>|<script.*?</script>|sha256-[^']*", "", text, flags=re.DOTALL)


def test_the_digest_can_be_computed_without_the_tool(published):
    """The digest is the hash of all lines of the manifest except the last two."""
    lines = (published / "manifest.json").read_bytes().splitlines(keepends=True)
    assert hashlib.sha256(b"".join(lines[:-2])).hexdigest() == json.loads(b"".join(lines))["digest"]


@given(seed=st.integers(0, 10_000_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_each_changed_byte_is_detected(monitor, published, seed):
    """For any changed byte, `verify` gives the file and ends with exit code 1."""
    draw = random.Random(seed)
    name, path = draw.choice(list(files_of(published).items()))
    data = path.read_bytes()
    at = draw.randrange(len(data))
    try:
        path.write_bytes(data[:at] + bytes([data[at] ^ draw.randint(1, 255)]) + data[at + 1 :])
        outcome = monitor("verify", published)
        assert outcome.code == 1, (name, at)
        assert name.rpartition("/")[2] in outcome.out + outcome.err
    finally:
        path.write_bytes(data)


@pytest.mark.parametrize("name", ["scores/alfa.yaml", "rating.csv", "index.html", "criteria/order-158@1.yaml"])
def test_a_missing_file_is_reported(monitor, published, name):
    """A file in the manifest that is missing gives exit code 1."""
    (published / name).unlink()
    outcome = monitor("verify", published)
    assert outcome.code == 1
    assert f"{name}, which is in the manifest, is missing" in outcome.out


@pytest.mark.parametrize("name", ["scores/omega.yaml", "note.txt", ".hidden", "scores/.git/x"])
def test_a_foreign_file_is_reported(monitor, published, name):
    """Any other file in the folder is reported, hidden or not."""
    (published / name).parent.mkdir(exist_ok=True)
    (published / name).write_bytes((published / "scores/alfa.yaml").read_bytes())
    outcome = monitor("verify", published)
    assert outcome.code == 1
    assert "[published-foreign]" in outcome.out
    assert name in outcome.out


def rewritten(folder):
    """Update all hashes and the digest of the manifest to the content of the folder."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    files = {n: p for n, p in files_of(folder).items() if n != "manifest.json"}
    manifest["files"] = {n: hashlib.sha256(path.read_bytes()).hexdigest() for n, path in files.items()}
    del manifest["digest"]
    lines = json.dumps(manifest, ensure_ascii=False, indent=2).encode().removesuffix(b"\n}") + b",\n"
    digest = hashlib.sha256(lines).hexdigest()
    (folder / "manifest.json").write_bytes(lines + f'  "digest": "{digest}"\n}}\n'.encode())


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("rating.csv", b",1,0,alfa,", b",2,0,alfa,", "published-table"),
        ("rating.csv", b"alfa", b"omega", "published-table"),
        ("scores.csv", b",1,1,5,", b",1,1,4,", "published-table"),
        ("scores/alfa.yaml", b"1: 5", b"1: 4", "published-table"),
        ("scores/alfa.yaml", b"1: 5", b"1: 6", "value-out-of-range"),
        ("scores/alfa.yaml", b"year: 2025", b"year: 2024", "published-foreign"),
        ("scores/alfa.yaml", b'"alfa"', b'"omega"', "published-foreign"),
        ("criteria/order-158@1.yaml", b"min: 115", b"min: 114", "band-overlap"),
        ("criteria/order-158@1.yaml", "мыйзамдардын".encode(), "мыйзамсыз".encode(), "criteria-taken"),
    ],
)
def test_a_forgery_with_updated_hashes_is_detected(monitor, published, name, old, new, rule):
    """With all hashes updated, a forged file is still detected: tables follow from scores, and criteria are known."""
    path = published / name
    data = path.read_bytes().replace(b"  id: alfa", b'  id: "alfa"')
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
    rewritten(published)
    outcome = monitor("verify", published)
    assert outcome.code == 1
    assert f"[{rule}]" in outcome.out


def test_an_incomplete_year_is_not_published(monitor, tmp_path):
    """An incomplete year is not published; `--unfinished` publishes its complete files and says so."""
    folder = year_of(tmp_path / "2025")
    open_one = {**ENTRY, "objection": {"date": "2025-04-02", "text": SECRET}, "changes": []}
    bad = {
        "bad.yaml": score_file({**dict.fromkeys(range(1, 25), 3), 5: 6}, agency="bad"),
        "draft.yaml": score_file([3] * 20, agency="draft"),
        "open.yaml": score_file({**dict.fromkeys(range(1, 25), 3), 5: open_one}, agency="open"),
    }
    for name, text in bad.items():
        write(folder, name, text)
        outcome = monitor("publish", folder, "-o", tmp_path / "public")
        assert outcome.code == 1
        assert "nothing is written" in outcome.err
        assert not (tmp_path / "public").exists()
        (folder / name).unlink()
    for name, text in bad.items():
        write(folder, name, text)
    outcome = monitor("publish", folder, "-o", tmp_path / "public", "--unfinished")
    assert outcome.code == 0, outcome.err
    assert json.loads((tmp_path / "public/manifest.json").read_bytes())["unfinished"] is True
    assert len(list((tmp_path / "public/scores").iterdir())) == 6, "the file with the open objection has a total"
    outcome = monitor("verify", tmp_path / "public")
    assert outcome.code == 0
    assert "this is not a final result" in outcome.err
    assert "This is not a final result." in (tmp_path / "public/index.html").read_text(encoding="utf-8")


def test_nothing_is_overwritten(monitor, published, tmp_path):
    """An earlier publication is overwritten only with --force, and a folder with other files never."""
    again = ("publish", tmp_path / "2025", "-o", published)
    assert monitor(*again).code == 2
    assert monitor(*again, "--force").code == 0
    assert monitor("verify", published).code == 0
    (published / "mine.txt").write_text("x")
    assert monitor(*again, "--force").code == 2
    assert (published / "mine.txt").exists()


def test_a_published_file_is_no_score_file(monitor, published, tmp_path):
    """`score` refuses a published score file, and `report` reads it."""
    outcome = monitor("score", published / "scores/alfa.yaml")
    assert outcome.code == 1
    assert "this is not a score file: a published score file" in outcome.out + outcome.err
    assert monitor("report", published / "scores", "-o", tmp_path / "page.html").code == 0


def test_two_exercises_in_a_body(monitor, tmp_path):
    """The later exercise has its first day in its file name, and `verify` recomputes both."""
    for name, days in (("a", ("2025-03-03", "2025-03-14")), ("b", ("2025-09-01", "2025-09-05"))):
        text = score_file(3 + (name == "b"), agency="alfa", monitoring={"from": days[0], "to": days[1]})
        write(tmp_path, f"2025/{name}.yaml", text)
    outcome = monitor("publish", tmp_path / "2025", "-o", tmp_path / "public")
    assert outcome.code == 0, outcome.err
    assert sorted(p.name for p in (tmp_path / "public/scores").iterdir()) == ["alfa.2025-09-01.yaml", "alfa.yaml"]
    assert monitor("verify", tmp_path / "public").code == 0


def test_the_closing_must_be_valid(monitor, tmp_path):
    """With --frozen, the manifest has the closing; a year changed since then is not published."""
    folder = year_of(tmp_path / "2025")
    closing = tmp_path / "2025.frozen.json"
    assert monitor("freeze", folder, "-o", closing).code == 0
    options = ("publish", folder, "--frozen", closing)
    assert monitor(*options, "-o", tmp_path / "public").code == 0
    link = json.loads(closing.read_bytes())["closings"][-1]
    text = json.dumps(link, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert "The year was closed on " in (tmp_path / "public/index.html").read_text(encoding="utf-8")
    manifest = json.loads((tmp_path / "public/manifest.json").read_bytes())
    assert manifest["closing"] == hashlib.sha256(text).hexdigest()
    write(folder, "alfa.yaml", score_file(4, agency="alfa"))
    outcome = monitor(*options, "-o", tmp_path / "other")
    assert outcome.code == 1
    assert "the year has changed since it was closed" in outcome.err


@pytest.mark.parametrize("given", ["part", "other", "more"])
def test_the_closing_is_that_of_the_published_files(monitor, tmp_path, given):
    """A closing is not named for a part of its files, for other files, or for more files of the year."""
    folder, closing = year_of(tmp_path / "2025"), tmp_path / "2025.frozen.json"
    assert monitor("freeze", folder, "-o", closing).code == 0
    other = write(tmp_path, "other/omega.yaml", score_file(4, agency="omega")).parent
    paths = {"part": [folder / "alfa.yaml"], "other": [other], "more": [folder, other]}[given]
    outcome = monitor("publish", *paths, "-o", tmp_path / "public", "--frozen", closing)
    assert outcome.code == 2
    assert "closes other files of 2025 than these; give the folders that it closes: 2025" in outcome.err
    assert not (tmp_path / "public").exists()
    outcome = monitor("report", *paths, "-o", tmp_path / "page.html", "--frozen", closing)
    assert outcome.code == (0 if given == "part" else 2)
    assert (tmp_path / "page.html").exists() == (given == "part")


def test_the_reason_of_a_closing_is_not_published(monitor, tmp_path):
    """The page has the dates of the closings, but not the reason of an amendment."""
    folder, closing = year_of(tmp_path / "2025"), tmp_path / "2025.frozen.json"
    assert monitor("freeze", folder, "-o", closing).code == 0
    write(folder, "alfa.yaml", score_file(4, agency="alfa"))
    assert monitor("freeze", folder, "-o", closing, "--amend", "--reason", f"{SECRET} чечим").code == 0
    assert monitor("publish", folder, "-o", tmp_path / "public", "--frozen", closing).code == 0
    text = (tmp_path / "public/index.html").read_text(encoding="utf-8")
    assert SECRET not in text
    assert text.count("The year was closed on ") >= 2


def test_a_newer_tool_accepts_an_old_publication(monitor, published, monkeypatch):
    """A newer tool accepts an old publication: corrected wording of the criteria set makes no difference."""
    from monitor_cli.reading import published as reading

    newer = (ROOT / "criteria/order-158@1.yaml").read_text(encoding="utf-8").replace("revision: 1", "revision: 2")
    path = write(published.parent, "order-158@1.yaml", newer)
    monkeypatch.setattr(reading, "published_files", lambda: {"order-158@1": str(path)})
    assert monitor("verify", published).code == 0


@pytest.mark.parametrize("name", ["", " ", "а\nб", "а\u200bб", "а" * 501])
def test_a_publisher_has_a_name(monitor, tmp_path, name):
    """The name of the publisher is one line of visible characters."""
    outcome = monitor("publish", year_of(tmp_path / "2025"), "-o", tmp_path / "public", "--publisher", name)
    assert outcome.code == 2
    assert "--publisher" in outcome.err
    assert not (tmp_path / "public").exists()
