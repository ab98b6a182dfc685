"""Publications and typography in PDF, HTML and Markdown, for readers and parsers."""

from __future__ import annotations

import io
import re
import subprocess
from shutil import which

import pytest
import yaml
from pypdf import PdfReader

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.lowering.choices import Choices
from cvgen.lowering.lower import lower
from cvgen.sections.base import PublicationStyle
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from tests.helpers_cv import cv_of

ENTRIES = [
    {
        "title": "Whose tide? 10 GB of it",
        "authors": ["P. F. Muster", "A. Example*", "K. L. Sample*"],
        "venue": {"acronym": "TIDE", "name": "Tides and Waves"},
        "pages": "11-22",
        "volume": "3",
        "date": "2021",
        "rank": "A*",
        "award": "Best paper",
        "note": "Read by many",
        "doi": "10.1145/12345",
    },
    {"title": "Only a title"},
]
SENTENCE = (
    "[2] P. F. Muster, A. Example*, K. L. Sample*. Whose tide? 10 GB of it. "
    "TIDE · Tides and Waves, vol. 3, pp. 11–22, 2021 (A*, Best paper). Read by many. "
    "doi:10.1145/12345"
)
FIRST = PublicationStyle(order="authors-first", numbers="down")
both_themes = pytest.mark.parametrize("theme", ["academic", "industry"])


def document(style: PublicationStyle, name: str = "Ada Example") -> Document:
    """The two publications in a style."""
    data = {"name": name, "sections": {"publications": ENTRIES}}
    return lower(cv_of(yaml.safe_dump(data)), Choices(publications=style))


def written(style: PublicationStyle, format: str, theme: str = "academic") -> bytes:
    """The file of a format."""
    return WRITERS[format].write(document(style), load_theme(theme), Assets(None)).data


def page_text(style: PublicationStyle, theme: str = "academic") -> str:
    """What a parser reads in the PDF, in one line."""
    pages = PdfReader(io.BytesIO(written(style, "pdf", theme))).pages
    return " ".join(re.split("[ \n]+", "\n".join(page.extract_text() for page in pages)))


@both_themes
def test_a_sentence_reads_as_one_in_a_pdf(theme: str) -> None:
    text = page_text(FIRST, theme)
    assert SENTENCE in text
    assert "[1] Only a title." in text


@both_themes
def test_a_number_is_before_the_title(theme: str) -> None:
    style = PublicationStyle(numbers="up")
    assert "[1] Whose tide?" in page_text(style, theme)
    html = written(style, "html", theme).decode()
    assert '<span class="number">[2] </span><span class="title">Only a title' in html
    assert '<span class="number">' not in written(PublicationStyle(), "html", theme).decode()


def test_a_sentence_reads_as_one_in_markdown() -> None:
    lines = written(FIRST, "markdown").decode().splitlines()
    bold = SENTENCE.replace("Whose tide? 10 GB of it.", "**Whose tide? 10 GB of it.**")
    bold = bold.replace("A. Example*", "**A. Example\\***").replace("Sample*", "Sample\\*")
    bold = bold.replace("TIDE · Tides and Waves", "**TIDE** · *Tides and Waves*")
    bold = bold.replace("(A*", "(A\\*").replace(
        "doi:10.1145/12345", "[doi:10.1145/12345](https://doi.org/10.1145/12345)"
    )
    assert f"- {bold}" in lines
    assert "- [1] **Only a title.**" in lines


def test_a_name_in_bold_is_apart_from_a_title_in_bold() -> None:
    data = {
        "name": "Ada Example",
        "sections": {"publications": [{"title": "On tides", "authors": ["Ada Example", "B C"]}]},
    }
    made = lower(cv_of(yaml.safe_dump(data)))
    text = WRITERS["markdown"].write(made, load_theme("academic"), Assets(None)).data.decode()
    assert "- **On tides.** **Ada Example**, B C." in text


def test_spaces_hold_in_html_and_are_plain_in_markdown() -> None:
    page = written(FIRST, "html").decode()
    assert "P.\u00a0F.\u00a0Muster" in page and "10\u00a0GB" in page
    text = written(FIRST, "markdown").decode()
    assert "\u00a0" not in text and "P. F. Muster" in text


def test_no_program_meets_a_special_space_in_a_pdf() -> None:
    """All spaces of a font share a glyph, and the first one says how all of them are read."""
    data = {
        "name": "Ada",
        "sections": {"publications": [{"title": "10 GB 5 h and more", "authors": ["A. B. C. D"]}]},
    }
    made = lower(cv_of(yaml.safe_dump(data)))
    pdf = WRITERS["pdf"].write(made, load_theme("academic"), Assets(None)).data
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "\u00a0" not in text
    assert "10 GB 5 h and more" in text and "A. B. C. D" in text
    if which("pdftotext"):
        command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
        read = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
        assert "A. B. C. D" in read and "\u00a0" not in read
