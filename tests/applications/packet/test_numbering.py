"""The running page count of a packet: where it is drawn, and that nothing reads it."""

from __future__ import annotations

import re
from dataclasses import replace

import pikepdf
import pytest
from PIL import ImageChops

from cvgen.applications.packet import Part, join
from cvgen.themes import load_theme, theme_names
from tests.helpers_documents import written
from tests.helpers_foreign import A4, bytes_of, scanned
from tests.helpers_packet import failures, part, pdfium_texts, pictures, several
from tests.helpers_pdf_tags import marked, opened
from tests.helpers_stress import STRESS


@pytest.mark.sweep("cvgen/applications", "themes", kinds=(), keep=1)
@pytest.mark.parametrize("theme", theme_names())
def test_the_count_is_in_an_empty_corner(theme: str) -> None:
    parts = [part("many pages", theme), part("everything", theme), part("links", theme)]
    plain, counted = (
        list(pictures(join(parts, "x", "", "en", numbering=text).data, 2.0))
        for text in ("", "{page}/{pages}")
    )
    for before, after in zip(plain, counted, strict=True):
        area = ImageChops.difference(before, after).getbbox()
        assert area is not None
        left, top, right, bottom = area
        assert left > 0.9 * after.width and right < after.width - 2 * 10
        assert top > 0.95 * after.height and bottom < after.height - 2 * 8
        around = before.crop((left - 8, top - 8, right + 8, bottom + 8))
        assert around.getextrema() == ((255, 255),) * 3


@pytest.mark.sweep("cvgen/applications", "themes", kinds=(), keep=2)
@pytest.mark.parametrize("name", ["many pages", "right to left"])
@pytest.mark.parametrize("theme", theme_names())
def test_pages_have_no_numbers_of_their_own_beside_the_count(theme: str, name: str) -> None:
    section = STRESS["many pages"].sections
    document = replace(STRESS[name], sections=section)
    look = load_theme(theme)
    own, bare = (written(document, replace(look, numbered=on)).data for on in (True, False))
    total = len(pdfium_texts(own))
    assert total > 1
    numbers = re.compile(rf"(?<!\d)\d ?/ ?{total}(?!\d)|(?<!\d){total} ?/ ?\d(?!\d)")
    assert [len(numbers.findall(text)) for text in pdfium_texts(own)][1:] == [1] * (total - 1)
    assert [numbers.findall(text) for text in pdfium_texts(bare)] == [[]] * total


def test_the_count_is_decoration() -> None:
    parts = several()
    plain, counted = (join(parts, "x", "", "en", numbering=n).data for n in ("", "{page}/{pages}"))
    assert failures(counted) == []
    assert pdfium_texts(plain) == pdfium_texts(counted)
    for one, other in zip(opened(plain).pages, opened(counted).pages, strict=True):
        assert len(marked(other.obj).artifacts) == len(marked(one.obj).artifacts) + 1


def turned(degrees: int, box: tuple[float, float, float, float] = (0, 0, *A4)) -> Part:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=A4)
    page.obj.MediaBox = pikepdf.Array(box)
    page.obj.Rotate = degrees
    return Part(bytes_of(pdf), "x", "en")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("box", [(0, 0, *A4), (-100, 50, 495, 892)])
def test_the_count_is_in_the_corner_as_the_page_is_seen(
    degrees: int, box: tuple[float, float, float, float]
) -> None:
    upright, seen = (
        next(pictures(join([one], "x", "", "en", numbering="{page}/{pages}").data, 3.0))
        for one in (turned(0), turned(degrees, box))
    )
    size = (150, 90)
    corners = [image.crop((image.width - size[0], image.height - size[1], *image.size)).convert("L")
               for image in (upright, seen)]  # fmt: skip
    first, second = (corner.point(lambda value: 255 if value < 200 else 0) for corner in corners)
    one, other = first.getbbox(), second.getbbox()
    assert one is not None and other is not None
    assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 3


def test_what_a_page_leaves_behind_does_not_matter() -> None:
    pdf = scanned()
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"0.1 0 0 0.1 0 0 cm 1 0 0 rg")
    data = join([Part(bytes_of(pdf), "x", "en")], "x", "", "en", numbering="{page}").data
    area = ImageChops.invert(next(pictures(data)).convert("L")).getbbox()
    assert area is not None and area[0] > 550 and area[1] > 800


@pytest.mark.parametrize("text", ["{name}", "{}", "{page.x}", "{page[0]}", "東京 {page}", "{page"])
def test_texts_that_cannot_be_drawn(text: str) -> None:
    with pytest.raises(ValueError, match=r"only|lacks"):
        join([part("one line")], "x", "", "en", numbering=text)
