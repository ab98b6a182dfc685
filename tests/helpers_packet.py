"""Packets of documents of cvgen and of others, and what programs find in them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import page as validator
import pikepdf
import pypdfium2
from pdfminer.high_level import extract_text

from cvgen.applications.packet import Part, prepare
from tests.helpers_foreign import bytes_of, scanned
from tests.helpers_stress import stressed

RTL = "right to left"


def failures(data: bytes) -> list[str]:
    """What page-validation finds against both standards."""
    reports = (validator.validate_pdf_bytes(data, profile=name) for name in ("3a", "ua1"))
    return [f"{found.rule_id}: {found.message}" for report in reports for found in report.failures]


def part(name: str, theme: str = "academic", label: str = "", language: str = "en") -> Part:
    """A part with the document ``name`` of the stress samples, which is its title, too."""
    return Part(stressed(name, theme), name, language, label)


def scan(pages: int = 1) -> Part:
    """A part with a scan of somebody else."""
    data = bytes_of(scanned(pages))
    made = prepare(data, "scan.pdf", "Transcript", "en", "Transcript of records")
    return Part(made.data, "Transcript", "en", "T")


def several(theme: str = "academic") -> list[Part]:
    """Documents in several languages with pages, links, tables and a scan among them."""
    return [
        part("one line", theme, "Letter"),
        part("many pages", theme, "CV"),
        part("links", theme, language="de"),
        scan(2),
        part("tables", theme, "Tables"),
        part("everything", theme),
    ]


def pdfium_texts(data: bytes) -> list[str]:
    """The text of each page as PDFium reads it."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def miner_texts(data: bytes) -> list[str]:
    """The text of each page as pdfminer reads it."""
    return extract_text(io.BytesIO(data)).split("\f")[:-1]


def pictures(data: bytes, scale: float = 1.0) -> Iterator[Any]:
    """Each page as a picture."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            yield page.render(scale=scale).to_pil().convert("RGB")


def page_numbers(pdf: pikepdf.Pdf) -> dict[Any, int]:
    """The number of each page, from 0, by its object."""
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages)}


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page, from 0, that each named destination leads to."""
    numbers = page_numbers(pdf)
    tree: Any = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {
        str(name): numbers[(place.D if "/D" in place else place)[0].objgen]
        if isinstance(place, pikepdf.Dictionary)
        else numbers[place[0].objgen]
        for name, place in tree.items()
    }
