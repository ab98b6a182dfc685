"""Measures the time from a save to the new page of the preview, in a real Chromium.

    python benchmarks/serve.py [--saves 20]

The fictitious CV of two pages is saved again and again with another word. Measured is the time
from the end of the save to the moment when the browser has the new page ready to be seen: for
HTML, the frame has loaded and is shown; for PDF, the pictures of the pages are decoded and in
place. Part of it is the render itself, as the preview reports it; the rest is noticing the save,
handing over, and the browser.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from sample import cvgen_cv

from cvgen.serve.view import View
from cvgen.serve.web import Running, running

WATCH = """selector => {
    const place = document.querySelector(selector)
    const options = { attributes: true, attributeFilter: ['data-shown'] }
    new MutationObserver(() => { window.shownAt = Date.now() }).observe(place, options)
}"""


def measured(preview: Running, page: Page, path: Path, form: str, saves: int) -> list[list[float]]:
    """The milliseconds from save to page and of the render, for each save but the first two."""
    page.goto(preview.address(View("bench", format=form)))
    place = "#pages" if form == "pdf" else "#frames"
    page.wait_for_selector(f"{place}[data-shown]")
    page.evaluate(WATCH, place)
    data, times = cvgen_cv(), []
    for number in range(saves + 3):
        data["headline"] = f"Engineer, save {number}"
        page.evaluate("window.shownAt = 0")
        path.write_text(json.dumps(data), "utf-8")
        saved = time.time()
        while not (shown := page.evaluate("window.shownAt")):
            page.wait_for_timeout(20)
        outcome = preview.scheduler.outcome(View("bench", format=form, width=width_of(page)))
        times.append([shown - saved * 1000, (outcome.seconds if outcome else 0.0) * 1000])
        page.wait_for_timeout(150)
    return times[3:]


def width_of(page: Page) -> int:
    """The width of the pictures that the page requests."""
    text = page.evaluate("document.querySelector('#pages').style.getPropertyValue('--page-width')")
    return int(str(text).removesuffix("px"))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--saves", type=int, default=20)
    saves = parser.parse_args().saves
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path = Path(name, "cv_data", "bench.yaml")
        path.parent.mkdir()
        path.write_text(json.dumps(cvgen_cv()), "utf-8")
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        print(f"{'save to sight, ms':20}{'median':>8}{'least':>8}{'most':>8}{'render':>8}")
        with running(Path(name)) as preview:
            for form in ("html", "pdf"):
                page = browser.new_page(viewport={"width": 1400, "height": 900})
                rows = measured(preview, page, path, form, saves)
                page.close()
                all_times, renders = zip(*rows, strict=True)
                figures = (
                    statistics.median(all_times), min(all_times), max(all_times),
                    statistics.median(renders),
                )  # fmt: skip
                print(f"{form:20}" + "".join(f"{figure:8.0f}" for figure in figures))
        browser.close()


if __name__ == "__main__":
    main()
