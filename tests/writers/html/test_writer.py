"""The HTML writer: one file, valid, nothing foreign, fonts that hold just the text."""

from __future__ import annotations

import importlib
import io
import re
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

import cvgen
from cvgen.assets.files import Assets
from cvgen.document import Document, Header
from cvgen.paths import bundled_folder
from cvgen.themes import Face, Theme, load_theme, theme_names
from cvgen.writers import WRITERS
from cvgen.writers.html.fonts import features_for
from tests.samples import EMPTY, FULL, document, section

BOTH = pytest.mark.parametrize("name", ["academic", "industry"])


def html(doc: Document, theme: Theme, folder: Path | None = None) -> str:
    return WRITERS["html"].write(doc, theme, Assets(folder)).data.decode()


@BOTH
@pytest.mark.parametrize("doc", [FULL, EMPTY], ids=["full", "empty"])
def test_valid_html(name: str, doc: Document) -> None:
    parser = importlib.import_module("tinyhtml5.parser").HTMLParser(namespace_html_elements=False)
    parser.parse(html(doc, load_theme(name)))
    assert parser.errors == []


@BOTH
def test_head(name: str) -> None:
    page = html(FULL, load_theme(name))
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr" class="')
    assert "<title>CV of Ada Example</title>" in page
    assert '<meta name="generator" content="cvgen">' in page
    assert 'name="viewport"' in page


@BOTH
def test_the_page_requests_nothing(name: str) -> None:
    page = html(FULL, load_theme(name))
    outside = re.sub(r'<a [^>]*href="[^"]*"', "", page)
    assert re.findall(r"(?:https?:|//)[\w.-]+\.\w+", re.sub(r"base64,[^)\"]*", "", outside)) == []
    assert re.findall("<script[^>]*>", page) == []
    assert "default-src 'none'" in page
    assert "base-uri 'none'; form-action 'none'" in page


def fonts(page: str) -> dict[str, bytes]:
    """Family, weight and style → WOFF2."""
    face = r'family: "([^"]*)"; font-weight: (\d+); font-style: (\w+); '
    pattern = face + r'src: url\("data:font/woff2;base64,([^"]*)'
    return {" ".join(found[:3]): b64decode(found[3]) for found in re.findall(pattern, page)}


