"""`cvgen read`: what programs see in a finished PDF or DOCX."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cvgen.errors import CvgenError, InputError, Problem
from cvgen.html_report import render_template
from cvgen.paths import display_path
from cvgen.processes.child import Stopped, each_isolated
from cvgen.project.files import read_bytes
from cvgen.reading.contents import Contents, Point
from cvgen.reading.docx import read_docx
from cvgen.reading.fields import Fields, fields_of
from cvgen.reading.pdf import MAX_PAGES, read_pdf
from cvgen.reading.points import points_of
from cvgen.silent import silent_libraries

MAX_BYTES = 50_000_000
_TEMPLATE = Path(__file__).parent / "read.html.j2"
_DPI = 80
_MAX_PICTURES = 12
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Read:
    """A file as programs see it: its contents, the fields found in it, and a point for each need.

    ``pictures`` are the first pages as PNG, for the page beside the text.
    """

    file: str
    contents: Contents
    fields: Fields
    points: tuple[Point, ...]
    pictures: tuple[bytes, ...] = ()

    @property
    def passed(self) -> bool:
        """True if no point fails."""
        return all(point.passed is not False for point in self.points)


def read(path: Path, pictures: bool = False) -> Read:
    """What programs see in the file ``path``, with ``pictures`` of its pages if it is a PDF.

    The file is read in a process of its own. InputError (E785 to E788) if it cannot be read.
    """
    name = display_path(path)
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        hint = "portals refuse such files, too: make its pictures smaller"
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise InputError(Problem("E788", message, name, hint=hint))
    data = read_bytes(path)
    (found,) = each_isolated(lambda one: _read(one, name, pictures), [data])
    if isinstance(found, Stopped):
        hint = "a CV takes a second: export it again, from another program"
        raise InputError(Problem("E788", f"reading was stopped: {found.reason}", name, hint=hint))
    if isinstance(found, CvgenError):
        raise found
    return found


@silent_libraries()
def _read(data: bytes, name: str, pictures: bool) -> Read:
    contents = _contents(data, name)
    *_, second = contents.readers.values()
    other = "\n".join(second)
    title = contents.title
    fields = fields_of(contents.text, contents.language, contents.links, other, title)
    drawn = tuple(_pictures(data)) if pictures and contents.kind == "PDF" else ()
    return Read(name, contents, fields, tuple(points_of(contents, fields)), drawn)


def _contents(data: bytes, name: str) -> Contents:
    """The contents by what the file is, not by its name."""
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, name)
    if data[:2] == b"PK" and b"word/" in data:
        return read_docx(data, name)
    if data[:4] == _OLE:
        hint = "save it as DOCX without a password, or as PDF"
        message = "this is an old Word file, or a DOCX with a password"
        raise InputError(Problem("E787", message, name, hint=hint))
    hint = "it reads PDF and DOCX files"
    raise InputError(Problem("E785", "this is neither a PDF nor a DOCX", name, hint=hint))


def _pictures(data: bytes) -> Iterator[bytes]:
    from cvgen.writers.png import page_images, png, to_palette

    for image in page_images(data, _DPI, _MAX_PICTURES):
        yield png(to_palette(image.convert("RGB")))


def as_data(found: Read) -> dict[str, Any]:
    """The result as data for JSON."""
    contents, fields = found.contents, found.fields
    return {
        "file": found.file,
        "kind": contents.kind,
        "passed": found.passed,
        "points": [
            {"name": one.name, "passed": one.passed, "found": one.found, "advice": one.advice}
            for one in found.points
        ],
        "fields": {
            "name": fields.name,
            "emails": list(fields.emails),
            "phones": list(fields.phones),
            "links": list(fields.links),
            "language": fields.language,
            "sections": [{"title": one.text, "key": one.key} for one in fields.headings],
            "entries": [asdict(one) for one in fields.dated],
        },
        "text": dict(contents.readers),
        "most_pages": MAX_PAGES,
    }


def as_page(found: Read) -> str:
    """An HTML page: the points, the fields, and each page's picture beside its text."""
    readers = list(found.contents.readers.items())
    pictures = [base64.b64encode(data).decode() for data in found.pictures]
    sizes = [_size(data) for data in found.pictures]
    count = max((len(pages) for _, pages in readers), default=0)
    rows = [
        {
            "number": number + 1,
            "picture": pictures[number] if number < len(pictures) else "",
            "size": sizes[number] if number < len(sizes) else (0, 0),
            "texts": [(name, pages[number]) for name, pages in readers if number < len(pages)],
        }
        for number in range(count)
    ]
    return render_template(_TEMPLATE, {"found": found, "rows": rows, "words": _WORDS})


_WORDS = {True: "pass", False: "fail", None: "not sure"}


def _size(data: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return int(image.width), int(image.height)
