"""Files for `cvgen read`, and what is read from them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx

from cvgen.reading.read import Read, read


def read_bytes(folder: Path, data: bytes, name: str = "cv.pdf", pictures: bool = False) -> Read:
    """What is read from a file with ``data``."""
    path = folder / name
    path.write_bytes(data)
    return read(path, pictures)


def failed(found: Read) -> set[str]:
    """The names of the points that fail."""
    return {point.name for point in found.points if point.passed is False}


def advice(found: Read, name: str) -> str:
    """The finding and the advice of a point."""
    (point,) = (one for one in found.points if one.name == name)
    return f"{point.found} = {point.advice}"


def docx_of(lines: list[str], change: Any = None) -> bytes:
    """A DOCX with these paragraphs, after ``change``."""
    made = docx.Document()
    made.core_properties.title = "CV"
    for line in lines:
        if line.startswith("# "):
            made.add_heading(line[2:], 1)
        else:
            made.add_paragraph(line)
    if change:
        change(made)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


CV = [
    "Ada Example", "ada@example.org, +44 20 7946 0001, github.com/ada", "# Experience",
    "Engineer, Analytical Engines Ltd (Jun 2019 – present)", "Cut the cycle time by 40 %.",
    "# Education", "PhD in Mathematics, Example College (2015–2019)", "# Skills", "Looms, cards",
]  # fmt: skip
