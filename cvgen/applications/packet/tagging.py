"""Tags a PDF without tags: a picture for each page without text, a paragraph for the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cvgen.applications.packet.content import MARKS, SCOPES, Drawn
from cvgen.applications.packet.trees import items_of

_BEFORE = "/{} <</MCID 0>> BDC\n"
_AFTER = b"\nEMC\n"


def untag(pdf: Any, pages: Sequence[Drawn]) -> None:
    """Take out the tags of ``pdf``, whose pages draw ``pages``, and the marks in the content."""
    import pikepdf

    _drop(pdf.Root, "/StructTreeRoot", "/MarkInfo")
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            _drop(item, "/StructParents", "/StructParent")
    for page in pdf.pages:
        for link in items_of(page.obj.get("/Annots")):
            _drop(link, "/StructParent")
    if any(page.marked for page in pages):
        for scope in list(pdf.content_scopes(kinds=SCOPES)):
            _unmark(pdf, scope)


def _drop(entry: Any, *names: str) -> None:
    for name in names:
        if name in entry:
            del entry[name]


def _unmark(pdf: Any, scope: Any) -> None:
    """Take the marks out of a content stream, but for those that belong to layers."""
    import pikepdf

    kept: list[Any] = []
    is_kept: list[bool] = []
    for instruction in pikepdf.parse_content_stream(scope.content):
        name = str(instruction.operator)
        if name in MARKS:
            is_kept.append(str(instruction.operands[0]) == "/OC")
        if name in MARKS or name in ("MP", "DP"):
            keep = name in MARKS and is_kept[-1]
        else:
            keep = name != "EMC" or not is_kept or is_kept.pop()
        if keep:
            kept.append(instruction)
    data = pikepdf.unparse_content_stream(kept)
    if scope.kind == "page":
        scope.content.Contents = pikepdf.Stream(pdf, data)
    else:
        scope.content.write(data)


class Tagger:
    """Builds the structure tree of an open ``pdf`` without tags."""

    def __init__(self, pdf: Any) -> None:
        from pikepdf import Array, Dictionary, Name

        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = self._element("Document", self._root, K=Array())
        self._parents: list[Any] = []

    def tag(self, pages: Sequence[Drawn], alt: str) -> None:
        """Tag all pages, which draw ``pages``; ``alt`` is the alternative text of pictures."""
        from pikepdf import Array, Dictionary, Name

        count = len(pages)
        for number, (page, drawn) in enumerate(zip(self._pdf.pages, pages, strict=True), 1):
            page.obj.Tabs = Name.S
            if drawn.painted and drawn.text:
                self._tag_content(page, "P")
            elif drawn.painted:
                text = alt if count == 1 else f"{alt} ({number}/{count})"
                area = Array([*page.cropbox.as_list()])
                layout = Dictionary(O=Name.Layout, BBox=area, Placement=Name.Block)
                self._tag_content(page, "Figure", Alt=text, A=layout)
            links = [self._pdf.make_indirect(link) for link in items_of(page.obj.get("/Annots"))]
            if links:
                page.obj.Annots = Array(links)
            for link in links:
                self._tag_link(page, link)
        root = self._root
        root.K, root.ParentTreeNextKey = Array([self._document]), len(self._parents) // 2
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(self._parents)))
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _tag_content(self, page: Any, kind: str, **entries: Any) -> None:
        """Make all that ``page`` draws the content of one element."""
        from pikepdf import Array

        element = self._element(kind, self._document, Pg=page.obj, K=Array([0]), **entries)
        self._document.K.append(element)
        page.obj.StructParents = self._number(self._pdf.make_indirect(Array([element])))
        page.contents_add(_BEFORE.format(kind).encode(), prepend=True)
        page.contents_add(_AFTER)

    def _tag_link(self, page: Any, link: Any) -> None:
        """Give a link an element, and a text if it has none."""
        from pikepdf import Array, Dictionary, Name

        reference = Dictionary(Type=Name.OBJR, Obj=link, Pg=page.obj)
        element = self._element("Link", self._document, Pg=page.obj, K=Array([reference]))
        self._document.K.append(element)
        link.StructParent = self._number(element)
        if "/Contents" not in link:
            link.Contents = str(link.get("/A", {}).get("/URI", "Link"))

    def _element(self, kind: str, parent: Any, **entries: Any) -> Any:
        from pikepdf import Dictionary, Name

        made = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, **entries)
        return self._pdf.make_indirect(made)

    def _number(self, parents: Any) -> int:
        """The next number of the parent tree, which leads to ``parents``."""
        number = len(self._parents) // 2
        self._parents += [number, parents]
        return number