def test_fonts_are_subsets_under_private_names() -> None:
    from fontTools.ttLib import TTFont

    theme = load_theme("industry")
    found = fonts(html(FULL, theme))
    assert sorted(found) == [f"CV Sans {w} {s}" for w in (400, 600) for s in ("italic", "normal")]
    features: set[str] = set()
    for data in found.values():
        font = TTFont(io.BytesIO(data))
        cmap = font.getBestCmap()
        assert ord("–") in cmap
        assert ord("Ж") not in cmap
        assert ord("{") not in cmap
        names = " ".join(str(font["name"].getDebugName(key)) for key in (1, 3, 4, 6))
        assert "Source" not in names
        assert "SIL Open Font" in str(font["name"].getDebugName(13))
        assert font["glyf"]["A"].numberOfContours > 0 if "A" in font["glyf"] else font["glyf"]
        features |= {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "c2sc" in features
    assert {"frac", "onum", "smcp"}.isdisjoint(features)  # which the stylesheets do not use


def test_a_face_has_the_features_that_rules_ask_of_it() -> None:
    def asked(
        css: str, weight: int = 400, style: Literal["normal", "italic"] = "normal"
    ) -> set[str]:
        found = features_for(Face("x", weight, style, Path("x")), css, '<b class="rank">')
        assert "kern" in found
        return set(found) - set(features_for(Face("x", weight, style, Path("x")), "", ""))

    caps = "h2 { font-variant-caps: small-caps }"
    assert asked(caps) == asked(caps, 600) == {"smcp"}
    assert asked(caps, style="italic") == set()
    assert asked(caps.replace("}", "; font-style: italic }"), style="italic") == {"smcp"}
    assert asked(caps.replace("}", "; font-weight: 600 }")) == set()
    assert asked('.rank { font-feature-settings: "c2sc" }') == {"c2sc"}
    assert asked('.other { font-feature-settings: "c2sc" }') == set()
    assert asked("td { font-variant-numeric: tabular-nums }", style="italic") == {"tnum"}


def test_small_text_has_the_font_of_the_text_unless_a_stylesheet_names_another() -> None:
    theme = load_theme("academic")
    page = html(FULL, theme)
    assert not [name for name in fonts(page) if name.startswith("CV Serif Small")]
    assert "--font-small: var(--font)" in page
    named = replace(theme, extra_css='p { font-family: "CV Serif Small" }', extra_name="own.css")
    assert [name for name in fonts(html(FULL, named)) if name.startswith("CV Serif Small")]
    assert "--font-small: var(--font)" not in html(FULL, load_theme("classic"))


@pytest.mark.sweep("cvgen/writers/html", "cvgen/themes", "themes", keep=6)
@pytest.mark.parametrize("theme", theme_names([bundled_folder()]))
@pytest.mark.parametrize(
    "cv", sorted((Path(__file__).parents[3] / "cv_data").glob("*.yaml")), ids=lambda path: path.stem
)
def test_a_page_without_photo_weighs_less_than_150_kilobytes(cv: Path, theme: str) -> None:
    for variant in ("full", "public"):
        document = cvgen.lower(cvgen.select(cvgen.load(cv), variant).cv)
        assert len(html(document, load_theme(theme)).encode()) < 150_000, variant


def test_the_font_of_the_name_has_no_other_letters(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    def letters(theme: Theme) -> set[int]:
        data = fonts(html(FULL, theme))["CV Serif Display 600 normal"]
        return set(TTFont(io.BytesIO(data)).getBestCmap())

    assert letters(load_theme("academic")) == {ord(char) for char in FULL.header.name}
    (tmp_path / "theme.yaml").write_text("extends: academic\n", "utf-8")
    for more in ("h2 { font-family: var(--font-name) }", 'h2 { font-family: "CV Serif Display" }'):
        (tmp_path / "theme.css").write_text(more, "utf-8")
        assert ord("k") in letters(load_theme(tmp_path))


def test_size_and_determinism(tmp_path: Path) -> None:
    theme = load_theme("academic")
    page = html(FULL, theme)
    assert len(page) < 200_000
    assert page == html(FULL, theme, tmp_path)


def test_photo_is_inside_or_left_out(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (30, 40), "navy").save(tmp_path / "me.jpg")
    (tmp_path / "fake.jpg").write_text("no picture", "utf-8")
    theme = load_theme("industry")
    for name, shown in (("me.jpg", True), ("fake.jpg", False), ("../me.jpg", False)):
        person = Header("Ada", photo=name, photo_alt="Portrait of Ada")
        written = WRITERS["html"].write(document(header=person), theme, Assets(tmp_path))
        picture = b'src="data:image/jpeg;base64,' in written.data
        assert picture == shown
        assert written.warnings == ()  # the check of the CV reports it, with its place


def test_stylesheet_of_a_stranger(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "theme.yaml").write_text("extends: industry\n", "utf-8")
    (mine / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    (tmp_path / "secret.svg").write_text("<svg/>", "utf-8")
    (mine / "theme.css").write_text(
        "@import 'https://evil.example/x.css'; .a { background: url(dot.svg) }"
        ".b { background: url('../secret.svg') } .c { background: url(https://evil.example/i) }"
        "/* </style><script>alert(1)</script> */ .d::after { content: '</style>' }",
        "utf-8",
    )
    written = WRITERS["html"].write(document(section("x")), load_theme(mine), Assets())
    page = written.data.decode()
    assert "evil.example" not in page
    assert "data:image/svg+xml" in page
    assert page.count("</style>") == 1
    assert [p.code for p in written.warnings] == ["W403"] * 3
