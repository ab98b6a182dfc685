"""The picture of a time line in a real browser: no text over another, at every width."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import patient
from tests.timeline.test_timeline_picture import drawn

BOXES = """() => [...document.querySelectorAll('text')].map(text => {
    const box = text.getBoundingClientRect();
    return [text.textContent, box.left, box.top, box.right, box.bottom];
}).filter(box => box[3] > box[1])"""
LONG = "Wissenschaftliche Mitarbeiterin für MASCHINELLES LERNEN und alles Übrige"


@pytest.mark.sweep("cvgen/timeline", "cvgen/locales", kinds=(), keep=3)
@pytest.mark.parametrize("width", [320, 480, 860, 960, 1600])
@pytest.mark.parametrize("language", ["en", "de", "he", "ja"])
def test_no_text_covers_another_or_leaves_the_picture(
    browser: Browser, tmp_path: Path, width: int, language: str
) -> None:
    path = tmp_path / "years.svg"
    path.write_text(drawn(language, LONG if language != "ja" else "機械学習研究員" * 6), "utf-8")
    context = patient(browser.new_context(viewport={"width": width, "height": 900}))
    page = context.new_page()
    page.goto(path.as_uri())
    boxes = page.evaluate(BOXES)
    bars = page.evaluate(BOXES.replace("'text'", "'.bar'"))
    context.close()
    assert len(boxes) > 15
    for number, (text, left, top, right, bottom) in enumerate(boxes):
        assert left >= -0.5 and right <= width + 0.5, text
        for other, x1, y1, x2, y2 in [*boxes[number + 1 :], *bars]:
            apart = x2 <= left or x1 >= right or y2 <= top + 2 or y1 >= bottom - 2
            assert apart, (text, other)
