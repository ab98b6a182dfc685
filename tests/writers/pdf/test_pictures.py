"""Pictures go into documents without what is hidden in them, looking as they did."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from cvgen.assets.files import Assets
from cvgen.assets.pictures import strip_metadata
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from tests.helpers_pdf import write
from tests.samples import HEADER, document
from tests.writers.pdf.engine.test_standards import failures

SECRET = b"latitude 51.4779"


def jpeg(orientation: int | None = None, mode: str = "RGB") -> bytes:
    image = Image.effect_noise((48, 32), 60).convert(mode)
    exif = image.getexif()
    exif[0x010E] = SECRET.decode()
    if orientation:
        exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=SECRET, icc_profile=b"colours")
    xmp = (
        b"\xff\xe1"
        + (2 + 30 + len(SECRET)).to_bytes(2)
        + b"http://ns.adobe.com/xap/1.0/\0 "
        + SECRET
    )
    return out.getvalue()[:2] + xmp + out.getvalue()[2:]


def png() -> bytes:
    notes = PngInfo()
    notes.add_text("Where", SECRET.decode())
    notes.add_itxt("There", SECRET.decode())
    out = io.BytesIO()
    Image.effect_noise((48, 32), 60).save(out, "PNG", pnginfo=notes, dpi=(300, 300))
    return out.getvalue()


def seen(picture: bytes) -> Any:
    """The pixels as a viewer shows them."""
    image = Image.open(io.BytesIO(picture))
    image.load()
    return ImageOps.exif_transpose(image).convert("RGB").tobytes()


@pytest.mark.parametrize("picture", [jpeg(), jpeg(1), jpeg(6), jpeg(3, "L"), png()])
def test_nothing_is_hidden_and_nothing_looks_different(picture: bytes) -> None:
    assert picture.count(SECRET) >= 2
    cleaned = strip_metadata(picture)
    assert SECRET not in cleaned
    assert seen(cleaned) == seen(picture)


def test_the_meaning_of_colours_stays() -> None:
    assert Image.open(io.BytesIO(strip_metadata(jpeg()))).info["icc_profile"] == b"colours"


BROKEN = [
    b"",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"\xff\xd8\xff\xe1\0\x09",
    b"\xff\xd8\xff\0\0\0\0\0",
    b"\x89PNG\r\n\x1a\n\0\0",
    b"\x89PNG\r\n\x1a\n\0\0\0\x09tEXt",
]


@pytest.mark.parametrize("picture", BROKEN)
def test_other_files_than_pictures_do_not_change(picture: bytes) -> None:
    assert strip_metadata(picture) == picture


def test_colours_of_the_press_become_those_of_screens(tmp_path: Path) -> None:
    cleaned = strip_metadata(jpeg(mode="CMYK"))
    assert Image.open(io.BytesIO(cleaned)).mode == "RGB"
    (tmp_path / "me.jpg").write_bytes(jpeg(mode="CMYK"))
    written = write(document(header=replace(HEADER, photo="me.jpg")), folder=tmp_path)
    assert failures(written.data) == []


@pytest.mark.parametrize("form", ["pdf", "html"])
@pytest.mark.parametrize("name", ["me.jpg", "me.png"])
def test_documents_reveal_nothing(tmp_path: Path, form: str, name: str) -> None:
    picture = jpeg() if name == "me.jpg" else png()
    (tmp_path / name).write_bytes(picture)
    doc = document(header=replace(HEADER, photo=name))
    data = WRITERS[form].write(doc, load_theme("academic"), Assets(tmp_path)).data
    import base64

    tail = base64.b64encode(strip_metadata(picture)) if form == "html" else b"/Image"
    assert tail in data
    assert SECRET not in data
