"""Makes a page of a picture file: a scan or photo of a document, as JPEG or PNG."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

from cvgen.applications.limits import PAPERS, POINTS
from cvgen.applications.packet.refusals import damaged, too_large
from cvgen.assets.pictures import (
    FAULTS,
    JPEG,
    MAX_PIXELS,
    PNG,
    PhotoError,
    usable,
    whole_pictures,
)
from cvgen.silent import silent_libraries

_MARGIN = 28.35  # points around a picture that does not have the proportions of the paper: 10 mm
_LIKE_PAPER = 0.03
_ORIENTATION = 0x0112
_CLASSES = (b"scnr", b"mntr", b"prtr", b"spac")
_SPACES = {"L": (b"GRAY", 1), "RGB": (b"RGB ", 3)}


def is_picture(data: bytes) -> bool:
    """True if ``data`` start like a JPEG or PNG."""
    return data.startswith((JPEG, PNG))


def page_of(data: bytes, name: str, paper: str) -> Any:
    """A pikepdf.Pdf with one page that shows the picture ``data``, as large as it fits.

    ``paper`` is one of ``PAPERS``.
    InputError if the picture is damaged (E712) or has too many pixels (E718).
    """
    from PIL import Image

    try:
        with whole_pictures(), silent_libraries(), _opened(data) as image:
            if image.width * image.height > MAX_PIXELS:
                raise too_large(name, f"it has {image.width} by {image.height} pixels")
            if data.startswith(PNG):
                return _page(_png, image, data, paper)
            cleaned, _ = usable(data)
            with _opened(cleaned) as jpeg:
                jpeg.load()
                return _page(_jpeg, jpeg, cleaned, paper)
    except Image.DecompressionBombError:
        raise too_large(name, "it has too many pixels") from None
    except (*FAULTS, PhotoError, MemoryError) as error:
        reason = "the picture is incomplete or contains invalid data"
        raise damaged(name, reason, "scan it again, or ask for a new copy") from error


def _opened(data: bytes) -> Any:
    from PIL import Image

    return Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "MPO"))


def _page(make: Callable[[Any, Any, bytes], Any], image: Any, data: bytes, paper: str) -> Any:
    """A PDF with a page that shows the object which ``make`` makes of ``image`` and its bytes."""
    import pikepdf

    pdf = pikepdf.new()
    turned = int(image.getexif().get(_ORIENTATION, 1))
    drawn = make(pdf, image, data)
    shown = (drawn.Width, drawn.Height) if turned < 5 else (drawn.Height, drawn.Width)
    wide, high = (round(side * POINTS["mm"], 3) for side in PAPERS[paper])
    size = (wide, high) if shown[0] <= shown[1] else (high, wide)
    width, height = _fitted((int(shown[0]), int(shown[1])), size)
    left, bottom = (size[0] - width) / 2, (size[1] - height) / 2
    a, b, c, d, e, f = _matrix(turned, width, height)
    place = " ".join(f"{part:.3f}" for part in (a, b, c, d, e + left, f + bottom))
    page = pdf.add_blank_page(page_size=size)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=drawn))
    page.obj.Contents = pikepdf.Stream(pdf, f"q {place} cm /Im0 Do Q".encode())
    return pdf


def _fitted(pixels: tuple[int, int], paper: tuple[float, float]) -> tuple[float, float]:
    """The width and height in points at which a picture is shown: 72 dpi or more."""
    wide, high = pixels
    is_paper = abs(wide / high / (paper[0] / paper[1]) - 1) < _LIKE_PAPER
    room = 0.0 if is_paper else 2 * _MARGIN
    scale = min((paper[0] - room) / wide, (paper[1] - room) / high, 1.0)
    return wide * scale, high * scale


def _matrix(turned: int, w: float, h: float) -> tuple[float, ...]:
    """The matrix that shows a picture of the EXIF orientation ``turned`` upright, w by h points."""
    return {
        2: (-w, 0, 0, h, w, 0), 3: (-w, 0, 0, -h, w, h), 4: (w, 0, 0, -h, 0, h),
        5: (0, -h, -w, 0, w, h), 6: (0, -h, w, 0, 0, h), 7: (0, h, w, 0, 0, 0),
        8: (0, h, -w, 0, w, 0),
    }.get(turned, (w, 0, 0, h, 0, 0))  # fmt: skip


def _jpeg(pdf: Any, image: Any, data: bytes) -> Any:
    """The JPEG ``data`` as an object; its pixels stay as they are."""
    from pikepdf import Name, Stream

    space = _space(pdf, image.mode, image.info.get("icc_profile"))
    return Stream(
        pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=image.width, Height=image.height,
        BitsPerComponent=8, ColorSpace=space, Filter=Name.DCTDecode,
    )  # fmt: skip


def _png(pdf: Any, image: Any, _data: bytes) -> Any:
    """The pixels of a PNG as an object, on white where they are transparent.

    PDF packs pixels as PNG does, so those of a PNG that Pillow saves are taken as they are.
    """
    from pikepdf import Dictionary, Name, Stream
    from PIL import Image

    pixels, profile = image, None
    if pixels.mode in ("L", "RGB", "RGBA"):
        profile = image.info.get("icc_profile")
    if pixels.mode.startswith("I"):  # 16 bits of grey
        pixels = pixels.point(lambda value: value / 256).convert("L")
    if pixels.has_transparency_data:
        over = pixels.convert("RGBA")
        pixels = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    if pixels.mode not in ("1", "L", "RGB"):
        pixels = pixels.convert("RGB")
    out = io.BytesIO()
    pixels.save(out, "PNG", icc_profile=None)
    bits, colours = 1 if pixels.mode == "1" else 8, 3 if pixels.mode == "RGB" else 1
    rows = Dictionary(Predictor=15, Colors=colours, BitsPerComponent=bits, Columns=pixels.width)
    return Stream(
        pdf, _packed(out.getvalue()), Type=Name.XObject, Subtype=Name.Image, Width=pixels.width,
        Height=pixels.height, BitsPerComponent=bits, Filter=Name.FlateDecode, DecodeParms=rows,
        ColorSpace=_space(pdf, pixels.mode, profile),
    )  # fmt: skip


def _packed(png: bytes) -> bytes:
    """The packed pixels of a PNG: its chunks ``IDAT``."""
    at, found = 8, []
    while at < len(png):
        size, kind = struct.unpack_from(">I4s", png, at)
        if kind == b"IDAT":
            found.append(png[at + 8 : at + 8 + size])
        at += size + 12
    return b"".join(found)


def _space(pdf: Any, mode: str, profile: bytes | None) -> Any:
    """The colour space of a picture of ``mode``, with its ``profile`` where PDF/A allows it."""
    from pikepdf import Array, Name, Stream

    wanted, count = _SPACES.get(mode, (b"", 0))
    if profile and profile[36:40] == b"acsp" and profile[16:20] == wanted:
        is_allowed = profile[8] in (2, 4) and profile[12:16] in _CLASSES
        if is_allowed:
            return Array([Name.ICCBased, Stream(pdf, profile, N=count)])
    return Name.DeviceRGB if mode == "RGB" else Name.DeviceGray
