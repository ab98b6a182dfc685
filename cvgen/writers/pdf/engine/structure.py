"""The structure of a document: what a screen reader reads, in which order, and as what.

WeasyPrint tags box by box, so an element on two pages becomes two elements, a link holds a
``<span>`` that PDF forbids there, and terms are separated from their definitions. This tree has one
node for each element, whatever boxes it was cut into. What the tree leaves out is decoration, which
screen readers skip: margin boxes, repeated table heads, hidden elements, pictures without a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cvgen.verify.text import PHRASES

GROUPS = frozenset({"Document", "Sect", "Art", "BlockQuote"})
_LEAVES = frozenset({"P", "H", "Lbl", "Caption", "Link", "Span", "Code", "Quote", "Figure"})
_ROWS = frozenset({"Table", "THead", "TBody", "TFoot", "TR", "L", "LI"})
_CELLS = frozenset({"LBody", "TD", "TH"})
_INLINE = frozenset({"Link", "Span", "Code", "Quote"})
_KINDS = {
    "a": "Link", "article": "Art", "aside": "Sect", "blockquote": "BlockQuote",
    "caption": "Caption", "code": "Code", "dl": "L", "figcaption": "P", "footer": "Sect",
    "header": "Sect", "img": "Figure", "nav": "Sect", "ol": "L", "p": "P", "pre": "P",
    "q": "Quote", "section": "Sect", "table": "Table", "tbody": "TBody", "td": "TD",
    "tfoot": "TFoot", "th": "TH", "thead": "THead", "tr": "TR", "ul": "L",
    "{http://www.w3.org/2000/svg}svg": "Figure",
} | {f"h{level}": "H" for level in range(1, 7)}  # fmt: skip
_PARENTS = {
    "TR": ("Table", "THead", "TBody", "TFoot"), "TD": ("TR",), "TH": ("TR",),
    "THead": ("Table",), "TBody": ("Table",), "TFoot": ("Table",), "Caption": ("Table",),
}  # fmt: skip


class Content:
    """A piece of marked content: the page it is on (from 0) and its number there."""

    __slots__ = ("number", "page")

    def __init__(self, page: int, number: int) -> None:
        self.page = page
        self.number = number


class LinkNode:
    """A link's annotation on a page."""

    __slots__ = ("annotation", "page")

    def __init__(self, page: int, annotation: Any) -> None:
        self.page = page
        self.annotation = annotation


class Node:
    """An element: its kind in PDF (empty for a mere container) and its kids.

    ``plain`` marks a paragraph made for text outside of paragraphs.
    """

    __slots__ = ("box", "element", "kids", "kind", "parent", "plain")

    def __init__(self, kind: str, parent: Node | None, element: Any = None, box: Any = None):
        self.kind = kind
        self.parent = parent
        self.element = element
        self.box = box
        self.plain = False
        self.kids: list[Node | Content | LinkNode] = []
        if parent is not None:
            parent.kids.append(self)

    def holder(self) -> Node:
        """The nearest node with a kind, this one or one around it."""
        node = self
        while not node.kind and node.parent is not None:
            node = node.parent
        return node

    def last(self, kind: str) -> Node | None:
        """The last kid, if it is a node of ``kind``."""
        kid = self.kids[-1] if self.kids else None
        return kid if isinstance(kid, Node) and kid.kind == kind else None

    def sort_kids(self, order: dict[Any, int]) -> None:
        """Sort the kids by the ``order`` of their elements, which a layout may have changed.

        A kid without an element stays after its predecessor.
        """
        places, last = {}, -1
        for kid in self.kids:
            last = order.get(kid.element, last) if isinstance(kid, Node) else last
            places[id(kid)] = last
        self.kids.sort(key=lambda kid: places[id(kid)])
        for kid in self.kids:
            if isinstance(kid, Node):
                kid.sort_kids(order)

    def non_empty_kids(self) -> Iterator[Node | Content | LinkNode]:
        """The kids without empty nodes; a node without a kind is replaced by its kids."""
        for kid in self.kids:
            if not isinstance(kid, Node):
                yield kid
            elif not kid.kind:
                yield from kid.non_empty_kids()
            elif kid.kind in ("TD", "TH") or any(True for _ in kid.non_empty_kids()):
                yield kid


