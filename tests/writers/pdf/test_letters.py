"""Letters that run from right to left, copied out of a PDF by readers of three makers."""

from __future__ import annotations

import importlib
import io
import unicodedata
from dataclasses import replace

import page
import pikepdf
import pytest

from cvgen.assets.files import Assets
from cvgen.document import Document, DocumentSection, Header, Paragraph
from cvgen.errors import RenderError
from cvgen.markup.inline import literal
from cvgen.themes import Theme, load_theme, theme_names
from cvgen.writers.pdf.engine import letter_codes as _letters
from cvgen.writers.pdf.engine.own_glyphs import OwnGlyphs
from cvgen.writers.pdf.writer import write_pdf
from tests.helpers_documents import written
from tests.helpers_fonts import fonts_of_samples
from tests.helpers_scripts import needs_fonts

TEXTS = {
    # Ligatures of lam and alef, of the word for God, and marks over and under them.
    "ar": "أولى الأعمال في الإسلام ولا آلاف الأمثلة إلى هنا لله والله اللّه مدرّسة لأجل إِلَّا الْأُولَى"
    " بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ لَا لأَلاَ مُحَمَّدٌ فريقًا",
    # Persian needs a joiner between parts of words.
    "fa": "می‌خواهم کتاب‌هایم را بخوانم ولی سؤال‌های او لازم است گیلان چای پژوهش",
    "ur": "پاکستان میں اُردُو کے لیے گھر لڑکے ڈاکٹر ٹھیک لا الہ الا اللہ شاندار",
    "he": "שָׁלוֹם עֲלֵיכֶם בְּרֵאשִׁית בָּרָא אֱלֹהִים שּׁ יִשְׂרָאֵל וְכׇל־הַמִּלִּים תוכנה",
}
NASTALIQ = ':root:lang(ur), :root:lang(ur) * { font-family: "Noto Nastaliq Urdu" !important }'
JOINERS = "\u200c\u200d"
SWEEP = pytest.mark.sweep(
    "cvgen/writers/pdf/engine", "cvgen/verify", "themes", kinds=("language",), keep=4
)
EVERY_LANGUAGE = pytest.mark.parametrize("language", sorted(TEXTS))


def cv(language: str) -> Document:
    """A document with the text of a language, which runs from right to left."""
    needs_fonts("hebrew" if language == "he" else "arabic")
    text = Paragraph(literal(TEXTS[language]))
    section = DocumentSection("text", "text", TEXTS[language].split()[0], (text,))
    return Document(
        Header(TEXTS[language].split()[1]), (section,), language=language, direction="rtl"
    )


def made(language: str, theme: str | Theme) -> bytes:
    look = load_theme(theme) if isinstance(theme, str) else theme
    with fonts_of_samples():
        return written(cv(language), look).data


def words(text: str) -> list[str]:
    """The words of ``text`` with their marks, in order."""
    text = unicodedata.normalize("NFC", text)  # two marks on a letter have no order
    kept = (c if unicodedata.category(c)[0] in "LM" or c in JOINERS else " " for c in text)
    return "".join(kept).split()


def by_pdfium(data: bytes) -> list[str]:
    pages = importlib.import_module("pypdfium2").PdfDocument(data)
    return [word for page in pages for word in words(page.get_textpage().get_text_range())]


def by_pdfminer(data: bytes) -> list[str]:
    """The words, which pdfminer has as they are printed from left to right."""
    from pdfminer.high_level import extract_text

    text = extract_text(io.BytesIO(data))
    return words("\n".join(line[::-1] for line in text.splitlines()))


def by_pypdf(data: bytes) -> str:
    """The text; pypdf has no space between some lines."""
    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return unicodedata.normalize("NFC", "".join(page.extract_text() for page in pages))


def assert_copied(data: bytes, said: str) -> None:
    """Three readers find each word of the text ``said`` letter by letter."""
    for reader in (by_pdfium, by_pdfminer):
        assert set(words(said)) <= set(reader(data)), reader.__name__
    text = by_pypdf(data)
    for word in words(said):
        assert word in text


@SWEEP
@pytest.mark.parametrize("theme", theme_names())
@EVERY_LANGUAGE
def test_every_reader_copies_each_word_letter_by_letter(language: str, theme: str) -> None:
    assert_copied(made(language, theme), TEXTS[language])


@SWEEP
@pytest.mark.parametrize("theme", theme_names())
@EVERY_LANGUAGE
def test_both_standards(language: str, theme: str) -> None:
    reports = [page.validate_pdf_bytes(made(language, theme), profile=p) for p in ("3a", "ua1")]
    assert [found.message for report in reports for found in report.failures] == []


def test_letters_of_several_glyphs_are_copied() -> None:
    """In this font, dots are glyphs of their own, which many letters share."""
    data = made("ur", replace(load_theme("academic"), extra_css=NASTALIQ))
    assert "Nastaliq" in str(fonts_in(data))
    assert_copied(data, TEXTS["ur"])


def test_letters_of_fonts_with_cff_outlines_are_copied() -> None:
    """Libertine has Hebrew letters, and its outlines are not TrueType's."""
    said = TEXTS["he"].replace("\N{HEBREW POINT QAMATS QATAN}", "\N{HEBREW POINT QAMATS}")
    text = DocumentSection("text", "text", said.split()[0], (Paragraph(literal(said)),))
    document = Document(Header("נועה"), (text,), language="he", direction="rtl")
    data = written(document, load_theme("folio")).data
    assert all("Libertine" in font for font in fonts_in(data))
    assert_copied(data, said)
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in ("3a", "ua1")]
    assert [found.message for report in reports for found in report.failures] == []


def test_a_font_that_lacks_a_mark_is_not_used_for_its_script() -> None:
    """Libertine lacks qamats qatan, and a mark is drawn with the font of its letter."""
    assert not any("Libertine" in font for font in fonts_in(made("he", "folio")))


def fonts_in(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = pdf.pages[0]["/Resources"]["/Font"]
        return {str(font["/BaseFont"]) for font in fonts.values()}


@pytest.mark.parametrize("theme", ["academic", "modern"])
def test_a_ligature_in_the_wrong_order_is_reported(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_letters, "_from_left", lambda text: text)
    with fonts_of_samples(), pytest.raises(RenderError) as caught:
        write_pdf(cv("ar"), load_theme(theme), Assets())
    assert {problem.code for problem in caught.value.problems} == {"E428"}
    assert "lacks words of the CV" in str(caught.value)


def test_without_the_patch_letters_may_be_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    from cvgen.verify.faults import PlacedText, faults_in_pages

    said = "أولى الأعمال"
    document = Document(Header(said), (), language="ar", direction="rtl")
    pages = [[PlacedText("أوىل األعمال")]]
    assert faults_in_pages(document, [said], pages, in_order=False) == []
    assert [fault.kind for fault in faults_in_pages(document, [said], pages)] == ["lost"]


def test_a_font_that_cannot_be_extended_has_its_ligatures_in_the_order_of_pdfium(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(OwnGlyphs, "fit", lambda font: False)
    said = "أولى الأعمال في الإسلام ولا آلاف الأمثلة إلى هنا لأجل"
    needs_fonts("arabic")
    section = DocumentSection("text", "text", "نص", (Paragraph(literal(said)),))
    document = Document(Header("ليلى"), (section,), language="ar", direction="rtl")
    with fonts_of_samples():
        data = write_pdf(document, load_theme("modern"), Assets()).data
    assert set(words(said)) <= set(by_pdfium(data))
