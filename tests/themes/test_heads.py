"""The head of a page: its texts never overlap, and a photo keeps its proportions."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from cvgen.assets.files import Assets
from cvgen.assets.pictures import photo_of, photo_scale
from cvgen.document import Document
from cvgen.themes import load_theme, theme_names
from cvgen.writers.html.writer import write_html
from tests.helpers_boxes import LaidOutPages, lay_out
from tests.helpers_cv import document_of
from tests.helpers_geometry import overlapping, photo_off_edge
from tests.helpers_sweeps import Sample

NAMES = {
    11: "Ada Example",
    36: "Maximiliane von Sigmaringen-Weißenau",
    66: "Maximiliane-Alexandra von Hohenstein-Sigmaringen zu Weißenfelsburg",
    90: "Maximiliane-Alexandra von Hohenstein-Sigmaringen zu Weißenfelsburg von und zu Mustermann",
}
HEADLINE = "Lecturer in the algebra of cards and of looms, and the mechanics of mills and of rails"
AFFILIATION = "Institute of Analytical and Difference Engines, University of the Mills, Nowhere"
ONE_ROW = """\
.who { display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: 6mm }
.who > * { align-self: baseline }
"""
RATIOS = {
    "1:3": (100, 300), "9:16": (90, 160), "2:3": (200, 300), "3:4": (150, 200),
    "1:1": (200, 200), "10:7": (200, 140), "16:10": (160, 100), "3:1": (300, 100),
}  # fmt: skip
MM = 96 / 25.4


def with_head(name: int, headline: int = 0, affiliation: int = 0, photo: str = "") -> Document:
    """A CV with a name, a headline and an affiliation of about so many letters."""
    lines = [f"name: {NAMES[name]}", "email: ada@example.org", "location: Nowhere"]
    lines += [f"headline: {HEADLINE[:headline].rstrip(', ')}"] if headline else []
    lines += [f"affiliation: {AFFILIATION[:affiliation].rstrip(', ')}"] if affiliation else []
    lines += [f"photo: {photo}"] if photo else []
    return document_of("\n".join([*lines, "sections: {interests: [chess]}", ""]))


@pytest.mark.sweep("cvgen/writers/pdf", "themes", keep=8)
def test_no_texts_of_a_head_overlap(sample: Sample) -> None:
    lengths = product(NAMES, (0, 36, 48, 88), (0, 80))
    for theme, head in sample(product(theme_names(), lengths), kinds=lambda case: case[0]):
        found = list(overlapping(lay_out(with_head(*head), theme)))
        assert (theme, head, found) == (theme, head, [])


@pytest.mark.parametrize("headline", [36, 42, 48])
def test_a_headline_is_below_a_name_that_leaves_no_room_beside_it(headline: int) -> None:
    for name in (36, 66, 90):
        laid = lay_out(with_head(name, headline), "classic")
        assert list(overlapping(laid)) == []
    theme = replace(load_theme("classic"), extra_css=ONE_ROW)
    assert list(overlapping(lay_out(with_head(90, headline), theme)))


def test_a_short_headline_is_beside_a_short_name() -> None:
    name, headline = lay_out(with_head(11, 36), "classic").pieces[:2]
    assert headline.x > name.x + name.width
    assert abs((headline.y + headline.height) - (name.y + name.height)) < name.height / 2


def test_a_head_has_sizes_in_steps_and_space_between_its_contacts() -> None:
    reach = "email: ada@example.org\nphone: '+44 20 7946 0018'\nlocation: Nowhere\n"
    doc = document_of(f"name: Ada Example\nheadline: Engineer\n{reach}sections: {{a: [chess]}}\n")
    for theme in theme_names():
        laid = lay_out(doc, theme)
        heights = [
            next(piece.height for piece in laid.pieces if piece.inside(one))
            for one in ("h1", "headline", "contact", "li")
        ]
        assert heights[0] > 1.5 * heights[1] > 1.6 * heights[2], (theme, heights)
        contacts = [piece for piece in laid.pieces if piece.inside("contact") and piece.text != "|"]
        barred = any("|" in piece.text for piece in contacts)
        for one, other in pairwise(contacts):
            gap = other.x - one.x - one.width
            assert barred or gap > 2 * MM, (theme, one.text, gap)


def photo_box(laid: LaidOutPages) -> Any:
    """The box of the photo."""
    boxes = laid.rendered.pages[0]._page_box.descendants()
    return next(box for box in boxes if box.element_tag == "img")


def with_picture(folder: Path, ratio: str) -> Path:
    """A picture in ``folder`` with these proportions."""
    from PIL import Image

    path = folder / f"me-{ratio.replace(':', '-')}.png"
    Image.new("RGB", RATIOS[ratio], "navy").save(path)
    return path


@pytest.mark.sweep("cvgen/writers/pdf", "themes", keep=16)
def test_a_photo_keeps_its_proportions_and_a_sensible_size(tmp_path: Path, sample: Sample) -> None:
    cases = product(theme_names(), RATIOS)
    for theme, ratio in sample(cases, kinds=lambda case: case[1]):
        path = with_picture(tmp_path, ratio)
        look = load_theme(theme).with_values({"photo": True})
        laid = lay_out(with_head(66, 36, photo=path.name), look, path)
        box, (width, height) = photo_box(laid), RATIOS[ratio]
        assert box.width / box.height == pytest.approx(width / height, rel=0.01), (theme, ratio)
        assert max(box.width, box.height) <= 39 * MM, (theme, ratio)
        assert box.width * box.height > 0.45 * 21 * 28 * MM * MM, (theme, ratio)
        assert [*photo_off_edge(laid), *overlapping(laid)] == [], (theme, ratio)


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_web_page_gives_a_photo_the_same_shape(tmp_path: Path, ratio: str) -> None:
    path = with_picture(tmp_path, ratio)
    scale = photo_scale(photo_of(tmp_path, path.name))
    html = write_html(
        with_head(11, photo=path.name), load_theme("academic"), Assets(tmp_path)
    ).data.decode()
    assert f":root {{ --photo-scale: {scale} }}" in html
    assert ".photo { display: block; width: 100%; height: auto }" in html
    assert "max-height: 32mm" not in html


def test_a_photo_that_is_turned_by_its_orientation_has_the_turned_shape(tmp_path: Path) -> None:
    from PIL import Image

    picture = Image.new("RGB", (160, 90), "navy")
    exif = picture.getexif()
    exif[0x0112] = 6
    picture.save(tmp_path / "me.jpg", exif=exif)
    laid = lay_out(with_head(11, photo="me.jpg"), "academic", tmp_path / "me.jpg")
    assert photo_box(laid).width / photo_box(laid).height == pytest.approx(90 / 160, rel=0.01)
