"""Checks the tags that a PDF of somebody else has already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cvgen.applications.packet.content import MARKS, PAINTED, instructions
from cvgen.applications.packet.structure import role_of
from cvgen.applications.packet.trees import elements, items_of, leaves

_TYPES = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
    "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "RB", "RT", "RP", "WT",
    "WP", "Figure", "Formula", "Form",
}  # fmt: skip
_PICTURES = ("/Figure", "/Formula")
_MOST = 100_000


def is_tagged(pdf: Any) -> bool:
    """True if ``pdf`` says it has tags, and its tree is sound enough to be joined to another.

    The parents of all elements must be those that name them, and the numbers of content small.
    """
    tree = pdf.Root.get("/StructTreeRoot")
    marked = pdf.Root.get("/MarkInfo", {}).get("/Marked", False)
    if tree is None or not marked or not items_of(tree.get("/K")):
        return False
    kids = items_of(tree.K)
    if any(not hasattr(kid, "items") or "/S" not in kid for kid in kids):
        return False
    for count, entry in enumerate(elements(kids)):
        if count > _MOST or entry.objgen == (0, 0):
            return False
        for kid in items_of(entry.get("/K")):
            is_element = hasattr(kid, "items") and "/S" in kid
            if is_element and kid.get("/P", pdf.Root).objgen != entry.objgen:
                return False
    numbers = [int(page.obj.get("/StructParents", 0)) for page in pdf.pages]
    numbers += [int(number) for number, _ in leaves(tree.get("/ParentTree"), "/Nums")]
    numbers.append(int(tree.get("/ParentTreeNextKey", 0)))
    return all(0 <= number <= _MOST for number in numbers)


def faults_in_tags(pdf: Any) -> list[str]:
    """What is wrong with the tags of ``pdf``, in words; see ``is_tagged`` first."""
    tree = pdf.Root.StructTreeRoot
    found = list(_faults_of_elements(tree, _annotations(pdf)))
    parents = dict(leaves(tree.get("/ParentTree"), "/Nums"))
    for number, page in enumerate(pdf.pages, 1):
        row = items_of(parents.get(int(page.obj.get("/StructParents", -1))))
        marks = _Marks(page)
        if marks.is_loose:
            found.append(f"page {number} has content outside of its tags")
        elif any(mark >= len(row) or row[mark] is None for mark in marks.numbers):
            found.append(f"page {number} has content that its tags do not name")
        links = items_of(page.obj.get("/Annots"))
        if any(int(link.get("/StructParent", -1)) not in parents for link in links):
            found.append(f"page {number} has a link outside of its tags")
    return list(dict.fromkeys(found))


def _annotations(pdf: Any) -> set[tuple[int, int]]:
    return {one.objgen for page in pdf.pages for one in items_of(page.obj.get("/Annots"))}


def _faults_of_elements(tree: Any, annotations: set[tuple[int, int]]) -> Iterator[str]:
    roles = tree.get("/RoleMap")
    for entry in elements(items_of(tree.K)):
        role = role_of(entry, roles)
        if role[1:] not in _TYPES:
            yield f"a tag has the unknown type '{role[1:]}'"
        if role == "/H":
            yield "its headings have no levels"
        if role in _PICTURES and not {"/Alt", "/ActualText"} & set(entry.keys()):
            yield "a picture has no alternative text"
        for kid in items_of(entry.get("/K")):
            is_reference = hasattr(kid, "items") and kid.get("/Type") == "/OBJR"
            if is_reference and _is_gone(kid.get("/Obj"), annotations):
                yield "its tags name a comment that was taken out"


def _is_gone(item: Any, annotations: set[tuple[int, int]]) -> bool:
    """True for an annotation that no page has any more."""
    if not hasattr(item, "items"):
        return True
    return "/Rect" in item and item.objgen not in annotations


class _Marks:
    """The marked content of a page: its ``numbers``, and if something is drawn outside of it."""

    def __init__(self, page: Any) -> None:
        self.numbers: set[int] = set()
        self.is_loose = False
        self._seen: set[tuple[int, int]] = set()
        self._read(page.obj, page.resources, is_page=True)

    def _read(self, content: Any, resources: Any, *, is_page: bool) -> None:
        stack: list[bool] = []
        for operands, name in instructions(content):
            if name in MARKS:
                number = _number(operands, resources) if name == "BDC" else None
                if number is not None and is_page:
                    self.numbers.add(number)
                stack.append(number is not None or str(operands[0]) == "/Artifact")
            elif name == "EMC" and stack:
                stack.pop()
            elif name in PAINTED and not any(stack):
                self._draw(name, operands, resources)

    def _draw(self, name: str, operands: Any, resources: Any) -> None:
        """Note what is drawn outside of marks; a form may have marks in itself."""
        drawn = None
        if name == "Do" and resources is not None:
            drawn = resources.get("/XObject", {}).get(str(operands[0]))
        if drawn is None or drawn.get("/Subtype") != "/Form":
            self.is_loose = True
        elif drawn.objgen not in self._seen:
            self._seen.add(drawn.objgen)
            self._read(drawn, drawn.get("/Resources", resources), is_page=False)


def _number(operands: Any, resources: Any) -> int | None:
    """The number of marked content; its properties may be named in ``resources``."""
    import pikepdf

    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name) and resources is not None:
        properties = resources.get("/Properties", {}).get(str(properties))
    if properties is None or not hasattr(properties, "items"):
        return None
    number = properties.get("/MCID")
    return None if number is None else int(number)
