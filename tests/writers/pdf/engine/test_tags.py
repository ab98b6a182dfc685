"""The structure tree: every text once, in the order it is read, as what it is."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from cvgen.document import Document
from cvgen.themes import load_theme, theme_names
from cvgen.themes.render import render_body
from tests.helpers_pdf import write
from tests.helpers_pdf_tags import Tag, marked, numbered, opened, tree
from tests.helpers_scripts import needs_fonts
from tests.helpers_stress import STRESS, stressed, with_photo
from tests.samples import FULL

EVERY_THEME = pytest.mark.parametrize("theme", theme_names())
every_document = pytest.mark.parametrize("name", STRESS)
PARENTS = {
    "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody"},
    "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"},
}  # fmt: skip
HOLDERS = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "Link", "TH", "TD", "Span",
           "Code", "Figure", "Caption"}  # fmt: skip


def read(name: str, theme: str = "academic") -> Tag:
    return tree(stressed(name, theme))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=(), keep=4)
@EVERY_THEME
@every_document
def test_all_content_has_one_place_and_the_way_back(name: str, theme: str) -> None:
    pdf = opened(stressed(name, theme))
    root = pdf.Root.StructTreeRoot
    numbers = dict(
        zip(list(root.ParentTree.Nums)[::2], list(root.ParentTree.Nums)[1::2], strict=True)
    )
    places = sorted((place.objgen, number) for place, number in numbered(root.K[0]))
    expected = []
    for page in pdf.pages:
        drawn = marked(page.obj)
        assert drawn.outside == []
        expected += [(page.objgen, number) for number in drawn.texts]
        parents = numbers[page.StructParents]
        found = [n for n, parent in enumerate(parents) if parent is not None]
        assert found == sorted(drawn.texts)
        assert page.Tabs == "/S"
    assert places == sorted(expected)
    assert int(root.ParentTreeNextKey) == len(numbers)


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=("theme",))
@EVERY_THEME
@pytest.mark.parametrize("name", ["everything", "links", "tables", "nested", "publications"])
def test_read_in_the_order_of_the_document(name: str, theme: str) -> None:
    from html import unescape

    html = render_body(STRESS[name], load_theme(theme))
    body = bare(unescape(re.sub(r"<[^>]*>", "", html)))
    said = bare(read(name, theme).whole().replace("•", ""))
    # A tail on a line of its own has no dash.
    dash = "\N{EN DASH}"
    assert said.replace(dash, "") == body.replace(dash, "")
    assert 0 <= body.count(dash) - said.count(dash) <= html.count(' class="tail"')


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=("theme",))
@EVERY_THEME
@every_document
def test_the_shape_that_readers_rely_on(name: str, theme: str) -> None:
    root = read(name, theme)
    headings = [int(tag.kind[1]) for tag in root.all() if re.fullmatch("H[1-6]", tag.kind)]
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    for tag in root.all():
        assert tag.kind in HOLDERS or tag.text == "", (tag.kind, tag.text)
        assert tag.kids or tag.text or tag.links or tag.kind in ("TD", "TH", "Figure"), tag.kind
        for kid in tag.kids:
            assert tag.kind in PARENTS.get(kid.kind, {tag.kind}), (tag.kind, kid.kind)
            assert tag.kind != "LI" or kid.kind in ("Lbl", "LBody")
            assert tag.kind != "L" or kid.kind == "LI"
        if tag.kind == "L":
            labels = [kid for item in tag.kids for kid in item.kids if kid.kind == "Lbl"]
            assert (tag.entry.A.ListNumbering == "/None") == (not labels)


def links(root: Tag) -> list[Any]:
    return [link for tag in root.all("Link") for link in tag.links]


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=())
@EVERY_THEME
def test_links_have_a_tag_a_text_and_the_way_back(theme: str) -> None:
    data = stressed("links", theme)
    pdf, root = opened(data), tree(data)
    annotations = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
    assert sorted(a.objgen for a in annotations) == sorted(link.objgen for link in links(root))
    assert all(tag.text for tag in root.all("Link"))
    assert [tag for tag in root.all() if tag.links and tag.kind != "Link"] == []
    ways: list[Any] = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for annotation in annotations:
        assert annotation.F == 4
        assert str(annotation.Contents) == str(annotation.A.URI)
        assert ways[ways.index(int(annotation.StructParent)) + 1].S == "/Link"
    targets = [str(link.A.URI) for link in links(root)]
    assert targets.index("https://a.example/") < targets.index("https://c.example/0")


def test_what_a_page_break_cuts_is_one_element() -> None:
    root = read("many pages")
    assert len(root.all("Art")) == 12
    assert [len(tag.kids) for tag in root.all("L")] == [9] * 12
    whole = "Point 3 that says what was done and what came of it."
    assert [bare(tag.kids[3].kids[1].whole()) for tag in root.all("L")] == [bare(whole)] * 12


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=())
@EVERY_THEME
def test_tables(theme: str) -> None:
    long, uneven, plain = read("tables", theme).all("Table")
    assert [tag.kind for tag in long.kids] == ["THead", "TBody"]
    assert [tag.text for tag in long.all("TH")] == ["Student", "Topic"]
    assert {str(tag.entry.A.Scope) for tag in [*long.all("TH"), *uneven.all("TH")]} == {"/Column"}
    assert len(long.all("TR")) == 91
    assert {len(row.kids) for row in uneven.all("TR")} == {3}
    assert [tag.whole() for tag in plain.all("TD")] == ["only", "cells"]


def test_a_repeated_table_head_is_read_once() -> None:
    data = stressed("tables", "industry")
    pages = [marked(page.obj) for page in opened(data).pages]
    heads = ["".join(page.artifacts).count("Student") for page in pages]
    assert sum(heads) == len([h for h in heads if h]) > 0
    assert bare(tree(data).whole()).count("StudentTopic") == 1


def test_terms_are_beside_what_they_mean() -> None:
    lists = read("everything", "industry").all("L")
    pairs = next(tag for tag in lists if "Languages" in tag.whole())
    found = [[(kid.kind, kid.text) for kid in item.kids] for item in pairs.kids]
    assert found == [
        [("Lbl", "Languages"), ("LBody", "Python, C++")],
        [("Lbl", "Tools"), ("LBody", "looms, cards")],
    ]


def test_the_lines_of_a_reference_are_paragraphs() -> None:
    items = [tag for tag in read("everything").all("LBody") if "On the Motion" in tag.whole()]
    assert len(items) == 3
    for item in items:
        assert item.text == ""
        assert len(item.kids) > 2
        assert {kid.kind for kid in item.kids} <= {"P", "L"}


@pytest.mark.sweep("cvgen/writers/pdf", "themes", kinds=())
@EVERY_THEME
def test_a_photo_has_its_text_and_its_place(tmp_path: Path, theme: str) -> None:
    data = write(with_photo(tmp_path), theme, tmp_path).data
    (figure,) = tree(data).all("Figure")
    left, bottom, right, top = map(float, figure.entry.A.BBox)
    assert str(figure.entry.Alt) == "Portrait of Ada"
    assert 0 < left < right < 596
    assert 500 < bottom < top < 842
    assert (right - left) / (top - bottom) == pytest.approx(3 / 4, abs=0.01)


def test_page_heads_and_numbers_are_not_read() -> None:
    data = stressed("many pages")
    pages = [marked(page.obj) for page in opened(data).pages]
    assert ["2 / 3" in "".join(page.artifacts) for page in pages] == [False, True, False]
    assert "2 / 3" not in tree(data).whole()


def spelt_out(data: bytes) -> list[str]:
    """The texts given in words beside their glyphs."""
    pdf = opened(data)
    operators: Any = pikepdf.parse_content_stream(pdf.pages[0].obj)
    marks = (operands[1] for operands, operator in operators if str(operator) == "BDC")
    return [str(mark["/ActualText"]) for mark in marks if "/ActualText" in mark]


def test_signs_of_parts_are_spelt_out() -> None:
    needs_fonts("chinese")
    assert spelt_out(write(FULL).data) == []
    assert spelt_out(stressed("signs of parts")) == ["Tomas\u030c q\u0323\u0301 हिन्दी 東京"]


def test_the_catalog() -> None:
    pdf = opened(write(FULL).data)
    root = pdf.Root
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.Lang == "en"
    assert root.Outlines.First.Title == "Ada Example"
    assert "/RoleMap" not in root.StructTreeRoot


def languages(document: Document) -> list[str]:
    data = write(document).data
    return [str(tag.entry.Lang) for tag in tree(data).all() if "/Lang" in tag.entry]


def test_a_document_has_one_language() -> None:
    assert languages(FULL) == []
    assert opened(stressed("right to left")).Root.Lang == "ar"
