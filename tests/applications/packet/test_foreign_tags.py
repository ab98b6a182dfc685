"""PDFs of others with tags keep them, and the standards that they declare and keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from cvgen.applications.packet import Foreign, Part, join, prepare
from tests.helpers_foreign import annotate, bytes_of
from tests.helpers_packet import failures, part, pdfium_texts
from tests.helpers_pdf_tags import opened, tree
from tests.helpers_stress import STRESS, stressed

Change = Callable[[pikepdf.Pdf], object]


def prepared(data: bytes) -> Foreign:
    return prepare(data, "certificate.pdf", "Certificate", "en", "A certificate")


def after(change: Change, name: str = "links") -> Foreign:
    pdf = opened(stressed(name))
    change(pdf)
    return prepared(bytes_of(pdf))


@pytest.mark.sweep("cvgen/applications", "cvgen/writers/pdf", kinds=(), keep=2)
@pytest.mark.parametrize("name", sorted(set(STRESS) - {"right to left", "signs of parts"}))
def test_a_sound_file_keeps_its_tags_and_both_standards(name: str) -> None:
    made = prepared(stressed(name))
    assert made.problems == ()
    assert made.standards == {"PDF/A-3a", "PDF/UA-1"}
    packet = join([part("one line"), Part(made.data, name, "en")], "A", "B", "en")
    assert failures(made.data) == failures(packet.data) == []
    assert pdfium_texts(made.data) == pdfium_texts(stressed(name))
    assert tree(made.data).whole() == tree(stressed(name)).whole()


def test_pdf_a_2a_is_enough() -> None:
    data = stressed("links").replace(b'pdfaid:part="3"', b'pdfaid:part="2"')
    made = prepared(data)
    assert made.standards == {"PDF/A-3a", "PDF/UA-1"}
    assert b'pdfaid:part="3"' in made.data


@pytest.mark.parametrize(
    ("declaration", "kept"), [(b'pdfaid:part="3"', "PDF/UA-1"), (b'pdfuaid:part="1"', "PDF/A-3a")]
)
def test_only_what_is_declared_is_kept(declaration: bytes, kept: str) -> None:
    data = stressed("links").replace(declaration, b" " * len(declaration))
    made = prepared(data)
    (problem,) = made.problems
    assert made.standards == {kept}
    assert problem.code == "W715"
    assert "so a packet with it does not either" in problem.message
    assert kept not in problem.message


def _first(pdf: pikepdf.Pdf, kind: str) -> Any:
    """The first element of a kind."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        entry = waiting.pop(0)
        if f"/{kind}" == entry.S:
            return entry
        waiting += [kid for kid in entry.K if isinstance(kid, Dictionary) and "/S" in kid]
    raise AssertionError(kind)


def _draw_more(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 9 9 re f")


def _draw_a_form(pdf: pikepdf.Pdf) -> None:
    form = Stream(pdf, b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    pdf.pages[0].contents_add(b"/F Do")


def _mark_more(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/P <</MCID 999>> BDC 0 0 9 9 re f EMC")


def _add_a_link(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://a.example/"))


def _name_a_type(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "P").S = Name.Paragraph


def _level_out(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "H1").S = Name.H


def _leave_out_a_text(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "P").S = Name.Figure


def _tag_a_comment(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, Subtype=Name.Text, Contents="x")
    note = pdf.pages[0].obj.Annots[-1]
    _first(pdf, "P").K.append(Dictionary(Type=Name.OBJR, Obj=note, Pg=pdf.pages[0].obj))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_draw_more, "page 1 has content outside of its tags"),
        (_draw_a_form, "page 1 has content outside of its tags"),
        (_mark_more, "page 1 has content that its tags do not name"),
        (_add_a_link, "page 1 has a link outside of its tags"),
        (_name_a_type, "a tag has the unknown type 'Paragraph'"),
        (_level_out, "its headings have no levels"),
        (_leave_out_a_text, "a picture has no alternative text"),
        (_tag_a_comment, "its tags name a comment that was taken out"),
    ],
)
def test_faults_in_tags_are_named(change: Change, words: str) -> None:
    made = after(change)
    assert made.standards == frozenset()
    problem = made.problems[-1]
    assert problem.code == "W715"
    assert problem.message.endswith(f"PDF/A-3a and PDF/UA-1: {words}")
    assert tree(made.data).kind == "Document"
    packet = join([part("one line"), Part(made.data, "x", "en")], "A", "B", "en")
    assert packet.without_a == packet.without_ua == (1,)


def test_own_names_of_types_are_known_by_their_role() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        _first(pdf, "P").S = Name.Paragraph
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Paragraph=Name.Absatz, Absatz=Name.P)

    made = after(change)
    assert made.problems == ()
    assert failures(made.data) == []


def _cut(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "P").P


def _point_up(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "P").K.append(pdf.Root.StructTreeRoot.K[0])


def _empty(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Array()


def _unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=False)


def _high_number(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.StructParents = 2_000_000_000


@pytest.mark.parametrize("change", [_cut, _point_up, _empty, _unmarked, _high_number])
def test_broken_trees_give_way_to_new_tags(change: Change) -> None:
    made = after(change)
    assert [problem.code for problem in made.problems] == ["W711"]
    root = opened(made.data)
    kinds = {str(kid.S) for kid in root.Root.StructTreeRoot.K[0].K}
    assert kinds == {"/P", "/Link"}
    assert pdfium_texts(made.data) == pdfium_texts(stressed("links"))
    packet = join([part("one line"), Part(made.data, "x", "en")], "A", "B", "en")
    assert tree(packet.data).kids[0].whole() == tree(part("one line").data).whole()
