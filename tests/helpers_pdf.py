"""Reads back the PDFs of the writer."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.themes import load_theme
from cvgen.writers import WRITERS, Written
from tests.helpers_documents import written

BOTH = pytest.mark.parametrize("name", ["academic", "industry"])


def write(doc: Document, name: str = "academic", folder: Path | None = None) -> Written:
    if folder is None:
        return written(doc, load_theme(name))
    return WRITERS["pdf"].write(doc, load_theme(name), Assets(folder))


def reader(written: Written) -> Any:
    import pypdf

    return pypdf.PdfReader(io.BytesIO(written.data))


def text(written: Written) -> str:
    return "\n".join(page.extract_text() for page in reader(written).pages)
