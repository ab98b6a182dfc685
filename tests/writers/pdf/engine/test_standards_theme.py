"""A theme that does what WeasyPrint alone tags wrongly or not at all: tests/themes/hostile."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from cvgen.assets.files import Assets
from cvgen.document import Document, Header
from cvgen.themes import load_theme
from cvgen.writers import WRITERS, Written
from tests.helpers_pdf_tags import Marked, Tag, marked, opened, tree
from tests.samples import FULL
from tests.writers.pdf.engine.test_standards import failures

FOLDER = Path(__file__).resolve().parents[3] / "themes" / "hostile"


@cache
def hostile() -> Written:
    """A document of a name: the template shows nothing else of the CV."""
    document = Document(Header(FULL.header.name), (), title=FULL.title)
    return WRITERS["pdf"].write(document, load_theme(FOLDER), Assets())


def root() -> Tag:
    return tree(hostile().data)


def pages() -> list[Marked]:
    return [marked(page.obj) for page in opened(hostile().data).pages]


def test_both_standards_are_met_without_remarks() -> None:
    assert failures(hostile().data) == []
    assert hostile().warnings == ()


def test_a_link_is_one_element_whatever_it_contains() -> None:
    first, second, *_ = root().all("Link")
    assert first.whole().replace(" ", "") == "ina"
    assert len(first.links) == 2  # the second one is for its picture
    assert [str(tag.entry.Alt) for tag in first.all("Figure")] == ["Logo"]
    assert (second.whole(), [tag.kind for tag in second.all()]) == ("heading in a link", ["Link"])
    wrapped = next(tag for tag in root().all("Link") if "very many words" in tag.whole())
    assert len(wrapped.links) == 2


def test_no_link_is_left_in_a_page_header() -> None:
    pdf = opened(hostile().data)
    linked = [str(a.A.URI) for p in pdf.pages for a in p.get("/Annots", []) if "/A" in a]
    assert "https://a.example/" in linked
    assert "https://run.example" not in linked
    assert linked.count("https://th.example") == 1


def test_headings_skip_no_level() -> None:
    found = [(tag.kind, tag.whole()) for tag in root().all("H1", "H2", "H3", "H4")]
    assert found == [("H1", "Ada Example"), ("H2", "skip"), ("H2", "end")]


def test_decorations_are_not_read() -> None:
    alternatives = [str(tag.entry.Alt) for tag in root().all("Figure")]
    assert alternatives == ["Logo", "A circle", "Fig"]
    assert "|" not in root().whole()
    assert any("|" in part for page in pages() for part in page.artifacts)
    assert [part for page in pages() for part in page.outside] == []


def test_bullets_of_every_kind_are_labels() -> None:
    labels = {tag.text.strip(): str(tag.entry.S) for tag in root().all("Lbl")}
    assert {"•", "1.", "t", "t2"} <= set(labels)
    lists = [(str(tag.entry.A.ListNumbering), len(tag.kids)) for tag in root().all("L")]
    assert ("/Decimal", 1) in lists
    outer = root().all("L")[0]
    assert [tag.kind for tag in outer.kids[0].kids[1].kids] == ["L"]


def test_text_drawn_through_a_form_has_its_place_there() -> None:
    pdf = opened(hostile().data)
    (group,) = {kid.Stm.objgen for tag in root().all("P", "Link", "Lbl", "LBody")
                for kid in tag.entry.K if not isinstance(kid, int) and "/Stm" in kid}  # fmt: skip
    form = pdf.get_object(group)
    nums: list[Any] = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = nums[nums.index(int(form.StructParents)) + 1]
    texts = marked(form, pdf.pages[0].Resources).texts
    assert {str(parents[number].S) for number in texts} == {"/P", "/Link", "/Lbl", "/LBody"}
    assert "faded text" in "".join(texts.values())


def test_text_outside_items_becomes_an_item() -> None:
    last = root().all("L")[-1]
    assert [item.kids[-1].whole().strip() for item in last.kids] == ["text in ul", "inl", "inl"]


def test_languages_and_kinds_of_phrases() -> None:
    found = {str(tag.entry.Lang): tag.kind for tag in root().all() if "/Lang" in tag.entry}
    assert found == {"de": "P", "fr": "Span"}
    assert [tag.text for tag in root().all("Code")] == ["code"]
    assert [tag.text.strip() for tag in root().all("Caption")] == ["Cap"]


def test_cells_declare_their_spans() -> None:
    table = root().all("Table")[0]
    assert {str(tag.entry.A.Scope) for tag in table.all("TH")} == {"/Column", "/Row"}
    assert [int(c.entry.A.ColSpan) for c in table.all("TD") if "/A" in c.entry] == [2]
