"""Output of libraries never reaches the terminal."""

from __future__ import annotations

import io
import os
import struct
import warnings
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from cvgen.assets.pictures import usable
from cvgen.audit.audit import Audit


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_broken_exif() -> bytes:
    """A picture whose Exif data leads out of it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (6, 8)).save(out, "JPEG", exif=exif)
    data = bytearray(out.getvalue())
    at = data.index(b"Exif\0\0")
    data[at + 10 : at + 14] = b"\xff\xff\xff\xff"
    return bytes(data)


def very_large() -> bytes:
    """The head of a picture of 100 million pixels; Pillow refuses twice as many."""
    size = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", size) + _chunk(b"IDAT", b"") + _chunk(b"IEND", b"")
    )


PICTURES = {"exif": with_broken_exif, "large": very_large}


@pytest.mark.parametrize("name", PICTURES)
def test_what_pillow_says_of_pictures_is_not_shown(
    name: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def show(message: object, *_others: object) -> None:
        os.write(2, str(message).encode())

    monkeypatch.setattr(warnings, "showwarning", show)  # pytest keeps them back
    data = PICTURES[name]()
    works: tuple[Callable[[], object], ...] = (
        lambda: Audit([], []).of_bytes("a.jpg", data),
        lambda: usable(data),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        for work in works if name == "exif" else works[:1]:
            work()
    assert capfd.readouterr().err == ""
