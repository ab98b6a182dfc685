"""The page of `cvgen read` in a real browser: no rule of axe is broken, and nothing is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

import cvgen
from cvgen.reading.read import as_page, read
from tests.browser.conftest import broken_rules
from tests.helpers_cv import ADA, document_of

pytestmark = pytest.mark.sweep("cvgen/reading", kinds=(), keep=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(tab: Page, tmp_path: Path, scheme: str) -> None:
    path = tmp_path / "ada.pdf"
    path.write_bytes(cvgen.render(document_of(ADA), "pdf"))
    (tmp_path / "page.html").write_text(as_page(read(path, pictures=True)), "utf-8")
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for width in (360, 1300):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto((tmp_path / "page.html").as_uri())
        assert broken_rules(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.emulate_media(color_scheme="light")
