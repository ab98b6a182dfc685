"""CVs in other scripts on paper: what is read back, and where it stands."""

from __future__ import annotations

import re

import pytest

from cvgen.document import Document, DocumentSection, Header, Paragraph
from cvgen.locales import load_locale
from cvgen.locales.tags import locale_names
from cvgen.markup.inline import literal
from tests.helpers_cv import texts_in
from tests.helpers_pdf import reader, text, write
from tests.helpers_scripts import (
    EVERY_THEME,
    page_text,
    place_of,
    sample_document,
    visual_lines,
    words,
    written,
)

COVERED = [tag for tag in locale_names() if tag[:2] not in ("ar", "he", "hi", "ja", "ko", "zh")]


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=("sample",))
@EVERY_THEME
@pytest.mark.parametrize("sample", ["greek", "russian"])
def test_what_the_bundled_fonts_cover_is_read_back_word_for_word(sample: str, theme: str) -> None:
    document = sample_document(sample)
    said = " ".join(texts_in((document.header, document.sections)))
    assert words(said) <= words(page_text(sample, theme))


@pytest.mark.sweep("cvgen/locales", "cvgen/writers/pdf", kinds=(), keep=3)
@pytest.mark.parametrize("tag", COVERED)
def test_section_titles_of_a_language_are_read_back(tag: str) -> None:
    titles = load_locale(tag).data["sections"]
    sections = tuple(
        DocumentSection(key, "text", title, (Paragraph(literal("text")),))
        for key, title in titles.items()
    )
    found = text(write(Document(Header("Ada"), sections, language=tag)))
    assert words(" ".join(titles.values())) <= words(found)


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=("sample",))
@pytest.mark.parametrize("theme", ["academic", "modern"])
@pytest.mark.parametrize("sample", ["chinese", "japanese", "korean"])
def test_text_without_spaces_is_read_back_whole(sample: str, theme: str) -> None:
    document = sample_document(sample)
    found = re.sub(r"\s", "", page_text(sample, theme))
    for said in texts_in((document.header, document.sections)):
        if len(said) > 1 and not set(said) & set("·"):
            assert re.sub(r"\s", "", said) in found, said


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=("sample",))
@EVERY_THEME
@pytest.mark.parametrize(
    ("sample", "texts"),
    [
        ("arabic", ["+962 6 555 0134", "layla.mansour@marsa.example", "github.com/layla-example",
                    "C++", "Data Systems Lab", "Graph Neural Networks", "3.9/4",
                    "Harbour Institute", "doi:10.1145/0000001.0000002"]),
        ("hebrew", ["+972 3 555 0187", "C++", "Noa Barkat, Dana"]),
    ],
)  # fmt: skip
def test_numbers_and_latin_words_are_printed_from_left_to_right(
    sample: str, texts: list[str], theme: str
) -> None:
    page = "\n".join(line for line, _ in visual_lines(sample, theme)).replace("\u00a0", " ")
    for said in texts:
        assert said in page, said


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=("sample",))
@EVERY_THEME
@pytest.mark.parametrize(
    ("sample", "ranges"),
    [
        ("arabic", ["2019–2021", "2022–2025", "(2022–2023)", "(2019–2024)", "12–24", "101–119"]),
        ("hebrew", ["2016–2020", "2013–2015", "(2021–2022)", "3–9"]),
    ],
)  # fmt: skip
def test_every_range_runs_from_right_to_left(sample: str, ranges: list[str], theme: str) -> None:
    page = "\n".join(line for line, _ in visual_lines(sample, theme))
    for said in ranges:
        assert turned(said) in page, said


def turned(numbers: str) -> str:
    """A range as it is seen from the left where text runs from right to left."""
    return re.sub(r"(\d+)–(\d+)", r"\2–\1", numbers)


def test_a_range_among_words_is_copied_as_it_was_written() -> None:
    found = page_text("arabic", "academic")
    for said in ("2019–2021", "2022–2025", "(2022–2023)", "101–119", "2021 – الآن"):
        assert said in found, said


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=())
@pytest.mark.parametrize(
    ("theme", "left"),
    [("academic", True), ("classic", True), ("industry", False), ("modern", False)],
)
def test_dates_are_at_the_other_side_from_right_to_left(theme: str, left: bool) -> None:
    assert (place_of("2015–2019", "russian", theme) < 0.5) is left
    assert (place_of("2021–2019", "arabic", theme) > 0.5) is left
    assert (place_of("2015–2013", "hebrew", theme) > 0.5) is left


def test_page_numbers_stay_as_they_are_from_right_to_left() -> None:
    lines = [line for line, _ in visual_lines("arabic twice", "academic")]
    assert "1 / 2" in lines
    assert any("2 / 2" in line for line in lines)


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=())
@pytest.mark.parametrize("sample", ["arabic", "hebrew"])
def test_words_from_right_to_left_are_read_back_whole(sample: str) -> None:
    found = page_text(sample, "academic")
    for word in {"arabic": ["الحاسوب", "المرسى", "مساعدة"], "hebrew": ["ברקת", "השכלה"]}[sample]:
        assert word in found


@pytest.mark.parametrize(
    ("sample", "language", "other"),
    [("chinese", "SC", "JP"), ("japanese", "JP", "SC"), ("korean", "KR", "JP")],
)
def test_a_language_is_set_in_its_own_forms(sample: str, language: str, other: str) -> None:
    fonts = str(
        {
            page["/Resources"]["/Font"][name].get_object()["/BaseFont"]
            for page in reader(written(sample, "academic", "pdf")).pages
            for name in page["/Resources"]["/Font"]
        }
    )
    assert "CJK" in fonts
    assert f"CJK-{language}" in fonts
    assert f"CJK-{other}" not in fonts
