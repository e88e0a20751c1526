"""The report in a real browser: what a reader sees, clicks and hears."""

from __future__ import annotations

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
    """Opens the report about files; any request, error or message on the console fails the test."""
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
    """The bodies in the rating that a reader sees, in their order."""
    return page.locator(".rating tbody tr:visible th").all_inner_texts()


def test_filters(opened, folder):
    """Search, kind, band and year leave exactly the bodies that fit, in the rating, the heat map and the list."""
    page = opened(folder, code=1)
    assert page.locator("[name=y]").input_value() == "2025"
    assert shown(page) == ["Жандос", "Ак-Талаа", "Өтмөк", HOSTILE, "Үгүт"]
    page.fill("[name=words]", "өТМ")
    assert shown(page) == ["Өтмөк"]
    assert page.locator(".heat tbody tr:visible").count() == 1
    assert page.locator("details:visible").count() == 1
    assert page.locator(".shown").inner_text() == "Shown: 1 / 9"
    page.fill("[name=words]", "ak-talaa")
    assert shown(page) == ["Ак-Талаа"]
    page.fill("[name=words]", "")
    page.select_option("[name=k]", "municipal")
    assert shown(page) == ["Үгүт"]
    page.select_option("[name=k]", "")
    page.select_option("[name=b]", "5")
    page.select_option("[name=y]", "")
    assert shown(page) == ["Жандос", "Жандос"]
    page.fill("[name=words]", "nobody")
    assert shown(page) == []


def test_sorting(opened, folder):
    """A click on a heading sorts by it, a second click the other way round, and the heading says so."""
    page = opened(folder, code=1)
    page.fill("[name=words]", "state")
    page.get_by_role("button", name="Body", exact=True).click()
    assert shown(page)[-3:] == ["Ак-Талаа", "Жандос", "Өтмөк"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Total").click()
    totals = [int(text) for text in page.locator(".rating tbody tr:visible td:nth-child(3)").all_inner_texts()]
    assert totals == sorted(totals)
    page.get_by_role("button", name="Total").click()
    assert shown(page)[0] == "Жандос"
    assert page.locator(".heat tbody tr:visible th a").all_inner_texts() == shown(page)
    assert page.locator("th[aria-sort]").all_inner_texts() == ["Total"]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_names_are_sorted_as_everywhere(opened, tmp_path, language):
    """By the Kyrgyz alphabet in each language, upwards and downwards, and also where totals are equal."""
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
    """The three buttons change the language of everything, the document and its title."""
    page = opened(folder, code=1)
    headings = {"ky": "Рейтинг", "ru": "Рейтинг", "en": "Rating"}
    titles = {"ky": "Мониторингдин жыйынтыктары", "ru": "Результаты мониторинга", "en": "Results of the monitoring"}
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
    """A link of the rating opens the body that it names and puts the focus there, one that is filtered out too."""
    page = opened(folder, code=1)
    page.click(".rating a[href='#otmok-2025']")
    body = page.locator("#otmok-2025")
    body.wait_for()
    assert "100" in body.locator(".total").inner_text()
    assert page.evaluate("document.activeElement.id") == "otmok-2025"
    body.get_by_role("link", name="2024").click()
    page.locator("#otmok-2024").wait_for()
    assert page.locator("#ugut-2025").is_hidden()


def test_hostile_words_are_shown(opened, folder):
    """Markup in a name, a note and a file name is read as text; no element comes of it and nothing runs."""
    page = opened(folder, code=1)
    page.click(".rating a[href='#hostile-2025']")
    assert page.locator("#hostile-2025 .note").first.inner_text() == HOSTILE
    assert page.locator("details:has(#hostile-2025) h3").inner_text().startswith(HOSTILE)
    assert HOSTILE.replace("/", "") in page.locator("#left-out h3 code").inner_text()
    assert page.locator("img").count() == 0
    page.click("[data-lang=ru]")
    assert page.locator("img").count() == 0


def test_many_bodies(opened, tmp_path):
    """Where scores alone are told, titles and colours come from the one place where they stand."""
    note = "Аныкталган кемчилик. " * 20
    for number in range(200):
        scores = {n: {"score": 1 + (n + number) % 5, "note": note} for n in range(1, 25)}
        write(tmp_path / "many", f"{number}.yaml", score_file(scores, agency=f"organ-{number}"))
    page = opened(tmp_path / "many")
    page.click(".rating a[href='#organ-7-2025']")
    item = page.locator("#organ-7-2025 .brief li").nth(1)
    assert "State of work with the personnel reserve" in item.inner_text()
    assert "5: 3" in item.inner_text().replace("\u00a0", " ")
    page.click("[data-lang=ru]")
    assert "Состояние работы с резервом кадров" in item.inner_text()
    cells = page.locator(".heat tbody tr").first.locator("td")
    assert [f"s{text}" for text in cells.all_inner_texts()] == cells.evaluate_all("all => all.map(td => td.className)")


def test_readable_without_script(opened, folder):
    """Without JavaScript, totals, scores and notes are there, and no control that would do nothing."""
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
    """axe-core finds no violation, contrast included, in light and dark, on a phone and a desk; nothing is too wide."""
    for file in folder.glob("*-2024.yaml"):
        if file.stem != "otmok-2024":  # one earlier year shows a trend
            file.unlink()
    path, code = (folder, 1) if what == "folder" else (folder / "hostile.yaml", 0)
    page = opened(path, code=code, color_scheme=scheme, viewport={"width": width, "height": 800})
    for button in page.get_by_role("button", name="Open all").all():
        button.click()
    import axe_playwright_python

    page.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run()")
    problems = [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found["violations"]]
    assert problems == []
    assert len(found["passes"]) > 20
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_keyboard(opened, folder):
    """The first tab reaches the link that skips to the content, and the focus is seen."""
    page = opened(folder, code=1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_print(opened, folder):
    """On paper the controls are gone, and the total stands once, not at the foot of every page."""
    page = opened(folder / "ak-talaa.yaml")
    page.emulate_media(media="print")
    assert page.locator(".languages").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('tfoot')).display") == "table-row-group"
    assert page.pdf(format="A4", print_background=True).startswith(b"%PDF")


@pytest.mark.parametrize("script", [True, False])
def test_every_body_that_is_shown_is_printed(opened, folder, script):
    """What is closed on the screen is open on paper, and closed again after; what is filtered out stays away."""
    page = opened(folder, code=1, java_script_enabled=script)
    bodies = page.locator("details .criteria:visible")
    assert bodies.count() == 0
    page.emulate_media(media="print")
    if script:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert bodies.count() == len(shown(page)) == (5 if script else 9)
    assert page.locator("#hostile-2025 .note").first.is_visible()
    page.emulate_media(media="screen")
    if script:
        page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert bodies.count() == 0
