"""A real Chromium for all tests of a process, and pages of every theme in it.

Where none is installed the tests are skipped, but not in CI (``CVGEN_CI``), where they must run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from tests.helpers_fonts import fonts_of_the_machine
from tests.helpers_pages import pages
from tests.helpers_waiting import PATIENCE

_QUIET = ("--no-sandbox", "--disable-quic", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip
PDF = "page.pdf"
_AXE = """async () => (await axe.run({ resultTypes: ['violations'] })).violations
    .map(one => [one.id, one.nodes[0].html])"""

Open = Callable[[str | Document, str], Page]
"""Opens the page of a document (or of that in ``pages`` by name) in a theme."""


def broken_rules(page: Page) -> list[list[str]]:
    """The rules of axe that ``page`` breaks as it is seen now, each with the first place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[list[str]] = page.evaluate(_AXE)
    return found


def patient(context: BrowserContext) -> BrowserContext:
    """``context``, in whose pages nothing fails for a slow machine."""
    context.set_default_timeout(PATIENCE * 1000)
    return context


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        assert "CVGEN_CI" not in os.environ, "CI needs chromium"
        pytest.skip("chromium is not installed")
    driver = sync_playwright()
    with fonts_of_the_machine():  # the browser needs some, and has the environment of its driver
        playwright = driver.start()
    launched = playwright.chromium.launch(
        executable_path=path, args=list(_QUIET), timeout=PATIENCE * 1000
    )
    yield launched
    launched.close()
    playwright.stop()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab for all pages, because opening one takes longer than looking at a page."""
    context = patient(browser.new_context())
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(tab: Page, tmp_path: Path) -> Iterator[Open]:
    """Opens a page; at the end it may not have requested another file or written to the console."""
    console: list[str] = []
    requested: list[str] = []
    listeners: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: requested.append(request.url),
        "console": lambda message: console.append(message.text),
        "pageerror": lambda error: console.append(str(error)),
    }
    for event, listener in listeners.items():
        tab.on(event, listener)

    def opened(document: str | Document, theme: str) -> Page:
        document = pages()[document] if isinstance(document, str) else document
        path = tmp_path / "page.html"
        path.write_bytes(WRITERS["html"].write(document, load_theme(theme), Assets(None, PDF)).data)
        tab.goto(path.as_uri())
        return tab

    yield opened
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)
    tab.goto("about:blank")
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.emulate_media(media="null", color_scheme="null", reduced_motion="null", contrast="null")
    assert console == []
    assert [url for url in requested if not url.startswith(("data:", tmp_path.as_uri()))] == []
