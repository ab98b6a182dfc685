"""Finished files of all kinds for audits, each with a problem in it."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path
from typing import Any, cast

import pikepdf
from PIL import Image

from tests.helpers_project import make_project

CV = """\
name: Ada Example
aliases: [A. Example]
headline: Systems engineer, London
email: ada@example.org
phone: "+44 7911 123456"
addresses: {postal: "12 Chestnut Lane\\nLittle Whinging"}
born: 1990-03-07
nationality: Ruritanian
links:
  - {github: ada-example}
  - {url: "https://hidden.example/~ada", visibility: personal}
facts: {Clearance: {text: Level nine, visibility: private}}
sections:
  experience:
    - role: Engineer
      organization: Analytical Engines Ltd
      start: 2019-06
      end: present
      highlights:
        - Cut the mill's cycle time by 40 %.
        - text: Worked on the secret difference engine for the ministry in the north of the country.
          visibility: private
        - {text: London, visibility: private}
    - {role: Agent, organization: Müller & Söhne, date: 2014, visibility: private}
"""


def project(folder: Path) -> Path:
    """The project of Ada Example, much of whom is not public."""
    return make_project(folder, None, ada=CV)


def pdf(text: str = "", *, content: bytes = b"", **objects: object) -> bytes:
    """A PDF of one page with ``text`` on it (or ``content`` as its operators)."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(400, 200))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = b"BT /F1 12 Tf 20 100 Td (" + text.encode("latin-1") + b") Tj ET"
    page.Contents = made.make_stream(content or shown)
    for name, value in objects.items():
        page[f"/{name}"] = value
    return saved(made)


def attached(content: bytes) -> bytes:
    """A PDF with a file ``notes.txt`` attached."""
    made, specification = pikepdf.new(), cast(Any, pikepdf.AttachedFileSpec)
    made.add_blank_page()
    made.attachments["notes.txt"] = specification(made, content)
    return saved(made)


def saved(made: pikepdf.Pdf, **options: Any) -> bytes:
    """The bytes of a PDF."""
    out = io.BytesIO()
    made.save(out, **{"deterministic_id": "encryption" not in options, **options})
    return out.getvalue()


def archive(**members: str | bytes) -> bytes:
    """A ZIP; ``__`` in names stands for a slash, ``_`` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in members.items():
            # Without a clock in it, for the processes that run the tests name them by such bytes.
            made.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_", ".")), data)
    return out.getvalue()


def tar(**members: bytes) -> bytes:
    """A tar archive; ``_`` in names stands for a dot."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, data in members.items():
            member = tarfile.TarInfo(name.replace("_", "."))
            member.size = len(data)
            made.addfile(member, io.BytesIO(data))
    return out.getvalue()


def docx(body: str, **others: str | bytes) -> bytes:
    """A word processor file with ``body`` as its text."""
    text = f"<w:document><w:body>{body}</w:body></w:document>"
    return archive(word__document_xml=text, **others)


def photo() -> bytes:
    """A JPEG that says where and with what it was taken, and by whom."""
    image, out = Image.new("RGB", (8, 8)), io.BytesIO()
    exif = image.getexif()
    exif[0x010F], exif[0x0110], exif[0x013B] = "Lensmaker", "Modell 3", "Somebody Else"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()
