"""The report in a real browser: display, mouse, keyboard and accessibility."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import missing, require
from tests.files import score_file, with_total, write
from tests.test_names import IN_ORDER, bodies

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=alert(1)>"
NAMES = {"ak-talaa": "Ак-Талаа", "zhan-dos": "Жандос", "ugut": "Үгүт", "otmok": "Өтмөк"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """Debian's Chromium, driven by Playwright."""
    program = require("chromium", "opens the report")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed", "drives the browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, monitor, tmp_path):
    """A function that opens the report about files; any request, error or console message fails the test."""
    contexts, complaints = [], []

    def refuse(route: object) -> None:
        if not route.request.url.startswith(("file:", "data:")):
            complaints.append(f"request: {route.request.url}")
        route.continue_() if route.request.url.startswith("file:") else route.abort()

    def open_(*paths: object, code: int = 0, language: str = "en", options: tuple[str, ...] = (), **settings: object):
        file = tmp_path / "report.html"
        assert monitor("report", *paths, "-o", file, "--force", "--lang", language, *options).code == code
        context = chromium.new_context(**settings)
        contexts.append(context)
        context.route("**/*", refuse)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def folder(tmp_path) -> Path:
    """Bodies of two kinds and two years, with one broken file."""
    files = tmp_path / "files"
    totals = {"ak-talaa": 100, "zhan-dos": 118, "ugut": 70, "otmok": 100}
    for agency, total in totals.items():
        kind = "municipal" if agency == "ugut" else "state"
        text = score_file(with_total(total), agency=agency, name=NAMES[agency], kind=kind)
        write(files, f"{agency}.yaml", text)
        write(files, f"{agency}-2024.yaml", text.replace("year: 2025", "year: 2024"))
    entry = {"score": 2, "note": HOSTILE, "evidence": [HOSTILE], "recommendation": {"text": HOSTILE}}
    scores = {n: entry if n < 4 else 4 for n in range(1, 25)}
    write(files, "hostile.yaml", score_file(scores, agency="hostile", name=HOSTILE, self_scores={1: 5}))
    write(files, f"{HOSTILE.replace('/', '')}.yaml", "criteria: [")
    return files


def shown(page: object) -> list[str]:
    """Return the visible bodies of the ranking, in their order."""
    return page.locator(".rating tbody tr:visible th").all_inner_texts()


def test_filters(opened, folder):
    """Search, kind, band and year show exactly the matching bodies in the ranking, the heat map and the list."""
    page = opened(folder, code=1)
    assert page.locator("[name=y]").input_value() == "2025"
    assert shown(page) == ["Жандос", "Ак-Талаа", "Өтмөк", HOSTILE, "Үгүт"]
    page.fill("[name=q]", "өТМ")
    assert shown(page) == ["Өтмөк"]
    assert page.locator(".heat tbody tr:visible").count() == 1
    assert page.locator("details:visible").count() == 1
    assert page.locator(".shown").inner_text() == "Shown: 1 / 9"
    page.fill("[name=q]", "ak-talaa")
    assert shown(page) == ["Ак-Талаа"]
    page.fill("[name=q]", "")
    page.select_option("[name=k]", "municipal")
    assert shown(page) == ["Үгүт"]
    page.select_option("[name=k]", "")
    page.select_option("[name=b]", "5")
    page.select_option("[name=y]", "")
    assert shown(page) == ["Жандос", "Жандос"]
    page.fill("[name=q]", "nobody")
    assert shown(page) == []