class Tree:
    """The tree of a document with the root element ``html``, filled page by page.

    Elements, not boxes, set places and order: a layout may move a box out of its parent.
    """

    def __init__(self, html: Any) -> None:
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.absolute import AbsolutePlaceholder

        self.root = Node("Document", None)
        self.linked: set[Any] = set()  # the boxes whose links have a place
        self._nodes: dict[tuple[Any, str], Node] = {}
        self._order = {element: place for place, element in enumerate(html.iter())}
        self._parents = {child: parent for parent in html.iter() for child in parent}
        self._heads: dict[Any, int] = {}
        self._placeholder = AbsolutePlaceholder
        self._margin, self._text, self._replaced = boxes.MarginBox, boxes.TextBox, boxes.ReplacedBox

    def add_page(self, page: int, box: Any, tags: dict[Any, dict[str, Any]]) -> set[int]:
        """Put the content of ``box`` into the tree; return the content numbers that have a place.

        ``tags`` are WeasyPrint's: the number of each box with content on this page.
        """
        self._page, self._tags = page, tags
        self._taken: set[int] = set()
        self._walk(box, self.root)
        return self._taken

    def sorted_root(self) -> Node:
        """The sorted tree; call it after the last page."""
        self.root.sort_kids(self._order)
        return self.root

    def _walk(self, box: Any, at: Node) -> None:
        if isinstance(box, self._placeholder):
            box = box._box
        if isinstance(box, self._margin) or self._is_decoration(box):
            return
        if isinstance(box, self._text):
            self._take(box, at)
            return
        if box.element is not None:
            at = self._node(box, at)
        if box.link_annotation is not None:
            self._link(box, at)
        if isinstance(box, self._replaced) and at.kind == "Figure":
            self._take(box, at)
        for child in box.children:
            self._walk(child, at)

    def _is_decoration(self, box: Any) -> bool:
        element = box.element
        if element is None:
            return False
        if box.element_tag == "thead":
            return self._heads.setdefault(element, self._page) != self._page
        return element.get("aria-hidden") == "true" or (
            isinstance(box, self._replaced) and not alternative_text(element, box.element_tag)
        )

    def _take(self, box: Any, at: Node) -> None:
        """Give the content of ``box`` to ``at``, or to a new paragraph in it.

        Separators from a stylesheet are not read; bullets and words are.
        """
        text = box.text if isinstance(box, self._text) else "picture"
        name, _, pseudo = box.element_tag.partition("::")
        if pseudo and name != "li" and not any(map(str.isalnum, text)):
            return
        place = self._paragraph(at, is_blank=not text.strip())
        if place is not None and box in self._tags:
            number = self._tags[box]["mcid"]
            self._taken.add(number)
            place.kids.append(Content(self._page, number))

    def _paragraph(self, at: Node, is_blank: bool = False) -> Node | None:
        """The node for text at ``at``; None for text between rows, and spaces between blocks."""
        holder = at.holder()
        if holder.kind in _ROWS:
            return None if is_blank or holder.kind != "L" else self._item("li", at)
        is_inner_block = not at.kind and holder.kind in _CELLS
        if holder.kind not in GROUPS and not is_inner_block:
            return at
        last = at.last("P")
        if last is None or not last.plain:
            if is_blank:
                return None
            last = Node("P", at)
            last.plain = True
        return last

    def _link(self, box: Any, at: Node) -> None:
        node: Node | None = at
        while node is not None and node.kind != "Link":
            node = node.parent
        if node is None:
            place = self._paragraph(at)
            if place is None:
                return
            node = Node("Link", place)
        node.kids.append(LinkNode(self._page, box.link_annotation))
        self.linked.add(box)

    def _node(self, box: Any, at: Node) -> Node:
        """The node of the element of ``box``; a new one at ``at`` if there is none."""
        element, tag = box.element, box.element_tag
        key = (element, tag)
        if key not in self._nodes:
            parent = element if "::" in tag else self._parents.get(element)
            at = self._nodes.get((parent, parent.tag), at) if parent is not None else at
            self._nodes[key] = self._new(box, element, tag, at)
        return self._nodes[key]

    def _new(self, box: Any, element: Any, tag: str, at: Node) -> Node:
        name, _, pseudo = tag.partition("::")
        holder = at.holder().kind
        if pseudo:
            return self._label(at) if name == "li" and pseudo in ("before", "marker") else at
        if name in ("li", "dt", "dd"):
            return self._item(name, at, element) if holder == "L" else Node("", at, element)
        kind = _KINDS.get(tag, "Span" if tag in PHRASES and element.get("lang") else "")
        if not kind and tag in PHRASES:
            return at
        if kind in _INLINE:
            return Node(kind, self._paragraph(at) or at, element, box)
        if holder in _LEAVES and kind != "Figure":
            kind = ""
        if kind in _PARENTS and holder not in _PARENTS[kind]:
            kind = ""
        return Node(kind, at, element, box)

    def _item(self, name: str, at: Node, element: Any = None) -> Node:
        """The node for the text of a list item, a term, or a definition."""
        if name == "li":
            return Node("LBody", Node("LI", at, element))
        item = at.last("LI")
        if item is None or (name == "dt" and item.last("LBody")):
            item = Node("LI", at, element)
        return Node("Lbl" if name == "dt" else "LBody", item)

    def _label(self, at: Node) -> Node:
        """The node for a bullet or number, before the text of the list item around ``at``."""
        item = at.holder().parent
        if item is None or item.kind != "LI":
            return at
        first = item.kids[0]
        if isinstance(first, Node) and first.kind == "Lbl":
            return first
        label = Node("Lbl", item)
        item.kids.insert(0, item.kids.pop())
        return label


def add_empty_cells(table: Node) -> None:
    """Add empty cells until all rows of ``table`` have as many columns, unless cells span rows."""
    rows = [list(row.non_empty_kids()) for row in _rows(table)]
    cells = [[kid for kid in row if isinstance(kid, Node) and kid.box] for row in rows]
    if any(cell.box.rowspan != 1 for row in cells for cell in row):
        return
    widths = [sum(cell.box.colspan for cell in row) for row in cells]
    for row, width in zip(_rows(table), widths, strict=True):
        for _ in range(max(widths) - width if width else 0):
            Node("TD", row)


def _rows(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        if isinstance(kid, Node) and kid.kind == "TR":
            yield kid
        elif isinstance(kid, Node) and kid.kind != "Caption":
            yield from _rows(kid)


def alternative_text(element: Any, tag: str) -> str:
    """The alternative text of a picture; empty for decoration."""
    if tag == "img":
        return str(element.get("alt") or "").strip()
    title = element.find("{http://www.w3.org/2000/svg}title") if tag.endswith("}svg") else None
    return str(title.text or "").strip() if title is not None else ""
