"""Picture files become one A4 page that shows them upright, without what the camera noted."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from cvgen.applications.packet import Part, join, prepare
from tests.helpers_foreign import picture
from tests.helpers_packet import failures, part, pictures
from tests.helpers_pdf_tags import opened, tree

ORIENTATION = 0x0112


def shown(data: bytes) -> Any:
    """The page of a picture file as it looks, after checks of the file."""
    made = prepare(data, "scan.jpg", "Certificate", "en", "A certificate")
    assert failures(made.data) == []
    packet = join([part("one line"), Part(made.data, "x", "en")], "A", "B", "en")
    assert failures(packet.data) == []
    assert [kid.kind for kid in tree(made.data).kids] == ["Figure"]
    (page,) = pictures(made.data)
    return page


def is_like(one: Any, other: Any) -> bool:
    """True if two pictures of one size look the same but for edges."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean) < 3


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"),
     *[("PNG", mode) for mode in ("RGB", "L", "1", "P", "LA", "RGBA", "I;16")]],
)  # fmt: skip
def test_every_kind_of_picture(kind: str, mode: str) -> None:
    if mode == "I;16":
        out = io.BytesIO()
        Image.new("I;16", (620, 877), 40_000).save(out, "PNG")
        data, expected = out.getvalue(), Image.new("L", (620, 877), 156)
    else:
        data = picture(kind, mode)
        expected = Image.open(io.BytesIO(data))
    page = shown(data)
    assert is_like(page, expected.convert("RGB").resize(page.size))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_pictures_are_upright(turned: int, kind: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    size = (620, 877) if turned < 5 else (877, 620)
    data = picture(kind, size=size, exif=exif)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    page = shown(data)
    assert page.size == (596, 842)
    assert is_like(page, upright.convert("RGB").resize(page.size))


@pytest.mark.parametrize("size", [(1000, 700), (700, 1000), (2000, 1000), (1000, 1000), (80, 60)])
def test_pictures_of_other_proportions_are_whole_and_have_a_margin(size: tuple[int, int]) -> None:
    page = shown(picture(size=size))
    assert page.size == ((842, 596) if size[0] > size[1] else (596, 842))
    area = ImageChops.invert(page).getbbox()
    assert area is not None
    left, top, right, bottom = area
    assert abs((left + right) / 2 - page.width / 2) < 8
    assert abs((top + bottom) / 2 - page.height / 2) < 8
    assert right - left <= size[0] and bottom - top <= size[1]


def test_transparent_parts_are_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (620, 877), (255, 0, 0, 0)).save(out, "PNG")
    assert shown(out.getvalue()).getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_the_camera_noted_is_taken_out(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    data = picture(kind, exif=exif)
    assert b"Camera of Ada" in data
    pdf = opened(prepare(data, "a.jpg", "A", "en", "a").data)
    assert b"Camera of Ada" not in pdf.pages[0].Resources.XObject.Im0.read_raw_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_colour_profile_is_kept(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = picture(kind, icc_profile=profile)
    shown(data)
    pdf = opened(prepare(data, "a.jpg", "A", "en", "a").data)
    space = pdf.pages[0].Resources.XObject.Im0.ColorSpace
    assert space[0] == "/ICCBased"
    assert space[1].read_bytes() == profile
    odd = opened(prepare(picture(kind, icc_profile=b"no profile" * 20), "a", "A", "en", "a").data)
    assert odd.pages[0].Resources.XObject.Im0.ColorSpace == "/DeviceRGB"
