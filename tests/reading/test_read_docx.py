"""What programs see in DOCX files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.helpers_read import CV, advice, docx_of, failed, read_bytes


def in_a_table(made: Any) -> None:
    """Move everything into a table."""
    cell = made.add_table(1, 1).cell(0, 0)
    for line in CV:
        cell.add_paragraph(line)


def in_the_header(made: Any) -> None:
    """Put the contacts into the page header."""
    made.sections[0].header.paragraphs[0].text = CV[1]


def test_a_docx_with_native_styles_passes(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, docx_of(CV), "cv.docx")
    assert failed(found) == set(), found.points
    assert found.contents.kind == "DOCX"
    assert found.contents.headings == ("Experience", "Education", "Skills")
    assert found.fields.name == "Ada Example"


def test_tables_and_headers_of_a_docx_are_faults(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, docx_of([], in_a_table), "cv.docx")
    assert {"order", "paragraphs", "styles"} <= failed(found)
    found = read_bytes(tmp_path, docx_of([CV[0], *CV[2:]], in_the_header), "cv.docx")
    assert "e-mail" in failed(found)
    assert "page header" in advice(found, "e-mail")


def test_ligatures_of_their_own_are_a_fault(tmp_path: Path) -> None:
    body = [f"An o\ufb03ce with much text, number {number}" for number in range(20)]
    found = read_bytes(tmp_path, docx_of(body), "cv.docx")
    assert "ligatures" in failed(found)
    assert "ﬃ" in advice(found, "ligatures")
