"""Native styles with the theme's look, and no formatting beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.document import Bullets, Document, EntryBlock, Paragraph, Reference, When
from cvgen.markup.inline import Run, literal
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from tests.helpers_applications import picture
from tests.helpers_docx import (
    NAMES,
    W,
    data_of,
    lines_of,
    opened,
    parts_of,
    root_of,
    style_of,
    value,
)
from tests.helpers_scripts import THEMES, sample_document
from tests.samples import FULL, GRANT, POSITION, SEVERAL_ROLES, document, reference, section, t

OWN = {"b", "bCs", "i", "iCs", "rStyle", "rtl", "lang"}


def test_headings_lists_and_lines_are_native() -> None:
    lines = lines_of(data_of(FULL, "industry"))
    assert lines[:3] == [
        ("Title", "Ada Example"),
        ("Subtitle", "Professor of Calculating Machinery"),
        ("Affiliation", "Department of Engines, University of Nowhere"),
    ]
    assert ("Heading 1", "Experience") in lines
    at = lines.index(("Heading 2", "Chief Engineer\tSep 2023 – present"))
    assert lines[at + 1 : at + 4] == [
        ("Organization", "Analytical Engines Ltd, Mill Group, Nowhere"),
        ("Quiet", "Supervisor: Dr. C. Babel"),
        ("List Bullet", "Cut the cycle time by 40 %."),
    ]


def test_roles_are_below_their_organization() -> None:
    lines = lines_of(data_of(document(section("x", SEVERAL_ROLES))))
    names = [line for line in lines if line[0].startswith("Heading")]
    assert names[1:] == [
        ("Heading 2", "Difference Works\t2015–2023"),
        ("Heading 3", "Senior Fitter\t2019–2023"),
        ("Heading 3", "Fitter\t2015–2019"),
    ]


def test_an_amount_is_at_the_right_of_the_second_line() -> None:
    grant = replace(GRANT, body=(Bullets((t("Looms"),)),))
    lines = lines_of(data_of(document(section("x", grant))))
    assert ("Organization", "Council of Nowhere\t€546,079") in lines


def test_the_organization_leads_where_the_theme_says_so() -> None:
    lines = lines_of(data_of(document(section("x", POSITION)), lead="organization"))
    assert ("Heading 2", "Analytical Engines Ltd\tSep 2023 – present") in lines
    assert ("Organization", "Chief Engineer, Mill Group, Nowhere") in lines


def test_a_publication_has_its_own_name_bold() -> None:
    said = document(section("x", reference(), replace(reference(2), authors_first=True)))
    paragraphs = {one.style.name: one for one in opened(data_of(said)).paragraphs}
    assert paragraphs["Publication"].text == "On the Motion of Wheels in Engine 1\t2024"
    for style in ("Publication Details", "Bibliography"):
        bold = "".join(run.text for run in paragraphs[style].runs if run.bold)
        assert bold.startswith("Ada Example*")
        assert "Author Number1" not in bold


def test_tables_are_a_paragraph_a_row() -> None:
    lines = lines_of(data_of(FULL))
    rows = [text for style, text in lines if style == "Row"]
    assert rows == ["Student · Topic", "Bea Sample · Cards", "Carl · Looms"]
    assert not opened(data_of(FULL)).tables


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("said", [FULL, sample_document("arabic"), sample_document("japanese")])
def test_runs_have_no_formatting_but_bold_italic_and_language(said: Document, theme: str) -> None:
    body = root_of(data_of(said, theme))
    runs = {one.tag.removeprefix(W) for mark in body.iter(f"{W}rPr") for one in mark}
    marks = {one.tag.removeprefix(W) for mark in body.iter(f"{W}pPr") for one in mark}
    assert runs <= OWN
    assert marks <= {"pStyle", "numPr"}


def test_the_look_is_that_of_the_theme() -> None:
    data = data_of(FULL, "academic", accent="teal", page="Letter", margins="20", base_size="11")
    assert value(style_of(data, "Heading1"), "w:rPr/w:color") == "0F5C5A"
    assert style_of(data, "Heading1").find("w:rPr/w:smallCaps", NAMES) is not None
    styles = root_of(data, "word/styles.xml")
    assert value(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:sz") == "22"
    page = root_of(data).find("w:body/w:sectPr", NAMES)
    assert (value(page, "w:pgSz", "w"), value(page, "w:pgSz", "h")) == ("12240", "15840")
    assert {value(page, "w:pgMar", side) for side in ("top", "left", "bottom")} == {"1134"}
    assert value(style_of(data, "Heading2"), "w:pPr/w:tabs/w:tab", "pos") == str(12240 - 2 * 1134)


def test_a_stylesheet_of_ones_own_changes_the_look(tmp_path: Path) -> None:
    css = tmp_path / "own.css"
    css.write_text(
        ":root { --muted: #123456 } h2 { color: #abc; font-variant-caps: normal }", "utf-8"
    )
    theme = load_theme("academic").with_stylesheet(css)
    data = WRITERS["docx"].write(FULL, theme, Assets()).data
    assert value(style_of(data, "Quiet"), "w:rPr/w:color") == "123456"
    assert value(style_of(data, "Heading1"), "w:rPr/w:color") == "AABBCC"
    assert style_of(data, "Heading1").find("w:rPr/w:smallCaps", NAMES) is None


def test_a_size_that_is_asked_for_stays_and_others_are_readable() -> None:
    def size(theme: str, **options: str) -> str | None:
        styles = root_of(data_of(FULL, theme, **options), "word/styles.xml")
        return value(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:sz")

    assert size("academic") == "20"
    assert size("classic", base_size="9") == "18"
    assert int(size("classic") or 0) >= 20


def test_fonts_are_those_of_office_programs_unless_the_theme_names_others() -> None:
    def fonts(theme: str, **options: str) -> list[str | None]:
        data = data_of(FULL, theme, **options)
        text = root_of(data, "word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NAMES)
        table = {
            one.get(f"{W}name"): value(one, "w:altName")
            for one in root_of(data, "word/fontTable.xml").iter(f"{W}font")
        }
        used = value(text, "w:rFonts", "ascii")
        return [used, value(style_of(data, "Title"), "w:rPr/w:rFonts", "ascii"), table[used]]

    assert fonts("academic") == ["Cambria", "Cambria", "Caladea"]
    assert fonts("industry") == ["Calibri", "Calibri", "Carlito"]
    assert fonts("classic") == ["Calibri", "Cambria", "Carlito"]
    assert fonts("classic", word_fonts="House Sans, House Serif") == [
        "House Sans", "House Serif", "Calibri",
    ]  # fmt: skip
    assert fonts("academic", word_fonts="Garamond") == ["Garamond", "Garamond", "Cambria"]


def test_only_later_pages_have_a_number() -> None:
    page = root_of(data_of(FULL, "academic")).find("w:body/w:sectPr", NAMES)
    assert page is not None
    assert page.find("w:titlePg", NAMES) is not None
    kinds = [one.get(f"{W}type") for one in page.iter(f"{W}footerReference")]
    assert kinds == ["default"]
    footer = parts_of(data_of(FULL))["word/footer1.xml"].decode()
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert "Ada" not in footer
    plain = root_of(data_of(FULL, "plain"))
    assert list(plain.iter(f"{W}footerReference")) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Short", "\t"), ("Long " * 17, "\n\t"), ("Long " * 19 + "and two lines more", "\t")],
)
def test_dates_that_do_not_fit_beside_a_title_have_their_own_line(
    title: str, expected: str
) -> None:
    entry = EntryBlock(
        literal(title.strip()), literal("Org"), when=When("September 2023 – present")
    )
    body = Paragraph(t("text"))
    said = document(section("x", replace(entry, body=(body,))))
    (text,) = (text for style, text in lines_of(data_of(said)) if style == "Heading 2")
    assert text == f"{title.strip()}{expected}September 2023 – present"


def test_contacts_are_in_the_body_and_none_is_broken() -> None:
    lines = [text for style, text in lines_of(data_of(FULL, "industry")) if style == "Contact"]
    assert len(lines) == 2
    parts = [part for line in lines for part in line.split("  ·  ")]
    assert parts[:2] == ["ada@example.org", "+00 123 456"]
    assert len(parts) == 7


def test_only_safe_links_lead_anywhere() -> None:
    runs = (
        Run("bad", href="javascript:alert(1)"),
        Run(" "),
        Run("good", href="https://a.example/"),
    )
    data = data_of(document(section("x", Paragraph(runs))))
    links = parts_of(data)["word/_rels/document.xml.rels"].decode()
    assert "javascript" not in links
    assert 'Target="https://a.example/" TargetMode="External"' in links
    assert ("Body Text", "bad good") in lines_of(data)


def test_a_photo_is_shown_only_if_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "me.png").write_bytes(picture())
    said = replace(FULL, header=replace(FULL.header, photo="me.png", photo_alt="Ada at her desk"))
    theme = load_theme("academic")

    def parts(**options: bool) -> dict[str, bytes]:
        assets = Assets(tmp_path)
        return parts_of(WRITERS["docx"].write(said, theme.with_values(options), assets).data)

    assert "word/media/image1.png" not in parts()
    assert "word/media/image1.png" not in parts(photo=False)
    shown = parts(photo=True)
    assert b"EXIF" not in shown["word/media/image1.png"]
    assert b'descr="Ada at her desk"' in shown["word/document.xml"]
    assert b"wp:anchor" in shown["word/document.xml"]


def test_languages_of_runs_and_scripts() -> None:
    runs = (Run("Ein "), Run("mot", lang="fr"), Run(" 東京", lang="ja"), Run(" العربية", lang="ar"))
    data = data_of(replace(document(section("x", Paragraph(runs))), language="de"))
    body, styles = root_of(data), root_of(data, "word/styles.xml")
    assert value(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == "de-DE"
    said = [dict(one.attrib) for one in body.iter(f"{W}lang")]
    assert {f"{W}val": "fr-FR"} in said
    assert {f"{W}eastAsia": "ja-JP"} in said
    assert {f"{W}bidi": "ar-EG"} in said
    assert len(list(body.iter(f"{W}rtl"))) == 1


@pytest.mark.parametrize(
    ("sample", "slot", "font", "language"),
    [
        ("japanese", "eastAsia", "Yu Mincho", "ja-JP"),
        ("chinese", "eastAsia", "SimSun", "zh-CN"),
        ("korean", "eastAsia", "Batang", "ko-KR"),
        ("arabic", "cs", "Times New Roman", "ar-EG"),
    ],
)
def test_fonts_of_other_scripts(sample: str, slot: str, font: str, language: str) -> None:
    styles = root_of(data_of(sample_document(sample), "academic"), "word/styles.xml")
    run = styles.find("w:docDefaults/w:rPrDefault/w:rPr", NAMES)
    assert value(run, "w:rFonts", slot) == font
    assert value(run, "w:lang", {"cs": "bidi"}.get(slot, slot)) == language
    assert value(run, "w:rFonts", "ascii") == "Cambria"


def test_signs_at_the_end_of_latin_text_stay_there_between_arabic() -> None:
    text = "".join(text for _, text in lines_of(data_of(sample_document("arabic"))))
    assert "C++\u200e" in text
    assert "\u200e+962 6 555 0134" in text
    plain = "".join(text for _, text in lines_of(data_of(FULL)))
    assert "\u200e" not in plain


def test_numbers_of_publications_stand_before_their_titles() -> None:
    numbered = Reference(t("Title"), when=When("2020"), number="[12]", bullets=Bullets(()))
    lines = lines_of(data_of(document(section("x", numbered))))
    assert ("Line", "[12] Title\t2020") in lines
