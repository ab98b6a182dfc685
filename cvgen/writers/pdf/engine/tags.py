"""Writes the structure tree as PDF objects (ISO 32000-1, 14.7 and 14.8) for PDF/UA-1."""

from __future__ import annotations

import unicodedata
from typing import Any

from cvgen.verify.normalize import reads_from_right
from cvgen.writers.pdf.engine.structure import (
    Content,
    LinkNode,
    Node,
    Tree,
    add_empty_cells,
    alternative_text,
)

_PT = 0.75  # points a CSS pixel
_NUMBERINGS = {"ul": "/Disc", "ol": "/Decimal", "dl": "/Disc"}

Place = tuple[int, int]
"""A page, from 0, and the number of a piece of content on it."""


def write_tags(pdf: Any, document: Any, streams: list[Any]) -> None:
    """Write the structure of ``document`` into ``pdf``; replaces WeasyPrint's ``add_tags``."""
    html = document.pages[0]._page_box.children[0].element
    tree, writer = Tree(html), _Writer(pdf, document)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        taken = tree.add_page(number, page._page_box, stream._tags)
        writer.prepare(number, stream, taken)
        _drop_links(pdf, number, page, tree.linked)
    writer.write(tree.sorted_root())


def _drop_links(pdf: Any, number: int, page: Any, linked: set[Any]) -> None:
    """Remove the links of a page that the tree leaves out, such as those in a repeated head."""
    reference = pdf.page_references[number]
    annotations = pdf.objects[int(reference.split()[0])].get("Annots")
    for *_, box in page.links:
        if box.link_annotation is not None and box not in linked:
            annotations.remove(box.link_annotation.reference)


def _marked(stream: Any) -> list[tuple[int, int]]:
    """The index of the operator and the number of each piece of marked content in ``stream``."""
    operators = enumerate(stream.stream)
    places = (place for place, operator in operators if operator == b"BDC")
    return [(place, stream.stream[place - 1]["MCID"]) for place in places]


def _decorate(stream: Any, taken: set[int]) -> None:
    """Turn the marked content of ``stream`` that is not ``taken`` into artifacts."""
    for place, number in _marked(stream):
        if number not in taken:
            stream.stream[place - 2 : place + 1] = b"", b"/Artifact", b"BMC"


def _spell_out(stream: Any) -> None:
    """Add the text of characters that several glyphs form together, as in Devanagari.

    A glyph maps to one text everywhere, so the glyphs of such a character do not add up to it. Text
    from right to left has a glyph for each letter, and PDFium would turn this text around.
    """
    import pydyf

    texts = {tag["mcid"]: getattr(box, "text", "") for box, tag in stream._tags.items()}
    for place, number in _marked(stream):
        if reads_from_right(texts[number]):
            continue
        if any(unicodedata.category(char).startswith("M") for char in texts[number]):
            stream.stream[place - 1]["ActualText"] = pydyf.String(texts[number])


