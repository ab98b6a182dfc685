"""CVs in other scripts, as web pages and as Markdown."""

from __future__ import annotations

import re

import pytest

from cvgen.document import Document, Header
from cvgen.markup.inline import Run, plain_text
from cvgen.themes import load_theme
from cvgen.themes.bidi import is_ltr, split_by_direction
from cvgen.themes.render import render_body
from tests.helpers_cv import texts_in
from tests.helpers_scripts import (
    EVERY_THEME,
    RTL,
    SAMPLES,
    has_fonts,
    sample_document,
    source,
    words,
    written,
)


def isolated(runs: tuple[Run, ...]) -> str:
    """The text, stretches to be isolated in angle brackets."""
    return "".join(
        f"<{plain_text(p)}>" if ltr else plain_text(p) for ltr, p in split_by_direction(runs)
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نص عربي", "نص عربي"),
        ("عام 2021", "عام 2021"),
        ("بين 2021–2023 فقط", "بين 2021–2023 فقط"),
        ("بين (2021–2023).", "بين (2021–2023)."),
        ("من 2023-09 – 2024-01.", "من <2023-09> – <2024-01>."),
        ("من 09/2023–01/2024", "من <09/2023>–<01/2024>"),
        ("هاتف +962 6 555 0134", "هاتف <+962 6 555 0134>"),
        ("هاتف +49 (0) 30 555", "هاتف <+49 (0) 30 555>"),
        ("لغة C++ و Python.", "لغة <C++> و <Python>."),
        ("قسم (Computer Science) هنا", "قسم (<Computer Science>) هنا"),
        ("في Qamar DB (2019–2024).", "في <Qamar DB> (2019–2024)."),
        ("2019–2021 Harbour Lab هنا", "2019–2021 <Harbour Lab> هنا"),
        ("كتاب Letters 1939–1945, Vol. 2", "كتاب <Letters 1939–1945, Vol. 2>"),
        ("שלום Google, Inc. עולם", "שלום <Google, Inc>. עולם"),
        ("2021, 2022", "2021, 2022"),
        ("2021–2023", "2021–2023"),
        ("Letters 1939–1945", "<Letters 1939–1945>"),
        ("Anna Berg.", "<Anna Berg.>"),
        ("", ""),
        (" – ", " – "),
    ],
)
def test_what_reads_from_left_to_right_inside_other_text(text: str, shown: str) -> None:
    assert isolated((Run(text),)) == shown


def test_a_latin_line_of_several_styles_is_one_stretch() -> None:
    runs = (Run("Layla Mansour", role="self"), Run(", "), Run("Anna Berg"), Run("، "), Run("نور"))
    assert isolated(runs) == "<Layla Mansour, Anna Berg>، نور"
    assert isolated(runs[:3]) == "<Layla Mansour, Anna Berg>"
    (first, *_) = next(iter(split_by_direction(runs)))[1]
    assert first.role == "self"


@pytest.mark.parametrize("text", ["", "2021", "نص", "2021 – الآن", "3.9 من 4"])
def test_mixed_text_is_not_left_to_right(text: str) -> None:
    assert not is_ltr(text)


@pytest.mark.sweep("cvgen/locales", "cvgen/writers/html", "themes", kinds=(), keep=8)
@EVERY_THEME
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_page_says_its_language_and_direction(sample: str, theme: str) -> None:
    page, document = source(sample, theme, "html"), sample_document(sample)
    direction = "rtl" if sample in RTL else "ltr"
    assert re.search(rf'<html[^>]* lang="{document.language}"[^>]* dir="{direction}"', page)
    assert ('<bdi dir="ltr">' in page) == (sample in RTL)


@pytest.mark.parametrize("theme", ["academic", "industry"])
def test_numbers_and_addresses_are_isolated_on_the_page(theme: str) -> None:
    page = re.sub(r"</?(?:time|a|span|b)\b[^>]*>", "", source("arabic", theme, "html"))
    for text in ("+962 6 555 0134", "layla.mansour@marsa.example", "C++"):
        assert f'<bdi dir="ltr">{text}</bdi>' in page, text
    for text in ("2019–2021", "101–119", "(2022–2023)"):
        assert text in page
        assert f">{text}</bdi>" not in page, text


def test_a_document_from_left_to_right_is_not_touched() -> None:
    document = Document(Header("Ada", headline=(Run("2021–2023 نص"),)), ())
    assert "<bdi" not in render_body(document, load_theme("academic"))


@pytest.mark.parametrize("sample", SAMPLES)
def test_all_that_the_cv_says_is_in_the_markdown(sample: str) -> None:
    text = source(sample, "academic", "markdown")
    document = sample_document(sample)
    said = " ".join(texts_in((document.header, document.sections)))
    assert words(said) <= words(text)
    assert not re.search("[\u2066-\u2069\u202a-\u202e]", text)


@pytest.mark.parametrize(
    ("sample", "line"),
    [
        ("arabic", "### أستاذة مساعدة، جامعة المرسى"),
        ("arabic", "مراجعة:** VLDB 2021, 2022, 2024؛ مجلة"),
        ("chinese", "### 博士后研究员（全职），东湖大学"),
        ("chinese", "2023年9月至今 · 数据库实验室 · 武汉"),
        ("chinese", "导师：周明远教授、陈若兰教授"),
        ("chinese", "**Xiaowen Lin**, Anna Berg, Mingyuan Zhou."),
        ("chinese", "*数据库学报*，第12卷，第3期，第45–61页，2022。"),
        ("japanese", "博士（工学）、港北大学"),
        ("japanese", "2019年4月–11月"),
        ("korean", "**컴퓨터과학 석사**, 한벌대학교 (2020–2022): 지도교수: 이도현 교수"),
        ("greek", "Συνέδριο Δεδομένων 2022, 2023· Περιοδικό Μάθησης 2024"),
        ("russian", "март – май 2019"),
    ],
)
def test_parts_are_joined_with_the_marks_of_the_language(sample: str, line: str) -> None:
    text = source(sample, "academic", "markdown").replace("\u00a0", " ")
    assert line in text


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/assets", "themes")
@pytest.mark.parametrize("theme", ["academic", "modern"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_no_character_is_missing_where_the_fonts_are(sample: str, theme: str) -> None:
    missing = written(sample, theme, "pdf").missing
    assert not (missing and has_fonts(sample))  # without them, another font may do
