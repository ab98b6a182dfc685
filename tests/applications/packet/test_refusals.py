"""Files that no packet takes: the reason, and what reading them takes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from cvgen.applications.packet import prepare
from cvgen.errors import InputError
from tests.helpers_foreign import REFUSED, annotate, bytes_of, changed, packed, scanned, with_text


def refused(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        prepare(data, "scans/certificate.pdf", "Certificate", "en", "A certificate")
    return caught.value


@pytest.mark.parametrize("name", REFUSED)
def test_the_reason_a_hint_and_the_file(name: str) -> None:
    code, make = REFUSED[name]
    error = refused(make())
    assert [problem.code for problem in error.problems] == [code]
    (problem,) = error.problems
    assert (problem.file, problem.severity) == ("scans/certificate.pdf", "error")
    assert problem.hint
    assert problem.message.startswith("the file ")


def test_all_reasons_at_once() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a"] = b"x"
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="1")
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="name"))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    error = refused(changed(change))
    assert [problem.code for problem in error.problems] == ["E715", "E716", "E717"]


def _hidden_script(pdf: pikepdf.Pdf) -> None:
    """A script in the action of an outline item that no page names."""
    pdf.Root.Outlines = pdf.make_indirect(
        Dictionary(First=Dictionary(Title="x", A=Dictionary(S=Name.URI, Next=Array([
            Dictionary(S=Name.JavaScript)]))))
    )  # fmt: skip


def _named_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", Dictionary(JS="1")])))


def _attached_to_a_page(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, Subtype=Name.FileAttachment, Contents="x")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_hidden_script, "E716"),
        (_named_script, "E716"),
        (_attached_to_a_page, "E717"),
        (lambda pdf: setattr(pdf.Root, "Perms", Dictionary()), "E714"),
        (lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(XFA="x")), "E715"),
    ],
)
def test_where_else_they_may_be(change: Callable[[pikepdf.Pdf], object], code: str) -> None:
    assert code in [problem.code for problem in refused(changed(change)).problems]


def test_an_empty_list_of_fields_is_no_form() -> None:
    data = changed(lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=Array())))
    assert prepare(data, "a.pdf", "A", "en", "a").problems == ()


def _twice_packed(pdf: pikepdf.Pdf) -> None:
    import zlib

    pdf.pages[0].obj.Resources.XObject.Im0 = Stream(
        pdf, zlib.compress(packed(250_000_000)), Type=Name.XObject, Subtype=Name.Image,
        Width=10, Height=10, BitsPerComponent=8, ColorSpace=Name.DeviceGray,
        Filter=Array([Name.FlateDecode, Name.FlateDecode]),
    )  # fmt: skip


def _many_pixels(pdf: pikepdf.Pdf) -> None:
    drawn = pdf.pages[0].obj.Resources.XObject.Im0
    drawn.Width = drawn.Height = 30_000


def _many_objects(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Extra = Array([pdf.make_indirect(Dictionary(A=1)) for _ in range(60_000)])


@pytest.mark.parametrize("change", [_twice_packed, _many_pixels, _many_objects])
def test_bombs_are_refused(change: Callable[[pikepdf.Pdf], object]) -> None:
    pdf = scanned()
    change(pdf)
    data = bytes_of(pdf, compress_streams=False)
    assert [problem.code for problem in refused(data).problems] == ["E718"]


def _endless_forms(pdf: pikepdf.Pdf) -> None:
    inner = None
    for _ in range(40):
        table = Dictionary() if inner is None else Dictionary(XObject=Dictionary(F=inner))
        inner = Stream(pdf, b"/F Do " * 40, Type=Name.XObject, Subtype=Name.Form,
                       BBox=[0, 0, 9, 9], Resources=table)  # fmt: skip
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=inner))
    pdf.pages[0].obj.Contents = Stream(pdf, b"/F Do")


def _form_in_itself(pdf: pikepdf.Pdf) -> None:
    form = Stream(pdf, b"/F Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Resources = form.Resources
    pdf.pages[0].obj.Contents = Stream(pdf, b"/F Do")


def _deep_tags(pdf: pikepdf.Pdf) -> None:
    above = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = above, Dictionary(Marked=True)
    for _ in range(3_000):
        kid = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=above))
        above.K, above = Array([kid]), kid
    above.K = Array([pdf.Root.StructTreeRoot.K[0]])


def _loop_of_items(pdf: pikepdf.Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title="x"))
    item.Next, item.First = item, item
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item))


def _unfinished_content(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = Stream(pdf, b"Q Q EMC " + b"[" * 50_000)


@pytest.mark.parametrize(
    "change",
    [_endless_forms, _form_in_itself, _deep_tags, _loop_of_items, _unfinished_content],
)
def test_knots_come_to_an_end(change: Callable[[pikepdf.Pdf], object]) -> None:
    with contextlib.suppress(InputError):
        prepare(changed(change), "a.pdf", "A", "en", "a")


def _pages_in_a_circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages, pdf.pages[0].obj])


def _odd_values(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources = Array([1])
    pdf.pages[0].obj.Annots = Name.None_
    pdf.Root.MarkInfo = 5


@pytest.mark.parametrize("change", [_pages_in_a_circle, _odd_values])
def test_files_without_sense_are_damaged(change: Callable[[pikepdf.Pdf], object]) -> None:
    assert [problem.code for problem in refused(changed(change)).problems] == ["E712"]


def test_two_hundred_pages_are_not_too_many() -> None:
    assert prepare(bytes_of(with_text(pages=200)), "a.pdf", "A", "en", "").pages == 200
