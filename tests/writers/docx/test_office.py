"""What an office program makes of Word documents: all words of the PDF, in its order."""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cvgen.document import Document
from cvgen.themes import load_theme
from cvgen.verify.normalize import tokens
from tests.helpers_documents import written
from tests.helpers_docx import data_of
from tests.samples import FULL, long_document

OFFICE = shutil.which("soffice")


def words(pdf: bytes) -> list[str]:
    import pypdfium2

    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return [word for word in tokens(text) if word.isalnum()]


@pytest.mark.sweep("cvgen/writers/docx", keep=0)
@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice Writer")
@pytest.mark.parametrize(("name", "said"), [("full", FULL), ("long", long_document(3))])
def test_libreoffice_shows_what_the_pdf_shows(name: str, said: Document, tmp_path: Path) -> None:
    theme = "plain"  # dates at the right, and no running header
    (tmp_path / f"{name}.docx").write_bytes(data_of(said, theme))
    environment = {key: text for key, text in os.environ.items() if key != "FONTCONFIG_FILE"}
    subprocess.run(
        [
            str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / f"{name}.docx"),
        ],
        check=True, timeout=600, capture_output=True, env=environment,
    )  # fmt: skip
    found = words((tmp_path / f"{name}.pdf").read_bytes())
    expected = words(written(said, load_theme(theme)).data)
    assert sorted(found) == sorted(expected)
    alike = difflib.SequenceMatcher(None, found, expected, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in alike) / len(expected) >= 0.97
