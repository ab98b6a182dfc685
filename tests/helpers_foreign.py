"""Files of others for packets: scans, certificates, forms, and files made to harm."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw

A4 = (595.276, 841.89)


def bytes_of(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id="encryption" not in options, **options)
    return out.getvalue()


def picture(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (620, 877),
            **options: Any) -> bytes:  # fmt: skip
    """A page of a certificate: a frame, with one corner in another colour."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 20, size[0] - 20, size[1] - 20), outline="navy", width=6)
    draw.rectangle((10, 10, size[0] // 2, size[1] // 4), fill="darkred")
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def scanned(pages: int = 1, size: tuple[float, float] = A4, dpi: float = 75) -> pikepdf.Pdf:
    """What a scanner makes: a JPEG on each page, and its own metadata."""
    pdf = pikepdf.new()
    pixels = (round(size[0] / 72 * dpi), round(size[1] / 72 * dpi))
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=size)
        drawn = Stream(
            pdf, picture(size=pixels, exif=exif), Type=Name.XObject, Subtype=Name.Image,
            Width=pixels[0], Height=pixels[1], BitsPerComponent=8, ColorSpace=Name.DeviceRGB,
            Filter=Name.DCTDecode, Interpolate=True,
        )  # fmt: skip
        page.obj.Resources = Dictionary(XObject=Dictionary(Im0=drawn))
        page.obj.Contents = Stream(pdf, f"q {size[0]} 0 0 {size[1]} 0 0 cm /Im0 Do Q".encode())
        page.obj.Thumb = Stream(pdf, b"\0" * 3, Width=1, Height=1, BitsPerComponent=8,
                                ColorSpace=Name.DeviceRGB)  # fmt: skip
    pdf.docinfo["/Author"] = "Scanner of Ada"
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    return pdf


def with_text(words: str = "Certificate", pages: int = 1) -> pikepdf.Pdf:
    """What most programs print: text without tags, in a font that is not in the file."""
    pdf = pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=A4)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        shown = f"BT /F1 24 Tf 72 700 Td ({words} {number + 1}) Tj ET"
        page.obj.Contents = Stream(pdf, shown.encode())
    return pdf


def changed(change: Callable[[pikepdf.Pdf], object], pages: int = 1) -> bytes:
    """A scan after ``change``."""
    pdf = scanned(pages)
    change(pdf)
    return bytes_of(pdf)


def annotate(pdf: pikepdf.Pdf, page: int = 0, **entries: Any) -> None:
    """Add an annotation to a page."""
    made = Dictionary(Type=Name.Annot, Rect=[100, 100, 200, 120], **entries)
    found = pdf.pages[page].obj.get("/Annots", Array())
    pdf.pages[page].obj.Annots = Array([*found.as_list(), pdf.make_indirect(made)])


def _sign(pdf: pikepdf.Pdf) -> None:
    signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=[0, 1, 2, 3],
                           Contents=String(b"\0" * 8))  # fmt: skip
    field = pdf.make_indirect(Dictionary(FT=Name.Sig, T="s", V=pdf.make_indirect(signature)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


def _add_form(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="name", V="Ada"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _add_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _add_launch(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="calc.exe"))


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["grades.txt"] = b"1.0"


def _set_box(pdf: pikepdf.Pdf, *box: float) -> None:
    pdf.pages[0].obj.MediaBox = Array(box)


def _nest_pages(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.Pages
    for _ in range(20_000):
        upper = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([top])))
        top.Parent = upper
        top = upper
    pdf.Root.Pages = top


@cache
def packed(size: int) -> bytes:
    """A stream that unpacks to ``size`` zeros."""
    packer = zlib.compressobj(1)
    pieces = [packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join([*pieces, packer.flush()])


def bomb() -> bytes:
    """A scan of 1 MB whose picture unpacks to 250 MB."""
    pdf = scanned()
    pdf.pages[0].obj.Resources.XObject.Im0 = Stream(
        pdf, packed(250_000_000), Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode,
    )  # fmt: skip
    return bytes_of(pdf, compress_streams=False)


def _without_pages() -> bytes:
    return bytes_of(pikepdf.new())


def _encrypted(user: str) -> bytes:
    key = pikepdf.Encryption(owner="o", user=user)
    return bytes_of(scanned(), encryption=key)


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("E711", lambda: b""),
    "a text": ("E711", lambda: b"Dear Sir or Madam"),
    "cut off": ("E712", lambda: bytes_of(scanned())[:-200]),
    "cut off in the middle": ("E712", lambda: bytes_of(scanned())[:3000]),
    "a cut picture": ("E712", lambda: picture()[:2000]),
    "no size": ("E712", lambda: changed(lambda pdf: _set_box(pdf, 0, 0, 0, 0))),
    "a broken stream": ("E712", lambda: changed(lambda pdf: setattr(
        pdf.pages[0].obj, "Contents", Stream(pdf, b"x\x9cnothing", Filter=Name.FlateDecode)))),
    "a password": ("E713", lambda: _encrypted("u")),
    "an owner's password": ("E713", lambda: _encrypted("")),
    "signed": ("E714", lambda: changed(_sign)),
    "a form": ("E715", lambda: changed(_add_form)),
    "a script": ("E716", lambda: changed(_add_script)),
    "a program": ("E716", lambda: changed(_add_launch)),
    "an attachment": ("E717", lambda: changed(_attach)),
    "an enormous page": ("E718", lambda: changed(lambda pdf: _set_box(pdf, 0, 0, 9e6, 9e6))),
    "deep pages": ("E718", lambda: changed(_nest_pages)),
    "many pages": ("E718", lambda: bytes_of(with_text(pages=201))),
    "a bomb": ("E718", bomb),
    "too many bytes": ("E718", lambda: b"%PDF-1.7" + bytes(50_000_000)),
    "no pages": ("E719", _without_pages),
}  # fmt: skip
"""Files that no packet takes, with the code of the reason."""
