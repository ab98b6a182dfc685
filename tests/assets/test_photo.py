"""The photo of a CV: checked once with its place for every command, and without metadata."""

from __future__ import annotations

import base64
import contextlib
import io
import os
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFile

from cvgen.assets.pictures import PhotoError, photo_of, usable
from tests.helpers_audit import photo
from tests.helpers_cli import codes, run
from tests.helpers_project import make_project, write

CV = """\
name: Ada Example
email: ada@example.org
photo: {name}
sections:
  experience:
    - {{organization: Harbour Analytics, role: Engineer, start: 2020-01, end: 2022-02}}
"""
SIZE = (60, 80)


def picture(form: str, mode: str = "RGB", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, SIZE, "navy" if mode == "RGB" else 90).save(out, form, **options)
    return out.getvalue()


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", SIZE, colour) for colour in ("navy", "red", "white")]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(bytes(9_000_000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


Make = Callable[[Path], object]


def _bytes(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


BAD: dict[str, tuple[str, Make]] = {
    "missing": ("me.jpg", lambda path: None),
    "address": ("'https://example.org/me.jpg'", lambda path: None),
    "svg": ("me.svg", _bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")),
    "svg-as-png": ("me.png", _bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")),
    "text": ("me.jpg", _bytes(b"not a picture")),
    "empty": ("me.jpg", _bytes(b"")),
    "cut-jpeg": ("me.jpg", _bytes(picture("JPEG")[:400])),
    "cut-png": ("me.png", _bytes(picture("PNG")[:60])),
    "cut-webp": ("me.webp", _bytes(picture("WEBP")[:30])),
    "bomb": ("me.png", _bytes(bomb(30_000, 30_000))),
    "wide": ("me.png", _bytes(bomb(9_000, 9_000))),
    "tiff": ("me.tif", _bytes(picture("TIFF"))),
    "folder": ("me.jpg", lambda path: path.mkdir()),
    "pipe": ("me.jpg", lambda path: os.mkfifo(path)),
    "device": ("me.jpg", lambda path: path.symlink_to("/dev/zero")),
    "loop": ("me.jpg", lambda path: path.symlink_to("me.jpg")),
    "link-out": ("me.jpg", lambda path: path.symlink_to("/etc/passwd")),
    "up": ("../../me.jpg", lambda path: None),
    "root": ("/etc/passwd", lambda path: None),
    "long": ("a" * 400 + ".jpg", lambda path: None),
}  # fmt: skip


@pytest.mark.sweep("cvgen/assets", "cvgen/rendering", kinds=(), keep=6)
@pytest.mark.parametrize("name", BAD)
def test_a_photo_that_cannot_be_used_is_reported_with_its_place(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, make = BAD[name]
    monkeypatch.chdir(make_project(tmp_path))
    write(tmp_path / "cv_data" / "ada.yaml", CV.format(name=file))
    if name not in ("long", "up", "root", "address"):
        make(tmp_path / "cv_data" / file)
    for words in ("check", "render -f html,md"):
        made = run(*words.split())
        assert (made.code, codes(made.err + made.out)) == (0, ["W402"])
        assert made.err.startswith("cv_data/ada.yaml:3:8: warning W402 ")
        assert "root:" not in made.err
    page = (tmp_path / "output" / "ada" / "ada-full.html").read_text("utf-8")
    assert "<img" not in page


@pytest.mark.parametrize("filled_up", [True, False], ids=["filled-up", "strict"])
@pytest.mark.parametrize("name", [name for name in BAD if name.startswith("cut-")])
def test_a_photo_cut_short_is_broken_whatever_other_code_told_pillow(
    name: str, filled_up: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", filled_up)  # as WeasyPrint does
    file, make = BAD[name]
    make(tmp_path / file)
    with pytest.raises(PhotoError, match="it is incomplete"):
        photo_of(tmp_path, file)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is filled_up


GOOD = {
    "jpeg": picture("JPEG"), "grey": picture("JPEG", "L"), "cmyk": picture("JPEG", "CMYK"),
    "png": picture("PNG"), "transparent": picture("PNG", "RGBA"), "palette": picture("PNG", "P"),
    "sixteen": picture("PNG", "I;16"), "webp": picture("WEBP"),
    "clear-webp": picture("WEBP", "RGBA"), "gif": picture("GIF", "P"), "moving-gif": moving("GIF"),
    "moving-webp": moving("WEBP"), "moving-png": moving("PNG"), "gps": photo(),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_picture_becomes_a_jpeg_or_png_with_nothing_hidden(name: str) -> None:
    data, kind = usable(GOOD[name])
    with Image.open(io.BytesIO(data)) as image, Image.open(io.BytesIO(GOOD[name])) as old:
        assert kind == {"JPEG": "image/jpeg", "PNG": "image/png"}[str(image.format)]
        assert not getattr(image, "is_animated", False)
        assert image.mode in ("RGB", "L", "RGBA", "P")
        assert image.size == old.size
        assert not {*image.getexif()} - {0x0112}
        assert "exif" not in image.info or not image.getexif().get_ifd(0x8825)
        assert not {"comment", "xmp", "XML:com.adobe.xmp"} & {*image.info}
    assert usable(data) == (data, kind)


def test_where_a_webp_was_taken_stays_unknown() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Lensmaker"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 0.0)
    assert b"Lensmaker" not in usable(picture("WEBP", exif=exif))[0]
    exif[0x0112] = 6  # lies on its side
    turned = usable(picture("WEBP", exif=exif))[0]
    assert Image.open(io.BytesIO(turned)).size == SIZE[::-1]


def test_a_webp_is_in_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pikepdf

    monkeypatch.chdir(make_project(tmp_path))
    write(tmp_path / "cv_data" / "ada.yaml", CV.format(name="me.webp"))
    (tmp_path / "cv_data" / "me.webp").write_bytes(GOOD["webp"])
    made = run("render", "-f", "html,pdf")
    assert (made.code, made.err) == (0, "")
    page = (tmp_path / "output" / "ada" / "ada-full.html").read_text("utf-8")
    found = re.search(r'src="data:image/jpeg;base64,([^"]+)"', page)
    assert found
    assert Image.open(io.BytesIO(base64.b64decode(found[1]))).size == SIZE
    with pikepdf.open(tmp_path / "output" / "ada" / "ada-full.pdf") as pdf:
        assert len(pdf.pages[0].get_images()) == 1


@pytest.mark.parametrize("at", range(0, 900, 37))
def test_any_bytes_are_a_picture_or_an_error(at: int) -> None:
    for data in (GOOD["jpeg"], GOOD["png"], GOOD["webp"], GOOD["moving-gif"]):
        changed = bytearray(data)
        changed[at % len(data)] ^= 0xFF
        for some in (bytes(changed), data[: at % len(data)]):
            with contextlib.suppress(PhotoError):
                assert usable(some)[1] in ("image/jpeg", "image/png")


def test_a_name_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match=r"the photo 'me\.jpg' is not in the CV's folder"):
        photo_of(tmp_path, "me.jpg")


def test_a_theme_that_leaves_the_photo_out_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada=CV.format(name="ada.png"))
    (tmp_path / "cv_data" / "ada.png").write_bytes(picture("PNG"))
    render = ("render", "-f", "html,md", "--theme")
    made = run(*render, "plain", "-o", "a")
    assert (made.code, codes(made.err)) == (0, ["W406"])
    assert "cv_data/ada.yaml:3:8: warning W406 the theme 'plain' does not show photos" in made.err
    for number, words in enumerate([("plain", "-s", "photo=true"), ("plain", "-s", "photo=false"),
                                    ("industry",)]):  # fmt: skip
        assert run(*render, *words, "-o", f"b{number}").err == ""