def test_sorting(opened, folder):
    """A click on a heading sorts by its column, a second click reverses the order, and `aria-sort` follows."""
    page = opened(folder, code=1)
    page.fill("[name=q]", "state")
    page.get_by_role("button", name="Body", exact=True).click()
    assert shown(page)[-3:] == ["Ак-Талаа", "Жандос", "Өтмөк"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Total").click()
    assert shown(page)[0] == "Жандос", "numbers begin with the highest"
    totals = [int(text) for text in page.locator(".rating tbody tr:visible td:nth-child(3)").all_inner_texts()]
    assert totals == sorted(totals, reverse=True)
    page.get_by_role("button", name="Rank").click()
    assert shown(page)[0] == "Жандос", "ranks begin with the first"
    page.get_by_role("button", name="Total").focus()
    page.keyboard.press("Enter")
    assert page.locator(".heat tbody tr:visible th a").all_inner_texts() == shown(page)
    assert page.locator("th[aria-sort]").all_inner_texts() == ["Total"]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_names_are_sorted_by_the_alphabet(opened, tmp_path, language):
    """Names are sorted by the Kyrgyz alphabet in each language, in both directions, and for ties."""
    bodies(tmp_path / "files", IN_ORDER)
    page = opened(tmp_path / "files", language=language)
    assert shown(page) == IN_ORDER
    name, total = page.locator(".rating th button").nth(1), page.locator(".rating th button").nth(2)
    name.click()
    assert shown(page) == IN_ORDER
    name.click()
    assert shown(page) == IN_ORDER[::-1]
    total.click()
    assert shown(page) == IN_ORDER


def test_languages(opened, folder):
    """The three buttons change the language of all texts, of the document and of its title."""
    page = opened(folder, code=1)
    headings = {"ky": "Рейтинг", "ru": "Рейтинг", "en": "Ranking"}
    titles = {"ky": "Мониторингдин жыйынтыктары", "ru": "Результаты мониторинга", "en": "Monitoring results"}
    full = {"ky": "Кыргыз Республикасынын", "ru": "Состояние конкурсного отбора", "en": "State of competitive"}
    for language, title in titles.items():
        page.click(f"[data-lang={language}]")
        assert page.locator("#areas tbody span").first.get_attribute("title").startswith(full[language])
        assert page.evaluate("document.documentElement.lang") == language
        assert page.title() == title
        assert page.locator("h1").inner_text().startswith(title)
        assert page.locator("#rating h2").inner_text() == headings[language]
        assert page.locator("[aria-pressed=true]").get_attribute("data-lang") == language


def test_one_click_leads_to_each_body(opened, folder):
    """A link in the ranking opens its body and moves the focus there, even if a filter hides the body."""
    page = opened(folder, code=1)
    page.click(".rating a[href='#otmok-2025']")
    body = page.locator("#otmok-2025")
    body.wait_for()
    assert "100" in body.locator(".total").inner_text()
    assert page.evaluate("document.activeElement.id") == "otmok-2025"
    body.get_by_role("link", name="2024").click()
    page.locator("#otmok-2024").wait_for()
    assert page.locator("#ugut-2025").is_hidden()


def test_hostile_texts_are_shown(opened, folder):
    """Markup in a name, a note and a file name is shown as text, creates no element and runs no script."""
    page = opened(folder, code=1)
    page.click(".rating a[href='#hostile-2025']")
    assert page.locator("#hostile-2025 .note").first.inner_text() == HOSTILE
    assert page.locator("details:has(#hostile-2025) h3").inner_text().startswith(HOSTILE)
    assert HOSTILE.replace("/", "") in page.locator("#left-out h3 code").inner_text()
    assert page.locator("img").count() == 0
    page.click("[data-lang=ru]")
    assert page.locator("img").count() == 0


def test_many_bodies(opened, tmp_path):
    """In the brief display, titles and colours follow the language and the scores."""
    note = "Аныкталган кемчилик. " * 20
    for number in range(200):
        scores = {n: {"score": 1 + (n + number) % 5, "note": note} for n in range(1, 25)}
        write(tmp_path / "many", f"{number}.yaml", score_file(scores, agency=f"organ-{number}"))
    page = opened(tmp_path / "many")
    page.click(".rating a[href='#organ-7-2025']")
    item = page.locator("#organ-7-2025 .brief li").nth(1)
    assert "Work with the personnel reserve" in item.inner_text()
    assert "5: 3" in item.inner_text().replace("\u00a0", " ")
    page.click("[data-lang=ru]")
    assert "Работа с резервом кадров" in item.inner_text()
    cells = page.locator(".heat tbody tr").first.locator("td")
    assert [f"s{text}" for text in cells.all_inner_texts()] == cells.evaluate_all("all => all.map(td => td.className)")


def test_readable_without_script(opened, folder):
    """Without JavaScript, totals, scores and notes are readable, and useless controls are hidden."""
    page = opened(folder, code=1, java_script_enabled=False)
    assert len(shown(page)) == 9
    assert page.locator("form:visible, button:visible").count() == 0
    page.locator("summary", has_text=HOSTILE).first.click()
    assert page.locator("#hostile-2025 .note").first.inner_text() == HOSTILE


@pytest.mark.parametrize(
    ("what", "width", "scheme"),
    [("folder", 375, "light"), ("folder", 1280, "dark"), ("body", 375, "dark"), ("body", 1280, "light")],
)
def test_accessible(opened, folder, what, width, scheme):
    """In axe-core, the page has no violation in light and dark and on phone and desktop; nothing is too wide."""
    for file in folder.glob("*-2024.yaml"):
        if file.stem != "otmok-2024":  # one earlier year gives a trend
            file.unlink()
    path, code = (folder, 1) if what == "folder" else (folder / "hostile.yaml", 0)
    page = opened(path, code=code, color_scheme=scheme, viewport={"width": width, "height": 800})
    for button in page.get_by_role("button", name="Open all").all():
        button.click()
    import axe_playwright_python

    page.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8"))
    audit = page.evaluate("axe.run()")
    problems = [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in audit["violations"]]
    assert problems == []
    assert len(audit["passes"]) > 20
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_nothing_is_wider_than_the_window(opened, folder, width, language):
    """Wide tables scroll in their own region, so that the page is never wider than the window."""
    own = score_file(4, agency="own", name="Өзүн баалаган орган", self_scores=dict.fromkeys(range(1, 25), 5))
    write(folder, "own.yaml", own)
    page = opened(folder, code=1, language=language, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_keyboard(opened, folder):
    """The first Tab reaches the skip link with a visible focus, and Enter moves to the content."""
    page = opened(folder, code=1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_print(opened, folder):
    """On paper, the controls are hidden, and the total is printed once, not at the foot of every page."""
    page = opened(folder / "ak-talaa.yaml")
    page.emulate_media(media="print")
    assert page.locator(".languages").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('tfoot')).display") == "table-row-group"
    assert page.pdf(format="A4", print_background=True).startswith(b"%PDF")


def test_a_long_ranking_repeats_its_head_on_paper(opened, tmp_path):
    """Each printed page of the ranking repeats the column headings."""
    require("pdftotext", "reads the printed page")
    for number in range(90):
        write(
            tmp_path,
            f"{number}.yaml",
            score_file(3, agency=f"body-{number}", name=f"Орган № {number}", kind="municipal"),
        )
    (tmp_path / "page.pdf").write_bytes(opened(tmp_path).pdf(format="A4"))
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], stdout=subprocess.PIPE, check=True
    ).stdout
    ranking = [page for page in text.decode().split("\f") if len(re.findall(r"^\s*1 ?=", page, re.MULTILINE)) > 1]
    assert len(ranking) > 1
    assert all(re.search("Rank +Body +Total", page) for page in ranking)


