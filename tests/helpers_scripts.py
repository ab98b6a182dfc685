"""Fictitious CVs in many scripts, rendered, and the places of their letters on the page."""

from __future__ import annotations

import functools
import io
import os
import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cvgen.document import Document
from cvgen.lowering.lower import lower
from cvgen.themes import load_theme, theme_names
from cvgen.writers import Written
from tests import helpers_documents
from tests.helpers import built
from tests.helpers_fonts import fonts_of_samples

FOLDER = Path(__file__).parent / "samples_scripts"
SAMPLES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
RTL = ("arabic", "hebrew")
FONTS = {
    "arabic": "NotoNaskhArabic-Regular.ttf",
    "hebrew": "NotoSerifHebrew-Regular.ttf",
    "chinese": "NotoSerifCJK-Regular.ttc",
    "japanese": "NotoSerifCJK-Regular.ttc",
    "korean": "NotoSerifCJK-Regular.ttc",
}
THEMES = theme_names()
EVERY_THEME = pytest.mark.parametrize("theme", THEMES)


@functools.cache
def has_fonts(sample: str) -> bool:
    """Whether the fonts that ``sample`` needs beside the bundled ones are on this machine."""
    name = FONTS.get(sample)
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return name is None or any(next(folder.rglob(name), None) for folder in folders)


def needs_fonts(sample: str) -> None:
    """Skip the test where the fonts are missing, with what to install."""
    if not has_fonts(sample):
        assert "CVGEN_CI" not in os.environ, "CI needs the fonts"
        pytest.skip("needs Debian's fonts-noto-core and fonts-noto-cjk")


@functools.cache
def sample_document(sample: str) -> Document:
    """The Document of a sample, such as ``arabic``; with all sections twice in ``arabic twice``."""
    name, _, twice = sample.partition(" ")
    document = lower(built((FOLDER / f"{name}.yaml").read_bytes()))
    return replace(document, sections=document.sections * 2) if twice else document


@functools.cache
def written(sample: str, theme: str, format: str) -> Written:
    """A sample in a theme and format; on paper it needs the fonts of its script."""
    if format in ("pdf", "png"):
        needs_fonts(sample.partition(" ")[0])
    with fonts_of_samples():
        return helpers_documents.written(sample_document(sample), load_theme(theme), format)


def source(sample: str, theme: str, format: str) -> str:
    """A sample as HTML or Markdown."""
    return written(sample, theme, format).data.decode()


def page_text(sample: str, theme: str) -> str:
    """The text of a PDF, spaces of all kinds alike, words parted at line ends whole again."""
    import pypdfium2

    pages = pypdfium2.PdfDocument(written(sample, theme, "pdf").data)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(re.sub(r"(?<=\w)(?:\ufffe|[-\u00ad]\s+)(?=[^\W\d_])", "", text).split())


def words(text: str) -> set[str]:
    """The words of ``text`` without marks around them."""
    return {word for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text)) if word}


@functools.cache
def visual_lines(sample: str, theme: str) -> tuple[tuple[str, list[float]], ...]:
    """Lines of a PDF as the eye reads them from the left, with the place of each character.

    The place is that of the glyph on the paper, as a share of the page's width.
    """
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar

    lines: dict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
    width = 1.0
    data = io.BytesIO(written(sample, theme, "pdf").data)
    for number, page in enumerate(extract_pages(data, laparams=None)):
        width = page.width
        for item in _leaves(page):
            if isinstance(item, LTChar):
                lines[number, round(item.matrix[5])].append((item.x0, item.get_text()))
    made = []
    for chars in lines.values():
        chars.sort(key=lambda pair: pair[0])
        text = "".join(text for _, text in chars)
        made.append((text, [x / width for x, glyph in chars for _ in glyph]))
    return tuple(made)


def _leaves(item: Any) -> Any:
    if hasattr(item, "__iter__"):
        for inner in item:
            yield from _leaves(inner)
    else:
        yield item


def place_of(text: str, sample: str, theme: str) -> float:
    """Where the first line that holds ``text`` has it, from 0 (left) to 1."""
    for line, places in visual_lines(sample, theme):
        if text in line:
            return places[line.index(text)]
    raise AssertionError(f"{text!r} is not in the PDF")
