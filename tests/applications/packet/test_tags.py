"""The tag tree of a packet: one document with a part for each file, and all content below."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from cvgen.applications.packet import Part, join
from tests.helpers_foreign import bytes_of
from tests.helpers_packet import RTL, failures, part, scan, several
from tests.helpers_pdf_tags import Tag, marked, numbered, opened, tree


def tags(parts: list[Part], **options: str) -> Tag:
    return tree(join(parts, "x", "", "en", **options).data)


def test_one_document_with_a_part_for_each_file() -> None:
    parts = [*several(), part(RTL, language="ar")]
    root = tags(parts)
    assert root.kind == "Document"
    assert [kid.kind for kid in root.kids] == ["Part"] * len(parts)
    for kid, one in zip(root.kids, parts, strict=True):
        assert str(kid.entry.T) == one.title
        assert str(kid.entry.Lang) == one.language
    assert len(root.all("Document")) == 1


def outlines(tag: Tag) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for kid in tag.kids for one in kid.all()]


@pytest.mark.parametrize("theme", ["academic", "industry"])
def test_the_tags_of_each_file_are_as_before(theme: str) -> None:
    parts = several(theme)
    for kid, one in zip(tags(parts).kids, parts, strict=True):
        assert outlines(kid) == outlines(tree(one.data))
        assert outlines(kid)


def test_all_content_of_each_page_is_reached_from_the_document() -> None:
    pdf = opened(join(several(), "x", "", "en", numbering="{page}").data)
    (root,) = pdf.Root.StructTreeRoot.K
    reached: dict[Any, set[int]] = {}
    for source, number in everything(root):
        reached.setdefault(source.objgen, set()).add(number)
    for page in pdf.pages:
        found = marked(page.obj)
        assert found.outside == []
        assert reached.get(page.obj.objgen, set()) == set(found.texts)
        assert found.texts or found.artifacts


def everything(element: Any) -> list[tuple[Any, int]]:
    return [(source, number) for source, number in numbered(element) if source is not None]


def test_the_way_back_from_content_leads_to_its_element() -> None:
    pdf = opened(join(several(), "x", "", "en").data)
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    assert max(parents.keys()) < int(pdf.Root.StructTreeRoot.ParentTreeNextKey)
    checked = 0
    for page in pdf.pages:
        row: Any = parents[int(page.obj.StructParents)]
        for number in marked(page.obj).texts:
            kids = list(row[number].K)
            assert number in [kid for kid in kids if isinstance(kid, int)] or any(
                "/MCID" in kid and number == kid.MCID
                for kid in kids
                if isinstance(kid, pikepdf.Dictionary)
            )
            checked += 1
        for link in page.obj.get("/Annots", []):
            element: Any = parents[int(link.StructParent)]
            assert element.S == "/Link"
            assert link.objgen in [one.objgen for one in links_in(element)]
    assert checked > 100


def links_in(element: Any) -> list[Any]:
    return [kid.Obj for kid in element.K if not isinstance(kid, int) and "/Obj" in kid]


def with_tables(role: str, meaning: str) -> Part:
    """A file with a role, a class, and an element with an ID that a table names."""
    pdf = opened(part("one line").data)
    top = pdf.Root.StructTreeRoot
    (document,) = top.K
    child = document.K[0]
    original = str(child.S)
    child.S, child.ID, child.C = Name(role), String("id1"), Name.look
    child.A = Array([Dictionary(O=Name.Table, Headers=Array([String("id1")]))])
    top.RoleMap = Dictionary({role: Name(original if meaning == "same" else meaning)})
    top.ClassMap = Dictionary(look=Dictionary(O=Name.Layout, Placement=Name(meaning)))
    top.IDTree = Dictionary(Names=Array([String("id1"), child]))
    return Part(bytes_of(pdf), meaning, "en")


def test_names_that_mean_something_else_are_renamed() -> None:
    pdf = opened(join([with_tables("/Odd", "/P"), with_tables("/Odd", "/Div")], "x", "", "en").data)
    top = pdf.Root.StructTreeRoot
    one, other = (kid.K[0] for kid in top.K[0].K)
    assert (str(top.RoleMap[str(one.S)]), str(top.RoleMap[str(other.S)])) == ("/P", "/Div")
    looks = [str(top.ClassMap[str(kid.C if isinstance(kid.C, Name) else kid.C[0])].Placement)
             for kid in (one, other)]  # fmt: skip
    assert looks == ["/P", "/Div"]
    ids: Any = pikepdf.NameTree(top.IDTree)
    assert len(list(ids)) == 2
    for kid in (one, other):
        assert ids[str(kid.ID)].objgen == kid.objgen
        assert str(kid.A[0].Headers[0]) == str(kid.ID)


def test_names_that_mean_the_same_stay() -> None:
    parts = [with_tables("/Odd", "/P"), with_tables("/Odd", "/P")]
    pdf = opened(join(parts, "x", "", "en").data)
    top = pdf.Root.StructTreeRoot
    assert dict(top.RoleMap.items()) == {"/Odd": Name.P}


def test_a_file_with_several_elements_at_the_top_gets_a_part_around_them() -> None:
    pdf = opened(part("one line").data)
    top = pdf.Root.StructTreeRoot
    kids = list(top.K[0].K)
    for kid in kids:
        kid.P = top
    top.K = Array(kids)
    packet = join([Part(bytes_of(pdf), "x", "en"), scan()], "x", "", "en")
    assert failures(packet.data) == []
    root = tree(packet.data)
    assert [kid.kind for kid in root.kids] == ["Part", "Part"]
    assert len(root.kids[0].kids) == len(kids)


def test_files_without_tags_leave_no_numbers() -> None:
    pdf = opened(part("links").data)
    del pdf.Root.StructTreeRoot
    packet = join([Part(bytes_of(pdf), "x", "en"), part("one line")], "x", "", "en")
    pages = opened(packet.data).pages
    assert "/StructParents" not in pages[0].obj
    assert "/StructParents" in pages[-1].obj
    assert packet.without_ua == (0,)
    alone = join([Part(bytes_of(pdf), "x", "en")], "x", "", "en")
    assert "/StructTreeRoot" not in opened(alone.data).Root
