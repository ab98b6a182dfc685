"""The documentation site: built without a warning, and its pages in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import broken_rules, patient
from tests.helpers_docs import ROOT

PAGES = ("index.html", "reference/index.html", "reference/experience.html", "format.html",
         "reference/gallery.html", "errors.html")  # fmt: skip
VIEWS: list[dict[str, Any]] = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390))
]
_LOADED = re.compile(rb"<(?:link|script|img|iframe)\b[^>]*?(?:href|src)=\"(https?:)?//", re.DOTALL)


def built(folder: Path) -> Path:
    """The site without pictures."""
    command = [sys.executable, str(ROOT / "scripts" / "site"), "--no-pictures", "--output"]
    made = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    return folder


@pytest.mark.sweep("docs", "website", kinds=())
def test_the_site_is_strict_reachable_and_needs_no_other_host(
    browser: Browser, tmp_path: Path
) -> None:
    site = built(tmp_path / "site")
    pages = list(site.rglob("*.html"))
    assert len(pages) > 50
    assert [page.name for page in pages if _LOADED.search(page.read_bytes())] == []
    asked: list[str] = []
    for view in VIEWS:
        made = patient(browser.new_context(**view))
        page = made.new_page()
        width = view["viewport"]["width"]
        page.on("request", lambda request: asked.append(request.url))
        for name in PAGES:
            page.goto((site / name).as_uri())
            assert broken_rules(page) == [], (name, view)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        made.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
