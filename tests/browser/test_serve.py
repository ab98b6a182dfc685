"""The preview in a real browser follows every change of the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from cvgen.serve.view import View
from cvgen.serve.web import Running
from tests.browser.conftest import broken_rules, patient
from tests.helpers_cv import ADA
from tests.helpers_docs import ROOT
from tests.helpers_project import make_project, write
from tests.helpers_project import save as in_one_step
from tests.helpers_serve import serving
from tests.helpers_waiting import PATIENCE

pytestmark = pytest.mark.sweep("cvgen/serve", "cvgen/themes", "cvgen/rendering", keep=2)

expect.set_options(timeout=PATIENCE * 1000)
VIEWER = ("chrome-extension://", "chrome://", "blob:")  # how Chromium shows a PDF
_FADED = """Promise.allSettled(document.getAnimations()
    .filter(one => one instanceof CSSTransition).map(one => one.finished))"""
APPLICATION = """{cv: ada, theme: plain, opening: {position: Postdoc, organization: Labs},
date: 2026-11-29, documents: [{letter: letters/ada.md}, {cv: full}]}"""
LONG = ADA + "".join(f"        - Point {n} of many\n" for n in range(90))


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    """A preview of the CV of Ada in ``tmp_path``."""
    with serving(make_project(tmp_path)) as running:
        yield running


@pytest.fixture
def context(browser: Browser, preview: Running) -> Iterator[BrowserContext]:
    """Tabs that ask nobody but the preview, and have nothing to complain about."""
    context = patient(browser.new_context(viewport={"width": 1400, "height": 900}))
    complaints: list[str] = []
    seen: list[str] = []
    context.on("request", lambda request: seen.append(request.url))
    context.on("console", lambda message: complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    own = f"http://127.0.0.1:{preview.server.guard.port}/"
    assert [url for url in seen if not url.startswith((own, "data:", *VIEWER))] == []
    assert [one for one in complaints if "ERR_CONNECTION" not in one] == []


def opened(
    context: BrowserContext, preview: Running, form: str = "html", variant: str = ""
) -> Page:
    """A tab with the CV of Ada."""
    page = context.new_page()
    page.goto(preview.address(View("ada", variant, format=form)))
    expect(page.locator("#status")).not_to_be_empty()
    return page


def shown(page: Page) -> FrameLocator:
    """The page of the CV."""
    return page.frame_locator("#frames iframe:not(.next)")


def save(folder: Path, text: str) -> None:
    in_one_step(folder / "cv_data" / "ada.yaml", text)


def test_what_is_written_is_seen_in_every_format(
    context: BrowserContext, preview: Running, tmp_path: Path
) -> None:
    page = opened(context, preview)
    expect(shown(page).locator("h1")).to_have_text("Ada Example")
    save(tmp_path, ADA.replace("Ada Example", "Eva Example"))
    expect(shown(page).locator("h1")).to_have_text("Eva Example")
    page.get_by_label("Markdown", exact=True).check()
    expect(page.locator("#text")).to_contain_text("# Eva Example")
    page.get_by_label("PDF", exact=True).check()
    picture = page.locator("#pages img")
    expect(picture).to_have_count(1)
    before = picture.get_attribute("src") or ""
    save(tmp_path, ADA.replace("Ada Example", "Ida Example"))
    expect(picture).not_to_have_attribute("src", before)
    page.go_back()
    expect(page.locator("#text")).to_contain_text("# Ida Example")


def test_an_error_lies_over_the_last_good_page_until_it_is_mended(
    context: BrowserContext, preview: Running, tmp_path: Path
) -> None:
    page = opened(context, preview)
    trouble = page.locator("#trouble")
    expect(trouble).to_be_hidden()
    save(tmp_path, ADA.replace("role:", "rol:"))
    expect(trouble).to_contain_text(
        re.compile(r"ada\.yaml:6:7: E201 .*rol.*\^\^\^.*did you mean", re.S)
    )
    expect(shown(page).locator("h1")).to_be_visible()
    expect(page.locator("#variant")).to_have_value("full")
    expect(page).to_have_title(re.compile("^✕ ada"))
    save(tmp_path, "sections: [")
    expect(trouble).to_contain_text("E104")
    save(tmp_path, ADA.replace("Ada Example", "Eva Example"))
    expect(trouble).to_be_hidden()
    expect(shown(page).locator("h1")).to_have_text("Eva Example")


def test_a_file_deleted_and_restored(
    context: BrowserContext, preview: Running, tmp_path: Path
) -> None:
    page, path = opened(context, preview), tmp_path / "cv_data" / "ada.yaml"
    path.unlink()
    expect(page.locator("#trouble")).to_be_visible()
    expect(shown(page).locator("h1")).to_have_text("Ada Example")
    save(tmp_path, ADA.replace("Ada Example", "Eva Example"))
    expect(page.locator("#trouble")).to_be_hidden()
    expect(shown(page).locator("h1")).to_have_text("Eva Example")


def test_ten_saves_at_once_end_with_the_last_one(
    context: BrowserContext, preview: Running, tmp_path: Path
) -> None:
    page = opened(context, preview, "pdf")
    picture = page.locator("#pages img")
    expect(picture).to_have_count(1)
    before = picture.get_attribute("src") or ""
    pictures: list[str] = []  # each outcome asks for one
    page.on("request", lambda one: pictures.append(one.url))
    text = opened(context, preview, "markdown")
    for number in range(10):
        save(tmp_path, ADA.replace("Ada Example", f"Ada Example {number}"))
    expect(text.locator("#text")).to_contain_text("# Ada Example 9")
    expect(picture).not_to_have_attribute("src", before)
    assert len([url for url in pictures if url.endswith(".png")]) <= 10
    outcome = preview.scheduler.outcome(View("ada", format="pdf"))
    assert outcome is not None and outcome.problems == ()


def test_two_tabs_each_show_their_own(
    context: BrowserContext, preview: Running, tmp_path: Path
) -> None:
    one, other = opened(context, preview), opened(context, preview, "markdown", variant="public")
    expect(other.locator("#variant")).to_have_value("public")
    save(tmp_path, ADA.replace("Ada Example", "Eva Example"))
    expect(shown(one).locator("h1")).to_have_text("Eva Example")
    expect(other.locator("#text")).to_contain_text("# Eva Example")
    expect(one.locator("#variant")).to_have_value("full")


@pytest.mark.sweep("cvgen/serve", "cvgen/themes", "cvgen/rendering", keep=0)
def test_theme_and_options_are_chosen_in_the_page(
    context: BrowserContext, preview: Running
) -> None:
    page = opened(context, preview)
    root = shown(page).locator("html")
    page.locator("#theme").select_option("modern")
    expect(page.locator("#command")).to_contain_text("-t modern")
    page.get_by_label("Accent", exact=True).select_option("plum")
    expect(page.locator("#command")).to_have_text(
        "cvgen render ada -V full -f html -t modern -s accent=plum"
    )
    page.get_by_label("Base size").fill("11")
    expect(page.locator("#command")).to_contain_text("base_size=11")
    expect(page.get_by_label("Base size")).to_be_focused()
    page.get_by_label("Photo", exact=True).uncheck()
    expect(root).to_have_class(re.compile(r"\bphoto-off\b"))
    page.reload()
    expect(root).to_have_class(re.compile(r"\bphoto-off\b"))
    page.get_by_text("Reset all").click()
    expect(root).to_have_class(re.compile(r"\bphoto-on\b"))
    page.get_by_label("Base size").fill("99")
    expect(page.locator("#trouble")).to_contain_text("out of range")


def test_the_place_in_the_document_is_kept(
    context: BrowserContext, preview: Running, tmp_path: Path
) -> None:
    save(tmp_path, LONG)
    page = opened(context, preview, "pdf")
    pages = page.locator("#pages")
    expect(pages.locator("img").nth(1)).to_be_attached()
    pages.evaluate("one => one.scrollTo(0, 700)")
    first = pages.locator("img").first.get_attribute("src") or ""
    save(tmp_path, LONG.replace("Point 0 ", "Another point "))
    expect(pages.locator("img").first).not_to_have_attribute("src", first)
    assert pages.evaluate("one => one.scrollTop") == 700
    page.get_by_label("HTML", exact=True).check()
    frame = shown(page).locator("html")
    for word in ("A third point ", "Ein Žußätzlicher "):  # the second needs other fonts
        frame.evaluate("one => one.scrollTo({ top: 900, behavior: 'instant' })")
        save(tmp_path, LONG.replace("Point 0 ", word))
        expect(shown(page).get_by_text(word)).to_have_count(1)
        assert frame.evaluate("one => one.scrollTop") == 900


def test_keys_do_what_is_done_often(context: BrowserContext, preview: Running) -> None:
    page = opened(context, preview)
    page.keyboard.press("m")
    expect(page.locator("#text")).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator("#theme")).to_have_value("article")
    page.keyboard.press("T")
    expect(page.locator("#theme")).to_have_value("academic")
    page.keyboard.press("d")
    expect(page.locator("#panel")).to_be_hidden()
    page.keyboard.press("o")
    expect(page.locator("#option-accent")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(page.locator("#text")).to_be_visible()


def test_keys_and_links_within_the_cv(context: BrowserContext, preview: Running) -> None:
    page = opened(context, preview)
    with context.expect_event("request", lambda one: "/open/ada-full.pdf?" in one.url):
        shown(page).locator("nav .pdf").click()
    shown(page).locator("h1").click()
    page.keyboard.press("m")
    expect(page.locator("#text")).to_be_visible()
    with context.expect_page() as why:
        page.get_by_role("link", name="Why is this not shown?").click()
    expect(why.value.locator("h1")).to_have_text("Ada Example")


def test_an_application_has_documents(
    context: BrowserContext, preview: Running, tmp_path: Path
) -> None:
    write(tmp_path / "letters" / "ada.md", "I apply.\n")
    write(tmp_path / "applications" / "uni.yaml", APPLICATION)
    page, kinds = opened(context, preview, variant="academic"), ".chooser > span"
    page.locator("#cv").select_option("uni")
    expect(shown(page).get_by_text("I apply.")).to_be_visible()
    expect(page.locator(kinds)).to_have_text(["Application", "Document", "Theme"])
    expect(page.locator("#theme")).to_have_value("plain")
    expect(page.locator("#options")).to_be_hidden()
    page.locator("#variant").select_option("Curriculum vitae")
    expect(shown(page).get_by_text("Analytical Engines")).to_be_visible()


def test_no_script_of_a_theme_runs(browser: Browser, preview: Running, tmp_path: Path) -> None:
    theme = tmp_path / "themes" / "bad"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("extends: plain\n", "utf-8")
    (theme / "cv.html.j2").write_text(
        (ROOT / "themes/base/cv.html.j2").read_text("utf-8")  # all of the CV, or it is refused
        + "<p>Bad</p><script>top.document.title = 'taken'</script>"
        "<img src='data:,' onerror=\"top.document.title = 'taken'\">",
        "utf-8",
    )
    page = patient(browser.new_context()).new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(preview.address(View("ada", theme="bad")))
    expect(shown(page).get_by_text("Bad")).to_be_visible()
    while len([text for text in refused if "script" in text]) < 2:  # the script, and the handler
        page.wait_for_event("console")
    assert "taken" not in page.title()
    page.close()


def test_when_the_server_ends_the_page_says_so(browser: Browser, tmp_path: Path) -> None:
    with serving(make_project(tmp_path)) as preview:
        page = patient(browser.new_context()).new_page()
        page.goto(preview.address(View("ada")))
        expect(shown(page).locator("h1")).to_be_visible()
    expect(page.locator("#trouble")).to_contain_text("has stopped")
    page.close()


@pytest.mark.sweep("cvgen/serve", kinds=())
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_axe_is_broken(
    browser: Browser, preview: Running, tmp_path: Path, scheme: Any
) -> None:
    foreign = browser.new_context(bypass_csp=True, color_scheme=scheme)  # axe is a foreign script
    context = patient(foreign)
    page = opened(context, preview, "pdf")
    for width in (1400, 900, 600):
        page.set_viewport_size({"width": width, "height": 700})
        for text in (ADA, ADA.replace("role:", "rol:")):
            save(tmp_path, text)
            expect(page.locator("#trouble")).to_be_visible(visible=text != ADA)
            page.evaluate(_FADED)
            assert broken_rules(page) == [], width
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 600
    context.close()
