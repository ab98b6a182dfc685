"""Lines of letters, titles and numbers that run from right to left, copied in their order."""

from __future__ import annotations

import importlib
import random
import re
import unicodedata
from typing import Any

import page
import pytest
import yaml

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.errors import RenderError
from cvgen.lowering.lower import lower
from cvgen.themes import load_theme, theme_names
from cvgen.writers.pdf.engine import letter_codes
from cvgen.writers.pdf.writer import write_pdf
from tests.helpers import built
from tests.helpers_documents import written
from tests.helpers_fonts import fonts_of_samples
from tests.helpers_scripts import needs_fonts

NAMES = {
    "ar": "سامي حداد|أحمد داود|فؤاد حداد|رند جواد|دارين مراد|ود الأسعد|سعاد رواد",
    "fa": "سارا داوودی|رضا راد|آزاده دادگر|مهرداد ورزاد|کامران گودرزی",
    "ur": "زاہد راز|عدنان ورک|آمنہ ڈار|فرزاد داؤد",
    "he": "נועה לוי|לוי ודוד|ורד דוידוב|דן דדון|אורי אור",
}
TITLES = {
    "ar": ["", "د. ", "م. ", "د.م. ", "أ. د. "],
    "fa": ["", "د. ", "دکتر "],
    "ur": ["", "ڈ. ", "ڈاکٹر "],
    "he": ["", "ד. ", "ד״ר ", "פרופ׳ "],
}
ENDS = {
    "ar": [
        "",
        " من 3 إلى 5",
        "، ص-5",
        " (د. داود)",
        " 2019, 2020.",
        " 3.5%",
        " (Data Lab)",
        " و C++",
    ],
    "fa": ["", " از ۳ تا ۵", " (م. راد)", "، ۱۲/۲۴", " (Data Lab)"],
    "ur": ["", " (د. راز)", " 5-7", "، C"],
    "he": ["", " מ-3 ל-5", " (ד. לוי)", " 2019, 2020.", " 3.5%", " ב-AI", " (Data Lab)"],
}
WORDS = {"ar": "شركة", "fa": "شرکت", "ur": "کمپنی", "he": "חברה"}


def cv(language: str, place: str, said: str) -> Document:
    """A CV that says little else than ``said``, at a ``place``."""
    needs_fonts("hebrew" if language == "he" else "arabic")
    word = WORDS[language]
    work = {"role": word, "organization": word, "start": 2019}
    sections = {
        "name": {"experience": [work]},
        "role": {"experience": [{**work, "role": said}]},
        "bullet": {"experience": [{**work, "highlights": [said, word]}]},
        "person": {"supervision": [{"person": said, "level": "PhD", "date": 2020}]},
        "reference": {"references": [{"name": said, "role": word, "organization": word}]},
        "summary": {"summary": said},
    }[place]
    name = said if place == "name" else NAMES[language].split("|")[0]
    data = {"name": name, "language": language, "sections": sections}
    return lower(built(yaml.safe_dump(data, allow_unicode=True).encode()))


def made(language: str, place: str, said: str, theme: str) -> bytes:
    with fonts_of_samples():
        return written(cv(language, place, said), load_theme(theme)).data


def copied(data: bytes) -> str:
    """The text of a PDF, as PDFium copies it, without spaces and marks of direction."""
    pages = importlib.import_module("pypdfium2").PdfDocument(data)
    return squeezed("".join(page.get_textpage().get_text_range() for page in pages))


def squeezed(text: str) -> str:
    kept = (c for c in unicodedata.normalize("NFKC", text) if not c.isspace())
    return "".join(c for c in kept if unicodedata.category(c) != "Cf")


@pytest.mark.parametrize("name", ["سامي حداد", "أحمد داود", "فؤاد حداد"])
def test_a_lone_letter_stays_before_its_name(name: str) -> None:
    """On a page with little text, PDFium took the letter for vertical text."""
    said = f"د. {name}"
    assert squeezed(said) in copied(made("ar", "person", said, "industry"))


@pytest.mark.parametrize(
    ("language", "said"),
    [("he", "עלה מ-3 ל-5 בשנת 2019, 2020. סוף"), ("ar", "د. رند داود، ص-5 من 3.5%")],
)
def test_signs_beside_numbers_are_copied_where_they_stand(language: str, said: str) -> None:
    assert squeezed(said) in copied(made(language, "summary", said, "academic"))


@pytest.mark.parametrize("place", ["person", "role", "bullet"])
def test_words_that_pdfium_copies_in_another_order_are_no_fault(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is right even if a lone letter has no mark of direction."""
    monkeypatch.setattr(letter_codes, "_add_marks", lambda runs, mark: None)
    document, theme = cv("ar", place, "د. سامي حداد"), load_theme("industry")
    with fonts_of_samples():
        data = write_pdf(document, theme, Assets()).data
    assert squeezed("د. سامي حداد") not in copied(data)


@pytest.mark.parametrize("lost", ["د", "ح"])
def test_a_letter_that_is_not_written_is_reported(
    lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    encode = letter_codes.LineCodes._encode

    def without(self: Any, run: Any, glyphs: Any, text: str) -> str | None:
        return "" if text == lost else encode(self, run, glyphs, text)

    monkeypatch.setattr(letter_codes.LineCodes, "_encode", without)
    document, theme = cv("ar", "person", "د. سامي حداد"), load_theme("industry")
    with fonts_of_samples(), pytest.raises(RenderError) as caught:
        write_pdf(document, theme, Assets())
    assert {problem.code for problem in caught.value.problems} == {"E428"}
    assert "stylesheet" not in str(caught.value)
    assert "please report it, with the CV; until it is mended, choose" in str(caught.value)


@pytest.mark.sweep("cvgen/writers/pdf/engine", "cvgen/verify", "themes", kinds=(), keep=4)
@pytest.mark.parametrize("seed", range(56))
def test_titles_names_and_numbers_are_copied_in_order(seed: int) -> None:
    chance = random.Random(seed)
    language, theme = chance.choice(sorted(NAMES)), theme_names()[seed % len(theme_names())]
    name = chance.choice(NAMES[language].split("|"))
    said = chance.choice(TITLES[language]) + name + chance.choice(ENDS[language])
    place = chance.choice(["name", "role", "bullet", "person", "reference", "summary"])
    data = made(language, place, said, theme)
    # PDFium turns Latin words around, and a lone sign inside of a word or number begins a line.
    is_sure = not re.search("[A-Za-z/]|د.م|ד״ר", said)
    assert not is_sure or squeezed(said) in copied(data), (theme, place, said)
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in ("3a", "ua1")]
    assert [found.message for report in reports for found in report.failures] == []