def test_bodies_are_printed_when_asked(opened, folder):
    """Paper has the ranking and the open bodies; a button prints all bodies shown, then closes them again."""
    page = opened(folder, code=1)
    page.evaluate(
        "window.print = () => document.body.dataset.printed = document.querySelectorAll('details[open]').length"
    )
    bodies = page.locator("details .criteria:visible")
    page.emulate_media(media="print")
    assert bodies.count() == 0
    assert page.locator("#bodies").is_hidden()
    assert page.locator(".rating").is_visible()
    page.emulate_media(media="screen")
    page.click(".rating a[href='#hostile-2025']")
    page.emulate_media(media="print")
    assert bodies.count() == 1
    assert page.locator("#hostile-2025 .note").first.is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print with all bodies").click()
    assert page.evaluate("document.body.dataset.printed") == "5", "the filters leave 5 of 9"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 1


def test_the_view_can_be_shared(opened, chromium, folder):
    """The address contains search, filters, order, language and body, so that another window shows the same."""
    page = opened(folder, code=1)
    page.click("[data-lang=ru]")
    page.fill("[name=q]", "т")
    page.select_option("[name=y]", "")
    page.locator(".rating th button").nth(2).click()
    page.click(".rating a[href='#otmok-2024']")
    address = page.url
    other = page.context.new_page()
    other.goto(address)
    for window in (page, other):
        assert window.evaluate("document.documentElement.lang") == "ru"
        assert window.input_value("[name=q]") == "т"
        assert window.input_value("[name=y]") == ""
        assert window.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
        assert window.locator("#otmok-2024").is_visible()
        assert window.evaluate("document.activeElement.id") == "otmok-2024"
    assert shown(other) == shown(page)
    other.reload()
    assert shown(other) == shown(page)
    assert other.locator("#otmok-2024").is_visible()


