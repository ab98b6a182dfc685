"""Links, outlines, destinations and labels lead to the pages of their own document."""

from __future__ import annotations

from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from cvgen.applications.packet import Part, join
from tests.helpers_foreign import annotate, bytes_of, scanned
from tests.helpers_packet import destinations, failures, page_numbers, part, scan, several
from tests.helpers_pdf_tags import opened


def linked(title: str) -> Part:
    """Three pages; links on the first lead to the third in each way that PDF has."""
    pdf = opened(part("many pages").data)
    assert len(pdf.pages) == 3
    third = Array([pdf.pages[2].obj, Name.Fit])
    pdf.Root.Dests = Dictionary(old=third)
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    names["new"] = Dictionary(D=third)
    annotate(pdf, Subtype=Name.Link, Dest=third)
    annotate(pdf, Subtype=Name.Link, Dest=String("new"))
    annotate(pdf, Subtype=Name.Link, Dest=Name.old)
    annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=String("new")))
    annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=third))
    then = Dictionary(S=Name.GoTo, D=Name.old)
    annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://a.example", Next=then))
    return Part(bytes_of(pdf), title, "en", title)


def targets(pdf: pikepdf.Pdf, page: int) -> list[int]:
    """The pages that the links of a page lead to."""
    numbers, names, found = page_numbers(pdf), destinations(pdf), []
    for link in pdf.pages[page].obj.Annots:
        action: Any = link.get("/A", {})
        for target in (link.get("/Dest"), action.get("/D"), action.get("/Next", {}).get("/D")):
            if isinstance(target, pikepdf.String):
                found.append(names[str(target)])
            elif target is not None:
                found.append(numbers[target[0].objgen])
    return found


def test_links_lead_into_their_own_document() -> None:
    pdf = opened(join([linked("A"), part("one line"), linked("B")], "x", "", "en").data)
    assert targets(pdf, 0) == [2] * 6
    assert targets(pdf, 4) == [6] * 6


def test_links_to_addresses_stay() -> None:
    parts = [part("one line"), part("links")]
    pdf = opened(join(parts, "x", "", "en").data)
    own = opened(parts[1].data)
    found = [str(one.A.URI) for one in pdf.pages[1].obj.Annots if "/A" in one]
    assert found == [str(one.A.URI) for one in own.pages[0].obj.Annots if "/A" in one]
    assert found


def test_destinations_lead_to_the_pages_of_their_document() -> None:
    parts = [part("everything"), part("many pages"), part("everything")]
    pdf = opened(join(parts, "x", "", "en").data)
    found, first = destinations(pdf), 0
    expected: dict[str, int] = {}
    for number, one in enumerate(parts, 1):
        own = opened(one.data)
        expected |= {f"{number}.{name}": first + at for name, at in destinations(own).items()}
        first += len(own.pages)
    assert found == expected
    assert list(found) == sorted(found)
    assert {"1.experience", "2.experience", "3.experience"} <= set(found)


def outline(data: bytes) -> list[tuple[int, str, int | None]]:
    """The depth, title and page of each item, as PDFium finds them."""
    with pypdfium2.PdfDocument(data) as document:
        return [
            (item.level, item.get_title(), dest.get_index() if (dest := item.get_dest()) else None)
            for item in document.get_toc()
        ]


def test_each_document_is_in_the_outline_with_its_own() -> None:
    parts = several()
    packet = join(parts, "x", "", "en")
    expected: list[tuple[int, str, int | None]] = []
    first = 0
    for one, count in zip(parts, packet.pages, strict=True):
        expected.append((0, one.title, first))
        own = outline(one.data)
        assert [level for level, *_ in own].count(0) == (one.title != "Transcript")
        expected += [(level, title, first + (page or 0)) for level, title, page in own[1:]]
        first += count
    assert outline(packet.data) == expected
    assert len(expected) > 2 * len(parts)


@pytest.mark.parametrize(
    ("items", "shown"),
    [
        ([("One", 0, "Deep")], ["Deep"]),
        ([("One", 0, "")], []),
        ([("One", 1, "Deep")], ["One", "Deep"]),
        ([("One", 0, "Deep"), ("Two", 0, "")], ["One", "Deep", "Two"]),
    ],
)
def test_a_single_item_that_stands_for_a_whole_file_is_left_out(
    items: list[tuple[str, int, str]], shown: list[str]
) -> None:
    """One that leads elsewhere than to the first page does not stand for the file."""
    pdf = scanned(2)
    with pdf.open_outline() as own:
        for title, page, below in items:
            own.root.append(pikepdf.OutlineItem(title, page))
            if below:
                own.root[-1].children.append(pikepdf.OutlineItem(below, 1))
    data = join([part("one line"), Part(bytes_of(pdf), "Scan", "en")], "x", "", "en").data
    titles = [title for _, title, _ in outline(data)]
    assert titles[titles.index("Scan") + 1 :] == shown


def test_the_outline_shows_the_documents_and_opens_them() -> None:
    pdf = opened(join([part("many pages"), scan()], "x", "", "en").data)
    with pdf.open_outline() as items:
        assert [item.is_closed for item in items.root] == [True, False]
    assert pdf.Root.Outlines.Count == 2


def test_each_item_of_the_outline_names_the_one_above() -> None:
    pdf = opened(join(several(), "x", "", "en").data)
    waiting, count = [pdf.Root.Outlines], 0
    while waiting:
        above = waiting.pop()
        item, before = above.get("/First"), None
        while item is not None:
            assert item.Parent.objgen == above.objgen
            assert (item.Prev.objgen if "/Prev" in item else None) == before
            waiting.append(item)
            before, item, count = item.objgen, item.get("/Next"), count + 1
        assert before is None or above.Last.objgen == before
    assert count == len(outline(join(several(), "x", "", "en").data))


@pytest.mark.parametrize("label", ["CV", "السيرة", "(1)"])
def test_labels_of_pages(label: str) -> None:
    parts = [part("one line", label="Letter"), part("many pages", label=label), part("everything")]
    pdf = opened(join(parts, "x", "", "en").data)
    labels = [page.label for page in pdf.pages]
    assert labels == ["Letter-1", f"{label}-1", f"{label}-2", f"{label}-3", "5"]
    assert failures(join(parts, "x", "", "en").data) == []


def test_destinations_of_odd_files_do_no_harm() -> None:
    pdf = opened(part("one line").data)
    tree = Dictionary(Names=Array([String("a"), 5, String("b"), Array()]))
    tree.Kids = Array([pdf.make_indirect(tree)])
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(tree))
    item = pdf.make_indirect(Dictionary(Title="again", Dest=String("c")))
    item.Next = item
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))
    packet = join([Part(bytes_of(pdf), "x", "en")], "x", "", "en")
    assert len(opened(packet.data).pages) == 1
