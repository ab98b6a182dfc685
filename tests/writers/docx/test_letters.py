"""Letters and statements of applications as Word documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cvgen.document import Document, DocumentSection, Header, Lines, Paragraph
from tests.helpers_applications import make, picture
from tests.helpers_docx import W, data_of, lines_of, opened, parts_of, style_of, value
from tests.samples import HEADER, t

BLOCKS = (
    Lines((t("Ada Example · Nowhere"),), "sender"),
    Lines((t("Jane Miller"), t("Example University"), t("12345 Example City")), "recipient"),
    Lines((t("1 May 2026"),), "date"),
    Lines((t("Chief Engineer (12)"),), "subject"),
    Lines((t("Dear Jane Miller,"),), "salutation"),
    Paragraph(t("I build **engines**.")),
    Lines((t("Yours sincerely,"),), "closing"),
    Lines((t("Ada Example"),), "name"),
    Lines((t("Enclosures"), t("Curriculum vitae")), "enclosures"),
)


def letter(layout: str, header: Header = HEADER) -> Document:
    section = DocumentSection("letter", "letter", "", BLOCKS)
    head = replace(header, summary=())
    return Document(head, (section,), title="A letter", layout=layout)


@pytest.mark.parametrize("layout", ["din", "uk", "us"])
def test_each_part_has_the_style_of_its_role(layout: str) -> None:
    lines = [line for line in lines_of(data_of(letter(layout), "industry")) if line[0] != "Contact"]
    assert lines[3:] == [
        ("envelope return", "Ada Example · Nowhere"),
        ("envelope address", "Jane Miller\nExample University\n12345 Example City"),
        ("Date", "1 May 2026"),
        ("Subject", "Chief Engineer (12)"),
        ("Salutation", "Dear Jane Miller,"),
        ("Body Text", "I build engines."),
        ("Closing", "Yours sincerely,"),
        ("Signature", "Ada Example"),
        ("Enclosures", "Enclosures\nCurriculum vitae"),
    ]


@pytest.mark.parametrize("theme", ["academic", "industry", "plain"])
@pytest.mark.parametrize("summary", ["", "A headline that is longer than usual " * 4])
def test_an_address_stands_in_the_window_whatever_is_above_it(theme: str, summary: str) -> None:
    head = Header("Ada Example", t(summary), contacts=HEADER.contacts[:3])
    data = data_of(letter("din", head), theme)
    gap = int(value(style_of(data, "EnvelopeReturn"), "w:pPr/w:spacing", "before") or 0)
    without = data_of(letter("din", Header("Ada Example")), theme)
    more = int(value(style_of(without, "EnvelopeReturn"), "w:pPr/w:spacing", "before") or 0)
    lines = len([1 for style, _ in lines_of(data) if style in ("Subtitle", "Contact")])
    assert more > gap > 200
    assert 180 * lines < more - gap < 1200
    assert value(style_of(data, "EnvelopeReturn"), "w:rPr/w:sz") == "14"


def test_every_document_of_an_application(tmp_path: Path) -> None:
    project = make(tmp_path)
    project.write("applications/name.png", picture("Ada", (300, 90)))
    project.edit("status:", "signature: name.png\nstatus:")
    made = project.apply("--format", "docx")
    assert made.code == 0, made.err
    found = {path.stem.split("-", 1)[1]: path for path in project.folder.glob("*.docx")}
    assert {"cover-letter", "curriculum-vitae", "research-statement"} <= set(found)
    statement = lines_of(found["research-statement"].read_bytes())
    assert [name for name, _ in statement[:2]] == ["Title", "Subtitle"]
    assert ("Heading 1", "Plan") in statement
    data = found["cover-letter"].read_bytes()
    assert "word/media/image1.png" in parts_of(data)
    styles = {one.style.name: one for one in opened(data).paragraphs}
    assert {"Date", "envelope address", "Salutation", "Closing", "List Bullet"} <= set(styles)
    name = styles["Signature"]
    assert [one.tag.removeprefix(W) for one in name.runs[0]._r] == ["drawing"]
    assert name.text == "\nAda Example"