class _Writer:
    """Writes a tree into a PDF, and the references from content back to its elements."""

    def __init__(self, pdf: Any, document: Any) -> None:
        import pydyf

        self._pdf, self._document, self._pydyf = pdf, document, pydyf
        self._pages = pdf.page_references  # a property that builds the list on each access
        self._parents: list[dict[int, bytes]] = [{} for _ in document.pages]
        self._forms: dict[Place, tuple[Any, int]] = {}  # content in a form: the form and its key
        self._annotations: list[tuple[bytes, Any]] = []
        self._level = 0
        self._is_composed = any("" in f.to_unicode.values() for f in document.fonts.values())

    def prepare(self, page: int, stream: Any, taken: set[int]) -> None:
        """Turn what is not ``taken`` into artifacts, and record what a page draws in forms."""
        tags: dict[Any, Any] = stream._tags
        for drawn in self._pdf.objects:
            if getattr(drawn, "_tags", None) is not tags:
                continue
            if self._is_composed:
                _spell_out(drawn)
            if len(taken) < len(tags):
                _decorate(drawn, taken)
            if drawn is not stream and (numbers := [number for _, number in _marked(drawn)]):
                drawn.extra["StructParents"] = len(self._parents)
                place = (drawn, len(self._parents))
                self._forms |= dict.fromkeys(((page, number) for number in numbers), place)
                self._parents.append({})

    def write(self, root: Node) -> None:
        """Write the tree, and the catalog entries of a tagged document."""
        make = self._pydyf.Dictionary
        numbers = make({})
        self._pdf.add_object(numbers)
        top = make({"Type": "/StructTreeRoot", "ParentTree": numbers.reference})
        self._pdf.add_object(top)
        top["K"] = self._pydyf.Array([self._element(root, top.reference)])
        ways: list[Any] = [self._pydyf.Array(_row(way)) for way in self._parents]
        for parent, annotation in self._annotations:
            annotation["StructParent"] = len(ways)
            ways.append(parent)
        entries = (entry for numbered in enumerate(ways) for entry in numbered)
        numbers["Nums"] = self._pydyf.Array(entries)
        top["ParentTreeNextKey"] = len(ways)
        self._pdf.catalog["StructTreeRoot"] = top.reference
        self._pdf.catalog["ViewerPreferences"] = make({"DisplayDocTitle": "true"})
        self._pdf.catalog["MarkInfo"] = make({"Marked": "true"})

    def _element(self, node: Node, parent: bytes) -> bytes:
        """Add an element for ``node`` and everything below it; return its reference."""
        if node.kind == "Table":
            add_empty_cells(node)
        kids = list(node.non_empty_kids())
        page = next((kid.page for kid in kids if not isinstance(kid, Node)), None)
        element = self._pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{self._type(node)}", "P": parent}
        )
        self._pdf.add_object(element)
        if page is not None:
            element["Pg"] = self._pages[page]
        self._describe(node, element, page)
        own = element.reference
        element["K"] = self._pydyf.Array(
            self._element(kid, own) if isinstance(kid, Node) else self._item(kid, own, page)
            for kid in kids
        )
        return bytes(own)

    def _type(self, node: Node) -> str:
        """The type of an element; headings never skip a level."""
        if node.kind != "H":
            return node.kind
        self._level = min(int(node.element.tag[1]), self._level + 1)
        return f"H{self._level}"

    def _item(self, kid: Content | LinkNode, parent: bytes, page: int | None) -> Any:
        """The entry in an element for a piece of content or a link."""
        make = self._pydyf.Dictionary
        reference = self._pages[kid.page]
        if isinstance(kid, LinkNode):
            self._annotations.append((parent, kid.annotation))
            target = kid.annotation.reference
            return make({"Type": "/OBJR", "Obj": target, "Pg": reference})
        form, key = self._forms.get((kid.page, kid.number), (None, kid.page))
        self._parents[key][kid.number] = parent
        if form is None and kid.page == page:
            return kid.number
        content = make({"Type": "/MCR", "Pg": reference, "MCID": kid.number})
        if form is not None:
            content["Stm"] = form.reference
        return content

    def _describe(self, node: Node, element: Any, page: int | None) -> None:
        """Add the attributes, language and alternative text of an element."""
        source = node.element
        if source is None:
            return
        attributes = self._attributes(node, page)
        if attributes:
            element["A"] = self._pydyf.Dictionary(attributes)
        language = source.get("lang")
        if language and node.kind != "Document":
            element["Lang"] = self._pydyf.String(language)
        if node.kind == "Figure":
            element["Alt"] = self._pydyf.String(alternative_text(source, node.box.element_tag))

    def _attributes(self, node: Node, page: int | None) -> dict[str, Any]:
        if node.kind == "L":
            items = (item for item in node.non_empty_kids() if isinstance(item, Node))
            labels = (
                kid for item in items for kid in item.non_empty_kids() if isinstance(kid, Node)
            )
            has_labels = any(kid.kind == "Lbl" for kid in labels)
            numbering = _NUMBERINGS[node.element.tag] if has_labels else "/None"
            return {"O": "/List", "ListNumbering": numbering}
        if node.kind in ("TH", "TD"):
            return self._cell(node)
        if node.kind == "Figure" and page is not None:
            height, box = self._document.pages[page].height, node.box
            left, top = box.content_box_x(), box.content_box_y()
            corners = left, height - top - box.height, left + box.width, height - top
            edges = self._pydyf.Array(round(corner * _PT, 3) for corner in corners)
            return {"O": "/Layout", "BBox": edges}
        return {}

    def _cell(self, node: Node) -> dict[str, Any]:
        found: dict[str, Any] = {"O": "/Table"}
        if node.kind == "TH":
            found["Scope"] = "/Row" if node.element.get("scope") == "row" else "/Column"
        spans = (("ColSpan", node.box.colspan), ("RowSpan", node.box.rowspan))
        found |= {name: span for name, span in spans if span != 1}
        return found if len(found) > 1 else {}


def _row(parents: dict[int, bytes]) -> list[Any]:
    """The element of each content number; null for decoration."""
    return [parents.get(number, "null") for number in range(max(parents, default=-1) + 1)]