def test_the_back_button_goes_a_step_back(opened, folder):
    """Each choice is a step of the history; text typed into the search belongs to the step before."""
    page = opened(folder, code=1)
    page.select_option("[name=b]", "5")
    page.select_option("[name=b]", "1")
    page.fill("[name=q]", "ү")
    page.click("[data-lang=ky]")
    page.go_back()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert (page.input_value("[name=b]"), page.input_value("[name=q]")) == ("1", "ү")
    page.go_back()
    assert (page.input_value("[name=b]"), page.input_value("[name=q]")) == ("5", "")
    assert shown(page) == ["Жандос"]
    page.go_back()
    assert len(shown(page)) == 5
    page.go_forward()
    assert shown(page) == ["Жандос"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("кок", "Көк жал"),
        ("онугуу", "Өнүгүү"),
        ("енот", "Ёнот"),
        ("көк", "Көк жал"),
        ("тан", "Таң"),
        ("kok-zhal", "Көк жал"),
    ],
)
def test_a_russian_keyboard_finds_kyrgyz_names(opened, tmp_path, typed, name):
    """The search finds ө, ү, ң and ё by о, у, н and е, and bodies by id."""
    names = {"kok-zhal": "Көк жал", "onuguu": "Өнүгүү", "enot": "Ёнот", "tang": "Таң", "other": "Башка"}
    for agency, queries in names.items():
        write(tmp_path / "in", f"{agency}.yaml", score_file(agency=agency, name=queries))
    page = opened(tmp_path / "in")
    page.fill("[name=q]", typed)
    assert shown(page) == [name]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("script", [True, False])
def test_a_link_to_a_body_shows_its_name_at_the_top(opened, tmp_path, width, script):
    """The name of a linked body is at the top of the window, whether the link is clicked or opened."""
    for number in range(40):
        write(tmp_path / "in", f"{number}.yaml", score_file(agency=f"organ-{number}", name=f"Үлгү {number}"))
    page = opened(tmp_path / "in", viewport={"width": width, "height": 800}, java_script_enabled=script)
    if script:
        page.click(".rating a[href='#organ-7-2025']")
    page.goto(page.url.split("#")[0] + "#organ-7-2025")
    page.reload()
    box = page.locator("summary", has_text="Үлгү 7").first.bounding_box()
    if script:
        assert 0 <= box["y"] < 100
    else:
        assert page.locator(".rating a[href='#organ-7-2025']").is_visible(), (
            "a closed section has no position of its own"
        )


def test_the_page_gives_its_data(opened, folder):
    """The CSV and JSON of the page have the bodies shown, with the same totals and scores."""
    page = opened(folder, code=1, accept_downloads=True)
    page.select_option("[name=k]", "state")
    files = {}
    for kind in ("JSON", "CSV"):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind, exact=True).click()
        files[kind] = Path(download.value.path()).read_text(encoding="utf-8")
    bodies = json.loads(files["JSON"])
    assert [body["name"] for body in bodies] == shown(page)
    assert bodies[0] == {
        "id": "zhan-dos",
        "name": "Жандос",
        "kind": "state",
        "year": 2025,
        "place": 1,
        "total": 118,
        "band": 5,
        "scores": with_total(118),
    }
    head, *rows = csv.reader(files["CSV"].splitlines())
    assert head[:8] == ["id", "name", "kind", "year", "place", "total", "band", "c1"]
    assert rows[0] == ["zhan-dos", "Жандос", "state", "2025", "1", "118", "5", *map(str, with_total(118))]
    assert [row[1] for row in rows] == shown(page)
